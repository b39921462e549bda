"""What does an article's page show?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive, Part
from sitebuilder.ordering import alphabetical, grouped
from sitebuilder.pages.fixity.editions import Edition, article_edition
from sitebuilder.pages.lists.printed import printed_lists
from sitebuilder.pages.parts.entries import (
    Entry,
    StoryGroup,
    Titled,
    entry,
    story_group,
    supplied,
    titled,
)
from sitebuilder.pages.parts.frame import LAYERS, Frame, Layer, Link, Output, View, frame
from sitebuilder.pages.parts.passages import Fact, Mention, exact_fact, facts, paragraph_links
from sitebuilder.pages.parts.provenance import Provenance, provenance, unseen_sentences
from sitebuilder.pages.parts.speakers import Voice, voice
from sitebuilder.problems import counted
from sitebuilder.records.articles.article import Article, ArticleText


class QuotedHere(Struct, frozen=True):
    """Somebody who is quoted in an article."""

    voice: Voice
    """Who speaks."""
    paragraphs: tuple[Link, ...]
    """The permalinks of the paragraphs in which they do."""


class Apparatus(Struct, frozen=True):
    """What the article's text has in it."""

    quoted: tuple[QuotedHere, ...]
    """Who is quoted."""
    quoted_layers: tuple[Layer, ...]
    """Where that comes from."""
    named: tuple[Mention, ...]
    """Who and what is named."""
    named_layers: tuple[Layer, ...]
    """Where that comes from."""
    names: str
    """How many they are, in words."""
    compared: tuple[Link, ...]
    """The questions that it answers on the page of its event, by number."""
    questions: str
    """How many they are, in words."""


class RevisionRow(Struct, frozen=True):
    """One act of the archive."""

    day: str
    """Its day in words."""
    iso: str
    """The same as HTML's `datetime` takes it."""
    what: str
    """What was done."""


class Neighbour(Struct, frozen=True):
    """An article before or after another."""

    which: str
    """Which one it is: "Older", "Next undated article"."""
    place: str
    """`earlier` or `later`."""
    entry: Titled
    """The article."""


class ArticleView(View, frozen=True):
    """What an article's page shows."""

    template: ClassVar = "article.html"
    entry: Entry
    """What a list would show of it."""
    supplied: str | None
    """What of the titles, labels and topics shown the archive supplied, as a sentence, where there is anything."""
    headline: Fact
    """Its title, in square brackets where the archive supplied it."""
    standfirst: Fact
    """What is printed under the headline."""
    as_printed: tuple[str, ...]
    """The paragraphs of the text as received, such as its date line, of which front matter holds only a part."""
    whose: str
    """Whose text it is, for the line that stays in view: its byline and its publisher, or an empty text."""
    known: tuple[Fact, ...]
    """What the source gives."""
    unknown: tuple[str, ...]
    """What it does not give, by name."""
    text: ArticleText
    """Its text."""
    paragraphs: tuple[Address, ...]
    """The permalink of each paragraph, from the first on."""
    summary: str | None
    """What it says, in the archive's words."""
    provenance: Provenance | None
    """Where the text comes from, where the archive has it as received."""
    edition: Edition
    """Which edition of the article it is."""
    unseen: tuple[str, ...]
    """Which characters its text has that nobody sees, as sentences."""
    revisions: tuple[RevisionRow, ...]
    """What the archive did with it, oldest first."""
    markdown: Address
    """Where the file that the page was made from can be downloaded."""
    story: StoryGroup | None
    """The event that it reports, with the other accounts."""
    apparatus: Apparatus
    """What its text has in it, with links to the places."""
    neighbours: tuple[Neighbour, ...]
    """The articles before and after it, by date, or by title where it has no date."""

    @property
    def exact_texts(self) -> tuple[ArticleText, ...]:
        """Its own text."""
        return (self.text,)

    @property
    def exact_heading(self) -> tuple[str, ...]:
        """What its text as received has above or below the text."""
        above = [fact.display for fact in (self.headline, self.standfirst) if fact.is_exact and fact.display]
        return *above, *self.as_printed, *(fact.display for fact in self.known if fact.is_exact and fact.display)

    @property
    def exact_passages(self) -> tuple[str, ...]:
        """What its text says of those who are quoted."""
        return tuple(exact for quoted in self.apparatus.quoted for exact in quoted.voice.exact)


