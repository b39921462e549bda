"""On which shelves do the articles stand: of which year, letter and topic?"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sitebuilder.addresses import make_slug
from sitebuilder.article import Article
from sitebuilder.problems import Problem, problem, shown

UNDATED = "undated"
"""The slug of the shelf of articles whose source gives no date."""

OTHER = "other"
"""The slug of the shelf of titles that start with no Latin letter and no digit."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Articles that have something in common."""

    name: str
    """What they have in common, as people read it."""
    slug: str
    """Its part of an address."""
    articles: tuple[Article, ...]
    """The articles, oldest first and the undated after them by title; or all by title."""


def by_title(articles: Iterable[Article]) -> list[Article]:
    """Sort articles by title, the same everywhere: no locale is asked."""
    return sorted(articles, key=lambda article: (article.title.casefold(), article.slug))


def oldest_first(articles: Iterable[Article]) -> list[Article]:
    """Sort articles by date, and after them the undated by title."""
    return sorted(by_title(articles), key=lambda article: _order(article, 10_000))


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """Sort articles by date, the newest first, and after them the undated by title."""
    return sorted(by_title(articles), key=lambda article: _order(article, 0), reverse=True)


def _order(article: Article, undated: int) -> tuple[int, int, int]:
    """Return what an article is sorted by; one without a date as if it were of the year `undated`."""
    return article.date.order if article.date else (undated, 0, 0)


def by_year(articles: Sequence[Article]) -> tuple[Shelf, ...]:
    """Return a shelf for each year, the oldest first, and one for the undated."""
    return _shelves(
        oldest_first(articles),
        slug=lambda article: f"{article.date.year:04}" if article.date else UNDATED,
        name=lambda slug: "Date unknown" if slug == UNDATED else slug.lstrip("0"),
    )


def by_letter(articles: Sequence[Article]) -> tuple[Shelf, ...]:
    """Return a shelf for each first letter of a title, digits before letters and other scripts after them."""
    found = _shelves(
        by_title(articles),
        slug=lambda article: _letter(article.title),
        name=lambda slug: "Other letters" if slug == OTHER else slug.upper(),
    )
    return tuple(sorted(found, key=lambda shelf: (shelf.slug == OTHER, shelf.slug)))


def _letter(title: str) -> str:
    """Return the slug of a title's shelf: a Latin letter without its accents, `0-9`, or `OTHER`."""
    first = next((character for character in unicodedata.normalize("NFKD", title) if character.isalnum()), "")
    if not first.isascii() or not first:
        return OTHER
    return "0-9" if first.isdigit() else first.lower()


def by_topic(articles: Sequence[Article]) -> tuple[tuple[Shelf, ...], list[Problem]]:
    """Return a shelf for each topic, by name, and a problem for each topic that is spelled in two ways."""
    spelled: dict[str, tuple[str, Article]] = {}
    marked: dict[str, list[Article]] = {}
    problems = []
    for article in oldest_first(articles):
        for topic in article.topics:
            slug = make_slug(topic)
            name, first = spelled.setdefault(slug, (topic, article))
            marked.setdefault(slug, []).append(article)
            if name != topic:
                message = f"{shown(topic)} has the address of {shown(name)} in {first.file}; write both alike"
                problems.append(problem(article.file, article.line_of("topics"), "topics", message))
    shelves = [Shelf(spelled[slug][0], slug, tuple(found)) for slug, found in marked.items()]
    return tuple(sorted(shelves, key=lambda shelf: (shelf.name.casefold(), shelf.slug))), problems


def _shelves(
    articles: Iterable[Article], slug: Callable[[Article], str], name: Callable[[str], str]
) -> tuple[Shelf, ...]:
    found: dict[str, list[Article]] = {}
    for article in articles:
        found.setdefault(slug(article), []).append(article)
    return tuple(Shelf(name(key), key, tuple(inside)) for key, inside in found.items())
