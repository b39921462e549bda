"""Which words of a text refer to a time that depends on the day it was written?"""

from __future__ import annotations

import re

from sitebuilder.words.spans import Paragraphs, Span

_UNITS = "morning|afternoon|evening|night|day|week|weekend|fortnight|month|year|decade|century"
_SEASONS = "spring|summer|autumn|winter"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBERS = r"(?:a )?few|several|couple of|two|three|four|five|six|seven|eight|nine|ten|twelve|\d+"
_TIME = re.compile(
    rf"\b(?:today|tonight|yesterday|tomorrow|currently|recently|nowadays|now|at present|these days"
    rf"|at the moment(?! (?:of|when|that|before|after))"
    rf"|(?:this|last|next|past|coming) (?:{_UNITS}|{_SEASONS}|{_DAYS}|{_MONTHS})"
    rf"|(?:in|over|during|for|within) (?:the )?(?:last|next|past|coming|recent) (?:(?:{_NUMBERS}) )?(?:{_UNITS})s"
    rf"|[\w-]+ (?:{_UNITS}|minute|hour)s? ago"
    rf"|on (?:{_DAYS})(?: (?:morning|afternoon|evening|night))?(?!,? (?:the )?\d|,? (?:{_MONTHS})))\b",
    re.IGNORECASE,
)


def knows_times(language: str | None) -> bool:
    """Tell whether time expressions are known in a language: only in English, which an unknown one is taken for."""
    return language is None or language.split("-")[0].lower() == "en"


def unresolved_times(paragraphs: Paragraphs, language: str | None) -> tuple[Span, ...]:
    """Return where an English text refers to a time that depends on the day it was written: "this morning"."""
    if not knows_times(language):
        return ()
    return tuple(
        Span(number, match.start(), match.end())
        for number, text in enumerate(paragraphs, start=1)
        for match in _TIME.finditer(text)
    )
