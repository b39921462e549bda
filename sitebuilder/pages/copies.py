"""Which files are copied to the site?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sitebuilder import addresses
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.source import Source, SourceFile
from sitebuilder.pages.fixity.sources import published_at
from sitebuilder.pages.parts.frame import Output
from sitebuilder.pages.parts.style_sheets import minified
from sitebuilder.source_paths import ARTICLES, ORIGINALS, STATIC, TEMPLATES


def copies(archive: Archive, source: Source) -> Iterator[Output]:
    """Yield the files that pages were made from, byte for byte, and the files that pages load."""
    for article in archive.articles:
        name = article.file.removeprefix(f"{ARTICLES}/")
        yield Output(addresses.article_source(article.slug), article.file, partial(_copy, source.article(name)))
    received = dict.fromkeys(name for article in archive.articles for name in article.received)
    for name in (name for name in received if name not in archive.withheld):
        yield Output(addresses.original(name), f"{ORIGINALS}/{name}", partial(_copy, source.original(name)))
    for file in source.small_files:
        yield Output(published_at(file.path), file.path, partial(_copy, file))
    for path in source.templates:
        if path.startswith(STATIC):
            address = addresses.static(path.removeprefix(STATIC))
            yield Output(
                address,
                f"{TEMPLATES}/{path}",
                partial(_minified if path.endswith(".css") else _copy, source.template(path)),
            )


def _copy(file: SourceFile) -> bytes:
    return file.read()


def _minified(file: SourceFile) -> bytes:
    """Return a style sheet without its comments and indentation."""
    return minified(file.read())
