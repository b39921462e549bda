"""By what a reader tells whose words are quoted: a letter in the same line, and an edge of its own for each account."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from conftest import Files, Site, build_site, each, write
from reading import PAIR, STORY, main, of_class, paragraphs, words
from stories import many

from sitebuilder.pages.parts.sigla import EDGES

Build = Callable[[Files], Site]


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build an event with twelve accounts."""
    return build_site(write(tmp_path_factory.mktemp("twelve"), many(12)))


def lines_with_quotes(root: Element) -> list[tuple[Element, list[Element]]]:
    """Return each element of a page that has quoted words of accounts directly in it, with these.

    Whose word it is comes after the passage, as words in words.
    """
    inside = {inner for voice in of_class("voice", root) for inner in voice.iter("q")}
    return [(line, quotes) for line in root.iter() if (quotes := [q for q in line if q.tag == "q" and q not in inside])]


@pytest.mark.parametrize("address", [STORY, PAIR])
def test_wherever_an_account_is_quoted_its_letter_is_in_the_same_line_before_the_words(
    flood: Site, address: str
) -> None:
    for line, quotes in each(lines_with_quotes(main(flood, address))):
        children = list(line)
        marks = [child for child in children[: children.index(quotes[0])] if child.tag == "b" and words(child) in "AB"]
        assert marks, words(line)


def test_every_such_line_is_along_the_edge_of_its_account(flood: Site) -> None:
    root = main(flood, STORY)
    edged = {inner: edge for edge in of_class("edge", root) for inner in edge.iter()}
    for line, _ in each(lines_with_quotes(root)):
        letter = next(words(child) for child in line if child.tag == "b")
        edge = edged.get(line) if line in edged else next(part for part in line if part in edged)
        assert f"e{'AB'.index(letter) + 1}" in (edge.get("class") or "").split(), words(line)


def test_letters_and_labels_are_at_the_heads_of_every_table_and_in_the_legend(flood: Site) -> None:
    root = main(flood, STORY)
    named = ["A · “at noon”", "B · “All night”"]
    for table in each(root.iter("table")):
        heads = [words(head) for head in table.iter("th") if head.get("scope") == "col"]
        assert heads[1:] == named
    [legend] = of_class("legend", root)
    assert [words(entry) for entry in legend] == named


@pytest.mark.parametrize("address", [STORY, PAIR])
def test_no_word_of_ours_names_a_place_on_the_page_that_a_narrow_window_would_move(flood: Site, address: str) -> None:
    root = main(flood, address)
    theirs = {inner for part in (*root.iter("q"), *paragraphs(root)) for inner in part.iter()}
    ours = [text for element in root.iter() if element not in theirs for text in (element.text, element.tail)]
    ours += [element.get("aria-label") for element in root.iter()]
    spoken = " ".join(text for text in ours if text)
    assert not re.search(r"\b(left|right|above|below|beside|opposite|across|side by side)\b", spoken, re.IGNORECASE)


EDGE = """edges => edges.map(edge => {
    const { borderInlineStartStyle, borderInlineStartWidth } = getComputedStyle(edge);
    return borderInlineStartStyle + " " + borderInlineStartWidth;
})"""


@pytest.mark.browser
def test_every_account_up_to_twelve_has_an_edge_that_can_be_told_apart_without_its_colour(twelve: Site, opened) -> None:
    tab = opened(twelve.output / STORY)
    patterns = tab.locator(".legend .edge").evaluate_all(EDGE)
    assert len(patterns) == len(set(patterns)) == EDGES


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_legend_stays_in_reach_wherever_the_reader_is(twelve: Site, opened, width: int) -> None:
    tab = opened(twelve.output / STORY, viewport={"width": width, "height": 800})
    for name in ("drawn", "shared"):
        tab.goto(f"{(twelve.output / STORY).as_uri()}#{name}")
        legend, heading = tab.locator(".legend").bounding_box(), tab.locator(f"#{name}").bounding_box()
        assert 0 <= legend["y"] < 800, name
        assert width > 1000 or heading["y"] >= legend["y"] + legend["height"], "it covers no heading"


@pytest.mark.browser
def test_on_a_wide_screen_the_list_of_contents_stays_in_reach_too(twelve: Site, opened) -> None:
    tab = opened(twelve.output / STORY)
    tab.goto(f"{(twelve.output / STORY).as_uri()}#shared")
    contents = tab.locator(".contents").bounding_box()
    assert contents["y"] >= 0
    assert contents["y"] + contents["height"] <= 900
