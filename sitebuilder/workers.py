"""Who reads the articles: this process, or several at once?"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from collections.abc import Mapping as ByName

from sitebuilder.archive import Read
from sitebuilder.article import FOLDER, read_article
from sitebuilder.clock import TooSlow, limited
from sitebuilder.limits import ARTICLE_SECONDS
from sitebuilder.problems import problem
from sitebuilder.source import Source

ARTICLES_A_JOB = 200
"""Below so many articles to a process, starting the process costs more than it saves."""

_originals: ByName[str, bytes | None] = {}
"""In a worker: the texts as received, which it has from its parent without their being copied."""


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_articles(source: Source, jobs: int) -> Iterator[tuple[str, Read]]:
    """Yield the name of each article file with what reading it gave, in the order of the names."""
    jobs = min(jobs, len(source.articles) // ARTICLES_A_JOB)
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        for name, raw in source.articles.items():
            yield name, read_in_time(name, raw, source.originals)
        return
    with multiprocessing.get_context("fork").Pool(jobs, _inherit, (source.originals,)) as pool:
        yield from pool.imap(_read, source.articles.items(), chunksize=20)


def read_in_time(name: str, raw: bytes, originals: ByName[str, bytes | None]) -> Read:
    """Read one article, or say that it took too long."""
    try:
        with limited(ARTICLE_SECONDS):
            return read_article(name, raw, originals)
    except TooSlow:
        message = f"took more than {ARTICLE_SECONDS:g} s to read; look for long runs of [ or of === lines, and cut them"
        return None, [problem(f"{FOLDER}/{name}", 0, "", message)]


def _inherit(originals: ByName[str, bytes | None]) -> None:
    global _originals  # noqa: PLW0603 - the one thing that a forked worker is given
    _originals = originals


def _read(item: tuple[str, bytes]) -> tuple[str, Read]:
    name, raw = item
    return name, read_in_time(name, raw, _originals)
