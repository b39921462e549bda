"""Which files belong in which folder of an archive?"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sitebuilder.problems import shown_path
from sitebuilder.source_paths import ARTICLES, NAMES, ORIGINALS, STORIES, file_name
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
    elsewhere: tuple[tuple[str, str, str], ...] = ()
    """How the names of files end that belong in another folder in this one, with that folder and what they are."""

    def fault(self, name: str, is_there: Callable[[str], bool]) -> str:
        """Say why a file of this name does not belong here, or return an empty text.

        `is_there` tells whether there is a file of a path from the source folder: no remedy overwrites one.
        """
        if name.endswith(self.ending):
            return ""
        remedy = "rename it or move it away"
        for ending, place, what in self.elsewhere:
            if name.lower().endswith(ending):
                is_taken = is_there(f"{self.path}/{place}/{name}")
                renamed = f" under another name ({shown_path(name)} is there already)" if is_taken else ""
                remedy = f"put it in {place}/{renamed} if it is {what}"
        return f"is not {self.one}: its name does not end in {self.ending}; {remedy}"

    def fault_of_folder(self, inner: Collection[str], taken: Collection[str]) -> str:
        """Say what to do with a folder in this one, from the names in both: no remedy overwrites a file."""
        meeting = [shown_path(name) for name in sorted(inner) if name in taken]
        listed = f"{', '.join(meeting[:3])}{' and others' if len(meeting) > 3 else ''}"
        renamed = f", {listed} under another name: there is one already" if meeting else ""
        return f"is a folder, and {self.kind} lie directly in {self.path}/; move its files up{renamed}"


ARTICLE_FILES = SourceFolder(
    path=ARTICLES,
    kind="articles",
    one="an article",
    limit=ARTICLE_BYTES,
    ending=".md",
    beside=frozenset(map(file_name, (ORIGINALS, STORIES, NAMES))),
    elsewhere=(
        (".txt", file_name(ORIGINALS), "a text as received"),
        (".yaml", file_name(STORIES), "a story"),
    ),
)
"""The article files."""

STORY_FILES = SourceFolder(STORIES, "stories", "a story", ARTICLE_BYTES, ".yaml")
"""The story files."""

RECEIVED_FILES = SourceFolder(ORIGINALS, "texts as received", "a text as received", ORIGINAL_BYTES)
"""The texts as received."""
