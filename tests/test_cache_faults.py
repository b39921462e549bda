"""Whatever becomes of the cache, and whenever a build ends, the next one gives the site that is built from nothing.

What is wrong with the disk or the system at each call of a build is in `test_publishing_faults.py`.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from changing import BEFORE, beside, build, change, files_of, found_unchanged
from conftest import ROOT, SITE, Files, Run, each, run, tree, write
from msgspec import msgpack
from permissions import as_an_ordinary_user

from sitebuilder.cache.last_build import MadeRow, ReadRow
from sitebuilder.formats.dates import PartialDate
from sitebuilder.publishing.lock import lock
from sitebuilder.records.articles.article import Article
from sitebuilder.records.articles.front_matter import Revision
from sitebuilder.records.articles.reading import ReadArticle
from sitebuilder.records.articles.speakers import AttributedQuotation, Speaker
from sitebuilder.text.originals import Original
from sitebuilder.words.quotations import Quotation

CACHED = ("read", "made", "state")
"""The files of a cache."""


def unchanged(home: Path) -> bool:
    """Build, and tell whether everything was found as the last build left it."""
    before = files_of(home)
    result = run("--source", home)
    assert (result.status, result.complained) == (0, "")
    return found_unchanged(result.said) and files_of(home) == before


def linked(source: Path, place: Path) -> None:
    """Put the same files in a place, not others that are like them."""
    shutil.rmtree(place, ignore_errors=True)
    if source.exists():
        shutil.copytree(source, place, copy_function=os.link)


@pytest.mark.parametrize("every", [7, pytest.param(1, marks=pytest.mark.long)])
def test_any_mixture_of_what_two_builds_left_is_made_whole_by_the_next(tmp_path: Path, every: int) -> None:
    """As after a build that died between two steps, after a disk that lost one of them, or a copy put back in part."""
    home, kept = tmp_path / "archive", tmp_path / "kept"
    write(home, BEFORE)
    site = {}
    for age in ("old", "new"):
        site[age] = build(home)
        for part in ("public", ".cache", "articles"):
            linked(home / part, kept / age / part)
        if age == "old":
            shutil.rmtree(home / "articles")
            shutil.copytree(kept / "old/articles", home / "articles")
            change(home)
    assert site["old"] != site["new"]
    ages = ("old", "new", "")
    mixtures = [*product(("old", "new"), ages, ages, ages, ages)]
    for articles, public, *cached in each(mixtures[::every]):
        linked(kept / articles / "articles", home / "articles")
        linked(kept / public / "public" if public else kept / "none", home / "public")
        shutil.rmtree(home / ".cache", ignore_errors=True)
        (home / ".cache").mkdir()
        for name, age in zip(CACHED, cached, strict=True):
            if age:
                os.link(kept / age / ".cache" / name, home / ".cache" / name)
        assert build(home) == site[articles], (articles, public, cached)
        assert unchanged(home), (articles, public, cached)


# ---------------------------------------------------------------------------------------------------------------------
# Where the cache cannot be written


@pytest.fixture
def home(archive: Callable[[Files], Path]) -> Path:
    """An archive that has changed since it was built."""
    folder = archive(BEFORE)
    build(folder)
    change(folder)
    return folder


def published_without_a_cache(home: Path, why: str) -> None:
    """Build, which has to say why the cache is as it was and to publish, and once more when nothing is in the way."""
    result = run("--source", home)
    assert (result.status, result.complained) == (
        0,
        f".cache/ cannot be written: {why}; the next build starts anew\n",
    )
    assert "Built 3 articles" in result.said
    assert (home / "public/articles/added.html").exists()
    assert beside(home / "public") == []


def test_a_cache_that_may_not_be_written_costs_nothing(home: Path) -> None:
    with as_an_ordinary_user():
        (home / ".cache").chmod(0o555)
        try:
            published_without_a_cache(home, "permission denied")
        finally:
            (home / ".cache").chmod(0o755)
    build(home)
    assert unchanged(home)


def test_a_cache_that_may_be_neither_read_nor_written_is_said_once(home: Path) -> None:
    with as_an_ordinary_user():
        (home / ".cache").chmod(0)
        try:
            result = run("--source", home)
        finally:
            (home / ".cache").chmod(0o755)
    assert (result.status, result.complained) == (0, ".cache/state cannot be read: permission denied\n")


@pytest.mark.parametrize("error", [errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO], ids=os.strerror)
@pytest.mark.parametrize("step", ["mkdir", "open", "replace"])
def test_whatever_the_disk_refuses_of_the_cache_costs_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: int
) -> None:
    """A read-only disk, a full one, one that fails: when the folder is made, a file in it, or its name."""
    shutil.rmtree(home / ".cache")
    do = getattr(Path, step)

    def refuse(path: Path, *arguments: Any, **keywords: Any) -> Any:
        if ".cache" in path.parts:
            raise OSError(error, os.strerror(error), str(path))
        return do(path, *arguments, **keywords)

    with monkeypatch.context() as patch:
        patch.setattr(Path, step, refuse)
        published_without_a_cache(home, os.strerror(error).lower())
    build(home)
    assert unchanged(home)


def test_too_little_memory_for_the_cache_does_not_make_a_published_site_a_failure(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("sitebuilder.running.steps.state_after", fail)
        published_without_a_cache(home, "there is not enough memory")
    build(home)
    assert unchanged(home)


def test_a_cache_that_another_build_is_writing_is_left_to_it(home: Path) -> None:
    """A source that is built for two outputs at once has one cache."""
    before = tree(home / ".cache")
    with lock(home / ".cache/lock"):
        published_without_a_cache(home, "another build is writing it")
    assert tree(home / ".cache") == before
    build(home)
    assert unchanged(home)


def test_a_file_of_the_cache_that_is_written_at_the_end_of_a_build_is_whole_or_not_there(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build is stopped in the middle of it."""
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", lambda *_: os.kill(os.getpid(), signal.SIGINT))
        result = run("--source", home)
    assert (result.status, result.complained) == (
        130,
        "stopped; public/ is complete: either the old site or the new one\n",
    )
    assert {path.name for path in (home / ".cache").iterdir()} == {*CACHED}
    assert "articles/added.html" in build(home)
    assert unchanged(home)


