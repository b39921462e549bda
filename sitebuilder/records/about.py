"""What do those who keep the archive say of it in about.md?"""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from sitebuilder.formats.characters import decode
from sitebuilder.problems import Note, Problem, shown
from sitebuilder.source_paths import ABOUT, ARTICLES
from sitebuilder.text.dialect.article_links import ArticleLink, article_link
from sitebuilder.text.dialect.as_typed import AsTyped
from sitebuilder.text.html import EMPTY
from sitebuilder.text.manuscript import Manuscript, notes_on, read_body

_AS_TYPED = f"the link to {{}} is shown as typed; write {ARTICLES}"


class About(Struct, frozen=True):
    """A text of the archive's own, which opens the page about it."""

    html: Markup
    """The text as HTML."""
    footnotes: Markup
    """The list of footnotes that comes after the text, or an empty text."""
    links: tuple[ArticleLink, ...]
    """The links to articles in it."""
    notes: tuple[Note, ...]
    """What was perhaps not meant."""


def read_about(raw: bytes) -> tuple[About | None, list[Problem]]:
    """Read about.md; return None with at least one problem where it cannot be shown."""
    text, problems = decode(raw, ABOUT)
    if text is None:
        return None, problems
    manuscript = Manuscript(text, ABOUT, 1)
    body, _, problems = read_body(manuscript, f"{ARTICLES}/")
    if body is EMPTY:
        return None, problems
    misplaced = [part for part in body.as_typed if _is_article(part)]
    notes = (
        Note(ABOUT, manuscript.line_with(part.typed), f"{_AS_TYPED.format(shown(part.typed))}/{part.typed}")
        for part in misplaced
    )
    others = replace(body, as_typed=tuple(part for part in body.as_typed if part not in misplaced))
    return About(body.html, body.footnotes, body.links, (*notes, *notes_on(manuscript, others))), problems


def _is_article(part: AsTyped) -> bool:
    """Tell whether what is shown as typed would be a link to another article in the text of an article."""
    link = article_link(part.typed) if part.kind == "link" else None
    return link is not None and bool(link.slug)
