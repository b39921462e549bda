"""The program: one folder per step. A folder imports only folders above it here.

| folder                          | the question it answers                                                           |
| ------------------------------- | --------------------------------------------------------------------------------- |
| `problems`, `ordering`, `slugs` | What is wrong, and on which line? How are things sorted, and called in addresses? |
| `addresses`, `source_paths`     | What is the address of each page, and where is each source file?                  |
| `formats`                       | How are hand-written files read, and each mistake reported with its line?         |
| `words`                         | What is in the words? Sentences, quotations, shared wording, times; never HTML.   |
| `text`                          | How does a text become HTML that keeps every letter, and how is that proven?      |
| `records`                       | What does each file say? Text in, frozen values out, or problems.                 |
| `archive`                       | How do the files fit together: order, groups, checks across files, comparison?    |
| `exports`                       | What do other programs read: the feed, the sitemap? Values in, bytes out.         |
| `pages`                         | Which pages exist, and what does each show? **Read `pages/every_page.py` first.** |
| `rendering`                     | How does a page become text? The only place that knows Jinja.                     |
| `publishing`                    | How does a finished site take the place of the old one?                           |
| `cache`                         | What was made before, from exactly the same input?                                |
| `running`                       | What touches the machine and the user: disk, time, workers, console, command?     |

Each folder has a table of its own in its `__init__.py`. All but the last three are pure: values in, values out, no
clock, no environment, no disk.

Values are frozen. Most are structs of `msgspec`: Python takes forty times as long to define a dataclass, and with so
many, that is a quarter of a small build. A build after no change loads no package: what it uses are dataclasses.

Tested in `tests/`, its shape in `tests/test_architecture.py` and its addresses in `tests/test_addresses.py`.
"""

VERSION = "0.2.0"
"""The version of the program."""
