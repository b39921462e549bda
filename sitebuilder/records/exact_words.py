"""Where does a file quote an article: which exact words, in which paragraph?"""

from __future__ import annotations

from msgspec import Struct

from sitebuilder.formats.fields import Fields
from sitebuilder.formats.schema import Schema
from sitebuilder.formats.yaml_reader import YamlMap
from sitebuilder.words.spans import Paragraphs, Span, ambiguous, find_exact, misplaced

SCHEMA = Schema(
    "exact words",
    {
        "paragraph": "The number of the paragraph.",
        "words": "Whole words, letter for letter as the paragraph has them: enough words to occur in it only once.",
    },
    exact=("words",),
)
"""Every key of exact words, with what it means."""


class ExactWords(Struct, frozen=True, array_like=True):
    """Exact words of one article."""

    paragraph: int
    """The number of their paragraph, from 1."""
    words: str
    """The words, letter for letter; a newline counts as a space."""
    line: int
    """The line of the file that quotes them."""

    def span(self, paragraphs: Paragraphs) -> Span | None:
        """Return where the article has the words, or None where it does not have them."""
        return find_exact(self.words, paragraphs, self.paragraph)

    def fault(self, paragraphs: Paragraphs, slug: str) -> str:
        """Say that the words are not in their paragraph, or several times; return an empty text where all is well."""
        return misplaced(self.words, self.paragraph, paragraphs, slug) or ambiguous(
            self.words, self.paragraph, paragraphs
        )


def read_exact_words(row: Fields) -> ExactWords | None:
    """Read `paragraph` and `words`; what is wrong is noted in `row`."""
    row.require("paragraph", remedy="write the number of the paragraph: paragraph: 3")
    row.require("words", remedy="write the exact words: words: …")
    number, exact = row.number("paragraph", "the number of a paragraph"), row.text("words")
    return ExactWords(number, exact, row.line("words")) if number and exact else None


def read_words_at(fields: Fields, key: str, paragraph: int | None) -> ExactWords | None:
    """Read the exact words at `key`: of a paragraph known already, or with the number of theirs."""
    if isinstance(fields.mapping.entries.get(key), YamlMap):
        inner = fields.inner(key, SCHEMA)
        return read_exact_words(inner) if inner else None
    exact = fields.text(key)
    return ExactWords(paragraph, exact, fields.line(key)) if paragraph and exact else None
