"""Which templates of an archive replace none of ours, and are used by nothing?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from posixpath import basename, splitext

from jinja2 import Environment, TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from sitebuilder.addresses import Address, static
from sitebuilder.archive.source import Source
from sitebuilder.problems import Note, nearest
from sitebuilder.source_paths import STATIC, TEMPLATES


def own_templates(source: Source) -> set[str]:
    """Return the paths in `templates/` of all files that an archive has there."""
    return {path.removeprefix(f"{TEMPLATES}/") for path in source.files if path.startswith(f"{TEMPLATES}/")}


def unused_templates(source: Source, texts: Mapping[str, str], is_linked: Callable[[Address], bool]) -> Iterator[Note]:
    """Yield a note for each, if all of them could be read: what uses one is not known else.

    `texts` holds the templates; `is_linked` tells whether a page links to an address.
    """
    if any(problem.file.startswith(TEMPLATES) for problem in source.problems):
        return
    own = own_templates(source)
    added = sorted(own - source.program_templates)
    if not added:
        return
    included = {name for text in texts.values() for name in _references(text)}
    loaded = b"".join(raw for path, raw in source.templates.items() if path.endswith((".css", ".js")))
    for path in added:
        if path.startswith(STATIC):
            is_used = is_linked(static(path.removeprefix(STATIC))) or basename(path).encode() in loaded
            fault = "no page loads it"
        else:
            is_used = path in included
            fault = "it replaces no template of the program, and none includes it"
        if not is_used:
            yield Note(f"{TEMPLATES}/{path}", 0, f"{fault}; {_remedy(path, source.program_templates - own)}")


def _remedy(path: str, others: Collection[str]) -> str:
    alike = (other for other in sorted(others) if splitext(other)[1] == splitext(path)[1])
    names = {_stem(other): other for other in alike}
    near = nearest(_stem(path), names)
    return f"did you mean {names[near]}?" if near else "rename it, or remove it"


def _stem(path: str) -> str:
    return basename(path).partition(".")[0]


def _references(text: str) -> Iterator[str]:
    """Yield the names of the templates that one extends, includes or imports."""
    try:
        yield from (name for name in find_referenced_templates(Environment(autoescape=True).parse(text)) if name)
    except TemplateSyntaxError:
        return  # it is reported where it is compiled
