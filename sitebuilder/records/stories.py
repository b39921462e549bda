"""What is asked of the accounts of one event, and which exact words of each answer it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from sitebuilder.formats.fields import Fields, rows_of
from sitebuilder.formats.schema import Schema, one_of
from sitebuilder.formats.yaml_reader import FILE_DEPTH, YamlList, YamlMap, YamlNode, YamlText, read_yaml
from sitebuilder.problems import Problem, problem
from sitebuilder.records.aliases import ALIASES, Alias, read_aliases
from sitebuilder.records.exact_words import SCHEMA as SCHEMA_OF_WORDS
from sitebuilder.records.exact_words import ExactWords, read_exact_words, read_words_at
from sitebuilder.source_paths import STORIES
from sitebuilder.words.spans import Paragraphs
from sitebuilder.words.unseen import legible

RELATIONS = {
    "agreement": "The accounts say the same thing.",
    "agreement in substance": "The accounts agree on the point; the details differ.",
    "different detail": "A reader can believe all the answers without adding anything.",
    "tension": "To believe all the answers, a reader must add an explanation that no account gives.",
    "contradiction": "No explanation makes it possible to believe all the answers.",
}
"""How accounts can relate to each other on a question, with what that means."""

SCHEMA = Schema(
    "a story",
    {
        "supplied_title": "What the event is called here; the archive supplies it.",
        "questions": "What is asked of the accounts; the keys of a question are below.",
        "aliases": ALIASES,
    },
    exact=("aliases",),
)
"""Every key of a story file, with what it means."""

QUESTION_SCHEMA = Schema(
    "a question",
    {
        "ask": "The question, in the archive's words.",
        "relation": f"How the accounts relate on it: {', '.join(RELATIONS)}. Left out where fewer than two answer.",
        "note": "Optional: a sentence on it that the texts support.",
        "accounts": "For each account that answers, by the slug of its article, a list of answers; `{}` if none does.",
    },
    meant={"question": "ask"},
)
"""Every key of a question in a story file, with what it means."""

ANSWER_SCHEMA = Schema(
    "an answer",
    {
        **SCHEMA_OF_WORDS.keys,
        "attributed": "Optional: the words of the same paragraph that say on whose word this is; from elsewhere in the"
        " article, `{paragraph: …, words: …}`.",
    },
    exact=SCHEMA_OF_WORDS.exact,
)
"""Every key of an answer, with what it means."""


class Answer(ExactWords, frozen=True):
    """Exact words of one account that answer a question."""

    attributed: ExactWords | None
    """Exact words of the same account that say on whose word they are, or None where none are recorded."""


class Question(Struct, frozen=True):
    """One question and what each account has to say on it."""

    ask: str
    """The question, in the archive's words."""
    relation: str | None
    """A key of `RELATIONS`, or None where fewer than two accounts answer."""
    note: str | None
    """A sentence on it, in the archive's words; `{slug}` is an account."""
    note_line: int
    """The line of the story file on which the note is."""
    answers: Mapping[str, tuple[Answer, ...]]
    """The answers of each account, by the slug of its article."""
    lines: Mapping[str, int]
    """The line of the story file on which each account is named."""


class StoryFile(Struct, frozen=True):
    """What the archive says about one event that several articles report."""

    slug: str
    """The event's slug: the name of the file without `.yaml`."""
    file: str
    """The file's path from the source folder."""
    supplied_title: str
    """What the event is called here."""
    questions: tuple[Question, ...]
    """What is asked of its accounts."""
    aliases: tuple[Alias, ...]
    """The slugs that it had before, oldest first."""


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
    return StoryFile(slug, file, title or "", questions, read_aliases(fields, slug)), problems


_ANSWER = "- paragraph: … and words: …"


def _read_question(row: Fields) -> Question:
    row.require("ask", remedy="write the question: ask: …?")
    ask, relation = row.text("ask"), row.choice("relation", RELATIONS, "a relation")
    note = row.text("note")
    accounts = row.mapping.entries.get("accounts")
    answers: dict[str, tuple[Answer, ...]] = {}
    lines: dict[str, int] = {}
    if isinstance(accounts, YamlMap):
        lines = {slug: accounts.keys[slug].line for slug in accounts.entries}
        answers = _read_accounts(row, accounts)
    elif isinstance(accounts, YamlList) and any(isinstance(item, YamlMap) for item in accounts.items):
        row.note("accounts", "is a list; remove the dash before each slug")
    elif "accounts" not in row.reported:
        remedy = f"write the slug of an article and below it {_ANSWER}, or accounts: {{}} if none answers"
        row.note("accounts", f"names no account; {remedy}")
    if relation is None and len(lines) > 1:
        row.require("relation", remedy=one_of(RELATIONS))
    elif relation in RELATIONS and len(lines) < 2 and isinstance(accounts, YamlMap):
        which = "only one account" if lines else "no account"
        row.note("relation", f"{which} answers, so there is nothing to relate; leave the line out")
    if relation not in RELATIONS:  # reported, and never published: any other does to look for more problems
        relation = next(iter(RELATIONS)) if len(answers) > 1 else None
    return Question(ask or "", relation, note, row.line("note"), answers, lines)


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
    exact = read_exact_words(row)
    attributed = read_words_at(row, "attributed", exact.paragraph if exact else None)
    return Answer(exact.paragraph, exact.words, exact.line, attributed) if exact else None


def check_answers(question: Question, file: str, accounts: Mapping[str, Paragraphs]) -> Iterator[Problem]:
    """Check that the paragraph that each answer names has its words, once, and that no answer is given twice.

    So with the words that say on whose word it is.
    """
    for slug, answers in question.answers.items():
        for answer in answers if slug in accounts else ():
            yield from _faults(answer, file, accounts[slug], slug)
    for answers in question.answers.values():
        given = [(answer.paragraph, legible(answer.words)) for answer in answers]
        for at, answer in enumerate(answers):
            if given[at] in given[:at]:
                yield problem(file, answer.line, "words", "these words are given twice; remove one of the two")


def _faults(answer: Answer, file: str, paragraphs: Paragraphs, slug: str) -> Iterator[Problem]:
    for key, exact in (("words", answer), ("attributed", answer.attributed)):
        if exact and (fault := exact.fault(paragraphs, slug)):
            yield problem(file, exact.line, key, fault)
