"""Which day, month or year does a date name, and how sure is it?

Dates are EDTF (ISO 8601-2, level 0 and the `~` and `?` of level 1): `2025-03-09`, `2025-03`, `2025`, each optionally
with `~` (about) or `?` (uncertain). A part that is not given is never filled in.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from sitebuilder.problems import shown

FORMS = "write YYYY-MM-DD, YYYY-MM or YYYY"
"""The remedy for a date that cannot be read."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Their names, kept here because the standard library's follow the locale of the user."""

_EDTF = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?]?)", re.ASCII)


class NotADate(ValueError):
    """A text that is not a date; its message says why and what to type instead."""


@dataclass(frozen=True, slots=True)
class PartialDate:
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
    match = _EDTF.fullmatch(text)
    if match is None:
        raise NotADate(f"{shown(text)} is not a date; {FORMS}, with ~ for about or ? for uncertain")
    year, month, day = (int(part or 0) for part in match.groups()[:3])
    is_year, is_month = year > 0, not match[2] or 1 <= month <= 12
    is_day = not match[3] or (is_year and is_month and 1 <= day <= calendar.monthrange(year, month)[1])
    if not (is_year and is_month and is_day):
        unit = "day" if match[3] else "month" if match[2] else "year"
        raise NotADate(f"{shown(text)} is not a {unit} of the calendar; {FORMS}")
    return PartialDate(year, month, day, match[4])


def read_day(text: str) -> PartialDate:
    """Read a whole and certain day, such as the day of an act of the archive. Raises `NotADate`."""
    day = read_date(text)
    if not day.day or day.qualifier:
        raise NotADate(f"{shown(text)} is not a whole day; write YYYY-MM-DD")
    return day
