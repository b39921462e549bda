"""What do the pages that are all words show: About, and Not found?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sitebuilder import addresses
from sitebuilder.archive.archive import Archive
from sitebuilder.pages.parts.frame import Output, View, frame
from sitebuilder.source_paths import SITE


@dataclass(frozen=True)
class AboutView(View):
    """What the page about the archive shows."""

    template: ClassVar = "about.html"


@dataclass(frozen=True)
class NotFoundView(View):
    """What a host shows for an address that does not exist."""

    template: ClassVar = "404.html"


def about_page(archive: Archive) -> Output:
    """Return the page about the archive."""
    description = f"What {archive.settings.title} promises, and how it is made."
    return Output(addresses.ABOUT, AboutView(frame(archive, addresses.ABOUT, "About", description)), SITE)


def not_found_page(archive: Archive) -> Output:
    """Return the page that a host shows for an address that does not exist."""
    description = f"{archive.settings.title} has no page at this address."
    view = NotFoundView(frame(archive, addresses.NOT_FOUND, "Not found", description))
    return Output(addresses.NOT_FOUND, view, SITE)
