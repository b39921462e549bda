"""Which templates does a template use, and are they the same as in another build?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache

_USE = re.compile(r"{%[-+]?\s*(?:extends|include|import|from)\b\s*")
_BY_NAME = re.compile(r"""("[^"\\]*"|'[^'\\]*')\s*(?:[-+]?%}|(?:ignore|with|without|import|as)\b)""")


class TemplateFingerprints:
    """The fingerprint of each template, with all that it uses."""

    def __init__(self, templates: Mapping[str, str]) -> None:
        """Take the texts of all templates, by name."""
        self.templates = templates
        self.of = lru_cache(maxsize=None)(self._fingerprint)

    def _fingerprint(self, name: str) -> bytes:
        """Return the fingerprint of a template, empty for no name."""
        summed = hashlib.sha256()
        for used in sorted(self.used_by(name)):
            text = self.templates.get(used, "").encode()
            summed.update(f"{len(used)} {used} {len(text)} ".encode() + text)
        return summed.digest()[:16] if name else b""

    def used_by(self, name: str) -> set[str]:
        """Return a template and all that it uses: all that it names, or all there are if it works a name out."""
        used, waiting = set[str](), [name]
        while waiting:
            text = self.templates.get(user := waiting.pop(), "")
            used.add(user)
            for use in _USE.finditer(text):
                named = _BY_NAME.match(text, use.end())
                if not named:
                    return {*self.templates}
                if named[1][1:-1] not in used:
                    waiting.append(named[1][1:-1])
        return used
