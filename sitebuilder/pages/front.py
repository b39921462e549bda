"""What does the shared index show?"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from msgspec import Struct

from sitebuilder import VERSION, addresses
from sitebuilder.archive.archive import FRONT_PAGE_ARTICLES, Archive
from sitebuilder.archive.groups import Story
from sitebuilder.pages.accounts.questions import Meaning, QuestionRow, meanings_of, parting_rows
from sitebuilder.pages.fixity.editions import Edition, archive_edition
from sitebuilder.pages.parts.entries import GROUP_LENGTH, Entry, StoryGroup, entry, story_group, story_link, supplied
from sitebuilder.pages.parts.frame import Link, Output, View, browse_links, frame
from sitebuilder.pages.parts.sigla import Siglum, sigla
from sitebuilder.problems import counted
from sitebuilder.source_paths import SITE

FRONT_PAGE_STORIES = 12
"""How many events the index links to, besides the lead event."""

FRONT_PAGE_QUESTIONS = 3
"""How many questions on which the accounts of the lead event part the index shows."""


class LeadAccount(Struct, frozen=True):
    """An account of the event that leads."""

    siglum: Siglum
    """Its mark."""
    entry: Entry
    """The article."""


class Lead(Struct, frozen=True):
    """The event that leads the index."""

    event: StoryGroup
    """The event."""
    accounts: tuple[LeadAccount, ...]
    """Its accounts, as many as a list shows."""
    questions: tuple[QuestionRow, ...]
    """Where they part, in their words, a few questions: then their first words are not shown."""
    meanings: tuple[Meaning, ...]
    """What the relations of these questions mean."""
    all_questions: str
    """What leads to all questions that its page has."""


class IndexView(View, frozen=True):
    """What the shared index shows. Each article is there once."""

    template: ClassVar = "index.html"
    facts: tuple[str, ...]
    """What the archive holds, counted: the line where a paper has its date."""
    edition: Edition
    """Which edition of the archive it is."""
    version: str
    """The version of the program."""
    supplied: str | None
    """What of the titles, labels and topics shown the archive supplied, as a sentence, where there is anything."""
    lead: Lead | None
    """The event that leads."""
    stories: tuple[Link, ...]
    """The other events that several articles report."""
    dated: tuple[Entry, ...]
    """The articles with a date, newest first, without those of the lead."""
    undated: tuple[Entry, ...]
    """The undated articles, by title, without those of the lead."""
    rest: str | None
    """How many articles are not shown, in words, or None where all are."""
    browse_links: tuple[Link, ...]
    """The links to the lists of all articles, where not all are shown."""

    @property
    def exact_passages(self) -> tuple[str, ...]:
        """What the accounts of the lead say where they part, and the first words of each other article."""
        questions = self.lead.questions if self.lead else ()
        led = [account.entry for account in self.lead.accounts] if self.lead and not questions else ()
        return (
            *(exact for row in questions for cell in row.cells for words in cell.passages for exact in words.exact),
            *(entry.lede for entry in (*led, *self.dated, *self.undated)),
        )


def index_page(archive: Archive) -> Output:
    """Return the index: an event that leads, other events, then the articles, each of them once."""
    return Output(addresses.INDEX, SITE, partial(_view, archive))


def _view(archive: Archive) -> IndexView:
    shared = sorted((story for story in archive.stories.values() if story.count > 1), key=_rank)
    lead = shared[0] if shared else None
    led = {article.slug for article in lead.articles[:GROUP_LENGTH]} if lead else set()
    shown = [article for article in archive.articles if article.slug not in led][:FRONT_PAGE_ARTICLES]
    missing = len(archive.articles) - len(led) - len(shown)
    leading, entries = _lead(archive, lead) if lead else None, [entry(article) for article in shown]
    every = [*(leading.event.entries if leading else ()), *entries]
    return IndexView(
        frame=frame(archive.common, addresses.INDEX, "", archive.settings.description),
        facts=_facts(archive, len(shared)),
        edition=archive_edition(archive),
        version=VERSION,
        supplied=supplied(every, every, every),
        lead=leading,
        stories=tuple(story_link(story) for story in shared[1 : FRONT_PAGE_STORIES + 1]),
        dated=tuple(entry for entry in entries if entry.date),
        undated=tuple(entry for entry in entries if not entry.date),
        rest=f"{counted(missing, 'more article')} in the lists" if missing else None,
        browse_links=browse_links(archive),
    )


def _lead(archive: Archive, story: Story) -> Lead:
    group = story_group(story)
    marks = (sigla(story)[article.slug] for article in story.articles)
    accounts = (LeadAccount(siglum, entry) for siglum, entry in zip(marks, group.entries, strict=False))
    questions = parting_rows(story, archive.texts, FRONT_PAGE_QUESTIONS)
    meanings = meanings_of([question.relation for question in questions])
    return Lead(group, tuple(accounts), questions, meanings, f"All questions ({len(story.questions)})")


def _rank(story: Story) -> tuple[list[int], int, str]:
    """Sort events by their newest account, then by how many accounts they have, then by slug."""
    dates = (article.date.order for article in (*story.articles, *story.others) if article.date)
    return [-part for part in max(dates, default=(0, 0, 0))], -story.count, story.slug


def _facts(archive: Archive, shared: int) -> tuple[str, ...]:
    proven = sum(article.original is not None and article.uncounted_marks is None for article in archive.articles)
    identical = counted(proven, "text identical to the file", "texts identical to the files")
    by_words = sum(article.uncounted_marks is not None for article in archive.articles)
    same_words = counted(by_words, "text with all words of the file", "texts with all words of the files")
    lengths = [article.length for article in archive.articles]
    words = sum(length.word_count for length in lengths if not length.unspaced)
    characters = sum(length.unspaced for length in lengths)
    return (
        counted(len(archive.articles), "article"),
        *([counted(words, "word")] if words or not characters else []),
        *([f"{counted(characters, 'character')} of scripts without spaces"] if characters else []),
        *([f"{counted(shared, 'event')} reported in several accounts"] if shared else []),
        *([f"{identical} received"] if proven else []),
        *([f"{same_words} received"] if by_words else []),
    )
