"""How does a finished site take the place of the previous one, in one step?

The new site is made in a folder beside the output, checked, and exchanged with it. Whatever happens, the output is
entirely the old site or entirely the new one. The old one stays beside it, and becomes the next: only what differs is
changed then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sitebuilder.addresses import MANIFEST, MARKER, MARKER_TEXT, Address
from sitebuilder.publishing.exchange import exchange, flush_file_system, flush_folder
from sitebuilder.publishing.lock import lock
from sitebuilder.publishing.manifest import manifest_lines
from sitebuilder.publishing.next_site import are_as_new, folders_of, forget, shares_files, tidy
from sitebuilder.publishing.output_folder import (
    LOCK,
    NEXT,
    OLD,
    Refused,
    beside,
    is_disposable,
    mode_of,
    remove,
)
from sitebuilder.publishing.removals import check_removals, dropped_addresses, published_files
from sitebuilder.publishing.site_files import Record, keep, put
from sitebuilder.publishing.tally import tally


@dataclass(frozen=True, slots=True)
class Published:
    """The result of a publication."""

    records: tuple[Record, ...]
    """The files that the site has now, its marker and its manifest among them."""
    removed: tuple[Address, ...]
    """The files of the previous site that this one does not have."""
    dropped: str
    """Which addresses that people cite are among them, as a sentence; empty for none."""

    @property
    def summary(self) -> str:
        """How many files were written, how many kept with their modification time, and how many are gone."""
        kept = tally(record.address for record in self.records if record.is_unchanged)
        return f"{tally(record.address for record in self.records).with_kept(kept)}, {len(self.removed):,} removed"


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
        self.next, self.old = beside(output, NEXT), beside(output, OLD)
        self.clean = clean
        self.folders: list[Address] = []
        self.marker: Record | None = None
        self.published = False
        self.left_over: BaseException | None = None

    def clear(self) -> None:
        """Put the output back where it was left between two renames; clear away what else is beside it."""
        if not mode_of(self.output) and is_disposable(self.old):
            self.old.rename(self.output)
        remove(self.old)
        if self.clean or not shares_files(self.next, self.output):
            remove(self.next)

    def begin(self, addresses: Iterable[Address]) -> None:
        """Make the folder for a site of these files, or take the one that the last build left, if it can be used.

        The marker is put first, so that it is recognised as ours from the start.
        """
        self.folders = folders_of(addresses)
        if not are_as_new(self.next, self.folders):
            remove(self.next)
        self.next.mkdir(exist_ok=True)
        self.marker = self.put(MARKER, MARKER_TEXT)
        for folder in self.folders:
            (self.next / folder).mkdir(exist_ok=True)

    def put(self, address: Address, content: bytes | Iterable[bytes]) -> Record:
        """Write one file of the new site; one that is unchanged is linked, and keeps its modification time."""
        before = None if self.clean else f"{self.output}/{address}"
        return put(address, f"{self.next}/{address}", before, content)

    def keep(self, known: Record) -> Record | None:
        """Take one file over from the previous site, or return None where that no longer has the one that is known."""
        place, before = f"{self.next}/{known.address}", f"{self.output}/{known.address}"
        return None if self.clean else keep(place, before, known)

    def publish(self, records: Iterable[Record], heading: str, allow_removals: bool = False) -> Published:
        """Finish the new site, whose manifest begins with a heading, and exchange it with the previous one.

        Raises OSError, and `TooManyRemovals` unless those are allowed; then nothing has changed.
        """
        listed = [*filter(None, [self.marker]), *records]
        addresses = {record.address for record in listed}
        before = published_files(self.output)
        if not allow_removals:
            check_removals(before, addresses, self.output.name)
        listed.append(self.put(MANIFEST, manifest_lines(heading, [*listed])))
        self._check(addresses | {MANIFEST})
        removed = tuple(address for address in before if address not in addresses)
        published = Published(tuple(listed), removed, dropped_addresses(before, addresses))
        flush_file_system(self.next)
        self._exchange()
        self.published = True
        return published

    def forget(self, published: Published) -> None:
        """Take what is not published any more out of the folder that the next build begins with."""
        changed = (record.address for record in published.records if not record.is_unchanged)
        try:
            if shares_files(self.next, self.output):
                forget(self.next, self.output, [*published.removed, *changed])
        except OSError as error:
            self.left_over = error

    def end(self) -> None:
        """Clear away an unfinished site. What prevents that is kept in `left_over`."""
        try:
            if self.published:
                flush_folder(self.output.parent)
            elif self.marker:
                remove(self.next)
            self.clear()
        except (OSError, Refused, MemoryError, KeyboardInterrupt) as error:
            self.left_over = error

    def _check(self, addresses: AbstractSet[Address]) -> None:
        """Clear away what is not of the new site. A file of it that went missing must not be published."""
        if missing := addresses - {*tidy(str(self.next), addresses, self.folders)}:
            raise OSError(None, "is missing; build again", str(self.next / min(missing)))

    def _exchange(self) -> None:
        """Put the new site in its place. Should the second of two renames fail, `clear` undoes the first."""
        if not mode_of(self.output):
            self.next.rename(self.output)
        elif not exchange(self.next, self.output):
            self.output.rename(self.old)
            self.next.rename(self.output)
