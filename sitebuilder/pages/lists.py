"""What do the lists of years, titles, topics and events show?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.groups import UNDATED, Group, other_topics
from sitebuilder.pages.parts.entries import Entry, Page, entry, page_of, paged, story_link, supplied, topic_link
from sitebuilder.pages.parts.frame import LAYERS, Layer, Link, Output, View, frame, has_letters, has_years
from sitebuilder.problems import counted
from sitebuilder.records.article import Article
from sitebuilder.source_paths import SITE

WHOLE_LIST = 100
"""Up to this many articles, the first page of the lists by year and by title shows them all."""

RELATED_TOPICS = 12
"""How many of the other topics of its articles the page of a topic shows."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a list."""

    heading: Link | None
    """What the articles have in common, with the link to the list of them alone; None on that list."""
    level: int
    """The level of the headings of its entries: 2, or 3 below a heading."""
    entries: tuple[Entry, ...]
    """The articles."""


@dataclass(frozen=True)
class ListView(View):
    """What a page of a list of articles shows: a year, a letter of the alphabet, a topic, or all years or letters."""

    template: ClassVar = "list.html"
    heading: str
    """What the articles have in common."""
    layers: tuple[Layer, ...]
    """Where that comes from: topics are curated."""
    note: str
    """How many there are, and in what order."""
    supplied: str | None
    """What of the titles, labels and topics shown the archive supplied, as a sentence, where there is anything."""
    beside: tuple[Link, ...]
    """The lists beside this one: the other years, the other letters."""
    beside_label: str
    """What those lists are called together."""
    related: tuple[Link, ...]
    """The other topics that its articles have, where the list is that of a topic: those of the most articles first."""
    sections: tuple[Section, ...]
    """The articles on this page."""
    parts: tuple[Link, ...]
    """The pages of the list, where it has more than one."""


@dataclass(frozen=True)
class LinksView(View):
    """What a page of a list of links shows: the topics, the events, the years, the letters."""

    template: ClassVar = "links.html"
    heading: str
    """What the links lead to."""
    layers: tuple[Layer, ...]
    """Where that comes from: topics and events are curated."""
    note: str
    """How many there are, and in what order."""
    links: tuple[Link, ...]
    """The links on this page."""
    parts: tuple[Link, ...]
    """The pages of the list, where it has more than one."""


@dataclass(frozen=True, slots=True)
class Above:
    """What is above a list of links."""

    heading: str
    """What the links lead to."""
    note: str
    """How many there are, and in what order."""
    layers: tuple[Layer, ...] = ()
    """Where what they lead to comes from, if not from the sources."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Articles that have something in common, as a list that has an address."""

    name: str
    """What they have in common."""
    heading: str
    """What the list is called."""
    order: str
    """In which order it is, in words."""
    address: Address
    """Where it starts."""
    articles: Sequence[Article]
    """The articles in that order."""
    layers: tuple[Layer, ...] = ()
    """Where what they have in common comes from, if not from their sources."""
    related: tuple[Link, ...] = ()
    """The other topics that they have, where they have a topic in common."""


def year_lists(archive: Archive) -> Iterator[Output]:
    """Yield the page that has all articles by year, and the pages of each year."""
    if has_years(archive):
        years = [
            Listing(
                year.name, _year_heading(year), _order(year.articles), addresses.year_page(year.slug), year.articles
            )
            for year in archive.years
        ]
        yield from _whole(archive, years, addresses.YEARS, "year", _order(archive.articles))
        yield from _lists(archive, years, "Years")


def letter_lists(archive: Archive) -> Iterator[Output]:
    """Yield the page that has all articles by title, and the pages of each first letter."""
    if has_letters(archive):
        letters = [
            Listing(of.name, f"Titles: {of.name}", "by title", addresses.title_page(of.slug), of.articles)
            for of in archive.letters
        ]
        yield from _whole(archive, letters, addresses.TITLES, "title", "by title")
        yield from _lists(archive, letters, "Letters")


def topic_lists(archive: Archive) -> Iterator[Output]:
    """Yield the pages of the list of each topic."""
    for topic in archive.topics:
        address = addresses.topic_page(topic.slug)
        order, layers = _order(topic.articles), (LAYERS.curated,)
        related = tuple(topic_link(name, count) for name, count in other_topics(topic)[:RELATED_TOPICS])
        listing = Listing(topic.name, topic.name, order, address, topic.articles, layers, related)
        yield from _lists(archive, [listing], "Topics")


