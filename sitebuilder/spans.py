"""Where in an article's text does something stand?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitebuilder.languages import UNSPACED

_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0f18-\u0fbc\u102b-\u109d\u1dc0-\u1dff\u200c\u200d\u20d0-\u20f0"
)

LETTERS = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
"""The pattern of letters and digits in a row, with their marks: a mark that is stored apart takes no word apart."""

_GOES_ON = re.compile(rf"[^\W_]|[{_MARKS}]")

Paragraphs = Sequence[str]
"""The texts of an article's paragraphs, without markup; the first is number 1."""


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of one paragraph. Sorts in reading order."""

    paragraph: int
    """The paragraph's number, from 1."""
    start: int
    """Where it starts: characters (code points) from the paragraph's start."""
    end: int
    """Where it ends: the place after its last character."""

    def words(self, paragraphs: Paragraphs) -> str:
        """Return the characters that stand there."""
        return paragraphs[self.paragraph - 1][self.start : self.end]


def places(words: str, text: str) -> list[int]:
    """Return where exact words stand in a text, as whole words: characters from its start. A newline is a space."""
    words, text = words.replace("\n", " "), text.replace("\n", " ")
    starts = (match.start() for match in re.finditer(rf"(?={re.escape(words)})", text))
    return [start for start in starts if not any(is_in_word(text, at) for at in (start, start + len(words)))]


def is_in_word(text: str, at: int) -> bool:
    """Tell whether a word goes on from one side of a place to the other, in a script that puts spaces between them."""
    if not 0 < at < len(text) or UNSPACED.search(text, at - 1, at + 1):
        return False
    return bool(_GOES_ON.match(text, at - 1) and _GOES_ON.match(text, at))


def find_words(words: str, paragraphs: Paragraphs, paragraph: int) -> Span | None:
    """Return where exact words first stand in a paragraph; None where they do not."""
    found = places(words, paragraphs[paragraph - 1]) if 1 <= paragraph <= len(paragraphs) else []
    return Span(paragraph, found[0], found[0] + len(words)) if found else None


def holding(words: str, paragraphs: Paragraphs) -> list[int]:
    """Return the numbers of the paragraphs that hold exact words."""
    return [number for number in range(1, len(paragraphs) + 1) if find_words(words, paragraphs, number)]
