"""Is a value the same as one in another build?

A file of the site is made by a function of its arguments alone; so it is the same where these are. Values are compared
by a digest of what they hold, in a form that does not depend on the process: two values that are equal have the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, partial
from hashlib import blake2b
from types import FunctionType
from typing import Any

from msgspec.msgpack import Encoder

from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.source import Source

SIZE = 16
"""How many bytes a fingerprint has: two different values have the same one once in 2**64 builds of all pages."""

LINK_SIZE = 8
"""How many bytes stand for an address that a page links to."""


def _known(value: object) -> str:
    """Return what stands for a value that has no form of its own: a text, a fingerprint."""
    if isinstance(value, str):
        return str(value)
    known: str = getattr(value, "fingerprint", "")
    if not known:
        raise TypeError(f"{type(value).__name__} has no fingerprint")
    return known


_encoder = Encoder(enc_hook=_known, order="deterministic")


def fingerprint(value: object) -> bytes:
    """Return the fingerprint of a value: of structs, lists, mappings, texts and numbers, as deep as they go.

    A value that has a `fingerprint` of its own, such as a whole archive or a text, is not looked into.
    """
    known = getattr(value, "fingerprint", "")
    return blake2b(_encoder.encode(known or value), digest_size=SIZE).digest()


def is_everything(value: object) -> bool:
    """Tell whether a value is a whole archive, of which a page may show anything."""
    return isinstance(value, (Archive, Source)) and bool(value.fingerprint)


def fingerprint_inputs(make: partial[Any]) -> bytes:
    """Return the fingerprint of what makes a file: the function and its arguments.

    Where one of them has everything in it, the others are left out: they come from it, and a page of a long list may
    have the whole list among them.
    """
    arguments = (*make.args, *make.keywords.values())
    everything = [value for value in arguments if is_everything(value)]
    known = [getattr(value, "fingerprint", "") or value for value in everything or arguments]
    return fingerprint([_name(make.func), tuple(make.keywords), known])


@cache
def _name(function: Callable[..., object]) -> str:
    if not isinstance(function, FunctionType):
        raise TypeError(f"{function} is not a function of its arguments alone")
    return f"{function.__module__}.{function.__qualname__}"


def link_mark(address: Address) -> bytes:
    """Return what stands for an address that a page links to."""
    return blake2b(address.encode(), digest_size=LINK_SIZE).digest()


def link_marks(addresses: Iterable[Address]) -> bytes:
    """Return the marks of addresses, one after the other, in an order that does not depend on theirs."""
    return b"".join(sorted(map(link_mark, addresses)))


def each_mark(marks: bytes) -> Iterator[bytes]:
    """Yield the marks of addresses, one after the other."""
    return (marks[at : at + LINK_SIZE] for at in range(0, len(marks), LINK_SIZE))


def has_any(marks: bytes, wanted: Collection[bytes]) -> bool:
    """Tell whether some of the wanted marks of addresses is among these."""
    return bool(wanted) and any(mark in wanted for mark in each_mark(marks))
