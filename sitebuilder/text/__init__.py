"""How does a text become HTML that keeps every letter, and how is that proven?

Each module imports only modules above it here.

| module        | the question it answers                                                                 |
| ------------- | --------------------------------------------------------------------------------------- |
| `limits`      | Is a text too long, too deep or too dense to be read in time?                           |
| `dialect`     | Which Markdown do articles use?                                                         |
| `lines`       | Which lines does a text as received have, and how does each end?                        |
| `originals`   | What are the paragraphs of a text as received?                                          |
| `tags`        | Which tags and which text make up a body, and where are its paragraphs?                 |
| `html`        | How does an article's Markdown become HTML that shows every character and runs nothing? |
| `reading`     | What does a reader find in the text of an article?                                      |
| `proof`       | What is the text of an article in HTML?                                                 |
| `differences` | Where do the paragraphs or lines of two texts differ?                                   |
| `by_words`    | Are all words of an article, in order, those of the text as received?                   |
| `finished`    | Does a finished page show the words of articles, letter for letter?                     |
| `manuscript`  | Can the text of an article be read, and is it the original's, letter for letter?        |
| `escaping`    | How is any text written so that Markdown shows it letter for letter?                    |

Tested in `tests/test_exact_text.py`, `tests/test_originals.py`, `tests/test_hostile_markdown.py` and
`tests/test_slow_and_deep.py`.
"""
