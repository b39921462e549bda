"""What does a YAML text say, and on which line?

Values are what was typed: PyYAML's event stream is read with the base loader, which guesses no types. Only plain
mappings, lists and texts are taken; anchors, aliases, tags, merge keys and second documents are problems. The events
are read in a loop, so deep nesting is refused and never exhausts the stack.
"""

from __future__ import annotations

import re

import yaml
from msgspec import Struct, field

from sitebuilder.formats.characters import NOT_TEXT, first_in_lines
from sitebuilder.formats.yaml_faults import explain, write
from sitebuilder.problems import Problem, problem, visible

FRONT_MATTER_DEPTH = 4
"""How many levels of lists and mappings the front matter of an article may nest."""

FILE_DEPTH = 7
"""How many levels site.yaml, names.yaml and the story files may nest."""

FastLoader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The loader in C where PyYAML was built with libyaml, else the one in Python: the same events from both."""

_STRAY = re.compile("[\t\x85\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that the two loaders, or two readers of the file, would not take alike."""

_COMMENT = re.compile(" #")
"""What cuts a value short although it was most likely meant: `The #1 hit`. A comment has two spaces before it."""


class YamlText(Struct, frozen=True):
    """A text, exactly as typed once YAML's quotes are off."""

    text: str
    """The characters."""
    line: int
    """Where it starts: the line, from 1."""
    column: int
    """Where it starts: the column, from 1."""


class YamlList(Struct, frozen=True):
    """A list."""

    items: list[YamlNode]
    """What it holds, in order."""
    line: int
    """Where it starts: the line, from 1."""
    column: int
    """Where it starts: the column, from 1."""


class YamlMap(Struct, frozen=True):
    """Keys with their values, in the order typed."""

    line: int
    """Where it starts: the line, from 1."""
    column: int
    """Where it starts: the column, from 1."""
    entries: dict[str, YamlNode] = field(default_factory=dict)
    """The value of each key."""
    keys: dict[str, YamlText] = field(default_factory=dict)
    """Where each key is."""


YamlNode = YamlText | YamlList | YamlMap
"""Anything that YAML can say here."""


class _Open(Struct):
    """A mapping or list whose end has not come yet, while the events are read."""

    node: YamlMap | YamlList
    """What has been read of it."""
    is_flow: bool
    """Whether it is between brackets or braces."""
    key: YamlText | None = None
    """In a mapping: the key whose value is being read."""


class _Refused(Exception):
    """The rest of the text cannot be read; what is wrong has been noted."""


def read_yaml(text: str, file: str, first_line: int, max_depth: int) -> tuple[YamlNode | None, list[Problem]]:
    """Read one YAML document.

    `first_line` is the line of `file` on which `text` starts (front matter starts on its second line). Returns the
    document, or None where there is none or it cannot be read, and everything that is wrong with it.
    """
    if stray := _stray(text, file, first_line):
        return None, stray
    node, problems = _read(text, _Builder(text, file, first_line, max_depth), FastLoader)
    if problems:  # always reported by the loader in Python, so that every machine reports the same
        return _read(text, _Builder(text, file, first_line, max_depth), yaml.BaseLoader)
    return node, problems


def _stray(text: str, file: str, first_line: int) -> list[Problem]:
    return [
        problem(file, first_line + line, "", _stray_message(character, column), column + 1)
        for line, column, character in first_in_lines(_STRAY, text)
    ]


def _stray_message(character: str, column: int) -> str:
    if character == "\t":
        return "a tab; write spaces instead" if column else "a tab at the start of a line; indent with spaces"
    name = f"U+{ord(character):04X}"
    if character in "\ufffe\uffff":
        return f"{name} is not a character; remove it"
    if character == "\ufeff":
        return f"{name} cannot be seen; remove it"
    return f"{name} ends a line for some programs and not for others; remove it"


def _read(text: str, builder: _Builder, loader: type) -> tuple[YamlNode | None, list[Problem]]:
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except _Refused:
        return None, builder.problems
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        return None, [*builder.problems, explain(error, text, builder.file, builder.first_line)]
    return builder.root, builder.problems


