"""How do all the articles hang together: order, topics, stories, the undated?"""

from __future__ import annotations

from collections.abc import Mapping as ByName
from dataclasses import dataclass

from sitebuilder import names, settings, stories
from sitebuilder.addresses import Address, name_page
from sitebuilder.agreement import Read, check_links, check_shared, check_stories, check_unnamed
from sitebuilder.article import Article
from sitebuilder.characters import decode
from sitebuilder.names import Name
from sitebuilder.problems import Problem
from sitebuilder.questions import Question
from sitebuilder.settings import Settings
from sitebuilder.shelves import Shelf, by_letter, by_topic, by_year, newest_first
from sitebuilder.source import Source
from sitebuilder.spans import Span
from sitebuilder.stories import StoryFile
from sitebuilder.wording import NameFinder


@dataclass(frozen=True, slots=True)
class Story:
    """One event and the articles that report it."""

    slug: str
    """Its part of an address."""
    supplied_title: str | None
    """What the event is called here, or None where no story file says so."""
    questions: tuple[Question, ...]
    """What a person asked of the accounts."""
    articles: tuple[Article, ...]
    """The accounts, by slug: without dates, any other order would say something."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the articles in which it stands."""

    name: Name
    """The name."""
    places: tuple[tuple[Article, tuple[Span, ...]], ...]
    """Each article, in the archive's order, with the places where it has the name."""

    @property
    def hits(self) -> int:
        """How often the name stands in the archive."""
        return sum(len(spans) for _, spans in self.places)

    @property
    def has_page(self) -> bool:
        """Whether the name stands in two paragraphs or more, and so has a page of its own."""
        return sum(len({span.paragraph for span in spans}) for _, spans in self.places) > 1


@dataclass(frozen=True, slots=True)
class Archive:
    """All that the pages show."""

    settings: Settings
    """The site's own facts."""
    dated: tuple[Article, ...]
    """The articles whose source gives a date, newest first."""
    undated: tuple[Article, ...]
    """The articles whose source gives none, by title."""
    years: tuple[Shelf, ...]
    """A shelf for each year, the oldest first, and one for the undated."""
    letters: tuple[Shelf, ...]
    """A shelf for each first letter of a title."""
    topics: tuple[Shelf, ...]
    """A shelf for each topic, by name."""
    stories: ByName[str, Story]
    """The events by their slugs, in the order of their titles."""
    hits: ByName[str, tuple[tuple[Name, Span], ...]]
    """The names that stand in each article, by its slug, in reading order; articles without any are left out."""
    named: tuple[Named, ...]
    """The names that stand anywhere, by name, with their places."""
    quotations: int
    """How many quotations there are, titles of works left out."""

    name_pages: ByName[str, Address]
    """The page of each name that has one, by the name's slug."""

    def name_page(self, name: Name) -> Address | None:
        """Return the page of a name, or None where it stands in one paragraph only and has none."""
        return self.name_pages.get(name.slug)

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article: the dated, newest first, then the undated by title."""
        return self.dated + self.undated


def arrange(source: Source, read: ByName[str, Read]) -> tuple[Archive, list[Problem]]:
    """Put the articles that could be read in order, and check whatever concerns more than one file.

    `read` holds what reading each article file gave. The archive is complete only when there are no problems; it is
    returned all the same, so that its pages can be tried and their problems told in the same run.
    """
    problems = list(source.problems)
    for _, found in read.values():
        problems += found
    articles = [article for article, found in read.values() if article and not found]
    everything_read = not source.unreadable and len(articles) == len(read)
    site, found = _read_site(source)
    listed, names_found = _read_names(source)
    files, stories_found = _read_stories(source)
    problems += found + names_found + stories_found + check_links(read, source) + check_shared(articles)
    if everything_read:
        problems += check_unnamed(articles, source)
    problems += check_stories(files, read, source)
    topics, found = by_topic(articles)
    finder = NameFinder(listed)
    hits = {article.slug: names for article in articles if (names := tuple(finder.find(article.reading.words)))}
    listed_articles = newest_first(articles)
    archive = Archive(
        settings=site,
        dated=tuple(article for article in listed_articles if article.date),
        undated=tuple(article for article in listed_articles if not article.date),
        years=by_year(articles),
        letters=by_letter(articles),
        topics=topics,
        stories=_stories(articles, files),
        hits=hits,
        named=(named := _named(listed_articles, hits)),
        name_pages={row.name.slug: name_page(row.name.slug) for row in named if row.has_page},
        quotations=sum(len(article.speeches) for article in articles),
    )
    return archive, problems + found


def _read_site(source: Source) -> tuple[Settings, list[Problem]]:
    text, problems = decode(source.site or b"", settings.FILE)
    if source.site is None or text is None:
        return settings.NONE, problems
    site, found = settings.read_settings(text)
    return site or settings.NONE, found


def _read_names(source: Source) -> tuple[tuple[Name, ...], list[Problem]]:
    if source.names is None:
        return (), []
    text, problems = decode(source.names, names.FILE)
    return names.read_names(text) if text is not None else ((), problems)


def _read_stories(source: Source) -> tuple[dict[str, StoryFile], list[Problem]]:
    files: dict[str, StoryFile] = {}
    problems: list[Problem] = []
    for name, raw in source.stories.items():
        text, found = decode(raw, f"{stories.FOLDER}/{name}")
        problems += found
        if text is not None:
            story, found = stories.read_story(name, text)
            problems += found
            if story:
                files[story.slug] = story
    return files, problems


def _named(articles: list[Article], hits: ByName[str, tuple[tuple[Name, Span], ...]]) -> tuple[Named, ...]:
    """Return the names that stand anywhere, by name."""
    places: dict[str, dict[str, list[Span]]] = {}
    named: dict[str, Name] = {}
    for article in articles:
        for name, span in hits.get(article.slug, ()):
            named[name.slug] = name
            places.setdefault(name.slug, {}).setdefault(article.slug, []).append(span)
    by_slug = {article.slug: article for article in articles}
    return tuple(
        Named(name, tuple((by_slug[slug], tuple(spans)) for slug, spans in places[name.slug].items()))
        for name in sorted(named.values(), key=lambda name: (name.name.casefold(), name.slug))
    )


def _stories(articles: list[Article], files: dict[str, StoryFile]) -> dict[str, Story]:
    accounts: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda article: article.slug):
        if article.story:
            accounts.setdefault(article.story, []).append(article)
    listed = [
        Story(slug, told.supplied_title, told.questions, tuple(found))
        if (told := files.get(slug))
        else Story(slug, None, (), tuple(found))
        for slug, found in accounts.items()
    ]
    listed.sort(key=lambda story: ((story.supplied_title or story.slug).casefold(), story.slug))
    return {story.slug: story for story in listed}
