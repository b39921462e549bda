"""Where in the Markdown of an article are its words?

Only messages need to know, so it may be wrong by a few words where a word is written with markup inside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LETTERS = re.compile(r"[^\W_]+")
_TARGET = re.compile(r"(?<!\\)\]\([^()\n]*\)|&#\w+;")
"""What is in the Markdown, and not in what it shows."""

_AHEAD = 12
"""How many runs of letters are skipped at the most to find the next."""


def places_of(words: Sequence[str], markdown: str) -> list[int]:
    """Return the place of each word; for one without a letter, that of the word before it."""
    plain = _TARGET.sub(lambda match: " " * len(match[0]), markdown)
    written = [(match[0], match.start()) for match in _LETTERS.finditer(plain)]
    places, at, place = [], 0, 0
    for word in words:
        first = None
        for letters in _LETTERS.findall(word):
            ahead = range(at, min(at + _AHEAD, len(written)))
            if (next_at := next((number for number in ahead if written[number][0] == letters), None)) is not None:
                first = written[next_at][1] if first is None else first
                at = next_at + 1
        place = place if first is None else first
        places.append(place)
    return places
