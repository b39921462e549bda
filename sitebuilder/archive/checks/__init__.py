"""Do the files agree with each other?

Each module imports only modules above it here.

| module            | the question it answers                                                                       |
| ----------------- | --------------------------------------------------------------------------------------------- |
| `collisions`      | Which files of the site would overwrite each other, even on a disk that ignores case?         |
| `file_names`      | Is each file named as its address asks, and what could it be called that overwrites no other? |
| `aliases`         | Does each former slug belong to one article or event, and is none of them in use again?       |
| `misspelt_events` | Which articles name their event by a name that is most likely misspelt?                       |
| `links`           | Does every link to an article lead to one, and to a paragraph that it has?                    |
| `withheld`        | What do story files still have of withdrawn articles?                                         |
| `cross_checks`    | Do the files agree with each other: texts as received, labels, names, stories?                |
| `oversights`      | What is allowed, and was perhaps not meant?                                                   |

Tested in `tests/test_mistakes.py`.
"""
