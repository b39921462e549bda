"""What would be built from a source now, without writing it?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sitebuilder import VERSION
from sitebuilder.addresses import MANIFEST, MARKER, MARKER_TEXT, Address
from sitebuilder.archive.source import Source
from sitebuilder.cache.files import Cache
from sitebuilder.pages.fixity.editions import archive_edition
from sitebuilder.problems import Problem
from sitebuilder.publishing.manifest import manifest_lines
from sitebuilder.publishing.publication import Publication
from sitebuilder.publishing.site_files import Record
from sitebuilder.running.command import Call
from sitebuilder.running.steps import make


@dataclass(frozen=True, slots=True)
class WouldBe:
    """What would be built."""

    sums: dict[Address, str]
    """The SHA-256 of each file of the site, by its address."""
    edition: str
    """Which edition of the archive it would be."""
    version: str
    """The version of the program."""
    problems: tuple[Problem, ...]
    """What is wrong with the source, so that nothing would be built."""


class _Summed(Publication):
    """A site whose files are summed as they are put, and written nowhere."""

    def begin(self, addresses: Iterable[Address]) -> None:  # noqa: ARG002 - no folder is made for them
        """Put the marker."""
        self.marker = self.put(MARKER, MARKER_TEXT)

    def put(self, address: Address, content: bytes | Iterable[bytes]) -> Record:
        """Sum one file."""
        summed, size = hashlib.sha256(), 0
        for piece in [content] if isinstance(content, bytes) else content:
            summed.update(piece)
            size += len(piece)
        return Record(address, summed.hexdigest(), size, 0, 0, is_unchanged=False)

    def keep(self, known: Record) -> None:
        """Keep nothing: what was kept from before is not trusted."""


def would_be_built(call: Call, source: Source, cache: Cache) -> WouldBe:
    """Make every file of the site, without anything that was kept from before."""
    site = _Summed(call.output, clean=True)
    made = make(replace(call, clean=True), source, cache, site)
    edition = str(archive_edition(made.archive))
    if made.problems or site.marker is None:
        return WouldBe({}, edition, VERSION, tuple(made.problems))
    records = [site.marker, *made.records]
    manifest = site.put(MANIFEST, manifest_lines(made.heading, records))
    return WouldBe({record.address: record.sha256 for record in [*records, manifest]}, edition, VERSION, ())
