"""What do those who keep the archive say of it in about.md?"""

from __future__ import annotations

from markupsafe import Markup
from msgspec import Struct

from sitebuilder.formats.characters import decode
from sitebuilder.problems import Note, Problem
from sitebuilder.source_paths import ABOUT, ARTICLES
from sitebuilder.text.dialect.article_links import ArticleLink
from sitebuilder.text.html import EMPTY
from sitebuilder.text.manuscript import Manuscript, notes_on, read_body


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
    notes = notes_on(manuscript, body, f"{ARTICLES}/")
    return About(body.html, body.footnotes, body.links, tuple(notes)), problems
