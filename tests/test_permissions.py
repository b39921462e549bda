"""What a build does where an ordinary user may not write or read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from changing import BEFORE, beside, build, change
from conftest import ROOT, Files, article, each, run, tree, write
from permissions import as_an_ordinary_user

from sitebuilder.running import disk

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
    (home / "public").rename(home / ".public.next")
    with as_an_ordinary_user():
        chmod(home / ".public.next", take=0o222)
        assert build(home) == site
    assert not beside(home / "public")


@only_root
def test_what_another_user_left_and_nobody_else_may_remove_is_named_with_the_remedy(home: Path) -> None:
    site = build(home)
    (home / "public").rename(home / ".public.next")
    for path in (home / ".public.next", *(home / ".public.next").rglob("*")):
        os.chown(path, 65534, 65534)
    with as_an_ordinary_user():
        result = run("--source", home)
    remedy = "cannot be removed: permission denied; remove it as the user who owns it"
    assert result.complained == f"{home}/.public.next: {remedy}; public/ is unchanged\n"
    assert (result.status, result.said) == (1, "")
    assert tree(home / ".public.next") == site


@only_root
def test_the_empty_lock_file_that_another_user_left_locks_nobody_out(home: Path) -> None:
    (home / ".public.lock").touch(0o644)
    os.chown(home / ".public.lock", 65534, 65534)
    with as_an_ordinary_user():
        build(home)
    assert not beside(home / "public")


# Files and folders that may not be read

KEYS = {"story": "flood", "label": "the account"}

ARCHIVE = {
    "articles/flood.md": article("See [the other](bridge.md#p1).\n", **KEYS),
    "articles/bridge.md": article("The bridge is closed.\n", original="The bridge is closed.\n", title="Another"),
    "articles/originals/original.txt": "The bridge is closed.\n",
    "articles/stories/flood.yaml": "supplied_title: The flood\n",
    "articles/names.yaml": "- {name: The bridge, kind: place}\n",
    "templates/about.html": "{% extends 'base.html' %}{% import 'parts/added.html' as added %}",
    "templates/parts/added.html": "",
    "templates/static/style.css": "",
}


@pytest.fixture
def complaints(tmp_path: Path) -> Callable[[str, int], list[str]]:
    """Take permissions of a file or folder away, check the archive, and return what is complained about."""

    def closed(path: str, mode: int) -> list[str]:
        folder = write(tmp_path / "archive", ARCHIVE)
        (folder / path).chmod(mode)
        with as_an_ordinary_user():
            result = run("check", "--source", folder)
        assert result.status == 1
        return result.complained.splitlines()[:-1]

    return closed


@pytest.mark.parametrize("mode", [0, 0o300, 0o600], ids=["closed", "not listed", "not searched"])
@pytest.mark.parametrize(
    "folder", ["articles", "articles/originals", "articles/stories", "templates", "templates/parts", "templates/static"]
)
def test_a_folder_that_cannot_be_read_is_reported_once_and_nothing_in_it_is_called_missing(
    complaints: Callable[[str, int], list[str]], folder: str, mode: int
) -> None:
    assert complaints(folder, mode) == [f"{folder}: cannot be read: permission denied"]


@pytest.mark.parametrize("file", ["site.yaml", *ARCHIVE])
def test_a_file_that_cannot_be_read_is_reported_once_and_not_called_missing(
    complaints: Callable[[str, int], list[str]], file: str
) -> None:
    assert complaints(file, 0) == [f"{file}: cannot be read: permission denied"]


def test_a_template_of_the_program_that_cannot_be_read_is_reported_once_not_once_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With many articles, too, and where the archive is in the folder of the program."""
    shutil.copytree(ROOT / "templates", tmp_path / "archive" / "templates")
    folder = write(
        tmp_path / "archive", {f"articles/number-{number}.md": article(f"Text {number}.\n") for number in range(20)}
    )
    monkeypatch.setattr(disk, "PROGRAM", folder)
    for path in each(sorted((folder / "templates").rglob("*"))):
        mode = path.stat().st_mode
        path.chmod(0)
        with as_an_ordinary_user():
            result = run("check", "--source", folder)
        path.chmod(mode)
        name = path.relative_to(folder).as_posix()
        assert result.complained.splitlines()[:-1] == [f"{name}: cannot be read: permission denied"]


def test_a_template_that_is_not_text_is_reported_once_not_once_a_page(tmp_path: Path) -> None:
    files: Files = {f"articles/number-{number}.md": article(f"Text {number}.\n") for number in range(20)}
    folder = write(tmp_path / "archive", files | {"templates/article.html": b"\xff"})
    complained = run("check", "--source", folder).complained
    assert complained.splitlines()[:-1] == ["templates/article.html:1: byte 0xFF is not utf-8; save the file as utf-8"]


def test_a_template_that_changes_every_text_is_reported_once_with_the_first_of_them(tmp_path: Path) -> None:
    files: Files = {f"articles/number-{number}.md": article(f"Text {number}.\n") for number in range(20)}
    folder = write(tmp_path / "archive", files | {"templates/article.html": '<p class="e-content">mine</p>'})
    complained = run("check", "--source", folder).complained
    fault = 'the article has a paragraph 1, "Text 0.", and the page has none'
    remedy = "print only its html in an element of class e-content"
    changes = f"templates/article.html: changes the text of articles/number-0.md: {fault}; {remedy}"
    assert complained.splitlines()[:-1] == [changes]
