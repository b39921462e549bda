"""How is a table with a column for each account laid out?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from msgspec import Struct

from sitebuilder.pages.parts.frame import Layer
from sitebuilder.pages.parts.passages import Passage
from sitebuilder.pages.parts.sigla import Siglum

COLUMNS = 3
"""How many accounts a table of words has room for side by side: more would leave some 20 letters to a line."""

COUNTS = 12
"""How many accounts a table of counts has room for side by side."""

ROOM = 600
"""How many cells, and passages or links in them, a computed table or list has room for."""

Row = TypeVar("Row")


class Table(Struct, Generic[Row], frozen=True):
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
    heads: tuple[Siglum, ...]
    """The accounts, for the heads of the others."""
    rows: tuple[Row, ...]
    """Its rows; none where there is nothing to show."""
    has_narrow_heads: bool = False
    """Whether its columns have room for the letter of an account only."""
    left_out: str | None = None
    """How many rows are left out, in words, and which."""


class Cell(Struct, frozen=True):
    """What one account has in one row of a table."""

    siglum: Siglum
    """The account."""
    passages: tuple[Passage, ...]
    """Its words."""
    nothing: str
    """What is said where there are none."""


def with_room(sizes: Sequence[tuple[int, int]]) -> set[int]:
    """Return the places of the rows that a table has room for: those of the highest rank, the first of the same rank.

    Of each row it is given its rank and how many cells, passages and links it has.
    """
    order = sorted(range(len(sizes)), key=lambda place: -sizes[place][0])
    filled = accumulate(sizes[place][1] for place in order)
    return {place for place, size in zip(order, filled, strict=True) if size <= ROOM}


def layout(accounts: int, columns: int) -> str:
    """Return the classes of the section of a table that has room for a number of columns."""
    return "tables" if accounts <= columns else "tables many"
