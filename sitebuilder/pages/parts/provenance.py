"""How is it shown where the text of an article comes from, and what is proven of it?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.ordering import grouped
from sitebuilder.problems import counted, listed
from sitebuilder.records.articles.article import Article
from sitebuilder.records.articles.heading import Heading
from sitebuilder.text.originals import Original
from sitebuilder.words.unseen_kinds import Manifest, Unseen


class Copy(Struct, frozen=True):
    """A text as received that another has replaced."""

    file: str
    """Its name."""
    to: Address | None
    """The page that shows it; None where it is withheld."""
    size: str
    """Its size in bytes, in words."""
    sha256: str
    """Its SHA-256."""


class Provenance(Struct, frozen=True):
    """Where the text of an article comes from."""

    file: str
    """The name of the text as received."""
    to: Address | None
    """The page that shows it, from which it can be downloaded; None where it is withheld."""
    size: str
    """Its size in bytes, in words."""
    sha256: str
    """Its SHA-256."""
    proof: tuple[str, ...]
    """What of it was compared with the page, as sentences."""
    heading: tuple[str, ...]
    """Which of them are not in the text but above it, as sentences."""
    earlier: tuple[Copy, ...]
    """The copies that the text as received has replaced, newest first."""


def provenance(article: Article, withheld: Collection[str]) -> Provenance | None:
    """Return where the text of an article comes from, where the archive has it as received.

    `withheld` names the texts as received that have no address.
    """
    original = article.original
    if original is None:
        return None
    return Provenance(
        file=original.file,
        to=_page_of(original.file, withheld),
        size=counted(original.size, "byte"),
        sha256=original.sha256,
        proof=tuple(_proof(original, article.uncounted_marks)),
        heading=tuple(_where_shown(article.heading)),
        earlier=tuple(
            Copy(copy.file, _page_of(copy.file, withheld), counted(copy.size, "byte"), copy.sha256)
            for copy in article.earlier
        ),
    )


def _page_of(file: str, withheld: Collection[str]) -> Address | None:
    return None if file in withheld else addresses.original_page(file)


KINDS_SHOWN = 5
"""How many kinds of character that nobody sees are named, those of which there are the most."""

PARAGRAPHS_SHOWN = 6
"""How many paragraphs that show nothing are named by number."""


def unseen_sentences(unseen: Unseen | None) -> tuple[str, ...]:
    """Say which characters a text has that nobody sees."""
    if unseen is None:
        return ()
    sentences = (_manifests(unseen.manifests), _counts(unseen), _blank(unseen.blank))
    return tuple(sentence for sentence in sentences if sentence)


def _manifests(manifests: Sequence[Manifest]) -> str:
    if not manifests:
        return ""
    size = counted(sum(manifest.size for manifest in manifests), "byte")
    incomplete = sum(not manifest.is_whole for manifest in manifests)
    if len(manifests) == 1:
        fault = ", incomplete" if incomplete else ""
        return f"It carries an invisible C2PA manifest, {size}{fault}. What that says has not been verified."
    fault = f", {incomplete} of them incomplete" if incomplete else ""
    return f"It carries {len(manifests)} invisible C2PA manifests{fault}, {size}. What they say has not been verified."


def _counts(unseen: Unseen) -> str:
    """Say how many others a text has, in a short list."""
    if not unseen.counts:
        return ""
    named = [counted(count, kind) for kind, count in unseen.counts[:KINDS_SHOWN]]
    if rest := sum(count for _, count in unseen.counts[KINDS_SHOWN:]):
        named.append(f"{rest:,} of other kinds")
    return f"It {'also ' if unseen.manifests else ''}has {listed(named)}."


def _blank(numbers: Sequence[int]) -> str:
    """Say which paragraphs show nothing."""
    if len(numbers) > PARAGRAPHS_SHOWN:
        return f"{len(numbers):,} of its paragraphs show nothing."
    show = "shows" if len(numbers) == 1 else "show"
    return f"{_numbered(numbers).capitalize()} {show} nothing." if numbers else ""


def _proof(original: Original, uncounted: int | None) -> Iterator[str]:
    """Say what was compared: paragraphs of the file received, and which if they are not all, or their words."""
    count = counted(original.last - original.first + 1, "paragraph")
    which = f"{original.first} to {original.last}" if original.last > original.first else f"number {original.first}"
    where = count + (f" ({which} of the {original.total:,} that the file has)" if original.is_part else "")
    if uncounted is None:
        yield f"Identical to the file received, letter for letter, in {where}: checked when the site was built."
        return
    words = f"All words are those of the file received, letter for letter and in the same order, in {where}"
    yield f"{words}: checked when the site was built."
    marks = (
        f"{counted(uncounted, 'mark')} of tables and lists in the file {'is' if uncounted == 1 else 'are'} not counted"
    )
    yield f"White space was not compared; {marks if uncounted else 'all marks in the file are counted'}."


def _where_shown(heading: Heading) -> Iterator[str]:
    """Say which paragraphs of a text as received are the headline and the like, and which are shown as printed."""
    for held in heading.held:
        if held.exact is not None:
            yield f"{held.key.capitalize()}: {_numbered(held.paragraphs)} of the file received."
    partly = grouped((held.paragraphs, held.key) for held in heading.held if held.exact is None)
    for numbers, keys in partly.items():
        yield f"{listed(keys).capitalize()}: read from {_numbered(numbers)} of the file received, shown as printed."


def _numbered(numbers: Sequence[int]) -> str:
    return f"paragraph{'s' if len(numbers) > 1 else ''} {listed([str(number) for number in numbers])}"
