"""What does the page of a text as received show?"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive, Common
from sitebuilder.archive.source import Source, SourceFile
from sitebuilder.formats.characters import decoded
from sitebuilder.pages.parts.entries import Entry, entry, supplied
from sitebuilder.pages.parts.frame import Output, View, frame
from sitebuilder.problems import counted
from sitebuilder.records.article import ArticleText
from sitebuilder.source_paths import ORIGINALS
from sitebuilder.text.lines import line_end, lines_of, with_newlines
from sitebuilder.text.originals import Original


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


class OriginalView(View, frozen=True):
    """What the page of a text as received shows."""

    template: ClassVar = "original.html"
    file: str
    """The name of the file."""
    to: Address
    """Where it can be downloaded."""
    article: Entry
    """The article that was made from it."""
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
    """Yield the page of each text as received: one a file, even where two articles name it, which is reported."""
    sources = {article.original.file: (article, article.original) for article in archive.articles if article.original}
    for file, (article, original) in sources.items():
        make = partial(_view, archive.common, archive.texts[article.slug], original, source.original(file))
        yield Output(addresses.original_page(file), f"{ORIGINALS}/{file}", make)


def _view(common: Common, of: ArticleText, original: Original, received: SourceFile) -> OriginalView:
    text, has_mark = decoded(received.read(), original.encoding)
    lines = lines_of(text)
    ends = Counter(map(line_end, lines))
    encoding = original.encoding + (", with a byte order mark" if has_mark else "")
    size, shown = counted(original.size, "byte"), entry(of.article)
    return OriginalView(
        frame=frame(
            common,
            addresses.original_page(original.file),
            f"{original.file}, as received",
            f"{original.file} as it was received, line by line: {size}, {encoding}.",
        ),
        file=original.file,
        to=addresses.original(original.file),
        article=shown,
        supplied=supplied([shown]),
        size=size,
        encoding=encoding,
        line_count=f"{len(lines):,}",
        line_ends=_line_ends(ends),
        line_ends_differ=len(ends.keys() - {""}) > 1,
        sha256=original.sha256,
        check=f"echo {shlex.quote(f'{original.sha256}  {original.file}')} | sha256sum -c",
        lines=tuple(map(Line, lines)),
    )


def _line_ends(ends: Counter[str]) -> str:
    """Say how lines end, given how many end in which way."""
    names = sorted(ends.keys() - {""})
    if not names:
        return "none"
    counts = ", ".join(f"{ends[name]:,} {name}" for name in names)
    return (names[0] if len(names) == 1 else f"{counts}, marked at each line") + (
        "; none after the last line" if "" in ends else ""
    )
