"""Nothing that a maintainer does costs what is published: a source that looks empty does not empty the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Files, Run, article, run, tree

Write = Callable[[Files], Path]


def published(archive: Write, count: int) -> Path:
    """Build an archive of so many articles and return its folder."""
    folder = archive({f"articles/a{number:02}.md": article(f"Words of {number}.\n") for number in range(count)})
    assert run("--source", folder).status == 0
    return folder


def rebuilt_without(folder: Path, numbers: range, *switches: str) -> Run:
    """Remove some articles and build again."""
    for number in numbers:
        (folder / f"articles/a{number:02}.md").unlink()
    return run("--source", folder, *switches)


def test_an_archive_without_articles_does_not_replace_a_site_that_has_some(archive: Write) -> None:
    """An unmounted disk, a half-synced checkout."""
    folder = published(archive, 2)
    before = tree(folder / "public")
    result = rebuilt_without(folder, range(2))
    assert (result.status, result.said) == (1, "")
    assert result.complained == (
        "2 of 2 published articles would be gone: articles/a00.html, articles/a01.html; public/ is unchanged."
        " Put their files back, or type build.py --allow-removals\n"
    )
    assert tree(folder / "public") == before


def test_more_than_half_of_ten_articles_do_not_go_unnoticed(archive: Write) -> None:
    folder = published(archive, 10)
    before = tree(folder / "public")
    result = rebuilt_without(folder, range(6))
    assert result.status == 1
    assert result.complained.startswith(
        "6 of 10 published articles would be gone: articles/a00.html, articles/a01.html, articles/a02.html, …; public/"
    )
    assert tree(folder / "public") == before


@pytest.mark.parametrize(("count", "gone"), [(10, 5), (9, 8)], ids=["half of ten", "all but one of nine"])
def test_fewer_may_go(archive: Write, count: int, gone: int) -> None:
    folder = published(archive, count)
    assert rebuilt_without(folder, range(gone)).status == 0
    assert f"articles/a{gone - 1:02}.html" not in tree(folder / "public")


def test_removals_that_are_meant_are_allowed_by_a_switch(archive: Write) -> None:
    folder = published(archive, 2)
    assert rebuilt_without(folder, range(2), "--allow-removals").status == 0
    assert not [address for address in tree(folder / "public") if address.startswith("articles/")]


def test_a_first_build_may_have_no_article(archive: Write) -> None:
    assert run("--source", archive({})).status == 0


def test_an_article_that_was_renamed_is_one_that_goes(archive: Write) -> None:
    """Its old address would be dead."""
    folder = published(archive, 10)
    for number in range(6):
        (folder / f"articles/a{number:02}.md").rename(folder / f"articles/b{number:02}.md")
    assert run("--source", folder).status == 1
