"""What do the tables of an event show: who is quoted, what is named, which wording is shared?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.comparison import Comparison
from sitebuilder.archive.indexed_names import NameHits
from sitebuilder.ordering import alphabetical, grouped
from sitebuilder.pages.accounts.tables import COLUMNS, COUNTS, Cell, Table, layout
from sitebuilder.pages.parts.frame import LAYERS, Link
from sitebuilder.pages.parts.passages import Passage, paragraph_links, passage
from sitebuilder.pages.parts.sigla import Siglum, sigla
from sitebuilder.pages.parts.speakers import voice
from sitebuilder.problems import spelled
from sitebuilder.records.article import Article, ArticleText
from sitebuilder.records.names import Name
from sitebuilder.records.speakers import NOT_RECORDED, AttributedQuotation
from sitebuilder.words.shared_wording import SHARED_WORDS, folded_tokens
from sitebuilder.words.spans import Span
from sitebuilder.words.times import TIME_RULE, knows_times, unresolved_times

SHARED_NOTE = (
    f"Runs of {spelled(SHARED_WORDS)} words or more that accounts share, capitals and punctuation aside. This says"
    " nothing about where the words come from."
)
"""What counts as shared wording."""

TIMES_NOTE = f"{TIME_RULE} These accounts have no date, so which days the words mean is unknown."
"""What counts as a time expression, and why they are listed."""


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Somebody who is quoted, with their words in each account."""

    speaker: str
    """Who speaks, as the texts name them."""
    kind: str | None
    """What the speaker is, where that is known and the text's own words do not say it."""
    cells: tuple[Cell, ...]
    """A cell for each account."""


@dataclass(frozen=True, slots=True)
class NameCell:
    """Where one account names something."""

    siglum: Siglum
    """The account."""
    count: int
    """How often it does."""
    paragraphs: tuple[Link, ...]
    """The permalinks of the paragraphs in which it does."""


@dataclass(frozen=True, slots=True)
class NameRow:
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


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """Where an account has shared words."""

    siglum: Siglum
    """The account."""
    paragraph: Link
    """The permalink of the paragraph."""


@dataclass(frozen=True, slots=True)
class SharedForm:
    """The same words as some accounts have them, letter for letter."""

    passage: Passage
    """The words, as one of the accounts has them."""
    places: tuple[SharedPlace, ...]
    """Where they are."""


@dataclass(frozen=True, slots=True)
class SharedRow:
    """The same words in two accounts or more."""

    forms: tuple[SharedForm, ...]
    """The words as the accounts have them: forms differ in capitals and punctuation only."""


@dataclass(frozen=True, slots=True)
class Times:
    """The time expressions of an account without a date."""

    siglum: Siglum
    """The account."""
    passages: tuple[Passage, ...]
    """The words."""
    nothing: str
    """What is said where there are none: that none were found, or that they are not known in its language."""


def speakers_table(comparison: Comparison) -> Table[SpeakerRow]:
    """Return the table of who is quoted in which account."""
    articles, all_sigla = comparison.story.articles, sigla(comparison.story)
    return Table(
        id="quoted",
        heading="Who is quoted in which account",
        layers=(LAYERS.computed, LAYERS.speakers),
        layout=layout(len(articles), COLUMNS),
        kind="answers",
        first_column="Speaker",
        heads=tuple(all_sigla.values()),
        rows=tuple(_speaker_rows(comparison, all_sigla)) if len(articles) > 1 else (),
    )


def names_table(archive: Archive, comparison: Comparison) -> Table[NameRow]:
    """Return the table of who and what is named in which account."""
    articles, all_sigla = comparison.story.articles, sigla(comparison.story)
    return Table(
        id="named",
        heading="Who and what is named in which account",
        layers=(LAYERS.computed, LAYERS.names),
        layout=layout(len(articles), COUNTS),
        kind="matrix narrow" if len(articles) > COLUMNS else "matrix",
        first_column="Name",
        heads=tuple(all_sigla.values()),
        rows=tuple(_name_rows(archive, articles, all_sigla)) if len(articles) > 1 else (),
    )


