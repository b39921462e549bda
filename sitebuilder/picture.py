"""How are the accounts of an event drawn beside each other?

Each account is a column of blocks, one for each paragraph, as high as the paragraph is long. Quoted words are a band in
their block. Lines lead between places that a question or shared wording ties together. All lengths are in the units of
the drawing, whose width is `WIDTH` or, for many accounts, `COLUMN` for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.article import Article
from sitebuilder.comparing import Comparison
from sitebuilder.listing import counted
from sitebuilder.spans import Span

WIDTH = 960
"""The width of the drawing."""

COLUMN = 88
"""The width that each account has at the least, the space between two columns counted in."""

TALLEST = 640
"""The height of the longest column."""

NUMBER = 42
"""The space for a paragraph's number in its block."""

GAP = 3
"""The space between two blocks."""


@dataclass(frozen=True, slots=True)
class Band:
    """Quoted words within a block."""

    x: int
    """Its left edge: the block's number stands before it."""
    width: int
    """How wide it is."""
    y: int
    """Where it starts, from the top."""
    height: int
    """How high it is."""


@dataclass(frozen=True, slots=True)
class Block:
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
    number: int
    """The paragraph's number."""
    text_x: int
    """Where its number is written, from the left."""
    text_y: int
    """Where its number is written, from the top."""
    bands: tuple[Band, ...]
    """Its quoted words."""


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
    kind: str
    """`curated` for a question, `computed` for shared wording."""


@dataclass(frozen=True, slots=True)
class Column:
    """One account."""

    x: int
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
    """What ties them together: one line for all questions, or all shared wording, of the same two paragraphs."""
    words: tuple[str, ...]
    """The same in words: a sentence for each account, then one for each two paragraphs that are tied."""


def draw(comparison: Comparison, labels: Sequence[str]) -> Picture | None:
    """Draw the accounts of an event, or return None where there is only one."""
    articles = comparison.story.articles
    if len(articles) < 2:
        return None
    longest = max(sum(map(len, article.reading.paragraphs)) for article in articles) or 1
    width = max(WIDTH, COLUMN * len(articles))
    room = width / len(articles)
    columns = tuple(_column(article, labels[at], at, room, longest) for at, article in enumerate(articles))
    height = max((block.y + block.height for column in columns for block in column.blocks), default=0)
    lines, words = [], [_column_in_words(column, article) for column, article in zip(columns, articles, strict=True)]
    for left, right in comparison.pairs():
        pair = columns[articles.index(left)], columns[articles.index(right)]
        ties = comparison.ties(left, right)
        first = {(tie.left.paragraph, tie.right.paragraph, bool(tie.question)): tie for tie in reversed(ties)}
        lines += [_line(pair, tie.left, tie.right, (left, right), tie.question) for tie in first.values()]
        words += _in_words(pair, [(tie.left.paragraph, tie.right.paragraph, tie.question) for tie in ties])
    return Picture(width, round(height) + 2, columns, tuple(lines), tuple(words))


def _column(article: Article, label: str, at: int, room: float, longest: int) -> Column:
    width, middle = min(room / 1.9, 190), room * (at + 0.5)
    blocks, y = [], 1.0
    for number, text in enumerate(article.reading.paragraphs, start=1):
        height = max(TALLEST * len(text) / longest, 6)
        to = f"{addresses.article_page(article.slug)}#{addresses.paragraph(number)}"
        left, top = round(middle - width / 2), round(y)
        bands = tuple(
            Band(
                x=left + NUMBER,
                width=round(width - NUMBER),
                y=round(y + height * span.start / len(text)),
                height=max(round(height * (span.end - span.start) / len(text)), 1),
            )
            for speech in article.speeches
            for span in speech.quotation.spans
            if span.paragraph == number and not speech.quotation.depth
        )
        middle_y = round(y + height / 2 + 4)
        blocks.append(Block(left, top, round(width), round(height), to, number, left + 8, middle_y, bands))
        y += height + GAP
    return Column(round(middle), _letter(at), label, tuple(blocks))


def _letter(at: int) -> str:
    """Return a column's mark: A to Z, then AA and so on."""
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _line(
    pair: tuple[Column, Column], left: Span, right: Span, articles: tuple[Article, Article], question: int
) -> Line:
    ends = []
    for column, span, article in zip(pair, (left, right), articles, strict=True):
        block, length = column.blocks[span.paragraph - 1], len(article.reading.paragraphs[span.paragraph - 1])
        ends.append((block, round(block.y + block.height * (span.start + span.end) / 2 / max(length, 1))))
    (one, y1), (other, y2) = ends
    x1, x2 = round(one.x + one.width), other.x
    return Line(x1, y1, x2, y2, round((x1 + x2) / 2), "curated" if question else "computed")


def _column_in_words(column: Column, article: Article) -> str:
    """Return a sentence on the blocks of an account and the quoted words in them."""
    blocks = counted(len(column.blocks), "paragraph")
    lengths = ", ".join(f"{len(text):,}" for text in article.reading.paragraphs)
    quoted = ", ".join(str(block.number) for block in column.blocks if block.bands)
    return f"{column.name}: {blocks} of {lengths or 'no'} characters; words in quotation marks in {quoted or 'none'}"


def _in_words(pair: tuple[Column, Column], ties: list[tuple[int, int, int]]) -> list[str]:
    """Return a sentence for each two paragraphs that are tied."""
    reasons: dict[tuple[int, int], list[str]] = {}
    for left, right, question in sorted(ties):
        reason = f"question {question}" if question else "the same words"
        found = reasons.setdefault((left, right), [])
        if reason not in found:
            found.append(reason)
    return [
        f"{pair[0].name} {left} and {pair[1].name} {right}: {', '.join(found)}"
        for (left, right), found in sorted(reasons.items())
    ]
