"""What the program says of a mistake: what is wrong, on which line, and what to type instead.

The mistakes are in `mistakes/*.yaml`, each beside what is reported; those that no YAML file can hold are below.
Whatever the mistake, the site that is published stays as it is, to the byte.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import BARE, SITE, Files, Run, article, build_site, each, run, tree, write
from hypothesis import example, given
from hypothesis import settings as trying
from hypothesis import strategies as some

from sitebuilder.archive.checks.file_names import check_file_names
from sitebuilder.formats import yaml_reader
from sitebuilder.formats.dates import read_date
from sitebuilder.formats.yaml_reader import FILE_DEPTH, read_yaml
from sitebuilder.publishing import output_folder
from sitebuilder.records import names, settings, stories
from sitebuilder.records.articles import earlier, front_matter, speakers
from sitebuilder.records.articles.reading import read_article
from sitebuilder.text import originals

Write = Callable[[Files], Path]
Check = Callable[[Files], list[str]]

HERE = Path(__file__).parent
PROGRAM = HERE.parent

RIGHT = {
    "site.yaml": SITE,
    "articles/bridge.md": article("The bridge is closed.\n", label="the account that names the bridge", story="bridge"),
    "articles/stories/bridge.yaml": "supplied_title: The bridge is closed\n",
    "articles/names.yaml": "- {name: The bridge, kind: place}\n",
}
"""An archive without a mistake, to which each mistake is added."""

RIGHT_FRONT = "title: The river rises\nrevisions: [{on: 2026-11-21, what: Taken in}]\n"
RIGHT_TEXT = "The river rose.\n"


# ---------------------------------------------------------------------------------------------------------------------
# Mistakes that can be typed


@dataclass(frozen=True)
class Mistake:
    """Files with one mistake in them, and what is reported."""

    name: str
    files: dict[str, str]
    says: list[str]


def read_mistakes(name: str) -> list[Mistake]:
    """Read a file of `mistakes/`."""
    found = []
    for entry in yaml.load((HERE / "mistakes" / f"{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader):
        files = {path: content for path, content in entry.items() if "." in path}
        if "front" in entry or "text" in entry:
            front, text = entry.get("front", RIGHT_FRONT), entry.get("text", RIGHT_TEXT)
            files["articles/flood.md"] = f"---\n{front}---\n\n{text}"
        found.append(Mistake(f"{name}: {entry['mistake']}", files, entry["says"].splitlines()))
    return found


KINDS = ("article", "withdrawn", "story", "names", "site", "templates")
MISTAKES = [mistake for kind in KINDS for mistake in read_mistakes(kind)]
every_mistake = pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the modification time of everything below a folder, the folders' own times too."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes() if path.is_file() else b"", path.lstat().st_mtime_ns)
        for path in [folder, *folder.rglob("*")]
    }


@pytest.fixture(scope="session")
def built_right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an archive without a mistake, once, and return its folder."""
    return build_site(write(tmp_path_factory.mktemp("right"), RIGHT)).source


@pytest.fixture
def published(built_right: Path, tmp_path: Path) -> Path:
    """Return a copy of an archive without a mistake and of its site."""
    return shutil.copytree(built_right, tmp_path / "archive")


def count_line(says: list[str], files: int) -> str:
    """Return the line with which a report ends."""
    of_them = len({re.match(r"[^:]*", line)[0] for line in says})
    problems = "1 problem" if len(says) == 1 else f"{len(says)} problems"
    return f"{problems} in {of_them} of {files} files; public/ is unchanged"


def files_of(folder: Path, says: list[str]) -> int:
    """Count the files of an archive, and those that are reported and are not there."""
    places = [folder / "articles", folder / "templates"]
    paths = {path.relative_to(place.parent) for place in places for path in place.rglob("*") if not path.is_dir()}
    reported = {Path(line.partition(":")[0]) for line in says}
    return len(paths | {Path("site.yaml")} | reported)


@every_mistake
def test_a_mistake_is_reported_with_its_place_and_its_remedy_and_nothing_is_published(
    published: Path, mistake: Mistake
) -> None:
    before = snapshot(published / "public")
    write(published, RIGHT | mistake.files)
    result = run("--source", published, "--quiet")
    assert result.complained.splitlines()[:-1] == mistake.says
    assert result.complained.splitlines()[-1] == count_line(mistake.says, files_of(published, mistake.says))
    assert result.status == 1
    assert result.said == ""
    assert snapshot(published / "public") == before
    assert sorted(path.name for path in published.iterdir() if path.name.startswith(".")) == [".cache"]


@every_mistake
def test_the_words_do_not_depend_on_whether_yaml_is_read_in_c(
    archive: Write, monkeypatch: pytest.MonkeyPatch, mistake: Mistake
) -> None:
    """PyYAML has a loader in C on most machines and one in Python on all: same words, same lines, same columns."""
    monkeypatch.setattr(yaml_reader, "FastLoader", yaml.BaseLoader)
    result = run("check", "--source", archive(RIGHT | mistake.files), "--quiet")
    assert result.complained.splitlines()[:-1] == mistake.says


PARSERS_WORDS = re.compile(
    "found character|expected <|while (parsing|scanning)|could not find|mapping values|block (mapping|sequence)"
    "|expected token|[Ee]ncountered|end of statement|undefined|[Oo]bject|NoneType|Error|argument|codec|strptime"
)
"""What YAML's parser, Jinja's and Python itself say; none of it helps the user."""


