"""What a build does where an ordinary user may not write or read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from changing import BEFORE, beside, build, change
from conftest import run, tree
from permissions import as_an_ordinary_user

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")


@pytest.fixture
def home(archive: Callable[..., Path]) -> Path:
    """An archive that is not built yet."""
    return archive(BEFORE)


def chmod(folder: Path, *, add: int = 0, take: int = 0) -> None:
    """Change the permissions of a folder and of everything below it."""
    for path in (*sorted(folder.rglob("*"), reverse=True), folder):
        path.chmod((path.stat().st_mode | add) & ~take)


# A site that may not be written to


def test_a_site_without_write_permission_is_replaced_by_every_build_to_come(home: Path) -> None:
    """As after `chmod -R a-w public`: the owner may change that again, so the build does."""
    build(home)
    with as_an_ordinary_user():
        chmod(home / "public", take=0o222)
        change(home)
        site = build(home)
        assert not beside(home / "public")
        chmod(home / "public", take=0o222)
        assert build(home) == site
    assert not beside(home / "public")


def test_a_part_of_a_site_without_write_permission_that_a_dead_build_left_is_cleared_away(home: Path) -> None:
    site = build(home)
    (home / "public").rename(home / ".public.new")
    with as_an_ordinary_user():
        chmod(home / ".public.new", take=0o222)
        assert build(home) == site
    assert not beside(home / "public")


@only_root
def test_what_another_user_left_and_nobody_else_may_remove_is_named_with_the_remedy(home: Path) -> None:
    site = build(home)
    (home / "public").rename(home / ".public.new")
    for path in (home / ".public.new", *(home / ".public.new").rglob("*")):
        os.chown(path, 65534, 65534)
    with as_an_ordinary_user():
        result = run("--source", home)
    remedy = "cannot be removed: permission denied; remove it as the user who owns it"
    assert result.complained == f"{home}/.public.new: {remedy}; public/ is unchanged\n"
    assert (result.status, result.said) == (1, "")
    assert tree(home / ".public.new") == site


@only_root
def test_the_empty_lock_file_that_another_user_left_locks_nobody_out(home: Path) -> None:
    (home / ".public.lock").touch(0o644)
    os.chown(home / ".public.lock", 65534, 65534)
    with as_an_ordinary_user():
        build(home)
    assert not beside(home / "public")
