"""What do the registers of quotations and names show, as one value each?"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sitebuilder.addresses import Address
from sitebuilder.shows import Entry, Frame, Link
from sitebuilder.story_shows import Passage


@dataclass(frozen=True, slots=True)
class Quoted:
    """One row of the register of quotations."""

    passages: tuple[Passage, ...]
    """The words; a piece for each paragraph, where they go on over several."""
    speaker: str | None
    """Who speaks, or None where nobody has recorded it."""
    entry: Entry
    """The article."""


@dataclass(frozen=True, slots=True)
class QuotedGroup:
    """The quotations of one kind of speaker."""

    heading: str
    """The kind of speaker."""
    quoted: tuple[Quoted, ...]
    """The quotations."""


@dataclass(frozen=True, slots=True)
class QuotationsShows:
    """What the register of quotations shows."""

    frame: Frame
    """What stands around it."""
    note: str
    """How many there are, and in what order."""
    groups: tuple[QuotedGroup, ...]
    """The quotations by kind of speaker."""
    parts: tuple[Link, ...]
    """The pages of the register, where it has more than one."""


@dataclass(frozen=True, slots=True)
class NamedIn:
    """Where one article has a name."""

    entry: Entry
    """The article."""
    paragraphs: tuple[Link, ...]
    """The permalinks of its paragraphs."""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name in the index of names."""

    name: str
    """The name."""
    to: Address | None
    """Its page, where it has one."""
    kind: str
    """What it names."""
    also: tuple[str, ...]
    """Other names of the same."""
    places: tuple[NamedIn, ...]
    """Where it stands, as many as the index shows."""
    more: str | None
    """In how many more articles it stands, in words, or None where all are shown."""
    count: str
    """How often it stands in the archive, in words."""


@dataclass(frozen=True, slots=True)
class NamesShows:
    """What the index of names shows."""

    frame: Frame
    """What stands around it."""
    note: str
    """How many there are, and in what order."""
    names: tuple[NameEntry, ...]
    """The names on this page."""
    parts: tuple[Link, ...]
    """The pages of the index, where it has more than one."""


@dataclass(frozen=True, slots=True)
class NamedParagraph:
    """A paragraph in which a name stands."""

    number: int
    """Its number."""
    id: str
    """Its fragment on this page."""
    to: Address
    """Its permalink."""
    html: Markup
    """Its text, the name marked."""


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """The paragraphs of one article in which a name stands."""

    entry: Entry
    """The article."""
    paragraphs: tuple[NamedParagraph, ...]
    """The paragraphs."""


@dataclass(frozen=True, slots=True)
class NameShows:
    """What the page of a name shows."""

    frame: Frame
    """What stands around it."""
    name: str
    """The name."""
    kind: str
    """What it names."""
    also: tuple[str, ...]
    """Other names of the same."""
    note: str
    """How often it stands where."""
    articles: tuple[NamedArticle, ...]
    """The paragraphs, by article."""
    parts: tuple[Link, ...]
    """The pages of the name, where it has more than one."""
