"""Whatever becomes of the cache, and whenever a build ends, the next one gives the site that is built from nothing.

What is wrong with the disk or the system at each call of a build is in `test_publishing_faults.py`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from changing import BEFORE, beside, build, change, files_of, found_unchanged
from conftest import ROOT, Files, Run, each, run, tree, write
from permissions import as_an_ordinary_user

from sitebuilder.publishing.lock import lock

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
