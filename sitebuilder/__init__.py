"""The machinery: one module per question. Each imports only modules that stand above it here.

What is typed

| module           | the question it answers                                                                         |
| ---------------- | ----------------------------------------------------------------------------------------------- |
| `problems`       | What is wrong, in which file, on which line, and what should I type instead?                    |
| `characters`     | Which characters does a file hold, and may they stand in a page?                                |
| `yamlfaults`     | Why is a text no YAML, and what should be typed instead?                                        |
| `yamltext`       | What does a YAML text say, and on which line?                                                   |
| `fields`         | Which values do the keys of a mapping have, and what is wrong with them?                        |
| `dates`          | Which day, month or year does a date name, and how sure is it?                                  |
| `languages`      | Which way is a language written, and does it put spaces between words?                          |
| `limits`         | Is a text so long, so deep or so dense that reading it would not end in time?                   |
| `settings`       | What does site.yaml say?                                                                        |
| `addresses`      | Where does each page live, and what is the relative link from one to another?                   |

What an article says

| module           | the question it answers                                                                         |
| ---------------- | ----------------------------------------------------------------------------------------------- |
| `originals`      | What are the paragraphs of a text as received?                                                  |
| `escaping`       | How is any text written so that Markdown shows it letter for letter?                            |
| `emphasis`       | Which words of a line of Markdown are emphasised?                                               |
| `linking`        | Which links may an article have, and where do they lead?                                        |
| `blocks`         | Which lines of an article's Markdown are lists, tables, headings, code and footnotes?           |
| `dialect`        | Which Markdown do articles speak?                                                               |
| `markup`         | How does an article's Markdown become HTML that shows every character and runs nothing?         |
| `proof`          | Which words stand in a finished page, and are they the original's?                              |
| `body`           | Can the text of an article be read, and is it the original's, letter for letter?                |
| `spans`          | Where in an article's text does something stand?                                                |
| `quoting`        | Which words does a text put in quotation marks?                                                 |
| `questions`      | What does a person ask of the accounts of one event, and which exact words of each answer it?   |
| `speakers`       | Who speaks in each quotation?                                                                   |
| `article`        | What does one article file say? Text in, frozen `Article` out, or problems.                     |

How the articles hang together

| module           | the question it answers                                                                         |
| ---------------- | ----------------------------------------------------------------------------------------------- |
| `names`          | Which people, organisations, places and other names does the archive index?                     |
| `wording`        | What stands in the words of texts: wording that two of them share, names, words of time?        |
| `stories`        | What does a person say of one event that several articles report?                               |
| `source`         | Which files make up an archive, and what bytes did each hold when it was read?                  |
| `shelves`        | On which shelves do the articles stand: of which year, letter and topic?                        |
| `agreement`      | Do the files agree with each other: links, texts as received, labels, stories?                  |
| `archive`        | How do all the articles hang together: order, topics, stories, the undated?                     |
| `comparing`      | How do the accounts of one event answer each other, place by place?                             |

What the pages show

| module           | the question it answers                                                                         |
| ---------------- | ----------------------------------------------------------------------------------------------- |
| `shows`          | What does each kind of page show?                                                               |
| `listing`        | How does an article look in a list, and how is a long list cut into pages?                      |
| `framing`        | What stands around every page: what is it called, and where does the navigation lead?           |
| `front_page`     | What does the shared index show?                                                                |
| `article_shows`  | What does an article's page show, as one value?                                                 |
| `article_page`   | What does an article's page show?                                                               |
| `list_pages`     | What do the lists show: of a year, of a letter, of a topic, and of all topics?                  |
| `picture_shows`  | What does the picture of the accounts of an event show, as one value?                           |
| `picture`        | How are the accounts of an event drawn beside each other?                                       |
| `story_shows`    | What does the page of an event show, as one value?                                              |
| `story_page`     | What does the page of an event show?                                                            |
| `marking`        | How are words of an article marked in its HTML, without a letter changed?                       |
| `pair_shows`     | What does the page show that sets two accounts beside each other, as one value?                 |
| `pair_page`      | What does the page show on which two accounts stand side by side, each in its own order?        |
| `register_shows` | What do the registers of quotations and names show, as one value each?                          |
| `registers`      | What do the registers show: of all quotations, of all names, and of each name?                  |
| `styles`         | How light is a style sheet when it goes out?                                                    |
| `pages`          | Which pages exist, and what does each show? **The file to read first.**                         |
| `templatefaults` | Why can a template not be read or filled in, and what should be typed instead?                  |
| `rendering`      | How does a page become text? The only place that knows Jinja; templates are given to it.        |

What touches the machine

| module           | the question it answers                                                                         |
| ---------------- | ----------------------------------------------------------------------------------------------- |
| `files`          | What is on disk? The only place that reads what people wrote.                                   |
| `clock`          | Has one article taken more processor time than it may?                                          |
| `workers`        | Who reads the articles: this process, or several at once?                                       |
| `swap`           | How do two folders change places in one step, and when is what was written safe on the disk?    |
| `locking`        | Is another build at work on the same output?                                                    |
| `publishing`     | How does a finished site take the place of the one before, in one step?                         |
| `progress`       | How does long work show that it goes on?                                                        |
| `telling`        | How is something said to whoever called?                                                        |
| `command`        | What did the caller ask for?                                                                    |

All but the last group is pure: values in, values out, no clock, no environment, no disk.
"""
