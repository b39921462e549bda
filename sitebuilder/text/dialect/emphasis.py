"""Which words of a line of Markdown are emphasised?

By the rules of CommonMark 0.31, 6.2, applied again to what comes after each emphasised piece. Python-Markdown's own
processor loses letters where marks do not match: 3.11 shows `a*b**c*d` as `a*bc`. Here, all that goes from a text is
the marks of each pair.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString

WRAPPER = "emphasised"
"""The element that holds the emphasised pieces of a text until they are unwrapped."""

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
        """Return all emphasised pieces of a text in one element, to be unwrapped later, and where they are.

        The library takes one element at a time; piece by piece, the time would grow with the square of the length.
        """
        pairs = sorted(_pairs(data), key=lambda pair: pair.start)
        if not pairs:
            return None, m.start(), len(data)
        wrapper, end = ET.Element(WRAPPER), pairs[0].start
        for outer, inner in _outermost(pairs):
            _append(wrapper, wrapper[-1] if len(wrapper) else None, AtomicString(data[end : outer.start]))
            wrapper.append(_element(data, outer, inner))
            end = outer.end + outer.size
        return wrapper, pairs[0].start, end


def unwrap(root: ET.Element) -> None:
    """Put what is in the wrappers of emphasised pieces in their places."""
    for parent in [element for element in root.iter() if element.find(WRAPPER) is not None]:
        children = list(parent)
        for child in children:
            parent.remove(child)
        for child in children:
            if child.tag != WRAPPER:
                parent.append(child)
                continue
            _add_text(parent, child.text)
            parent.extend(list(child))
            _add_text(parent, child.tail)


def _add_text(parent: ET.Element, text: str | None) -> None:
    """Add text at the end of an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + (text or "")
    else:
        parent.text = (parent.text or "") + (text or "")


def _outermost(pairs: list[_Pair]) -> Iterator[tuple[_Pair, list[_Pair]]]:
    """Yield each pair that is in no other, with those inside it; all come in the order in which they start."""
    outer, inner = pairs[0], []
    for pair in pairs[1:]:
        if pair.start < outer.end:
            inner.append(pair)
        else:
            yield outer, inner
            outer, inner = pair, []
    yield outer, inner


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