class _Builder:
    """Builds nodes from events, one level of nesting to a list entry, so that no depth costs stack."""

    def __init__(self, text: str, file: str, first_line: int, max_depth: int) -> None:
        self.file, self.first_line, self.max_depth = file, first_line, max_depth
        self.lines = text.split("\n")
        self.may_have_comments = " #" in text
        self.problems: list[Problem] = []
        self.root: YamlNode | None = None
        self.documents = 0
        self.open: list[_Open] = []

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the stream. Raises `_Refused` when reading on makes no sense."""
        mark = event.start_mark
        line, column = (mark.line + self.first_line, mark.column + 1) if mark else (self.first_line, 0)
        if isinstance(event, yaml.ScalarEvent):
            self._check_decoration(event, line, column)
            self._scalar(event, line, column)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._check_decoration(event, line, column)
            self._start(event, line, column)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            if self.open:
                self.open[-1].key = None
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(line, column, "a second document starts here; keep one, without a line of ---")
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(line, column, f"*{event.anchor} is a YAML alias; write the value out, or put it in quotes")

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
            typed = tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(line, column, f"{visible(typed)} is a YAML tag; put the value in quotes")

    def _scalar(self, event: yaml.ScalarEvent, line: int, column: int) -> None:
        if NOT_TEXT.search(event.value):
            self._refuse(line, column, "an escape stands for a control character or half a character; remove it")
        text = event.value
        if not event.style:
            text = self._with_comment(event) if self.may_have_comments else event.value
            if "?" in event.value and self.open and self.open[-1].is_flow:  # only the loader in C takes that for a text
                self._refuse(line, column, "a ? between brackets needs quotes around the text")
        self._place(YamlText(text, line, column))

    def _with_comment(self, event: yaml.ScalarEvent) -> str:
        """Return a value with what comes one space after it as a comment, which is a problem: words would be lost."""
        end = event.end_mark
        line = self.lines[end.line] if end and end.line < len(self.lines) else ""
        if end is None or not _COMMENT.match(line, end.column):
            return str(event.value)
        value = (event.value + line[end.column :]).strip()
        message = f"# starts a comment; {write(self._field(), value)}, or two spaces before a comment"
        place = end.line + self.first_line, end.column + 2
        self.problems.append(problem(self.file, place[0], self._field(), message, place[1]))
        return value

    def _start(self, event: yaml.CollectionStartEvent, line: int, column: int) -> None:
        if len(self.open) >= self.max_depth:
            self._refuse(line, column, f"nested more than {self.max_depth} levels deep; use fewer levels")
        is_list = isinstance(event, yaml.SequenceStartEvent)
        node: YamlMap | YamlList = YamlList([], line, column) if is_list else YamlMap(line, column)
        self._place(node)
        self.open.append(_Open(node, bool(event.flow_style)))

    def _place(self, node: YamlNode) -> None:
        """Put a finished or a just opened node where it belongs."""
        if not self.open:
            self.root = node if not isinstance(node, YamlText) or node.text else None
            return
        level = self.open[-1]
        if isinstance(level.node, YamlList):
            level.node.items.append(node)
        elif level.key is None:
            level.key = self._key(level.node, node)
        elif isinstance(node, YamlText):
            place = node if node.text else level.key  # the loaders put what is empty in different places
            level.node.entries.setdefault(level.key.text, YamlText(node.text, place.line, place.column))
            level.key = None
        else:
            level.node.entries.setdefault(level.key.text, node)

    def _key(self, mapping: YamlMap, node: YamlNode) -> YamlText:
        if not isinstance(node, YamlText):
            self._refuse(node.line, node.column, "a key is a text, not a list or more keys; put it in quotes")
            raise _Refused  # for the type checker: _refuse never returns
        if node.text == "<<":
            self._refuse(node.line, node.column, "<< is a YAML merge key; write the keys out")
        if node.text in mapping.keys:
            first = mapping.keys[node.text].line
            self.problems.append(problem(self.file, node.line, node.text, f"is also on line {first}; remove one"))
        mapping.keys.setdefault(node.text, node)
        return node
