"""How does a build end when it is told to stop?"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Stopped(KeyboardInterrupt):
    """The build was told to stop, as by Ctrl-C."""

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
