"""What may the HTML of a text hold at the most?

The dialect of articles leaves nothing that could run; `nh3` goes over the result as a safety net. Benign articles
pass it unchanged, and a test checks that.
"""

from __future__ import annotations

import nh3

from sitebuilder.text.dialect.links import SCHEMES

ALLOWED: dict[str, frozenset[str]] = {
    **{tag: frozenset() for tag in ("p", "em", "strong", "br", "hr", "pre", "blockquote", "ul")},
    **{tag: frozenset() for tag in ("h2", "h3", "h4", "h5", "h6", "thead", "tbody", "tr")},
    "a": frozenset({"href", "title", "rel", "class"}),
    "code": frozenset({"class"}),
    "div": frozenset({"class"}),
    "li": frozenset({"id"}),
    "ol": frozenset({"start"}),
    "sup": frozenset({"id"}),
    "table": frozenset({"tabindex"}),
    "td": frozenset({"class"}),
    "th": frozenset({"class", "scope"}),
}
"""Every element that an article may hold, with its attributes."""

_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED),
    attributes={tag: set(names) for tag, names in ALLOWED.items() if names},
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def sanitised(html: str) -> str:
    """Return the HTML with every element and attribute outside `ALLOWED` taken away."""
    return _CLEANER.clean(html)
