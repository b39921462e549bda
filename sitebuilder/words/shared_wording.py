"""Which runs of words do two texts share? Computed, so anyone gets the same result."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from sitebuilder.ordering import grouped
from sitebuilder.words.spans import LETTERS, Paragraphs, Span

SHARED_WORDS = 5
"""The shortest run of equal words that is reported."""

REPEATS = 50
"""At how many places the same `SHARED_WORDS` words are compared: one word a thousand times has a million pairs."""

_WORD = re.compile(rf"{LETTERS}(?:['’‐‑-]{LETTERS})*")
_INNER = re.compile(r"['’‐‑-]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it is, and what it is compared by."""

    span: Span
    """Where it is."""
    folded: str
    """What it is compared by: without case, apostrophes and hyphens."""


@dataclass(frozen=True, order=True, slots=True)
class SharedRun:
    """The same words in two texts."""

    left: Span
    """Where they are in the one."""
    right: Span
    """Where they are in the other."""
    length: int
    """How many words they are."""


@dataclass(frozen=True, slots=True)
class TokenIndex:
    """The words of a text, ready to be compared with those of others."""

    tokens: tuple[Token, ...]
    """The words in reading order."""
    starts: dict[tuple[str, ...], list[int]]
    """For each run of `SHARED_WORDS` words in one paragraph, the places in `tokens` where it starts."""


def index_tokens(paragraphs: Paragraphs) -> TokenIndex:
    """Return the words of a text, indexed. An index can be compared with any number of others."""
    tokens = tuple(
        Token(Span(number, match.start(), match.end()), _folded(match[0]))
        for number, text in enumerate(paragraphs, start=1)
        for match in _WORD.finditer(text)
    )
    folded = [token.folded for token in tokens]
    starts = (
        (tuple(folded[at : at + SHARED_WORDS]), at)
        for at in range(len(tokens) - SHARED_WORDS + 1)
        if tokens[at].span.paragraph == tokens[at + SHARED_WORDS - 1].span.paragraph
    )
    return TokenIndex(tokens, grouped(starts))


def _folded(word: str) -> str:
    return normalize("NFC", _INNER.sub("", word).casefold())


def folded_tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared."""
    return tuple(_folded(match[0]) for match in _WORD.finditer(text))


def shared_runs(left: TokenIndex, right: TokenIndex) -> tuple[SharedRun, ...]:
    """Return all maximal runs of at least `SHARED_WORDS` equal words, in the reading order of the left text.

    A run stays in one paragraph of each text and cannot be made longer on either side. The same words at several places
    give a run for each pair of places, of the first `REPEATS` in each text.
    """
    pair = left, right
    starts = (
        (one, other)
        for gram in left.starts.keys() & right.starts.keys()
        for one in left.starts[gram][:REPEATS]
        for other in right.starts[gram][:REPEATS]
    )
    return tuple(sorted(_run(pair, place) for place in starts if not _goes_on(pair, place, -1)))


def _run(pair: tuple[TokenIndex, TokenIndex], place: tuple[int, int]) -> SharedRun:
    """Return the run that starts at two places, as long as it goes on."""
    length = SHARED_WORDS
    while _goes_on(pair, place, length):
        length += 1
    return SharedRun(_span(pair[0], place[0], length), _span(pair[1], place[1], length), length)


def _goes_on(pair: tuple[TokenIndex, TokenIndex], place: tuple[int, int], by: int) -> bool:
    """Tell whether both texts have the same word at a distance from two places, without leaving their paragraphs."""
    folded = []
    for text, at in zip(pair, place, strict=True):
        if not 0 <= at + by < len(text.tokens):
            return False
        token = text.tokens[at + by]
        if token.span.paragraph != text.tokens[at].span.paragraph:
            return False
        folded.append(token.folded)
    return folded[0] == folded[1]


def _span(text: TokenIndex, start: int, length: int) -> Span:
    first, last = text.tokens[start].span, text.tokens[start + length - 1].span
    return Span(first.paragraph, first.start, last.end)
