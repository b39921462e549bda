"""Following the links of the site from its index leads to all of it, but for a few files that are named here."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import GOLDEN, ROOT, SITE, Files, Site, article, each, run, tree, write
from reading import leads_to, read, references
from stories import many
from test_verify_page import HARD

UNLINKED = {
    ".news-archive": "the marker, which is for builds",
    "404.html": "the page that a host shows for an address that does not exist",
    "robots.txt": "which machines ask for unasked",
    "sitemap.xml": "which robots.txt names",
}
"""The files that no page links to, each with the reason."""

PUBLISHED: Files = {**many(14), "site.yaml": f"{SITE}url: https://archive.example/news/\n"}
WITHDRAWN: Files = {
    **HARD,
    "articles/gone.md": article(title="A quokka", withdrawn="{on: 2027-01-02, why: Its publisher asked for it.}"),
}

FORMER = {
    "the golden one": {
        "articles/flood-night.html",
        "stories/flood-night--river-rises.html",
        "stories/rising-water.html",
    },
}
"""The addresses of what is no longer there, by the name of the archive."""

ARCHIVES: dict[str, Files] = {
    "one article": {"articles/flood.md": article()},
    "no article": {},
    "templates of its own, and texts as received": HARD,
    "a withdrawn article": WITHDRAWN,
    "more accounts than are compared, with an address": PUBLISHED,
    "the golden one": tree(GOLDEN),
    "the project's own": tree(ROOT / "articles"),
}
"""Archives from small to many-sided."""


def crawled(site: Site, begin: str = "index.html") -> set[str]:
    """Return the addresses of all files that links, style sheets, scripts and pictures lead to, from one page on."""
    files, got, waiting = site.files, set(), [begin]
    while waiting:
        address = waiting.pop()
        if address in got:
            continue
        got.add(address)
        leads = referred_to(address, files[address])
        assert {*leads} <= files.keys(), address
        waiting += leads
    return got


def referred_to(address: str, raw: bytes) -> list[str]:
    """Return the addresses that a file of the site refers to."""
    text = raw.decode("utf-8", "replace") if address.endswith((".html", ".css")) else ""
    found = references(read(text)) if address.endswith(".html") else re.findall(r"url\(['\"]?([^)'\"]+)", text)
    here = (href for href in found if not urlsplit(href).scheme and not href.startswith("//"))
    return [leads_to(address, href) for href in here]


@pytest.fixture(scope="module", params=ARCHIVES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build an archive, whatever is noted about it."""
    files = ARCHIVES[request.param]
    if request.param == "the project's own":
        files = {f"articles/{path}": raw for path, raw in files.items()} | {
            "site.yaml": (ROOT / "site.yaml").read_bytes()
        }
    source = write(tmp_path_factory.mktemp("crawled"), files)
    assert run("--source", source, "--quiet").status == 0
    return Site(source, source / "public")


def test_a_crawler_gets_every_file_but_those_that_are_named_here(site: Site, request: pytest.FixtureRequest) -> None:
    """Every page, the notice of a withdrawal too, Markdown file, text as received, source file, style sheet, script."""
    left_out = site.files.keys() - crawled(site)
    former = FORMER.get(request.node.callspec.params["site"], set())
    assert left_out == (UNLINKED.keys() & site.files.keys()) | former


def test_every_kind_of_file_is_among_what_it_gets(site: Site) -> None:
    """So that the test above is not about pages alone."""
    got = crawled(site)
    there = {Path(address).suffix for address in each(site.files)} - {".xml"}
    assert there - {Path(address).suffix for address in got} <= {""}
