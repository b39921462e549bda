"""What a build says when all is well: how much it made, and how far it has come."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pytest
from changing import BEFORE, change
from conftest import Files, article, each, run, tree

import build as program
from sitebuilder.running import console, disk


@pytest.fixture
def home(archive: Callable[[Files], Path]) -> Path:
    """An archive that is not built yet."""
    return archive(BEFORE)


# What was made


SUMMARY = (
    r"Built (?P<articles>\d+) articles in \d+\.\d s: "
    r"(?P<pages>\d+) pages \((?P<pages_written>\d+) written, (?P<pages_kept>\d+) kept\), "
    r"(?P<others>\d+) other files \((?P<others_written>\d+) written, (?P<others_kept>\d+) kept\), "
    r"(?P<removed>\d+) removed; no problems\.\n(?:No longer in the site: .*\n)?Open .*\n"
)
"""The line that sums a build up."""


def counts(said: str) -> dict[str, int]:
    """Return the numbers of the line that sums a build up."""
    return {what: int(number) for what, number in re.fullmatch(SUMMARY, said).groupdict().items()}


def counted(articles: int, site: Mapping[str, bytes], kept: Collection[str], removed: int) -> dict[str, int]:
    """Return the numbers that a build has to give: those of its site, and of the files of it that it kept."""
    pages = [address for address in site if address.endswith(".html")]
    pages_kept = sum(address in kept for address in pages)
    others, others_kept = len(site) - len(pages), len(kept) - pages_kept
    return {
        "articles": articles,
        "pages": len(pages),
        "pages_written": len(pages) - pages_kept,
        "pages_kept": pages_kept,
        "others": others,
        "others_written": others - others_kept,
        "others_kept": others_kept,
        "removed": removed,
    }


def test_the_files_that_were_written_and_those_that_were_kept_are_all_files_of_the_site(home: Path) -> None:
    """Marker and manifest too: one rule of counting, which `find public -type f | wc -l` follows as well."""
    first = counts(run("--source", home).said)
    old = tree(home / "public")
    assert first == counted(3, old, set(), 0)
    change(home)
    second = counts(run("--source", home).said)
    new = tree(home / "public")
    same = {address for address, content in old.items() if new.get(address) == content}
    gone = len(old.keys() - new.keys())
    assert second == counted(3, new, same, gone)
    assert 0 < second["pages_kept"] < second["pages"]
    assert 0 < second["others_kept"] < second["others"]
    assert gone > 1
    third = counts(run("--source", home).said)
    assert third == counted(3, new, new.keys(), 0)


def test_checking_counts_the_files_that_a_build_makes(home: Path) -> None:
    checked = run("check", "--source", home).said
    built = counts(run("--source", home).said)
    assert checked == f"3 articles, {built['pages']} pages, {built['others']} other files: no problems.\n"


def test_one_article_is_counted_in_the_singular(archive: Callable[[Files], Path]) -> None:
    said = run("--source", archive({"articles/flood.md": article("The river rose.\n")})).said
    assert re.match(r"Built 1 article in \d+\.\d s: \d+ pages \(\d+ written, 0 kept\), ", said)


# How far it has come


class Terminal(io.StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def watch(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Build an archive that is large enough for a bar, and return what the standard error stream receives."""
    monkeypatch.setattr(console, "FEW", 3)
    monkeypatch.setattr(console, "MANY", 3)
    monkeypatch.setattr(disk, "MANY", 3)

    def errors(stream: io.StringIO, *switches: str) -> str:
        monkeypatch.setattr(sys, "stderr", stream)
        assert program.main([*switches, "--source", str(home)]) == 0
        return stream.getvalue()

    return errors


@pytest.mark.parametrize("command", [[], ["check"]], ids=["build", "check"])
def test_a_bar_shows_on_a_terminal_how_far_the_work_is(watch: Callable[..., str], command: list[str]) -> None:
    seen = watch(Terminal(), *command)
    count = r"\d+/\d+ \|.*\| \S+ left"
    for doing in ("Looking at", "Reading", "Rendering"):
        assert re.search(f"\r{doing} {count}", seen)
    for doing in each(["Arranging", *([] if command else ["Publishing"])]):
        assert re.search(rf"\r{doing} \d+ files …\r +\r", seen)
    assert seen.endswith(" \r")  # nothing of it is left


def test_a_line_says_on_a_terminal_that_files_are_compared(watch: Callable[..., str]) -> None:
    watch(Terminal())
    assert re.search(r"\rComparing \d+ files …\r +\r", watch(Terminal()))


@pytest.mark.parametrize("columns", [40, 80, 0])
def test_a_bar_fits_into_a_terminal_and_has_the_time_left(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that does not say how wide it is, is as wide as most."""
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((columns, 24 if columns else 0)))
    monkeypatch.setattr(Terminal, "fileno", lambda _: 2)
    monkeypatch.setattr(sys, "stderr", stream := Terminal())
    things = list(console.watched(range(100_000), 100_000, "Looking at", quiet=False))
    frames = [frame for frame in each(stream.getvalue().split("\r")) if frame.strip()]
    assert len(things) == 100_000
    assert max(len(frame) for frame in frames) == (columns or 80) - 1
    assert all(re.fullmatch(r"Looking at \d+/100000 \|[^|]*\| \S+ left", frame) for frame in each(frames))


@pytest.mark.parametrize("command", [[], ["check"]], ids=["build", "check"])
def test_there_is_no_bar_in_a_log(watch: Callable[..., str], command: list[str]) -> None:
    assert watch(io.StringIO(), *command) == ""


@pytest.mark.parametrize("command", [["--quiet"], ["check", "--quiet"]], ids=" ".join)
def test_there_is_no_bar_where_only_problems_are_wanted(watch: Callable[..., str], command: list[str]) -> None:
    assert watch(Terminal(), *command) == ""


def test_there_is_no_bar_for_work_that_ends_before_it_could_be_read(
    watch: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, few in ((console, "FEW"), (console, "MANY"), (disk, "MANY")):
        monkeypatch.setattr(module, few, 100)
    assert watch(Terminal()) == ""


def test_a_build_without_a_stream_for_its_messages_does_its_work(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a service starts it with `2>&-`."""
    monkeypatch.setattr(console, "FEW", 3)
    monkeypatch.setattr(sys, "stderr", None)
    assert program.main(["--source", str(home)]) == 0
    assert "index.html" in tree(home / "public")
