"""Which links of a text lead to an article of the archive?"""

from __future__ import annotations

import re

from msgspec import Struct

_ARTICLE_LINK = re.compile(r"(?:(?P<slug>[a-z0-9-]+)\.md)?(?:#p(?P<paragraph>[1-9][0-9]{0,6}))?")


class ArticleLink(Struct, frozen=True):
    """A link in an article's text to a paragraph of this article, or to another article."""

    typed: str
    """The target as typed: `other-slug.md#p3`."""
    slug: str
    """The other article's slug; empty for this article."""
    paragraph: int
    """The number of the paragraph; 0 for the article as a whole."""
    line: int = 0
    """The line of the article's file on which it is; 0 where that is not known."""


def article_link(typed: str, articles: str = "") -> ArticleLink | None:
    """Return the link to an article that a target makes, or None where it leads elsewhere.

    `articles` is the folder of the articles from where the text is, with a slash; empty in the text of an article.
    """
    match = _ARTICLE_LINK.fullmatch(typed.removeprefix(articles)) if typed.startswith(articles) and typed else None
    if match is None or (articles and not match["slug"]):
        return None
    return ArticleLink(typed, match["slug"] or "", int(match["paragraph"] or 0))
