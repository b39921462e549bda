"""What does the page of a name show?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from markupsafe import Markup

from sitebuilder import addresses
from sitebuilder.addresses import Address, make_slug
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.indexed_names import IndexedName, Quoted
from sitebuilder.ordering import grouped
from sitebuilder.pages.names import NAME_LAYERS, mentions, other_names
from sitebuilder.pages.parts.entries import Entry, Page, entry, page_of, paged, supplied
from sitebuilder.pages.parts.frame import LAYERS, Layer, Link, Output, View, frame
from sitebuilder.pages.parts.marking import Mark, mark_paragraph, paragraphs_html, rebased
from sitebuilder.pages.quotations import QuotationGroup, quotation_row
from sitebuilder.problems import counted
from sitebuilder.source_paths import NAMES
from sitebuilder.words.spans import Span


@dataclass(frozen=True, slots=True)
class NameParagraph:
    """A paragraph that has a name."""

    number: int
    """Its number."""
    id: str
    """Its fragment on this page."""
    to: Address
    """Its permalink."""
    html: Markup
    """Its text, the name marked."""
    text: str
    """The same without markup, as the page must hold it."""


@dataclass(frozen=True, slots=True)
class NameArticle:
    """The paragraphs of one article that have a name."""

    entry: Entry
    """The article."""
    on_this_page: Entry
    """The same, with the link to the first of the paragraphs."""
    count: str
    """How many they are, in words."""
    paragraphs: tuple[NameParagraph, ...]
    """The paragraphs."""


@dataclass(frozen=True)
class NameView(View):
    """What the page of a name shows."""

    template: ClassVar = "name.html"
    name: str
    """The name."""
    layers: tuple[Layer, ...]
    """Where it comes from."""
    facts: tuple[str, ...]
    """What it names, other names of the same, and how often the articles have it."""
    supplied: str | None
    """What of the titles and labels shown the archive supplied, as a sentence, where there is anything."""
    quoted: tuple[QuotationGroup, ...]
    """What is quoted from it, then what is quoted from others who speak for it."""
    named: str | None
    """What the paragraphs are called together, where there is something above them."""
    articles: tuple[NameArticle, ...]
    """The paragraphs, by article."""
    parts: tuple[Link, ...]
    """The pages of the name, where it has more than one."""

    @property
    def exact_passages(self) -> tuple[str, ...]:
        """The quotations and the paragraphs."""
        return (
            *(exact for group in self.quoted for row in group.rows for exact in row.exact),
            *(paragraph.text for article in self.articles for paragraph in article.paragraphs),
        )


def name_pages(archive: Archive) -> Iterator[Output]:
    """Yield the pages of the names that two paragraphs or more have, or from which something is quoted."""
    for indexed in archive.names:
        if indexed.has_page:
            yield from _pages_of(archive, indexed)


_Row = tuple[str, Quoted] | tuple[str, int]
"""A quotation under its heading, or a paragraph: the slug of its article and its number."""


def _pages_of(archive: Archive, indexed: IndexedName) -> Iterator[Output]:
    name = indexed.name
    paragraphs = [(article.slug, number) for article, spans in indexed.places for number in _numbers(spans)]
    where = f"{counted(len(paragraphs), 'paragraph')} of {counted(len(indexed.places), 'article')}"
    facts = (name.kind, *other_names(name), *mentions(indexed, where))
    rows: list[_Row] = [*_quoted(indexed), *paragraphs]
    for page in paged(rows, addresses.name_page(name.slug)):
        yield Output(page[0], NAMES, partial(_view, archive, indexed, facts, page))


def _view(archive: Archive, indexed: IndexedName, facts: tuple[str, ...], page: Page[_Row]) -> NameView:
    name, (address, some, parts) = indexed.name, page

    def elsewhere(spelling: str) -> Address | None:
        to = archive.name_pages.get(spelling)
        return to if to != addresses.name_page(name.slug) else None

    is_quoted = bool(indexed.says or indexed.said_for)
    groups = grouped(
        (heading, quotation_row(archive, row, elsewhere)) for heading, row in some if not isinstance(row, int)
    )
    numbers = grouped((slug, number) for slug, number in some if isinstance(number, int))
    shown = tuple(_article(archive, indexed, slug, some) for slug, some in numbers.items())
    entries = [*(row.entry for rows in groups.values() for row in rows), *(article.entry for article in shown)]
    about = f"What is quoted from {name.name}, and every paragraph with the name: {'; '.join(facts)}."
    return NameView(
        frame=frame(archive, address, f"{name.name} ({name.kind})" + page_of(parts), about),
        name=name.name,
        layers=(*NAME_LAYERS, LAYERS.speakers) if is_quoted else NAME_LAYERS,
        facts=facts,
        supplied=supplied(entries, entries),
        quoted=tuple(QuotationGroup(heading, make_slug(heading), tuple(rows)) for heading, rows in groups.items()),
        named=f"Paragraphs that name {name.name}" if is_quoted and shown else None,
        articles=shown,
        parts=parts,
    )


def _quoted(indexed: IndexedName) -> Iterator[tuple[str, Quoted]]:
    """Yield what is quoted from a name, then what is quoted from others for it, each under its heading."""
    yield from ((f"Quoted from {indexed.name.name}", row) for row in indexed.says)
    yield from ((f"Quoted from others who speak for {indexed.name.name}", row) for row in indexed.said_for)


def _paragraph_of(span: Span) -> int:
    return span.paragraph


def _numbers(spans: Iterable[Span]) -> list[int]:
    return sorted({span.paragraph for span in spans})


def _article(archive: Archive, indexed: IndexedName, slug: str, numbers: Sequence[int]) -> NameArticle:
    [(article, spans)] = [place for place in indexed.places if place[0].slug == slug]
    text = archive.texts[slug]
    html = paragraphs_html(text.html)
    some = spans[
        bisect_left(spans, numbers[0], key=_paragraph_of) : bisect_right(spans, numbers[-1], key=_paragraph_of)
    ]
    marks = grouped((span.paragraph, Mark(span, "named", "", "")) for span in some)
    paragraphs = tuple(
        NameParagraph(
            number=number,
            id=f"{article.slug}-{addresses.paragraph(number)}",
            to=addresses.permalink(article.slug, number),
            html=mark_paragraph(rebased(html[number], article.slug, whole=False), marks[number]),
            text=text.reading.shown[number - 1],
        )
        for number in numbers
    )
    shown = entry(article)
    on_this_page = replace(shown, to=f"#{paragraphs[0].id}")
    return NameArticle(shown, on_this_page, counted(len(paragraphs), "paragraph"), paragraphs)
