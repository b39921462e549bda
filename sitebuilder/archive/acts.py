"""What has the archive done, and when?"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from sitebuilder.formats.dates import PartialDate
from sitebuilder.records.articles.article import ArticleText


class Act(Struct, frozen=True):
    """One act of the archive: an entry of the `revisions` of an article."""

    on: PartialDate
    """Its day."""
    what: str
    """What was done."""
    text: ArticleText
    """The article with which it was done."""


def acts_of(texts: Iterable[ArticleText]) -> tuple[Act, ...]:
    """Return all acts of an archive, oldest first: by day, those of a day by slug, those of an article as recorded."""
    rows = [
        (revision.on.order, text.slug, at, Act(revision.on, revision.what, text))
        for text in texts
        for at, revision in enumerate(text.article.revisions)
    ]
    return tuple(act for *_, act in sorted(rows, key=lambda row: row[:3]))
