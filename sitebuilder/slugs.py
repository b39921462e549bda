"""What is the name of a thing in an address?

A slug is made of ASCII letters, digits and single hyphens, so that it is the same in every address and on every disk.
"""

from __future__ import annotations

import re
from functools import lru_cache

SLUG_BYTES = 80
"""The longest slug."""

DEVICES = ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
"""Names that Windows reserves for devices, whatever comes after a dot."""

RESERVED = frozenset({*DEVICES, "index"})
"""Slugs that an address may not have: those of `DEVICES`, and `index`, which is the page of a folder."""


@lru_cache(maxsize=65536)
def make_slug(text: str) -> str:
    """Return the slug of a name in words: ASCII letters, digits and single hyphens, at most `SLUG_BYTES`."""
    if len(text) <= SLUG_BYTES and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text):
        return text
    from slugify import slugify  # noqa: PLC0415 - a build after no change makes no slug, and ends before this is loaded

    return str(slugify(text, max_length=SLUG_BYTES, word_boundary=True))


def slug_of_printed(name: str) -> str:
    """Return the slug of a name as printed, which may be anything: one without a letter or digit gets one too."""
    slug = make_slug(name) or "other"
    return f"{slug}-1" if slug in RESERVED else slug


def slug_fault(slug: str, correct: str = "write {}", choose: str = "choose another") -> str:
    """Say what is wrong with a slug and what to do, or return an empty text.

    `correct` is the remedy where a right slug can be made of it, `choose` the remedy where none can.
    """
    if len(slug.encode()) > SLUG_BYTES:
        return f"is longer than {SLUG_BYTES} bytes; shorten it"
    made = make_slug(slug)
    if made in RESERVED:
        keeper = "every folder has it for its own page" if made == "index" else "on Windows it is a device"
        return f"is reserved: {keeper}; {choose}"
    if not made:
        return f"has no letter or digit to make an address from; {choose}"
    return "" if made == slug else f"is not a slug (a-z, 0-9 and single hyphens); {correct.format(made)}"
