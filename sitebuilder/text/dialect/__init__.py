"""Which Markdown do articles use?

Each module imports only modules above it here.

| module     | the question it answers                                                                |
| ---------- | -------------------------------------------------------------------------------------- |
| `prose`    | Which paragraphs of a text are plain prose, which needs no Markdown?                   |
| `emphasis` | Which words of a line of Markdown are emphasised?                                      |
| `inline`   | How is the Markdown in a paragraph read, in time that grows with its length alone?     |
| `as_typed` | Which parts of a text look like a link, an image or a tag, and are shown as typed?     |
| `links`    | Which links may an article have, and where do they lead?                               |
| `blocks`   | Which lines of an article's Markdown are lists, tables, headings, code and footnotes?  |
| `dialect`  | Which Markdown do articles use, as a whole?                                            |

Tested in `tests/test_hostile_markdown.py`, by the files in `tests/benign/` and `tests/hostile/`.
"""
