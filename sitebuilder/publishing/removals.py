"""Would a build take away so many published articles that something must be wrong with its source?

An unmounted disk or a half-synced checkout looks like an archive whose articles were deleted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from sitebuilder.addresses import MANIFEST, Address, is_article_page
from sitebuilder.problems import counted

FEW = 10
"""Fewer published articles than this may go, as long as one is left."""

NAMED = 3
"""How many of the articles that would go a message names."""


class TooManyRemovals(Exception):
    """Too many of the published articles would be gone; the message says which, and what to do."""


def check_removals(published: Sequence[Address], addresses: Collection[Address], folder: str) -> None:
    """Raise `TooManyRemovals` if all published articles would be gone, or more than half of `FEW` or more.

    `published` are the files of the site in the folder of that name, `addresses` those of the new one.
    """
    gone = [address for address in published if address not in addresses and is_article_page(address)]
    if not gone:
        return
    articles = sum(map(is_article_page, published))
    none_left = not any(map(is_article_page, addresses))
    if not none_left and (articles < FEW or 2 * len(gone) <= articles):
        return
    some = ", ".join(gone[:NAMED]) + (", …" if len(gone) > NAMED else "")
    raise TooManyRemovals(
        f"{len(gone)} of {counted(articles, 'published article')} would be gone: {some}; {folder}/ is"
        " unchanged. Put their files back, or type build.py --allow-removals"
    )


def published_files(output: Path) -> list[Address]:
    """Return the addresses in the manifest of a published site; none if there is no manifest that can be read."""
    try:
        lines = (output / MANIFEST).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [line.partition("  ")[2] for line in lines if not line.startswith("#")]
