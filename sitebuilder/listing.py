"""How does an article look in a list, and how is a long list cut into pages?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive import Story
from sitebuilder.article import Article
from sitebuilder.languages import UNSPACED, direction
from sitebuilder.shows import Entry, Link, StoryGroup

T = TypeVar("T")

LEDE_WORDS = 36
"""How many words of its first paragraph an article shows in a list."""

LEDE_CHARACTERS = 240
"""How many characters it shows at the most, for scripts that put no space between words."""

GROUP_LENGTH = 6
"""How many accounts of one event a list shows; the event's own page has them all."""

_CLOSING = r"['\"\u2019\u201d\xbb)]*$"
_SENTENCE = re.compile(rf"[.!?\u2026]{_CLOSING}")
_PAUSE = re.compile(rf"[,;:\u2013\u2014]{_CLOSING}")

PAGE_LENGTH = 60
"""How many things a page of a list holds: so many that it is on the screen with the first packets of an answer."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: "1 article", "12,345 articles"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def entry(article: Article) -> Entry:
    """Return what a list shows of an article."""
    lede, is_cut = _lede(next(iter(article.reading.words), ""))
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
        length=_length(article),
        language=article.language,
        direction=direction(article.language),
    )


def _lede(paragraph: str) -> tuple[str, bool]:
    """Return the words that a paragraph begins with, and whether it goes on after them.

    They end with a sentence where one ends in their second half, else where a sentence pauses there.
    """
    words = paragraph.split()
    shown = words[:LEDE_WORDS]
    if len(words) > LEDE_WORDS:
        ends = (
            at
            for end in (_SENTENCE, _PAUSE)
            for at in range(LEDE_WORDS, LEDE_WORDS // 2, -1)
            if end.search(words[at - 1])
        )
        shown = words[: next(ends, LEDE_WORDS)]
    lede = " ".join(shown)
    return lede[:LEDE_CHARACTERS].rstrip(), len(words) > len(shown) or len(lede) > LEDE_CHARACTERS


def _length(article: Article) -> str:
    """Return how long an article is: in words, or in characters where its script puts no space between words."""
    text = "".join(article.reading.words)
    unspaced = len(UNSPACED.findall(text))
    return counted(unspaced, "character") if unspaced > len(text) / 2 else counted(article.words, "word")


def topic_link(name: str, articles: int | None = None) -> Link:
    """Return the link to the page of a topic, with the number of its articles where that is told."""
    count = None if articles is None else counted(articles, "article")
    return Link(name, addresses.topic_page(addresses.make_slug(name)), count=count)


def story_title(story: Story) -> str:
    """Return what an event is called."""
    return story.supplied_title or f"Accounts marked {story.slug}"


def story_link(story: Story) -> Link:
    """Return the link to the page of an event, with the number of its accounts."""
    return Link(story_title(story), addresses.story_page(story.slug), count=counted(len(story.articles), "account"))


def question_id(number: int) -> str:
    """Return the fragment of a question on the page of its event, numbered from 1."""
    return f"q{number}"


def paragraph_links(article: Article, numbers: Iterable[int]) -> tuple[Link, ...]:
    """Return a permalink for each paragraph named, each once; its words are the paragraph's number."""
    return tuple(Link(str(number), addresses.permalink(article.slug, number)) for number in sorted(set(numbers)))


def group(story: Story, without: Article | None = None) -> StoryGroup:
    """Return what a list shows of an event and its accounts."""
    articles = [article for article in story.articles if article is not without]
    left_out = len(articles) - GROUP_LENGTH
    return StoryGroup(
        title=story_title(story),
        to=addresses.story_page(story.slug),
        title_is_supplied=story.supplied_title is not None,
        count=counted(len(story.articles), "account"),
        entries=tuple(entry(article) for article in articles[:GROUP_LENGTH]),
        more=counted(left_out, "more account") if left_out > 0 else None,
        how="question by question" if story.questions else "side by side",
    )


def page_of(parts: Sequence[Link]) -> str:
    """Return what is added to the title of a page of a list: nothing to that of the first."""
    number = next((part.words for part in parts if part.is_here), "1")
    return "" if number == "1" else f", page {number}"


def paged(things: Sequence[T], first: Address) -> Iterator[tuple[Address, Sequence[T], tuple[Link, ...]]]:
    """Cut a list into pages of `PAGE_LENGTH`: yield each page's address, its things, and the links to all pages.

    The list comes oldest first, so that what is added goes to the last page and every other page stays as it is.
    """
    count = max(-(-len(things) // PAGE_LENGTH), 1)
    for number in range(1, count + 1):
        links = (Link(str(n), addresses.part(first, n), n == number) for n in range(1, count + 1))
        start = (number - 1) * PAGE_LENGTH
        yield addresses.part(first, number), things[start : start + PAGE_LENGTH], tuple(links) if count > 1 else ()
