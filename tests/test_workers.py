"""How several processes read the articles of a large archive, and make the files of its site."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from changing import beside
from conftest import ROOT, article, run, tree

from sitebuilder.publishing.publication import Publication
from sitebuilder.running import disk, maker, steps, workers

MANY = {
    f"articles/number-{number}.md": article(f"Words of {number}.\n", title=f"Number {number}") for number in range(50)
}


@pytest.fixture
def home(archive: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive that several processes read and make, though it is small."""
    monkeypatch.setattr(workers, "ARTICLES_A_JOB", 1)
    monkeypatch.setattr(workers, "ARTICLES_A_PIECE", 3)
    monkeypatch.setattr(maker, "FILES_A_PROCESS", 1)
    monkeypatch.setattr(maker, "FILES_A_PIECE", 3)
    return archive(MANY)


def test_three_processes_make_the_same_site_as_one(home: Path) -> None:
    assert run("--source", home, "--jobs", "1").status == 0
    assert run("--source", home, "--jobs", "3", "--output", home / "other").status == 0
    assert tree(home / "other") == tree(home / "public")


def children() -> set[str]:
    """Return the numbers of the processes that this one has started: a browser, for other tests, among them."""
    return {pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}


@pytest.fixture
def is_helping() -> Callable[[], bool]:
    """Return what tells whether a process is one that helps the first; that waits until these have ended."""
    first, before = os.getpid(), children()

    def is_helping() -> bool:
        if os.getpid() != first:
            return True
        for process in children() - before:
            os.waitid(os.P_PID, int(process), os.WEXITED | os.WNOWAIT)
        return False

    return is_helping


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def be_stopped() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def fail() -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("end", [be_killed, be_stopped, fail, sys.exit], ids=lambda end: end.__name__)
def test_a_process_that_ends_is_reported_and_does_not_hold_up_the_build_or_clear_up_after_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, end: Callable[[], None], is_helping: Callable[[], bool]
) -> None:
    read_article = workers.read_article

    def die(*arguments: Any) -> object:
        if is_helping():
            end()
        return read_article(*arguments)

    monkeypatch.setattr(workers, "read_article", die)
    result = run("--source", home, "--jobs", "2")
    assert (result.status, result.said) == (1, "")
    assert result.complained.endswith(
        ".md: the process that was reading it has died, perhaps for lack of memory; public/ is unchanged\n"
    )
    assert not (home / "public").exists()


@pytest.mark.parametrize("end", [be_killed, be_stopped, fail, sys.exit], ids=lambda end: end.__name__)
def test_a_process_that_ends_while_it_makes_files_costs_nothing_of_what_is_published(
    home: Path, monkeypatch: pytest.MonkeyPatch, end: Callable[[], None], is_helping: Callable[[], bool]
) -> None:
    assert run("--source", home).status == 0
    site, put = tree(home / "public"), Publication.put

    def die(*arguments: Any) -> object:
        if is_helping():
            end()
        return put(*arguments)

    (home / "site.yaml").write_text((home / "site.yaml").read_text().replace("A few", "Some"))
    with monkeypatch.context() as patch:
        patch.setattr(Publication, "put", die)
        result = run("--source", home, "--jobs", "2", "--clean")
    assert (result.status, result.said) == (1, "")
    assert result.complained.endswith(
        ": the process that was making it has died, perhaps for lack of memory; public/ is unchanged\n"
    )
    assert tree(home / "public") == site
    assert beside(home / "public") == []
    assert run("--source", home, "--jobs", "2").status == 0
    assert "Some articles" in (home / "public/index.html").read_text()


def test_a_process_that_ends_while_it_sums_files_is_reported_with_the_file(
    home: Path, monkeypatch: pytest.MonkeyPatch, is_helping: Callable[[], bool]
) -> None:
    sum_file = disk.sum_file

    def die(place: str, limit: int) -> tuple[str | None, str]:
        if is_helping():
            be_killed()
        return sum_file(place, limit)

    monkeypatch.setattr(disk, "FILES_A_PROCESS", 1)
    monkeypatch.setattr(disk, "FILES_A_PIECE", 1)
    monkeypatch.setattr(disk, "sum_file", die)
    result = run("--source", home, "--jobs", "2")
    died = r"articles/number-\d+\.md: the process that was reading it has died, perhaps for lack of memory"
    assert result.status == 1
    assert re.fullmatch(rf"{died}; public/ is unchanged\n", result.complained)


@pytest.mark.parametrize("kind", [OSError, signal.ItimerError])
@pytest.mark.parametrize("helper", [True, False])
def test_what_the_system_refuses_is_named_by_whichever_process_meets_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, kind: type[OSError], helper: bool, is_helping: Callable[[], bool]
) -> None:
    """Even an error of a kind that cannot be handed from one process to another."""
    put_file = Publication.put

    def put(publication: Publication, address: str, content: bytes) -> object:
        if publication.marker and is_helping() == helper:
            raise kind(errno.ENOSPC, os.strerror(errno.ENOSPC), f"{publication.next}/{address}")
        return put_file(publication, address, content)

    monkeypatch.setattr(Publication, "put", put)
    result = run("--source", home, "--jobs", "2")
    assert result.status == 1
    assert re.fullmatch(r".*/\.public\.next/.*: no space left on device; public/ is unchanged\n", result.complained)


def test_an_edit_while_two_processes_make_the_site_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited, begin = home / "articles/number-7.md", Publication.begin

    def edit_and_begin(publication: Publication, addresses: Iterable[str]) -> None:
        edited.write_text(edited.read_text().replace("Words", "Other words"))
        begin(publication, addresses)

    monkeypatch.setattr(Publication, "begin", edit_and_begin)
    monkeypatch.setattr(workers, "TEXTS_KEPT", 0)
    result = run("--source", home, "--jobs", "2")
    assert result.status == 1
    assert result.complained.endswith(
        "number-7.md: was changed while the archive was being built; build again; public/ is unchanged\n"
    )


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_a_build_that_is_stopped_while_it_starts_a_process_ends_that_process_too(
    home: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, nth: int
) -> None:
    """It would go on making files in a folder that the build clears away."""
    started, fork, done = [], os.fork, threading.Event()

    def fork_and_be_stopped() -> int:
        started.append(fork())
        if started[-1] and len(started) == nth:
            be_stopped()
        return started[-1]

    monkeypatch.setattr(os, "fork", fork_and_be_stopped)
    other = threading.Thread(target=done.wait)  # which may be the one that takes the signal, as that of a bar may
    other.start()
    request.addfinalizer(done.set)
    assert run("--source", home, "--jobs", "3").status == 130
    assert len(started) == nth
    for process in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)
    assert beside(home / "public") == []


@pytest.mark.parametrize("doing", ["Reading", "Rendering"])
def test_a_build_that_is_stopped_clears_up_when_the_processes_that_it_started_are_dead(
    home: Path, monkeypatch: pytest.MonkeyPatch, doing: str
) -> None:
    """Also where it is stopped while it takes in what they have done."""

    def stopped(things: Iterable[object], _count: int, what: str, _quiet: bool) -> Iterator[object]:
        for thing in things:
            yield thing
            if what == doing:
                be_stopped()

    def end(publication: Publication) -> None:
        assert children() == before
        clear_up(publication)

    before, clear_up = children(), Publication.end
    monkeypatch.setattr(steps, "watched", stopped)
    monkeypatch.setattr(Publication, "end", end)
    assert run("--source", home, "--jobs", "2").status == 130
    assert beside(home / "public") == []


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
