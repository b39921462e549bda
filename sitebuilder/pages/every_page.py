"""Which pages and other files exist? The file to read first.

Each line of `every_page` makes one kind of page. Follow it to the module that says what such a page shows, and from
the view there to its template.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitebuilder.archive.archive import Archive
from sitebuilder.archive.source import Source
from sitebuilder.pages.about import about_page, not_found_page
from sitebuilder.pages.accounts.story import story_pages
from sitebuilder.pages.article import article_pages
from sitebuilder.pages.copies import copies
from sitebuilder.pages.fixity.sources import readme, source_lists
from sitebuilder.pages.fixity.verify import verify_page
from sitebuilder.pages.following import following
from sitebuilder.pages.front import index_page
from sitebuilder.pages.lists.changes import change_pages
from sitebuilder.pages.lists.other_accounts import other_account_lists
from sitebuilder.pages.lists.printed import byline_lists, publisher_lists
from sitebuilder.pages.lists.titles import letter_lists
from sitebuilder.pages.lists.topics import events_list, topic_lists, topics_list
from sitebuilder.pages.lists.years import year_lists
from sitebuilder.pages.originals import original_pages
from sitebuilder.pages.parts.frame import Output, View
from sitebuilder.pages.past.former import former_pages
from sitebuilder.pages.past.notices import notices
from sitebuilder.pages.registers.name import name_pages
from sitebuilder.pages.registers.names import names_index
from sitebuilder.pages.registers.quotations import quotation_pages

VIEWS = {kind.template: kind for kind in View.__subclasses__()}
"""Every kind of view, by the template that shows it."""


def every_page(archive: Archive, source: Source) -> Iterator[Output]:
    """Yield every page of the site, each as it is requested."""
    yield index_page(archive)
    yield from article_pages(archive)
    yield from notices(archive)
    yield from former_pages(archive)
    yield from original_pages(archive, source)
    yield from story_pages(archive)
    yield from other_account_lists(archive)
    yield from year_lists(archive)
    yield from letter_lists(archive)
    yield from topic_lists(archive)
    yield from topics_list(archive)
    yield from events_list(archive)
    yield from publisher_lists(archive)
    yield from byline_lists(archive)
    yield from quotation_pages(archive)
    yield from names_index(archive)
    yield from name_pages(archive)
    yield from change_pages(archive)
    yield from source_lists(archive, source)
    yield about_page(archive)
    yield verify_page(archive, source)
    yield not_found_page(archive, source)


def every_output(archive: Archive, source: Source) -> Iterator[Output]:
    """Yield every file of the site except its marker and its manifest: the pages, then what they were made from.

    Where it is known at which address the site is published, its feed and its sitemap come last.
    """
    pages = [*every_page(archive, source)]
    yield from pages
    yield from copies(archive, source)
    yield readme(source)
    yield from following(archive, pages)
