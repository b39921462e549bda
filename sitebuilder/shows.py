"""What does each kind of page show?

A template is given one of these values and sees nothing else, so what a page looks like depends on nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitebuilder.addresses import Address
from sitebuilder.settings import Settings


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words."""

    words: str
    """What it is called."""
    to: Address
    """Where it leads."""
    is_here: bool = False
    """Whether it leads to the page that it stands on."""
    count: str | None = None
    """How many things it leads to, in words, where that is told."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page."""

    site: Settings
    """The site's own facts."""
    title: str
    """What the page is called in a window's title; empty on the index, which is called as the site is."""
    description: str
    """One sentence on what the page shows."""
    direction: str
    """The value of `dir` for the archive's own words."""
    canonical: str | None
    """The whole address of the page, where site.yaml says where the site is published."""
    navigation: tuple[Link, ...]
    """The pages that are in the navigation: those that list more than one thing."""


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
    topics: tuple[Link, ...]
    """Its topics."""
    length: str
    """How many words it holds, in words."""
    language: str | None
    """BCP 47 tag of its words, where known."""
    direction: str
    """The value of `dir` for its words: `ltr`, `rtl`, or `auto` where its language is not known."""


@dataclass(frozen=True, slots=True)
class StoryGroup:
    """An event and its accounts as a list shows them."""

    title: str
    """What it is called."""
    to: Address
    """Its page."""
    title_is_supplied: bool
    """Whether a person gave it that title; else it is made from the slug."""
    count: str
    """How many accounts it has, in words."""
    entries: tuple[Entry, ...]
    """Its accounts, as many as a list shows."""
    more: str | None
    """How many accounts are left out, in words, or None where all are shown."""
    how: str
    """How its page compares them: question by question, where a person asked any."""


@dataclass(frozen=True, slots=True)
class IndexShows:
    """What the shared index shows. Each article is there once."""

    frame: Frame
    """What stands around it."""
    facts: tuple[str, ...]
    """What the archive holds, counted: the line where a paper has its date."""
    lead: StoryGroup | None
    """The event that leads, with its accounts."""
    stories: tuple[Link, ...]
    """The other events that several articles report."""
    dated: tuple[Entry, ...]
    """The articles with a date, newest first, without those of the lead."""
    undated: tuple[Entry, ...]
    """The articles without, by title, without those of the lead."""
    rest: str | None
    """How many articles are not shown, in words, or None where all are."""
    ways: tuple[Link, ...]
    """The ways to all articles, where not all are shown."""


@dataclass(frozen=True, slots=True)
class ListShows:
    """What a page of a list of articles shows: a year, a letter of the alphabet, a topic."""

    frame: Frame
    """What stands around it."""
    heading: str
    """What the articles have in common."""
    note: str
    """How many there are, and in what order."""
    beside: tuple[Link, ...]
    """The lists beside this one: the other years, the other letters."""
    beside_label: str
    """What those lists are called together."""
    entries: tuple[Entry, ...]
    """The articles on this page."""
    parts: tuple[Link, ...]
    """The pages of the list, where it has more than one."""


@dataclass(frozen=True, slots=True)
class LinksShows:
    """What a page of a list of links shows: the topics."""

    frame: Frame
    """What stands around it."""
    heading: str
    """What the links lead to."""
    note: str
    """How many there are, and in what order."""
    links: tuple[Link, ...]
    """The links on this page."""
    parts: tuple[Link, ...]
    """The pages of the list, where it has more than one."""


@dataclass(frozen=True, slots=True)
class PlainShows:
    """What a page shows that is all words: about, and not found."""

    frame: Frame
    """What stands around it."""
