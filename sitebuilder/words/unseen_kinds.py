"""How many of each kind of character does a text have that nobody sees, with which data?

A C2PA manifest says who signed a text, and how it was made. In plain text it is a no-break space of no width, then a
selector for each of its bytes: `C2PATXT` and a NUL, the version, the length in four bytes, and the manifest (C2PA 2.4,
"Embedding Manifests into Unstructured Text").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from sitebuilder.words.unseen import SELECTORS, TAGS, UNSEEN, has_unseen, legible

_KINDS = {
    "soft hyphen": "\u00ad",
    "zero-width space": "\u200b",
    "zero-width non-joiner": "\u200c",
    "zero-width joiner": "\u200d",
    "word joiner": "\u2060",
    "zero-width no-break space": "\ufeff",
    "text-direction mark": "\u061c\u200e\u200f",
    "text-direction control": "\u202a-\u202c\u2066-\u2069",
    "text-direction override": "\u202d\u202e",
    "variation selector": f"\u180b-\u180d\u180f{SELECTORS}",
    "tag character": f"\U000e0001{TAGS}",
}
"""What is counted together, with the characters that it is, as a pattern's set."""

OTHER = "other invisible character"
"""What all others are called."""

_BY_KIND = re.compile("|".join(f"([{characters}])" for characters in (*_KINDS.values(), UNSEEN)))
_MAGIC = "".join(chr(0xE0100 + byte - 16) if byte > 15 else chr(0xFE00 + byte) for byte in b"C2PATXT\0")
_MANIFEST = re.compile(f"\ufeff?{_MAGIC}(?P<bytes>[{SELECTORS}]*)")
_LENGTH = slice(1, 5)


class Manifest(Struct, frozen=True, array_like=True):
    """A C2PA manifest in a text."""

    size: int
    """How many bytes it has."""
    is_whole: bool
    """Whether it has as many as it says itself."""


class Unseen(Struct, frozen=True, array_like=True):
    """What a text has of characters that nobody sees."""

    manifests: tuple[Manifest, ...]
    """The C2PA manifests that it carries, in order."""
    counts: tuple[tuple[str, int], ...]
    """How many others it has of each kind, those of which it has the most first."""
    blank: tuple[int, ...]
    """The numbers of its paragraphs that have nothing else."""


def unseen_in(paragraphs: Sequence[str], above: Sequence[str] = ()) -> Unseen | None:
    """Count such characters in the paragraphs of a text, and in what is above it; return None where there are none."""
    text = "\n".join((*above, *paragraphs))
    if not has_unseen(text):
        return None
    manifests = tuple(_manifest(match["bytes"]) for match in _MANIFEST.finditer(text))
    names = (*_KINDS, OTHER)
    kinds = Counter(names[(match.lastindex or 0) - 1] for match in _BY_KIND.finditer(_MANIFEST.sub("", text)))
    blank = (number for number, paragraph in enumerate(paragraphs, start=1) if not legible(paragraph).strip())
    return Unseen(manifests, tuple(kinds.most_common()), tuple(blank))


def _manifest(selectors: str) -> Manifest:
    """Return what is known of a manifest by what follows its first bytes."""
    head = bytes(map(_byte, selectors[: _LENGTH.stop]))
    size, there = int.from_bytes(head[_LENGTH]), len(selectors) - _LENGTH.stop
    return Manifest(max(min(size, there), 0), size <= there)


def _byte(selector: str) -> int:
    return ord(selector) - 0xFE00 if selector <= "\ufe0f" else ord(selector) - 0xE0100 + 16
