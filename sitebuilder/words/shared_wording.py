"""Which runs of words do two texts share? Computed, so anyone gets the same result."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from unicodedata import normalize

from msgspec import Struct

from sitebuilder.ordering import grouped
from sitebuilder.words.spans import LETTERS, Paragraphs, Span
from sitebuilder.words.unseen import legible, read

SHARED_WORDS = 5
"""The shortest run of equal words that is reported."""

REPEATS = 50
"""At how many places the same `SHARED_WORDS` words are compared: one word a thousand times has a million pairs."""

_WORD = re.compile(rf"{LETTERS}(?:['’‐‑-]{LETTERS})*")
_INNER = re.compile(r"['’‐‑-]")

_AS_TYPED = {"’": "'", "‐": "-", "‑": "-", "‘": " ", "“": " ", "”": " ", "–": " ", "—": " ", "…": " "}
"""What takes the place of the characters of printed prose: what parts words as they do, and nothing else."""
_INSIDE = re.compile("(?<=[A-Za-z0-9])['-](?=[A-Za-z0-9])")
_GAPS = {code: " " for code in range(128) if not chr(code).isalnum()}


class SharedRun(Struct, frozen=True, order=True):
    """The same words in two texts."""

    left: Span
    """Where they are in the one."""
    right: Span
    """Where they are in the other."""
    length: int
    """How many words they are."""


class TokenIndex(Struct, frozen=True):
    """The words of a text, ready to be compared with those of others."""

    paragraphs: Paragraphs
    """The text."""
    words: list[str]
    """What its words are compared by, in reading order; an empty text is before each paragraph and after the last."""
    edges: list[int]
    """The places in `words` of those empty texts."""
    runs: frozenset[tuple[str, ...]]
    """Every `SHARED_WORDS` words in a row, each once."""

    def starts(self, wanted: Collection[tuple[str, ...]]) -> dict[tuple[str, ...], list[int]]:
        """Return the places in `words` where some of its runs start, by the run."""
        return grouped((run, at) for at, run in enumerate(in_a_row(self.words)) if run in wanted)

    def span(self, at: int, count: int) -> Span:
        """Return where some words of one paragraph are, given by the place of the first in `words`."""
        number = bisect_right(self.edges, at)
        places = _places(self.paragraphs[number - 1])
        first = at - self.edges[number - 1] - 1
        return Span(number, places[first][0], places[first + count - 1][1])

    def within(self, sentence: Span) -> range:
        """Return the places in `words` of the words of a sentence."""
        places = _places(self.paragraphs[sentence.paragraph - 1])
        first = self.edges[sentence.paragraph - 1] + 1
        return range(*(first + bisect_left(places, (edge,)) for edge in (sentence.start, sentence.end)))


def index_tokens(paragraphs: Paragraphs) -> TokenIndex:
    """Return the words of a text, indexed. An index can be compared with any number of others."""
    words, edges = [""], [0]
    for text in paragraphs:
        words += folded_tokens(text)
        edges.append(len(words))
        words.append("")
    return TokenIndex(paragraphs, words, edges, frozenset(in_a_row(words)))


def in_a_row(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield every `SHARED_WORDS` words in a row, from each place on."""
    return zip(*(words[by:] for by in range(SHARED_WORDS)), strict=False)


@lru_cache(maxsize=1024)  # asked for every shared run of a paragraph, and for none of most paragraphs
def _places(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each word of a paragraph starts and ends."""
    exact = read(text)
    return tuple((exact.start(word.start()), exact.end(word.end())) for word in _WORD.finditer(exact.text))


def _folded(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    return normalize("NFC", _INNER.sub("", word).casefold())


def folded_tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: without case, apostrophes and hyphens.

    Those of English prose are cut at what is no letter or digit, in a tenth of the time.
    """
    typed = text
    for printed, character in _AS_TYPED.items():
        typed = typed.replace(printed, character)
    if not typed.isascii():
        return tuple(map(_folded, _WORD.findall(legible(text))))
    if "'" in typed or "-" in typed:
        typed = _INSIDE.sub("", typed)
    return tuple(typed.translate(_GAPS).lower().split())


def shared_runs(left: TokenIndex, right: TokenIndex) -> tuple[SharedRun, ...]:
    """Return all maximal runs of at least `SHARED_WORDS` equal words, in the reading order of the left text.

    A run stays in one paragraph of each text and cannot be made longer on either side. The same words at several places
    give a run for each pair of places, of the first `REPEATS` in each text.
    """
    pair, common = (left, right), {run for run in left.runs & right.runs if "" not in run}
    if not common:
        return ()
    ours, theirs = left.starts(common), right.starts(common)
    starts = ((one, other) for run in common for one in ours[run][:REPEATS] for other in theirs[run][:REPEATS])
    return tuple(sorted(_run(pair, place) for place in starts if not _goes_on(pair, place, -1)))


def _run(pair: tuple[TokenIndex, TokenIndex], place: tuple[int, int]) -> SharedRun:
    """Return the run that starts at two places, as long as it goes on."""
    length = SHARED_WORDS
    while _goes_on(pair, place, length):
        length += 1
    return SharedRun(pair[0].span(place[0], length), pair[1].span(place[1], length), length)


def _goes_on(pair: tuple[TokenIndex, TokenIndex], place: tuple[int, int], by: int) -> bool:
    """Tell whether both texts have the same word at a distance from two places, without leaving their paragraphs."""
    word = pair[0].words[place[0] + by]
    return bool(word) and word == pair[1].words[place[1] + by]
