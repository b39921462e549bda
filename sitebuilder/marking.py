"""How are words of an article marked in its HTML, without a letter changed?

The HTML is the project's own, from `sitebuilder.markup`: paragraphs are `<p id="p3">` with their permalink first, and
text is escaped in one known way. So a place in a paragraph's text can be found in its HTML by counting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as ByName
from dataclasses import dataclass

from markupsafe import Markup, escape

from sitebuilder.spans import Span

# In text, `<` is always escaped. In an attribute it need not be: older versions of nh3 write it as it is.
_TAG = r'<[^<>"]*+(?:"[^"]*+"[^<>"]*+)*+>'
_PARAGRAPH = re.compile(rf'<p id="(?:[a-z0-9-]+-)?p(\d+)">(<a class="n"[^>]*></a>)?((?:[^<]++|(?!</p>){_TAG})*+)</p>')
_PIECE = re.compile(rf"{_TAG}|&[^;\s]+;|[^<&]")
_ELEMENT = re.compile(_TAG)
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


def paragraphs_html(body: str) -> dict[int, str]:
    """Return the inner HTML of each numbered paragraph of a body, by number, without its permalink."""
    return {int(match[1]): match[3] for match in _PARAGRAPH.finditer(body)}


def elsewhere(body: str, slug: str, whole: bool = True) -> str:
    """Return a body as it stands on a page with other articles' texts: ids begin with the slug, links lead up first.

    Where only some of its paragraphs stand there, its links to itself lead to the article's own page.
    """
    itself = f' href="#{slug}-' if whole else f' href="../articles/{slug}.html#'

    def moved(tag: re.Match[str]) -> str:
        lifted = _ARTICLE_HREF.sub(' href="../articles/', tag[0])
        return _OWN_HREF.sub(itself, _OWN_ID.sub(f' id="{slug}-', lifted))

    return _ELEMENT.sub(moved, str(body))  # as `Markup`, it would escape what is put in


def cut_after_paragraphs(body: Markup) -> list[Markup]:
    """Cut a body after each numbered paragraph; the last piece is what comes after the last of them."""
    ends = [match.end() for match in _PARAGRAPH.finditer(body)]
    return [body[start:end] for start, end in zip([0, *ends], [*ends, len(body)], strict=True)]


def mark_body(body: str, marks: Iterable[Mark]) -> Markup:
    """Return a body with words of its paragraphs marked."""
    by_paragraph: dict[int, list[Mark]] = {}
    for mark in marks:
        by_paragraph.setdefault(mark.span.paragraph, []).append(mark)
    return Markup(_PARAGRAPH.sub(lambda match: _marked(match, by_paragraph), str(body)))  # noqa: S704 - sanitised before


def _marked(match: re.Match[str], marks: ByName[int, list[Mark]]) -> str:
    found = marks.get(int(match[1]))
    before = match[0][: match.start(3) - match.start()]
    return f"{before}{mark_paragraph(match[3], found)}</p>" if found else match[0]


def mark_paragraph(html: str, marks: Iterable[Mark]) -> Markup:
    """Return the inner HTML of a paragraph with words marked.

    Where marks overlap, the shorter one holds: a reader can follow it, and the longer one around it. A mark that runs
    over an element's edge is cut there.
    """
    owners = _owners(marks)
    out: list[str] = []
    current: Mark | None = None
    seen: set[Mark] = set()
    in_link, at = 0, 0
    for piece in _PIECE.findall(html):
        is_tag = piece[0] == "<"
        owner = None if is_tag else owners.get(at)
        if owner is not current:
            out.append(_close(current, in_link))
            out.append(_open(owner, in_link, seen))
            current = owner
        if is_tag and piece.startswith(("<a ", "<a>", "</a")):
            in_link = 0 if piece.startswith("</") else 1
        out.append(piece)
        at += not is_tag
    out.append(_close(current, in_link))
    return Markup("".join(out))  # noqa: S704 - of pieces that were sanitised before, and of marks


def visible(marks: Iterable[Mark]) -> set[Mark]:
    """Return the marks that show: all but those whose every character belongs to shorter ones."""
    by_paragraph: dict[int, list[Mark]] = {}
    for mark in marks:
        by_paragraph.setdefault(mark.span.paragraph, []).append(mark)
    return {mark for found in by_paragraph.values() for mark in _owners(found).values()}


def _owners(marks: Iterable[Mark]) -> dict[int, Mark]:
    """Return which mark each character of a paragraph has: the shortest that covers it, whatever the order of marks."""
    owners: dict[int, Mark] = {}
    for mark in sorted(marks, key=lambda mark: (mark.span.start - mark.span.end, mark.span.start, mark.kind, mark.id)):
        owners |= dict.fromkeys(range(mark.span.start, mark.span.end), mark)
    return owners


def _open(mark: Mark | None, in_link: int, seen: set[Mark]) -> str:
    if mark is None:
        return ""
    name = f' id="{escape(mark.id)}"' if mark.id and mark not in seen else ""
    seen.add(mark)
    link = f'<a href="{escape(mark.to)}">' if mark.to and not in_link else ""
    return f'<mark class="{mark.kind}"{name}>{link}'


def _close(mark: Mark | None, in_link: int) -> str:
    if mark is None:
        return ""
    return ("</a>" if mark.to and not in_link else "") + "</mark>"
