"""What stands in the words of texts: wording that two of them share, names, words of time?

Pure functions from paragraphs to spans; nothing here knows HTML. Everything is computed: the same for anyone who looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from sitebuilder.names import Name
from sitebuilder.spans import LETTERS, Paragraphs, Span, is_in_word

SHARED_WORDS = 5
"""The shortest run of equal words that is told."""

REPEATS = 50
"""At how many places the same `SHARED_WORDS` words are compared: one word a thousand times has a million pairs."""

_WORD = re.compile(rf"{LETTERS}(?:['’‐‑-]{LETTERS})*")
_INNER = re.compile(r"['’‐‑-]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, where it stands and as it is compared."""

    span: Span
    """Where it stands."""
    folded: str
    """What it is compared by: without case, apostrophes and hyphens."""


@dataclass(frozen=True, order=True, slots=True)
class SharedRun:
    """The same words in two texts."""

    left: Span
    """Where they stand in the one."""
    right: Span
    """Where they stand in the other."""
    length: int
    """How many words they are."""


@dataclass(frozen=True, slots=True)
class Index:
    """The words of a text, ready to be compared with those of others."""

    words: tuple[Word, ...]
    """The words in reading order."""
    starts: dict[tuple[str, ...], list[int]]
    """For each run of `SHARED_WORDS` words in one paragraph, the places in `words` where it starts."""


def index(paragraphs: Paragraphs) -> Index:
    """Return the words of a text, indexed. An index can be compared with any number of others."""
    words = tuple(
        Word(Span(number, match.start(), match.end()), _folded(match[0]))
        for number, text in enumerate(paragraphs, start=1)
        for match in _WORD.finditer(text)
    )
    folded = [word.folded for word in words]
    starts: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(words) - SHARED_WORDS + 1):
        if words[at].span.paragraph == words[at + SHARED_WORDS - 1].span.paragraph:
            starts.setdefault(tuple(folded[at : at + SHARED_WORDS]), []).append(at)
    return Index(words, starts)


def _folded(word: str) -> str:
    return normalize("NFC", _INNER.sub("", word).casefold())


def folded(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared."""
    return tuple(_folded(match[0]) for match in _WORD.finditer(text))


def shared_runs(left: Index, right: Index) -> tuple[SharedRun, ...]:
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


def _run(pair: tuple[Index, Index], place: tuple[int, int]) -> SharedRun:
    """Return the run that starts at two places, as long as it goes on."""
    length = SHARED_WORDS
    while _goes_on(pair, place, length):
        length += 1
    return SharedRun(_span(pair[0], place[0], length), _span(pair[1], place[1], length), length)


def _goes_on(pair: tuple[Index, Index], place: tuple[int, int], by: int) -> bool:
    """Tell whether, so many words from two places, both texts have the same word in the same paragraph as there."""
    found = []
    for text, at in zip(pair, place, strict=True):
        if not 0 <= at + by < len(text.words):
            return False
        word = text.words[at + by]
        if word.span.paragraph != text.words[at].span.paragraph:
            return False
        found.append(word.folded)
    return found[0] == found[1]


def _span(text: Index, start: int, length: int) -> Span:
    first, last = text.words[start].span, text.words[start + length - 1].span
    return Span(first.paragraph, first.start, last.end)


class NameFinder:
    """Finds names in texts: whole words, the longest name at each place, letter for letter."""

    def __init__(self, names: Sequence[Name]) -> None:
        """Take the names that are looked for; each is found by its first word."""
        self.by_first: dict[str, list[tuple[str, Name]]] = {}
        for name in names:
            for words in (name.name, *name.also):
                first = _BOUNDED.search(words)
                if first:
                    self.by_first.setdefault(first[0], []).append((words, name))
        for candidates in self.by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def find(self, paragraphs: Paragraphs) -> Iterable[tuple[Name, Span]]:
        """Yield each hit with the name that it is a name of, in reading order."""
        if not self.by_first:
            return
        for number, text in enumerate(paragraphs, start=1):
            at = 0
            while first := _BOUNDED.search(text, at):
                name, at = self._longest(text, first)
                if name:
                    yield name[1], Span(number, at - len(name[0]), at)

    def _longest(self, text: str, first: re.Match[str]) -> tuple[tuple[str, Name] | None, int]:
        """Return the longest name whose first word is the one matched, and where to read on."""
        for words, name in self.by_first.get(first[0], ()):
            start = first.start() - words.index(first[0])
            end = start + len(words)
            if start >= 0 and text.startswith(words, start) and not is_in_word(text, end):
                return (words, name), end
        return None, first.end()


_BOUNDED = re.compile(r"[^\W_]+")

_UNITS = "morning|afternoon|evening|night|day|week|weekend|fortnight|month|year|decade|century"
_SEASONS = "spring|summer|autumn|winter"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBERS = r"(?:a )?few|several|couple of|two|three|four|five|six|seven|eight|nine|ten|twelve|\d+"
_TIME = re.compile(
    rf"\b(?:today|tonight|yesterday|tomorrow|currently|recently|nowadays|now|at present|these days"
    rf"|at the moment(?! (?:of|when|that|before|after))"
    rf"|(?:this|last|next|past|coming) (?:{_UNITS}|{_SEASONS}|{_DAYS}|{_MONTHS})"
    rf"|(?:in|over|during|for|within) (?:the )?(?:last|next|past|coming|recent) (?:(?:{_NUMBERS}) )?(?:{_UNITS})s"
    rf"|[\w-]+ (?:{_UNITS}|minute|hour)s? ago"
    rf"|on (?:{_DAYS})(?: (?:morning|afternoon|evening|night))?(?!,? (?:the )?\d|,? (?:{_MONTHS})))\b",
    re.IGNORECASE,
)


def knows_times(language: str | None) -> bool:
    """Tell whether words of time are known in a language: they are in English, as which an unknown one is read."""
    return language is None or language.split("-")[0].lower() == "en"


def unresolved_times(paragraphs: Paragraphs, language: str | None) -> tuple[Span, ...]:
    """Return where an English text speaks of a time that only the day of its writing could tell: "this morning"."""
    if not knows_times(language):
        return ()
    return tuple(
        Span(number, match.start(), match.end())
        for number, text in enumerate(paragraphs, start=1)
        for match in _TIME.finditer(text)
    )
