"""What do the lists show: of a year, of a letter, of a topic, and of all topics?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive import Archive
from sitebuilder.article import Article
from sitebuilder.framing import frame, has_letters, has_years
from sitebuilder.listing import counted, entry, page_of, paged, story_link, topic_link
from sitebuilder.shelves import UNDATED, Shelf
from sitebuilder.shows import Link, LinksShows, ListShows

LinksPage = tuple[Address, LinksShows]
"""The address of a page and what it shows."""

ListPage = tuple[Address, ListShows, Article]
"""The address of a page, what it shows, and the first article that it lists."""


def year_lists(archive: Archive) -> Iterator[ListPage]:
    """Yield the pages of the lists by year."""
    if has_years(archive):
        yield from _lists(archive, archive.years, addresses.year_page, "Years", _of_year)


def letter_lists(archive: Archive) -> Iterator[ListPage]:
    """Yield the pages of the lists by title."""
    if has_letters(archive):
        yield from _lists(archive, archive.letters, addresses.title_page, "Letters", _of_letter)


def topic_lists(archive: Archive) -> Iterator[ListPage]:
    """Yield the pages of the list of each topic."""
    for topic in archive.topics:
        yield from _lists(archive, [topic], addresses.topic_page, "Topics", lambda shelf: shelf.name)


def _of_letter(shelf: Shelf) -> str:
    return f"Titles: {shelf.name}"


def _of_year(shelf: Shelf) -> str:
    return "Articles whose date is unknown" if shelf.slug == UNDATED else f"Articles of {shelf.name}"


def _order(shelf: Shelf) -> str:
    """Return in which order the articles of a shelf stand: where no date is known, nobody can say which is older."""
    dated = sum(1 for article in shelf.articles if article.date)
    if not dated:
        return "by title"
    return "oldest first" if dated == len(shelf.articles) else "oldest first, those without a date after them by title"


def _lists(
    archive: Archive,
    shelves: Sequence[Shelf],
    address: Callable[[str], Address],
    label: str,
    heading: Callable[[Shelf], str],
) -> Iterator[ListPage]:
    """Yield the pages of lists that stand beside each other, such as those of all years."""
    for shelf in shelves:
        order = "by title" if label == "Letters" else _order(shelf)
        beside = tuple(Link(other.name, address(other.slug), other is shelf) for other in shelves)
        for here, articles, parts in paged(shelf.articles, address(shelf.slug)):
            title = heading(shelf) + page_of(parts)
            note = counted(len(shelf.articles), "article") + (f", {order}." if len(shelf.articles) > 1 else ".")
            shows = ListShows(
                frame=frame(archive, here, title, f"{title}. {note}"),
                heading=heading(shelf),
                note=note,
                beside=beside if len(beside) > 1 else (),
                beside_label=label,
                entries=tuple(entry(article) for article in articles),
                parts=parts,
            )
            yield here, shows, articles[0]


def topics_list(archive: Archive) -> Iterator[LinksPage]:
    """Yield the pages of the list of topics; none where there is only one."""
    links = [topic_link(topic.name, len(topic.articles)) for topic in archive.topics]
    if len(links) > 1:
        yield from _links(archive, addresses.TOPICS, "Topics", f"{counted(len(links), 'topic')}, by name.", links)


def events_list(archive: Archive) -> Iterator[LinksPage]:
    """Yield the pages of the list of events; none where there is only one."""
    links = [story_link(story) for story in archive.stories.values()]
    if len(links) > 1:
        yield from _links(archive, addresses.STORIES, "Events", f"{counted(len(links), 'event')}, by title.", links)


def _links(archive: Archive, first: Address, heading: str, note: str, links: Sequence[Link]) -> Iterator[LinksPage]:
    """Yield the pages of a list of links."""
    for here, some, parts in paged(links, first):
        title = heading + page_of(parts)
        yield here, LinksShows(frame(archive, here, title, f"{title}. {note}"), heading, note, tuple(some), parts)
