"""What touches the machine and the user: disk, time, workers, console, command?

Each module imports only modules above it here.

| module          | the question it answers                                                                         |
| --------------- | ----------------------------------------------------------------------------------------------- |
| `stopping`      | How does a build end when it is asked to stop?                                                  |
| `processes`     | How is work shared out among several processes?                                                 |
| `console`       | How are messages written to the user, and how is progress shown?                                |
| `regular_files` | What does a file on disk hold, and is it still the same when it is read again?                  |
| `disk`          | What is on disk?                                                                                |
| `time_limit`    | Has one article taken more processor time than it may?                                          |
| `workers`       | How are the articles read: in time, and by several processes where that pays?                   |
| `command`       | What did the user ask for?                                                                      |
| `maker`         | Which files of the site are made, and which are kept as they are, by several processes at once? |
| `steps`         | What is made of a source, step by step: articles, archive, outputs, files?                      |
| `verifying`     | Is what is published what was built?                                                            |

Tested in `tests/test_mistakes.py`, `tests/test_call.py`, `tests/test_what_is_said.py`, `tests/test_workers.py` and
`tests/test_slow_and_deep.py`.
"""
