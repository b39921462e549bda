"""What do the index of names and the page of each name show?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from markupsafe import Markup

from sitebuilder import addresses
from sitebuilder.addresses import Address, make_slug
from sitebuilder.archive.archive import Archive, IndexedName
from sitebuilder.ordering import grouped
from sitebuilder.pages.parts.entries import Entry, contents, entry, page_of, paged, supplied
from sitebuilder.pages.parts.frame import LAYERS, Layer, Link, Output, View, frame
from sitebuilder.pages.parts.marking import Mark, mark_paragraph, paragraphs_html, rebased
from sitebuilder.pages.parts.passages import paragraph_links
from sitebuilder.problems import counted, how_often
from sitebuilder.records.article import Article, ArticleText
from sitebuilder.records.names import NAME_KINDS, Name
from sitebuilder.source_paths import NAMES
from sitebuilder.words.spans import Span

NAME_LAYERS = (LAYERS.computed, LAYERS.names)
"""Where names on a page come from: which are looked for is curated, where they are is computed."""

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

    text: str
    """The name."""
    to: Address | None
    """Its page, where it has one."""
    facts: tuple[str, ...]
    """How often the archive has it, and other names of the same."""
    places: tuple[NamePlaces, ...]
    """The articles that have it, as many as the index shows."""
    more: str | None
    """How many more articles have it, in words, or None where all are shown."""


@dataclass(frozen=True, slots=True)
class NameGroup:
    """The names of one kind."""

    heading: str
    """The kind."""
    id: str
    """The fragment of the heading."""
    names: tuple[NameEntry, ...]
    """The names."""


@dataclass(frozen=True)
class NamesView(View):
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
    articles: tuple[NameArticle, ...]
    """The paragraphs, by article."""
    parts: tuple[Link, ...]
    """The pages of the name, where it has more than one."""

    @property
    def exact_passages(self) -> tuple[str, ...]:
        """The paragraphs."""
        return tuple(paragraph.text for article in self.articles for paragraph in article.paragraphs)


def names_index(archive: Archive) -> Iterator[Output]:
    """Yield the pages of the index of names; none where the articles have one name of names.yaml at the most."""
    if len(archive.names) < 2:
        return
    order = list(NAME_KINDS)
    by_kind = sorted(archive.names, key=lambda indexed: order.index(indexed.name.kind))
    kinds = contents([NAME_KINDS[indexed.name.kind] for indexed in by_kind], addresses.NAMES)
    note = f"{counted(len(by_kind), 'name')}, by kind, then in alphabetical order."
    for address, some, parts in paged(by_kind, addresses.NAMES):
        title = "Names" + page_of(parts)
        groups = grouped((NAME_KINDS[indexed.name.kind], _entry(archive, indexed)) for indexed in some)
        entries = [place.entry for names in groups.values() for name in names for place in name.places]
        view = NamesView(
            frame=frame(archive, address, title, f"{title}. {note}"),
            note=note,
            supplied=supplied((entry for entry in entries if not entry.label), entries),
            layers=NAME_LAYERS,
            groups=tuple(NameGroup(heading, make_slug(heading), tuple(names)) for heading, names in groups.items()),
            contents=kinds,
            parts=parts,
        )
        yield Output(address, view, NAMES)


def _entry(archive: Archive, indexed: IndexedName) -> NameEntry:
    name, left_out = indexed.name, len(indexed.places) - INDEX_PLACES
    return NameEntry(
        text=name.name,
        to=archive.name_pages.get(name.slug),
        facts=(f"{how_often(indexed.hit_count)}, in {counted(len(indexed.places), 'article')}", *_also(name)),
        places=tuple(
            NamePlaces(entry(article), paragraph_links(article, (span.paragraph for span in spans)))
            for article, spans in indexed.places[:INDEX_PLACES]
        ),
        more=counted(left_out, "more article") if left_out > 0 else None,
    )


def _also(name: Name) -> tuple[str, ...]:
    return (f"also {', '.join(name.also)}",) if name.also else ()


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
    note = f"{how_often(indexed.hit_count)}, in {paragraphs} of {articles}"
    about = f"Every paragraph that names {name.name}: {note}."
    by_slug = {article.slug: (article, spans) for article, spans in indexed.places}
    for address, some, parts in paged(rows, addresses.name_page(name.slug)):
        title = f"{name.name} ({name.kind})" + page_of(parts)
        shown = tuple(
            _article(*by_slug[slug], archive.texts[slug], numbers)
            for slug, numbers in grouped((article.slug, number) for article, number in some).items()
        )
        facts = (name.kind, *_also(name), note)
        entries = [article.entry for article in shown]
        brackets = supplied(entries, entries)
        view = NameView(frame(archive, address, title, about), name.name, NAME_LAYERS, facts, brackets, shown, parts)
        yield Output(address, view, NAMES)


def _article(article: Article, spans: tuple[Span, ...], text: ArticleText, numbers: Sequence[int]) -> NameArticle:
    html = paragraphs_html(text.html)
    marks = grouped((span.paragraph, Mark(span, "named", "", "")) for span in spans)
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