def _speaker_rows(comparison: Comparison, all_sigla: Mapping[str, Siglum]) -> Iterator[SpeakerRow]:
    """Yield who is quoted, each with their words in every account; those not recorded come last."""
    said = grouped(
        ((row.speaker or NOT_RECORDED, row.kind), (text.slug, passage))
        for text in comparison.texts.values()
        for row in text.quotations
        for passage in _quoted(row, text)
    )
    ordered = sorted(said.items(), key=lambda item: (item[0][1] is None, alphabetical(item[0][0], item[0][1] or "")))
    for (speaker, kind), passages in ordered:
        by_account = grouped(passages)
        nothing = "not quoted in this account"
        cells = (Cell(siglum, tuple(by_account.get(slug, ())), nothing) for slug, siglum in all_sigla.items())
        is_said = kind is not None and kind in speaker.casefold()
        yield SpeakerRow(speaker, None if is_said else kind, tuple(cells))


def _quoted(row: AttributedQuotation, text: ArticleText) -> Iterator[Passage]:
    """Yield the parts of a quotation, the last with what else is recorded of the speaker."""
    *parts, last = (passage(text, span) for span in row.quotation.spans)
    by = replace(voice(row.by, last.paragraph, text, {}), speaker=None)
    yield from (*parts, replace(last, voices=(by,) if by.words or by.speaks_for else ()))


def _name_rows(archive: Archive, articles: Sequence[Article], all_sigla: Mapping[str, Siglum]) -> Iterator[NameRow]:
    """Yield the names that any of the accounts has, by name, with their counts."""
    hits = {article.slug: archive.hits.get(article.slug, ()) for article in articles}
    names = {name.slug: name for named in hits.values() for name, _ in named}
    for name in sorted(names.values(), key=lambda name: alphabetical(name.name, name.slug)):
        cells = tuple(_name_cell(article, name, hits[article.slug], all_sigla[article.slug]) for article in articles)
        having = sum(1 for cell in cells if cell.count)
        several = f"in {having} of {len(articles)} accounts" if len(articles) > COLUMNS else None
        where = "only here" if having == 1 else several
        yield NameRow(name.name, archive.name_pages.get(name.name), name.kind, cells, having == 1, where)


def _name_cell(article: Article, name: Name, hits: NameHits, siglum: Siglum) -> NameCell:
    numbers = [span.paragraph for other, span in hits if other is name]
    return NameCell(siglum, len(numbers), paragraph_links(article, numbers))


def shared_rows(comparison: Comparison) -> Iterator[SharedRow]:
    """Yield every run of words that accounts share, once for all of them."""
    runs: dict[tuple[str, ...], set[tuple[str, Span]]] = {}
    for (left, right), shared in comparison.shared.items():
        for run in shared:
            tokens = folded_tokens(run.left.text(comparison.texts[left].paragraphs))
            runs.setdefault(tokens, set()).update([(left, run.left), (right, run.right)])
    for places in runs.values():
        forms = grouped((span.text(comparison.texts[slug].paragraphs), (slug, span)) for slug, span in sorted(places))
        yield SharedRow(tuple(_shared_form(comparison, some) for some in forms.values()))


def _shared_form(comparison: Comparison, places: Sequence[tuple[str, Span]]) -> SharedForm:
    all_sigla = sigla(comparison.story)
    passages = [(all_sigla[slug], passage(comparison.texts[slug], span)) for slug, span in places]
    return SharedForm(
        passages[0][1],
        tuple(SharedPlace(siglum, Link(str(shown.paragraph), shown.to)) for siglum, shown in passages),
    )


def times(comparison: Comparison) -> tuple[Times, ...]:
    """Return, for each account without a date, its time expressions; nothing where no account has any."""
    rows = tuple(_times(comparison, article) for article in comparison.story.articles if not article.date)
    return rows if any(row.passages for row in rows) else ()


def _times(comparison: Comparison, article: Article) -> Times:
    text = comparison.texts[article.slug]
    spans = unresolved_times(text.paragraphs, article.language)
    nothing = "none found" if knows_times(article.language) else "not searched for in its language"
    return Times(sigla(comparison.story)[article.slug], tuple(passage(text, span) for span in spans), nothing)
