"""How is one file of a new site written, or kept from the site before?"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sitebuilder.addresses import Address
from sitebuilder.publishing.output_folder import discard


@dataclass(frozen=True, slots=True)
class Record:
    """One file of a site."""

    address: Address
    """Where it is."""
    sha256: str
    """The SHA-256 of its bytes, in hexadecimal digits."""
    size: int
    """How many bytes it has."""
    time: int
    """When it was last changed: nanoseconds, as the file system has them."""
    inode: int
    """The number that the file system gives it."""
    is_unchanged: bool
    """Whether the site before has it too, with the same modification time."""


def keep(place: str, before: str, known: Record) -> Record | None:
    """Take a file over from the site before, or return None where that has another one by size, time or inode."""
    try:
        entry = os.lstat(before)
        if not stat.S_ISREG(entry.st_mode) or (known.size, known.time, known.inode) != _identity(entry):
            return None
        if _is_linked(place, before, entry):
            return known if known.is_unchanged else replace(known, is_unchanged=True)
        with os.fdopen(os.open(before, _READ), "rb") as file:
            raw = file.read()
    except OSError:
        return None
    return put(known.address, place, before, raw) if hashlib.sha256(raw).hexdigest() == known.sha256 else None


def put(address: Address, place: str, before: str | None, content: bytes | Iterable[bytes]) -> Record:
    """Write a file; one that the site before has too is linked to it, and keeps its modification time."""
    if isinstance(content, bytes) and before and (same := _with(content, before)) and _is_linked(place, before, same):
        entry = os.lstat(place)
        return Record(address, hashlib.sha256(content).hexdigest(), *_identity(entry), is_unchanged=True)
    sha256, entry = _write(place, [content] if isinstance(content, bytes) else content)
    is_unchanged = before is not None and _has_sum(before, sha256)
    if is_unchanged and before:
        times = os.stat(before)
        os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))
        entry = os.lstat(place)
    return Record(address, sha256, *_identity(entry), is_unchanged)


def _identity(entry: os.stat_result) -> tuple[int, int, int]:
    return entry.st_size, entry.st_mtime_ns, entry.st_ino


def _with(raw: bytes, path: str) -> os.stat_result | None:
    """Return what the file system says of a regular file if it holds exactly these bytes."""
    with suppress(OSError):
        entry = os.lstat(path)
        if stat.S_ISREG(entry.st_mode) and entry.st_size == len(raw):
            with os.fdopen(os.open(path, _READ), "rb") as file:
                return entry if file.read() == raw else None
    return None


def _has_sum(path: str, sha256: str) -> bool:
    """Tell whether a regular file has this SHA-256."""
    with suppress(OSError):
        if stat.S_ISREG(os.lstat(path).st_mode):
            with os.fdopen(os.open(path, _READ), "rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    return False


def _is_linked(place: str, before: str, entry: os.stat_result) -> bool:
    """Have an unchanged file in its place in the new site too, and tell whether the file system could do that."""
    try:
        if os.path.samestat(os.lstat(place), entry):
            return True
        discard(Path(place))
    except FileNotFoundError:
        pass
    try:
        os.link(before, place)
    except (OSError, NotImplementedError, AttributeError):
        return False
    return True


def _write(place: str, pieces: Iterable[bytes]) -> tuple[str, os.stat_result]:
    """Write a new file; return its SHA-256 and what the file system says of it."""
    try:
        descriptor = os.open(place, _NEW, 0o666)
    except FileExistsError:  # written over, it could be a link into the site before
        discard(Path(place))
        descriptor = os.open(place, _NEW, 0o666)
    summed = hashlib.sha256()
    with os.fdopen(descriptor, "wb") as file:
        for piece in pieces:
            file.write(piece)
            summed.update(piece)
        file.flush()
        return summed.hexdigest(), os.fstat(descriptor)


_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
