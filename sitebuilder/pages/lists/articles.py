"""What does a list of articles show?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive, Common
from sitebuilder.pages.parts.entries import Entry, entry, supplied
from sitebuilder.pages.parts.frame import Layer, Link, Output, View, frame
from sitebuilder.pages.parts.paging import NEWEST, UNDATED, Page, Pager, Series, ends, paged
from sitebuilder.problems import counted
from sitebuilder.records.articles.article import Article, ArticleText

WHOLE_LIST = 100
"""Up to this many articles, the first page of the lists by year and by title shows them all."""

NEAR = 29
"""How many of the lists beside it a list leads to, those nearest to it: all letters, and the years of a generation."""


class Heading(Struct, frozen=True):
    """What is above some articles of a list."""

    text: str
    """What they have in common."""
    to: Address | None = None
    """The list of them alone, where there is one."""
    count: str | None = None
    """How many they are, in words, where that is shown."""
    id: str | None = None
    """Its fragment, where something leads to it."""


class Section(Struct, frozen=True):
    """A part of a list."""

    heading: Heading | None
    """What is above its articles; None where the list has one part only."""
    level: int
    """The level of the headings of its entries: 2, or 3 below a heading."""
    entries: tuple[Entry, ...]
    """The articles."""
    newest: str | None = None
    """The fragment of the last of them, where it is the newest of a list of several pages."""


class ListView(View, frozen=True):
    """What a page of a list of articles shows: a year, a letter of the alphabet, a topic, accounts, or all titles."""

    template: ClassVar = "list.html"
    heading: str
    """What the articles have in common."""
    heading_is_own: bool
    """Whether that is in the archive's own words: a topic is."""
    to: Address | None
    """The page on what they have in common, where the list is not all of it."""
    layers: tuple[Layer, ...]
    """Where that comes from: topics are curated."""
    note: str
    """How many there are, and in what order; on a page after the first, which page it is."""
    supplied: str | None
    """What of the titles, labels and topics shown the archive supplied, as a sentence, where there is anything."""
    ends: tuple[Link, ...]
    """The ways to the newest article and to those without a date, on the first of several pages of a list by date."""
    beside: tuple[Link, ...]
    """The lists beside this one: other years, other letters."""
    beside_label: str
    """What those lists are called together."""
    related: tuple[Link, ...]
    """The other topics that its articles have, where the list is that of a topic: those of the most articles first."""
    sections: tuple[Section, ...]
    """The articles on this page."""
    pager: Pager | None
    """The ways to the other pages of the list, where it has more than one."""


class Listing(Struct, frozen=True):
    """Articles that have something in common, as a list that has an address."""

    name: str
    """What they have in common."""
    heading: str
    """What the list is called."""
    series: Series
    """The addresses of its pages."""
    articles: Sequence[Article]
    """The articles in their order."""
    is_by_date: bool = True
    """Whether they are in the order of their dates, the undated after them by title; else all are by title."""
    layers: tuple[Layer, ...] = ()
    """Where what they have in common comes from, if not from their sources."""
    is_own: bool = False
    """Whether what it is called is in the archive's own words: a topic is."""

    @property
    def order(self) -> str:
        """In which order they are, in words: without dates, the order is unknown."""
        if not self.is_by_date or not self.articles[0].date:
            return "by title"
        return "oldest first" if self.articles[-1].date else "oldest first, then undated articles by title"

    @property
    def note(self) -> str:
        """How many they are and, if they are several, in which order."""
        return f"{self.count}, {self.order}." if len(self.articles) > 1 else f"{self.count}."

    @property
    def count(self) -> str:
        """How many they are."""
        return counted(len(self.articles), "article")


