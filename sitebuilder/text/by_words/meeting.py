"""Where do two texts that differ have the same words again?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from sitebuilder.text.by_words.received import LINE, Token

_NEAR = 50
"""How many words on each side are searched."""

_AGREEING = 2
"""How many words in a row have to be the same."""

_QUOTED = 8
"""How many words are quoted where no words near are the same."""


class Meeting(Struct, frozen=True):
    """The place from which two texts have the same words again."""

    ours: int
    """How many words of ours are before it."""
    theirs: Sequence[int]
    """Where the words of theirs are that are before it."""
    is_near: bool
    """Whether there is such a place near; otherwise, these are only the next words."""

    @property
    def distance(self) -> tuple[bool, int]:
        """How far it is: beyond all others, where it is not near."""
        return not self.is_near, self.ours + len(self.theirs)


def meeting(words: Sequence[str], ours: int, received: Sequence[Token], theirs: int) -> Meeting:
    """Return where some words and a text as received meet again, from a place on in each where they differ.

    The bars, bullets and numbers of theirs may be words or not: what leads to the nearer place is taken.
    """
    meetings = (_meeting(words, ours, received, _words_from(received, theirs, is_word)) for is_word in (False, True))
    return min(meetings, key=lambda met: met.distance)


def _meeting(words: Sequence[str], ours: int, received: Sequence[Token], theirs: Iterator[int]) -> Meeting:
    places = list(islice(theirs, _NEAR + _AGREEING))
    left, right = words[ours : ours + _NEAR + _AGREEING], tuple(received[at].text for at in places)
    for total in range(1, 2 * _NEAR + 1):
        for passed in range(max(0, total - _NEAR), min(total, _NEAR) + 1):
            skipped = total - passed
            if left[passed : passed + _AGREEING] == right[skipped : skipped + _AGREEING]:
                return Meeting(min(passed, len(left)), places[:skipped], True)
    return Meeting(min(_QUOTED, len(left)), places[:_QUOTED], False)


def _words_from(received: Sequence[Token], at: int, with_marks: bool) -> Iterator[int]:
    while at < len(received):
        token = received[at]
        if not token.kind or (with_marks and token.kind != LINE):
            yield at
        at += 1 + token.held
