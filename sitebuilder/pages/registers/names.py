"""What does the index of names show?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.indexed_names import IndexedName
from sitebuilder.ordering import grouped
from sitebuilder.pages.parts.entries import Entry, entry, supplied
from sitebuilder.pages.parts.frame import LAYERS, Layer, Link, Output, View, frame
from sitebuilder.pages.parts.paging import Page, Pager, Series, contents, paged
from sitebuilder.pages.parts.passages import paragraph_links
from sitebuilder.problems import counted, how_often
from sitebuilder.records.articles.article import Article
from sitebuilder.records.names import NAME_KINDS, Name
from sitebuilder.slugs import make_slug
from sitebuilder.source_paths import NAMES
from sitebuilder.words.spans import Span

NAME_LAYERS = (LAYERS.computed, LAYERS.names)
"""Where names on a page come from: which are looked for is curated, where they are is computed."""

INDEX_PLACES, INDEX_PARAGRAPHS = 3, 6
"""How many articles a name shows in the index, and how many paragraphs of each; the name's own page shows them all."""


class NamePlaces(Struct, frozen=True):
    """Where one article has a name."""

    entry: Entry
    """The article."""
    paragraphs: tuple[Link, ...]
    """The permalinks of its paragraphs, as many as the index shows."""
    has_more: bool
    """Whether more of its paragraphs have the name."""


class NameEntry(Struct, frozen=True):
    """A name in the index of names."""

    text: str
    """The name."""
    to: Address
    """Its page."""
    facts: tuple[str, ...]
    """How often the archive has it, and other names of the same."""
    places: tuple[NamePlaces, ...]
    """The articles that have it, as many as the index shows."""
    more: str | None
    """How many more articles have it, in words, or None where all are shown."""


class NameGroup(Struct, frozen=True):
    """The names of one kind."""

    heading: str
    """The kind."""
    id: str
    """The fragment of the heading."""
    names: tuple[NameEntry, ...]
    """The names."""


class NamesView(View, frozen=True):
    """What the index of names shows."""

    template: ClassVar = "names.html"
    note: str
    """How many there are, and in what order."""
    supplied: str | None
    """What of the titles and labels shown the archive supplied, as a sentence, where there is anything."""
    layers: tuple[Layer, ...]
    """Where they come from."""
    groups: tuple[NameGroup, ...]
    """The names on this page, by kind."""
    contents: tuple[Link, ...]
    """Where each kind of name starts, with the number of its names, where they are of several kinds."""
    pager: Pager | None
    """The ways to the other pages of the index, where it has more than one."""


def names_index(archive: Archive) -> Iterator[Output]:
    """Yield the pages of the index of names; none where the articles have one name of names.yaml at the most."""
    if len(archive.names) < 2:
        return
    order = list(NAME_KINDS)
    by_kind = sorted(archive.names, key=lambda indexed: order.index(indexed.name.kind))
    series = Series(addresses.NAMES, archive.name_addresses | archive.former_in("names"))
    kinds = contents([NAME_KINDS[indexed.name.kind] for indexed in by_kind], series)
    for page in paged(by_kind, series):
        yield Output(page.address, NAMES, partial(_view, archive, kinds, page))


def _view(archive: Archive, kinds: tuple[Link, ...], page: Page[IndexedName]) -> NamesView:
    title = "Names" + page.title
    note = f"{page.extent(counted(len(archive.names), 'name'))}, by kind, then in alphabetical order."
    groups = grouped((NAME_KINDS[indexed.name.kind], _entry(indexed)) for indexed in page.things)
    entries = [place.entry for names in groups.values() for name in names for place in name.places]
    return NamesView(
        frame=frame(archive.common, page.address, title, f"{title}. {note}"),
        note=note,
        supplied=supplied((entry for entry in entries if not entry.label), entries),
        layers=NAME_LAYERS,
        groups=tuple(NameGroup(heading, make_slug(heading), tuple(names)) for heading, names in groups.items()),
        contents=kinds,
        pager=page.pager,
    )


def _entry(indexed: IndexedName) -> NameEntry:
    name, left_out = indexed.name, len(indexed.places) - INDEX_PLACES
    return NameEntry(
        text=name.name,
        to=addresses.name_page(name.slug),
        facts=(*mentions(indexed, counted(len(indexed.places), "article")), *other_names(name)),
        places=tuple(_places(article, spans) for article, spans in indexed.places[:INDEX_PLACES]),
        more=counted(left_out, "more article") if left_out > 0 else None,
    )


def _places(article: Article, spans: Sequence[Span]) -> NamePlaces:
    links = paragraph_links(article, (span.paragraph for span in spans))
    return NamePlaces(entry(article), links[:INDEX_PARAGRAPHS], len(links) > INDEX_PARAGRAPHS)


def mentions(indexed: IndexedName, where: str) -> tuple[str, ...]:
    """Return how often the archive has a name and where, and how often it is quoted, in words."""
    quoted = len(indexed.says) + len(indexed.said_for)
    facts = (
        (indexed.hit_count, f"{how_often(indexed.hit_count)}, in {where}"),
        (quoted, counted(quoted, "quotation")),
    )
    return tuple(fact for number, fact in facts if number)


def other_names(name: Name) -> tuple[str, ...]:
    """Return the other names of a name, in words, or nothing."""
    return (f"also {', '.join(name.also)}",) if name.also else ()
