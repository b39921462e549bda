"""What does a file on disk hold, and is it still the same when it is read again?"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from sitebuilder.problems import reason

_KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class FilesOnDisk(Mapping[str, bytes]):
    """The files of a folder by name. Each is read when it is asked for: memory does not hold an archive."""

    def __init__(self, folder: Path, sums: Mapping[str, str]) -> None:
        """Take the SHA-256 of each file."""
        self.folder = folder
        self.sums = sums

    def __getitem__(self, name: str) -> bytes:
        """Read a file. Raises OSError where it is no longer what it was when it was summed."""
        expected, place = self.sums[name], f"{self.folder}/{name}"
        raw = _read(place)
        if hashlib.sha256(raw).hexdigest() != expected:
            raise OSError(None, "was changed while the archive was being built; build again", place)
        return raw

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self.sums)

    def __len__(self) -> int:
        """Return how many files there are."""
        return len(self.sums)

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a file of a name, without reading it."""
        return name in self.sums


def kind_of(mode: int) -> str:
    """Return what is in the place of a regular file, given its mode, or an empty text where it is one."""
    return next((kind for is_kind, kind in _KINDS if is_kind(mode)), "")


def sum_file(place: str, limit: int) -> tuple[str | None, str]:
    """Return the SHA-256 of a regular file of no more bytes than `limit`, or None and what is wrong with it."""
    try:
        raw, fault = read_regular(place, limit)
    except OSError as error:
        raw, fault = None, f"cannot be read: {reason(error)}"
    return (None, fault) if raw is None else (hashlib.sha256(raw).hexdigest(), "")


def read_regular(place: str, limit: int) -> tuple[bytes | None, str]:
    """Return the bytes of a regular file, or None and what is wrong with it. Raises OSError."""
    try:
        descriptor = os.open(place, _READ)
    except OSError:
        if kind := kind_of(os.lstat(place).st_mode):
            return None, _not_a_file(kind)
        raise
    try:
        if kind := kind_of(os.fstat(descriptor).st_mode):
            return None, _not_a_file(kind)
        raw = _bytes_of(descriptor, limit + 1)
    finally:
        os.close(descriptor)
    return (raw, "") if len(raw) <= limit else (None, f"is larger than {limit // 1024} KiB; split it")


def _not_a_file(kind: str) -> str:
    return f"is {kind}, not a file; put the file itself there"


def _read(place: str) -> bytes:
    """Return the bytes of a file; links are not followed. Raises OSError."""
    descriptor = os.open(place, _READ)
    try:
        return _bytes_of(descriptor, sys.maxsize)
    finally:
        os.close(descriptor)


def _bytes_of(descriptor: int, most: int) -> bytes:
    """Return the bytes of a file, or the first of them. Nearly every file is read at once."""
    raw = more = os.read(descriptor, min(most, _AT_ONCE))
    while len(more) == _AT_ONCE and len(raw) < most:
        more = os.read(descriptor, min(most - len(raw), _AT_ONCE))
        raw += more
    return raw


_AT_ONCE = 65536

_READ = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
