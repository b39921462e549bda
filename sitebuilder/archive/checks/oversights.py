"""What is allowed, and was perhaps not meant? It is noted, and stops nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitebuilder.archive.alike import same_texts
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.source import Source
from sitebuilder.ordering import grouped
from sitebuilder.problems import Note, counted, shown
from sitebuilder.records.articles.reading import ReadArticle
from sitebuilder.source_paths import ARTICLES, NAMES, ORIGINALS, STORIES, is_within


def oversights(archive: Archive, source: Source, read: Mapping[str, ReadArticle]) -> Iterator[Note]:
    """Yield a note for each; what an article with problems may name is left out."""
    for article in read.values():
        yield from article.notes
    if archive.about:
        yield from archive.about.notes
    yield from _same_texts(read)
    yield from _paragraphs_of_two(archive)
    yield from _events_without_a_file(archive, source)
    everything = len(archive.articles) + len(archive.withdrawn)
    if everything == len(source.article_names) and ARTICLES not in source.unreadable:
        yield from _unnamed_originals(archive, source)
        gone = {name for one in read.values() if one.withdrawn for name, _ in one.names}
        for name in (name for name in archive.missing_names if name.slug not in gone):
            yield Note(NAMES, name.line, f"{shown(name.name)} is in no article; correct it, or remove the entry")


def _same_texts(read: Mapping[str, ReadArticle]) -> Iterator[Note]:
    for alike in same_texts(read):
        others = f" and of {counted(len(alike) - 2, 'other article')}" if len(alike) > 2 else ""
        for article in alike:
            named = alike[1] if article is alike[0] else alike[0]
            message = f"its whole text is also that of {named.file}{others}; keep one of them, if both are one account"
            yield Note(article.file, 0, message)


def _events_without_a_file(archive: Archive, source: Source) -> Iterator[Note]:
    for story in archive.stories.values():
        file, article = f"{STORIES}/{story.slug}.yaml", story.articles[0]
        if file not in source.files and not is_within(file, source.unreadable):
            message = f"there is no {file}, so the event has no title and no questions; write it, or correct the slug"
            yield Note(article.file, article.line_of("story"), message)


def _paragraphs_of_two(archive: Archive) -> Iterator[Note]:
    """Yield a note for each article that shares paragraphs of a file with one that begins before it there."""
    made = ((article.original.file, (article.original, article)) for article in archive.articles if article.original)
    for sharing in grouped(made).values():
        sharing.sort(key=lambda row: (row[0].first, row[1].file))
        theirs, before = sharing[0]
        for ours, article in sharing[1:]:
            if ours.overlaps(theirs):
                last = min(ours.last, theirs.last)
                shared = f"paragraphs {ours.first} to {last}" if last > ours.first else f"paragraph {last}"
                remedy = "correct from: or to: if that is not meant"
                message = (
                    f"{shared} of {ours.file} {'are' if last > ours.first else 'is'} in {before.file} too; {remedy}"
                )
                yield Note(article.file, article.line_of("source"), message)
            if ours.last > theirs.last:
                theirs, before = ours, article


def _unnamed_originals(archive: Archive, source: Source) -> Iterator[Note]:
    used = {name for article in archive.articles for name in article.received}
    for name in source.originals:
        if name not in used | archive.withheld and f"{ORIGINALS}/{name}" in source.sums:
            message = "no article names this file as its source; write its article, or move it away"
            yield Note(f"{ORIGINALS}/{name}", 0, message)
