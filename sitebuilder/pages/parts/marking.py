"""How are words of an article marked in its HTML, without changing a letter?

The HTML is the project's own, from `text.html`, and text is escaped in one known way. So a place in a paragraph's text
can be found among its tags and characters by counting.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from markupsafe import Markup, escape
from msgspec import Struct

from sitebuilder.ordering import grouped
from sitebuilder.text.tags import HtmlToken, html_tokens, stretches, with_tags_changed
from sitebuilder.words.spans import Span

_CHARACTER = re.compile(r"&[^;\s]+;|[^&]|&")
_OWN_ID = re.compile(r' id="(?=p\d|fn)')
_OWN_HREF = re.compile(r' href="#(?=p\d|fn)')
_ARTICLE_HREF = re.compile(r' href="(?=[a-z0-9-]+\.html[#"])')


class Mark(Struct, frozen=True):
    """What is to be marked."""

    span: Span
    """The words."""
    kind: str
    """The class of the mark, or an empty text."""
    to: str
    """The link that the words get, relative to the page, or an empty text."""
    id: str
    """The id that the first marked element gets, or an empty text."""


@lru_cache(maxsize=64)  # a long article has thousands of names, and each of them has a page that asks for this
def paragraphs_html(body: str) -> Mapping[int, str]:
    """Return the inner HTML of each numbered paragraph of a body, by number, without its permalink."""
    return {number: html for number, html in stretches(body) if number}


def rebased(body: str, slug: str, whole: bool = True) -> str:
    """Return a body as it is on a page with other articles' texts: ids begin with the slug, links lead up first.

    Where only some of its paragraphs are on that page, its links to itself lead to the article's own page.
    """
    itself = f' href="#{slug}-' if whole else f' href="../articles/{slug}.html#'

    def moved(tag: str) -> str:
        lifted = _ARTICLE_HREF.sub(' href="../articles/', tag)
        return _OWN_HREF.sub(itself, _OWN_ID.sub(f' id="{slug}-', lifted))

    return with_tags_changed(body, moved)


def mark_body(body: str, marks: Iterable[Mark]) -> Markup:
    """Return a body with words of its paragraphs marked."""
    by_paragraph = grouped((mark.span.paragraph, mark) for mark in marks)
    if not by_paragraph:
        return Markup(body)  # noqa: S704 - sanitised before
    marked = (
        mark_paragraph(html, by_paragraph[number]) if number in by_paragraph else html
        for number, html in stretches(body)
    )
    return Markup("".join(marked))  # noqa: S704 - of a body that was sanitised before, and of marks


def mark_paragraph(html: str, marks: Iterable[Mark]) -> Markup:
    """Return the inner HTML of a paragraph with words marked.

    Where marks overlap, each stretch of characters is in all that cover it, the longest outside, and has the link of
    the shortest: a reader can follow that, and the others where they go on alone, unless by a space or a full stop. A
    mark that runs over an element's edge is split there; its first piece has the id.
    """
    places, coverings = _coverings(marks)
    out: list[str] = []
    seen: set[Mark] = set()
    in_link = False

    def covering(placed: tuple[HtmlToken, int | None]) -> tuple[Mark, ...]:
        return () if placed[1] is None else coverings[bisect_right(places, placed[1])]

    for marked_as, stretch in groupby(_placed(html, places), covering):
        tokens = [token for token, _ in stretch]
        to = _link_of(marked_as) if not in_link and any(map(_has_words, tokens)) else ""
        out += [_open(marked_as, to, seen), *(token.raw for token in tokens), _close(marked_as, to)]
        for token in tokens:
            in_link = token.depth > 0 if token.name == "a" else in_link
    return Markup("".join(out))  # noqa: S704 - of pieces that were sanitised before, and of marks


def _coverings(marks: Iterable[Mark]) -> tuple[list[int], list[tuple[Mark, ...]]]:
    """Return the places at which marks start or end, and which marks cover what is before, between and after them.

    Of those that cover a stretch, the shortest is the last.
    """
    inner_last = sorted(marks, key=lambda mark: (mark.span.start - mark.span.end, mark.span.start, mark.kind, mark.id))
    starting = grouped((mark.span.start, rank) for rank, mark in enumerate(inner_last))
    ending = grouped((mark.span.end, rank) for rank, mark in enumerate(inner_last))
    places = sorted(starting.keys() | ending.keys())
    ranks: set[int] = set()
    coverings: list[tuple[Mark, ...]] = [()]
    for place in places:
        ranks = (ranks - set(ending.get(place, ()))) | set(starting.get(place, ()))
        coverings.append(tuple(inner_last[rank] for rank in sorted(ranks)))
    return places, coverings


def _placed(html: str, places: Sequence[int]) -> Iterator[tuple[HtmlToken, int | None]]:
    """Yield each tag and each stretch of text of a paragraph, with its place among the paragraph's characters.

    A text is cut at some places. Tags have none, nor has what leads to a footnote.
    """
    at, references = 0, 0
    for token in html_tokens(html):
        references += token.depth if token.name == "sup" else 0
        if token.name or references:
            yield token, None
            continue
        characters = _CHARACTER.findall(token.raw) if "&" in token.raw else token.raw
        end = at + len(characters)
        cuts = [at, *places[bisect_right(places, at) : bisect_left(places, end)], end]
        for start, stop in pairwise(cuts):
            yield HtmlToken("".join(characters[start - at : stop - at]), "", 0), start
        at = end


def _has_words(token: HtmlToken) -> bool:
    return not token.name and any(character.isalnum() for character in _CHARACTER.findall(token.raw))


def _open(marks: Sequence[Mark], to: str, seen: set[Mark]) -> str:
    kinds = [f' class="{mark.kind}"' if mark.kind else "" for mark in marks]
    names = [f' id="{escape(mark.id)}"' if mark.id and mark not in seen else "" for mark in marks]
    seen.update(marks)
    opened = "".join(f"<mark{kind}{name}>" for kind, name in zip(kinds, names, strict=True))
    return opened + (f'<a href="{escape(to)}">' if to else "")


def _close(marks: Sequence[Mark], to: str) -> str:
    return ("</a>" if to else "") + "</mark>" * len(marks)


def _link_of(marks: Sequence[Mark]) -> str:
    """Return where a stretch in some marks leads, the shortest last."""
    return next((mark.to for mark in reversed(marks) if mark.to), "")
