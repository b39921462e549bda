"""Does a finished page show the words of articles, letter for letter?

Each module imports only modules above it here.

| module     | the question it answers                                                          |
| ---------- | -------------------------------------------------------------------------------- |
| `seen`     | What of a finished page does a reader see?                                       |
| `texts`    | Does a finished page hold the text of an article, or a text as received?         |
| `passages` | Does a finished page hold passages of articles, letter for letter and in order?  |

Tested in `tests/test_exact_text.py`, `tests/test_originals.py` and `tests/test_finished_pages.py`.
"""
