"""How does an article look in a list?"""

from __future__ import annotations

from sitebuilder import addresses
from sitebuilder.article import Article
from sitebuilder.languages import direction
from sitebuilder.shows import Entry, TopicLink

LEDE_WORDS = 40
"""How many words of its first paragraph an article shows in a list."""


def entry(article: Article) -> Entry:
    """Return what a list shows of an article."""
    lede, is_cut = _lede(article)
    return Entry(
        title=article.title,
        title_is_supplied=article.title_is_supplied,
        to=addresses.article_page(article.slug),
        label=article.label,
        date=article.date.words if article.date else None,
        date_iso=article.date.iso if article.date else None,
        lede=lede,
        lede_is_cut=is_cut,
        topics=tuple(topic_link(topic) for topic in article.topics),
        words=article.words,
        language=article.language,
        direction=direction(article.language),
    )


def topic_link(name: str) -> TopicLink:
    """Return the link to the page of a topic."""
    return TopicLink(name, addresses.topic_page(addresses.make_slug(name)))


def _lede(article: Article) -> tuple[str, bool]:
    """Return the words that an article begins with, and whether its first paragraph goes on after them."""
    first = next(iter(article.reading.paragraphs), "")
    words = first.split()
    return " ".join(words[:LEDE_WORDS]), len(words) > LEDE_WORDS
