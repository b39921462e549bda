"""Is another build at work on the same output?"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    _TAKEN = PermissionError
else:
    import fcntl

    _TAKEN = BlockingIOError


class Locked(Exception):
    """Another build holds the lock."""


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold a lock file for the duration of a block. Raises `Locked`, or OSError where the file cannot be made.

    The system lets go of the lock when the process and all copies of it are dead, however they die, so a stale lock
    file does no harm. A copy that outlives a build by a moment may still be writing into the new site.
    """
    descriptor = _take(path)
    try:
        yield
    finally:
        # Removed while the lock is held: a process that has opened it meanwhile sees that its name is gone. Somebody
        # may have removed it before; what has its name now is the lock of another build.
        with suppress(OSError):
            if _is_still(path, descriptor):
                path.unlink()
        with suppress(OSError):
            os.close(descriptor)


def _take(path: Path) -> int:
    while True:
        descriptor = _open(path)
        try:
            _lock(path, descriptor)
            if _is_still(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        if not path.exists():
            raise
        return os.open(path, os.O_RDONLY)  # another user's, left by a build that died: it can be locked all the same


def _lock(path: Path, descriptor: int) -> None:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except _TAKEN as error:
        raise Locked from error
    except OSError as error:
        error.filename = os.fspath(path)
        raise


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
