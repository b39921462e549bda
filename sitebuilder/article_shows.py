"""What does an article's page show, as one value?"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sitebuilder.addresses import Address
from sitebuilder.shows import Entry, Frame, Link, StoryGroup


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be known of an article."""

    name: str
    """What can be known: "Date", "Byline", …"""
    words: str | None
    """What the source gives, or None where it gives nothing."""
    iso: str | None = None
    """For a date: the same as HTML's `datetime` takes it."""
    href: str | None = None
    """For a web address: the address."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that stands in an article, and where."""

    words: str
    """What it is: a name, a speaker."""
    to: Address | None
    """Where more of it is to be found."""
    paragraphs: tuple[Link, ...]
    """The permalinks of its paragraphs."""


@dataclass(frozen=True, slots=True)
class Apparatus:
    """What stands in an article's words."""

    quoted: tuple[Mention, ...]
    """Who is quoted."""
    named: tuple[Mention, ...]
    """Who and what is named."""
    names: str
    """How many they are, in words."""
    compared: tuple[Link, ...]
    """The questions that it answers on the page of its event, by number."""
    questions: str
    """How many they are, in words."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the text of an article comes from."""

    file: str
    """The name of the text as received."""
    to: Address
    """Where it can be downloaded."""
    size: str
    """Its size in bytes, in words."""
    sha256: str
    """Its SHA-256."""
    paragraphs: int
    """How many paragraphs were compared, code point by code point, with the page."""


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One act of the archive."""

    words: str
    """Its day in words."""
    iso: str
    """The same as HTML's `datetime` takes it."""
    what: str
    """What was done."""


@dataclass(frozen=True, slots=True)
class ArticleShows:
    """What an article's page shows."""

    frame: Frame
    """What stands around it."""
    entry: Entry
    """What a list would show of it."""
    known: tuple[Fact, ...]
    """What the source gives."""
    unknown: tuple[str, ...]
    """What it does not give, by name."""
    html: Markup
    """The text."""
    footnotes: Markup
    """The footnotes that stand after it, or nothing."""
    paragraphs: tuple[Address, ...]
    """The permalink of each paragraph, from the first on."""
    summary: str | None
    """What it says, in the archive's words."""
    provenance: Provenance | None
    """Where the text comes from, where the archive has it as received."""
    revisions: tuple[RevisionRow, ...]
    """What the archive did with it, oldest first."""
    markdown: Address
    """Where the file that the page was made from can be downloaded."""
    story: StoryGroup | None
    """The event that it reports, with the other accounts."""
    apparatus: Apparatus
    """What stands in its words, with links to the places."""
    earlier: Entry | None
    """Its neighbour in the archive: the next older, or for an undated one the one before it on the shelf."""
    later: Entry | None
    """Its neighbour on the other side."""
