"""What do the dates of accounts say of their order?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitebuilder.pages.parts.sigla import Siglum
from sitebuilder.problems import listed
from sitebuilder.records.articles.article import Article

MOST = 6
"""How many dates are named in a line; each is with its account too."""


def order_note(articles: Sequence[Article], sigla: Mapping[str, Siglum]) -> str:
    """Say which dates some accounts of an event have, and of which of them it is unknown which came earlier."""
    dated = [article for article in articles if article.date]
    if not dated:
        none = "Neither account has" if len(articles) == 2 else "None of the accounts has"
        return f"{none} a date, so which came earlier is unknown."
    parts = [
        *(_dates(articles, dated, sigla) if len(dated) <= MOST else _count(articles, dated)),
        *(
            f"which of {listed([sigla[article.slug].letter for article in group])} came earlier is unknown"
            for group in _not_apart(dated)
        ),
    ]
    return "; ".join(parts) + "."


def _dates(articles: Sequence[Article], dated: Sequence[Article], sigla: Mapping[str, Siglum]) -> list[str]:
    known = ", ".join(f"{sigla[article.slug].letter} {article.date.display}" for article in dated if article.date)
    undated = [sigla[article.slug].letter for article in articles if not article.date]
    if not undated:
        return [f"Dates: {known}"]
    return [f"Dates: {known}", f"{listed(undated)} {'has' if len(undated) == 1 else 'have'} no date"]


def _count(articles: Sequence[Article], dated: Sequence[Article]) -> list[str]:
    how_many = "All" if len(dated) == len(articles) else f"{len(dated)} of"
    return [f"{how_many} {len(articles)} accounts have a date, which is shown with each"]


def _not_apart(dated: Sequence[Article]) -> list[list[Article]]:
    """Group the accounts whose dates do not say which of them came earlier; leave out those with a place of their own.

    March 2025 is apart from neither the 8th nor the 9th of it, so the three make one group.
    """
    groups: list[list[Article]] = []
    for article in dated:
        near = [group for group in groups if any(not _are_apart(article, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), article])
    return [sorted(group, key=lambda article: article.slug) for group in groups if len(group) > 1]


def _are_apart(one: Article, other: Article) -> bool:
    return bool(one.date and other.date and one.date.is_apart_from(other.date))
