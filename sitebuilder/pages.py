"""Which pages exist, and what does each show? The file to read first.

A page is an address, a template and one value that the template shows. `every_page` lists all of them, in the order in
which a reader would come to them; `every_copy` lists the files that are no pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as ByName
from dataclasses import dataclass

from sitebuilder import addresses, names, originals, settings
from sitebuilder.addresses import Address
from sitebuilder.archive import Archive, Story
from sitebuilder.article import Article
from sitebuilder.article_page import article_shows, neighbours
from sitebuilder.article_shows import ArticleShows
from sitebuilder.comparing import compare
from sitebuilder.framing import frame
from sitebuilder.front_page import index_shows
from sitebuilder.list_pages import events_list, letter_lists, topic_lists, topics_list, year_lists
from sitebuilder.pair_page import pair_shows
from sitebuilder.pair_shows import PairShows
from sitebuilder.problems import Problem, problem
from sitebuilder.register_shows import NameShows, NamesShows, QuotationsShows
from sitebuilder.registers import name_pages, names_index, quotations_register
from sitebuilder.shows import IndexShows, LinksShows, ListShows, PlainShows
from sitebuilder.speakers import suggestion
from sitebuilder.story_page import story_shows
from sitebuilder.story_shows import StoryShows
from sitebuilder.styles import lean

Shows = (
    IndexShows
    | ArticleShows
    | ListShows
    | LinksShows
    | PlainShows
    | StoryShows
    | PairShows
    | QuotationsShows
    | NamesShows
    | NameShows
)
"""What a page can show."""


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page."""

    address: Address
    """Where it lives."""
    template: str
    """The template that makes it text: a path in `templates/`."""
    shows: Shows
    """All that the template sees."""
    made_from: str
    """The source file that is to blame for its address."""
    articles: tuple[Article, ...] = ()
    """The articles whose texts it must hold, letter for letter, in this order."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One file that is no page."""

    address: Address
    """Where it lives."""
    raw: bytes
    """Its bytes."""
    made_from: str
    """The source file that it is made from."""


def every_page(archive: Archive) -> Iterator[Page]:
    """Yield every page of the site, each as it is asked for."""
    yield Page(addresses.INDEX, "index.html", index_shows(archive), settings.FILE)
    beside = neighbours(archive)
    for article in archive.articles:
        shows = article_shows(archive, article, beside)
        yield Page(addresses.article_page(article.slug), "article.html", shows, article.file, (article,))
    for story in archive.stories.values():
        yield from _story_pages(archive, story)
    for lists in (year_lists, letter_lists, topic_lists):
        for address, shows_list, first in lists(archive):
            yield Page(address, "list.html", shows_list, first.file)
    for links in (topics_list, events_list):
        for address, shows_links in links(archive):
            yield Page(address, "links.html", shows_links, settings.FILE)
    for here, shows_said in quotations_register(archive):
        yield Page(here, "quotations.html", shows_said, settings.FILE)
    for here, shows_names in names_index(archive):
        yield Page(here, "names.html", shows_names, names.FILE)
    for here, shows_name in name_pages(archive):
        yield Page(here, "name.html", shows_name, names.FILE)
    promise = f"What {archive.settings.title} promises, and how it is made."
    about = PlainShows(frame(archive, addresses.ABOUT, "About", promise))
    yield Page(addresses.ABOUT, "about.html", about, settings.FILE)
    missing = f"{archive.settings.title} has no page at this address."
    not_found = PlainShows(frame(archive, addresses.NOT_FOUND, "Not found", missing))
    yield Page(addresses.NOT_FOUND, "404.html", not_found, settings.FILE)


def _story_pages(archive: Archive, story: Story) -> Iterator[Page]:
    """Yield the page of an event, and a page for each two of its accounts."""
    comparison = compare(story)
    made_from = story.articles[0].file
    yield Page(addresses.story_page(story.slug), "story.html", story_shows(archive, comparison), made_from)
    for left, right in comparison.pairs():
        shows = pair_shows(archive, comparison, left, right)
        yield Page(addresses.pair_page(left.slug, right.slug), "pair.html", shows, left.file, (left, right))


def every_copy(archive: Archive, templates: ByName[str, bytes]) -> Iterator[Copy]:
    """Yield every other file: what pages were made from, as it came in, and what they are dressed in."""
    for article in archive.articles:
        yield Copy(addresses.article_source(article.slug), article.raw, article.file)
    received = {found.file: found.raw for article in archive.articles if (found := article.original)}
    for name, raw in received.items():
        yield Copy(addresses.original(name), raw, f"{originals.FOLDER}/{name}")
    for path, raw in templates.items():
        if path.startswith("static/"):
            content = lean(raw) if path.endswith(".css") else raw
            yield Copy(addresses.static(path.removeprefix("static/")), content, f"templates/{path}")


def suggestions(archive: Archive) -> list[str]:
    """Return what could be recorded and is not: for each article, entries to paste into its `quotations`."""
    lines = []
    for article in archive.articles:
        missing = suggestion(article.speeches, article.reading.words)
        lines += [f"{article.file}: quotations:", *missing] if missing else []
    return lines


def check_addresses(placed: Iterable[tuple[Address, str]]) -> list[Problem]:
    """Find addresses, each given with its source file, that a disk which ignores case would hold to be one."""
    ours = [(addresses.MARKER, "the marker of the output"), (addresses.MANIFEST, "the manifest of the output")]
    also = "its address {} is also that of {}; rename one of the two"
    twice = "two of its pages have the address {}; give one of them another name or slug"
    return [
        problem(source, 0, "", (also if source != earlier else twice).format(address, earlier))
        for source, earlier, address in addresses.collisions([*ours, *placed])
    ]
