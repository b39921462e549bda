"""What do an event's lists show: who is quoted and named, times, what is not quoted?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder.addresses import Address
from sitebuilder.archive.accounts.comparison import Comparison
from sitebuilder.archive.archive import Part
from sitebuilder.ordering import alphabetical, grouped
from sitebuilder.pages.accounts.tables import COLUMNS, COUNTS, Cell, Table, layout, with_room
from sitebuilder.pages.parts.frame import LAYERS, Link
from sitebuilder.pages.parts.passages import Passage, paragraph_links, passage, quoted_passages, sentence
from sitebuilder.pages.parts.sigla import Siglum, sigla
from sitebuilder.pages.parts.speakers import voice
from sitebuilder.problems import counted
from sitebuilder.records.articles.article import Article, ArticleText
from sitebuilder.records.articles.speakers import NOT_RECORDED, AttributedQuotation
from sitebuilder.words.times import TIME_RULE, knows_times, unresolved_times

TIMES_NOTE = f"{TIME_RULE} These accounts have no date, so which days the words mean is unknown."
"""What counts as a time expression, and why they are listed."""

UNQUOTED_NOTE = "An account says more than the questions quote. These are its other sentences, all of them."
"""What these sentences are, and why they are listed."""

COUNTED_NOTE = "An account says more than the questions quote. So many of its sentences are not quoted."
"""The same where they are only counted."""

MOST_UNQUOTED = 500
"""How many of them the page of an event lists: of more, it says only how many they are."""


class SpeakerRow(Struct, frozen=True):
    """Somebody who is quoted, with their words in each account."""

    speaker: str
    """Who speaks, as the texts name them."""
    kind: str | None
    """What the speaker is, where that is known and the text's own words do not say it."""
    cells: tuple[Cell, ...]
    """A cell for each account."""


class NameCell(Struct, frozen=True):
    """Where one account names something."""

    siglum: Siglum
    """The account."""
    count: int
    """How often it does."""
    paragraphs: tuple[Link, ...]
    """The permalinks of the paragraphs in which it does."""


class NameRow(Struct, frozen=True):
    """A name and where each account has it."""

    text: str
    """The name."""
    to: Address | None
    """Its page, where it has one."""
    kind: str
    """What it names."""
    cells: tuple[NameCell, ...]
    """A cell for each account."""
    is_only_here: bool
    """Whether one of several accounts alone has the name."""
    where: str | None
    """How many accounts have it, in words, where a reader cannot see that at a glance."""


class Times(Struct, frozen=True):
    """The time expressions of an account without a date."""

    siglum: Siglum
    """The account."""
    passages: tuple[Passage, ...]
    """The words."""
    nothing: str
    """What is said where there are none: that none were found, or that they are not known in its language."""


class Unquoted(Struct, frozen=True):
    """The sentences of an account that no question quotes."""

    siglum: Siglum
    """The account."""
    count: str
    """How many they are, of how many, in words."""
    passages: tuple[Passage, ...]
    """The sentences, or none where all accounts have too many to list."""


def speakers_table(comparison: Comparison) -> Table[SpeakerRow]:
    """Return the table of who is quoted in which account."""
    articles, all_sigla = comparison.story.articles, sigla(comparison.story)
    rows = list(_speaker_rows(comparison, all_sigla)) if len(articles) > 1 else []
    sizes = [[len(cell.passages) for cell in row.cells] for row in rows]
    shown = with_room([(len(row) - row.count(0), len(row) + sum(row)) for row in sizes])
    return Table(
        id="quoted",
        heading="Who is quoted in which account",
        layers=(LAYERS.computed, LAYERS.speakers),
        layout=layout(len(articles), COLUMNS),
        kind="answers",
        first_column="Speaker",
        heads=tuple(all_sigla[article.slug] for article in articles),
        rows=tuple(row for at, row in enumerate(rows) if at in shown),
        left_out=_left_out(len(rows) - len(shown), "speaker"),
    )


def names_table(archive: Part, comparison: Comparison) -> Table[NameRow]:
    """Return the table of who and what is named in which account."""
    articles, all_sigla = comparison.story.articles, sigla(comparison.story)
    rows = list(_name_rows(archive, articles, all_sigla)) if len(articles) > 1 else []
    sizes = [[len(cell.paragraphs) for cell in row.cells] for row in rows]
    shown = with_room([(len(row) - row.count(0), len(row) + sum(row)) for row in sizes])
    return Table(
        id="named",
        heading="Who and what is named in which account",
        layers=(LAYERS.computed, LAYERS.names),
        layout=layout(len(articles), COUNTS),
        kind="matrix narrow" if len(articles) > COLUMNS else "matrix",
        first_column="Name",
        heads=tuple(all_sigla[article.slug] for article in articles),
        rows=tuple(row for at, row in enumerate(rows) if at in shown),
        left_out=_left_out(len(rows) - len(shown), "name"),
        has_narrow_heads=len(articles) > COLUMNS,
    )


