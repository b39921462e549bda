"""The headline, the byline and the date line of a text as received: where the page shows them, and how that is proven.

They are part of the text, letter for letter, although they are in the front matter and not in the body of the article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

import pytest
from conftest import ROOT, Files, Site, article, build_site, each, pages_of, run, write
from hypothesis import given, settings
from hypothesis import strategies as some
from reading import facts, main, of_class, proof_of_text, read, words

from sitebuilder.records.articles.reading import ReadArticle, read_article
from sitebuilder.text.escaping import escape
from sitebuilder.text.finished.texts import read_heading
from sitebuilder.words.unseen import has_unseen

Build = Callable[[Files], Site]
Check = Callable[[Files], list[str]]

NEWSPAPER = """  The River Rises
over the Old Bridge
Two mills under water & a boat adrift
OVERBRIDGE, March 9.
It rained.
The bridge fell.
By Ann Bell
"""
"""A text as received: a headline of two lines, a standfirst, a date line, two paragraphs, and a byline at the end."""

ABOVE = {
    "title": "The River Rises over the Old Bridge",
    "standfirst": "Two mills under water & a boat adrift",
    "byline": "By Ann Bell",
    "date": "1925-03-09",
    "place": "OVERBRIDGE",
}
WHERE = {"headline": "[1, 2]", "standfirst": "3", "date": "4", "place": "4", "byline": "7"}
"""What front matter holds of it, and which of its paragraphs they are."""

BODY = "It rained.\n\nThe bridge fell.\n"


def received(
    text: str = BODY, original: str = NEWSPAPER, where: Mapping[str, str] = WHERE, **above: str
) -> dict[str, str]:
    """Return an archive of one article with a text as received."""
    keys = {"file": "original.txt", "sha256": hashlib.sha256(original.encode()).hexdigest()} | dict(where)
    source = "{" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}"
    return {
        "articles/flood.md": article(text, **((above or ABOVE) | {"source": source})),
        "articles/originals/original.txt": original,
    }


def as_printed(built: Site) -> list[tuple[str, str]]:
    """Return the element and the text of each part that is shown as it was printed, above the text."""
    return [
        (element.tag, "".join(element.itertext()))
        for element in of_class("as-printed", main(built, "articles/flood.html"))
    ]


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the archive of the text above, once for all tests that only look at it."""
    return build_site(write(tmp_path_factory.mktemp("newspaper"), received()))


# ---------------------------------------------------------------------------------------------------------------------
# What a reader sees


def test_each_part_is_shown_once_letter_for_letter_where_a_reader_expects_it(newspaper: Site) -> None:
    """The headline as the heading, the date line whole under the title, the byline among the facts."""
    assert as_printed(newspaper) == [
        ("h1", "  The River Rises over the Old Bridge"),
        ("p", "Two mills under water & a boat adrift"),
        ("p", "OVERBRIDGE, March 9."),
        ("dd", "By Ann Bell"),
    ]
    said = words(main(newspaper, "articles/flood.html").find("article"))
    assert said.count("By Ann Bell") == 1 + 1  # the running head repeats it as a person turns the page
    assert said.count("OVERBRIDGE, March 9.") == 1


def test_the_text_is_what_is_left_numbered_from_one(newspaper: Site) -> None:
    [text] = of_class("e-content", main(newspaper, "articles/flood.html"))
    assert [(part.get("id"), words(part)) for part in text.iter("p")] == [
        ("p1", "It rained."),
        ("p2", "The bridge fell."),
    ]


def test_the_provenance_says_which_paragraph_of_the_file_each_is(newspaper: Site) -> None:
    assert proof_of_text(newspaper) == [
        "Identical to the file received, letter for letter, in 7 paragraphs: checked when the site was built.",
        "Headline: paragraphs 1 and 2 of the file received.",
        "Standfirst: paragraph 3 of the file received.",
        "Byline: paragraph 7 of the file received.",
        "Date and place: read from paragraph 4 of the file received, shown as printed.",
    ]


def test_lists_show_the_headline_as_it_is_typed_and_the_first_words_of_the_text(newspaper: Site) -> None:
    index = words(main(newspaper, "index.html"))
    assert "The River Rises over the Old Bridge It rained." in index
    assert "OVERBRIDGE, March" not in index


