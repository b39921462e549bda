"""How are style sheets minified, and which of their rules are for what is around every page?"""

from __future__ import annotations

import re

_STRING = rb"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
_IN_CSS = re.compile(
    _STRING
    + rb"|(?:^|(?<=[\s{};,]))/\*.*?\*/\s*|/\*.*?\*/"
    + rb"|(?<=[{};,])\n\s*|(\n)\s*|[ ](?=[{}])|(?<=[{;:,])[ ]|;(?=\s*\})",
    re.DOTALL,
)


def minified(css: bytes) -> bytes:
    """Return a style sheet without comments, indentation and the spaces that nothing needs."""
    return _IN_CSS.sub(lambda match: match[1] or match[2] or b"", css)


def frame_rules(css: bytes) -> str:
    """Return the rules of style.css for what is around every page: all that comes before its layer `layout`.

    They are fit for a style element whose hash a policy gives: its end is not among them, its characters are those that
    a browser counts, and no white space is around them, which checkers leave out of the count.
    """
    rules = minified(css).partition(b"@layer layout{")[0].decode("utf-8", "replace").strip()
    return rules.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").replace("</", "<\\/")
