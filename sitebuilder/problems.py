"""What is wrong, in which file, on which line, and what should I type instead?"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

SHOWN_CHARACTERS = 60
"""How much of a value a message repeats: enough to find it again."""

SHOWN_UNSEEN = 4
"""How many invisible characters in a row a message repeats; of more than twice as many, the rest is counted."""

INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
"""Unicode general categories that a terminal would not show, or would obey."""

_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Letters, marks and symbols that show nothing: fillers, selectors of variants, a pattern of Braille without dots."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault in what a maintainer wrote, with its remedy. Sorts by file, then line."""

    file: str
    """The path from the source folder, with forward slashes."""
    line: int
    """The line, counted from 1; 0 when the whole file is meant."""
    column: int
    """The column, counted from 1; 0 when the whole line is meant."""
    field: str
    """The key that is wrong, or an empty text when none is."""
    message: str
    """What is wrong; what to type instead."""

    def __str__(self) -> str:
        """Write the problem as `file:line:column: field: message`, leaving out what is not known."""
        place = _place(self.file, self.line, self.column)
        return f"{place}: {_cut(self.field)}: {self.message}" if self.field else f"{place}: {self.message}"


@dataclass(frozen=True, order=True, slots=True)
class Note:
    """Something that is allowed, and was perhaps not meant. It stops nothing. Sorts by file, then line."""

    file: str
    """The path from the source folder, with forward slashes."""
    line: int
    """The line, counted from 1; 0 when the whole file is meant."""
    message: str
    """What is so; what to type if something else is meant."""

    def __str__(self) -> str:
        """Write the note as `file:line: note: message`, leaving out what is not known."""
        return f"{_place(self.file, self.line)}: note: {self.message}"


def _place(file: str, *numbers: int) -> str:
    return ":".join([shown_path(file), *(str(number) for number in numbers if number)])


def problem(file: str, line: int, field: str, message: str, column: int = 0) -> Problem:
    """Make a `Problem` in the order in which it will be read."""
    return Problem(file, line, column, field, message)


def nearest(typed: str, known: Iterable[str]) -> str:
    """Return the name that was most likely meant, or an empty text where none is really near."""
    return next(iter(difflib.get_close_matches(typed, list(known), 1, cutoff=0.75)), "")


def visible(text: str) -> str:
    r"""Return the text with every invisible or controlling character, and every unusual space, written as `\u{…}`."""
    return "".join(f"\\u{{{ord(character):x}}}" if _unseen(character) else character for character in text)


def printable(line: str) -> str:
    """Return a line of a message as a terminal can show it, whatever files it repeats."""
    return line if line.isprintable() else visible(line)


def _unseen(character: str) -> bool:
    return character != " " and is_invisible(character)


def is_invisible(text: str) -> bool:
    """Tell whether a text has no character that can be seen."""
    return all(unicodedata.category(char) in INVISIBLE_CATEGORIES or _BLANK.match(char) for char in text)


def shown(text: str) -> str:
    """Quote a value for a message: cut to `SHOWN_CHARACTERS`, controls made visible."""
    return f'"{_cut(text)}"'


def _cut(text: str) -> str:
    text = without_long_runs(text)
    return visible(text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…")


def without_long_runs(text: str) -> str:
    """Return the start of a text, of which a message shows enough, with long runs of invisible characters counted."""
    pieces: list[str] = []
    for is_unseen, run in groupby(text, _unseen):
        piece = "".join(islice(run, None if is_unseen else 2 * SHOWN_CHARACTERS + 1))
        if is_unseen and len(piece) > 2 * SHOWN_UNSEEN:
            piece = f"{piece[:SHOWN_UNSEEN]}(and {len(piece) - SHOWN_UNSEEN:,} more)"
        pieces.append(piece)
        if sum(map(len, pieces)) > 2 * SHOWN_CHARACTERS:
            break
    return "".join(pieces)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: "1 article", "12,345 articles"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def spelled(number: int) -> str:
    """Return a number up to twelve as a word, a larger one in digits: "two", "1,234"."""
    return _SPELLED[number] if number < len(_SPELLED) else f"{number:,}"


def listed(names: Sequence[str]) -> str:
    """Return some names as a sentence lists them: "A", "A and B", "A, B and C"."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def how_often(number: int) -> str:
    """Return how often something is there: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, counted(number, "time"))


def shown_path(path: str) -> str:
    """Return a path as a message prints it: on one line, nothing invisible."""
    return visible(path)


def reason(error: OSError) -> str:
    """Return what the system says of an error, in lower case and without a number."""
    return (error.strerror or str(error)).lower()


def character_name(character: str) -> str:
    """Name a character by its code point, `U+0000`, and its Unicode name where it has one."""
    names = {"\0": "NUL", "\r": "carriage return", "\x0c": "form feed", "\x1b": "escape"}
    name = unicodedata.name(character, names.get(character, ""))
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def report(problems: Iterable[Problem], notes: Iterable[Note], files: Collection[str], unharmed: str) -> list[str]:
    """Return the lines of a whole report: each problem and note once, sorted, then a line that counts the problems.

    A file whose problem is of no line, such as its name, gets no note besides; nor does a line whose key has a problem.

    `files` are those of the archive, with or without problems; what is reported and is none of them is counted too.
    `unharmed` is the name of the output folder that stays as it was. Without a problem, there is nothing to count.
    """
    listed = sorted(set(problems))
    silenced = {(problem.file, problem.line) for problem in listed if problem.field or not problem.line}
    worth_noting = (note for note in set(notes) if silenced.isdisjoint({(note.file, note.line), (note.file, 0)}))
    remarks: list[Problem | Note] = [*listed, *sorted(worth_noting)]
    lines = [printable(str(remark)) for remark in sorted(remarks, key=lambda remark: (remark.file, remark.line))]
    if not listed:
        return lines
    wrong = {problem.file for problem in listed}
    of_files = counted(len(wrong | set(files)), "file")
    return [*lines, f"{counted(len(listed), 'problem')} in {len(wrong)} of {of_files}; {unharmed} is unchanged"]
