"""Is each file named as its address asks, and what could it be called that overwrites no other?"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sitebuilder.addresses import make_slug, slug_fault
from sitebuilder.archive.source import Source
from sitebuilder.problems import Problem, problem
from sitebuilder.source_paths import ARTICLES, STORIES


def check_file_names(source: Source) -> Iterator[Problem]:
    """Find article files and story files whose names are not slugs. No remedy names a file that is there already."""
    articles = (*source.articles, *source.unreadable)
    yield from _misnamed(ARTICLES, source.articles, articles, ".md")
    yield from _misnamed(STORIES, source.stories, tuple(source.stories), ".yaml")


def _misnamed(folder: str, names: Collection[str], there: Collection[str], ending: str) -> Iterator[Problem]:
    promised: set[str] = set()
    for name in sorted(names):
        slug = name.removesuffix(ending)
        if not slug_fault(slug):
            continue
        wanted = f"{make_slug(slug)}{ending}"
        numbered = (f"{make_slug(slug)}-{number}{ending}" for number in range(2, len(there) + 3))
        free = next(other for other in (wanted, *numbered) if other not in there and other not in promised)
        promised.add(free)
        yield problem(f"{folder}/{name}", 0, "", f"the name {slug_fault(slug, _remedy(wanted, free, there))}")


def _remedy(wanted: str, free: str, there: Collection[str]) -> str:
    if free == wanted:
        return f"rename the file to {wanted}"
    if wanted in there:
        return f"{wanted} is there already; choose another, such as {free}"
    return f"another file is to be called {wanted}; choose another name, such as {free}"
