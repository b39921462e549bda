"""What has the archive done, and when?"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct

from sitebuilder.formats.dates import PartialDate
from sitebuilder.records.articles.article import ArticleText
from sitebuilder.records.articles.withdrawn import Withdrawn


class Act(Struct, frozen=True):
    """One act of the archive: an entry of the `revisions` of an article, or that it was withdrawn."""

    on: PartialDate
    """Its day."""
    what: str
    """What was done, or why it was withdrawn."""
    of: ArticleText | Withdrawn
    """The article with which it was done, or what stays of it."""
    is_withdrawal: bool = False
    """Whether it was withdrawn."""


def acts_of(texts: Iterable[ArticleText], withdrawn: Collection[Withdrawn]) -> tuple[Act, ...]:
    """Return all acts of an archive, oldest first: by day, those of a day by slug, those of an article as recorded."""
    acts = [
        *(Act(revision.on, revision.what, text) for text in texts for revision in text.article.revisions),
        *(Act(revision.on, revision.what, gone) for gone in withdrawn for revision in gone.revisions),
        *(Act(gone.on, gone.why, gone, is_withdrawal=True) for gone in withdrawn),
    ]
    return tuple(sorted(acts, key=lambda act: (act.on.order, act.of.slug)))
