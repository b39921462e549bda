"""What do the pages of an event show, which compare its accounts?

Each module imports only modules above it here.

| module         | the question it answers                                                                     |
| -------------- | ------------------------------------------------------------------------------------------- |
| `picture`      | How are the accounts of an event drawn beside each other?                                   |
| `tables`       | How is a table laid out that has a column for each account?                                 |
| `story_tables` | What do the tables of an event show: who is quoted, what is named, which wording is shared? |
| `pair`         | What does the page show on which two accounts are side by side, each in its own order?      |
| `story`        | What does the page of an event show?                                                        |

Tested in `tests/test_event_page.py`, `tests/test_picture.py` and `tests/test_side_by_side.py`.
"""
