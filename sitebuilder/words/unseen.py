"""Which characters of a text does nobody see, and how is a text read past them?

They are part of the text and stay in it. Whatever looks for words reads the text without them, as a reader does:
`legible`. A place in what was read is then found in the exact text: `read`.

They are Unicode's default ignorable code points, which its collation ignores too (UTS 10), but for the fillers of
Hangul: those stand for letters, and take room. So a Persian word is the same with or without its zero-width non-joiner,
as it is typed both ways. No space is among them, and nothing that ends a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from msgspec import Struct

SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Variation selectors, as a pattern's set of characters: each chooses how the character before it looks."""

TAGS = "\U000e0020-\U000e007f"
"""Tags, likewise: after a black flag, they say which flag it is."""

UNSEEN = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""The characters that nobody sees, likewise."""

_RUN = re.compile(f"[{UNSEEN}]+")
_ALL_SEEN = re.compile(rf"[\x00-\x7f]*+(?:[^\x00-\x7f{UNSEEN}]++[\x00-\x7f]*+)*+")
"""A text without any: in runs of ASCII and of others, it takes a third of the time of a search for one."""

_DATA = re.compile(f"\ufeff?[{SELECTORS}]{{2,}}|(?<![\U0001f3f4{TAGS}])[{TAGS}]+")
"""Data in such characters: more selectors than one, of which only the first is one; or tags that are of no flag."""

_SHAPES = re.compile(f"[\u200c\u200d\u180b-\u180d\u180f{SELECTORS}]?[{TAGS}]*")
"""What shapes the character before it, and is cut off from it by nothing: a selector, a joiner, the tags of a flag."""


def has_unseen(text: str) -> bool:
    """Tell whether a text has a character that nobody sees."""
    return not (text.isascii() or _ALL_SEEN.fullmatch(text))


def legible(text: str) -> str:
    """Return a text without the characters that nobody sees."""
    return _RUN.sub("", text) if has_unseen(text) else text


def without_data(text: str) -> str:
    """Return a text without data in characters that nobody sees, with those that shape how it looks."""
    return _DATA.sub("", text)


def legible_paragraphs(paragraphs: Sequence[str]) -> Sequence[str]:
    """Return paragraphs without the characters that nobody sees: themselves, where they have none."""
    return paragraphs if _all_seen(tuple(paragraphs)) else tuple(map(legible, paragraphs))


@lru_cache(maxsize=8)  # each thing that is looked for in a text asks for it anew
def _all_seen(paragraphs: tuple[str, ...]) -> bool:
    return not has_unseen("".join(paragraphs))


class Read(Struct, frozen=True):
    """A text as it is read, and where its characters are in the exact text."""

    exact: str
    """The exact text."""
    text: str
    """The same without the characters that nobody sees."""
    gaps: Sequence[int]
    """The places of this text before which some were left out, in order."""
    left_out: Sequence[int]
    """How many were, up to each of these places."""

    def start(self, at: int) -> int:
        """Return where a character of this text is in the exact one."""
        gap = bisect_right(self.gaps, at)
        return at + (self.left_out[gap - 1] if gap else 0)

    def end(self, at: int) -> int:
        """Return the place after the character that ends at a place, and after what shapes it, in the exact text."""
        if not (at and self.gaps):
            return at
        shaped = _SHAPES.match(self.exact, self.start(at - 1) + 1)
        return shaped.end() if shaped else at

    def seen_before(self, at: int) -> int:
        """Return how many characters of this text are before a place of the exact one."""
        return len(legible(self.exact[:at])) if self.gaps else at


@lru_cache(maxsize=1024)  # asked for every sentence, answer and shared run of a paragraph
def read(text: str) -> Read:
    """Read a text past the characters that nobody sees."""
    if not has_unseen(text):
        return Read(text, text, (), ())
    runs = [run.span() for run in _RUN.finditer(text)]
    left_out = list(accumulate(end - start for start, end in runs))
    gaps = [start - before for (start, _), before in zip(runs, [0, *left_out], strict=False)]
    return Read(text, legible(text), gaps, left_out)
