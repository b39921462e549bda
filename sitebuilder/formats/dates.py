"""Which day, month, season, year or decade does a date name, and how sure is it?

Dates are EDTF (ISO 8601-2, level 0 and some of level 1): `2025-03-09`, `2025-03`, `2025`, each optionally with `~`
(about) or `?` (uncertain); `192X`, a year in the 1920s; `1931-21` to `1931-24`, the seasons; and intervals of days,
months or years with both ends. A part that is not given is never filled in.
"""

from __future__ import annotations

import calendar
import re

from msgspec import Struct

from sitebuilder.formats.written_dates import MONTHS, SEASONS, in_edtf
from sitebuilder.problems import shown

FORMS = "write YYYY-MM-DD, YYYY-MM or YYYY"
"""The remedy for a date that the calendar does not have."""

ALL_FORMS = (
    f"{FORMS}, with ~ for about or ? for uncertain, 192X for the 1920s, 1931-21 for spring 1931, or 1931-03/1931-05"
)
"""The remedy for a text that is not a date."""

_EDTF = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?]?)", re.ASCII)

_Day = tuple[int, int, int]


class NotADate(ValueError):
    """A text that is not a date; its message says why and what to type instead."""


class PartialDate(Struct, frozen=True, array_like=True):
    """A day, a month, a season, a year, a decade, or an interval, of which it is the start."""

    year: int
    """The year of the Gregorian calendar, 1 to 9999; of a decade, its first."""
    month: int
    """The month, 1 to 12, a season, 21 to 24, or 0 when it is not known."""
    day: int
    """The day of the month, or 0 when it is not known."""
    qualifier: str
    """`~` for about, `?` for uncertain, empty for neither."""
    is_decade: bool = False
    """Whether only the decade is known."""
    until: PartialDate | None = None
    """The end of an interval, which belongs to it."""

    @property
    def order(self) -> _Day:
        """What dates are sorted by: their first day; a decade comes before its years, a year before its months.

        When a season begins depends on the place: its place is that of the seasons of the north, spring in March.
        """
        return self.year, -1 if self.is_decade else _month_of(self.month), self.day

    def is_apart_from(self, other: PartialDate) -> bool:
        """Tell whether one of two dates is certainly the earlier: March 2025 and a day in it are not apart."""
        are_apart = self.last_day < other.first_day or other.last_day < self.first_day
        return are_apart and self.is_certain and other.is_certain

    @property
    def is_certain(self) -> bool:
        """Whether it is neither about a date nor an uncertain one."""
        return not (self.qualifier or (self.until and self.until.qualifier))

    @property
    def is_whole_day(self) -> bool:
        """Whether it is one day, and certain."""
        return bool(self.day) and self.until is None and self.is_certain

    @property
    def first_day(self) -> _Day:
        """The first day that may be meant: somewhere on the globe, a season begins with the year."""
        return self.year, 1 if self.month in SEASONS else self.month or 1, self.day or 1

    @property
    def last_day(self) -> _Day:
        """The last day that may be meant: a month counts as 31 days, summer and winter may end in the next year."""
        if self.until:
            return self.until.last_day
        if SEASONS.get(self.month) in {"summer", "winter"}:
            return self.year + 1, 3, 31
        return self.year + 9 * self.is_decade, 12 if self.month in SEASONS else self.month or 12, self.day or 31

    @property
    def iso(self) -> str:
        """The date as HTML's `datetime` takes it: empty for what that cannot express, such as that it is uncertain."""
        if self.is_decade or self.until or self.month in SEASONS or not self.is_certain:
            return ""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def display(self) -> str:
        """The date as people read it: "about 9 March 2025", "March 2025 (uncertain)", "3 to 5 March 2025"."""
        if self.until is None:
            return self._in_words()
        shared = 0
        if self.is_certain and self.year == self.until.year and self.month and self.until.month:
            shared = 2 if self.month == self.until.month and self.day and self.until.day else 1
        return f"{self._in_words(shared)} to {self.until.display}"

    def _in_words(self, left_out: int = 0) -> str:
        """Return the date in words, without its year or without its month and year where 1 or 2 parts are left out."""
        month = SEASONS.get(self.month) or (MONTHS[self.month - 1] if self.month else "")
        year = f"the {self.year}s" if self.is_decade else str(self.year)
        parts = [str(self.day) if self.day else "", month, year][: 3 - left_out]
        plain = " ".join(part for part in parts if part)
        return {"~": f"about {plain}", "?": f"{plain} (uncertain)"}.get(self.qualifier, plain)


