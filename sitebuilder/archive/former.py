"""Which addresses did the archive's things have before, and where is each of them now?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations, product

from msgspec import Struct

from sitebuilder.addresses import Address, article_page, name_page, pair_page, story_page
from sitebuilder.archive.accounts.comparison import Sharing, ToCompare, pairs_with_a_page
from sitebuilder.archive.groups import Story
from sitebuilder.records.aliases import former_slugs
from sitebuilder.records.articles.withdrawn import AnyArticle, Withdrawn
from sitebuilder.records.names import Name
from sitebuilder.source_paths import NAMES as NAMES_FILE
from sitebuilder.source_paths import STORIES

ARTICLE, EVENT, PAIR, NAME = "article", "event", "pair", "name"
"""What has had another address."""


class Numbered(Struct, frozen=True):
    """The paragraphs or the questions that were cited by their numbers."""

    before: str
    """What their fragments began with: `p`."""
    to: str
    """What they begin with now."""
    count: int
    """How many there are, from 1."""


class Former(Struct, frozen=True):
    """An address that something had before."""

    what: str
    """What has had it: `ARTICLE`, `EVENT`, `PAIR` or `NAME`."""
    address: Address
    """The address."""
    to: Address
    """The page that it leads to now."""
    slugs: tuple[str, ...]
    """The slugs that this, or each account of a pair, has now."""
    files: tuple[str, ...]
    """The source files that say so."""
    numbered: tuple[Numbered, ...] = ()
    """What was cited there by numbers."""


def of_articles(articles: Iterable[AnyArticle]) -> Iterator[Former]:
    """Yield the former addresses of articles; that of a withdrawn one leads to its notice."""
    for one in articles:
        cited = (Numbered("p", "p", one.paragraph_count),)
        for slug in former_slugs(one.aliases):
            yield Former(ARTICLE, article_page(slug), article_page(one.slug), (one.slug,), (one.file,), cited)


def of_events(events: Iterable[Story], sharing: Mapping[str, Sharing]) -> Iterator[Former]:
    """Yield the former addresses of events, and of the pages with two accounts, whose slugs are in the address."""
    for event in events:
        cited, file = (Numbered("q", "q", len(event.questions)),), f"{STORIES}/{event.slug}.yaml"
        for slug in event.aliases:
            yield Former(EVENT, story_page(slug), story_page(event.slug), (event.slug,), (file,), cited)
        if any(account.aliases for account in event.columns):
            yield from chain.from_iterable(map(_of_pair, _pairs(event, sharing.get(event.slug))))


def _pairs(event: Story, sharing: Sharing | None) -> Iterator[tuple[AnyArticle, AnyArticle]]:
    """Yield the pairs of accounts that have a page, or a notice in its place."""
    yield from pairs_with_a_page(ToCompare(event, {}, sharing.pairs if sharing else ()))
    for pair in combinations(event.columns, 2):
        if any(isinstance(account, Withdrawn) for account in pair):
            yield pair


def _of_pair(pair: tuple[AnyArticle, AnyArticle]) -> Iterator[Former]:
    """Yield an address for each slug of the one with each of the other, but for those that they have now."""
    slugs, files = (pair[0].slug, pair[1].slug), (pair[0].file, pair[1].file)
    for before in product(*((account.slug, *former_slugs(account.aliases)) for account in pair)):
        if before != slugs:
            cited = tuple(
                Numbered(f"{slug}-p", f"{account.slug}-p", account.paragraph_count)
                for slug, account in zip(before, pair, strict=True)
            )
            yield Former(PAIR, pair_page(before[0], before[1]), pair_page(*slugs), slugs, files, cited)


def of_names(names: Iterable[Name]) -> Iterator[Former]:
    """Yield the former addresses of names."""
    for name in names:
        for slug in former_slugs(name.aliases):
            yield Former(NAME, name_page(slug), name_page(name.slug), (name.slug,), (NAMES_FILE,))
