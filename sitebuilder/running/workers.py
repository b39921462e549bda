"""Who reads the articles: this process, or several at once?"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import Pipe
from typing import TYPE_CHECKING, NoReturn

from sitebuilder.archive.source import Source
from sitebuilder.problems import problem
from sitebuilder.records.article import ReadArticle, read_article
from sitebuilder.running.stopping import fork
from sitebuilder.running.time_limit import TooSlow, limited
from sitebuilder.source_paths import ARTICLES
from sitebuilder.text.limits import seconds_for
from sitebuilder.text.originals import Originals

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ARTICLES_A_JOB = 200
"""With fewer articles for each process, starting the process costs more than it saves."""

Piece = list[tuple[str, bytes]]
"""A few articles, by name with their bytes, that a process reads and hands over at once."""

ARTICLES_A_PIECE = 20
"""How many are in a piece."""


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_articles(source: Source, jobs: int) -> Iterator[tuple[str, ReadArticle]]:
    """Yield the name of each article file with the result of reading it, in the order of the names.

    Raises ChildProcessError where a process that reads articles dies.
    """
    jobs = min(jobs, len(source.articles) // ARTICLES_A_JOB)
    if jobs < 2 or not hasattr(os, "fork"):
        for name, raw in source.articles.items():
            yield name, read_in_time(name, raw, source.received)
        return
    items = list(source.articles.items())
    pieces = [items[first : first + ARTICLES_A_PIECE] for first in range(0, len(items), ARTICLES_A_PIECE)]
    with ExitStack() as stack:
        pipes: list[Connection] = []
        for first in range(jobs):
            pipes.append(stack.enter_context(_worker(pieces[first::jobs], source.received, pipes)))
        for number, piece in enumerate(pieces):
            try:
                yield from pipes[number % jobs].recv()
            except (EOFError, OSError):
                died = "the process that was reading it has died, perhaps for lack of memory"
                raise ChildProcessError(None, died, f"{ARTICLES}/{piece[0][0]}") from None


def read_in_time(name: str, raw: bytes, originals: Originals | None) -> ReadArticle:
    """Read one article, or say that it took too long."""
    seconds = seconds_for(len(raw))
    try:
        with limited(seconds):
            return read_article(name, raw, originals)
    except TooSlow as stopped:
        message = f"took more than {seconds:.0f} s to read{_at_work(stopped)}; split the article"
        return ReadArticle(None, None, (problem(f"{ARTICLES}/{name}", 0, "", message),))


def _at_work(stopped: BaseException | None) -> str:
    """Say at which place an article was being read, if that is known. The clock may have struck twice."""
    while stopped is not None:
        for note in getattr(stopped, "__notes__", ()):
            return f", at the text from {note} on"
        stopped = stopped.__context__
    return ""


@contextmanager
def _worker(pieces: Iterable[Piece], originals: Originals | None, others: Sequence[Connection]) -> Iterator[Connection]:
    """Start a process that reads one piece after the other, and give the pipe that they come out of.

    `others` are the pipes of the processes that were started before.
    """
    ours, theirs = Pipe(duplex=False)
    process = fork()
    if not process:
        _work(pieces, originals, theirs, (*others, ours))
    theirs.close()  # so that the pipe ends when the process ends, however it does
    try:
        yield ours
    finally:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        ours.close()


def _work(
    pieces: Iterable[Piece], originals: Originals | None, pipe: Connection, parents: Iterable[Connection]
) -> NoReturn:
    """Read, send, and end. Ends silently if out of memory or disconnected: the parent reports it.

    The ends of pipes that are the parent's are closed here, so that no pipe has a reader once the parent is dead.
    """
    try:
        for end in parents:
            end.close()
        for piece in pieces:
            pipe.send([(name, read_in_time(name, raw, originals)) for name, raw in piece])
    except (OSError, MemoryError):
        pass
    except Exception:  # noqa: BLE001 - a fault of the program: it must not go on as if it were the parent
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(0)
