"""How many files has a site, and how many of them did this build write?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitebuilder.addresses import Address
from sitebuilder.problems import counted


@dataclass(frozen=True, slots=True)
class Tally:
    """How many files there are of a site, or of those that were kept."""

    pages: int
    """How many of them are pages."""
    others: int
    """How many are something else: texts, style sheets, the marker and the manifest."""

    def __str__(self) -> str:
        """Say how many there are."""
        return f"{counted(self.pages, 'page')}, {counted(self.others, 'other file')}"

    def with_kept(self, kept: Tally) -> str:
        """Say how many there are, and how many of them were kept."""
        pages = _written("page", self.pages, kept.pages)
        return f"{pages}, {_written('other file', self.others, kept.others)}"


def tally(addresses: Iterable[Address]) -> Tally:
    """Count the files at some addresses."""
    are_pages = [address.endswith(".html") for address in addresses]
    return Tally(sum(are_pages), len(are_pages) - sum(are_pages))


def _written(noun: str, count: int, kept: int) -> str:
    return f"{counted(count, noun)} ({count - kept:,} written, {kept:,} kept)"
