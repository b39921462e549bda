"""Which articles name their event by a name that is most likely misspelt?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitebuilder.archive.source import Source
from sitebuilder.ordering import grouped
from sitebuilder.problems import Problem, nearest, problem
from sitebuilder.records.aliases import former_slugs
from sitebuilder.records.articles.article import Article
from sitebuilder.records.stories import StoryFile
from sitebuilder.source_paths import STORIES, is_within

UNNAMED_COMPARED = 100
"""With how many of the story files that no article names the event of an article is compared: no more, so that the
comparisons do not grow with the square of the archive."""


def misspelt_events(
    source: Source, articles: Sequence[Article], stories: Mapping[str, StoryFile], everything_read: bool
) -> dict[str, str]:
    """Return the event that each such article most likely means, by the slug of the article.

    Its own event has no story file; one had that slug before, or one with a similar name asks it questions, or is named
    by no article, which is only known when `everything_read`.
    """
    now = {alias: story.slug for story in stories.values() for alias in former_slugs(story.aliases)}
    files = {name.removesuffix(".yaml") for name in source.stories}
    unnamed = sorted(files - {article.story for article in articles}) if everything_read else []
    asking = grouped(
        (slug, story.slug) for story in stories.values() for asked in story.questions for slug in asked.lines
    )
    meant = {}
    for article in articles:
        event = article.story
        if not event or event in files or is_within(f"{STORIES}/{event}.yaml", source.unreadable):
            continue
        if near := now.get(event) or nearest(
            event, sorted({*asking.get(article.slug, ()), *unnamed[:UNNAMED_COMPARED]})
        ):
            meant[article.slug] = near
    return meant


def report_misspelt(articles: Mapping[str, Article], misspelt: Mapping[str, str]) -> Iterator[Problem]:
    """Report each misspelt event at its line in the article."""
    for slug, meant in misspelt.items():
        article = articles[slug]
        message = f"there is no {STORIES}/{article.story}.yaml; did you mean {meant}?"
        yield problem(article.file, article.line_of("story"), "story", message)
