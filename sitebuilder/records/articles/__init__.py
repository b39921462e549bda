"""What does the file of an article say?

Each module imports only modules above it here.

| module         | the question it answers                                                              |
| -------------- | ------------------------------------------------------------------------------------ |
| `speakers`     | Who speaks in each quotation?                                                        |
| `suggestions`  | Which entries are to be pasted for the quotations whose speaker is not recorded?     |
| `front_matter` | What does the front matter of an article say?                                        |
| `earlier`      | Which copies of a text as received have been replaced by a better one?               |
| `printed`      | What does the front matter hold of a text as received, and where is that repeated?   |
| `heading`      | Which paragraphs of a text as received are its headline, byline, date line and such? |
| `article`      | What does the archive know of one article?                                           |
| `withdrawn`    | What stays of an article that the archive has withdrawn?                             |
| `reading`      | What does one article file say?                                                      |

Tested in `tests/test_mistakes.py` (what is wrong), `tests/test_pages.py` and `tests/test_heading.py` (what is right).
"""
