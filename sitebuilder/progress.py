"""How does long work show that it goes on? On a terminal with a bar, in a log not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

FEW = 500
"""Work on fewer things is over before a bar could be read."""


def watched(things: Iterable[T], count: int, doing: str, quiet: bool) -> Iterator[T]:
    """Yield the things, with a progress bar where a person looks on."""
    if quiet or count < FEW or not sys.stderr.isatty():
        yield from things
        return
    from tqdm import tqdm  # noqa: PLC0415 - only where there is a terminal to show it

    yield from tqdm(things, desc=doing, total=count, leave=False, file=sys.stderr)
