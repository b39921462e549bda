"""How are things sorted and grouped, the same everywhere?"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def alphabetical(name: str, slug: str) -> tuple[str, str]:
    """Return the key that names are sorted by; it does not depend on the locale."""
    return name.casefold(), slug


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Collect the values that have the same key, keys and values in the order in which they come."""
    collected: dict[K, list[V]] = {}
    for key, value in pairs:
        collected.setdefault(key, []).append(value)
    return collected
