"""What does a YAML text say, and on which line?

Values are what was typed: PyYAML's event stream is read with the base loader, which guesses no types. Only plain
mappings, lists and texts are taken; anchors, aliases, tags, merge keys and second documents are problems. The events
are read in a loop, so deep nesting is refused and never exhausts the stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from sitebuilder.characters import NOT_TEXT
from sitebuilder.problems import Problem, problem, shown

FRONT_MATTER_DEPTH = 4
"""How many levels of lists and mappings the front matter of an article may nest."""

FILE_DEPTH = 6
"""How many levels site.yaml, names.yaml and the story files may nest."""

FastLoader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The loader in C where PyYAML was built with libyaml, else the one in Python: the same events from both."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, exactly as typed once YAML's quotes are off."""

    text: str
    """The characters."""
    line: int
    """Where it starts: the line, from 1."""
    column: int
    """Where it starts: the column, from 1."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: list[Node]
    """What it holds, in order."""
    line: int
    """Where it starts: the line, from 1."""
    column: int
    """Where it starts: the column, from 1."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order typed."""

    line: int
    """Where it starts: the line, from 1."""
    column: int
    """Where it starts: the column, from 1."""
    entries: dict[str, Node] = field(default_factory=dict)
    """The value of each key."""
    keys: dict[str, Scalar] = field(default_factory=dict)
    """Where each key stands."""


Node = Scalar | Sequence | Mapping


@dataclass
class _Open:
    """A mapping or list whose end has not come yet, while the events are read."""

    node: Mapping | Sequence
    key: Scalar | None = None


class _Refused(Exception):
    """The rest of the text cannot be read; what is wrong has been noted."""


def read_yaml(text: str, file: str, first_line: int, max_depth: int) -> tuple[Node | None, list[Problem]]:
    """Read one YAML document.

    `first_line` is the line of `file` on which `text` starts (front matter starts on its second line). Returns the
    document, or None where there is none or it cannot be read, and everything that is wrong with it.
    """
    stray = re.search("[\u2028\u2029\x85\ufeff]", text)
    if stray:
        line = first_line + text.count("\n", 0, stray.start())
        name = f"U+{ord(stray.group()):04X}"
        return None, [problem(file, line, "", f"{name} ends a line for some readers and not for others; remove it")]
    builder = _Builder(file, first_line, max_depth)
    try:
        for event in yaml.parse(text, Loader=FastLoader):
            builder.take(event)
    except _Refused:
        return None, builder.problems
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return None, [*builder.problems, _diagnose(text, file, first_line)]
    return builder.root, builder.problems


