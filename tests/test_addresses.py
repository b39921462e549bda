"""Old addresses are a promise: whatever was once published is still found, to the paragraph and the question.

`addresses/*.txt` list the addresses of the project's own archive and of the golden one, with the fragments that people
cite. The lists only grow: `pytest --golden` adds what is new, and nothing ever leaves them. (That of the project's own
archive is compared in `test_real_archive.py`.)
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Site

LISTS = Path(__file__).parent / "addresses"

CITED = re.compile(r' id="((?:[a-z0-9-]+-)?[pq][0-9]+)"')
"""Ids that people cite: paragraphs and questions, with the article's slug before them where a page has several."""


def addresses(site: Site) -> set[str]:
    """Return the addresses that a site has, with the fragments that people cite."""
    there = set()
    for address, raw in site.files.items():
        there |= {address, *(f"{address}#{name}" for name in CITED.findall(raw.decode("utf-8", "replace")))}
    return there


def promised(name: str, there: set[str], *, is_rewritten: bool) -> set[str]:
    """Return the addresses of a list, after those that are there have been added to it if it is to be rewritten."""
    file = LISTS / f"{name}.txt"
    listed = set(file.read_text("utf-8").split()) if file.exists() else set()
    if is_rewritten:
        listed |= there
        file.write_text("\n".join(sorted(listed)) + "\n", "utf-8")
    return listed


def test_every_address_that_was_ever_published_is_still_there(golden: Site, pytestconfig: pytest.Config) -> None:
    """And every one that is there is listed, so that a new kind of address is not forgotten."""
    there = addresses(golden)
    listed = promised("golden", there, is_rewritten=pytestconfig.getoption("--golden"))
    assert len(listed) > 30
    assert listed == there
