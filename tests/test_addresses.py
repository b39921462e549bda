"""Old addresses are a promise: whatever was once published is still found, to the paragraph and the question.

`addresses/*.txt` list the addresses of the project's own archive and of the golden one, with the fragments that people
cite. The lists only grow: `pytest --golden` adds what is new, and nothing ever leaves them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import run, tree

HERE = Path(__file__).parent
ARCHIVES = {"own": HERE.parent, "golden": HERE / "golden/archive"}
"""Each list with the archive whose addresses it has."""

CITED = re.compile(r' id="((?:[a-z0-9-]+-)?[pq][0-9]+)"')
"""Ids that people cite: paragraphs and questions, with the article's slug before them where a page has several."""


@pytest.fixture(scope="module", params=ARCHIVES)
def listed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, set[str], set[str]]:
    """Build an archive; return its name, the addresses that are promised and those that its site has."""
    output = tmp_path_factory.mktemp(request.param) / "public"
    result = run("--source", ARCHIVES[request.param], "--output", output, "--quiet")
    assert (result.status, result.complained) == (0, "")
    there = set()
    for address, raw in tree(output).items():
        there |= {address, *(f"{address}#{name}" for name in CITED.findall(raw.decode("utf-8", "replace")))}
    file = HERE / "addresses" / f"{request.param}.txt"
    promised = set(file.read_text("utf-8").split()) if file.exists() else set()
    if request.config.getoption("--golden"):
        promised |= there
        file.write_text("\n".join(sorted(promised)) + "\n", "utf-8")
    return request.param, promised, there


def test_every_address_that_was_ever_published_is_still_there(listed: tuple[str, set[str], set[str]]) -> None:
    _, promised, there = listed
    assert len(promised) > 30
    assert promised - there == set()


def test_the_list_of_the_golden_archive_has_every_address(listed: tuple[str, set[str], set[str]]) -> None:
    """So that a new kind of address is not forgotten; `pytest --golden` adds it. The own archive may grow by itself."""
    name, promised, there = listed
    assert name == "own" or there - promised == set()
