"""What do the lists of years, titles, topics and so on show?

Each module imports only modules above it here.

| module           | the question it answers                                                                 |
| ---------------- | --------------------------------------------------------------------------------------- |
| `articles`       | What does a list of articles show?                                                      |
| `links`          | What does a list of links to lists show?                                                |
| `years`          | What do the lists of years show, and how are the years drawn?                           |
| `titles`         | What do the lists by title show?                                                        |
| `topics`         | What do the lists of topics and of events show?                                         |
| `printed`        | What do the lists by publisher and by byline show?                                      |
| `changes`        | What do the pages show of what the archive has done?                                    |
| `other_accounts` | Which accounts of an event are not compared, and what do the pages that list them show? |

Tested in `tests/test_pages.py`, and long ones in `tests/test_long_lists.py`, by publisher and byline in
`tests/test_publishers_and_bylines.py`, and of changes in `tests/test_changes.py`.
"""
