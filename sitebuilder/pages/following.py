"""Which files help others to follow the archive? There are some where it is known at which address it is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.acts import Act
from sitebuilder.archive.archive import Archive, Common
from sitebuilder.exports.sitemap import SITEMAP_LENGTH, robots, sitemap, sitemap_index
from sitebuilder.pages.lists.changes import newest
from sitebuilder.pages.parts.frame import Output
from sitebuilder.pages.parts.paging import Series, paged
from sitebuilder.source_paths import SITE


def following(archive: Archive, pages: Sequence[Output]) -> Iterator[Output]:
    """Yield the feed, where the archive has done anything, the sitemap of its pages, and `robots.txt`.

    A former address is not in the sitemap: the page that it leads to is.
    """
    common = archive.common
    if not common.url:
        return
    if archive.acts:
        yield Output(addresses.FEED, SITE, partial(_feed, common, newest(archive.acts)))
    left_out = {addresses.NOT_FOUND, *(former.address for former in archive.former)}
    yield from _sitemaps(archive, [page.address for page in pages if page.address not in left_out])
    yield Output(addresses.ROBOTS, SITE, partial(robots, common))


def _feed(common: Common, acts: Sequence[Act]) -> bytes:
    from sitebuilder.exports.feed import feed  # noqa: PLC0415 - most archives have none, and XML takes time to load

    return feed(common, acts)


def _sitemaps(archive: Archive, pages: Sequence[Address]) -> Iterator[Output]:
    """Yield the sitemap; or, of more pages than one may have, all of them and the list of them."""
    days = {addresses.article_page(act.of.slug): act.on.iso for act in archive.acts}  # of each its last
    series = Series(addresses.SITEMAP, length=SITEMAP_LENGTH, grows_at_its_end=True)
    several = [*paged(pages, series)]
    for part in several:
        its_days = {page: days[page] for page in part.things if page in days}
        address = part.address if part.pager else addresses.SITEMAP
        yield Output(address, SITE, partial(sitemap, archive.common, part.things, its_days))
    if len(several) > 1:
        listed = [part.address for part in several]
        yield Output(addresses.SITEMAP, SITE, partial(sitemap_index, archive.common, listed))
