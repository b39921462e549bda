"""Which characters does a file hold, and may they stand in a page?"""

from __future__ import annotations

import codecs
import re

from sitebuilder.problems import Problem, character_name, problem

NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no page can show: control characters other than tab and newline, and halves of characters (HTML, 3.2.6)."""


def decode(raw: bytes, file: str, encoding: str = "utf-8") -> tuple[str | None, list[Problem]]:
    """Decode a file strictly.

    A byte order mark is taken off and CRLF becomes LF. Returns None and the problems where bytes do not belong to the
    encoding, or where a character of `NOT_TEXT` stands.
    """
    try:
        text = raw.decode(encoding).removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{raw[error.start]:02X} is not {encoding}"
        return None, [problem(file, line, "", f"{found}; save the file as {encoding}")]
    except (UnicodeError, LookupError):
        return None, [problem(file, 0, "", f"is not {encoding}; save the file as {encoding}")]
    problems = [
        problem(
            file, text.count("\n", 0, match.start()) + 1, "", f"{character_name(match[0])} cannot be shown; remove it"
        )
        for match in NOT_TEXT.finditer(text)
    ]
    return (None if problems else text), problems


def is_encoding(name: str) -> bool:
    """Tell whether Python can decode text in an encoding of this name."""
    try:
        b"".decode(codecs.lookup(name).name)
    except (LookupError, UnicodeError, ValueError):
        return False
    return True
