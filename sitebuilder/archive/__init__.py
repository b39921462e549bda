"""How do the files fit together: order, groups, checks across files, comparison?

Each module imports only modules above it here.

| module           | the question it answers                                                               |
| ---------------- | ------------------------------------------------------------------------------------- |
| `source`         | Which files make up an archive, and what did each hold when it was looked at?         |
| `source_folders` | Which files belong in which folder of an archive?                                     |
| `groups`         | Which articles have something in common: a year, a first letter, a topic, an event?   |
| `alike`          | Which articles have the same title, and what tells them apart? Which the same text?   |
| `acts`           | What has the archive done, and when?                                                  |
| `indexed_names`  | Which names do the articles have, and what is quoted from each and for it?            |
| `accounts`       | How do the accounts of an event answer its questions, and each other?                 |
| `former`         | Which addresses did the archive's things have before, and where is each of them now?  |
| `archive`        | What is in an archive: all of it, and the part of it that one page shows?             |
| `checks`         | Do the files agree with each other?                                                   |
| `arranging`      | How do the files of an archive become one: read, ordered, checked against each other? |

Tested in `tests/test_pages.py`, `tests/test_alike.py`, `tests/test_changes.py`, `tests/test_event_page.py`,
`tests/test_side_by_side.py` and `tests/test_mistakes.py`.
"""
