"""How do the files fit together: order, groups, checks across files, comparison?

Each module imports only modules above it here.

| module            | the question it answers                                                                       |
| ----------------- | --------------------------------------------------------------------------------------------- |
| `source`          | Which files make up an archive, and what did each hold when it was looked at?                 |
| `file_names`      | Is each file named as its address asks, and what could it be called that overwrites no other? |
| `groups`          | Which articles have something in common: a year, a first letter, a topic, an event?           |
| `indexed_names`   | Which names do the articles have, and what is quoted from each and for it?                    |
| `misspelt_events` | Which articles name their event by a name that is most likely misspelt?                       |
| `cross_checks`    | Do the files agree with each other: links, texts as received, labels, names, stories?         |
| `archive`         | How do all the articles fit together, and which names have a page?                            |
| `oversights`      | What is allowed, and was perhaps not meant?                                                   |
| `answers`         | In which sentences does an account answer a question, and on whose word?                      |
| `comparison`      | How do the accounts of one event answer each other?                                           |

Tested in `tests/test_pages.py`, `tests/test_event_page.py`, `tests/test_side_by_side.py` and `tests/test_mistakes.py`.
"""
