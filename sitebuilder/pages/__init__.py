"""Which pages exist, and what does each show? `every_page` is the file to read first.

A *view* is all that a page shows: a frozen value that names its template. Each module has the views of its pages
beside the functions that make them, and imports only modules above it here. A new kind of page is a module here with
its row in this table, a template, and a line in `every_page` with its import.

| module       | the question it answers                                                     |
| ------------ | --------------------------------------------------------------------------- |
| `parts`      | What do pages have in common?                                               |
| `lists`      | What do the lists of years, titles, topics and so on show?                  |
| `accounts`   | What do the pages that compare the accounts of an event show?               |
| `registers`  | What do the registers of quotations and of names show?                      |
| `fixity`     | What does a reader need to check a copy of the site, and to build it again? |
| `front`      | What does the shared index show?                                            |
| `article`    | What does an article's page show?                                           |
| `past`       | What is shown at an address where something was?                            |
| `originals`  | What does the page of a text as received show?                              |
| `about`      | What do the pages that are all words show: About, and Not found?            |
| `copies`     | Which files are copied to the site?                                         |
| `following`  | Which files help others to follow the archive?                              |
| `every_page` | Which pages and other files exist? **The file to read first.**              |

Tested in `tests/test_pages.py`, `tests/test_following.py`, `tests/test_originals.py`, `tests/test_event_page.py` and
`tests/test_quotations_and_names.py`, in a browser in `tests/test_in_a_browser.py`, and what a page weighs in
`tests/test_weight_and_templates.py`.
"""
