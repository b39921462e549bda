"""Which words of a line of Markdown are emphasised?

By the rules of CommonMark 0.31, 6.2, applied again to what comes after each emphasised piece. Python-Markdown's own
processor loses letters where marks do not match: 3.11 shows `a*b**c*d` as `a*bc`. Here, all that goes from a text is
the marks of each pair.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX

_RUN = re.compile(r"\*+|_+")


@dataclass(slots=True)
class _Run:
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


@dataclass(frozen=True, slots=True)
class _Pair:
    """Marks that belong together, before the emphasised words and after them."""

    start: int
    """Where the marks before are."""
    end: int
    """Where the marks after are."""
    size: int
    """How many marks there are on each side: 1, or 2 for strong emphasis."""


class Emphasis(InlineProcessor):
    """Makes emphasis of `*…*` and `_…_`, strong emphasis of `**…**` and `__…__`."""

    def __init__(self) -> None:
        """Look for the first mark of a text."""
        super().__init__(r"[*_]")

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        """Return the first emphasised piece of a text and where it is."""
        pairs = sorted(_pairs(data), key=lambda pair: pair.start)
        if not pairs:
            return None, m.start(), len(data)
        outer, *others = pairs
        inner = [pair for pair in others if pair.start < outer.end]
        return _element(data, outer, inner), outer.start, outer.end + outer.size


def _pairs(text: str) -> list[_Pair]:
    """Find the marks that belong together. Two pairs lie one in the other or one after the other."""
    pairs = []
    openers: list[_Run] = []
    for closer in _runs(text):
        while closer.closes and closer.left:
            place = next((n for n in reversed(range(len(openers))) if openers[n].matches(closer)), None)
            if place is None:
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


def _element(text: str, pair: _Pair, inner: list[_Pair]) -> ET.Element:
    """Return the element of a pair, with those of the pairs that lie in it, in the order in which they start."""
    element = ET.Element("strong" if pair.size == 2 else "em")
    place = pair.start + pair.size
    last: ET.Element | None = None
    while inner:
        first, *others = inner
        within = [other for other in others if other.start < first.end]
        inner = others[len(within) :]
        _append(element, last, text[place : first.start])
        last = _element(text, first, within)
        element.append(last)
        place = first.end + first.size
    _append(element, last, text[place : pair.end])
    return element


def _append(element: ET.Element, last: ET.Element | None, text: str) -> None:
    if last is None:
        element.text = text
    else:
        last.tail = text
