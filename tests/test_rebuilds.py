"""A rebuild makes only what has changed, and gives the same site as a build from nothing, byte for byte, always."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from changing import BEFORE, HOME, PLACES, PUBLISHED, build, change, edit
from conftest import ROOT, Files, Run, article, each, read_all, run, tree, write
from stories import many

from sitebuilder.addresses import MANIFEST, MARKER
from sitebuilder.archive.accounts import comparison
from sitebuilder.archive.archive import Archive, Part
from sitebuilder.archive.arranging import arrange
from sitebuilder.cache import program as cache_program
from sitebuilder.cache.fingerprints import fingerprint, fingerprint_inputs
from sitebuilder.pages.every_page import every_output
from sitebuilder.publishing import publication, site_files
from sitebuilder.rendering.renderer import Renderer
from sitebuilder.running import steps
from sitebuilder.running.disk import read_source
from sitebuilder.running.steps import Made

PROGRAM = Path(__file__).parents[1] / "build.py"
"""The command."""


@pytest.fixture
def home(archive: Callable[[Files], Path]) -> Path:
    """An archive that is built once."""
    folder = archive(HOME)
    assert run("--source", folder).status == 0
    return folder


def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list of the addresses of pages that go through their templates from now on."""
    addresses: list[str] = []
    render = Renderer.render

    def note(renderer: Renderer, output: object, content: object) -> object:
        addresses.extend([output.address] if hasattr(content, "frame") else [])
        return render(renderer, output, content)

    monkeypatch.setattr(Renderer, "render", note)
    return addresses


def from_nothing(home: Path) -> tuple[Run, dict[str, bytes]]:
    """Build the archive from nothing elsewhere; return what came of it, and the site."""
    fresh = home.parent / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(home, fresh, ignore=shutil.ignore_patterns("public", "other", ".cache", ".public.*"))
    result = run("--source", fresh)
    return result, tree(fresh / "public")


# ---------------------------------------------------------------------------------------------------------------------
# Only what changed


