"""What a build does where the system lacks what Linux has. Each thing is taken away; the site has to be the same.

No test runs on Windows or macOS. What is tried is that the program does without what they lack.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import importlib.util
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from changing import BEFORE, beside, build, change
from conftest import Files, run, tree

from sitebuilder.publishing import exchange, lock, publication
from sitebuilder.running import stopping, workers

Lacks = Callable[[pytest.MonkeyPatch], None]


def no_fork(patch: pytest.MonkeyPatch) -> None:
    """As on Windows: a process cannot be copied, so this one reads all articles."""
    patch.delattr(os, "fork")
    patch.delattr(signal, "pthread_sigmask")
    patch.setattr(workers, "ARTICLES_A_JOB", 1)


def no_exchange_of_folders(patch: pytest.MonkeyPatch) -> None:
    """As on Windows and on old systems: neither `renameat2` nor `syncfs` is there."""
    patch.setattr(exchange, "_libc", None)


def no_exchange_on_this_disk(patch: pytest.MonkeyPatch) -> None:
    """As on a network disk: the system could exchange folders, the file system cannot."""
    _let_the_exchange_fail(patch, errno.EINVAL)


def _let_the_exchange_fail(patch: pytest.MonkeyPatch, error: int) -> None:
    def refuse(*_: object) -> int:
        ctypes.set_errno(error)
        return -1

    real = ctypes.CDLL(None, use_errno=True)
    patch.setattr(exchange, "_libc", SimpleNamespace(renameat2=refuse, syncfs=real.syncfs))


def the_exchange_of_macos(patch: pytest.MonkeyPatch) -> None:
    """There the call has another name, and takes no folders to start from."""
    real, rename = ctypes.CDLL(None, use_errno=True).renameat2, Path.rename
    swap = SimpleNamespace(renamex_np=lambda one, two, flags: real(-100, one, -100, two, flags))

    def not_away(path: Path, to: Path) -> Path:
        assert to.name != ".public.old", "the folders were to be exchanged"
        return rename(path, to)

    patch.setattr(exchange, "sys", SimpleNamespace(platform="darwin"))
    patch.setattr(exchange, "_libc", swap)
    patch.setattr(Path, "rename", not_away)


def no_hard_links(patch: pytest.MonkeyPatch) -> None:
    """As on a stick formatted for Windows."""

    def refuse(*_: object) -> None:
        raise NotImplementedError("os.link() not available on this system")

    patch.setattr(os, "link", refuse)


def no_timer(patch: pytest.MonkeyPatch) -> None:
    """As on Windows: no signal comes when an article takes long."""
    for name in ("setitimer", "SIGALRM", "SIGVTALRM", "ITIMER_VIRTUAL"):
        patch.delattr(signal, name)


def no_signal_at_the_end_of_a_terminal(patch: pytest.MonkeyPatch) -> None:
    """As on Windows, which has no SIGHUP."""
    patch.delattr(signal, "SIGHUP")
    patch.setattr(stopping, "_SIGNALS", loaded(stopping)._SIGNALS)  # noqa: SLF001 - made as the module is loaded


def no_way_to_open_a_folder(patch: pytest.MonkeyPatch) -> None:
    """As on Windows, where its names are on the disk without being asked for, and `sync` is not there."""
    patch.delattr(os, "O_DIRECTORY")
    patch.delattr(os, "sync")
    patch.setattr(os, "fsync", lambda _: pytest.fail("a folder was to be opened"))
    patch.setattr(exchange, "_libc", None)


def no_count_of_the_processors_that_may_be_used(patch: pytest.MonkeyPatch) -> None:
    """As on macOS and Windows."""
    patch.delattr(os, "sched_getaffinity")


def no_way_to_refuse_links_and_pipes_when_opening(patch: pytest.MonkeyPatch) -> None:
    """As on Windows: what is not a file is recognised by looking at it first."""
    patch.delattr(os, "O_NOFOLLOW")
    patch.delattr(os, "O_NONBLOCK")


def the_locks_of_windows(patch: pytest.MonkeyPatch) -> None:
    """They are those of `msvcrt`, on bytes of a file; a file that is open cannot be removed."""
    patch.setattr(publication, "lock", windows_lock(patch).lock)


LACKING = (
    *(no_fork, no_exchange_of_folders, no_exchange_on_this_disk, the_exchange_of_macos, no_hard_links, no_timer),
    *(no_signal_at_the_end_of_a_terminal, no_way_to_open_a_folder, no_count_of_the_processors_that_may_be_used),
    *(no_way_to_refuse_links_and_pipes_when_opening, the_locks_of_windows),
)


def loaded(module: ModuleType) -> ModuleType:
    """Load a module once more, beside the one that is in use."""
    spec = importlib.util.spec_from_file_location(f"{module.__name__}_again", module.__file__)
    again = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(again)
    return again


def windows_lock(patch: pytest.MonkeyPatch) -> ModuleType:
    """Load the lock as it is on Windows, with the locks of this system behind those of `msvcrt`."""

    def locking(descriptor: int, mode: int, count: int) -> None:
        assert (mode, count) == (2, 1)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PermissionError(errno.EACCES, "Permission denied") from error

    patch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    patch.delattr(os, "register_at_fork")
    patch.setattr(sys, "platform", "win32")
    windows = loaded(lock)
    patch.setattr(sys, "platform", "linux")
    patch.setattr(windows, "sys", SimpleNamespace(platform="win32"))
    assert not hasattr(windows, "fcntl")
    return windows


@pytest.fixture
def home(archive: Callable[[Files], Path]) -> Path:
    """An archive that is not built yet."""
    return archive(BEFORE)


@pytest.mark.parametrize("lacks", LACKING, ids=lambda lacks: lacks.__name__)
def test_the_site_is_the_same_and_replaced_as_a_whole_without(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacks: Lacks
) -> None:
    with monkeypatch.context() as patch:
        lacks(patch)
        first = build(home, "--jobs", "2")
        change(home)
        second = build(home, "--jobs", "2")
        assert not beside(home / "public")
    assert run("--source", home, "--output", tmp_path / "other").status == 0
    assert second == tree(tmp_path / "other")
    assert first.keys() != second.keys()


def test_the_site_is_the_same_without_all_of_them_at_once(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        for lacks in set(LACKING) - {no_exchange_on_this_disk, the_exchange_of_macos, no_way_to_open_a_folder}:
            lacks(patch)
        build(home)
        change(home)
        site = build(home)
    assert run("--source", home, "--output", tmp_path / "other").status == 0
    assert site == tree(tmp_path / "other")


def test_an_exchange_that_fails_is_not_taken_for_one_that_cannot_be_made(
    archive: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = archive(BEFORE)
    old = build(home)
    change(home)
    _let_the_exchange_fail(monkeypatch, errno.EIO)
    result = run("--source", home)
    assert (result.status, result.complained.splitlines()[-1]) == (
        1,
        f"{home / 'public'}: input/output error; public/ is unchanged",
    )
    assert tree(home / "public") == old
    assert not beside(home / "public")


def test_the_locks_of_windows_let_one_build_in_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    windows, place = windows_lock(monkeypatch), tmp_path / ".public.lock"
    with windows.lock(place), pytest.raises(windows.Locked), windows.lock(place):
        pass
    assert not place.exists()
    with windows.lock(place):
        pass


def test_a_lock_file_that_cannot_be_removed_while_it_is_open_locks_nobody_out(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where it stays beside the site."""
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == ".public.lock":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    site = build(home)
    assert build(home) == site
    assert beside(home / "public") == [".public.lock"]
