"""How is a table with a column for each account laid out?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.pages.parts.frame import Layer
from sitebuilder.pages.parts.passages import Passage, label_of
from sitebuilder.records.article import Article

COLUMNS = 3
"""How many accounts a table of words has room for side by side: more would leave some 20 letters to a line."""

COUNTS = 12
"""How many accounts a table of counts has room for side by side."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column."""

    text: str
    """What the account is called there."""
    name: str | None
    """What it is called for those who do not see the page, where the text is only a letter."""
    to: Address
    """Its article."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term that a table uses, with what it means."""

    name: str
    """The term."""
    meaning: str
    """What it means."""


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A table with a column for each account."""

    id: str
    """The fragment of its heading."""
    heading: str
    """What it shows."""
    layers: tuple[Layer, ...]
    """Where that comes from."""
    layout: str
    """The classes of its section: whether accounts are side by side or below each other."""
    kind: str
    """The classes of the table."""
    first_column: str
    """The head of the first column."""
    heads: tuple[Head, ...]
    """The heads of the others."""
    rows: tuple[Row, ...]
    """Its rows; none where there is nothing to show."""
    glossary: tuple[Meaning, ...] = ()
    """The terms that it uses."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account has in one row of a table."""

    label: str
    """The account."""
    passages: tuple[Passage, ...]
    """Its words; none where nothing is recorded from it."""


def word_heads(articles: Sequence[Article]) -> tuple[Head, ...]:
    """Return the heads of a table of words: the label of each account."""
    return tuple(Head(label_of(article), None, addresses.article_page(article.slug)) for article in articles)


def layout(accounts: int, columns: int) -> str:
    """Return the classes of the section of a table that has room for a number of columns."""
    return "tables" if accounts <= columns else "tables many"