def _month_of(month: int) -> int:
    """Return the month with which a season is sorted, or the month itself."""
    return (month - 20) * 3 if month in SEASONS else month


def read_date(text: str) -> PartialDate:
    """Read an EDTF date. Raises `NotADate`."""
    if decade := re.fullmatch(r"([0-9]{3})X([~?]?)", text, re.ASCII):
        if decade[1] == "000":
            raise NotADate(f"{shown(text)} is not a decade of the calendar; write 001X or later")
        return PartialDate(int(decade[1]) * 10, 0, 0, decade[2], is_decade=True)
    ends = [_EDTF.fullmatch(end) for end in text.split("/")]
    if len(ends) == 2 and ends[0] and ends[1]:
        return _read_interval(ends[0], ends[1])
    if len(ends) == 1 and ends[0]:
        return _read_point(ends[0])
    if len(ends) == 2 and any(ends) and {"", ".."} & set(text.split("/")):
        raise NotADate(f"{shown(text)} is an interval without one of its ends; write both: 1931-03/1931-05")
    remedy = _corrected(text)
    raise NotADate(f"{shown(text)} is not a date; {f'write {remedy}' if remedy else ALL_FORMS}")


def _read_point(match: re.Match[str]) -> PartialDate:
    """Return the date that `_EDTF` has matched. Raises `NotADate`."""
    year, month, day = (int(part or 0) for part in match.groups()[:3])
    is_season = month in SEASONS and not match[3]
    if unit := _not_in_calendar(year, month if match[2] and not is_season else None, day if match[3] else None):
        raise NotADate(f"{shown(match[0])} is not a {unit} of the calendar; {FORMS}")
    return PartialDate(year, month, day, match[4])


def _read_interval(one: re.Match[str], other: re.Match[str]) -> PartialDate:
    """Return the interval whose ends `_EDTF` has matched. Raises `NotADate`."""
    start, end, text = _read_point(one), _read_point(other), f"{one[0]}/{other[0]}"
    if start.month in SEASONS or end.month in SEASONS:
        raise NotADate(f"{shown(text)} has a season at an end; write an interval of days, months or years")
    if start.order == end.order:
        raise NotADate(f"{shown(text)} has the same date at both ends; write {one[0]}")
    if end.last_day < start.first_day:
        raise NotADate(f"{shown(text)} ends before it starts; write {other[0]}/{one[0]}")
    return PartialDate(start.year, start.month, start.day, start.qualifier, until=end)


def _not_in_calendar(year: int, month: int | None, day: int | None) -> str:
    """Return what a date names, day, month or year, if the calendar has none of that number; else an empty text."""
    is_right = year > 0 and (month is None or 1 <= month <= 12)
    if is_right and day is not None:
        is_right = month is not None and 1 <= day <= calendar.monthrange(year, month)[1]
    unit = "day" if day is not None else "month" if month is not None else "year"
    return "" if is_right else unit


def _corrected(text: str) -> str:
    """Return a date written as people write it as EDTF has it, if it can mean no other; else an empty text."""
    try:
        date = in_edtf(text)
        return date if date and date != text and read_date(date) else ""
    except NotADate:
        return ""


def read_day(text: str) -> PartialDate:
    """Read a whole and certain day, such as the day of an act of the archive. Raises `NotADate`."""
    is_date = _EDTF.fullmatch(text) or re.fullmatch(r"\d{4}-\d\d-\d\d", _corrected(text))
    day = read_date(text) if is_date else None
    if day is None or not day.is_whole_day:
        raise NotADate(f"{shown(text)} is not a whole day; write YYYY-MM-DD")
    return day
