"""Which words does an article show, and which of them begin a cell or an item?"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from sitebuilder.text.reading import Reading


class Cell(Struct, frozen=True, array_like=True):
    """Where in the tables of an article a cell is, counted from 0."""

    table: int
    """The number of its table."""
    row: int
    """The number of its row; row 0 is the head."""
    column: int
    """The number of its column."""


class Shown(Struct, frozen=True):
    """The words of an article in document order, and what a reader sees around them."""

    words: tuple[str, ...]
    """The words, without white space; the number of an item that has no words is one."""
    cells: Mapping[int, Cell]
    """The cell that begins with a word, by the place of that word, from 0."""
    items: frozenset[int]
    """The places of the words with which an item of a list begins."""
    numbers: Mapping[int, tuple[str, ...]]
    """The numbers that a browser shows before a word, such as `3.`, by the place of that word."""
    after_tables: frozenset[int]
    """The places of the words before which a table ends."""


def shown_words(reading: Reading) -> Shown:
    """Cut what was read in an article into its words."""
    cutter = _Cutter()
    for piece in reading.in_order():
        if piece.edge:
            cutter.cross(piece.edge)
        elif words := piece.text.split():
            cutter.take(words)
    return Shown(
        tuple(cutter.words), cutter.cells, frozenset(cutter.items), cutter.numbers, frozenset(cutter.after_tables)
    )


class _Cutter:
    """The words of an article so far."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.begun: list[str] = []
        self.table, self.row, self.column = 0, -1, -1
        self.cells: dict[int, Cell] = {}
        self.items: set[int] = set()
        self.numbers: dict[int, tuple[str, ...]] = {}
        self.after_tables: set[int] = set()

    def cross(self, edge: str) -> None:
        """Begin or end an element."""
        if edge == "row":
            self.row, self.column = self.row + 1, -1
        elif edge == "/table":
            self.after_tables.add(len(self.words))
            self.table, self.row = self.table + 1, -1
        elif edge in ("/cell", "/item"):
            if self.begun and (empty := self.begun.pop()) not in ("cell", "item"):
                self.words.append(empty)
        else:
            self.begun.append(edge)
            self.column += edge == "cell"

    def take(self, words: list[str]) -> None:
        """Take the words of a paragraph, a heading or a cell: all that has begun begins with the first."""
        at = len(self.words)
        if "cell" in self.begun:
            self.cells[at] = Cell(self.table, self.row, self.column)
        if items := [edge for edge in self.begun if edge != "cell"]:
            self.items.add(at)
            self.numbers[at] = tuple(edge for edge in items if edge != "item")
        self.begun.clear()
        self.words += words
