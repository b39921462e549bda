"""Where do the links of a page lead, from the page that is being made?"""

from __future__ import annotations

from sitebuilder.addresses import Address, parted, relative_path


class PageLinks:
    """What templates call as `link`: one for all pages, so that macros need not be made anew for each."""

    def __init__(self) -> None:
        """Begin with no page."""
        self.begin("", None)

    def begin(self, page: Address, root: str | None) -> None:
        """Make links from a page; or, for a page that is shown at any address, from the root of the site."""
        self.page = page
        self.folder = "" if root else page.rpartition("/")[0]
        self.root = root or ""
        self.targets: set[Address] = set()

    def __call__(self, to: Address) -> str:
        """Return the link to an address, and note where it leads."""
        path, fragment = parted(to)
        self.targets.add(path or self.page)
        if fragment and path in ("", "" if self.root else self.page):
            return self.root + fragment
        return self.root + relative_path(self.folder, path) + fragment
