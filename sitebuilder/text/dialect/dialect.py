"""Which Markdown do articles use, as a whole?

Python-Markdown, with everything taken out that would run, load, hide or change what was typed: raw HTML, images,
entities, reference definitions and attribute lists are text, and no character is made into another.
"""

from __future__ import annotations

import re
import string
import xml.etree.ElementTree as ET

import markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX

from sitebuilder.formats.characters import NOT_TEXT
from sitebuilder.text.dialect.article_links import ArticleLink
from sitebuilder.text.dialect.as_typed import IMAGE, TAG, AsTyped
from sitebuilder.text.dialect.blocks import (
    BulletList,
    Fences,
    FootnoteDefinition,
    FootnoteMark,
    Footnotes,
    Heading,
    OrderedList,
    Table,
)
from sitebuilder.text.dialect.inline import Code, Inline
from sitebuilder.text.dialect.links import AutolinkPattern, LinkPattern
from sitebuilder.text.dialect.sanitiser import sanitised

_LAST_CODE_POINT = 0x10FFFF


class Dialect(markdown.Markdown):
    """The converter from Markdown to HTML: `begin()` comes before each text, `reset()` before each stretch of it."""

    def __init__(self) -> None:
        """Take Python-Markdown and replace or remove what an archive cannot use."""
        self.notes = Footnotes()
        self.article_links: list[ArticleLink] = []
        self.as_typed: dict[AsTyped, None] = {}
        self.open_headings: list[str] = []
        super().__init__(extensions=[self.notes], output_format="html")
        self.ESCAPED_CHARS = list(string.punctuation)
        self._set_blocks()
        self._set_inline()
        self.treeprocessors.register(_Tidy(self), "tidy", 40)
        self.treeprocessors.register(_Ampersands(self), "ampersands", -10)

    def begin(self, articles: str = "") -> Dialect:
        """Forget the previous text. `articles` is the folder of the articles from where the text is."""
        self.links.articles = articles
        self.article_links.clear()
        self.as_typed.clear()
        self.open_headings.clear()
        return self.reset()

    def reset(self) -> Dialect:
        """Forget the previous stretch, except its links and the levels of its headings."""
        super().reset()
        return self

    def html_of(self, text: str) -> str:
        """Return the HTML of a stretch of the text, sanitised."""
        return sanitised(self.reset().convert(text))

    def _set_blocks(self) -> None:
        self.preprocessors.deregister("html_block")
        self.preprocessors.register(Fences(self), "fences", 35)
        self.preprocessors.register(_KeepCharacters(self), "normalize_whitespace", 30)
        blocks = self.parser.blockprocessors
        blocks.deregister("reference")
        blocks.register(OrderedList(self.parser), "olist", 40)
        blocks.register(BulletList(self.parser), "ulist", 30)
        blocks.register(Heading(self.parser), "hashheader", 70)
        blocks.register(FootnoteDefinition(self.notes), "footnote", 17)
        blocks.register(Table(self.parser, {"use_align_attribute": True}), "table", 75)

    def _set_inline(self) -> None:
        inline = self.inlinePatterns
        for name in ("reference", "image_link", "image_reference", "short_reference", "short_image_ref"):
            inline.deregister(name)
        for name in ("automail", "html", "entity", "em_strong"):
            inline.deregister(name)
        for name in ("em_strong2", "not_strong"):  # before 3.11
            inline.deregister(name, strict=False)
        inline.register(_NumericReference(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));", self), "number", 179)
        self.links = LinkPattern(self, self.article_links, self.as_typed)
        inline.register(self.links, "link", 160)
        inline.register(AutolinkPattern(self), "autolink", 120)
        inline.register(_Seen("image", IMAGE, self.as_typed), "seen_image", 118)
        inline.register(_Seen("tag", TAG, self.as_typed), "seen_tag", 117)
        inline.register(Code(), "backtick", 190)
        inline.register(FootnoteMark(self.notes), "footnote", 175)
        self.treeprocessors.register(Inline(self), "inline", 20)


class _KeepCharacters(Preprocessor):
    """Makes tabs that indent into spaces, because Markdown counts columns there, and changes nothing else."""

    def run(self, lines: list[str]) -> list[str]:
        kept = []
        for line in lines:
            unindented = line.lstrip(" \t")
            indent = line[: len(line) - len(unindented)].expandtabs(4)
            kept.append(indent + unindented if unindented else "")
        return [*kept, "", ""]


class _Seen(InlineProcessor):
    """Remembers the parts of a text that match a pattern, and leaves them as they are."""

    def __init__(self, kind: str, pattern: str, seen: dict[AsTyped, None]) -> None:
        """Take what is remembered, and where."""
        super().__init__(pattern)
        self.kind, self.seen = kind, seen

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's own name
        self, m: re.Match[str], _data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        """Remember a match, and take nothing."""
        self.seen[AsTyped(self.kind, m[0].partition(STX)[0])] = None
        return None, None, None


class _NumericReference(InlineProcessor):
    """Decodes `&#32;` and `&#x20;`. One that names no character that can be shown stays as typed."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's own name
        self, m: re.Match[str], _data: str
    ) -> tuple[str | None, int | None, int | None]:
        code = int(m[1], 16) if m[1] else int(m[2])
        if code > _LAST_CODE_POINT or NOT_TEXT.match(chr(code)):
            return None, None, None
        return f"{STX}{code}{ETX}", m.start(), m.end()


class _Tidy(Treeprocessor):
    """Puts the words of tight list items into paragraphs and levels headings, before inline Markdown is read."""

    def run(self, root: ET.Element) -> None:
        for item in list(root.iter("li")):
            self._wrap(item)
        for cell in root.iter():
            if side := cell.attrib.pop("align", None):
                cell.set("class", side)  # the policy of pages allows no inline style, and HTML no `align`
            if cell.tag == "th":
                cell.set("scope", "col")
            if cell.tag == "table":
                cell.set("tabindex", "0")  # a wide table scrolls on a small screen, by keyboard too (WCAG 2.1.1)
        above = self.md.open_headings  # type: ignore[attr-defined] # the dialect's own
        for heading in [element for element in root.iter() if re.fullmatch("h[1-6]", element.tag)]:
            while above and above[-1] >= heading.tag:
                above.pop()
            above.append(heading.tag)
            heading.tag = f"h{min(len(above) + 1, 6)}"

    def _wrap(self, item: ET.Element) -> None:
        children = list(item)
        for place, child in reversed(list(enumerate(children))):
            if child.tail and child.tail.strip():
                item.insert(place + 1, _paragraph(child.tail))
                child.tail = None
        if item.text and item.text.strip():
            item.insert(0, _paragraph(item.text))
            item.text = None


def _paragraph(text: str) -> ET.Element:
    paragraph = ET.Element("p")
    paragraph.text = text.strip("\n")
    return paragraph


class _Ampersands(Treeprocessor):
    """Writes every `&` as `&amp;`: the library's serializer would take `&copy;` for a character. Code is so already."""

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            if element.text and element.tag != "code":
                element.text = _plain(element.text)
            if element.tail:
                element.tail = _plain(element.tail)
            for name, value in element.items():
                element.set(name, _plain(value))


def _plain(text: str) -> str:
    return text.replace("&", f"{AMP_SUBSTITUTE}amp;")
