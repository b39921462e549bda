"""Which edition this is, without a clock: the day of the newest act, and digits that come from the files alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Files, Site, article, each, missing, run, write
from reading import facts, main, page, words
from stories import FLOOD

from sitebuilder import VERSION

RECEIVED = "It rained.\n"
RAIN = {
    "articles/rain.md": article(
        RECEIVED,
        original=RECEIVED,
        revisions="[{on: 2026-11-21, what: Added}, {on: 2027-02-03, what: Corrected}, {on: 2026-12-01, what: Read}]",
    ),
    "articles/originals/original.txt": RECEIVED,
}
FILES: Files = {**FLOOD, **RAIN, "templates/static/style.css": "p { color: red; }\n"}


def digits(folder: Path, *paths: str) -> str:
    """Return the first digits of the SHA-256 of what `sha256sum` says of some files of a folder, sorted by path."""
    if not shutil.which("sha256sum"):
        missing("sha256sum")
    call = 'sha256sum -- "$@" | LC_ALL=C sort -k 2 | sha256sum | cut -c 1-12'
    asked = subprocess.run(["sh", "-c", call, "sh", *paths], cwd=folder, capture_output=True, text=True, check=True)
    return asked.stdout.strip()


def sources_of(folder: Path) -> list[str]:
    """Return the paths of all source files."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not {"public", ".cache"} & {*path.parts})
    return [path.relative_to(folder).as_posix() for path in paths if ".public.next" not in path.parts]


def edition(site: Site) -> str:
    """Return the edition of an archive as its index has it."""
    return re.search(r"Edition of (.+?) ·", words(page(site, "index.html")))[1]


@pytest.fixture
def rain(site) -> Site:
    """Build the archive of the flood with an article whose text as received it has, and a style sheet of its own."""
    return site(FILES)


def test_the_edition_is_the_day_of_the_newest_act_and_digits_that_anybody_can_compute(rain: Site) -> None:
    shown = f"3 February 2027, {digits(rain.source, *sources_of(rain.source))}"
    assert edition(rain) == shown
    assert f"Edition of {shown}, built by version {VERSION} of the program." in words(page(rain, "about.html"))


def test_that_of_an_article_comes_from_its_own_acts_and_files(rain: Site) -> None:
    files = ("articles/rain.md", "articles/originals/original.txt")
    [shown] = facts(main(rain, "articles/rain.html"))["Edition of this article"]
    assert shown == f"3 February 2027, {digits(rain.source, *files)}"
    [shown] = facts(main(rain, "articles/herald.html"))["Edition of this article"]
    assert shown == f"21 November 2026, {digits(rain.source, 'articles/herald.md')}"


@pytest.mark.parametrize("path", ["site.yaml", *FILES])
def test_a_change_of_any_source_file_is_another_edition(rain: Site, path: str) -> None:
    before = edition(rain)
    if path.endswith("original.txt"):
        other = RECEIVED.replace("rained", "poured")
        write(rain.source, {"articles/rain.md": article(other, original=other), path: other})
    else:
        (rain.source / path).write_bytes((rain.source / path).read_bytes().replace(b"\n", b"\n\n", 1) + b"\n")
        text = (rain.source / path).read_text("utf-8").removesuffix("\n").replace("\n\n", "\n", 1)
        (rain.source / path).write_text(text + "\n" * 2, "utf-8")
    assert run("--source", rain.source, "--quiet").complained == ""
    assert edition(rain) != before


def test_an_edit_changes_few_pages_for_the_sake_of_the_edition(rain: Site) -> None:
    before = rain.files
    text = (rain.source / "articles/rain.md").read_text("utf-8")
    write(rain.source, {"articles/rain.md": text.replace("revisions:", "licence: free\nrevisions:")})
    assert run("--source", rain.source, "--quiet").complained == ""
    assert {address for address, raw in each(rain.files.items()) if before[address] != raw} == {
        *("articles/rain.html", "articles/rain.md", "index.html", "about.html", "manifest-sha256.txt")
    }


def test_the_version_of_the_program_is_beside_it_and_not_in_it(rain: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = edition(rain)
    for module in ("pages.front", "pages.about", "pages.fixity.verify", "running.steps"):
        monkeypatch.setattr(f"sitebuilder.{module}.VERSION", "9.9.9")
    assert run("--source", rain.source, "--quiet", "--clean").complained == ""
    assert edition(rain) == before
    for address in ("index.html", "about.html", "manifest-sha256.txt"):
        assert "9.9.9" in rain.text(address)


def test_an_archive_without_an_article_has_an_edition_without_a_day(site) -> None:
    empty = site({})
    assert edition(empty) == digits(empty.source, "site.yaml")


def test_the_manifest_begins_with_it_and_is_checked_all_the_same(rain: Site) -> None:
    """By both commands that read such a list: to them a line with `#` in front is none."""
    first, *others = rain.text("manifest-sha256.txt").splitlines()
    assert first == f"# Edition 2027-02-03 {edition(rain)[-12:]}, built by news archive {VERSION}"
    for command in (["sha256sum", "--strict", "--warn"], ["shasum", "--algorithm", "256", "--warn"]):
        if not shutil.which(command[0]):
            missing(command[0])
        call = [*command, "--check", "manifest-sha256.txt"]
        checked = subprocess.run(call, cwd=rain.output, capture_output=True, text=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, "")
        assert checked.stdout.count(": OK\n") == len(others) == len(rain.files) - 1


def test_an_explanation_knows_what_an_edition_is_made_from(rain: Site) -> None:
    said = run("--source", rain.source, "--explain", "index.html").said
    assert "  made from\n    every file of the source\n" in said
    said = run("--source", rain.source, "--explain", "articles/rain.html").said
    assert "\n    articles/rain.md\n" in said


def test_an_explanation_knows_that_the_names_to_undo_depend_on_which_files_there_are(rain: Site) -> None:
    said = run("--source", rain.source, "--explain", "sources/README.txt").said
    assert "  made from\n    what it links to, lists and counts, which depends on every file\n  kept: nothing" in said
