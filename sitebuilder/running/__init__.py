"""What touches the machine and the user: disk, time, workers, console, command?

Each module imports only modules above it here.

| module       | the question it answers                                                         |
| ------------ | ------------------------------------------------------------------------------- |
| `disk`       | What is on disk?                                                                |
| `time_limit` | Has one article taken more processor time than it may?                          |
| `workers`    | Who reads the articles: this process, or several at once?                       |
| `console`    | How is something said to the user, and how does long work show that it goes on? |
| `command`    | What did the user ask for?                                                      |

Tested in `tests/test_mistakes.py`, `tests/test_workers.py` and `tests/test_slow_and_deep.py`.
"""
