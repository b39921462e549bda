"""Which words of a text refer to a time that depends on the day it was written?"""

from __future__ import annotations

import re
from functools import cache

from sitebuilder.words.spans import Paragraphs, Span, exactly
from sitebuilder.words.unseen import legible_paragraphs

TIME_RULE = (
    "Found by a rule, in English: “now”, “today”, “recently” and the like; “this”, “last” or “next” with a part of the"
    " calendar; so many days or years ago or away; a day of the week; “is still …ing” and “is not … yet”."
)
"""What counts as a time expression, as pages say it."""

_DAY_PARTS = "morning|afternoon|evening|night"
_UNITS = "day|week|weekend|fortnight|month|year|decade|century"
_SEASONS = "spring|summer|autumn|winter"
_DAYS = "(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_MONTHS = "(?-i:January|February|March|April|May|June|July|August|September|October|November|December)"
_CALENDAR = f"(?:{_DAYS}(?: (?:{_DAY_PARTS}))?|{_DAY_PARTS}|{_UNITS}|{_SEASONS}|{_MONTHS})"
_NUMBER = (
    r"(?:an?|half an?|(?:a )?few|(?:a )?couple of|(?:a )?dozen|several|some|many"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|\d[\d.,]{0,12})(?: and a half)?"
)
_PERIOD = rf"(?:{_UNITS}|centurie)s?"

_FREE = "".join(f"(?<!{word} )" for word in ("the", "my", "your", "his", "her", "its", "our", "their", "'s", "\u2019s"))
"""No word that gives a period to somebody or to a story: "the next day", "his last year"."""


def _after(*words: str) -> str:
    return f"(?:{'|'.join(rf'(?<={word} )' for word in words)})"


_CORES = (
    r"today|tonight|currently|recently|lately|nowadays|at present|these days",
    rf"(?:the day before yesterday|yesterday|the day after tomorrow|tomorrow)(?: (?:{_DAY_PARTS}))?",
    r"(?:right )?now(?!-| and (?:then|again)\b)",
    r"at the moment(?! (?:of|when|that|before|after)\b)",
    rf"(?:this (?:past |coming )?|(?:the )?(?:past|coming) |{_FREE}(?:last|next) ){_CALENDAR}",
    rf"(?:in|over|during|for|within) (?:the )?(?:last|next|past|coming|recent) (?:{_NUMBER} )?{_PERIOD}",
    rf"(?:(?:about|around|nearly|almost|over|more than|less than) )?(?:{_NUMBER} )?(?:{_PERIOD}|minutes?|hours?) ago",
    rf"(?:(?:about|around|nearly|almost|over|more than|less than) )?(?:{_NUMBER} )?{_PERIOD} (?:away|from now)",
    r"(?:not )?(?:so )?long ago",
    rf"on {_DAYS}(?: (?:{_DAY_PARTS}))?(?!,? (?:the )?\d|,? {_MONTHS})",
    _after(r"\bis", r"\bare", r"\bam", "['\u2019]s", "['\u2019]re") + r"still (?:being )?\w{2,}(?:ing|ed)",
    _after(r"\bis", r"\bare", r"\bam", r"\bhas", r"\bhave") + r"not (?:\w+ ){0,2}yet",
)
_LEADS = (
    r"just|only|even|until|till|since|from|by|for|as of|up to|before|after|early|earlier|late|later"
    r"|as (?:recently|early|late) as"
)
_TIME = rf"(?<!\w)(?:from now on|(?:(?:{_LEADS}) ){{0,3}}(?:{'|'.join(_CORES)}))\b"
"""A time expression with the words that lead in to it: "Just last week", "until now"."""

_SIGNS = (
    *("today", "tonight", "currently", "recent", "lately", "nowadays", "at present", "these days", "yesterday"),
    *("tomorrow", "now", "at the moment", "this ", "past ", "coming ", "last ", "next ", " ago", " away", "still "),
    *("yet", "on mon", "on tue", "on wed", "on thu", "on fri", "on sat", "on sun"),
)
"""What any time expression has one of: a text is searched for these in a hundredth of the time."""


def knows_times(language: str | None) -> bool:
    """Tell whether time expressions are known in a language: only in English, which an unknown one is taken for."""
    return language is None or language.split("-")[0].lower() == "en"


def unresolved_times(paragraphs: Paragraphs, language: str | None) -> tuple[Span, ...]:
    """Return where an English text refers to a time that depends on the day it was written: "this morning"."""
    if not knows_times(language):
        return ()
    return tuple(
        exactly(Span(number, match.start(), match.end()), paragraphs)
        for number, text in enumerate(legible_paragraphs(paragraphs), start=1)
        if _may_have_times(text)
        for match in _time().finditer(text)
    )


@cache
def _time() -> re.Pattern[str]:
    """Return the pattern of a time expression: to compile it takes long, and most archives have no use for it."""
    return re.compile(_TIME, re.IGNORECASE)


def _may_have_times(text: str) -> bool:
    """Tell whether a text has any of the signs, with every letter that is an `i` to a search without case as that."""
    folded = text.casefold().replace("i\u0307", "i").replace("\u0131", "i")
    return any(sign in folded for sign in _SIGNS)
