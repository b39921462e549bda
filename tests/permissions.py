"""What an ordinary user may not do, though root, who often runs the tests, may."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_VERSION_3 = 0x20080522  # linux/capability.h; so are the numbers below
_PASSES_OVER = (1, 2, 3)
"""CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH and CAP_FOWNER: root's rights to pass over the permissions of files."""


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Let this process, and those that it forks, obey the permissions of files for the duration of a block.

    Root gives up the rights to pass over them, and takes them back. Skips where that cannot be done.
    """
    if os.geteuid():
        yield
        return
    rights = _rights()
    _set_rights([rights[0] & ~sum(1 << number for number in _PASSES_OVER), *rights[1:]])
    try:
        yield
    finally:
        _set_rights(rights)


def _header() -> ctypes.Array[ctypes.c_uint32]:
    return (ctypes.c_uint32 * 2)(_VERSION_3, 0)


def _rights() -> list[int]:
    """Return the effective, permitted and inheritable rights, the lower half of each and then the upper."""
    rights = (ctypes.c_uint32 * 6)()
    if not hasattr(libc := ctypes.CDLL(None), "capget") or libc.capget(_header(), rights):
        pytest.skip("root cannot give up its rights here; run the tests as an ordinary user to try permissions")
    return list(rights)


def _set_rights(rights: list[int]) -> None:
    assert not ctypes.CDLL(None).capset(_header(), (ctypes.c_uint32 * 6)(*rights))
