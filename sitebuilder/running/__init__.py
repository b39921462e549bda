"""What touches the machine and the user: disk, time, workers, console, command?

Each module imports only modules above it here.

| module           | the question it answers                                          |
| ---------------- | ---------------------------------------------------------------- |
| `source_folders` | Which files belong in which folder of an archive?                |
| `disk`           | What is on disk?                                                 |
| `time_limit`     | Has one article taken more processor time than it may?           |
| `stopping`       | How does a build end when it is asked to stop?                   |
| `workers`        | Who reads the articles: this process, or several at once?        |
| `console`        | How are messages written to the user, and how is progress shown? |
| `command`        | What did the user ask for?                                       |

Tested in `tests/test_mistakes.py`, `tests/test_call.py`, `tests/test_what_is_said.py`, `tests/test_workers.py` and
`tests/test_slow_and_deep.py`.
"""
