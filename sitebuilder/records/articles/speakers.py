"""Who speaks in each quotation? The front matter says so, and the text decides whether that fits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from sitebuilder.formats.fields import Fields
from sitebuilder.formats.schema import Schema, one_of
from sitebuilder.ordering import grouped
from sitebuilder.problems import how_often, problem, shown
from sitebuilder.records.exact_words import ExactWords, read_words_at
from sitebuilder.words.quotations import Quotation, quotations
from sitebuilder.words.spans import Paragraphs, is_in_word, misplaced, places
from sitebuilder.words.unseen import legible

SPEAKER_KINDS = {
    "person": "People",
    "office": "Offices and their spokespersons",
    "organisation": "Organisations",
    "anonymous": "Unnamed people",
}
"""The kinds of speaker, with what the register of quotations calls them."""

NOT_RECORDED = "Speaker not recorded"
"""What pages say if it is not recorded who speaks."""

SCHEMA = Schema(
    "a quotation",
    {
        "paragraph": "The number of the paragraph in which it starts.",
        "starts": "Its first words, inside the marks: enough to tell it from the other quotations of the paragraph.",
        "speaker": "Who speaks, as the text names them.",
        "kind": f"What the speaker is: {', '.join(SPEAKER_KINDS)}.",
        "role": "Optional: the words of the same paragraph that say what the speaker is: `The company's CTO`; from"
        " elsewhere in the article, `{paragraph: …, words: …}`.",
        "via": "Optional: the words, likewise, that say where it was said: `In the company's statement`.",
        "for": "Optional: the name in `names.yaml` for which the speaker speaks here. The article has it.",
        "name": "Optional: the name in `names.yaml` that the speaker is, where the text calls them differently.",
    },
    exact=("starts",),
)
"""Every key of an entry of `quotations`, with what it means."""


class NameGiven(Struct, frozen=True, array_like=True):
    """A name of names.yaml that the entry of a quotation gives."""

    name: str
    """The name under which it is listed there."""
    line: int
    """The line of the article's file on which it is given."""


class Speaker(Struct, frozen=True, array_like=True):
    """Who speaks in a quotation."""

    text: str
    """The speaker, as the text names them."""
    kind: str
    """A key of `SPEAKER_KINDS`."""
    role: ExactWords | None = None
    """The words of the article that say what the speaker is."""
    via: ExactWords | None = None
    """The words of the article that say where it was said."""
    speaks_for: NameGiven | None = None
    """The name for which the speaker speaks."""
    name: NameGiven | None = None
    """The name that the speaker is, where the file says so."""

    @property
    def spelling(self) -> str:
        """The name in names.yaml that the speaker is, if there is one that is spelled so, past what nobody sees."""
        return self.name.name if self.name else legible(self.text)


class AttributedQuotation(Struct, frozen=True, array_like=True):
    """A quotation that is somebody's speech."""

    quotation: Quotation
    """Where the quoted words are."""
    words: tuple[str, ...]
    """The words at each of its places: most of what pages say of a quotation is known without the text."""
    by: Speaker | None
    """Who speaks, or None if that is not recorded."""

    @property
    def speaker(self) -> str | None:
        """Who speaks, as the text names them, or None if that is not recorded."""
        return self.by.text if self.by else None

    @property
    def spellings(self) -> tuple[str, ...]:
        """The spellings of names that it gives: of who speaks, and of whom they speak for."""
        speaks_for = self.by.speaks_for if self.by else None
        return (*([self.by.spelling] if self.by else []), *([speaks_for.name] if speaks_for else []))

    @property
    def kind(self) -> str | None:
        """What the speaker is, a key of `SPEAKER_KINDS`, or None if that is not recorded."""
        return self.by.kind if self.by else None


NOT_SPEECH = ("titles_of_works", "no_speech")
"""The keys of an article that list what is in quotation marks and is nobody's speech."""


class _Marks(Struct, frozen=True):
    """What a text has in quotation marks."""

    paragraphs: Paragraphs
    """The text."""
    slug: str
    """The slug of its article."""
    keys: Mapping[Quotation, str]
    """All that is in quotation marks, each with the key that says that it is nobody's speech, or an empty text."""

    @property
    def speech(self) -> list[Quotation]:
        """What is somebody's speech."""
        return [quotation for quotation, key in self.keys.items() if not key]


def read_quotations(fields: Fields, paragraphs: Paragraphs, slug: str) -> tuple[AttributedQuotation, ...]:
    """Find the quotations of an article and read who speaks; what is wrong is noted in `fields`."""
    marked = quotations(paragraphs)
    not_speech = _read_not_speech(fields, {_bare(quotation.spaced(paragraphs)) for quotation in marked})
    keys = {quotation: not_speech.get(_bare(quotation.spaced(paragraphs)), "") for quotation in marked}
    marks = _Marks(paragraphs, slug, keys)
    named: dict[Quotation, Speaker] = {}
    for row in fields.rows("quotations", SCHEMA):
        _read_speaker(row, marks, named)
    _check_repeated(fields, marks.speech, paragraphs, named)
    return tuple(
        AttributedQuotation(quotation, tuple(span.text(paragraphs) for span in quotation.spans), named.get(quotation))
        for quotation in marks.speech
    )


