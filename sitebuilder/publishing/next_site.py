"""What of the site before can stay where it is in the next one?

A build exchanges two folders, and leaves the one that is no longer published beside the output. Most of its files are
those that are published, each under a second name. So the next site begins with it, and a build writes only what
differs. Nothing in that folder is trusted: a build that died may have left it half changed, and anybody may have put
something there. A file stays where it is the published one itself, not one that is like it, and a folder where it is
as a new one would be.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from sitebuilder.addresses import MARKER, MARKER_TEXT, Address
from sitebuilder.publishing.output_folder import discard, mode_of

_NEW = ".new"
"""What is made for a moment: a folder, to see what a new one is like, or a marker."""


def shares_files(folder: Path, output: Path) -> bool:
    """Tell whether files of the output are in a folder beside it too. If so, its marker is one of them."""
    marker = folder / MARKER
    with suppress(OSError):
        is_file = stat.S_ISDIR(mode_of(folder)) and stat.S_ISREG(mode_of(marker))
        is_the_same = is_file and os.path.samestat(marker.lstat(), (output / MARKER).lstat())
        return is_the_same and marker.read_bytes() == MARKER_TEXT
    return False


def forget(folder: Path, output: Path, stale: Iterable[Address]) -> None:
    """Remove files that are not published any more from a folder that shares files with the output.

    Until that is done, its marker is one of its own: if this build dies, the next one removes the whole folder.
    """
    marker, new = folder / MARKER, folder / _NEW
    new.write_bytes(MARKER_TEXT)
    new.replace(marker)
    for address in stale:
        with suppress(FileNotFoundError, NotADirectoryError):
            discard(folder / address)
    os.link(output / MARKER, new)
    new.replace(marker)


def folders_of(addresses: Iterable[Address]) -> list[Address]:
    """Return the folders that files are in, each after the one that it is in."""
    folders = {address.rpartition("/")[0] for address in addresses}
    above = {str(parent) for folder in folders for parent in PurePosixPath(folder).parents}
    return sorted((folders | above) - {"", "."})


def are_as_new(site: Path, folders: Iterable[Address]) -> bool:
    """Tell whether a folder and some below it, as far as they are there, have the owner and the rights of a new one."""
    try:
        (site / _NEW).mkdir()
        new = _rights(site / _NEW)
        (site / _NEW).rmdir()
        return all(_rights(site / folder) in {new, None} for folder in ("", *folders))
    except OSError:
        return False


def _rights(path: Path) -> tuple[int, int, int] | None:
    with suppress(FileNotFoundError):
        about = path.lstat()
        return about.st_mode, about.st_uid, about.st_gid
    return None


def tidy(
    folder: str, addresses: Collection[Address], folders: Collection[Address], inside: Address = ""
) -> Iterator[Address]:
    """Remove from the folder of a site all that is not of it, and yield the addresses of the files that are there."""
    strays = []
    with os.scandir(folder) as entries:
        for entry in entries:
            address = f"{inside}{entry.name}"
            if entry.is_file(follow_symlinks=False) and address in addresses:
                yield address
            elif entry.is_dir(follow_symlinks=False) and address in folders:
                yield from tidy(entry.path, addresses, folders, f"{address}/")
            else:
                strays.append(entry.path)
    for path in strays:
        discard(Path(path))
