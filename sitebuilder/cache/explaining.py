"""From what is a file of the site made, and why was it kept or made in this build?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from sitebuilder.archive.archive import Common, Part
from sitebuilder.archive.groups import Story
from sitebuilder.archive.source import SourceFile
from sitebuilder.cache.fingerprints import SIZE, fingerprint_inputs, inputs_of, is_everything
from sitebuilder.cache.last_build import MadeRow
from sitebuilder.problems import listed
from sitebuilder.records.article import Article, ArticleText
from sitebuilder.records.names import Name
from sitebuilder.source_paths import NAMES, SITE, STORIES

EVERYTHING = "every file of the source"
"""What a page is made from that may show anything of the archive."""

BESIDES = "what it lists, links to and counts depends on every file"
"""What is true of any other page: its navigation, its neighbours, the other pages of its list."""


def made_from(make: partial[Any]) -> str:
    """Return the names of the source files that a file of the site is made from."""
    files = sorted(set(source_files(make.args)))
    if EVERYTHING in files:
        return EVERYTHING
    return (
        f"{listed(files)}; {BESIDES}"
        if any(isinstance(value, (Common, Part)) for value in make.args)
        else listed(files)
    )


def why_kept(make: partial[Any], before: MadeRow | None) -> str:
    """Say why a file was kept: nothing changed of what it is made from, or nothing that it shows."""
    changed = changed_inputs(make, before) if before else []
    if changed:
        return f"kept: {listed(changed)} changed, and nothing that it shows"
    return "kept: nothing that it is made from has changed"


def changed_inputs(make: partial[Any], before: MadeRow) -> list[str]:
    """Return the names of the inputs that are not what they were."""
    inputs, names = fingerprint_inputs(make), [*inputs_of(make)]
    if len(before.inputs) != len(inputs):
        return names
    places = zip(names, range(0, len(inputs), SIZE), strict=True)
    return [name for name, at in places if inputs[at : at + SIZE] != before.inputs[at : at + SIZE]]


def source_files(value: object) -> Iterator[str]:
    """Yield the source files that a value comes from."""
    if is_everything(value):
        yield EVERYTHING
    elif path := _file_of(value):
        yield path
    else:
        if isinstance(value, Story) and value.questions:
            yield f"{STORIES}/{value.slug}.yaml"
        for part in _parts(value):
            yield from source_files(part)


def _file_of(value: object) -> str:
    """Return the one source file that a value comes from, if it is of one."""
    if isinstance(value, (Article, ArticleText)):
        return value.file
    if isinstance(value, SourceFile):
        return value.path
    files: dict[type, str] = {Name: NAMES, Common: SITE}
    return files.get(type(value), "")


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, Struct):
        return asdict(value).values()
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, Sequence) and not isinstance(value, (str, bytes)) else ()
