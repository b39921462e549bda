"""Which files make up an archive, and what bytes did each hold when it was read?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sitebuilder.problems import Problem


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that a build starts from, each file read once."""

    site: bytes | None
    """site.yaml, or None where it could not be read."""
    names: bytes | None
    """articles/names.yaml, or None where there is none or it could not be read."""
    articles: Mapping[str, bytes]
    """The article files by their names in `articles/`, in the order of the names."""
    unreadable: frozenset[str]
    """Names of article files that are there and could not be read."""
    originals: Mapping[str, bytes | None]
    """The texts as received by their names in `articles/originals/`; None for one that could not be read."""
    stories: Mapping[str, bytes]
    """The story files by their names in `articles/stories/`."""
    templates: Mapping[str, bytes]
    """The templates by their paths in `templates/`; what lies in `static/` is among them."""
    problems: tuple[Problem, ...]
    """What was wrong with the files as such."""

    @property
    def count(self) -> int:
        """How many files there are, those that could not be read among them."""
        single = sum(raw is not None for raw in (self.site, self.names))
        read = sum(map(len, (self.articles, self.stories, self.templates)))
        read += sum(raw is not None for raw in self.originals.values())
        return single + read + len({problem.file for problem in self.problems})