def _bare(words: str) -> str:
    """Return words in quotation marks without the punctuation that some printers put inside the marks."""
    return words.rstrip(".,;:!?")


def _read_not_speech(fields: Fields, marked: Collection[str]) -> dict[str, str]:
    """Return what is in quotation marks and is nobody's speech, each with the key that lists it."""
    keys: dict[str, str] = {}
    for key in NOT_SPEECH:
        for node in fields.text_nodes(key):
            words = _bare(" ".join(legible(node.text).split()))
            if words not in marked:
                fields.note_at(node, key, f"{shown(node.text)} is not in quotation marks in the text; remove it")
            elif keys.setdefault(words, key) != key:
                fields.note_at(node, key, f"{shown(node.text)} is in {keys[words]} too; remove one of the two")
    return keys


def _read_speaker(row: Fields, marks: _Marks, named: dict[Quotation, Speaker]) -> None:
    row.require("paragraph", remedy="write the number of the paragraph: paragraph: 3")
    row.require("starts", remedy="write the first words inside the marks")
    row.require("speaker", remedy="write who speaks, as the text names them, or leave the entry out")
    row.require("kind", remedy=one_of(SPEAKER_KINDS))
    number = row.number("paragraph", "the number of a paragraph")
    starts, speaker = row.text("starts"), row.text("speaker")
    kind = row.choice("kind", SPEAKER_KINDS, "a kind of speaker")
    if number and starts and speaker and kind:
        paragraphs, slug = marks.paragraphs, marks.slug
        candidates = _starting_with(starts, number, marks.speech, paragraphs)
        free = [quotation for quotation in candidates if quotation not in named]
        alike = {quotation.spaced(paragraphs) for quotation in candidates}
        if len(alike) != 1 or not free:
            row.note("starts", _mismatch(number, starts, candidates, marks))
        elif fault := _speaker_fault(speaker, paragraphs):
            row.note("speaker", fault)
        else:
            named[free[0]] = Speaker(
                speaker,
                kind,
                role=_read_words(row, "role", number, paragraphs, slug),
                via=_read_words(row, "via", number, paragraphs, slug),
                speaks_for=_read_name(row, "for"),
                name=_read_name(row, "name"),
            )


def _read_words(row: Fields, key: str, number: int, paragraphs: Paragraphs, slug: str) -> ExactWords | None:
    exact = read_words_at(row, key, number)
    if exact and (fault := exact.fault(paragraphs, slug)):
        row.problems.append(problem(row.file, exact.line, key, fault))
    return exact


def _read_name(row: Fields, key: str) -> NameGiven | None:
    name = row.text(key)
    return NameGiven(name, row.line(key)) if name else None


def _starting_with(
    starts: str, number: int, candidates: Iterable[Quotation], paragraphs: Paragraphs
) -> list[Quotation]:
    """Return the quotations of a paragraph that start with some words, or are just these; white space is a space."""
    wanted = " ".join(legible(starts).split())
    texts = {
        quotation: text
        for quotation in candidates
        if quotation.spans[0].paragraph == number
        and (text := quotation.spaced(paragraphs)).startswith(wanted)
        and not is_in_word(text, len(wanted))
    }
    return [quotation for quotation, text in texts.items() if text == wanted] or list(texts)


def _check_repeated(
    fields: Fields, speech: Sequence[Quotation], paragraphs: Paragraphs, named: Collection[Quotation]
) -> None:
    """Note words that a paragraph quotes more than once where only some have an entry: which of them is not said."""
    alike = grouped(((row.spans[0].paragraph, row.spaced(paragraphs)), row) for row in speech)
    for (number, words), rows in alike.items():
        if 0 < sum(row in named for row in rows) < len(rows):
            fault = f"paragraph {number} quotes {shown(words)} {how_often(len(rows))}"
            fields.note("quotations", f"{fault}; write an entry for each, in their order")


def _mismatch(number: int, starts: str, candidates: list[Quotation], marks: _Marks) -> str:
    """Say why an entry does not fit one quotation without another entry."""
    if len({quotation.spaced(marks.paragraphs) for quotation in candidates}) > 1:
        return f"{len(candidates)} quotations of paragraph {number} start with these words; write more words"
    if candidates:
        return "this quotation already has an entry; remove one of the two"
    if not_speech := _starting_with(starts, number, marks.keys, marks.paragraphs):
        return f"these words are in {marks.keys[not_speech[0]]} too; remove them there, or remove this entry"
    where = misplaced(starts, number, marks.paragraphs, marks.slug)
    return (
        where
        or f"no quotation of paragraph {number} starts with these words; write whole words, from the opening mark on"
    )


def _speaker_fault(speaker: str, paragraphs: Paragraphs) -> str:
    """Say that a text does not name a speaker so, or return an empty text."""
    is_named = places(speaker.casefold(), " ".join(paragraphs).casefold())
    return "" if is_named else f"the text does not have {shown(speaker)}; write the speaker as the text does"
