"""Which parts of a text look like a link, an image or a tag, and are shown as typed?"""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec import Struct

from sitebuilder.problems import shown

IMAGE = r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])"
"""The pattern of an image in Markdown."""

TAG = r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|<!--"
"""The pattern of a tag, or of the start of a comment, in raw HTML."""

_ELEMENT = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_ARTICLE = re.compile(r"(?:(?:.*/)?articles/|\./)?([a-z0-9]+(?:-[a-z0-9]+)*)\.(?:html?|md)(#p[1-9][0-9]*)?")
_ADDRESS = re.compile(r"\S*[./#:]\S*")


class AsTyped(Struct, frozen=True):
    """A part of a text that other programs would take for markup."""

    kind: str
    """What it looks like: "link", "image" or "tag"."""
    typed: str
    """What was typed, up to the first character that a backslash or a number stands for; of a link, its target."""

    def advice(self, articles: str) -> str:
        """That it is shown as typed; what to type if something else is meant. `articles` is the way to that folder."""
        if self.kind == "image":
            return f"the image {shown(self.typed)} is shown as typed; remove it, or put a backslash before the ["
        if self.kind == "tag":
            return f"raw HTML is shown as typed, {shown(self.typed)}; write Markdown, or put a backslash before the <"
        article = _ARTICLE.fullmatch(self.typed)
        leads = "a link leads to https:, http:, mailto: or an article.md"
        remedy = f"write {articles}{article[1]}.md{article[2] or ''}" if article else leads
        return f"the link to {shown(self.typed)} is shown as typed; {remedy}"


def without_ends(parts: Collection[AsTyped]) -> tuple[AsTyped, ...]:
    """Leave out each end tag whose start tag is among the parts: one note is enough for an element."""
    tags = {part: _ELEMENT.match(part.typed) for part in parts if part.kind == "tag"}
    started = {tag[2].lower() for tag in tags.values() if tag and not tag[1]}
    return tuple(part for part in parts if not ((tag := tags.get(part)) and tag[1] and tag[2].lower() in started))


def looks_like_an_address(target: str) -> bool:
    """Tell whether somebody who wrote a text in parentheses after one in brackets meant a link."""
    return _ADDRESS.fullmatch(target) is not None
