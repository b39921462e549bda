"""Would a build take away so many published articles that something must be wrong with its source?

And which addresses that people cite does it take away at all?

An unmounted disk or a half-synced checkout looks like an archive whose articles were deleted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from sitebuilder.addresses import MANIFEST, Address, is_article_page
from sitebuilder.problems import counted, listed

FEW = 10
"""Fewer published articles than this may go, as long as one is left."""

NAMED = 3
"""How many of the addresses that go a message names."""

_NUMBERED = re.compile(r"(.+?)(--?)([2-9]|[1-9][0-9]+)\.html")
"""The address of a page of a list after the first, or of something whose slug ends with a number."""


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
        " unchanged. Put their files back, write their old slugs under aliases: where they were renamed,"
        " or type build.py --allow-removals"
    )


def dropped_addresses(published: Collection[Address], addresses: Collection[Address]) -> str:
    """Say which published addresses of articles, events, names and pairs a new site has not, or return an empty text.

    Of many, the first are named, those of articles before all others.
    """
    there = {*published}
    gone = [to for to in there if to not in addresses and _is_cited(to, there)]
    if not gone:
        return ""
    gone.sort(key=lambda address: ("--" in address, address))
    more = len(gone) - NAMED
    named = f"{', '.join(gone[:NAMED])} and {counted(more, 'other')}" if more > 0 else listed(gone)
    remedy = "To keep an address, rename it back, or write its old slug under aliases:"
    return f"No longer in the site: {named}. {remedy}"


def _is_cited(address: Address, published: Collection[Address]) -> bool:
    """Tell whether people cite a page: it is that of an article, an event, a name or a pair, and not of a list.

    A number at the end makes it a page of a list where all pages of that list before it are there.
    """
    folder, _, name = address.partition("/")
    if folder not in {"articles", "stories", "names"} or not name.endswith(".html") or name == "index.html":
        return False
    part = _NUMBERED.fullmatch(address) if folder != "articles" else None
    if part is None or "--" in part[1] or f"{part[1]}.html" not in published:
        return True
    before = ({f"{part[1]}-{at}.html", f"{part[1]}--{at}.html"} for at in range(2, int(part[3])))
    return any(pages.isdisjoint(published) for pages in before)


def published_files(output: Path) -> list[Address]:
    """Return the addresses in the manifest of a published site; none if there is no manifest that can be read."""
    try:
        lines = (output / MANIFEST).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [line.partition("  ")[2] for line in lines if not line.startswith("#")]
