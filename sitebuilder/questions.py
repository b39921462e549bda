"""What does a person ask of the accounts of one event, and which exact words of each answer it?"""

from __future__ import annotations

import re
from collections.abc import Mapping as ByName
from dataclasses import dataclass

from sitebuilder.fields import Fields, Format, rows_of
from sitebuilder.problems import Problem, problem, shown
from sitebuilder.spans import Paragraphs, Span, find_words, holding, places
from sitebuilder.yamltext import Mapping, Scalar, Sequence

RELATIONS = {
    "agreement": "The accounts say the same.",
    "different detail": "The accounts say different things that can stand together.",
    "tension": "The accounts pull in different directions.",
    "contradiction": "The statements cannot both hold as they are worded.",
}
"""How accounts can stand to each other on a question, with what that means."""

FORM = Format(
    "a question",
    {
        "ask": "The question, in the archive's words.",
        "relation": f"How the accounts stand to each other on it: {', '.join(RELATIONS)}. Left out where one answers.",
        "note": "Optional: a sentence on it that the texts bear out.",
        "accounts": "For each account that answers, by the slug of its article, a list of exact words.",
    },
)
"""Every key of a question in a story file, with what it means."""

ANSWER_FORM = Format(
    "an answer",
    {
        "paragraph": "The number of the paragraph.",
        "words": "Whole words, letter for letter as the paragraph has them; so many that they stand in it once.",
    },
)
"""Every key of an answer, with what it means."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Exact words of one account."""

    paragraph: int
    """The number of their paragraph, from 1."""
    words: str
    """The words, letter for letter; a newline counts as a space."""
    line: int
    """The line of the story file on which they stand."""

    def span(self, paragraphs: Paragraphs) -> Span | None:
        """Return where the words stand in the account, or None where they do not."""
        return find_words(self.words, paragraphs, self.paragraph)


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what each account has to say on it."""

    ask: str
    """The question, in the archive's words."""
    relation: str | None
    """A key of `RELATIONS`, or None where fewer than two accounts answer."""
    note: str | None
    """A sentence on it, in the archive's words."""
    answers: ByName[str, tuple[Answer, ...]]
    """The answers of each account, by the slug of its article."""
    lines: ByName[str, int]
    """The line of the story file on which each account is named."""


def read_questions(fields: Fields) -> tuple[Question, ...]:
    """Read the `questions` of a story file; what is wrong is noted in `fields`."""
    return tuple(_read_question(row) for row in fields.rows("questions", FORM))


_ANSWER = "- paragraph: … and words: …"


def _read_question(row: Fields) -> Question:
    row.require("ask", remedy="write the question: ask: …?")
    ask, relation, note = row.text("ask"), row.text("relation"), row.text("note")
    accounts = row.mapping.entries.get("accounts")
    answers: dict[str, tuple[Answer, ...]] = {}
    lines: dict[str, int] = {}
    if isinstance(accounts, Mapping) and accounts.entries:
        for slug, node in accounts.entries.items():
            lines[slug] = accounts.keys[slug].line
            if not (node.text if isinstance(node, Scalar) else node != Sequence([], node.line, node.column)):
                row.note_at(accounts.keys[slug], slug, f"has no answer; write {_ANSWER} below it, or leave it out")
                continue
            rows = rows_of(row.file, node, ANSWER_FORM, row.problems, slug)
            answers[slug] = tuple(answer for answer in map(_read_answer, rows) if answer)
    elif "accounts" not in row.told:
        row.note("accounts", f"names no account; write the slug of an article and below it {_ANSWER}")
    _check_relation(row, relation, len(lines))
    return Question(ask or "", relation, note, answers, lines)


def _check_relation(row: Fields, relation: str | None, accounts: int) -> None:
    if relation is not None and relation not in RELATIONS:
        row.note("relation", f"{shown(relation)} is not a relation; write one of {', '.join(RELATIONS)}")
    elif accounts > 1:
        row.require("relation", remedy=f"write one of {', '.join(RELATIONS)}")
    elif relation is not None and accounts == 1:
        row.note("relation", "only one account answers, so there is nothing to relate; leave the line out")


