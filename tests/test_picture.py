"""How the accounts of an event are drawn: paragraphs as blocks, and lines between the words that belong together."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from conftest import Files, Site, each
from reading import STORY, SVG, drawing, main, of_class, section, words
from stories import account, many

Build = Callable[[Files], Site]


def numbers(element: Element, *names: str) -> list[float]:
    """Return attributes of a part of the picture."""
    return [float(element.get(name) or "nan") for name in names]


def drawn_lines(site: Site) -> list[tuple[str, str]]:
    """Return the kind of each line of the picture, and how it is drawn, in the order in which they are drawn."""
    return [
        (kind, line)
        for link in drawing(site).iter(f"{SVG}a")
        if (kind := link.get("class"))
        for path in link.iter(f"{SVG}path")
        for line in (path.get("d") or "").split("M")[1:]
    ]


def block_links(site: Site) -> list[Element]:
    """Return the links of the blocks of the picture, each with its block in it."""
    return [link for link in drawing(site).iter(f"{SVG}a") if of_class("box", link)]


def blocks(site: Site) -> dict[str, tuple[float, float, float, float]]:
    """Return where each block is, by the address that it leads to: left, top, width, height."""
    places = {}
    for link in each(block_links(site)):
        [block] = of_class("box", link)
        x, y = (float(number) for number in re.findall(r"\d+", link.get("transform") or ""))
        width, height = numbers(block, "width", "height")
        places[link.get("href") or ""] = x, y, width, height
    return places


def test_every_paragraph_is_a_block_that_leads_to_it_and_not_a_stop_of_the_keyboard(flood: Site) -> None:
    paragraphs = [
        f"../articles/{slug}.html#p{n}" for slug, count in (("gazette", 3), ("herald", 4)) for n in range(1, count + 1)
    ]
    assert [link.get("href") for link in block_links(flood)] == paragraphs
    assert {link.get("tabindex") for link in drawing(flood).iter(f"{SVG}a")} == {"-1"}


def test_each_account_is_a_column_and_its_blocks_come_in_its_own_order(flood: Site) -> None:
    drawn = blocks(flood)
    columns = [[place for to, place in drawn.items() if slug in to] for slug in ("gazette", "herald")]
    for column in columns:
        assert len({x for x, _, _, _ in column}) == 1
        assert all(y + height < below for (_, y, _, height), (_, below, _, _) in each(pairwise(column)))
    assert columns[0][0][0] + columns[0][0][2] < columns[1][0][0]
    assert max(y + height for _, y, _, height in drawn.values()) <= float(drawing(flood).get("viewBox").split()[3])


@pytest.mark.parametrize("word", ["word ", "河水上涨"])
def test_blocks_are_as_high_as_their_paragraphs_are_long_in_any_script(site: Build, word: str) -> None:
    texts = {"aa": (300, 100), "bb": (200,)}
    drawn = site(
        {
            f"articles/{slug}.md": account("\n\n".join(word * n + "." for n in lengths), slug)
            for slug, lengths in texts.items()
        }
    )
    heights = [height for _, _, _, height in blocks(drawn).values()]
    assert heights[0] == pytest.approx(3 * heights[1], rel=0.02) == pytest.approx(1.5 * heights[2], rel=0.02)
    assert heights[0] > 300


def test_quoted_words_are_bands_at_their_place_in_their_paragraph(site: Build) -> None:
    half = "word " * 60
    drawn = site(
        {
            "articles/aa.md": account(f"{half}“{half.strip()}”\n", "aa"),
            "articles/bb.md": account(f"{half}{half}\n", "bb"),
        }
    )
    [quoting, plain] = block_links(drawn)
    assert not of_class("band", plain)
    [band] = of_class("band", quoting)
    (y, height), (_, _, _, high) = numbers(band, "y", "height"), blocks(drawn)["../articles/aa.html#p1"]
    assert band.get("fill") == "url(#hatch)"
    [hatch] = [pattern for pattern in drawing(drawn).iter(f"{SVG}pattern") if pattern.get("id") == "hatch"]
    assert {part.tag for part in hatch} == {f"{SVG}rect", f"{SVG}path"}, "a shade and a pattern"
    assert y == pytest.approx(high / 2, rel=0.03)
    assert height == pytest.approx(high / 2, rel=0.03)


def ends(line: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where a line that is drawn starts, and where it ends."""
    x, y, *_, across, down = (float(number) for number in re.findall(r"-?[\d.]+", line))
    return (x, y), (x + across, y + down)


