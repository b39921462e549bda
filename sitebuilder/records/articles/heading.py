"""Which paragraphs of a text as received are its headline, byline, date line and such?

They are in the front matter, not in the text of the article, and are proven where the page shows them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from msgspec import Struct

from sitebuilder.formats.fields import Fields
from sitebuilder.problems import Note, counted, listed, shown
from sitebuilder.records.articles.earlier import EarlierCopy
from sitebuilder.records.articles.front_matter import FrontMatter
from sitebuilder.records.articles.printed import KEYS, leading_title, on_one_line, typed_values, written_numbers
from sitebuilder.text.originals import Numbered, Original, Originals, cut, read_original
from sitebuilder.text.reading import Reading
from sitebuilder.words.spans import Paragraphs, places


class Held(Struct, frozen=True):
    """The paragraphs of a text as received that one key of the front matter holds."""

    key: str
    """The key of `source` that names them."""
    paragraphs: tuple[int, ...]
    """Their numbers in the file received."""
    exact: str | None
    """Their text, where the front matter holds the whole of it; several are joined by a space."""


class Heading(Struct, frozen=True):
    """The paragraphs of a text as received that are not in the text of its article."""

    held: tuple[Held, ...] = ()
    """Which they are."""
    as_printed: tuple[str, ...] = ()
    """Those of which the front matter holds only a part, in the order of the file: the page shows them whole."""

    @property
    def shown(self) -> tuple[str, ...]:
        """Their texts."""
        return *(held.exact for held in self.held if held.exact is not None), *self.as_printed

    def exact(self, key: str) -> str | None:
        """Return the text of the paragraphs that a key of `source` names, where it is the whole of them."""
        return next((held.exact for held in self.held if held.key == key), None)


NO_HEADING = Heading()
"""The heading of an article that holds all of its text as received in its own."""


class Received(Struct, frozen=True):
    """What an article says of the text as received."""

    original: Original | None = None
    """What is known of the text, where the archive has it."""
    heading: Heading = NO_HEADING
    """Which of its paragraphs are not in the text of the article."""
    text: Numbered | None = None
    """All other paragraphs, which the text of the article must equal; None where it is not known which they are."""
    notes: tuple[Note, ...] = ()
    """What was perhaps not meant."""
    earlier: tuple[EarlierCopy, ...] = ()
    """The copies that it has replaced, newest first."""

    @property
    def is_by_words(self) -> bool:
        """Whether the text is compared word by word."""
        return self.original is not None and self.original.rule == "words"


def read_received(
    source: Fields, article: Fields, front: FrontMatter, originals: Originals | None, reading: Reading | None
) -> Received:
    """Read the `source` of an article, and which paragraphs of it are above its text.

    `reading` is None where the text could not be read.
    """
    original = read_original(source, originals)
    if original is None:
        return Received()
    known, paragraphs, whole_text = original
    heading = read_heading(source, article, front, known, paragraphs)
    if heading is None or reading is None:
        return Received(known, heading or NO_HEADING)
    text = reading.blocks if known.rule == "words" else reading.shown  # a heading may be the title or the byline
    if known.rule == "lines" and _is_wrapped(text, cut(whole_text, "blank-lines"), paragraphs, front, heading):
        source.note("paragraphs", "the text is divided as the file is by blank lines; write paragraphs: blank-lines")
        return Received(known, heading)
    above = typed_values(front)
    if known.rule == "words":
        words = f" {' '.join(' '.join(text).split())} "
        above = {key: value for key, value in above.items() if f" {' '.join(value.split())} " not in words}
    rest = without_left_out(source, article, above, without_heading(paragraphs, heading), text)
    title = typed_values(front).get("headline", "")
    in_text, in_rest = leading_title(title, text), leading_title(title, [*rest.values()])
    if in_text and in_rest and not source.has("headline"):
        are_paragraphs = text[:in_text] == reading.shown[:in_text]
        return Received(known, heading, rest, (repeated_title(article, [*rest][:in_rest], are_paragraphs),))
    if in_text and not in_rest and source.has("headline"):
        which = "that paragraph" if in_text == 1 else f"these {in_text} paragraphs"
        source.note("headline", f"the text still begins with the headline; remove {which} from the text")
        rest = {at - in_text: text[at] for at in range(in_text)} | {**rest}  # one mistake is one problem
    return Received(known, heading, rest)


def _is_wrapped(text: Paragraphs, blocks: Paragraphs, lines: Numbered, front: FrontMatter, heading: Heading) -> bool:
    """Tell whether a text fits an original that is cut at blank lines, and some block there has several lines.

    Where its lines are broken makes no difference. The blocks that it lacks are those that the front matter holds.
    """
    ours, theirs = [on_one_line(paragraph) for paragraph in text], [on_one_line(block) for block in blocks]
    named = {on_one_line(lines[number]) for row in heading.held for number in row.paragraphs}
    above = {*typed_values(front).values(), *named}
    there = set(ours)
    fits = [block for block in theirs if block in there] == ours and {*theirs} - there <= above
    return fits and len(blocks) > 1 and any("\n" in block for block in blocks if on_one_line(block) in there)


def read_heading(
    source: Fields, article: Fields, front: FrontMatter, original: Original, received: Numbered
) -> Heading | None:
    """Read which paragraphs of a text as received the front matter holds, and compare them.

    Returns None where a paragraph is named that the text does not have: then it is not known which are left.
    """
    noted = len(source.problems)
    named = {key: numbers for key in KEYS if (numbers := source.numbers(key, "the number of a paragraph"))}
    for key, numbers in named.items():
        if strange := [number for number in numbers if number not in received]:
            source.note(key, _strange(strange[0], original))
    if len(source.problems) > noted:
        return None
    typed = typed_values(front)
    held: list[Held] = []
    for key, numbers in named.items():
        joined = " ".join(received[number] for number in numbers)
        if fault := _fault(key, numbers, typed.get(key), article, received):
            source.note(key, fault)
        taken = {number for row in held if row.exact is not None for number in row.paragraphs}
        is_whole = on_one_line(joined) == typed.get(key) and taken.isdisjoint(numbers)
        held.append(Held(key, numbers, joined if is_whole else None))
    whole = {number for row in held if row.exact is not None for number in row.paragraphs}
    partly = {number for row in held for number in row.paragraphs} - whole
    return Heading(tuple(held), tuple(received[number] for number in sorted(partly)))


def _strange(number: int, original: Original) -> str:
    """Say why an article has no paragraph of that number."""
    if number <= original.total:
        stretch = f"{original.first} to {original.last}, which from: and to: take"
        return f"paragraph {number} is not one of {stretch}; correct the number, or those"
    has = f"which has {counted(original.total, 'paragraph')}"
    return f"there is no paragraph {number} in the file received, {has}; correct the number"


def _fault(key: str, numbers: tuple[int, ...], value: str | None, article: Fields, received: Numbered) -> str:
    """Say why the front matter does not hold what a key of `source` says it does, or return an empty text."""
    name, printed = KEYS[key], on_one_line(" ".join(received[number] for number in numbers))
    where = f"paragraph{'s' if len(numbers) > 1 else ''} {listed([str(number) for number in numbers])}"
    if key == "headline" and article.has("supplied_title"):
        return f"names {where} as a headline, and the title is a supplied one; write title: {printed}"
    if not article.has(name):
        return f"names {where}, {shown(printed)}, and the article has no {name}; write it above: {name}: …"
    if value is None or places(value, printed):
        return ""
    others = [number for number, text in received.items() if places(value, on_one_line(text))]
    remedy = f"write {key}: {others[0]}, which has it" if others else f"write {name} letter for letter as printed there"
    return f"{where} of the file received, {shown(printed)}, does not have the {name} {shown(value)}; {remedy}"


def without_heading(received: Numbered, heading: Heading) -> Numbered:
    """Return the paragraphs that are left for the text of the article."""
    taken = {number for row in heading.held for number in row.paragraphs}
    return {number: text for number, text in received.items() if number not in taken}


def without_left_out(
    source: Fields, article: Fields, above: Mapping[str, str], rest: Numbered, text: Paragraphs
) -> Numbered:
    """Return the paragraphs of a text as received without those that only the front matter has.

    `above` is what that has. Where `source` does not say so, it is noted: once, and not as paragraphs that the text
    lacks.
    """
    there, unnamed = set(text), {key: value for key, value in above.items() if not source.has(key)}
    missing = {on_one_line(rest[number]): number for number in reversed([*rest]) if rest[number] not in there}
    only_above = {key: [missing[value]] for key, value in unnamed.items() if value in missing}
    of_title = [*rest][: leading_title(unnamed.get("headline", ""), [*rest.values()])]
    if of_title and there.isdisjoint(rest[number] for number in of_title):
        only_above = {"headline": of_title} | only_above
    if not only_above:
        return rest
    names = listed([KEYS[key] for key in only_above])
    remedy = ", ".join(f"{key}: {written_numbers(numbers)}" for key, numbers in only_above.items())
    article.note("source", f"the file received has the {names} as paragraphs of its own; write {remedy} under source:")
    return {number: paragraph for number, paragraph in rest.items() if number not in {*chain(*only_above.values())}}


def repeated_title(article: Fields, numbers: Sequence[int], are_paragraphs: bool) -> Note:
    """Return a note that the title with which a text begins may be named under `source` instead.

    `numbers` are those of its paragraphs in the file.
    """
    count = len(numbers)
    anew = f", which numbers its paragraphs anew: #p{count + 1} becomes #p1" if are_paragraphs else ""
    message = (
        "the text begins with its title, so the page shows it twice; to show it once, write"
        f" headline: {written_numbers(numbers)} under source: and remove it from the text{anew}"
    )
    return Note(article.file, article.line("source"), message)
