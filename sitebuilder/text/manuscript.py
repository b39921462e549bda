"""Can the text of an article be read, and is it the original's, letter for letter?"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder.ordering import grouped
from sitebuilder.problems import Note, Problem, is_invisible, problem
from sitebuilder.text.by_words.compared import compare
from sitebuilder.text.by_words.places import places_of
from sitebuilder.text.by_words.shown import shown_words
from sitebuilder.text.differences import NAME_OR_ADD, WITH_FILE, differences
from sitebuilder.text.html import EMPTY, Body, convert
from sitebuilder.text.limits import EMPHASIS_LEVELS, TooDeep, check_density
from sitebuilder.text.originals import Numbered
from sitebuilder.text.proof import read_fragment
from sitebuilder.text.reading import NOTHING, Reading

BACKSLASH = "put a backslash before the punctuation that produces it"
"""What to do about markup that an article with a `source` may not hold."""

PLAIN_TAGS = frozenset({"p", "a", "em", "strong"})
"""What an article with a `source` may hold: paragraphs, links and emphasis. Anything else would add to the text."""

WORDED_TAGS = PLAIN_TAGS | {
    *("ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("h2", "h3", "h4", "h5", "h6", "blockquote"),
}
"""What it may hold where its text is compared word by word."""

NOTED = 10
"""How many links, images and tags that are shown as typed are noted of each kind: the rest have the same cause."""

_TARGET = re.compile(r"\]\(\s*<?([^\s()<>]*)")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^([A-Za-z0-9_-]+)\]:", re.MULTILINE)


class Manuscript(Struct, frozen=True, dict=True):
    """The Markdown of an article and where it is in its file."""

    text: str
    """What follows the front matter."""
    file: str
    """The path of the article's file from the source folder."""
    line: int
    """The line of the file on which the text starts."""

    @cached_property
    def _ends(self) -> list[int]:
        """Where each line ends."""
        return [match.start() for match in re.finditer("\n", self.text)]

    @cached_property
    def _blocks(self) -> list[int]:
        """The number, from 0, of each line that starts a block."""
        lines = self.text.split("\n")
        return [at for at, line in enumerate(lines) if line.strip() and (at == 0 or not lines[at - 1].strip())]

    def line_at(self, place: int) -> int:
        """Return the line of the file on which a place of the text is, given in characters."""
        return self.line + bisect_left(self._ends, place)

    def line_with(self, wanted: str) -> int:
        """Return the line of the file that first has some words without a backslash before them; else the first."""
        match = re.search(rf"(?<!\\){re.escape(wanted)}", self.text)
        return self.line_at(match.start() if match else 0)

    def line_of_paragraph(self, number: int) -> int:
        """Return the line of the file on which the block of that number, from 1, starts; the last line past the end."""
        past = self.text.rstrip().count("\n")
        return self.line + (self._blocks[number - 1] if number <= len(self._blocks) else past)


def read_body(manuscript: Manuscript, articles: str = "") -> tuple[Body, Reading, list[Problem]]:
    """Convert a text, as `convert` does, and read it back with another parser; both are empty where it is refused."""
    if dense := check_density(manuscript.text, manuscript.file, manuscript.line):
        return EMPTY, NOTHING, dense
    try:
        body = convert(manuscript.text, articles)
    except TooDeep as deep:
        message = f"emphasis nested more than {EMPHASIS_LEVELS} levels deep; use fewer levels"
        return EMPTY, NOTHING, [problem(manuscript.file, manuscript.line_with(str(deep)), "", message)]
    except RecursionError:
        message = "is nested too deeply to process; use fewer levels of lists and quotations"
        return EMPTY, NOTHING, [problem(manuscript.file, manuscript.line, "", message)]
    reading = read_fragment(body.html)
    if all(map(is_invisible, (*reading.shown, reading.outside_paragraphs))):
        message = "has no text; write it, or remove the file"
        return EMPTY, NOTHING, [problem(manuscript.file, manuscript.line, "", message)]
    first = _first_places(_TARGET, manuscript.text) if body.links else {}
    links = tuple(replace(link, line=manuscript.line_at(first.get(link.typed, 0))) for link in body.links)
    return replace(body, links=links), reading, _footnote_problems(manuscript, body)


