"""What is in the folder of a published site: which files, with which sums, and what else?

Nothing is followed, waited for or changed: a link, a pipe and a file that cannot be read are reported as what they are.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitebuilder.addresses import MANIFEST, MARKER, Address
from sitebuilder.problems import reason
from sitebuilder.publishing.output_folder import Refused
from sitebuilder.running.console import MANY, watched
from sitebuilder.running.regular_files import read_regular, sum_file
from sitebuilder.running.verifying.manifest import Manifest, read_manifest


@dataclass(frozen=True, slots=True)
class PublishedSite:
    """What is in the folder of a published site."""

    sums: dict[Address, str]
    """The SHA-256 of each file, by its path in the folder."""
    faults: dict[Address, str]
    """What is there instead of a file that can be read, and what to do, by its path."""
    manifest: Manifest | None
    """Its manifest, None where it cannot be read."""


def read_published(folder: Path, quiet: bool) -> PublishedSite:
    """Sum every file in the folder of a site, and read its manifest. Raises `Refused` where there is no site."""
    if not any(os.path.lexists(folder / file) for file in (MARKER, MANIFEST)):  # a host may have refused the marker
        raise Refused(f"there is no site in {folder}; type build.py, or name another folder with --output")
    sums: dict[Address, str] = {}
    faults: dict[Address, str] = {}
    things = [*_things_in(os.fspath(folder))]
    for address, fault in watched(things, len(things), "Summing", quiet, MANY):
        summed, why = (None, fault) if fault else sum_file(f"{folder}/{address}", sys.maxsize - 1)
        if summed is None:
            faults[address] = why if ";" in why else f"{why}; let it be read, and verify again"
        else:
            sums[address] = summed
    return PublishedSite(sums, faults, _manifest(folder, faults))


def _things_in(folder: str, inside: Address = "") -> Iterator[tuple[Address, str]]:
    """Yield the path of everything in a folder that is no folder with something in it; with what is wrong, if known."""
    try:
        with os.scandir(folder) as scanned:
            entries = [*scanned]
    except OSError as error:
        yield inside.rstrip("/") or ".", f"cannot be read: {reason(error)}"
        return
    if not entries and inside:
        yield inside.rstrip("/"), "is an empty folder; remove it"
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _things_in(entry.path, f"{inside}{entry.name}/")
        else:
            yield f"{inside}{entry.name}", ""


def _manifest(folder: Path, faults: dict[Address, str]) -> Manifest | None:
    """Read the manifest; one that is missing or is no text is a fault."""
    try:
        raw, _ = read_regular(f"{folder}/{MANIFEST}", sys.maxsize - 1)
        return read_manifest(raw.decode("utf-8")) if raw is not None else None
    except FileNotFoundError:
        faults.setdefault(MANIFEST, "is missing, so nothing can be compared with it; copy it again, or type build.py")
    except UnicodeDecodeError:
        faults.setdefault(MANIFEST, "is no text in UTF-8; copy it again, or type build.py --clean")
    except OSError:
        pass  # it is among the faults already
    return None
