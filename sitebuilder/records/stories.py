"""What is asked of the accounts of one event, and which exact words of each answer it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitebuilder.formats.fields import Fields, rows_of
from sitebuilder.formats.schema import Schema, one_of
from sitebuilder.formats.yaml_reader import FILE_DEPTH, YamlList, YamlMap, YamlNode, YamlText, read_yaml
from sitebuilder.problems import Problem, problem
from sitebuilder.source_paths import STORIES
from sitebuilder.words.spans import Paragraphs, Span, ambiguous, find_exact, misplaced

RELATIONS = {
    "agreement": "The accounts say the same thing.",
    "different detail": "The accounts say different things that can both be true.",
    "tension": "The accounts pull in different directions.",
    "contradiction": "The statements cannot both be true as worded.",
}
"""How accounts can relate to each other on a question, with what that means."""

SCHEMA = Schema(
    "a story",
    {
        "supplied_title": "What the event is called here; the archive supplies it.",
        "questions": "What is asked of the accounts; the keys of a question are below.",
    },
)
"""Every key of a story file, with what it means."""

QUESTION_SCHEMA = Schema(
    "a question",
    {
        "ask": "The question, in the archive's words.",
        "relation": f"How the accounts relate on it: {', '.join(RELATIONS)}. Left out if only one answers.",
        "note": "Optional: a sentence on it that the texts support.",
        "accounts": "For each account that answers, by the slug of its article, a list of exact words.",
    },
)
"""Every key of a question in a story file, with what it means."""

ANSWER_SCHEMA = Schema(
    "an answer",
    {
        "paragraph": "The number of the paragraph.",
        "words": "Whole words, letter for letter as the paragraph has them: enough words to occur in it only once.",
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
    """The line of the story file on which they are."""

    def span(self, paragraphs: Paragraphs) -> Span | None:
        """Return where the account has the words, or None where it does not have them."""
        return find_exact(self.words, paragraphs, self.paragraph)


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what each account has to say on it."""

    ask: str
    """The question, in the archive's words."""
    relation: str | None
    """A key of `RELATIONS`, or None where fewer than two accounts answer."""
    note: str | None
    """A sentence on it, in the archive's words."""
    answers: Mapping[str, tuple[Answer, ...]]
    """The answers of each account, by the slug of its article."""
    lines: Mapping[str, int]
    """The line of the story file on which each account is named."""


@dataclass(frozen=True, slots=True)
class StoryFile:
    """What the archive says about one event that several articles report."""

    slug: str
    """The event's slug: the name of the file without `.yaml`."""
    file: str
    """The file's path from the source folder."""
    supplied_title: str
    """What the event is called here."""
    questions: tuple[Question, ...]
    """What is asked of its accounts."""


def read_story(name: str, text: str) -> tuple[StoryFile | None, list[Problem]]:
    """Read one story file, given by its name in `articles/stories/`.

    A story with problems is only good for finding more of them; it is None where there is not even that.
    """
    file, slug = f"{STORIES}/{name}", name.removesuffix(".yaml")
    node, problems = read_yaml(text, file, 1, FILE_DEPTH)
    if not isinstance(node, YamlMap):
        if not problems:
            problems.append(problem(file, 1, "", "has no keys; write supplied_title: what the event is called"))
        return None, problems
    fields = Fields(file, node, SCHEMA, problems)
    fields.require("supplied_title", remedy="write what the event is called here")
    title = fields.short_text("supplied_title")
    questions = tuple(_read_question(row) for row in fields.rows("questions", QUESTION_SCHEMA))
    return StoryFile(slug, file, title or "", questions), problems


_ANSWER = "- paragraph: … and words: …"


def _read_question(row: Fields) -> Question:
    row.require("ask", remedy="write the question: ask: …?")
    ask, relation = row.text("ask"), row.choice("relation", RELATIONS, "a relation")
    note = row.text("note")
    accounts = row.mapping.entries.get("accounts")
    answers: dict[str, tuple[Answer, ...]] = {}
    lines: dict[str, int] = {}
    if isinstance(accounts, YamlMap) and accounts.entries:
        lines = {slug: accounts.keys[slug].line for slug in accounts.entries}
        answers = _read_accounts(row, accounts)
    elif "accounts" not in row.reported:
        row.note("accounts", f"names no account; write the slug of an article and below it {_ANSWER}")
    if relation is None and len(lines) > 1:
        row.require("relation", remedy=one_of(RELATIONS))
    elif relation in RELATIONS and len(lines) == 1:
        row.note("relation", "only one account answers, so there is nothing to relate; leave the line out")
    return Question(ask or "", relation, note, answers, lines)


def _read_accounts(row: Fields, accounts: YamlMap) -> dict[str, tuple[Answer, ...]]:
    answers = {}
    for slug, node in accounts.entries.items():
        if _is_empty(node):
            row.note_at(accounts.keys[slug], slug, f"has no answer; write {_ANSWER} below it, or leave it out")
        else:
            rows = rows_of(row.file, node, ANSWER_SCHEMA, row.problems, slug)
            answers[slug] = tuple(answer for answer in map(_read_answer, rows) if answer)
    return answers


def _is_empty(node: YamlNode) -> bool:
    return not node.text if isinstance(node, YamlText) else isinstance(node, YamlList) and not node.items


def _read_answer(row: Fields) -> Answer | None:
    row.require("paragraph", remedy="write the number of the paragraph: paragraph: 3")
    row.require("words", remedy="write the exact words: words: …")
    number, exact = row.number("paragraph", "the number of a paragraph"), row.text("words")
    return Answer(number, exact, row.line("words")) if number and exact else None


def check_answers(question: Question, file: str, accounts: Mapping[str, Paragraphs]) -> list[Problem]:
    """Check that the paragraph that each answer names has its words, once, and that no answer is given twice."""
    faults = (
        (answer, _answer_fault(answer, accounts[slug], slug))
        for slug, answers in question.answers.items()
        if slug in accounts
        for answer in answers
    )
    return [
        *(problem(file, answer.line, "words", fault) for answer, fault in faults if fault),
        *(
            problem(file, answer.line, "words", "these words are given twice; remove one of the two")
            for answers in question.answers.values()
            for at, answer in enumerate(answers)
            if any((answer.paragraph, answer.words) == (other.paragraph, other.words) for other in answers[:at])
        ),
    ]


def _answer_fault(answer: Answer, paragraphs: Paragraphs, slug: str) -> str:
    return misplaced(answer.words, answer.paragraph, paragraphs, slug) or ambiguous(
        answer.words, answer.paragraph, paragraphs
    )
