"""How are style sheets minified?"""

from __future__ import annotations

import re

_STRING = rb"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
_IN_CSS = re.compile(
    _STRING + rb"|/\*.*?\*/|(?<=[{};,])\n\s*|(\n)\s*|[ ](?=[{}])|(?<=[{;:,])[ ]|;(?=\s*\})",
    re.DOTALL,
)


def minified(css: bytes) -> bytes:
    """Return a style sheet without comments, indentation and the spaces that nothing needs."""
    return _IN_CSS.sub(lambda match: match[1] or match[2] or b"", css)
