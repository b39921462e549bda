"""What a build says when all is well: how much it made, and how far it has come."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
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


def counts(said: str) -> dict[str, int]:
    """Return the numbers of the line that sums a build up, each by the word after it."""
    line = re.fullmatch(r"Built (.*) in \d+\.\d s:( .*)\.\nOpen .*\n", said)
    return {word: int(number.replace(",", "")) for number, word in re.findall(r"(\d[\d,]*) (\w+)", line[1] + line[2])}


def test_the_files_that_are_new_and_those_that_are_as_before_are_all_files_of_the_site(home: Path) -> None:
    """Marker and manifest too: one rule of counting, which `find public -type f | wc -l` follows as well."""
    first = counts(run("--source", home).said)
    old = tree(home / "public")
    assert first == {"articles": 3, "files": len(old), "new": len(old), "as": 0, "removed": 0}
    change(home)
    second = counts(run("--source", home).said)
    new = tree(home / "public")
    same = sum(new[address] == content for address, content in old.items() if address in new)
    assert 0 < same < len(new)
    gone = len(old.keys() - new.keys())
    assert second == {"articles": 3, "files": len(new), "new": len(new) - same, "as": same, "removed": gone}
    assert gone > 1
    third = counts(run("--source", home).said)
    assert third == {"articles": 3, "files": len(new), "new": 0, "as": len(new), "removed": 0}


def test_checking_counts_the_files_that_a_build_makes(home: Path) -> None:
    checked = run("check", "--source", home).said
    built = counts(run("--source", home).said)
    assert checked == f"3 articles, {built['files']} files: no problems.\n"


def test_one_article_is_counted_in_the_singular(archive: Callable[[Files], Path]) -> None:
    said = run("--source", archive({"articles/flood.md": article("The river rose.\n")})).said
    assert re.match(r"Built 1 article, \d+ files in \d+\.\d s: \d+ new or changed, 0 as before, 0 removed\.\n", said)


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
