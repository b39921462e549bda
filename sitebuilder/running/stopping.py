"""How does a build end when it is asked to stop?"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]

_STOPS = [signal.SIGINT, *_SIGNALS]


class Stopped(KeyboardInterrupt):
    """The build was asked to stop, as by Ctrl-C."""

    def __init__(self, number: int) -> None:
        """Take the number of the signal."""
        super().__init__()
        self.status = 128 + number


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise `Stopped` in the block when SIGTERM or SIGHUP comes, so that what is unfinished is cleared away.

    A signal that is ignored, as SIGHUP is under nohup, stays ignored.
    """
    heeded = [number for number in _SIGNALS if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, _stop) for number in heeded}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, _frame: FrameType | None) -> None:
    raise Stopped(number)


def fork() -> int:
    """Copy this process, and return the number of the copy, or 0 in it.

    What stops a build ends the copy at once, wherever it is: it must not clear up what is not its own.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        process = os.fork()
        if not process:
            for number in _STOPS:
                if signal.getsignal(number) != signal.SIG_IGN:
                    signal.signal(number, signal.SIG_DFL)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return process
