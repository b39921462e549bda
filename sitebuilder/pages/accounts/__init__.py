"""What do the pages that compare the accounts of an event show?

Each module imports only modules above it here.

| module         | the question it answers                                                                     |
| -------------- | ------------------------------------------------------------------------------------------- |
| `order`        | What do the dates of accounts say of their order?                                           |
| `lines`        | Which ties between accounts are drawn as lines, how strong is each, and where does it lead? |
| `picture`      | How are the accounts of an event drawn?                                                     |
| `tables`       | How is a table with a column for each account laid out?                                     |
| `questions`    | How are the questions asked of the accounts grouped, and what does each row show?           |
| `story_tables` | What do the tables of an event show: who is quoted, what is named, which wording is shared? |
| `wording`      | Which sentences with the same words are shown word by word, one under the other?            |
| `beside`       | What does the other account have beside each stretch of this one?                           |
| `pair`         | What does the page with two whole accounts show?                                            |
| `story`        | What does the page of an event show?                                                        |

Tested in `tests/test_event_page.py`, `tests/test_picture.py` and `tests/test_side_by_side.py`.
"""