def article_pages(archive: Archive) -> Iterator[Output]:
    """Yield the page of each article: its neighbours are those by date, or by title among the undated."""
    for row in (archive.dated[::-1], archive.undated):
        for earlier, article, later in zip((None, *row), row, (*row[1:], None), strict=False):
            recipe = partial(_recipe, archive, article, earlier, later)
            yield Output(addresses.article_page(article.slug), article.file, recipe, narrows=True)


def _recipe(archive: Archive, article: Article, earlier: Article | None, later: Article | None) -> partial[ArticleView]:
    """Return what makes the page of an article, which knows of others only what it shows."""
    neighbours = tuple(_neighbours(article, (("earlier", earlier), ("later", later))))
    text, lists = archive.texts[article.slug], printed_lists(archive, article)
    return partial(_article_view, archive.part(article), text, neighbours, lists)


_DATED = {"earlier": "Older", "later": "Newer"}
_UNDATED = {"earlier": "Previous undated article", "later": "Next undated article"}


def _neighbours(article: Article, places: Iterable[tuple[str, Article | None]]) -> Iterator[Neighbour]:
    names = _DATED if article.date else _UNDATED
    return (Neighbour(names[place], place, titled(other)) for place, other in places if other)


def _article_view(
    archive: Part, text: ArticleText, neighbours: tuple[Neighbour, ...], lists: Mapping[str, Address]
) -> ArticleView:
    article = text.article
    known, unknown = facts(article)
    story = story_group(archive.stories[article.story], without=article) if article.story else None
    shown = entry(article)
    accounts = (shown, *(story.entries if story else ()))
    return ArticleView(
        frame=_frame(archive, article),
        entry=shown,
        supplied=supplied([*accounts, *(neighbour.entry for neighbour in neighbours)], accounts, [shown]),
        headline=exact_fact("Headline", article, "headline", article.shown_title),
        standfirst=exact_fact("Standfirst", article, "standfirst", article.standfirst),
        as_printed=article.heading.as_printed,
        whose=", ".join(filter(None, (article.byline, article.publisher))),
        known=tuple(replace(fact, to=lists.get(fact.name)) for fact in known),
        unknown=unknown,
        text=text,
        paragraphs=tuple(addresses.permalink(article.slug, at + 1) for at in range(article.paragraph_count)),
        summary=article.summary,
        provenance=provenance(article, archive.withheld),
        edition=article_edition(text),
        unseen=unseen_sentences(article.unseen),
        revisions=tuple(RevisionRow(act.on.display, act.on.iso, act.what) for act in article.revisions),
        markdown=addresses.article_source(article.slug),
        story=story,
        apparatus=_apparatus(archive, article),
        neighbours=neighbours,
    )


def _frame(archive: Part, article: Article) -> Frame:
    first_words = article.lede.text + (" …" if article.lede.is_cut else "")
    description = article.summary or first_words or f"{article.title_apart}: an article without paragraphs."
    return frame(archive.common, addresses.article_page(article.slug), article.title_apart, description)


def _apparatus(archive: Part, article: Article) -> Apparatus:
    names = grouped((name, span.paragraph) for name, span in archive.hits.get(article.slug, ()))
    compared = _compared(archive, article)
    return Apparatus(
        quoted=_quoted(archive, article),
        quoted_layers=(LAYERS.computed, LAYERS.speakers),
        named_layers=(LAYERS.computed, LAYERS.names),
        named=tuple(
            Mention(name.name, archive.name_pages.get(name.name), paragraph_links(article, numbers))
            for name, numbers in sorted(names.items(), key=lambda row: alphabetical(row[0].name, row[0].slug))
        ),
        names=counted(len(names), "name"),
        compared=compared,
        questions=counted(len(compared), "question"),
    )


def _quoted(archive: Part, article: Article) -> tuple[QuotedHere, ...]:
    """Return who is quoted, in the order in which they speak first."""
    text = archive.texts[article.slug]
    starts = ((row.by, row.quotation.spans[0].paragraph) for row in text.quotations)
    voices = grouped((voice(by, number, text, archive.name_pages.get), number) for by, number in starts)
    return tuple(QuotedHere(by, paragraph_links(article, numbers)) for by, numbers in voices.items())


def _compared(archive: Part, article: Article) -> tuple[Link, ...]:
    """Return links to the questions that the article answers, where other accounts can be compared with it."""
    story = archive.stories[article.story] if article.story else None
    if story is None or len(story.columns) < 2:
        return ()
    return tuple(
        Link(str(number), addresses.question_link(story.slug, number))
        for number, question in enumerate(story.questions, start=1)
        if article.slug in question.answers
    )
