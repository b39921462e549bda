"""What did the last build read and make, so that it can be used again?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from sitebuilder.addresses import Address
from sitebuilder.archive.accounts.comparison import Sharing
from sitebuilder.archive.source import Source
from sitebuilder.cache.files import Cache
from sitebuilder.cache.fingerprints import fingerprint
from sitebuilder.publishing.site_files import Record
from sitebuilder.records.aliases import former_slugs
from sitebuilder.records.articles.reading import ReadArticle
from sitebuilder.slugs import slug_fault
from sitebuilder.source_paths import ABOUT, ARTICLES, NAMES, ORIGINALS, SITE, STORIES, TEMPLATES

T = TypeVar("T")

READ, MADE = "read", "made"
"""The file of what was read, and that of what was made of it."""


class ReadRow(Struct, frozen=True, array_like=True):
    """An article that was read without a problem."""

    inputs: bytes
    """The fingerprint of all that it was read from."""
    received: tuple[str, ...]
    """The names of the texts as received that it was read from, those among them that another has replaced."""
    packed: bytes
    """What was read, as `pack` has it."""


class MadeRow(Struct, frozen=True, array_like=True):
    """A file of the site that was made."""

    record: Record
    """The file."""
    inputs: bytes
    """The fingerprint of what it was made from."""
    view: bytes
    """The fingerprint of what the page shows, empty where it is no page."""
    template: str
    """The template that made it text, empty where it was made without one."""
    template_inputs: bytes
    """The fingerprint of that template and all that it uses."""
    links: bytes
    """The marks of the addresses that it links to."""


class LastBuild(Struct, frozen=True):
    """What the last build of a source read and made."""

    read: Mapping[str, ReadRow] = field(default_factory=dict)
    """The articles, by the names of their files."""
    made: Mapping[Address, MadeRow] = field(default_factory=dict)
    """The files of the site, by address."""
    templates: bytes = b""
    """The fingerprint of all templates, of which none has a mistake."""
    sharing: Mapping[str, Sharing] = field(default_factory=dict)
    """Which accounts of an event share wording, by its slug, where that decides which pages there are."""
    sums: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of each file that several pages are made from, by its path: `shared_sums`."""


class _Made(Struct, frozen=True):
    """The file of what was made."""

    output: str
    """The folder of the site."""
    rows: dict[Address, MadeRow]
    """Its files, by address."""
    templates: bytes
    """The fingerprint of all templates."""
    sharing: dict[str, Sharing]
    """Which accounts of an event share wording, by its slug."""
    sums: dict[str, str]
    """The SHA-256 of each file that several pages are made from."""


class Damaged(Exception):
    """What the cache holds is nothing that a build has written."""


def _without_body(kind: type, value: object) -> object:
    raise TypeError(f"{kind.__name__} is not kept: {value!r}")


_packer = msgspec.msgpack.Encoder()
_unpacker = msgspec.msgpack.Decoder(ReadArticle, dec_hook=_without_body)
_row_unpacker = msgspec.msgpack.Decoder(MadeRow)
_reader = msgspec.msgpack.Decoder(dict[str, ReadRow])
_maker = msgspec.msgpack.Decoder(_Made)

_NOT_OURS = (msgspec.DecodeError, ValueError, RecursionError)
"""What a decoder raises that is given something else."""


def pack(article: ReadArticle) -> bytes:
    """Pack what was read of an article, all but its text."""
    return _packer.encode(replace(article, body=None))


def unpack(packed: bytes) -> ReadArticle:
    """Return what was packed."""
    return _unpacker.decode(packed)


def pack_row(row: MadeRow) -> bytes:
    """Pack a file of the site that was made."""
    return _packer.encode(row)


def unpack_row(packed: bytes) -> MadeRow:
    """Return what `pack_row` packed."""
    return _row_unpacker.decode(packed)


def read_again(name: str, row: ReadRow) -> ReadArticle:
    """Return what was read of an article file, from the cache. Raises `Damaged`."""
    try:
        read = unpack(row.packed)
    except _NOT_OURS:
        raise Damaged from None
    article = read.sound or read.taken_back
    if article is None or (article.file, f"{article.slug}.md") != (f"{ARTICLES}/{name}", name):
        raise Damaged
    slugs = (*filter(None, [article.story]), *former_slugs(article.aliases))
    if read.received != row.received or any(map(slug_fault, slugs)):
        raise Damaged
    return read


def read_row(source: Source, name: str, packed: bytes, received: tuple[str, ...]) -> ReadRow:
    """Return the row of an article that was read without a problem."""
    return ReadRow(read_inputs(source, name, received, source.sums.get(NAMES, "")), received, packed)


def read_before(source: Source, last: Mapping[str, ReadRow]) -> dict[str, ReadRow]:
    """Return the articles of a source that would be read as they were in the last build."""
    names = source.sums.get(NAMES, "")
    rows = ((name, last[name]) for name in source.articles if name in last)
    return {name: row for name, row in rows if row.inputs == read_inputs(source, name, row.received, names)}


def read_inputs(source: Source, name: str, received: Iterable[str], names: str) -> bytes:
    """Return the fingerprint of all that an article is read from: its file, its originals, and the names looked for."""
    sums = [source.sums.get(f"{ORIGINALS}/{file}", "") for file in received]
    return fingerprint([source.sums.get(f"{ARTICLES}/{name}", ""), *sums, names])


def shared_sums(source: Source) -> dict[str, str]:
    """Return the SHA-256 of each file that is no article and no text as received: of those, what was read is kept."""
    stories = (f"{STORIES}/{name}" for name in source.stories)
    templates = (f"{TEMPLATES}/{path}" for path in source.templates)
    return {path: source.sums[path] for path in (SITE, ABOUT, NAMES, *stories, *templates) if path in source.sums}


def recall(cache: Cache, output: str) -> LastBuild:
    """Return what the last build read, and what it made if it was for the same output."""
    read, site = _recalled(cache, READ, _reader, {}), _recalled(cache, MADE, _maker, _Made("", {}, b"", {}, {}))
    if any(row.record.address != address for address, row in site.rows.items()):
        cache.reject(MADE)
        return LastBuild(read)
    made = site.rows if site.output == output else {}
    return LastBuild(read, made, site.templates, site.sharing, site.sums)


def _recalled(cache: Cache, name: str, decoder: msgspec.msgpack.Decoder[T], nothing: T) -> T:
    """Return what a file of the cache holds, or nothing."""
    raw = cache.read(name)
    try:
        return nothing if raw is None else decoder.decode(raw)
    except _NOT_OURS:
        cache.reject(name)
        return nothing


def files_of(output: str, build: LastBuild) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the cache that say what this build read and made."""
    yield READ, _packer.encode(build.read)
    site = _Made(output, dict(build.made), build.templates, dict(build.sharing), dict(build.sums))
    yield MADE, _packer.encode(site)
