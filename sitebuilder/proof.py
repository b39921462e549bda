"""Which words stand in a finished page, and are they the original's?

The page is read back with the HTML parser of Python's standard library, which had no part in writing it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import zip_longest

from sitebuilder.problems import shown

CONTENT_CLASS = "e-content"
"""The class of the element that holds an article's text (microformats2, h-entry)."""

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"],
)


_CONTENT = re.compile(rf'<[a-z]+\b[^<>]*\bclass="(?:[^"]* )?{CONTENT_CLASS}[" ]')


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader finds in the text of an article."""

    paragraphs: tuple[str, ...]
    """The text of each `<p>`, in document order, without markup."""
    words: tuple[str, ...]
    """The same without the marks that lead to footnotes, which are no words of the text."""
    tags: frozenset[str]
    """The names of all elements in the text."""
    ids: frozenset[str]
    """The ids of all elements in the text."""
    loose: str
    """Text that stands in no paragraph, white space at its ends left out."""


class _TextEnds(Exception):
    """The element that holds the text is closed: what comes after it is not read."""


class _Reader(HTMLParser):
    """Collects the paragraphs inside elements of class `e-content`."""

    def __init__(self, depth: int) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = depth
        self.in_paragraph = False
        self.paragraphs: list[list[str]] = []
        self.words: list[list[str]] = []
        self.in_reference = 0
        self.loose: list[str] = []
        self.tags: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self.depth:
            self.tags.add(tag)
            self.ids.update(value for value in [given.get("id")] if value)
            if tag == "p":
                self.in_paragraph = True
                self.paragraphs.append([])
                self.words.append([])
            self.in_reference += tag == "sup"
        elif CONTENT_CLASS not in (given.get("class") or "").split():
            return
        self.depth += tag not in _VOID

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in _VOID:
            self.depth -= 1
            self.in_reference -= tag == "sup"
            if tag == "p":
                self.in_paragraph = False
            if not self.depth:
                raise _TextEnds

    def handle_data(self, data: str) -> None:
        if self.depth:
            (self.paragraphs[-1] if self.in_paragraph else self.loose).append(data)
            if self.in_paragraph and not self.in_reference:
                self.words[-1].append(data)


def read_page(html: str) -> Reading:
    """Read the articles' words in a whole page: what stands in its elements of class `e-content`, unless hidden."""
    starts = [found.start() for found in _CONTENT.finditer(html)]
    shown = [start for start in starts if html.rfind("<!--", 0, start) <= html.rfind("-->", 0, start)]
    found = [_read(html[start:], 0) for start in shown]
    return Reading(
        paragraphs=tuple(text for reading in found for text in reading.paragraphs),
        words=tuple(text for reading in found for text in reading.words),
        tags=frozenset().union(*(reading.tags for reading in found)),
        ids=frozenset().union(*(reading.ids for reading in found)),
        loose=" ".join(reading.loose for reading in found if reading.loose),
    )


def read_fragment(html: str) -> Reading:
    """Read an article's text that stands in no page yet."""
    return _read(html, 1)


def _read(html: str, depth: int) -> Reading:
    reader = _Reader(depth)
    with suppress(_TextEnds):
        reader.feed(str(html))
        reader.close()
    paragraphs, words = (tuple("".join(parts) for parts in texts) for texts in (reader.paragraphs, reader.words))
    return Reading(paragraphs, words, frozenset(reader.tags), frozenset(reader.ids), "".join(reader.loose).strip())


def differences(page: tuple[str, ...], original: tuple[str, ...]) -> list[tuple[int, str]]:
    """Compare two lists of paragraphs, code point by code point.

    Returns the number (from 1) of each paragraph that differs and what differs: the first words that are not the same,
    on both sides. Where one side has more paragraphs, only the first that has no counterpart is named.
    """
    found = []
    for number, (ours, theirs) in enumerate(zip_longest(page, original), start=1):
        if ours is None or theirs is None:
            have, miss = ("the original", "the article") if ours is None else ("the article", "the original")
            extra = shown((theirs if ours is None else ours) or "")
            found.append((number, f"{have} has a paragraph {number}, {extra}, and {miss} has none"))
            break
        if ours != theirs:
            left, right = _first_words_apart(ours, theirs)
            found.append((number, f"paragraph {number} reads {left} where the original has {right}"))
    return found


def _first_words_apart(ours: str, theirs: str) -> tuple[str, str]:
    """Return the first words that differ, each from the start of a word, 40 characters at the most."""
    shared = 0
    while shared < min(len(ours), len(theirs)) and ours[shared] == theirs[shared]:
        shared += 1
    start = ours.rfind(" ", 0, shared) + 1
    if not ours[start:].strip(" ") or not theirs[start:].strip(" "):
        start = ours.rfind(" ", 0, len(ours[:shared].rstrip(" "))) + 1
    start = start if shared - start < 20 else shared
    left, right = (side[start : shared + 40] for side in (ours, theirs))
    return shown(left) if left else "nothing", shown(right) if right else "nothing"
