"""Can the text of an article be read, and is it the original's, letter for letter?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sitebuilder.problems import Problem, problem
from sitebuilder.text.differences import differences
from sitebuilder.text.html import EMPTY, Body, convert
from sitebuilder.text.limits import check_density
from sitebuilder.text.proof import NOTHING, Reading, read_fragment

PLAIN_TAGS = frozenset({"p", "a", "em", "strong"})
"""What an article with a `source` may hold: paragraphs, links and emphasis. Anything else would add to the text."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The Markdown of an article and where it is in its file."""

    text: str
    """What follows the front matter."""
    file: str
    """The path of the article's file from the source folder."""
    line: int
    """The line of the file on which the text starts."""

    def line_with(self, wanted: str, last: bool = False) -> int:
        """Return the line of the file that has some words for the first or the last time."""
        at = self.text.rfind(wanted) if last else self.text.find(wanted)
        return self.line + self.text.count("\n", 0, max(at, 0))

    def line_of_paragraph(self, number: int) -> int:
        """Return the line of the file on which the block of that number, from 1, starts; the last line past the end."""
        lines = self.text.rstrip().split("\n")
        starts = [at for at, line in enumerate(lines) if line.strip() and (at == 0 or not lines[at - 1].strip())]
        return self.line + (starts[number - 1] if number <= len(starts) else len(lines) - 1)


def read_body(manuscript: Manuscript) -> tuple[Body, Reading, list[Problem]]:
    """Convert an article's text and read it back with another parser; both are empty where it is refused."""
    if dense := check_density(manuscript.text, manuscript.file, manuscript.line):
        return EMPTY, NOTHING, dense
    try:
        body = convert(manuscript.text)
    except RecursionError:
        message = "is nested too deeply to process; use fewer levels of lists and quotations"
        return EMPTY, NOTHING, [problem(manuscript.file, manuscript.line, "", message)]
    if not body.html:
        return (
            body,
            NOTHING,
            [problem(manuscript.file, manuscript.line, "", "has no text; write it, or remove the file")],
        )
    links = tuple(replace(link, line=manuscript.line_with(f"({link.typed}")) for link in body.links)
    return replace(body, links=links), read_fragment(body.html), _footnote_problems(manuscript, body)


def _footnote_problems(manuscript: Manuscript, body: Body) -> list[Problem]:
    repeated = (
        (manuscript.line_with(f"[^{label}]:", last=True), f"footnote {label} is defined twice; rename one")
        for label in body.repeated_footnotes
    )
    unused = (
        (manuscript.line_with(f"[^{label}]:"), f"footnote {label} is never used; write [^{label}] in the text")
        for label in body.unused_footnotes
    )
    return [problem(manuscript.file, line, "", message) for line, message in (*repeated, *unused)]


def check_against_original(
    manuscript: Manuscript, body: Body, reading: Reading, original: tuple[str, ...]
) -> list[Problem]:
    """Compare an article's text with the paragraphs of its original, code point by code point.

    Each difference is a problem with its line in the article.
    """
    added = sorted(reading.tags - PLAIN_TAGS) + (["footnotes"] if body.footnotes else [])
    if added:
        message = (
            f"an article with a source may contain only paragraphs, emphasis and links, not {', '.join(added)};"
            " put a backslash before the punctuation that produces it"
        )
        return [problem(manuscript.file, manuscript.line_of_paragraph(1), "", message)]
    return [
        problem(manuscript.file, manuscript.line_of_paragraph(number), "", f"{message}; make them the same")
        for number, message in differences(reading.shown, original)
    ]
