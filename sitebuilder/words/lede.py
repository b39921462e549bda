"""How does a text begin, and how long is it?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitebuilder.words.languages import UNSPACED
from sitebuilder.words.spans import Paragraphs

LEDE_WORDS = 36
"""How many words of its first paragraph an article shows in a list."""

LEDE_CHARACTERS = 240
"""How many characters it shows at the most, for scripts that put no space between words."""

_CLOSING = r"['\"\u2019\u201d\xbb)]*$"
_SENTENCE = re.compile(rf"[.!?\u2026]{_CLOSING}")
_PAUSE = re.compile(rf"[,;:\u2013\u2014]{_CLOSING}")


@dataclass(frozen=True, slots=True)
class Lede:
    """The words that a text begins with."""

    text: str
    """The words, white space made into single spaces."""
    is_cut: bool
    """Whether the first paragraph goes on after them."""


def lede(paragraphs: Paragraphs) -> Lede:
    """Return the words that a text begins with.

    They end with a sentence where one ends in their second half, else where a sentence pauses there.
    """
    tokens = next(iter(paragraphs), "").split()
    kept = tokens[:LEDE_WORDS]
    if len(tokens) > LEDE_WORDS:
        ends = (
            at
            for end in (_SENTENCE, _PAUSE)
            for at in range(LEDE_WORDS, LEDE_WORDS // 2, -1)
            if end.search(tokens[at - 1])
        )
        kept = tokens[: next(ends, LEDE_WORDS)]
    text = " ".join(kept)
    return Lede(text[:LEDE_CHARACTERS].rstrip(), len(tokens) > len(kept) or len(text) > LEDE_CHARACTERS)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is."""

    word_count: int
    """How many runs of characters between white space it has."""
    unspaced: int
    """How many characters of a script without spaces it has, where they are more than half of it; else 0."""


def length(paragraphs: Paragraphs) -> Length:
    """Measure a text."""
    text = "".join(paragraphs)
    unspaced = len(UNSPACED.findall(text))
    return Length(sum(len(paragraph.split()) for paragraph in paragraphs), unspaced if unspaced > len(text) / 2 else 0)
