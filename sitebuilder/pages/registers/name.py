"""What does the page of a name show?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import ClassVar

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive, Part
from sitebuilder.archive.indexed_names import IndexedName, Quoted
from sitebuilder.ordering import grouped
from sitebuilder.pages.parts.entries import Entry, entry, supplied
from sitebuilder.pages.parts.frame import LAYERS, Layer, Link, Output, View, frame
from sitebuilder.pages.parts.marking import Mark, mark_paragraph, paragraphs_html, rebased
from sitebuilder.pages.parts.paging import Page, Pager, Series, ends, paged
from sitebuilder.pages.registers.names import NAME_LAYERS, mentions, other_names
from sitebuilder.pages.registers.quotations import QuotationGroup, quotation_row
from sitebuilder.problems import counted
from sitebuilder.records.articles.article import Article
from sitebuilder.records.names import Name
from sitebuilder.slugs import make_slug
from sitebuilder.source_paths import NAMES
from sitebuilder.words.spans import Span
from sitebuilder.words.unseen import legible


class NameParagraph(Struct, frozen=True):
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


class NameArticle(Struct, frozen=True):
    """The paragraphs of one article that have a name."""

    entry: Entry
    """The article."""
    on_this_page: Entry
    """The same, with the link to the first of the paragraphs."""
    count: str
    """How many they are, in words."""
    paragraphs: tuple[NameParagraph, ...]
    """The paragraphs."""


class NameView(View, frozen=True):
    """What the page of a name shows."""

    template: ClassVar = "name.html"
    name: str
    """The name."""
    layers: tuple[Layer, ...]
    """Where it comes from."""
    facts: tuple[str, ...]
    """What it names, other names of the same, and how often the articles have it, or which page of several this is."""
    supplied: str | None
    """What of the titles and labels shown the archive supplied, as a sentence, where there is anything."""
    quoted: tuple[QuotationGroup, ...]
    """What is quoted from it, then what is quoted from others who speak for it."""
    named: str | None
    """What the paragraphs are called together, where there is something above them."""
    articles: tuple[NameArticle, ...]
    """The paragraphs, by article."""
    ends: tuple[Link, ...]
    """The ways to the newest article and to those without a date, on the first page of several."""
    pager: Pager | None
    """The ways to the other pages of the name, where it has more than one."""

    @property
    def exact_passages(self) -> tuple[str, ...]:
        """The quotations and the paragraphs."""
        return (
            *(exact for group in self.quoted for row in group.rows for exact in row.exact),
            *(paragraph.text for article in self.articles for paragraph in article.paragraphs),
        )


def name_pages(archive: Archive) -> Iterator[Output]:
    """Yield the pages of each name of names.yaml, also of one that no article has, or none any more."""
    taken = archive.name_addresses | archive.former_in("names")
    missing = (IndexedName(name, (), (), ()) for name in archive.missing_names)
    by_slug = {indexed.name.slug: indexed for indexed in (*missing, *archive.names)}  # two with one are reported
    for indexed in by_slug.values():
        yield from _pages_of(archive, indexed, taken)


class _Paragraph(Struct, frozen=True):
    """A paragraph with the name, yet to be looked up."""

    place: int
    """The place of its article among those that have the name."""
    number: int
    """Its number in it."""


class _Head(Struct, frozen=True):
    """What is above the list of a name."""

    name: Name
    """The name."""
    facts: tuple[str, ...]
    """What is said of it."""
    is_quoted: bool
    """Whether anything is quoted from it, or from others for it."""
    ends: tuple[Link, ...]
    """The ways to the newest and to the undated articles."""


_Places = tuple[tuple[int, Article, tuple[Span, ...]], ...]
"""The articles that a page of a name shows: the place of each among all, and the places where it has the name."""

_Row = tuple[str, Quoted] | _Paragraph
"""A quotation under its heading, or a paragraph."""


def _pages_of(archive: Archive, indexed: IndexedName, taken: Collection[Address]) -> Iterator[Output]:
    series = Series(addresses.name_page(indexed.name.slug), taken)
    rows: list[_Row] = [*_quoted(indexed), *_paragraphs(indexed)]
    is_quoted = bool(indexed.says or indexed.said_for)
    for page in paged(rows, series):
        ways = _ends(indexed, series) if page.number == 1 else ()
        head = _Head(indexed.name, tuple(_facts(indexed, page)), is_quoted, ways)
        shown = sorted({row.place for row in page.things if isinstance(row, _Paragraph)})
        places = tuple((at, *indexed.places[at]) for at in shown)
        quoted = [row[1] for row in page.things if not isinstance(row, _Paragraph)]
        articles = (*(article for _, article in quoted), *(article for _, article, _ in places))
        part = archive.texts_of(articles, (quotation for quotation, _ in quoted))
        yield Output(page.address, NAMES, partial(_view, part, head, places, page))


def _paragraphs(indexed: IndexedName) -> list[_Paragraph]:
    return [_Paragraph(at, number) for at, (_, spans) in enumerate(indexed.places) for number in _numbers(spans)]


def _facts(indexed: IndexedName, page: Page[_Row]) -> Iterator[str]:
    """Yield what is said of a name: what changes with every article that is added is on its first page only."""
    yield from (indexed.name.kind, *other_names(indexed.name))
    if not page.things:
        yield "in no article"
    elif page.pager and page.number > 1:
        yield page.pager.place
    else:
        count = counted(len(_paragraphs(indexed)), "paragraph")
        yield from mentions(indexed, f"{count} of {counted(len(indexed.places), 'article')}")


def _ends(indexed: IndexedName, series: Series) -> tuple[Link, ...]:
    rows = _paragraphs(indexed)
    articles = [indexed.places[row.place][0] for row in rows]
    before = len(indexed.says) + len(indexed.said_for)
    return ends(articles, series, before, lambda at: _fragment(articles[at], rows[at].number))


def _fragment(article: Article, paragraph: int) -> str:
    """Return the fragment of a paragraph on the page of a name."""
    return f"{article.slug}-{addresses.paragraph(paragraph)}"


def _view(archive: Part, head: _Head, places: _Places, page: Page[_Row]) -> NameView:
    name, has_it = head.name, {at: (article, spans) for at, article, spans in places}

    def elsewhere(spelling: str) -> Address | None:
        to = archive.name_pages.get(spelling)
        return to if to != addresses.name_page(name.slug) else None

    quoted = (row for row in page.things if not isinstance(row, _Paragraph))
    groups = grouped((heading, quotation_row(archive, row, elsewhere)) for heading, row in quoted)
    numbers = grouped((row.place, row.number) for row in page.things if isinstance(row, _Paragraph))
    shown = tuple(_article(archive, has_it[at], some) for at, some in numbers.items())
    entries = [*(row.entry for rows in groups.values() for row in rows), *(article.entry for article in shown)]
    about = f"What is quoted from {name.name}, and every paragraph with the name: {'; '.join(head.facts)}."
    return NameView(
        frame=frame(archive.common, page.address, f"{name.name} ({name.kind}){page.title}", about),
        name=name.name,
        layers=(*NAME_LAYERS, LAYERS.speakers) if head.is_quoted else NAME_LAYERS,
        facts=head.facts,
        supplied=supplied(entries, entries),
        quoted=tuple(
            QuotationGroup(heading, make_slug(legible(heading)), tuple(rows)) for heading, rows in groups.items()
        ),
        named=f"Paragraphs that name {name.name}" if head.is_quoted and shown else None,
        articles=shown,
        ends=head.ends,
        pager=page.pager,
    )


def _quoted(indexed: IndexedName) -> Iterator[tuple[str, Quoted]]:
    """Yield what is quoted from a name, then what is quoted from others for it, each under its heading."""
    yield from ((f"Quoted from {indexed.name.name}", row) for row in indexed.says)
    yield from ((f"Quoted from others who speak for {indexed.name.name}", row) for row in indexed.said_for)


def _paragraph_of(span: Span) -> int:
    return span.paragraph


def _numbers(spans: Iterable[Span]) -> list[int]:
    return sorted({span.paragraph for span in spans})


def _article(archive: Part, place: tuple[Article, tuple[Span, ...]], numbers: Sequence[int]) -> NameArticle:
    article, spans = place
    text = archive.texts[article.slug]
    html = paragraphs_html(text.html)
    some = spans[
        bisect_left(spans, numbers[0], key=_paragraph_of) : bisect_right(spans, numbers[-1], key=_paragraph_of)
    ]
    marks = grouped((span.paragraph, Mark(span, "named", "", "")) for span in some)
    paragraphs = tuple(
        NameParagraph(
            number=number,
            id=_fragment(article, number),
            to=addresses.permalink(article.slug, number),
            html=mark_paragraph(rebased(html[number], article.slug, whole=False), marks[number]),
            text=text.reading.shown[number - 1],
        )
        for number in numbers
    )
    shown = entry(article)
    on_this_page = replace(shown, to=f"#{paragraphs[0].id}")
    return NameArticle(shown, on_this_page, counted(len(paragraphs), "paragraph"), paragraphs)
