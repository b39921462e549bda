"""What does the manifest of a site say?

The form of `sha256sum`: a line `<sha256>  <address>` for each file. The first line begins with `#`, and `sha256sum -c`
and `shasum -c` pass over it. It says which edition the site is, and which version of the program built it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from sitebuilder.addresses import Address
from sitebuilder.publishing.site_files import Record

_HEADING = r"# Edition (.+), built by news archive (\S+)"
_LINE = r"([0-9a-f]{64})  (?!/)(.+)"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says."""

    edition: str
    """Which edition of the archive the site is, empty where the manifest does not say."""
    version: str
    """Which version of the program built it, likewise."""
    sums: dict[Address, str]
    """The SHA-256 of each file, by its address."""
    faults: tuple[tuple[int, str], ...]
    """The numbers of the lines that are none of a manifest, each with what is wrong with it."""


def manifest_heading(edition: str, version: str) -> str:
    """Return the first line of a manifest."""
    return f"# Edition {edition}, built by news archive {version}"


def manifest_lines(heading: str, records: Iterable[Record]) -> Iterator[bytes]:
    """Yield the lines of a manifest: its heading, then the files by address."""
    yield f"{heading}\n".encode()
    yield from (
        f"{record.sha256}  {record.address}\n".encode() for record in sorted(records, key=attrgetter("address"))
    )


def read_manifest(text: str) -> Manifest:
    """Read a manifest; that of an earlier version has no heading."""
    sums: dict[Address, str] = {}
    faults: list[tuple[int, str]] = []
    edition = version = ""
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        if heading := re.fullmatch(_HEADING, line):
            edition, version = heading[1], heading[2]
        elif not (match := re.fullmatch(_LINE, line)) or ".." in match[2].split("/"):
            faults.append((number, "is not a SHA-256, two spaces and the address of a file"))
        elif match[2] in sums:
            faults.append((number, f"names {match[2]} a second time"))
        else:
            sums[match[2]] = match[1]
    return Manifest(edition, version, sums, tuple(faults))