def test_what_a_killed_build_left_in_the_cache_is_gone_after_the_next(home: Path) -> None:
    for name in CACHED:
        (home / ".cache" / f"{name}.new").write_bytes(b"half")
    (home / ".cache/lock").touch()
    build(home)
    assert {path.name for path in (home / ".cache").iterdir()} == {*CACHED}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
@pytest.mark.parametrize("name", CACHED)
def test_a_pipe_in_the_place_of_a_file_of_the_cache_does_not_hold_up_a_build(home: Path, name: str) -> None:
    (home / ".cache" / name).unlink()
    os.mkfifo(home / ".cache" / name)
    result = run("--source", home)
    assert (result.status, result.complained) == (0, f".cache/{name} is damaged; what it held is made again\n")
    assert unchanged(home)


@pytest.mark.parametrize("name", CACHED)
def test_a_folder_in_the_place_of_a_file_of_the_cache_is_said_and_left_alone(home: Path, name: str) -> None:
    (home / ".cache" / name).unlink()
    (home / ".cache" / name).mkdir()
    (home / ".cache" / name / "mine").touch()
    result = run("--source", home)
    assert (result.status, result.complained) == (0, f".cache/{name} cannot be read: is a directory\n")
    assert (home / ".cache" / name / "mine").exists()
    assert {path.name for path in (home / ".cache").iterdir()} == {*CACHED}


# ---------------------------------------------------------------------------------------------------------------------
# Builds at the same time


