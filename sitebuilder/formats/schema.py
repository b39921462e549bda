"""Which keys may a mapping have, and which one was most likely meant?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct, field

from sitebuilder.problems import nearest

LISTED_CHARACTERS = 120
"""How long a list of keys a message repeats: a longer one is easier to read in the README."""


class Schema(Struct, frozen=True):
    """What a mapping may hold."""

    what: str
    """What messages call it: "an article"."""
    keys: Mapping[str, str]
    """Every key, with what it means."""
    meant: Mapping[str, str] = field(default_factory=dict)
    """Keys that other programs have, with the key that is meant here."""
    refused: Mapping[str, str] = field(default_factory=dict)
    """Keys that other programs have and that mean nothing here, with the remedy."""
    exact: Collection[str] = ()
    """Keys whose values are words of an article, or slugs, of which even `unknown` or `n/a` may be what is meant."""

    def unknown(self, key: str) -> str:
        """Return the remedy for a key that the mapping may not have: the key that was meant, or all of them."""
        if key in self.refused:
            return self.refused[key]
        if near := self.nearest(key):
            return f"did you mean {near}?"
        listed = ", ".join(self.keys)
        return f"the keys are {listed}" if len(listed) <= LISTED_CHARACTERS else "README.md lists the keys"

    def nearest(self, key: str) -> str:
        """Return the key that was most likely meant, or an empty text."""
        typed = key.lower()
        if key in self.refused or typed in self.meant:
            return self.meant.get(typed, "")
        longer = (known for known in self.keys if len(typed) > 2 and typed in known)
        return nearest(typed, self.keys) or next(longer, "")

    @property
    def outline(self) -> str:
        """All keys, ready to be filled in: `on: …, what: …`."""
        return ", ".join(f"{key}: …" for key in self.keys)


def one_of(choices: Iterable[str]) -> str:
    """Return the remedy that lists what may be written."""
    return f"write one of {', '.join(choices)}"
