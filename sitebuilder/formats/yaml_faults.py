"""Why is a text not valid YAML, and what should be typed instead?

The parser says where it gave up and in which of its rules. Who typed the text wants to know what is wrong with which
line, so the line is looked at again and the fault is reported in our own words.
"""

from __future__ import annotations

import re

from sitebuilder.problems import Problem, problem, shown, visible

SHOWN_VALUE = 100
"""The longest value that a message repeats whole, in the quotation marks that it needs."""

_LINE = re.compile(r"(?P<indent>\s*)(?:- +)*(?P<key>[^\s:#'\"\[{][^:]*):(?:\s+(?P<value>.*?))?\s*")
_NO_SPACE = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z][A-Za-z0-9_]*):(?P<value>\S.*)")
_NO_DASH_SPACE = re.compile(r"\s*-(?P<rest>[A-Za-z][A-Za-z0-9_]*: .*)")
_COMMENT = re.compile(r"\s{2,}#.*")
_CLOSING = {"[": "]", "{": "}"}


def quoted(text: str) -> str:
    """Return a text as a YAML value in quotes, ready to be pasted: what cannot be seen is written as an escape."""
    if "'" not in text and ('"' in text or "\\" in text) and visible(text) == text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if visible(char) == char else f"\\U{ord(char):08X}" for char in escaped) + '"'


def write(key: str, value: str) -> str:
    """Return the advice to put a value in quotes, as it is to be typed where that is not too long to read."""
    if len(value) > SHOWN_VALUE or visible(value) != value:
        return "put quotes around the whole value"
    return f"write {key}: {quoted(value)}" if key else f"write {quoted(value)}"


def explain(error: Exception, text: str, file: str, first_line: int) -> Problem:
    """Return the problem that made YAML's parser give up with an error. `first_line` is where the text starts."""
    lines = text.split("\n")
    line, column = _place(error, lines)
    number, column, key, message = (
        _open_quote(lines, line) or _ended(lines, line) or _by_rule(error, lines, line, column)
    )
    return problem(file, first_line + number, key, message, column)


_Fault = tuple[int, int, str, str]
"""A line from 0, a column from 1 (0 for the whole line), a key (empty for none) and a message."""


def _rule(error: Exception) -> str:
    """Return what the parser says of an error: only to tell its rules apart, never to be shown."""
    return f"{getattr(error, 'context', '')}; {getattr(error, 'problem', '')}"


def _place(error: Exception, lines: list[str]) -> tuple[int, int]:
    """Return the line, from 0, and the column, from 1, that an error means; a blank line means the one above."""
    starts_before = re.search("flow|simple key|quoted scalar; found unexpected", _rule(error))
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    mark = next((mark for mark in (reversed(marks) if starts_before else marks) if mark is not None), None)
    if mark is None:
        return 0, 0
    line = min(mark.line, len(lines) - 1)
    while line > 0 and not lines[line].strip():
        line -= 1
    return line, mark.column + 1 if line == mark.line else 0


def _parts(line: str) -> tuple[str, str]:
    """Return the key and the value of a line, its comment left out, or empty texts where it has no key."""
    match = _LINE.fullmatch(line)
    return (match["key"].strip(), _COMMENT.sub("", match["value"] or "")) if match else ("", "")


def _open_quote(lines: list[str], last: int) -> _Fault | None:
    """Find a value that opens a quotation mark and does not close it on its line, the first that there is."""
    for number, line in enumerate(lines[: last + 1]):
        key, value = _parts(line)
        mark = value[:1]
        inner = value[1:].replace("\\\\", "").replace('\\"', "") if mark == '"' else value[1:]
        if mark in {"'", '"'} and mark not in inner:
            message = f"the quotation mark is not closed; {write(key, value[1:])}"
            return number, line.index(value, line.index(":")) + 1, key, message
    return None


def _ended(lines: list[str], last: int) -> _Fault | None:
    """Find a line that YAML takes for the end of the text, or for an order to itself."""
    for number, line in enumerate(lines[: last + 1]):
        if line.rstrip() == "..." or line.startswith("%"):
            return number, 0, "", f"a line of {shown(line.strip())} is an order to YAML; remove it"
    return None


def _by_rule(error: Exception, lines: list[str], number: int, column: int) -> _Fault:
    """Explain a fault by the rule that was broken and the line on which it was."""
    line, rule = lines[number], _rule(error)
    above = next((at for at in range(number - 1, -1, -1) if lines[at].strip()), number)
    key, value = _parts(line)
    if "mapping values" in rule and column == line.find(":") + 1 and above != number and not _parts(lines[above])[0]:
        number, column, line = above, 0, lines[above]
        key, value = _parts(line)
    if spaced := _NO_SPACE.fullmatch(line):
        remedy = write(spaced["key"], spaced["value"]).replace(quoted(spaced["value"]), spaced["value"])
        return number, spaced.start("value"), spaced["key"], f"a space is missing after the colon; {remedy}"
    if dashed := _NO_DASH_SPACE.fullmatch(lines[above]):
        return above, 0, "", f"a space is missing after the dash; write - {shown(dashed['rest'])[1:-1]}"
    if not key:
        if line.lstrip().startswith("- "):
            return number, 0, "", "is not aligned with the other entries; start it in the same column"
        return number, 0, "", f"{shown(line.strip())} is not key: value; write the key, a colon, a space and the value"
    return number, *_by_value(rule, key, value, column, "entries" if line.lstrip().startswith("- ") else "keys")


def _by_value(rule: str, key: str, value: str, column: int, beside: str) -> tuple[int, str, str]:
    """Explain a fault by the value of its line; return the column where that says something, the key, and why."""
    first = value[:1]
    if "double-quoted" in rule:
        inner = value[1:].removesuffix('"')
        return column, key, f"a backslash in double quotes needs another before it; {write(key, inner)}"
    if first in {"'", '"'}:
        meant = value[1:-1] if value.endswith(first) else value
        return column, key, f"the value ends at the second quotation mark; {write(key, meant)}"
    if first in _CLOSING:
        return column, key, _brackets(key, value)
    if first and first in "*&!%@`|>]},?-":
        return column, key, f"a value that starts with {first} needs quotes; {write(key, value)}"
    if ": " in value or value.endswith(":"):
        return column, key, f"a colon needs quotes; {write(key, value)}"
    return 0, key, f"is not aligned with the other {beside}; start it in the same column"


def _brackets(key: str, value: str) -> str:
    first, last = value[0], _CLOSING[value[0]]
    if value.count(first) > value.count(last):
        return f"the {first} is not closed on this line; close it with {last}, or {write(key, value)}"
    if not value.endswith(last):
        return f"a value that starts with {first} needs quotes; {write(key, value)}"
    if "?" in value:
        return f"a text with a ? between {first} and {last} needs quotes; put it in quotes"
    return f"a comma is missing between {first} and {last}, or a text there needs quotes; put each text in quotes"
