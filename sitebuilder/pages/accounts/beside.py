"""What does the other account have beside each stretch of this one?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from sitebuilder import addresses
from sitebuilder.archive.accounts.comparison import Comparison, Tie
from sitebuilder.ordering import grouped
from sitebuilder.pages.parts.frame import Link
from sitebuilder.pages.parts.marking import Mark, mark_body, rebased
from sitebuilder.pages.parts.passages import Passage, answer, passage
from sitebuilder.pages.parts.sigla import Siglum, sigla
from sitebuilder.records.articles.article import Article, ArticleText
from sitebuilder.text.tags import OuterElement, outer_elements
from sitebuilder.words.spans import Span


class Counterpart(Struct, frozen=True):
    """What another account has beside a stretch of this one."""

    id: str
    """Its fragment."""
    beside: str | None
    """Which paragraph of ours it is beside, in words, where the stretch has several."""
    question: Link | None
    """The question that the stretch answers; None for shared wording."""
    relation: str | None
    """How the two accounts relate to each other on it; None where other accounts answer it too, or only one does."""
    siglum: Siglum
    """The other account."""
    passages: tuple[Passage, ...]
    """Its words; none where nothing is recorded from it."""


class TextPart(Struct, frozen=True):
    """A stretch of an account's text: a paragraph, or a list, a quotation, a table and the like as a whole."""

    html: Markup
    """The stretch, its words marked."""
    counterparts: tuple[Counterpart, ...]
    """What the other account has beside it, paragraph by paragraph."""
    nothing: str | None
    """The paragraphs in it that nothing is recorded beside, in words."""


Place = tuple[Span, int]
"""Where marked words are, and the number of the question that they answer, or 0 for shared wording."""


class Beside(Struct, frozen=True):
    """One account and the other that is beside it."""

    comparison: Comparison
    """The accounts of their event, compared."""
    ours: Article
    """The one account."""
    theirs: Article
    """The other account."""
    partners: Mapping[Place, Sequence[Span]]
    """For each place of ours that is marked, what belongs to it in the other account, in reading order."""
    fragments: Mapping[str, Mapping[Place, str]]
    """The fragment of each place that is marked, of both accounts, by their slugs."""


def partners_of(comparison: Comparison, ours: Article, ties: Sequence[Tie]) -> dict[Place, list[Span]]:
    """Return what belongs to each place of an account, the left one of the ties; nothing, to what answers alone."""
    partners: dict[Place, list[Span]] = {
        (span, number): []
        for number in range(1, len(comparison.answers) + 1)
        for span in comparison.answer_words(number, ours)
    }
    for tie in ties:
        partners.setdefault((tie.left, tie.question), []).append(tie.right)
    return partners


def fragments_of(letter: str, places: Iterable[Place]) -> dict[Place, str]:
    """Return the fragment of each place of an account that is marked: `a7`, `a7-2` for the answers of A to question 7.

    They are on the page hundreds of times, so they are short. Those of paragraphs begin with a slug and a hyphen.
    """
    by_question = grouped((number, span) for span, number in sorted(places))
    return {
        (span, number): f"{letter.lower()}{number}" + (f"-{at}" if at > 1 else "")
        for number, spans in by_question.items()
        for at, span in enumerate(spans, start=1)
    }


def text_parts(beside: Beside) -> tuple[TextPart, ...]:
    """Return the text of our account, stretch by stretch, with what the other has beside each."""
    html = rebased(beside.comparison.texts[beside.ours.slug].html, beside.ours.slug)
    partnered = grouped((span.paragraph, (span, number)) for span, number in beside.partners)
    return tuple(_part(beside, element, partnered) for element in outer_elements(html))


def _part(beside: Beside, element: OuterElement, partnered: Mapping[int, Sequence[Place]]) -> TextPart:
    """Return a stretch of our text with its answers marked, and what the other account has beside it.

    Marked words lead across where the other account has one partner for them, else to the list of what it has.
    """
    marks, counterparts = [], []
    for paragraph in element.paragraphs:
        asked = grouped((number, span) for span, number in partnered.get(paragraph, ()))
        for number in sorted(asked, key=lambda number: (not number, number)):  # shared wording comes last
            spans = sorted(asked[number])
            counterpart = _counterpart(beside, number, spans, len(element.paragraphs) > 1)
            counterparts.append(counterpart)
            marks += [_mark(beside, (span, number), counterpart) for span in spans]
    marked = {mark.span.paragraph for mark in marks}
    return TextPart(mark_body(element.html, marks), tuple(counterparts), _nothing(element, marked))


def _nothing(element: OuterElement, marked: set[int]) -> str | None:
    """Name the paragraphs of a stretch that nothing is recorded beside, or return None where there is none."""
    empty = [str(number) for number in element.paragraphs if number not in marked]
    several = f"paragraph{'s' if len(empty) > 1 else ''} {', '.join(empty)}"
    which = several if len(element.paragraphs) > 1 else "this paragraph"
    return f"no counterpart recorded for {which}" if empty else None


def _mark(beside: Beside, place: Place, counterpart: Counterpart) -> Mark:
    partners = beside.partners[place]
    ours, theirs = beside.fragments[beside.ours.slug], beside.fragments[beside.theirs.slug]
    to = theirs[partners[0], place[1]] if len(partners) == 1 else counterpart.id
    return Mark(place[0], "" if place[1] else "computed", f"#{to}", ours[place])


def _counterpart(beside: Beside, number: int, spans: Sequence[Span], names_paragraph: bool) -> Counterpart:
    """Return what the other account has on a question, or of shared wording, beside some places of a paragraph."""
    story, ours, theirs = beside.comparison.story, beside.ours, beside.theirs
    partners = sorted({partner for span in spans for partner in beside.partners[span, number]})
    question = story.questions[number - 1] if number else None
    only_these = question and question.answers.keys() == {ours.slug, theirs.slug}
    text = beside.comparison.texts[theirs.slug]
    return Counterpart(
        id=f"{ours.slug}-beside-{spans[0].paragraph}-{addresses.question(number)}",
        beside=f"Paragraph {spans[0].paragraph}" if names_paragraph else None,
        question=Link(question.ask, addresses.question_link(story.slug, number), is_own=True) if question else None,
        relation=question.relation if question and only_these else None,
        siglum=sigla(story)[theirs.slug],
        passages=tuple(
            replace(shown, to=f"#{beside.fragments[theirs.slug][span, number]}")
            for span, shown in _partner_passages(beside.comparison, number, text, partners)
        ),
    )


def _partner_passages(
    comparison: Comparison, number: int, text: ArticleText, partners: Sequence[Span]
) -> Iterator[tuple[Span, Passage]]:
    """Yield what is shown of partners, answers in their sentences, each with the first of the partners in it."""
    if number:
        for sentence in comparison.answers[number - 1].get(text.slug, ()) if partners else ():
            yield sentence.answers[0], answer(text, sentence)
    else:
        yield from ((span, passage(text, span)) for span in partners)
