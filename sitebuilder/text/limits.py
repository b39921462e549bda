"""Is a text too long, too deep or too dense to be read in time?

These rules are counted on the text, so they give the same answer on every machine. What they let through and is slow
all the same is stopped by the clock of `running.time_limit`.
"""

from __future__ import annotations

import re

from sitebuilder.problems import Problem, problem

ARTICLE_BYTES = 1024 * 1024
"""The largest article file, and the largest of the other files that people write."""

ORIGINAL_BYTES = 4 * 1024 * 1024
"""The largest text as received: an article in UTF-32."""

FRONT_MATTER_BYTES = 16 * 1024
"""The largest front matter."""

NESTING_LEVELS = 50
"""How deep quotations, lists and brackets may nest."""

EMPHASIS_LEVELS = 200
"""How deep emphasis may nest: browsers give up at some hundred levels."""

RUN_LENGTH = 100
"""How many of one opening character may follow each other."""

RULES = 200
"""How many rules and underlines of headings may follow each other without a blank line."""

LEAST_SECONDS = 20.0
"""How much processor time any article may take: a safety net, which no text that these rules accept should reach."""

BYTES_A_SECOND = 16 * 1024
"""How many bytes of an article give it another second."""

_RUNS = tuple(mark * (RUN_LENGTH + 1) for mark in "[`<")
_RUN = re.compile("|".join(map(re.escape, _RUNS)))
_LONG_LEAD = re.compile(rf"\n[ \t>+*0-9.-]{{{NESTING_LEVELS + 1}}}")
_MARKERS = re.compile(r"(?:[ \t]+|>|[-+*](?=[ \t]|$)|[0-9]{1,9}\.(?=[ \t]|$))*")
_BRACKET = re.compile(r"\\.|\n[ \t]*\n|\]\(|[\[\])]", re.DOTALL)
_RULE = re.compile(r"[ \t>]*(?:=+|([-_*])(?:[ ]{0,2}\1)*)[ ]*")
_BLANK = re.compile(r"[ \t>]*")


class TooDeep(Exception):
    """Emphasis nests deeper than that; the message is how the text begins in which it does."""


def seconds_for(size: int) -> float:
    """Return how much processor time an article of so many bytes may take, in seconds."""
    return LEAST_SECONDS + size / BYTES_A_SECOND


def check_density(text: str, file: str, first_line: int) -> list[Problem]:
    """Return a problem for each rule that the Markdown of an article breaks, at the first place that breaks it."""
    problems = []
    run = _RUN.search(text) if any(map(text.__contains__, _RUNS)) else None
    if run:
        message = f"more than {RUN_LENGTH} {run[0][0]} in a row; put a backslash before each, or remove some"
        problems.append(problem(file, first_line + text.count("\n", 0, run.start()), "", message))
    deep = _LONG_LEAD.search(f"\n{text}")  # a level takes at least a character
    for number, line in enumerate(text.split("\n") if deep else ()):
        if _levels(line) > NESTING_LEVELS:
            message = f"quotations or lists nested more than {NESTING_LEVELS} levels deep; use fewer levels"
            problems.append(problem(file, first_line + number, "", message))
            break
    if rules := _too_many_rules(text):
        message = f"more than {RULES} rules or underlined headings in a row; put a blank line after each"
        problems.append(problem(file, first_line + rules - 1, "", message))
    at = _too_many_open(text)
    if at >= 0 and not run:
        message = f"brackets nested more than {NESTING_LEVELS} levels deep; put a backslash before each ["
        problems.append(problem(file, first_line + text.count("\n", 0, at), "", message))
    return problems


def _levels(line: str) -> int:
    """Count the levels of quotation and list that a line opens, four spaces before a marker being one more."""
    opening = _MARKERS.match(line)
    lead = opening[0].rstrip() if opening else ""
    if not lead:
        return 0
    indent = len(lead.expandtabs(4)) - len(lead.expandtabs(4).lstrip())
    return indent // 4 + len(re.findall(r">|[-+*]|[0-9]+\.", lead))


def _too_many_rules(text: str) -> int:
    """Return the number of the first of more rules than allowed that no blank line parts, or 0."""
    first = rules = 0
    if text.count("\n") < RULES:
        return 0
    for number, line in enumerate(text.split("\n"), start=1):
        if _BLANK.fullmatch(line):
            rules = 0
        elif _RULE.fullmatch(line):
            rules += 1
            first = first if rules > 1 else number
            if rules > RULES:
                return first
    return 0


def _too_many_open(text: str) -> int:
    """Return the place at which more brackets or targets of links than allowed are open within one block, or -1."""
    brackets = targets = 0
    if max(text.count("["), text.count("](")) <= NESTING_LEVELS:
        return -1
    for match in _BRACKET.finditer(text):
        if match[0][0] == "\n":
            brackets = targets = 0
        brackets = max(brackets + {"[": 1, "]": -1, "](": -1}.get(match[0], 0), 0)
        targets = max(targets + {"](": 1, ")": -1}.get(match[0], 0), 0)
        if max(brackets, targets) > NESTING_LEVELS:
            return match.start()
    return -1
