"""What is in the words? Sentences, quotations, shared wording, times, first words; never HTML.

Pure functions from the paragraphs of a text to places in them. Each module imports only modules above it here.

| module           | the question it answers                                                                   |
| ---------------- | ----------------------------------------------------------------------------------------- |
| `languages`      | What is a language called, which way is it written, and does it put spaces between words? |
| `unseen`         | Which characters of a text does nobody see, and how is a text read past them?             |
| `spans`          | Where in a text are exact words?                                                          |
| `sentences`      | Where does each sentence of a text start and end?                                         |
| `quotations`     | Which words does a text put in quotation marks?                                           |
| `shared_wording` | Which runs of words do two texts share?                                                   |
| `alignment`      | How do two sentences differ that have some words in common?                               |
| `times`          | Which words of a text refer to a time that depends on the day it was written?             |
| `lede`           | How does a text begin, and how long is it?                                                |
| `unseen_kinds`   | How many of each kind of character does a text have that nobody sees, with which data?    |

Tested in `tests/test_wording.py` and `tests/test_unseen.py`, and against what was found by hand in the first two
articles in `tests/test_real_archive.py`.
"""
