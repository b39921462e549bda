"""Which characters does a file hold, and can a page show them?"""

from __future__ import annotations

import codecs
import re
from itertools import islice

from sitebuilder.problems import Problem, character_name, problem

NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no page can show: control characters other than tab and newline, and lone surrogates (HTML, 3.2.6)."""

REPORTED_LINES = 10
"""On how many lines of one file such characters are reported: the rest have the same cause."""

_PYTHONS_OWN = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "mbcs", "oem"})
"""Python's names of encodings that no text is saved in, or that differ between machines."""

_TAKEN_BY_THE_CODEC = {
    "utf-8-sig": (codecs.BOM_UTF8,),
    "utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
    "utf-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
}
"""The byte order marks that Python takes away by itself, by the name of the encoding; a second one is text."""


def first_in_lines(wanted: re.Pattern[str], text: str) -> list[tuple[int, int, str]]:
    """Find the first such character of each line, in `REPORTED_LINES` lines: line, column (from 0), character."""
    matches = ((number, wanted.search(line)) for number, line in enumerate(text.split("\n")))
    first = ((number, match.start(), match[0]) for number, match in matches if match)
    return list(islice(first, REPORTED_LINES))


def decoded(raw: bytes, encoding: str) -> tuple[str, bool]:
    """Decode a file strictly; return its text without a byte order mark, and whether it has one.

    Raises `UnicodeError` or `LookupError`.
    """
    text = raw.decode(encoding)
    if marks := _TAKEN_BY_THE_CODEC.get(codecs.lookup(encoding).name):
        return text, raw.startswith(marks)
    return text.removeprefix("\ufeff"), text.startswith("\ufeff")


def decode_exactly(raw: bytes, file: str, encoding: str, save: str) -> tuple[str | None, list[Problem]]:
    """Decode a file strictly, its line ends as they are.

    Returns None and a problem where bytes do not belong to the encoding; `save` is the remedy.
    """
    try:
        return decoded(raw, encoding)[0], []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [problem(file, line, "", f"byte 0x{raw[error.start]:02X} is not {encoding}; {save}")]
    except (UnicodeError, LookupError):
        return None, [problem(file, 0, "", f"is not {encoding}; {save}")]


def decode(raw: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """Decode a file that people wrote: UTF-8, CRLF made into LF, without a character of `NOT_TEXT`."""
    text, problems = decode_exactly(raw, file, "utf-8", "save the file as utf-8")
    text = text.replace("\r\n", "\n") if text is not None else None
    problems = problems or not_text(text or "", file, "remove it")
    return (None if problems else text), problems


def not_text(text: str, file: str, remedy: str) -> list[Problem]:
    """Return a problem for each line of a file, line ends as LF, that has a character of `NOT_TEXT`."""
    return [
        problem(file, line + 1, "", f"{character_name(character)} cannot be shown; {remedy}", column + 1)
        for line, column, character in first_in_lines(NOT_TEXT, text)
    ]


def is_encoding(name: str) -> bool:
    """Tell whether texts are saved in an encoding of this name, and Python can decode them."""
    try:
        known = codecs.lookup(name).name
        "a".encode(known)
    except (LookupError, UnicodeError, ValueError):
        return False
    return known not in _PYTHONS_OWN
