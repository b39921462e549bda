"""How does a finished site take the place of the one before, in one step?

Everything is written into a folder beside the output, checked, and exchanged with it. Whatever happens, the output is
wholly the old site or wholly the new one; the next build clears away what a dead one left.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sitebuilder.addresses import MANIFEST, MARKER, Address
from sitebuilder.article import FOLDER as ARTICLES
from sitebuilder.locking import lock
from sitebuilder.originals import digest
from sitebuilder.rendering import FOLDER as TEMPLATES
from sitebuilder.swap import exchange, flush_file_system, flush_folder

MARKER_TEXT = b"This folder was built by a news archive; the next build replaces it.\n"
"""What the marker says. A folder without the marker is somebody else's and is never touched."""


class Refused(Exception):
    """The output may not be written to; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication came to."""

    files: int
    """How many files the site has now."""
    unchanged: int
    """How many of them are as they were before, modification time and all."""
    removed: int
    """How many files the site before had that this one has not."""


def check_output(output: Path, source: Path) -> None:
    """Raise `Refused` unless the output is a folder of ours, an empty one or none yet, in a place that is safe."""
    resolved, home = output.resolve(), source.resolve()
    if output.is_symlink():
        raise Refused(f"{output} is a link; name the folder itself")
    if home == resolved or resolved in home.parents:
        raise Refused(f"{output} contains the archive itself; choose a folder beside or below it, such as public")
    for name in (ARTICLES, TEMPLATES):
        if resolved == home / name or home / name in resolved.parents:
            raise Refused(f"{output} lies in {name}/, which the build reads; choose a folder outside it")
    if not output.parent.is_dir():
        raise Refused(f"there is no folder {output.parent}; make it, or choose another output")
    if not output.exists():
        return
    if not output.is_dir():
        raise Refused(f"{output} is a file; remove it, or choose another output")
    if os.path.ismount(output):
        raise Refused(f"{output} is a mount point, which cannot be exchanged; choose a folder in it")
    if not _is_ours(output) and any(output.iterdir()):
        raise Refused(
            f"{output} is not empty and was not built here ({MARKER} is missing); empty it, or choose another"
        )


def _is_ours(folder: Path) -> bool:
    return stat.S_ISREG(_mode(folder / MARKER))


def _is_disposable(folder: Path) -> bool:
    """Tell whether a folder may be removed: one that a build has made, or an empty one."""
    return stat.S_ISDIR(_mode(folder)) and (_is_ours(folder) or not any(folder.iterdir()))


def _mode(path: Path) -> int:
    """Return what kind of thing is at a path, 0 where there is none. Raises OSError where that cannot be told."""
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


@contextmanager
def publication(output: Path, clean: bool) -> Iterator[Publication]:
    """Hold the output for the time of a block, with a `Publication` to write to.

    With `clean`, nothing of the site before is used again. Whatever was not published is gone when the block ends.
    Raises `locking.Locked`, `Refused` and OSError.
    """
    with lock(output.parent / f".{output.name}.lock"):
        site = Publication(output, clean)
        site.clear()
        try:
            yield site
        finally:
            site.end()


class Publication:
    """A site on its way: files are put into a folder beside the output until `publish` exchanges the two."""

    def __init__(self, output: Path, clean: bool) -> None:
        """Name the folders; nothing is written yet."""
        self.output = output
        self.new = output.parent / f".{output.name}.new"
        self.old = output.parent / f".{output.name}.old"
        self.clean = clean
        self.digests: dict[Address, str] = {}
        self.unchanged = 0
        self.made_folders: set[Path] = set()
        self.published = False
        self.left_over: BaseException | None = None

    def clear(self) -> None:
        """Put the output back where it was left between two renames; clear away what else stands beside it."""
        if not _mode(self.output) and _is_disposable(self.old):
            self.old.rename(self.output)
        for folder in (self.old, self.new):
            _remove(folder)

    def begin(self) -> None:
        """Make the folder for the new site, the marker first, so that it is known as ours from the start."""
        self.new.mkdir()
        self.made_folders.add(self.new)
        self.put(MARKER, MARKER_TEXT)

    def put(self, address: Address, raw: bytes) -> None:
        """Write one file of the new site; one that is as it was before is linked, and keeps its modification time."""
        place, before = self.new / address, self.output / address
        if place.parent not in self.made_folders:
            place.parent.mkdir(parents=True, exist_ok=True)
            self.made_folders.add(place.parent)
        if not self.clean and _holds(before, raw):
            _keep(before, place, raw)
            self.unchanged += 1
        else:
            _write(place, raw)
        self.digests[address] = digest(raw)

    def publish(self) -> Published:
        """Finish the new site and exchange it with the one before. Raises OSError, and then nothing has changed."""
        listed = sorted(self.digests.items())
        self.put(MANIFEST, "".join(f"{found}  {address}\n" for address, found in listed).encode())
        self._check()
        gone = _files(self.output) - self.digests.keys()
        flush_file_system(self.new)
        self._exchange()
        self.published = True
        return Published(len(self.digests), self.unchanged, len(gone))

    def end(self) -> None:
        """Clear away the site before, or an unfinished one. What stands in the way of that is kept in `left_over`."""
        try:
            if self.published:
                flush_folder(self.output.parent)
            self.clear()
        except (OSError, Refused, MemoryError, KeyboardInterrupt) as error:
            self.left_over = error

    def _check(self) -> None:
        """Compare the folder with what was put into it: a file that went missing must not be published."""
        if missing := self.digests.keys() ^ _files(self.new):
            raise OSError(None, "what was written is not what is there", str(self.new / min(missing)))

    def _exchange(self) -> None:
        """Put the new site in its place. Should the second of two renames fail, `clear` undoes the first."""
        if not _mode(self.output):
            self.new.rename(self.output)
        elif not exchange(self.new, self.output):
            self.output.rename(self.old)
            self.new.rename(self.output)


def _holds(path: Path, raw: bytes) -> bool:
    """Tell whether a regular file holds exactly these bytes."""
    try:
        found = path.lstat()
        return stat.S_ISREG(found.st_mode) and found.st_size == len(raw) and path.read_bytes() == raw
    except OSError:
        return False


def _keep(before: Path, place: Path, raw: bytes) -> None:
    """Link an unchanged file, or write it again with its old time where the file system has no links."""
    try:
        place.hardlink_to(before)
    except (OSError, NotImplementedError):
        _write(place, raw)
        times = before.stat()
        os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))


def _write(place: Path, raw: bytes) -> None:
    """Write a file anew. Written over, it could be one that is linked into the published site."""
    place.unlink(missing_ok=True)
    place.write_bytes(raw)


def _files(folder: Path) -> set[Address]:
    """Return the paths of all files below a folder, from it and with forward slashes."""
    return {Path(where, name).relative_to(folder).as_posix() for where, _, names in os.walk(folder) for name in names}


def _remove(folder: Path) -> None:
    """Remove a folder that a build has made, its marker last, so that a half-removed one is still known as ours."""
    if not _mode(folder):
        return
    if not _is_disposable(folder):
        raise Refused(f"{folder} is in the way and was not built here; move it away")
    for inside in folder.iterdir():
        if inside.name == MARKER:
            continue
        if stat.S_ISDIR(_mode(inside)):
            shutil.rmtree(inside)
        else:
            inside.unlink()
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()