class Siblings(Struct, frozen=True):
    """Lists that are beside each other."""

    label: str
    """What they are called together."""
    listings: Sequence[Listing]
    """The lists."""
    whole: Link
    """The list of all of them."""

    def near(self, at: int) -> tuple[Link, ...]:
        """Return links to the list at a place and to those next to it, and to all where these are not all."""
        start = max(min(at - NEAR // 2, len(self.listings) - NEAR), 0)
        near = enumerate(self.listings[start : start + NEAR], start=start)
        links = [Link(other.name, other.series.first, place == at) for place, other in near]
        if len(links) < 2:
            return ()
        return tuple(links) if len(links) == len(self.listings) else (*links, self.whole)


class Around(Struct, frozen=True):
    """What a page of a list shows around its articles: no more of the list than that."""

    heading: str
    """What the list is called."""
    layers: tuple[Layer, ...]
    """Where what its articles have in common comes from, if not from their sources."""
    note: str
    """How many they are, and in what order; on a page after the first, which page it is."""
    ends: tuple[Link, ...]
    """The ways to the newest article and to those without a date, on the first of several pages of a list by date."""
    parts_by_date: bool
    """Whether the dated and the undated are apart."""
    has_newest: bool
    """Whether the last of the dated articles on the page is the newest of a list of several pages."""
    beside: tuple[Link, ...] = ()
    """The lists beside this one."""
    beside_label: str = ""
    """What those lists are called together."""
    related: tuple[Link, ...] = ()
    """The other topics that the articles of the list have."""
    is_own: bool = False
    """Whether what it is called is in the archive's own words: a topic is."""


def sibling_pages(archive: Archive, siblings: Siblings) -> Iterator[Output]:
    """Yield the pages of each of several lists that are beside each other."""
    for at, listing in enumerate(siblings.listings):
        beside = siblings.near(at)
        for page in paged(listing.articles, listing.series):
            shown = replace(around(listing, page), beside=beside, beside_label=siblings.label)
            yield list_output(archive, page, shown)


def list_output(archive: Archive, page: Page[Article], around: Around) -> Output:
    """Return a page of a list, which is made from the files of its articles."""
    return Output(
        page.address, page.things[0].file, partial(list_view, archive.common, around, with_texts(archive, page))
    )


def with_texts(archive: Archive, page: Page[Article]) -> Page[ArticleText]:
    """Return a page with the texts of its articles, each of which the file that it is in stands for."""
    texts = tuple(archive.texts[article.slug] for article in page.things)
    return Page(page.address, page.number, page.start, texts, page.pager)


def around(of: Listing, page: Page[Article]) -> Around:
    """Return what is around the articles of a page: what changes with every article added is on the first page only."""
    is_dated = of.is_by_date and of.articles[0].date is not None
    dated = sum(1 for article in page.things if article.date)
    next_one = page.start + dated
    is_last = dated > 0 and (next_one == len(of.articles) or not of.articles[next_one].date)
    return Around(
        heading=of.heading,
        layers=of.layers,
        note=of.note if len(of.articles) == 1 else f"{page.extent(of.count)}, {of.order}.",
        ends=ends(of.articles, of.series) if page.number == 1 and of.is_by_date else (),
        parts_by_date=is_dated,
        has_newest=is_dated and is_last and page.pager is not None,
        is_own=of.is_own,
    )


def list_view(common: Common, around: Around, page: Page[ArticleText]) -> ListView:
    """Return what a page of a list shows."""
    sections = _sections(around, [text.article for text in page.things])
    entries = [entry for section in sections for entry in section.entries]
    title = around.heading + page.title
    return ListView(
        frame=frame(common, page.address, title, f"{title}. {around.note}"),
        heading=around.heading,
        heading_is_own=around.is_own,
        to=None,
        layers=around.layers,
        note=around.note,
        supplied=supplied(entries, entries, entries),
        ends=around.ends,
        beside=around.beside,
        beside_label=around.beside_label,
        related=around.related,
        sections=sections,
        pager=page.pager,
    )


def _sections(around: Around, articles: Sequence[Article]) -> tuple[Section, ...]:
    """Return the articles of a page: the dated, then the undated, those below a heading of their own."""
    if not around.parts_by_date:
        return (Section(None, 2, tuple(map(entry, articles))),)
    dated = tuple(entry(article) for article in articles if article.date)
    undated = tuple(entry(article) for article in articles if not article.date)
    sections = (
        Section(None, 2, dated, newest=NEWEST if around.has_newest else None),
        Section(Heading("Undated articles, by title", id=UNDATED), 3, undated),
    )
    return tuple(section for section in sections if section.entries)
