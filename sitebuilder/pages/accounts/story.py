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
    SHARED_NOTE,
    NameRow,
    SharedRow,
    SpeakerRow,
    Times,
    names_table,
    shared_rows,
    speakers_table,
    times,
)
from sitebuilder.pages.accounts.tables import COLUMNS, Cell, Meaning, Table, layout, word_heads
from sitebuilder.pages.parts.entries import Entry, entry, kicker, story_title, supplied
from sitebuilder.pages.parts.frame import LAYERS, Frame, Output, View, frame
from sitebuilder.pages.parts.passages import answer, facts, label_of, letter
from sitebuilder.problems import counted
from sitebuilder.records.article import Article
from sitebuilder.records.notes import with_letters
from sitebuilder.records.stories import RELATIONS, Question


@dataclass(frozen=True, slots=True)
class Account:
    """One account of an event, as its card shows it."""

    entry: Entry
    """The article."""
    letter: str | None
    """What tables call it, where they have room for a letter only."""
    label: str
    """What the account is called."""
    facts: tuple[str, ...]
    """How many words, paragraphs and quotations it has, in words."""
    unknown: tuple[str, ...]
    """What its source does not give, by name."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question with the words of each account."""

    id: str
    """The fragment of the row."""
    number: int
    """The number of the question, from 1."""
    ask: str
    """The question."""
    relation: str | None
    """How the accounts relate to each other on it."""
    note: str | None
    """A sentence on it."""
    cells: tuple[Cell, ...]
    """A cell for each account."""
    unanswered: tuple[str, ...]
    """The accounts that have no answer, named here once where there are too many for a column each."""


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
    kicker: str
    """How many accounts it has, as a line above the title."""
    note: str | None
    """How to read the page, where there is something to compare."""
    supplied: str | None
    """What of the titles, labels and topics shown the archive supplied, as a sentence, where there is anything."""
    accounts_heading: str
    """What the accounts are called together."""
    accounts: tuple[Account, ...]
    """The accounts, by slug."""
    pairs: tuple[PairLink, ...]
    """The pages on which two of them are side by side."""
    pairs_are_folded: bool
    """Whether the list of them starts folded, because it is long."""
    picture: Picture | None
    """The accounts drawn beside each other, where there are several."""
    questions: Table[QuestionRow]
    """The questions that are asked of them."""
    speakers: Table[SpeakerRow]
    """Who is quoted in which account."""
    names: Table[NameRow]
    """Who and what is named in which account."""
    shared: tuple[SharedRow, ...]
    """The wording that some of them share."""
    shared_note: str
    """What counts as shared wording."""
    times: tuple[Times, ...]
    """For each account without a date, its time expressions, whose days are unknown."""

    @property
    def exact_passages(self) -> tuple[str, ...]:
        """What is quoted of the accounts, table by table."""
        cells = (cell for rows in (self.questions.rows, self.speakers.rows) for row in rows for cell in row.cells)
        return (
            *(words.text for cell in cells for words in cell.passages),
            *(form.passage.text for run in self.shared for form in run.forms),
            *(words.text for times in self.times for words in times.passages),
        )


def story_pages(archive: Archive) -> Iterator[Output]:
    """Yield the page of each event, and a page for each pair of its accounts."""
    for story in archive.stories.values():
        comparison = compare(story, archive.texts)
        view = _story_view(archive, comparison)
        yield Output(addresses.story_page(story.slug), view, story.articles[0].file)
        yield from pair_pages(archive, comparison)


def _story_view(archive: Archive, comparison: Comparison) -> StoryView:
    story, articles = comparison.story, comparison.story.articles
    are_many = len(articles) > COLUMNS
    accounts = tuple(_account(article, letter(at) if are_many else None) for at, article in enumerate(articles))
    entries = [account.entry for account in accounts]
    return StoryView(
        frame=_frame(archive, comparison),
        title=story_title(story),
        kicker=kicker(story),
        note=_note(order_is_known(articles)) if len(articles) > 1 else None,
        supplied=supplied(entries, entries),
        accounts_heading="The accounts" if len(articles) > 1 else "The account",
        accounts=accounts,
        pairs=tuple(
            PairLink(addresses.pair_page(left.slug, right.slug), label_of(left), label_of(right))
            for left, right in comparison.pairs()
        ),
        pairs_are_folded=are_many,
        picture=draw(comparison, [label_of(article) for article in articles]),
        questions=_questions_table(comparison),
        speakers=speakers_table(comparison),
        names=names_table(archive, articles),
        shared=tuple(shared_rows(comparison)),
        shared_note=SHARED_NOTE,
        times=times(comparison),
    )


def _note(order_is_known: bool) -> str:
    order = "" if order_is_known else " Which account came earlier is unknown."
    return (
        "The archive does not judge these accounts; it sets their own words side by side, in the order of their"
        f" addresses.{order} The badge beside a heading says where that part comes from; follow it to see what it"
        " means."
    )


def _frame(archive: Archive, comparison: Comparison) -> Frame:
    story, articles = comparison.story, comparison.story.articles
    many = f"{counted(len(articles), 'account')} of one event, set side by side in their own words."
    description = many if len(articles) > 1 else f"One account of an event: {label_of(articles[0])}."
    return frame(archive, addresses.story_page(story.slug), story_title(story), description)


def _account(article: Article, mark: str | None) -> Account:
    _, unknown = facts(article)
    shown = entry(article)
    return Account(
        entry=shown,
        letter=mark,
        label=label_of(article),
        facts=(
            shown.length,
            counted(article.paragraph_count, "paragraph"),
            counted(article.quotation_count, "quotation"),
        ),
        unknown=unknown,
    )


def _questions_table(comparison: Comparison) -> Table[QuestionRow]:
    articles = comparison.story.articles
    questions = enumerate(comparison.story.questions, start=1)
    return Table(
        id="questions",
        heading="Questions, answered in the accounts’ own words",
        layers=(LAYERS.curated,),
        layout=layout(len(articles), COLUMNS),
        kind="questions",
        first_column="Question",
        heads=word_heads(articles),
        rows=tuple(_question(number, question, comparison) for number, question in questions if len(articles) > 1),
        glossary=tuple(_relations(comparison)),
    )


def _question(number: int, question: Question, comparison: Comparison) -> QuestionRow:
    articles, places = comparison.story.articles, comparison.answers[number - 1]
    letters = {article.slug: letter(at) for at, article in enumerate(articles)}
    unanswered = (label_of(article) for article in articles if article.slug not in question.answers)
    return QuestionRow(
        id=addresses.question(number),
        number=number,
        ask=question.ask,
        relation=question.relation,
        note=with_letters(question.note, letters) if question.note else None,
        cells=tuple(
            Cell(
                label_of(article),
                tuple(answer(comparison.texts[article.slug], sentence) for sentence in places.get(article.slug, ())),
            )
            for article in articles
        ),
        unanswered=tuple(unanswered) if len(articles) > COLUMNS else (),
    )


def _relations(comparison: Comparison) -> Iterator[Meaning]:
    """Yield what the relations mean that the questions name."""
    named = {question.relation for question in comparison.story.questions}
    return (Meaning(name, meaning) for name, meaning in RELATIONS.items() if name in named)
