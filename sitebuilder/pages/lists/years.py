"""What do the lists of years show, and how are the years drawn?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.groups import DECADE, UNDATED, Group
from sitebuilder.pages.lists.articles import WHOLE_LIST, Heading, Listing, Section, Siblings, sibling_pages
from sitebuilder.pages.parts.entries import entry, supplied
from sitebuilder.pages.parts.frame import Link, Output, View, frame
from sitebuilder.pages.parts.paging import Page, Pager, Series, paged
from sitebuilder.problems import counted
from sitebuilder.source_paths import SITE

HEADING = "Articles by year"
"""What the list of all years is called."""

YEARS_LENGTH = 400
"""How many years a page draws and lists: all of them, in most archives."""

STEP, BAR, HIGHEST, LOWEST = 40, 32, 100, 3
"""The width for each year, the width of its bar, and the height of the highest bar and at the least of the lowest.

Where the page has no room for so many, the drawing is as narrow as the page."""


class Bar(Struct, frozen=True):
    """The bar of a year."""

    to: Address
    """The list of its articles."""
    name: str
    """The year, and how many articles it has."""
    x: int
    """Its left edge."""
    y: int
    """Its upper edge."""
    height: int
    """How high it is."""


class Bars(Struct, frozen=True):
    """Years, drawn: a bar for each that has articles, and a space for each that has none."""

    width: int
    """The width of the drawing."""
    height: int
    """Its height."""
    bar_width: int
    """How wide each bar is."""
    bars: tuple[Bar, ...]
    """The bars."""
    first: str
    """The year at the left edge."""
    last: str
    """The year at the right edge."""
    note: str
    """What the highest bar stands for."""


class YearsView(View, frozen=True):
    """What the list of years shows."""

    template: ClassVar = "years.html"
    heading: str
    """What it is called."""
    note: str
    """How many articles there are, and in what order."""
    supplied: str | None
    """What of the titles, labels and topics shown the archive supplied, as a sentence, where there is anything."""
    bars: Bars | None
    """The years, drawn, where there are several."""
    years: tuple[Link, ...]
    """The years, the decades and the undated, each with the number of its articles."""
    sections: tuple[Section, ...]
    """The articles of each year, where they are few."""
    pager: Pager | None
    """The ways to the other pages, where there are very many years."""


def year_lists(archive: Archive) -> Iterator[Output]:
    """Yield the page that has all years, and the pages of each year."""
    if addresses.YEARS not in archive.lists:
        return
    years = [
        Listing(year.name, _heading(year), Series(addresses.year_page(year.slug)), year.articles)
        for year in archive.years
    ]
    for page in paged(years, Series(addresses.YEARS, length=YEARS_LENGTH)):
        yield Output(page.address, SITE, partial(_view, archive, page))
    yield from sibling_pages(archive, Siblings("Years", years, Link("All years", addresses.YEARS)))


def _heading(year: Group) -> str:
    if year.slug == UNDATED:
        return "Undated articles"
    return f"Articles of {'the ' if year.slug.endswith(DECADE) else ''}{year.name}"


def _view(archive: Archive, page: Page[Listing]) -> YearsView:
    count, title = len(archive.articles), HEADING + page.title
    all_articles = Listing(HEADING, HEADING, Series(addresses.YEARS), (*archive.dated[::-1], *archive.undated))
    note = all_articles.note if count <= WHOLE_LIST else f"{counted(count, 'article')}, by year."
    sections = tuple(map(_section, page.things)) if count <= WHOLE_LIST else ()
    entries = [entry for section in sections for entry in section.entries]
    return YearsView(
        frame=frame(archive.common, page.address, title, f"{title}. {note}"),
        heading=HEADING,
        note=note,
        supplied=supplied(entries, entries, entries),
        bars=_bars(page.things),
        years=tuple(Link(of.name, of.series.first, count=f"{len(of.articles):,}") for of in page.things),
        sections=sections,
        pager=page.pager,
    )


def _section(of: Listing) -> Section:
    heading = Heading(of.name, of.series.first, counted(len(of.articles), "article"))
    return Section(heading, 3, tuple(map(entry, of.articles)))


def _bars(groups: Sequence[Listing]) -> Bars | None:
    """Draw the years, or return None where there are fewer than two. A decade has no place among them."""
    dates = [(group, group.articles[0].date) for group in groups]
    years = [group for group, date in dates if date and not date.is_decade]
    if len(years) < 2:
        return None
    first, last = int(years[0].name), int(years[-1].name)
    most = max(years, key=lambda year: len(year.articles))
    highest = f"A bar for each year, as high as it has articles: at most {len(most.articles):,}, in {most.name}."
    left_out = " Articles of which only the decade is known are not drawn."
    scale = (HIGHEST - LOWEST) / len(most.articles)
    return Bars(
        width=(last - first + 1) * STEP,
        height=HIGHEST,
        bar_width=BAR,
        bars=tuple(_bar(year, first, LOWEST + round(len(year.articles) * scale)) for year in years),
        first=years[0].name,
        last=years[-1].name,
        note=highest + (left_out if any(date and date.is_decade for _, date in dates) else ""),
    )


def _bar(year: Listing, first: int, height: int) -> Bar:
    name = f"{year.name}: {counted(len(year.articles), 'article')}"
    return Bar(year.series.first, name, (int(year.name) - first) * STEP, HIGHEST - height, height)
