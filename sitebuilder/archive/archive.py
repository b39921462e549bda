"""What is in an archive: all of it, and the part of it that one page shows?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder.addresses import Address, name_page
from sitebuilder.archive.accounts.comparison import Sharing
from sitebuilder.archive.acts import Act
from sitebuilder.archive.former import Former
from sitebuilder.archive.groups import Group, Story
from sitebuilder.archive.indexed_names import IndexedName, NameHits
from sitebuilder.records.about import About
from sitebuilder.records.articles.article import Article, ArticleText
from sitebuilder.records.articles.speakers import AttributedQuotation
from sitebuilder.records.articles.withdrawn import Withdrawn
from sitebuilder.records.names import Name
from sitebuilder.records.settings import Settings

FRONT_PAGE_ARTICLES = 50
"""How many articles the index shows; where there are more, lists by year and by title hold them all."""


class Common:
    """What is on every page."""

    def __init__(self, settings: Settings, lists: Collection[Address], fingerprint: str) -> None:
        """Take the settings, the lists that there are, and the SHA-256 of the file of the settings."""
        self.settings = settings
        self.lists = frozenset(lists)
        self.fingerprint = " ".join((f"{fingerprint}:", *sorted(lists)))

    @property
    def url(self) -> str:
        """The web address at which the site is published, with a slash at its end; empty where that is not known."""
        return self.settings.url or ""


class Part(Struct, frozen=True):
    """What a page may show of an archive: it cannot show anything else, and stays the same while this does."""

    common: Common
    """What is on every page."""
    texts: Mapping[str, ArticleText]
    """The text of each article, by its slug."""
    stories: Mapping[str, Story]
    """The events by their slugs, in the order of their titles."""
    hits: Mapping[str, NameHits]
    """The names that each article has, by its slug; articles without any are left out."""
    name_pages: Mapping[str, Address]
    """The page of each name that other pages link to, by every spelling of the name."""
    withheld: frozenset[str]
    """The names of the texts as received that have no address: a withdrawn article was made from them too."""

    @property
    def settings(self) -> Settings:
        """The settings of the site."""
        return self.common.settings

    @property
    def lists(self) -> frozenset[Address]:
        """The lists that there are: of more than one thing, or of what the index has no room for; and the feed."""
        return self.common.lists


class Archive(Part, frozen=True):
    """All that the pages show."""

    withdrawn: tuple[Withdrawn, ...]
    """What stays of each withdrawn article, by slug: each has a notice in its place, and is in nothing below."""
    withdrawn_stories: tuple[Story, ...]
    """The events of which every account is withdrawn, by slug: each has a notice in its place too."""
    articles: tuple[Article, ...]
    """Every article: the dated, newest first, then the undated by title."""
    dated: tuple[Article, ...]
    """The articles whose source gives a date, newest first."""
    undated: tuple[Article, ...]
    """The articles whose source gives none, by title."""
    years: tuple[Group, ...]
    """A group for each year and decade, the oldest first, and one for the undated."""
    letters: tuple[Group, ...]
    """A group for each first letter of a title."""
    topics: tuple[Group, ...]
    """A group for each topic, by name."""
    publishers: tuple[Group, ...]
    """A group for each publisher, by name; none where fewer than two articles give one."""
    bylines: tuple[Group, ...]
    """A group for each byline, likewise."""
    acts: tuple[Act, ...]
    """What the archive has done, oldest first."""
    names: tuple[IndexedName, ...]
    """The names that any article has, by name, with their places and what is quoted from them."""
    missing_names: tuple[Name, ...]
    """The names of names.yaml that no article has."""
    quotation_count: int
    """How many quotations there are, without what is nobody's speech."""
    about: About | None = None
    """What those who keep the archive say of it, where site.yaml has that shown."""
    former: tuple[Former, ...] = ()
    """The addresses that articles, events, pairs of accounts and names had before: none of them is in any list."""
    fingerprint: str = ""
    """That of all source files."""
    digest: str = ""
    """The SHA-256 over the lines `<sha256>  <path>` of all files that it is made from: of each article and its text as
    received, and all others that are no template of the program's."""
    sharing: Mapping[str, Sharing] = {}
    """Which accounts of an event share wording, by its slug, where not every pair of them has a page."""

    def former_in(self, folder: str) -> frozenset[Address]:
        """Return the former addresses in a folder of the site, which no page of a list may have."""
        return frozenset(one.address for one in self.former if one.address.startswith(f"{folder}/"))

    @property
    def name_addresses(self) -> frozenset[Address]:
        """The pages of all names, those among them that no article has."""
        there = (*(indexed.name for indexed in self.names), *self.missing_names)
        return frozenset(name_page(name.slug) for name in there)

    def part(self, *articles: Article) -> Part:
        """Return what the page of some articles shows: these, their events, the names in them, what is on all pages."""
        texts = {article.slug: self.texts[article.slug] for article in articles}
        hits = {slug: self.hits[slug] for slug in texts if slug in self.hits}
        named = {name.name for names in hits.values() for name, _ in names}
        spoken = {spelling for text in texts.values() for row in text.quotations for spelling in row.spellings}
        events = dict.fromkeys(article.story for article in articles if article.story)
        stories = {slug: replace(self.stories[slug], others=()) for slug in events}  # each may have very many
        withheld = {name for article in articles for name in article.received} & self.withheld
        return Part(self.common, texts, stories, hits, self._pages_of(named | spoken), frozenset(withheld))

    def texts_of(self, articles: Iterable[Article], quoted: Iterable[AttributedQuotation]) -> Part:
        """Return what a page shows that has words of some articles and says who speaks in some quotations."""
        texts = {article.slug: self.texts[article.slug] for article in articles}
        pages = self._pages_of({spelling for row in quoted for spelling in row.spellings})
        return Part(self.common, texts, {}, {}, pages, frozenset())

    def _pages_of(self, spellings: Collection[str]) -> dict[str, Address]:
        return {spelling: self.name_pages[spelling] for spelling in sorted(spellings) if spelling in self.name_pages}
