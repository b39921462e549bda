"""How are the accounts of an event drawn?

Each account is a column of boxes, one for each paragraph, as high as the paragraph is long. Quoted words are a band in
their box. Lines lead between places that a question or shared wording ties together: behind the boxes, or over those
of a column that they pass. All lengths are in the units of the drawing, which are pixels where there is room for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.accounts.comparison import Comparison
from sitebuilder.ordering import grouped
from sitebuilder.pages.accounts.lines import Line, LineKinds, legend, lines
from sitebuilder.pages.parts.sigla import sigla
from sitebuilder.records.articles.article import ArticleText
from sitebuilder.words.spans import Span, in_legible
from sitebuilder.words.unseen import legible

WIDTH_EACH = 280
"""The width for each account of a few, the space between two columns counted in."""

WIDTH_TOGETHER = 960
"""The width for more accounts together."""

WIDTH_AT_LEAST = 88
"""The width that each of very many accounts has at the least."""

PHONE = 560
"""The widest drawing that a phone can show whole: two accounts."""

TALLEST = 640
"""The height of the longest column."""

NUMBER = 40
"""The space for a paragraph's number in its box."""

LETTERS = 16
"""How high a box is at the least that has its number in it."""

LOWEST = 6
"""How high a box is at the least where the numbers of all would not have room."""

GAP = 3
"""The space between two boxes."""

MOST_BOXES, MOST_BOXES_BY_COLUMN = 160, 900
"""How many boxes are drawn at most, and how many times the number of columns: more would be too fine to follow, and the
drawing would weigh more than all else on its page."""


class Band(Struct, frozen=True):
    """Quoted words within a box."""

    x: int
    """Their left edge, from that of the box: its number is before it."""
    y: int
    """Where they start, from the top of the box."""
    width: int
    """How wide they are."""
    height: int
    """How high they are."""


class Box(Struct, frozen=True):
    """One paragraph."""

    x: int
    """Its left edge."""
    y: int
    """Its upper edge."""
    width: int
    """How wide it is."""
    height: int
    """How high it is: its share of the characters of the longest account, in which every script can be counted."""
    to: Address
    """The permalink of the paragraph."""
    name: str
    """The letter of its account and its number."""
    bands: tuple[Band, ...]
    """Its quoted words."""
    has_room: bool
    """Whether its number can be read in it."""


class Lane(Struct, frozen=True):
    """Where the boxes of an account go."""

    left: int
    """Their left edge."""
    width: int
    """How wide they are."""
    scale: float
    """How high a character is."""
    least: int
    """How high a box is at the least."""


class Curve(Struct, frozen=True):
    """A line as it is drawn."""

    x: int
    """Its start, from the left."""
    y: int
    """Its start, from the top."""
    bend: int
    """Where it bends, from its start to the right."""
    across: int
    """Its end, from its start to the right."""
    down: int
    """Its end, from its start downwards."""


class Bundle(Struct, frozen=True):
    """The lines that lead to the same place and look the same."""

    kind: str
    """Their class."""
    to: Address
    """Where they lead."""
    name: str
    """What they are called."""
    curves: tuple[Curve, ...]
    """The lines."""


class Picture(Struct, frozen=True):
    """The accounts of an event, drawn."""

    width: int
    """The width of the drawing."""
    height: int
    """Its height."""
    columns: tuple[tuple[Box, ...], ...]
    """The paragraphs of each account."""
    behind: tuple[Bundle, ...]
    """The lines between neighbours, the strongest last."""
    over: tuple[Bundle, ...]
    """The lines that pass a column, likewise."""
    kinds: tuple[LineKinds, ...]
    """The kinds of line that it has."""
    scrolls: bool
    """Whether it is too wide for a phone to show it whole."""


