"""Which words does a text put in quotation marks?

Found by the marks alone: straight and curly, single and double, guillemets either way, low-9 marks. An
opening mark has no letter or digit before it and a closing one none after it: an apostrophe in a word is neither.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from msgspec import Struct, field

from sitebuilder.problems import is_invisible
from sitebuilder.words.languages import UNSPACED
from sitebuilder.words.spans import Paragraphs, Span
from sitebuilder.words.unseen import legible, legible_paragraphs, read

CLOSES = {
    '"': '"',
    "'": "'",
    "“": "”",
    "‘": "’",
    "„": "“”",
    "‚": "‘’",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "”": "”",
    "「": "」",
    "『": "』",
}
"""For each mark that can open a quotation, the marks that can close it. (’ alone is an apostrophe far too often.)"""

OPEN_MARKS = 50
"""How many opening marks a paragraph may leave unclosed: of more, the first open nothing. Nobody nests as deep, and a
mark is compared with each that is open: without a limit, a paragraph would take the square of its marks."""

_MARK = re.compile(f"[{''.join(CLOSES)}{''.join(CLOSES.values())}]")

_APOSTROPHES = "'’‘"
_ELISION = re.compile(r"(?:[0-9]0s|tis|twas|twere|twill|til|em|n)(?![^\W_])", re.IGNORECASE)
"""What follows an apostrophe in place of letters left out at a word's start: the '90s, 'tis, rock 'n' roll."""

_AND = re.compile(r"(?<![^\W_])['’‘]n['’]", re.IGNORECASE)


class Quotation(Struct, frozen=True, array_like=True):
    """Words in quotation marks."""

    spans: tuple[Span, ...]
    """Where they are, marks left out: one span, or one for each paragraph over which the quotation goes on."""
    depth: int
    """0 for a quotation, 1 for one inside another, and so on."""

    def text(self, paragraphs: Paragraphs) -> str:
        """Return the words inside the marks, the parts of several paragraphs joined by a space."""
        return " ".join(span.text(paragraphs) for span in self.spans)

    def spaced(self, paragraphs: Paragraphs) -> str:
        """Return what is legible inside the marks, with a single space for any white space, and none at the ends."""
        return " ".join(legible(self.text(paragraphs)).split())

    def opening_mark(self, paragraphs: Paragraphs) -> str:
        """Return the mark before its first word."""
        return paragraphs[self.spans[0].paragraph - 1][self.spans[0].start - 1]

    def closing_mark(self, paragraphs: Paragraphs) -> str:
        """Return the mark after its last word."""
        return paragraphs[self.spans[-1].paragraph - 1][self.spans[-1].end]


class _Open(Struct):
    """A quotation whose end has not come yet."""

    mark: str
    """The mark that opened it."""
    start: int
    """Where its words start in the paragraph that is being read."""
    spans: list[Span] = field(default_factory=list)
    """Its words in the paragraphs before."""


def quotations(paragraphs: Paragraphs) -> tuple[Quotation, ...]:
    """Return every quotation of a text in reading order.

    A quotation that is not closed in its paragraph goes on where the next one starts with its opening mark, as printers
    do it; elsewhere an opening mark that is never closed opens nothing. Quotations nest and never overlap. Marks with
    nothing between them that can be seen are no quotation.
    """
    seen = legible_paragraphs(paragraphs)
    found = _nested(_closed(seen))
    if seen is paragraphs:
        return found
    return tuple(Quotation(tuple(_between_marks(span, paragraphs) for span in row.spans), row.depth) for row in found)


def _between_marks(span: Span, paragraphs: Paragraphs) -> Span:
    """Return where all that is between two marks is, or between one and the end of its paragraph.

    Given is where it is in what is legible of the paragraphs.
    """
    text = read(paragraphs[span.paragraph - 1])
    end = text.start(span.end) if span.end < len(text.text) else len(text.exact)
    return Span(span.paragraph, text.start(span.start - 1) + 1, end)


