"""What are search engines told of the pages? All of them, in the format of sitemaps.org, and that none is forbidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import escape

from sitebuilder.addresses import SITEMAP, Address, whole
from sitebuilder.archive.archive import Common

SITEMAP_LENGTH = 50_000
"""How many addresses a sitemap may have; where there are more, `sitemap.xml` lists several."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap(common: Common, pages: Iterable[Address], days: Mapping[Address, str]) -> Iterator[bytes]:
    """Yield a sitemap of some pages, piece by piece; `days` has the day of the archive's last act on some of them."""
    yield f'{_HEAD}<urlset xmlns="{_NAMESPACE}">\n'.encode()
    for page in pages:
        last = f"<lastmod>{days[page]}</lastmod>" if page in days else ""
        yield f"<url><loc>{escape(whole(common.url, page))}</loc>{last}</url>\n".encode()
    yield b"</urlset>\n"


def sitemap_index(common: Common, sitemaps: Iterable[Address]) -> bytes:
    """Return the list of several sitemaps."""
    rows = "".join(f"<sitemap><loc>{escape(whole(common.url, sitemap))}</loc></sitemap>\n" for sitemap in sitemaps)
    return f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n{rows}</sitemapindex>\n'.encode()


def robots(common: Common) -> bytes:
    """Return `robots.txt` (RFC 9309), which lets robots read everything and says where all pages are listed."""
    return f"User-agent: *\nDisallow:\n\nSitemap: {whole(common.url, SITEMAP)}\n".encode()
