"""What stands around every page: what is it called, and where does the navigation lead?"""

from __future__ import annotations

from sitebuilder import addresses
from sitebuilder.addresses import Address, link
from sitebuilder.archive import Archive
from sitebuilder.languages import direction
from sitebuilder.shelves import UNDATED
from sitebuilder.shows import Frame, Link

FRONT_PAGE_ARTICLES = 50
"""How many articles the index shows; where there are more, lists by year and by title hold them all."""


def frame(archive: Archive, here: Address, title: str, description: str) -> Frame:
    """Return what stands around the page at the address `here`."""
    topics = [("Topics", addresses.TOPICS)] if len(archive.topics) > 1 else []
    events = [("Events", addresses.STORIES)] if len(archive.stories) > 1 else []
    names = [("Names", addresses.NAMES)] if len(archive.named) > 1 else []
    said = [("Quotations", addresses.QUOTATIONS)] if archive.quotations > 1 else []
    listed = [
        ("Articles", addresses.INDEX),
        *_lists(archive),
        *events,
        *topics,
        *names,
        *said,
        ("About", addresses.ABOUT),
    ]
    url = archive.settings.url
    links = tuple(Link(words, to, to == here) for words, to in listed)
    return Frame(
        archive.settings,
        title,
        description,
        direction(archive.settings.language),
        url + link("", here) if url else None,
        links,
    )


def ways(archive: Archive) -> tuple[Link, ...]:
    """Return the links to the lists that hold every article."""
    undated = [shelf for shelf in archive.years if shelf.slug == UNDATED and has_years(archive)]
    return (
        *(Link(words, to) for words, to in _lists(archive)),
        *(Link(f"Date unknown ({len(shelf.articles):,})", addresses.year_page(UNDATED)) for shelf in undated),
    )


def has_years(archive: Archive) -> bool:
    """Tell whether there are lists by year: where they part the articles, or where the index does not show all."""
    return len(archive.years) > 1 or len(archive.articles) > FRONT_PAGE_ARTICLES


def has_letters(archive: Archive) -> bool:
    """Tell whether there are lists by title, by the same rule."""
    return len(archive.letters) > 1 or len(archive.articles) > FRONT_PAGE_ARTICLES


def _lists(archive: Archive) -> list[tuple[str, Address]]:
    """Return the list at which a reader starts: the newest year, the first letter."""
    newest = ([shelf for shelf in archive.years if shelf.articles[0].date] or list(archive.years))[-1:]
    return [
        *(("By year", addresses.year_page(shelf.slug)) for shelf in newest if has_years(archive)),
        *(("By title", addresses.title_page(shelf.slug)) for shelf in archive.letters[:1] if has_letters(archive)),
    ]
