"""What does each kind of page show?

A template is given one of these values and sees nothing else, so what a page looks like depends on nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sitebuilder.addresses import Address
from sitebuilder.settings import Settings


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """One entry of the navigation."""

    words: str
    """What it is called."""
    to: Address
    """Where it leads."""
    is_here: bool
    """Whether it leads to the page that it stands on."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page."""

    site: Settings
    """The site's own facts."""
    title: str
    """What the page is called; empty on the index, which is called as the site is."""
    description: str
    """One sentence on what the page shows."""
    navigation: tuple[NavigationLink, ...]
    """The pages that are in the navigation: those that list more than one thing."""


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A topic that an article is marked with."""

    name: str
    """The topic."""
    to: Address
    """Its page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a list shows it."""

    title: str
    """Its title."""
    title_is_supplied: bool
    """Whether the archive gave the title."""
    to: Address
    """Its page."""
    label: str | None
    """How comparisons call this account."""
    date: str | None
    """When it was published, in words."""
    date_iso: str | None
    """The same as HTML's `datetime` takes it."""
    lede: str
    """The words it begins with."""
    lede_is_cut: bool
    """Whether its first paragraph goes on after them."""
    topics: tuple[TopicLink, ...]
    """Its topics."""
    words: int
    """How many words it holds."""
    language: str | None
    """BCP 47 tag of its words, where known."""
    direction: str
    """The value of `dir` for its words: `ltr`, `rtl`, or `auto` where its language is not known."""


@dataclass(frozen=True, slots=True)
class StoryGroup:
    """An event and its accounts as a list shows them."""

    title: str
    """What it is called."""
    title_is_supplied: bool
    """Whether a person gave it that title; else it is made from the slug."""
    entries: tuple[Entry, ...]
    """Its accounts."""


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
class Provenance:
    """Where the text of an article comes from."""

    file: str
    """The name of the text as received."""
    to: Address
    """Where it can be downloaded."""
    size: int
    """Its size in bytes."""
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
class IndexShows:
    """What the shared index shows."""

    frame: Frame
    """What stands around it."""
    article_count: int
    """How many articles there are."""
    word_count: int
    """How many words they hold together."""
    stories: tuple[StoryGroup, ...]
    """The events that several articles report."""
    dated: tuple[Entry, ...]
    """The articles with a date, newest first."""
    undated: tuple[Entry, ...]
    """The articles without, by title."""


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


@dataclass(frozen=True, slots=True)
class TopicShows:
    """What a topic's page shows."""

    frame: Frame
    """What stands around it."""
    entries: tuple[Entry, ...]
    """The articles marked with it."""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in the list of topics."""

    link: TopicLink
    """The topic and its page."""
    count: int
    """How many articles are marked with it."""


@dataclass(frozen=True, slots=True)
class TopicsShows:
    """What the list of topics shows."""

    frame: Frame
    """What stands around it."""
    topics: tuple[TopicRow, ...]
    """The topics, by name."""


@dataclass(frozen=True, slots=True)
class PlainShows:
    """What a page shows that is all words: about, and not found."""

    frame: Frame
    """What stands around it."""