def test_where_nothing_has_changed_nothing_is_loaded_written_or_said_otherwise(home: Path) -> None:
    before = {path: path.stat() for path in (home / "public").rglob("*")}
    script = """
import sys
import build
status = build.main(["--source", sys.argv[1]])
loaded = {"markdown", "jinja2", "yaml", "slugify", "nh3", "msgspec", "sitebuilder.pages.every_page"} & {*sys.modules}
sys.exit(str(sorted(loaded)) if loaded else status)
"""
    call = [sys.executable, "-c", script, home]
    result = subprocess.run(call, cwd=PROGRAM.parent, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert re.fullmatch(
        r"Built 8 articles in \d+\.\d s: (\d+) pages \(0 written, \1 kept\), (\d+) other files \(0 written, \2 kept\),"
        r" 0 removed; no problems\.\nOpen .*\n",
        result.stdout,
    )
    assert {path: path.stat() for path in (home / "public").rglob("*")} == before


def test_an_edit_renders_the_pages_that_show_it_and_no_others(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = rendered(monkeypatch)
    edit(home, "articles/place-2.md", "is dry", "is as dry")
    assert run("--source", home).status == 0
    assert {page for page in each(pages) if page.startswith("articles/")} == {"articles/place-2.html"}
    assert "stories/flood.html" not in pages
    assert "index.html" in pages  # it shows the first words


def test_a_new_title_is_on_the_pages_of_its_neighbours_too(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = rendered(monkeypatch)
    edit(home, "articles/place-3.md", "Place 3", "Another name")
    assert run("--source", home).status == 0
    changed = {page for page in each(pages) if page.startswith("articles/")}
    assert changed == {f"articles/place-{number}.html" for number in (1, 3, 5)}


def test_what_a_build_notes_is_noted_again_where_nothing_has_changed(archive: Callable[[Files], Path]) -> None:
    folder = archive(BEFORE | {"articles/originals/stray.txt": "A stray text.\n"})
    first = run("--source", folder, "--quiet")
    assert (first.status, first.complained) == (0, "")
    noted = "articles/originals/stray.txt: note: no article names this file as its source;"
    assert run("--source", folder).complained.startswith(noted)
    assert run("--source", folder).complained.startswith(noted)


def test_a_file_that_cannot_be_read_is_reported_although_all_others_are_as_before(home: Path) -> None:
    (home / "articles" / "folder.md").mkdir()
    result = run("--source", home)
    assert result.status == 1
    assert "folder.md" in result.complained


# ---------------------------------------------------------------------------------------------------------------------
# Always the same as a build from nothing

TEMPLATE = (ROOT / "templates" / "article.html").read_text("utf-8")
PART = (ROOT / "templates" / "parts" / "provenance.html").read_text("utf-8")
STYLE = (ROOT / "templates" / "static" / "style.css").read_text("utf-8")

Edit = Callable[[Path, random.Random], None]


def some_article(home: Path, chance: random.Random) -> Path:
    return chance.choice(sorted((home / "articles").glob("place-*.md")))


def add(home: Path, chance: random.Random) -> None:
    number = chance.randrange(10, 99)
    text = f"New words of {number}, by the old stone bridge. “So it is,” said Ann Bell.\n"
    (home / f"articles/place-{number}.md").write_text(article(text, title=f"Added {number}", topics="Water"))


def delete(home: Path, chance: random.Random) -> None:
    if len(list((home / "articles").glob("place-*.md"))) > 4:
        some_article(home, chance).unlink()


def rename(home: Path, chance: random.Random) -> None:
    some_article(home, chance).rename(home / f"articles/place-{chance.randrange(100, 999)}.md")


def rename_and_say_so(home: Path, chance: random.Random) -> None:
    path = some_article(home, chance)
    text = path.read_text("utf-8").replace("---\n", f"---\naliases: {path.stem}\n", 1)
    path.unlink()
    (home / f"articles/place-{chance.randrange(100, 999)}.md").write_text(text, "utf-8")


def replaced(pattern: str, new: Callable[[random.Random], str]) -> Edit:
    """Return an edit that replaces what a pattern first finds in an article."""

    def change_one(home: Path, chance: random.Random) -> None:
        path = some_article(home, chance)
        path.write_text(re.sub(pattern, lambda _: new(chance), path.read_text("utf-8"), count=1, flags=re.MULTILINE))

    return change_one


def keep_size_and_time(home: Path, chance: random.Random) -> None:
    """Swap two letters of a text, and put its time back."""
    path = some_article(home, chance)
    times = path.stat()
    text = path.read_text("utf-8")
    path.write_text(text.replace("mill", "lmil") if "mill" in text else text.replace("lmil", "mill"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def own_template(path: str, text: str, mark: str) -> Edit:
    """Return an edit that gives the archive a template of its own, changes it, or takes it away."""

    def change_it(home: Path, chance: random.Random) -> None:
        place = home / "templates" / path
        if place.exists() and chance.random() < 0.4:
            place.unlink()
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text + mark.format(chance.randrange(10)))

    return change_it


def in_file(path: str, *words: str) -> Edit:
    """Return an edit that takes the next of some words in place of the one that a file has."""

    def change_it(home: Path, _chance: random.Random) -> None:
        text = (home / path).read_text("utf-8")
        at = next(at for at, word in enumerate(words) if word in text)
        (home / path).write_text(text.replace(words[at], words[(at + 1) % len(words)]))

    return change_it


def say_who_keeps_it(home: Path, chance: random.Random) -> None:
    """Write another about.md, or take it away, and have site.yaml say so."""
    lines = [line for line in (home / "site.yaml").read_text("utf-8").splitlines() if line != "about: about.md"]
    if (home / "about.md").exists() and chance.random() < 0.3:
        (home / "about.md").unlink()
    else:
        (home / "about.md").write_text(f"Kept by {chance.randrange(100)} people: [one](articles/place-2.md).\n")
        lines.append("about: about.md")
    (home / "site.yaml").write_text("\n".join(lines) + "\n")


def revert(home: Path, _chance: random.Random) -> None:
    for path in (home / "articles").glob("place-???.md"):
        if "aliases:" in path.read_text("utf-8"):  # what it was before is back
            path.unlink()
    write(home, PUBLISHED)


def build_elsewhere(home: Path, _chance: random.Random) -> None:
    assert run("--source", home, "--output", home / "other", "--quiet").status == 0


def empty_the_output(home: Path, _chance: random.Random) -> None:
    shutil.rmtree(home / "public")


def touch_the_output(home: Path, chance: random.Random) -> None:
    page = chance.choice(sorted((home / "public").rglob("*.html")))
    page.unlink()
    page.write_text("Somebody else's words")


EDITS: dict[str, Edit] = {
    "adds an article": add,
    "deletes an article": delete,
    "renames an article": rename,
    "renames an article and writes down its slug": rename_and_say_so,
    "gives an account a former slug": in_file(
        "articles/herald.md", "aliases: [nightly]\nlabel:", "aliases: [nightly, weekly]\nlabel:", "label:"
    ),
    "gives another title": replaced(r"^title: .*$", lambda chance: f"title: Title {chance.randrange(100)}"),
    "gives the title of another": replaced(r"^title: .*$", lambda chance: f"title: Place {chance.randrange(1, 7)}"),
    "gives another topic": replaced(r"^topics: .*$", lambda chance: f"topics: [Topic {chance.randrange(4)}]"),
    "gives another date": replaced(r"^revisions:", lambda chance: f"place: Upton {chance.randrange(9)}\nrevisions:"),
    "gives another publisher": replaced(
        r"^revisions:", lambda chance: f"publisher: Gazette {chance.randrange(2)}\nbyline: Ann\nrevisions:"
    ),
    "gives another event": replaced(
        r"^revisions:", lambda chance: f"story: storm\nlabel: “{chance.randrange(10**6)}”\nrevisions:"
    ),
    "edits a text": replaced(r"\.$", lambda chance: f", it is said {chance.randrange(100)} times."),
    "keeps size and time": keep_size_and_time,
    "edits an account": in_file("articles/herald.md", "Night of water", "A night of water", "Night, and water"),
    "edits the names": in_file("articles/names.yaml", "kind: person", "kind: office"),
    "edits the story": in_file("articles/stories/flood.yaml", "ask: ", "ask: So, "),
    "edits site.yaml": in_file("site.yaml", "title: The Archive", "title: The Other Archive"),
    "edits about.md": say_who_keeps_it,
    "publishes it elsewhere, or does not say where": in_file(
        "site.yaml", "url: https://archive.example/", "url: https://other.example/news/", "# not published"
    ),
    "records an act": replaced(
        r"^revisions: \[", lambda chance: f"revisions: [{{on: 2026-11-{chance.randrange(10, 30)}, what: Corrected}}, "
    ),
    "edits a template": own_template("article.html", TEMPLATE, "{{# {} #}}"),
    "edits a part": own_template("parts/provenance.html", PART, "{{# {} #}}"),
    "edits a style sheet": own_template("static/style.css", STYLE, "\np {{ margin: {}px }}\n"),
    "takes all edits back": revert,
    "builds elsewhere": build_elsewhere,
    "empties the output": empty_the_output,
    "changes a published page": touch_the_output,
}
"""What somebody does between two builds."""


@pytest.mark.parametrize("seed", range(8))
def test_after_any_edit_a_rebuild_equals_a_build_from_nothing_and_explains_each_page(
    archive: Callable[[Files], Path], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """25 edits for each seed: 200 in all. A mistake is reported in the same words, and what is published stays."""
    home = archive(PUBLISHED)
    assert run("--source", home).status == 0
    chance, pages, makes = random.Random(seed), rendered(monkeypatch), made_by(monkeypatch)
    done: list[str] = []
    sources, site = sources_of(home), tree(home / "public")
    for _ in range(25):
        name = chance.choice(sorted(EDITS))
        done.append(name)
        EDITS[name](home, chance)
        published, before = tree(home / "public"), sources_of(home)
        pages.clear()
        ours = run("--source", home, "--jobs", chance.choice(["1", "2"]), "--explain", "index.html")
        rendered_now = {*pages}
        made = makes[-1]
        theirs, fresh = from_nothing(home)
        assert (ours.status, ours.complained) == (theirs.status, theirs.complained.replace("fresh", "archive")), done
        if ours.status:
            assert tree(home / "public") == published, done
            revert(home, chance)
            continue
        assert tree(home / "public") == fresh, done
        some = chance.sample(sorted(fresh.keys() - {MARKER, MANIFEST}), 12)
        for address in each(["index.html", *({"atom.xml", "sitemap.xml"} & fresh.keys()), *some]):
            said = made.explain(address)
            edit = Edited(address, address in rendered_now, sources, before, published.get(address), site.get(address))
            assert edit.is_explained_by(said[-1]), (done, said)
        assert ours.said.startswith("\n".join(made.explain("index.html"))), done
        sources, site = before, fresh


def made_by(monkeypatch: pytest.MonkeyPatch) -> list[Made]:
    """Return a list of what builds make from now on."""
    made: list[Made] = []
    make = steps.make

    def note(*arguments: Any) -> Made:
        made.append(make(*arguments))
        return made[-1]

    monkeypatch.setattr(steps, "make", note)
    return made


def sources_of(home: Path) -> dict[str, bytes]:
    """Return the files of an archive, and the templates of the program that it does not replace."""
    ours = {
        path: raw
        for path, raw in tree(home).items()
        if path.startswith(("articles/", "templates/", "site.yaml", "about.md"))
    }
    if b"\nabout:" not in ours["site.yaml"]:  # it is none of the source where site.yaml does not name it
        ours.pop("about.md", None)
    return {f"templates/{path}": raw for path, raw in tree(ROOT / "templates").items()} | ours


@dataclass(frozen=True)
class Edited:
    """A file of a site, built again after an edit."""

    address: str
    """Its address."""
    is_rendered: bool
    """Whether its page went through its template."""
    before: dict[str, bytes]
    """The source of the build before."""
    now: dict[str, bytes]
    """The source of this build."""
    published: bytes | None
    """What was published when this build began."""
    built: bytes | None
    """What the build before published."""

    def is_explained_by(self, why: str) -> bool:
        """Tell whether a reason is right."""
        made = why.startswith("  made: ")
        if self.address.endswith(".html") and made != self.is_rendered:
            return False
        named = re.findall(r"((?:articles|templates)/[^\s,;]+|site\.yaml|about\.md) (changed|is new|is gone)", why)
        if any(self.became(path) != what for path, what in named if not path.endswith(".html") or "templates/" in path):
            return False
        if why == "  kept: nothing that it is made from has changed":
            return True
        if "the published file is not what was built" in why or "no earlier one can be used" in why:
            return made and not named
        return bool(named) and (made or why.endswith(", but nothing that it shows"))

    def became(self, path: str) -> str:
        """Return what became of a file of the source."""
        if path not in self.before or path not in self.now:
            return "is new" if path in self.now else "is gone"
        return "changed" if self.before[path] != self.now[path] else ""


def pages(site: Path) -> Iterator[Path]:
    return site.rglob("*.html")


# ---------------------------------------------------------------------------------------------------------------------
# Where others fall


def test_only_a_style_sheet_changed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The style sheet is new, and no page is made again for it but those that have the edition, or list it."""
    pages = rendered(monkeypatch)
    write(home, {"templates/static/article.css": "p { color: red }\n"})
    assert run("--source", home).status == 0
    assert (home / "public/static/article.css").read_text() == "p{color:red}"
    assert set(pages) <= {"404.html", "about.html", "index.html", "sources.html"}


def test_the_cache_is_carried_to_another_machine(home: Path) -> None:
    """With the sources, without the site: every file is there, as built from nothing."""
    elsewhere = home.parent / "elsewhere"
    shutil.copytree(home, elsewhere, ignore=shutil.ignore_patterns("public"))
    assert run("--source", elsewhere).status == 0
    assert tree(elsewhere / "public") == tree(home / "public")


def test_the_cache_is_carried_along_with_the_site(home: Path) -> None:
    """Copied files have other inodes: they are not taken for those that were built."""
    elsewhere = home.parent / "elsewhere"
    shutil.copytree(home, elsewhere)
    (elsewhere / "public" / "index.html").write_text("Somebody else's words")
    assert run("--source", elsewhere).status == 0
    assert tree(elsewhere / "public") == tree(home / "public")


def test_the_output_is_emptied_and_the_cache_kept(home: Path) -> None:
    site = tree(home / "public")
    for path in each([*(home / "public").iterdir()]):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert build(home) == site
    shutil.rmtree(home / "public")
    assert build(home) == site


OPTIONS = (
    ("--output", "other"),
    ("--clean",),
    ("--jobs", "1"),
    ("--jobs", "3"),
    ("--quiet", "--allow-removals"),
    ("--explain", "index.html"),
)
"""What may be typed, each in turn with a plain build."""


def test_two_options_are_used_in_turn(home: Path) -> None:
    """Whichever came before, each build gives the site that is built from nothing."""
    for number, options in enumerate(OPTIONS):
        edit(home, "articles/place-2.md", "mill", "mill" if number % 2 else "old mill")
        for _ in range(2):
            result = run("--source", home, *(home / option if option == "other" else option for option in options))
            assert (result.status, result.complained) == (0, "")
            build(home)
        site = from_nothing(home)[1]
        assert tree(home / "public") == site, options
        assert options[0] != "--output" or tree(home / "other") == site


def test_a_page_stops_being_kept_and_is_kept_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a problem, and while its template works out the name of what it uses."""
    site, text = tree(home / "public"), (home / "articles/place-2.md").read_text()
    edit(home, "articles/place-2.md", "Place 2", "")
    assert run("--source", home).status == 1
    assert tree(home / "public") == site
    (home / "articles/place-2.md").write_text(text.replace("is dry", "is wet"))
    assert build(home) == from_nothing(home)[1]
    works_it_out = TEMPLATE.replace('{% extends "base.html" %}', '{% extends "base" ~ ".html" %}')
    assert works_it_out != TEMPLATE
    write(home, {"templates/article.html": works_it_out})
    assert build(home) == from_nothing(home)[1]
    write(home, {"templates/parts/any.html": "Any part, which may be meant."})
    pages = rendered(monkeypatch)
    assert run("--source", home, "--quiet").status == 0
    assert {page for page in each(pages) if page.startswith("articles/")} >= {"articles/place-1.html"}
    (home / "templates/article.html").unlink()
    assert run("--source", home, "--quiet").status == 0
    pages.clear()
    edit(home, "templates/parts/any.html", "Any", "Another")
    assert run("--source", home, "--quiet").status == 0
    assert "articles/place-1.html" not in pages


def test_a_page_is_changed_back_by_the_next_build(home: Path) -> None:
    site = tree(home / "public")
    for path in each([*pages(home / "public")]):
        path.unlink()
        path.write_text("Somebody else's words")
    assert run("--source", home).status == 0
    assert tree(home / "public") == site


def test_a_file_that_somebody_added_to_the_site_is_gone_after_the_next_build(home: Path) -> None:
    site = tree(home / "public")
    (home / "public" / "stray.html").write_text("Stray")
    assert run("--source", home).status == 0
    assert tree(home / "public") == site


def test_a_package_is_upgraded(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What another version made is not used again."""
    pages = rendered(monkeypatch)
    (tmp_path / "jinja2-99.0.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert run("--source", home).status == 0
    assert "articles/place-1.html" in pages


def test_a_cache_from_another_checkout_is_not_used(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = rendered(monkeypatch)
    (home / ".cache/made").write_bytes(b"0" * 64 + b" " + b"0" * 64 + b"\nsomething else")
    (home / ".cache/state").unlink()
    result = run("--source", home)
    assert (result.status, result.complained) == (0, "")
    assert "articles/place-1.html" in pages


def test_a_cache_from_another_checkout_of_the_articles_is_used_only_for_what_is_the_same(home: Path) -> None:
    """It is of the same program, and was built from other articles, also for the same place."""
    other = home.parent / "other"
    shutil.copytree(home, other)
    edit(other, "articles/place-2.md", "is dry", "is wet")
    (other / "articles/place-3.md").unlink()
    edit(other, "site.yaml", "The Archive", "Another Archive")
    assert run("--source", other, "--output", home / "public").status == 0
    shutil.rmtree(home / ".cache")
    shutil.copytree(other / ".cache", home / ".cache")
    assert build(home) == from_nothing(home)[1]


def test_an_address_that_is_gone_takes_its_links_along(home: Path) -> None:
    """A topic without articles has no page, and no page links to it."""
    for path in each([*(home / "articles").glob("place-*.md")]):
        path.write_text(path.read_text().replace("Mills 1", "Mills 2"))
    assert run("--source", home).status == 0
    assert not (home / "public/topics/mills-1.html").exists()
    assert not [path for path in each(pages(home / "public")) if "mills-1.html" in path.read_text()]


def test_an_own_template_that_links_to_an_address_that_goes_away_is_reported_though_nothing_else_changed(
    home: Path,
) -> None:
    about = (ROOT / "templates" / "about.html").read_text()
    text = about.replace("{% block main %}", "{% block main %}<a href=\"{{ link('articles/place-6.html') }}\">6</a>")
    write(home, {"templates/about.html": text})
    assert run("--source", home).status == 0
    (home / "articles/place-6.md").unlink()
    result = run("--source", home)
    assert result.status == 1
    assert 'links to "articles/place-6.html", which is not in the site' in result.complained


WAYS_TO_USE = (
    "{% include 'parts/note.html' %}",
    "{% include 'parts/' ~ 'note.html' %}",
    "{% include ('parts/' ~ 'note.html') %}",
    "{% include('parts/' ~ 'note.html') %}",
    "{% include 'parts/no' 'te.html' %}",
    "{% include 'parts\\x2fnote.html' %}",
    "{%- include ['parts/none.html', 'parts/' ~ 'note.html'] ignore missing -%}",
    "{% set name = 'parts/note' %}{% include name ~ '.html' %}",
)
"""Ways in which a template uses another, whose name is in it or is worked out."""


@pytest.mark.parametrize("way", WAYS_TO_USE)
def test_a_template_that_another_uses_is_edited_however_its_name_is_given(home: Path, way: str) -> None:
    about = (ROOT / "templates" / "about.html").read_text()
    own = about.replace("{% block main %}", f"{{% block main %}}{way}")
    write(home, {"templates/about.html": own, "templates/parts/note.html": "<p>The old note</p>"})
    assert run("--source", home).status == 0
    edit(home, "templates/parts/note.html", "old", "new")
    assert run("--source", home).status == 0
    assert "The new note" in (home / "public/about.html").read_text()


CHANGEABLE = (
    "{% set turns = cycler('odd', 'even') %}{% macro turn() %}{{ turns.next() }}{% endmacro %}",
    "{% set _seen = [] %}{% macro turn() %}{% set _ = _seen.append(1) %}{{ _seen|length }}{% endmacro %}",
    "{% from 'parts/other.html' import turn as inner %}{% macro turn() %}{{ inner() }}{% endmacro %}",
    "{% import 'parts/other.html' as other %}{% macro turn() %}{{ other.turn() }}{% endmacro %}",
)
"""Templates that have something in mind which a macro of theirs changes."""


@pytest.mark.parametrize("part", CHANGEABLE)
def test_what_a_template_has_in_mind_of_one_page_is_not_on_the_next(home: Path, part: str) -> None:
    """Otherwise a page would depend on which others were made before it, by the same process."""
    text = TEMPLATE.replace(
        "{% block main %}", "{% import 'parts/turns.html' as turns %}{% block main %}{{ turns.turn() }}"
    )
    write(home, {"templates/article.html": text, "templates/parts/turns.html": part})
    write(home, {"templates/parts/other.html": CHANGEABLE[0]})
    assert run("--source", home).status == 0
    edit(home, "articles/place-2.md", "is dry", "is as dry")
    edit(home, "articles/place-5.md", "is dry", "is as dry")
    assert run("--source", home).status == 0
    assert tree(home / "public") == from_nothing(home)[1]


# ---------------------------------------------------------------------------------------------------------------------
# A cache that is of no use


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda raw: raw[: len(raw) // 2],
    "one bit": lambda raw: raw[:-9] + bytes([raw[-9] ^ 1]) + raw[-8:],
    "somebody's notes": lambda _: b"Remember to buy milk.\n",
    "zeros": lambda raw: bytes(len(raw)),
}


@pytest.mark.parametrize("name", ["read", "made", "state"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_reported_and_made_again(home: Path, name: str, damage: str) -> None:
    site = tree(home / "public")
    place = home / ".cache" / name
    place.write_bytes(DAMAGES[damage](place.read_bytes()))
    edit(home, "site.yaml", "A few articles.", "A few good articles.")
    result = run("--source", home)
    assert (result.status, result.complained) == (0, f".cache/{name} is damaged; what it held is made again\n")
    edit(home, "site.yaml", "A few good articles.", "A few articles.")
    assert build(home) == site


def test_a_cache_without_a_file_is_no_problem(home: Path) -> None:
    site = tree(home / "public")
    for path in each([*(home / ".cache").iterdir()]):
        path.unlink()
        assert build(home) == site


@pytest.mark.parametrize("what", ["a file", "a link"])
def test_what_is_in_the_place_of_the_cache_is_left_alone_and_said_once(
    archive: Callable[[Files], Path], tmp_path: Path, what: str
) -> None:
    folder = archive(BEFORE)
    if what == "a file":
        (folder / ".cache").write_text("mine")
    else:
        (tmp_path / "mine").mkdir()
        (folder / ".cache").symlink_to(tmp_path / "mine")
    result = run("--source", folder)
    assert result.status == 0
    why = f"it is {what}, not a folder"
    assert result.complained == f".cache/ cannot be written: {why}; the next build starts anew\n"
    assert [*(tmp_path / "mine").iterdir()] == [] if what == "a link" else (folder / ".cache").read_text() == "mine"


def test_the_cache_holds_data_only_and_names_no_code(home: Path) -> None:
    """Its decoders build values of the types they are given, and nothing else."""
    for path in each([*(home / ".cache").iterdir()]):
        head, _, body = path.read_bytes().partition(b"\n")
        assert re.fullmatch(rb"[0-9a-f]{64} [0-9a-f]{64}", head)
        assert b"sitebuilder." not in body
    assert json.loads((home / ".cache/state").read_bytes().partition(b"\n")[2])["articles"] == 8


def test_the_cache_does_not_grow_from_build_to_build(home: Path) -> None:
    sizes = []
    for number in range(4):
        edit(home, "articles/place-2.md", "dry", "yrd" if number % 2 == 0 else "dry") if number % 2 == 0 else edit(
            home, "articles/place-2.md", "yrd", "dry"
        )
        assert run("--source", home).status == 0
        sizes.append(sum(path.stat().st_size for path in (home / ".cache").iterdir()))
    assert sizes[0] == sizes[2]
    assert sizes[1] == sizes[3]


def test_with_clean_nothing_of_the_cache_is_used(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = rendered(monkeypatch)
    assert run("--source", home, "--clean").status == 0
    assert "articles/place-1.html" in pages


def test_an_edit_between_two_looks_at_a_file_ends_the_build(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is published was all there at one time."""
    site = tree(home / "public")
    change_one, path = Renderer.check, home / "articles/place-2.md"

    def check(renderer: Renderer, names: object) -> object:
        path.write_text(path.read_text().replace("dry", "wet"))
        return change_one(renderer, names)

    monkeypatch.setattr(Renderer, "check", check)
    result = run("--source", home, "--clean")
    assert result.status == 1
    assert "place-2.md: was changed while the archive was being built; build again" in result.complained
    assert tree(home / "public") == site


# ---------------------------------------------------------------------------------------------------------------------
# Which pairs of accounts have a page


def test_accounts_that_are_as_before_are_not_compared_again(archive: Callable[[Files], Path], monkeypatch) -> None:
    home = archive(many(8) | PLACES)
    assert run("--source", home).status == 0
    edit(home, "articles/place-2.md", "is dry", "is wet")
    monkeypatch.setattr(comparison, "shared_runs", lambda *_: pytest.fail("two accounts are compared"))
    assert run("--source", home).status == 0


def test_an_account_that_comes_to_share_words_with_another_is_compared_with_it(
    archive: Callable[[Files], Path],
) -> None:
    home = archive(many(8))
    assert run("--source", home).status == 0
    edit(home, "articles/account-08.md", "w8x0", "w8x0 by the old stone bridge")
    assert run("--source", home).status == 0
    assert {"stories/account-01--account-08.html", "stories/account-02--account-08.html"} <= tree(
        home / "public"
    ).keys()
    assert tree(home / "public") == from_nothing(home)[1]


# ---------------------------------------------------------------------------------------------------------------------
# What is compared


def test_a_page_that_is_given_a_part_of_the_archive_shows_what_it_would_show_given_the_whole(home: Path) -> None:
    """What a part leaves out, no page misses without a word."""
    source = read_source(home)
    archive, problems = arrange(source, read_all(source))
    given_a_part = [
        (output, part)
        for output in every_output(archive, source)
        for part in output.make.args
        if isinstance(part, Part) and not isinstance(part, Archive)
    ]
    assert problems == []
    for output, part in each(given_a_part):
        arguments = [archive if argument is part else argument for argument in output.make.args]
        assert fingerprint(output.make.func(*arguments)) == fingerprint(output.make()), output.address


def test_equal_values_have_one_fingerprint_and_others_another() -> None:
    one, other = {"a": 1, "b": (1, "x")}, {"b": (1, "".join("x")), "a": 1}
    assert fingerprint(one) == fingerprint(other)
    assert fingerprint(one) != fingerprint({"a": 1, "b": (1, "y")})
    assert fingerprint(("ab", "c")) != fingerprint(("a", "bc"))


def test_what_is_no_value_has_no_fingerprint() -> None:
    with pytest.raises(TypeError, match="has no fingerprint"):
        fingerprint((object(),))


def test_a_function_that_knows_more_than_its_arguments_makes_no_file() -> None:
    from functools import partial  # noqa: PLC0415 - of this test alone

    with pytest.raises(TypeError, match="is not a function of its arguments alone"):
        fingerprint_inputs(partial([].count, 1))


def test_the_program_is_another_one_when_a_line_of_it_is(tmp_path: Path) -> None:
    write(tmp_path, {"build.py": "", "sitebuilder/one.py": "ONE = 1\n"})
    before = cache_program.program_fingerprint(tmp_path)
    assert cache_program.program_fingerprint(tmp_path) == before
    (tmp_path / "sitebuilder/one.py").write_text("ONE = 2\n")
    assert cache_program.program_fingerprint(tmp_path) != before


def test_where_links_are_impossible_files_that_stay_are_copied_with_their_times(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_files, "_is_linked", lambda *_: False)
    times = {path.name: path.stat().st_mtime_ns for path in pages(home / "public") if "place-1" in path.name}
    edit(home, "articles/place-6.md", "is dry", "is as dry")
    assert run("--source", home).status == 0
    now = {path.name: path.stat().st_mtime_ns for path in pages(home / "public") if path.name in each(times)}
    assert now == times
    assert publication.keep is site_files.keep


def test_a_change_of_two_articles_and_their_site_is_the_same_with_a_cache_and_without(home: Path) -> None:
    write(home, BEFORE)
    build(home)
    change(home)
    site = build(home)
    assert site == from_nothing(home)[1]
