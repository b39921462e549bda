"""How are the accounts of an event drawn beside each other?

Each account is a column of boxes, one for each paragraph, as high as the paragraph is long. Quoted words are a band in
their box. Lines lead between places that a question or shared wording ties together. All lengths are in the units of
the drawing, which are pixels where there is room for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.comparison import Comparison, Tie, Ties, to_neighbours
from sitebuilder.pages.parts.frame import LAYERS, Layer
from sitebuilder.pages.parts.passages import letter
from sitebuilder.problems import counted
from sitebuilder.records.article import ArticleText
from sitebuilder.words.spans import Span

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

GAP = 3
"""The space between two boxes."""


@dataclass(frozen=True, slots=True)
class Band:
    """Quoted words within a box."""

    x: int
    """Their left edge, from that of the box: its number is before it."""
    y: int
    """Where they start, from the top of the box."""
    width: int
    """How wide they are."""
    height: int
    """How high they are."""


@dataclass(frozen=True, slots=True)
class Box:
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
    length: str
    """How long the paragraph is, in words."""
    tied: tuple[str, ...]
    """The names of the boxes that it is tied to."""
    has_room: bool
    """Whether its number can be read in it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two places."""

    x1: int
    """Its start, from the left."""
    y1: int
    """Its start, from the top."""
    x2: int
    """Its end, from the left."""
    y2: int
    """Its end, from the top."""
    bend: int
    """Where it bends, from the left."""
    is_curated: bool
    """Whether a question ties the places together; else shared wording does."""


@dataclass(frozen=True, slots=True)
class Column:
    """One account."""

    name: str
    """The account's mark in the drawing: a letter, in alphabetical order of the slugs."""
    label: str
    """The account."""
    boxes: tuple[Box, ...]
    """Its paragraphs."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The accounts of an event, drawn."""

    width: int
    """The width of the drawing."""
    height: int
    """Its height."""
    columns: tuple[Column, ...]
    """The accounts."""
    curated: tuple[Line, ...]
    """What questions tie together: one line for all of the same two paragraphs."""
    computed: tuple[Line, ...]
    """What shared wording ties together, likewise."""
    scrolls: bool
    """Whether it is too wide for a phone to show it whole."""
    caption: str
    """What it shows."""
    layers: tuple[Layer, ...]
    """Where that comes from."""


def draw(comparison: Comparison, labels: Sequence[str]) -> Picture | None:
    """Draw the accounts of an event, or return None where there is one only, or not one paragraph."""
    articles = comparison.story.articles
    texts = [comparison.texts[article.slug] for article in articles]
    if len(texts) < 2 or not any(text.paragraphs for text in texts):
        return None
    ties = {
        (left, right): comparison.ties(articles[left], articles[right])
        for left, right in combinations(range(len(articles)), 2)
    }
    width = max(min(WIDTH_EACH * len(texts), WIDTH_TOGETHER), WIDTH_AT_LEAST * len(texts))
    columns = _columns(texts, labels, width, ties)
    lines = [
        line
        for (left, right), between in ties.items()
        for line in _lines(
            [(columns[at], texts[at]) for at in (left, right)], to_neighbours((left, right), between, ties)
        )
    ]
    curated = tuple(line for line in lines if line.is_curated)
    computed = tuple(line for line in lines if not line.is_curated)
    return Picture(
        width=width,
        height=max((box.y + box.height for column in columns for box in column.boxes), default=0) + 2,
        columns=tuple(columns),
        curated=curated,
        computed=computed,
        scrolls=width > PHONE,
        caption=_caption(bool(curated), bool(computed)),
        layers=(LAYERS.computed, LAYERS.curated) if curated else (LAYERS.computed,),
    )


def _caption(has_curated: bool, has_computed: bool) -> str:
    lines = (
        ("Solid lines join two paragraphs that answer the same questions.", has_curated),
        ("Dashed lines join two paragraphs with the same words.", has_computed),
    )
    columns = "Each column is an account, each block a paragraph as high as it is long; hatched bands are quoted words."
    return " ".join([columns, *(sentence for sentence, is_so in lines if is_so)])


def _columns(texts: Sequence[ArticleText], labels: Sequence[str], width: int, ties: Ties) -> list[Column]:
    longest = max(sum(map(len, text.paragraphs)) for text in texts) or 1
    box_width = round(min(width / len(texts) / 1.9, 150))
    columns = []
    for at, text in enumerate(texts):
        left = round(at * (width - box_width) / (len(texts) - 1))
        boxes = _boxes(text, at, (left, box_width), TALLEST / longest, ties)
        columns.append(Column(letter(at), labels[at], tuple(boxes)))
    return columns


def _boxes(text: ArticleText, at: int, place: tuple[int, int], scale: float, ties: Ties) -> Iterator[Box]:
    """Yield the boxes of a column, given its left edge and its width."""
    (left, width), y = place, 1.0
    for number, paragraph in enumerate(text.paragraphs, start=1):
        height = max(scale * len(paragraph), 6)
        yield Box(
            x=left,
            y=round(y),
            width=width,
            height=round(height),
            to=addresses.permalink(text.slug, number),
            name=f"{letter(at)} {number}",
            bands=tuple(_bands(text, number, width, height)),
            length=counted(len(paragraph), "character"),
            tied=tuple(_tied(at, number, ties)),
            has_room=height >= LETTERS,
        )
        y += height + GAP


def _bands(text: ArticleText, number: int, width: int, height: float) -> Iterator[Band]:
    """Yield the quoted words of a paragraph, as bands in its box."""
    length = len(text.paragraphs[number - 1])
    outer = (row.quotation for row in text.quotations if not row.quotation.depth)
    for span in (span for quotation in outer for span in quotation.spans if span.paragraph == number):
        band_height = max(round(height * (span.end - span.start) / length), 1)
        yield Band(x=NUMBER, y=round(height * span.start / length), width=width - NUMBER, height=band_height)


def _tied(at: int, number: int, ties: Ties) -> Iterator[str]:
    """Yield the names of the boxes that a paragraph of a column is tied to."""
    partners = set()
    for (left, right), between in ties.items():
        if left == at:
            partners |= {(right, tie.right.paragraph) for tie in between if tie.left.paragraph == number}
        elif right == at:
            partners |= {(left, tie.left.paragraph) for tie in between if tie.right.paragraph == number}
    for other, paragraph in sorted(partners):
        yield f"{letter(other)} {paragraph}"


def _lines(pair: Sequence[tuple[Column, ArticleText]], ties: Sequence[Tie]) -> Iterator[Line]:
    """Yield a line for every two paragraphs that are tied, by questions or by shared wording."""
    first = {(tie.left.paragraph, tie.right.paragraph, bool(tie.question)): tie for tie in reversed(ties)}
    for tie in first.values():
        (left, left_text), (right, right_text) = pair
        start, end = left.boxes[tie.left.paragraph - 1], right.boxes[tie.right.paragraph - 1]
        x1, x2 = start.x + start.width, end.x
        y1, y2 = _height_of(tie.left, start, left_text), _height_of(tie.right, end, right_text)
        yield Line(x1, y1, x2, y2, round((x1 + x2) / 2), bool(tie.question))


def _height_of(span: Span, box: Box, text: ArticleText) -> int:
    """Return how far from the top of the drawing the middle of a stretch is."""
    length = max(len(text.paragraphs[span.paragraph - 1]), 1)
    return round(box.y + box.height * (span.start + span.end) / 2 / length)
