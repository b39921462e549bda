"""Which ties between accounts are drawn as lines, how strong is each, and where does it lead?"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.accounts.comparison import Comparison, Tie, Ties
from sitebuilder.ordering import grouped
from sitebuilder.pages.parts.frame import LAYERS, Layer

SHARED = "shared"
"""The kind of a line that shared wording draws."""

_KINDS = {
    "agreement": "agreement",
    "agreement in substance": "substance",
    "different detail": "detail",
    "tension": "tension",
    "contradiction": "contradiction",
}
"""The kind of the line that each relation draws, the faintest first."""


class LineKind(Struct, frozen=True):
    """A kind of line, as the legend shows it."""

    kind: str
    """Its class."""
    name: str
    """What it means."""


class LineKinds(Struct, frozen=True):
    """The kinds of line from one layer."""

    text: str
    """What its lines join, and where they lead."""
    kinds: tuple[LineKind, ...]
    """The kinds, the strongest first."""
    layer: Layer
    """Where they come from."""


class Line(Struct, frozen=True):
    """A line between two paragraphs."""

    pair: tuple[int, int]
    """The positions of the two accounts, the lower one the left of the tie."""
    tie: Tie
    """The places at which it starts and ends."""
    kind: str
    """Its class: the strongest relation on which the two paragraphs answer the same question, or shared wording."""
    to: Address
    """Where it leads: to the question, or to the list of shared wording."""
    name: str
    """What it is called."""

    @property
    def passes(self) -> bool:
        """Whether it passes a column."""
        return self.pair[1] - self.pair[0] > 1


def lines(comparison: Comparison, ties: Ties) -> list[Line]:
    """Return a line for every two paragraphs that questions or shared wording tie, the faintest first."""
    order = [SHARED, *_KINDS.values()]
    # What fewer than two accounts answer has no relation, and ties nothing.
    kinds = [SHARED, *(_KINDS.get(question.relation or "", "") for question in comparison.story.questions)]
    drawn = []
    for pair in ties:
        paragraphs = grouped(
            ((tie.left.paragraph, tie.right.paragraph, bool(tie.question)), tie) for tie in _to_neighbours(pair, ties)
        )
        for some in paragraphs.values():
            strongest = max(some, key=lambda tie: order.index(kinds[tie.question]))
            drawn.append(_line(pair, strongest, kinds[strongest.question]))
    return sorted(drawn, key=lambda line: order.index(line.kind))


def _line(pair: tuple[int, int], tie: Tie, kind: str) -> Line:
    if not tie.question:
        return Line(pair, tie, kind, "#shared", "The same words")
    return Line(pair, tie, kind, f"#{addresses.question(tie.question)}", f"Question {tie.question}")


def legend(drawn: Sequence[Line]) -> tuple[LineKinds, ...]:
    """Return the kinds of line that are drawn."""
    kinds = {line.kind for line in drawn}
    curated = [LineKind(kind, name) for name, kind in reversed(_KINDS.items()) if kind in kinds]
    computed = [LineKind(SHARED, "the same words")] if SHARED in kinds else []
    rows = (
        ("Each line leads to a question that both paragraphs answer.", curated, LAYERS.curated),
        ("A dotted line leads to words that both paragraphs have.", computed, LAYERS.computed),
    )
    return tuple(LineKinds(text, tuple(some), layer) for text, some, layer in rows if some)


def _to_neighbours(pair: tuple[int, int], ties: Ties) -> list[Tie]:
    """Leave out what an account between the two has too: it is tied from neighbour to neighbour."""
    left, right = pair
    between = range(left + 1, right)
    asked_between = {tie.question for other in between for tie in ties[left, other]}
    worded_between = {
        (tie.left.paragraph, on.right.paragraph)
        for other in between
        for tie in ties[left, other]
        for on in ties[other, right]
        if not tie.question and not on.question and tie.right.paragraph == on.left.paragraph
    }
    return [
        tie
        for tie in ties[pair]
        if (
            tie.question not in asked_between
            if tie.question
            else (tie.left.paragraph, tie.right.paragraph) not in worded_between
        )
    ]
