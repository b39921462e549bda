"""How is it shown where the text of an article comes from, and what is proven of it?"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.ordering import grouped
from sitebuilder.problems import counted, listed
from sitebuilder.records.articles.article import Article
from sitebuilder.records.articles.heading import Heading
from sitebuilder.text.originals import Original


class Provenance(Struct, frozen=True):
    """Where the text of an article comes from."""

    file: str
    """The name of the text as received."""
    to: Address
    """The page that shows it, from which it can be downloaded."""
    size: str
    """Its size in bytes, in words."""
    sha256: str
    """Its SHA-256."""
    paragraphs: str
    """How many paragraphs were compared, code point by code point, with the page."""
    heading: tuple[str, ...]
    """Which of them are not in the text but above it, as sentences."""


def provenance(article: Article) -> Provenance | None:
    """Return where the text of an article comes from, where the archive has it as received."""
    original = article.original
    if original is None:
        return None
    return Provenance(
        file=original.file,
        to=addresses.original_page(original.file),
        size=counted(original.size, "byte"),
        sha256=original.sha256,
        paragraphs=_compared(original),
        heading=tuple(_where_shown(article.heading)),
    )


def _compared(original: Original) -> str:
    """Say how many paragraphs of the file received were compared, and which, where they are not all of them."""
    number = counted(original.last - original.first + 1, "paragraph")
    which = f"{original.first} to {original.last}" if original.last > original.first else f"number {original.first}"
    return number + (f" ({which} of the {original.total:,} that the file has)" if original.is_part else "")


def _where_shown(heading: Heading) -> Iterator[str]:
    """Say which paragraphs of a text as received are the headline and the like, and which are shown as printed."""
    for held in heading.held:
        if held.exact is not None:
            yield f"{held.key.capitalize()}: {_numbered(held.paragraphs)} of the file received."
    partly = grouped((held.paragraphs, held.key) for held in heading.held if held.exact is None)
    for numbers, keys in partly.items():
        yield f"{listed(keys).capitalize()}: read from {_numbered(numbers)} of the file received, shown as printed."


def _numbered(numbers: tuple[int, ...]) -> str:
    return f"paragraph{'s' if len(numbers) > 1 else ''} {listed([str(number) for number in numbers])}"
