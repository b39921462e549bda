"""How are hand-written files read, and each mistake reported with its line?

Nothing here knows what an article or a story is. Each module imports only modules above it here.

| module          | the question it answers                                                        |
| --------------- | ------------------------------------------------------------------------------ |
| `characters`    | Which characters does a file hold, and can a page show them?                   |
| `yaml_faults`   | Why is a text not valid YAML, and what should be typed instead?                |
| `yaml_reader`   | What does a YAML text say, and on which line?                                  |
| `written_dates` | Which date is meant by one that is not written as EDTF has it?                 |
| `dates`         | Which day, month, season, year or decade does a date name, and how sure is it? |
| `schema`        | Which keys may a mapping have, and which one was most likely meant?            |
| `fields`        | Which values do the keys of a mapping have, and what is wrong with them?       |

Tested in `tests/test_mistakes.py`, by the files in `tests/mistakes/`.
"""
