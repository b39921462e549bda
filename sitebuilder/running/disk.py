"""What is on disk? The only place that reads what people wrote: each file once, and only regular files."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from sitebuilder.archive.source import Source
from sitebuilder.problems import Problem, problem, reason
from sitebuilder.source_paths import ARTICLES, NAMES, ORIGINALS, SITE, STORIES, TEMPLATES
from sitebuilder.text.limits import ARTICLE_BYTES, ORIGINAL_BYTES

PROGRAM = Path(__file__).resolve().parents[2]
"""The folder of build.py: its templates hold where an archive has none of its own."""

_FILE_KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_source(folder: Path) -> Source:
    """Read every file of an archive; what cannot be read is in the result's problems."""
    reader = _Reader(folder)
    site = reader.read(SITE, ARTICLE_BYTES, required="write title: …, description: … and language: … in it")
    articles, unreadable = reader.read_articles()
    return Source(
        site=site,
        names=reader.read(NAMES, ARTICLE_BYTES),
        articles=articles,
        unreadable=unreadable,
        originals=dict(reader.read_folder(ORIGINALS, ORIGINAL_BYTES, lambda _name: "")),
        stories={
            name: raw
            for name, raw in reader.read_folder(STORIES, ARTICLE_BYTES, _not_a("a story", ".yaml"))
            if raw is not None
        },
        templates=_read_templates(reader),
        problems=tuple(reader.problems),
    )


def _not_a(kind: str, ending: str) -> Callable[[str], str]:
    return lambda name: (
        "" if name.endswith(ending) else f"is not {kind}: its name does not end in {ending}; rename it or move it away"
    )


def _read_templates(reader: _Reader) -> dict[str, bytes]:
    program = _Reader(PROGRAM)
    templates = program.read_tree(TEMPLATES)
    reader.problems += program.problems
    if reader.folder.resolve() != PROGRAM:
        templates |= reader.read_tree(TEMPLATES)
    return dict(sorted(templates.items()))


class _Reader:
    """Reads files of one folder by their paths from it, and notes what cannot be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def read(self, path: str, limit: int, required: str = "") -> bytes | None:
        """Return the bytes of a regular file, or None where it is missing or cannot be read."""
        try:
            return self._read_regular(path, limit)
        except (FileNotFoundError, NotADirectoryError):
            if required:
                self._note(path, f"is missing; {required}")
        except OSError as error:
            self._note(path, f"cannot be read: {reason(error)}")
        return None

    def _read_regular(self, path: str, limit: int) -> bytes | None:
        place = self.folder / path
        kind = _kind(place.lstat().st_mode)
        if kind:
            self._note(path, f"is {kind}, not a file; put the file itself there")
            return None
        descriptor = os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            raw = file.read(limit + 1)
        if len(raw) > limit:
            self._note(path, f"is larger than {limit // 1024} KiB; split it")
            return None
        return raw

    def _note(self, path: str, message: str) -> None:
        self.problems.append(problem(path, 0, "", message))

    def _names(self, path: str) -> list[str]:
        """Return the names in a folder, sorted, hidden files and editors' backups left out."""
        try:
            names = os.listdir(os.fsencode(self.folder / path))  # noqa: PTH208 - bytes, so that no name is guessed at
        except (FileNotFoundError, NotADirectoryError):
            if os.path.lexists(self.folder / path):
                self._note(path, "is not a folder; move it away, and make a folder of that name")
            return []
        except OSError as error:
            self._note(path, f"cannot be read: {reason(error)}")
            return []
        decoded = []
        for name in names:
            try:
                decoded.append(name.decode("utf-8"))
            except UnicodeDecodeError:
                self._note(f"{path}/{name.decode('utf-8', 'replace')}", "has a name that is not UTF-8; rename it")
        return sorted(name for name in decoded if not name.startswith((".", "#")) and not name.endswith("~"))

    def read_articles(self) -> tuple[dict[str, bytes], frozenset[str]]:
        """Read every article file; also return the names of those that could not be read."""
        if not os.path.lexists(self.folder / ARTICLES):
            self._note(ARTICLES, "is missing; make this folder, and put one .md file in it for each article")
        beside = {Path(path).name for path in (ORIGINALS, STORIES, NAMES)}
        files = dict(self.read_folder(ARTICLES, ARTICLE_BYTES, _not_a("an article", ".md"), beside))
        return (
            {name: raw for name, raw in files.items() if raw is not None},
            frozenset(name for name, raw in files.items() if raw is None),
        )

    def read_folder(
        self, path: str, limit: int, fault: Callable[[str], str], beside: set[str] | None = None
    ) -> Iterator[tuple[str, bytes | None]]:
        """Yield each file of a folder by name with its bytes, None if they cannot be read.

        `fault` says what is wrong with a name; the names in `beside` are read elsewhere.
        """
        for name in self._names(path):
            if name in (beside or set()):
                continue
            if message := fault(name):
                self._note(f"{path}/{name}", message)
            else:
                yield name, self.read(f"{path}/{name}", limit)

    def read_tree(self, path: str) -> dict[str, bytes]:
        """Return the files below a folder by their paths from it, with forward slashes."""
        files: dict[str, bytes] = {}
        for name in self._names(path):
            below = f"{path}/{name}"
            if _kind_or_none(self.folder / below) == "a folder":
                files |= {f"{name}/{inner}": raw for inner, raw in self.read_tree(below).items()}
            elif (raw := self.read(below, ARTICLE_BYTES)) is not None:
                files[name] = raw
        return files


def _kind(mode: int) -> str:
    return next((kind for is_kind, kind in _FILE_KINDS if is_kind(mode)), "")


def _kind_or_none(path: Path) -> str | None:
    try:
        return _kind(path.lstat().st_mode)
    except OSError:
        return None