def _closed(paragraphs: Paragraphs) -> list[tuple[Span, ...]]:
    """Return the places of every quotation that is closed."""
    closed: list[tuple[Span, ...]] = []
    opened: list[_Open] = []
    for number, text in enumerate(paragraphs, start=1):
        opened, at = _carried_on(opened, text)
        for mark in _MARK.finditer(text, at):
            _take_mark(text, mark.start(), number, opened, closed)
        for quotation in opened:
            quotation.spans.append(Span(number, quotation.start, len(text)))
    return [spans for spans in closed if any(not is_invisible(span.text(paragraphs)) for span in spans)]


def _carried_on(opened: list[_Open], text: str) -> tuple[list[_Open], int]:
    """Open again what the paragraph before left open, if this one starts with its marks; return where to read on."""
    if not opened:
        return [], 0
    at = len(text) - len(text.lstrip())
    again = []
    for quotation in opened:
        if text.startswith(quotation.mark, at):
            at += 1
            again.append(_Open(quotation.mark, at, quotation.spans))
    return again, at if again else 0


def _take_mark(text: str, place: int, paragraph: int, opened: list[_Open], closed: list[tuple[Span, ...]]) -> None:
    """Let the mark at a place close what is open, or open something, or be an apostrophe."""
    mark, after = text[place], text[place + 1 : place + 2]
    if _is_letter(after) and _is_letter(text[place - 1 : place]):
        return
    depths = (depth for depth in reversed(range(len(opened))) if mark in CLOSES[opened[depth].mark])
    depth = next(depths, None) if not _is_letter(after) else None
    if depth is not None:
        if not _is_apostrophe(text, place, opened[depth].mark):
            closed.append((*opened[depth].spans, Span(paragraph, opened[depth].start, place)))
            del opened[depth:]
        return
    may_open = mark in CLOSES and not _is_letter(text[place - 1 : place]) and after and not after.isspace()
    if (may_open or (mark in "«»" and after.isspace() and after != "\n")) and not _is_elision(text, place):
        if mark in CLOSES[mark]:  # what it opened before was never closed, or it would have closed that
            again = next((depth for depth, quotation in enumerate(opened) if quotation.mark == mark), len(opened))
            del opened[again:]
        opened.append(_Open(mark, place + 1))
        del opened[:-OPEN_MARKS]


def _is_letter(character: str) -> bool:
    """Tell whether a mark beside a character is in a word: not in a script that puts no spaces between words."""
    return character.isalnum() and not UNSPACED.match(character)


def _is_elision(text: str, place: int) -> bool:
    return text[place] in _APOSTROPHES and bool(_ELISION.match(text, place + 1))


def _is_apostrophe(text: str, place: int, opening: str) -> bool:
    """Tell whether a mark that could close a quotation does not: that of 'n', or a possessive's, feet's or inches'.

    After an s or a digit, it does not where a later mark, beside punctuation, closes the quotation.
    """
    if place > 1 and _AND.match(text, place - 2):
        return True
    after_digit, after_s = text[place - 1].isdigit(), text[place - 1] in "sS"
    if not (text[place] in _APOSTROPHES and (after_digit or after_s)) and not (text[place] == '"' and after_digit):
        return False
    mark = text[place]
    closing = _next(rf"(?<=[.,;:!?…]){mark}(?![^\W_])|{mark}(?=[.,;:!?…)]|$)", text, place)
    another = _next(rf"(?<![^\W_]){opening}(?=[^\W_])", text, place)
    return closing is not None and (another is None or closing < another)


def _next(pattern: str, text: str, place: int) -> int | None:
    """Return where a pattern is found next after a place, or None."""
    starts = _starts(pattern, text)
    at = bisect_right(starts, place)
    return starts[at] if at < len(starts) else None


@lru_cache(maxsize=8)  # asked for many places of one text; to search from each would take the square of its length
def _starts(pattern: str, text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in re.finditer(pattern, text))


def _nested(closed: list[tuple[Span, ...]]) -> tuple[Quotation, ...]:
    """Put quotations in reading order, each with the number of quotations around it."""
    ordered = sorted(closed, key=lambda spans: (spans[0].paragraph, spans[0].start))
    around: list[tuple[int, int]] = []
    nested = []
    for spans in ordered:
        start, end = (spans[0].paragraph, spans[0].start), (spans[-1].paragraph, spans[-1].end)
        while around and around[-1] <= start:
            around.pop()
        nested.append(Quotation(spans, len(around)))
        around.append(end)
    return tuple(nested)
