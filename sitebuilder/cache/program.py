"""Which program is it that builds: its own code, Python, and the packages that it uses?

What another one has made is not used again. No package is imported for that: their versions are in the names of folders
beside them.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGES = frozenset(
    {"markdown", "jinja2", "markupsafe", "pyyaml", "python_slugify", "text_unidecode", "nh3", "msgspec"}
)
"""The packages that have a part in what is made, as the names of their folders are written."""

_INSTALLED = re.compile(r"(.+?)-([^-]+)(?:-py\d.*)?\.(?:dist-info|egg-info)")


def program_fingerprint(folder: Path) -> str:
    """Return a fingerprint of the program in a folder, with the Python and the packages that run it."""
    summed = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.version}\n".encode())
    for path in sorted([folder / "build.py", *(folder / "sitebuilder").rglob("*.py")]):
        summed.update(f"{path.relative_to(folder).as_posix()}\n".encode() + path.read_bytes())
    for package in sorted(_installed()):
        summed.update(f"{package}\n".encode())
    return summed.hexdigest()


def _installed() -> Iterator[str]:
    """Yield each of the packages with its version, from every folder in which Python looks for them."""
    for place in dict.fromkeys(sys.path):
        try:
            names = os.listdir(place or ".")  # noqa: PTH208 - only names are wanted
        except OSError:
            continue
        for name in names:
            match = _INSTALLED.fullmatch(name)
            if match and match[1].lower().replace("-", "_") in PACKAGES:
                yield f"{match[1].lower()} {match[2]}"
