"""Which sentences with the same words are shown word by word, one under the other?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitebuilder.archive.comparison import AlignedPair, Comparison
from sitebuilder.pages.parts.passages import Passage, sentence
from sitebuilder.pages.parts.sigla import Siglum, sigla
from sitebuilder.problems import spelled
from sitebuilder.records.article import Article
from sitebuilder.words.shared_wording import SHARED_WORDS

WORDING_NOTE = (
    f"Where accounts share a run of {spelled(SHARED_WORDS)} words or more, their sentences are set one under the other,"
    " sorted by the length of the run. What differs is marked, capitals and punctuation aside."
)
"""How the sentences are chosen, and what is marked in them."""

ON_AN_EVENT = 3
"""How many pairs of sentences the page of an event shows; the pages of two accounts show all of theirs."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence of one account."""

    siglum: Siglum
    """The account."""
    passage: Passage
    """The sentence, marked where it differs from the other."""


@dataclass(frozen=True, slots=True)
class WordingRow:
    """Two sentences with the same words, one under the other."""

    sides: tuple[Worded, Worded]
    """The sentences."""

    @property
    def exact(self) -> tuple[str, ...]:
        """What a page must hold of it, letter for letter."""
        return tuple(exact for side in self.sides for exact in side.passage.exact)


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
