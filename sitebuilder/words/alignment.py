"""How do two sentences differ that have some words in common?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from sitebuilder.ordering import grouped
from sitebuilder.words.sentences import around
from sitebuilder.words.shared_wording import SharedRun, TokenIndex
from sitebuilder.words.spans import Paragraphs, Span
from sitebuilder.words.unseen import legible

LONGEST_SENTENCE = 250
"""How many words a sentence has at the most that is set word by word: to compare longer ones takes long and says
little."""


class AlignedSentence(Struct, frozen=True):
    """One of two sentences that have some words in common, or several sentences where a run goes on in the next."""

    span: Span
    """Where it is."""
    differing: tuple[Span, ...]
    """The words in it that the other does not have at their place, in reading order."""


class Alignment(Struct, frozen=True):
    """Two sentences, word by word."""

    left: AlignedSentence
    """The sentence of the one text."""
    right: AlignedSentence
    """That of the other."""
    length: int
    """How many words their longest common run has."""


def aligned(
    paragraphs: tuple[Paragraphs, Paragraphs], indexes: tuple[TokenIndex, TokenIndex], runs: Sequence[SharedRun]
) -> tuple[Alignment, ...]:
    """Return the sentences of two texts that share wording, word by word: those with the longest run first.

    Where the same two sentences are at several places, they are set word by word at the first.
    """
    by_sentences = grouped(
        ((around(run.left, paragraphs[0]), around(run.right, paragraphs[1])), run.length) for run in runs
    )
    by_words: dict[tuple[str, str], Alignment] = {}
    for spans, lengths in by_sentences.items():
        within = [index.within(span) for index, span in zip(indexes, spans, strict=True)]
        words = legible(spans[0].text(paragraphs[0])), legible(spans[1].text(paragraphs[1]))
        if words not in by_words and all(len(some) <= LONGEST_SENTENCE for some in within):
            left, right = map(AlignedSentence, spans, _differing(indexes, within))
            by_words[words] = Alignment(left, right, max(lengths))
    return tuple(sorted(by_words.values(), key=lambda pair: (-pair.length, pair.left.span, pair.right.span)))


def _differing(
    indexes: tuple[TokenIndex, TokenIndex], within: Sequence[range]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the words of each of two sentences that have no equal in the other, in the order of both."""
    left, right = (index.words[some.start : some.stop] for index, some in zip(indexes, within, strict=True))
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return (
        tuple(_between(indexes[0], within[0].start, [(block.a, block.a + block.size) for block in blocks])),
        tuple(_between(indexes[1], within[1].start, [(block.b, block.b + block.size) for block in blocks])),
    )


def _between(index: TokenIndex, first: int, common: Sequence[tuple[int, int]]) -> Iterator[Span]:
    at = 0
    for start, end in common:
        if start > at:
            yield index.span(first + at, start - at)
        at = end
