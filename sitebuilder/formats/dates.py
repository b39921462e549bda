"""Which day, month or year does a date name, and how sure is it?

Dates are EDTF (ISO 8601-2, level 0 and the `~` and `?` of level 1): `2025-03-09`, `2025-03`, `2025`, each optionally
with `~` (about) or `?` (uncertain). A part that is not given is never filled in.
"""

from __future__ import annotations

import calendar
import re

from msgspec import Struct

from sitebuilder.problems import shown

FORMS = "write YYYY-MM-DD, YYYY-MM or YYYY"
"""The remedy for a date that cannot be read."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Their names, kept here because the standard library's follow the locale of the user."""

_EDTF = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?]?)", re.ASCII)

_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:t|{name[3:]})?' for name in MONTHS)})\.?"
_DAY = r"(?P<day>[0-9]{1,2})"
_WEEKDAY = r"(?:[a-z]+day,? )?"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"{_WEEKDAY}(?:{_DAY}(?:st|nd|rd|th)? (?:of )?)?{_MONTH},? (?P<year>[0-9]{{4}})",
        rf"{_WEEKDAY}{_MONTH} {_DAY}(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}})",
        rf"(?P<year>[0-9]{{4}})[-/.](?P<number>[0-9]{{1,2}})(?:[-/.]{_DAY})?(?:[T ][0-9:.Z+-]+)?",
    )
)
"""Dates as people and other programs write them. What two countries read differently, 3/9/2025, is not among them."""


class NotADate(ValueError):
    """A text that is not a date; its message says why and what to type instead."""


class PartialDate(Struct, frozen=True):
    """A day, a month or a year."""

    year: int
    """The year of the Gregorian calendar, 1 to 9999."""
    month: int
    """The month, 1 to 12, or 0 when it is not known."""
    day: int
    """The day of the month, or 0 when it is not known."""
    qualifier: str
    """`~` for about, `?` for uncertain, empty for neither."""

    @property
    def order(self) -> tuple[int, int, int]:
        """What dates are sorted by: their first day; a year comes before its months, a month before its days."""
        return self.year, self.month, self.day

    def is_apart_from(self, other: PartialDate) -> bool:
        """Tell whether one of two dates is certainly the earlier: March 2025 and a day in it are not apart."""
        ours, theirs = (tuple(part for part in day.order if part) for day in (self, other))
        shared = min(len(ours), len(theirs))
        return ours[:shared] != theirs[:shared] and not (self.qualifier or other.qualifier)

    @property
    def iso(self) -> str:
        """The date without its qualifier, as HTML's `datetime` takes it."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def display(self) -> str:
        """The date as people read it: "about 9 March 2025", "March 2025 (uncertain)"."""
        parts = [str(self.day) if self.day else "", MONTHS[self.month - 1] if self.month else "", str(self.year)]
        plain = " ".join(part for part in parts if part)
        return {"~": f"about {plain}", "?": f"{plain} (uncertain)"}.get(self.qualifier, plain)


def read_date(text: str) -> PartialDate:
    """Read an EDTF date. Raises `NotADate`."""
    if (match := _EDTF.fullmatch(text)) is None:
        in_edtf = _in_edtf(text)
        remedy = f"write {in_edtf}" if in_edtf else f"{FORMS}, with ~ for about or ? for uncertain"
        raise NotADate(f"{shown(text)} is not a date; {remedy}")
    year, month, day = (int(part or 0) for part in match.groups()[:3])
    if unit := _not_in_calendar(year, month if match[2] else None, day if match[3] else None):
        raise NotADate(f"{shown(text)} is not a {unit} of the calendar; {FORMS}")
    return PartialDate(year, month, day, match[4])


def _not_in_calendar(year: int, month: int | None, day: int | None) -> str:
    """Return what a date names, day, month or year, if the calendar has none of that number; else an empty text."""
    is_right = year > 0 and (month is None or 1 <= month <= 12)
    if is_right and day is not None:
        is_right = month is not None and 1 <= day <= calendar.monthrange(year, month)[1]
    unit = "day" if day is not None else "month" if month is not None else "year"
    return "" if is_right else unit


def _in_edtf(text: str) -> str:
    """Return a date written as people write it as EDTF has it, if it can mean no other day; else an empty text."""
    match = next((match for form in _WRITTEN if (match := form.fullmatch(text))), None)
    if match is None:
        return ""
    parts = match.groupdict()
    year, day = int(parts["year"]), int(parts["day"]) if parts.get("day") else None
    month = int(parts["number"]) if parts.get("number") else _NUMBERS[parts["month"][:3].title()]
    return "" if _not_in_calendar(year, month, day) else PartialDate(year, month, day or 0, "").iso


def read_day(text: str) -> PartialDate:
    """Read a whole and certain day, such as the day of an act of the archive. Raises `NotADate`."""
    is_date = _EDTF.fullmatch(text) or re.fullmatch(r"\d{4}-\d\d-\d\d", _in_edtf(text))
    day = read_date(text) if is_date else None
    if day is None or not day.day or day.qualifier:
        raise NotADate(f"{shown(text)} is not a whole day; write YYYY-MM-DD")
    return day
