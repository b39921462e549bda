"""What does the page of an event show?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sitebuilder import addresses
from sitebuilder.archive import Archive
from sitebuilder.article import Article
from sitebuilder.article_page import facts
from sitebuilder.comparing import Comparison, order_is_known
from sitebuilder.framing import frame
from sitebuilder.languages import direction
from sitebuilder.listing import counted, entry, paragraph_links, question_id, story_title
from sitebuilder.names import Name
from sitebuilder.picture import draw, letter
from sitebuilder.questions import RELATIONS, Question
from sitebuilder.shows import Link
from sitebuilder.spans import Span
from sitebuilder.speakers import NOT_RECORDED
from sitebuilder.story_shows import (
    Account,
    Cell,
    NameCell,
    NameRow,
    PairLink,
    Passage,
    QuestionRow,
    Relation,
    SharedForm,
    SharedPlace,
    SharedRow,
    SpeakerRow,
    StoryShows,
    Times,
)
from sitebuilder.wording import folded, knows_times, unresolved_times

COLUMNS = 3
"""How many accounts a table of words has room for side by side: more would leave some 20 letters to a line."""

COUNTS = 12
"""How many accounts a table of counts has room for side by side."""

Hits = Sequence[tuple[Name, Span]]
"""The names that stand in an article, in reading order."""


def label_of(article: Article) -> str:
    """Return how an account is called."""
    return article.label or article.title


def passage(article: Article, span: Span) -> Passage:
    """Return the words of an article at a place, with their permalink."""
    return Passage(
        words=span.words(article.reading.words),
        paragraph=span.paragraph,
        to=addresses.permalink(article.slug, span.paragraph),
        language=article.language,
        direction=direction(article.language),
    )


def story_shows(archive: Archive, comparison: Comparison) -> StoryShows:
    """Return what the page of an event shows."""
    story, articles = comparison.story, comparison.story.articles
    several = articles if len(articles) > 1 else ()
    here = addresses.story_page(story.slug)
    title = story_title(story)
    many = f"{len(articles)} accounts of one event, set side by side in their own words."
    description = many if several else f"One account of an event: {label_of(articles[0])}."
    return StoryShows(
        frame=frame(archive, here, title, description),
        title=title,
        title_is_supplied=story.supplied_title is not None,
        is_alone=not several,
        accounts=tuple(_account(article, letter(at)) for at, article in enumerate(articles)),
        order_is_unknown=not order_is_known(articles),
        pairs=tuple(
            PairLink(addresses.pair_page(left.slug, right.slug), label_of(left), label_of(right))
            for left, right in comparison.pairs()
        ),
        picture=draw(comparison, [label_of(article) for article in articles]),
        are_many=len(articles) > COLUMNS,
        is_matrix=len(articles) <= COUNTS,
        questions=tuple(
            _question(number, question, comparison) for number, question in enumerate(story.questions, 1) if several
        ),
        relations=tuple(
            Relation(name, means)
            for name, means in RELATIONS.items()
            if several and any(question.relation == name for question in story.questions)
        ),
        speakers=tuple(_speakers(several)),
        names=tuple(_names(archive, several)),
        shared=tuple(_shared(comparison)),
        times=_times(articles),
    )


def _account(article: Article, letter: str) -> Account:
    _, unknown = facts(article)
    return Account(
        entry=entry(article),
        letter=letter,
        label=label_of(article),
        paragraphs=counted(len(article.reading.words), "paragraph"),
        quotations=counted(len(article.speeches), "quotation"),
        unknown=unknown,
    )


def _question(number: int, question: Question, comparison: Comparison) -> QuestionRow:
    articles, places = comparison.story.articles, comparison.answers[number - 1]
    unanswered = (label_of(article) for article in articles if article.slug not in question.answers)
    return QuestionRow(
        id=question_id(number),
        ask=question.ask,
        relation=question.relation,
        note=question.note,
        cells=tuple(
            Cell(
                label_of(article),
                tuple(passage(article, span) for span in places.get(article.slug, ())),
            )
            for article in articles
        ),
        unanswered=tuple(unanswered) if len(articles) > COLUMNS else (),
    )


def _speakers(articles: Sequence[Article]) -> Iterable[SpeakerRow]:
    """Yield who is quoted, each with their words in every account; those whom nobody has recorded come last."""
    found: dict[tuple[str, str | None], dict[str, list[Passage]]] = {}
    for article in articles:
        for speech in article.speeches:
            who = speech.speaker or NOT_RECORDED, speech.kind
            words = [passage(article, span) for span in speech.quotation.spans]
            found.setdefault(who, {}).setdefault(article.slug, []).extend(words)
    for (speaker, kind), by_article in sorted(
        found.items(), key=lambda item: (item[0][1] is None, item[0][0].casefold())
    ):
        cells = (Cell(label_of(article), tuple(by_article.get(article.slug, ()))) for article in articles)
        yield SpeakerRow(speaker, kind, tuple(cells))


def _names(archive: Archive, articles: Sequence[Article]) -> Iterable[NameRow]:
    """Yield the names that stand in any of the accounts, by name, with their counts."""
    hits = {article.slug: archive.hits.get(article.slug, ()) for article in articles}
    named = {name.slug: name for found in hits.values() for name, _ in found}
    for name in sorted(named.values(), key=lambda name: (name.name.casefold(), name.slug)):
        cells = tuple(_name_cell(article, name, hits[article.slug]) for article in articles)
        having = sum(1 for cell in cells if cell.count)
        several = f"in {having} of {len(articles)} accounts" if len(articles) > COLUMNS else None
        where = "only here" if having == 1 else several
        yield NameRow(name.name, archive.name_page(name), name.kind, cells, having == 1, where)


def _name_cell(article: Article, name: Name, hits: Hits) -> NameCell:
    found = [span.paragraph for other, span in hits if other is name]
    return NameCell(label_of(article), len(found), paragraph_links(article, found))


def _shared(comparison: Comparison) -> Iterable[SharedRow]:
    """Yield every run of words that accounts share, once for all of them."""
    by_slug = {article.slug: article for article in comparison.story.articles}
    found: dict[tuple[str, ...], set[tuple[str, Span]]] = {}
    for (left, right), runs in comparison.shared.items():
        for run in runs:
            words = folded(run.left.words(by_slug[left].reading.words))
            found.setdefault(words, set()).update([(left, run.left), (right, run.right)])
    for places in found.values():
        forms: dict[str, list[tuple[Article, Span]]] = {}
        for slug, span in sorted(places):
            article = by_slug[slug]
            forms.setdefault(span.words(article.reading.words), []).append((article, span))
        yield SharedRow(tuple(_form(some) for some in forms.values()))


def _form(places: Sequence[tuple[Article, Span]]) -> SharedForm:
    shown = [(label_of(article), passage(article, span)) for article, span in places]
    return SharedForm(
        shown[0][1],
        tuple(SharedPlace(label, Link(str(found.paragraph), found.to)) for label, found in shown),
    )


def _times(articles: Sequence[Article]) -> tuple[Times, ...]:
    """Return, for each account without a date, its words of time; nothing where no account has any."""
    found = [
        Times(
            label=label_of(article),
            passages=tuple(
                passage(article, span) for span in unresolved_times(article.reading.words, article.language)
            ),
            is_searched=knows_times(article.language),
        )
        for article in articles
        if not article.date
    ]
    return tuple(found) if any(times.passages for times in found) else ()
