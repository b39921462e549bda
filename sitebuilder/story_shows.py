"""What does the page of an event show, as one value?"""

from __future__ import annotations

from dataclasses import dataclass

from sitebuilder.addresses import Address
from sitebuilder.picture_shows import Picture
from sitebuilder.shows import Entry, Frame, Link


@dataclass(frozen=True, slots=True)
class Passage:
    """Exact words of an article and where they stand."""

    words: str
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
class Account:
    """One account of an event, as its card shows it."""

    entry: Entry
    """The article."""
    letter: str
    """How it is called where there is room for a letter only."""
    label: str
    """How the account is called."""
    paragraphs: str
    """How many paragraphs it has, in words."""
    quotations: str
    """How many quotations it has, in words."""
    unknown: tuple[str, ...]
    """What its source does not give, by name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account has in one row of a table."""

    label: str
    """The account."""
    passages: tuple[Passage, ...]
    """Its words; none where nothing is recorded from it."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question with the words of each account."""

    id: str
    """The fragment of the row."""
    ask: str
    """The question."""
    relation: str | None
    """How the accounts stand to each other on it."""
    note: str | None
    """A sentence on it."""
    cells: tuple[Cell, ...]
    """A cell for each account."""
    unanswered: tuple[str, ...]
    """The accounts that have no answer, named here once where there are too many for a column each."""


@dataclass(frozen=True, slots=True)
class Relation:
    """How accounts can stand to each other, and what that means."""

    name: str
    """What it is called."""
    means: str
    """What it means."""


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Somebody who is quoted, with their words in each account."""

    speaker: str
    """Who speaks, as the texts name them."""
    kind: str | None
    """What the speaker is."""
    cells: tuple[Cell, ...]
    """A cell for each account."""


@dataclass(frozen=True, slots=True)
class NameCell:
    """Where one account names something."""

    label: str
    """The account."""
    count: int
    """How often it does."""
    paragraphs: tuple[Link, ...]
    """The permalinks of the paragraphs in which it does."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name and where each account has it."""

    name: str
    """The name."""
    to: Address | None
    """Its page, where it has one."""
    kind: str
    """What it names."""
    cells: tuple[NameCell, ...]
    """A cell for each account."""
    is_only_here: bool
    """Whether one of several accounts alone has the name."""
    where: str | None
    """How many accounts have it, in words, where a reader cannot see that at a glance."""


@dataclass(frozen=True, slots=True)
class SharedForm:
    """The same words as some accounts have them, letter for letter."""

    passage: Passage
    """The words, as they stand in one of the accounts."""
    places: tuple[SharedPlace, ...]
    """Where they stand."""


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """Where an account has shared words."""

    label: str
    """The account."""
    paragraph: Link
    """The permalink of the paragraph."""


@dataclass(frozen=True, slots=True)
class SharedRow:
    """The same words in two accounts or more."""

    forms: tuple[SharedForm, ...]
    """The words as the accounts have them: forms differ in capitals and punctuation only."""


@dataclass(frozen=True, slots=True)
class Times:
    """The words of time of an account without a date."""

    label: str
    """The account."""
    passages: tuple[Passage, ...]
    """The words."""
    is_searched: bool
    """Whether words of time are known in its language."""


@dataclass(frozen=True, slots=True)
class PairLink:
    """The page on which two accounts stand side by side."""

    to: Address
    """The page."""
    left: str
    """The one account."""
    right: str
    """The other account."""


@dataclass(frozen=True, slots=True)
class StoryShows:
    """What the page of an event shows."""

    frame: Frame
    """What stands around it."""
    title: str
    """What the event is called."""
    title_is_supplied: bool
    """Whether a person gave it that title; else it is made from the slug."""
    is_alone: bool
    """Whether it has one account only, with which there is nothing to compare."""
    accounts: tuple[Account, ...]
    """The accounts, by slug."""
    order_is_unknown: bool
    """Whether an account has no date, so that nobody can say which came earlier."""
    pairs: tuple[PairLink, ...]
    """The pages on which two of them stand side by side."""
    picture: Picture | None
    """The accounts drawn beside each other, where there are several."""
    are_many: bool
    """Whether they are too many for a column each, so that the tables put them below each other."""
    is_matrix: bool
    """Whether they are few enough for a column of counts each."""
    questions: tuple[QuestionRow, ...]
    """The questions that a person asked of them."""
    relations: tuple[Relation, ...]
    """What the relations mean that the questions name."""
    speakers: tuple[SpeakerRow, ...]
    """Who is quoted where."""
    names: tuple[NameRow, ...]
    """Who and what is named where."""
    shared: tuple[SharedRow, ...]
    """The wording that some of them share."""
    times: tuple[Times, ...]
    """For each account without a date, its words of time; nobody can resolve them."""
