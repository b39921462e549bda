"""What of a finished page does a reader see?

What a page hides must not be taken for what it shows.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from sitebuilder.text.proof import RAW, VOID

_UNSEEN = (*RAW, "audio", "canvas", "datalist", "dialog", "head", "object", "select", "template", "video")
"""The elements whose content is not shown, or is not what it would be elsewhere."""

_HIDING = ("hidden", "popover")
"""The attributes that hide an element."""

_PIECE = (
    rf"(?:[^<>]++|</?(?!(?:{'|'.join(_UNSEEN)})\b)[a-z][a-z0-9]*+"
    rf'(?: (?!{"|".join(_HIDING)})[a-zA-Z-]++(?:="[^"<>]*+")?)*+/?>|<title>[^<]*+</title>)*+'
)
_PLAIN = re.compile(rf"\s*<!doctype html>\s*<html(?: [a-z]+=\"[^\"<>]*\")*>\s*<head>{_PIECE}</head>(?P<rest>{_PIECE})")
"""A page that hides nothing but its head and the titles of pictures, and whose tags cannot be mistaken."""

_UNENDED = re.compile(r"<[a-zA-Z/!?]")
"""A tag or a comment that never ends: browsers show nothing of what comes after."""

_TITLE = re.compile(r"<title>[^<]*+</title>")


def seen(page: str) -> str:
    """Return a page without its head, its comments and whatever it hides."""
    plain = _PLAIN.fullmatch(page)
    if plain is None:
        return read_seen(page)
    return _TITLE.sub("", plain["rest"]) if "<title>" in plain["rest"] else plain["rest"]


def read_seen(page: str) -> str:
    """Do the same for any page. Of attributes, only the class, the id and the start of a list are kept."""
    reader = _Seen()
    reader.feed(page)
    reader.close()
    return "".join(reader.pieces)


class _Seen(HTMLParser):
    """Collects what is not inside an element that is not seen."""

    CDATA_CONTENT_ELEMENTS = RAW  # type: ignore[misc] # Python's own are too few

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self.unseen = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.unseen:
            self.depth += tag == self.unseen
        elif tag in _UNSEEN or any(name in _HIDING for name, _ in attrs):
            self.unseen, self.depth = ("", 0) if tag in VOID else (tag, 1)
        else:
            written = self.get_starttag_text() or ""
            kept = (f' {name}="{value}"' for name, value in attrs if name in {"class", "id", "start"})
            self.pieces.append(f"<{tag}{''.join(text for text in kept if text in written)}>")

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            self.depth -= tag == self.unseen
            self.unseen = self.unseen if self.depth else ""
        else:
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.unseen and _UNENDED.match(data):
            self.unseen, self.depth = data, 1
        self._print(data.replace("<", "&lt;").replace(">", "&gt;"))

    def handle_entityref(self, name: str) -> None:
        self._print(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._print(f"&#{name};")

    def _print(self, text: str) -> None:
        if not self.unseen:
            self.pieces.append(text)
