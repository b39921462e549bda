"""What does the page with two whole accounts show?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from markupsafe import Markup
from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.archive.accounts.comparison import Tie, ToCompare, pairs_with_a_page
from sitebuilder.archive.archive import Archive, Common
from sitebuilder.pages.accounts.beside import Beside, TextPart, fragments_of, partners_of, text_parts
from sitebuilder.pages.accounts.order import order_note
from sitebuilder.pages.accounts.wording import WORDING_NOTE, WordingRow, wording_of_two
from sitebuilder.pages.parts.entries import Entry, entry, story_title, supplied
from sitebuilder.pages.parts.frame import LAYERS, Layer, Link, Output, View, frame
from sitebuilder.pages.parts.marking import rebased
from sitebuilder.pages.parts.passages import facts, label_of
from sitebuilder.pages.parts.sigla import Siglum, sigla
from sitebuilder.problems import counted
from sitebuilder.records.articles.article import Article, ArticleText


class Side(Struct, frozen=True):
    """One of two accounts that are side by side, whole."""

    entry: Entry
    """The article."""
    siglum: Siglum
    """Its mark."""
    unknown: tuple[str, ...]
    """What its source does not give, by name."""
    id: str
    """The fragment of its heading: not a slug, which the page's own fragments might have taken."""
    parts: tuple[TextPart, ...]
    """Its text, in its own order."""
    footnotes: Markup
    """The footnotes that come after the text, or nothing."""


class TieCount(Struct, frozen=True):
    """How many ties of one kind there are."""

    text: str
    """The number and the kind, in words."""
    layer: Layer
    """Where they come from."""
    to: str | None
    """The fragment of the part of the page that shows them word by word, if there is one."""


class PairView(View, frozen=True):
    """What the page with two accounts side by side shows."""

    template: ClassVar = "pair.html"
    story: Link
    """The event."""
    notes: tuple[str, ...]
    """How to read the page."""
    order: str
    """Whether it is known which account came earlier."""
    supplied: str | None
    """What of the titles, labels and topics shown the archive supplied, as a sentence, where there is anything."""
    sides: tuple[Side, Side]
    """The two accounts, by slug."""
    ties: tuple[TieCount, ...]
    """How many questions both answer and how many runs of words they share."""
    texts: tuple[ArticleText, ArticleText]
    """The texts of the two accounts."""
    wording: tuple[WordingRow, ...]
    """Their sentences that share wording, word by word."""
    wording_note: str
    """How these are chosen, and what is marked in them."""

    @property
    def exact_texts(self) -> tuple[ArticleText, ...]:
        """Both texts."""
        return self.texts

    @property
    def exact_passages(self) -> tuple[str, ...]:
        """What is beside each paragraph from the other account, and the sentences word by word."""
        counterparts = (row for side in self.sides for part in side.parts for row in part.counterparts)
        return (
            *(exact for row in counterparts for words in row.passages for exact in words.exact),
            *(exact for row in self.wording for exact in row.exact),
        )


def pair_pages(archive: Archive, event: ToCompare) -> Iterator[Output]:
    """Yield a page for each pair of accounts of an event that has one."""
    for left, right in pairs_with_a_page(event):
        make = partial(_pair_view, archive.common, event, left, right)
        yield Output(addresses.pair_page(left.slug, right.slug), left.file, make)


def _pair_view(common: Common, event: ToCompare, left: Article, right: Article) -> PairView:
    comparison = event.compared
    story, ties = comparison.story, comparison.ties(left, right)
    entries, both = [entry(left), entry(right)], f"{label_of(left)}, and {label_of(right)}"
    wording = wording_of_two(comparison, left, right)
    mirrored = sorted(Tie(tie.right, tie.left, tie.question) for tie in ties)
    partners = {left.slug: partners_of(comparison, left, ties), right.slug: partners_of(comparison, right, mirrored)}
    marks = sigla(story)
    fragments = {slug: fragments_of(marks[slug].letter, places) for slug, places in partners.items()}
    return PairView(
        frame=frame(
            common,
            address=addresses.pair_page(left.slug, right.slug),
            title=f"{story_title(story)}: {both}",
            description=f"Two accounts of one event, both of them whole: {both}.",
        ),
        story=Link(story_title(story), addresses.story_page(story.slug), is_own=story.supplied_title is not None),
        notes=_NOTES,
        order=order_note((left, right), marks),
        supplied=supplied(entries, entries),
        sides=(
            _side(Beside(comparison, left, right, partners[left.slug], fragments), "left"),
            _side(Beside(comparison, right, left, partners[right.slug], fragments), "right"),
        ),
        ties=_counted(ties, "wording" if wording else None),
        texts=(comparison.texts[left.slug], comparison.texts[right.slug]),
        wording=wording,
        wording_note=WORDING_NOTE,
    )


_NOTES = (
    "Both texts are whole and in their own order.",
    "After each paragraph comes what the other account has on it.",
    "Marked words lead there, or to the words that they belong to.",
)


def _counted(ties: Sequence[Tie], wording: str | None) -> tuple[TieCount, ...]:
    """Return how many questions both answer and how many runs of words they share; nothing for none."""
    questions, runs = len({tie.question for tie in ties} - {0}), sum(not tie.question for tie in ties)
    counts = (
        (
            questions,
            counted(questions, "question answered by both", "questions answered by both"),
            LAYERS.curated,
            None,
        ),
        (runs, counted(runs, "run of the same words", "runs of the same words"), LAYERS.computed, wording),
    )
    return tuple(TieCount(text, layer, to) for number, text, layer, to in counts if number)


def _side(beside: Beside, fragment: str) -> Side:
    ours, text = beside.ours, beside.comparison.texts[beside.ours.slug]
    return Side(
        entry=entry(ours),
        siglum=sigla(beside.comparison.story)[ours.slug],
        unknown=facts(ours)[1],
        id=fragment,
        parts=text_parts(beside),
        footnotes=Markup(rebased(text.footnotes, ours.slug)),  # noqa: S704 - sanitised in `text.html`
    )
