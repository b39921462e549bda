"""What do all pages have around their content: titles, navigation?"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Any, ClassVar

from markupsafe import Markup
from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.addresses import Address, whole
from sitebuilder.archive.archive import Archive, Common
from sitebuilder.archive.groups import UNDATED
from sitebuilder.records.articles.article import ArticleText
from sitebuilder.records.settings import Settings
from sitebuilder.words.languages import direction

POLICY = Markup(
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'self' file:"
)
"""The Content Security Policy of every page (CSP 3). Firefox blocks a form from disk without `file:`."""


class Link(Struct, frozen=True):
    """A link with its text."""

    text: str
    """What it is called."""
    to: Address
    """Where it leads."""
    is_here: bool = False
    """Whether it leads to the page that it is on."""
    count: str | None = None
    """How many things it leads to, in words, where that is shown."""
    is_own: bool = False
    """Whether what it is called is in the archive's own words, and not in the interface's."""
    language: str | None = None
    """For words of articles: the language that these are in, where that is known."""
    direction: str | None = None
    """For words of articles: which way they are written."""


class Layer(Struct, frozen=True):
    """Where something on a page comes from, as a mark beside its heading."""

    kind: str
    """`computed`, `curated` or `unknown`."""
    text: str
    """What the mark says."""

    @property
    def to(self) -> Address:
        """Where the page about the archive says what it means."""
        return f"{addresses.ABOUT}#{self.kind}"


class Layers(Struct, frozen=True):
    """The marks of layers, for templates to put beside headings."""

    computed: Layer = Layer("computed", "computed")
    """Found in the words by a rule."""
    curated: Layer = Layer("curated", "curated")
    """Decided by those who keep the archive."""
    unknown: Layer = Layer("unknown", "unknown")
    """What the sources do not say."""
    speakers: Layer = Layer("curated", "speakers curated")
    """That who speaks is curated, where the quotations are computed."""
    names: Layer = Layer("curated", "names curated")
    """That the names are curated, where their places are computed."""
    days: Layer = Layer("unknown", "days unknown")
    """That which days are meant is unknown, where the words are computed."""


LAYERS = Layers()
"""The marks of layers."""


class Frame(Struct, frozen=True):
    """What is around every page."""

    site: Settings
    """The settings of the site."""
    title: str
    """What the page is called in a window's title; empty on the index, which is called as the site is."""
    description: str
    """One sentence on what the page shows."""
    direction: str
    """The value of `dir` for the archive's own words."""
    canonical: str | None
    """The whole address of the page, where site.yaml says where the site is published."""
    feed: Address | None
    """The feed of what the archive has done, where there is one."""
    navigation: tuple[Link, ...]
    """The pages that are in the navigation: those that list more than one thing."""
    layers: Layers = LAYERS
    """The marks of layers."""
    policy: Markup = POLICY
    """What the page may load and run."""


class View(Struct, frozen=True):
    """All that a page shows: its template sees nothing else. Each kind of page has a subclass."""

    template: ClassVar[str]
    """The template that makes it text: a path in `templates/`."""
    frame: Frame
    """What is around it."""

    @property
    def root(self) -> str | None:
        """What its links begin with, for a page that is shown at any address; None for links from its own address."""
        return None

    @property
    def exact_texts(self) -> tuple[ArticleText, ...]:
        """The articles whose text the page must hold whole, letter for letter, in this order."""
        return ()

    @property
    def exact_passages(self) -> tuple[str, ...]:
        """The words of articles that the page must hold besides, each alone in its element, in this order."""
        return ()

    @property
    def exact_heading(self) -> tuple[str, ...]:
        """The headline, byline and the like of a text as received, each alone in an element of class `as-printed`."""
        return ()

    @property
    def exact_lines(self) -> tuple[str, ...]:
        """The lines of a text as received that the page must hold, letter for letter, each with its line end."""
        return ()


Content = View | bytes | Iterable[bytes]
"""What is in a file of the site: a view, which is yet to be rendered, or its bytes, whole or piece by piece."""


class Output(Struct, frozen=True):
    """One file of the site, as a recipe: which files there are is known before any of them is made."""

    address: Address
    """Where it lives."""
    made_from: str
    """The source file that is responsible for its address."""
    recipe: partial[Any]  # of Content: mypy takes no partial of a View for one
    """Makes what is in it, of its arguments alone: the same each time, in any process, and where they are the same."""
    narrows: bool = False
    """Whether the recipe returns another one, which knows less: what it makes changes only where that changes."""

    @property
    def make(self) -> partial[Any]:
        """The recipe that makes what is in it."""
        made: partial[Any] = self.recipe() if self.narrows else self.recipe
        return made


def frame(common: Common, address: Address, title: str, description: str) -> Frame:
    """Return what is around the page at an address."""
    return Frame(
        site=common.settings,
        title=title,
        description=description,
        direction=direction(common.settings.language),
        canonical=whole(common.url, address) if common.url else None,
        feed=addresses.FEED if addresses.FEED in common.lists else None,
        navigation=_navigation(common.lists, address if address in _NAVIGATION else ""),
    )


_NAVIGATION = {
    addresses.INDEX: "Articles",
    addresses.YEARS: "By year",
    addresses.TITLES: "By title",
    addresses.STORIES: "Events",
    addresses.TOPICS: "Topics",
    addresses.PUBLISHERS: "Publishers",
    addresses.BYLINES: "Bylines",
    addresses.NAMES: "Names",
    addresses.QUOTATIONS: "Quotations",
    addresses.ABOUT: "About",
}
"""The pages that may be in the navigation, and what they are called there."""


@lru_cache(maxsize=64)
def _navigation(lists: frozenset[Address], here: Address) -> tuple[Link, ...]:
    """Return the links to the pages that are there, one of which may be this page: the same on nearly all pages."""
    there = {addresses.INDEX, addresses.ABOUT, *lists}
    return tuple(Link(text, to, to == here) for to, text in _NAVIGATION.items() if to in there)


def browse_links(archive: Archive) -> tuple[Link, ...]:
    """Return the links to the lists that hold every article."""
    undated = f"Date unknown ({len(archive.undated):,})"
    listed = (
        ("By year", addresses.YEARS, addresses.YEARS in archive.lists),
        ("By title", addresses.TITLES, addresses.TITLES in archive.lists),
        (undated, addresses.year_page(UNDATED), addresses.YEARS in archive.lists and bool(archive.undated)),
    )
    return tuple(Link(text, to) for text, to, is_there in listed if is_there)
