"""How is a long list cut into pages, and how does a reader get from one to the others?

A list has one fixed order, and its first page is the start of it: what is added goes where the order puts it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.pages.parts.frame import Link
from sitebuilder.records.articles.article import Article
from sitebuilder.slugs import make_slug

T = TypeVar("T")

PAGE_LENGTH = 60
"""How many things a page of a list holds: few enough to be on the screen with the first packets of an answer."""

NEWEST, UNDATED = "newest", "undated"
"""The fragments of the newest article of a list by date, and of the first without a date."""


class Pager(Struct, frozen=True):
    """The ways from one page of a list to the others."""

    place: str
    """Which page it is, of how many."""
    links: tuple[Link, ...]
    """The first, the previous, the next and the last page, as far as they are not this one."""


class Series(Struct, frozen=True):
    """The addresses of the pages of a list."""

    first: Address
    """The address of the list, which its first page has."""
    taken: Collection[Address] = ()
    """Addresses of other lists that a number after its own would make."""
    length: int = PAGE_LENGTH
    """How many things a page holds."""
    ahead: int = 0
    """How many other pages come before those of the list: that of an event, before the accounts that it leaves out."""
    grows_at_its_end: bool = False
    """Whether things are only added at its end: the first page has a number too, and the list's address the newest."""

    def count(self, things: int) -> int:
        """Return how many pages there are for a number of things. A list of nothing has one page."""
        return max(self.ahead + -(-things // self.length), 1)

    def page(self, number: int) -> Address:
        """Return the address of a page, numbered from 1."""
        if self.grows_at_its_end:
            return addresses.numbered(self.first, number)
        return addresses.part(self.first, number, self.taken)

    def page_with(self, at: int) -> Address:
        """Return the address of the page that has the thing at a place of the list, counted from 0."""
        return self.page(self.ahead + at // self.length + 1)


class Page(Struct, Generic[T], frozen=True):
    """A page of a list."""

    address: Address
    """Its address."""
    number: int
    """Its number, from 1."""
    start: int
    """The place of its first thing in the list, from 0."""
    things: Sequence[T]
    """What is on it."""
    pager: Pager | None
    """The ways to the other pages, where there are any."""

    @property
    def title(self) -> str:
        """What is added to the title of the list: nothing on its first page."""
        return f", page {self.number}" if self.number > 1 else ""

    def extent(self, count: str) -> str:
        """Return how many things the list has, on later pages which page this is: they stay as they are as it grows."""
        return self.pager.place if self.pager and self.number > 1 else count


def paged(things: Sequence[T], series: Series) -> Iterator[Page[T]]:
    """Cut a list into pages."""
    for number in range(series.ahead + 1, series.count(len(things)) + 1):
        start = (number - 1 - series.ahead) * series.length
        some = tuple(things[start : start + series.length])
        yield Page(series.page(number), number, start, some, pager_of(series, number, len(things)))


def pager_of(series: Series, number: int, things: int) -> Pager | None:
    """Return the ways from a page of a list of so many things to the others, or None where it is the only one.

    In a list that grows at its end, how many pages there are is on none of them: each stays as it is from the next on.
    """
    count = series.count(things)
    if count == 1:
        return None
    ways = [("First", 1), ("Previous", number - 1), ("Next", number + 1)]
    if not series.grows_at_its_end:
        ways.append(("Last", count))
    links = [Link(text, series.page(to)) for text, to in ways if to != number and 1 <= to <= count]
    if series.grows_at_its_end:
        return Pager(f"Page {number:,}", (*links, Link("Newest", series.first)))
    return Pager(f"Page {number:,} of {count:,}", tuple(links))


def contents(headings: Sequence[str], series: Series) -> tuple[Link, ...]:
    """Return links to where each group of a paged list starts, with its length, from the heading of each of its things.

    None where all things are in one group.
    """
    links, start = [], 0
    for heading, count in Counter(headings).items():
        links.append(Link(heading, f"{series.page_with(start)}#{make_slug(heading)}", count=f"{count:,}"))
        start += count
    return tuple(links) if len(links) > 1 else ()


def ends(
    articles: Sequence[Article], series: Series, before: int = 0, fragment: Callable[[int], str] | None = None
) -> tuple[Link, ...]:
    """Return the ways from the first page of a list by date to its newest article and to the first without a date.

    None where the list has one page only, and none to what the list begins with. There are `before` other things before
    the articles; `fragment` says at which fragment the thing at a place is.
    """
    if series.count(before + len(articles)) == 1:
        return ()
    dated = sum(1 for article in articles if article.date)
    newest = articles[dated - 1].date if dated else None
    shown = [(f"Newest: {newest.display}", dated - 1, NEWEST)] if newest else []
    if 0 < dated < len(articles):
        shown.append((f"Undated ({len(articles) - dated:,})", dated, UNDATED))
    return tuple(
        Link(text, f"{series.page_with(before + at)}#{fragment(at) if fragment else usual}")
        for text, at, usual in shown
    )
