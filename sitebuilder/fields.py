"""Which values do the keys of a mapping have, and what is wrong with them?

A `Fields` hands out the values of one mapping, by key, and notes every problem that it meets on the way, so that a
reader of a format can ask for all that it needs and report all faults of a file at once.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection
from collections.abc import Mapping as ByName
from dataclasses import dataclass
from urllib.parse import urlsplit

from sitebuilder.problems import Problem, problem, shown
from sitebuilder.yamltext import Mapping, Node, Scalar, Sequence

SAYS_NOTHING = frozenset({"", "~", "null", "n/a", "unknown"})
"""Values that people type for "not known", compared in lower case. Leaving the key out says it better."""

LISTED_CHARACTERS = 120
"""How long a list of keys a message repeats: a longer one is easier to read in the README."""

_LANGUAGE = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)


@dataclass(frozen=True, slots=True)
class Format:
    """What a mapping may hold."""

    what: str
    """What messages call it: "an article"."""
    keys: ByName[str, str]
    """Every key, with what it means."""
    not_yet: Collection[str] = ()
    """Keys whose feature does not exist yet."""


class Fields:
    """The values of one mapping of one file, and the problems met while they were read."""

    def __init__(self, file: str, mapping: Mapping, form: Format, problems: list[Problem]) -> None:
        """Check the keys of `mapping` against those of the format; problems are added to the list."""
        self.file, self.mapping, self.problems = file, mapping, problems
        self.told: set[str] = set()
        for key, place in mapping.keys.items():
            if key in form.not_yet:
                self.note_at(place, key, "is not supported yet; leave it out")
            elif key not in form.keys:
                near = _nearest(key, form)
                remedy = f"did you mean {near}?" if near else _all(form)
                self.note_at(place, key, f"is not a key of {form.what}; {remedy}")
                self.told.add(near)

    def note_at(self, place: Scalar | Node, key: str, message: str) -> None:
        """Note that something is wrong at a place within the value of `key`."""
        self.problems.append(problem(self.file, place.line, key, message))

    def has(self, key: str) -> bool:
        """Tell whether the key is there, whatever its value."""
        return key in self.mapping.keys

    def line(self, key: str) -> int:
        """Return the line of a key, or of the whole mapping where the key is missing."""
        place = self.mapping.keys.get(key)
        return place.line if place else self.mapping.line

    def note(self, key: str, message: str) -> None:
        """Note that the value of `key` is wrong, on its line."""
        self.problems.append(problem(self.file, self.line(key), key, message))

    def require(self, *keys: str, remedy: str) -> None:
        """Note a problem where none of the keys is there, or the one that is has no value.

        A key that was only misspelled has been told already: one mistake is one problem.
        """
        key = next((key for key in keys if self.has(key)), keys[0])
        node = self.mapping.entries.get(key)
        if node is None:
            fault = "" if self.told & set(keys) else "is missing"
        elif isinstance(node, Scalar):
            fault = _says_nothing(node)
        else:
            fault = "is empty" if node == Sequence([], node.line, node.column) else ""
        if fault:
            self.note(key, f"{fault}; {remedy}")
            self.told.add(key)

    def scalar(self, key: str) -> Scalar | None:
        """Return the text at `key` with its place, or None where there is none to be had."""
        node = self.mapping.entries.get(key)
        if node is None or key in self.told:
            return None
        if not isinstance(node, Scalar):
            kind = "is a list" if isinstance(node, Sequence) else "has keys below it"
            self.note(key, f"{kind}; write one text on the line of the key")
            return None
        return self._checked(node, key, "leave the line out: what is absent is shown as unknown")

    def _checked(self, node: Scalar, key: str, remedy: str) -> Scalar | None:
        if fault := _says_nothing(node):
            self.note_at(node, key, f"{fault}; {remedy}")
        elif "\n" in node.text:
            self.note_at(node, key, "goes over several lines; write it on one")
        elif node.text != node.text.strip():
            self.note_at(node, key, "starts or ends with a space; remove it")
        else:
            return node
        return None

    def text(self, key: str) -> str | None:
        """Return the text at `key`, or None where there is none to be had."""
        scalar = self.scalar(key)
        return scalar.text if scalar else None

    def language(self, key: str) -> str | None:
        """Return the text at `key` if it is shaped as a language tag (RFC 5646: language-Script-REGION-variant)."""
        tag = self.text(key)
        if tag is not None and not _LANGUAGE.fullmatch(tag):
            self.note(key, f"{shown(tag)} is not a language tag; write one such as en, pt-BR or zh-Hant")
            return None
        return tag

    def web_address(self, key: str) -> str | None:
        """Return the text at `key` if it is an absolute http or https address."""
        address = self.text(key)
        if address is not None and not _is_web_address(address):
            self.note(key, f"{shown(address)} is not a web address; write it whole: https://example.org/…")
            return None
        return address

    def scalars(self, key: str) -> list[Scalar]:
        """Return the texts of the list at `key`; a single text counts as a list of one."""
        node = self.mapping.entries.get(key)
        if isinstance(node, Scalar):
            single = self.scalar(key)
            return [single] if single else []
        if isinstance(node, Mapping):
            self.note(key, "has keys below it; write one text, or a list: [one, another]")
            return []
        found: list[Scalar] = []
        for item in node.items if node else []:
            if not isinstance(item, Scalar):
                self.note_at(item, key, "holds more than texts; write a list of texts: [one, another]")
            elif checked := self._checked(item, key, "take it out of the list"):
                if any(checked.text == other.text for other in found):
                    self.note_at(item, key, f"{shown(item.text)} is listed twice; remove one")
                else:
                    found.append(checked)
        return found

    def inner(self, key: str, form: Format) -> Fields | None:
        """Return the mapping at `key`, or None where there is none to be had."""
        node = self.mapping.entries.get(key)
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self.note(key, f"has no keys; write them below it, indented: {_keys(form)}")
            return None
        return Fields(self.file, node, form, self.problems)

    def rows(self, key: str, form: Format) -> list[Fields]:
        """Return the mappings of the list at `key`."""
        node = self.mapping.entries.get(key)
        return [] if node is None or key in self.told else rows_of(self.file, node, form, self.problems, key)


def rows_of(file: str, node: Node, form: Format, problems: list[Problem], key: str = "") -> list[Fields]:
    """Return the mappings of a list, noting what is no mapping. `key` is empty for a file that is one list."""
    remedy = f"start each entry with - and {_keys(form)}"
    if not isinstance(node, Sequence):
        problems.append(problem(file, node.line, key, f"is not a list; {remedy}"))
        return []
    problems += [
        problem(file, item.line, key, f"an entry has no keys; {remedy}")
        for item in node.items
        if not isinstance(item, Mapping)
    ]
    return [Fields(file, item, form, problems) for item in node.items if isinstance(item, Mapping)]


def _all(form: Format) -> str:
    listed = ", ".join(form.keys)
    return f"the keys are {listed}" if len(listed) <= LISTED_CHARACTERS else "README.md lists the keys"


def _nearest(key: str, form: Format) -> str:
    """Return the key of the format that was most likely meant, or an empty text."""
    typed = key.lower()
    near = difflib.get_close_matches(typed, form.keys, 1)
    near += [known for known in form.keys if len(typed) > 2 and typed in known]
    return near[0] if near else ""


def _says_nothing(node: Scalar) -> str:
    if node.text.strip().lower() not in SAYS_NOTHING:
        return ""
    return f"{shown(node.text)} says nothing" if node.text else "has no value"


def _keys(form: Format) -> str:
    return ", ".join(f"{key}: …" for key in form.keys)


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return known and not re.search(r"[\s<>\"{}|\\^`]", text)