def _left_out(count: int, noun: str) -> str | None:
    """Say how many rows a table has no room for, if any."""
    return f"The {noun}s that most accounts have; {counted(count, 'other')} left out." if count else None


def _speaker_rows(comparison: Comparison, all_sigla: Mapping[str, Siglum]) -> Iterator[SpeakerRow]:
    """Yield who is quoted, each with their words in every account; those not recorded come last."""
    articles = comparison.story.articles
    said = grouped(
        ((row.speaker or NOT_RECORDED, row.kind), (text.slug, passage))
        for text in (comparison.texts[article.slug] for article in articles)
        for row in text.quotations
        for passage in _quoted(row, text)
    )
    ordered = sorted(said.items(), key=lambda item: (item[0][1] is None, alphabetical(item[0][0], item[0][1] or "")))
    for (speaker, kind), passages in ordered:
        by_account = grouped(passages)
        nothing = "not quoted in this account"
        cells = (
            Cell(all_sigla[article.slug], tuple(by_account.get(article.slug, ())), nothing) for article in articles
        )
        is_said = kind is not None and kind in speaker.casefold()
        yield SpeakerRow(speaker, None if is_said else kind, tuple(cells))


def _quoted(row: AttributedQuotation, text: ArticleText) -> Iterator[Passage]:
    """Yield the parts of a quotation, the last with what else is recorded of the speaker."""
    *parts, last = quoted_passages(text, row)
    by = replace(voice(row.by, last.paragraph, text), speaker=None)
    yield from (*parts, replace(last, voices=(by,) if by.words or by.speaks_for else ()))


def _name_rows(archive: Part, articles: Sequence[Article], all_sigla: Mapping[str, Siglum]) -> Iterator[NameRow]:
    """Yield the names that any of the accounts has, by name, with their counts."""
    hits = grouped(
        (name, (article.slug, span.paragraph))
        for article in articles
        for name, span in archive.hits.get(article.slug, ())
    )
    for name, places in sorted(hits.items(), key=lambda row: alphabetical(row[0].name, row[0].slug)):
        numbers = grouped(places)
        cells = tuple(
            _name_cell(article, numbers.get(article.slug, ()), all_sigla[article.slug]) for article in articles
        )
        having = sum(1 for cell in cells if cell.count)
        several = f"in {having} of {len(articles)} accounts" if len(articles) > COLUMNS else None
        where = "only here" if having == 1 else several
        yield NameRow(name.name, archive.name_pages.get(name.name), name.kind, cells, having == 1, where)


def _name_cell(article: Article, numbers: Sequence[int], siglum: Siglum) -> NameCell:
    return NameCell(siglum, len(numbers), paragraph_links(article, numbers))


def times(comparison: Comparison) -> tuple[Times, ...]:
    """Return, for each account without a date, its time expressions; nothing where no account has any."""
    rows = tuple(_times(comparison, article) for article in comparison.story.articles if not article.date)
    return rows if any(row.passages for row in rows) else ()


def _times(comparison: Comparison, article: Article) -> Times:
    text = comparison.texts[article.slug]
    spans = unresolved_times(text.paragraphs, article.language)
    nothing = "none found" if knows_times(article.language) else "not searched for in its language"
    return Times(sigla(comparison.story)[article.slug], tuple(passage(text, span) for span in spans), nothing)


def unquoted(comparison: Comparison) -> tuple[Unquoted, ...]:
    """Return, for each account, the sentences that no question quotes; nothing where no question is asked."""
    rows = [_unquoted(comparison, article) for article in comparison.story.articles if comparison.story.questions]
    if sum(len(row.passages) for row in rows) > MOST_UNQUOTED:
        return tuple(replace(row, passages=()) for row in rows)
    return tuple(rows)


def unquoted_note(rows: Sequence[Unquoted]) -> str:
    """Say what the sentences are that no question quotes, and whether they are listed."""
    return UNQUOTED_NOTE if any(row.passages for row in rows) else COUNTED_NOTE


def _unquoted(comparison: Comparison, article: Article) -> Unquoted:
    text, rest = comparison.texts[article.slug], comparison.unquoted(article)
    return Unquoted(
        siglum=sigla(comparison.story)[article.slug],
        count=f"{len(rest.sentences)} of {counted(rest.total, 'sentence')}",
        passages=tuple(sentence(text, span) for span in rest.sentences),
    )
