"""What does a person say of one event that several articles report?"""

from __future__ import annotations

from dataclasses import dataclass

from sitebuilder.addresses import slug_fault
from sitebuilder.fields import Fields, Format
from sitebuilder.limits import TITLE_CHARACTERS
from sitebuilder.problems import Problem, problem
from sitebuilder.questions import Question, read_questions
from sitebuilder.yamltext import FILE_DEPTH, Mapping, read_yaml

FOLDER = "articles/stories"
"""Where story files are, in the source folder."""

FORM = Format(
    "a story",
    {
        "supplied_title": "What the event is called here; the archive supplies it.",
        "questions": "What a person asked of the accounts; the keys of a question are below.",
    },
)
"""Every key of a story file, with what it means."""


@dataclass(frozen=True, slots=True)
class StoryFile:
    """What a person wrote about one event."""

    slug: str
    """The event's slug: the name of the file without `.yaml`."""
    file: str
    """The file's path from the source folder."""
    supplied_title: str
    """What the event is called here."""
    questions: tuple[Question, ...]
    """What a person asked of its accounts."""


def read_story(name: str, text: str) -> tuple[StoryFile | None, list[Problem]]:
    """Read one story file, given by its name in `articles/stories/`.

    A story with problems is only good for finding more of them; it is None where there is not even that.
    """
    file, slug = f"{FOLDER}/{name}", name.removesuffix(".yaml")
    node, problems = read_yaml(text, file, 1, FILE_DEPTH)
    if fault := slug_fault(slug, "rename the file to {}.yaml"):
        problems.append(problem(file, 0, "", f"the name {fault}"))
    if not isinstance(node, Mapping):
        if not problems:
            problems.append(problem(file, 1, "", "has no keys; write supplied_title: what the event is called"))
        return None, problems
    fields = Fields(file, node, FORM, problems)
    fields.require("supplied_title", remedy="write what the event is called here")
    title = fields.text("supplied_title")
    if title is not None and len(title) > TITLE_CHARACTERS:
        fields.note("supplied_title", f"is {len(title)} characters long; shorten it to {TITLE_CHARACTERS}")
    questions = read_questions(fields)
    return StoryFile(slug, file, title or "", questions), problems
