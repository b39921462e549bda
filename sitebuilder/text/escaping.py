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
    lead, words, trail = _edges(line)
    numbered = _NUMBERED.match(words)
    if numbered:
        words = f"{numbered[1]}\\." + _ANYWHERE.sub(r"\\\g<0>", words[numbered.end() :])
    else:
        start = "\\" if _AT_LINE_START.match(words) else ""
        words = start + _ANYWHERE.sub(r"\\\g<0>", words)
    return (lead + words + trail).replace("\t", "&#9;")


def _edges(line: str) -> tuple[str, str, str]:
    """Cut white space off both ends, its outermost character written as a numeric reference."""
    words = line.strip()
    if not words:
        return _reference(line[0]) + line[1:-1] + (_reference(line[-1]) if len(line) > 1 else ""), "", ""
    lead, trail = line[: line.index(words)], line[line.index(words) + len(words) :]
    return (
        _reference(lead[0]) + lead[1:] if lead else "",
        words,
        trail[:-1] + _reference(trail[-1]) if trail else "",
    )


def _reference(character: str) -> str:
    return f"&#{ord(character)};"
