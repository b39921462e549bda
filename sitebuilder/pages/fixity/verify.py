"""What does the page show that tells a stranger how to check the site?"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from sitebuilder import VERSION, addresses
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.source import Source
from sitebuilder.pages.fixity import commands
from sitebuilder.pages.fixity.editions import Edition, archive_edition
from sitebuilder.pages.fixity.rules import RULES, Rule
from sitebuilder.pages.fixity.sources import renamed
from sitebuilder.pages.parts.frame import Output, View, frame
from sitebuilder.problems import counted
from sitebuilder.source_paths import SITE


class VerifyView(View, frozen=True):
    """What the page about checking shows."""

    template: ClassVar = "verify.html"
    edition: Edition
    """Which edition of the archive it is."""
    version: str
    """The version of the program that built it."""
    has_originals: bool
    """Whether the site has texts as received."""
    withdrawn: str | None
    """How many articles are withdrawn, in words, so that the site cannot be built from a copy; None where none are."""
    get: str
    """The command that gets every file over the network."""
    marker: str
    """The command that makes the marker."""
    sums: str
    """The command that compares every file with the manifest."""
    sums_on_macos: str
    """The same on macOS."""
    sums_on_windows: str
    """The same in PowerShell."""
    extra: str
    """The commands that print what is not in the manifest."""
    texts: str
    """The command that compares each text with the file received."""
    source: str
    """The commands that make a source folder of a copy."""
    digits: str
    """The command that prints the digits of the edition."""
    build: str
    """The commands that build the site again, and compare."""
    verify: str
    """The command that checks everything at once."""
    rules: tuple[Rule, ...]
    """By which rules everything is computed."""


def verify_page(archive: Archive, source: Source) -> Output:
    """Return the page that says how to check the site."""
    return Output(addresses.VERIFY, SITE, partial(_view, archive, source))


def _view(archive: Archive, source: Source) -> VerifyView:
    has_originals = any(one.original and one.original.file not in archive.withheld for one in archive.articles)
    title = archive.settings.title
    description = (
        f"How to check a copy of {title}: that it is complete, that its texts are exact, how to build it again."
    )
    return VerifyView(
        frame=frame(archive.common, addresses.VERIFY, "Verify", description),
        edition=archive_edition(archive),
        version=VERSION,
        has_originals=has_originals,
        withdrawn=counted(len(archive.withdrawn), "article") if archive.withdrawn else None,
        get=commands.get_everything(archive.settings.url),
        marker=commands.MAKE_MARKER,
        sums=commands.CHECK_SUMS,
        sums_on_macos=commands.CHECK_SUMS_ON_MACOS,
        sums_on_windows=commands.CHECK_SUMS_ON_WINDOWS,
        extra=commands.FIND_EXTRA,
        texts=commands.COMPARE_TEXTS,
        source=commands.make_source(renamed(source), has_originals),
        digits=commands.COMPUTE_EDITION,
        build=commands.BUILD_AGAIN,
        verify=commands.VERIFY,
        rules=RULES,
    )
