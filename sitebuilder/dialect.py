"""Which Markdown do articles speak?

Python-Markdown, with everything taken out that would run, load, hide or change what was typed: raw HTML, images,
entities, reference definitions and attribute lists are text, and no character is made into another.
"""

from __future__ import annotations

import re
import string
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import ClassVar

import markdown
import nh3
from markdown.blockparser import BlockParser
from markdown.blockprocessors import HashHeaderProcessor, OListProcessor, UListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, INLINE_PLACEHOLDER_RE, STX, AtomicString
from markupsafe import escape

from sitebuilder.characters import NOT_TEXT
from sitebuilder.emphasis import Emphasis

SCHEMES = frozenset({"http", "https", "mailto"})
"""The schemes that a link may have. A link with another is no link: it is shown as typed."""

_NUMERIC = re.compile(rf"{STX}([0-9]+){ETX}")
_REL = "external noopener noreferrer nofollow"
_ARTICLE_LINK = re.compile(r"(?:(?P<slug>[a-z0-9-]+)\.md)?(?:#p(?P<paragraph>[1-9][0-9]{0,6}))?")


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """A link in an article's text to a paragraph of this article, or to another article."""

    typed: str
    """The target as typed: `other-slug.md#p3`."""
    slug: str
    """The other article's slug; empty for this article."""
    paragraph: int
    """The number of the paragraph; 0 for the article as a whole."""


class Dialect(markdown.Markdown):
    """The converter from an article's Markdown to HTML. `reset()` comes before each text."""

    def __init__(self) -> None:
        """Take Python-Markdown and replace or remove what an archive cannot use."""
        self.notes = _Footnotes()
        super().__init__(extensions=[self.notes], output_format="html")
        self.ESCAPED_CHARS = list(string.punctuation)
        self._set_blocks()
        self._set_inline()
        self.treeprocessors.register(_Tidy(self), "tidy", 40)
        self.treeprocessors.register(_Ampersands(self), "ampersands", -10)

    def reset(self) -> Dialect:
        """Forget the text before. (The library calls it once while it is made, before the links are there.)"""
        self.article_links: list[ArticleLink] = []
        super().reset()
        return self

    def _set_blocks(self) -> None:
        self.preprocessors.deregister("html_block")
        self.preprocessors.register(_Fences(self), "fences", 35)
        self.preprocessors.register(_KeepCharacters(self), "normalize_whitespace", 30)
        blocks = self.parser.blockprocessors
        blocks.deregister("reference")
        blocks.register(_OrderedList(self.parser), "olist", 40)
        blocks.register(_BulletList(self.parser), "ulist", 30)
        blocks.register(_Heading(self.parser), "hashheader", 70)
        blocks.register(_FootnoteDefinition(self.notes), "footnote", 17)
        blocks.register(_Table(self.parser, {"use_align_attribute": False}), "table", 75)

    def _set_inline(self) -> None:
        inline = self.inlinePatterns
        for name in ("reference", "image_link", "image_reference", "short_reference", "short_image_ref"):
            inline.deregister(name)
        for name in ("automail", "html", "entity", "em_strong"):
            inline.deregister(name)
        for name in ("em_strong2", "not_strong"):  # before 3.11
            inline.deregister(name, strict=False)
        inline.register(_NumericReference(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));", self), "number", 179)
        inline.register(_Link(r"(?<!\!)\[", self), "link", 160)
        inline.register(_Autolink(r"<([A-Za-z]+://[^<>\s]*)>", self), "autolink", 120)
        inline.register(Emphasis(), "emphasis", 60)


class _KeepCharacters(Preprocessor):
    """Makes tabs that indent into spaces, because Markdown counts columns there, and changes nothing else."""

    def run(self, lines: list[str]) -> list[str]:
        kept = []
        for line in lines:
            words = line.lstrip(" \t")
            kept.append(line[: len(line) - len(words)].expandtabs(4) + words if words else "")
        return [*kept, "", ""]


class _Fences(Preprocessor):
    """Sets code between lines of ``` or ~~~ aside. Only a plain word may follow the opening fence."""

    OPENING = re.compile(r"(?P<fence>`{3,}|~{3,})[ ]*(?P<language>[A-Za-z0-9+#.-]*)[ ]*")

    def run(self, lines: list[str]) -> list[str]:
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


class _NumericReference(InlineProcessor):
    """Decodes `&#32;` and `&#x20;`. One that names no character that can be shown stays as typed."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's own name
        self, m: re.Match[str], _data: str
    ) -> tuple[str | None, int | None, int | None]:
        code = int(m[1], 16) if m[1] else int(m[2])
        if code > sys.maxunicode or NOT_TEXT.match(chr(code)):
            return None, None, None
        return f"{STX}{code}{ETX}", m.start(), m.end()


class _Link(LinkInlineProcessor):
    """Makes links to the web, to mail and to articles; any other target is left as typed.

    So is a link in a link, one that holds the mark of a footnote, which is a link too, or one with code in its target.
    """

    ANCESTOR_EXCLUDES = ("a",)
    md: Dialect

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        element, start, end = super().handleMatch(m, data)
        if not isinstance(element, ET.Element) or end is None:
            return None, None, None
        words = element.text or ""
        if "sup" in _tags_in(words, self.md) or _tags_in(data[m.end() + len(words) : end], self.md):
            return None, None, None
        typed = _unescaped(element.get("href", ""))
        article = _ARTICLE_LINK.fullmatch(typed) if typed else None
        if article:
            number = int(article["paragraph"] or 0)
            self.md.article_links.append(ArticleLink(typed, article["slug"] or "", number))
            element.set("href", re.sub(r"\.md(?=#|$)", ".html", typed))
        elif _is_outside(typed):
            element.set("href", typed)
            element.set("rel", _REL)
        else:
            return None, None, None
        return element, start, end

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - the library's own name
        """Find the target. (Of `[a](b'(c)` the library takes all that follows, but for its last two letters.)"""
        href, title, end, handled = super().getLink(data, index)
        return href, title, end, handled and index < end and data[end - 1] == ")"


class _Autolink(InlineProcessor):
    """Makes `<https://…>` a link that reads as typed."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's own name
        self, m: re.Match[str], _data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        address = _unescaped(self.unescape(m[1]))
        if _tags_in(m[1], self.md) or not _is_outside(address):
            return None, None, None
        element = ET.Element("a", href=address, rel=_REL)
        element.text = AtomicString(address)
        return element, m.start(), m.end()