def test_a_paragraph_of_which_the_front_matter_holds_a_part_is_shown_whole_under_the_title(site: Build) -> None:
    files = received(
        "It rained.\n",
        "FLOOD!\nBy Ann Bell\nIt rained.\n",
        {"byline": "2", "headline": "1"},
        title="FLOOD",
        byline="Ann Bell",
    )
    built = site(files)
    assert as_printed(built) == [("p", "FLOOD!"), ("p", "By Ann Bell")]
    assert words(next(main(built, "articles/flood.html").iter("h1"))) == "FLOOD"
    assert facts(main(built, "articles/flood.html"))["Byline"] == ["Ann Bell"]


def test_a_paragraph_that_two_keys_hold_whole_is_shown_once(site: Build) -> None:
    files = received(
        "It rained.\n", "FLOOD\nIt rained.\n", {"headline": "1", "place": "1"}, title="FLOOD", place="FLOOD"
    )
    assert as_printed(site(files)) == [("h1", "FLOOD")]


def test_a_headline_of_two_lines_between_blank_lines_is_one_paragraph(site: Build) -> None:
    original = "The River Rises\n   over the Old Bridge\n\nIt rained.\n"
    files = received(
        "It rained.\n",
        original,
        {"headline": "1", "paragraphs": "blank-lines"},
        title="The River Rises over the Old Bridge",
    )
    assert as_printed(site(files)) == [("h1", "The River Rises\n   over the Old Bridge")]


def test_a_standfirst_needs_no_text_as_received(site: Build) -> None:
    built = site({"articles/flood.md": article(standfirst="Two mills <b>under</b> water")})
    [shown] = of_class("standfirst", main(built, "articles/flood.html"))
    assert words(shown) == "Two mills <b>under</b> water"


def test_a_text_may_repeat_its_headline_and_lists_then_show_the_words_of_the_second_paragraph(site: Build) -> None:
    text = "The river rises\n\nIt rained.\n"
    built = site(received(text, "The river rises\nIt rained.\n", {}, title="The river rises"))
    assert words(main(built, "index.html")).count("The river rises") == 1
    assert "It rained." in words(main(built, "index.html"))


# ---------------------------------------------------------------------------------------------------------------------
# What is offered where the headline is not named


def notes(folder: Callable[[Files], object], files: Files) -> list[str]:
    """Return the notes on an archive without a problem."""
    result = run("check", "--source", folder(files))
    assert result.status == 0
    return [line for line in result.complained.splitlines() if "note:" in line]


def test_where_the_text_repeats_its_title_the_key_is_offered_and_what_it_does_to_the_addresses(
    archive: Callable[[Files], object],
) -> None:
    files = received("The river rises\n\nIt rained.\n", "The river rises\nIt rained.\n", {}, title="The river rises")
    assert notes(archive, files) == [
        (
            "articles/flood.md:4: note: the text begins with its title, so the page shows it twice; to show it once,"
            " write headline: 1 under source: and remove it from the text, which numbers its paragraphs anew:"
            " #p2 becomes #p1"
        )
    ]


TWO_LINES = "The river rises\nover the bridge\nIt rained.\n"
"""A text as received with a headline of two lines."""


def test_a_headline_of_two_lines_that_the_text_repeats_is_offered_as_two_paragraphs(
    archive: Callable[[Files], object],
) -> None:
    text = "The river rises\n\nover the bridge\n\nIt rained.\n"
    files = received(text, TWO_LINES, {}, title="The river rises over the bridge")
    [note] = notes(archive, files)
    assert "write headline: [1, 2] under source: and remove it from the text" in note
    assert note.endswith("#p3 becomes #p1")


def test_lists_then_show_the_words_after_both_lines(site: Callable[[Files], Site]) -> None:
    text = "The river rises\n\nover the bridge\n\nIt rained.\n"
    built = site(received(text, TWO_LINES, {}, title="The river rises over the bridge"))
    [lede] = of_class("lede", main(built, "index.html"))
    assert words(lede) == "It rained."


def test_a_headline_of_two_lines_that_only_the_front_matter_has_is_answered_with_both(problems: Check) -> None:
    assert problems(received("It rained.\n", TWO_LINES, {}, title="The river rises over the bridge")) == [
        (
            "articles/flood.md:4: source: the file received has the title as paragraphs of its own;"
            " write headline: [1, 2] under source:"
        )
    ]


def test_a_text_that_still_begins_with_both_lines_is_to_lose_them(problems: Check) -> None:
    text = "The river rises\n\nover the bridge\n\nIt rained.\n"
    files = received(text, TWO_LINES, {"headline": "[1, 2]"}, title="The river rises over the bridge")
    [says] = problems(files)
    assert says.endswith("headline: the text still begins with the headline; remove these 2 paragraphs from the text")


