"""A text as received that holds several articles, such as a page of a newspaper: each is made of a part of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Files, Site, article, build_site, run, write
from reading import main, proof_of_text, section, words

Check = Callable[[Files], list[str]]

PAGE = "THE GAZETTE\nThe river rises\nIt rained.\nThe bridge fell.\nA dog is found\nIt barked.\n"
"""A page of a newspaper: its name, an article with its headline and two paragraphs, one with a single paragraph."""


def part(title: str, text: str, where: str, raw: str = PAGE) -> str:
    """Return the file of an article that is made of a part of the page."""
    digest = hashlib.sha256(raw.encode()).hexdigest()
    return article(text, title=title, source=f"{{file: page.txt, sha256: {digest}, {where}}}")


def newspaper(**files: str) -> dict[str, str]:
    """Return the archive of the page, with some article files in place of the right ones, by slug."""
    right = {
        "flood": part("The river rises", "It rained.\n\nThe bridge fell.\n", "from: 2, to: 4, headline: 2"),
        "dog": part("A dog is found", "It barked.\n", "from: 5, headline: 5"),
    }
    return {f"articles/{slug}.md": file for slug, file in (right | files).items()} | {
        "articles/originals/page.txt": PAGE
    }


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the archive of the page, once for all tests that only look at it."""
    return build_site(write(tmp_path_factory.mktemp("page"), newspaper()))


def test_each_article_says_which_paragraphs_of_the_file_it_was_compared_with(page: Site) -> None:
    """By their numbers in the whole file, whatever their numbers in the article."""
    assert proof_of_text(page) == [
        (
            "Identical to the file received, letter for letter, in 3 paragraphs (2 to 4 of the 6 that the file has):"
            " checked when the site was built."
        ),
        "Headline: paragraph 2 of the file received.",
    ]


def test_the_page_of_the_file_lists_all_articles_made_from_it_in_its_order(page: Site) -> None:
    listed = words(section(page, "article", "originals/page.txt.html"))
    assert listed == ("The articles made from it The river rises, paragraphs 2 to 4 A dog is found, paragraphs 5 to 6")


def notes(folder: Path) -> list[str]:
    """Return the notes on an archive without a problem."""
    result = run("check", "--source", folder)
    assert result.status == 0
    return [line for line in result.complained.splitlines() if "note:" in line]


def test_paragraphs_that_two_articles_share_are_noted_and_stop_nothing(archive: Callable[[Files], Path]) -> None:
    longer = part(
        "The river rises", "It rained.\n\nThe bridge fell.\n\nA dog is found\n", "from: 2, to: 5, headline: 2"
    )
    assert notes(archive(newspaper(flood=longer))) == [
        (
            "articles/dog.md:4: note: paragraph 5 of page.txt is in articles/flood.md too;"
            " correct from: or to: if that is not meant"
        ),
    ]


def test_the_whole_file_and_a_part_of_it_are_noted_too(archive: Callable[[Files], Path]) -> None:
    whole = part("The Gazette", PAGE.replace("\n", "\n\n"), "paragraphs: lines")
    assert len(notes(archive(newspaper(whole=whole)))) == 2


def test_articles_that_share_nothing_are_not_noted(archive: Callable[[Files], Path]) -> None:
    assert notes(archive(newspaper())) == []


def test_an_article_that_is_added_changes_the_page_of_the_file(archive: Callable[[Files], Path]) -> None:
    files = newspaper()
    dog = files.pop("articles/dog.md")
    folder = archive(files)
    built = build_site(folder)
    assert "A dog is found, paragraphs" not in words(main(built, "originals/page.txt.html"))
    write(folder, {"articles/dog.md": dog})
    assert "A dog is found, paragraphs 5 to 6" in words(main(build_site(folder), "originals/page.txt.html"))


def test_a_paragraph_outside_the_part_is_not_the_articles(problems: Check) -> None:
    longer = part("The river rises", "It rained.\n\nThe bridge fell.\n\nIt barked.\n", "from: 2, to: 4, headline: 2")
    assert problems(newspaper(flood=longer)) == [
        (
            'articles/flood.md:11: the article has a paragraph 3, "It barked.", and the file received has none;'
            " make them the same"
        )
    ]


def test_a_missing_paragraph_has_its_number_in_the_whole_file(problems: Check) -> None:
    shorter = part("The river rises", "It rained.\n", "from: 2, to: 4, headline: 2")
    [said] = problems(newspaper(flood=shorter))
    assert said.startswith('articles/flood.md:7: the file received has a paragraph 4, "The bridge fell.", and')


def test_one_file_is_read_in_one_encoding(problems: Check) -> None:
    other = part("A dog is found", "It barked.\n", "from: 5, headline: 5, encoding: ascii")
    [said] = problems(newspaper(dog=other))
    assert said == (
        "articles/flood.md:4: source: is read as utf-8 here and as ascii in articles/dog.md;"
        " write the same encoding: in both"
    )
