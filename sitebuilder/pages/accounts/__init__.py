"""What do the pages that compare the accounts of an event show?

Each module imports only modules above it here.

| module         | the question it answers                                                                     |
| -------------- | ------------------------------------------------------------------------------------------- |
| `order`        | What do the dates of accounts say of their order?                                           |
| `lines`        | Which ties between accounts are drawn as lines, how strong is each, and where does it lead? |
| `picture`      | How are the accounts of an event drawn?                                                     |
| `tables`       | How is a table with a column for each account laid out?                                     |
| `questions`    | How are the questions asked of the accounts grouped, and what does each row show?           |
| `story_tables` | What do an event's lists show: who is quoted and named, times, what is not quoted?          |
| `wording`      | Which words do accounts share, and how do the sentences with them differ?                   |
| `beside`       | What does the other account have beside each stretch of this one?                           |
| `pair`         | What does the page with two whole accounts show?                                            |
| `story`        | What does the page of an event show?                                                        |

Tested in `tests/test_event_page.py`, `tests/test_where_they_part.py`, `tests/test_picture.py` and
`tests/test_side_by_side.py`.
"""
