"""Who speaks in each quotation? A person says so in the front matter, and the text decides whether that fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitebuilder.fields import Fields, Format
from sitebuilder.problems import shown
from sitebuilder.questions import misplaced, read_number
from sitebuilder.quoting import Quotation, quotations
from sitebuilder.spans import Paragraphs
from sitebuilder.yamlfaults import quoted

KINDS = {
    "person": "Persons",
    "office": "Offices",
    "organisation": "Organisations",
    "anonymous": "People who are not named",
}
"""The kinds of speaker, with what the register of quotations calls them."""

NOT_RECORDED = "Speaker not recorded"
"""What stands where nobody has recorded who speaks."""

FORM = Format(
    "a quotation",
    {
        "paragraph": "The number of the paragraph in which it starts.",
        "starts": "Its first words, inside the marks; so many that no other quotation of the paragraph starts so.",
        "speaker": "Who speaks, as the text names them.",
        "kind": f"What the speaker is: {', '.join(KINDS)}.",
    },
)
"""Every key of an entry of `quotations`, with what it means."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation that is somebody's words."""

    quotation: Quotation
    """Where the words stand."""
    speaker: str | None
    """Who speaks, as the text names them, or None where nobody has recorded it."""
    kind: str | None
    """A key of `KINDS`, or None where nobody has recorded it."""


def read_speeches(fields: Fields, paragraphs: Paragraphs, slug: str) -> tuple[Speech, ...]:
    """Find the quotations of an article and read who speaks; what is wrong is noted in `fields`."""
    works = {scalar.text: scalar for scalar in fields.scalars("titles_of_works")}
    found = quotations(paragraphs)
    quoted = {quotation.words(paragraphs).rstrip(".,;:!?") for quotation in found}
    for title, scalar in works.items():
        if title not in quoted:
            fields.note_at(
                scalar, "titles_of_works", f"{shown(title)} is not in quotation marks in the text; take it out"
            )
    speeches = [q for q in found if q.words(paragraphs).rstrip(".,;:!?") not in works]
    named: dict[Quotation, tuple[str, str]] = {}
    for row in fields.rows("quotations", FORM):
        _read_speaker(row, speeches, paragraphs, slug, named)
    return tuple(Speech(quotation, *named.get(quotation, (None, None))) for quotation in speeches)


def _read_speaker(
    row: Fields, speeches: list[Quotation], paragraphs: Paragraphs, slug: str, named: dict[Quotation, tuple[str, str]]
) -> None:
    row.require("paragraph", remedy="write the number of the paragraph: paragraph: 3")
    row.require("starts", remedy="write the first words inside the marks")
    row.require("speaker", remedy="write who speaks, as the text names them, or leave the entry out")
    row.require("kind", remedy=f"write one of {', '.join(KINDS)}")
    number = read_number(row)
    starts, speaker, kind = (row.text(key) for key in ("starts", "speaker", "kind"))
    if kind is not None and kind not in KINDS:
        row.note("kind", f"{shown(kind)} is not a kind of speaker; write one of {', '.join(KINDS)}")
    if number and starts and speaker and kind:
        meant = _meant(number, starts, speeches, paragraphs)
        if len(meant) != 1 or meant[0] in named:
            row.note("starts", _mismatch(number, starts, meant, paragraphs, slug))
        elif speaker_fault := misplaced_speaker(speaker, paragraphs):
            row.note("speaker", speaker_fault)
        else:
            named[meant[0]] = speaker, kind


def _meant(number: int, starts: str, speeches: Sequence[Quotation], paragraphs: Paragraphs) -> list[Quotation]:
    """Return the quotations of a paragraph that start with some words."""
    return [
        speech
        for speech in speeches
        if speech.spans[0].paragraph == number
        and speech.words(paragraphs).replace("\n", " ").startswith(starts)
        and not (starts[-1].isalnum() and speech.words(paragraphs)[len(starts) : len(starts) + 1].isalnum())
    ]


def _mismatch(number: int, starts: str, meant: list[Quotation], paragraphs: Paragraphs, slug: str) -> str:
    """Say why an entry does not fit one quotation without another entry."""
    if len(meant) > 1:
        return f"{len(meant)} quotations of paragraph {number} start so; write more words"
    if meant:
        return "this quotation has an entry already; remove one of the two"
    if _meant(number, starts, quotations(paragraphs), paragraphs):
        return "these words stand in titles_of_works too; take them out there, or this entry here"
    where = misplaced(starts, number, paragraphs, slug)
    return where or f"no quotation of paragraph {number} starts so; write whole words, from its opening mark on"


def misplaced_speaker(speaker: str, paragraphs: Paragraphs) -> str:
    """Say that a text does not name a speaker so, or return an empty text."""
    text = " ".join(paragraphs).replace("\n", " ").casefold()
    named = speaker.casefold() in text
    return "" if named else f"the text does not name {shown(speaker)}; write the speaker as the text does"


def suggestion(speeches: Iterable[Speech], paragraphs: Paragraphs) -> list[str]:
    """Return lines to be pasted into `quotations`: an entry for each quotation whose speaker is not recorded."""
    lines = []
    for speech in speeches:
        if speech.speaker is None:
            first = " ".join(speech.quotation.words(paragraphs).split()[:6])
            lines += [
                f"  - paragraph: {speech.quotation.spans[0].paragraph}",
                f"    starts: {quoted(first)}",
                "    speaker: (as the text names them)",
                f"    kind: ({' | '.join(KINDS)})",
            ]
    return lines
