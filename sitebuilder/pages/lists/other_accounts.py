"""Which accounts of an event are not compared, and what do the pages that list them show?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive, Common
from sitebuilder.archive.groups import Story
from sitebuilder.pages.lists.articles import Around, Listing, ListView, around, list_view, with_texts
from sitebuilder.pages.parts.entries import story_title
from sitebuilder.pages.parts.frame import LAYERS, Link, Output
from sitebuilder.pages.parts.paging import Page, Pager, Series, ends, paged, pager_of
from sitebuilder.problems import counted
from sitebuilder.records.articles.article import ArticleText


class LeftOut(Struct, frozen=True):
    """The accounts of an event that are not compared, for the page of the event."""

    note: str
    """Which accounts are compared, which are not, and why."""
    ends: tuple[Link, ...]
    """The ways to the newest of the others and to those without a date."""
    pager: Pager | None
    """The ways to the pages that list them, which come after that of the event."""


def other_account_lists(archive: Archive) -> Iterator[Output]:
    """Yield the pages that list the accounts that are not compared, of each event that has any."""
    taken = frozenset(map(addresses.story_page, archive.stories)) | archive.former_in("stories")
    for story in archive.stories.values():
        if story.others:
            series = _series(story, taken)
            listing = Listing(
                name=story.slug,
                heading=story_title(story),
                series=series,
                articles=story.others,
                layers=(LAYERS.curated,),
                is_own=story.supplied_title is not None,
            )
            for page in paged(story.others, series):
                make = partial(_view, archive.common, around(listing, page), series.first, with_texts(archive, page))
                yield Output(page.address, page.things[0].file, make)


def _series(story: Story, taken: Collection[Address]) -> Series:
    return Series(addresses.story_page(story.slug), taken, ahead=1)


def _view(common: Common, around: Around, event: Address, page: Page[ArticleText]) -> ListView:
    view = list_view(common, around, page)
    return replace(view, to=event, note=f"Accounts that are not compared. {view.note}")


def left_out(story: Story, taken: Collection[Address]) -> LeftOut | None:
    """Return which accounts of an event are not compared, or None; `taken` are the addresses of all events."""
    if not story.others:
        return None
    series = _series(story, taken)
    return LeftOut(
        note=f"{len(story.articles)} of {counted(story.count, 'account')} are compared, each with each other: those"
        " that the archive added first. All would make too many pairs; the pages after this list the others.",
        ends=ends(story.others, series),
        pager=pager_of(series, 1, len(story.others)),
    )
