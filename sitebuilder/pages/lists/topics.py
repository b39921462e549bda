"""What do the lists of topics and of events show?"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from sitebuilder import addresses
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.groups import Group, other_topics
from sitebuilder.pages.lists.articles import Listing, around, list_output
from sitebuilder.pages.lists.links import Above, link_pages
from sitebuilder.pages.parts.entries import story_link, topic_link
from sitebuilder.pages.parts.frame import LAYERS, Link, Output
from sitebuilder.pages.parts.paging import Series, paged
from sitebuilder.problems import counted

RELATED_TOPICS = 12
"""How many of the other topics of its articles the page of a topic shows."""


def topic_lists(archive: Archive) -> Iterator[Output]:
    """Yield the pages of the list of each topic."""
    taken = _topic_addresses(archive)
    for topic in archive.topics:
        series = Series(addresses.topic_page(topic.slug), taken)
        listing = Listing(topic.name, topic.name, series, topic.articles, layers=(LAYERS.curated,), is_own=True)
        for page in paged(topic.articles, series):
            shown = replace(around(listing, page), related=_related(topic) if page.number == 1 else ())
            yield list_output(archive, page, shown)


def _related(topic: Group) -> tuple[Link, ...]:
    return tuple(topic_link(name, count) for name, count in other_topics(topic)[:RELATED_TOPICS])


def topics_list(archive: Archive) -> Iterator[Output]:
    """Yield the pages of the list of topics; none where there is only one."""
    links = [topic_link(topic.name, len(topic.articles)) for topic in archive.topics]
    if len(links) > 1:
        above = Above("Topics", counted(len(links), "topic"), "in alphabetical order", (LAYERS.curated,))
        series = Series(addresses.TOPICS, _topic_addresses(archive))
        yield from link_pages(archive, series, above, links)


def _topic_addresses(archive: Archive) -> frozenset[str]:
    return frozenset(addresses.topic_page(topic.slug) for topic in archive.topics)


def events_list(archive: Archive) -> Iterator[Output]:
    """Yield the pages of the list of events; none where there is only one."""
    links = [story_link(story) for story in archive.stories.values()]
    if len(links) > 1:
        above = Above("Events", counted(len(links), "event"), "by title", (LAYERS.curated,))
        series = Series(addresses.STORIES, frozenset(map(addresses.story_page, archive.stories)))
        yield from link_pages(archive, series, above, links)
