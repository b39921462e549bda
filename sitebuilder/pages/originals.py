"""What does the page of a text as received show?"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive, Common
from sitebuilder.archive.source import Source, SourceFile
from sitebuilder.formats.characters import decoded
from sitebuilder.ordering import grouped
from sitebuilder.pages.parts.entries import Entry, entry, supplied
from sitebuilder.pages.parts.frame import Output, View, frame
from sitebuilder.pages.parts.provenance import unseen_sentences
from sitebuilder.problems import counted
from sitebuilder.records.articles.article import ArticleText
from sitebuilder.source_paths import ORIGINALS
from sitebuilder.text.lines import line_end, lines_of, with_newlines
from sitebuilder.text.originals import Original
from sitebuilder.words.languages import direction
from sitebuilder.words.unseen_kinds import unseen_in


class Line(Struct, frozen=True):
    """A line of a text as received."""

    exact: str
    """The line with its line end."""

    @property
    def text(self) -> str:
        """The line as HTML can hold it: whatever ends it is a newline there."""
        return with_newlines(self.exact)

    @property
    def kind(self) -> str:
        """How it ends: `crlf`, `cr`, `endless` or, as most lines do, in a newline, which needs no word."""
        return {"CRLF": "crlf", "CR": "cr", "": "endless"}.get(line_end(self.exact), "")


class MadeFrom(Struct, frozen=True):
    """An article that was made from a text as received."""

    entry: Entry
    """The article."""
    paragraphs: str | None
    """Of which paragraphs of the file it was made, where it was not of all."""


class OriginalView(View, frozen=True):
    """What the page of a text as received shows."""

    template: ClassVar = "original.html"
    file: str
    """The name of the file."""
    to: Address
    """Where it can be downloaded."""
    heading: str
    """What the list of its articles is called."""
    articles: tuple[MadeFrom, ...]
    """The articles that were made from it, in the order of the file."""
    language: str | None
    """BCP 47 tag of its words, where known."""
    direction: str
    """The value of `dir` for its words."""
    supplied: str | None
    """What square brackets mean, as a sentence, where the title is in them."""
    size: str
    """Its size in bytes, in words."""
    encoding: str
    """Its encoding, and whether it has a byte order mark."""
    line_count: str
    """How many lines it has."""
    line_ends: str
    """How they end."""
    unseen: tuple[str, ...]
    """Which characters it has that nobody sees, as sentences."""
    line_ends_differ: bool
    """Whether they end in several ways, so that each line says how."""
    sha256: str
    """Its SHA-256."""
    check: str
    """The command that compares a downloaded file with it."""
    lines: tuple[Line, ...]
    """Its text, line by line."""

    @property
    def exact_lines(self) -> tuple[str, ...]:
        """Its lines, each with its line end."""
        return tuple(line.exact for line in self.lines)


def original_pages(archive: Archive, source: Source) -> Iterator[Output]:
    """Yield the page of each text as received."""
    sources = grouped(
        (received.file, (received.first, article.slug))
        for article in archive.articles
        if (received := article.original) and received.file not in archive.withheld
    )
    for file, places in sources.items():
        texts = tuple(archive.texts[slug] for _, slug in sorted(places))
        make = partial(_view, archive.common, texts, source.original(file))
        yield Output(addresses.original_page(file), f"{ORIGINALS}/{file}", make)


def _view(common: Common, texts: tuple[ArticleText, ...], received: SourceFile) -> OriginalView:
    originals = [(text.article, text.article.original) for text in texts]
    made = tuple(MadeFrom(entry(article), _stretch(original)) for article, original in originals if original)
    original = next(original for _, original in originals if original)
    language = _language(texts)
    text, has_mark = decoded(received.read(), original.encoding)
    lines = lines_of(text)
    ends = Counter(map(line_end, lines))
    encoding = original.encoding + (", with a byte order mark" if has_mark else "")
    size = counted(original.size, "byte")
    return OriginalView(
        frame=frame(
            common,
            addresses.original_page(original.file),
            f"{original.file}, as received",
            f"{original.file} as it was received, line by line: {size}, {encoding}.",
        ),
        file=original.file,
        to=addresses.original(original.file),
        heading="The article made from it" if len(made) == 1 else "The articles made from it",
        articles=made,
        language=language,
        direction=direction(language),
        supplied=supplied([row.entry for row in made]),
        size=size,
        encoding=encoding,
        line_count=f"{len(lines):,}",
        line_ends=_line_ends(ends),
        unseen=unseen_sentences(unseen_in((), [text])),
        line_ends_differ=len(ends.keys() - {""}) > 1,
        sha256=original.sha256,
        check=f"echo {shlex.quote(f'{original.sha256}  {original.file}')} | sha256sum -c",
        lines=tuple(map(Line, lines)),
    )


def _language(texts: Sequence[ArticleText]) -> str | None:
    """Return the language of all articles that were made from a text, if it is one."""
    languages = {text.language for text in texts}
    return languages.pop() if len(languages) == 1 else None


def _stretch(original: Original) -> str | None:
    if not original.is_part:
        return None
    one = original.first == original.last
    return f"paragraph {original.first}" if one else f"paragraphs {original.first} to {original.last}"


def _line_ends(ends: Counter[str]) -> str:
    """Say how lines end, given how many end in which way."""
    names = sorted(ends.keys() - {""})
    if not names:
        return "none"
    counts = ", ".join(f"{ends[name]:,} {name}" for name in names)
    return (names[0] if len(names) == 1 else f"{counts}, marked at each line") + (
        "; none after the last line" if "" in ends else ""
    )
