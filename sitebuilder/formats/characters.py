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


def first_in_lines(wanted: re.Pattern[str], text: str) -> list[tuple[int, int, str]]:
    """Find the first such character of each line, in `REPORTED_LINES` lines: line, column (from 0), character."""
    matches = ((number, wanted.search(line)) for number, line in enumerate(text.split("\n")))
    first = ((number, match.start(), match[0]) for number, match in matches if match)
    return list(islice(first, REPORTED_LINES))


def decode(
    raw: bytes, file: str, encoding: str = "utf-8", save: str = "save the file as utf-8", remove: str = "remove it"
) -> tuple[str | None, list[Problem]]:
    """Decode a file strictly.

    A byte order mark is removed and CRLF becomes LF. Returns None and the problems where bytes do not belong to the
    encoding, or where there is a character of `NOT_TEXT`; `save` and `remove` are the remedies for the two.
    """
    try:
        text = raw.decode(encoding).removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, [problem(file, line, "", f"byte 0x{raw[error.start]:02X} is not {encoding}; {save}")]
    except (UnicodeError, LookupError):
        return None, [problem(file, 0, "", f"is not {encoding}; {save}")]
    problems = [
        problem(file, line + 1, "", f"{character_name(character)} cannot be shown; {remove}", column + 1)
        for line, column, character in first_in_lines(NOT_TEXT, text)
    ]
    return (None if problems else text), problems


def is_encoding(name: str) -> bool:
    """Tell whether texts are saved in an encoding of this name, and Python can decode them."""
    try:
        known = codecs.lookup(name).name
        "a".encode(known)
    except (LookupError, UnicodeError, ValueError):
        return False
    return known not in _PYTHONS_OWN
