"""How are the articles read: in time, and by several processes where that pays?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from sitebuilder.archive.archive import names_of
from sitebuilder.archive.source import Source
from sitebuilder.problems import problem
from sitebuilder.records.article import NO_NAMES, ReadArticle, read_article
from sitebuilder.records.names import NameFinder
from sitebuilder.running.processes import Died, Work, in_pieces
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


def read_articles(source: Source, names: Sequence[str], jobs: int) -> Iterator[tuple[str, ReadArticle]]:
    """Yield the name of each of some article files with the result of reading it, as they are read.

    Raises ChildProcessError where a process that reads articles dies.
    """
    read = partial(_read_piece, source, names, NameFinder(names_of(source)))
    work = Work(read, len(names), ARTICLES_A_PIECE, ARTICLES_A_JOB)
    try:
        for _, some in in_pieces(work, jobs):
            yield from some
    except Died as died:
        message = "the process that was reading it has died, perhaps for lack of memory"
        raise ChildProcessError(None, message, f"{ARTICLES}/{names[died.number]}") from None


def _read_piece(
    source: Source, names: Sequence[str], finder: NameFinder, piece: range
) -> list[tuple[str, ReadArticle]]:
    read = [
        (name, read_in_time(name, source.articles[name], source.received, finder))
        for name in names[piece.start : piece.stop]
    ]
    return read if len(names) <= TEXTS_KEPT else [(name, replace(one, body=None)) for name, one in read]


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
