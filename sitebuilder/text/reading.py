"""What does a reader find in the text of an article?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder.words.unseen import legible, legible_paragraphs


class Around(Struct, frozen=True, array_like=True):
    """A text that is not in a paragraph, or the edge of an element that a reader sees around words."""

    after: int
    """How many paragraphs come before it."""
    edge: str
    """`row`, `cell`, `item`, the number of an item, such as `3.`, `/cell`, `/item` or `/table`; empty for a text."""
    text: str = ""
    """The text."""


class Reading(Struct, frozen=True):
    """What a reader finds in the text of an article."""

    shown: tuple[str, ...]
    """The text of each `<p>`, in document order, without markup."""
    paragraphs: tuple[str, ...]
    """The same without the marks that lead to footnotes, which are not part of the text."""
    tags: frozenset[str]
    """The names of all elements in the text."""
    ids: frozenset[str]
    """The ids of all elements in the text."""
    around: tuple[Around, ...]
    """What is around the paragraphs, in document order: cells, items and headings; nothing in a text of prose."""

    @property
    def outside_paragraphs(self) -> str:
        """Text that is not in a paragraph, white space at its ends left out."""
        return " ".join(piece.text for piece in self.around if piece.text).strip()

    def in_order(self) -> Iterator[Around]:
        """Yield all of the text in document order, with the edges of what it is in."""
        shown = 0
        for piece in (*self.around, Around(len(self.shown), "")):
            yield from (Around(number, "", self.shown[number]) for number in range(shown, piece.after))
            yield piece
            shown = piece.after

    @property
    def blocks(self) -> tuple[str, ...]:
        """The text of each paragraph, heading and cell, in document order."""
        return tuple(piece.text for piece in self.in_order() if piece.text) if self.around else self.shown

    @property
    def digest(self) -> bytes:
        """What is the same where all words of two texts are, white space and characters that nobody sees aside."""
        words = " ".join(" ".join((*legible_paragraphs(self.shown), legible(self.outside_paragraphs))).split())
        return blake2b(words.encode(), digest_size=16).digest()


NOTHING = Reading((), (), frozenset(), frozenset(), ())
"""What a reader finds where there is no text."""


def joined(readings: Sequence[Reading]) -> Reading:
    """Return the reading of several texts that follow each other."""
    if len(readings) == 1:
        return readings[0]
    before = accumulate((len(reading.shown) for reading in readings), initial=0)
    return Reading(
        shown=tuple(text for reading in readings for text in reading.shown),
        paragraphs=tuple(text for reading in readings for text in reading.paragraphs),
        tags=frozenset().union(*(reading.tags for reading in readings)),
        ids=frozenset().union(*(reading.ids for reading in readings)),
        around=tuple(
            replace(piece, after=start + piece.after)
            for start, reading in zip(before, readings, strict=False)
            for piece in reading.around
        ),
    )
