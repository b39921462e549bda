"""Which files make up an archive, and what bytes did each hold when it was read?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitebuilder.problems import Problem
from sitebuilder.source_paths import ARTICLES, ORIGINALS, STORIES, stem
from sitebuilder.text.originals import Originals


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that a build starts from, each file read once."""

    site: bytes | None
    """site.yaml, or None where it could not be read."""
    names: bytes | None
    """articles/names.yaml, or None where there is none or it could not be read."""
    articles: Mapping[str, bytes]
    """The article files by their names in `articles/`, in the order of the names."""
    originals: Originals
    """The texts as received by their names in `articles/originals/`; None for one that could not be read."""
    stories: Mapping[str, bytes]
    """The story files by their names in `articles/stories/`."""
    templates: Mapping[str, bytes]
    """The templates by their paths in `templates/`; what lies in `static/` is among them.

    The program's, where the archive has none of that name.
    """
    program_templates: frozenset[str]
    """The paths in `templates/` of those that the program has, whether or not the archive's own take their place."""
    files: frozenset[str]
    """The paths of all files of the source folder, those that could not be read among them."""
    unreadable: frozenset[str]
    """The paths of files and folders that are there and were not read; what is in such a folder is unknown."""
    problems: tuple[Problem, ...]
    """What was wrong with the files as such."""

    @property
    def article_names(self) -> frozenset[str]:
        """The names of all article files, those that could not be read among them."""
        return frozenset(self.articles) | self._unread(ARTICLES, ".md")

    @property
    def story_names(self) -> frozenset[str]:
        """The names of all story files, those that could not be read among them."""
        return frozenset(self.stories) | self._unread(STORIES, ".yaml")

    def _unread(self, folder: str, ending: str) -> frozenset[str]:
        paths = (path.rpartition("/") for path in self.unreadable)
        return frozenset(name for place, _, name in paths if place == folder and stem(name, ending))

    def original(self, name: str) -> bytes:
        """Return a text as received that an article was compared with, so that it could be read."""
        raw = self.originals[name]
        if raw is None:
            raise KeyError(name)
        return raw

    @property
    def received(self) -> Originals | None:
        """The texts as received, or None where their folder could not be read."""
        return None if ORIGINALS in self.unreadable else self.originals
