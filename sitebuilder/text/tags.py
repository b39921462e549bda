"""Which tags and which text make up a body, and where are its paragraphs?

This reads the HTML that `text.html` writes, not any other: attributes are in double quotes, and in text `<` is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PERMALINK_CLASS = "permalink"
"""The class of the empty link with which each numbered paragraph begins."""

_TAG = re.compile(r'(<[^<>"]*+(?:"[^"]*+"[^<>"]*+)*+>)')  # older versions of nh3 leave `<` and `>` in attributes
_NAME = re.compile(r"</?([a-z0-9]+)")
_NUMBER = re.compile(r' id="(?:[a-z0-9-]+-)?p(\d+)"')
_VOID = frozenset({"br", "hr"})


@dataclass(frozen=True, slots=True)
class HtmlToken:
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
            match = _NAME.match(raw)
            name = match[1] if match else ""
            yield HtmlToken(raw, name, 0 if name in _VOID else -1 if raw.startswith("</") else 1)
        elif raw:
            yield HtmlToken(raw, "", 0)


def stretches(html: str) -> Iterator[tuple[int, str]]:
    """Cut a body at the edges of its numbered paragraphs.

    Yields the inner HTML of each paragraph, without its permalink, with its number, and all that is around it with 0.
    """
    outside: list[str] = []
    inside: list[str] = []
    number, is_permalink = 0, False
    for token in html_tokens(html):
        if token.name == "p" and token.depth < 0 and number:
            yield 0, "".join(outside)
            yield number, "".join(inside)
            number, outside, inside = 0, [token.raw], []
        elif not number or is_permalink:
            outside.append(token.raw)
            number = number or _number(token)
            is_permalink = is_permalink and token.name != "a"
        elif not inside and _is_permalink(token):
            outside.append(token.raw)
            is_permalink = True
        else:
            inside.append(token.raw)
    yield 0, "".join(outside + inside)


def _number(token: HtmlToken) -> int:
    """Return the number of the paragraph that a tag opens, or 0."""
    match = _NUMBER.search(token.raw) if token.name == "p" else None
    return int(match[1]) if match else 0


def _is_permalink(token: HtmlToken) -> bool:
    return token.name == "a" and f'class="{PERMALINK_CLASS}"' in token.raw
