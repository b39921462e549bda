"""Which files of the site would overwrite each other, even on a disk that ignores case?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from sitebuilder.addresses import Address
from sitebuilder.problems import Problem, problem


def on_disk(address: Address) -> str:
    """Return the address as a case-insensitive, NFC-normalising disk compares it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", address).casefold())


def check_addresses(placed: Iterable[tuple[Address, str]]) -> list[Problem]:
    """Find files that would overwrite each other, even on a disk that ignores case.

    `placed` has every address with what its file is made from. Two source files are reported once.
    """
    first: dict[str, str] = {}
    problems: list[Problem] = []
    reported: set[tuple[str, str]] = set()
    for address, source in placed:
        place = on_disk(address)
        if place not in first:
            first[place] = source
        elif (source, first[place]) not in reported:
            reported.add((source, first[place]))
            message = f"its address {address} is also that of {first[place]}; rename one of the two"
            problems.append(problem(source, 0, "", message))
    return problems
