"""Which folder may a build read, which may it write to, and which may it remove?"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from sitebuilder.addresses import MARKER
from sitebuilder.problems import reason, shown_path
from sitebuilder.source_paths import ARTICLES, SITE, TEMPLATES

LOCK, NEXT, OLD = "lock", "next", "old"
"""What a build keeps beside the output: its lock file, the folder that becomes the next site, the site that was moved
away where folders cannot be exchanged."""


def beside(output: Path, what: str) -> Path:
    """Return the path of what a build keeps beside the output."""
    return output.parent / f".{output.name}.{what}"


class Refused(Exception):
    """A folder of the call may not be used; the message says why and what to do."""


def check_source(source: Path) -> None:
    """Raise `Refused` unless the source is a folder in which files can be looked for."""
    try:
        os.stat(os.path.join(source, "."))  # noqa: PTH116, PTH118 - a Path leaves the dot out, and does not look inside
    except (FileNotFoundError, NotADirectoryError):
        remedy = f"name the one that holds {ARTICLES}/ and {SITE}"
        raise Refused(f"there is no folder {shown_path(str(source))}; {remedy}") from None
    except OSError as error:
        raise Refused(_unusable(source, error, "source")) from None


def check_output(output: Path, source: Path) -> None:
    """Raise `Refused` unless the output is a folder of ours, an empty one or none yet, in a place that is safe."""
    try:
        fault = _place_fault(output, source) or _folder_fault(output)
        for what in (LOCK, NEXT, OLD):
            mode_of(beside(output, what))
    except OSError as error:
        raise Refused(_unusable(output, error, "output")) from None
    if fault:
        raise Refused(fault)


def _unusable(folder: Path, error: OSError, what: str) -> str:
    return f"{shown_path(str(folder))} cannot be used: {reason(error)}; choose another {what}"


def _place_fault(output: Path, source: Path) -> str:
    """Say what is wrong with the place of an output, or return an empty text."""
    resolved, home = (Path(os.path.realpath(folder)) for folder in (output, source))
    name, parent = shown_path(str(output)), shown_path(str(output.parent))
    if stat.S_ISLNK(mode_of(output)):
        return f"{name} is a link; name the folder itself"
    if home == resolved or resolved in home.parents:
        return f"{name} contains the archive itself; choose a folder beside or below it, such as public"
    for read in (ARTICLES, TEMPLATES):
        if resolved == home / read or home / read in resolved.parents:
            return f"{name} lies in {read}/, which the build reads; choose a folder outside it"
    if not output.parent.is_dir():
        return f"there is no folder {parent}; make it, or choose another output"
    return ""


def _folder_fault(output: Path) -> str:
    """Say why a folder, if it is there, may not be replaced by a site, or return an empty text."""
    name, mode = shown_path(str(output)), mode_of(output)
    if mode and not stat.S_ISDIR(mode):
        return f"{name} is a file; remove it, or choose another output"
    if mode and os.path.ismount(output):
        return f"{name} is a mount point, which cannot be exchanged; choose a folder in it"
    if mode and not _is_ours(output) and any(output.iterdir()):
        return f"{name} is not empty and was not built here ({MARKER} is missing); empty it, or choose another"
    return ""


def _is_ours(folder: Path) -> bool:
    return stat.S_ISREG(mode_of(folder / MARKER))


def is_disposable(folder: Path) -> bool:
    """Tell whether a folder may be removed: one that a build has made, or an empty one."""
    return stat.S_ISDIR(mode_of(folder)) and (_is_ours(folder) or not any(folder.iterdir()))


def mode_of(path: Path) -> int:
    """Return what kind of thing is at a path, 0 where there is none. Raises OSError where that cannot be seen."""
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def remove(folder: Path) -> None:
    """Remove a folder that a build has made. Raises `Refused` where it was not made by one, and OSError."""
    if not mode_of(folder):
        return
    if not is_disposable(folder):
        raise Refused(f"{folder} is in the way and was not built here; move it away")
    try:
        _make_writable(folder)
        for inside in folder.iterdir():
            if inside.name != MARKER:
                discard(inside)
        (folder / MARKER).unlink(missing_ok=True)  # last: a folder that is half removed is still recognised as ours
        folder.rmdir()
    except PermissionError as error:
        fault = f"cannot be removed: {reason(error)}; remove it as the user who owns it"
        raise PermissionError(error.errno, fault, os.fspath(folder)) from error


def discard(path: Path) -> None:
    """Remove whatever is at a path, with all that is below it."""
    if stat.S_ISDIR(mode_of(path)):
        _make_all_writable(path)
        shutil.rmtree(path)
    else:
        path.unlink()


def _make_all_writable(folder: Path) -> None:
    _make_writable(folder)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _make_all_writable(Path(entry.path))


def _make_writable(folder: Path) -> None:
    """Let the owner remove what is in a folder: a site may have been made read-only as a whole."""
    mode = stat.S_IMODE(mode_of(folder))
    if mode & stat.S_IRWXU != stat.S_IRWXU:
        folder.chmod(mode | stat.S_IRWXU)
