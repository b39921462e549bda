"""How do the accounts of one event answer each other, place by place?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as ByName
from dataclasses import dataclass
from itertools import combinations

from sitebuilder.archive import Story
from sitebuilder.article import Article
from sitebuilder.questions import Question
from sitebuilder.spans import Span
from sitebuilder.wording import SharedRun, index, shared_runs

EVERY_PAIR = 6
"""Up to so many accounts, every two of them have a page; beyond, only those that something ties together."""


@dataclass(frozen=True, order=True, slots=True)
class Tie:
    """Two places, one in each of two accounts, that belong together."""

    left: Span
    """Where it is in the one account."""
    right: Span
    """Where it is in the other."""
    question: int
    """The number of the question that both answer, from 1, curated; 0 for shared wording, computed."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The accounts of one event, compared."""

    story: Story
    """The event."""
    answers: tuple[ByName[str, tuple[Span, ...]], ...]
    """For each question, where the answers of each account stand that has any, by its slug."""
    shared: ByName[tuple[str, str], tuple[SharedRun, ...]]
    """The wording that two accounts share, by their slugs in alphabetical order; pairs that share none are left out."""

    def pairs(self) -> Iterator[tuple[Article, Article]]:
        """Yield the pairs of accounts that have a page of their own."""
        for left, right in combinations(self.story.articles, 2):
            if len(self.story.articles) <= EVERY_PAIR or self.ties(left, right):
                yield left, right

    def ties(self, left: Article, right: Article) -> list[Tie]:
        """Return what ties two accounts together, in the reading order of the left one."""
        found = [Tie(run.left, run.right, 0) for run in self.shared.get((left.slug, right.slug), ())]
        for number, places in enumerate(self.answers, start=1):
            for one in places.get(left.slug, ()):
                found += [Tie(one, other, number) for other in places.get(right.slug, ())]
        return sorted(found)


def order_is_known(articles: Sequence[Article]) -> bool:
    """Tell whether the dates of accounts say of every two of them which came earlier."""
    return all(
        left.date and right.date and left.date.is_apart_from(right.date) for left, right in combinations(articles, 2)
    )


def compare(story: Story) -> Comparison:
    """Find the answers of all accounts of an event, and compare the wording of every two of them."""
    answers = tuple(
        {article.slug: found for article in story.articles if (found := _places(question, article))}
        for question in story.questions
    )
    indexes = {article.slug: index(article.reading.words) for article in story.articles}
    runs = {
        (left, right): shared_runs(indexes[left], indexes[right]) for left, right in combinations(sorted(indexes), 2)
    }
    return Comparison(story, answers, {pair: found for pair, found in runs.items() if found})


def _places(question: Question, article: Article) -> tuple[Span, ...]:
    """Return where the answers of an account to a question stand."""
    found = (answer.span(article.reading.words) for answer in question.answers.get(article.slug, ()))
    return tuple(span for span in found if span)
