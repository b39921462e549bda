"""Which names do the articles have, and what is quoted from each and for it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitebuilder.ordering import alphabetical, grouped
from sitebuilder.records.article import Article, ArticleText
from sitebuilder.records.names import Name
from sitebuilder.records.speakers import AttributedQuotation
from sitebuilder.words.spans import Span

NameHits = tuple[tuple[Name, Span], ...]
"""The names that a text has, each with its place, in reading order."""

Quoted = tuple[AttributedQuotation, Article]
"""A quotation, with the article that has it."""


@dataclass(frozen=True, slots=True)
class IndexedName:
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
    def has_page(self) -> bool:
        """Whether it has a page of its own: two paragraphs or more have it, or something is quoted from or for it."""
        paragraphs = sum(len({span.paragraph for span in spans}) for _, spans in self.places)
        return paragraphs > 1 or bool(self.says or self.said_for)


def by_spelling(names: Iterable[Name]) -> dict[str, Name]:
    """Return each name by every spelling of it."""
    return {spelling: name for name in names for spelling in (name.name, *name.also)}


def index_names(
    articles: Sequence[Article],
    texts: Mapping[str, ArticleText],
    spellings: Mapping[str, Name],
    hits: Mapping[str, NameHits],
) -> tuple[IndexedName, ...]:
    """Return the names that any article has, or by which a speaker goes, by name."""
    places = grouped(
        (name.slug, (article, tuple(spans)))
        for article in articles
        for name, spans in grouped(hits.get(article.slug, ())).items()
    )
    quoted = [(quotation, article) for article in articles for quotation in texts[article.slug].quotations]
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
