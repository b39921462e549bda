"""What does the page show on which two accounts stand side by side, each in its own order?"""

from __future__ import annotations

from collections.abc import Mapping as ByName
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from sitebuilder import addresses
from sitebuilder.archive import Archive
from sitebuilder.article import Article
from sitebuilder.article_page import facts
from sitebuilder.comparing import Comparison, Tie, order_is_known
from sitebuilder.framing import frame
from sitebuilder.listing import counted, entry, question_id, story_title
from sitebuilder.marking import Block, Mark, blocks_of, elsewhere, mark_body
from sitebuilder.pair_shows import Answering, PairShows, Side, TextPart
from sitebuilder.shows import Link
from sitebuilder.spans import Span
from sitebuilder.story_page import label_of, passage


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
        order_is_unknown=not order_is_known([left, right]),
        sides=(
            _side(Beside(comparison, left, right, _partners(comparison, left, ties)), "left"),
            _side(Beside(comparison, right, left, _partners(comparison, right, mirrored)), "right"),
        ),
        ties=_counted(ties),
    )


def _counted(ties: Sequence[Tie]) -> tuple[str, ...]:
    """Return how many questions both answer and how many runs of words they share, in words; nothing for none."""
    questions, runs = len({tie.question for tie in ties} - {0}), sum(not tie.question for tie in ties)
    told = (
        (questions, counted(questions, "question answered by both", "questions answered by both")),
        (runs, counted(runs, "run of the same words", "runs of the same words")),
    )
    return tuple(words for number, words in told if number)


Place = tuple[Span, int]
"""Where marked words stand, and the number of the question that they answer, or 0 for shared wording."""


def _partners(comparison: Comparison, ours: Article, ties: Sequence[Tie]) -> dict[Place, list[Span]]:
    """Return what belongs to each place of an account, the left one of the ties; nothing, to what answers alone."""
    found: dict[Place, list[Span]] = {
        (span, number): []
        for number, places in enumerate(comparison.answers, start=1)
        for span in places.get(ours.slug, ())
    }
    for tie in ties:
        found.setdefault((tie.left, tie.question), []).append(tie.right)
    return found


@dataclass(frozen=True, slots=True)
class Beside:
    """One account and the other that stands beside it."""

    comparison: Comparison
    """The accounts of their event, compared."""
    ours: Article
    """The one account."""
    theirs: Article
    """The other account."""
    partners: ByName[Place, Sequence[Span]]
    """For each place of ours that is marked, what belongs to it in the other account, in reading order."""


def _side(beside: Beside, fragment: str) -> Side:
    ours = beside.ours
    _, unknown = facts(ours)
    footnotes = Markup(elsewhere(ours.body.footnotes, ours.slug))  # noqa: S704 - sanitised in `markup`
    return Side(
        entry=entry(ours),
        label=label_of(ours),
        unknown=unknown,
        id=fragment,
        parts=tuple(_part(beside, block) for block in blocks_of(elsewhere(ours.body.html, ours.slug))),
        footnotes=footnotes,
    )


def _part(beside: Beside, block: Block) -> TextPart:
    """Return a stretch of our text with its answers marked, and what the other account has beside it.

    Marked words lead across where the other account has one partner for them, else to the list of what it has.
    """
    marks, answering = [], []
    for paragraph in block.paragraphs:
        asked = {number for span, number in beside.partners if span.paragraph == paragraph}
        for number in sorted(asked, key=lambda number: (not number, number)):  # shared wording comes last
            here = sorted(span for span, of in beside.partners if of == number and span.paragraph == paragraph)
            answer = _answering(beside, number, here, len(block.paragraphs) > 1)
            answering.append(answer)
            marks += [_mark(beside, (span, number), answer) for span in here]
    empty = [str(number) for number in block.paragraphs if all(number != mark.span.paragraph for mark in marks)]
    several = f"paragraph{'s' if len(empty) > 1 else ''} {', '.join(empty)}"
    which = several if len(block.paragraphs) > 1 else "this paragraph"
    nothing = f"nothing recorded beside {which}" if empty else None
    return TextPart(mark_body(block.html, marks), tuple(answering), nothing)


def _mark(beside: Beside, place: Place, answer: Answering) -> Mark:
    partners = beside.partners[place]
    to = _fragment(beside.theirs, (partners[0], place[1])) if len(partners) == 1 else answer.id
    return Mark(place[0], "curated" if place[1] else "computed", f"#{to}", _fragment(beside.ours, place))


def _answering(beside: Beside, number: int, here: Sequence[Span], names_paragraph: bool) -> Answering:
    """Return what the other account has on a question, or of shared wording, beside some places of a paragraph."""
    story, ours, theirs = beside.comparison.story, beside.ours, beside.theirs
    partners = sorted({partner for span in here for partner in beside.partners[span, number]})
    question = story.questions[number - 1] if number else None
    to = f"{addresses.story_page(story.slug)}#{question_id(number)}"
    only_these = question and question.answers.keys() == {ours.slug, theirs.slug}
    return Answering(
        id=f"{ours.slug}-beside-{here[0].paragraph}-{question_id(number)}",
        beside=f"Paragraph {here[0].paragraph}" if names_paragraph else None,
        question=Link(question.ask, to) if question else None,
        relation=question.relation if question and only_these else None,
        passages=tuple(replace(passage(theirs, span), to=f"#{_fragment(theirs, (span, number))}") for span in partners),
    )


def _fragment(article: Article, place: Place) -> str:
    """Return the fragment of marked words, on a page with several articles."""
    span, number = place
    return f"{article.slug}-{question_id(number)}-{span.paragraph}-{span.start}-{span.end}"
