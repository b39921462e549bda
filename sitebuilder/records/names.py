"""Which names does the archive index, and where does a text have them?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import normalize

from msgspec import Struct

from sitebuilder.formats.fields import Fields, rows_of
from sitebuilder.formats.schema import Schema, one_of
from sitebuilder.formats.yaml_reader import FILE_DEPTH, read_yaml
from sitebuilder.problems import Problem, problem, shown
from sitebuilder.records.aliases import ALIASES, Alias, read_aliases
from sitebuilder.slugs import make_slug, slug_fault
from sitebuilder.source_paths import NAMES
from sitebuilder.words.languages import WITHOUT_SPACES
from sitebuilder.words.spans import Paragraphs, Span, exactly, is_in_word
from sitebuilder.words.unseen import legible, legible_paragraphs

NAME_KINDS = {
    "person": "People",
    "organisation": "Organisations",
    "office": "Offices",
    "product": "Products",
    "work": "Works",
    "event": "Events",
    "place": "Places",
}
"""What a name can be the name of, with what the index of names calls them."""

SCHEMA = Schema(
    "a name",
    {
        "name": "The name, as the articles write it.",
        "kind": f"What it names: {', '.join(NAME_KINDS)}.",
        "also": "Optional: other names for it: one, or a list.",
        "slug": "Optional: its part of an address; made from the name if left out.",
        "aliases": ALIASES,
    },
    exact=("aliases",),
)
"""Every key of an entry of names.yaml, with what it means."""


class Name(Struct, frozen=True):
    """One entry of the index of names."""

    name: str
    """The name under which it is listed."""
    kind: str
    """One of `NAME_KINDS`."""
    also: tuple[str, ...]
    """Other names of the same."""
    slug: str
    """Its part of an address."""
    line: int
    """The line of names.yaml on which the entry starts."""
    aliases: tuple[Alias, ...] = ()
    """The slugs that it had before, oldest first."""


def read_names(text: str) -> tuple[tuple[Name, ...], list[Problem]]:
    """Read names.yaml: the names that are right, and the problems of those that are wrong."""
    node, problems = read_yaml(text, NAMES, 1, FILE_DEPTH)
    if node is None:
        return (), problems
    entries = [_read_name(fields) for fields in rows_of(NAMES, node, SCHEMA, problems)]
    names = tuple(name for name in entries if name is not None)
    return names, problems + _repeated(names)


def _read_name(fields: Fields) -> Name | None:
    fields.require("name", remedy="write it as the articles do")
    fields.require("kind", remedy=one_of(NAME_KINDS))
    name, kind = fields.text("name"), fields.choice("kind", NAME_KINDS, "a kind of name")
    slug = fields.text("slug")
    if slug is not None and (fault := slug_fault(slug)):
        fields.note("slug", f"{shown(slug)} {fault}")
    made, choose = make_slug(legible(name or "")), "write another slug: slug: …"
    if slug is None and name is not None and (fault := slug_fault(made, choose=choose)):
        fields.note("name", f"{shown(name)} {fault}")
    also = tuple(node.text for node in fields.text_nodes("also"))
    if name is None or kind is None:
        return None
    return Name(name, kind, also, slug or made, fields.mapping.line, read_aliases(fields, slug or made))


def _repeated(names: tuple[Name, ...]) -> list[Problem]:
    """Find names that two entries claim, and slugs that two entries have."""
    problems = []
    first_by_name: dict[str, Name] = {}
    first_by_slug: dict[str, Name] = {}
    for name in names:
        spellings = (name.name, *name.also)
        claimed = [text for text in spellings if first_by_name.setdefault(composed(text), name) is not name]
        for text in claimed:
            message = f"{shown(text)} is also in the entry on line {first_by_name[composed(text)].line}; keep one"
            problems.append(problem(NAMES, name.line, "name" if text == name.name else "also", message))
        if composed(name.name) in map(composed, name.also):
            problems.append(problem(NAMES, name.line, "also", f"{shown(name.name)} is already the name; remove it"))
        if first_by_slug.setdefault(name.slug, name) is not name and not claimed:
            first = first_by_slug[name.slug].line
            message = f"{name.slug} is also the slug of the entry on line {first}; write another slug: slug: …"
            problems.append(problem(NAMES, name.line, "slug", message))
    return [*problems, *_claimed(names, first_by_slug)]


def _claimed(names: tuple[Name, ...], by_slug: Mapping[str, Name]) -> Iterator[Problem]:
    """Find former slugs that another entry has, now or formerly too."""
    first: dict[str, Name] = {}
    for name in names:
        for alias in name.aliases:
            if alias.slug in by_slug and alias.slug != name.slug:
                has, remedy = "the slug", "remove it here, or write another slug: … there"
                other = by_slug[alias.slug]
            elif (other := first.setdefault(alias.slug, name)) is not name:
                has, remedy = "also a former slug", "keep it in one of the two"
            else:
                continue
            message = f"{shown(alias.slug)} is {has} of the entry on line {other.line}; {remedy}"
            yield problem(NAMES, alias.line, "aliases", message)


def composed(text: str) -> str:
    """Return what is legible of a text, its accents composed (NFC): how it is typed makes no other name of it."""
    return normalize("NFC", legible(text))


class NameFinder:
    """Finds names in texts: whole words, the longest name at each place.

    Accents may be composed or not, and characters that nobody sees may be there or not, in the name and in the text.
    """

    def __init__(self, names: Sequence[Name]) -> None:
        """Take the names that are looked for: by their first word, where in them it starts, and how long they are."""
        self.by_first_word: dict[str, dict[tuple[int, int], dict[str, Name]]] = {}
        for name in names:
            for spelling in _ways_to_type(name):
                if first := _BOUNDED.search(spelling):
                    by_length = self.by_first_word.setdefault(first[0], {})
                    by_length.setdefault((first.start(), len(spelling)), {})[spelling] = name
        for word, by_length in self.by_first_word.items():
            self.by_first_word[word] = dict(sorted(by_length.items(), key=lambda row: -row[0][1]))

    def find(self, paragraphs: Paragraphs) -> Iterator[tuple[Name, Span]]:
        """Yield each hit with the name that it is a name of, in reading order."""
        if not self.by_first_word:
            return
        seen = legible_paragraphs(paragraphs)
        for number, text in enumerate(seen, start=1):
            at = 0
            while first := next((word for word in _BOUNDED.finditer(text, at) if word[0] in self.by_first_word), None):
                name, start, at = self._longest(text, first)
                if name:
                    place = Span(number, start, at)
                    yield name, place if seen is paragraphs else exactly(place, paragraphs)

    def _longest(self, text: str, first: re.Match[str]) -> tuple[Name | None, int, int]:
        """Return the longest name whose first word is the one matched, where it starts, and where to read on."""
        for (lead, length), spellings in self.by_first_word.get(first[0], {}).items():
            start = first.start() - lead
            end = start + length
            if start >= 0 and (name := spellings.get(text[start:end])) and not is_in_word(text, end):
                return name, start, end
        return None, first.start(), first.end()


def _ways_to_type(name: Name) -> Iterator[str]:
    for spelling in (name.name, *name.also):
        yield from dict.fromkeys((legible(spelling), composed(spelling), normalize("NFD", legible(spelling))))


_BOUNDED = re.compile(rf"[^\W_{WITHOUT_SPACES}]+|[{WITHOUT_SPACES}]")
"""Letters and digits in a row; or one of a script that puts no spaces between words: there, any may start a name."""
