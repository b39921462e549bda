"""How does a page become text? The only place that knows Jinja.

Each module imports only modules above it here.

| module            | the question it answers                                                                        |
| ----------------- | ---------------------------------------------------------------------------------------------- |
| `template_faults` | Why can a template not be read or filled in, and what should be typed instead?                 |
| `page_links`      | Where do the links of a page lead, from the page that is being made?                           |
| `own_words`       | In which language are the archive's own words, where that is not the language of the interface? |
| `environment`     | How are templates filled in, with little work for each text, link and macro?                   |
| `own_templates`   | Which templates of an archive replace none of ours, and are used by nothing?                   |
| `exact_words`     | Does a finished page hold the words of its articles, and what is to be done where it does not? |
| `closure`         | Which templates does a template use, and are they the same as in another build?                |
| `renderer`        | How does a page become text?                                                                   |

Tested in `tests/test_filling_in.py`, `tests/test_weight_and_templates.py`, `tests/test_exact_text.py` and
`tests/mistakes/templates.yaml`.
"""
