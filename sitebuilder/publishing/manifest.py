"""How is the manifest of a site written?

The form of `sha256sum`: a line `<sha256>  <address>` for each file. The first line begins with `#`, and `sha256sum -c`
and `shasum -c` pass over it. It says which edition the site is, and which version of the program built it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from sitebuilder.publishing.site_files import Record


def manifest_heading(edition: str, version: str) -> str:
    """Return the first line of a manifest."""
    return f"# Edition {edition}, built by news archive {version}"


def manifest_lines(heading: str, records: Iterable[Record]) -> Iterator[bytes]:
    """Yield the lines of a manifest: its heading, then the files by address."""
    yield f"{heading}\n".encode()
    yield from (
        f"{record.sha256}  {record.address}\n".encode() for record in sorted(records, key=attrgetter("address"))
    )
