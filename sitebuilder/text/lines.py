"""Which lines does a text as received have, and how does each end?"""

from __future__ import annotations

import re

LINE_ENDS = {"CRLF": "\r\n", "CR": "\r", "LF": "\n"}
"""What may end a line, by its usual name: of two that fit, the first counts."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text, each with its line end."""
    return tuple(_LINE.findall(text))


def line_end(line: str) -> str:
    """Return the name of a line's end, or an empty text: the last line of a file may have none."""
    return next((name for name, end in LINE_ENDS.items() if line.endswith(end)), "")


def with_newlines(text: str) -> str:
    """Return a text with every line end as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
