"""What does each file say? Text in, frozen values out, or problems.

Each module imports only modules above it here.

| module        | the question it answers                                                              |
| ------------- | ------------------------------------------------------------------------------------ |
| `settings`    | What does site.yaml say?                                                             |
| `about`       | What do those who keep the archive say of it in about.md?                            |
| `exact_words` | Where does a file quote an article: which exact words, in which paragraph?           |
| `aliases`     | Which slugs did a thing have before?                                                 |
| `names`       | Which names does the archive index, and where does a text have them?                 |
| `articles`    | What does the file of an article say?                                                |
| `notes`       | Which accounts does a note name in braces, and which of their words does it quote?   |
| `stories`     | What is asked of the accounts of one event, and which exact words of each answer it? |

Tested in `tests/test_mistakes.py` (what is wrong), `tests/test_pages.py`, `tests/test_event_page.py` and
`tests/test_quotations_and_names.py` (what is right).
"""
