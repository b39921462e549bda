"""Which Markdown do articles use?

Each module imports only modules above it here. The first three need no library: a text of prose is read without one.

| module          | the question it answers                                                               |
| --------------- | ------------------------------------------------------------------------------------- |
| `prose`         | Which paragraphs of a text are plain prose, which needs no Markdown?                  |
| `article_links` | Which links of a text lead to an article of the archive?                              |
| `as_typed`      | Which parts of a text look like a link, an image or a tag, and are shown as typed?    |
| `emphasis`      | Which words of a line of Markdown are emphasised?                                     |
| `inline`        | How is the Markdown in a paragraph read, in time that grows with its length alone?    |
| `links`         | Which links may an article have, and where do they lead?                              |
| `blocks`        | Which lines of an article's Markdown are lists, tables, headings, code and footnotes? |
| `sanitiser`     | What may the HTML of a text hold at the most?                                         |
| `dialect`       | Which Markdown do articles use, as a whole?                                           |

Tested in `tests/test_hostile_markdown.py`, by the files in `tests/benign/` and `tests/hostile/`.
"""
