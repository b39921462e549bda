"""Which links may an article have, and where do they lead?"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import markdown
import nh3
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.util import ETX, INLINE_PLACEHOLDER_RE, STX, AtomicString
from markupsafe import escape

from sitebuilder.text.dialect.article_links import ArticleLink, article_link
from sitebuilder.text.dialect.as_typed import AsTyped, looks_like_an_address

SCHEMES = frozenset({"http", "https", "mailto"})
"""The schemes that a link may have. Anything with another is not a link: it is shown as typed."""

_IN_PARENTHESES = r"\([^\s()<>\"]*(?:\([^\s()<>\"]*\)[^\s()<>\"]*)*\)"
_TARGET = re.compile(
    rf"\(\s*(?:<(?P<angled>[^<>]{{0,2000}})>|(?P<bare>(?:[^\s()<>\"]|{_IN_PARENTHESES}){{0,2000}}))"
    r"(?:\s+(?P<title>'[^']{0,2000}'|\"[^\"]{0,2000}\"))?\s*\)"
)
"""The target of a link: in angle brackets, or without a space and with parentheses in pairs; a title may follow."""

_SPACE = re.compile(r"\s")
_NUMERIC = re.compile(rf"{STX}([0-9]+){ETX}")
_REL = "external noopener noreferrer nofollow"


class LinkPattern(LinkInlineProcessor):
    """Makes links to the web, to mail and to articles; any other target is left as typed.

    So is a link in a link, one that holds the mark of a footnote, which is a link too, or one with code in its target.
    """

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: markdown.Markdown, article_links: list[ArticleLink], as_typed: dict[AsTyped, None]) -> None:
        """Take the converter, and where links to articles and what is left as typed are remembered."""
        super().__init__(r"\[(?<!!\[)", md)
        self.article_links, self.as_typed = article_links, as_typed
        self.articles = ""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        """Return the link that starts at a bracket, with the stretch that it takes the place of, or nothing."""
        element, start, end = super().handleMatch(m, data)
        if not isinstance(element, ET.Element) or end is None:
            return None, None, None
        label = element.text or ""
        if "sup" in _tags_in(label, self.md) or _tags_in(data[m.end() + len(label) : end], self.md):
            return None, None, None
        typed = _unescaped(element.get("href", ""))
        if article := article_link(typed, self.articles):
            self.article_links.append(article)
            element.set("href", re.sub(r"\.md(?=#|$)", ".html", typed))
        elif _is_outside(typed):
            element.set("href", typed)
            element.set("rel", _REL)
        else:
            if looks_like_an_address(typed):
                self.as_typed[AsTyped("link", typed.partition(STX)[0])] = None
            return None, None, None
        return element, start, end

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - the library's own name
        """Find the target. (The library looks through all that follows for the second quotation mark of a title.)"""
        match = _TARGET.match(data, index)
        if match is None:
            return "", None, index, False
        title = match["title"] and _SPACE.sub(" ", self.unescape(match["title"][1:-1].strip()))
        return self.unescape(match["angled"] or match["bare"] or ""), title, match.end(), True


class AutolinkPattern(InlineProcessor):
    """Makes `<https://…>` a link that reads as typed."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: markdown.Markdown) -> None:
        """Take the converter."""
        super().__init__(r"<([A-Za-z]+://[^<>\s]*)>", md)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's own name
        self, m: re.Match[str], _data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        """Return the link, with the stretch that it takes the place of, or nothing."""
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
    """Tell whether a target is a whole address, and one that the sanitiser lets through, as it does not `http://[`."""
    scheme, colon, rest = target.partition(":")
    slashes = rest.startswith("//") or scheme.lower() == "mailto"
    if not (colon and rest and slashes) or scheme.lower() not in SCHEMES or re.search(r"[\s<>\"]", target):
        return False
    return "href" in _NET.clean(f'<a href="{escape(target)}"></a>').partition(">")[0]
