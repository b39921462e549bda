"""How does a text begin, and how long is it?"""

from __future__ import annotations

import re
from itertools import filterfalse

from msgspec import Struct

from sitebuilder.words.languages import UNSPACED
from sitebuilder.words.spans import Paragraphs
from sitebuilder.words.unseen import legible, legible_paragraphs, read, without_data

LEDE_WORDS = 36
"""How many words of its first paragraph an article shows in a list."""

LEDE_CHARACTERS = 240
"""How many characters it shows at the most, for scripts that put no space between words."""

_CLOSING = r"['\"\u2019\u201d\xbb)]*$"
_SENTENCE = re.compile(rf"[.!?\u2026]{_CLOSING}")
_PAUSE = re.compile(rf"[,;:\u2013\u2014]{_CLOSING}")


class Lede(Struct, frozen=True, array_like=True):
    """The words that a text begins with."""

    text: str
    """The words, white space made into single spaces."""
    is_cut: bool
    """Whether the first paragraph goes on after them."""


def is_word(token: str) -> bool:
    """Tell whether what is between two white spaces is a word: it holds a letter or a digit, and is no lone dash."""
    return token.isalnum() or any(map(str.isalnum, token))


def lede(paragraphs: Paragraphs) -> Lede:
    """Return the words that a text begins with.

    They end with a sentence where one ends in their second half, else where a sentence pauses there. Data that nobody
    sees is left out: it would be in every list.
    """
    exact = tokens = next(iter(paragraphs), "").split()
    if legible_paragraphs(paragraphs) is not paragraphs:
        exact = [token for token in map(without_data, exact) if legible(token)]
        tokens = list(map(legible, exact))
    words = [at for at, token in enumerate(tokens, start=1) if is_word(token)]
    limit = words[LEDE_WORDS - 1] if len(words) > LEDE_WORDS else len(tokens)
    if limit < len(tokens):
        ends = (
            at for end in (_SENTENCE, _PAUSE) for at in range(limit, LEDE_WORDS // 2, -1) if end.search(tokens[at - 1])
        )
        limit = next(ends, limit)
    shown = read(" ".join(exact[:limit]))
    end = len(shown.text[:LEDE_CHARACTERS].rstrip())
    return Lede(shown.exact[: shown.end(end)], end < len(shown.text) or limit < len(tokens))


class Length(Struct, frozen=True, array_like=True):
    """How long a text is."""

    word_count: int
    """How many words it has."""
    unspaced: int
    """How many characters of a script without spaces it has, where they are more than half of it; else 0."""


def length(paragraphs: Paragraphs) -> Length:
    """Measure a text."""
    text = "".join(legible_paragraphs(paragraphs))
    unspaced = 0 if text.isascii() else len(UNSPACED.findall(text))
    tokens = " ".join(paragraphs).split()
    others = [token for token in filterfalse(str.isalnum, tokens) if not token[0].isalnum()]
    words = len(tokens) - sum(not is_word(token) for token in others)
    return Length(words, unspaced if unspaced > len(text) / 2 else 0)
