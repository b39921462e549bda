"""What is the text of an article in HTML?

It is read back with the HTML parser of Python's standard library, which had no part in writing it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from html import unescape
from html.parser import HTMLParser

from sitebuilder.text.reading import Around, Reading
from sitebuilder.text.tags import PERMALINK_CLASS

CONTENT_CLASS = "e-content"
"""The class of the element that holds an article's text (microformats2, h-entry)."""

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"],
)
"""The elements that have no end."""

RAW = ("iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp")
"""The elements in which not even tags are tags."""

_PROSE = (
    rf'<p id="(?P<id>[a-z0-9-]+)"><a class="{PERMALINK_CLASS}" href="#[a-z0-9-]+" tabindex="-1"'
    r' aria-label="Paragraph [0-9]+"></a>(?P<prose>[^<]*+)</p>'
)
_TAG = (
    rf"<(?P<end>/?)(?!(?:{'|'.join(RAW)})\b)(?P<name>[a-z][a-z0-9]*+)"
    r'(?P<attributes>(?: [a-z-]++(?:="[^"<>]*+")?)*+)>'
)
_PIECE = re.compile(rf"{_PROSE}|{_TAG}|(?P<text>[^<]++)")
"""A numbered paragraph without markup, which nearly all of a text are; a tag that cannot be mistaken; or text."""
_ATTRIBUTE = re.compile(' (class|id|start)="([^"]*)"')

_INLINE = frozenset({"a", "code", "em", "mark", "q", "strong", "sup"})
"""The elements inside which a word can begin or end: all others part words."""

_LISTS = frozenset({"ol", "ul"})
_EDGES_AT_START = {"tr": "row", "td": "cell", "th": "cell", "li": "item"}
_EDGES_AT_END = {"td": "/cell", "th": "/cell", "li": "/item", "table": "/table"}


class TextEnds(Exception):
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
        self.around: list[tuple[int, str, list[str]]] = []
        self.in_text = False
        self.counting: list[int | None] = []
        self.tags: set[str] = set()
        self.ids: set[str] = set()

    def feed(self, data: str) -> None:
        """Read some HTML: where no tag can be mistaken, without the parser, in a fraction of its time."""
        pieces = list(_PIECE.finditer(data))
        is_plain = sum(piece.end() - piece.start() for piece in pieces) == len(data)
        if self.rawdata or self.cdata_elem or not is_plain:
            super().feed(data)
            return
        for piece in pieces:
            if piece["text"]:
                self.handle_data(unescape(piece["text"]))
            elif piece["id"]:
                self._take_prose(piece["id"], unescape(piece["prose"]))
            elif piece["end"]:
                self.handle_endtag(piece["name"])
            else:
                values = _ATTRIBUTE.findall(piece["attributes"])
                self.handle_starttag(piece["name"], [(name, unescape(value)) for name, value in values])

    def _take_prose(self, fragment: str, text: str) -> None:
        """Take a numbered paragraph without markup as if its tags had been read one by one."""
        if self.depth:
            self.tags.update("pa")
            self.ids.add(fragment)
            self.shown.append([text])
            self.paragraphs.append([] if self.in_reference else self.shown[-1])
            self.in_paragraph = self.in_text = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if self.depth:
            self.tags.add(tag)
            self.ids.update(value for value in [attributes.get("id")] if value)
            self.in_text = self.in_text and tag in _INLINE
            if tag == "p":
                self.in_paragraph = True
                self.shown.append([])
                self.paragraphs.append([])
            elif edge := self._edge_at_start(tag, attributes.get("start")):
                self.around.append((len(self.shown), edge, []))
            self.in_reference += tag == "sup"
        elif CONTENT_CLASS not in (attributes.get("class") or "").split():
            return
        self.depth += tag not in VOID

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in VOID:
            self.depth -= 1
            self.in_reference -= tag == "sup"
            self.in_text = self.in_text and tag in _INLINE
            if tag == "p":
                self.in_paragraph = False
            elif edge := _EDGES_AT_END.get(tag):
                self.around.append((len(self.shown), edge, []))
            elif tag in _LISTS and self.counting:
                self.counting.pop()
            if not self.depth:
                raise TextEnds

    def _edge_at_start(self, tag: str, start: str | None) -> str:
        """Return what begins with an element that a reader sees around words, and count the items of lists."""
        if tag in _LISTS:
            first = int(start) if start and start.isdecimal() else 1
            self.counting.append(first if tag == "ol" else None)
        elif tag == "li" and self.counting and (number := self.counting[-1]) is not None:
            self.counting[-1] = number + 1
            return f"{number}."
        return _EDGES_AT_START.get(tag, "")

    def handle_data(self, data: str) -> None:
        if self.depth and self.in_paragraph:
            self.shown[-1].append(data)
            if not self.in_reference:
                self.paragraphs[-1].append(data)
        elif self.depth and self.in_text:
            self.around[-1][2].append(data)
        elif self.depth and not data.isspace():
            self.in_text = True
            self.around.append((len(self.shown), "", [data]))

    def reading(self) -> Reading:
        """Return what was read."""
        shown = tuple("".join(parts) for parts in self.shown)
        paragraphs = tuple("".join(parts) for parts in self.paragraphs)
        if paragraphs == shown:
            paragraphs = shown  # one object: what is handed to another process is packed once
        around = tuple(Around(after, edge, "".join(parts).strip()) for after, edge, parts in self.around)
        return Reading(shown, paragraphs, frozenset(self.tags), frozenset(self.ids), around)


def read_fragment(html: str) -> Reading:
    """Read an article's text that is not in a page yet."""
    return read_pieces([html], 1)


def read_pieces(html: Iterable[str], depth: int) -> Reading:
    """Read a text up to its end, piece by piece; with a depth of 0, from the start of the element around it."""
    reader = _Reader(depth)
    with suppress(TextEnds):
        for piece in html:
            reader.feed(str(piece))
        reader.close()
    return reader.reading()
