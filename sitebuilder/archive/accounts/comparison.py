"""How do the accounts of one event answer each other?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from msgspec import Struct

from sitebuilder.archive.accounts.answers import AnsweringSentence, answering_sentences
from sitebuilder.archive.groups import Story, first_added
from sitebuilder.ordering import grouped
from sitebuilder.records.articles.article import Article, ArticleText
from sitebuilder.records.stories import Question
from sitebuilder.words.alignment import AlignedSentence, aligned
from sitebuilder.words.sentences import sentence_spans
from sitebuilder.words.shared_wording import SharedRun, TokenIndex, folded_tokens, index_tokens, shared_runs
from sitebuilder.words.spans import Span

EVERY_PAIR = 6
"""Of the accounts that were added first, up to this many, every pair has a page; of others, only those with ties."""


class Tie(Struct, frozen=True, order=True):
    """Two places, one in each of two accounts, that belong together."""

    left: Span
    """Where it is in the one account."""
    right: Span
    """Where it is in the other."""
    question: int
    """The number of the question that both answer, from 1, curated; 0 for shared wording, computed."""


class Sharing(Struct, frozen=True, array_like=True):
    """Which accounts of an event share wording. It is kept, so that the next build need not compare the same texts."""

    texts: tuple[str, ...]
    """The fingerprints of the texts that were compared."""
    pairs: tuple[tuple[int, int], ...]
    """The positions of any two that share wording, the lower first."""


Ties = Mapping[tuple[int, int], Sequence[Tie]]
"""The ties of each pair of accounts, by their positions, the lower first."""


AlignedPair = tuple[tuple[str, AlignedSentence], tuple[str, AlignedSentence]]
"""A sentence of each of two accounts, set word by word, with the slugs of their articles."""


class Unquoted(Struct, frozen=True):
    """What no question quotes of an account."""

    sentences: tuple[Span, ...]
    """The sentences that have no word of an answer."""
    total: int
    """How many sentences the account has in all."""


class Comparison(Struct, frozen=True):
    """The accounts of one event, compared."""

    story: Story
    """The event."""
    texts: Mapping[str, ArticleText]
    """The texts of the accounts that are compared or named by its questions, by the slugs of the articles."""
    answers: tuple[Mapping[str, tuple[AnsweringSentence, ...]], ...]
    """For each question, the sentences in which each account that answers does so, by its slug."""
    shared: Mapping[tuple[str, str], tuple[SharedRun, ...]]
    """The wording that two accounts share, by their slugs in alphabetical order; pairs that share none are left out."""
    tokens: Mapping[str, TokenIndex]
    """The words of each account that is compared, by its slug."""

    def ties(self, left: Article, right: Article) -> list[Tie]:
        """Return what ties two accounts together, in the reading order of the left one."""
        ties = [Tie(run.left, run.right, 0) for run in self.shared.get((left.slug, right.slug), ())]
        for number in range(1, len(self.answers) + 1):
            for one in self.answer_words(number, left):
                ties += [Tie(one, other, number) for other in self.answer_words(number, right)]
        return sorted(ties)

    def answer_words(self, number: int, article: Article) -> tuple[Span, ...]:
        """Return where an account has the words that answer a question, which is given by its number."""
        sentences = self.answers[number - 1].get(article.slug, ())
        return tuple(words for sentence in sentences for words in sentence.answers)

    def aligned(self, left: Article, right: Article) -> list[AlignedPair]:
        """Return the sentences of two accounts that share wording, word by word: those with the longest run first."""
        pair = left.slug, right.slug
        return self._aligned(pair, self.shared.get(pair, ()))

    def longest_aligned(self, count: int) -> list[AlignedPair]:
        """Return the sentences of any two accounts that share the longest runs, each run and each pair of them once."""
        longest = sorted((-run.length, pair, run) for pair, runs in self.shared.items() for run in runs)
        seen: set[tuple[str, ...]] = set()
        sentences: list[AlignedPair] = []
        for _, pair, run in longest:
            words = folded_tokens(run.left.text(self.texts[pair[0]].paragraphs))
            if len(sentences) < count and words not in seen:
                seen.add(words)
                sentences += [both for both in self._aligned(pair, [run]) if both not in sentences]
        return sentences

    def _aligned(self, pair: tuple[str, str], runs: Sequence[SharedRun]) -> list[AlignedPair]:
        left, right = pair
        paragraphs = self.texts[left].paragraphs, self.texts[right].paragraphs
        alignments = aligned(paragraphs, (self.tokens[left], self.tokens[right]), runs)
        return [((left, alignment.left), (right, alignment.right)) for alignment in alignments]

    def unquoted(self, article: Article) -> Unquoted:
        """Return the sentences of an account that no question quotes, so that silence is not taken for neglect."""
        everything = sentence_spans(self.texts[article.slug].paragraphs)
        quoted = grouped(
            (words.paragraph, words)
            for number in range(1, len(self.answers) + 1)
            for words in self.answer_words(number, article)
        )
        rest = (
            sentence
            for sentence in everything
            if not any(words.overlaps(sentence) for words in quoted.get(sentence.paragraph, ()))
        )
        return Unquoted(tuple(rest), len(everything))


def compare(story: Story, archive_texts: Mapping[str, ArticleText]) -> Comparison:
    """Find the answers of the accounts of an event, and compare the wording of each pair of those that are compared."""
    texts = {article.slug: archive_texts[article.slug] for article in (*story.articles, *story.answering)}
    answers = tuple(answers_to(question, texts) for question in story.questions)
    indexes = {article.slug: index_tokens(texts[article.slug].paragraphs) for article in story.articles}
    runs = {(left, right): shared_runs(indexes[left], indexes[right]) for left, right in combinations(indexes, 2)}
    return Comparison(story, texts, answers, {pair: shared for pair, shared in runs.items() if shared}, indexes)


class ToCompare(Struct, frozen=True, eq=False):
    """An event whose accounts are compared when a page asks for it."""

    story: Story
    """The event."""
    texts: Mapping[str, ArticleText]
    """The texts of its accounts, by the slugs of the articles."""
    sharing: tuple[tuple[int, int], ...] = ()
    """Of more than `EVERY_PAIR` accounts, the positions of any two that share wording, the lower first."""

    @property
    def compared(self) -> Comparison:
        """The accounts, compared."""
        return _compared(self)


@lru_cache(maxsize=1)  # the pages of an event are made one after the other, and all comparisons would fill the memory
def _compared(event: ToCompare) -> Comparison:
    return compare(event.story, event.texts)


def sharing_of(
    stories: Mapping[str, Story], archive_texts: Mapping[str, ArticleText], known: Mapping[str, Sharing]
) -> dict[str, Sharing]:
    """Return which accounts share wording, of each event of more than `EVERY_PAIR`, by its slug.

    `known` is what the last build found: what it has of the same texts is taken over.
    """
    sharing = {}
    for slug, story in stories.items():
        if len(story.columns) > EVERY_PAIR:
            texts = [archive_texts[article.slug] for article in story.articles]
            prints, before = tuple(text.fingerprint for text in texts), known.get(slug)
            sharing[slug] = before if before and before.texts == prints else Sharing(prints, _sharing(texts))
    return sharing


def _sharing(texts: Iterable[ArticleText]) -> tuple[tuple[int, int], ...]:
    indexed = enumerate([index_tokens(text.paragraphs) for text in texts])
    return tuple((at, other) for (at, left), (other, right) in combinations(indexed, 2) if shared_runs(left, right))


def pairs_with_a_page(event: ToCompare) -> Iterator[tuple[Article, Article]]:
    """Yield the pairs of accounts that have a page of their own: those that something ties together.

    Those that an event has with few accounts stay when it grows.
    """
    first = first_added(event.story.columns, EVERY_PAIR)
    for (at, left), (other, right) in combinations(enumerate(event.story.articles), 2):
        pair = {left.slug, right.slug}
        is_asked = any(pair <= question.answers.keys() for question in event.story.questions)
        if pair <= first or is_asked or (at, other) in event.sharing:
            yield left, right


def answers_to(question: Question, texts: Mapping[str, ArticleText]) -> dict[str, tuple[AnsweringSentence, ...]]:
    """Return the sentences in which each account that answers a question does so, by its slug."""
    placed = (
        (slug, answering_sentences(given, texts[slug])) for slug, given in question.answers.items() if slug in texts
    )
    return {slug: sentences for slug, sentences in placed if sentences}
