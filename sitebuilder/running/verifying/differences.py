"""How does a published site differ from its manifest, and from what would be built?"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sitebuilder.addresses import MANIFEST, Address
from sitebuilder.problems import Problem, counted, printable, problem
from sitebuilder.running.verifying.manifest import Manifest
from sitebuilder.running.verifying.published import PublishedSite
from sitebuilder.running.verifying.would_be import WouldBe

AGAIN = "copy it again, or type build.py --clean"
"""What to do about a file that is not the one that was built."""


def findings(name: str, site: PublishedSite, built: WouldBe) -> list[str]:
    """Return the lines of a whole report on a site whose folder has a name; none where nothing differs."""
    wrong = differences(name, site, built)
    lines = [printable(str(one)) for one in (*sorted(set(built.problems)), *wrong)]
    first = [*_heading(name, site.manifest, built)]
    if built.problems:
        lines.append(f"{counted(len(set(built.problems)), 'problem')} in the source: compared with the manifest only")
    if wrong:
        lines.append(f"{counted(len(wrong), 'difference')} in {name}")
    return [*first, *lines]


def differences(name: str, site: PublishedSite, built: WouldBe) -> list[Problem]:
    """Return what is wrong with a site whose folder has a name, a line for each file: what is wrong, and what to do.

    What differs from the manifest is not compared with the source besides.
    """
    wrong = {**_from_manifest(site), **site.faults}
    wrong |= {address: fault for address, fault in _from_source(site, built) if address not in wrong}
    lines = [problem(f"{name}{address}", 0, "", fault) for address, fault in wrong.items()]
    if site.manifest:
        faults = site.manifest.faults
        lines += [problem(f"{name}{MANIFEST}", line, "", f"{fault}; {AGAIN}") for line, fault in faults]
    return sorted(lines)


def _from_manifest(site: PublishedSite) -> dict[Address, str]:
    """Return what differs from the manifest, by address: missing, changed, not in it."""
    if site.manifest is None:
        return {}
    listed = site.manifest.sums
    missing = listed.keys() - site.sums.keys() - site.faults.keys()
    holder = {sha256: address for address, sha256 in reversed(listed.items())}
    wanted = {listed[address]: address for address in sorted(missing, reverse=True)}
    wrong = {address: _missing(address, site.faults) for address in missing}
    for address, sha256 in site.sums.items():
        if address not in listed and address != MANIFEST:
            wrong[address] = _extra(wanted.get(sha256))
        elif listed.get(address, sha256) != sha256:
            wrong[address] = _changed(holder.get(sha256))
    return wrong


def _missing(address: Address, faults: Collection[Address]) -> str:
    folder = address
    while folder := folder.rpartition("/")[0]:
        if folder in faults:
            return f"is in {folder}, which is no folder that can be read"
    return f"is missing; {AGAIN}"


def _extra(wanted: Address | None) -> str:
    if wanted:
        return f"is not in the manifest, and holds what {wanted} should hold; rename it to that"
    return "is not in the manifest; remove it"


def _changed(other: Address | None) -> str:
    holds = f" and holds what {other} should hold" if other else ""
    return f"is not the file that the manifest lists{holds}; {AGAIN}"


def _from_source(site: PublishedSite, built: WouldBe) -> Iterator[tuple[Address, str]]:
    """Yield what would be built otherwise, as far as anything would be built."""
    if built.problems:
        return
    for address in sorted(built.sums.keys() | site.sums.keys()):
        if address not in site.sums:
            yield address, "is not in the site, and would be built from the source; type build.py"
        elif address not in built.sums:
            yield address, "would not be built from the source; type build.py"
        elif site.sums[address] != built.sums[address]:
            yield address, "is not what would be built from the source; type build.py --clean"


def _heading(name: str, manifest: Manifest | None, built: WouldBe) -> Iterator[str]:
    """Yield what has to be known first: that another version built the site, or that its source was edited since."""
    if manifest is None or not manifest.version:
        return
    if manifest.version != built.version:
        remedy = f"compare it with version {manifest.version}"
        yield f"{name}: was built by version {manifest.version} of the program, and this is {built.version}; {remedy}"
    if manifest.edition != built.edition:
        now = f"the source is now the edition {built.edition}"
        yield f"{name}: is the edition {manifest.edition}, and {now}; type build.py, or name its source with --source"
