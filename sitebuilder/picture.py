"""How are the accounts of an event drawn beside each other?

Each account is a column of blocks, one for each paragraph, as high as the paragraph is long. Quoted words are a band in
their block. Lines lead between places that a question or shared wording ties together. All lengths are in the units of
the drawing, whose width is `WIDTH`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.article import Article
from sitebuilder.comparing import Comparison
from sitebuilder.spans import Span

WIDTH = 960
"""The width of the drawing."""

TALLEST = 640
"""The height of the longest column."""

NUMBER = 42
"""The space for a paragraph's number in its block."""

GAP = 3
"""The space between two blocks."""


@dataclass(frozen=True, slots=True)
class Band:
    """Quoted words within a block."""

    x: float
    """Its left edge: the block's number stands before it."""
    width: float
    """How wide it is."""
    y: float
    """Where it starts, from the top."""
    height: float
    """How high it is."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph."""

    x: float
    """Its left edge."""
    y: float
    """Its upper edge."""
    width: float
    """How wide it is."""
    height: float
    """How high it is: its share of the words of the longest account."""
    to: Address
    """The permalink of the paragraph."""
    title: str
    """What it is, in words."""
    number: int
    """The paragraph's number."""
    text_x: float
    """Where its number is written, from the left."""
    text_y: float
    """Where its number is written, from the top."""
    bands: tuple[Band, ...]
    """Its quoted words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two places."""

    x1: float
    """Its start, from the left."""
    y1: float
    """Its start, from the top."""
    x2: float
    """Its end, from the left."""
    y2: float
    """Its end, from the top."""
    bend: float
    """Where it bends, from the left."""
    kind: str
    """`curated` for a question, `computed` for shared wording."""


@dataclass(frozen=True, slots=True)
class Column:
    """One account."""

    x: float
    """The middle of the column."""
    name: str
    """The account's mark in the drawing: a letter, in alphabetical order of the slugs."""
    label: str
    """The account."""
    blocks: tuple[Block, ...]
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
    lines: tuple[Line, ...]
    """What ties them together."""
    words: tuple[str, ...]
    """The same in words: a sentence for each two paragraphs that are tied."""


def draw(comparison: Comparison, labels: Sequence[str]) -> Picture | None:
    """Draw the accounts of an event, or return None where there is only one."""
    articles = comparison.story.articles
    if len(articles) < 2:
        return None
    longest = max(article.words for article in articles) or 1
    columns = tuple(_column(article, labels[at], at, len(articles), longest) for at, article in enumerate(articles))
    height = max((block.y + block.height for column in columns for block in column.blocks), default=0)
    lines, words = [], []
    for left, right in comparison.pairs():
        pair = columns[articles.index(left)], columns[articles.index(right)]
        ties = comparison.ties(left, right)
        lines += [_line(pair, tie.left, tie.right, (left, right), tie.question) for tie in ties]
        words += _in_words(pair, [(tie.left.paragraph, tie.right.paragraph, tie.question) for tie in ties])
    return Picture(WIDTH, round(height) + 2, columns, tuple(lines), tuple(words))


def _column(article: Article, label: str, at: int, count: int, longest: int) -> Column:
    width = min(WIDTH / (1.9 * count), 190)
    middle = WIDTH * (2 * at + 1) / (2 * count)
    blocks, y = [], 1.0
    for number, text in enumerate(article.reading.paragraphs, start=1):
        height = max(TALLEST * len(text.split()) / longest, 6)
        to = f"{addresses.article_page(article.slug)}#{addresses.paragraph(number)}"
        left, top = round(middle - width / 2, 1), round(y, 1)
        bands = tuple(
            Band(
                x=left + NUMBER,
                width=round(width - NUMBER, 1),
                y=round(y + height * span.start / len(text), 1),
                height=round(height * (span.end - span.start) / len(text), 1),
            )
            for speech in article.speeches
            for span in speech.quotation.spans
            if span.paragraph == number and not speech.quotation.depth
        )
        title = f"{_letter(at)} {number}: {len(text.split())} words"
        middle_y = round(y + height / 2 + 4, 1)
        blocks.append(Block(left, top, round(width, 1), round(height, 1), to, title, number, left + 8, middle_y, bands))
        y += height + GAP
    return Column(round(middle, 1), _letter(at), label, tuple(blocks))


def _letter(at: int) -> str:
    """Return a column's mark: A to Z, then AA and so on."""
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _line(
    pair: tuple[Column, Column], left: Span, right: Span, articles: tuple[Article, Article], question: int
) -> Line:
    ends = []
    for column, span, article in zip(pair, (left, right), articles, strict=True):
        block, length = column.blocks[span.paragraph - 1], len(article.reading.paragraphs[span.paragraph - 1])
        ends.append((block, round(block.y + block.height * (span.start + span.end) / 2 / max(length, 1), 1)))
    (one, y1), (other, y2) = ends
    x1, x2 = round(one.x + one.width, 1), other.x
    return Line(x1, y1, x2, y2, round((x1 + x2) / 2, 1), "curated" if question else "computed")


def _in_words(pair: tuple[Column, Column], ties: list[tuple[int, int, int]]) -> list[str]:
    """Return a sentence for each two paragraphs that are tied."""
    reasons: dict[tuple[int, int], list[str]] = {}
    for left, right, question in ties:
        reason = f"question {question}" if question else "the same words"
        found = reasons.setdefault((left, right), [])
        if reason not in found:
            found.append(reason)
    return [
        f"{pair[0].name} {left} and {pair[1].name} {right}: {', '.join(found)}"
        for (left, right), found in sorted(reasons.items())
    ]
