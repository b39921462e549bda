"""How are the articles read: in time, and by several processes where that pays?"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from functools import partial

from msgspec import Struct

from sitebuilder.archive.arranging import names_of
from sitebuilder.archive.source import Source
from sitebuilder.cache.last_build import ReadRow, pack, read_again, read_before, read_row, unpack
from sitebuilder.problems import problem
from sitebuilder.records.article import NO_NAMES, ReadArticle, read_article
from sitebuilder.records.names import NameFinder
from sitebuilder.running.processes import Work, in_pieces
from sitebuilder.running.time_limit import TooSlow, limited
from sitebuilder.source_paths import ARTICLES
from sitebuilder.text.limits import seconds_for
from sitebuilder.text.originals import Originals

ARTICLES_A_JOB = 200
"""With fewer articles for each process, starting the process costs more than it saves."""

ARTICLES_A_PIECE = 20
"""How many are read at a time."""

TEXTS_KEPT = 200
"""Of an archive of no more articles than this the texts are kept; they are not read again when they are wanted."""


class Read(Struct, frozen=True):
    """What came of one article file."""

    article: ReadArticle
    """What was read."""
    row: ReadRow | None
    """The same as the next build can use it, None where there are problems."""


def read_articles(source: Source, last: Mapping[str, ReadRow], jobs: int) -> Generator[tuple[str, Read]]:
    """Yield the name of each article file with the result of reading it, first those that are as in the last build.

    Raises ChildProcessError where a process that reads articles dies, and `Damaged` where what was read is of no use.
    """
    kept = read_before(source, last)
    yield from ((name, Read(read_again(name, row), row)) for name, row in kept.items())
    names = [name for name in source.articles if name not in kept]
    read = partial(_read_some, source, names, NameFinder(names_of(source)))
    work = Work(
        read, len(names), ARTICLES_A_PIECE, ARTICLES_A_JOB, "reading", lambda number: f"{ARTICLES}/{names[number]}"
    )
    with closing(in_pieces(work, jobs)) as pieces:
        for piece, some in pieces:
            yield from zip(names[piece.start : piece.stop], (_unpacked(source, *one) for one in some), strict=True)


def _read_some(source: Source, names: Sequence[str], finder: NameFinder, piece: range) -> list[_OnItsWay]:
    """Read some articles. Of a large archive they come packed, and without their texts."""
    some = []
    for name in names[piece.start : piece.stop]:
        article = read_in_time(name, source.articles[name], source.received, finder)
        packed = pack(article) if article.sound else b""
        some.append((name, None if packed and len(names) > TEXTS_KEPT else article, packed))
    return some


_OnItsWay = tuple[str, ReadArticle | None, bytes]
"""The name of an article file, what was read if it is handed over as it is, and the same packed, if it is sound."""


def _unpacked(source: Source, name: str, read: ReadArticle | None, packed: bytes) -> Read:
    article = read or unpack(packed)
    original = article.article.original if article.article else None
    row = read_row(source, name, packed, original.file if original else "") if packed else None
    return Read(article, row)


def read_in_time(name: str, raw: bytes, originals: Originals | None, finder: NameFinder = NO_NAMES) -> ReadArticle:
    """Read one article, or say that it took too long."""
    seconds = seconds_for(len(raw))
    try:
        with limited(seconds):
            return read_article(name, raw, originals, finder)
    except TooSlow as stopped:
        message = f"took more than {seconds:.0f} s to read{_at_work(stopped)}; split the article"
        return ReadArticle(None, (problem(f"{ARTICLES}/{name}", 0, "", message),))


def _at_work(stopped: BaseException | None) -> str:
    """Say at which place an article was being read, if that is known. The clock may have struck twice."""
    while stopped is not None:
        for note in getattr(stopped, "__notes__", ()):
            return f", at the text from {note} on"
        stopped = stopped.__context__
    return ""
