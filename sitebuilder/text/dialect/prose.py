"""Which paragraphs of a text are plain prose, which needs no Markdown?

Nearly all paragraphs of a news text are: they have no character that Markdown would take for markup. Those are cut and
escaped here, which costs a fraction of what the library takes. The rest goes to the library, stretch by stretch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_MARKUP = ("\\", "`", "*", "_", "[", "<", "|", "&#", "  \n")
"""What no prose has anywhere: to look for each of them takes a tenth of the time of a pattern."""

_LINE_OF_MARKUP = re.compile(r"\n(?:[^\S\n]|[#>+\-=:~]|\d+\.)")  # many times as fast as a search for ^
_LINE_THAT_REACHES_FAR = re.compile(r"\n(?:```|~~~|(?![ \t]*$)[^\S\n]+$)", re.MULTILINE)


class Stretch(Struct, frozen=True):
    """Blocks between blank lines that follow each other and are of one kind."""

    is_prose: bool
    """Whether they are paragraphs of plain prose; else the library has to read them."""
    text: str
    """Their Markdown."""
    first: int
    """The number of the first of them in the whole text, from 1."""


def stretches_of(text: str) -> Iterator[Stretch]:
    """Cut a Markdown text into stretches of plain prose and stretches with markup.

    A text with footnotes, with fenced code or with a line of rare white space is one stretch: what these mean does not
    end at a blank line.
    """
    if "[^" in text or _LINE_THAT_REACHES_FAR.search(f"\n{text}"):
        yield Stretch(False, text, 1)
        return
    if _is_prose(text) and text.strip("\n"):
        yield Stretch(True, text, 1)
        return
    edges = [0, *(edge for gap in _BLANK_LINES.finditer(text) for edge in gap.span()), len(text)]
    blocks = [
        (start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if text[start:end].strip(" \t\n")
    ]
    first = 1
    for is_prose, run in groupby(blocks, key=lambda block: _is_prose(text[block[0] : block[1]])):
        spans = list(run)
        yield Stretch(is_prose, text[spans[0][0] : spans[-1][1]], first)
        first += len(spans)


def _is_prose(text: str) -> bool:
    return not (any(map(text.__contains__, _MARKUP)) or _LINE_OF_MARKUP.search(f"\n{text}"))


def prose_html(text: str) -> str:
    """Return the HTML of plain prose: a paragraph for each block, written as an HTML serializer writes it."""
    return "\n".join(f"<p>{_escaped(block)}</p>" for block in _BLANK_LINES.split(text.strip("\n")))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("\xa0", "&nbsp;").replace("<", "&lt;").replace(">", "&gt;")
