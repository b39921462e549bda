"""Which pages exist, and what does each show? The file to read first.

A page is an address, a template and one value that the template shows. `every_page` lists all of them, in the order in
which a reader would come to them; `every_copy` lists the files that go out as they came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as ByName
from dataclasses import dataclass

from sitebuilder import addresses, originals, settings
from sitebuilder.addresses import Address
from sitebuilder.archive import Archive, Story, Topic
from sitebuilder.article import Article
from sitebuilder.listing import entry, topic_link
from sitebuilder.problems import Problem, problem
from sitebuilder.shows import (
    ArticleShows,
    Fact,
    Frame,
    IndexShows,
    NavigationLink,
    PlainShows,
    Provenance,
    RevisionRow,
    StoryGroup,
    TopicRow,
    TopicShows,
    TopicsShows,
)

Shows = IndexShows | ArticleShows | TopicShows | TopicsShows | PlainShows
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
    article: Article | None = None
    """The article whose text it must hold, letter for letter."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One file that is published as it is."""

    address: Address
    """Where it lives."""
    raw: bytes
    """Its bytes."""
    made_from: str
    """The source file that it is a copy of."""


def every_page(archive: Archive) -> Iterator[Page]:
    """Yield every page of the site, each as it is asked for."""
    yield Page(addresses.INDEX, "index.html", _index(archive), settings.FILE)
    for item in archive.articles:
        yield Page(addresses.article_page(item.slug), "article.html", _article(archive, item), item.file, item)
    for topic in archive.topics:
        yield Page(addresses.topic_page(topic.slug), "topic.html", _topic(archive, topic), topic.articles[0].file)
    if archive.topics:
        yield Page(addresses.TOPICS, "topics.html", _topics(archive), settings.FILE)
    about = f"What {archive.settings.title} promises, and how it is made."
    yield Page(addresses.ABOUT, "about.html", _plain(archive, addresses.ABOUT, "About", about), settings.FILE)
    missing = "The address that was asked for is not in this archive."
    yield Page(
        addresses.NOT_FOUND, "404.html", _plain(archive, addresses.NOT_FOUND, "Not found", missing), settings.FILE
    )


def every_copy(archive: Archive, templates: ByName[str, bytes]) -> Iterator[Copy]:
    """Yield every file that is published as it is: what pages were made from, and what they are dressed in."""
    for item in archive.articles:
        yield Copy(addresses.article_source(item.slug), item.raw, item.file)
        if item.original:
            name = item.original.file
            yield Copy(addresses.original(name), item.original.raw, f"{originals.FOLDER}/{name} of {item.file}")
    for path, raw in templates.items():
        if path.startswith("static/"):
            yield Copy(addresses.static(path.removeprefix("static/")), raw, f"templates/{path}")


def check_addresses(placed: Iterable[tuple[Address, str]]) -> list[Problem]:
    """Find addresses, each given with its source file, that a disk which ignores case would hold to be one."""
    ours = [(addresses.MARKER, "the marker of the output"), (addresses.MANIFEST, "the manifest of the output")]
    return [
        problem(source, 0, "", f"its address {address} is also that of {earlier}; rename one of the two")
        for source, earlier, address in addresses.collisions([*ours, *placed])
    ]


def _frame(archive: Archive, here: Address, title: str, description: str) -> Frame:
    listed = [("Articles", addresses.INDEX)]
    if len(archive.topics) > 1:
        listed.append(("Topics", addresses.TOPICS))
    listed.append(("About", addresses.ABOUT))
    links = tuple(NavigationLink(words, to, to == here) for words, to in listed)
    return Frame(archive.settings, title, description, links)


def _plain(archive: Archive, here: Address, title: str, description: str) -> PlainShows:
    return PlainShows(_frame(archive, here, title, description))


def _index(archive: Archive) -> IndexShows:
    return IndexShows(
        frame=_frame(archive, addresses.INDEX, "", archive.settings.description),
        article_count=len(archive.articles),
        word_count=sum(item.words for item in archive.articles),
        stories=tuple(_group(story) for story in archive.stories if len(story.articles) > 1),
        dated=tuple(entry(item) for item in archive.dated),
        undated=tuple(entry(item) for item in archive.undated),
    )


def _group(story: Story, without: Article | None = None) -> StoryGroup:
    return StoryGroup(
        title=story.supplied_title or f"Accounts marked {story.slug}",
        title_is_supplied=story.supplied_title is not None,
        entries=tuple(entry(item) for item in story.articles if item is not without),
    )


def _article(archive: Archive, item: Article) -> ArticleShows:
    shown = entry(item)
    story = next((story for story in archive.stories if story.slug == item.story), None)
    description = item.summary or shown.lede + (" …" if shown.lede_is_cut else "")
    known, unknown = _facts(item)
    return ArticleShows(
        frame=_frame(archive, addresses.article_page(item.slug), item.title, description),
        entry=shown,
        known=known,
        unknown=unknown,
        html=item.body.html,
        footnotes=item.body.footnotes,
        paragraphs=tuple(
            f"{addresses.article_page(item.slug)}#{addresses.paragraph(number)}"
            for number in range(1, len(item.reading.paragraphs) + 1)
        ),
        summary=item.summary,
        provenance=_provenance(item),
        revisions=tuple(RevisionRow(act.on.words, act.on.iso, act.what) for act in item.revisions),
        markdown=addresses.article_source(item.slug),
        story=_group(story, without=item) if story else None,
    )


def _facts(item: Article) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
    """Return what the source of an article gives, and the names of what it does not give."""
    date = item.date
    given = (
        Fact("Headline", None if item.title_is_supplied else item.title),
        Fact("Date", date.words if date else None, iso=date.iso if date else None),
        Fact("Byline", item.byline),
        Fact("Publisher", item.publisher),
        Fact("Place", item.place),
        Fact("Web address", item.url, href=item.url),
        Fact("Language", item.language),
        Fact("Licence", item.licence),
    )
    return tuple(fact for fact in given if fact.words), tuple(fact.name for fact in given if not fact.words)


def _provenance(item: Article) -> Provenance | None:
    if item.original is None:
        return None
    return Provenance(
        file=item.original.file,
        to=addresses.original(item.original.file),
        size=len(item.original.raw),
        sha256=item.original.sha256,
        paragraphs=len(item.original.paragraphs),
    )


def _topic(archive: Archive, topic: Topic) -> TopicShows:
    here = addresses.topic_page(topic.slug)
    description = f"Articles in {archive.settings.title} about {topic.name}."
    return TopicShows(_frame(archive, here, topic.name, description), tuple(entry(item) for item in topic.articles))


def _topics(archive: Archive) -> TopicsShows:
    frame = _frame(archive, addresses.TOPICS, "Topics", f"What the articles in {archive.settings.title} are about.")
    rows = (TopicRow(topic_link(topic.name), len(topic.articles)) for topic in archive.topics)
    return TopicsShows(frame, tuple(rows))
