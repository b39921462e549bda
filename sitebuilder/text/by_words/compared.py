"""Where do the words of an article and those of the text as received part?

All words are compared, in order. Of the text as received, a mark is left out only where the next word begins what the
mark is for in the article: a bar or a drawn line, a cell or an item; a bullet, an item; a number, an item with just
that number. So is what closes a table: the bar after its last word, and a line with bars or crosses drawn below that.
Bars also say in which column a cell is: a word cannot pass an empty cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from sitebuilder.problems import shown
from sitebuilder.text.by_words.meeting import meeting
from sitebuilder.text.by_words.received import BAR, BULLET, LINE, NUMBER, Token, tokens_of
from sitebuilder.text.by_words.shown import Shown
from sitebuilder.text.differences import NAME_OR_ADD, WITH_FILE
from sitebuilder.text.originals import Numbered

REPORTED = 10
"""At how many places where the words part the comparison ends."""


class Apart(Struct, frozen=True):
    """A place where the words of an article are not those of the text as received."""

    word: int
    """The place, from 0, of the article's word that is there, or of the last word before it."""
    says: str
    """What is different, and what to do."""


class Compared(Struct, frozen=True):
    """What came of a comparison."""

    marks: int
    """How many marks of the text as received are left out."""
    apart: tuple[Apart, ...]
    """Where the words part: nowhere, if the article is proven."""


def compare(article: Shown, received: Numbered) -> Compared:
    """Compare the words of an article with those of the text as received, in time that grows with their number."""
    comparison = _Comparison(article, list(tokens_of(received)))
    while not comparison.is_done and len(comparison.apart) < REPORTED:
        comparison.step()
    return Compared(comparison.marks, tuple(comparison.apart))


