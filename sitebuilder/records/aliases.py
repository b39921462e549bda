"""Which slugs did a thing have before?"""

from __future__ import annotations

import re

from msgspec import Struct

from sitebuilder.formats.fields import Fields
from sitebuilder.problems import shown
from sitebuilder.slugs import slug_fault

ALIASES = "Optional: its former slugs, the oldest first: one, or a list. Their addresses lead to its page."
"""What the key `aliases` means, wherever it may be."""

_AROUND = re.compile(r".*/|\.(?:html?|md|yaml)(?:#.*)?$")
"""What an address and the name of a file have around a slug."""


class Alias(Struct, frozen=True, array_like=True):
    """A former slug."""

    slug: str
    """The slug."""
    line: int
    """The line of the file on which it is."""


def read_aliases(fields: Fields, slug: str | None) -> tuple[Alias, ...]:
    """Return the former slugs of what has a slug now, None where that is not known; faults are noted in `fields`."""
    nodes = fields.text_nodes("aliases")
    for node in nodes:
        bare = _AROUND.sub("", node.text.rstrip("/"))
        fault = slug_fault(node.text)
        if fault and bare != node.text and not slug_fault(bare):
            fault = f"is more than a slug; write {bare}"
        if not fault and node.text == slug:
            fault = "is the slug that it has now; remove it"
        if fault:
            fields.note_at(node, "aliases", f"{shown(node.text)} {fault}")
    return tuple(Alias(node.text, node.line) for node in nodes)


def former_slugs(aliases: tuple[Alias, ...]) -> tuple[str, ...]:
    """Return the slugs alone."""
    return tuple(alias.slug for alias in aliases)
