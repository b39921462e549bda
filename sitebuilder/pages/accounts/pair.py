"""What does the page with two accounts side by side show?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from markupsafe import Markup

from sitebuilder import addresses
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.comparison import Comparison, Tie, order_is_known
from sitebuilder.pages.parts.entries import Entry, entry, story_title, supplied
from sitebuilder.pages.parts.frame import LAYERS, Frame, Layer, Link, Output, View, frame
from sitebuilder.pages.parts.marking import Mark, OuterElement, mark_body, outer_elements, rebased
from sitebuilder.pages.parts.passages import Passage, facts, label_of, passage
from sitebuilder.problems import counted
from sitebuilder.records.article import Article, ArticleText
from sitebuilder.words.spans import Span


@dataclass(frozen=True, slots=True)
class Answering:
    """What another account has beside a stretch of this one."""

    id: str
    """Its fragment."""
    beside: str | None
    """Which paragraph of ours it is beside, in words, where the stretch has several."""
    layer: Layer
    """Whether a question ties the two together, or shared wording."""
    question: Link | None
    """The question that the stretch answers; None for shared wording."""
    relation: str | None
    """How the two accounts relate to each other on it; None where other accounts answer it too, or only one does."""
    passages: tuple[Passage, ...]
    """The other account's words; none where nothing is recorded from it."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch of an account's text: a paragraph, or a list, a quotation, a table and the like as a whole."""

    html: Markup
    """The stretch, its words marked."""
    answering: tuple[Answering, ...]
    """What the other account has beside it, paragraph by paragraph."""
    nothing: str | None
    """The paragraphs in it that nothing is recorded beside, in words."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two accounts that are side by side, whole."""

    entry: Entry
    """The article."""
    label: str
    """What the account is called."""
    unknown: tuple[str, ...]
    """What its source does not give, by name."""
    id: str
    """The fragment of its heading: not a slug, which the page's own fragments might have taken."""
    parts: tuple[TextPart, ...]
    """Its text, in its own order."""
    footnotes: Markup
    """The footnotes that come after the text, or nothing."""


@dataclass(frozen=True, slots=True)
class TieCount:
    """How many ties of one kind there are."""

    text: str
    """The number and the kind, in words."""
    layer: Layer
    """Where they come from."""


@dataclass(frozen=True)
class PairView(View):
    """What the page with two accounts side by side shows."""

    template: ClassVar = "pair.html"
    story: Link
    """The event."""
    note: str
    """How to read the page, and whether it is known which account came earlier."""
    supplied: str | None
    """What of the titles, labels and topics shown the archive supplied, as a sentence, where there is anything."""
    sides: tuple[Side, Side]
    """The two accounts, by slug."""
    ties: tuple[TieCount, ...]
    """How many questions both answer and how many runs of words they share."""
    texts: tuple[ArticleText, ArticleText]
    """The texts of the two accounts."""

    @property
    def exact_texts(self) -> tuple[ArticleText, ...]:
        """Both texts."""
        return self.texts

    @property
    def exact_passages(self) -> tuple[str, ...]:
        """What is beside each paragraph from the other account."""
        answers = (answer for side in self.sides for part in side.parts for answer in part.answering)
        return tuple(words.text for answer in answers for words in answer.passages)


def pair_pages(archive: Archive, comparison: Comparison) -> Iterator[Output]:
    """Yield a page for each pair of accounts of an event that has one."""
    for left, right in comparison.pairs():
        address = addresses.pair_page(left.slug, right.slug)
        yield Output(address, _pair_view(archive, comparison, left, right), left.file)


def _pair_view(archive: Archive, comparison: Comparison, left: Article, right: Article) -> PairView:
    story, ties = comparison.story, comparison.ties(left, right)
    entries = [entry(left), entry(right)]
    mirrored = sorted(Tie(tie.right, tie.left, tie.question) for tie in ties)
    return PairView(
        frame=_frame(archive, comparison, left, right),
        story=Link(story_title(story), addresses.story_page(story.slug)),
        note=_note(order_is_known([left, right])),
        supplied=supplied(entries, entries),
        sides=(
            _side(Beside(comparison, left, right, _partners(comparison, left, ties)), "left"),
            _side(Beside(comparison, right, left, _partners(comparison, right, mirrored)), "right"),
        ),
        ties=_counted(ties),
        texts=(comparison.texts[left.slug], comparison.texts[right.slug]),
    )


def _frame(archive: Archive, comparison: Comparison, left: Article, right: Article) -> Frame:
    both, address = f"{label_of(left)}, and {label_of(right)}", addresses.pair_page(left.slug, right.slug)
    description = f"Two accounts of one event, whole and side by side: {both}."
    return frame(archive, address, f"{story_title(comparison.story)}: {both}", description)


def _note(order_is_known: bool) -> str:
    order = "" if order_is_known else "; which of the two came earlier is unknown"
    return (
        f"Both texts are whole and in their own order{order}. Below each paragraph is what the other account has on it."
        " Marked words lead across, or to what is below their paragraph."
    )


