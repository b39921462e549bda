"""Which files of the source are new, changed or gone since the last build?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitebuilder.archive.source import Source
from sitebuilder.cache.last_build import LastBuild, read_inputs, shared_sums
from sitebuilder.source_paths import ARTICLES, NAMES


def changes(source: Source, last: LastBuild) -> dict[str, str]:
    """Return what became of each file that is not as it was, by its path: "is new", "changed", "is gone".

    A text as received is not among them: the article that names it has its SHA-256, and changes with it.
    """
    return dict(sorted([*_of_articles(source, last), *_of_shared(shared_sums(source), last.sums)]))


def _of_articles(source: Source, last: LastBuild) -> Iterator[tuple[str, str]]:
    names = last.sums.get(NAMES, "")
    for name in {**source.articles, **last.read}:
        row, path = last.read.get(name), f"{ARTICLES}/{name}"
        if row is None or name not in source.articles:
            yield path, "is gone" if row else "is new"
        elif row.inputs != read_inputs(source, name, row.received, names):
            yield path, "changed"


def _of_shared(now: Mapping[str, str], before: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path in {**now, **before}:
        if path not in now or path not in before:
            yield path, "is new" if path in now else "is gone"
        elif now[path] != before[path]:
            yield path, "changed"
