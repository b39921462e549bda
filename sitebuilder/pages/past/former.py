"""What is shown at an address that something had before?

A page that sends its readers on by itself would lose the paragraph they were sent to, so it has each of them, as a link
to the same one in its new place. A script follows that link; where scripts are off, a reader does.

Search engines are not told to leave it out (`noindex`): they would forget the address, and with it that others link to
the new one. Where the archive has a `url`, the canonical address of the page is the new one, so that they list that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import ClassVar

from msgspec import Struct

from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive, Common
from sitebuilder.archive.former import ARTICLE, EVENT, NAME, PAIR, Former, Numbered
from sitebuilder.pages.parts.entries import Titled, story_title, supplied, titled
from sitebuilder.pages.parts.frame import Link, Output, View, frame
from sitebuilder.source_paths import file_name

_MOVED = {
    ARTICLE: "This article has another address now",
    EVENT: "This event has another address now",
    PAIR: "These two accounts have another address now",
    NAME: "This name has another address now",
}


class Moved(Struct, frozen=True):
    """A paragraph or a question that was cited here."""

    id: str
    """Its fragment here."""
    number: int
    """Its number."""
    to: Address
    """Where it is now."""


class MovedPlaces(Struct, frozen=True):
    """What was cited here of one thing, by numbers."""

    heading: str
    """What it is."""
    noun: str
    """What each of them is: "paragraph" or "question"."""
    places: tuple[Moved, ...]
    """The places."""


class FormerView(View, frozen=True):
    """What is shown at a former address."""

    template: ClassVar = "former.html"
    heading: str
    """That it is one, and of what."""
    to: Address
    """Where that is now."""
    titles: tuple[Titled, ...]
    """The articles that are there."""
    kind: str
    """What is there, where it is no article: "Event" or "Name"."""
    name: Link | None
    """What that is called."""
    supplied: str | None
    """What of the titles the archive supplied, as a sentence, where there is anything."""
    moved: tuple[MovedPlaces, ...]
    """What was cited here."""


def former_pages(archive: Archive) -> Iterator[Output]:
    """Yield a page for each former address. No page leads to any of them."""
    names = {name.slug: name.name for name in (*(row.name for row in archive.names), *archive.missing_names)}
    for former in archive.former:
        slugs = former.slugs if former.what in {ARTICLE, PAIR} else ()
        shown = tuple(titled(archive.texts[slug].article) for slug in slugs if slug in archive.texts)
        make = partial(_view, archive.common, former, shown, _name(archive, former, names))
        yield Output(former.address, former.files[0], make)


def _name(archive: Archive, former: Former, names: Mapping[str, str]) -> Link | None:
    """Return the link to the event or the name that has had an address."""
    slug = former.slugs[0]
    if former.what == NAME:
        return Link(names[slug], former.to)
    if former.what == EVENT:
        story = archive.stories.get(slug)
        is_own = story is not None and story.supplied_title is not None
        return Link(story_title(story) if story else slug, former.to, is_own=is_own)
    return None


def _view(common: Common, former: Former, titles: tuple[Titled, ...], name: Link | None) -> FormerView:
    before, after = (file_name(address).removesuffix(".html") for address in (former.address, former.to))
    return FormerView(
        frame=frame(
            common, former.to, f"{before}, now {after}", f"What was at {former.address} is at {former.to} now."
        ),
        heading=_MOVED[former.what],
        to=former.to,
        titles=titles,
        kind=former.what.capitalize(),
        name=name,
        supplied=supplied(titles),
        moved=tuple(_places(former, cited, slug) for cited, slug in zip(former.numbered, former.slugs, strict=False)),
    )


def _places(former: Former, cited: Numbered, slug: str) -> MovedPlaces:
    noun = "question" if former.what == EVENT else "paragraph"
    whose = f"{slug}, paragraph by paragraph:" if former.what == PAIR else f"{noun.capitalize()} by {noun}:"
    numbers = range(1, cited.count + 1)
    places = (Moved(f"{cited.before}{at}", at, f"{former.to}#{cited.to}{at}") for at in numbers)
    return MovedPlaces(whose, noun, tuple(places))
