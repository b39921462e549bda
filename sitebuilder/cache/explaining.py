"""From what is a file of the site made, and why was it kept or made in this build?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Common
from sitebuilder.archive.former import Former
from sitebuilder.archive.groups import Story
from sitebuilder.archive.source import SourceFile
from sitebuilder.cache.fingerprints import each_mark, fingerprint, fingerprint_inputs, is_everything, link_mark
from sitebuilder.cache.last_build import MadeRow
from sitebuilder.pages.parts.entries import Entry, Titled
from sitebuilder.pages.parts.frame import Output, View
from sitebuilder.problems import counted, listed
from sitebuilder.records.articles.article import Article, ArticleText
from sitebuilder.records.articles.withdrawn import Withdrawn
from sitebuilder.records.names import Name
from sitebuilder.rendering.closure import TemplateFingerprints
from sitebuilder.source_paths import ARTICLES, NAMES, SITE, STORIES, TEMPLATES, file_name

EVERY_FILE = "every file of the source"
"""What a page is made from that may show anything of the archive."""

LINKS_AND_COUNTS = "what it links to, lists and counts, which depends on every file"
"""What any other file that is no copy is made from besides: the navigation, the neighbours, the pages of a list."""

MOST_NAMED = 5
"""How many files a reason names."""


class Changes(Struct, frozen=True):
    """What is not as the last build left it."""

    files: Mapping[str, str]
    """What became of each file of the source that is not as it was, by its path: "changed", "is new", "is gone"."""
    gone: Collection[Address]
    """The addresses that the last site had and the new one does not have."""


def explain(
    output: Output, before: MadeRow | None, is_kept: bool, templates: TemplateFingerprints, changes: Changes
) -> list[str]:
    """Say what a file of the site is made from, a line each, and why it was kept or made; `before` is the last one."""
    content = output.make()
    used = templates.used_by(content.template) if isinstance(content, View) else set()
    files = made_from(output.make) | {f"{TEMPLATES}/{name}": "" for name in used}
    lines = [f"    {path} ({part})" if part else f"    {path}" for path, part in sorted(files.items())]
    is_copy = all(isinstance(value, SourceFile) for value in output.make.args)
    if not is_copy and EVERY_FILE not in files:
        lines.append(f"    {LINKS_AND_COUNTS}")
    became = _became(changes.files, None if EVERY_FILE in files else files)
    became = became or f"what it links to, lists or counts is different: {_became(changes.files)}"
    is_same = before is not None and before.inputs == fingerprint_inputs(output.make)
    if is_kept:
        why = "nothing that it is made from has changed" if is_same else f"{became}, but nothing that it shows"
        return [output.address, "  made from", *lines, f"  kept: {why}"]
    if isinstance(content, View) and before and before.view == fingerprint(content):
        is_same = True
    reasons = [*_of_looks(before, templates, changes), *([] if is_same else [became])] if before else [NONE_BEFORE]
    return [output.address, "  made from", *lines, f"  made: {'; '.join(reasons) or NOT_AS_BUILT}"]


NONE_BEFORE = "no earlier one can be used: there is none here, the program has changed, or --clean was given"
"""Why a file is made that is not compared with an earlier one."""

NOT_AS_BUILT = "the published file is not what was built"
"""Why a file is made though nothing that it is made from has changed."""


def _of_looks(before: MadeRow, templates: TemplateFingerprints, changes: Changes) -> Iterator[str]:
    """Yield why a page that shows the same is made: for its templates, and for what it linked to."""
    if before.template_inputs != templates.of(before.template):
        used = {f"{TEMPLATES}/{name}" for name in templates.used_by(before.template)}
        yield _became(changes.files, used) or f"{TEMPLATES}/{before.template} uses other templates"
    linked = {*each_mark(before.links)}
    gone = [address for address in changes.gone if link_mark(address) in linked]
    if gone:
        yield f"{_listed(gone)} {'is' if len(gone) == 1 else 'are'} gone, to which it linked"


def _became(files: Mapping[str, str], among: Collection[str] | None = None) -> str:
    """Say what became of files, of some of them or of all."""
    return _listed([f"{path} {what}" for path, what in files.items() if among is None or path in among])


def _listed(things: Sequence[str]) -> str:
    """Return a list of things as a sentence has it: of many the first, and how many others there are."""
    if len(things) <= MOST_NAMED:
        return listed(things) if things else ""
    return f"{', '.join(things[:MOST_NAMED])} and {counted(len(things) - MOST_NAMED, 'other')}"


def made_from(make: partial[Any]) -> dict[str, str]:
    """Return the source files that a file of the site is made from, with what of each it is, empty for all of it."""
    files: dict[str, str] = {}
    for path, part in _source_files(make.args):
        files[path] = files.get(path, part) and part
    return {EVERY_FILE: ""} if EVERY_FILE in files else files


def _source_files(value: object) -> Iterator[tuple[str, str]]:
    """Yield the source files that a value comes from."""
    if is_everything(value):
        yield EVERY_FILE, ""
    elif isinstance(value, Titled) and not isinstance(value, Entry):
        yield f"{ARTICLES}/{file_name(value.to).removesuffix('.html')}.md", "its title"
    elif isinstance(value, Former):
        yield from ((path, "") for path in value.files)
    elif path := _file_of(value):
        yield path, ""
    else:
        if isinstance(value, Story) and value.supplied_title is not None:
            yield f"{STORIES}/{value.slug}.yaml", ""
        for part in _parts(value):
            yield from _source_files(part)


def _file_of(value: object) -> str:
    """Return the one source file that a value comes from, if it is of one."""
    if isinstance(value, (Article, ArticleText, Withdrawn)):
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
