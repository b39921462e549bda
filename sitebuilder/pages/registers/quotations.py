"""What does the register of quotations show?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.archive.archive import Archive, Part
from sitebuilder.archive.indexed_names import Quoted
from sitebuilder.ordering import alphabetical, grouped
from sitebuilder.pages.parts.entries import Entry, entry, supplied
from sitebuilder.pages.parts.frame import LAYERS, Layer, Link, Output, View, frame
from sitebuilder.pages.parts.paging import Page, Pager, Series, contents, paged
from sitebuilder.pages.parts.passages import Passage, quoted_passages
from sitebuilder.pages.parts.speakers import NamePage, Voice, voice
from sitebuilder.problems import counted
from sitebuilder.records.articles.speakers import NOT_RECORDED, SPEAKER_KINDS, AttributedQuotation
from sitebuilder.slugs import make_slug
from sitebuilder.source_paths import SITE


class QuotationRow(Struct, frozen=True):
    """One row of the register of quotations."""

    passages: tuple[Passage, ...]
    """The words; a piece for each paragraph, where they go on over several."""
    voice: Voice
    """Who speaks."""
    entry: Entry
    """The article."""

    @property
    def exact(self) -> tuple[str, ...]:
        """What a page must hold of it, letter for letter."""
        return *(words.text for words in self.passages), *self.voice.exact


class QuotationGroup(Struct, frozen=True):
    """The quotations of one kind of speaker."""

    heading: str
    """The kind of speaker."""
    id: str
    """The fragment of the heading."""
    rows: tuple[QuotationRow, ...]
    """The quotations."""


class QuotationsView(View, frozen=True):
    """What the register of quotations shows."""

    template: ClassVar = "quotations.html"
    note: str
    """How many there are, and in what order."""
    supplied: str | None
    """What of the titles and labels shown the archive supplied, as a sentence, where there is anything."""
    layers: tuple[Layer, ...]
    """Where they come from."""
    groups: tuple[QuotationGroup, ...]
    """The quotations by kind of speaker."""
    contents: tuple[Link, ...]
    """Where each of several kinds of speaker starts, with the number of its quotations, on the first page."""
    pager: Pager | None
    """The ways to the other pages of the register, where it has more than one."""

    @property
    def exact_passages(self) -> tuple[str, ...]:
        """The quotations."""
        return tuple(exact for group in self.groups for row in group.rows for exact in row.exact)


_KINDS = [*SPEAKER_KINDS, None]

_SERIES = Series(addresses.QUOTATIONS)


def quotation_pages(archive: Archive) -> Iterator[Output]:
    """Yield the pages of the register of quotations; none where there is only one quotation."""
    if archive.quotation_count < 2:
        return
    texts = ((article, archive.texts[article.slug]) for article in archive.articles)
    places = sorted(((quotation, article) for article, text in texts for quotation in text.quotations), key=_order)
    kinds = contents([_heading(quotation) for quotation, _ in places], _SERIES)
    count = counted(len(places), "quotation")
    for page in paged(places, _SERIES):
        quoted, articles = zip(*page.things, strict=True)
        shown = archive.texts_of(articles, quoted)
        note = f"{page.extent(count)}, sorted by kind of speaker, then by speaker."
        yield Output(page.address, SITE, partial(_view, shown, note, kinds if page.number == 1 else (), page))


def _view(archive: Part, note: str, kinds: tuple[Link, ...], page: Page[Quoted]) -> QuotationsView:
    title = "Quotations" + page.title
    groups = grouped((_heading(row[0]), quotation_row(archive, row, archive.name_pages.get)) for row in page.things)
    entries = [row.entry for rows in groups.values() for row in rows]
    return QuotationsView(
        frame=frame(archive.common, page.address, title, f"{title}. {note}"),
        note=note,
        supplied=supplied((entry for entry in entries if not entry.label), entries),
        layers=(LAYERS.computed, LAYERS.speakers),
        groups=tuple(QuotationGroup(heading, make_slug(heading), tuple(rows)) for heading, rows in groups.items()),
        contents=kinds,
        pager=page.pager,
    )


def _order(quoted: Quoted) -> tuple[int, tuple[str, str]]:
    quotation, article = quoted
    return _KINDS.index(quotation.kind), alphabetical(quotation.speaker or "", article.slug)


def _heading(quotation: AttributedQuotation) -> str:
    return SPEAKER_KINDS.get(quotation.kind or "", NOT_RECORDED)


def quotation_row(archive: Part, quoted: Quoted, name_page: NamePage) -> QuotationRow:
    """Return what is shown of a quotation and who speaks, with links to the pages of names."""
    (attributed, article), text = quoted, archive.texts[quoted[1].slug]
    passages = quoted_passages(text, attributed)
    return QuotationRow(
        passages=passages,
        voice=voice(attributed.by, passages[0].paragraph, text, name_page),
        entry=entry(article),
    )
