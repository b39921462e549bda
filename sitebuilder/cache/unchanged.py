"""Is everything as the last build left it, so that there is nothing to do?

Source files are compared by what they hold, files of the site by size, time and inode. Nothing is imported for that but
Python itself: most of what a build takes when nothing has changed is its start.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

from sitebuilder.addresses import Address
from sitebuilder.archive.source import Source
from sitebuilder.cache.files import Cache
from sitebuilder.problems import Note, printable, report
from sitebuilder.publishing.site_files import Record
from sitebuilder.publishing.tally import Tally, tally

STATE = "state"
"""The file of the cache that says how the last build left everything."""


@dataclass(frozen=True, slots=True)
class State:
    """How a build left everything."""

    source: str
    """The fingerprint of all source files."""
    output: str
    """The folder of the site."""
    site: str
    """The fingerprint of all files of the site."""
    articles: int
    """How many articles there are."""
    pages: int
    """How many pages the site has."""
    others: int
    """How many other files it has."""
    notes: tuple[str, ...]
    """The lines that say what was perhaps not meant."""

    @property
    def summary(self) -> str:
        """How many files the site has, where all of them stay as they are."""
        files = Tally(self.pages, self.others)
        return f"{files.with_kept(files)}, 0 removed"


def last_state(cache: Cache) -> State | None:
    """Return how the last build left everything, None where that is not known."""
    raw = cache.read(STATE)
    if raw is None:
        return None
    try:
        kept = json.loads(raw)
    except (ValueError, RecursionError):
        kept = None
    if not _is_state(kept):
        cache.reject(STATE)
        return None
    return State(**kept | {"notes": tuple(map(printable, kept["notes"]))})


def _is_state(kept: object) -> bool:
    """Tell whether a value from a file has the form of a state."""
    if not isinstance(kept, dict) or {name: type(value) for name, value in kept.items()} != _TYPES:
        return False
    counts = kept["articles"], kept["pages"], kept["others"]
    return min(counts) >= 0 and all(isinstance(note, str) for note in kept["notes"])


_TYPES = {"source": str, "output": str, "site": str, "articles": int, "pages": int, "others": int, "notes": list}
"""The type of each value of a state in its file."""


def file_of(state: State) -> tuple[str, bytes]:
    """Return the file of the cache that says how this build leaves everything."""
    return STATE, json.dumps(asdict(state)).encode()


def is_unchanged(state: State, source: Source, output: Path) -> bool:
    """Tell whether the source is the one that a site was built from, and the site what was built."""
    return (
        not source.problems
        and (state.source, state.output) == (source.fingerprint, str(output))
        and state.site == _fingerprint(_files_of(str(output)))
    )


def state_after(output: Path, source: Source, articles: int, records: Sequence[Record], notes: Iterable[Note]) -> State:
    """Return how a build leaves everything: these files in the output, made of this source."""
    files = ((record.address, record.size, record.time, record.inode) for record in records)
    lines = report([], notes, source.files, "")
    there = tally(record.address for record in records)
    site = _fingerprint(files)
    return State(source.fingerprint, str(output), site, articles, there.pages, there.others, tuple(lines))


def _fingerprint(files: Iterable[tuple[Address, int, int, int]]) -> str:
    """Return the fingerprint of the files of a site: the address of each with its size, time and inode."""
    lines = "".join(f"{address} {size} {time} {inode}\n" for address, size, time, inode in sorted(files))
    return blake2b(lines.encode(), digest_size=32).hexdigest()


def _files_of(folder: str, prefix: Address = "") -> Iterator[tuple[Address, int, int, int]]:
    """Yield every file below a folder with its size, time and inode; none where the folder is not there."""
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files_of(entry.path, f"{prefix}{entry.name}/")
            else:
                is_regular = entry.is_file(follow_symlinks=False)
                about = entry.stat(follow_symlinks=False)
                inode = about.st_ino if is_regular else -1  # what is not a file is none of ours
                yield f"{prefix}{entry.name}", about.st_size, about.st_mtime_ns, inode
