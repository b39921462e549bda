"""How each template is compiled once for all builds of a process: in a small build it is nearly all of the work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from jinja2 import Environment


@contextmanager
def compiled_once() -> Iterator[None]:
    """Keep what templates are compiled to, by their text and their name."""
    kept: dict[tuple[str, str | None, str | None], object] = {}
    compile_one = Environment.compile

    def compile_once(environment: Environment, source: str, name: str | None, filename: str | None) -> object:
        if (source, name, filename) not in kept:
            kept[source, name, filename] = compile_one(environment, source, name, filename)
        return kept[source, name, filename]

    with patch.object(Environment, "compile", compile_once):
        yield