def test_lines_join_what_questions_and_shared_wording_tie_together(flood: Site) -> None:
    """Each leads from the edge of a block in the one column to the edge of a block in the other."""
    drawn, joined = blocks(flood), []
    for kind, line in drawn_lines(flood):
        at = []
        for (x, y), edge in zip(ends(line), ("right", "left"), strict=True):
            [to] = [
                to
                for to, (left, top, width, height) in drawn.items()
                if abs(x - (left + width if edge == "right" else left)) < 0.2 and top <= y <= top + height
            ]
            at.append(to.partition("articles/")[2])
        joined.append((kind, *at))
    assert sorted(joined) == [
        ("contradiction", "gazette.html#p3", "herald.html#p1"),
        ("detail", "gazette.html#p1", "herald.html#p4"),
        ("shared", "gazette.html#p1", "herald.html#p4"),
    ]


def test_a_line_starts_and_ends_at_the_place_of_the_words_in_their_paragraphs(site: Build) -> None:
    before, after = "word " * 90, "word " * 10
    asked = """supplied_title: The flood
questions:
  - ask: What fell?
    relation: agreement
    accounts:
      aa: [{paragraph: 1, words: The bridge}]
      bb: [{paragraph: 1, words: The bridge}]
"""
    drawn = site(
        {
            "articles/aa.md": account(f"{before}The bridge {after}\n", "aa"),
            "articles/bb.md": account(f"{after}The bridge {before}\n", "bb"),
            "articles/stories/flood.yaml": asked,
        }
    )
    [line] = [line for kind, line in drawn_lines(drawn) if kind == "agreement"]
    (_, start), (_, end) = ends(line)
    (_, _, _, high), _ = blocks(drawn).values()
    assert start == pytest.approx(0.9 * high, rel=0.03)
    assert end == pytest.approx(0.1 * high, rel=0.15)


def test_words_that_many_accounts_share_are_drawn_from_neighbour_to_neighbour(site: Build) -> None:
    """A line between all of them would run behind the columns between, and fill the gaps of the others' dashes."""
    wire = "the river rose over the old bridge"
    drawn = site({f"articles/a{n}.md": account(f"In {n} {wire}.\n", f"number {n}") for n in range(4)})
    assert [kind for kind, _ in drawn_lines(drawn)] == ["shared"] * 3


def test_accounts_without_a_paragraph_have_no_picture_and_no_legend_of_marks(site: Build) -> None:
    bare = site({f"articles/{slug}.md": account("# A heading\n", slug) for slug in ("aa", "bb")})
    assert not list(main(bare, STORY).iter(f"{SVG}svg"))
    assert "One event, two accounts" in words(main(bare, STORY))
    assert "underlined" not in words(main(bare, "stories/aa--bb.html"))


def test_the_picture_names_its_blocks_and_says_what_its_marks_mean(flood: Site) -> None:
    [figure] = main(flood, STORY).iter("figure")
    assert [words(text) for text in drawing(flood).iter(f"{SVG}text")] == [
        *(f"A {n}" for n in (1, 2, 3)),
        *(f"B {n}" for n in (1, 2, 3, 4)),
    ]
    [caption] = figure.iter("figcaption")
    for mark in (
        "block",
        "paragraph",
        "bands are quoted speech",
        "titles and other words in marks that are not speech are not",
    ):
        assert mark in words(caption)
    heading = {element.get("id"): words(element) for element in main(flood, STORY).iter("h2")}
    assert heading[drawing(flood).get("aria-labelledby")] == "The accounts, drawn"


