"""How do all the articles fit together, and which names have a page?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitebuilder.addresses import Address, name_page
from sitebuilder.archive.cross_checks import cross_checks
from sitebuilder.archive.file_names import check_file_names
from sitebuilder.archive.groups import Group, by_letter, by_topic, by_year, newest_first, oldest_first
from sitebuilder.archive.indexed_names import IndexedName, NameHits, by_spelling, index_names
from sitebuilder.archive.source import Source
from sitebuilder.formats.characters import decode
from sitebuilder.ordering import alphabetical, grouped
from sitebuilder.problems import Problem
from sitebuilder.records.article import Article, ArticleText, ReadArticle
from sitebuilder.records.names import Name, NameFinder, read_names
from sitebuilder.records.settings import UNREAD, Settings, read_settings
from sitebuilder.records.stories import Question, StoryFile, read_story
from sitebuilder.records.suggestions import suggestion
from sitebuilder.source_paths import NAMES, SITE, STORIES


@dataclass(frozen=True, slots=True)
class Story:
    """One event and the articles that report it."""

    slug: str
    """Its part of an address."""
    supplied_title: str | None
    """What the event is called here, or None where no story file says so."""
    questions: tuple[Question, ...]
    """What is asked of the accounts."""
    articles: tuple[Article, ...]
    """The accounts, by slug: without dates, any other order would imply something."""


@dataclass(frozen=True, slots=True)
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


def arrange(source: Source, read: Mapping[str, ReadArticle]) -> tuple[Archive, list[Problem]]:
    """Put the articles that could be read in order, and check whatever concerns more than one file.

    `read` holds the result of reading each article file. The archive is complete only when there are no problems;
    it is returned all the same, so that its pages can be tried and their problems reported in the same run.
    """
    site, site_problems = _read_site(source)
    names, name_problems = _read_names(source)
    stories, story_problems = _read_stories(source)
    sound = [pair for article in read.values() if (pair := article.sound)]
    topics, topic_problems = by_topic([article for article, _ in sound])
    names_are_right = not name_problems and not any(problem.file == NAMES for problem in source.problems)
    archive = _archive(site, sound, topics, names, stories)
    problems = [
        *source.problems,
        *(problem for article in read.values() for problem in article.problems),
        *(*site_problems, *name_problems, *story_problems, *topic_problems),
        *check_file_names(source),
        *cross_checks(source, read, stories, names if names_are_right else None, archive.hits),
    ]
    return archive, problems


def _archive(
    site: Settings,
    sound: Sequence[tuple[Article, ArticleText]],
    topics: tuple[Group, ...],
    names: tuple[Name, ...],
    stories: Mapping[str, StoryFile],
) -> Archive:
    articles = newest_first(article for article, _ in sound)
    texts = {text.slug: text for _, text in sound}
    finder = NameFinder(names)
    hits = {slug: named for slug, text in texts.items() if (named := tuple(finder.find(text.paragraphs)))}
    spellings = by_spelling(names)
    indexed = index_names(oldest_first(articles), texts, spellings, hits)
    pages = {row.name.slug: name_page(row.name.slug) for row in indexed if row.has_page}
    there = {row.name for row in indexed}
    return Archive(
        settings=site,
        articles=tuple(articles),
        dated=tuple(article for article in articles if article.date),
        undated=tuple(article for article in articles if not article.date),
        texts=texts,
        years=by_year(articles),
        letters=by_letter(articles),
        topics=topics,
        stories=_stories(articles, stories),
        hits=hits,
        names=indexed,
        name_pages={spelling: pages[name.slug] for spelling, name in spellings.items() if name.slug in pages},
        missing_names=tuple(name for name in names if name not in there),
        quotation_count=sum(article.quotation_count for article in articles),
    )


def _read_site(source: Source) -> tuple[Settings, list[Problem]]:
    text, problems = decode(source.site or b"", SITE)
    if source.site is None or text is None:
        return UNREAD, problems
    site, problems = read_settings(text)
    return site or UNREAD, problems


def _read_names(source: Source) -> tuple[tuple[Name, ...], list[Problem]]:
    if source.names is None:
        return (), []
    text, problems = decode(source.names, NAMES)
    return read_names(text) if text is not None else ((), problems)


def _read_stories(source: Source) -> tuple[dict[str, StoryFile], list[Problem]]:
    stories: dict[str, StoryFile] = {}
    problems: list[Problem] = []
    for name, raw in source.stories.items():
        text, decoding_problems = decode(raw, f"{STORIES}/{name}")
        story, story_problems = read_story(name, text) if text is not None else (None, [])
        problems += decoding_problems + story_problems
        if story:
            stories[story.slug] = story
    return stories, problems


def _stories(articles: Iterable[Article], files: Mapping[str, StoryFile]) -> dict[str, Story]:
    by_slug = sorted(articles, key=lambda article: article.slug)
    accounts = grouped((article.story, article) for article in by_slug if article.story)
    stories = []
    for slug, members in accounts.items():
        file = files.get(slug)
        title, questions = (file.supplied_title, file.questions) if file else (None, ())
        stories.append(Story(slug, title, questions, tuple(members)))
    stories.sort(key=lambda story: alphabetical(story.supplied_title or story.slug, story.slug))
    return {story.slug: story for story in stories}


def suggestions(archive: Archive) -> list[str]:
    """Return what is not recorded yet: for each article, entries to paste into its `quotations`."""
    lines = []
    for article in archive.articles:
        text = archive.texts[article.slug]
        missing = suggestion(text.quotations, text.paragraphs)
        lines += [f"{article.file}: quotations:", *missing] if missing else []
    return lines