def draw(comparison: Comparison) -> Picture | None:
    """Draw the accounts of an event, or return None where there is one only, or not one paragraph, or too many."""
    articles = comparison.story.articles
    texts = [comparison.texts[article.slug] for article in articles]
    boxes = sum(len(text.paragraphs) for text in texts)
    if len(texts) < 2 or not 0 < boxes <= min(MOST_BOXES, MOST_BOXES_BY_COLUMN // len(texts)):
        return None
    pairs = list(combinations(range(len(articles)), 2))
    ties = {(left, right): comparison.ties(articles[left], articles[right]) for left, right in pairs}
    width = max(min(WIDTH_EACH * len(texts), WIDTH_TOGETHER), WIDTH_AT_LEAST * len(texts))
    marks = sigla(comparison.story)
    columns = _columns(texts, [marks[article.slug].letter for article in articles], width)
    drawn = lines(comparison, ties)
    return Picture(
        width=width,
        height=max((box.y + box.height for column in columns for box in column), default=0) + 2,
        columns=tuple(columns),
        behind=tuple(_bundles([line for line in drawn if not line.passes], columns, texts)),
        over=tuple(_bundles([line for line in drawn if line.passes], columns, texts)),
        kinds=legend(drawn),
        scrolls=width > PHONE,
    )


def _columns(texts: Sequence[ArticleText], letters: Sequence[str], width: int) -> list[tuple[Box, ...]]:
    longest = max(sum(map(len, map(legible, text.paragraphs))) for text in texts) or 1
    most = max(len(text.paragraphs) for text in texts)
    least = LETTERS if most * (LETTERS + GAP) <= TALLEST else LOWEST
    box_width = round(min(width / len(texts) / 1.9, 150))
    columns = []
    for at, text in enumerate(texts):
        left = 1 + round(at * (width - 2 - box_width) / (len(texts) - 1))
        columns.append(tuple(_boxes(text, letters[at], Lane(left, box_width, TALLEST / longest, least))))
    return columns


def _boxes(text: ArticleText, letter: str, lane: Lane) -> Iterator[Box]:
    """Yield the boxes of a column."""
    y = 1.0
    outer = (row.quotation for row in text.quotations if not row.quotation.depth)
    spans = (in_legible(span, text.paragraphs) for quotation in outer for span in quotation.spans)
    quoted = grouped((span.paragraph, span) for span in spans)
    for number, paragraph in enumerate(map(legible, text.paragraphs), start=1):
        height = max(lane.scale * len(paragraph), lane.least)
        yield Box(
            x=lane.left,
            y=round(y),
            width=lane.width,
            height=round(height),
            to=addresses.permalink(text.slug, number),
            name=f"{letter} {number}",
            bands=tuple(_bands(quoted.get(number, ()), len(paragraph), lane.width, height)),
            has_room=height >= LETTERS,
        )
        y += height + GAP


def _bands(quoted: Iterable[Span], length: int, width: int, height: float) -> Iterator[Band]:
    """Yield the quoted words of a paragraph, as bands in its box."""
    for span in quoted:
        band_height = max(round(height * (span.end - span.start) / length), 1)
        yield Band(x=NUMBER, y=round(height * span.start / length), width=width - NUMBER, height=band_height)


def _bundles(drawn: Sequence[Line], columns: Sequence[Sequence[Box]], texts: Sequence[ArticleText]) -> Iterator[Bundle]:
    for (kind, to, name), alike in grouped(((line.kind, line.to, line.name), line) for line in drawn).items():
        yield Bundle(kind, to, name, tuple(_curve(line, columns, texts) for line in alike))


def _curve(line: Line, columns: Sequence[Sequence[Box]], texts: Sequence[ArticleText]) -> Curve:
    (left, right), tie = line.pair, line.tie
    start, end = columns[left][tie.left.paragraph - 1], columns[right][tie.right.paragraph - 1]
    x1, x2 = start.x + start.width, end.x
    y1, y2 = _height_of(tie.left, start, texts[left]), _height_of(tie.right, end, texts[right])
    return Curve(x1, y1, (x2 - x1) // 2, x2 - x1, y2 - y1)


def _height_of(span: Span, box: Box, text: ArticleText) -> int:
    """Return how far from the top of the drawing the middle of a stretch is."""
    length = max(len(legible(text.paragraphs[span.paragraph - 1])), 1)
    place = in_legible(span, text.paragraphs)
    return round(box.y + box.height * (place.start + place.end) / 2 / length)
