"""What is shown where a page was that is withdrawn?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import combinations
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder import addresses
from sitebuilder.archive.archive import Archive, Common
from sitebuilder.archive.groups import Story
from sitebuilder.pages.parts.entries import Titled, story_title, supplied, titled
from sitebuilder.pages.parts.frame import Link, Output, View, frame
from sitebuilder.records.articles.article import Article
from sitebuilder.records.articles.withdrawn import AnyArticle, Withdrawn


class WithdrawnRow(Struct, frozen=True):
    """A withdrawn article."""

    link: Link | None
    """Its notice, by its slug; None on the notice itself."""
    day: str
    """The day on which it was withdrawn, in words."""
    iso: str
    """The same as HTML's `datetime` takes it."""
    why: str
    """Why, in the archive's words."""


class NoticeView(View, frozen=True):
    """What is shown in place of a page that is withdrawn."""

    template: ClassVar = "notice.html"
    kicker: str
    """What was here."""
    heading: str
    """Which one, by its slug."""
    withdrawn: tuple[WithdrawnRow, ...]
    """The withdrawn articles that it showed."""
    gone: str
    """What is gone with them, as a sentence or two."""
    fragments: tuple[str, ...]
    """The fragments of all that was cited here."""
    others: tuple[Titled, ...] = ()
    """The articles that it showed and that are still there."""
    supplied: str | None = None
    """What of their titles the archive supplied, as a sentence, where there is anything."""
    event: Link | None = None
    """The event, where this is not its own notice."""


def notices(archive: Archive) -> Iterator[Output]:
    """Yield a notice for each withdrawn article, for each pair of accounts with one, and for each event of no other.

    An address with the fragment of a paragraph or a question leads to the notice too.
    """
    events = {**archive.stories, **{story.slug: story for story in archive.withdrawn_stories}}
    for one in archive.withdrawn:
        make = partial(_of_article, archive.common, one, _link(events[one.story]) if one.story else None)
        yield Output(addresses.article_page(one.slug), one.file, make)
    for story in events.values():
        for pair in combinations(story.columns, 2):
            if gone := [account for account in pair if isinstance(account, Withdrawn)]:
                make = partial(_of_pair, archive.common, _link(story), pair)
                yield Output(addresses.pair_page(pair[0].slug, pair[1].slug), gone[0].file, make)
    for story in archive.withdrawn_stories:
        make = partial(_of_event, archive.common, story)
        yield Output(addresses.story_page(story.slug), story.withdrawn[0].file, make)


def _link(story: Story) -> Link:
    """Return the link to an event; one that has a notice is called by its slug."""
    to, is_own = addresses.story_page(story.slug), story.supplied_title is not None
    return Link(story_title(story), to, is_own=is_own) if story.count else Link(story.slug, to)


def _of_article(common: Common, one: Withdrawn, event: Link | None) -> NoticeView:
    files = "Its Markdown file and the file received have" if one.received else "Its Markdown file has"
    description = f"The article {one.slug} was withdrawn on {one.on.display}."
    return NoticeView(
        frame=frame(common, addresses.article_page(one.slug), f"{one.slug}, withdrawn", description),
        kicker="Withdrawn article",
        heading=one.slug,
        withdrawn=(replace(_row(one), link=None),),
        gone=f"Its title, byline, summary and text are no longer published. {files} no address any more.",
        event=event,
        fragments=tuple(map(addresses.paragraph, _numbers(one.paragraph_count))),
    )


def _of_pair(common: Common, event: Link, pair: tuple[AnyArticle, AnyArticle]) -> NoticeView:
    slugs = f"{pair[0].slug}, and {pair[1].slug}"
    withdrawn = tuple(_row(account) for account in pair if isinstance(account, Withdrawn))
    others = tuple(titled(account) for account in pair if isinstance(account, Article))
    gone = f"This page had both texts whole. It is gone because {'one is' if others else 'both are'} withdrawn."
    return NoticeView(
        frame=frame(common, addresses.pair_page(pair[0].slug, pair[1].slug), f"{slugs}, withdrawn", f"{slugs}: {gone}"),
        kicker="Two accounts of one event",
        heading=slugs,
        withdrawn=withdrawn,
        gone=gone,
        others=others,
        supplied=supplied(others),
        event=event,
        fragments=tuple(
            f"{account.slug}-{addresses.paragraph(number)}"
            for account in pair
            for number in _numbers(account.paragraph_count)
        ),
    )


def _of_event(common: Common, story: Story) -> NoticeView:
    gone = "Every account of this event is withdrawn, so there is nothing to compare."
    return NoticeView(
        frame=frame(common, addresses.story_page(story.slug), f"{story.slug}, withdrawn", gone),
        kicker="Event",
        heading=story.slug,
        withdrawn=tuple(map(_row, story.withdrawn)),
        gone=gone,
        fragments=tuple(map(addresses.question, _numbers(len(story.questions)))),
    )


def _numbers(count: int) -> range:
    return range(1, count + 1)


def _row(one: Withdrawn) -> WithdrawnRow:
    return WithdrawnRow(Link(one.slug, addresses.article_page(one.slug)), one.on.display, one.on.iso, one.why)
