"""`build.py --explain ADDRESS` says from what a file of a site is made, and why it was kept or made.

That a reason is right after any edit is in `test_rebuilds.py`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from changing import HOME, edit
from conftest import ROOT, Files, article, each, run, write

FACTS = (ROOT / "templates" / "parts" / "facts.html").read_text("utf-8")
NAME = (ROOT / "templates" / "name.html").read_text("utf-8")


@pytest.fixture
def home(archive: Callable[[Files], Path]) -> Path:
    """An archive that is built once."""
    folder = archive(HOME)
    assert run("--source", folder).status == 0
    return folder


BESIDES = "what it links to, lists and counts, which depends on every file"
EXPLANATIONS = {
    "index.html": ("every file of the source",),
    "articles/place-2.html": (
        "articles/herald.md (its title)",
        "articles/names.yaml",
        "articles/place-2.md",
        "articles/place-4.md (its title)",
        "site.yaml",
        BESIDES,
    ),
    "articles/place-2.md": ("articles/place-2.md",),
    "topics/mills-2.html": ("articles/place-2.md", "articles/place-5.md", "site.yaml", BESIDES),
    "topics/index.html": ("site.yaml", BESIDES),
    "stories/flood.html": (
        "articles/gazette.md",
        "articles/herald.md",
        "articles/names.yaml",
        "articles/stories/flood.yaml",
        "site.yaml",
        BESIDES,
    ),
    "static/style.css": ("templates/static/style.css",),
}
"""Of what a file of the site is said to be made, besides its templates."""


@pytest.mark.parametrize("address", EXPLANATIONS)
def test_a_file_is_explained_by_the_files_that_it_shows_and_by_what_others_have_a_part_in(
    home: Path, address: str
) -> None:
    said = run("--source", home, "--explain", address).said.splitlines()
    lines = [line.strip() for line in each(said[2 : said.index("  kept: nothing that it is made from has changed")])]
    assert said[:2] == [address, "  made from"]
    assert tuple(line for line in lines if not re.fullmatch(r"templates/.*\.html", line)) == EXPLANATIONS[address]
    used = {line for line in lines if line.endswith(".html")}
    assert ("templates/base.html" in used) == address.endswith(".html")
    assert ("templates/article.html" in used) == address.startswith("articles/place-2.h")


def why(home: Path, address: str) -> str:
    """Build, and return why a file was kept or made."""
    said = run("--source", home, "--explain", address).said.splitlines()
    return next(line.strip() for line in said if line.startswith(("  kept: ", "  made: ")))


REASONS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "nothing": (lambda _: None, "index.html", "kept: nothing that it is made from has changed"),
    "its text": (
        lambda home: edit(home, "articles/place-2.md", "is dry", "is as dry"),
        "articles/place-2.html",
        "made: articles/place-2.md changed",
    ),
    "the text of a neighbour": (
        lambda home: edit(home, "articles/place-3.md", "is dry", "is as dry"),
        "articles/place-5.html",
        "kept: nothing that it is made from has changed",
    ),
    "the title of a neighbour": (
        lambda home: edit(home, "articles/place-3.md", "Place 3", "A place"),
        "articles/place-5.html",
        "made: articles/place-3.md changed",
    ),
    "what it does not show": (
        lambda home: edit(home, "articles/place-2.md", "Added to", "Taken into"),
        "topics/water.html",
        "kept: articles/place-2.md changed, but nothing that it shows",
    ),
    "an article is gone": (
        lambda home: (home / "articles/place-6.md").unlink(),
        "topics/index.html",
        "made: what it links to, lists or counts is different: articles/place-6.md is gone",
    ),
    "an article that it linked to is gone": (
        lambda home: (home / "articles/place-6.md").unlink(),
        "articles/place-4.html",
        (
            "made: articles/place-6.html is gone, to which it linked;"
            " what it links to, lists or counts is different: articles/place-6.md is gone"
        ),
    ),
    "six articles are new": (
        lambda home: write(home, {f"articles/new-{at}.md": article(title=f"New {at}") for at in range(7)}),
        "index.html",
        (
            "made: articles/new-0.md is new, articles/new-1.md is new, articles/new-2.md is new,"
            " articles/new-3.md is new, articles/new-4.md is new and 2 others"
        ),
    ),
    "a name": (
        lambda home: edit(home, "articles/names.yaml", "kind: person", "kind: office"),
        "names/ann-bell.html",
        "made: articles/names.yaml changed",
    ),
    "its event": (
        lambda home: edit(home, "articles/stories/flood.yaml", "ask: ", "ask: So, "),
        "stories/flood.html",
        "made: articles/stories/flood.yaml changed",
    ),
    "the settings": (
        lambda home: edit(home, "site.yaml", "The Archive", "An Archive"),
        "articles/place-1.html",
        "made: site.yaml changed",
    ),
    "a part of its template": (
        lambda home: write(home, {"templates/parts/facts.html": FACTS + "{# mine #}"}),
        "articles/place-1.html",
        "made: templates/parts/facts.html changed",
    ),
    "another template": (
        lambda home: write(home, {"templates/name.html": NAME + "{# mine #}"}),
        "articles/place-1.html",
        "kept: nothing that it is made from has changed",
    ),
    "a style sheet": (
        lambda home: write(home, {"templates/static/lists.css": "p { color: red }"}),
        "static/lists.css",
        "made: templates/static/lists.css changed",
    ),
    "somebody changed it": (
        lambda home: (home / "public/about.html").write_text("Somebody else's words"),
        "about.html",
        "made: the published file is not what was built",
    ),
    "it was never made": (
        lambda home: shutil.rmtree(home / ".cache"),
        "about.html",
        "made: no earlier one can be used: there is none here, the program has changed, or --clean was given",
    ),
}
"""What happens between two builds, a file of the site, and why it is kept or made."""


@pytest.mark.parametrize("happens", REASONS)
def test_a_reason_names_the_files_that_changed_and_what_became_of_them(home: Path, happens: str) -> None:
    do, address, reason = REASONS[happens]
    do(home)
    assert why(home, address) == reason


def test_a_page_that_somebody_changed_is_explained_by_that_where_nothing_that_it_shows_has_changed(home: Path) -> None:
    (home / "public/404.html").write_text("Somebody else's words")
    edit(home, "articles/place-2.md", "is dry", "is as dry")
    assert why(home, "404.html") == "made: the published file is not what was built"
    edit(home, "site.yaml", "title: The Archive", "title: Our Archive")
    assert why(home, "404.html") == "made: site.yaml changed"


def test_what_every_build_adds_to_a_site_is_explained_too(home: Path) -> None:
    said = run("--source", home, "--explain", "manifest-sha256.txt").said
    assert said.startswith("manifest-sha256.txt is the manifest of the output, which every build makes\n")
