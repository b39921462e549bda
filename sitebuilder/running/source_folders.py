"""Which files belong in which folder of an archive?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from sitebuilder.source_paths import ARTICLES, NAMES, ORIGINALS, STORIES
from sitebuilder.text.limits import ARTICLE_BYTES, ORIGINAL_BYTES


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """A folder of files of one kind, all of which lie directly in it."""

    path: str
    """Its path from the source folder."""
    kind: str
    """What its files are: "articles"."""
    one: str
    """What one of its files is: "an article"."""
    limit: int
    """How many bytes each may have."""
    ending: str = ""
    """How their names end; empty where any name will do."""
    beside: frozenset[str] = frozenset()
    """Names in it that are read elsewhere."""
    elsewhere: tuple[tuple[str, str], ...] = ()
    """How the names of files end that belong elsewhere, with where that is."""

    def fault(self, name: str) -> str:
        """Say why a file of this name does not belong here, or return an empty text."""
        if name.endswith(self.ending):
            return ""
        belongs = (f"put it in {place}" for ending, place in self.elsewhere if name.lower().endswith(ending))
        remedy = next(belongs, "rename it or move it away")
        return f"is not {self.one}: its name does not end in {self.ending}; {remedy}"


ARTICLE_FILES = SourceFolder(
    path=ARTICLES,
    kind="articles",
    one="an article",
    limit=ARTICLE_BYTES,
    ending=".md",
    beside=frozenset(PurePosixPath(path).name for path in (ORIGINALS, STORIES, NAMES)),
    elsewhere=(
        (".txt", f"{PurePosixPath(ORIGINALS).name}/ if it is a text as received"),
        (".yaml", f"{PurePosixPath(STORIES).name}/ if it is a story"),
    ),
)
"""The article files."""

STORY_FILES = SourceFolder(STORIES, "stories", "a story", ARTICLE_BYTES, ".yaml")
"""The story files."""

RECEIVED_FILES = SourceFolder(ORIGINALS, "texts as received", "a text as received", ORIGINAL_BYTES)
"""The texts as received."""
