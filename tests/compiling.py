"""How each template is compiled once for all builds of a process: in a small build it is nearly all of the work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from jinja2 import Environment


@contextmanager
def compiled_once() -> Iterator[None]:
    """Keep what templates are compiled to, by their text and their name, and by what compiles them."""
    kept: dict[tuple[type, str, str | None, str | None], object] = {}
    compile_one = Environment.compile

    def compile_once(environment: Environment, source: str, name: str | None, filename: str | None) -> object:
        key = type(environment), source, name, filename
        if key not in kept:
            kept[key] = compile_one(environment, source, name, filename)
        return kept[key]

    with patch.object(Environment, "compile", compile_once):
        yield
