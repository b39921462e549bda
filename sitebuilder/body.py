"""Can the text of an article be read, and is it the original's, letter for letter?"""

from __future__ import annotations

from dataclasses import dataclass

from sitebuilder.limits import check_density
from sitebuilder.markup import Body, convert
from sitebuilder.originals import Original
from sitebuilder.problems import Problem, problem
from sitebuilder.proof import Reading, differences, read_fragment

PLAIN_TAGS = frozenset({"p", "a", "em", "strong"})
"""What an article with a `source` may hold: paragraphs, links and emphasis. Anything else would add to the text."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The Markdown of an article and where it stands."""

    text: str
    """What follows the front matter."""
    file: str
    """The path of the article's file from the source folder."""
    line: int
    """The line of the file on which the text starts."""

    def line_with(self, wanted: str, last: bool = False) -> int:
        """Return the line of the file on which some words stand for the first or the last time."""
        at = self.text.rfind(wanted) if last else self.text.find(wanted)
        return self.line + self.text.count("\n", 0, max(at, 0))

    def line_of_paragraph(self, number: int) -> int:
        """Return the line of the file on which the block of that number, from 1, starts; the last line past the end."""
        lines = self.text.rstrip().split("\n")
        starts = [at for at, line in enumerate(lines) if line.strip() and (at == 0 or not lines[at - 1].strip())]
        return self.line + (starts[number - 1] if number <= len(starts) else len(lines) - 1)


def read_body(manuscript: Manuscript) -> tuple[Body | None, Reading, list[Problem]]:
    """Convert an article's text and read it back with another parser; the body is None where it is refused."""
    file, nothing = manuscript.file, Reading((), (), frozenset(), frozenset(), "")
    if dense := check_density(manuscript.text, file, manuscript.line):
        return None, nothing, dense
    try:
        body = convert(manuscript.text)
    except RecursionError:
        message = "is nested too deeply to be read; write its lists and quotations flatter"
        return None, nothing, [problem(file, manuscript.line, "", message)]
    twice = [
        problem(
            file, manuscript.line_with(f"[^{label}]:", last=True), "", f"footnote {label} is defined twice; rename one"
        )
        for label in body.repeated_footnotes
    ]
    unused = [
        problem(
            file,
            manuscript.line_with(f"[^{label}]:"),
            "",
            f"footnote {label} is never used; write [^{label}] in the text",
        )
        for label in body.unused_footnotes
    ]
    return body, read_fragment(body.html), twice + unused


def prove(manuscript: Manuscript, reading: Reading, footnotes: str, original: Original) -> list[Problem]:
    """Compare the text of a page with the original; each difference is a problem with its line in the article."""
    added = sorted(reading.tags - PLAIN_TAGS) + (["footnotes"] if footnotes else [])
    if added:
        message = (
            f"an article with a source holds paragraphs, emphasis and links only, not {', '.join(added)};"
            " put a backslash before the punctuation that makes it"
        )
        return [problem(manuscript.file, manuscript.line_of_paragraph(1), "", message)]
    return compare(manuscript, reading.paragraphs, original.paragraphs)


def compare(manuscript: Manuscript, ours: tuple[str, ...], theirs: tuple[str, ...]) -> list[Problem]:
    """Return a problem for each paragraph of ours that is not, code point by code point, the one of theirs."""
    return [
        problem(manuscript.file, manuscript.line_of_paragraph(number), "", f"{message}; make them the same")
        for number, message in differences(ours, theirs)
    ]
