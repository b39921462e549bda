"""What was made before, from exactly the same input?

Each module imports only modules above it here.

| module         | the question it answers                                                               |
| -------------- | ------------------------------------------------------------------------------------- |
| `program`      | Which program is it that builds: its own code, Python, and the packages that it uses? |
| `fingerprints` | Is a value the same as one in another build?                                          |
| `files`        | How does a file of the cache come back whole, or not at all?                          |
| `last_build`   | What did the last build read and make, so that it can be used again?                  |
| `changes`      | Which files of the source are new, changed or gone since the last build?              |
| `explaining`   | From what is a file of the site made, and why was it kept or made in this build?      |
| `unchanged`    | Is everything as the last build left it, so that there is nothing to do?              |

It lies in `.cache/` in the source folder, and may be deleted at any time: what it holds can be made again. What it says
of a file is used only where everything that the file was made from is the same.

Tested in `tests/test_rebuilds.py`, `tests/test_explanations.py` and `tests/test_cache_faults.py`.
"""