def _first_places(pattern: re.Pattern[str], text: str) -> dict[str, int]:
    """Return where each text that a pattern captures is captured first."""
    places: dict[str, int] = {}
    for match in pattern.finditer(text):
        places.setdefault(match[1], match.start())
    return places


def _footnote_problems(manuscript: Manuscript, body: Body) -> list[Problem]:
    if not (body.repeated_footnotes or body.unused_footnotes):
        return []
    first = _first_places(_FOOTNOTE, manuscript.text)
    last = {match[1]: match.start() for match in _FOOTNOTE.finditer(manuscript.text)}
    repeated = (
        (last.get(label, 0), f"footnote {label} is defined twice; rename one") for label in body.repeated_footnotes
    )
    unused = (
        (first.get(label, 0), f"footnote {label} is never used; write [^{label}] in the text")
        for label in body.unused_footnotes
    )
    file, line_at = manuscript.file, manuscript.line_at
    return [problem(file, line_at(place), "", message) for place, message in (*repeated, *unused)]


def notes_on(manuscript: Manuscript, body: Body, articles: str = "") -> list[Note]:
    """Return a note for what looks like a link, an image or a tag and is shown as typed.

    `articles` is the way to the folder of articles, from the text.
    """
    by_kind = grouped((part.kind, part) for part in body.as_typed)
    noted = (part for alike in by_kind.values() for part in alike[:NOTED])
    first = _first_places(_TARGET, manuscript.text) if body.as_typed else {}
    return [
        Note(
            manuscript.file,
            manuscript.line_at(first[part.typed]) if part.typed in first else manuscript.line_with(part.typed),
            part.advice(articles),
        )
        for part in noted
    ]


def check_against_original(
    manuscript: Manuscript, body: Body, reading: Reading, original: Numbered | None, by_words: bool
) -> tuple[int | None, list[Problem]]:
    """Compare an article's text with paragraphs of its original, where it is known which: by words, if that is asked.

    Each difference is a problem with its line in the article. Returns how many marks are not counted too, by words.
    """
    if original is None:
        return None, []
    if by_words:
        return _check_words(manuscript, body, reading, original)
    return None, _check_paragraphs(manuscript, body, reading, original)


def _check_paragraphs(manuscript: Manuscript, body: Body, reading: Reading, original: Numbered) -> list[Problem]:
    """Compare them paragraph by paragraph, code point by code point."""
    if added := _added(body, reading, PLAIN_TAGS):
        message = (
            f"an article with a source may contain only paragraphs, emphasis and links, not {', '.join(added)};"
            f" {BACKSLASH}; for tables, lists, headings and quotations, write paragraphs: words under source:"
        )
        return [problem(manuscript.file, manuscript.line_of_paragraph(1), "", message)]
    return [
        problem(
            manuscript.file,
            manuscript.line_of_paragraph(difference.paragraph),
            "",
            f"{difference.says}; {NAME_OR_ADD if difference.is_missing else 'make them the same'}",
        )
        for difference in differences(reading.shown, [*original.values()], WITH_FILE, [*original])
    ]


def _check_words(manuscript: Manuscript, body: Body, reading: Reading, original: Numbered) -> tuple[int, list[Problem]]:
    """Compare them word by word, white space aside."""
    article = shown_words(reading)
    compared = compare(article, original)
    if added := _added(body, reading, WORDED_TAGS):
        message = (
            "an article with paragraphs: words may contain only paragraphs, tables, lists, headings, quotations,"
            f" emphasis and links, not {', '.join(added)}; {BACKSLASH}"
        )
        return compared.marks, [problem(manuscript.file, manuscript.line_of_paragraph(1), "", message)]
    places = places_of(article.words, manuscript.text) if compared.apart else []
    return compared.marks, [
        problem(manuscript.file, manuscript.line_at(places[apart.word]), "", apart.says) for apart in compared.apart
    ]


def _added(body: Body, reading: Reading, plain: Collection[str]) -> list[str]:
    """Return what a text holds that would add to the original."""
    return sorted(reading.tags.difference(plain)) + (["footnotes"] if body.footnotes else [])
