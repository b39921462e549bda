"""What does a list of links to lists show?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder.archive.archive import Archive, Common
from sitebuilder.pages.parts.frame import Layer, Link, Output, View, frame
from sitebuilder.pages.parts.paging import Page, Pager, Series, paged
from sitebuilder.source_paths import SITE


class LinksView(View, frozen=True):
    """What a page of a list of links shows: the topics, the events, the letters."""

    template: ClassVar = "links.html"
    heading: str
    """What the links lead to."""
    layers: tuple[Layer, ...]
    """Where that comes from: topics and events are curated."""
    note: str
    """How many there are, and in what order."""
    links: tuple[Link, ...]
    """The links on this page."""
    pager: Pager | None
    """The ways to the other pages of the list, where it has more than one."""


class Above(Struct, frozen=True):
    """What is above a list of links."""

    heading: str
    """What the links lead to."""
    extent: str
    """How many there are; on a page after the first, which page it is."""
    order: str
    """In what order they are."""
    layers: tuple[Layer, ...] = ()
    """Where what they lead to comes from, if not from the sources."""
    unlisted: str = ""
    """How many articles are in none of the lists, as a sentence, on the first page; empty where that is not said."""


def link_pages(archive: Archive, series: Series, above: Above, links: Sequence[Link]) -> Iterator[Output]:
    """Yield the pages of a list of links."""
    for page in paged(links, series):
        shown = replace(above, extent=page.extent(above.extent), unlisted=above.unlisted if page.number == 1 else "")
        yield Output(page.address, SITE, partial(_view, archive.common, shown, page))


def _view(common: Common, above: Above, page: Page[Link]) -> LinksView:
    title, note = above.heading + page.title, f"{above.extent}, {above.order}. {above.unlisted}".strip()
    around = frame(common, page.address, title, f"{title}. {note}")
    return LinksView(around, above.heading, above.layers, note, tuple(page.things), page.pager)
