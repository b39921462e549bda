"""What does the archive know of one article?

An `Article` is what lists and neighbours need of it; its text, which is much longer, is an `ArticleText`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Annotated

from markupsafe import Markup
from msgspec import Meta, Struct

from sitebuilder.ordering import grouped
from sitebuilder.records.articles.earlier import EarlierCopy
from sitebuilder.records.articles.front_matter import FrontMatter
from sitebuilder.records.articles.heading import Heading
from sitebuilder.records.articles.speakers import AttributedQuotation
from sitebuilder.text.limits import ARTICLE_BYTES
from sitebuilder.text.originals import Original
from sitebuilder.text.proof import read_fragment
from sitebuilder.text.reading import Reading
from sitebuilder.words.lede import Lede, Length
from sitebuilder.words.spans import Span
from sitebuilder.words.unseen_kinds import Unseen


class Apart(Struct, frozen=True):
    """What tells an article from the others that have its title."""

    text: str
    """What the source gives and others do not, in parentheses, and the archive's words, in square brackets."""
    is_supplied: bool
    """Whether any of it is in the archive's words."""


class Article(FrontMatter, frozen=True):
    """One article: what its file says, and nothing that it does not say. Its text is an `ArticleText`."""

    slug: str
    """The name of its file without `.md`; names it in every address."""
    file: str
    """The path of its file from the source folder."""
    original: Original | None
    """What is known of the text as received, where the archive has it."""
    earlier: tuple[EarlierCopy, ...]
    """The copies that it has replaced, newest first."""
    uncounted_marks: int | None
    """How many marks of that text are not counted, where all words are compared in order, and not its paragraphs."""
    heading: Heading
    """Which paragraphs of that text are its headline, byline and the like, so that the article's text lacks them."""
    lede: Lede
    """The words that it begins with."""
    length: Length
    """How long it is."""
    paragraph_count: Annotated[int, Meta(ge=0, le=ARTICLE_BYTES)]
    """How many numbered paragraphs it has."""
    quotation_count: int
    """How many quotations it has, without what is nobody's speech."""
    unseen: Unseen | None
    """What its text, and what is above it, has of characters that nobody sees."""
    lines: Mapping[str, int]
    """The line of its file on which each key of the front matter is."""
    apart: Apart | None = None
    """What tells it from others with its title, which the whole archive knows; None where there are none."""

    @property
    def shown_title(self) -> str:
        """Its title as it is shown: in square brackets, as in libraries, where the archive supplied it."""
        return f"[{self.title}]" if self.title_is_supplied else self.title

    @property
    def title_apart(self) -> str:
        """Its title as a text has it, told apart from the same title of others."""
        return f"{self.shown_title} {self.apart.text}" if self.apart else self.shown_title

    @property
    def received(self) -> tuple[str, ...]:
        """The names of the texts as received: of the one that it was made from, and of those that this replaced."""
        return (self.original.file, *(copy.file for copy in self.earlier)) if self.original else ()

    def encoding_of(self, name: str) -> str:
        """Return the encoding of one of them."""
        known: tuple[Original | EarlierCopy, ...] = (self.original, *self.earlier) if self.original else ()
        return next(copy.encoding for copy in known if copy.file == name)

    def line_of(self, key: str) -> int:
        """Return the line on which a key is, or 1."""
        return self.lines.get(key, 1)


class Body(Struct, frozen=True, dict=True):
    """What becomes of the Markdown of an article."""

    html: Markup
    """The text as HTML, with its paragraphs numbered."""
    footnotes: Markup
    """The list of footnotes that comes after the text, or an empty text."""

    @cached_property
    def reading(self) -> Reading:
        """What another parser reads in the HTML."""
        return read_fragment(self.html)


class ArticleText:
    """The text of an article. It is made when it is asked for: memory does not hold the texts of an archive."""

    def __init__(
        self,
        article: Article,
        quotations: tuple[AttributedQuotation, ...],
        sha256: str,
        read: Callable[[], Body],
    ) -> None:
        """Take what is known of the article, the SHA-256 of its file, and what makes its text of that file."""
        self.article = article
        self.slug = article.slug
        self.file = article.file
        self.language = article.language
        self.quotations = quotations
        self.sha256 = sha256
        self.fingerprint = f"{sha256} {self.slug} {article.apart.text if article.apart else ''}"
        self._read = read

    @property
    def html(self) -> Markup:
        """The text as HTML, with its paragraphs numbered."""
        return self._read().html

    @property
    def footnotes(self) -> Markup:
        """The list of footnotes that comes after the text, or an empty text."""
        return self._read().footnotes

    @property
    def reading(self) -> Reading:
        """What another parser reads in the HTML."""
        return self._read().reading

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text of each numbered paragraph, without markup and without the marks of footnotes."""
        return self._read().reading.paragraphs

    @cached_property
    def quoted(self) -> Mapping[int, list[tuple[AttributedQuotation, Span]]]:
        """The quotations in each paragraph that has any, by its number, each with its words there."""
        return grouped((part.paragraph, (row, part)) for row in self.quotations for part in row.quotation.spans)
