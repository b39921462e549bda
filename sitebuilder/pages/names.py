"""What do the index of names and the page of each name show?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive, IndexedName
from sitebuilder.archive.groups import grouped
from sitebuilder.pages.parts.frame import Link, Output, View, frame
from sitebuilder.pages.parts.lists import Entry, entry, page_of, paged
from sitebuilder.pages.parts.marking import Mark, mark_paragraph, paragraphs_html, rebased
from sitebuilder.pages.parts.passages import paragraph_links
from sitebuilder.problems import counted
from sitebuilder.records.article import Article, ArticleText
from sitebuilder.source_paths import NAMES
from sitebuilder.words.spans import Span

INDEX_PLACES = 8
"""How many articles a name shows in the index; the name's own page shows them all."""


@dataclass(frozen=True, slots=True)
class NamePlaces:
    """Where one article has a name."""

    entry: Entry
    """The article."""
    paragraphs: tuple[Link, ...]
    """The permalinks of its paragraphs."""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name in the index of names."""

    name: str
    """The name."""
    to: Address | None
    """Its page, where it has one."""
    kind: str
    """What it names."""
    also: tuple[str, ...]
    """Other names of the same."""
    places: tuple[NamePlaces, ...]
    """The articles that have it, as many as the index shows."""
    more: str | None
    """How many more articles have it, in words, or None where all are shown."""
    count: str
    """How often the archive has it, in words."""


@dataclass(frozen=True)
class NamesView(View):
    """What the index of names shows."""

    template: ClassVar = "names.html"
    note: str
    """How many there are, and in what order."""
    names: tuple[NameEntry, ...]
    """The names on this page."""
    parts: tuple[Link, ...]
    """The pages of the index, where it has more than one."""


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


@dataclass(frozen=True, slots=True)
class NameArticle:
    """The paragraphs of one article that have a name."""

    entry: Entry
    """The article."""
    paragraphs: tuple[NameParagraph, ...]
    """The paragraphs."""


@dataclass(frozen=True)
class NameView(View):
    """What the page of a name shows."""

    template: ClassVar = "name.html"
    name: str
    """The name."""
    kind: str
    """What it names."""
    also: tuple[str, ...]
    """Other names of the same."""
    note: str
    """How often which articles have it."""
    articles: tuple[NameArticle, ...]
    """The paragraphs, by article."""
    parts: tuple[Link, ...]
    """The pages of the name, where it has more than one."""


def names_index(archive: Archive) -> Iterator[Output]:
    """Yield the pages of the index of names; none where the articles have one name of names.yaml at the most."""
    if len(archive.names) < 2:
        return
    note = f"{counted(len(archive.names), 'name')}, by name."
    for here, names, parts in paged(archive.names, addresses.NAMES):
        title = "Names" + page_of(parts)
        entries = tuple(_entry(archive, indexed) for indexed in names)
        yield Output(here, NamesView(frame(archive, here, title, f"{title}. {note}"), note, entries, parts), NAMES)


def _entry(archive: Archive, indexed: IndexedName) -> NameEntry:
    name, left_out = indexed.name, len(indexed.places) - INDEX_PLACES
    return NameEntry(
        name=name.name,
        to=archive.name_pages.get(name.slug),
        kind=name.kind,
        also=name.also,
        places=tuple(
            NamePlaces(entry(article), paragraph_links(article, (span.paragraph for span in spans)))
            for article, spans in indexed.places[:INDEX_PLACES]
        ),
        more=counted(left_out, "more article") if left_out > 0 else None,
        count=f"{counted(indexed.hit_count, 'time')} in {counted(len(indexed.places), 'article')}",
    )


def name_pages(archive: Archive) -> Iterator[Output]:
    """Yield the pages of the names that two paragraphs or more have."""
    for indexed in archive.names:
        if indexed.has_page:
            yield from _pages_of(archive, indexed)


def _pages_of(archive: Archive, indexed: IndexedName) -> Iterator[Output]:
    name = indexed.name
    rows = [
        (article, number) for article, spans in indexed.places for number in sorted({span.paragraph for span in spans})
    ]
    paragraphs, articles = counted(len(rows), "paragraph"), counted(len(indexed.places), "article")
    note = f"{counted(indexed.hit_count, 'time')} in {paragraphs} of {articles}."
    about = f"Every paragraph that names {name.name}: {note}"
    by_slug = {article.slug: (article, spans) for article, spans in indexed.places}
    for here, some, parts in paged(rows, addresses.name_page(name.slug)):
        title = f"{name.name} ({name.kind})" + page_of(parts)
        shown = tuple(
            _article(*by_slug[slug], archive.texts[slug], numbers)
            for slug, numbers in grouped((article.slug, number) for article, number in some).items()
        )
        view = NameView(frame(archive, here, title, about), name.name, name.kind, name.also, note, shown, parts)
        yield Output(here, view, NAMES)


def _article(article: Article, spans: tuple[Span, ...], text: ArticleText, numbers: Sequence[int]) -> NameArticle:
    html = paragraphs_html(text.html)
    paragraphs = []
    for number in numbers:
        marks = [Mark(span, "named", "", "") for span in spans if span.paragraph == number]
        paragraphs.append(
            NameParagraph(
                number=number,
                id=f"{article.slug}-{addresses.paragraph(number)}",
                to=addresses.permalink(article.slug, number),
                html=mark_paragraph(rebased(html[number], article.slug, whole=False), marks),
            )
        )
    return NameArticle(entry(article), tuple(paragraphs))
