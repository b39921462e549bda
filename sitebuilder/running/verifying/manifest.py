"""What does the manifest of a published site say?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitebuilder.addresses import Address

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
