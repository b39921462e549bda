"""Are all words of an article, in order, those of the text as received?

For texts with tables and lists. Each module imports only modules above it here.

| module     | the question it answers                                                                      |
| ---------- | -------------------------------------------------------------------------------------------- |
| `received` | Which words has a text as received, and which marks around them may be those of a table or a list? |
| `shown`    | Which words does an article show, and which of them begin a cell or an item?                  |
| `places`   | Where in the Markdown of an article are its words?                                             |
| `meeting`  | Where do two texts that differ have the same words again?                                      |
| `compared` | Where do the words of an article and those of the text as received part?                       |

Tested in `tests/test_tables_and_lists.py`.
"""