def test_a_line_is_as_strong_as_what_its_paragraphs_answer_and_leads_to_the_question(described: Site) -> None:
    """The legend says what its look means.

    articles/aa.md:
        One two three four.
    articles/bb.md:
        Five six seven eight.
    articles/stories/flood.yaml:
        supplied_title: The flood
        questions:
          - ask: How?
            relation: agreement
            accounts: {aa: [{paragraph: 1, words: One}], bb: [{paragraph: 1, words: Five}]}
          - ask: Where?
            relation: tension
            accounts: {aa: [{paragraph: 1, words: two}], bb: [{paragraph: 1, words: six}]}
          - ask: When?
            relation: agreement in substance
            accounts: {aa: [{paragraph: 1, words: three}], bb: [{paragraph: 1, words: seven}]}
    """
    [line] = [link for link in drawing(described).iter(f"{SVG}a") if link.get("class")]
    assert (line.get("class"), line.get("href"), words(line)) == ("tension", "#q2", "Question 2")
    [kinds] = of_class("kinds", section(described, "drawn"))
    assert [(key.get("class"), words(entry)) for entry in kinds for key in entry.iter(f"{SVG}path")] == [
        ("tension", "tension")
    ]


def test_the_strong_lines_are_drawn_over_the_faint_ones(described: Site) -> None:
    """Wherever in the texts they are.

    articles/aa.md:
        One.

        Two.
    articles/bb.md:
        Three.

        Four.
    articles/stories/flood.yaml:
        supplied_title: The flood
        questions:
          - ask: How?
            relation: tension
            accounts: {aa: [{paragraph: 1, words: One}], bb: [{paragraph: 1, words: Three}]}
          - ask: Where?
            relation: agreement
            accounts: {aa: [{paragraph: 2, words: Two}], bb: [{paragraph: 2, words: Four}]}
    """
    assert [kind for kind, _ in drawn_lines(described)] == ["agreement", "tension"]


def test_a_line_past_an_account_is_drawn_over_it_and_only_where_that_has_no_answer_itself(described: Site) -> None:
    """Else it would seem to end there.

    articles/aa.md:
        One.

        Two.
    articles/bb.md:
        Three.
    articles/cc.md:
        Five.

        Six.
    articles/stories/flood.yaml:
        supplied_title: The flood
        questions:
          - ask: How?
            relation: agreement
            accounts:
              aa: [{paragraph: 1, words: One}]
              bb: [{paragraph: 1, words: Three}]
              cc: [{paragraph: 1, words: Five}]
          - ask: Where?
            relation: tension
            accounts: {aa: [{paragraph: 2, words: Two}], cc: [{paragraph: 2, words: Six}]}
    """
    links_and_blocks = [link.get("class") or "block" for link in drawing(described).iter(f"{SVG}a")]
    assert links_and_blocks == ["agreement", *["block"] * 5, "tension"]
    assert [kind for kind, _ in drawn_lines(described)] == ["agreement", "agreement", "tension"]


@pytest.mark.parametrize("count", [2, 5, 12, 30])
def test_the_picture_has_room_for_every_account(site: Build, count: int) -> None:
    drawn = site(many(count))
    width = float(drawing(drawn).get("viewBox").split()[2])
    edges = [(x, x + wide) for x, _, wide, _ in blocks(drawn).values()]
    assert edges[0][0] >= 0
    assert edges[-1][1] <= width
    assert all(right < left for (_, right), (left, _) in each(pairwise(edges)))
    for band in each(of_class("band", drawing(drawn))):
        assert min(numbers(band, "width", "height")) > 0
