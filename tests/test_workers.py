"""How several processes read the articles of a large archive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, article, run, tree

from sitebuilder.running import workers

MANY = {
    f"articles/number-{number}.md": article(f"Words of {number}.\n", title=f"Number {number}") for number in range(50)
}


@pytest.fixture
def home(archive: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive that several processes read, though it is small."""
    monkeypatch.setattr(workers, "ARTICLES_A_JOB", 1)
    monkeypatch.setattr(workers, "ARTICLES_A_PIECE", 3)
    return archive(MANY)


def test_three_processes_make_the_same_site_as_one(home: Path) -> None:
    assert run("--source", home, "--jobs", "1").status == 0
    assert run("--source", home, "--jobs", "3", "--output", home / "other").status == 0
    assert tree(home / "other") == tree(home / "public")


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def be_stopped() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def fail() -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("end", [be_killed, be_stopped, fail, sys.exit], ids=lambda end: end.__name__)
def test_a_process_that_ends_is_reported_and_does_not_hold_up_the_build_or_clear_up_after_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, end: Callable[[], None]
) -> None:
    parent = os.getpid()

    def die(name: str, *_: object) -> None:
        assert os.getpid() != parent
        if name == "number-7.md":
            end()

    monkeypatch.setattr(workers, "read_article", die)
    result = run("--source", home, "--jobs", "2")
    assert (result.status, result.said) == (1, "")
    assert result.complained.endswith(
        ".md: the process that was reading it has died, perhaps for lack of memory; public/ is unchanged\n"
    )
    assert not (home / "public").exists()


def test_no_process_lives_on_when_the_build_that_started_it_is_killed(archive: Callable[..., Path]) -> None:
    """Even one that has more to hand over than a pipe takes, and waits for the build to read it."""
    long = article("A long paragraph. " * 2_000)
    home = archive({f"articles/number-{number}.md": long for number in range(20)})
    script = """
import signal, sys
from pathlib import Path
from sitebuilder.running import disk, workers
workers.ARTICLES_A_JOB = workers.ARTICLES_A_PIECE = 1
source = disk.read_source(Path(sys.argv[1]))
reading = workers.read_articles(source, {}, 3)
print(next(reading)[0], flush=True)
signal.pause()
"""
    with subprocess.Popen([sys.executable, "-c", script, home], cwd=ROOT, stdout=subprocess.PIPE, text=True) as killed:
        first = killed.stdout.readline()
        killed.kill()
        assert first.startswith("number-")
        assert killed.communicate(timeout=60)[0] == ""  # the pipe ends when the last process that has it ends
