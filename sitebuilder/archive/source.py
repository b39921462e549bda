"""Which files make up an archive, and what did each hold when it was looked at?"""

from __future__ import annotations

import hashlib
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sitebuilder.problems import Problem
from sitebuilder.slugs import slug_fault
from sitebuilder.source_paths import ABOUT, ARTICLES, NAMES, ORIGINALS, SITE, STORIES, TEMPLATES, file_name, stem


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the source, yet to be read."""

    files: Mapping[str, bytes]
    """The files among which it is."""
    folder: str
    """Their folder, from the source folder; empty for the source folder itself."""
    name: str
    """Its name among them."""
    fingerprint: str
    """Its SHA-256."""

    @property
    def path(self) -> str:
        """Its path from the source folder."""
        return f"{self.folder}/{self.name}" if self.folder else self.name

    def read(self) -> bytes:
        """Return what it holds."""
        return self.files[self.name]


def digest(sums: Mapping[str, str]) -> str:
    """Return the SHA-256 of the lines `<sha256>  <path>` of some files, sorted by path, each line ending with LF."""
    lines = "".join(f"{sums[path]}  {path}\n" for path in sorted(sums))
    return hashlib.sha256(lines.encode(errors="surrogateescape")).hexdigest()


@dataclass(frozen=True)
class Source:
    """Everything that a build starts from: the small files, and what the articles and the texts as received are.

    These are read each time that they are asked for, and are then the same as when the source was looked through, or
    the build ends.
    """

    site: bytes | None
    """site.yaml, or None where it could not be read."""
    about: bytes | None
    """about.md, or None where site.yaml does not name it, or it could not be read."""
    names: bytes | None
    """articles/names.yaml, or None where there is none or it could not be read."""
    articles: Mapping[str, bytes]
    """The article files by their names in `articles/`, in the order of the names; each is read when it is asked for."""
    originals: Mapping[str, bytes]
    """The texts as received by their names in `articles/originals/`, likewise."""
    stories: Mapping[str, bytes]
    """The story files by their names in `articles/stories/`."""
    templates: Mapping[str, bytes]
    """The templates by their paths in `templates/`; what lies in `static/` is among them.

    The program's, where the archive has none of that name.
    """
    program_templates: frozenset[str]
    """The paths in `templates/` of those that the program has, whether or not the archive's own take their place."""
    own_templates: frozenset[str]
    """The paths in `templates/` of those that an archive has of its own, in place of the program's or beside them."""
    files: frozenset[str]
    """The paths of all files of the source folder, those that could not be read among them."""
    unreadable: frozenset[str]
    """The paths of files and folders that are there and were not read; what is in such a folder is unknown."""
    sums: Mapping[str, str]
    """The SHA-256 of each file that could be read, by its path; of the program's own templates too."""
    problems: tuple[Problem, ...]
    """What was wrong with the files as such."""

    @cached_property
    def fingerprint(self) -> str:
        """The digest of all files, with a dash for one that could not be read."""
        return digest({path: self.sums.get(path, "-") for path in {*self.sums, *self.files, *self.unreadable}})

    @property
    def small_files(self) -> tuple[SourceFile, ...]:
        """The files that are no articles and no texts as received, as far as they were read and have an address."""
        top = {path: raw for path, raw in ((SITE, self.site), (ABOUT, self.about)) if raw is not None}
        names = {file_name(NAMES): self.names} if self.names is not None else {}
        stories = (name for name in self.stories if not slug_fault(stem(name, ".yaml")))
        return (
            *self._all(top, "", top),
            *self._all(names, ARTICLES, names),
            *self._all(self.stories, STORIES, stories),
            *self._all(self.templates, TEMPLATES, sorted(self.own_templates)),
        )

    def _all(self, files: Mapping[str, bytes], folder: str, names: Iterable[str]) -> Iterator[SourceFile]:
        return (self._file(files, name, folder) for name in names)

    def article(self, name: str) -> SourceFile:
        """Return an article file."""
        return self._file(self.articles, name, ARTICLES)

    def original(self, name: str) -> SourceFile:
        """Return a text as received."""
        return self._file(self.originals, name, ORIGINALS)

    def template(self, path: str) -> SourceFile:
        """Return a template, or a file that pages load."""
        return self._file(self.templates, path, TEMPLATES)

    def _file(self, files: Mapping[str, bytes], name: str, folder: str) -> SourceFile:
        path = f"{folder}/{name}" if folder else name
        return SourceFile(files, folder, name, self.sums.get(path, ""))

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

    @property
    def received(self) -> Mapping[str, bytes | None] | None:
        """The texts as received, None for one that could not be read; None where their folder could not be read."""
        unread = [path.rpartition("/") for path in self.unreadable]
        unread_names = dict.fromkeys(name for folder, _, name in unread if folder == ORIGINALS)
        there: Mapping[str, bytes | None] = ChainMap(self.originals, unread_names)  # type: ignore[arg-type] # nobody writes to it
        return None if ORIGINALS in self.unreadable else there
