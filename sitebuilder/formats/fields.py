"""Which values do the keys of a mapping have, and what is wrong with them?

A `Fields` hands out the values of one mapping, by key, and notes every problem that it meets on the way, so that a
reader of a format can ask for all that it needs and report all faults of a file at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial
from unicodedata import normalize
from urllib.parse import urlsplit

from sitebuilder.formats.characters import direction_fault
from sitebuilder.formats.schema import Schema, one_of
from sitebuilder.formats.yaml_reader import YamlList, YamlMap, YamlNode, YamlText
from sitebuilder.problems import Problem, is_invisible, problem, shown

SAYS_NOTHING = frozenset({"", "~", "null", "n/a", "unknown"})
"""Values that people type for "not known", compared in lower case. Leaving the key out is better."""

SHORT_TEXT_CHARACTERS = 300
"""The longest title, supplied or printed, and the longest of the other short texts."""

_NUMBER = re.compile(r"0*[1-9][0-9]{0,8}", re.ASCII)
_LANGUAGE = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)


class Fields:
    """The values of one mapping of one file, and the problems met while they were read."""

    def __init__(self, file: str, mapping: YamlMap, schema: Schema, problems: list[Problem]) -> None:
        """Check the keys of `mapping` against those of the schema; problems are added to the list."""
        self.file, self.mapping, self.problems, self.exact = file, mapping, problems, schema.exact
        self.reported: set[str] = set()
        for key, place in mapping.keys.items():
            if key not in schema.keys:
                self.note_at(place, key, f"is not a key of {schema.what}; {schema.unknown(key)}")
                self.reported.add(schema.nearest(key))

    def note_at(self, place: YamlText | YamlNode, key: str, message: str) -> None:
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

        A key that was only misspelled has been reported already: one mistake is one problem.
        """
        key = next((key for key in keys if self.has(key)), keys[0])
        node = self.mapping.entries.get(key)
        if node is None:
            fault = "" if self.reported & set(keys) else "is missing"
        elif isinstance(node, YamlText):
            fault = self._says_nothing(node, key)
        else:
            fault = "is empty" if node == YamlList([], node.line, node.column) else ""
        if fault:
            self.note(key, f"{fault}; {remedy}")
            self.reported.add(key)

    def text_node(self, key: str) -> YamlText | None:
        """Return the text at `key` with its place, or None if there is none."""
        node = self.mapping.entries.get(key)
        if node is None or key in self.reported:
            return None
        if not isinstance(node, YamlText):
            self.note(key, self._not_one_text(key, node))
            return None
        return self._checked(node, key, "remove the line; a missing key is shown as unknown")

    def _not_one_text(self, key: str, node: YamlNode) -> str:
        if isinstance(node, YamlMap) and node.line == self.line(key):
            return "a value that starts with { needs quotes; put quotes around the whole value"
        kind = "is a list" if isinstance(node, YamlList) else "has keys below it"
        return f"{kind}; write one text on the same line as the key"

    def _checked(self, node: YamlText, key: str, remedy: str) -> YamlText | None:
        if fault := self._says_nothing(node, key):
            self.note_at(node, key, f"{fault}; {remedy}")
        elif "\n" in node.text:
            self.note_at(node, key, "runs over several lines; write it on one line")
        elif node.text != node.text.strip():
            self.note_at(node, key, "starts or ends with a space; remove it")
        elif fault := direction_fault(node.text):
            self.note_at(node, key, fault)
        else:
            return node
        return None

    def _says_nothing(self, node: YamlText, key: str) -> str:
        if not node.text:
            return "has no value"
        says_nothing = key not in self.exact and node.text.strip().lower() in SAYS_NOTHING
        if says_nothing:
            return f"{shown(node.text)} says nothing"
        return f"{shown(node.text)} cannot be seen" if is_invisible(node.text) else ""

    def text(self, key: str) -> str | None:
        """Return the text at `key`, or None if there is none."""
        node = self.text_node(key)
        return node.text if node else None

    def short_text(self, key: str) -> str | None:
        """Return the text at `key` if it is no longer than `SHORT_TEXT_CHARACTERS`; a longer one is noted as well."""
        text = self.text(key)
        if text is not None and (fault := too_long(text)):
            self.note(key, fault)
        return text

    def choice(self, key: str, choices: Collection[str], what: str) -> str | None:
        """Return the text at `key`; one that is not among the choices is noted as well. `what` is such as "a kind"."""
        text = self.text(key)
        if text is not None and text not in choices:
            self.note(key, f"{shown(text)} is not {what}; {one_of(choices)}")
        return text

    def number(self, key: str, what: str) -> int | None:
        """Return the text at `key` as a number from 1 up. `what` is such as "the number of a paragraph"."""
        text = self.text(key)
        if text is None or _NUMBER.fullmatch(text):
            return int(text) if text else None
        self.note(key, _not_a_number(text, what))
        return None

    def numbers(self, key: str, what: str) -> tuple[int, ...]:
        """Return the numbers from 1 up at `key`, one or a list, in ascending order. `what` is as for `number`."""
        nodes = self.text_nodes(key)
        for node in nodes:
            if not _NUMBER.fullmatch(node.text):
                self.note_at(node, key, _not_a_number(node.text, what))
        return tuple(sorted({int(node.text) for node in nodes if _NUMBER.fullmatch(node.text)}))

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
            self.note(key, f"{shown(address)} is not a web address; write the full address: https://example.org/…")
            return None
        return address

    def text_nodes(self, key: str) -> list[YamlText]:
        """Return the texts of the list at `key`; a single text counts as a list of one."""
        node = self.mapping.entries.get(key)
        if isinstance(node, YamlText):
            single = self.text_node(key)
            return [single] if single else []
        if isinstance(node, YamlMap):
            self.note(key, "has keys below it; write one text, or a list: [one, another]")
            return []
        texts: list[YamlText] = []
        for item in node.items if node else []:
            if not isinstance(item, YamlText):
                self.note_at(item, key, "contains something other than text; write a list of texts: [one, another]")
            elif checked := self._checked(item, key, "remove it from the list"):
                if self._is_listed(checked, texts, key):
                    self.note_at(item, key, f"{shown(item.text)} is listed twice; remove one")
                else:
                    texts.append(checked)
        return texts

    def _is_listed(self, node: YamlText, others: list[YamlText], key: str) -> bool:
        """Tell whether a text is among others. How accents are composed only makes a difference in exact words."""
        form = str if key in self.exact else partial(normalize, "NFC")
        return any(form(node.text) == form(other.text) for other in others)

    def inner(self, key: str, schema: Schema) -> Fields | None:
        """Return the mapping at `key`, or None if there is none."""
        node = self.mapping.entries.get(key)
        if node is None:
            return None
        if not isinstance(node, YamlMap):
            self.note(key, f"has no keys; write them below it, indented: {schema.outline}")
            return None
        return Fields(self.file, node, schema, self.problems)

    def rows(self, key: str, schema: Schema) -> list[Fields]:
        """Return the mappings of the list at `key`."""
        node = self.mapping.entries.get(key)
        return [] if node is None or key in self.reported else rows_of(self.file, node, schema, self.problems, key)


def rows_of(file: str, node: YamlNode, schema: Schema, problems: list[Problem], key: str = "") -> list[Fields]:
    """Return the mappings of a list, noting what is not a mapping. `key` is empty for a file that is one list."""
    remedy = f"start each entry with - and {schema.outline}"
    if not isinstance(node, YamlList):
        problems.append(problem(file, node.line, key, f"is not a list; {remedy}"))
        return []
    problems += [
        problem(file, item.line, key, f"an entry has no keys; {remedy}")
        for item in node.items
        if not isinstance(item, YamlMap)
    ]
    return [Fields(file, item, schema, problems) for item in node.items if isinstance(item, YamlMap)]


def _not_a_number(text: str, what: str) -> str:
    return f"{shown(text)} is not {what}; write a whole number, 1 or more"


def too_long(text: str) -> str:
    """Say that a short text is too long, or return an empty text."""
    if len(text) <= SHORT_TEXT_CHARACTERS:
        return ""
    return f"is {len(text)} characters long; shorten it to {SHORT_TEXT_CHARACTERS}"


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return known and text.isprintable() and not re.search(r"[\s<>\"{}|\\^`]", text)
