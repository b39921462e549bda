"""Which files are copied to the site?"""

from __future__ import annotations

from collections.abc import Iterator

from sitebuilder import addresses
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.source import Source
from sitebuilder.pages.parts.frame import Output
from sitebuilder.pages.parts.style_sheets import minified
from sitebuilder.source_paths import ARTICLES, ORIGINALS, STATIC, TEMPLATES


def copies(archive: Archive, source: Source) -> Iterator[Output]:
    """Yield the files that pages were made from, byte for byte, and the files that pages load."""
    for article in archive.articles:
        raw = source.articles[article.file.removeprefix(f"{ARTICLES}/")]
        yield Output(addresses.article_source(article.slug), raw, article.file)
    for name in {article.original.file: None for article in archive.articles if article.original}:
        if (received := source.originals[name]) is not None:
            yield Output(addresses.original(name), received, f"{ORIGINALS}/{name}")
    for path, raw in source.templates.items():
        if path.startswith(STATIC):
            content = minified(raw) if path.endswith(".css") else raw
            yield Output(addresses.static(path.removeprefix(STATIC)), content, f"{TEMPLATES}/{path}")
