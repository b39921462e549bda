"""The README shows every key of every file in an example, and no key that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
import yaml
from conftest import each
from test_architecture import README, SCHEMAS

ARTICLE, STORY, NAMES, SITE = "Write an article", "Write a story", "Index names", "Name the site"

PLACES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "an article": (ARTICLE, ()),
    "source": (ARTICLE, ("source",)),
    "earlier": (ARTICLE, ("source", "earlier")),
    "a revision": (ARTICLE, ("revisions",)),
    "a quotation": (ARTICLE, ("quotations",)),
    "exact words": (ARTICLE, ("quotations", "via")),
    "a withdrawal": (ARTICLE, ("withdrawn",)),
    "a story": (STORY, ()),
    "a question": (STORY, ("questions",)),
    "an answer": (STORY, ("questions", "accounts", "*")),
    "a name": (NAMES, ()),
    "site.yaml": (SITE, ()),
}
"""Where the examples have each mapping that people write: the section of the README, and the keys that lead to it."""


HEADING_OR_BLOCK = re.compile(r"^## (.+)$|^```(\w*)\n(?:---\n)?((?:.*\n)*?)(?:---\n(?:.*\n)*?)?```$", re.MULTILINE)
"""The heading of a section; or a block of code, of an article only its front matter."""


def examples(section: str) -> Iterator[object]:
    """Yield what each example in YAML of a section says, the front matter of articles included."""
    here = ""
    for heading, kind, block in HEADING_OR_BLOCK.findall(README):
        here = heading or here
        if here == section and kind in {"yaml", "markdown"} and re.match(r"[\w-]+:|- ", block):
            yield yaml.load(block, yaml.BaseLoader)


def mappings(value: object, path: tuple[str, ...]) -> Iterator[Mapping[str, object]]:
    """Yield the mappings to which keys lead: those of a list each alone, and `*` is any key."""
    if isinstance(value, list):
        for item in value:
            yield from mappings(item, path)
    elif isinstance(value, dict) and not path:
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if path[0] in (key, "*"):
                yield from mappings(inner, path[1:])


def test_every_mapping_that_people_write_has_a_place_in_the_examples() -> None:
    assert PLACES.keys() == SCHEMAS.keys()


@pytest.mark.parametrize("what", PLACES)
def test_the_readme_has_an_example_of_every_key_and_of_no_other(what: str) -> None:
    section, path = PLACES[what]
    shown = [mapping for example in each(examples(section)) for mapping in mappings(example, path)]
    assert {key for mapping in shown for key in mapping} == SCHEMAS[what].keys.keys()
