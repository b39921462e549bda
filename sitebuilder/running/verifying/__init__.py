"""Is what is published what was built?

Each module imports only modules above it here.

| module        | the question it answers                                                                            |
| ------------- | -------------------------------------------------------------------------------------------------- |
| `manifest`    | What does the manifest of a published site say?                                                    |
| `published`   | What is in the folder of a published site: which files, with which sums, and what else?            |
| `would_be`    | What would be built from a source now, without writing it?                                           |
| `differences` | How does a published site differ from its manifest, and from what would be built?                  |

Tested in `tests/test_verify.py`.
"""
