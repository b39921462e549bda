"""Whose words are these? An article's own are set in a serif type face, the archive's own without serifs."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from browsing import one_of_each_kind
from conftest import article, build_site, each, write

pytestmark = pytest.mark.browser

FACES = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), faces = [];
    for (let text; (text = texts.nextNode());)
        if (/\\p{L}/u.test(text.data))
            faces.push([text.data.trim(), getComputedStyle(text.parentElement).fontFamily.split(",").at(-1).trim()]);
    return faces;
}"""
"""Each text of a page that has letters, with the generic family of its type face."""


EITHER = {"xname", "xlast"}
"""Names, which the archive lists as the articles write them."""


@pytest.fixture(scope="module", params=["en", "fr"])
def spoken(request, tmp_path_factory) -> Path:
    """Build an archive in which all words of the articles begin with x, and none of the archive's own do."""
    run = "xone xtwo xthree xfour xfive"
    common = {"story": "flood", "language": "en", "topics": "[Water, Towns]"}
    files = {
        "site.yaml": f"title: T\ndescription: Accounts.\nlanguage: {request.param}\nlicence: All rights reserved\n",
        "articles/printed.md": article(
            f"{run} “xsaid xso” *xem* xname.[^1]\n\nxname [xlink](#p1) xlast.\n\n# xhead\n\n- xitem\n\n> xquote\n\n"
            "| xcell |\n|---|\n| xdata |\n\n[^1]: xnote.\n",
            title="xtitle xprinted",
            label="the one",
            summary="What is said.",
            byline="xann",
            quotations="[{paragraph: 1, starts: xsaid, speaker: xname, kind: person}]",
            **common,
        ),
        "articles/supplied.md": article(
            f"{run} xother “xanon” xname.\n\nxfirst.\n", supplied_title="Given here", label="the other", **common
        ),
        "articles/dated.md": article("xdated.\n", title="xtitle xdated", date="2024"),
        "articles/names.yaml": "- {name: xname, kind: person}\n- {name: xlast, kind: place}\n",
        "articles/stories/flood.yaml": yaml.safe_dump(
            {
                "supplied_title": "The flood",
                "questions": [
                    {
                        "ask": "Who?",
                        "relation": "tension",
                        "note": "A sentence on it.",
                        "accounts": {
                            "printed": [{"paragraph": "1", "words": "xsaid xso"}],
                            "supplied": [{"paragraph": "1", "words": "xother", "attributed": "xone xtwo"}],
                        },
                    },
                    {"ask": "What?", "accounts": {"supplied": [{"paragraph": "2", "words": "xfirst."}]}},
                ],
            }
        ),
    }
    return build_site(write(tmp_path_factory.mktemp("spoken"), files)).source


def test_an_articles_words_have_serifs_and_the_archives_own_have_none_on_every_kind_of_page(spoken, opened):
    """Questions, headings, notes and supplied titles are the archive's; quoted words and printed titles are not."""
    seen = set()
    for page in each(one_of_each_kind(spoken)):
        for text, face in each(opened(page).evaluate(FACES)):
            if text not in EITHER:
                assert (face == "serif") == text.lstrip("“” ").startswith("x"), (page.name, text)
            seen |= {(word, face) for word in text.split()}
    serif = {
        "xone",
        "“xsaid",
        "xsaid",
        "xem",
        "xlink",
        "xhead",
        "xitem",
        "xquote",
        "xcell",
        "xnote.",
        "xtitle",
        "xother",
    }
    assert {(word, "serif") for word in serif} <= seen
    own = {"Who?", "[Given", "The", "A", "What", "flood", "one", "Water", "Names", "xname"}
    assert {(word, "sans-serif") for word in own} <= seen
