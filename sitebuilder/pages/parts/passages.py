"""How are exact words shown, and what is known and unknown of the article that has them?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.pages.parts.entries import shown_title
from sitebuilder.pages.parts.frame import Link
from sitebuilder.records.article import Article, ArticleText
from sitebuilder.words.languages import direction
from sitebuilder.words.spans import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Exact words of an article and where they are."""

    text: str
    """The words."""
    paragraph: int
    """The number of their paragraph."""
    to: Address
    """The permalink of the paragraph."""
    language: str | None
    """BCP 47 tag of the words, where known."""
    direction: str
    """The value of `dir` for them."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that an article has, and where."""

    text: str
    """What it is: a name, a speaker."""
    to: Address | None
    """Where to find more of it."""
    paragraphs: tuple[Link, ...]
    """The permalinks of its paragraphs."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be known of an article."""

    name: str
    """What can be known: "Date", "Byline", …"""
    display: str | None
    """What the source gives, or None where it gives nothing."""
    iso: str | None = None
    """For a date: the same as HTML's `datetime` takes it."""
    href: str | None = None
    """For a web address: the address."""


def label_of(article: Article) -> str:
    """Return what an account is called."""
    return article.label or shown_title(article)


def letter(at: int) -> str:
    """Return the mark of an account by its place among the accounts: A to Z, then AA and so on."""
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def passage(text: ArticleText, span: Span) -> Passage:
    """Return the words of an article at a place, with their permalink."""
    return Passage(
        text=span.text(text.paragraphs),
        paragraph=span.paragraph,
        to=addresses.permalink(text.slug, span.paragraph),
        language=text.language,
        direction=direction(text.language),
    )


def paragraph_links(article: Article, numbers: Iterable[int]) -> tuple[Link, ...]:
    """Return a permalink for each paragraph named, each once; its text is the paragraph's number."""
    return tuple(Link(str(number), addresses.permalink(article.slug, number)) for number in sorted(set(numbers)))


def facts(article: Article) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
    """Return what the source of an article gives, and the names of what it does not give."""
    date = article.date
    possible = (
        Fact("Headline", None if article.title_is_supplied else article.title),
        Fact("Date", date.display if date else None, iso=date.iso if date else None),
        Fact("Byline", article.byline),
        Fact("Publisher", article.publisher),
        Fact("Place", article.place),
        Fact("Web address", article.url, href=article.url),
        Fact("Licence", article.licence),
        Fact("Language", article.language),
    )
    known = tuple(fact for fact in possible[1:] if fact.display)
    return known, tuple(fact.name for fact in possible if not fact.display)
