"""What do the pages that are all words show: About, and Not found?"""

from __future__ import annotations

import base64
import hashlib
from functools import partial
from typing import ClassVar

from markupsafe import Markup
from msgspec.structs import replace

from sitebuilder import VERSION, addresses
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.source import Source
from sitebuilder.pages.accounts.questions import Meaning, meanings_of
from sitebuilder.pages.fixity.editions import Edition, archive_edition
from sitebuilder.pages.parts.frame import Output, View, frame
from sitebuilder.pages.parts.style_sheets import frame_rules
from sitebuilder.records.about import About
from sitebuilder.records.stories import RELATIONS
from sitebuilder.source_paths import SITE, STYLE


class AboutView(View, frozen=True):
    """What the page about the archive shows."""

    template: ClassVar = "about.html"
    about: About | None
    """What those who keep the archive say of it."""
    edition: Edition
    """Which edition of the archive it is."""
    version: str
    """The version of the program."""
    relations: tuple[Meaning, ...]
    """How accounts of an event can relate to each other, with what that means."""


class NotFoundView(View, frozen=True):
    """What a host shows for an address that does not exist: at that address, so it is complete in itself."""

    template: ClassVar = "404.html"
    style: Markup
    """Its rules: those for what is around every page."""

    @property
    def root(self) -> str | None:
        """Where the archive is published, if that is known."""
        return self.frame.site.url


def about_page(archive: Archive) -> Output:
    """Return the page about the archive."""
    return Output(addresses.ABOUT, SITE, partial(_about, archive))


def _about(archive: Archive) -> AboutView:
    description = f"What {archive.settings.title} promises, and how it is made."
    around = frame(archive.common, addresses.ABOUT, "About", description)
    return AboutView(around, archive.about, archive_edition(archive), VERSION, meanings_of(RELATIONS))


_OWN_STYLE_ONLY = Markup(
    "default-src 'none'; style-src 'sha256-{}'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The policy of a page that loads nothing and has one style element, given by its hash (CSP 3).

No script can run, so `connect-src` serves nobody but tools that audit the page and ask for robots.txt from it.
"""


def not_found_page(archive: Archive, source: Source) -> Output:
    """Return the page that a host shows for an address that does not exist."""
    return Output(addresses.NOT_FOUND, SITE, partial(_not_found, archive, source.templates.get(STYLE, b"")))


def _not_found(archive: Archive, style_sheet: bytes) -> NotFoundView:
    description = f"{archive.settings.title} has no page at this address."
    around = frame(archive.common, addresses.NOT_FOUND, "Not found", description)
    style = frame_rules(style_sheet)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return NotFoundView(replace(around, policy=_OWN_STYLE_ONLY.format(digest)), Markup(style))  # noqa: S704 - no markup