def _unescaped(text: str) -> str:
    """Return a text with the library's placeholders for escaped characters made into those characters."""
    return _NUMERIC.sub(lambda code: chr(int(code[1])), text)


def _tags_in(text: str, md: markdown.Markdown) -> set[str]:
    """Return the names of the elements that have already been made of parts of a text."""
    made = md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined] # the stubs leave it out
    nodes = (made.get(key) for key in INLINE_PLACEHOLDER_RE.findall(text))
    return {node.tag for node in nodes if isinstance(node, ET.Element)}


_NET = nh3.Cleaner(tags={"a"}, attributes={"a": {"href"}}, url_schemes=set(SCHEMES), link_rel=None)


def _is_outside(target: str) -> bool:
    """Tell whether a target is a whole address, and one that the sanitiser will let through: `http://[` is none."""
    scheme, colon, rest = target.partition(":")
    slashes = rest.startswith("//") or scheme.lower() == "mailto"
    if not (colon and rest and slashes) or scheme.lower() not in SCHEMES or re.search(r"[\s<>\"]", target):
        return False
    return "href" in _NET.clean(f'<a href="{escape(target)}"></a>').partition(">")[0]


class _Table(TableProcessor):
    """Makes a table only of what asks for one, with dashes under each head, and of no row that would lose a cell."""

    def test(self, parent: ET.Element, block: str) -> bool:
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


class _OrderedList(OListProcessor):
    """Keeps the number that a list starts with, and ends where a list with bullets starts."""

    LAZY_OL = False
    SIBLING_TAGS: ClassVar[list[str]] = ["ol"]

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE, self.CHILD_RE, self.INDENT_RE = _item(_NUMBER), _item(_NUMBER), _item(f"{_NUMBER}|{_BULLET}", 4)

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        _cut_before(_item(_BULLET), blocks)
        super().run(parent, blocks)


class _BulletList(UListProcessor):
    """Ends where a numbered list starts."""

    SIBLING_TAGS: ClassVar[list[str]] = ["ul"]

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE, self.CHILD_RE, self.INDENT_RE = _item(_BULLET), _item(_BULLET), _item(f"{_NUMBER}|{_BULLET}", 4)

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        _cut_before(_item(_NUMBER), blocks)
        super().run(parent, blocks)


def _item(marker: str, indent: int = 0) -> re.Pattern[str]:
    """Return the pattern of a list item's first line. The library asks for its third group."""
    return re.compile(rf"^[ ]{{{indent},{indent + 3}}}(({marker}))[ ]+(.*)")


def _cut_before(item: re.Pattern[str], blocks: list[str]) -> None:
    """Cut the first block in two before the first line, other than its first, that starts an item of another kind."""
    lines = blocks[0].split("\n")
    cut = next((number for number, line in enumerate(lines) if number and item.match(line)), len(lines))
    blocks[:1] = ["\n".join(part) for part in (lines[:cut], lines[cut:]) if part]


class _Heading(HashHeaderProcessor):
    """Asks for a space after the `#`, so that `#hashtag` stays text."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ ](?P<header>(?:\\.|[^\\\n])*?)[ ]*(?:\n|$)")


class _Footnotes(FootnoteExtension):
    """Remembers labels that are defined twice, of which the library would silently keep the last."""

    def __init__(self) -> None:
        super().__init__(SEPARATOR="-", PLACE_MARKER=f"{STX}nowhere{ETX}", BACKLINK_TEXT="↩")

    def reset(self) -> None:
        super().reset()
        self.defined_twice: list[str] = []
        self.all_defined = False

    def makeFootnotesDiv(self, root: ET.Element) -> ET.Element | None:  # noqa: N802 - the library's own name
        self.all_defined = True
        return super().makeFootnotesDiv(root)

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802 - the library's own names
        if id in self.footnotes:
            self.defined_twice.append(id)
        super().setFootnote(id, text)


class _FootnoteDefinition(FootnoteBlockProcessor):
    """Takes plain words as labels, so that a label can be part of an id. In a footnote, no other is defined."""

    RE = re.compile(r"^[ ]{0,3}\[\^([A-Za-z0-9_-]+)\]:[ ]*(.*)$", re.MULTILINE)
    footnotes: _Footnotes

    def test(self, parent: ET.Element, block: str) -> bool:
        return not self.footnotes.all_defined and super().test(parent, block)


class _Tidy(Treeprocessor):
    """Puts the words of tight list items into paragraphs and levels headings, before inline Markdown is read."""

    def run(self, root: ET.Element) -> None:
        for item in list(root.iter("li")):
            self._wrap(item)
        for cell in root.iter():
            cell.attrib.pop("style", None)
            if cell.tag == "th":
                cell.set("scope", "col")
            if cell.tag == "table":
                cell.set("tabindex", "0")  # a wide table scrolls on a small screen, by keyboard too (WCAG 2.1.1)
        above: list[str] = []
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
