"""What does the page of an event show?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.comparison import Comparison, compare, order_is_known
from sitebuilder.pages.accounts.pair import pair_pages
from sitebuilder.pages.accounts.picture import Picture, draw
from sitebuilder.pages.accounts.story_tables import (
    COLUMNS,
    Cell,
    NameRow,
    SharedRow,
    SpeakerRow,
    Times,
    name_rows,
    shared_rows,
    speaker_rows,
    times,
)
from sitebuilder.pages.parts.frame import Frame, Output, View, frame
from sitebuilder.pages.parts.lists import Entry, entry, story_title
from sitebuilder.pages.parts.passages import facts, label_of, letter, passage
from sitebuilder.problems import counted
from sitebuilder.records.article import Article
from sitebuilder.records.stories import RELATIONS, Question

COUNTS = 12
"""How many accounts a table of counts has room for side by side."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account of an event, as its card shows it."""

    entry: Entry
    """The article."""
    letter: str
    """How it is called where there is room for a letter only."""
    label: str
    """How the account is called."""
    paragraphs: str
    """How many paragraphs it has, in words."""
    quotations: str
    """How many quotations it has, in words."""
    unknown: tuple[str, ...]
    """What its source does not give, by name."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question with the words of each account."""

    id: str
    """The fragment of the row."""
    ask: str
    """The question."""
    relation: str | None
    """How the accounts stand to each other on it."""
    note: str | None
    """A sentence on it."""
    cells: tuple[Cell, ...]
    """A cell for each account."""
    unanswered: tuple[str, ...]
    """The accounts that have no answer, named here once where there are too many for a column each."""


@dataclass(frozen=True, slots=True)
class Relation:
    """How accounts can stand to each other, and what that means."""

    name: str
    """What it is called."""
    means: str
    """What it means."""


@dataclass(frozen=True, slots=True)
class PairLink:
    """The page on which two accounts are side by side."""

    to: Address
    """The page."""
    left: str
    """The one account."""
    right: str
    """The other account."""


@dataclass(frozen=True)
class StoryView(View):
    """What the page of an event shows."""

    template: ClassVar = "story.html"
    title: str
    """What the event is called."""
    title_is_supplied: bool
    """Whether the archive gave it that title; else it is made from the slug."""
    is_alone: bool
    """Whether it has one account only, with which there is nothing to compare."""
    accounts: tuple[Account, ...]
    """The accounts, by slug."""
    order_is_unknown: bool
    """Whether an account has no date, so that nobody can say which came earlier."""
    pairs: tuple[PairLink, ...]
    """The pages on which two of them are side by side."""
    picture: Picture | None
    """The accounts drawn beside each other, where there are several."""
    are_many: bool
    """Whether they are too many for a column each, so that the tables put them below each other."""
    is_matrix: bool
    """Whether they are few enough for a column of counts each."""
    questions: tuple[QuestionRow, ...]
    """The questions that are asked of them."""
    relations: tuple[Relation, ...]
    """What the relations mean that the questions name."""
    speakers: tuple[SpeakerRow, ...]
    """Who is quoted where."""
    names: tuple[NameRow, ...]
    """Who and what is named where."""
    shared: tuple[SharedRow, ...]
    """The wording that some of them share."""
    times: tuple[Times, ...]
    """For each account without a date, its words of time; nobody can resolve them."""


def story_pages(archive: Archive) -> Iterator[Output]:
    """Yield the page of each event, and a page for each two of its accounts."""
    for story in archive.stories.values():
        comparison = compare(story, archive.texts)
        view = _story_view(archive, comparison)
        yield Output(addresses.story_page(story.slug), view, story.articles[0].file)
        yield from pair_pages(archive, comparison)


def _story_view(archive: Archive, comparison: Comparison) -> StoryView:
    story, articles = comparison.story, comparison.story.articles
    is_alone = len(articles) == 1
    return StoryView(
        frame=_frame(archive, comparison),
        title=story_title(story),
        title_is_supplied=story.supplied_title is not None,
        is_alone=is_alone,
        accounts=tuple(_account(article, letter(at)) for at, article in enumerate(articles)),
        order_is_unknown=not order_is_known(articles),
        pairs=tuple(
            PairLink(addresses.pair_page(left.slug, right.slug), label_of(left), label_of(right))
            for left, right in comparison.pairs()
        ),
        picture=draw(comparison, [label_of(article) for article in articles]),
        are_many=len(articles) > COLUMNS,
        is_matrix=len(articles) <= COUNTS,
        questions=() if is_alone else tuple(_questions(comparison)),
        relations=() if is_alone else tuple(_relations(comparison)),
        speakers=() if is_alone else tuple(speaker_rows(comparison)),
        names=() if is_alone else tuple(name_rows(archive, articles)),
        shared=tuple(shared_rows(comparison)),
        times=times(comparison),
    )


def _frame(archive: Archive, comparison: Comparison) -> Frame:
    story, articles = comparison.story, comparison.story.articles
    many = f"{len(articles)} accounts of one event, set side by side in their own words."
    description = many if len(articles) > 1 else f"One account of an event: {label_of(articles[0])}."
    return frame(archive, addresses.story_page(story.slug), story_title(story), description)


def _account(article: Article, mark: str) -> Account:
    _, unknown = facts(article)
    return Account(
        entry=entry(article),
        letter=mark,
        label=label_of(article),
        paragraphs=counted(article.paragraph_count, "paragraph"),
        quotations=counted(article.quotation_count, "quotation"),
        unknown=unknown,
    )


def _questions(comparison: Comparison) -> Iterator[QuestionRow]:
    for number, question in enumerate(comparison.story.questions, start=1):
        yield _question(number, question, comparison)


def _question(number: int, question: Question, comparison: Comparison) -> QuestionRow:
    articles, places = comparison.story.articles, comparison.answers[number - 1]
    unanswered = (label_of(article) for article in articles if article.slug not in question.answers)
    return QuestionRow(
        id=addresses.question(number),
        ask=question.ask,
        relation=question.relation,
        note=question.note,
        cells=tuple(
            Cell(
                label_of(article),
                tuple(passage(comparison.texts[article.slug], span) for span in places.get(article.slug, ())),
            )
            for article in articles
        ),
        unanswered=tuple(unanswered) if len(articles) > COLUMNS else (),
    )


def _relations(comparison: Comparison) -> Iterator[Relation]:
    """Yield what the relations mean that the questions name."""
    named = {question.relation for question in comparison.story.questions}
    return (Relation(name, meaning) for name, meaning in RELATIONS.items() if name in named)
