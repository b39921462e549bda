"""How are style sheets minified?"""

from __future__ import annotations

import re

_IN_CSS = re.compile(rb"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?\*/|(?<=[{};,])\n\s*|(\n)\s*""", re.DOTALL)


def minified(css: bytes) -> bytes:
    """Return a style sheet without comments and indentation: a tenth of what a page weighs before it is painted."""
    return _IN_CSS.sub(lambda match: match[1] or match[2] or b"", css)
