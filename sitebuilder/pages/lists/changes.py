"""What do the pages show of what the archive has done?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.archive.acts import Act
from sitebuilder.archive.archive import Archive, Common
from sitebuilder.pages.parts.entries import Titled, supplied, titled, withdrawn_title
from sitebuilder.pages.parts.frame import Link, Output, View, frame
from sitebuilder.pages.parts.paging import Page, Pager, Series, paged
from sitebuilder.problems import counted
from sitebuilder.records.articles.withdrawn import Withdrawn
from sitebuilder.source_paths import SITE

NEWEST_ACTS = 50
"""How many acts the page of the newest shows, and how many each page of all."""

SERIES = Series(addresses.CHANGES, length=NEWEST_ACTS, grows_at_its_end=True)
"""The pages of all acts, where there are more than the page of the newest shows."""


class ActRow(Struct, frozen=True):
    """One act of the archive."""

    day: str
    """Its day in words."""
    iso: str
    """The same as HTML's `datetime` takes it."""
    entry: Titled
    """The article with which it was done."""
    what: str
    """What was done, or why it was withdrawn."""
    is_withdrawal: bool
    """Whether it was withdrawn."""


class ChangesView(View, frozen=True):
    """What a page of the archive's acts shows."""

    template: ClassVar = "changes.html"
    note: str
    """How many there are, and in what order."""
    supplied: str | None
    """What of the titles shown the archive supplied, as a sentence, where there is anything."""
    acts: tuple[ActRow, ...]
    """The acts."""
    pager: Pager | None
    """The ways to the other pages, where there are any."""


def newest(acts: Sequence[Act]) -> Sequence[Act]:
    """Return the newest of all acts, the newest first."""
    return acts[-NEWEST_ACTS:][::-1]


def change_pages(archive: Archive) -> Iterator[Output]:
    """Yield the page of the newest acts and, where these are not all, the pages of all, from the oldest on."""
    count, shown = len(archive.acts), newest(archive.acts)
    before = count - len(shown)
    extent = f"The newest {len(shown)} of {counted(count, 'change')}" if before else counted(count, "change")
    ways = (Link("First", SERIES.page(1)), Link("Earlier", SERIES.page_with(before - 1)))
    pager = Pager("Newest first", ways) if before else None
    page = Page(addresses.CHANGES, 1, before, shown, pager)
    yield Output(page.address, SITE, partial(_view, archive.common, page, "Changes", extent))
    for page in paged(archive.acts, SERIES) if before else ():
        title = f"Changes, page {page.number:,}"
        extent = f"Changes {page.start + 1:,} to {page.start + len(page.things):,}, oldest first"
        yield Output(page.address, SITE, partial(_view, archive.common, page, title, extent))


def _view(common: Common, page: Page[Act], title: str, extent: str) -> ChangesView:
    note = f"{extent}, as recorded by those who keep the archive."
    acts = tuple(map(_row, page.things))
    return ChangesView(
        frame=frame(common, page.address, title, f"What the archive has done with its articles. {note}"),
        note=note,
        supplied=supplied(act.entry for act in acts),
        acts=acts,
        pager=page.pager,
    )


def _row(act: Act) -> ActRow:
    entry = withdrawn_title(act.of.slug) if isinstance(act.of, Withdrawn) else titled(act.of.article)
    return ActRow(act.on.display, act.on.iso, entry, act.what, act.is_withdrawal)
