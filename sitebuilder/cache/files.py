"""How does a file of the cache come back whole, or not at all?

The first line of each says which program wrote it and the checksum of the rest: BLAKE2b (RFC 7693), since SHA-256 takes
five times as long where the processor has no instruction for it. Files hold data only: nothing in them is ever run. A
file is written beside its place and moved there, so that it is the old one or the new one. Each can be used without the
others, whichever build it is of: it says what it was made from.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from sitebuilder.problems import reason
from sitebuilder.publishing.lock import Locked, lock

FOLDER = ".cache"
"""The name of the cache in the source folder."""

LOCK = "lock"
"""The file that the build holds which writes the cache: builds of one source for two outputs have one cache."""

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Cache:
    """The files of a cache. Whatever is wrong with it is kept as a sentence; the build goes on without it."""

    def __init__(self, source: Path, program: str) -> None:
        """Take the source folder and the fingerprint of the program."""
        self.folder = source / FOLDER
        self.program = program
        self._is_refused = False
        self._faults: list[str] = []

    def read(self, name: str) -> bytes | None:
        """Return what a file holds, None where there is none of this program or where it is damaged."""
        try:
            with os.fdopen(os.open(self.folder / name, _READ), "rb") as file:
                head, body = file.readline(256).split(), file.read()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            self._refused(f"{FOLDER}/{name} cannot be read: {reason(error)}")
            return None
        if head[:1] != [self.program.encode()]:
            if len(head) != 2 or not _is_sum(head[0]):
                self.reject(name)
            return None
        if head[1:] != [_checksum(body)]:
            self.reject(name)
            return None
        return body

    def reject(self, name: str) -> None:
        """Keep in mind that what a file holds is nothing that a build has written."""
        self._faults.append(f"{FOLDER}/{name} is damaged; what it held is made again")

    def take_faults(self) -> list[str]:
        """Return what is wrong, each thing once however often this is called."""
        faults, self._faults = self._faults, []
        return faults

    def write(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Replace files, each as it comes. What prevents that is kept in mind: the site is published without it."""
        try:
            self._make_folder()
            with lock(self.folder / LOCK):
                for name, body in files:
                    self._replace(name, body)
        except (OSError, MemoryError, Locked) as error:
            self._refused(f"{FOLDER}/ cannot be written: {_why(error)}; the next build starts anew")

    def _replace(self, name: str, body: bytes) -> None:
        beside = self.folder / f"{name}.new"
        with suppress(FileNotFoundError):
            beside.unlink()
        try:
            with beside.open("xb") as file:
                file.write(b"%s %s\n" % (self.program.encode(), _checksum(body)))
                file.write(body)
            beside.replace(self.folder / name)
        except BaseException:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise

    def _make_folder(self) -> None:
        with suppress(FileExistsError):
            self.folder.mkdir()
        mode = self.folder.lstat().st_mode
        if not stat.S_ISDIR(mode):
            raise OSError(None, f"it is a {'link' if stat.S_ISLNK(mode) else 'file'}, not a folder", str(self.folder))

    def _refused(self, fault: str) -> None:
        """Keep in mind what the system refused, the first time: what it refuses after that has the same cause."""
        if not self._is_refused:
            self._faults.append(fault)
        self._is_refused = True


def _checksum(body: bytes) -> bytes:
    return blake2b(body, digest_size=32).hexdigest().encode()


def _is_sum(text: bytes) -> bool:
    return len(text) == 64 and set(text) <= set(b"0123456789abcdef")


def _why(error: OSError | MemoryError | Locked) -> str:
    if isinstance(error, OSError):
        return reason(error)
    return "another build is writing it" if isinstance(error, Locked) else "there is not enough memory"
