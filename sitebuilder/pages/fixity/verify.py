"""What does the page show that tells a stranger how to check the site?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from sitebuilder import VERSION, addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive, Common
from sitebuilder.archive.source import Source
from sitebuilder.pages.fixity import commands
from sitebuilder.pages.fixity.rules import RULES, Rule
from sitebuilder.pages.fixity.sources import renamed
from sitebuilder.pages.parts.frame import Output, View, frame
from sitebuilder.problems import counted
from sitebuilder.source_paths import SITE


class VerifyView(View, frozen=True):
    """What the page about checking shows."""

    template: ClassVar = "verify.html"
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
    has_originals = any(one.original and one.original.file not in archive.withheld for one in archive.articles)
    withdrawn = counted(len(archive.withdrawn), "article") if archive.withdrawn else None
    recipe = partial(_view, archive.common, renamed(source), has_originals, withdrawn)
    return Output(addresses.VERIFY, SITE, recipe)


def _view(common: Common, undo: Mapping[Address, str], has_originals: bool, withdrawn: str | None) -> VerifyView:
    title = common.settings.title
    description = (
        f"How to check a copy of {title}: that it is complete, that its texts are exact, how to build it again."
    )
    return VerifyView(
        frame=frame(common, addresses.VERIFY, "Verify", description),
        version=VERSION,
        has_originals=has_originals,
        withdrawn=withdrawn,
        get=commands.get_everything(common.settings.url),
        marker=commands.MAKE_MARKER,
        sums=commands.CHECK_SUMS,
        sums_on_macos=commands.CHECK_SUMS_ON_MACOS,
        sums_on_windows=commands.CHECK_SUMS_ON_WINDOWS,
        extra=commands.FIND_EXTRA,
        texts=commands.COMPARE_TEXTS,
        source=commands.make_source(undo, has_originals),
        digits=commands.COMPUTE_EDITION,
        build=commands.BUILD_AGAIN,
        verify=commands.VERIFY,
        rules=RULES,
    )