def _read_answer(row: Fields) -> Answer | None:
    row.require("paragraph", remedy="write the number of the paragraph: paragraph: 3")
    row.require("words", remedy="write the exact words: words: …")
    number, words = read_number(row), row.text("words")
    return Answer(number, words, row.line("words")) if number and words else None


_NUMBER = re.compile(r"0*[1-9][0-9]{0,8}", re.ASCII)


def read_number(row: Fields) -> int | None:
    """Return the number of a paragraph that an entry names, or None where there is none to be had."""
    number = row.text("paragraph")
    if number is None or _NUMBER.fullmatch(number):
        return int(number) if number else None
    row.note("paragraph", f"{shown(number)} is not the number of a paragraph; write one from 1 up")
    return None


def misplaced(words: str, number: int, paragraphs: Paragraphs, slug: str) -> str:
    """Say that exact words do not stand in a paragraph, and where they do; empty where they stand there."""
    if find_words(words, paragraphs, number):
        return ""
    count = len(paragraphs)
    where = f"not in paragraph {number} of {slug}"
    if number > count:
        where = f"{slug} has {count} paragraph{'' if count == 1 else 's'}, so there is no paragraph {number}"
    if 1 <= number <= count and words.replace("\n", " ") in paragraphs[number - 1].replace("\n", " "):
        return f"cut a word of paragraph {number} in two; write whole words"
    if found := holding(words, paragraphs):
        holders = ", ".join(map(str, found))
        return f"{where}; paragraph{'s' if len(found) > 1 else ''} {holders} hold{'' if len(found) > 1 else 's'} them"
    if meant := _meant(words, paragraphs):
        has = f"paragraph {meant.paragraph} has {shown(meant.words(paragraphs))}"
        return f"{where}; {has}: copy that, letter for letter"
    return f"{where}, and no paragraph has these words; copy them from its page"


def _meant(words: str, paragraphs: Paragraphs) -> Span | None:
    """Return where words stand with other capitals or punctuation, or None where they do not."""
    parts = re.findall(r"[^\W_]+", words)
    pattern = re.compile(r"(?<![^\W_])" + r"[\W_]+".join(parts) + r"(?![^\W_])", re.IGNORECASE)
    hits = ((number, pattern.search(text)) for number, text in enumerate(paragraphs, start=1) if parts)
    return next((Span(number, hit.start(), hit.end()) for number, hit in hits if hit), None)


def _ambiguous(words: str, number: int, paragraphs: Paragraphs) -> str:
    """Say that words stand several times in a paragraph, so that they name no place; empty where they do not."""
    times = len(places(words, paragraphs[number - 1])) if 1 <= number <= len(paragraphs) else 0
    return f"stand {times} times in paragraph {number}; write more words" if times > 1 else ""


def _given_twice(question: Question, file: str) -> list[Problem]:
    """Find answers that an account gives twice."""
    again = "these words are given twice; remove one of the two"
    return [
        problem(file, answer.line, "words", again)
        for answers in question.answers.values()
        for at, answer in enumerate(answers)
        if any((answer.paragraph, answer.words) == (other.paragraph, other.words) for other in answers[:at])
    ]


def check_answers(question: Question, file: str, accounts: ByName[str, Paragraphs]) -> list[Problem]:
    """Check that the words of every answer stand in the paragraph that it names."""
    return _given_twice(question, file) + [
        problem(file, answer.line, "words", fault)
        for slug, answers in question.answers.items()
        if slug in accounts
        for answer in answers
        if (
            fault := misplaced(answer.words, answer.paragraph, accounts[slug], slug)
            or _ambiguous(answer.words, answer.paragraph, accounts[slug])
        )
    ]
