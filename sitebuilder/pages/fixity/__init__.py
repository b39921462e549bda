"""What does a reader need to check a copy of the site, and to build it again?

Each module imports only modules above it here.

| module     | the question it answers                                                               |
| ---------- | ------------------------------------------------------------------------------------- |
| `editions` | Which edition of the archive, or of an article, is this?                               |
| `sources`  | Where in the site is each source file, and how is a source folder made of them again? |
| `rules`    | By which rules is everything computed that a page says of the words of articles?      |
| `commands` | Which commands check a copy of the site, and build it again?                          |
| `verify`   | What does the page show that tells a stranger how to check the site?                  |

Tested in `tests/test_sources.py`, `tests/test_editions.py`, `tests/test_verify_page.py`, `tests/test_rules.py` and
`tests/test_crawling.py`.
"""
