"""What is a language called, which way is it written, and does it put spaces between words?"""

from __future__ import annotations

import re

WITHOUT_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The characters of scripts that put no spaces between words, as a pattern's set of characters."""

UNSPACED = re.compile(f"[{WITHOUT_SPACES}]")
"""A character of a script that puts no spaces between words."""

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})


INTERFACE = "en"
"""The language of the interface: of all that a page says and no file of the archive does."""

_NAMES = dict(
    re.findall(
        r"(\w+) (\w+)",
        "ar Arabic, bn Bengali, de German, en English, es Spanish, fa Persian, fr French, gu Gujarati, ha Hausa,"
        " hi Hindi, id Indonesian, it Italian, ja Japanese, jv Javanese, ko Korean, mr Marathi, nl Dutch, pa Punjabi,"
        " pl Polish, pt Portuguese, ru Russian, sw Swahili, ta Tamil, te Telugu, th Thai, tr Turkish,"
        " uk Ukrainian, ur Urdu, vi Vietnamese, zh Chinese",
    )
)
"""Thirty languages that are much in use, by the first part of their BCP 47 tags."""


def language_name(tag: str) -> str:
    """Return what a language is called, with its tag where that says more: "English", "Portuguese, pt-BR", "gd"."""
    primary, has_more, _ = tag.lower().partition("-")
    name = _NAMES.get(primary)
    return tag if name is None else f"{name}, {tag}" if has_more else name


def direction(language: str | None) -> str:
    """Return the value of HTML's `dir` for words in a language, given as a BCP 47 tag or None where it is unknown."""
    if language is None:
        return "auto"
    primary, *rest = language.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    is_right_to_left = script in _RIGHT_TO_LEFT_SCRIPTS if script else primary in _RIGHT_TO_LEFT
    return "rtl" if is_right_to_left else "ltr"
