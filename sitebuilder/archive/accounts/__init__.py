"""How do the accounts of an event answer its questions, and each other?

Each module imports only modules above it here.

| module       | the question it answers                                                  |
| ------------ | ------------------------------------------------------------------------ |
| `answers`    | In which sentences does an account answer a question, and on whose word? |
| `comparison` | How do the accounts of one event answer each other?                      |

Tested in `tests/test_event_page.py`, `tests/test_whose_word.py` and `tests/test_side_by_side.py`.
"""
