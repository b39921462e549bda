"""Where in a text are exact words?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from sitebuilder.problems import counted, shown
from sitebuilder.words.languages import UNSPACED
from sitebuilder.words.unseen import legible, read

_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0f18-\u0fbc\u102b-\u109d\u1dc0-\u1dff\u20d0-\u20f0"
)

LETTERS = rf"[^\W_]++(?:[{_MARKS}][^\W_]*+)*+"
"""The pattern of letters and digits in a row, with their marks: a combining mark does not split a word."""

_GOES_ON = re.compile(rf"[^\W_]|[{_MARKS}]")

Paragraphs = Sequence[str]
"""The texts of an article's paragraphs, without markup; the first is number 1."""


class Span(Struct, frozen=True, array_like=True, order=True):
    """A stretch of one paragraph. Sorts in reading order."""

    paragraph: int
    """The paragraph's number, from 1."""
    start: int
    """Where it starts: characters (code points) from the paragraph's start."""
    end: int
    """Where it ends: the place after its last character."""

    def text(self, paragraphs: Paragraphs) -> str:
        """Return the characters of the stretch."""
        return paragraphs[self.paragraph - 1][self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two stretches have characters in common."""
        return self.paragraph == other.paragraph and self.start < other.end and other.start < self.end


def places(exact: str, text: str) -> list[int]:
    """Return where exact words start in a text, as whole words: characters from its start. A newline is a space.

    Characters that nobody sees make no difference, whether the words have them or the text.
    """
    return [read(text).start(at) for at in _places(_as_compared(exact), _as_compared(text))]


def _places(exact: str, text: str) -> list[int]:
    whole, start = [], text.find(exact)
    while start >= 0:
        if not any(is_in_word(text, at) for at in (start, start + len(exact))):
            whole.append(start)
        start = text.find(exact, start + 1)
    return whole


def _as_compared(words: str) -> str:
    return legible(words).replace("\n", " ")


def exactly(span: Span, paragraphs: Paragraphs) -> Span:
    """Return where a stretch is in paragraphs, given where it is in what is legible of them."""
    text = read(paragraphs[span.paragraph - 1])
    return Span(span.paragraph, text.start(span.start), text.end(span.end))


def in_legible(span: Span, paragraphs: Paragraphs) -> Span:
    """Return the same the other way round."""
    text = read(paragraphs[span.paragraph - 1])
    return Span(span.paragraph, text.seen_before(span.start), text.seen_before(span.end))


def is_in_word(text: str, at: int) -> bool:
    """Tell whether a word goes on from one side of a place to the other, in a script that puts spaces between them."""
    if not 0 < at < len(text) or UNSPACED.search(text, at - 1, at + 1):
        return False
    return bool(_GOES_ON.match(text, at - 1) and _GOES_ON.match(text, at))


def find_exact(exact: str, paragraphs: Paragraphs, number: int) -> Span | None:
    """Return where a paragraph, given by its number, first has exact words; None where it does not."""
    text, words = paragraphs[number - 1] if 1 <= number <= len(paragraphs) else "", _as_compared(exact)
    starts = _places(words, _as_compared(text))
    return exactly(Span(number, starts[0], starts[0] + len(words)), paragraphs) if starts else None


def holders(exact: str, paragraphs: Paragraphs) -> list[int]:
    """Return the numbers of the paragraphs that have exact words."""
    return [number for number in range(1, len(paragraphs) + 1) if find_exact(exact, paragraphs, number)]


def misplaced(exact: str, number: int, paragraphs: Paragraphs, slug: str) -> str:
    """Say that a paragraph does not have exact words, and which one does; return an empty text where it has them."""
    if find_exact(exact, paragraphs, number):
        return ""
    count = len(paragraphs)
    where = f"not in paragraph {number} of {slug}"
    if number > count:
        where = f"{slug} has {counted(count, 'paragraph')}, so there is no paragraph {number}"
    if 1 <= number <= count and _as_compared(exact) in _as_compared(paragraphs[number - 1]):
        return f"cut a word of paragraph {number} in two; write whole words"
    if numbers := holders(exact, paragraphs):
        listed = ", ".join(map(str, numbers))
        several = len(numbers) > 1
        return f"{where}; paragraph{'s' if several else ''} {listed} hold{'' if several else 's'} them"
    if near := near_match(exact, paragraphs):
        has = f"paragraph {near.paragraph} has {shown(near.text(paragraphs))}"
        return f"{where}; {has}: copy that, letter for letter"
    return f"{where}, and no paragraph has these words; copy them from its page"


def near_match(exact: str, paragraphs: Paragraphs) -> Span | None:
    """Return where the words are with other capitals or punctuation, or None where they are not."""
    parts = re.findall(r"[^\W_]+", legible(exact))
    pattern = re.compile(r"(?<![^\W_])" + r"[\W_]+".join(parts) + r"(?![^\W_])", re.IGNORECASE)
    hits = ((number, pattern.search(legible(text))) for number, text in enumerate(paragraphs, start=1) if parts)
    return next((exactly(Span(number, hit.start(), hit.end()), paragraphs) for number, hit in hits if hit), None)


def ambiguous(exact: str, number: int, paragraphs: Paragraphs) -> str:
    """Say that a paragraph has exact words several times, so that they identify no place; else return an empty text."""
    times = len(places(exact, paragraphs[number - 1])) if 1 <= number <= len(paragraphs) else 0
    return f"occur {times} times in paragraph {number}; write more words" if times > 1 else ""
