"""Which tags and which text make up a body, and where are its paragraphs?

This reads the HTML that `text.html` writes, not any other: attributes are in double quotes, and in text `<` is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

PERMALINK_CLASS = "permalink"
"""The class of the empty link with which each numbered paragraph begins."""

_ANY_TAG = r'<[^<>"]*+(?:"[^"]*+"[^<>"]*+)*+>'  # older versions of nh3 leave `<` and `>` in attributes
_TAG = re.compile(f"({_ANY_TAG})")
_NAME = re.compile(r"</?([a-z0-9]+)")
_PARAGRAPH = re.compile(
    rf'<p id="(?:[a-z0-9-]+-)?p(?P<number>\d+)">(?:<a class="{PERMALINK_CLASS}"[^<>]*+></a>)?'
    rf"(?P<inner>(?:[^<]++|(?!</p>){_ANY_TAG})*+)</p>"
)
"""A numbered paragraph as a whole: no other can be inside it."""
_PIECE = re.compile(rf"{_PARAGRAPH.pattern}|(?P<tag>{_ANY_TAG})|[^<]++")
"""A numbered paragraph, or one tag or text that is around them."""
_WITH_ATTRIBUTES = re.compile(r'<[a-z][^<>"]*+(?:"[^"]*+"[^<>"]*+)++>')
_VOID = frozenset({"br", "hr"})


class HtmlToken(Struct, frozen=True):
    """A tag, or the text between two tags."""

    raw: str
    """The characters, as they are in the HTML."""
    name: str
    """The name of a tag's element; empty for text."""
    depth: int
    """How many elements a tag opens: 1, -1 for one that closes its element, 0 for text and void elements."""


def html_tokens(html: str) -> Iterator[HtmlToken]:
    """Yield the tags and the texts of a body, in order."""
    for at, raw in enumerate(_TAG.split(html)):
        if at % 2:
            yield HtmlToken(raw, _name(raw), _depth(raw))
        elif raw:
            yield HtmlToken(raw, "", 0)


def with_tags_changed(html: str, changed: Callable[[str], str]) -> str:
    """Return HTML with each of its tags that have attributes changed."""
    return _WITH_ATTRIBUTES.sub(lambda tag: changed(tag[0]), html)


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return match[1] if match else ""


def _depth(tag: str) -> int:
    """Return how many elements a tag opens."""
    if tag.startswith("</"):
        return -1
    return 0 if _name(tag) in _VOID else 1


class OuterElement(Struct, frozen=True):
    """One of the outermost elements of a body."""

    html: str
    """The element."""
    paragraphs: tuple[int, ...]
    """The numbers of the paragraphs in it."""


def outer_elements(body: str) -> Iterator[OuterElement]:
    """Cut a body into its outermost elements: paragraphs, lists, quotations, tables and so on."""
    start, depth, numbers = 0, 0, []
    for piece in _PIECE.finditer(body):
        if piece["number"]:
            numbers.append(int(piece["number"]))
        elif piece["tag"]:
            depth += _depth(piece["tag"])
        else:
            continue
        if not depth:
            yield OuterElement(body[start : piece.end()], tuple(numbers))
            start, numbers = piece.end(), []


def stretches(html: str) -> Iterator[tuple[int, str]]:
    """Cut a body at the edges of its numbered paragraphs.

    Yields the inner HTML of each paragraph, without its permalink, with its number, and all that is around it with 0.
    """
    at = 0
    for paragraph in _PARAGRAPH.finditer(html):
        yield 0, html[at : paragraph.start("inner")]
        yield int(paragraph["number"]), paragraph["inner"]
        at = paragraph.end("inner")
    yield 0, html[at:]
