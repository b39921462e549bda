"""What does the register of quotations show?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sitebuilder import addresses
from sitebuilder.archive.archive import Archive
from sitebuilder.ordering import alphabetical, grouped
from sitebuilder.pages.parts.entries import Entry, entry, page_of, paged, supplied
from sitebuilder.pages.parts.frame import LAYERS, Layer, Link, Output, View, frame
from sitebuilder.pages.parts.passages import Passage, passage
from sitebuilder.problems import counted
from sitebuilder.records.article import Article, ArticleText
from sitebuilder.records.speakers import NOT_RECORDED, SPEAKER_KINDS, AttributedQuotation
from sitebuilder.source_paths import SITE


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """One row of the register of quotations."""

    passages: tuple[Passage, ...]
    """The words; a piece for each paragraph, where they go on over several."""
    speaker: str | None
    """Who speaks, or None if that is not recorded."""
    entry: Entry
    """The article."""


@dataclass(frozen=True, slots=True)
class QuotationGroup:
    """The quotations of one kind of speaker."""

    heading: str
    """The kind of speaker."""
    rows: tuple[QuotationRow, ...]
    """The quotations."""


@dataclass(frozen=True)
class QuotationsView(View):
    """What the register of quotations shows."""

    template: ClassVar = "quotations.html"
    note: str
    """How many there are, and in what order."""
    supplied: str | None
    """What square brackets mean, as a sentence, where a title is in them."""
    layers: tuple[Layer, ...]
    """Where they come from."""
    groups: tuple[QuotationGroup, ...]
    """The quotations by kind of speaker."""
    parts: tuple[Link, ...]
    """The pages of the register, where it has more than one."""

    @property
    def exact_passages(self) -> tuple[str, ...]:
        """The quotations."""
        return tuple(words.text for group in self.groups for row in group.rows for words in row.passages)


_KINDS = [*SPEAKER_KINDS, None]

Quoted = tuple[AttributedQuotation, Article, ArticleText]
"""A quotation, with the article that has it and the article's text."""


def quotation_pages(archive: Archive) -> Iterator[Output]:
    """Yield the pages of the register of quotations; none where there is only one quotation."""
    if archive.quotation_count < 2:
        return
    texts = ((article, archive.texts[article.slug]) for article in archive.articles)
    places = sorted(
        ((quotation, article, text) for article, text in texts for quotation in text.quotations), key=_order
    )
    note = f"{counted(len(places), 'quotation')}, sorted by kind of speaker, then by speaker."
    for address, some, parts in paged(places, addresses.QUOTATIONS):
        title = "Quotations" + page_of(parts)
        groups = grouped((place[0].kind, _row(*place)) for place in some)
        view = QuotationsView(
            frame=frame(archive, address, title, f"{title}. {note}"),
            note=note,
            supplied=supplied(row.entry for rows in groups.values() for row in rows),
            layers=(LAYERS.computed, LAYERS.speakers),
            groups=tuple(
                QuotationGroup(SPEAKER_KINDS.get(kind or "", NOT_RECORDED), tuple(rows))
                for kind, rows in groups.items()
            ),
            parts=parts,
        )
        yield Output(address, view, SITE)


def _order(quoted: Quoted) -> tuple[int, tuple[str, str]]:
    quotation, article, _ = quoted
    return _KINDS.index(quotation.kind), alphabetical(quotation.speaker or "", article.slug)


def _row(quotation: AttributedQuotation, article: Article, text: ArticleText) -> QuotationRow:
    passages = tuple(passage(text, span) for span in quotation.quotation.spans)
    return QuotationRow(passages, quotation.speaker, entry(article))