def test_two_builds_at_once_of_one_source_for_two_outputs_both_publish(home: Path) -> None:
    calls = [[sys.executable, ROOT / "build.py", "--source", home, "--output", home / name] for name in ("one", "two")]
    running = [subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for call in calls]
    ended = [Run(process.returncode, *said) for process in each(running) for said in [process.communicate()]]
    assert [one.status for one in ended] == [0, 0]
    assert {one.complained for one in ended} <= {
        "",
        ".cache/ cannot be written: another build is writing it; the next build starts anew\n",
    }
    site = build(home)
    assert tree(home / "one") == tree(home / "two") == site
    assert {path.name for path in (home / ".cache").iterdir()} == {*CACHED}
    assert unchanged(home)


# ---------------------------------------------------------------------------------------------------------------------
# A cache that somebody else wrote, with the right sums


def forge(home: Path, name: str, change_it: Callable[[Any], Any]) -> None:
    """Change what a file of the cache holds, and its sum with it."""
    place = home / ".cache" / name
    head, _, body = place.read_bytes().partition(b"\n")
    decode, encode = FORMS[name]
    forged = change_it(decode(body))
    forged = forged if isinstance(forged, bytes) else encode(forged)
    program, summed = head.split()[0].decode(), hashlib.blake2b(forged, digest_size=32).hexdigest()
    place.write_bytes(f"{program} {summed}\n".encode() + forged)


FORMS: dict[str, tuple[Callable[[bytes], Any], Callable[[Any], bytes]]] = {
    "read": (msgpack.decode, msgpack.encode),
    "made": (msgpack.decode, msgpack.encode),
    "state": (json.loads, lambda value: json.dumps(value).encode()),
}
"""How what is in each file of the cache is read and written."""


