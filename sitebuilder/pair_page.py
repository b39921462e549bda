"""What does the page show on which two accounts stand side by side, each in its own order?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from sitebuilder import addresses
from sitebuilder.archive import Archive
from sitebuilder.article import Article
from sitebuilder.comparing import Comparison, Tie, spans
from sitebuilder.framing import frame
from sitebuilder.listing import counted, entry, question_id, story_title
from sitebuilder.marking import Mark, cut_after_paragraphs, elsewhere, mark_body, visible
from sitebuilder.shows import Link
from sitebuilder.spans import Span
from sitebuilder.story_page import label_of, passage
from sitebuilder.story_shows import Answering, PairShows, Passage, Side, TextPart


def pair_shows(archive: Archive, comparison: Comparison, left: Article, right: Article) -> PairShows:
    """Return what the page of two accounts shows."""
    story, here = comparison.story, addresses.pair_page(left.slug, right.slug)
    ties = comparison.ties(left, right)
    mirrored = sorted(Tie(tie.right, tie.left, tie.question) for tie in ties)
    title = f"{story_title(story)}: {label_of(left)}, and {label_of(right)}"
    description = f"Two accounts of one event, whole and side by side: {label_of(left)}, and {label_of(right)}."
    return PairShows(
        frame=frame(archive, here, title, description),
        story=Link(story_title(story), addresses.story_page(story.slug)),
        title_is_supplied=story.supplied_title is not None,
        sides=(
            _side(comparison, left, right, ties, "left"),
            _side(comparison, right, left, mirrored, "right"),
        ),
        ties=counted(len(ties), "pair of passages tied together", "pairs of passages tied together"),
    )


def _side(comparison: Comparison, ours: Article, theirs: Article, ties: Sequence[Tie], fragment: str) -> Side:
    targets = _fragments(theirs, {(tie.right, tie.question) for tie in ties})
    first = {(tie.left, tie.question): (tie.right, tie.question) for tie in reversed(ties)}
    marks = [_mark(ours, place, "#" + targets[partner]) for place, partner in first.items()]
    *pieces, rest = cut_after_paragraphs(mark_body(elsewhere(ours.body.html, ours.slug), marks))
    parts = tuple(
        TextPart(piece, tuple(_answering(comparison, ours, theirs, number, ties)))
        for number, piece in enumerate(pieces, start=1)
    )
    footnotes = Markup(elsewhere(ours.body.footnotes, ours.slug))  # noqa: S704 - sanitised in `markup`
    return Side(entry(ours), label_of(ours), fragment, parts, rest, footnotes)


Place = tuple[Span, int]
"""Where marked words stand, and the number of the question that they answer, or 0 for shared wording."""


def _mark(article: Article, place: Place, to: str = "") -> Mark:
    span, question = place
    reason = question_id(question) if question else "s"
    name = f"{article.slug}-{reason}-{span.paragraph}-{span.start}-{span.end}"
    return Mark(span, "curated" if question else "computed", to, name)


def _fragments(article: Article, places: Iterable[Place]) -> dict[Place, str]:
    """Return the fragment of each place: of the marked words, or of their paragraph where shorter marks hide them."""
    marks = {place: _mark(article, place) for place in places}
    shown = visible(marks.values())
    return {place: mark.id if mark in shown else _paragraph(article, place[0]) for place, mark in marks.items()}


def _paragraph(article: Article, span: Span) -> str:
    """Return the fragment of a paragraph on a page with several articles."""
    return f"{article.slug}-{addresses.paragraph(span.paragraph)}"


def _answering(
    comparison: Comparison, ours: Article, theirs: Article, number: int, ties: Sequence[Tie]
) -> list[Answering]:
    """Return what the other account has beside one of our paragraphs: by question, then the wording that both share."""
    found = []
    for at, question in enumerate(comparison.story.questions, start=1):
        if any(span.paragraph == number for span in spans(question.answers.get(ours.slug, ()), ours)):
            answers = spans(question.answers.get(theirs.slug, ()), theirs)
            to = f"{addresses.story_page(comparison.story.slug)}#{question_id(at)}"
            found.append(Answering(question.ask, to, tuple(_beside(theirs, span) for span in answers)))
    shared = [tie.right for tie in ties if not tie.question and tie.left.paragraph == number]
    if shared:
        found.append(Answering("", "", tuple(_beside(theirs, span) for span in shared)))
    return found


def _beside(article: Article, span: Span) -> Passage:
    """Return words of the other account, linked to their paragraph on the same page."""
    return replace(passage(article, span), to=f"#{_paragraph(article, span)}")
