"""How does a build end when it is asked to stop?"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


@contextmanager
def copy_of_this_process() -> Iterator[int]:
    """Give the number of a copy of this process, or 0 in it; the copy is dead when the block ends.

    What stops a build ends the copy at once, wherever it is: it must not clear up what is not its own. What stops this
    process while it is copied has to wait until the number is known, or the copy would never be ended.
    """
    process = 0
    try:
        with _undisturbed():
            with _put_off():
                process = os.fork()
            if not process:
                for number in _STOPS:
                    if signal.getsignal(number) != signal.SIG_IGN:
                        signal.signal(number, signal.SIG_DFL)
        yield process
    finally:
        if process:
            with _undisturbed(), suppress(ProcessLookupError, ChildProcessError):
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)


@contextmanager
def _put_off() -> Iterator[None]:
    """Let what stops a build do so after the block: another thread, such as that of a bar, may take the signal."""
    waiting: list[int] = []
    heeded = [number for number in _STOPS if callable(signal.getsignal(number))]
    before = {number: signal.signal(number, lambda number, _: waiting.append(number)) for number in heeded}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for number in waiting:
        signal.raise_signal(number)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let what stops a build wait until the block ends."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
