"""How does a finished site take the place of the old one?

Each module imports only modules above it here.

| module          | the question it answers                                                                          |
| --------------- | ------------------------------------------------------------------------------------------------ |
| `exchange`      | How do two folders change places in one step, and when is what was written safe on the disk?     |
| `lock`          | Is another build at work on the same output?                                                     |
| `output_folder` | Which folder may a build read, which may it write to, and which may it remove?                   |
| `next_site`     | What of the site before can stay where it is in the next one?                                    |
| `site_files`    | How is one file of a new site written, or kept from the site before?                             |
| `manifest`      | How is the manifest of a site written?                                                           |
| `removals`      | Would a build take away so many published articles that something must be wrong with its source? |
| `tally`         | How many files has a site, and how many of them did this build write?                            |
| `publication`   | How does a finished site take the place of the previous one, in one step?                        |

Tested in `tests/test_publishing.py`, `tests/test_next_site.py`, `tests/test_publishing_faults.py`,
`tests/test_permissions.py`, `tests/test_call.py` and `tests/test_other_systems.py`.
"""
