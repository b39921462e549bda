"""Which lines of an article's Markdown are lists, tables, headings, code and footnotes?

The library's own rules, narrowed where they would lose a letter or take a plain line for something else.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import ClassVar

from markdown.blockparser import BlockParser
from markdown.blockprocessors import HashHeaderProcessor, OListProcessor, UListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX


class Fences(Preprocessor):
    """Sets code between lines of ``` or ~~~ aside. Only a plain word may follow the opening fence."""

    OPENING = re.compile(r"(?P<fence>`{3,}|~{3,})[ ]*(?P<language>[A-Za-z0-9+#.-]*)[ ]*")

    def run(self, lines: list[str]) -> list[str]:
        """Set each block aside; a fence that is never closed stays text."""
        last = {line.rstrip(): number for number, line in enumerate(lines)}
        kept: list[str] = []
        at = 0
        while at < len(lines):
            opening = self.OPENING.fullmatch(lines[at])
            if opening is None or last.get(opening["fence"], -1) <= at:
                kept.append(lines[at])
                at += 1
                continue
            end = next(n for n in range(at + 1, len(lines)) if lines[n].rstrip() == opening["fence"])
            kept += ["", self.md.htmlStash.store(_code_block(opening["language"], lines[at + 1 : end])), ""]
            at = end + 1
        return kept


def _code_block(language: str, lines: list[str]) -> str:
    code = "\n".join(lines).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    kind = f' class="language-{language}"' if language else ""
    return f"<pre><code{kind}>{code}\n</code></pre>"


class Table(TableProcessor):
    """Makes a table only of what asks for one, with dashes under each head, and of no row that would lose a cell."""

    def test(self, parent: ET.Element, block: str) -> bool:
        """Tell whether a block is such a table."""
        if not super().test(parent, block):
            return False
        head, rule, *rows = (self._split_row(row.strip(" ")) for row in block.split("\n"))
        return all("-" in cell for cell in rule) and all(len(row) <= len(head) for row in rows)

    def _split_row(self, row: str) -> list[str]:
        """Cut a row into cells. (The library takes the backslashes before the last `|` away with it.)"""
        if self.border:
            row = row.removeprefix("|")
            row = row[:-1] if self.RE_END_BORDER.search(row) else row
        return self._split(row)  # type: ignore[attr-defined,no-any-return] # the stubs leave it out


_NUMBER = r"[0-9]{1,9}\."
_BULLET = r"[*+-]"


class OrderedList(OListProcessor):
    """Keeps the number that a list starts with, and ends where a list with bullets starts."""

    LAZY_OL = False
    SIBLING_TAGS: ClassVar[list[str]] = ["ol"]

    def __init__(self, parser: BlockParser) -> None:
        """Take the parser of blocks."""
        super().__init__(parser)
        self.RE, self.CHILD_RE, self.INDENT_RE = _item(_NUMBER), _item(_NUMBER), _item(f"{_NUMBER}|{_BULLET}", 4)

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Read the first block, up to a list of the other kind."""
        _cut_where_kinds_change(blocks)
        super().run(parent, blocks)


class BulletList(UListProcessor):
    """Ends where a numbered list starts."""

    SIBLING_TAGS: ClassVar[list[str]] = ["ul"]

    def __init__(self, parser: BlockParser) -> None:
        """Take the parser of blocks."""
        super().__init__(parser)
        self.RE, self.CHILD_RE, self.INDENT_RE = _item(_BULLET), _item(_BULLET), _item(f"{_NUMBER}|{_BULLET}", 4)

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Read the first block, up to a list of the other kind."""
        _cut_where_kinds_change(blocks)
        super().run(parent, blocks)


def _item(marker: str, indent: int = 0) -> re.Pattern[str]:
    """Return the pattern of a list item's first line. The library asks for its third group."""
    return re.compile(rf"^[ ]{{{indent},{indent + 3}}}(({marker}))[ ]+(.*)")


_KINDS = (_item(_NUMBER), _item(_BULLET))


def _cut_where_kinds_change(blocks: list[str]) -> None:
    """Cut the first block, which starts with an item, before each line that starts an item of another kind."""
    parts: list[list[str]] = []
    kind = None
    for line in blocks[0].split("\n"):
        starts = next((item for item in _KINDS if item.match(line)), kind)
        if starts is not kind:
            kind = starts
            parts.append([])
        parts[-1].append(line)
    blocks[:1] = ["\n".join(part) for part in parts]


class Heading(HashHeaderProcessor):
    """Asks for a space after the `#`, so that `#hashtag` stays text."""

    RE = re.compile(r"^(?P<level>#{1,6})[ ](?P<header>(?:\\.|[^\\\n])*?)[ ]*(?:\n|\Z)", re.MULTILINE)

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Read all headings of a block. (The library reads one, and then the rest as another block.)"""
        if self.parser.state.isstate("looselist"):  # there, what comes after a heading is to be read on its own
            super().run(parent, blocks)
            return
        block, at = blocks.pop(0), 0
        for heading in self.RE.finditer(block):
            if before := block[at : heading.start()].removesuffix("\n"):
                self.parser.parseBlocks(parent, [before])
            ET.SubElement(parent, f"h{len(heading['level'])}").text = heading["header"].strip()
            at = heading.end()
        if block[at:]:
            blocks.insert(0, block[at:])


class Footnotes(FootnoteExtension):
    """Remembers labels that are defined twice, of which the library would silently keep the last."""

    def __init__(self) -> None:
        """Set what the library writes around a footnote."""
        super().__init__(SEPARATOR="-", PLACE_MARKER=f"{STX}nowhere{ETX}", BACKLINK_TEXT="↩")

    def reset(self) -> None:
        """Forget the footnotes of the previous text."""
        super().reset()
        self.numbers: dict[str, int] = {}
        self.defined_twice: list[str] = []
        self.all_defined = False

    def makeFootnotesDiv(self, root: ET.Element) -> ET.Element | None:  # noqa: N802 - the library's own name
        """Make the list that comes after the text; from then on, no footnote is defined."""
        self.all_defined = True
        return super().makeFootnotesDiv(root)

    def number_of(self, label: str) -> int | None:
        """Return the number of a footnote, by the order in which they are defined, or None where it is not."""
        if len(self.numbers) != len(self.footnotes):
            self.numbers = {label: number for number, label in enumerate(self.footnotes, start=1)}
        return self.numbers.get(label)

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """Return the id of a mark that leads to a footnote, numbered from the second on, and count the marks.

        The library tries one number after the other for each mark.
        """
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        name, _, label = reference.partition(self.get_separator())
        return reference if count == 1 else f"{name}{count}{self.get_separator()}{label}"

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802 - the library's own names
        """Take a footnote, and note a label that has one already."""
        if id in self.footnotes:
            self.defined_twice.append(id)
        super().setFootnote(id, text)


class FootnoteDefinition(FootnoteBlockProcessor):
    """Takes plain words as labels, so that a label can be part of an id. In a footnote, no other is defined."""

    RE = re.compile(r"^[ ]{0,3}\[\^([A-Za-z0-9_-]+)\]:[ ]*(.*)$", re.MULTILINE)
    footnotes: Footnotes

    def test(self, parent: ET.Element, block: str) -> bool:
        """Tell whether a block may define a footnote."""
        return not self.footnotes.all_defined and super().test(parent, block)


class FootnoteMark(InlineProcessor):
    """Makes `[^1]` a link to its footnote. (The library counts all footnotes for each.)"""

    def __init__(self, footnotes: Footnotes) -> None:
        """Take the footnotes."""
        super().__init__(r"\[\^([^\]]*)\]")
        self.footnotes = footnotes

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's own name
        self, m: re.Match[str], _data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        """Return the mark, or nothing where no footnote has that label."""
        if (number := self.footnotes.number_of(m[1])) is None:
            return None, None, None
        mark = ET.Element("sup", {"id": self.footnotes.makeFootnoteRefId(m[1], found=True)})
        link = ET.SubElement(mark, "a", {"href": f"#{self.footnotes.makeFootnoteId(m[1])}", "class": "footnote-ref"})
        link.text = str(number)
        return mark, m.start(), m.end()
