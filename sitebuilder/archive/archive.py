"""What is in an archive: all of it, and the part of it that one page shows?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sitebuilder.addresses import Address
from sitebuilder.archive.groups import Group, Story
from sitebuilder.archive.indexed_names import IndexedName, NameHits
from sitebuilder.records.article import Article, ArticleText
from sitebuilder.records.names import Name
from sitebuilder.records.settings import Settings
from sitebuilder.records.speakers import AttributedQuotation

FRONT_PAGE_ARTICLES = 50
"""How many articles the index shows; where there are more, lists by year and by title hold them all."""


@dataclass(frozen=True)
class Archive:
    """All that the pages show."""

    settings: Settings
    """The settings of the site."""
    articles: tuple[Article, ...]
    """Every article: the dated, newest first, then the undated by title."""
    dated: tuple[Article, ...]
    """The articles whose source gives a date, newest first."""
    undated: tuple[Article, ...]
    """The articles whose source gives none, by title."""
    texts: Mapping[str, ArticleText]
    """The text of each article, by its slug."""
    years: tuple[Group, ...]
    """A group for each year, the oldest first, and one for the undated."""
    letters: tuple[Group, ...]
    """A group for each first letter of a title."""
    topics: tuple[Group, ...]
    """A group for each topic, by name."""
    stories: Mapping[str, Story]
    """The events by their slugs, in the order of their titles."""
    hits: Mapping[str, NameHits]
    """The names that each article has, by its slug; articles without any are left out."""
    names: tuple[IndexedName, ...]
    """The names that any article has, by name, with their places and what is quoted from them."""
    name_pages: Mapping[str, Address]
    """The page of each name that has one, by every spelling of the name."""
    missing_names: tuple[Name, ...]
    """The names of names.yaml that no article has."""
    quotation_count: int
    """How many quotations there are, titles of works left out."""
    lists: frozenset[Address] = frozenset()
    """The lists that there are: of more than one thing, or of what the index has no room for."""
    fingerprint: str = ""
    """That of all source files; empty for a part."""

    def part(self, *articles: Article) -> Archive:
        """Return what the page of some articles shows of the archive: these, their events, and what is on every page.

        Whoever makes a page of a part cannot show anything else, so that the page stays the same while the part does.
        """
        slugs = [article.slug for article in articles]
        hits = {slug: self.hits[slug] for slug in slugs if slug in self.hits}
        events = dict.fromkeys(article.story for article in articles if article.story)
        some = self.texts_of(articles, (row for slug in slugs for row in self.texts[slug].quotations))
        named = self._pages_of({name.name for names in hits.values() for name, _ in names})
        stories = {slug: replace(self.stories[slug], others=()) for slug in events}  # each may have very many
        return replace(some, articles=articles, stories=stories, hits=hits, name_pages={**some.name_pages, **named})

    def texts_of(self, articles: Iterable[Article], quoted: Iterable[AttributedQuotation]) -> Archive:
        """Return what a page shows that has words of some articles and says who speaks in some quotations."""
        texts = {article.slug: self.texts[article.slug] for article in articles}
        pages = self._pages_of({spelling for row in quoted for spelling in row.spellings})
        return replace(self.bare, texts=texts, name_pages=pages)

    def _pages_of(self, spellings: Collection[str]) -> dict[str, Address]:
        return {spelling: self.name_pages[spelling] for spelling in sorted(spellings) if spelling in self.name_pages}

    @cached_property
    def bare(self) -> Archive:
        """What is on every page."""
        return Archive(
            settings=self.settings,
            articles=(),
            dated=(),
            undated=(),
            texts={},
            years=(),
            letters=(),
            topics=(),
            stories={},
            hits={},
            names=(),
            name_pages={},
            missing_names=(),
            quotation_count=0,
            lists=self.lists,
        )
