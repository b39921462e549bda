"""How are the accounts of an event drawn beside each other?

Each account is a column of blocks, one for each paragraph, as high as the paragraph is long. Quoted words are a band in
their block. Lines lead between places that a question or shared wording ties together. All lengths are in the units of
the drawing, which are pixels where there is room for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as ByName
from itertools import combinations

from sitebuilder import addresses
from sitebuilder.article import Article
from sitebuilder.comparing import Comparison, Tie
from sitebuilder.listing import counted
from sitebuilder.picture_shows import Band, Block, Column, Line, Picture

WIDTHS = 280, 960, 88
"""The width for each account of a few, the space between two columns counted in; the width for more of them together;
and what each of very many has at the least."""

PHONE = 560
"""The widest drawing that a phone can show whole: two accounts."""

TALLEST = 640
"""The height of the longest column."""

NUMBER = 40
"""The space for a paragraph's number in its block."""

LETTERS = 16
"""How high a block is at the least that has its number in it."""

GAP = 3
"""The space between two blocks."""


def draw(comparison: Comparison, labels: Sequence[str]) -> Picture | None:
    """Draw the accounts of an event, or return None where there is one only, or not one paragraph."""
    articles = comparison.story.articles
    if len(articles) < 2 or not any(article.reading.words for article in articles):
        return None
    ties = {
        (left, right): comparison.ties(articles[left], articles[right])
        for left, right in combinations(range(len(articles)), 2)
    }
    each, together, least = WIDTHS
    width = max(min(each * len(articles), together), least * len(articles))
    longest = max(sum(map(len, article.reading.words)) for article in articles) or 1
    wide = round(min(width / len(articles) / 1.9, 150))
    columns = []
    for at, article in enumerate(articles):
        left = round(at * (width - wide) / (len(articles) - 1))
        blocks = _blocks(article, at, (left, wide), TALLEST / longest, ties)
        columns.append(Column(letter(at), labels[at], tuple(blocks)))
    lines = [
        line
        for pair, found in ties.items()
        for line in _lines([(columns[at], articles[at]) for at in pair], _to_neighbours(pair, found, ties))
    ]
    return Picture(
        width=width,
        height=max((block.y + block.height for column in columns for block in column.blocks), default=0) + 2,
        columns=tuple(columns),
        curated=tuple(line for line in lines if line.is_curated),
        computed=tuple(line for line in lines if not line.is_curated),
        scrolls=width > PHONE,
    )


def _blocks(
    article: Article, at: int, place: tuple[int, int], scale: float, ties: ByName[tuple[int, int], Sequence[Tie]]
) -> Iterator[Block]:
    """Yield the blocks of a column, given its left edge and its width."""
    (left, width), y = place, 1.0
    for number, text in enumerate(article.reading.words, start=1):
        height = max(scale * len(text), 6)
        yield Block(
            x=left,
            y=round(y),
            width=width,
            height=round(height),
            to=addresses.permalink(article.slug, number),
            number=number,
            bands=tuple(_bands(article, number, width, height)),
            length=counted(len(text), "character"),
            tied=tuple(_tied(at, number, ties)),
            has_room=height >= LETTERS,
        )
        y += height + GAP


def _bands(article: Article, number: int, width: int, height: float) -> Iterator[Band]:
    """Yield the quoted words of a paragraph, as bands in its block."""
    length = len(article.reading.words[number - 1])
    for speech in article.speeches:
        for span in speech.quotation.spans:
            if span.paragraph == number and not speech.quotation.depth:
                yield Band(
                    x=NUMBER,
                    y=round(height * span.start / length),
                    width=width - NUMBER,
                    height=max(round(height * (span.end - span.start) / length), 1),
                )


def _tied(at: int, number: int, ties: ByName[tuple[int, int], Sequence[Tie]]) -> Iterator[str]:
    """Yield the names of the blocks that a paragraph of a column is tied to."""
    found = set()
    for (left, right), between in ties.items():
        if left == at:
            found |= {(right, tie.right.paragraph) for tie in between if tie.left.paragraph == number}
        elif right == at:
            found |= {(left, tie.left.paragraph) for tie in between if tie.right.paragraph == number}
    for other, paragraph in sorted(found):
        yield f"{letter(other)} {paragraph}"


def _to_neighbours(
    pair: tuple[int, int], found: Sequence[Tie], ties: ByName[tuple[int, int], Sequence[Tie]]
) -> list[Tie]:
    """Leave out shared wording that an account between the two has too: it is tied from neighbour to neighbour."""
    left, right = pair
    between = {
        (tie.left.paragraph, on.right.paragraph)
        for other in range(left + 1, right)
        for tie in ties[left, other]
        for on in ties[other, right]
        if not tie.question and not on.question and tie.right.paragraph == on.left.paragraph
    }
    return [tie for tie in found if tie.question or (tie.left.paragraph, tie.right.paragraph) not in between]


def _lines(pair: Sequence[tuple[Column, Article]], ties: Sequence[Tie]) -> Iterator[Line]:
    """Yield a line for every two paragraphs that are tied, by questions or by shared wording."""
    first = {(tie.left.paragraph, tie.right.paragraph, bool(tie.question)): tie for tie in reversed(ties)}
    for tie in first.values():
        ends = []
        for (column, article), span in zip(pair, (tie.left, tie.right), strict=True):
            block, length = column.blocks[span.paragraph - 1], len(article.reading.words[span.paragraph - 1])
            ends.append((block, round(block.y + block.height * (span.start + span.end) / 2 / max(length, 1))))
        (one, y1), (other, y2) = ends
        x1, x2 = one.x + one.width, other.x
        yield Line(x1, y1, x2, y2, round((x1 + x2) / 2), bool(tie.question))


def letter(at: int) -> str:
    """Return the mark of an account by its place among the accounts: A to Z, then AA and so on."""
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)
