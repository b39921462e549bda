"""Which words has a text as received, and which marks around them may be those of a table or a list?

A mark is only a candidate here: whether it stands for the edge of a cell or an item, the article decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from sitebuilder.text.originals import Numbered

BAR, LINE, BULLET, NUMBER = "bar", "line", "bullet", "number"
"""The kinds of marks."""

_BULLETS = frozenset({"-", "*", "•"})
_NUMBER = re.compile(r"[0-9]{1,9}[.)]")
_DRAWN = "-=+|"
"""What lines between the rows of a table are drawn with."""
_DRAWN_LENGTH = 3
"""How many of these in a row make a line: fewer may be a row of cells that say nothing, `- | -`."""


class Token(Struct, frozen=True, array_like=True):
    """A word of a text as received, or a mark."""

    text: str
    """The word, or the mark as it is there."""
    paragraph: int
    """The number of its paragraph in the file."""
    kind: str = ""
    """Which kind of mark it may be; empty for a word."""
    held: int = 0
    """How many of the tokens that follow a drawn line are what it consists of, should it count as words."""


def tokens_of(text: Numbered) -> Iterator[Token]:
    """Yield the words and marks of a text as received, whose paragraphs are its lines."""
    for number, line in text.items():
        words = line.split()
        if _is_drawn(words):
            yield Token(" ".join(words), number, LINE, len(words))
        elif words and words[0] in _BULLETS:
            yield Token(words.pop(0), number, BULLET)
        elif words and _NUMBER.fullmatch(words[0]):
            yield Token(words.pop(0), number, NUMBER)
        yield from (Token(word, number, BAR if word == "|" else "") for word in words)


def _is_drawn(words: list[str]) -> bool:
    return all(not word.strip(_DRAWN) for word in words) and any(len(word) >= _DRAWN_LENGTH for word in words)
