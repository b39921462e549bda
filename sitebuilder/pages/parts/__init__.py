"""What do pages have in common?

Each module imports only modules above it here.

| module         | the question it answers                                                                    |
| -------------- | ------------------------------------------------------------------------------------------ |
| `frame`        | What do all pages have around their content: titles, navigation?                           |
| `entries`      | How does an article look in a list, and how does an event?                                 |
| `paging`       | How is a long list cut into pages, and how does a reader get from one to the others?       |
| `speakers`     | How is it shown who speaks, and on whose word something is?                                |
| `passages`     | How are exact words shown, and what is known and unknown of the article that has them?     |
| `provenance`   | How is it shown where the text of an article comes from, and what is proven of it?         |
| `sigla`        | By which letter and which edge does a reader know an account of an event?                  |
| `marking`      | How are words of an article marked in its HTML, without changing a letter?                 |
| `style_sheets` | How are style sheets minified, and which of their rules are for what is around every page? |

Tested in `tests/test_pages.py`, the marks in `tests/test_exact_places.py`, and the style sheets in
`tests/test_weight_and_templates.py`.
"""
