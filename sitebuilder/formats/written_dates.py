"""Which date is meant by one that is not written as EDTF has it?

It is written as people and other programs write dates. For what can mean two dates there is no answer: countries read
3/9/2025 differently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Their names, kept here because the standard library's follow the locale of the user."""

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
"""The seasons by their numbers in EDTF, which follow those of the months."""

_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_SEASON_NUMBERS = {**{name: number for number, name in SEASONS.items()}, "fall": 23}
_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:t|{name[3:]})?' for name in MONTHS)})\.?"
_DAY = r"(?P<day>[0-9]{1,2})"
_YEAR = r"(?P<year>[0-9]{4})"
_WEEKDAY = r"(?:[a-z]+day,? )?"
_WRITTEN = (
    rf"{_WEEKDAY}(?:{_DAY}(?:st|nd|rd|th)? (?:of )?)?{_MONTH},? {_YEAR}",
    rf"{_WEEKDAY}{_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    rf"{_YEAR}[-/.](?P<number>[0-9]{{1,2}})(?:[-/.]{_DAY})?(?:[T ][0-9:.Z+-]+)?",
    rf"(?P<season>{'|'.join(_SEASON_NUMBERS)})(?: of|,)? {_YEAR}",
    r"(?:the )?(?P<decade>[0-9]{3})(?:0'?s|x|-)",
    _YEAR,
)
"""One date as people write it."""

_ABOUT = r"^(?:c|ca|circa|about|around|approx|approximately)\.?(?: (?=[a-z0-9])|(?=[0-9]))"
_UNCERTAIN = r"^(?:perhaps|possibly|probably) | ?(?:\(\?\)|\[\?\])$| \?$"
# The dashes are escaped, so that nobody takes one for a hyphen.
_TO = r"(?: ?[\u2013\u2014/] ?| - | to | until |(?<=[a-z.])-|(?<=[0-9]{4})-(?=[0-9]{4}$))"
_INTERVALS = (rf"(?:from )?(?P<start>.+?){_TO}(?P<end>.+)", r"between (?P<start>.+) and (?P<end>.+)")


def in_edtf(text: str) -> str:
    """Return a date written as people write it as EDTF has it, or an empty text. No calendar has been asked for it."""
    for mark, written in (("~", _ABOUT), ("?", _UNCERTAIN)):
        bare = re.sub(written, "", text, count=1, flags=re.IGNORECASE)
        if bare != text:
            date = _one_in_edtf(bare)
            return date and date + mark
    return _one_in_edtf(text) or _interval_in_edtf(text)


def _one_in_edtf(text: str) -> str:
    match = next((match for form in _WRITTEN if (match := re.fullmatch(form, text, re.IGNORECASE | re.ASCII))), None)
    return _joined(match.groupdict()) if match else ""


def _joined(parts: Mapping[str, str | None]) -> str:
    """Join the parts of a date as EDTF has them."""
    if decade := parts.get("decade"):
        return f"{decade}X"
    numbers = (
        parts.get("number"),
        _NUMBERS.get((parts.get("month") or "")[:3].lower()),
        _SEASON_NUMBERS.get((parts.get("season") or "").lower()),
        parts.get("day"),
    )
    return "-".join([str(parts["year"]), *(f"{int(number):02}" for number in numbers if number)])


def _interval_in_edtf(text: str) -> str:
    """Return an interval as EDTF has it; what its end alone gives, a month or a year, counts for its start too."""
    match = next((match for form in _INTERVALS if (match := re.fullmatch(form, text, re.IGNORECASE))), None)
    if match is None:
        return ""
    end = _one_in_edtf(match["end"])
    shared = re.fullmatch(r".*?((?:[a-z]+\.?,? )?[0-9]{4})", match["end"], re.IGNORECASE)
    wholes = [match["start"], *(f"{match['start']} {part}" for part in _shared(shared[1] if shared else ""))]
    start = next((start for whole in wholes if (start := _one_in_edtf(whole))), "")
    return f"{start}/{end}" if start and end else ""


def _shared(ending: str) -> list[str]:
    """Return what the start of an interval may take from its end: its year, or its month and year."""
    return list(dict.fromkeys([ending[-4:], ending])) if ending else []
