"""Which words do accounts share, and how do the sentences with them differ?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from sitebuilder.archive.accounts.comparison import AlignedPair, Comparison
from sitebuilder.ordering import grouped
from sitebuilder.pages.accounts.tables import with_room
from sitebuilder.pages.parts.frame import Link
from sitebuilder.pages.parts.passages import Passage, passage, sentence
from sitebuilder.pages.parts.sigla import Siglum, sigla
from sitebuilder.problems import spelled
from sitebuilder.records.articles.article import Article
from sitebuilder.words.shared_wording import SHARED_WORDS, folded_tokens
from sitebuilder.words.spans import Span
from sitebuilder.words.unseen import legible

SHARED_NOTE = (
    f"Runs of {spelled(SHARED_WORDS)} words or more that accounts share, capitals and punctuation aside. This says"
    " nothing about where the words come from, and the same words in two accounts are no second witness."
)
"""What counts as shared wording."""

WORDING_NOTE = (
    f"Where accounts share a run of {spelled(SHARED_WORDS)} words or more, their sentences are set one under the other,"
    " sorted by the length of the run. What differs is marked, capitals and punctuation aside."
)
"""How the sentences are chosen, and what is marked in them."""

ON_AN_EVENT = 3
"""How many pairs of sentences the page of an event shows; the pages of two accounts show all of theirs."""


class SharedPlace(Struct, frozen=True):
    """Where an account has shared words."""

    siglum: Siglum
    """The account."""
    paragraph: Link
    """The permalink of the paragraph."""


class SharedForm(Struct, frozen=True):
    """The same words as some accounts have them, letter for letter."""

    passage: Passage
    """The words, as one of the accounts has them."""
    places: tuple[SharedPlace, ...]
    """Where they are."""


class SharedRow(Struct, frozen=True):
    """The same words in two accounts or more."""

    forms: tuple[SharedForm, ...]
    """The words as the accounts have them: forms differ in capitals and punctuation only."""


class Worded(Struct, frozen=True):
    """A sentence of one account."""

    siglum: Siglum
    """The account."""
    passage: Passage
    """The sentence, marked where it differs from the other."""


class WordingRow(Struct, frozen=True):
    """Two sentences with the same words, one under the other."""

    sides: tuple[Worded, Worded]
    """The sentences."""

    @property
    def exact(self) -> tuple[str, ...]:
        """What a page must hold of it, letter for letter."""
        return tuple(exact for side in self.sides for exact in side.passage.exact)


def shared_rows(comparison: Comparison) -> tuple[tuple[SharedRow, ...], str]:
    """Return the runs of words that accounts share, each once for all of them, and what is said above them.

    Where there is no room for all of them, they are the longest.
    """
    runs: dict[tuple[str, ...], set[tuple[str, Span]]] = {}
    for (left, right), shared in comparison.shared.items():
        for run in shared:
            tokens = folded_tokens(run.left.text(comparison.texts[left].paragraphs))
            runs.setdefault(tokens, set()).update([(left, run.left), (right, run.right)])
    shown = with_room([(len(tokens), 2 * len(places)) for tokens, places in runs.items()])
    rows = tuple(_shared_row(comparison, places) for at, places in enumerate(runs.values()) if at in shown)
    if len(rows) == len(runs):
        return rows, SHARED_NOTE
    return rows, f"{SHARED_NOTE} These are the longest; all {len(runs):,} are marked on the pages of two accounts."


def _shared_row(comparison: Comparison, places: Iterable[tuple[str, Span]]) -> SharedRow:
    forms = grouped(
        (legible(span.text(comparison.texts[slug].paragraphs)), (slug, span)) for slug, span in sorted(places)
    )
    return SharedRow(tuple(_shared_form(comparison, some) for some in forms.values()))


def _shared_form(comparison: Comparison, places: Sequence[tuple[str, Span]]) -> SharedForm:
    all_sigla = sigla(comparison.story)
    passages = [(all_sigla[slug], passage(comparison.texts[slug], span)) for slug, span in places]
    return SharedForm(
        passages[0][1],
        tuple(SharedPlace(siglum, Link(str(shown.paragraph), shown.to)) for siglum, shown in passages),
    )


def wording_of_two(comparison: Comparison, left: Article, right: Article) -> tuple[WordingRow, ...]:
    """Return all sentences of two accounts that share wording."""
    return _rows(comparison, comparison.aligned(left, right))


def longest_wording(comparison: Comparison) -> tuple[WordingRow, ...]:
    """Return the sentences of any two accounts of an event that share the longest runs of words."""
    return _rows(comparison, comparison.longest_aligned(ON_AN_EVENT))


def _rows(comparison: Comparison, pairs: Iterable[AlignedPair]) -> tuple[WordingRow, ...]:
    marks = sigla(comparison.story)
    rows = []
    for pair in pairs:
        left, right = (
            Worded(marks[slug], sentence(comparison.texts[slug], side.span, side.differing)) for slug, side in pair
        )
        rows.append(WordingRow((left, right)))
    return tuple(rows)
