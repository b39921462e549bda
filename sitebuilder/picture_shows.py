"""What does the picture of the accounts of an event show, as one value?

All lengths are in the units of the drawing, which are pixels where there is room for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitebuilder.addresses import Address


@dataclass(frozen=True, slots=True)
class Band:
    """Quoted words within a block."""

    x: int
    """Their left edge, from that of the block: its number stands before it."""
    y: int
    """Where they start, from the top of the block."""
    width: int
    """How wide they are."""
    height: int
    """How high they are."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph."""

    x: int
    """Its left edge."""
    y: int
    """Its upper edge."""
    width: int
    """How wide it is."""
    height: int
    """How high it is: its share of the characters of the longest account, in which every script can be counted."""
    to: Address
    """The permalink of the paragraph."""
    number: int
    """The paragraph's number."""
    bands: tuple[Band, ...]
    """Its quoted words."""
    length: str
    """How long the paragraph is, in words."""
    tied: tuple[str, ...]
    """The names of the blocks that it is tied to."""
    has_room: bool
    """Whether its number can be read in it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two places."""

    x1: int
    """Its start, from the left."""
    y1: int
    """Its start, from the top."""
    x2: int
    """Its end, from the left."""
    y2: int
    """Its end, from the top."""
    bend: int
    """Where it bends, from the left."""
    is_curated: bool
    """Whether a question ties the places together; else shared wording does."""


@dataclass(frozen=True, slots=True)
class Column:
    """One account."""

    name: str
    """The account's mark in the drawing: a letter, in alphabetical order of the slugs."""
    label: str
    """The account."""
    blocks: tuple[Block, ...]
    """Its paragraphs."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The accounts of an event, drawn."""

    width: int
    """The width of the drawing."""
    height: int
    """Its height."""
    columns: tuple[Column, ...]
    """The accounts."""
    curated: tuple[Line, ...]
    """What questions tie together: one line for all of the same two paragraphs."""
    computed: tuple[Line, ...]
    """What shared wording ties together, likewise."""
    scrolls: bool
    """Whether it is too wide for a phone to show it whole."""
