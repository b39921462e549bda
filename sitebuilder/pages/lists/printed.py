"""What do the lists by publisher and by byline show?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.groups import Group, printed_slug
from sitebuilder.ordering import alphabetical, grouped
from sitebuilder.pages.lists.articles import Listing, around, list_output
from sitebuilder.pages.lists.links import Above, link_pages
from sitebuilder.pages.parts.frame import Link, Output
from sitebuilder.pages.parts.paging import Series, paged
from sitebuilder.problems import counted
from sitebuilder.records.articles.article import Article
from sitebuilder.words.languages import direction
from sitebuilder.words.unseen import legible


class _Kind(Struct, frozen=True):
    """One of the things that a source may print of an article, and that has lists."""

    name: str
    """What it is called, in the singular."""
    index: Address
    """The list of all of them."""
    page: Callable[[str], Address]
    """The address of the list of one, by its slug."""
    printed: Callable[[Article], str | None]
    """What an article gives."""

    @property
    def heading(self) -> str:
        """What the list of all of them is called."""
        return f"{self.name.capitalize()}s"


_PUBLISHER = _Kind("publisher", addresses.PUBLISHERS, addresses.publisher_page, lambda article: article.publisher)
_BYLINE = _Kind("byline", addresses.BYLINES, addresses.byline_page, lambda article: article.byline)


def publisher_lists(archive: Archive) -> Iterator[Output]:
    """Yield the list of publishers and the list of each; none where fewer than two articles give one."""
    return _lists(archive, archive.publishers, _PUBLISHER)


def byline_lists(archive: Archive) -> Iterator[Output]:
    """Yield the list of bylines and the list of each; none where fewer than two articles give one."""
    return _lists(archive, archive.bylines, _BYLINE)


def _lists(archive: Archive, groups: Sequence[Group], kind: _Kind) -> Iterator[Output]:
    if not groups:
        return
    taken = frozenset(kind.page(group.slug) for group in groups)
    links = _links(groups, kind)
    unknown = len(archive.articles) - sum(len(group.articles) for group in groups)
    above = Above(
        kind.heading,
        counted(len(links), kind.name),
        "as printed, in alphabetical order",
        unlisted=f"Of {counted(unknown, 'article')}, the {kind.name} is not known." if unknown else "",
    )
    yield from link_pages(archive, Series(kind.index, taken), above, links)
    for group in groups:
        series = Series(kind.page(group.slug), taken)
        listing = Listing(group.name, f"{kind.name.capitalize()}: {group.name}", series, group.articles)
        for page in paged(group.articles, series):
            every = Link(f"All {kind.name}s", kind.index)
            shown = replace(around(listing, page), beside=(every,), beside_label=kind.heading)
            yield list_output(archive, page, shown)


def _links(groups: Sequence[Group], kind: _Kind) -> list[Link]:
    """Return a link for each spelling: no two that differ to the eye are one, though they may lead to the same list."""
    printed = (
        (legible(name), (name, group.slug, article.language))
        for group in groups
        for article in group.articles
        if (name := kind.printed(article))
    )
    rows = sorted(grouped(printed).values(), key=lambda alike: alphabetical(alike[0][0], alike[0][0]))
    return [_link(kind, *alike[0][:2], [language for _, _, language in alike]) for alike in rows]


def _link(kind: _Kind, name: str, slug: str, languages: Sequence[str | None]) -> Link:
    """Return the link for a spelling, in the language of the articles that have it, where that is one."""
    language = languages[0] if len({*languages}) == 1 else None
    count = counted(len(languages), "article")
    return Link(name, kind.page(slug), count=count, language=language, direction=direction(language))


def printed_lists(archive: Archive, article: Article) -> dict[str, Address]:
    """Return the lists of the publisher and the byline of an article, by what each is called, where there are any."""
    kinds = ((_PUBLISHER, archive.publishers), (_BYLINE, archive.bylines))
    return {
        kind.name.capitalize(): kind.page(printed_slug(name))
        for kind, groups in kinds
        if groups and (name := kind.printed(article))
    }
