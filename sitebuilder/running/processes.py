"""How is work shared out among several processes?"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar, cast

from sitebuilder.running.stopping import copy_of_this_process

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")

PIECES = 4096
"""How many pieces of work there may be: their numbers wait in a pipe, which takes 64 KiB."""

_NUMBER = struct.Struct("=I")


@dataclass(frozen=True, slots=True)
class Work(Generic[T]):
    """Something that is to be done with each of many things, any number of them at a time."""

    do: Callable[[range], T]
    """Does it with the things of some numbers, from 0."""
    count: int
    """How many things there are."""
    piece: int
    """With how many it is done at a time, at least."""
    for_a_process: int
    """With fewer things for each process, starting the process costs more than it saves."""
    doing: str
    """What is done, for a message: `reading`."""
    name: Callable[[int], str]
    """Returns what the thing of a number is called, for a message."""

    def died(self, number: int) -> ChildProcessError:
        """Return what is raised where a process died that was at work on the thing of a number and those after it."""
        message = f"the process that was {self.doing} it has died, perhaps for lack of memory"
        return ChildProcessError(None, message, self.name(number))


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_pieces(work: Work[T], jobs: int) -> Generator[tuple[range, T]]:
    """Do a work with all its things, and yield what comes of each piece as it is done, with the numbers of its things.

    The processes that help are copies of this one, so that what they need does not have to be handed over; each takes
    the next piece when it is done with one, and so does this one: a copy takes as much memory as it looks at. They are
    dead when the generator is closed.

    Raises ChildProcessError where a process dies, and OSError where the system refuses one something.
    """
    size = max(work.piece, -(-work.count // PIECES))
    pieces = [range(first, min(first + size, work.count)) for first in range(0, work.count, size)]
    jobs = min(jobs, work.count // work.for_a_process)
    if jobs < 2 or not hasattr(os, "fork"):
        for piece in pieces:
            yield piece, work.do(piece)
        return
    with ExitStack() as stack:
        numbers = stack.enter_context(_waiting_numbers(len(pieces)))
        pipes: list[Connection] = []
        for _ in range(jobs - 1):
            pipes.append(stack.enter_context(_process(work.do, pieces, numbers, pipes)))
        yield from _results(work, pieces, numbers, pipes)


def _results(
    work: Work[T], pieces: Sequence[range], numbers: int, pipes: list[Connection]
) -> Iterator[tuple[range, T]]:
    """Do pieces, and yield what comes of them and of those of the other processes.

    These send a piece that they begin, what came of it, and None when all are done. What the disk refuses
    one ends the work as if it had been refused to this one.
    """
    from multiprocessing.connection import wait  # noqa: PLC0415 - small work does not need it, and it takes long

    begun: dict[Connection, range] = {}
    at_work, is_left = [*pipes], True
    while at_work:
        for pipe in cast("list[Connection]", wait(at_work, 0 if is_left else None)):
            try:
                message = pipe.recv()
            except (EOFError, OSError):
                raise work.died(begun.get(pipe, pieces[0]).start) from None
            if isinstance(message, OSError):
                raise message
            if pipe in begun:
                yield begun.pop(pipe), message
            elif message is not None:
                begun[pipe] = message
            else:
                at_work.remove(pipe)
        if is_left and (piece := _next(pieces, numbers)):
            yield piece, work.do(piece)
        else:
            is_left = False


def _next(pieces: Sequence[range], numbers: int) -> range | None:
    """Take the next piece, None where all are taken."""
    number = os.read(numbers, _NUMBER.size)
    return pieces[_NUMBER.unpack(number)[0]] if number else None


@contextmanager
def _waiting_numbers(count: int) -> Iterator[int]:
    """Give the end of a pipe from which the numbers of all pieces can be read: each process takes the next one."""
    ours, theirs = os.pipe()
    try:
        with os.fdopen(theirs, "wb") as queue:
            queue.write(b"".join(map(_NUMBER.pack, range(count))))
        yield ours
    finally:
        os.close(ours)


@contextmanager
def _process(
    do: Callable[[range], T], pieces: Sequence[range], numbers: int, others: Sequence[Connection]
) -> Iterator[Connection]:
    """Start a process that does one piece after the other, and give the pipe that the results come out of.

    `others` are the pipes of the processes that were started before.
    """
    from multiprocessing import Pipe  # noqa: PLC0415 - small work does not need it, and it takes long

    ours, theirs = Pipe(duplex=False)
    with ours, copy_of_this_process() as process:
        if not process:
            _work(do, pieces, numbers, theirs, (*others, ours))
        theirs.close()  # so that the pipe ends when the process ends, however it does
        yield ours


def _work(
    do: Callable[[range], T],
    pieces: Sequence[range],
    numbers: int,
    pipe: Connection,
    parents: Sequence[Connection],
) -> NoReturn:
    """Work, send, and end. Ends silently if out of memory or disconnected: the parent reports it.

    The ends of pipes that are the parent's are closed here, so that no pipe has a reader once the parent is dead.
    """
    try:
        for end in parents:
            end.close()
        while piece := _next(pieces, numbers):
            pipe.send(piece)
            pipe.send(_outcome(do, piece))
        pipe.send(None)
    except (OSError, MemoryError):
        pass
    except Exception:  # noqa: BLE001 - a fault of the program: it must not go on as if it were the parent
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(0)


def _outcome(do: Callable[[range], T], piece: range) -> T | OSError:
    try:
        return do(piece)
    except OSError as error:  # another kind of it might not go through a pipe
        return OSError(error.errno, error.strerror or str(error), error.filename)
