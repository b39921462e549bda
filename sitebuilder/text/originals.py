"""What are the paragraphs of a text as received?

The original is the authority: its paragraphs, cut by one of some rules, are what the finished page is compared with.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from msgspec import Struct

from sitebuilder.formats.characters import Remedies, decode_exactly, is_encoding, not_text
from sitebuilder.formats.fields import Fields
from sitebuilder.formats.schema import Schema
from sitebuilder.problems import counted, shown
from sitebuilder.source_paths import ORIGINALS, file_name_fault
from sitebuilder.text.lines import with_newlines

RULES = {
    "lines": "every line that is not blank is a paragraph (the default)",
    "blank-lines": "a block between blank lines is a paragraph, with its newlines kept",
    "words": "all words are compared in order, for texts with tables or lists; paragraphs are counted as with `lines`",
}
"""How a text as received is cut into paragraphs. A line is blank when it holds nothing but spaces and tabs."""

SCHEMA = Schema(
    "source",
    {
        "file": "The name of the text as received, in `articles/originals/`.",
        "sha256": "The SHA-256 of that file: 64 hexadecimal digits.",
        "encoding": "The encoding of that file; `utf-8` is the default.",
        "paragraphs": "How it is divided: `lines` (the default), `blank-lines` or `words`.",
        "from": "The first of its paragraphs that the article is made of, where the file holds several articles.",
        "to": "The last of them, inclusive.",
        "headline": "Which of its paragraphs `title` holds: a number, or a list of numbers.",
        "standfirst": "Which of its paragraphs `standfirst` holds, likewise.",
        "byline": "Which of its paragraphs `byline` holds.",
        "date": "From which of its paragraphs the archive read `date`.",
        "place": "Which of its paragraphs `place` holds.",
        "earlier": "The copies that this file has replaced, newest first: a list of `file` and `sha256`.",
    },
)
"""Every key of `source`."""

_BLANK = re.compile(r"[ \t]*")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


Numbered = Mapping[int, str]
"""Paragraphs of a text as received, in order, by their numbers in the whole file, which start at 1."""

Originals = Mapping[str, bytes | None]
"""The bytes of each text as received, by its name in `articles/originals/`; None for one that could not be read."""


class Original(Struct, frozen=True, array_like=True):
    """A text as it was received: what is known of its file."""

    file: str
    """Its name in `articles/originals/`."""
    size: int
    """How many bytes it has."""
    encoding: str
    """Its encoding, as the article gives it."""
    sha256: str
    """The SHA-256 of the bytes, in lower-case hexadecimal digits (FIPS 180-4)."""
    rule: str
    """The rule of `RULES` by which it is cut into paragraphs."""
    total: int
    """How many paragraphs it has."""
    first: int
    """The number of the first that the article is made of: 1, if not the file holds several articles."""
    last: int
    """The number of the last."""

    @property
    def is_part(self) -> bool:
        """Whether the article is made of a part of the file only."""
        return self.last - self.first + 1 < self.total

    def overlaps(self, other: Original) -> bool:
        """Tell whether two articles are made of the same paragraphs, or of some that are the same."""
        same = self.file == other.file and (self.rule == "blank-lines") == (other.rule == "blank-lines")
        return same and self.first <= other.last and other.first <= self.last


def digest(raw: bytes) -> str:
    """Return the SHA-256 of some bytes as 64 hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def cut(text: str, rule: str) -> tuple[str, ...]:
    """Cut a text (newlines as LF) into its paragraphs by a rule of `RULES`."""
    lines = text.split("\n")
    if rule != "blank-lines":
        return tuple(line for line in lines if not _BLANK.fullmatch(line))
    blocks: list[list[str]] = [[]]
    for line in lines:
        if not _BLANK.fullmatch(line):
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return tuple("\n".join(block) for block in blocks if block)


