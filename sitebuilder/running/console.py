"""How are messages written to the user, and how is progress shown?"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TypeVar

from sitebuilder.problems import reason, shown_path

T = TypeVar("T")

FEW = 500
"""With fewer things, the work ends before a bar could be read."""


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


def complain(message: str, status: int) -> int:
    """Write a message to the standard error stream, if there is one that can be written to, and return the status."""
    if sys.stderr:
        with suppress(OSError):
            sys.stderr.write(f"{message}\n")
            sys.stderr.flush()
    return status


def watched(things: Iterable[T], count: int, doing: str, quiet: bool) -> Iterator[T]:
    """Yield the things, with a progress bar if a person is watching: on a terminal, not in a log.

    `count` is how many things there are, or at least.
    """
    if quiet or count < FEW or not sys.stderr or not sys.stderr.isatty():
        yield from things
        return
    from tqdm import tqdm  # noqa: PLC0415 - only where there is a terminal to show it

    yield from tqdm(things, desc=doing, total=count, leave=False, file=sys.stderr)
