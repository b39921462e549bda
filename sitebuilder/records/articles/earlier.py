"""Which copies of a text as received have been replaced by a better one?"""

from __future__ import annotations

from msgspec import Struct

from sitebuilder.formats.characters import Remedies, decode_exactly, is_encoding, not_text
from sitebuilder.formats.fields import Fields
from sitebuilder.formats.schema import Schema
from sitebuilder.problems import shown
from sitebuilder.records.articles.front_matter import Revision
from sitebuilder.text.lines import with_newlines
from sitebuilder.text.originals import Original, Originals, not_an_encoding, read_file

SCHEMA = Schema(
    "earlier",
    {
        "file": "The name of the copy that was replaced, in `articles/originals/`.",
        "sha256": "The SHA-256 of that file.",
        "encoding": "Its encoding, where that is not the one of the file that replaced it.",
    },
)
"""Every key of an entry of `earlier`."""


class EarlierCopy(Struct, frozen=True, array_like=True):
    """A text as it was received first, which another file has replaced since."""

    file: str
    """Its name in `articles/originals/`."""
    size: int
    """How many bytes it has."""
    encoding: str
    """Its encoding, as the article gives it."""
    sha256: str
    """The SHA-256 of the bytes, in lower-case hexadecimal digits."""
    is_text: bool
    """Whether its bytes are text in that encoding: what is damaged need not be."""


def read_earlier(
    source: Fields, originals: Originals | None, current: Original | None, revisions: tuple[Revision, ...]
) -> tuple[EarlierCopy, ...]:
    """Read the copies that the file of a `source` has replaced, newest first; what is wrong is noted in `source`."""
    copies: list[EarlierCopy] = []
    for row in source.rows("earlier", SCHEMA):
        encoding = row.text("encoding") or (current.encoding if current else "utf-8")
        if not is_encoding(encoding):
            row.note("encoding", not_an_encoding(encoding))
            continue
        received = read_file(row, originals)
        if received is None:
            continue
        name, raw, sha256 = received
        if current and name == current.file:
            row.note("file", f"{shown(name)} is the file that is not replaced; name the one that it took the place of")
        elif name in {copy.file for copy in copies}:
            row.note("file", f"{shown(name)} is listed twice; remove one of the two entries")
        else:
            copies.append(EarlierCopy(name, len(raw), encoding, sha256, _is_text(raw, encoding)))
    if source.has("earlier") and revisions and not any(revisions[0].on.order < one.on.order for one in revisions):
        remedy = "write under revisions: on which later day the copy was replaced"
        source.note("earlier", f"no revision is of a later day than the first; {remedy}")
    return tuple(copies)


def _is_text(raw: bytes, encoding: str) -> bool:
    text, _ = decode_exactly(raw, "", encoding, Remedies())
    return text is not None and not not_text(with_newlines(text), "", encoding, Remedies())