def read_original(fields: Fields, originals: Originals | None) -> tuple[Original, Numbered, str] | None:
    """Read the `source` of an article: what is known of the text as received, its paragraphs, and the text itself.

    Returns None where anything is wrong, which `fields` has then noted, or could not be read, which is reported where
    it was tried; `originals` is None where the whole folder could not be.
    """
    noted = len(fields.problems)
    received, (encoding, rule) = read_file(fields, originals), _read_cut(fields)
    if received is None or len(fields.problems) > noted:
        return None
    name, raw, actual = received
    file, remedies = f"{ORIGINALS}/{name}", _remedies(fields.file)
    text, problems = decode_exactly(raw, file, encoding, remedies)
    text = with_newlines(text or "")
    fields.problems += problems or not_text(text, file, encoding, remedies)
    if len(fields.problems) > noted:
        return None
    paragraphs = cut(text, rule)
    first, last = _read_stretch(fields, len(paragraphs))
    if len(fields.problems) > noted:
        return None
    stretch = dict(enumerate(paragraphs[first - 1 : last], start=first))
    return Original(name, len(raw), encoding, actual, rule, len(paragraphs), first, last), stretch, text


def read_file(fields: Fields, originals: Originals | None) -> tuple[str, bytes, str] | None:
    """Read `file` and `sha256`; return the name of a text as received, its bytes and their SHA-256.

    Returns None as `read_original` does.
    """
    noted = len(fields.problems)
    name, expected = _read_name(fields, originals), _read_sum(fields)
    raw = originals.get(name) if originals and name else None
    if len(fields.problems) > noted or not name or not expected or raw is None:
        return None
    actual = digest(raw)
    if actual != expected:
        differs = f"{ORIGINALS}/{name} has a different SHA-256, {actual}"
        fields.note("sha256", f"{differs}; restore the file, or write this one if the file is right")
        return None
    return name, raw, actual


def _remedies(file: str) -> Remedies:
    """Return what to do about a text as received, which is not to be changed: something in its article's file."""
    encoding = f"write its encoding under source: in {file}, or leave source: out"
    known = f"write encoding: {{}} under source: in {file}"
    return Remedies(encoding, known, character=encoding)


def _read_name(fields: Fields, originals: Originals | None) -> str | None:
    fields.require("file", remedy=f"name the text as received, in {ORIGINALS}/")
    name = fields.text("file")
    if name is not None and (fault := file_name_fault(name)):
        fields.note("file", f"{shown(name)} {fault}")
    elif name is not None and originals is not None and name not in originals:
        fields.note("file", f"there is no {ORIGINALS}/{name}; put the text as received there")
    return name


def _read_sum(fields: Fields) -> str | None:
    fields.require("sha256", remedy="write what `sha256sum` prints for the file")
    expected = fields.text("sha256")
    if expected is not None and not _SHA256.fullmatch(expected):
        fields.note("sha256", f"{shown(expected)} is not 64 digits from 0-9 a-f; write what `sha256sum` prints")
    return expected.lower() if expected else None


def _read_cut(fields: Fields) -> tuple[str, str]:
    """Return the encoding and the rule by which the file becomes paragraphs."""
    encoding = fields.text("encoding") or "utf-8"
    rule = fields.choice("paragraphs", RULES, "a rule") or "lines"
    if not is_encoding(encoding):
        fields.note("encoding", not_an_encoding(encoding))
    return encoding, rule


def not_an_encoding(name: str) -> str:
    """Say that there is no encoding of a name, and what to write."""
    return f"{shown(name)} is not an encoding of text; write one such as utf-8 or windows-1252"


def _read_stretch(fields: Fields, count: int) -> tuple[int, int]:
    """Return the numbers of the first and the last paragraph that the article is made of: all, if it does not say."""
    what = "the number of a paragraph"
    first, last = fields.number("from", what) or 1, fields.number("to", what) or count
    for key, number in (("from", first), ("to", last)):
        if fields.has(key) and number > count:
            has = f"which has {counted(count, 'paragraph')}"
            fields.note(key, f"there is no paragraph {number} in the file received, {has}; correct the number")
    if last < first <= count:
        fields.note("to", f"{last} is before from: {first}; correct one of them")
    return first, last
