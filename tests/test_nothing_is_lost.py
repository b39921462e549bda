"""Nothing that a maintainer does costs a text: no remedy overwrites a file, no empty source empties the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Files, Run, article, each, run, tree

from sitebuilder.archive.checks.collisions import check_addresses

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
        " Put their files back, write their old slugs under aliases: where they were renamed,"
        " or type build.py --allow-removals\n"
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
    assert not [address for address in each(tree(folder / "public")) if address.startswith("articles/")]


def test_a_first_build_may_have_no_article(archive: Write) -> None:
    assert run("--source", archive({})).status == 0


def test_an_article_that_was_renamed_is_one_that_goes(archive: Write) -> None:
    """Its old address would be dead."""
    folder = published(archive, 10)
    for number in range(6):
        (folder / f"articles/a{number:02}.md").rename(folder / f"articles/b{number:02}.md")
    assert run("--source", folder).status == 1


# ---------------------------------------------------------------------------------------------------------------------
# A remedy does not destroy

NOT_A_SLUG = "the name is not a slug (a-z, 0-9 and single hyphens)"


def test_no_file_is_told_to_take_the_name_of_another(problems: Callable[[Files], list[str]]) -> None:
    """Following the advice would overwrite an article."""
    reported = problems({f"articles/{name}.md": article() for name in ("art-1", "Art-1", "art-1-2", "Art 2", "ART--2")})
    assert reported == [
        f"articles/ART--2.md: {NOT_A_SLUG}; rename the file to art-2.md",
        (
            f"articles/Art 2.md: {NOT_A_SLUG}; another file is to be called art-2.md;"
            " choose another name, such as art-2-2.md"
        ),
        f"articles/Art-1.md: {NOT_A_SLUG}; art-1.md is there already; choose another, such as art-1-3.md",
    ]


def test_nor_is_a_story_file(problems: Callable[[Files], list[str]]) -> None:
    story = "supplied_title: The flood\n"
    files = {"articles/a.md": article(story="flood", label="the account")}
    files |= {"articles/stories/flood.yaml": story, "articles/stories/Flood.yaml": story}
    assert problems(files) == [
        f"articles/stories/Flood.yaml: {NOT_A_SLUG}; flood.yaml is there already; choose another, such as flood-2.yaml"
    ]


# ---------------------------------------------------------------------------------------------------------------------
# No file of the site overwrites another


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("static/Extra.css", "static/extra.css"),
        ("static/stra\u00dfe.css", "static/strasse.css"),
        ("static/e\u0301.css", "static/\u00e9.css"),
    ],
    ids=["capitals", "folded letters", "composed accents"],
)
def test_two_files_that_would_have_one_address_on_some_disk_are_refused(one: str, other: str) -> None:
    """Whichever was written last would be there alone."""
    [found] = check_addresses([(one, "templates/one"), (other, "templates/other")])
    assert (found.file, found.message) == (
        "templates/other",
        f"its address {other} is also that of templates/one; rename one of the two",
    )
    assert check_addresses([(one, "templates/one"), ("static/third.css", "templates/other")]) == []