def test_where_a_headline_is_named_or_the_title_is_another_nothing_is_offered(
    archive: Callable[[Files], object],
) -> None:
    assert notes(archive, received()) == []
    assert notes(archive, received("A\n\nIt rained.\n", "A\nIt rained.\n", {}, title="B")) == []


# ---------------------------------------------------------------------------------------------------------------------
# The proof


def test_a_template_cannot_change_any_part_of_it(problems: Check) -> None:
    """Each is alone in an element of its class, in the order of the page; the build stops where it is not."""
    template = (ROOT / "templates" / "article.html").read_text("utf-8")
    changes = {
        "{{ page.headline.display }}": "{{ page.headline.display|upper }}",
        "{{ page.standfirst.display }}": "",
        "{{ paragraph }}": "{{ paragraph }} 1925",
        "{% for paragraph in": '<p class="as-printed">1925</p>{% for paragraph in',
    }
    for ours, theirs in each(changes.items()):
        assert template.count(ours) == 1
        [said] = problems(received() | {"templates/article.html": template.replace(ours, theirs)})
        assert said.startswith("templates/article.html: changes, moves or leaves out the headline, byline or the like")


def test_what_is_hidden_is_not_taken_for_what_is_shown(problems: Check) -> None:
    template = (ROOT / "templates" / "article.html").read_text("utf-8")
    hidden = template.replace('<p class="as-printed"', '<p hidden class="as-printed"')
    assert hidden != template
    assert len(problems(received() | {"templates/article.html": hidden})) == 1


HOSTILE = [
    "<script>alert(1)</script>", "&amp; &copy &#32;", '"quoted" \'so\'', "</h1><h1>", "{{ page }}", "# Flood",
    "*a* _b_", "a\u00a0b", "a\u200bb", "\u202eabc", "مرحبا", "日本語", "e\u0301", "a  b", "[a](b)", "as-printed", "-->",
]  # fmt: skip
a_part = some.one_of(some.sampled_from(HOSTILE), some.text(some.characters(exclude_categories=["C", "Z"]), min_size=1))


def taken_in(parts: list[str], text: str) -> tuple[ReadArticle, bytes]:
    """Read an article whose text as received begins with these parts, and return it with that text.

    A value may not set the direction of what a page has after it, and need not.
    """
    original = "\n".join([*parts, *text.split("\n\n")])
    keys = zip(("title", "standfirst", "byline"), parts, strict=True)
    above = {key: "'" + part.strip().replace("'", "''").replace("\u202e", "") + "'" for key, part in keys}
    files = received(text, original, {"headline": "1", "standfirst": "2", "byline": "3"}, **above)
    raw = original.encode()
    return read_article("flood.md", files["articles/flood.md"].encode(), {"original.txt": raw}), raw


@settings(max_examples=60, deadline=None)
@given(some.lists(a_part, min_size=3, max_size=3))
def test_whatever_a_headline_holds_comes_through_letter_for_letter(parts: list[str]) -> None:
    parts = [f"A {part} b" for part in parts]  # a value such as "n/a" alone would say nothing
    result, raw = taken_in(parts, escape("It rained.\nThe bridge fell."))
    assert result.problems == ()
    html, _ = pages_of(result, raw)
    assert ["".join(element.itertext()) for element in of_class("as-printed", read(html))] == parts
    assert list(read_heading(html)) == parts


@settings(max_examples=60, deadline=None)
@given(some.integers(0, 2), some.characters(exclude_categories=["C", "Z"]).filter(lambda one: not has_unseen(one)))
def test_no_single_character_of_a_headline_can_differ_unnoticed(at: int, character: str) -> None:
    """Only those that nobody sees: they are on the page whether they are typed above or not."""
    parts = ["The river rises", "Two mills under water", "By Ann Bell"]
    original = [*parts[:at], parts[at][:4] + character + parts[at][4:], *parts[at + 1 :]]
    above = dict(zip(("title", "standfirst", "byline"), parts, strict=True))
    text = "\n".join([*original, "It rained."])
    files = received("It rained.\n", text, {"headline": "1", "standfirst": "2", "byline": "3"}, **above)
    assert read_article("flood.md", files["articles/flood.md"].encode(), {"original.txt": text.encode()}).problems
