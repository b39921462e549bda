"""Is each file named as its address asks, and what could it be called that overwrites no other?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from sitebuilder.archive.source import Source
from sitebuilder.problems import Problem, problem
from sitebuilder.slugs import DEVICES, SLUG_BYTES, make_slug, slug_fault
from sitebuilder.source_paths import ARTICLES, FILE_NAME_BYTES, STORIES, TEMPLATES, stem


def check_file_names(source: Source) -> Iterator[Problem]:
    """Find article files and story files whose names are not slugs, and templates whose names make no address.

    No remedy names a file that is there already.
    """
    yield from _misnamed(ARTICLES, source.articles, source.article_names, ".md")
    yield from _misnamed(STORIES, source.stories, source.story_names, ".yaml")
    for path in source.templates:
        faults = (fault for part in path.split("/") if (fault := _template_name_fault(part)))
        if fault := next(faults, ""):
            yield problem(f"{TEMPLATES}/{path}", 0, "", fault)


def _template_name_fault(name: str) -> str:
    """Say why a file or folder of `templates/` may not be published under its name, or return an empty text."""
    if not re.fullmatch(r"[A-Za-z0-9_.-]+", name):
        return "the name has a character other than A-Z, a-z, 0-9, - _ and .; rename the file"
    if len(name) > FILE_NAME_BYTES:
        return f"the name is longer than {FILE_NAME_BYTES} bytes; shorten it"
    if name.endswith("."):
        return "the name ends with a dot; rename the file"
    if name.partition(".")[0].lower() in DEVICES:
        return "is a name that Windows reserves; rename the file"
    return ""


def _misnamed(folder: str, read: Collection[str], there: Collection[str], ending: str) -> Iterator[Problem]:
    """Find files whose names make no address, or do not end as those that are read do.

    `there` are the names of all files; one that ends rightly and could not be read has a problem already.
    """
    taken, tried = set(there), dict[str, int]()
    for name in sorted(there):
        slug, ends_rightly = stem(name, ending), name.endswith(ending)
        if ends_rightly and (name not in read or not slug_fault(slug)):
            continue
        wanted = f"{make_slug(slug)}{ending}"
        free = _free(make_slug(slug), ending, taken, tried)
        taken.add(free)
        remedy = _remedy(wanted, free, there)
        fault = slug_fault(slug, remedy) or f"does not end in {ending}; {remedy}"
        yield problem(f"{folder}/{name}", 0, "", f"the name {fault}")


def _free(slug: str, ending: str, taken: Collection[str], tried: dict[str, int]) -> str:
    """Return the name that a slug makes, with the first number that no other has where it is taken.

    Numbers that were `tried` for a slug are taken and are not looked at again.
    """
    number = tried.get(slug, 1)
    while (name := _numbered(slug, number) + ending) in taken:
        number += 1
    tried[slug] = number
    return name


def _numbered(slug: str, number: int) -> str:
    end = f"-{number}" if number > 1 else ""
    return slug[: SLUG_BYTES - len(end)].rstrip("-") + end


def _remedy(wanted: str, free: str, there: Collection[str]) -> str:
    if free == wanted:
        return f"rename the file to {wanted}"
    if wanted in there:
        return f"{wanted} is there already; choose another, such as {free}"
    return f"another file is to be called {wanted}; choose another name, such as {free}"
