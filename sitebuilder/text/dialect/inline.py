"""How is the Markdown in a paragraph read, in time that grows with its length alone?

The library's own processor takes one match after the other out of the whole text, and looks for the place of each
among all others: thousands of links or emphasised words in one paragraph take it the square of their number.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import markdown
from markdown.inlinepatterns import BacktickInlineProcessor, InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import INLINE_PLACEHOLDER, INLINE_PLACEHOLDER_RE, STX, AtomicString, code_escape

from sitebuilder.text.dialect.emphasis import marks_of
from sitebuilder.text.limits import EMPHASIS_LEVELS, TooDeep


class Inline(Treeprocessor):
    """Reads the texts of a tree: each pattern in turn, the most binding first, and emphasis last."""

    def __init__(self, md: markdown.Markdown) -> None:
        """Take the converter."""
        super().__init__(md)
        self.stashed_nodes: dict[str, ET.Element] = {}  # the library's own patterns look there under this name

    def run(self, root: ET.Element) -> None:
        """Put what is made of every text, and of every tail, in its place. Raises `TooDeep`."""
        self.stashed_nodes = {}
        for element in list(root.iter()):
            text, children = element.text, list(element)
            element.text = None
            for child in children:
                element.remove(child)
            self._read(text, element)
            for child in children:
                tail, child.tail = child.tail, None
                element.append(child)
                self._read(tail, element)

    def _read(self, text: str | None, into: ET.Element, first: int = 0, within: tuple[str, ...] = ()) -> None:
        """Read a text by the patterns from the number `first` on; `within` are the elements of patterns around it."""
        if not text or isinstance(text, AtomicString):
            _add(into, text or "")
            return
        for number, pattern in enumerate(self.md.inlinePatterns):
            is_left_out = number < first or not set(pattern.ANCESTOR_EXCLUDES).isdisjoint(within)
            if isinstance(pattern, InlineProcessor) and not is_left_out:
                text = self._apply(pattern, text, number, within)
        at, unclosed = 0, [into]
        for mark in marks_of(text):
            self._put(unclosed[-1], text[at : mark.at])
            if len(unclosed) > EMPHASIS_LEVELS and mark.opens:
                raise TooDeep(text.partition(STX)[0])
            if mark.opens:
                unclosed.append(ET.SubElement(unclosed[-1], mark.opens))
            else:
                unclosed.pop()
            at = mark.at + mark.size
        self._put(into, text[at:])

    def _apply(self, pattern: InlineProcessor, text: str, number: int, within: tuple[str, ...]) -> str:
        """Return a text with a placeholder for each element that a pattern makes of it."""
        search = pattern.getCompiledRegExp().search
        pieces, copied, at = [], 0, 0
        while match := search(text, at):
            node, start, end = pattern.handleMatch(match, text)
            if start is None or end is None:
                at = match.end()
            elif node is None:
                at = end
            else:
                made = node if isinstance(node, str) else self._stashed(node, number + 1, within)
                pieces += [text[copied:start], made]
                copied = at = end
        return "".join((*pieces, text[copied:])) if pieces else text

    def _stashed(self, node: ET.Element, first: int, within: tuple[str, ...]) -> str:
        """Set an element aside, its own text read, and return the placeholder for it."""
        if not len(node):
            text, node.text = node.text, None
            self._read(text, node, first, (*within, node.tag))
        number = f"{len(self.stashed_nodes):04}"
        self.stashed_nodes[number] = node
        return INLINE_PLACEHOLDER % number

    def _put(self, parent: ET.Element, text: str) -> None:
        """Add a text to an element, with what was set aside in the places of its placeholders."""
        for at, part in enumerate(INLINE_PLACEHOLDER_RE.split(text)):
            if at % 2:
                parent.append(self.stashed_nodes[part])
            else:
                _add(parent, part)


def _add(parent: ET.Element, text: str) -> None:
    """Add a text at the end of an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text if parent[-1].tail else text
    else:
        parent.text = parent.text + text if parent.text else text


class Code(BacktickInlineProcessor):
    """Makes code of what is between backticks, but for one that a backslash takes for itself."""

    def __init__(self) -> None:
        """Look for backticks."""
        super().__init__(r"\\(?<!\\\\)\\*+`+|`(?<!\\`)`*+")

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        """Return the code that starts at some backticks, or nothing."""
        backslashes = m[0].count("\\")
        begin = m.start() + backslashes + backslashes % 2
        start, end = self.find_code_spans(begin, data)  # type: ignore[misc] # the stubs take it for another
        if end is None or begin == m.end():
            return None, begin, m.end()
        code = ET.Element("code")
        code.text = AtomicString(code_escape(data[start:end].strip()))
        return code, begin, end + start - begin
