"""What does site.yaml say?"""

from __future__ import annotations

import re

from msgspec import Struct

from sitebuilder.formats.fields import Fields
from sitebuilder.formats.schema import Schema
from sitebuilder.formats.yaml_reader import FILE_DEPTH, YamlMap, read_yaml
from sitebuilder.problems import Problem, problem, shown
from sitebuilder.source_paths import ABOUT, SITE

SCHEMA = Schema(
    "site.yaml",
    {
        "title": "What the archive is called.",
        "description": "One sentence on what it holds.",
        "language": "The language of the archive's own words (titles, notes, summaries, topics), as a BCP 47 tag: `en`,"
        " `pt-BR`. All other words of the pages are English.",
        "url": "Optional: the address at which it is published. Each page then gives its full address (`canonical`), "
        "the links of `404.html` lead to it from anywhere, and there are `atom.xml`, `sitemap.xml` and `robots.txt`.",
        "contact": "Optional: how to reach those who keep it: an e-mail address, a web address, or words.",
        "licence": "Optional: the terms of the archive's own words, not of the articles: words, or a web address.",
        "about": "Optional: `about.md`. The text of this file, which lies beside site.yaml and is in the Markdown of "
        "articles, opens the page about the archive.",
    },
)
"""Every key of site.yaml, with what it means."""


_REQUIRED = {
    "title": "write title: what the archive is called",
    "description": "write description: one sentence on what it holds",
    "language": "write language: and the tag of the language of the archive's own words, such as en",
}


_FOLDER_OF_A_PAGE = re.compile(r"(https?://.*/)[^/]+\.html?/?", re.IGNORECASE)
"""The folder of an address that ends with the name of a page."""

_E_MAIL = r"[A-Za-z0-9.!#$&'*+/=^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"


class Reference(Struct, frozen=True):
    """Words, an e-mail address or a web address."""

    text: str
    """What is shown."""
    href: str | None
    """Where it leads, for an address."""


class Settings(Struct, frozen=True):
    """The settings of the site."""

    title: str
    """What the archive is called."""
    description: str
    """One sentence on what it holds."""
    language: str
    """BCP 47 tag of the archive's own words."""
    url: str | None
    """Where it is published, ending in a slash, or None where that is not known."""
    contact: Reference | None
    """How to reach those who keep it, where site.yaml says so."""
    licence: Reference | None
    """The terms of the archive's own words, where site.yaml states them."""
    about_line: int | None
    """The line of site.yaml that has about.md shown, or None where none does."""


def read_settings(text: str) -> tuple[Settings | None, list[Problem]]:
    """Read site.yaml. Returns None with at least one problem when it is wrong."""
    node, problems = read_yaml(text, SITE, 1, FILE_DEPTH)
    if not isinstance(node, YamlMap):
        if not problems:
            problems = [problem(SITE, 1, "", "has no keys; write title: …, description: … and language: … in it")]
        return None, problems
    fields = Fields(SITE, node, SCHEMA, problems)
    for key, remedy in _REQUIRED.items():
        fields.require(key, remedy=remedy)
    language, url = fields.language("language"), fields.web_address("url")
    if url is not None and set("?#") & set(url):
        fields.note("url", f"{shown(url)} has a query or a fragment; write the address of the folder only")
    elif url is not None and (folder := _FOLDER_OF_A_PAGE.fullmatch(url)):
        fields.note("url", f"{shown(url)} is the address of a page; write that of its folder: {folder[1]}")
    title, description = fields.text("title"), fields.text("description")
    contact, licence = _reference(fields, "contact"), _reference(fields, "licence")
    about = fields.short_text("about")
    if about not in {None, ABOUT}:
        fields.note("about", f"{shown(about)} is not {ABOUT}; put the text into a file {ABOUT} here, and name that")
    about_line = fields.mapping.keys["about"].line if about else None
    if problems or title is None or description is None or language is None:
        return None, problems
    address = url.rstrip("/") + "/" if url else None
    return Settings(title, description, language, address, contact, licence, about_line), problems


def _reference(fields: Fields, key: str) -> Reference | None:
    text = fields.short_text(key)
    if text is None:
        return None
    if re.match(r"(?:https?|www)[:.]", text, re.IGNORECASE):
        return Reference(text, fields.web_address(key))
    if address := re.fullmatch(r"mailto:(\S+)", text, re.IGNORECASE):
        fields.note(key, f"{shown(text)} has more than the address; write {key}: {address[1]}")
    return Reference(text, f"mailto:{text}" if re.fullmatch(_E_MAIL, text) else None)


UNREAD = Settings("", "", "en", None, None, None, None)
"""What stands in for the site's facts while site.yaml cannot be read. Nothing made with it is ever published."""