class _Comparison:
    """How far two texts were compared."""

    def __init__(self, article: Shown, received: Sequence[Token]) -> None:
        self.article, self.words, self.received = article, article.words, received
        self.ours = self.theirs = self.marks = self.line = self.bars = 0
        self.bars_of_line = Counter(token.paragraph for token in received if token.kind == BAR)
        self.bars_before_column_0: dict[tuple[int, int], int] = {}
        self.last: Token | None = None
        self.numbers = list(article.numbers.get(0, ()))
        self.apart: list[Apart] = []

    @property
    def is_done(self) -> bool:
        """Whether both texts are at their end."""
        return self.ours == len(self.words) and self.theirs == len(self.received)

    def step(self) -> None:
        """Take one mark or word of the text as received."""
        token = self.received[self.theirs] if self.theirs < len(self.received) else None
        if token is None:
            self._differ()
        elif token.kind and self._is_left_out(token):
            self.marks += 1
            self._pass(token)
        elif token.kind == LINE and self._is_shown(token):
            self.theirs += 1  # what it consists of comes next
        elif self._here == token.text:
            self._agree(token)
        elif token.kind and self._is_next(self.theirs + 1 + token.held):
            self._report(self._of_no_use(token))
            self._pass(token)
        else:
            self._differ()

    @property
    def _here(self) -> str | None:
        return self.words[self.ours] if self.ours < len(self.words) else None

    def _pass(self, token: Token) -> None:
        self._at_line(token)
        self.bars += token.kind == BAR
        if token.kind == NUMBER and self.numbers:
            self.numbers.pop(0)
        self.theirs += 1 + token.held

    def _is_left_out(self, token: Token) -> bool:
        """Tell whether a mark is for what begins at the next word, and is not itself that word."""
        article, at = self.article, self.ours
        if self._is_shown(token):
            return False
        if token.kind == NUMBER:
            return bool(self.numbers) and (self.numbers[0] == _as_shown(token) or bool(self.apart))
        if token.kind == BULLET:
            return at in article.items
        return at in article.cells or at in article.items or (at in article.after_tables and self._closes(token))

    def _is_shown(self, token: Token) -> bool:
        """Tell whether the article has a mark as words; of two in a row on a line, the second is a word."""
        at = self.theirs + 1
        if token.kind == LINE:
            parts = self.received[at : at + token.held]
            texts = tuple(part.text for part in parts), tuple(part.text for part in parts if part.kind != BAR)
            return any(text == self.words[self.ours : self.ours + len(text)] for text in texts if text)
        follows = self.received[at] if at < len(self.received) else None
        is_repeated = follows is not None and (follows.text, follows.paragraph) == (token.text, token.paragraph)
        return self._here == token.text and not is_repeated

    def _closes(self, token: Token) -> bool:
        """Tell whether a mark is the last bar of a row, or a line with bars or crosses right below it."""
        row = self.last.paragraph if self.last else 0
        is_drawn = token.kind == LINE and not {"|", "+"}.isdisjoint(token.text)
        return token.paragraph == row + 1 if is_drawn else token.kind == BAR and token.paragraph == row

    def _is_next(self, at: int) -> bool:
        """Tell whether the next word of the text as received is that of the article, or both are at their end."""
        while at < len(self.received):
            token = self.received[at]
            if token.kind not in (BAR, LINE) and (token.text == self._here or not token.kind):
                return token.text == self._here
            at += 1 + token.held
        return self._here is None

    def _agree(self, token: Token) -> None:
        self._at_line(token)
        if self._is_in_other_column(token):
            says = f"{WITH_FILE.theirs} has {shown(token.text)} in another column{_in(token)}"
            self._report(f"{says}, as its bars show; move it there")
        if self.numbers and not self.apart:  # a list that lacks an item has other numbers from there on
            says = f"the list has {shown(self.numbers[0])} before {shown(token.text)}, where {WITH_FILE.theirs}"
            self._report(f"{says} has no number{_in(token)}; make it a list of bullets, or a paragraph")
        self.last = token
        self._go_to(self.ours + 1, self.theirs + 1)

    def _at_line(self, token: Token) -> None:
        if self.line != token.paragraph:
            self.line, self.bars = token.paragraph, 0

    def _is_in_other_column(self, token: Token) -> bool:
        """Tell whether the bars before a word that begins a cell do not fit its column.

        There is one more before each column in a table that has a bar at the start of its lines. The head may lack the
        first column.
        """
        cell, in_line = self.article.cells.get(self.ours), self.bars_of_line[token.paragraph]
        if cell is None or not in_line:
            return False
        before = self.bars - cell.column
        expected = self.bars_before_column_0.setdefault((cell.table, in_line), before)
        return before != expected or (cell.row > 0 and before not in (0, 1))

    def _go_to(self, ours: int, theirs: int) -> None:
        self.ours, self.theirs = ours, theirs
        self.numbers = list(self.article.numbers.get(ours, ()))

    def _report(self, says: str, before: int = 0) -> None:
        self.apart.append(Apart(max(min(self.ours, len(self.words) - 1) - before, 0), says))

    def _of_no_use(self, token: Token) -> str:
        """Say that nothing begins in the article that a mark would be for."""
        where = f"before {shown(self._here)}" if self._here else "at its end"
        what, backslash = "cell of a table", f"\\{token.text}"
        if token.kind == BULLET:
            what, backslash = "item of a list", token.text if token.text == "•" else backslash
        if token.kind == NUMBER:
            what, backslash = f"item with the number {_as_shown(token)}", token.text.replace(".", "\\.")
        has = f"{WITH_FILE.theirs} has {shown(token.text)} {where}{_in(token)}"
        if token.kind == NUMBER and self.numbers:
            remedy = f"number the list as the file does, or write bullets with the number as text: {backslash}"
            return f"{has}, where the list has {shown(self.numbers[0])}; {remedy}"
        return f"{has}, where no {what} begins in the article; begin one, or write this as text: {backslash}"

    def _differ(self) -> None:
        """Report that words differ, and go on with the next that both have."""
        met = meeting(self.words, self.ours, self.received, self.theirs)
        ours = " ".join(self.words[self.ours : self.ours + met.ours])
        theirs = " ".join(self.received[at].text for at in met.theirs)
        before = f"after {shown(self.words[self.ours - 1])}" if self.ours else "at its start"
        where = _in(self.received[met.theirs[0]]) if met.theirs else ""
        if ours and theirs:
            says = f"{WITH_FILE.ours} reads {shown(ours)} where {WITH_FILE.theirs} has {shown(theirs)}{where}"
            self._report(f"{says}; make them the same")
        elif ours:
            says = f"{WITH_FILE.ours} has {shown(ours)} {before}, and {WITH_FILE.theirs} does not"
            self._report(f"{says}; make them the same")
        else:
            says = f"{WITH_FILE.theirs} has {shown(theirs)} {before}{where}, and {WITH_FILE.ours} does not"
            self._report(f"{says}; {NAME_OR_ADD}", before=int(self.ours < len(self.words)))
        if met.is_near:
            self._go_to(self.ours + met.ours, met.theirs[-1] + 1 if met.theirs else self.theirs)
        else:
            self._go_to(len(self.words), len(self.received))


def _as_shown(number: Token) -> str:
    """Return a number as a browser shows it before an item of a list."""
    return f"{number.text[:-1]}."


def _in(token: Token) -> str:
    return f" in its paragraph {token.paragraph}"
