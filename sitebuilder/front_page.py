"""What does the shared index show?"""

from __future__ import annotations

from sitebuilder import addresses
from sitebuilder.archive import Archive, Story
from sitebuilder.framing import FRONT_PAGE_ARTICLES, frame, ways
from sitebuilder.listing import GROUP_LENGTH, counted, entry, group, story_link
from sitebuilder.shows import IndexShows

FRONT_PAGE_STORIES = 12
"""How many events the index links to, besides the one that leads."""


def index_shows(archive: Archive) -> IndexShows:
    """Return what the index shows: an event that leads, other events, then the articles, each of them once."""
    told = sorted((story for story in archive.stories.values() if len(story.articles) > 1), key=_rank)
    lead = told[0] if told else None
    led = {article.slug for article in lead.articles[:GROUP_LENGTH]} if lead else set()
    shown = [article for article in archive.articles if article.slug not in led][:FRONT_PAGE_ARTICLES]
    missing = len(archive.articles) - len(led) - len(shown)
    return IndexShows(
        frame=frame(archive, addresses.INDEX, "", archive.settings.description),
        facts=_facts(archive, len(told)),
        lead=group(lead) if lead else None,
        stories=tuple(story_link(story) for story in told[1 : FRONT_PAGE_STORIES + 1]),
        dated=tuple(entry(article) for article in shown if article.date),
        undated=tuple(entry(article) for article in shown if not article.date),
        rest=f"{counted(missing, 'more article')} in the lists" if missing else None,
        ways=ways(archive),
    )


def _rank(story: Story) -> tuple[list[int], int, str]:
    """Sort events by their newest account, then by how many accounts they have, then by slug."""
    newest = max((article.date.order for article in story.articles if article.date), default=(0, 0, 0))
    return [-part for part in newest], -len(story.articles), story.slug


def _facts(archive: Archive, stories: int) -> tuple[str, ...]:
    proven = sum(article.original is not None for article in archive.articles)
    words = sum(article.words for article in archive.articles)
    return (
        counted(len(archive.articles), "article"),
        counted(words, "word"),
        *([counted(stories, "event told by several accounts", "events told by several accounts")] if stories else []),
        *([f"{counted(proven, 'text')} proven equal to the original"] if proven else []),
    )
