"""What is the address of each page, and what is the relative link from one to another?

An address is a path in the built folder, such as `articles/flood.html`: the form in which pages refer to each other.
Every address ends in a file name and every link is relative, so that the folder works from disk.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from urllib.parse import quote

_UNRESERVED = re.compile(r"[A-Za-z0-9_.\-~/]*")

Address = str
"""A path in the built folder, with forward slashes and no leading one."""

INDEX: Address = "index.html"
"""The shared index: where a reader begins."""

ABOUT: Address = "about.html"
"""What the archive promises, and how it is made."""

VERIFY: Address = "verify.html"
"""How anyone can check a copy of the site, and build it again."""

SOURCES: Address = "sources.html"
"""The list of the source files that no page of an article leads to, and of the files that pages load."""

NOT_FOUND: Address = "404.html"
"""What a web host shows for an address that does not exist."""

TOPICS: Address = "topics/index.html"
"""The list of topics."""

PUBLISHERS: Address = "publishers/index.html"
"""The list of publishers."""

BYLINES: Address = "bylines/index.html"
"""The list of bylines."""

CHANGES: Address = "changes.html"
"""What the archive has done of late."""

FEED: Address = "atom.xml"
"""The feed of what the archive has done of late."""

SITEMAP: Address = "sitemap.xml"
"""All pages, for search engines; or, where they are too many for one file, all such files."""

ROBOTS: Address = "robots.txt"
"""Which files robots may read (RFC 9309)."""

YEARS: Address = "years/index.html"
"""All articles by year, or the years where they are too many."""

TITLES: Address = "titles/index.html"
"""All articles by title, or the first letters where they are too many."""

MARKER: Address = ".news-archive"
"""The file that says that a folder was built by an archive, and may be replaced by the next build."""

MARKER_TEXT = b"This folder was built by a news archive; the next build replaces it.\n"
"""What that file says."""

MANIFEST: Address = "manifest-sha256.txt"
"""Every other file with its SHA-256, as `sha256sum -c` reads it."""

BUILDS_OWN = ((MARKER, "the marker of the output"), (MANIFEST, "the manifest of the output"))
"""The files that a build adds to each site, and what each is."""


def article_page(slug: str) -> Address:
    """Return the address of an article's page."""
    return f"articles/{slug}.html"


def is_article_page(address: Address) -> bool:
    """Tell whether an address is that of an article's page."""
    return address.startswith("articles/") and address.endswith(".html")


def article_source(slug: str) -> Address:
    """Return the address at which an article's Markdown file is offered for download."""
    return f"articles/{slug}.md"


def original(file: str) -> Address:
    """Return the address of a text as received."""
    return f"originals/{file}"


def original_page(file: str) -> Address:
    """Return the address of the page that shows a text as received."""
    return f"originals/{file}.html"


def source_file(path: str) -> Address:
    """Return the address of another source file, given by its path in the source folder as it may be published."""
    return f"sources/{path}"


def is_source_list(address: Address) -> bool:
    """Tell whether an address is that of a page of the list of source files."""
    return re.fullmatch(r"sources(?:-[0-9]+)?\.html", address) is not None


def topic_page(slug: str) -> Address:
    """Return the address of a topic's page."""
    return f"topics/{slug}.html"


QUOTATIONS: Address = "quotations.html"
"""The register of quotations."""

NAMES: Address = "names/index.html"
"""The index of names."""

STORIES: Address = "stories/index.html"
"""The list of events, where the index does not hold them all."""


def name_page(slug: str) -> Address:
    """Return the address of a name's page."""
    return f"names/{slug}.html"


def story_page(slug: str) -> Address:
    """Return the address of an event's page."""
    return f"stories/{slug}.html"


def pair_page(one: str, other: str) -> Address:
    """Return the address of the page on which two accounts, given by slug, are side by side."""
    return f"stories/{min(one, other)}--{max(one, other)}.html"


def year_page(slug: str) -> Address:
    """Return the address of the list of a year's articles, or of the undated."""
    return f"years/{slug}.html"


def publisher_page(slug: str) -> Address:
    """Return the address of the list of a publisher's articles."""
    return f"publishers/{slug}.html"


def byline_page(slug: str) -> Address:
    """Return the address of the list of the articles with a byline."""
    return f"bylines/{slug}.html"


def title_page(slug: str) -> Address:
    """Return the address of the list of the articles whose titles start with a letter."""
    return f"titles/{slug}.html"


def part(first: Address, number: int, taken: Collection[Address] = ()) -> Address:
    """Return the address of a page of a list: page 19 of `covid.html` leaves `covid-19.html` to a list of that name."""
    address = first if number == 1 else numbered(first, number)
    return address if number == 1 or address not in taken else numbered(first, number, "--")


def numbered(first: Address, number: int, hyphens: str = "-") -> Address:
    """Return the address of a page with a number after the name of its list: `changes-1.html`."""
    stem, dot, ending = first.rpartition(".")
    return f"{stem}{hyphens}{number}{dot}{ending}"


def static(name: str) -> Address:
    """Return the address of a style sheet, script or icon."""
    return f"static/{name}"


def paragraph(number: int) -> str:
    """Return the fragment of an article's paragraph, without the `#`."""
    return f"p{number}"


def question(number: int) -> str:
    """Return the fragment of a question on the page of its event, numbered from 1, without the `#`."""
    return f"q{number}"


def question_link(story: str, number: int) -> Address:
    """Return the permanent address of a question on the page of an event, given by its slug."""
    return f"{story_page(story)}#{question(number)}"


def permalink(slug: str, number: int) -> Address:
    """Return the permanent address of a paragraph of an article, numbered from 1."""
    return f"{article_page(slug)}#{paragraph(number)}"


def parted(to: Address) -> tuple[Address, str]:
    """Return an address without its fragment, and the fragment with its `#`. In the name of a file, `#` begins none."""
    path, hash_mark, fragment = to.rpartition("#")
    return (path, f"#{fragment}") if hash_mark and "." not in fragment else (to, "")


@lru_cache(maxsize=4096)
def relative_path(folder: str, to: Address) -> str:
    """Return the path that leads from a folder of the site to an address, percent-encoded (RFC 3986)."""
    up = ""
    while folder and not to.startswith(f"{folder}/"):
        folder, up = folder.rpartition("/")[0], f"../{up}"
    path = to[len(folder) + 1 :] if folder else to
    return up + (path if _UNRESERVED.fullmatch(path) else quote(path))


def whole(url: str, address: Address) -> str:
    """Return the whole address of a file of a site that is published at a web address, which ends in a slash."""
    return url + relative_path("", address)
