"""Which people, organisations, places and other names does the archive index?"""

from __future__ import annotations

from dataclasses import dataclass

from sitebuilder.addresses import make_slug, slug_fault
from sitebuilder.fields import Fields, Format, rows_of
from sitebuilder.problems import Problem, problem, shown
from sitebuilder.yamltext import FILE_DEPTH, read_yaml

FILE = "articles/names.yaml"
"""The file's path in the source folder."""

KINDS = ("person", "organisation", "office", "product", "work", "event", "place")
"""What a name can be the name of."""

FORM = Format(
    "a name",
    {
        "name": "The name, as the articles write it.",
        "kind": f"What it names: {', '.join(KINDS)}.",
        "also": "Optional: other names of the same, a list or one.",
        "slug": "Optional: its part of an address; made from the name where it is not given.",
    },
)
"""Every key of an entry of names.yaml, with what it means."""


@dataclass(frozen=True, slots=True)
class Name:
    """One entry of the index of names."""

    name: str
    """The name under which it is listed."""
    kind: str
    """One of `KINDS`."""
    also: tuple[str, ...]
    """Other names of the same."""
    slug: str
    """Its part of an address."""
    line: int
    """The line of names.yaml on which the entry starts."""


def read_names(text: str) -> tuple[tuple[Name, ...], list[Problem]]:
    """Read names.yaml: the names that are right, and the problems of those that are wrong."""
    node, problems = read_yaml(text, FILE, 1, FILE_DEPTH)
    if node is None:
        return (), problems
    read = [_read_name(fields) for fields in rows_of(FILE, node, FORM, problems)]
    names = tuple(name for name in read if name is not None)
    return names, problems + _repeated(names)


def _read_name(fields: Fields) -> Name | None:
    fields.require("name", remedy="write it as the articles do")
    fields.require("kind", remedy=f"write one of {', '.join(KINDS)}")
    name, kind = fields.text("name"), fields.text("kind")
    if kind is not None and kind not in KINDS:
        fields.note("kind", f"{shown(kind)} is not a kind of name; write one of {', '.join(KINDS)}")
    slug = fields.text("slug")
    if slug is not None and (fault := slug_fault(slug)):
        fields.note("slug", f"{shown(slug)} {fault}")
    if slug is None and name is not None and (fault := slug_fault(make_slug(name), choose="write slug: with another")):
        fields.note("name", f"{shown(name)} {fault}")
    also = tuple(scalar.text for scalar in fields.scalars("also"))
    if name is None or kind is None:
        return None
    return Name(name, kind, also, slug or make_slug(name), fields.mapping.line)


def _repeated(names: tuple[Name, ...]) -> list[Problem]:
    """Find names that two entries claim, and slugs that two entries have."""
    found = []
    words: dict[str, Name] = {}
    slugs: dict[str, Name] = {}
    for name in names:
        claimed = [word for word in (name.name, *name.also) if words.setdefault(word, name) is not name]
        for word in claimed:
            message = f"{shown(word)} stands here and in the entry on line {words[word].line}; keep one"
            found.append(problem(FILE, name.line, "name" if word == name.name else "also", message))
        if name.name in name.also:
            found.append(problem(FILE, name.line, "also", f"{shown(name.name)} is the name already; take it out"))
        if slugs.setdefault(name.slug, name) is not name and not claimed:
            first = slugs[name.slug].line
            message = f"{name.slug} is the slug of the entry on line {first} too; write slug: with another"
            found.append(problem(FILE, name.line, "slug", message))
    return found
