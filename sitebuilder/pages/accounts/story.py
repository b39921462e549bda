"""What does the page of an event show?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.accounts.comparison import Comparison, ToCompare, pairs_with_a_page
from sitebuilder.archive.archive import Archive, Part
from sitebuilder.archive.groups import Story
from sitebuilder.pages.accounts.order import order_note
from sitebuilder.pages.accounts.pair import pair_pages
from sitebuilder.pages.accounts.picture import Picture, draw
from sitebuilder.pages.accounts.questions import QuestionCount, QuestionGroup, question_counts, question_groups
from sitebuilder.pages.accounts.story_tables import (
    TIMES_NOTE,
    NameRow,
    SpeakerRow,
    Times,
    Unquoted,
    names_table,
    speakers_table,
    times,
    unquoted,
    unquoted_note,
)
from sitebuilder.pages.accounts.tables import Table
from sitebuilder.pages.accounts.wording import (
    WORDING_NOTE,
    SharedRow,
    WordingRow,
    longest_wording,
    shared_rows,
)
from sitebuilder.pages.lists.other_accounts import LeftOut, left_out
from sitebuilder.pages.parts.entries import Entry, entry, kicker, story_title, supplied
from sitebuilder.pages.parts.frame import Frame, Link, Output, View, frame
from sitebuilder.pages.parts.passages import facts, label_of
from sitebuilder.pages.parts.sigla import Siglum, sigla
from sitebuilder.problems import counted
from sitebuilder.records.articles.article import Article


class Account(Struct, frozen=True):
    """One account of an event, with what is known of it."""

    siglum: Siglum
    """Its mark."""
    entry: Entry
    """The article."""
    facts: tuple[str, ...]
    """How many words, paragraphs and quotations it has, in words."""
    unknown: tuple[str, ...]
    """What its source does not give, by name."""


class PairLink(Struct, frozen=True):
    """The page on which two accounts are whole."""

    to: Address
    """The page."""
    left: Siglum
    """The one account."""
    right: Siglum
    """The other account."""


class StoryView(View, frozen=True):
    """What the page of an event shows."""

    template: ClassVar = "story.html"
    title: str
    """What the event is called."""
    kicker: str
    """How many accounts it has, as a line above the title."""
    asked: str | None
    """How many questions are asked, as a lead-in to `counts`; None where none are."""
    counts: tuple[QuestionCount, ...]
    """How many contradictions, tensions and so on there are among them."""
    note: str | None
    """What is known of the order of the accounts, where there are several."""
    legend: tuple[Siglum, ...]
    """The marks of the accounts, with what they are called."""
    groups: tuple[QuestionGroup, ...]
    """The questions that are asked of the accounts, in groups: where they part comes first."""
    unquoted: tuple[Unquoted, ...]
    """The sentences of each account that no question quotes."""
    unquoted_note: str
    """What they are, and why they are listed."""
    supplied: str | None
    """What of the titles, labels and topics shown the archive supplied, as a sentence, where there is anything."""
    accounts_heading: str
    """What the accounts are called together."""
    accounts: tuple[Account, ...]
    """The accounts, by slug."""
    withdrawn: tuple[Siglum, ...]
    """The withdrawn accounts, by slug: each has a notice."""
    left_out: LeftOut | None
    """Which accounts are not compared, where not all of them are."""
    pairs: tuple[PairLink, ...]
    """The pages that have two of them whole."""
    picture: Picture | None
    """The accounts drawn, where there are several."""
    speakers: Table[SpeakerRow]
    """Who is quoted in which account."""
    names: Table[NameRow]
    """Who and what is named in which account."""
    wording: tuple[WordingRow, ...]
    """The sentences of any two of them that share the longest runs of words, word by word."""
    shared: tuple[SharedRow, ...]
    """The wording that some of them share."""
    shared_note: str
    """What counts as shared wording, and which of it is shown."""
    times: tuple[Times, ...]
    """For each account without a date, its time expressions, whose days are unknown."""
    wording_note: str = WORDING_NOTE
    """Which sentences are set word by word, and what is marked in them."""
    times_note: str = TIMES_NOTE
    """What counts as a time expression."""
    contents: tuple[Link, ...] = ()
    """The parts of the page."""
    title_is_own: bool = False
    """Whether its title is in the archive's own words: an event without a file has only its slug."""

    @property
    def exact_passages(self) -> tuple[str, ...]:
        """What is quoted of the accounts, part by part."""
        asked = (cell for group in self.groups for row in group.table.rows for cell in row.cells)
        spoken = (cell for row in self.speakers.rows for cell in row.cells)
        places = [some.passages for part in (asked, self.unquoted, spoken) for some in part]
        return (
            *(exact for passages in places for words in passages for exact in words.exact),
            *(exact for row in self.wording for exact in row.exact),
            *(form.passage.text for run in self.shared for form in run.forms),
            *(words.text for times in self.times for words in times.passages),
        )


