"""How is any text written so that Markdown shows it letter for letter?

A backslash goes before punctuation that would mean something, a numeric reference takes the place of white space that
Markdown would drop. Ordinary prose comes out as it went in.
"""

from __future__ import annotations

import re

from sitebuilder.text.originals import cut

_ANYWHERE = re.compile(r"[\\`*_\[\]<]|&(?=#)|!(?=\[)")
_AT_LINE_START = re.compile(r"[#>+\-=:|~]")
_NUMBERED = re.compile(r"(\d+)(\.)")


def escape(text: str, rule: str = "lines") -> str:
    """Return the Markdown of a text (newlines as LF) whose paragraphs are cut by a rule of `originals.RULES`."""
    return "".join(f"{_paragraph(paragraph)}\n\n" for paragraph in cut(text, rule)).removesuffix("\n")


def _paragraph(text: str) -> str:
    return "\n".join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    lead, inner, trail = _edges(line)
    numbered = _NUMBERED.match(inner)
    if numbered:
        inner = f"{numbered[1]}\\." + _ANYWHERE.sub(r"\\\g<0>", inner[numbered.end() :])
    else:
        start = "\\" if _AT_LINE_START.match(inner) else ""
        inner = start + _ANYWHERE.sub(r"\\\g<0>", inner)
    return (lead + inner + trail).replace("\t", "&#9;")


def _edges(line: str) -> tuple[str, str, str]:
    """Cut white space off both ends, its outermost character written as a numeric reference."""
    inner = line.strip()
    if not inner:
        return _reference(line[0]) + line[1:-1] + (_reference(line[-1]) if len(line) > 1 else ""), "", ""
    lead, trail = line[: line.index(inner)], line[line.index(inner) + len(inner) :]
    return (
        _reference(lead[0]) + lead[1:] if lead else "",
        inner,
        trail[:-1] + _reference(trail[-1]) if trail else "",
    )


def _reference(character: str) -> str:
    return f"&#{ord(character)};"
