"""Which edition of the archive, or of an article, is this? Without a clock: by the archive's acts and its files."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from sitebuilder.archive.archive import Archive
from sitebuilder.archive.source import digest
from sitebuilder.formats.dates import PartialDate
from sitebuilder.records.articles.article import ArticleText
from sitebuilder.source_paths import ORIGINALS

DIGITS = 12
"""How many digits of a SHA-256 tell editions apart: any two of a million have different ones, as good as always."""


class Edition(Struct, frozen=True):
    """An edition: a day, and what the files were."""

    day: str | None
    """The day of the newest act, in words; None where there is no act yet."""
    iso: str
    """The same as HTML's `datetime` takes it, empty where there is none."""
    digits: str
    """The first digits of the SHA-256 over the lines `<sha256>  <path>` of the files."""

    def __str__(self) -> str:
        """Return the edition as a line of a text has it."""
        return f"{self.iso} {self.digits}".lstrip()


def archive_edition(archive: Archive) -> Edition:
    """Return the edition of an archive: of all its acts, and all files that it is made from."""
    return _edition((act.on for act in archive.acts[-1:]), archive.digest)


def article_edition(text: ArticleText) -> Edition:
    """Return the edition of an article: of its own acts, its own file and that of its text as received."""
    article, sums = text.article, {text.file: text.sha256}
    if article.original:
        sums[f"{ORIGINALS}/{article.original.file}"] = article.original.sha256
    return _edition((act.on for act in article.revisions), digest(sums))


def _edition(days: Iterable[PartialDate], summed: str) -> Edition:
    newest = max(days, key=lambda day: day.order, default=None)
    return Edition(newest.display if newest else None, newest.iso or "" if newest else "", summed[:DIGITS])
