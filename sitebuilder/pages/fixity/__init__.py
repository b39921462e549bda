"""What does a reader need to check a copy of the site, and to build it again?

Each module imports only modules above it here.

| module     | the question it answers                                                               |
| ---------- | ------------------------------------------------------------------------------------- |
| `editions` | Which edition of the archive, or of an article, is this?                               |
| `sources`  | Where in the site is each source file, and how is a source folder made of them again? |

Tested in `tests/test_sources.py` and `tests/test_editions.py`.
"""
