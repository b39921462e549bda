"""Where do the paragraphs or lines of two texts differ?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from sitebuilder.problems import shown, without_long_runs
from sitebuilder.words.unseen import has_unseen

FAR = 200
"""With more paragraphs than this on one side only, two texts have so little in common that they are not aligned."""

_Run = tuple[int, int, int]
"""Equal paragraphs: where they begin in one text and in the other, and how many there are."""

_Runs = tuple["_Runs", _Run] | None
"""The equal paragraphs of two texts: those before, and the last; they share their beginnings with others."""


class Sides(Struct, frozen=True):
    """What two texts that are compared are called."""

    ours: str
    """What should be the same."""
    theirs: str
    """What it is compared with."""


WITH_FILE = Sides("the article", "the file received")
"""An article is compared with the file that the archive received."""

WITH_ARTICLE = Sides("the page", "the article")
"""A finished page is compared with the article that it shows."""


NAME_OR_ADD = "add what is text, and name the rest under source: as headline, standfirst, byline, date or place"
"""What to do about words of the file received that an article lacks."""


class Difference(Struct, frozen=True):
    """A place where two texts differ."""

    paragraph: int
    """The number, from 1, of the paragraph of the page at which they do."""
    says: str
    """How they differ: the first words that are not the same, on both sides."""
    is_missing: bool = False
    """Whether the page lacks paragraphs of the original there."""


def differences(
    page: Sequence[str], original: Sequence[str], sides: Sides, numbers: Sequence[int] = ()
) -> list[Difference]:
    """Compare two lists of paragraphs, code point by code point.

    Paragraphs that one side has and the other has not are one difference, wherever they are. `numbers` are those of
    the paragraphs of the original, where they do not just count from 1.
    """
    numbers = numbers or range(1, len(original) + 1)
    differing = []
    end = (len(page), len(original), 0)
    ours = theirs = 0
    for our_next, their_next, length in (*_equal_runs(page, original), end):
        paired = min(our_next - ours, their_next - theirs)
        for number in range(paired):
            left, right = _first_words_apart(page[ours + number], original[theirs + number])
            says = f"paragraph {ours + number + 1} reads {left} where {sides.theirs} has {right}"
            differing.append(Difference(ours + number + 1, says))
        if extra := page[ours + paired : our_next]:
            named = _named(extra, range(ours + paired + 1, our_next + 1))
            says = f"{sides.ours} has {named}, and {sides.theirs} has none"
            differing.append(Difference(ours + paired + 1, says))
        if missing := original[theirs + paired : their_next]:
            named = _named(missing, numbers[theirs + paired : their_next])
            says = f"{sides.theirs} has {named}, and {sides.ours} has none"
            differing.append(Difference(ours + paired + 1, says, is_missing=True))
        ours, theirs = our_next + length, their_next + length
    return differing


def first_changed(page: Sequence[str], original: Sequence[str], what: str) -> str:
    """Say what of a page is the first that differs from the file received, character by character, or nothing.

    `what` is what is compared: "line".
    """
    for number, (ours, theirs) in enumerate(zip_longest(page, original, fillvalue=""), start=1):
        if ours != theirs:
            left, right = _first_words_apart(ours, theirs)
            return f"{what} {number} reads {left} where {WITH_FILE.theirs} has {right}"
    return ""


def _named(paragraphs: Sequence[str], numbers: Sequence[int]) -> str:
    first = shown(paragraphs[0])
    if len(paragraphs) == 1:
        return f"a paragraph {numbers[0]}, {first}"
    if numbers[-1] - numbers[0] + 1 == len(numbers):
        return f"paragraphs {numbers[0]} to {numbers[-1]}, the first {first}"
    return f"{len(paragraphs)} paragraphs from {numbers[0]} to {numbers[-1]}, the first {first}"


def _equal_runs(ours: Sequence[str], theirs: Sequence[str]) -> list[_Run]:
    """Return the paragraphs that two texts share, in order, so that the fewest are left out.

    By the greedy algorithm of Myers (1986), whose time grows with the length and with the square of what differs. Texts
    that differ in more than `FAR` paragraphs are compared one by one.
    """
    reached: dict[int, tuple[int, _Runs]] = {1: (0, None)}
    for edits in range(FAR + 1):
        for diagonal in range(-edits, edits + 1, 2):
            start, runs = _further(reached, diagonal, edits)
            end = start
            while end < len(ours) and end - diagonal < len(theirs) and ours[end] == theirs[end - diagonal]:
                end += 1
            if end > start:
                runs = (runs, (start, start - diagonal, end - start))
            reached[diagonal] = end, runs
            if end >= len(ours) and end - diagonal >= len(theirs):
                return _in_order(runs)
    pairs = enumerate(zip(ours, theirs, strict=False))
    return [(number, number, 1) for number, (our, their) in pairs if our == their]


def _further(reached: dict[int, tuple[int, _Runs]], diagonal: int, edits: int) -> tuple[int, _Runs]:
    """Return how far one more paragraph on one side leads: from the neighbouring diagonal that is further."""
    below, above = reached.get(diagonal - 1, (-1, None)), reached.get(diagonal + 1, (-1, None))
    if diagonal == -edits or (diagonal != edits and below[0] < above[0]):
        return above
    return below[0] + 1, below[1]


def _in_order(runs: _Runs) -> list[_Run]:
    def backwards(runs: _Runs) -> Iterator[_Run]:
        while runs:
            runs, run = runs
            yield run

    return list(backwards(runs))[::-1]


def _first_words_apart(ours: str, theirs: str) -> tuple[str, str]:
    """Return the first words that differ, each from the start of a word, 40 characters at the most."""
    shared = 0
    while shared < min(len(ours), len(theirs)) and ours[shared] == theirs[shared]:
        shared += 1
    start = ours.rfind(" ", 0, shared) + 1
    if not ours[start:].strip(" ") or not theirs[start:].strip(" "):
        start = ours.rfind(" ", 0, len(ours[:shared].rstrip(" "))) + 1
    start = start if shared - start < 20 and not has_unseen(ours[shared - 1 : shared]) else shared
    left, right = (without_long_runs(side[start:])[: shared + 40 - start] for side in (ours, theirs))
    return shown(left) if left else "nothing", shown(right) if right else "nothing"
