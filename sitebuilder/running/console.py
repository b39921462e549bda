"""How are messages written to the user, and how is progress shown?"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from sitebuilder.problems import counted, reason, shown_path

T = TypeVar("T")

FEW, MANY = 500, 10_000
"""With fewer things, the work ends before a bar could be read: work on articles and pages, and work on whole files."""


def speak_plainly() -> None:
    """Write characters that a terminal or a log cannot show as escapes, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(*lines: str) -> None:
    """Write lines to the standard output. A failure to write them does not undo the work."""
    try:
        print(*lines, sep="\n", flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries again when it ends
        complain(f"standard output: {reason(error)}", 0)


def why(error: BaseException, output: str) -> str:
    """Say in plain words what stopped the work; `output` is the name of the folder that was to be written."""
    if isinstance(error, OSError):
        return f"{shown_path(str(error.filename or output))}: {reason(error)}"
    if isinstance(error, KeyboardInterrupt):
        return "stopped"
    return "there is not enough memory" if isinstance(error, MemoryError) else str(error)


def complain(message: str, status: int, end: str = "\n") -> int:
    """Write a message to the standard error stream, if there is one that can be written to, and return the status."""
    if sys.stderr:
        with suppress(OSError):
            sys.stderr.write(message + end)
            sys.stderr.flush()
    return status


def watched(things: Iterable[T], count: int, doing: str, quiet: bool, few: int | None = None) -> Iterator[T]:
    """Yield the things, with a progress bar if a person is watching: on a terminal, not in a log.

    `count` is how many things there are, or at least; with fewer than `few` there is no bar.
    """
    if quiet or count < (FEW if few is None else few) or not _is_terminal():
        yield from things
        return
    from tqdm import tqdm  # noqa: PLC0415 - only where there is a terminal to show it

    yield from tqdm(
        things,
        desc=doing,
        total=count,
        leave=False,
        file=sys.stderr,
        ncols=_columns() - 1,
        nrows=2,  # or a terminal that does not say how large it is has no room for a bar
        bar_format=_BAR,
    )


_BAR = "{desc} {n_fmt}/{total_fmt} |{bar}| {remaining} left"
"""What is being done, how far it is, and the time that is left: all of it fits into 40 columns."""


@contextmanager
def watching(doing: str, count: int, quiet: bool) -> Iterator[None]:
    """Say what is being done with how many files, as `watched` does, while a step lasts that cannot be counted."""
    if quiet or count < MANY or not _is_terminal():
        yield
        return
    line = f"{doing} {counted(count, 'file')} …"
    complain(f"\r{line}", 0, end="")
    try:
        yield
    finally:
        complain(f"\r{' ' * len(line)}\r", 0, end="")


def _is_terminal() -> bool:
    return bool(sys.stderr) and sys.stderr.isatty()


def _columns() -> int:
    """Return how wide the terminal is, 80 columns where it does not say."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or USUAL_COLUMNS
    except OSError:
        return USUAL_COLUMNS


USUAL_COLUMNS = 80
"""How wide a terminal is taken to be that does not say."""