def with_value(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    """Return a value with another one at a path in it."""
    if not path:
        return new
    at = place_of(path[0], value) if isinstance(value, list) and isinstance(path[0], str) else path[0]
    if path[0] == "packed" and path[1:]:
        value[at] = msgpack.encode(with_value(msgpack.decode(value[at]), path[1:], new))
    else:
        value[at] = with_value(value[at], path[1:], new) if path[1:] else new
    return value


KINDS = (
    *(ReadRow, MadeRow),
    *(ReadArticle, Article, AttributedQuotation, Quotation, Speaker, Original, Revision, PartialDate),
)
"""What is kept without the names of its fields."""


def place_of(name: str, row: list[Any]) -> int:
    """Return the place of a field in a row that is kept without the names of its fields."""
    alike = (of.__struct_fields__ for of in KINDS if len(of.__struct_fields__) == len(row))
    [fields] = [fields for fields in alike if name in fields]
    return fields.index(name)


WRONG = (None, True, 1.5, "x", -1, 2**63, [], {}, [[]], {"a": 1}, {"a": {"a": {}}})
"""Values of which most are wrong anywhere."""

NO_FORM = {
    "nothing": b"",
    "no such byte": b"\xc1",
    "another alphabet": b"\xff\xfe",
    "lists in lists": b"\x91" * 100_000,
    "mappings in mappings": b"\x81\xa1a" * 100_000,
    "more than there is": b"\xdf\xff\xff\xff\xff",
    "lists in lists, as text": b"[" * 100_000,
    "a long number": b"9" * 10_000,
    "half a character": b'{"notes": ["\\ud800"]}',
}
"""What has the form of no file of the cache."""

READ_AS, MADE_AS = ("same.md",), ("rows", "articles/same.html")
FORGERIES: dict[str, tuple[tuple[str | int, ...], tuple[Any, ...]]] = {
    "read": ((), (None, True, 1.5, "x", -1, [], {"a": 1})),
    "read, a row": (READ_AS, (None, True, 1.5, "x", -1, [], {})),
    "read, inputs": ((*READ_AS, "inputs"), (None, True, 1.5, -1, [], {})),
    "read, received": ((*READ_AS, "received"), (None, True, 1.5, b"", -1, "x", {}, [1])),
    "read, packed": ((*READ_AS, "packed"), WRONG),
    "read, no article": ((*READ_AS, "packed", "article"), WRONG),
    "read, another place": ((*READ_AS, "packed", "article", "slug"), ("../../stray", "/stray", "", "changed", None)),
    "read, another file": ((*READ_AS, "packed", "article", "file"), ("articles/changed.md", "", None)),
    "read, an event elsewhere": ((*READ_AS, "packed", "article", "story"), ("../../stray", "a b", 1)),
    "read, a title": ((*READ_AS, "packed", "article", "title"), (True, 1.5, -1, [], {}, b"\xff")),
    "read, too many paragraphs": ((*READ_AS, "packed", "article", "paragraph_count"), (-1, 2**40, 2**63)),
    "read, no such month": ((*READ_AS, "packed", "article", "revisions", 0, "on", "month"), (99, 2**62)),
    "read, no such name": ((*READ_AS, "packed", "names"), ([["../../stray", [1, 0, 1]]], [["", {}]])),
    "read, a problem": ((*READ_AS, "packed", "problems"), (None, 1, "x", [1], [{"file": "x"}])),
    "made": ((), (None, True, 1.5, "x", -1, [], {}, {"a": 1})),
    "made, a row": (MADE_AS, (None, True, 1.5, "x", -1, [], {})),
    "made, another address": ((*MADE_AS, "record", "address"), ("../../stray", "about.html", "", None, 1)),
    "made, its size": ((*MADE_AS, "record", "size"), (None, "x", 1.5, [])),
    "made, links": ((*MADE_AS, "links"), (None, True, 1.5, -1, [], {})),
    "made, templates": (("templates",), (None, True, 1.5, -1, [], {})),
    "state": ((), WRONG),
    "state, articles": (("articles",), (None, True, 1.5, "2", -1, [], {})),
    "state, notes": (("notes",), (None, True, 1.5, "2", -1, {}, [1], [[]])),
    "state, one more": (("more",), (1,)),
}
"""Where something in a file of the cache is wrong, and what is there."""


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_value_in_the_cache_that_no_build_writes_is_reported_once_and_made_again(home: Path, forgery: str) -> None:
    name = forgery.partition(",")[0]
    build(home)
    path, values = FORGERIES[forgery]
    for number, value in enumerate(each(values)):
        forge(home, name, lambda kept, value=value: with_value(kept, path, value))
        is_reported_and_made_again(home, name, number)
    equals_a_clean_build(home)


@pytest.mark.parametrize("forgery", NO_FORM)
@pytest.mark.parametrize("name", CACHED)
def test_what_is_no_cache_at_all_is_reported_once_and_made_again(home: Path, name: str, forgery: str) -> None:
    build(home)
    forge(home, name, lambda _: NO_FORM[forgery])
    is_reported_and_made_again(home, name, 0)
    equals_a_clean_build(home)


def is_reported_and_made_again(home: Path, name: str, number: int) -> None:
    said = f".cache/{name} is damaged; what it held is made again\n"
    if name != "state":  # it is looked into only where something has changed, and a check does without a state
        write(home, {"site.yaml": SITE.replace("A few", f"{number} more")})
        if not number:
            assert run("check", "--source", home).complained == said
    result = run("--source", home)
    assert (result.status, result.complained) == (0, said)


def equals_a_clean_build(home: Path) -> None:
    """Nor was anything written anywhere else."""
    assert not [*home.parent.rglob("*stray*")]
    site = tree(home / "public")
    assert build(home, "--clean") == site


def test_what_a_forged_cache_says_is_shown_as_text(home: Path) -> None:
    """It does not speak to the terminal."""
    build(home)
    forge(home, "state", lambda kept: kept | {"notes": ["\x1b[2J\ud800"]})
    assert run("--source", home).complained == "\\u{1b}[2J\\u{d800}\n"
