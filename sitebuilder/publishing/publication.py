"""How does a finished site take the place of the previous one, in one step?

Everything is written into a folder beside the output, checked, and exchanged with it. Whatever happens, the output is
entirely the old site or entirely the new one; the next build clears away what a crashed one left.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
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
from sitebuilder.publishing.site_files import Record, keep, put
from sitebuilder.publishing.tally import tally


@dataclass(frozen=True, slots=True)
class Published:
    """The result of a publication."""

    records: tuple[Record, ...]
    """The files that the site has now, its marker and its manifest among them."""
    removed: int
    """How many files the previous site had that this one does not have."""

    @property
    def summary(self) -> str:
        """How many files were written, how many kept with their modification time, and how many are gone."""
        kept = tally(record.address for record in self.records if record.is_unchanged)
        return f"{tally(record.address for record in self.records).with_kept(kept)}, {self.removed:,} removed"


@contextmanager
def publication(output: Path, clean: bool) -> Iterator[Publication]:
    """Hold the output for the duration of a block, with a `Publication` to write to.

    With `clean`, nothing of the previous site is used again. Nothing is written before the site begins; whatever was
    not published is gone when the block ends.
    Raises `lock.Locked`, `Refused` and OSError.
    """
    with lock(beside(output, LOCK)):
        site = Publication(output, clean)
        site.clear()
        try:
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
        self.made_folders: set[str] = {""}
        self.marker: Record | None = None
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
        self.marker = self.put(MARKER, MARKER_TEXT)

    def put(self, address: Address, content: bytes | Iterable[bytes]) -> Record:
        """Write one file of the new site; one that is unchanged is linked, and keeps its modification time."""
        before = None if self.clean else f"{self.output}/{address}"
        return put(address, self._place(address), before, content)

    def keep(self, known: Record) -> Record | None:
        """Take one file over from the previous site, or return None where that no longer has the one that is known."""
        return None if self.clean else keep(self._place(known.address), f"{self.output}/{known.address}", known)

    def _place(self, address: Address) -> str:
        """Return the path of a file of the new site, in a folder that is there."""
        folder = address.rpartition("/")[0]
        if folder not in self.made_folders:
            (self.new / folder).mkdir(parents=True, exist_ok=True)
            self.made_folders.add(folder)
        return f"{self.new}/{address}"

    def publish(self, records: Iterable[Record], allow_removals: bool = False) -> Published:
        """Finish the new site and exchange it with the previous one.

        Raises OSError, and `TooManyRemovals` unless those are allowed; then nothing has changed.
        """
        listed = sorted((*filter(None, [self.marker]), *records), key=lambda record: record.address)
        if not allow_removals:
            check_removals(self.output, {record.address for record in listed})
        lines = (f"{record.sha256}  {record.address}\n".encode() for record in listed)
        listed.append(self.put(MANIFEST, lines))
        addresses = {record.address for record in listed}
        self._check(addresses)
        published = Published(tuple(listed), len({*_files(self.output)} - addresses))
        flush_file_system(self.new)
        self._exchange()
        self.published = True
        return published

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
        if missing := addresses ^ {*_files(self.new)}:
            fault = "is missing or was not written by this build; build again"
            raise OSError(None, fault, str(self.new / min(missing)))

    def _exchange(self) -> None:
        """Put the new site in its place. Should the second of two renames fail, `clear` undoes the first."""
        if not mode_of(self.output):
            self.new.rename(self.output)
        elif not exchange(self.new, self.output):
            self.output.rename(self.old)
            self.new.rename(self.output)


def _files(folder: str | Path, prefix: Address = "") -> Iterator[Address]:
    """Yield the paths of all files below a folder, from it and with forward slashes; none where it is not there."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}"
