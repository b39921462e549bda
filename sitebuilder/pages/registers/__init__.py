"""What do the registers of quotations and of names show?

Each module imports only modules above it here.

| module       | the question it answers                    |
| ------------ | ------------------------------------------ |
| `quotations` | What does the register of quotations show? |
| `names`      | What does the index of names show?         |
| `name`       | What does the page of a name show?         |

Tested in `tests/test_quotations_and_names.py`.
"""
