"""How does an article's Markdown become HTML that shows every character and runs nothing?"""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from sitebuilder.addresses import paragraph
from sitebuilder.text.dialect.article_links import ArticleLink
from sitebuilder.text.dialect.as_typed import AsTyped, without_ends
from sitebuilder.text.dialect.prose import prose_html, stretches_of
from sitebuilder.text.tags import PERMALINK_CLASS

if TYPE_CHECKING:
    from sitebuilder.text.dialect.dialect import Dialect

_FOOTNOTES = '<div class="footnote">'
_PARAGRAPH = re.compile(r'<p>|<[^<>"]*+(?:"[^"]*+"[^<>"]*+)++>')
"""The start of a paragraph; or a tag with attributes, in which older versions of nh3 leave `<` and `>`."""


class Body(Struct, frozen=True):
    """An article's text as HTML."""

    html: Markup
    """The text, with its paragraphs numbered; links to other articles are relative to `articles/`."""
    footnotes: Markup
    """The list of footnotes that comes after the text, or an empty text."""
    links: tuple[ArticleLink, ...]
    """The links to articles, in the order in which they were found."""
    as_typed: tuple[AsTyped, ...]
    """What looks like a link, an image or a tag and is shown as typed, each once, and an element by its start."""
    unused_footnotes: tuple[str, ...]
    """The labels of footnotes that the text never refers to."""
    repeated_footnotes: tuple[str, ...]
    """The labels of footnotes that are defined more than once."""


EMPTY = Body(Markup(""), Markup(""), (), (), (), ())
"""The body of an article without a text."""


@cache
def _dialect() -> Dialect:
    """Return the one converter of this process: making one costs as much as converting a short article."""
    from sitebuilder.text.dialect.dialect import Dialect  # noqa: PLC0415 - prose does not need it, and it takes long

    return Dialect()


def convert(text: str, articles: str = "") -> Body:
    """Turn the Markdown of an article into HTML, or of a text of the archive's own, whose paragraphs have no numbers.

    For that, `articles` is the folder of the articles from where it is. Raises `TooDeep` and `RecursionError`.
    Whatever is raised has a note that names the first paragraph of the stretch that the library was reading.
    """
    stretches = list(stretches_of(text))
    if all(stretch.is_prose for stretch in stretches):
        html = "\n".join(prose_html(stretch.text) for stretch in stretches)
        return replace(EMPTY, html=Markup(html if articles else numbered(html)))  # noqa: S704 - escaped
    dialect = _dialect().begin(articles)
    parts = []
    for stretch in stretches:
        try:
            parts.append(prose_html(stretch.text) if stretch.is_prose else dialect.html_of(stretch.text))
        except BaseException as stopped:
            _dialect.cache_clear()  # stopped half-way, it would take the next text to be in a list of this one
            stopped.add_note(f"paragraph {stretch.first}")
            raise
    content, _, footnotes = "\n".join(part for part in parts if part).partition(_FOOTNOTES)
    content = content.strip("\n")
    notes = dialect.notes
    unused = tuple(label for label in notes.footnotes if notes.makeFootnoteRefId(label) not in notes.found_refs)
    return Body(
        html=Markup(content if articles else numbered(content)),  # noqa: S704 - sanitised, or escaped
        footnotes=Markup(footnotes.rstrip("\n").removesuffix("</div>").strip("\n")),  # noqa: S704 - likewise
        links=tuple(dialect.article_links),
        as_typed=without_ends(dialect.as_typed),
        unused_footnotes=unused,
        repeated_footnotes=tuple(notes.defined_twice),
    )


def numbered(html: str) -> str:
    """Give each paragraph its id and its permalink."""
    number = count(1)
    return _PARAGRAPH.sub(lambda tag: _start(next(number)) if tag[0] == "<p>" else tag[0], html)


def _start(number: int) -> str:
    at = paragraph(number)
    return f'<p id="{at}"><a class="{PERMALINK_CLASS}" href="#{at}" tabindex="-1" aria-label="Paragraph {number}"></a>'
