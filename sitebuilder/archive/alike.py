"""Which articles have the same title, and what tells them apart? Which have the same text?"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from sitebuilder.ordering import grouped
from sitebuilder.records.articles.article import Apart, Article
from sitebuilder.records.articles.reading import ReadArticle
from sitebuilder.words.unseen import legible

_Way = Callable[[Article], str]

_BY_SOURCE: tuple[_Way, ...] = (
    lambda article: article.date.display if article.date else "date unknown",
    lambda article: article.publisher or "publisher unknown",
    lambda article: article.byline or "byline unknown",
)
"""What a source may give that tells two articles apart."""

_BY_ARCHIVE: tuple[_Way, ...] = (
    lambda article: article.label or "no label",
    lambda article: ", ".join(article.topics) or "no topic",
    lambda article: article.slug,
)
"""What the archive gives that does: the last is another one for each article."""


def told_apart(articles: Iterable[Article]) -> list[Article]:
    """Return the articles, each that has the title of another with what tells it from all of these."""
    articles = list(articles)
    same = grouped((_as_seen(article), article) for article in articles)
    apart = {
        article.slug: replace(article, apart=way)
        for alike in same.values()
        if len(alike) > 1
        for article, way in _apart(alike)
    }
    return [apart.get(article.slug, article) for article in articles]


def _as_seen(article: Article) -> tuple[str, bool]:
    """Return a title in a form that is the same for all that look the same."""
    title = article.title
    return title if title.isascii() else unicodedata.normalize("NFC", legible(title)), article.title_is_supplied


def _apart(alike: Sequence[Article]) -> Iterator[tuple[Article, Apart]]:
    """Yield what tells each of some articles from the others: of the source in parentheses, of the archive in brackets.

    All are parted by the first that is not the same for all of them, then those that are still together by the next.
    """
    for by_source, together in _parted(_BY_SOURCE, alike):
        source = f"({', '.join(by_source)})" if by_source else ""
        for by_archive, (article, *_) in _parted(_BY_ARCHIVE, together):
            supplied = f"[{', '.join(by_archive)}]" if by_archive else ""
            yield article, Apart(f"{source} {supplied}".strip(), bool(supplied))


def _parted(ways: Sequence[_Way], articles: Sequence[Article]) -> Iterator[tuple[tuple[str, ...], Sequence[Article]]]:
    """Yield the articles that no way tells apart, together, with what tells them from the rest."""
    if not ways or len(articles) == 1:
        yield (), articles
        return
    groups = grouped((ways[0](article), article) for article in articles)
    for value, some in groups.items():
        for told, together in _parted(ways[1:], some):
            yield (value, *told) if len(groups) > 1 else told, together


def same_texts(read: Mapping[str, ReadArticle]) -> list[list[Article]]:
    """Return the articles that have the same text, those of one text together."""
    sound = ((one.text_digest, article) for one in read.values() if (article := one.sound))
    return [articles for articles in grouped(sound).values() if len(articles) > 1]