@every_mistake
def test_a_report_is_one_line_with_the_file_first_and_the_remedy_last(mistake: Mistake) -> None:
    for line in each(mistake.says):
        assert re.fullmatch(r"[^:]+(:[1-9][0-9]*){0,2}: (\w+: )?[^;]+; .+", line)
        assert len(line) <= 210
        assert not PARSERS_WORDS.search(line)
        assert not line.endswith(".")


def test_there_are_six_kinds_of_mistake_for_each_reader_and_no_two_have_one_name() -> None:
    names = [mistake.name for mistake in MISTAKES]
    assert all(sum(name.startswith(f"{kind}: ") for name in names) >= 6 for kind in KINDS)
    assert len(names) == len(set(names)) >= 60


# ---------------------------------------------------------------------------------------------------------------------
# What is allowed, and was perhaps not meant

every_note = pytest.mark.parametrize("noted", read_mistakes("notes"), ids=lambda mistake: mistake.name)


@every_note
def test_what_was_perhaps_not_meant_is_noted_and_published_all_the_same(published: Path, noted: Mistake) -> None:
    write(published, RIGHT | noted.files)
    assert run("check", "--source", published).complained.splitlines() == noted.says
    built = run("--source", published)
    assert built.complained.splitlines() == noted.says
    assert built.status == 0
    assert built.said.startswith("Built ")


@every_note
def test_notes_are_left_out_of_a_quiet_run(archive: Write, noted: Mistake) -> None:
    assert run("check", "--source", archive(RIGHT | noted.files), "--quiet") == Run(0, "", "")


@every_note
def test_a_note_is_one_line_with_the_file_first_and_the_remedy_last(noted: Mistake) -> None:
    for line in each(noted.says):
        assert re.fullmatch(r"[^:]+(:[1-9][0-9]*)?: note: [^;]+; .+", line)
        assert len(line) <= 210


def test_notes_are_sorted_among_the_problems_and_do_not_count(archive: Write) -> None:
    files = {
        "articles/flood.md": article("The <b>river</b> rose.\n\nSee [it](gone.md).\n\n[There](a.html).\n"),
        "articles/originals/flood.txt": "The river rose.\n",
    }
    folder = archive(RIGHT | files)
    result = run("check", "--source", folder)
    assert result.status == 1
    *lines, last = result.complained.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        ["articles/flood.md:6", "note"],
        ["articles/flood.md:8", 'the link to "gone.md" leads nowhere'],
        ["articles/flood.md:10", "note"],
        ["articles/originals/flood.txt", "note"],
    ]
    assert last == count_line(lines[1:2], files_of(folder, lines))


def test_what_an_article_with_problems_may_name_is_not_noted(archive: Write) -> None:
    files = {
        "articles/flood.md": article("Ann saw it.\n", date="2024-02-30"),
        "articles/names.yaml": "- {name: Ann, kind: person}\n",
        "articles/originals/flood.txt": "Ann saw it.\n",
    }
    result = run("check", "--source", archive(RIGHT | files))
    assert len(result.complained.splitlines()) == 2
    assert ": note: " not in result.complained


def test_of_tags_that_are_shown_as_typed_only_the_first_are_noted(archive: Write) -> None:
    """An article that was copied from a web page may have thousands."""
    tags = " ".join(f"<b{number}>" for number in range(1000))
    complained = run("check", "--source", archive(RIGHT | {"articles/flood.md": article(f"{tags}\n")})).complained
    assert complained.count(": note: ") == 10


def test_a_file_that_is_wrong_as_a_whole_gets_no_note_besides(archive: Write) -> None:
    result = run("check", "--source", archive({**RIGHT, "templates/static/con.txt": "anything"}))
    assert result.complained.splitlines() == [
        "templates/static/con.txt: is a name that Windows reserves; rename the file",
        f"1 problem in 1 of {len(RIGHT) + 1} files; public/ is unchanged",
    ]


def test_a_key_that_has_a_problem_gets_no_note_besides(archive: Write) -> None:
    files = {
        "articles/flood.md": article(label="the river", story="floods"),
        "articles/stories/flood.yaml": "supplied_title: The flood\n",
    }
    result = run("check", "--source", archive({"articles/names.yaml": "[]\n", **files}))
    assert result.complained.splitlines() == [
        "articles/flood.md:5: story: there is no articles/stories/floods.yaml; did you mean flood?",
        "1 problem in 1 of 4 files; public/ is unchanged",
    ]


def test_an_own_template_that_replaces_one_or_is_used_by_one_is_not_noted(archive: Write) -> None:
    about = (PROGRAM / "templates/about.html").read_text("utf-8")
    files = {
        "templates/about.html": about.replace("{% block main %}", '{% block main %}{% include "parts/mine.html" %}'),
        "templates/parts/mine.html": "<p><a href=\"{{ link('static/mine.txt') }}\">Mine</a></p>\n",
        "templates/static/mine.txt": "Mine\n",
        "templates/static/style.css": "@font-face { font-family: Own; src: url(own.woff2) }\n",
        "templates/static/own.woff2": "",
    }
    assert run("check", "--source", archive(RIGHT | files)).complained == ""


# ---------------------------------------------------------------------------------------------------------------------
# Mistakes in the bytes of a file


