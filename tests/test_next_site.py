"""The site before stays beside the output and becomes the next one; nothing in it is trusted, and it may be deleted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from changing import BEFORE, build, change, files_of
from conftest import article, each, run, tree, write

from sitebuilder.publishing import publication as publishing


@pytest.fixture
def home(archive: Callable[..., Path]) -> Path:
    """An archive that was built, changed and built again, and has changed once more since."""
    folder = archive(BEFORE)
    build(folder)
    change(folder)
    build(folder)
    edit(folder, "Once more")
    return folder


def edit(home: Path, words: str) -> None:
    """Change the words of an article; those of others, and their pages, stay the same."""
    (home / "articles/added.md").write_text(article(f"{words}.\n"))


def from_nothing(home: Path) -> dict[str, object]:
    """Build the archive elsewhere, and return what is in the folder of its site."""
    fresh = home.parent / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(home, fresh, ignore=shutil.ignore_patterns("public", ".cache", ".public.*"))
    build(fresh)
    return whole(fresh / "public")


def whole(folder: Path) -> dict[str, object]:
    """Return the bytes of every file below a folder, and the rights of the folders."""
    below = {path.relative_to(folder).as_posix(): path.stat().st_mode for path in folder.rglob("*") if path.is_dir()}
    return below | tree(folder) | {"": folder.stat().st_mode}


def is_shared(home: Path, address: str) -> bool:
    """Tell whether the site and the folder beside it have one file at an address."""
    return (home / "public" / address).samefile(home / ".public.next" / address)


def test_the_site_before_stays_beside_the_new_one_and_shares_with_it_what_is_the_same(home: Path) -> None:
    before = whole(home / "public")
    build(home)
    assert whole(home / ".public.next") == before
    assert is_shared(home, "articles/same.html")
    assert not is_shared(home, "articles/added.html")


def test_an_edit_after_an_edit_links_no_file_and_writes_only_what_is_new(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(home)
    edit(home, "Once again")
    before = {path.name: about for path, about in files_of(home / ".public.next").items()}
    monkeypatch.setattr(os, "link", lambda *_: pytest.fail("a file was to be linked"))
    build(home)
    new = {path.name for path, about in files_of(home / "public").items() if before[path.name] != about}
    assert new == {"about.html", "added.html", "added.md", "index.html", "manifest-sha256.txt"}


def test_a_rebuild_after_no_change_touches_nothing_in_either_folder(home: Path) -> None:
    build(home)
    everything = {path: path.stat() for path in home.rglob("*")}
    build(home)
    assert {path: path.stat() for path in home.rglob("*")} == everything


def test_what_a_mistake_in_the_source_stops_leaves_the_folder_for_the_build_after_it(home: Path) -> None:
    files = files_of(home)
    (home / "articles/changed.md").write_text("no front matter")
    assert run("--source", home).status == 1
    assert {path for path, about in files_of(home).items() if files[path] != about} == {home / "articles/changed.md"}


def test_a_build_that_fails_later_leaves_nothing_of_what_it_made(home: Path) -> None:
    site = whole(home / "public")
    write(home, {"templates/about.html": "{{ page.nothing }}"})
    assert run("--source", home).status == 1
    assert not (home / ".public.next").exists()
    assert whole(home / "public") == site


def test_a_build_writes_into_no_file_that_was_ever_published(home: Path, tmp_path: Path) -> None:
    """Also of another name of it, such as a copy by `cp -l`, nothing changes."""
    kept = tmp_path / "kept"
    for number in range(4):
        shutil.copytree(home / "public", kept / str(number), copy_function=os.link)
        shutil.copytree(home / "public", kept / f"{number} copied")
        edit(home, f"Edit {number}")
        build(home)
    for number in range(4):
        assert tree(kept / str(number)) == tree(kept / f"{number} copied")


def test_what_is_written_into_a_published_file_is_neither_in_the_next_site_nor_in_the_one_after(home: Path) -> None:
    """In both folders it is one file."""
    build(home)
    for words in ("Another", "Yet another"):
        with (home / "public/articles/same.html").open("a") as file:
            file.write("Somebody else's words")
        edit(home, words)
        build(home)
        assert whole(home / "public") == from_nothing(home)


def test_a_folder_that_is_empty_in_the_new_site_is_in_neither_of_the_next_two(home: Path) -> None:
    build(home)
    assert (home / "public/topics").exists()
    assert (home / ".public.next/topics").exists()
    (home / "articles/same.md").unlink()
    for words in ("Another", "Yet another"):
        edit(home, words)
        build(home)
        assert not (home / "public/topics").exists()
        assert whole(home / "public") == from_nothing(home)


def test_a_folder_has_the_rights_of_a_new_one_in_every_site(home: Path) -> None:
    """One that somebody gave other rights is not used again two builds later."""
    build(home)
    for folder in ("public", "public/articles"):
        (home / folder).chmod(0o700)
    for words in ("Another", "Yet another"):
        edit(home, words)
        build(home)
        assert whole(home / "public") == from_nothing(home)


# What may be in that folder


def a_stray_page(beside: Path) -> None:
    """A page that no build has made."""
    write(beside, {"articles/stray.html": "stray", "stray.html": "stray", ".hidden": "stray"})


def a_stray_folder(beside: Path) -> None:
    """A folder that no build has made."""
    write(beside, {"drafts/secret/letter.html": "stray"})
    (beside / "empty").mkdir()


def another_page(beside: Path) -> None:
    """Other words at the address of a page."""
    (beside / "articles/same.html").unlink()
    (beside / "articles/same.html").write_text("Somebody else's words")


def another_page_of_the_same_size_and_time(beside: Path) -> None:
    """Other words that look like the page."""
    page, published = beside / "articles/same.html", beside.parent / "public/articles/same.html"
    page.unlink()
    page.write_bytes(published.read_bytes().swapcase())
    shutil.copystat(published, page)


def pages_that_have_changed_places(beside: Path) -> None:
    """Each is of the site, at another address."""
    (beside / "articles/same.html").rename(beside / "away")
    (beside / "articles/changed.html").rename(beside / "articles/same.html")
    (beside / "away").rename(beside / "articles/changed.html")


def links_in_the_place_of_pages(beside: Path) -> None:
    """They lead to a file elsewhere."""
    for address in ("articles/same.html", "articles/added.html", "manifest-sha256.txt", "stray.html"):
        (beside / address).unlink(missing_ok=True)
        (beside / address).symlink_to(write(beside.parents[1] / "elsewhere", {}) / "site.yaml")


def a_link_in_the_place_of_a_folder(beside: Path) -> None:
    """It leads to a folder elsewhere, which has files of the same names."""
    (beside / "articles").rename(beside.parents[1] / "elsewhere")
    (beside / "articles").symlink_to(beside.parents[1] / "elsewhere")


def a_folder_in_the_place_of_a_page(beside: Path) -> None:
    """Of one that is the same, and of one that is new."""
    for address in ("articles/same.html", "articles/added.html", "manifest-sha256.txt"):
        (beside / address).unlink(missing_ok=True)
        write(beside / address, {"letter.txt": "stray"})


def a_file_in_the_place_of_a_folder(beside: Path) -> None:
    """Where the articles were."""
    shutil.rmtree(beside / "articles")
    (beside / "articles").write_text("stray")


def a_pipe_in_the_place_of_a_page(beside: Path) -> None:
    """Reading it would take for ever."""
    (beside / "articles/same.html").unlink()
    os.mkfifo(beside / "articles/same.html")
    os.mkfifo(beside / "pipe")


def a_half(beside: Path) -> None:
    """Every second file is gone, every third cut off as by a build that died while it wrote."""
    for number, path in enumerate(sorted(path for path in beside.rglob("*") if path.is_file())):
        if path.name != ".news-archive" and number % 3:
            path.unlink()
            if number % 3 == 2:
                path.write_bytes(b"<!doctype html>")


def another_marker(beside: Path) -> None:
    """A file like it, as in the copy of a site."""
    (beside / ".news-archive").unlink()
    shutil.copy(beside.parent / "public/.news-archive", beside / ".news-archive")
    a_stray_page(beside)


def a_copy_of_the_site(beside: Path) -> None:
    """As it is, with files of its own."""
    shutil.rmtree(beside)
    shutil.copytree(beside.parent / "public", beside)
    a_stray_page(beside)


def the_site_of_another_archive(beside: Path) -> None:
    """With the pages of other articles at the same addresses."""
    other = write(beside.parents[1] / "other", BEFORE)
    (other / "site.yaml").write_text("title: Another archive\ndescription: Of others.\nlanguage: en\n")
    build(other)
    shutil.rmtree(beside)
    (other / "public").rename(beside)


def nothing_but_a_folder(beside: Path) -> None:
    """An empty one."""
    shutil.rmtree(beside)
    beside.mkdir()


def no_folder(beside: Path) -> None:
    """Somebody has deleted it."""
    shutil.rmtree(beside)


STATES = (
    *(a_stray_page, a_stray_folder, another_page, another_page_of_the_same_size_and_time),
    *(pages_that_have_changed_places, links_in_the_place_of_pages, a_link_in_the_place_of_a_folder),
    *(a_folder_in_the_place_of_a_page, a_file_in_the_place_of_a_folder, a_pipe_in_the_place_of_a_page),
    *(a_half, another_marker, a_copy_of_the_site, the_site_of_another_archive, nothing_but_a_folder, no_folder),
)
"""What may have become of the folder beside the site."""


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_whatever_is_in_the_folder_the_site_is_the_one_that_is_built_from_nothing(
    home: Path, state: Callable[[Path], None]
) -> None:
    state(home / ".public.next")
    elsewhere = home.parent / "elsewhere"
    theirs = whole(elsewhere) if elsewhere.exists() else {}
    for words in ("Another", "Yet another"):
        edit(home, words)
        build(home)
        assert whole(home / "public") == from_nothing(home)
        assert not [path for path in each((home / "public").rglob("*")) if path.is_symlink() or path.is_fifo()]
    assert (whole(elsewhere) if elsewhere.exists() else {}) == theirs


def test_a_folder_that_was_deleted_is_there_again_after_the_next_change(home: Path) -> None:
    shutil.rmtree(home / ".public.next")
    build(home)
    assert is_shared(home, "articles/same.html")


@pytest.mark.parametrize("to", ["public", "elsewhere"])
def test_a_link_in_the_place_of_the_folder_is_refused_and_left_alone(home: Path, to: str) -> None:
    build(home)
    (home / ".public.next").rename(home / "elsewhere")
    (home / ".public.next").symlink_to(to)
    refused = f"{home}/.public.next is in the way and was not built here; move it away\n"
    for words in ("One", "Two"):
        everything = tree(home)
        result = run("--source", home)
        assert (result.status, result.complained) == (2, refused)
        assert tree(home) == everything
        edit(home, words)


def test_the_site_was_deleted_and_the_folder_left(home: Path) -> None:
    shutil.rmtree(home / "public")
    build(home)
    assert whole(home / "public") == from_nothing(home)
    assert not (home / ".public.next").exists()


# Where it is of no use


def test_clean_uses_nothing_of_it_and_leaves_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is removed first, its marker last: it never looks like a folder that was not built here."""
    kept = [home.parent / "kept" / name for name in ("public", ".public.next")]
    for folder in kept:  # so that no new file gets the number of one that is removed
        shutil.copytree(home / folder.name, folder, copy_function=os.link)
    put_one = publishing.put

    def put(address: str, *arguments: object) -> object:
        assert address != ".news-archive" or not [*(home / ".public.next").iterdir()]
        return put_one(address, *arguments)

    monkeypatch.setattr(publishing, "put", put)
    build(home, "--clean")
    before = {inode for folder in kept for inode, _ in each(files_of(folder).values())}
    assert not before & {inode for inode, _ in each(files_of(home / "public").values())}
    assert not (home / ".public.next").exists()


def test_where_files_cannot_be_linked_no_second_copy_of_the_site_is_left(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    shutil.rmtree(home / ".public.next")
    monkeypatch.setattr(os, "link", refuse)
    for words in ("Another", "Yet another"):
        edit(home, words)
        build(home)
        assert not (home / ".public.next").exists()
        assert whole(home / "public") == from_nothing(home)


def test_each_of_two_outputs_has_its_own(home: Path) -> None:
    for words in ("One", "Two", "Three"):
        edit(home, words)
        for name in ("public", "other"):
            assert run("--source", home, "--output", home / name).status == 0
            assert whole(home / name) == from_nothing(home)
    assert is_shared(home, "articles/same.html")
    assert (home / "other/articles/same.html").samefile(home / ".other.next/articles/same.html")
