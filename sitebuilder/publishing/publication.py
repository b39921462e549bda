"""How does a finished site take the place of the previous one, in one step?

Everything is written into a folder beside the output, checked, and exchanged with it. Whatever happens, the output is
entirely the old site or entirely the new one; the next build clears away what a crashed one left.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sitebuilder.addresses import MANIFEST, MARKER, Address
from sitebuilder.publishing.exchange import exchange, flush_file_system, flush_folder
from sitebuilder.publishing.lock import lock
from sitebuilder.publishing.output_folder import (
    LOCK,
    MARKER_TEXT,
    NEW,
    OLD,
    Refused,
    beside,
    is_disposable,
    mode_of,
    remove,
)
from sitebuilder.publishing.removals import check_removals


@dataclass(frozen=True, slots=True)
class Record:
    """One file that was put into the new site."""

    address: Address
    """Where it is."""
    sha256: str
    """The SHA-256 of its bytes, in hexadecimal digits."""
    size: int
    """How many bytes it has."""
    is_unchanged: bool
    """Whether it is unchanged before, modification time and all."""


@dataclass(frozen=True, slots=True)
class Published:
    """The result of a publication."""

    files: int
    """How many files the site has now."""
    unchanged: int
    """How many of them are as they were before, modification time included."""
    removed: int
    """How many files the previous site had that this one does not have."""


@contextmanager
def publication(output: Path, clean: bool) -> Iterator[Publication]:
    """Hold the output for the duration of a block, with a `Publication` to write to.

    With `clean`, nothing of the previous site is used again. Whatever was not published is gone when the block ends.
    Raises `lock.Locked`, `Refused` and OSError.
    """
    with lock(beside(output, LOCK)):
        site = Publication(output, clean)
        site.clear()
        try:
            site.begin()
            yield site
        finally:
            site.end()


class Publication:
    """A site being built: files are put into a folder beside the output until `publish` exchanges the two."""

    def __init__(self, output: Path, clean: bool) -> None:
        """Name the folders; nothing is written yet."""
        self.output = output
        self.new, self.old = beside(output, NEW), beside(output, OLD)
        self.clean = clean
        self.made_folders: set[Path] = set()
        self.marker = Record(MARKER, "", 0, is_unchanged=False)
        self.published = False
        self.left_over: BaseException | None = None

    def clear(self) -> None:
        """Put the output back where it was left between two renames; clear away what else is beside it."""
        if not mode_of(self.output) and is_disposable(self.old):
            self.old.rename(self.output)
        for folder in (self.old, self.new):
            remove(folder)

    def begin(self) -> None:
        """Make the folder for the new site, the marker first, so that it is recognised as ours from the start."""
        self.new.mkdir()
        self.made_folders.add(self.new)
        self.marker = self.put(MARKER, MARKER_TEXT)

    def put(self, address: Address, content: bytes | Iterable[bytes]) -> Record:
        """Write one file of the new site; one that is unchanged before is linked, and keeps its modification time."""
        place, before = self.new / address, self.output / address
        if place.parent not in self.made_folders:
            place.parent.mkdir(parents=True, exist_ok=True)
            self.made_folders.add(place.parent)
        if isinstance(content, bytes):
            sha256, size = hashlib.sha256(content).hexdigest(), len(content)
            is_unchanged = not self.clean and _holds(before, content)
            is_linked = is_unchanged and _is_linked(place, before)
            if not is_linked:
                _write(place, [content])
        else:
            sha256, size = _write(place, content)
            is_unchanged, is_linked = not self.clean and _has_sum(before, sha256), False
        if is_unchanged and not is_linked:
            _keep_time(place, before)
        return Record(address, sha256, size, is_unchanged)

    def publish(self, records: Iterable[Record], allow_removals: bool = False) -> Published:
        """Finish the new site and exchange it with the previous one.

        Raises OSError, and `TooManyRemovals` unless those are allowed; then nothing has changed.
        """
        listed = sorted((self.marker, *records), key=lambda record: record.address)
        if not allow_removals:
            check_removals(self.output, {record.address for record in listed})
        lines = (f"{record.sha256}  {record.address}\n".encode() for record in listed)
        listed.append(self.put(MANIFEST, lines))
        addresses = {record.address for record in listed}
        self._check(addresses)
        gone = _files(self.output) - addresses
        flush_file_system(self.new)
        self._exchange()
        self.published = True
        return Published(len(listed), sum(record.is_unchanged for record in listed), len(gone))

    def end(self) -> None:
        """Clear away the previous site, or an unfinished one. What prevents that is kept in `left_over`."""
        try:
            if self.published:
                flush_folder(self.output.parent)
            self.clear()
        except (OSError, Refused, MemoryError, KeyboardInterrupt) as error:
            self.left_over = error

    def _check(self, addresses: set[Address]) -> None:
        """Compare the folder with what was put into it: a file that went missing must not be published."""
        if missing := addresses ^ _files(self.new):
            fault = "is missing or was not written by this build; build again"
            raise OSError(None, fault, str(self.new / min(missing)))

    def _exchange(self) -> None:
        """Put the new site in its place. Should the second of two renames fail, `clear` undoes the first."""
        if not mode_of(self.output):
            self.new.rename(self.output)
        elif not exchange(self.new, self.output):
            self.output.rename(self.old)
            self.new.rename(self.output)


def _holds(path: Path, raw: bytes) -> bool:
    """Tell whether a regular file holds exactly these bytes."""
    try:
        entry = path.lstat()
        return stat.S_ISREG(entry.st_mode) and entry.st_size == len(raw) and path.read_bytes() == raw
    except OSError:
        return False


def _has_sum(path: Path, sha256: str) -> bool:
    """Tell whether a regular file has this SHA-256."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _is_linked(place: Path, before: Path) -> bool:
    """Link an unchanged file, and tell whether the file system could do that."""
    try:
        place.hardlink_to(before)
    except (OSError, NotImplementedError):
        return False
    return True


def _keep_time(place: Path, before: Path) -> None:
    times = before.stat()
    os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))


def _write(place: Path, pieces: Iterable[bytes]) -> tuple[str, int]:
    """Write a file anew and return its SHA-256 and its size. Written over, it could be a link into the site before."""
    place.unlink(missing_ok=True)
    summed, size = hashlib.sha256(), 0
    with place.open("wb") as file:
        for piece in pieces:
            file.write(piece)
            summed.update(piece)
            size += len(piece)
    return summed.hexdigest(), size


def _files(folder: Path) -> set[Address]:
    """Return the paths of all files below a folder, from it and with forward slashes."""
    return {Path(where, name).relative_to(folder).as_posix() for where, _, names in os.walk(folder) for name in names}
