"""Which names do the articles have, and what is quoted from each and for it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sitebuilder.addresses import Address, name_page
from sitebuilder.ordering import alphabetical, grouped
from sitebuilder.records.articles.article import Article, ArticleText
from sitebuilder.records.articles.speakers import AttributedQuotation
from sitebuilder.records.names import Name
from sitebuilder.words.spans import Span
from sitebuilder.words.unseen import legible

NameHits = tuple[tuple[Name, Span], ...]
"""The names that a text has, each with its place, in reading order."""

Quoted = tuple[AttributedQuotation, Article]
"""A quotation, with the article that has it."""


class IndexedName(Struct, frozen=True):
    """A name, the articles that have it, and what they quote from it."""

    name: Name
    """The name."""
    places: tuple[tuple[Article, tuple[Span, ...]], ...]
    """Each article, oldest first and the undated after them by title, with the places where it has the name."""
    says: tuple[Quoted, ...]
    """What is quoted from it."""
    said_for: tuple[Quoted, ...]
    """What is quoted from others who speak for it."""

    @property
    def hit_count(self) -> int:
        """How often the archive has the name."""
        return sum(len(spans) for _, spans in self.places)

    @property
    def is_linked(self) -> bool:
        """Whether other pages link to its own: two paragraphs or more have it, or something is quoted from or for it.

        The index of names always does; and it has a page as long as names.yaml has it, so that no address is dead.
        """
        paragraphs = sum(len({span.paragraph for span in spans}) for _, spans in self.places)
        return paragraphs > 1 or bool(self.says or self.said_for)


class NameIndex(Struct, frozen=True):
    """The names of names.yaml, and where they are."""

    hits: Mapping[str, NameHits]
    """The names that each article has, by its slug; articles without any are left out."""
    names: tuple[IndexedName, ...]
    """The names that any article has, or by which a speaker goes, by name."""
    pages: Mapping[str, Address]
    """The page of each name that is linked, by every spelling of the name."""
    missing: tuple[Name, ...]
    """The names that no article has."""


def index_names(
    texts: Mapping[str, ArticleText], spans: Mapping[str, tuple[tuple[str, Span], ...]], names: Sequence[Name]
) -> NameIndex:
    """Index names by where they are: `spans` has the slug and the place of each in every article, by its slug.

    The articles come in the order in which a name shows them.
    """
    by_slug = {name.slug: name for name in names}
    hits = {slug: tuple((by_slug[name], span) for name, span in places) for slug, places in spans.items() if places}
    spellings = {
        spelling: name
        for name in names
        for typed in (name.name, *name.also)
        for spelling in dict.fromkeys((typed, legible(typed)))
    }
    indexed = _indexed([texts[slug] for slug in spans], spellings, hits)
    pages = {row.name.slug: name_page(row.name.slug) for row in indexed if row.is_linked}
    there = {row.name for row in indexed}
    return NameIndex(
        hits=hits,
        names=indexed,
        pages={spelling: pages[name.slug] for spelling, name in spellings.items() if name.slug in pages},
        missing=tuple(name for name in names if name not in there),
    )


def _indexed(
    texts: Sequence[ArticleText], spellings: Mapping[str, Name], hits: Mapping[str, NameHits]
) -> tuple[IndexedName, ...]:
    places = grouped(
        (name.slug, (text.article, tuple(spans)))
        for text in texts
        for name, spans in grouped(hits.get(text.slug, ())).items()
    )
    quoted = [(quotation, text.article) for text in texts for quotation in text.quotations]
    says = grouped((name.slug, row) for row in quoted for name in _speaking(row[0], spellings))
    said_for = grouped((name.slug, row) for row in quoted for name in _spoken_for(row[0], spellings))
    named = {name.slug: name for name in spellings.values()}
    ordered = sorted(
        (named[slug] for slug in places.keys() | says.keys() | said_for.keys()),
        key=lambda name: alphabetical(name.name, name.slug),
    )
    return tuple(
        IndexedName(
            name,
            places=tuple(places.get(name.slug, ())),
            says=tuple(says.get(name.slug, ())),
            said_for=tuple(said_for.get(name.slug, ())),
        )
        for name in ordered
    )


def _speaking(quotation: AttributedQuotation, spellings: Mapping[str, Name]) -> Iterator[Name]:
    """Yield the name that speaks: the one that the entry gives, or the one that is spelled as the speaker is."""
    if (by := quotation.by) and (name := spellings.get(by.spelling)):
        yield name


def _spoken_for(quotation: AttributedQuotation, spellings: Mapping[str, Name]) -> Iterator[Name]:
    """Yield the name for which another speaks."""
    by = quotation.by
    name = spellings.get(by.speaks_for.name) if by and by.speaks_for else None
    if by and name and name != spellings.get(by.spelling):
        yield name
