"""What a build says when all is well: how much it made, and how far it has come."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pytest
from changing import BEFORE, change
from conftest import Files, article, each, run, tree

import build as program
from sitebuilder.running import console


@pytest.fixture
def home(archive: Callable[[Files], Path]) -> Path:
    """An archive that is not built yet."""
    return archive(BEFORE)


# What was made


SUMMARY = (
    r"Built (?P<articles>\d+) articles in \d+\.\d s: "
    r"(?P<pages>\d+) pages \((?P<pages_written>\d+) written, (?P<pages_kept>\d+) kept\), "
    r"(?P<others>\d+) other files \((?P<others_written>\d+) written, (?P<others_kept>\d+) kept\), "
    r"(?P<removed>\d+) removed; no problems\.\nOpen .*\n"
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

    def errors(stream: io.StringIO, *switches: str) -> str:
        monkeypatch.setattr(sys, "stderr", stream)
        assert program.main([*switches, "--source", str(home)]) == 0
        return stream.getvalue()

    return errors


@pytest.mark.parametrize("command", [[], ["check"]], ids=["build", "check"])
def test_a_bar_shows_on_a_terminal_how_far_the_work_is(watch: Callable[..., str], command: list[str]) -> None:
    seen = watch(Terminal(), *command)
    assert all(f"{doing}:" in seen for doing in each(["Reading", "Rendering"]))


@pytest.mark.parametrize("command", [[], ["check"]], ids=["build", "check"])
def test_there_is_no_bar_in_a_log(watch: Callable[..., str], command: list[str]) -> None:
    assert watch(io.StringIO(), *command) == ""


@pytest.mark.parametrize("command", [["--quiet"], ["check", "--quiet"]], ids=" ".join)
def test_there_is_no_bar_where_only_problems_are_wanted(watch: Callable[..., str], command: list[str]) -> None:
    assert watch(Terminal(), *command) == ""


def test_there_is_no_bar_for_work_that_ends_before_it_could_be_read(
    watch: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "FEW", 100)
    assert watch(Terminal()) == ""


def test_a_build_without_a_stream_for_its_messages_does_its_work(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a service starts it with `2>&-`."""
    monkeypatch.setattr(console, "FEW", 3)
    monkeypatch.setattr(sys, "stderr", None)
    assert program.main(["--source", str(home)]) == 0
    assert "index.html" in tree(home / "public")
