"""What do the lists by title show?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from sitebuilder import addresses
from sitebuilder.archive.archive import Archive
from sitebuilder.pages.lists.articles import WHOLE_LIST, Heading, Listing, ListView, Section, Siblings, sibling_pages
from sitebuilder.pages.lists.links import Above, link_pages
from sitebuilder.pages.parts.entries import entry, supplied
from sitebuilder.pages.parts.frame import Link, Output, frame
from sitebuilder.pages.parts.paging import Series
from sitebuilder.problems import counted
from sitebuilder.source_paths import SITE

HEADING = "Articles by title"
"""What the list of all titles is called."""


def letter_lists(archive: Archive) -> Iterator[Output]:
    """Yield the page that has all articles by title, and the pages of each first letter."""
    if addresses.TITLES not in archive.lists:
        return
    letters = [
        Listing(of.name, f"Titles: {of.name}", Series(addresses.title_page(of.slug)), of.articles, is_by_date=False)
        for of in archive.letters
    ]
    if len(archive.articles) > WHOLE_LIST:
        above = Above(HEADING, counted(len(archive.articles), "article"), "by title")
        yield from link_pages(archive, Series(addresses.TITLES), above, _links(letters))
    else:
        yield Output(addresses.TITLES, SITE, partial(_whole, archive, letters))
    yield from sibling_pages(archive, Siblings("Letters", letters, Link("All letters", addresses.TITLES)))


def _links(letters: Sequence[Listing]) -> tuple[Link, ...]:
    return tuple(Link(of.name, of.series.first, count=counted(len(of.articles), "article")) for of in letters)


def _whole(archive: Archive, letters: Sequence[Listing]) -> ListView:
    links = _links(letters)
    sections = tuple(
        Section(Heading(link.text, link.to, link.count), 3, tuple(map(entry, of.articles)))
        for link, of in zip(links, letters, strict=True)
    )
    entries = [entry for section in sections for entry in section.entries]
    note = f"{counted(len(entries), 'article')}, by title." if len(entries) > 1 else f"{counted(1, 'article')}."
    return ListView(
        frame=frame(archive.common, addresses.TITLES, HEADING, f"{HEADING}. {note}"),
        heading=HEADING,
        heading_is_own=False,
        to=None,
        layers=(),
        note=note,
        supplied=supplied(entries, entries, entries),
        ends=(),
        beside=links if len(links) > 1 else (),
        beside_label="Letters",
        related=(),
        sections=sections,
        pager=None,
    )
