"""What those who keep an archive say of it in about.md opens the page about it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Files, Site, article, each, run
from reading import links, main, of_class, words

Build = Callable[[Files], Site]

NAMED = "title: T\ndescription: D\nlanguage: en\nabout: about.md\n"
"""A site.yaml that names about.md."""

ARCHIVE: Files = {"site.yaml": NAMED, "articles/flood.md": article("First.\n\nSecond.")}

SAYS = """We keep cuttings.[^1]

# Where they come *from*

- [The flood](articles/flood.md#p2), and <b>others</b>.
- [Another house](https://other.example/)

[^1]: Nothing else.
"""


def test_the_text_opens_the_page_about_the_archive_in_the_markdown_of_articles(site: Build) -> None:
    about = main(site(ARCHIVE | {"about.md": SAYS}), "about.html")
    shown = words(about)
    assert shown.index("We keep cuttings.") < shown.index("Where they come from") < shown.index("Who keeps it")
    assert "and <b>others</b>." in shown
    assert "Nothing else." in shown
    assert [heading.text for heading in about.iter("h1")] == ["About this archive"]
    assert ("articles/flood.html#p2", "The flood") in links(about)
    assert ("https://other.example/", "Another house") in links(about)


def test_its_paragraphs_have_no_numbers_since_nobody_cites_them(site: Build) -> None:
    about = main(site(ARCHIVE | {"about.md": SAYS}), "about.html")
    assert not of_class("permalink", about)
    assert not [part for part in each(about.iter("p")) if part.get("id")]


def test_it_is_in_the_language_of_the_archives_own_words(site: Build) -> None:
    arabic = {"site.yaml": NAMED.replace("language: en", "language: ar"), "about.md": "نحفظ القصاصات.\n"}
    about = main(site(ARCHIVE | arabic), "about.html")
    [own] = [part for part in about.iter("div") if words(part) == "نحفظ القصاصات."]
    assert (own.get("lang"), own.get("dir")) == ("ar", "rtl")


def test_a_file_that_site_yaml_does_not_name_is_not_shown_or_looked_at(site: Build) -> None:
    unnamed = {"site.yaml": NAMED.replace("about: about.md\n", ""), "about.md": b"\xff not text"}
    assert "not text" not in words(main(site(ARCHIVE | unnamed), "about.html"))


def test_the_file_is_published_among_the_sources(site: Build) -> None:
    built = site(ARCHIVE | {"about.md": SAYS})
    assert built.text("sources/about.md") == SAYS


def test_another_text_is_on_the_next_page_and_what_was_not_changed_stays(archive: Callable[[Files], Path]) -> None:
    home = archive(ARCHIVE | {"about.md": "Once.\n"})
    assert run("--source", home).status == 0
    (home / "about.md").write_text("Twice.\n")
    explained = run("--source", home, "--explain", "about.html")
    assert "made: about.md changed" in explained.said
    assert "Twice." in (home / "public/about.html").read_text("utf-8")
    assert "kept" in run("--source", home, "--explain", "articles/flood.html").said


PROBLEMS: dict[str, tuple[str | bytes | None, str]] = {
    "no file": (None, "site.yaml:4: about: there is no about.md beside site.yaml; write it, or remove the line"),
    "no text": (" \n", "about.md:1: has no text; write it, or remove the file"),
    "not utf-8": (b"We keep caf\xe9s.\n", "about.md:1: byte 0xE9 is not utf-8; save the file as utf-8"),
    "an article that is not there": (
        "Us.\n\n[It](articles/fire.md)\n",
        'about.md:3: the link to "articles/fire.md" leads nowhere: there is no articles/fire.md; correct it',
    ),
    "a paragraph that is not there": (
        "[It](articles/flood.md#p3)\n",
        'about.md:1: the link to "articles/flood.md#p3" leads nowhere: flood has 2 paragraphs; correct the number',
    ),
    "too large": ("a" * (1 << 20) + "\n", "about.md: is larger than 1024 KiB; split it"),
}


@pytest.mark.parametrize("mistake", PROBLEMS)
def test_what_is_wrong_with_it_is_reported_with_its_line(problems: Callable[[Files], list[str]], mistake: str) -> None:
    text, says = PROBLEMS[mistake]
    assert problems(ARCHIVE | ({} if text is None else {"about.md": text})) == [says]


LINKS = {
    "as in an article": ("flood.md#p1", "write articles/flood.md#p1"),
    "to the page of an article": ("articles/flood.html#p1", "write articles/flood.md#p1"),
    "to a page beside it": ("flood.html", "write articles/flood.md"),
    "to another page": ("years/1931.html", "a link leads to https:, http:, mailto: or an article.md"),
}


@pytest.mark.parametrize("kind", LINKS)
def test_a_link_shown_as_typed_is_noted_on_its_line_with_what_to_write(
    archive: Callable[[Files], Path], kind: str
) -> None:
    typed, remedy = LINKS[kind]
    home = archive(ARCHIVE | {"about.md": f"[Us](articles/flood.md#p1), not {typed}.\n\n[It]({typed})\n"})
    says = f'about.md:3: note: the link to "{typed}" is shown as typed; {remedy}\n'
    assert run("--source", home).complained == says


@pytest.mark.parametrize(
    "make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), os.mkdir], ids=["a pipe", "a link", "a folder"]
)
def test_only_a_regular_file_is_read(archive: Callable[[Files], Path], make: Callable[[Path], None]) -> None:
    home = archive(ARCHIVE)
    make(home / "about.md")
    result = run("--source", home)
    assert result.status == 1
    assert result.complained.startswith("about.md: is ")
