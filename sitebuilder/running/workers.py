"""How are the articles read: in time, and by several processes where that pays?"""

from __future__ import annotations

import sys
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder.archive.arranging import names_of
from sitebuilder.archive.source import Source
from sitebuilder.cache.last_build import ReadRow, pack, read_again, read_before, read_row, unpack
from sitebuilder.problems import problem
from sitebuilder.records.articles.article import Body
from sitebuilder.records.articles.reading import NO_NAMES, ReadArticle, read_article
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

ARTICLES_WITH_TEXTS, TEXTS_KEPT = 16_000, 64 * 1024 * 1024
"""Of how many articles texts are kept, and how many bytes these may take: others are read again when they are wanted.

Of more articles only a few could be kept, which would be no help."""


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
    room = TEXTS_KEPT if len(names) <= ARTICLES_WITH_TEXTS else 0
    do = partial(_read_some, source, names, NameFinder(names_of(source)))
    work = Work(
        do, len(names), ARTICLES_A_PIECE, ARTICLES_A_JOB, "reading", lambda number: f"{ARTICLES}/{names[number]}"
    )
    with closing(in_pieces(work, jobs)) as pieces:
        for piece, some in pieces:
            for name, (read, packed, body) in zip(names[piece.start : piece.stop], some, strict=True):
                room -= sys.getsizeof(body.html) if body else 0
                yield name, _unpacked(source, name, read, packed, body if room > 0 else None)


def _read_some(source: Source, names: Sequence[str], finder: NameFinder, piece: range) -> list[_OnItsWay]:
    """Read some articles."""
    some: list[_OnItsWay] = []
    for name in names[piece.start : piece.stop]:
        read = read_in_time(name, source.articles[name], source.received, finder)
        some.append((None, pack(read), read.body) if read.sound or read.taken_back else (read, b"", None))
    return some


_OnItsWay = tuple[ReadArticle | None, bytes, Body | None]
"""An article as it is handed to another process: as it was read if it has problems, else packed, and its text."""


def _unpacked(source: Source, name: str, read: ReadArticle | None, packed: bytes, body: Body | None) -> Read:
    if read:
        return Read(read, None)
    article = replace(unpack(packed), body=body)
    return Read(article, read_row(source, name, packed, article.received))


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
