"""What does the page of a text as received show?"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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


class Replaced(Struct, frozen=True):
    """An article for which another file has replaced a text as received."""

    entry: Entry
    """The article."""
    file: str
    """The name of that file."""
    to: Address
    """The page that shows it."""


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
    replaced: tuple[Replaced, ...]
    """The articles for which another file has replaced it."""
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
    is_text: bool
    """Whether it can be shown: the bytes of a damaged copy need not be text."""
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
    """Yield the page of each text as received, of those among them that another has replaced."""
    made = grouped(
        (received.file, (received.first, article.slug))
        for article in archive.articles
        if (received := article.original) and received.file not in archive.withheld
    )
    replaced = grouped(
        (copy.file, article.slug)
        for article in archive.articles
        for copy in article.earlier
        if copy.file not in archive.withheld
    )
    for file in {**made, **replaced}:
        texts = tuple(archive.texts[slug] for _, slug in sorted(made.get(file, ())))
        replacing = tuple(archive.texts[slug] for slug in sorted(replaced.get(file, ())))
        make = partial(_view, archive.common, texts, replacing, source.original(file))
        yield Output(addresses.original_page(file), f"{ORIGINALS}/{file}", make)


def _view(
    common: Common, texts: tuple[ArticleText, ...], replacing: tuple[ArticleText, ...], received: SourceFile
) -> OriginalView:
    """Return the page of a file, given the articles made from it, and those made from one that replaced it."""
    file, raw = received.name, received.read()
    encoding = next(text.article.encoding_of(file) for text in (*texts, *replacing))
    is_text = bool(texts) or _is_text(replacing, file)
    text, has_mark = decoded(raw, encoding) if is_text else ("", False)
    lines, language = lines_of(text), _language((*texts, *replacing))
    ends = Counter(map(line_end, lines))
    made, replaced = tuple(_made_from(texts)), tuple(_replaced(replacing, file))
    size, kind = counted(len(raw), "byte"), encoding + (", with a byte order mark" if has_mark else "")
    said = f"{file} as it was received, line by line: {size}, {kind}." if is_text else f"{file}: {size}."
    return OriginalView(
        frame=frame(common, addresses.original_page(file), f"{file}, as received", said),
        file=file,
        to=addresses.original(file),
        heading="The article made from it" if len(made) == 1 else "The articles made from it",
        articles=made,
        replaced=replaced,
        language=language,
        direction=direction(language),
        supplied=supplied([row.entry for row in made] + [row.entry for row in replaced]),
        size=size,
        encoding=kind,
        is_text=is_text,
        line_count=f"{len(lines):,}",
        line_ends=_line_ends(ends),
        unseen=unseen_sentences(unseen_in((), [text])),
        line_ends_differ=len(ends.keys() - {""}) > 1,
        sha256=received.fingerprint,
        check=f"echo {shlex.quote(f'{received.fingerprint}  {file}')} | sha256sum -c",
        lines=tuple(map(Line, lines)),
    )


def _replaced(replacing: Iterable[ArticleText], file: str) -> Iterator[Replaced]:
    """Yield the articles for which another text as received, of that name, has replaced a file."""
    for text in replacing:
        article = text.article
        newer = article.received[article.received.index(file) - 1]
        yield Replaced(entry(article), newer, addresses.original_page(newer))


def _made_from(texts: Iterable[ArticleText]) -> Iterator[MadeFrom]:
    for text in texts:
        if original := text.article.original:
            yield MadeFrom(entry(text.article), _stretch(original))


def _is_text(replacing: tuple[ArticleText, ...], file: str) -> bool:
    """Tell whether the bytes of an earlier copy are text, given the articles for which it has been replaced."""
    return all(copy.is_text for text in replacing for copy in text.article.earlier if copy.file == file)


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
