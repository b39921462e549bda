"""What is on disk? The only place that reads what people wrote, and only regular files."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from sitebuilder.archive.source import Source
from sitebuilder.archive.source_folders import ARTICLE_FILES, RECEIVED_FILES, STORY_FILES, SourceFolder
from sitebuilder.problems import Problem, problem, reason
from sitebuilder.running.console import MANY, watched
from sitebuilder.running.processes import Work, in_pieces
from sitebuilder.running.regular_files import FilesOnDisk, read_regular, sum_file
from sitebuilder.source_paths import (
    ABOUT,
    ARTICLES,
    NAMES,
    SITE,
    TEMPLATES,
    is_left_behind,
    is_misnamed,
    is_within,
    stem,
)
from sitebuilder.text.limits import ARTICLE_BYTES

PROGRAM = Path(__file__).resolve().parents[2]
"""The folder of build.py: its templates hold where an archive has none of its own."""

_NAMES_ABOUT = re.compile(rb"^about[ \t]*:", re.MULTILINE)
"""What site.yaml has if it names about.md: it is parsed later, since a build after no change can do without."""

FILES_A_PIECE, FILES_A_PROCESS = 100, 2_000
"""How many files are summed at a time, and with how many it pays to start a process."""


def read_source(folder: Path, jobs: int = 1, quiet: bool = True) -> Source:
    """Look at every file of an archive; what cannot be read is in the result's problems."""
    reader = _Reader(folder, jobs, quiet)
    templates, of_program, own = _read_templates(reader)
    site = reader.read(SITE, ARTICLE_BYTES, required="write title: …, description: … and language: … in it")
    return Source(
        site=site,
        about=reader.read(ABOUT, ARTICLE_BYTES) if site and _NAMES_ABOUT.search(site) else None,
        articles=reader.sum_articles(),
        names=reader.read(NAMES, ARTICLE_BYTES),
        originals=reader.sum_folder(RECEIVED_FILES),
        stories=dict(reader.sum_folder(STORY_FILES)),
        templates=templates,
        program_templates=of_program,
        own_templates=own,
        files=frozenset(reader.files),
        unreadable=frozenset(reader.unreadable),
        sums=reader.sums,
        problems=tuple(reader.problems),
    )


def _read_templates(reader: _Reader) -> tuple[dict[str, bytes], frozenset[str], frozenset[str]]:
    """Read the templates of the archive and of the program; also return the names that the program has, and our own.

    In the folder of the program, an archive has none of its own.
    """
    templates = of_program = reader.read_tree(TEMPLATES)
    own = frozenset[str]()
    if reader.folder.resolve() != PROGRAM:
        own = frozenset(templates)
        program = _Reader(PROGRAM, 1, quiet=True)
        of_program = program.read_tree(TEMPLATES)
        reader.problems += program.problems
        reader.unreadable |= program.unreadable
        reader.sums = program.sums | reader.sums
    return dict(sorted((of_program | templates).items())), frozenset(of_program), own


