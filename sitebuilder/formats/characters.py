"""Which characters does a file hold, and can a page show them?"""

from __future__ import annotations

import codecs
import re
from itertools import islice

from msgspec import Struct

from sitebuilder.problems import Problem, character_name, problem

NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no page can show: control characters other than tab and newline, and lone surrogates (HTML, 3.2.6)."""

_BEGINS_MANIFEST = re.compile("\ufeff[\ufe00-\ufe0f\U000e0100-\U000e01ef]")

REPORTED_LINES = 10
"""On how many lines of one file such characters are reported: the rest have the same cause."""

_MARKS = (
    *((mark, "utf-32") for mark in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)),
    *((mark, "utf-16") for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)),
)
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
    if not wanted.search(text):
        return []
    matches = ((number, wanted.search(line)) for number, line in enumerate(text.split("\n")))
    first = ((number, match.start(), match[0]) for number, match in matches if match)
    return list(islice(first, REPORTED_LINES))


class Remedies(Struct, frozen=True):
    """What to do about a file that cannot be read as text."""

    encoding: str = "save the file as utf-8"
    """Where its bytes do not belong to its encoding."""
    known: str = "save the file as utf-8"
    """Where its encoding can be recognised, whose name is put in place of `{}`."""
    character: str = "remove it"
    """Where it has a character that cannot be shown."""


def decoded(raw: bytes, encoding: str) -> tuple[str, bool]:
    """Decode a file strictly; return its text without a byte order mark, and whether it has one.

    What is before a variation selector is none, but the start of a C2PA manifest, which is text.

    Raises `UnicodeError` or `LookupError`.
    """
    text = raw.decode(encoding)
    if marks := _TAKEN_BY_THE_CODEC.get(codecs.lookup(encoding).name):
        return text, raw.startswith(marks)
    has_mark = text.startswith("\ufeff") and not _BEGINS_MANIFEST.match(text)
    return text[has_mark:], has_mark


def decode_exactly(raw: bytes, file: str, encoding: str, remedies: Remedies) -> tuple[str | None, list[Problem]]:
    """Decode a file strictly, its line ends as they are.

    Returns None and a problem where bytes do not belong to the encoding.
    """
    if other := _by_mark(raw, encoding):
        return None, [problem(file, 0, "", f"is {other} by its byte order mark; {remedies.known.format(other)}")]
    try:
        return decoded(raw, encoding)[0], []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        fault = f"byte 0x{raw[error.start]:02X} is not {encoding}; {remedies.encoding}"
        return None, [problem(file, line, "", fault)]
    except (UnicodeError, LookupError):
        return None, [problem(file, 0, "", f"is not {encoding}; {remedies.encoding}")]


def _by_mark(raw: bytes, encoding: str) -> str:
    """Return the encoding that a file's first bytes mark where it is said to be another, or an empty text."""
    marked = next((name for mark, name in _MARKS if raw.startswith(mark)), "")
    return "" if encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32", "utf16", "utf32")) else marked


def decode(raw: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """Decode a file that people wrote: UTF-8, CRLF made into LF, without a character of `NOT_TEXT`."""
    text, problems = decode_exactly(raw, file, "utf-8", Remedies())
    if text is None:
        return None, problems
    if "\r" in text and "\n" not in text:
        return None, [problem(file, 0, "", "its lines end with CR alone; save the file with line ends LF")]
    text = text.replace("\r\n", "\n")
    problems = not_text(text, file, "utf-8", Remedies())
    return (None if problems else text), problems


def not_text(text: str, file: str, encoding: str, remedies: Remedies) -> list[Problem]:
    """Return a problem for each line of a file, line ends as LF, that has a character of `NOT_TEXT`.

    Where all of them are there because the text is in windows-1252 and not in Latin 1, return one that says so.
    """
    first = first_in_lines(NOT_TEXT, text)
    if first and _is_windows(text, encoding):
        line, column, character = first[0]
        other = character.encode("latin-1").decode("windows-1252")
        fault = f"byte 0x{ord(character):02X} is {other} in windows-1252, and nothing in {encoding}"
        return [problem(file, line + 1, "", f"{fault}; {remedies.known.format('windows-1252')}", column + 1)]
    return [
        problem(file, line + 1, "", f"{character_name(character)} cannot be shown; {remedies.character}", column + 1)
        for line, column, character in first
    ]


def _is_windows(text: str, encoding: str) -> bool:
    """Tell whether a text of characters that cannot be shown, decoded as Latin-1, is one in windows-1252."""
    if codecs.lookup(encoding).name != "iso8859-1":
        return False
    try:
        return not NOT_TEXT.search(text.encode("latin-1").decode("windows-1252"))
    except UnicodeDecodeError:
        return False


_ENDS = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
"""The characters that set the direction of what comes after them, each with the one that ends that (UAX 9)."""


def direction_fault(text: str) -> str:
    """Say that a text sets the direction of what a page has after it, and what to do; or return an empty text."""
    opened: list[str] = []
    for character in text if not text.isprintable() else ():
        if character in _ENDS:
            opened.append(character)
        elif character == "\u2069":  # it ends what was opened in it, too
            isolates = [at for at, opener in enumerate(opened) if _ENDS[opener] == character]
            del opened[isolates[-1] if isolates else len(opened) :]
        elif character == "\u202c" and opened and _ENDS[opened[-1]] == character:
            opened.pop()
    if not opened:
        return ""
    end = f"U+{ord(_ENDS[opened[0]]):04X}"
    return f"{character_name(opened[0])} would turn around what a page has after it; remove it, or end it with {end}"


def is_encoding(name: str) -> bool:
    """Tell whether texts are saved in an encoding of this name, and Python can decode them."""
    try:
        known = codecs.lookup(name).name
        "a".encode(known)
    except (LookupError, UnicodeError, ValueError):
        return False
    return known not in _PYTHONS_OWN
