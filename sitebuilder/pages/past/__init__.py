"""What is shown at an address where something was?

Each module imports only modules above it here.

| module    | the question it answers                                 |
| --------- | ------------------------------------------------------- |
| `notices` | What is shown where a page was that is withdrawn?       |
| `former`  | What is shown at an address that something had before?  |

Tested in `tests/test_former_addresses.py`.
"""
