"""Does a finished page hold passages of articles, letter for letter and in order?

Each passage is looked for as it is written in HTML, alone in its element: a search for a string, not a parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MARKS = ("a", "br", "code", "em", "mark", "strong", "sup")
"""The elements that a passage may be marked with inside: those of a text, and those of the archive's own marks."""

_MARK = re.compile(rf'</?(?:{"|".join(MARKS)})\b[^<>"]*+(?:"[^"]*+"[^<>"]*+)*+>')
_WRITTEN = {"&nbsp;": "\u00a0", "&#34;": '"', "&#39;": "'", "&quot;": '"'}
"""What Jinja and the sanitiser write differently from each other."""


def first_missing(page: str, passages: Sequence[str]) -> str | None:
    """Return the first passage that is not in a page where it belongs: after those before it, alone in its element.

    The page is as `seen.seen` returns it.
    """
    if not passages:
        return None
    shown = _MARK.sub("", page)
    for written, character in _WRITTEN.items():
        shown = shown.replace(written, character)
    at = 0
    for passage in passages:
        element = f">{_escaped(passage)}<"
        at = shown.find(element, at)
        if at < 0:
            return passage
        at += len(element) - 1  # the next element may begin with the bracket that ended this one
    return None


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
