"""What is the text of a finished page?

The page is read back with the HTML parser of Python's standard library, which had no part in writing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from sitebuilder.text.lines import LINE_ENDS
from sitebuilder.text.tags import PERMALINK_CLASS

CONTENT_CLASS = "e-content"
"""The class of the element that holds an article's text (microformats2, h-entry)."""

AS_RECEIVED_CLASS = "as-received"
"""The class of the element that holds a text as received: in it, each line is an element with its line end."""

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"],
)


_CONTENT = re.compile(
    rf'(?P<element><[a-z]+\b[^<>]*\bclass="(?:[^"]* )?{CONTENT_CLASS}[" ])|<!--.*?(?:-->|\Z)', re.DOTALL
)
"""The start of an element that holds a text, or a comment, in which none is looked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader finds in the text of an article."""

    shown: tuple[str, ...]
    """The text of each `<p>`, in document order, without markup."""
    paragraphs: tuple[str, ...]
    """The same without the marks that lead to footnotes, which are not part of the text."""
    tags: frozenset[str]
    """The names of all elements in the text."""
    ids: frozenset[str]
    """The ids of all elements in the text."""
    outside_paragraphs: str
    """Text that is not in a paragraph, white space at its ends left out."""


NOTHING = Reading((), (), frozenset(), frozenset(), "")
"""What a reader finds where there is no text."""


class _TextEnds(Exception):
    """The element that holds the text is closed: what comes after it is not read."""


class _Reader(HTMLParser):
    """Collects the paragraphs inside elements of class `e-content`."""

    def __init__(self, depth: int) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = depth
        self.in_paragraph = False
        self.in_reference = 0
        self.shown: list[list[str]] = []
        self.paragraphs: list[list[str]] = []
        self.outside_paragraphs: list[str] = []
        self.tags: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if self.depth:
            self.tags.add(tag)
            self.ids.update(value for value in [attributes.get("id")] if value)
            if tag == "p":
                self.in_paragraph = True
                self.shown.append([])
                self.paragraphs.append([])
            self.in_reference += tag == "sup"
        elif CONTENT_CLASS not in (attributes.get("class") or "").split():
            return
        self.depth += tag not in _VOID

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in _VOID:
            self.depth -= 1
            self.in_reference -= tag == "sup"
            if tag == "p":
                self.in_paragraph = False
            if not self.depth:
                raise _TextEnds

    def handle_data(self, data: str) -> None:
        if self.depth:
            (self.shown[-1] if self.in_paragraph else self.outside_paragraphs).append(data)
            if self.in_paragraph and not self.in_reference:
                self.paragraphs[-1].append(data)


def read_page(html: str) -> Reading:
    """Read the articles' words in a whole page: what is in its elements of class `e-content`, comments left out."""
    starts = [match.start() for match in _CONTENT.finditer(html) if match["element"]]
    readings = [_read(_pieces(html, starts, at), 0) for at in range(len(starts))]
    return Reading(
        shown=tuple(text for reading in readings for text in reading.shown),
        paragraphs=tuple(text for reading in readings for text in reading.paragraphs),
        tags=frozenset().union(*(reading.tags for reading in readings)),
        ids=frozenset().union(*(reading.ids for reading in readings)),
        outside_paragraphs=" ".join(text for reading in readings if (text := reading.outside_paragraphs)),
    )


def _pieces(html: str, starts: Sequence[int], first: int) -> Iterator[str]:
    """Yield a page from one of some places on, from each to the next: no more is cut out of it than is read."""
    for at in range(first, len(starts)):
        yield html[starts[at] : starts[at + 1] if at + 1 < len(starts) else None]


_PROSE = re.compile(
    rf'<p id="(p[0-9]+)"><a class="{PERMALINK_CLASS}" href="#p[0-9]+" tabindex="-1" aria-label="Paragraph [0-9]+"></a>'
    r"([^<]*+)</p>\n?"
)
"""A paragraph of a text that is not in a page yet, where it holds no markup."""


def read_fragment(html: str) -> Reading:
    """Read an article's text that is not in a page yet. Nothing but prose needs no parser."""
    parts = _PROSE.split(html)
    ids, texts = parts[1::3], tuple(map(unescape, parts[2::3]))
    if any(parts[::3]) or not texts:
        return _read([html], 1)
    return Reading(texts, texts, frozenset({"p", "a"}), frozenset(ids), "")


def _read(html: Iterable[str], depth: int) -> Reading:
    reader = _Reader(depth)
    with suppress(_TextEnds):
        for piece in html:
            reader.feed(str(piece))
        reader.close()
    shown = tuple("".join(parts) for parts in reader.shown)
    paragraphs = tuple("".join(parts) for parts in reader.paragraphs)
    if paragraphs == shown:
        paragraphs = shown  # one object: what is handed to another process is packed once
    outside = "".join(reader.outside_paragraphs).strip()
    return Reading(shown, paragraphs, frozenset(reader.tags), frozenset(reader.ids), outside)


class _LineReader(HTMLParser):
    """Collects the lines inside the element of class `as-received`; what is between two lines counts as one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self.lines: list[list[str]] = []
        self.ends: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class") or ""
        if self.depth == 1:
            self.lines.append([])
            self.ends.append(LINE_ENDS.get(kind.upper(), LINE_ENDS["LF"]))
        if self.depth or AS_RECEIVED_CLASS in kind.split():
            self.depth += tag not in _VOID

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in _VOID:
            self.depth -= 1
            if not self.depth:
                raise _TextEnds

    def handle_data(self, data: str) -> None:
        if self.depth == 1:
            self.lines.append([data])
            self.ends.append("")
        elif self.depth:
            self.lines[-1].append(data)


def read_lines(html: str) -> tuple[str, ...]:
    """Read the lines of a text as received in a whole page, each with the line end that its class names."""
    reader = _LineReader()
    with suppress(_TextEnds):
        reader.feed(html)
        reader.close()
    lines = ("".join(parts) for parts in reader.lines)
    return tuple(
        line.removesuffix("\n") + end if line.endswith("\n") else line
        for line, end in zip(lines, reader.ends, strict=True)
    )
