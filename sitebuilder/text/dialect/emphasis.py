"""Which words of a line of Markdown are emphasised?

By the rules of CommonMark 0.31, 6.2. Python-Markdown's own processor loses letters where marks do not match: 3.11 shows
`a*b**c*d` as `a*bc`. Here, all that goes from a text is the marks of each pair.
"""

from __future__ import annotations

import re
import unicodedata

from markdown.util import ETX, STX
from msgspec import Struct

_RUN = re.compile(r"([*_])\1*+")


class _Run(Struct):
    """What is left of a run of marks: it opens with its last mark and closes with its first."""

    at: int
    """Where it starts now."""
    left: int
    """How many of its marks belong to no pair yet."""
    mark: str
    """The mark: `*` or `_`."""
    length: int
    """How many marks it had at first."""
    opens: bool
    """Whether emphasis may start with it."""
    closes: bool
    """Whether emphasis may end with it."""

    def matches(self, closer: _Run) -> bool:
        """Tell whether this run opens what the other closes (rules 9 and 10: not if their lengths add up to 3n)."""
        both_ways = self.closes or closer.opens
        adds_up = (self.length + closer.length) % 3 == 0 and self.length % 3 != 0
        return self.mark == closer.mark and not (both_ways and adds_up)


class _Pair(Struct, frozen=True):
    """Marks that belong together, before the emphasised words and after them."""

    start: int
    """Where the marks before are."""
    end: int
    """Where the marks after are."""
    size: int
    """How many marks there are on each side: 1, or 2 for strong emphasis."""


class Mark(Struct, frozen=True):
    """Marks at which emphasis starts or ends."""

    at: int
    """Where they are."""
    size: int
    """How many they are."""
    opens: str
    """The element that starts there, or an empty text where one ends."""


def marks_of(text: str) -> list[Mark]:
    """Return where emphasis starts and ends in a text, in reading order; each element lies in another or beside it."""
    pairs = _pairs(text)
    starts = (Mark(pair.start, pair.size, "strong" if pair.size == 2 else "em") for pair in pairs)
    return sorted([*starts, *(Mark(pair.end, pair.size, "") for pair in pairs)], key=lambda mark: mark.at)


def _pairs(text: str) -> list[_Pair]:
    """Find the marks that belong together. Two pairs lie one in the other or one after the other."""
    pairs = []
    openers: list[_Run] = []
    bottoms: dict[tuple[str, int, bool], int] = {}  # below these openers, none matches a closer of that kind
    for closer in _runs(text):
        kind = closer.mark, closer.length % 3, closer.opens
        while closer.closes and closer.left:
            candidates = reversed(range(min(bottoms.get(kind, 0), len(openers)), len(openers)))
            place = next((n for n in candidates if openers[n].matches(closer)), None)
            if place is None:
                bottoms[kind] = len(openers)
                break
            opener = openers[place]
            size = min(opener.left, closer.left, 2)
            opener.left -= size
            pairs.append(_Pair(opener.at + opener.left, closer.at, size))
            closer.at += size
            closer.left -= size
            del openers[place + (opener.left > 0) :]
        if closer.opens and closer.left:
            openers.append(closer)
    return pairs


def _runs(text: str) -> list[_Run]:
    runs = []
    for match in _RUN.finditer(text):
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        left = not after.isspace() and (not _is_punctuation(after) or before.isspace() or _is_punctuation(before))
        right = not before.isspace() and (not _is_punctuation(before) or after.isspace() or _is_punctuation(after))
        in_words = match[0][0] == "*"
        opens = left and (in_words or not right or _is_punctuation(before))
        closes = right and (in_words or not left or _is_punctuation(after))
        runs.append(_Run(match.start(), len(match[0]), match[0][0], len(match[0]), opens, closes))
    return runs


def _is_punctuation(character: str) -> bool:
    """Tell whether a character is punctuation: so is the edge of whatever has been read before, code or a link."""
    return character in (STX, ETX) or unicodedata.category(character)[0] in "PS"
