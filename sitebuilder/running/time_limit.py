"""Has one article taken more processor time than it may?

A safety net behind the rules of `text.limits`. The timer counts the time that this process computes, not the time
that it waits, so a busy machine does not refuse what an idle one would accept. Where there is no such timer (Windows),
only the rules apply.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 0.05
"""Seconds after which the signal comes again, in case an `except` swallowed the first."""


class TooSlow(Exception):
    """The time is up."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise `TooSlow` in the block once it has computed for that many seconds. Call it on the main thread only."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _raise)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _raise(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlow
