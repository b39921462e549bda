"""How are the questions asked of the accounts grouped, and what does each row show?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.accounts.answers import AnsweringSentence
from sitebuilder.archive.accounts.comparison import Comparison, answers_to
from sitebuilder.archive.groups import Story
from sitebuilder.ordering import grouped
from sitebuilder.pages.accounts.tables import COLUMNS, Cell, Table, layout
from sitebuilder.pages.parts.frame import LAYERS
from sitebuilder.pages.parts.passages import answer
from sitebuilder.pages.parts.sigla import WITHDRAWN, Siglum, sigla
from sitebuilder.problems import counted, listed
from sitebuilder.records.articles.article import ArticleText
from sitebuilder.records.notes import with_letters
from sitebuilder.records.stories import RELATIONS, Question

CONTRADICTION = "contradiction"
"""The relation of which it is always said whether a row has it."""

TENSION = "tension"
"""The relation that comes next to it."""

_NOT_FOUND = "no passage found in this account"

APART, ONE, NONE, DETAIL, ALIKE = "tensions", "one-account", "no-account", "details", "agreements"
"""The fragments of the groups, in the order of the page: where the accounts part comes first."""

IN_SHORT = "agreements-in-short"
"""The fragment of the list of questions in agreement that comes before many different details."""

_GROUP_OF = {
    CONTRADICTION: APART,
    TENSION: APART,
    "different detail": DETAIL,
    "agreement in substance": ALIKE,
    "agreement": ALIKE,
}
"""The group of each relation."""


class Meaning(Struct, frozen=True):
    """A relation, with what it means."""

    name: str
    """The relation."""
    meaning: str
    """What it means."""


class QuestionRow(Struct, frozen=True):
    """One question with the words of each account."""

    id: str | None
    """The fragment of the row; None where only the question is listed, which has its row elsewhere."""
    to: Address
    """Its address, on the page of the event."""
    number: int
    """The number of the question, from 1."""
    ask: str
    """The question."""
    relation: str | None
    """How the accounts relate to each other on it, or which of them alone answers it; None where none does."""
    note: str | None
    """A sentence on it."""
    cells: tuple[Cell, ...]
    """A cell for each account."""
    unanswered: str | None
    """The accounts that have no answer while others do, named here once where there are too many for a column each."""


class QuestionGroup(Struct, frozen=True):
    """Questions on which the accounts relate to each other in the same way."""

    table: Table[QuestionRow]
    """The questions, in the order of the story file."""
    meanings: tuple[Meaning, ...]
    """What the relations of the group mean."""
    remark: str | None
    """What it says besides: that no row is a contradiction."""
    list: str | None
    """Where the questions are listed without answers, the class of the list: `unanswered` or `in-short`."""


class QuestionCount(Struct, frozen=True):
    """How many questions a group has."""

    text: str
    """The number and what is counted, in words."""
    to: str | None
    """The fragment of the group, or None where it has none."""


def question_groups(comparison: Comparison) -> tuple[QuestionGroup, ...]:
    """Return the questions of an event in groups; those that have none are left out.

    Where different details come before the agreement, a list before them says in short what the accounts agree on.
    """
    numbered = enumerate(comparison.story.questions, start=1)
    by_group = grouped((_group_of(question), (number, question)) for number, question in numbered)
    present = [group for group in (APART, ONE, NONE, DETAIL, ALIKE) if group in by_group]
    groups = {group: _group(group, by_group[group], comparison) for group in present}
    if DETAIL in groups and ALIKE in groups:
        present.insert(present.index(DETAIL), IN_SHORT)
        groups[IN_SHORT] = _in_short(groups[ALIKE])
    return tuple(groups[group] for group in present)


def parting_rows(story: Story, archive_texts: Mapping[str, ArticleText], most: int) -> tuple[QuestionRow, ...]:
    """Return the questions on which the accounts of an event part: contradictions, then tensions; no more than `most`.

    Accounts without an answer are left out of the rows.
    """
    texts = {article.slug: archive_texts[article.slug] for article in (*story.articles, *story.answering)}
    numbers = range(1, len(story.questions) + 1)
    relations = [question.relation for question in story.questions]
    parting = [at for relation in (CONTRADICTION, TENSION) for at in numbers if relations[at - 1] == relation]
    rows = (_row(story, number, answers_to(story.questions[number - 1], texts), texts) for number in parting[:most])
    return tuple(replace(row, cells=tuple(cell for cell in row.cells if cell.passages)) for row in rows)


def meanings_of(relations: Collection[str | None]) -> tuple[Meaning, ...]:
    """Return what relations mean, each once, in the order in which they are defined."""
    return tuple(Meaning(name, meaning) for name, meaning in RELATIONS.items() if name in relations)


def question_counts(comparison: Comparison) -> tuple[QuestionCount, ...]:
    """Return how many contradictions, tensions and so on there are among the questions."""
    questions = comparison.story.questions
    relations = [question.relation for question in questions]
    groups = [_group_of(question) for question in questions]
    unanswered = f"with no passage in {_any_of(comparison.story)}"
    counts = (
        (relations.count(CONTRADICTION), "contradiction", "contradictions", APART),
        (relations.count(TENSION), "tension", "tensions", APART),
        (groups.count(ONE), "answered by one account only", "answered by one account only", ONE),
        (groups.count(NONE), unanswered, unanswered, NONE),
        (groups.count(DETAIL), "with different detail", "with different detail", DETAIL),
        (groups.count(ALIKE), "in agreement", "in agreement", ALIKE),
    )
    return tuple(QuestionCount(counted(number, one, many), to if number else None) for number, one, many, to in counts)


def _group_of(question: Question) -> str:
    """Return the group of a question: by how many accounts answer it, then by its relation."""
    if len(question.answers) < 2:
        return ONE if question.answers else NONE
    return _GROUP_OF[question.relation or ""]  # there is one where two accounts answer


def _group(group: str, members: Sequence[tuple[int, Question]], comparison: Comparison) -> QuestionGroup:
    all_sigla = sigla(comparison.story)
    used = [question.relation for _, question in members]
    is_free = group == APART and CONTRADICTION not in used
    return QuestionGroup(
        table=Table(
            id=group,
            heading=_heading(group, used, comparison.story),
            layers=(LAYERS.curated,),
            layout=layout(len(comparison.story.columns), COLUMNS),
            kind="answers",
            first_column="Question",
            heads=() if comparison.story.others else tuple(all_sigla.values()),
            rows=tuple(
                _row(comparison.story, number, comparison.answers[number - 1], comparison.texts)
                for number, _ in members
            ),
        ),
        meanings=meanings_of([*used, CONTRADICTION] if is_free else used),
        remark="No row is a contradiction." if is_free else None,
        list="unanswered" if group == NONE else None,
    )


def _in_short(group: QuestionGroup) -> QuestionGroup:
    """Return the questions of a group as a list, each with the sentence on it and a link to its row."""
    rows = tuple(replace(row, id=None, relation=None, cells=(), unanswered=None) for row in group.table.rows)
    table = replace(group.table, id=IN_SHORT, heading=f"{group.table.heading}, in short", rows=rows)
    return replace(group, table=table, meanings=(), list="in-short")


def _heading(group: str, used: Sequence[str | None], story: Story) -> str:
    """Return the heading of a group, given the relations that its questions have."""
    apart = [f"{relation}s" for relation in (CONTRADICTION, TENSION) if relation in used]
    return {
        APART: " and ".join(apart).capitalize(),
        ONE: "Answered by one account only",
        DETAIL: "Different detail",
        ALIKE: "Agreement",
        NONE: f"No passage found in {_any_of(story)}",
    }[group]


def _any_of(story: Story) -> str:
    if story.withdrawn:
        return "any account that is not withdrawn"
    return "either account" if len(story.articles) == 2 else "any account"


def _row(
    story: Story,
    number: int,
    answers: Mapping[str, Sequence[AnsweringSentence]],
    texts: Mapping[str, ArticleText],
) -> QuestionRow:
    question, all_sigla = story.questions[number - 1], sigla(story)
    letters = {slug: siglum.letter for slug, siglum in all_sigla.items()}
    nothing = dict.fromkeys((account.slug for account in story.withdrawn), WITHDRAWN)
    return QuestionRow(
        id=addresses.question(number),
        to=addresses.question_link(story.slug, number),
        number=number,
        ask=question.ask,
        relation=question.relation or _only_in(question, all_sigla),
        note=with_letters(question.note, letters) if question.note else None,
        cells=tuple(
            Cell(
                siglum,
                tuple(answer(texts[slug], each) for each in answers.get(slug, ())),
                nothing.get(slug, _NOT_FOUND),
            )
            for slug, siglum in all_sigla.items()
            if slug in question.answers or not story.others
        ),
        unanswered=_unanswered(story, question, letters),
    )


def _unanswered(story: Story, question: Question, letters: Mapping[str, str]) -> str | None:
    """Name the accounts that do not answer what others answer, where there are too many for a column each."""
    if len(story.columns) <= COLUMNS or len(question.answers) in {0, story.count}:
        return None
    compared = [letters[article.slug] for article in story.articles if article.slug not in question.answers]
    others = story.count - len(question.answers) - len(compared)
    return f"no passage found in {listed([*compared, *([counted(others, 'more account')] if others else [])])}"


def _only_in(question: Question, all_sigla: Mapping[str, Siglum]) -> str | None:
    """Say which account alone answers a question, where one does."""
    letters = [siglum.letter for slug, siglum in all_sigla.items() if slug in question.answers]
    return f"only in {letters[0]}" if len(letters) == 1 else None
