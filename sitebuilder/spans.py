"""Where in an article's text does something stand?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


def find_words(words: str, paragraphs: Paragraphs, paragraph: int) -> Span | None:
    """Return where exact words first stand in a paragraph, a newline counting as a space; None where they do not."""
    if not 1 <= paragraph <= len(paragraphs):
        return None
    start = paragraphs[paragraph - 1].replace("\n", " ").find(words.replace("\n", " "))
    return Span(paragraph, start, start + len(words)) if start >= 0 else None


def holding(words: str, paragraphs: Paragraphs) -> list[int]:
    """Return the numbers of the paragraphs that hold exact words."""
    return [number for number in range(1, len(paragraphs) + 1) if find_words(words, paragraphs, number)]
