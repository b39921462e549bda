"""What does the feed of what the archive has done say?

It is Atom (RFC 4287), in which two entries with one id are one entry: so each article has one entry, with all of its
acts that are among the newest. Atom requires a time of day, which no act has: it is midnight, as the page about the
archive says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sitebuilder.addresses import CHANGES, FEED, article_page, whole
from sitebuilder.archive.acts import Act
from sitebuilder.archive.archive import Common
from sitebuilder.formats.dates import PartialDate
from sitebuilder.ordering import grouped
from sitebuilder.records.articles.article import Article, ArticleText
from sitebuilder.records.articles.withdrawn import AnyArticle

ATOM = "http://www.w3.org/2005/Atom"
"""The namespace of Atom."""

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may have, not even escaped (XML 1.0, 2.2)."""


def feed(common: Common, acts: Sequence[Act]) -> bytes:
    """Return the feed of some acts, the newest first, of which there are some, of an archive whose address is known."""
    site = common.settings
    root = Element("feed", {"xmlns": ATOM})
    _add(root, "id", common.url)
    _add(root, "title", site.title, site.language)
    _add(root, "subtitle", site.description, site.language)
    _add(root, "updated", _midnight(acts[0].on))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": whole(common.url, FEED)})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": whole(common.url, CHANGES)})
    _add(SubElement(root, "author"), "name", site.title)
    for of, done in grouped((act.of, act) for act in acts).items():
        _entry(root, common, of.article if isinstance(of, ArticleText) else of, done)
    indent(root, "")
    return bytes(tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _entry(root: Element, common: Common, of: AnyArticle, done: Sequence[Act]) -> None:
    """Add the entry of an article: what was done with it, the newest first, and what its source gives."""
    address, own = whole(common.url, article_page(of.slug)), common.settings.language
    article = of if isinstance(of, Article) else None
    language = article.language if article and not article.title_is_supplied else own
    entry = SubElement(root, "entry")
    _add(entry, "id", address)
    _add(entry, "title", article.title_apart if article else of.slug, language)
    _add(entry, "updated", _midnight(done[0].on))
    if article and article.date and article.date.is_whole_day:
        _add(entry, "published", _midnight(article.date))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    if article and article.byline:
        _add(SubElement(entry, "author"), "name", article.byline)
    _add(entry, "summary", _in_words(done), own)


def _in_words(acts: Iterable[Act]) -> str:
    return "; ".join(f"{act.on.iso}: {'Withdrawn: ' if act.is_withdrawal else ''}{act.what}" for act in acts)


def _midnight(day: PartialDate) -> str:
    return f"{day.iso}T00:00:00Z"


def _add(parent: Element, name: str, text: str, language: str | None = None) -> None:
    """Add an element with a text, whose language is said where it is known."""
    SubElement(parent, name, {"xml:lang": language} if language else {}).text = _FORBIDDEN.sub("\ufffd", text)
