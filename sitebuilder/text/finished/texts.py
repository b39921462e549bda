"""Does a finished page hold the text of an article, or a text as received?

Where it is in the page as it was made, it is found. Everything else is read with the HTML parser of Python's standard
library, which had no part in writing it. Both are given the page as `seen.seen` returns it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from html import unescape
from html.parser import HTMLParser

from markupsafe import escape

from sitebuilder.text.lines import LINE_ENDS
from sitebuilder.text.proof import CONTENT_CLASS, VOID, TextEnds, read_pieces
from sitebuilder.text.reading import Reading, joined

AS_RECEIVED_CLASS = "as-received"
"""The class of the element that holds a text as received: in it, each line is an element with its line end."""

AS_PRINTED_CLASS = "as-printed"
"""The class of the elements that hold the headline, the byline and the like of a text as received."""

_AS_PRINTED = re.compile(
    rf'<[a-z][a-z0-9]*\b[^<>]*\bclass="(?:[^"<>]* )?{AS_PRINTED_CLASS}(?: [^"<>]*)?"[^<>]*>([^<]*)</'
)
"""An element of that class, with nothing but text in it."""

_CONTENT = re.compile(rf'<[a-z]+\b[^<>]*\bclass="(?:[^"]* )?{CONTENT_CLASS}[" ]')
"""The start of an element that holds a text."""


def _start_of(names: str, kind: str) -> re.Pattern[str]:
    """Return the pattern of the start tag of an element of a class."""
    other = r'(?: (?!class)[a-z-]+(?:="[^"<>]*")?)*'
    return re.compile(rf'<(?P<name>{names}){other} class="(?:[^"<>]* )?{kind}(?: [^"<>]*)?"{other}>')


_HOLDS_TEXT = _start_of("article|div|main|section", CONTENT_CLASS)
_HOLDS_LINES = _start_of("pre", AS_RECEIVED_CLASS)


def holds_text(page: str, html: str) -> bool:
    """Tell whether a page has the HTML of a text in its one element for texts. Otherwise, it has to be read."""
    return page.count(CONTENT_CLASS) == 1 and _is_alone(page, html, _HOLDS_TEXT, " \n")


def holds_lines(page: str, lines: Sequence[str]) -> bool:
    """Tell whether a page has lines, all of which end in a newline, as HTML. Otherwise, it has to be read."""
    text = "".join(lines)
    if "\r" in text or not text.endswith("\n") or page.count(AS_RECEIVED_CLASS) != 1:
        return False
    spans = str(escape(text))[:-1].replace("\n", "\n</span><span>")
    return _is_alone(page, f"<span>{spans}\n</span>", _HOLDS_LINES, "")


def _is_alone(page: str, html: str, holder: re.Pattern[str], space: str) -> bool:
    """Tell whether an element has nothing in it but this HTML, and perhaps space around it."""
    at = page.find(html)
    before, after = page[: max(at, 0)].rstrip(space), page[at + len(html) :]
    tag = holder.fullmatch(before, before.rfind("<")) if before else None
    return tag is not None and after.lstrip(space).startswith(f"</{tag['name']}>")


def read_page(html: str) -> Reading:
    """Read the articles' words in a whole page: what is in its elements of class `e-content`."""
    starts = [match.start() for match in _CONTENT.finditer(html)]
    return joined([read_pieces(_pieces(html, starts, at), 0) for at in range(len(starts))])


def read_heading(page: str) -> tuple[str, ...]:
    """Read the elements of class `as-printed` in a page: the text of each that holds nothing but text."""
    return tuple(unescape(text) for text in _AS_PRINTED.findall(page))


def _pieces(html: str, starts: Sequence[int], first: int) -> Iterator[str]:
    """Yield a page from one of some places on, from each to the next: no more is cut out of it than is read."""
    for at in range(first, len(starts)):
        yield html[starts[at] : starts[at + 1] if at + 1 < len(starts) else None]


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
            self.depth += tag not in VOID

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in VOID:
            self.depth -= 1
            if not self.depth:
                raise TextEnds

    def handle_data(self, data: str) -> None:
        if self.depth == 1:
            self.lines.append([data])
            self.ends.append("")
        elif self.depth:
            self.lines[-1].append(data)


def read_lines(html: str) -> tuple[str, ...]:
    """Read the lines of a text as received in a whole page, each with the line end that its class names."""
    reader = _LineReader()
    with suppress(TextEnds):
        reader.feed(html)
        reader.close()
    lines = ("".join(parts) for parts in reader.lines)
    return tuple(
        line.removesuffix("\n") + end if line.endswith("\n") else line
        for line, end in zip(lines, reader.ends, strict=True)
    )
