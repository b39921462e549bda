"""How do two folders change places in one step, and when is what was written safe on the disk?"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_RENAME_EXCHANGE = 2  # linux/fs.h; the same number is RENAME_SWAP on macOS (sys/stdio.h)
_AT_FDCWD = -100
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}

_libc = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically: renameat2 on Linux, renamex_np on macOS.

    Returns False where the system or the file system cannot do that. Raises OSError where it can and fails.
    """
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(_libc, "renameat2"):
        failed = _libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)  # type: ignore[union-attr]
    elif sys.platform == "darwin" and hasattr(_libc, "renamex_np"):
        failed = _libc.renamex_np(names[0], names[1], _RENAME_EXCHANGE)
    else:
        return False
    if not failed:
        return True
    if ctypes.get_errno() in _UNSUPPORTED:
        return False
    raise _last_error(other)


def flush_file_system(folder: Path) -> None:
    """Wait until everything written to the folder's file system is on the disk. Raises OSError."""
    if sys.platform != "linux" or not hasattr(_libc, "syncfs"):
        if hasattr(os, "sync"):
            os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if _libc.syncfs(descriptor):  # type: ignore[union-attr]
            raise _last_error(folder)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where a folder can be opened for that. Raises OSError."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _last_error(path: Path) -> OSError:
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number), os.fspath(path))
