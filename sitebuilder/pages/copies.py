"""Which files are copied to the site?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sitebuilder import addresses
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.source import Source
from sitebuilder.pages.parts.frame import Output
from sitebuilder.pages.parts.style_sheets import minified
from sitebuilder.source_paths import ARTICLES, ORIGINALS, STATIC, TEMPLATES


def copies(archive: Archive, source: Source) -> Iterator[Output]:
    """Yield the files that pages were made from, byte for byte, and the files that pages load."""
    for article in archive.articles:
        name = article.file.removeprefix(f"{ARTICLES}/")
        yield Output(addresses.article_source(article.slug), article.file, partial(source.articles.__getitem__, name))
    for name in {article.original.file: None for article in archive.articles if article.original}:
        yield Output(addresses.original(name), f"{ORIGINALS}/{name}", partial(source.originals.__getitem__, name))
    for path in source.templates:
        if path.startswith(STATIC):
            address = addresses.static(path.removeprefix(STATIC))
            yield Output(address, f"{TEMPLATES}/{path}", partial(_static, source, path))


def _static(source: Source, path: str) -> bytes:
    """Return what pages load, style sheets without their comments and indentation."""
    raw = source.templates[path]
    return minified(raw) if path.endswith(".css") else raw