BYTES = {
    "a NUL in the text of an article": (
        "articles/flood.md",
        article("The river\0 rose.\n"),
        "articles/flood.md:6:10: U+0000 (NUL) cannot be shown; remove it",
    ),
    "an escape sequence in the front matter": (
        "articles/flood.md",
        article(title="The \x1b[31mriver"),
        "articles/flood.md:3:12: U+001B (escape) cannot be shown; remove it",
    ),
    "the line ends of an old Macintosh": (
        "articles/flood.md",
        article().replace("\n", "\r"),
        "articles/flood.md: its lines end with CR alone; save the file with line ends LF",
    ),
    "an article in Latin 1": (
        "articles/flood.md",
        article("The river rose.\n\nA café fell.\n").encode("latin-1"),
        "articles/flood.md:8: byte 0xE9 is not utf-8; save the file as utf-8",
    ),
    "an article in UTF-16": (
        "articles/flood.md",
        article().encode("utf-16"),
        "articles/flood.md: is utf-16 by its byte order mark; save the file as utf-8",
    ),
    "an article in UTF-32": (
        "articles/flood.md",
        article().encode("utf-32"),
        "articles/flood.md: is utf-32 by its byte order mark; save the file as utf-8",
    ),
    "one carriage return among line feeds": (
        "articles/flood.md",
        article("The river\rrose.\n"),
        "articles/flood.md:6:10: U+000D (carriage return) cannot be shown; remove it",
    ),
    "an article that is too large": (
        "articles/flood.md",
        article("x" * 1024 * 1024),
        "articles/flood.md: is larger than 1024 KiB; split it",
    ),
    "front matter that is too large": (
        "articles/flood.md",
        article(title="# " + "x" * 16 * 1024),
        "articles/flood.md:2: the front matter is larger than 16 KiB; shorten it",
    ),
    "a title that is too long": (
        "articles/flood.md",
        article(title="x" * 301),
        "articles/flood.md:3: title: is 301 characters long; shorten it to 300",
    ),
    "a story in Latin 1": (
        "articles/stories/bridge.yaml",
        "supplied_title: The café\n".encode("latin-1"),
        "articles/stories/bridge.yaml:1: byte 0xE9 is not utf-8; save the file as utf-8",
    ),
    "names in Latin 1": (
        "articles/names.yaml",
        "- name: The café\n  kind: place\n".encode("latin-1"),
        "articles/names.yaml:1: byte 0xE9 is not utf-8; save the file as utf-8",
    ),
    "a site in Latin 1": (
        "site.yaml",
        SITE.replace("articles", "écrits").encode("latin-1"),
        "site.yaml:2: byte 0xE9 is not utf-8; save the file as utf-8",
    ),
    "a template in Latin 1": (
        "templates/about.html",
        "<h1>À propos</h1>\n".encode("latin-1"),
        "templates/about.html:1: byte 0xC0 is not utf-8; save the file as utf-8",
    ),
    "a template with a form feed": (
        "templates/about.html",
        "<h1>About</h1>\n\x0c\n",
        "templates/about.html:2:1: U+000C (form feed) cannot be shown; remove it",
    ),
}
every_fault_in_bytes = pytest.mark.parametrize("fault", BYTES)


@every_fault_in_bytes
def test_bytes_that_are_not_text_are_reported_with_their_place(published: Path, fault: str) -> None:
    path, content, message = BYTES[fault]
    before = snapshot(published / "public")
    write(published, RIGHT | {path: content})
    result = run("--source", published)
    assert result.complained.splitlines()[:-1] == [message]
    assert result.status == 1
    assert snapshot(published / "public") == before


RECEIVED = {
    "Latin 1 that is not said to be": (
        "The café fell.\n".encode("latin-1"),
        "utf-8",
        ":1: byte 0xE9 is not utf-8; write its encoding under source: in articles/flood.md, or leave source: out",
    ),
    "UTF-16": (
        "The café fell.\n".encode("utf-16"),
        "utf-8",
        ": is utf-16 by its byte order mark; write encoding: utf-16 under source: in articles/flood.md",
    ),
    "UTF-16 that is said to be Latin 1": (
        "The café fell.\n".encode("utf-16"),
        "latin-1",
        ": is utf-16 by its byte order mark; write encoding: utf-16 under source: in articles/flood.md",
    ),
    "windows-1252 that is said to be Latin 1": (
        "It fell.\n\nThe “café” fell – it did.\n".encode("windows-1252"),
        "ISO-8859-1",
        (
            ":3:5: byte 0x93 is “ in windows-1252, and nothing in ISO-8859-1;"
            " write encoding: windows-1252 under source: in articles/flood.md"
        ),
    ),
    "neither Latin 1 nor windows-1252": (
        b"The caf\x81 fell.\n",
        "latin-1",
        ":1:8: U+0081 cannot be shown; write its encoding under source: in articles/flood.md, or leave source: out",
    ),
}
"""Bytes of a text as received, with the encoding that its article gives, and what is said of them."""


@pytest.mark.parametrize("received", RECEIVED)
def test_a_text_as_received_is_not_to_be_changed_so_its_article_is_what_to_correct(
    problems: Check, received: str
) -> None:
    """Saving the file in another encoding would make it another file than the one that was received."""
    raw, encoding, message = RECEIVED[received]
    text = article("The café fell.\n", original=raw).replace("{file:", f"{{encoding: {encoding}, file:")
    files = {"articles/flood.md": text, "articles/originals/original.txt": raw}
    assert problems(files) == [f"articles/originals/original.txt{message}"]


