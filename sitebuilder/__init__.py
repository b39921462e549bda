"""The machinery: one folder a step. A folder imports only folders above it here.

| folder         | the question it answers                                                                           |
| -------------- | ------------------------------------------------------------------------------------------------- |
| `problems`     | What is wrong, in which file, on which line, and what should I type instead?                      |
| `addresses`    | Where does each page live, and what is the relative link from one to another?                     |
| `source_paths` | Where are the files of a source folder?                                                           |
| `formats`      | How is a file that people write read, each mistake with its line?                                 |
| `words`        | What is in the words? Quotations, shared wording, times: spans of paragraphs, never HTML.         |
| `text`         | How does an article's text become HTML that keeps every letter, and how is that proven?           |
| `records`      | What does each file say? Text in, frozen values out, or problems.                                 |
| `archive`      | How do the files hang together: order, groups, checks across files, comparison?                   |
| `pages`        | Which pages exist, and what does each show? **`pages/every_page.py` is the file to read first.**  |
| `rendering`    | How does a page become text? The only place that knows Jinja.                                     |
| `publishing`   | How does a finished site take the place of the old one?                                           |
| `running`      | What touches the machine and the user: disk, time, workers, console, command?                     |

Each folder has a table of its own in its `__init__.py`. All but the last two are pure: values in, values out, no clock,
no environment, no disk.
"""

VERSION = "0.1.0"
"""The version of the program."""