class _Reader:
    """Reads files of one folder by their paths from it, and notes what cannot be read.

    What is in a folder that cannot be read is not tried: the folder alone is reported.
    """

    def __init__(self, folder: Path, jobs: int, quiet: bool) -> None:
        self.folder = folder
        self.jobs = jobs
        self.quiet = quiet
        self.sums: dict[str, str] = {}
        self.files: set[str] = set()
        self.folders: set[str] = set()
        self.unreadable: set[str] = set()
        self.problems: list[Problem] = []

    def read(self, path: str, limit: int, required: str = "") -> bytes | None:
        """Return the bytes of a regular file, or None where it is missing or cannot be read."""
        if is_within(path, self.unreadable):
            return None
        try:
            raw, fault = read_regular(f"{self.folder}/{path}", limit)
        except (FileNotFoundError, NotADirectoryError):
            remedy = self._renaming(path) or required
            if remedy:
                self._note(path, f"is missing; {remedy}")
            return None
        except OSError as error:
            raw, fault = None, f"cannot be read: {reason(error)}"
        self.files.add(path)
        if raw is None:
            self._note_unreadable(path, fault)
        else:
            self.sums[path] = hashlib.sha256(raw).hexdigest()
        return raw

    def _renaming(self, path: str) -> str:
        """Return the remedy where a missing file is there under almost its name, or an empty text."""
        folder, _, wanted = path.rpartition("/")
        meant = [name for name in sorted(_names_in(self.folder / folder)) if is_misnamed(name, path)]
        return f"rename {meant[0]} to {wanted}" if meant else ""

    def _note(self, path: str, message: str) -> None:
        self.problems.append(problem(path, 0, "", message))

    def _note_unreadable(self, path: str, message: str) -> None:
        self.unreadable.add(path)
        self._note(path, message)

    def _names(self, path: str) -> list[str]:
        """Return the names in a folder, sorted, what systems and editors leave behind left out."""
        if is_within(path, self.unreadable):
            return []
        names = []
        for name in self._listed(path):
            text = name.decode("utf-8", "replace")
            if is_left_behind(text):
                continue
            if text.encode() == name:
                names.append(text)
            else:
                self._note(f"{path}/{text}", "has a name that is not UTF-8; rename it")
        return sorted(names)

    def _listed(self, path: str) -> list[bytes]:
        """Return the names in a folder as bytes, so that none is guessed at."""
        place = os.path.join(self.folder, path)  # noqa: PTH118 - a Path leaves out the dot that looks inside a folder
        try:
            os.stat(f"{place}/.")  # noqa: PTH116 - likewise
            with os.scandir(os.fsencode(place)) as entries:
                return [self._name_of(path, entry) for entry in entries]
        except (FileNotFoundError, NotADirectoryError):
            if os.path.lexists(place):
                self._note_unreadable(path, "is not a folder; move it away, and make a folder of that name")
        except OSError as error:
            self._note_unreadable(path, f"cannot be read: {reason(error)}")
        return []

    def _name_of(self, path: str, entry: os.DirEntry[bytes]) -> bytes:
        """Return the name of what is in a folder, and keep whether it is a folder itself."""
        if entry.is_dir(follow_symlinks=False):
            self.folders.add(f"{path}/{os.fsdecode(entry.name)}")
        return entry.name

    def sum_articles(self) -> FilesOnDisk:
        """Sum every article file."""
        if not os.path.lexists(self.folder / ARTICLES):
            self._note(ARTICLES, "is missing; make this folder, and put one .md file in it for each article")
        return self.sum_folder(ARTICLE_FILES)

    def sum_folder(self, folder: SourceFolder) -> FilesOnDisk:
        """Sum every file of a folder, several at once where that pays."""
        names = list(self._belonging(folder))
        work = Work(
            partial(self._sums, folder, names),
            len(names),
            FILES_A_PIECE,
            FILES_A_PROCESS,
            "reading",
            lambda number: f"{folder.path}/{names[number]}",
        )
        rows = (
            row
            for piece, some in in_pieces(work, self.jobs)
            for row in zip(names[piece.start : piece.stop], some, strict=True)
        )
        summed = dict(watched(rows, len(names), "Looking at", self.quiet, MANY))
        sums: dict[str, str] = {}
        for name in names:
            path, (sum_of, fault) = f"{folder.path}/{name}", summed[name]
            self.files.add(path)
            if sum_of is None:
                self._note_unreadable(path, fault)
            else:
                sums[name] = self.sums[path] = sum_of
        return FilesOnDisk(self.folder / folder.path, sums)

    def _sums(self, folder: SourceFolder, names: Sequence[str], piece: range) -> list[tuple[str | None, str]]:
        """Return the SHA-256 of each of some files, or None and what is wrong with it."""
        return [
            sum_file(f"{self.folder}/{folder.path}/{name}", folder.limit) for name in names[piece.start : piece.stop]
        ]

    def _belonging(self, folder: SourceFolder) -> Iterator[str]:
        """Yield the name of each file that belongs in a folder.

        One whose name ends almost as it should is there and is not read.
        """
        names = self._names(folder.path)
        taken, missing = set(names), folder.beside.difference(names)
        for name in names:
            path = f"{folder.path}/{name}"
            if name in folder.beside or any(is_misnamed(name, one) for one in missing):
                continue
            if path in self.folders:
                inner = _names_in(self.folder / path)
                self._note_unreadable(path, folder.fault_of_folder(inner, taken))
                taken |= inner
            elif not (fault := folder.fault(name, lambda path: os.path.lexists(self.folder / path))):
                yield name
            elif stem(name, folder.ending):
                self.files.add(path)
                self.unreadable.add(path)
            else:
                self._note(path, fault)

    def read_tree(self, path: str) -> dict[str, bytes]:
        """Return the files below a folder by their paths from it, with forward slashes."""
        files: dict[str, bytes] = {}
        for name in self._names(path):
            below = f"{path}/{name}"
            if below in self.folders:
                files |= {f"{name}/{inner}": raw for inner, raw in self.read_tree(below).items()}
            elif (raw := self.read(below, ARTICLE_BYTES)) is not None:
                files[name] = raw
        return files


def _names_in(path: Path) -> set[str]:
    """Return all names in a folder, as far as they can be told."""
    try:
        return {inner.name for inner in path.iterdir()}
    except OSError:
        return set()
