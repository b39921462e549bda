"""Where are the files of a source folder?

Paths from the source folder, with forward slashes: as messages name them, and as they are joined to a folder on disk.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from sitebuilder.slugs import RESERVED

SITE = "site.yaml"
"""The settings of the site."""

ABOUT = "about.md"
"""What those who keep the archive say of it, where site.yaml has it shown."""

ARTICLES = "articles"
"""The folder of the article files."""

ORIGINALS = "articles/originals"
"""The folder of the texts as received."""

STORIES = "articles/stories"
"""The folder of the story files."""

NAMES = "articles/names.yaml"
"""The names that the archive indexes."""

TEMPLATES = "templates"
"""The folder of the templates, in a source folder and beside the program."""

STYLE = "static/style.css"
"""The path, in `templates/`, of the style sheet of all pages."""

STATIC = "static/"
"""How the path, in `templates/`, of a style sheet, script or icon begins."""

FILE_NAME_BYTES = 100
"""The longest name of a file as received."""

_OTHER_ENDINGS = {".md": (".markdown", ".mdown", ".mkd"), ".yaml": (".yml",)}


def stem(name: str, ending: str) -> str:
    """Return a file's name without its ending, also without one that other programs or capitals make of it.

    Return an empty text where the name ends otherwise.
    """
    endings = (ending, *_OTHER_ENDINGS[ending])
    return next((name[: -len(other)] for other in endings if name.lower().endswith(other)), "")


def is_misnamed(name: str, path: str) -> bool:
    """Tell whether a file of this name was most likely meant to be the YAML file that belongs at a path."""
    wanted = path.rpartition("/")[2]
    return name != wanted and f"{stem(name, '.yaml').lower()}.yaml" == wanted


def file_name(path: str) -> str:
    """Return the last part of a path."""
    return path.rpartition("/")[2]


_LEFT_BEHIND = ("thumbs.db", "desktop.ini")
_BEGINNINGS, _ENDINGS = (".", "~$"), ("~", ".bak", ".orig")


def is_left_behind(name: str) -> bool:
    """Tell whether a file of this name was left by a system or an editor, so that it is no part of an archive."""
    small = name.lower()
    is_saved_by_itself = len(small) > 2 and small[0] == small[-1] == "#"
    return is_saved_by_itself or small in _LEFT_BEHIND or small.startswith(_BEGINNINGS) or small.endswith(_ENDINGS)


def file_name_fault(name: str) -> str:
    """Say why a text as received may not be published under its name, and what to do, or return an empty text."""
    faults = (
        (len(name.encode()) > FILE_NAME_BYTES, f"is longer than {FILE_NAME_BYTES} bytes; rename the file"),
        ("/" in name or "\\" in name, "is a path; write only the file name"),
        (
            re.search(r'[<>:"|?*]', name) or not name.isprintable(),
            "contains a character that some disks refuse; use letters, digits, - _ . and spaces",
        ),
        (
            name.startswith(".") or name.endswith((".", " ")) or name.strip() != name,
            "starts or ends with a dot or a space; rename the file",
        ),
        (
            name.split(".", maxsplit=1)[0].strip().lower() in RESERVED,
            "is a name that Windows reserves; rename the file",
        ),
        (
            not name.endswith(".txt"),
            "could be run by a browser; rename the file so that it ends in .txt",
        ),
    )
    return next((fault for is_wrong, fault in faults if is_wrong), "")


def is_within(path: str, places: Collection[str]) -> bool:
    """Tell whether a path is one of some files and folders, or below one of them."""
    while path and path not in places:
        path = path.rpartition("/")[0]
    return bool(path)
