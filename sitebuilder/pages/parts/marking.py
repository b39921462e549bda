"""How are words of an article marked in its HTML, without a letter changed?

The HTML is the project's own, from `text.html`: paragraphs are `<p id="p3">` with their permalink first, and
text is escaped in one known way. So a place in a paragraph's text can be found in its HTML by counting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from sitebuilder.ordering import grouped
from sitebuilder.text.html import TAG
from sitebuilder.words.spans import Span

_PARAGRAPH = re.compile(
    rf'<p id="(?:[a-z0-9-]+-)?p(\d+)">(<a class="permalink"[^>]*></a>)?((?:[^<]++|(?!</p>){TAG})*+)</p>'
)
_PIECE = re.compile(rf"{TAG}|&[^;\s]+;|[^<&]")
_ELEMENT = re.compile(TAG)
_VOID = ("<br", "<hr")
_OWN_ID = re.compile(r' id="(?=p\d|fn)')
_OWN_HREF = re.compile(r' href="#(?=p\d|fn)')
_ARTICLE_HREF = re.compile(r' href="(?=[a-z0-9-]+\.html[#"])')


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be marked."""

    span: Span
    """The words."""
    kind: str
    """The class of the mark: what it is marked for."""
    to: str
    """The link that the words get, relative to the page, or an empty text."""
    id: str
    """The id that the first marked element gets, or an empty text."""


@dataclass(frozen=True, slots=True)
class OuterElement:
    """One of the outermost elements of a body."""

    html: str
    """The element."""
    paragraphs: tuple[int, ...]
    """The numbers of the paragraphs in it."""


def paragraphs_html(body: str) -> dict[int, str]:
    """Return the inner HTML of each numbered paragraph of a body, by number, without its permalink."""
    return {int(match[1]): match[3] for match in _PARAGRAPH.finditer(body)}


def rebased(body: str, slug: str, whole: bool = True) -> str:
    """Return a body as it is on a page with other articles' texts: ids begin with the slug, links lead up first.

    Where only some of its paragraphs are on that page, its links to itself lead to the article's own page.
    """
    itself = f' href="#{slug}-' if whole else f' href="../articles/{slug}.html#'

    def moved(tag: re.Match[str]) -> str:
        lifted = _ARTICLE_HREF.sub(' href="../articles/', tag[0])
        return _OWN_HREF.sub(itself, _OWN_ID.sub(f' id="{slug}-', lifted))

    return _ELEMENT.sub(moved, str(body))  # as `Markup`, it would escape what is put in


def outer_elements(body: str) -> list[OuterElement]:
    """Cut a body into its outermost elements: paragraphs, lists, quotations, tables and so on."""
    elements, depth, start = [], 0, 0
    for tag in _ELEMENT.finditer(body):
        if not tag[0].startswith(_VOID):
            depth += -1 if tag[0].startswith("</") else 1
        if not depth:
            html = body[start : tag.end()]
            numbers = tuple(int(match[1]) for match in _PARAGRAPH.finditer(html))
            elements.append(OuterElement(html, numbers))
            start = tag.end()
    return elements


def mark_body(body: str, marks: Iterable[Mark]) -> Markup:
    """Return a body with words of its paragraphs marked."""
    by_paragraph = grouped((mark.span.paragraph, mark) for mark in marks)
    return Markup(_PARAGRAPH.sub(lambda match: _marked(match, by_paragraph), str(body)))  # noqa: S704 - sanitised before


def _marked(match: re.Match[str], by_paragraph: Mapping[int, list[Mark]]) -> str:
    marks = by_paragraph.get(int(match[1]))
    before = match[0][: match.start(3) - match.start()]
    return f"{before}{mark_paragraph(match[3], marks)}</p>" if marks else match[0]


def mark_paragraph(html: str, marks: Iterable[Mark]) -> Markup:
    """Return the inner HTML of a paragraph with words marked.

    Where marks overlap, each stretch of characters is in all that cover it, the longest outside, and has the link of
    the shortest: a reader can follow that, and the others where they go on alone. A mark that runs over an element's
    edge is cut there; its first piece has the id.
    """
    inner_last = sorted(marks, key=lambda mark: (mark.span.start - mark.span.end, mark.span.start, mark.kind, mark.id))
    out: list[str] = []
    current: list[Mark] = []
    seen: set[Mark] = set()
    in_link = False
    for piece, at in _placed(html):
        covering = [mark for mark in inner_last if at is not None and mark.span.start <= at < mark.span.end]
        if covering != current:
            out += [_close(current, in_link), _open(covering, in_link, seen)]
            current = covering
        if piece.startswith(("<a ", "<a>", "</a")):
            in_link = not piece.startswith("</")
        out.append(piece)
    out.append(_close(current, in_link))
    return Markup("".join(out))  # noqa: S704 - of pieces that were sanitised before, and of marks


def _placed(html: str) -> Iterator[tuple[str, int | None]]:
    """Yield each tag and each character of a paragraph, a character with its place among the words.

    Tags have none, nor has what leads to a footnote.
    """
    at, in_reference = 0, False
    for piece in _PIECE.findall(html):
        if piece.startswith(("<sup", "</sup")):
            in_reference = not piece.startswith("</")
        if piece[0] == "<" or in_reference:
            yield piece, None
        else:
            yield piece, at
            at += 1


def _open(marks: list[Mark], in_link: bool, seen: set[Mark]) -> str:
    names = [f' id="{escape(mark.id)}"' if mark.id and mark not in seen else "" for mark in marks]
    seen.update(marks)
    opened = "".join(f'<mark class="{mark.kind}"{name}>' for mark, name in zip(marks, names, strict=True))
    return opened + (f'<a href="{escape(to)}">' if (to := _link_of(marks, in_link)) else "")


def _close(marks: list[Mark], in_link: bool) -> str:
    return ("</a>" if _link_of(marks, in_link) else "") + "</mark>" * len(marks)


def _link_of(marks: list[Mark], in_link: bool) -> str:
    """Return where a stretch in some marks leads, the shortest last: nowhere within another link."""
    return "" if in_link else next((mark.to for mark in reversed(marks) if mark.to), "")