def test_what_is_told_to_be_written_is_accepted(problems: Check) -> None:
    for raw, encoding in (("“It” fell.\n".encode("windows-1252"), "windows-1252"), ("It".encode("utf-16"), "utf-16")):
        text = article(raw.decode(encoding), original=raw).replace("{file:", f"{{encoding: {encoding}, file:")
        assert problems({"articles/flood.md": text, "articles/originals/original.txt": raw}) == []


def test_of_a_file_that_is_not_text_at_all_only_the_first_lines_are_reported(problems: Check) -> None:
    assert len(problems({"articles/flood.md": article("\0\n" * 1000)})) == 10


# ---------------------------------------------------------------------------------------------------------------------
# Mistakes in the folders


def a_link(folder: Path) -> None:
    (folder / "articles/flood.md").symlink_to(folder / "articles/bridge.md")


def a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "articles/flood.md")


def a_socket(folder: Path) -> None:
    before = Path.cwd()
    os.chdir(folder / "articles")  # a socket's address may only have some hundred bytes
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("flood.md")
    finally:
        os.chdir(before)


def a_folder(folder: Path) -> None:
    (folder / "articles/flood.md").mkdir()


def a_folder_of_articles(folder: Path) -> None:
    write(folder, RIGHT | {"articles/2025/flood.md": article()})


def two_folders_with_an_article_that_is_there(folder: Path) -> None:
    """Moved up as they are, three articles would be one."""
    write(folder, RIGHT | {f"articles/{path}/bridge.md": article() for path in ("2024", "2025")})
    write(folder, RIGHT | {f"articles/2025/{name}.md": article() for name in ("a", "b", "c")})
    write(folder, RIGHT | {f"articles/2026/{name}.md": article() for name in ("a", "b", "c", "bridge")})


def files_whose_like_is_where_they_belong(folder: Path) -> None:
    raw = "The river rose.\n"
    there = {"articles/flood.md": article(raw, original=raw).replace("original.txt", "flood.txt")}
    write(folder, RIGHT | there | {"articles/flood.txt": "Mine.\n", "articles/originals/flood.txt": raw})


def originals_whose_names_differ_in_how_an_accent_is_composed(folder: Path) -> None:
    raw = "The river rose.\n"
    same = article(raw, original=raw)
    files = {
        "articles/flood.md": same.replace("original.txt", "e\u0301.txt"),
        "articles/originals/e\u0301.txt": raw,
        "articles/river.md": same.replace("original.txt", "é.txt"),
        "articles/originals/é.txt": raw,
    }
    write(folder, RIGHT | files)


def a_folder_of_originals(folder: Path) -> None:
    write(folder, RIGHT | {"articles/originals/2025/flood.txt": "The river rose.\n"})


def a_folder_of_stories(folder: Path) -> None:
    write(folder, RIGHT | {"articles/stories/2025/flood.yaml": "supplied_title: The flood\n"})


