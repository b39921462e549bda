"""Which folder may a build write to, and which may it remove?"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from sitebuilder.addresses import MARKER
from sitebuilder.source_paths import ARTICLES, TEMPLATES

MARKER_TEXT = b"This folder was built by a news archive; the next build replaces it.\n"
"""What the marker says. A folder without the marker is not ours and is never touched."""


class Refused(Exception):
    """The output may not be written to; the message says why and what to do."""


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
    """Remove a folder that a build has made, its marker last, so that a half-removed one is recognised as ours."""
    if not mode_of(folder):
        return
    if not is_disposable(folder):
        raise Refused(f"{folder} is in the way and was not built here; move it away")
    for inside in folder.iterdir():
        if inside.name == MARKER:
            continue
        if stat.S_ISDIR(mode_of(inside)):
            shutil.rmtree(inside)
        else:
            inside.unlink()
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()
