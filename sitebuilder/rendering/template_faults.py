"""Why can a template not be read or filled in, and what should be typed instead?

Jinja says what its parser met; who wrote the template wants to know what is wrong with the line.
"""

from __future__ import annotations

import re

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import UndefinedError

from sitebuilder.pages.parts.frame import View
from sitebuilder.problems import shown

_SYNTAX = (
    (
        r"unknown tag '(end\w+|else|elif)'.* closed is '(\w+)'",
        "{{% {0} %}} is where {{% end{1} %}} belongs; add it",
    ),
    (r"unknown tag '(\w+)'", "{{% {0} %}} is not a tag; correct the name"),
    (r"Unexpected end of template.*needs to be closed is '(\w+)'", "{{% end{0} %}} is missing; add it"),
    (r"Missing end of (comment|raw)", "the {0} has no end; close it"),
    (r"No (filter|test) named '(\w+)'", "there is no {0} {1}; correct the name"),
    (r"block '(\w+)' defined twice", "the block {0} is defined twice; remove one"),
)
"""What Jinja says of a fault in a template, and how we say it."""

_UNDEFINED = (
    (r"'page' is undefined", "asks for page, which a macro has only where it is imported with context; pass it on"),
    (r"'(\w+)' is undefined", "asks for {0}, which the page does not have; correct the name"),
    (r"has no attribute '(\w+)'", "asks for {0}, which is not there; correct the name"),
    (r"parameter '(\w+)' was not provided", "this macro is called without its {0}; add it to the call"),
    (r"no parent block called '(\w+)'", "super() is called in block {0}, which no parent template has; remove it"),
)
"""What Jinja says of a name that is not defined, and how we say it."""


def syntax_fault(error: TemplateSyntaxError) -> str:
    """Say what is wrong with the grammar of a template."""
    return _said(error, _SYNTAX, "is not valid template syntax; check {{% %}}, {{{{ }}}}, quotes, commas and brackets")


def filling_fault(error: Exception, view: View | None) -> str:
    """Say why a template cannot be filled in with a view."""
    if isinstance(error, UndefinedError):
        return _said(error, _UNDEFINED, "asks for something that the page does not have; correct the name")
    if isinstance(error, RecursionError):
        return "includes itself; remove the extends, include or call"
    if isinstance(error, ArithmeticError):
        return "cannot be calculated; remove the arithmetic"
    kind = type(view) if view else View
    where = f"{kind.__name__} in {kind.__module__.replace('.', '/')}.py"
    return f"has the wrong kind of value for this line; see what the page has: {where}"


def _said(error: Exception, known: tuple[tuple[str, str], ...], otherwise: str) -> str:
    said = " ".join(str(error).split())
    matches = ((re.search(pattern, said), ours) for pattern, ours in known)
    match, ours = next(((match, ours) for match, ours in matches if match), (None, otherwise))
    return ours.format(*(shown(part)[1:-1] for part in (match.groups() if match else ())))