def _year_heading(year: Group) -> str:
    return "Undated articles" if year.slug == UNDATED else f"Articles of {year.name}"


def _order(articles: Sequence[Article]) -> str:
    """Return the order of articles by date: without dates, the order is unknown."""
    dated = sum(1 for article in articles if article.date)
    if not dated:
        return "by title"
    return "oldest first" if dated == len(articles) else "oldest first, then undated articles by title"


def _note(count: int, order: str) -> str:
    """Say how many articles a list has and, if they are several, in which order."""
    return f"{counted(count, 'article')}, {order}." if count > 1 else f"{counted(count, 'article')}."


def _lists(archive: Archive, listings: Sequence[Listing], label: str) -> Iterator[Output]:
    """Yield the pages of each of several lists that are beside each other; `label` is what they are called together."""
    for listing in listings:
        for page in paged(listing.articles, listing.address):
            yield Output(page[0], page[1][0].file, partial(_list, archive, listing, (label, listings), page))


def _list(archive: Archive, of: Listing, beside: tuple[str, Sequence[Listing]], page: Page[Article]) -> ListView:
    address, articles, parts = page
    label, listings = beside
    title, note = of.heading + page_of(parts), _note(len(of.articles), of.order)
    entries = tuple(entry(article) for article in articles)
    others = tuple(Link(other.name, other.address, other is of) for other in listings)
    return ListView(
        frame=frame(archive, address, title, f"{title}. {note}"),
        heading=of.heading,
        layers=of.layers,
        note=note,
        supplied=supplied(entries, entries, entries),
        beside=others if len(others) > 1 else (),
        beside_label=label,
        related=of.related,
        sections=(Section(None, 2, entries),),
        parts=parts,
    )


def _whole(archive: Archive, listings: Sequence[Listing], address: Address, label: str, order: str) -> Iterator[Output]:
    """Yield the page that has all articles, by year or by title: each of them up to `WHOLE_LIST`, else the lists."""
    heading, count = f"Articles by {label}", len(archive.articles)
    links = tuple(Link(of.name, of.address, count=counted(len(of.articles), "article")) for of in listings)
    if count > WHOLE_LIST:
        yield from _links(archive, address, Above(heading, f"{counted(count, 'article')}, by {label}."), links)
        return

    def view() -> ListView:
        note = _note(count, order)
        rows = zip(links, listings, strict=True)
        sections = tuple(Section(link, 3, tuple(map(entry, of.articles))) for link, of in rows)
        entries = [entry for section in sections for entry in section.entries]
        return ListView(
            frame=frame(archive, address, heading, f"{heading}. {note}"),
            heading=heading,
            layers=(),
            note=note,
            supplied=supplied(entries, entries, entries),
            beside=links if len(links) > 1 else (),
            beside_label=f"{label}s".capitalize(),
            related=(),
            sections=sections,
            parts=(),
        )

    yield Output(address, SITE, view)


def topics_list(archive: Archive) -> Iterator[Output]:
    """Yield the pages of the list of topics; none where there is only one."""
    links = [topic_link(topic.name, len(topic.articles)) for topic in archive.topics]
    if len(links) > 1:
        note = f"{counted(len(links), 'topic')}, in alphabetical order."
        yield from _links(archive, addresses.TOPICS, Above("Topics", note, (LAYERS.curated,)), links)


def events_list(archive: Archive) -> Iterator[Output]:
    """Yield the pages of the list of events; none where there is only one."""
    links = [story_link(story) for story in archive.stories.values()]
    if len(links) > 1:
        note = f"{counted(len(links), 'event')}, by title."
        yield from _links(archive, addresses.STORIES, Above("Events", note, (LAYERS.curated,)), links)


def _links(archive: Archive, first: Address, above: Above, links: Sequence[Link]) -> Iterator[Output]:
    """Yield the pages of a list of links."""
    for page in paged(links, first):
        yield Output(page[0], SITE, partial(_link_list, archive, above, page))


def _link_list(archive: Archive, above: Above, page: Page[Link]) -> LinksView:
    address, some, parts = page
    title = above.heading + page_of(parts)
    around = frame(archive, address, title, f"{title}. {above.note}")
    return LinksView(around, above.heading, above.layers, above.note, tuple(some), parts)