def a_name_that_is_not_text(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/articles/caf\xe9.md")).write_text(article())


def a_name_with_a_new_line(folder: Path) -> None:
    (folder / "articles/the\nflood.md").write_text(article())


def no_articles(folder: Path) -> None:
    for path in sorted((folder / "articles").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (folder / "articles").rmdir()


def articles_that_are_a_file(folder: Path) -> None:
    no_articles(folder)
    (folder / "articles").write_text("The river rose.\n")


def no_site(folder: Path) -> None:
    (folder / "site.yaml").unlink()


def names_under_almost_their_name(folder: Path) -> None:
    speaker = "[{paragraph: 1, starts: No, speaker: mayor, kind: office, for: Ann}]"
    write(folder, {"articles/flood.md": article("“No,” said the mayor, for Ann.\n", quotations=speaker)})
    (folder / "articles/names.yaml").rename(folder / "articles/Names.yml")


def a_site_under_almost_its_name(folder: Path) -> None:
    (folder / "site.yaml").rename(folder / "site.yml")


def one_original_of_two_articles(folder: Path) -> None:
    same = article("The river rose.\n", original="The river rose.\n")
    files = {"articles/flood.md": same, "articles/river.md": same, "articles/originals/original.txt": RIGHT_TEXT}
    write(folder, RIGHT | files)


def originals_that_are_one_file_on_some_disks(folder: Path) -> None:
    same = article("The river rose.\n", original="The river rose.\n")
    files = {
        "articles/flood.md": same.replace("original.txt", "b.txt"),
        "articles/originals/b.txt": "The river rose.\n",
        "articles/river.md": same.replace("original.txt", "B.txt"),
        "articles/originals/B.txt": "The river rose.\n",
    }
    write(folder, RIGHT | files)


FOLDERS = {
    a_link: "articles/flood.md: is a link, not a file; put the file itself there",
    a_pipe: "articles/flood.md: is a pipe, not a file; put the file itself there",
    a_socket: "articles/flood.md: is a socket, not a file; put the file itself there",
    a_folder: "articles/flood.md: is a folder, and articles lie directly in articles/; move its files up",
    a_folder_of_articles: "articles/2025: is a folder, and articles lie directly in articles/; move its files up",
    two_folders_with_an_article_that_is_there: (
        "articles/2024: is a folder, and articles lie directly in articles/;"
        " move its files up, bridge.md under another name: there is one already\n"
        "articles/2025: is a folder, and articles lie directly in articles/;"
        " move its files up, bridge.md under another name: there is one already\n"
        "articles/2026: is a folder, and articles lie directly in articles/;"
        " move its files up, a.md, b.md, bridge.md and others under another name: there is one already"
    ),
    files_whose_like_is_where_they_belong: (
        "articles/flood.txt: is not an article: its name does not end in .md;"
        " put it in originals/ under another name (flood.txt is there already) if it is a text as received"
    ),
    originals_whose_names_differ_in_how_an_accent_is_composed: (
        "articles/originals/é.txt: its address originals/é.txt.html is also that of articles/originals/e\u0301.txt;"
        " rename one of the two"
    ),
    a_folder_of_originals: (
        "articles/originals/2025: is a folder, and texts as received lie directly in articles/originals/;"
        " move its files up"
    ),
    a_folder_of_stories: (
        "articles/stories/2025: is a folder, and stories lie directly in articles/stories/; move its files up"
    ),
    a_name_that_is_not_text: "articles/caf\ufffd.md: has a name that is not UTF-8; rename it",
    a_name_with_a_new_line: (
        "articles/the\\u{a}flood.md: the name is not a slug (a-z, 0-9 and single hyphens);"
        " rename the file to the-flood.md"
    ),
    no_articles: "articles: is missing; make this folder, and put one .md file in it for each article",
    articles_that_are_a_file: "articles: is not a folder; move it away, and make a folder of that name",
    no_site: "site.yaml: is missing; write title: …, description: … and language: … in it",
    names_under_almost_their_name: "articles/names.yaml: is missing; rename Names.yml to names.yaml",
    a_site_under_almost_its_name: "site.yaml: is missing; rename site.yml to site.yaml",
    one_original_of_two_articles: (
        "articles/river.md:3: source: original.txt is also the source of articles/flood.md;"
        " keep one of the two articles, or write from: and to: under source: in both"
    ),
    originals_that_are_one_file_on_some_disks: (
        "articles/originals/B.txt: its address originals/B.txt.html is also that of articles/originals/b.txt;"
        " rename one of the two"
    ),
}


@pytest.mark.parametrize("mistake", FOLDERS, ids=lambda mistake: mistake.__name__)
def test_what_does_not_belong_in_a_folder_is_reported_by_its_name(
    published: Path, mistake: Callable[[Path], None]
) -> None:
    before = snapshot(published / "public")
    mistake(published)
    result = run("--source", published)
    reported = [line for line in result.complained.splitlines()[:-1] if ": note: " not in line]
    assert reported == FOLDERS[mistake].splitlines()
    assert result.status == 1
    assert snapshot(published / "public") == before


a_file_name = some.tuples(
    some.lists(some.sampled_from(["a", "A", "-", "_", " ", "é", "e\u0301", "1", "2", "con", "b" * 40]), max_size=4),
    some.sampled_from([".md", ".md", ".md", ".MD", ".markdown"]),
).map(lambda parts: "".join(parts[0]) + parts[1])


@example({"A" * 80 + ".md", "a" * 80 + ".md"})
@trying(deadline=None)
@given(some.sets(a_file_name, min_size=1, max_size=12))
def test_no_remedy_for_a_name_loses_a_file_even_if_all_are_followed_at_once(names: set[str]) -> None:
    """Each file gets a name that no other has or is to get, and nothing is wrong with it."""
    as_should = {name: b"" for name in sorted(names) if name.endswith(".md")}
    unread = frozenset(f"articles/{name}" for name in names - as_should.keys())
    problems = check_file_names(replace(BARE, articles=as_should, unreadable=unread))
    wanted = {
        problem.file.removeprefix("articles/"): match[1]
        for problem in problems
        if (match := re.search(r"(?:rename the file to|such as) (\S+)$", problem.message))
    }
    renamed = [wanted.get(name, name) for name in sorted(names)]
    assert len(set(renamed)) == len(names)
    assert not set(wanted.values()) & names
    again = dict.fromkeys(sorted(wanted.values()), b"")
    assert list(check_file_names(replace(BARE, articles=again))) == []


def test_what_the_system_will_not_let_us_read_is_reported_with_its_reason(
    problems: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refuse(path: str | Path, *arguments: int) -> int:
        if str(path).endswith("flood.md"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *arguments)

    monkeypatch.setattr("sitebuilder.running.disk.os.open", refuse)
    assert problems(RIGHT | {"articles/flood.md": article()}) == [
        "articles/flood.md: cannot be read: permission denied"
    ]


LEFT_BEHIND = (
    *("articles/.flood.md.swp", "articles/flood.md~", "articles/#flood.md#", "articles/.DS_Store"),
    *("articles/Thumbs.db", "articles/originals/thumbs.db", "articles/stories/desktop.ini", "articles/Desktop.ini"),
    *("articles/flood.md.bak", "articles/flood.md.orig", "articles/FLOOD.BAK", "articles/originals/~$letter.docx"),
    *("templates/about.html.orig", "templates/parts/Thumbs.db", "templates/static/style.css.bak"),
    *("templates/static/Thumbs.db", "templates/static/desktop.ini", "templates/static/~$notes.txt"),
)
"""What systems and editors leave in folders."""


def test_what_systems_and_editors_leave_behind_is_no_mistake_and_is_not_published(published: Path) -> None:
    site = tree(published / "public")
    write(published, RIGHT | dict.fromkeys(LEFT_BEHIND, "anything"))
    assert run("--source", published, "--quiet").complained == ""
    assert tree(published / "public") == site


def test_what_systems_and_editors_leave_behind_is_not_counted(archive: Write) -> None:
    """Nor are the program's own templates: a report counts the files of the archive."""
    wrong = {"articles/flood.md": article(date="2024-02-30"), "templates/about.html": "{{ author }}"}
    folder = archive(RIGHT | dict.fromkeys(LEFT_BEHIND, "anything") | wrong)
    assert len(RIGHT | wrong) == 6
    last = run("check", "--source", folder).complained.splitlines()[-1]
    assert last == "2 problems in 2 of 6 files; public/ is unchanged"


# ---------------------------------------------------------------------------------------------------------------------
# Mistakes in the call


def a_link_as_output(folder: Path) -> Path:
    (folder / "elsewhere").mkdir()
    (folder / "public").symlink_to(folder / "elsewhere")
    return folder / "public"


def a_file_as_output(folder: Path) -> Path:
    (folder / "public").write_text("mine\n")
    return folder / "public"


def another_folder_as_output(folder: Path) -> Path:
    (folder / "public").mkdir()
    (folder / "public" / "thesis.txt").write_text("mine\n")
    return folder / "public"


OUTPUTS = {
    a_link_as_output: "{folder}/public is a link; name the folder itself",
    a_file_as_output: "{folder}/public is a file; remove it, or choose another output",
    another_folder_as_output: "{folder}/public is not empty and was not built here (.news-archive is missing);"
    " empty it, or choose another",
    (lambda folder: folder): "{folder} contains the archive itself; choose a folder beside or below it, such as public",
    (lambda folder: folder.parent): "{parent} contains the archive itself;"
    " choose a folder beside or below it, such as public",
    (lambda folder: folder / "articles"): "{folder}/articles lies in articles/, which the build reads;"
    " choose a folder outside it",
    (lambda folder: folder / "articles/site"): "{folder}/articles/site lies in articles/, which the build reads;"
    " choose a folder outside it",
    (lambda folder: folder / "templates/site"): "{folder}/templates/site lies in templates/, which the build reads;"
    " choose a folder outside it",
    (lambda folder: folder / "www/site"): "there is no folder {folder}/www; make it, or choose another output",
}


@pytest.mark.parametrize(
    ("make", "message"), OUTPUTS.items(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_an_output_that_is_not_safe_is_refused_and_left_alone(
    archive: Write, make: Callable[[Path], Path], message: str
) -> None:
    folder = archive(RIGHT)
    output = make(folder)
    before = snapshot(folder)
    result = run("--source", folder, "--output", output)
    assert result.complained == message.format(folder=folder, parent=folder.parent) + "\n"
    assert (result.status, result.said) == (2, "")
    assert snapshot(folder) == before


def test_an_output_that_is_a_mount_point_is_refused(archive: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """It could not be exchanged with the new site in one step."""
    folder = archive(RIGHT)
    (folder / "public").mkdir()
    monkeypatch.setattr(output_folder.os.path, "ismount", lambda path: path == folder / "public")
    result = run("--source", folder)
    assert result.complained == f"{folder}/public is a mount point, which cannot be exchanged; choose a folder in it\n"
    assert result.status == 2


def test_an_output_may_be_named_by_a_dot(archive: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative arguments start at the working folder, whatever they look like."""
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path / "site")
    assert run("--source", archive(RIGHT), "--output", ".", "--quiet").complained == ""
    assert "articles/bridge.html" in tree(tmp_path / "site")


@pytest.mark.parametrize(
    "call",
    [
        ["biuld"],
        ["build", "check"],
        ["--sorce", "."],
        ["--output"],
        ["--jobs", "0"],
        ["--jobs", "-1"],
        ["--jobs", "many"],
    ],
    ids=" ".join,
)
def test_a_call_that_makes_no_sense_ends_with_status_2_and_says_how_to_call(call: list[str]) -> None:
    result = run(*call)
    assert result.status == 2
    assert result.said == ""
    assert result.complained.startswith("usage: build.py ")


CALLS = {
    "chek": "chek is not a command; did you mean check?",
    "--source . chek": "chek is not a command; did you mean check?",
    "publish": "publish is not a command; see --help",
    "--sorce .": "there is no option --sorce; did you mean --source?",
    "check --sugest": "there is no option --sugest; did you mean --suggest?",
    "--sugest check": "there is no option --sugest; did you mean --suggest?",
    "--bogus": "there is no option --bogus; see --help",
    "-x": "there is no option -x; see --help",
    "--suggest": "--suggest goes with check",
    "check --clean": "--clean goes with build",
    "build check": "check is not expected; see build.py build --help",
}
"""Calls that make no sense, with what is said of them."""


@pytest.mark.parametrize("call", CALLS)
def test_a_command_or_an_option_that_does_not_exist_is_answered_with_the_one_that_was_meant(call: str) -> None:
    result = run(*call.split())
    assert result.status == 2
    assert result.complained.splitlines()[-1].partition("error: ")[2] == CALLS[call]


def test_the_value_of_an_option_is_never_taken_for_a_command(archive: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = archive(RIGHT)
    monkeypatch.chdir(folder)
    assert run("--source", folder, "--output", "check", "build").status == 0
    assert "index.html" in tree(folder / "check")


# ---------------------------------------------------------------------------------------------------------------------
# All in one run


def test_all_problems_of_all_files_are_reported_in_one_run_sorted_by_file_and_line(archive: Write) -> None:
    flood = "---\ntitle: Vote: the result\n---\n\nThe town voted.\n"
    vote = "---\ndate: 2024-02-30\ntitel: The vote\nlanguage: English\n"
    vote += "revisions: [{on: 2026-11-21, what: Taken in}]\n---\n\nSee [it](gone.md).\n"
    folder = archive(
        RIGHT
        | {
            "articles/vote.md": vote,
            "articles/flood.md": flood,
            "articles/names.yaml": "- {name: Ann, kind: person,\n   slug: Ann!}\n",
            "articles/stories/bridge.yaml": "{}\n",
            "site.yaml": "title: The Archive\nlanguage: en\n",
            "templates/about.html": "{{ author }}\n",
        }
    )
    result = run("check", "--source", folder)
    says = [
        'articles/flood.md:2:12: title: a colon needs quotes; write title: "Vote: the result"',
        'articles/names.yaml:2: slug: "Ann!" is not a slug (a-z, 0-9 and single hyphens); write ann',
        "articles/stories/bridge.yaml:1: supplied_title: is missing; write what the event is called here",
        'articles/vote.md:2: date: "2024-02-30" is not a day of the calendar; write YYYY-MM-DD, YYYY-MM or YYYY',
        "articles/vote.md:3: titel: is not a key of an article; did you mean title?",
        'articles/vote.md:4: language: "English" is not a language tag; write one such as en, pt-BR or zh-Hant',
        'articles/vote.md:8: the link to "gone.md" leads nowhere: there is no articles/gone.md; correct it',
        "site.yaml:1: description: is missing; write description: one sentence on what it holds",
        "templates/about.html:1: asks for author, which the page does not have; correct the name",
    ]
    assert result.complained.splitlines() == [*says, count_line(says, files_of(folder, says))]


def test_building_and_checking_report_the_same(archive: Write) -> None:
    folder = archive(RIGHT | {"articles/flood.md": article(date="2024-02-30"), "site.yaml": "titel: a\n"})
    assert run("--source", folder) == run("check", "--source", folder)


def test_a_reference_to_an_article_that_has_problems_itself_is_not_reported_again(problems: Check) -> None:
    """Nor is what that article would have named: what it says is not known yet."""
    files = {
        "articles/flood.md": article("See [the vote](vote.md#p7).\n"),
        "articles/vote.md": article(date="2024-02-30", label="the account", story="vote"),
        "articles/stories/vote.yaml": "supplied_title: The vote\n",
        "articles/originals/vote.txt": "The town voted.\n",
    }
    assert problems(RIGHT | files) == [
        'articles/vote.md:4: date: "2024-02-30" is not a day of the calendar; write YYYY-MM-DD, YYYY-MM or YYYY'
    ]


def test_lines_are_sorted_as_numbers(problems: Check) -> None:
    keys = "".join(f"colour{number}: green\n" for number in range(12))
    found = problems(RIGHT | {"articles/flood.md": f"---\n{RIGHT_FRONT}{keys}---\n\n{RIGHT_TEXT}"})
    assert [line.split(":")[1] for line in found] == [str(number) for number in range(4, 16)]


def test_no_more_files_have_problems_than_there_are(archive: Write) -> None:
    """A link is a file with a problem although it is not read."""
    folder = archive(RIGHT)
    for number in range(40):
        (folder / f"articles/flood-{number}.md").symlink_to("bridge.md")
    count = re.fullmatch(
        r"40 problems in 40 of (\d+) files; .*", run("check", "--source", folder).complained.splitlines()[-1]
    )
    assert int(count[1]) == 44


@pytest.mark.parametrize(
    "files", [RIGHT, RIGHT | {"articles/flood.md": article(date="2024-02-30")}], ids=["right", "wrong"]
)
@pytest.mark.parametrize("is_published", [True, False], ids=["published", "unpublished"])
def test_checking_writes_nothing_at_all(archive: Write, files: Files, is_published: bool) -> None:
    folder = archive(RIGHT)
    if is_published:
        run("--source", folder)
    write(folder, files)
    before = snapshot(folder)
    run("check", "--source", folder)
    assert snapshot(folder) == before


def test_there_is_no_traceback_and_nothing_on_the_standard_output(archive: Write) -> None:
    folder = archive(RIGHT | {"articles/flood.md": article(date="2024-02-30")})
    result = subprocess.run(
        [sys.executable, PROGRAM / "build.py", "--source", folder], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 2


# ---------------------------------------------------------------------------------------------------------------------
# The two loaders of YAML read the same


a_text = some.text(
    some.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff\u2028\u2029")
)
a_value = some.recursive(
    a_text, lambda inner: some.lists(inner, max_size=4) | some.dictionaries(a_text, inner, max_size=4), max_leaves=12
)
a_style = some.fixed_dictionaries(
    {
        "default_flow_style": some.sampled_from([None, True, False]),
        "width": some.sampled_from([20, 80, 10_000]),
        "default_style": some.sampled_from([None, '"', "'"]),
        "allow_unicode": some.booleans(),
        "indent": some.sampled_from([2, 4]),
    }
)
YAMLS_OWN = [
    *("a", "key: ", "- ", "\n", "\n  ", "\n    ", "'", '"', "[", "]", "{", "}", ", ", ": ", "#", " #", "  # ", "|\n"),
    *(
        ">-\n",
        "? ",
        "%",
        "@",
        "`",
        "---\n",
        "...\n",
        "\\",
        "\\n",
        "\\ud83c",
        "é",
        "日",
        "🌊",
        "<<: ",
        "~",
        " ",
        "-",
        "?",
    ),
    *("&a ", "*a", "!a ", "!!str ", "\t", "x" * 9),
]


def read_by(loader: type, text: str) -> object:
    """Read YAML with one of the two loaders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_reader, "FastLoader", loader)
        return read_yaml(text, "site.yaml", 1, FILE_DEPTH)


@trying(deadline=None)
@given(a_value, a_style)
def test_both_loaders_read_the_same_from_any_yaml(value: object, style: dict[str, Any]) -> None:
    """The same texts in the same places; where one finds a problem, the other finds the same."""
    text = yaml.dump(value, **style)
    assert read_by(yaml_reader.FastLoader, text) == read_by(yaml.BaseLoader, text)


@example("? key without a value")
@example("topics: [Who pays?, Towns]")
@example("title: a tab\t")
@example("title: >\n\n    \ta tab")
@example("---\n # nothing but a comment")
@example("title: a \\ud83c")
@trying(deadline=None)
@given(some.lists(some.sampled_from(YAMLS_OWN), max_size=14).map("".join))
def test_both_loaders_read_the_same_from_what_is_hardly_yaml(text: str) -> None:
    found = read_by(yaml_reader.FastLoader, text)
    assert found == read_by(yaml.BaseLoader, text)
    for problem in found[1]:
        assert "\n" not in str(problem)
        assert not PARSERS_WORDS.search(problem.message.replace("object", ""))


# ---------------------------------------------------------------------------------------------------------------------
# Whatever is where something else belongs

SCHEMAS = (front_matter.SCHEMA, front_matter.REVISION_SCHEMA, originals.SCHEMA, earlier.SCHEMA, speakers.SCHEMA)
SCHEMAS += (stories.SCHEMA, stories.QUESTION_SCHEMA, stories.ANSWER_SCHEMA, names.SCHEMA, settings.SCHEMA)

a_known_key = some.sampled_from(sorted({key for schema in SCHEMAS for key in schema.keys} | {"bridge", "colour"}))
a_likely_value = some.sampled_from(
    [
        *(
            "",
            "null",
            "unknown",
            "1",
            "0",
            "-1",
            "99999999999999999999",
            "٣",
            "2025-03-09",
            "2025",
            "2024-02-30",
            "en",
            "xx",
        ),
        *(
            "person",
            "agreement",
            "bridge",
            "The bridge",
            "It was cold",
            "she",
            "original.txt",
            "../a",
            "utf-8",
            "utf-9",
        ),
        *("https://gazette.example/", "http://[", "lines", "0" * 64, "x" * 400, "a\nb", " a ", "🌊", "CON", "index"),
    ]
)
whatever = some.recursive(
    a_likely_value,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(a_known_key, inner, max_size=5),
    max_leaves=20,
)


@trying(deadline=None)
@given(some.dictionaries(a_known_key, whatever, max_size=8))
def test_whatever_an_article_says_it_is_read_or_reported(values: dict[str, object]) -> None:
    """A list where a text belongs, a text where keys belong, a key of another format: a problem, and never a crash."""
    raw = f"---\n{yaml.safe_dump(values, allow_unicode=True)}---\n\n“It was cold,” she said.\n".encode()
    read = read_article("flood.md", raw, {"original.txt": b"It was cold.\n", "other.txt": None})
    assert read.sound or read.problems
    assert all("\n" not in str(problem) for problem in read.problems)


@pytest.mark.parametrize(
    "read",
    [lambda text: stories.read_story("bridge.yaml", text), names.read_names, settings.read_settings],
    ids=["story", "names", "site"],
)
@trying(deadline=None)
@given(whatever)
def test_whatever_another_file_says_it_is_read_or_reported(
    read: Callable[[str], tuple[Any, list[Any]]], value: object
) -> None:
    found, problems = read(yaml.safe_dump(value, allow_unicode=True))
    assert found or problems or value in ([], "", "null")
    assert all("\n" not in str(problem) for problem in problems)


def test_a_decade_is_sorted_before_its_first_year_whichever_comes_first() -> None:
    assert sorted(["1920", "192X", "1919-12"], key=lambda text: read_date(text).order) == ["1919-12", "192X", "1920"]


@pytest.mark.parametrize(("one", "other"), [("1931-21", "1931-02"), ("1931-22", "1932-02"), ("1931-24", "1932-03")])
def test_a_season_may_be_anywhere_in_its_year_and_summer_and_winter_end_in_the_next(one: str, other: str) -> None:
    assert not read_date(one).is_apart_from(read_date(other))


def test_an_interval_of_days_is_no_whole_day() -> None:
    assert read_date("1931-03-05").is_whole_day
    assert not read_date("1931-03-05/1931-03-09").is_whole_day