def _counted(ties: Sequence[Tie]) -> tuple[TieCount, ...]:
    """Return how many questions both answer and how many runs of words they share; nothing for none."""
    questions, runs = len({tie.question for tie in ties} - {0}), sum(not tie.question for tie in ties)
    counts = (
        (questions, counted(questions, "question answered by both", "questions answered by both"), LAYERS.curated),
        (runs, counted(runs, "run of the same words", "runs of the same words"), LAYERS.computed),
    )
    return tuple(TieCount(text, layer) for number, text, layer in counts if number)


Place = tuple[Span, int]
"""Where marked words are, and the number of the question that they answer, or 0 for shared wording."""


def _partners(comparison: Comparison, ours: Article, ties: Sequence[Tie]) -> dict[Place, list[Span]]:
    """Return what belongs to each place of an account, the left one of the ties; nothing, to what answers alone."""
    partners: dict[Place, list[Span]] = {
        (span, number): []
        for number, places in enumerate(comparison.answers, start=1)
        for span in places.get(ours.slug, ())
    }
    for tie in ties:
        partners.setdefault((tie.left, tie.question), []).append(tie.right)
    return partners


@dataclass(frozen=True, slots=True)
class Beside:
    """One account and the other that is beside it."""

    comparison: Comparison
    """The accounts of their event, compared."""
    ours: Article
    """The one account."""
    theirs: Article
    """The other account."""
    partners: Mapping[Place, Sequence[Span]]
    """For each place of ours that is marked, what belongs to it in the other account, in reading order."""


def _side(beside: Beside, fragment: str) -> Side:
    ours, text = beside.ours, beside.comparison.texts[beside.ours.slug]
    _, unknown = facts(ours)
    return Side(
        entry=entry(ours),
        label=label_of(ours),
        unknown=unknown,
        id=fragment,
        parts=tuple(_part(beside, element) for element in outer_elements(rebased(text.html, ours.slug))),
        footnotes=Markup(rebased(text.footnotes, ours.slug)),  # noqa: S704 - sanitised in `text.html`
    )


def _part(beside: Beside, element: OuterElement) -> TextPart:
    """Return a stretch of our text with its answers marked, and what the other account has beside it.

    Marked words lead across where the other account has one partner for them, else to the list of what it has.
    """
    marks, answering = [], []
    for paragraph in element.paragraphs:
        asked = {number for span, number in beside.partners if span.paragraph == paragraph}
        for number in sorted(asked, key=lambda number: (not number, number)):  # shared wording comes last
            spans = sorted(span for span, of in beside.partners if of == number and span.paragraph == paragraph)
            answer = _answering(beside, number, spans, len(element.paragraphs) > 1)
            answering.append(answer)
            marks += [_mark(beside, (span, number), answer) for span in spans]
    marked = {mark.span.paragraph for mark in marks}
    return TextPart(mark_body(element.html, marks), tuple(answering), _nothing(element, marked))


def _nothing(element: OuterElement, marked: set[int]) -> str | None:
    """Name the paragraphs of a stretch that nothing is recorded beside, or return None where there is none."""
    empty = [str(number) for number in element.paragraphs if number not in marked]
    several = f"paragraph{'s' if len(empty) > 1 else ''} {', '.join(empty)}"
    which = several if len(element.paragraphs) > 1 else "this paragraph"
    return f"no counterpart recorded for {which}" if empty else None


def _mark(beside: Beside, place: Place, answer: Answering) -> Mark:
    partners = beside.partners[place]
    to = _fragment(beside.theirs, (partners[0], place[1])) if len(partners) == 1 else answer.id
    return Mark(place[0], "curated" if place[1] else "computed", f"#{to}", _fragment(beside.ours, place))


def _answering(beside: Beside, number: int, spans: Sequence[Span], names_paragraph: bool) -> Answering:
    """Return what the other account has on a question, or of shared wording, beside some places of a paragraph."""
    story, ours, theirs = beside.comparison.story, beside.ours, beside.theirs
    partners = sorted({partner for span in spans for partner in beside.partners[span, number]})
    question = story.questions[number - 1] if number else None
    only_these = question and question.answers.keys() == {ours.slug, theirs.slug}
    text = beside.comparison.texts[theirs.slug]
    return Answering(
        id=f"{ours.slug}-beside-{spans[0].paragraph}-{addresses.question(number)}",
        beside=f"Paragraph {spans[0].paragraph}" if names_paragraph else None,
        layer=LAYERS.curated if question else LAYERS.computed,
        question=Link(question.ask, addresses.question_link(story.slug, number)) if question else None,
        relation=question.relation if question and only_these else None,
        passages=tuple(replace(passage(text, span), to=f"#{_fragment(theirs, (span, number))}") for span in partners),
    )


def _fragment(article: Article, place: Place) -> str:
    """Return the fragment of marked words, on a page with several articles."""
    span, number = place
    return f"{article.slug}-{addresses.question(number)}-{span.paragraph}-{span.start}-{span.end}"