def story_pages(archive: Archive) -> Iterator[Output]:
    """Yield the page of each event, and a page for each pair of its accounts."""
    taken = frozenset(map(addresses.story_page, archive.stories)) | archive.former_in("stories")
    for story in archive.stories.values():
        together = (*story.articles, *story.answering)
        sharing = archive.sharing[story.slug].pairs if story.slug in archive.sharing else ()
        event = ToCompare(story, {article.slug: archive.texts[article.slug] for article in together}, sharing)
        make = partial(_story_view, archive.part(*together), event, taken if story.others else frozenset())
        yield Output(addresses.story_page(story.slug), story.articles[0].file, make)
        yield from pair_pages(archive, event)


def _story_view(archive: Part, event: ToCompare, taken: Collection[Address]) -> StoryView:
    comparison, all_sigla = event.compared, sigla(event.story)
    story, articles = event.story, event.story.articles
    asked = counted(len(story.questions), "question") if len(story.columns) > 1 and story.questions else None
    accounts = tuple(_account(article, all_sigla[article.slug]) for article in articles)
    entries = [account.entry for account in accounts]
    rest = unquoted(comparison) if asked else ()
    shared, shared_note = shared_rows(comparison)
    view = StoryView(
        frame=_frame(archive, comparison),
        title=story_title(story),
        kicker=kicker(story),
        asked=asked,
        counts=question_counts(comparison) if asked and len(articles) > 1 else (),
        note=order_note(articles, all_sigla) if len(articles) > 1 else None,
        legend=tuple(all_sigla.values()),
        groups=question_groups(comparison) if asked else (),
        unquoted=rest,
        unquoted_note=unquoted_note(rest),
        supplied=supplied(entries, entries),
        accounts_heading=_accounts_heading(story),
        accounts=accounts,
        withdrawn=tuple(all_sigla[account.slug] for account in story.withdrawn),
        left_out=left_out(story, taken),
        pairs=tuple(_pairs(event)),
        picture=draw(comparison),
        speakers=speakers_table(comparison),
        names=names_table(archive, comparison),
        wording=longest_wording(comparison),
        shared=shared,
        shared_note=shared_note,
        times=times(comparison),
    )
    return replace(view, contents=tuple(_contents(view)), title_is_own=story.supplied_title is not None)


def _pairs(event: ToCompare) -> Iterator[PairLink]:
    marks = sigla(event.story)
    for left, right in pairs_with_a_page(event):
        yield PairLink(addresses.pair_page(left.slug, right.slug), marks[left.slug], marks[right.slug])


def _accounts_heading(story: Story) -> str:
    if story.others:
        return "The accounts that are compared"
    return "The accounts" if len(story.columns) > 1 else "The account"


def _contents(view: StoryView) -> Iterator[Link]:
    """Yield a link to each part of the page."""
    for group in view.groups:
        yield Link(group.table.heading, f"#{group.table.id}", count=f"{len(group.table.rows)}")
    others = (
        ("unquoted", "Sentences not quoted", view.unquoted),
        ("accounts", view.accounts_heading, True),
        ("drawn", "The accounts, drawn", view.picture),
        ("quoted", "Who is quoted", view.speakers.rows),
        ("named", "Who and what is named", view.names.rows),
        ("wording", "Word by word", view.wording),
        ("shared", "The same words", view.shared),
        ("times", "Times without a date", view.times),
    )
    yield from (Link(text, f"#{fragment}") for fragment, text, is_there in others if is_there)


def _frame(archive: Part, comparison: Comparison) -> Frame:
    story, articles = comparison.story, comparison.story.articles
    many = f"{counted(story.count, 'account')} of one event, compared in their own words."
    description = many if len(articles) > 1 else f"One account of an event: {label_of(articles[0])}."
    return frame(archive.common, addresses.story_page(story.slug), story_title(story), description)


def _account(article: Article, siglum: Siglum) -> Account:
    _, unknown = facts(article)
    shown = entry(article)
    return Account(
        siglum=siglum,
        entry=shown,
        facts=(
            shown.length,
            counted(article.paragraph_count, "paragraph"),
            counted(article.quotation_count, "quotation"),
        ),
        unknown=unknown,
    )
