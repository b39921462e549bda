"""How does an article look in a list, and how does an event?"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.groups import Story
from sitebuilder.pages.parts.frame import Link
from sitebuilder.problems import counted, spelled
from sitebuilder.records.articles.article import Article
from sitebuilder.slugs import make_slug
from sitebuilder.words.languages import direction

GROUP_LENGTH = 6
"""How many accounts of one event a list shows; the event's own page has them all."""


class Titled(Struct, frozen=True):
    """An article as a link with its title shows it."""

    title: str
    """Its title, in square brackets where the archive supplied it; of a withdrawn one its slug."""
    title_is_supplied: bool
    """Whether that is in the archive's words."""
    to: Address
    """Its page."""
    language: str | None
    """BCP 47 tag of its words, where known."""
    direction: str
    """The value of `dir` for its words: `ltr`, `rtl`, or `auto` where its language is not known."""
    apart: str | None
    """What tells it from others with its title: its date, its publisher and so on; None where there are none."""
    apart_is_supplied: bool
    """Whether any of that is in the archive's words, which are in square brackets."""


class Entry(Titled, frozen=True):
    """An article as a list shows it."""

    label: str | None
    """What comparisons call this account."""
    date: str | None
    """When it was published, in words."""
    date_iso: str | None
    """The same as HTML's `datetime` takes it; empty where that cannot express it."""
    lede: str
    """The words it begins with."""
    lede_is_cut: bool
    """Whether its first paragraph goes on after them."""
    topics: tuple[Link, ...]
    """Its topics."""
    length: str
    """How many words it has, in words."""


class StoryGroup(Struct, frozen=True):
    """An event and its accounts as a list shows them."""

    title: str
    """What it is called."""
    title_is_own: bool
    """Whether that is in the archive's own words: an event without a file has only its slug."""
    to: Address
    """Its page."""
    kicker: str
    """How many accounts it has, as a line above its title."""
    entries: tuple[Entry, ...]
    """Its accounts, as many as a list shows."""
    more: str | None
    """How many accounts are left out, in words, or None where all are shown."""
    heading: str
    """What its accounts are called on the page of one of them."""
    all_accounts: str | None
    """What its page has, as a lead-in to its link there; None where it has one account only."""


def entry(article: Article) -> Entry:
    """Return what a list shows of an article."""
    return Entry(
        title=article.shown_title,
        title_is_supplied=article.title_is_supplied,
        to=addresses.article_page(article.slug),
        label=article.label,
        date=article.date.display if article.date else None,
        date_iso=article.date.iso if article.date else None,
        lede=article.lede.text,
        lede_is_cut=article.lede.is_cut,
        topics=tuple(topic_link(topic) for topic in article.topics),
        length=_length(article),
        language=article.language,
        direction=direction(article.language),
        apart=article.apart.text if article.apart else None,
        apart_is_supplied=article.apart is not None and article.apart.is_supplied,
    )


def titled(article: Article) -> Titled:
    """Return what a link with the title of an article shows of it."""
    return Titled(
        title=article.shown_title,
        title_is_supplied=article.title_is_supplied,
        to=addresses.article_page(article.slug),
        language=article.language,
        direction=direction(article.language),
        apart=article.apart.text if article.apart else None,
        apart_is_supplied=article.apart is not None and article.apart.is_supplied,
    )


def withdrawn_title(slug: str) -> Titled:
    """Return what a link to the notice of a withdrawn article shows: its slug, for its title is gone."""
    return Titled(slug, True, addresses.article_page(slug), None, "ltr", None, False)


def supplied(titles: Iterable[Titled], labels: Iterable[Entry] = (), topics: Iterable[Entry] = ()) -> str | None:
    """Say what the archive supplied of the articles whose titles, labels and topics a page shows; None for nothing."""
    titles = list(titles)
    kinds = (
        ("titles in square brackets", any(entry.title_is_supplied and entry.title.startswith("[") for entry in titles)),
        ("words in square brackets after a title", any(entry.apart_is_supplied for entry in titles)),
        ("labels", any(entry.label for entry in labels)),
        ("topics", any(entry.topics for entry in topics)),
    )
    *others, last = [name for name, is_there in kinds if is_there] or [""]
    listed = f"{', '.join(others)} and {last}" if others else last
    return f"{listed[0].upper()}{listed[1:]} were supplied by the archive." if listed else None


def _length(article: Article) -> str:
    """Return how long an article is: in words, or in characters where its script puts no space between words."""
    unspaced = article.length.unspaced
    return counted(unspaced, "character") if unspaced else counted(article.length.word_count, "word")


@lru_cache(maxsize=4096)
def topic_link(name: str, articles: int | None = None) -> Link:
    """Return the link to the page of a topic, with the number of its articles where that is shown."""
    count = None if articles is None else counted(articles, "article")
    return Link(name, addresses.topic_page(make_slug(name)), count=count, is_own=True)


def story_title(story: Story) -> str:
    """Return what an event is called."""
    return story.supplied_title or f"Accounts marked {story.slug}"


def story_link(story: Story) -> Link:
    """Return the link to the page of an event, with the number of its accounts."""
    is_own = story.supplied_title is not None
    count = counted(story.count, "account")
    return Link(story_title(story), addresses.story_page(story.slug), count=count, is_own=is_own)


def story_group(story: Story, without: Article | None = None) -> StoryGroup:
    """Return what a list shows of an event and its accounts."""
    articles = [article for article in story.articles if article is not without]
    left_out = story.count - GROUP_LENGTH - (without is not None)
    return StoryGroup(
        title=story_title(story),
        title_is_own=story.supplied_title is not None,
        to=addresses.story_page(story.slug),
        kicker=kicker(story),
        entries=tuple(entry(article) for article in articles[:GROUP_LENGTH]),
        more=counted(left_out, "more account") if left_out > 0 else None,
        heading="Other accounts of the same event" if articles else "The event",
        all_accounts=_all_accounts(story) if articles else None,
    )


def kicker(story: Story) -> str:
    """Return the line above the title of an event."""
    return f"One event, {spelled(story.count)} account{'' if story.count == 1 else 's'}"


def _all_accounts(story: Story) -> str:
    """Say what the page of an event has. The number of accounts is left out: it would change on the page of each."""
    which = "Both accounts" if story.count == 2 else "All accounts"
    return f"{which}, {'question by question' if story.questions else 'side by side'}:"