class _Builder:
    """Builds nodes from events, one level of nesting to a list entry, so that no depth costs stack."""

    def __init__(self, file: str, first_line: int, max_depth: int) -> None:
        self.file, self.first_line, self.max_depth = file, first_line, max_depth
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.documents = 0
        self.open: list[_Open] = []

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the stream. Raises `_Refused` when reading on makes no sense."""
        mark = event.start_mark
        line, column = (mark.line + self.first_line, mark.column + 1) if mark else (self.first_line, 0)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(line, column, "a second document starts here; keep one, without a line of ---")
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(line, column, f"*{event.anchor} is a YAML alias; write the value out, or put it in quotes")
        elif isinstance(event, yaml.NodeEvent):
            self._check_decoration(event, line, column)
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event, line, column)
            else:
                self._start(event, line, column)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()

    def _refuse(self, line: int, column: int, message: str) -> None:
        self.problems.append(problem(self.file, line, self._field(), message, column))
        raise _Refused

    def _field(self) -> str:
        """Name the innermost key that is being read."""
        return next((level.key.text for level in reversed(self.open) if level.key is not None), "")

    def _check_decoration(self, event: yaml.NodeEvent, line: int, column: int) -> None:
        if event.anchor is not None:
            self._refuse(line, column, f"&{event.anchor} is a YAML anchor; put the value in quotes")
        if (tag := getattr(event, "tag", None)) is not None:
            self._refuse(line, column, f"{tag} is a YAML tag; put the value in quotes")

    def _scalar(self, event: yaml.ScalarEvent, line: int, column: int) -> None:
        if NOT_TEXT.search(event.value):
            self._refuse(line, column, "an escape stands for a control character or half a character; remove it")
        self._place(Scalar(event.value, line, column))

    def _start(self, event: yaml.NodeEvent, line: int, column: int) -> None:
        if len(self.open) >= self.max_depth:
            self._refuse(line, column, f"nested more than {self.max_depth} levels deep; write it flatter")
        is_list = isinstance(event, yaml.SequenceStartEvent)
        node: Mapping | Sequence = Sequence([], line, column) if is_list else Mapping(line, column)
        self._place(node)
        self.open.append(_Open(node))

    def _place(self, node: Node) -> None:
        """Put a finished or a just opened node where it belongs."""
        if not self.open:
            self.root = node
            return
        level = self.open[-1]
        if isinstance(level.node, Sequence):
            level.node.items.append(node)
        elif level.key is None:
            level.key = self._key(level.node, node)
        else:
            level.node.entries.setdefault(level.key.text, node)
            level.key = None

    def _key(self, mapping: Mapping, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self._refuse(node.line, node.column, "a key is a single word, not a list or a mapping; put it in quotes")
            raise _Refused  # for the type checker: _refuse never returns
        if node.text == "<<":
            self._refuse(node.line, node.column, "<< is a YAML merge key; write the keys out")
        if node.text in mapping.keys:
            first = mapping.keys[node.text].line
            self.problems.append(
                problem(self.file, node.line, node.text, f"stands here and on line {first}; remove one")
            )
        mapping.keys.setdefault(node.text, node)
        return node


def quoted(text: str) -> str:
    """Return a text as a YAML value in quotes, ready to be pasted."""
    if '"' in text and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_LINE = re.compile(r"^(?P<indent>\s*)(?:- +)*(?P<key>[^\s:#'\"\[{][^:]*):(?:\s+(?P<value>.*?))?\s*$")


def _diagnose(text: str, file: str, first_line: int) -> Problem:
    """Say in our own words why the text is no YAML.

    The parser in Python is asked for the place even where the one in C refused, so that the words do not depend on
    which of them a machine has.
    """
    mark = None
    try:
        for _ in yaml.parse(text, Loader=yaml.BaseLoader):
            pass
    except yaml.MarkedYAMLError as error:
        unclosed = error.context is not None and "quoted scalar" in error.context and error.context_mark is not None
        mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
    except (yaml.YAMLError, ValueError, RecursionError):
        pass
    if mark is None:
        return problem(file, first_line, "", "is not YAML; write one key: value a line")
    lines = text.split("\n")
    number = min(mark.line, len(lines) - 1)
    while number > 0 and not lines[number].strip():
        number -= 1
    name, message, column = _explain(lines[number], mark.column + 1 if number == mark.line else 0)
    return problem(file, first_line + number, name, message, column)


def _explain(line: str, column: int) -> tuple[str, str, int]:
    """Name the field, the fault and the column for a line at which YAML's grammar gave up."""
    match = _LINE.match(line)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "", "a tab at the start of a line; indent with spaces", 0
    if match is None:
        return "", f"{shown(line.strip())} is not key: value; write the key, a colon, a space and the value", 0
    key, value = match["key"].strip(), match["value"] or ""
    for message, applies in _EXPLANATIONS:
        if applies(value):
            return key, message.format(first=value[:1], key=key, quoted=quoted(value)), column
    return key, "stands in another column than the keys beside it; start it in the same column", 0


_EXPLANATIONS = (
    (
        'the quotation marks do not pair; close them at the end, and write a mark inside them as \\"',
        lambda value: value[:1] in {'"', "'"} and value,
    ),
    (
        "the {first} is not closed on this line; close it, or put the value in quotes",
        lambda value: value[:1] in set("[{"),
    ),
    (
        "a value that starts with {first} needs quotes; write {key}: {quoted}",
        lambda value: value[:1] in set("*&!%@`|>]},?-"),
    ),
    ("a colon needs quotes; write {key}: {quoted}", lambda value: ": " in value or value.endswith(":")),
)
