"""Where in an article's text does something stand?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitebuilder.languages import UNSPACED

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
    return [start for start in starts if not any(_in_a_word(text, at) for at in (start, start + len(words)))]


def _in_a_word(text: str, at: int) -> bool:
    """Tell whether a word goes on from one side of a place to the other, in a script that puts spaces between them."""
    around = text[at - 1 : at + 1] if at else ""
    return len(around) == 2 and around.isalnum() and not UNSPACED.search(around)


def find_words(words: str, paragraphs: Paragraphs, paragraph: int) -> Span | None:
    """Return where exact words first stand in a paragraph; None where they do not."""
    found = places(words, paragraphs[paragraph - 1]) if 1 <= paragraph <= len(paragraphs) else []
    return Span(paragraph, found[0], found[0] + len(words)) if found else None


def holding(words: str, paragraphs: Paragraphs) -> list[int]:
    """Return the numbers of the paragraphs that hold exact words."""
    return [number for number in range(1, len(paragraphs) + 1) if find_words(words, paragraphs, number)]
