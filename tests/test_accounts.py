"""What a reader finds where several accounts of one event are set beside each other, in their own words.

Nearly every test builds the archive below or one like it: two short accounts of a flood, one question that both answer
alike, one on which they pull apart, one that only one of them answers.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml
from conftest import Files, Site, article, run, write
from hypothesis import given, settings
from hypothesis import strategies as some
from test_pages import facts, leads_to, links, main, of_class, pages, read, references, words

from sitebuilder.pages.parts.marking import Mark, mark_body, rebased
from sitebuilder.records.stories import RELATIONS
from sitebuilder.text.html import convert
from sitebuilder.text.proof import read_fragment
from sitebuilder.words.spans import Span

Build = Callable[[Files], Site]

ROOT = Path(__file__).parents[1]

GAZETTE = """On Monday at noon the river rose over the old bridge.

The mayor said: “Nobody was hurt.” A boy said: “It was loud.”

The mill is dry.
"""
HERALD = """The mill stood in water this morning.

“It was dark,” said Ann Bell, who lives there. “And cold.”

Ann Bell has a boat.

All night the river rose over the old wall.
"""
QUESTIONS = """supplied_title: The flood
questions:
  - ask: What did the water cover?
    relation: different detail
    note: One names the bridge, the other a wall.
    accounts:
      gazette: [{paragraph: 1, words: the old bridge}]
      herald: [{paragraph: 4, words: the old wall}]
  - ask: How is the mill?
    relation: contradiction
    accounts:
      gazette: [{paragraph: 3, words: The mill is dry.}]
      herald: [{paragraph: 1, words: The mill stood in water}]
  - ask: Was anybody hurt?
    accounts:
      gazette: [{paragraph: 2, words: Nobody was hurt.}]
"""
NAMES = """
- {name: Ann Bell, kind: person, also: [Mrs Bell]}
- {name: mill, kind: place}
- {name: bridge, kind: place}
"""
SPOKEN = "[{paragraph: 2, starts: Nobody, speaker: The mayor, kind: office}]"
SHE_SPOKE = """
  - {paragraph: 2, starts: It was dark, speaker: Ann Bell, kind: person}
  - {paragraph: 2, starts: And cold, speaker: Ann Bell, kind: person}"""


def account(text: str, label: str, **keys: str) -> str:
    """Return an article that tells of the flood."""
    return article(text, **({"label": label, "story": "flood", "language": "en"} | keys))


FLOOD: Files = {
    "articles/gazette.md": account(
        GAZETTE, "the account that says noon", supplied_title="A river rises", quotations=SPOKEN
    ),
    "articles/herald.md": account(
        HERALD, "the account that says night", title="Night of water", quotations=SHE_SPOKE, publisher="The Herald"
    ),
    "articles/stories/flood.yaml": QUESTIONS,
    "articles/names.yaml": NAMES,
}
SVG = "{http://www.w3.org/2000/svg}"
"""How html5lib calls the elements of a drawing."""

STORY, PAIR = "stories/flood.html", "stories/gazette--herald.html"
NOTHING = "nothing recorded from this account"


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the archive of the flood, once for all tests that only look at it."""
    return built(write(tmp_path_factory.mktemp("flood"), FLOOD))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the project's own two articles."""
    return built(ROOT, tmp_path_factory.mktemp("own") / "public")


def built(folder: Path, output: Path | None = None) -> Site:
    """Build an archive that stands in a folder."""
    output = output or folder / "public"
    result = run("--source", folder, "--output", output, "--quiet")
    assert (result.status, result.complained) == (0, "")
    return Site(folder, output)


def section(site: Site, name: str, address: str = STORY) -> Element:
    """Return the part of a page whose heading has an id: a section, or a list that can be unfolded."""
    [found] = [
        part
        for part in main(site, address).iter()
        if (part.tag == "section" and part.get("aria-labelledby") == name)
        or (part.tag == "details" and part[0].get("id") == name)
    ]
    return found


def sections(site: Site, address: str = STORY) -> set[str | None]:
    """Return the ids of the headings of all sections of a page."""
    return {part.get("aria-labelledby") for part in main(site, address).iter("section")}


def table(within: Element) -> tuple[list[str], dict[str, list[Element]]]:
    """Return the heads of a table's columns, and the cells of each row by the row's head."""
    [found] = within.iter("table")
    columns = [words(head) for head in found.iter("th") if head.get("scope") == "col"]
    rows = {}
    for row in found.iter("tr"):
        heads = [head for head in row.iter("th") if head.get("scope") == "row"]
        if heads:
            [head] = heads
            rows[words(head)] = list(row.iter("td"))
    return columns, rows


def row(within: Element, start: str) -> list[Element]:
    """Return the cells of the row whose head has these words."""
    [found] = [cells for head, cells in table(within)[1].items() if start in head]
    return found


def said(within: Element) -> list[tuple[str, str]]:
    """Return the exact words that are quoted in an element, each with the link that comes after it."""
    found: list[tuple[str, str]] = []
    for element in within.iter():
        if element.tag == "q":
            found.append((words(element), ""))
        elif element.tag == "a" and found and not found[-1][1]:
            found[-1] = (found[-1][0], element.get("href") or "")
    return found


# ---------------------------------------------------------------------------------------------------------------------
# The accounts


def test_each_account_has_a_card_with_its_label_its_measures_and_what_is_unknown_of_it(flood: Site) -> None:
    cards = [words(card) for card in section(flood, "accounts").iter("li") if "entry" in (card.get("class") or "")]
    assert len(cards) == 2
    for card, label, measures in zip(
        cards,
        ("the account that says noon", "the account that says night"),
        ("27 words · 3 paragraphs · 2 quotations", "32 words · 4 paragraphs · 2 quotations"),
        strict=True,
    ):
        assert label in card
        assert measures in card
        assert "unknown" in card
    assert "Headline, Date, Byline, Publisher, Place, Web address, Licence" in cards[0]
    assert "Publisher" not in cards[1]
    assert "Headline" not in cards[1]


@pytest.mark.parametrize(
    ("dates", "unknown"),
    [
        ((None, None), True),
        (("2025", None), True),
        (("2025", "2024"), False),
        (("2025-03", "2025-04-01"), False),
        (("2025", "2025-03"), True),
        (("2025-03-09", "2025-03-09"), True),
        (("2025~", "2024"), True),
    ],
)
def test_their_order_is_said_to_be_unknown_unless_each_gives_its_date(
    site: Build, dates: tuple[str | None, ...], unknown: bool
) -> None:
    files = {
        f"articles/{slug}.md": account("Words.\n", slug, **({"date": date} if date else {}))
        for slug, date in zip(("aa", "bb"), dates, strict=True)
    }
    assert ("Which account came earlier is unknown" in words(main(site(files), STORY))) == unknown


def test_what_is_computed_curated_and_unknown_is_told_in_words(flood: Site) -> None:
    """Each mark leads to what it means."""
    marks = [(words(mark), mark.get("href")) for mark in of_class("layer", main(flood, STORY))]
    assert {name.split()[-1] for name, _ in marks} == {"computed", "curated", "unknown"}
    meanings = {element.get("id") for element in main(flood, "about.html").iter("dt")}
    assert {href for _, href in marks} == {f"../about.html#{name}" for name in meanings - {None}}
    told = {
        "drawn": {"computed"},
        "questions": {"curated"},
        "quoted": {"computed", "speakers curated"},
        "named": {"computed", "names curated"},
        "shared": {"computed"},
        "times": {"unknown"},
    }
    for name, layers in told.items():
        [heading] = section(flood, name).iter("h2")
        assert {words(layer) for layer in of_class("layer", heading)} == layers, name


def test_no_page_calls_an_account_first_or_second(flood: Site) -> None:
    """Without dates that would invent an order. (The page about the archive says so, and so has the words.)"""
    for address, root in pages(flood).items():
        if address == "about.html":
            continue
        spoken = " ".join([words(root), *(element.get("aria-label") or "" for element in root.iter())])
        assert not re.search(r"\b(first|second|1st|2nd|former|latter)\b", spoken, re.IGNORECASE), address


def test_no_page_calls_an_account_silent(flood: Site) -> None:
    assert not any(re.search(r"\bsilen", words(root), re.IGNORECASE) for root in pages(flood).values())


def test_without_a_story_file_the_page_says_that_accounts_are_marked_alike(site: Build) -> None:
    files = {path: text for path, text in FLOOD.items() if not path.endswith(".yaml")}
    [heading] = main(site(files), STORY).iter("h1")
    assert words(heading) == "Accounts marked flood"


def test_a_title_that_the_archive_gave_the_event_is_told_to_be_supplied(flood: Site, site: Build) -> None:
    for address in (STORY, PAIR):
        assert "Title supplied by the archive" in words(main(flood, address))
    unnamed = site({path: text for path, text in FLOOD.items() if not path.endswith(".yaml")})
    for address in (STORY, PAIR):
        [header] = main(unnamed, address).iter("header")
        assert "supplied" not in words(header)


FOOTNOTED = "The mayor[^1] said: “We stay.”[^1] The river rose over the old[^1] bridge.\n\n[^1]: A note.\n"


def test_the_marks_of_footnotes_are_no_part_of_the_words(site: Build) -> None:
    """They hide no quotation, no name, no shared wording and no answer."""
    plain = FOOTNOTED.partition("\n")[0].replace("[^1]", "") + "\n"
    noted = site(
        {
            "articles/aa.md": account(FOOTNOTED, "aa"),
            "articles/bb.md": account(plain, "bb"),
            "articles/names.yaml": "- {name: mayor, kind: office}\n",
            "articles/stories/flood.yaml": """supplied_title: The flood
questions:
  - ask: Where?
    relation: agreement
    accounts:
      aa: [{paragraph: 1, words: the old bridge}]
      bb: [{paragraph: 1, words: the old bridge}]
""",
        }
    )
    assert [said(cell)[0][0] for cell in row(section(noted, "quoted"), "Speaker not recorded")] == ["We stay."] * 2
    assert [words(cell) for cell in row(section(noted, "named"), "mayor")] == ["1 in paragraph 1"] * 2
    assert [said(cell)[0][0] for cell in row(section(noted, "questions"), "Where?")] == ["the old bridge"] * 2
    [shared] = section(noted, "shared").iter("q")
    assert words(shared) == plain.strip().removesuffix(".")
    side = sides(noted, "stories/aa--bb.html")[0]
    assert texts(side) == texts(sides(noted, "articles/aa.html")[0])
    assert not [mark for mark in side.iter("mark") for _ in mark.iter("sup")]


def test_a_story_of_one_article_has_a_page_and_no_picture_and_nothing_to_compare(site: Build) -> None:
    alone = site({path: text for path, text in FLOOD.items() if "gazette" in path})
    shown = main(alone, STORY)
    assert "the account that says noon" in words(shown)
    assert "One event, one account" in words(shown)
    assert not list(shown.iter(f"{SVG}svg"))
    assert sections(alone) <= {"accounts", "times"}
    assert "only here" not in words(shown)
    assert "side by side" not in alone.text(STORY)
    assert [address for address in alone.files if address.startswith("stories/")] == [STORY]


# ---------------------------------------------------------------------------------------------------------------------
# The tables


def test_the_questions_are_a_table_with_a_head_for_each_row_and_each_column(flood: Site) -> None:
    columns, rows = table(section(flood, "questions"))
    assert columns == ["Question", "the account that says noon", "the account that says night"]
    assert [re.match(r"\d+ [^?]*\?", head)[0] for head in rows] == [
        "1 What did the water cover?",
        "2 How is the mill?",
        "3 Was anybody hurt?",
    ]
    assert all(len(cells) == 2 for cells in rows.values())


@pytest.mark.parametrize("name", ["questions", "quoted", "named"])
def test_every_head_of_a_table_says_what_it_is_the_head_of(flood: Site, name: str) -> None:
    heads = list(section(flood, name).iter("th"))
    assert heads
    assert {head.get("scope") for head in heads} == {"col", "row"}


def test_each_cell_has_the_account_s_own_words_and_links_to_their_paragraph(flood: Site) -> None:
    cells = row(section(flood, "questions"), "How is the mill?")
    assert [said(cell) for cell in cells] == [
        [("The mill is dry.", "../articles/gazette.html#p3")],
        [("The mill stood in water", "../articles/herald.html#p1")],
    ]


def test_each_cell_has_the_label_of_its_account_where_the_table_is_stacked(flood: Site) -> None:
    for name in ("questions", "quoted", "named"):
        columns, rows = table(section(flood, name))
        for cells in rows.values():
            assert [cell.get("data-label") for cell in cells] == columns[1:]


def test_where_an_account_has_no_answer_nothing_is_recorded_from_it(flood: Site) -> None:
    answered, unanswered = row(section(flood, "questions"), "Was anybody hurt?")
    assert said(answered) == [("Nobody was hurt.", "../articles/gazette.html#p2")]
    assert words(unanswered) == NOTHING


def test_how_accounts_stand_to_each_other_is_told_with_its_meaning_and_its_note(flood: Site) -> None:
    heads = list(table(section(flood, "questions"))[1])
    assert heads[0].endswith("different detail One names the bridge, the other a wall.")
    assert heads[1].endswith("contradiction")
    assert heads[2].endswith("hurt?"), "one answer has nothing to relate to"
    assert facts(section(flood, "questions")) == {
        name: [RELATIONS[name]] for name in ("different detail", "contradiction")
    }


def test_who_is_quoted_where_is_told_and_whom_nobody_recorded(flood: Site) -> None:
    columns, rows = table(section(flood, "quoted"))
    assert columns == ["Speaker", "the account that says noon", "the account that says night"]
    assert list(rows) == ["Ann Bell person", "The mayor office", "Speaker not recorded"]
    assert said(rows["Ann Bell person"][1]) == [
        ("It was dark,", "../articles/herald.html#p2"),
        ("And cold.", "../articles/herald.html#p2"),
    ]
    assert words(rows["Ann Bell person"][0]) == NOTHING
    assert said(rows["Speaker not recorded"][0]) == [("It was loud.", "../articles/gazette.html#p2")]


def test_who_is_named_where_is_told_with_counts_and_paragraphs(flood: Site) -> None:
    rows = table(section(flood, "named"))[1]
    assert list(rows) == ["Ann Bell person, only here", "bridge place, only here", "mill place"]
    assert [words(cell) for cell in rows["mill place"]] == ["1 in paragraph 3", "1 in paragraph 1"]
    assert [words(cell) for cell in rows["Ann Bell person, only here"]] == [
        "not named",
        "2 in paragraph 2 paragraph 3",
    ]
    assert [href for href, _ in links(rows["Ann Bell person, only here"][1])] == [
        "../articles/herald.html#p2",
        "../articles/herald.html#p3",
    ]


def test_a_name_that_several_accounts_have_is_not_only_here(flood: Site) -> None:
    for element in section(flood, "named").iter("tr"):
        named = [cell for cell in element.iter("td") if "not named" not in words(cell)]
        assert ("only here" in words(element)) == (len(named) == 1)


def test_shared_wording_stands_as_each_account_has_it_with_a_link_to_both(flood: Site) -> None:
    [row] = section(flood, "shared").iter("li")
    assert words(row) == (
        "the river rose over the old the account that says noon paragraph 1 · the account that says night paragraph 4"
    )
    assert [href for href, _ in links(row)] == ["../articles/gazette.html#p1", "../articles/herald.html#p4"]
    assert "copied" not in words(main(flood, STORY))


def test_where_accounts_share_no_wording_and_answer_no_question_there_is_nothing_said_of_it(site: Build) -> None:
    apart = site({f"articles/{slug}.md": account(f"All {slug}.\n", slug) for slug in ("aa", "bb")})
    assert sections(apart) == {"accounts", "drawn"}


def test_words_of_time_that_nobody_can_resolve_are_listed_with_their_places(flood: Site) -> None:
    assert said(section(flood, "times")) == [
        ("On Monday", "../articles/gazette.html#p1"),
        ("this morning", "../articles/herald.html#p1"),
    ]


def test_an_article_with_a_date_resolves_them(site: Build) -> None:
    dated = {
        path: FLOOD[path].replace("label:", "date: 2025-03-09\nlabel:")
        for path in ("articles/gazette.md", "articles/herald.md")
    }
    one = section(site(FLOOD | {"articles/gazette.md": dated["articles/gazette.md"]}), "times")
    assert list(facts(one)) == ["the account that says night"], "and none is looked for in the other"
    assert said(one) == [("this morning", "../articles/herald.html#p1")]
    assert "times" not in sections(site(FLOOD | dated))


def test_where_no_words_of_time_are_known_in_a_language_none_are_said_to_be_missing(site: Build) -> None:
    foreign = account("Der Fluss stieg heute.\n", "the German account", language="de")
    listed = section(site(FLOOD | {"articles/fluss.md": foreign}), "times")
    assert facts(listed)["the German account"] == ["not looked for in its language"]


def test_words_that_many_accounts_share_are_told_once_with_all_their_places(site: Build) -> None:
    wire = "the river rose over the old bridge"
    texts = {f"a{n}": f"In {n} {wire}.\n" for n in range(4)} | {"a4": f"In 4 {wire.upper()}.\n"}
    shared = section(site({f"articles/{slug}.md": account(text, slug) for slug, text in texts.items()}), "shared")
    [row] = shared.iter("li")
    assert [words(form) for form in row.iter("q")] == [wire, wire.upper()]
    assert [href for href, _ in links(row)] == [f"../articles/a{n}.html#p1" for n in range(5)]


def test_words_that_many_accounts_share_are_drawn_from_neighbour_to_neighbour(site: Build) -> None:
    """A line between all of them would run behind the columns between, and fill the gaps of the others' dashes."""
    wire = "the river rose over the old bridge"
    drawn = site({f"articles/a{n}.md": account(f"In {n} {wire}.\n", f"number {n}") for n in range(4)})
    assert [kind for kind, _ in drawn_lines(drawn)] == ["computed"] * 3


# ---------------------------------------------------------------------------------------------------------------------
# The picture


def drawing(site: Site, address: str = STORY) -> Element:
    """Return the picture of the accounts."""
    return next(main(site, address).iter(f"{SVG}svg"))


def numbers(element: Element, *names: str) -> list[float]:
    """Return attributes of a part of the picture."""
    return [float(element.get(name) or "nan") for name in names]


def drawn_lines(site: Site) -> list[tuple[str, str]]:
    """Return the kind of each line of the picture, and how it is drawn."""
    return [
        (kind, line)
        for path in drawing(site).iter(f"{SVG}path")
        if (kind := path.get("class"))
        for line in (path.get("d") or "").split("M")[1:]
    ]


def blocks(site: Site) -> dict[str, tuple[float, float, float, float]]:
    """Return where each block stands, by the address that it leads to: left, top, width, height."""
    found = {}
    for link in drawing(site).iter(f"{SVG}a"):
        [block] = of_class("block", link)
        x, y = (float(number) for number in re.findall(r"\d+", link.get("transform") or ""))
        width, height = numbers(block, "width", "height")
        found[link.get("href") or ""] = x, y, width, height
    return found


def test_every_paragraph_is_a_block_that_leads_to_it_and_no_stop_of_the_keyboard(flood: Site) -> None:
    paragraphs = [
        f"../articles/{slug}.html#p{n}" for slug, count in (("gazette", 3), ("herald", 4)) for n in range(1, count + 1)
    ]
    assert [link.get("href") for link in drawing(flood).iter(f"{SVG}a")] == paragraphs
    assert {link.get("tabindex") for link in drawing(flood).iter(f"{SVG}a")} == {"-1"}


def test_each_account_is_a_column_and_its_blocks_come_in_its_own_order(flood: Site) -> None:
    drawn = blocks(flood)
    columns = [[place for to, place in drawn.items() if slug in to] for slug in ("gazette", "herald")]
    for column in columns:
        assert len({x for x, _, _, _ in column}) == 1
        assert all(y + height < below for (_, y, _, height), (_, below, _, _) in pairwise(column))
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


def test_quoted_words_are_bands_where_they_stand_in_their_paragraph(site: Build) -> None:
    half = "word " * 60
    drawn = site(
        {
            "articles/aa.md": account(f"{half}“{half.strip()}”\n", "aa"),
            "articles/bb.md": account(f"{half}{half}\n", "bb"),
        }
    )
    [quoting, plain] = drawing(drawn).iter(f"{SVG}a")
    assert not of_class("band", plain)
    [band] = of_class("band", quoting)
    (y, height), (_, _, _, high) = numbers(band, "y", "height"), blocks(drawn)["../articles/aa.html#p1"]
    assert band.get("fill") == "url(#hatch)"
    [hatch] = [pattern for pattern in drawing(drawn).iter(f"{SVG}pattern") if pattern.get("id") == "hatch"]
    assert {part.tag for part in hatch} == {f"{SVG}rect", f"{SVG}path"}, "a shade and a pattern"
    assert y == pytest.approx(high / 2, rel=0.03)
    assert height == pytest.approx(high / 2, rel=0.03)


def test_lines_join_what_questions_and_shared_wording_tie_together(flood: Site) -> None:
    """Each leads from the edge of a block in the one column to the edge of a block in the other."""
    drawn, joined = blocks(flood), []
    for kind, line in drawn_lines(flood):
        found = [float(number) for number in re.findall(r"[\d.]+", line)]
        ends = (found[0], found[1], "right"), (found[-2], found[-1], "left")
        at = []
        for x, y, edge in ends:
            [to] = [
                to
                for to, (left, top, width, height) in drawn.items()
                if abs(x - (left + width if edge == "right" else left)) < 0.2 and top <= y <= top + height
            ]
            at.append(to.partition("articles/")[2])
        joined.append((kind, *at))
    assert sorted(joined) == [
        ("computed", "gazette.html#p1", "herald.html#p4"),
        ("curated", "gazette.html#p1", "herald.html#p4"),
        ("curated", "gazette.html#p3", "herald.html#p1"),
    ]


def test_a_line_starts_and_ends_where_in_their_paragraphs_the_words_stand(site: Build) -> None:
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
    [line] = [line for kind, line in drawn_lines(drawn) if kind == "curated"]
    numbers_ = [float(number) for number in re.findall(r"[\d.]+", line)]
    (_, _, _, high), _ = blocks(drawn).values()
    assert numbers_[1] == pytest.approx(0.9 * high, rel=0.03)
    assert numbers_[-1] == pytest.approx(0.1 * high, rel=0.15)


def test_accounts_without_a_paragraph_have_no_picture_and_no_legend_of_marks(site: Build) -> None:
    bare = site({f"articles/{slug}.md": account("# A heading\n", slug) for slug in ("aa", "bb")})
    assert not list(main(bare, STORY).iter(f"{SVG}svg"))
    assert "One event, two accounts" in words(main(bare, STORY))
    assert "underlined" not in words(main(bare, "stories/aa--bb.html"))


def test_what_the_picture_shows_stands_in_words_too(flood: Site) -> None:
    [figure] = main(flood, STORY).iter("figure")
    [equivalent] = figure.iter("details")
    assert [words(block) for block in equivalent.iter("li")] == [
        "A 1 53 characters, tied to B 4",
        "A 2 61 characters, words in quotation marks",
        "A 3 16 characters, tied to B 1",
        "B 1 37 characters, tied to A 3",
        "B 2 58 characters, words in quotation marks",
        "B 3 20 characters",
        "B 4 43 characters, tied to A 1",
    ]
    assert [href for href, _ in links(equivalent)] == list(blocks(flood))


def test_the_picture_names_its_columns_and_says_what_its_marks_mean(flood: Site) -> None:
    [figure] = main(flood, STORY).iter("figure")
    [legend] = of_class("legend", figure)
    assert [words(entry) for entry in legend] == ["A the account that says noon", "B the account that says night"]
    assert [words(text) for text in drawing(flood).iter(f"{SVG}text")] == [
        *(f"A {n}" for n in (1, 2, 3)),
        *(f"B {n}" for n in (1, 2, 3, 4)),
    ]
    [caption] = figure.iter("figcaption")
    for mark in ("block", "paragraph", "bands", "quotation marks", "Solid lines", "Dashed lines"):
        assert mark in words(caption)
    labels = (drawing(flood).get("aria-labelledby") or "").split()
    ids = {element.get("id") for element in drawing(flood).iter()}
    assert labels
    assert set(labels) <= ids


# ---------------------------------------------------------------------------------------------------------------------
# Two accounts side by side


def sides(site: Site, address: str = PAIR) -> list[Element]:
    """Return the part of the page that holds each of its articles: on an article's own page, its text."""
    return of_class("side", main(site, address)) or of_class("e-content", main(site, address))


def texts(side: Element) -> list[str]:
    """Return the paragraphs of a text, letter for letter."""
    return ["".join(paragraph.itertext()) for paragraph in paragraphs(side)]


def paragraphs(side: Element) -> list[Element]:
    """Return the paragraphs of an article."""
    return [paragraph for part in of_class("e-content", side) for paragraph in part.iter("p")]


def beside(side: Element) -> list[str]:
    """Return what is told beside each paragraph of a text."""
    return [words(element) for element in of_class("beside-it", side)]


def test_both_texts_are_whole_and_each_is_in_its_own_order(flood: Site, own: Site) -> None:
    """Of the project's own two articles: as the originals have them, letter for letter."""
    assert [texts(side) for side in sides(flood)] == [text.strip().split("\n\n") for text in (GAZETTE, HERALD)]
    [address] = [address for address in own.files if "--" in address]
    for side, slug in zip(sides(own, address), own_slugs(), strict=True):
        front = yaml.safe_load((ROOT / "articles" / f"{slug}.md").read_text("utf-8").split("---")[1])
        original = (ROOT / "articles" / "originals" / front["source"]["file"]).read_text("utf-8")
        assert texts(side) == [line for line in original.splitlines() if line.strip()]


def own_slugs() -> list[str]:
    """Return the slugs of the project's own articles."""
    return sorted(path.stem for path in (ROOT / "articles").glob("*.md"))


def test_paragraphs_keep_their_numbers_under_ids_that_begin_with_the_slug(flood: Site) -> None:
    for side, slug, count in zip(sides(flood), ("gazette", "herald"), (3, 4), strict=True):
        assert [paragraph.get("id") for paragraph in paragraphs(side)] == [f"{slug}-p{n}" for n in range(1, count + 1)]
        numbered = [(link.get("href"), link.get("aria-label")) for link in of_class("permalink", side)]
        assert numbered == [(f"#{slug}-p{n}", f"Paragraph {n}") for n in range(1, count + 1)]


def marked(side: Element) -> list[tuple[str, str]]:
    """Return the kind of each stretch of marked words, those that cover it from the outside in, and its words."""
    found: list[tuple[str, str]] = []

    def walk(element: Element, kinds: tuple[str, ...]) -> None:
        if element.tag == "mark":
            kinds = (*kinds, element.get("class") or "")
        if element.text and kinds:
            found.append((" ".join(kinds), element.text.strip()))
        for child in element:
            walk(child, kinds)
            if child.tail and kinds:
                found.append((" ".join(kinds), child.tail.strip()))

    for paragraph in paragraphs(side):
        walk(paragraph, ())
    return found


def across(site: Site, address: str = PAIR) -> dict[str, str]:
    """Return the words that each stretch of marked words leads to, by its own words."""
    root = main(site, address)
    ids = {element.get("id"): element for element in root.iter() if element.get("id")}
    return {
        words(link): words(ids[(link.get("href") or "").removeprefix("#")])
        for mark in root.iter("mark")
        for link in mark.findall("a")
    }


def test_words_are_marked_by_what_ties_them_and_overlapping_marks_all_show(flood: Site) -> None:
    """What answers a question alone is marked too."""
    gazette, herald = (marked(side) for side in sides(flood))
    assert gazette == [
        ("computed", "the river rose over"),
        ("computed curated", "the old"),
        ("curated", "bridge"),
        ("curated", "Nobody was hurt."),
        ("curated", "The mill is dry."),
    ]
    assert herald == [
        ("curated", "The mill stood in water"),
        ("computed", "the river rose over"),
        ("computed curated", "the old"),
        ("curated", "wall"),
    ]


def test_marked_words_lead_to_each_other(flood: Site) -> None:
    """In the one text near its end what the other has near its start; where marks overlap, to the shorter's partner."""
    leads = across(flood)
    assert leads["The mill is dry."] == "The mill stood in water"
    assert leads["The mill stood in water"] == "The mill is dry."
    assert leads["bridge"].startswith("the old")
    assert leads["the river rose over"].startswith("the river rose over")


def test_words_with_no_partner_or_several_lead_to_the_list_below_their_paragraph(flood: Site, site: Build) -> None:
    assert across(flood)["Nobody was hurt."] == "Was anybody hurt? nothing recorded from the other account"
    files = FLOOD | {
        "articles/stories/flood.yaml": """supplied_title: The flood
questions:
  - ask: How is it?
    relation: tension
    accounts:
      gazette: [{paragraph: 3, words: dry}]
      herald: [{paragraph: 1, words: in water}, {paragraph: 2, words: dark}]
"""
    }
    several = across(site(files))
    assert several["dry"] == "How is it? tension in water paragraph 1 dark paragraph 2"
    assert several["in water"] == several["dark"] == "dry"


def test_beside_each_paragraph_stands_what_the_other_account_has(flood: Site) -> None:
    gazette, herald = (beside(side) for side in sides(flood))
    assert gazette == [
        (
            "What did the water cover? different detail the old wall paragraph 4"
            " The same words the river rose over the old paragraph 4"
        ),
        "Was anybody hurt? nothing recorded from the other account",
        "How is the mill? contradiction The mill stood in water paragraph 1",
    ]
    assert herald[0] == "How is the mill? contradiction The mill is dry. paragraph 3"


def test_a_relation_of_several_accounts_is_not_told_of_two_of_them(site: Build) -> None:
    """That three accounts are in tension does not say that the first two are."""
    asked = """supplied_title: The flood
questions:
  - ask: How high?
    relation: tension
    accounts:
      aa: [{paragraph: 1, words: A yard}]
      bb: [{paragraph: 1, words: A yard}]
      cc: [{paragraph: 1, words: A mile}]
  - ask: Who saw it?
    relation: agreement
    accounts:
      aa: [{paragraph: 2, words: Ann}]
      cc: [{paragraph: 2, words: Ann}]
"""
    texts = {"aa": "A yard.\n\nAnn.\n", "bb": "A yard.\n\nNobody.\n", "cc": "A mile.\n\nAnn.\n"}
    files = {f"articles/{slug}.md": account(text, slug) for slug, text in texts.items()}
    three = site(files | {"articles/stories/flood.yaml": asked})
    assert beside(sides(three, "stories/aa--bb.html")[0]) == [
        "How high? A yard paragraph 1",
        "Who saw it? nothing recorded from the other account",
    ]
    assert beside(sides(three, "stories/aa--cc.html")[0])[1] == "Who saw it? agreement Ann paragraph 2"
    assert "tension" in words(section(three, "questions"))


def test_what_stands_beside_leads_to_the_very_words(flood: Site) -> None:
    root = main(flood, PAIR)
    marks = {mark.get("id"): words(mark) for mark in root.iter("mark") if mark.get("id")}
    for added in of_class("beside-it", root):
        for quoted, to in said(added):
            assert quoted.startswith(marks[to.removeprefix("#")].split()[0]), quoted


def test_a_paragraph_that_nothing_is_recorded_beside_is_told_so(flood: Site) -> None:
    assert beside(sides(flood)[1])[1:3] == ["nothing recorded beside this paragraph"] * 2


def test_what_stands_beside_a_list_or_a_quotation_does_not_stand_in_it(site: Build) -> None:
    """Nor beside a heading, which is no paragraph."""
    asked = """supplied_title: The flood
questions:
  - {ask: "What rose?", relation: agreement, accounts: {
      aa: [{paragraph: 2, words: The river}], bb: [{paragraph: 1, words: Water}]}}
"""
    shown = site(
        {
            "articles/aa.md": account("# High water\n\n> It rained.\n>\n> The river rose.\n\nThe end.\n", "aa"),
            "articles/bb.md": account("Water.\n", "bb"),
            "articles/stories/flood.yaml": re.sub(r"\s*\n\s{6}", " ", asked),
        }
    )
    [side, _] = sides(shown, "stories/aa--bb.html")
    shown_in_order = [element.tag for element in side if element.get("class") in {"e-content", "beside-it"}]
    assert shown_in_order == ["div", "div", "ul", "div"]
    assert beside(side) == [
        "Paragraph 2: What rose? agreement Water paragraph 1",
        "nothing recorded beside paragraph 1",
        "nothing recorded beside this paragraph",
    ]


def test_the_archive_s_own_words_stand_outside_the_texts_of_the_accounts(flood: Site) -> None:
    for part in of_class("e-content", main(flood, PAIR)):
        assert not of_class("beside-it", part)
        assert not {"ul", "h2"} & {element.tag for element in part.iter()}


def test_what_is_unknown_of_two_accounts_is_named_above_them(flood: Site, site: Build) -> None:
    unknown = [words(next(iter(of_class("facts", side)))) for side in sides(flood)]
    assert unknown[0] == "unknown Headline, Date, Byline, Publisher, Place, Web address, Licence"
    assert "Publisher" not in unknown[1]
    assert "which of the two came earlier is unknown" in words(main(flood, PAIR))
    dates = {"articles/gazette.md": "2025-03-08", "articles/herald.md": "2025-03-09"}
    dated = {
        path: text.replace("label:", f"date: {dates[path]}\nlabel:") for path, text in FLOOD.items() if path in dates
    }
    assert "earlier" not in words(main(site(FLOOD | dated), PAIR))


def test_two_answers_that_begin_alike_have_marks_of_their_own(site: Build) -> None:
    """As do two questions that the same words answer: whatever is linked to is there, once."""
    asked = """supplied_title: The flood
questions:
  - {ask: "What rose?", relation: tension, accounts: {
      aa: [{paragraph: 1, words: The river}, {paragraph: 1, words: The river rose}],
      bb: [{paragraph: 1, words: Water}]}}
  - {ask: "What was high?", relation: tension, accounts: {
      aa: [{paragraph: 1, words: The river}], bb: [{paragraph: 1, words: stood}]}}
  - {ask: "What was there?", relation: tension, accounts: {
      aa: [{paragraph: 1, words: The river}], bb: [{paragraph: 1, words: Water stood}]}}
"""
    asked = re.sub(r"\s*\n\s{6}", " ", asked)
    twice = "by the old stone bridge over the river"
    alike = site(
        {
            "articles/aa.md": account(f"The river rose {twice}. And {twice} again, {twice}.\n", "aa"),
            "articles/bb.md": account(f"Water stood {twice}, and by the old stone bridge over there.\n", "bb"),
            "articles/stories/flood.yaml": asked,
        }
    )
    check_ids_and_links(alike)


ODD = {
    "emphasis and a link": "The *old **stone** bridge* [fell *into* the](https://example.org 'a > b </p>') river.",
    "entities": "Smith & Sons < 5 > 4 said &amp; wrote “&copy;” &#38; more.",
    "what looks like markup": 'The code ` id="p1"` and id="p1" href="#p1" href="river.html" class="e-content" there.',
    "links in all their forms": "See [it](#p1), [that](bb.md#p1), [this](HTTPS://example.org/) and <https://b.example>.",
    "a footnote": "The river[^1] rose over the bridge.\n\n[^1]: By a *metre*, see [above](#p1).",
    "a list and a quotation": "- one river\n- two rivers\n\n> The river\n> rose.\n\n1. three",
    "a line that goes on": "The river\nrose over\nthe old bridge.",
    "what is not in any alphabet": "\\`\\*\\_ “…” — ‘’ 🌊👩‍👩‍👧 é é\u200d ﷽ ارتفع النهر",
}


@pytest.mark.parametrize("odd", ODD)
def test_no_letter_is_lost_where_words_are_marked(site: Build, odd: str) -> None:
    """Marks over emphasis, links and entities, marks over marks: the text is what the article's own page has."""
    answers = {"aa": list(pieces_of(ODD[odd])), "bb": [(1, "Other words stand here.")]}
    asked = [
        {
            "ask": f"Question {number}?",
            "relation": "tension",
            "accounts": {
                "aa": [{"paragraph": str(answer[0]), "words": answer[1]}],
                "bb": [{"paragraph": "1", "words": answers["bb"][0][1]}],
            },
        }
        for number, answer in enumerate(answers["aa"])
    ]
    assert asked
    marked = site(
        {
            "articles/aa.md": account(ODD[odd] + "\n", "aa"),
            "articles/bb.md": account("Other words stand here.\n", "bb"),
            "articles/stories/flood.yaml": yaml.safe_dump(
                {"supplied_title": "The flood", "questions": asked}, allow_unicode=True
            ),
        }
    )
    plain = [texts(sides(marked, f"articles/{slug}.html")[0]) for slug in ("aa", "bb")]
    assert [texts(side) for side in sides(marked, "stories/aa--bb.html")] == plain
    assert list(sides(marked, "stories/aa--bb.html")[0].iter("mark"))
    check_ids_and_links(marked)


def pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield overlapping stretches of words of each paragraph, with its number."""
    for number, paragraph in enumerate(read_fragment(convert(text).html).paragraphs, start=1):
        found = [match.span() for match in re.finditer(r"\S+", paragraph)]
        for length in (1, 2, 3, len(found)):
            for at in range(0, len(found) - length + 1, 2):
                piece = paragraph[found[at][0] : found[at + length - 1][1]].replace("\n", " ")
                if paragraph.replace("\n", " ").count(piece) == 1:
                    yield number, piece


def check_ids_and_links(site: Site) -> None:
    """Check that every link leads to a file and a place that are there, and that no id stands twice."""
    found = pages(site)
    ids = {address: [e.get("id") for e in root.iter() if e.get("id")] for address, root in found.items()}
    for address, root in found.items():
        assert len(ids[address]) == len(set(ids[address])), address
        for href in references(root):
            if urlsplit(href).scheme.lower() not in {"http", "https"}:
                to, fragment = leads_to(address, href), urlsplit(href).fragment
                assert to in site.files, (address, href)
                assert not fragment or fragment in ids[to], (address, href)


@pytest.mark.parametrize("slug", ["content", "fn-news", "p1", "bb-p1", "left"])
def test_no_slug_of_an_article_upsets_the_fragments_of_a_page(site: Build, slug: str) -> None:
    text = "See [it](#p1) by the old stone bridge.[^p1]\n\nAnn.\n\n[^p1]: A note.\n"
    files = {f"articles/{name}.md": account(f"Ann. {text}", name) for name in (slug, "bb")}
    check_ids_and_links(site(files | {"articles/names.yaml": "- {name: Ann, kind: person}\n"}))


PIECES = [
    "a ",
    "b",
    "river ",
    "*em*",
    "**strong**",
    "[li *nk*](https://e.example 'x > y')",
    "[up](#p1)",
    "`c<d`",
    "&",
]
PIECES += ["&amp;", "<", ">", '"', ' id="p1"', "“", "\n", "\n\n", "- ", "> ", "\\*", "é", "🌊", "[^1]", "|", "# ", "ä"]


@settings(deadline=None)
@given(some.data(), some.lists(some.sampled_from(PIECES), min_size=1, max_size=25).map("".join))
def test_marks_of_any_text_change_no_letter_and_stay_well_formed(data: some.DataObject, text: str) -> None:
    """The text of the marked HTML is that of the unmarked, no id stands twice, and what is to be marked is marked."""
    body = rebased(convert(f"{text}\n\n[^1]: A note.").html, "flood")
    plain, texts_alone = read_fragment(body).shown, read_fragment(body).paragraphs
    wanted = []
    for number in range(data.draw(some.integers(0, 6))):
        at = data.draw(some.integers(1, max(len(plain), 1)))
        size = len(texts_alone[at - 1]) if plain else 0
        if size:
            start = data.draw(some.integers(0, size - 1))
            end = data.draw(some.integers(start + 1, size))
            kind = data.draw(some.sampled_from(["curated", "computed"]))
            wanted.append(Mark(Span(at, start, end), kind, data.draw(some.sampled_from(["", "#x"])), f"m{number}"))
    html = mark_body(body, wanted)
    assert read_fragment(html).shown == plain
    strict = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root = strict.parse(f"<!doctype html><html lang=en><title>t</title><body>{html}</body></html>")
    [shown] = root.iter("body")
    assert "".join(shown.itertext()) == "".join(read(f"<!doctype html><body>{body}").find("body").itertext())
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {name for name in ids if name.startswith("m")} == {mark.id for mark in wanted}
    covered = {(mark.span.paragraph, at) for mark in wanted for at in range(mark.span.start, mark.span.end)}
    assert set(marked_places(shown)) == covered


def marked_places(body: Element) -> Iterator[tuple[int, int]]:
    """Yield each place in a paragraph whose character is marked: the paragraph's number and the place."""
    for number, paragraph in enumerate(body.iter("p"), start=1):
        place = 0
        todo: list[tuple[Element | str, bool]] = [(paragraph, False)]
        while todo:
            here, is_marked = todo.pop()
            if isinstance(here, str):
                if is_marked:
                    yield from ((number, place + at) for at in range(len(here)))
                place += len(here)
                continue
            inner = is_marked or here.tag == "mark"
            for child in reversed(here):
                todo += [(child.tail or "", inner)] + [(child, inner)] * (child.tag != "sup")
            todo.append((here.text or "", inner))


# ---------------------------------------------------------------------------------------------------------------------
# From two accounts to many


def many(count: int) -> Files:
    """Return an archive with that many accounts of one event: two share wording, two answer one question."""
    own_words = {n: " ".join(f"w{n}x{at}" for at in range(20)) for n in range(1, count + 1)}
    if count > 1:
        own_words[1] += " by the old stone bridge"
        own_words[2] += " by the old stone bridge"
    last = f"account-{count:02}"
    story = {
        "supplied_title": "The flood",
        "questions": [
            {
                "ask": "What is there?",
                "relation": "agreement",
                "accounts": {
                    "account-01": [{"paragraph": "1", "words": "w1x0"}],
                    last: [{"paragraph": "1", "words": f"w{count}x0"}],
                },
            }
        ],
    }
    return {
        **{
            f"articles/account-{n:02}.md": account(f"{text}. “Quite,” said Ann.\n", f"the account number {n}")
            for n, text in own_words.items()
        },
        "articles/stories/flood.yaml": yaml.safe_dump(story),
        "articles/names.yaml": "- {name: Ann, kind: person}\n",
    }


def pairs(site: Site) -> set[tuple[str, str]]:
    """Return the pairs of accounts that have a page."""
    return {tuple(re.findall(r"account-\d\d", address)) for address in site.files if "--" in address}


@pytest.mark.parametrize("count", [2, 3, 5, 12])
def test_a_story_grows_from_two_accounts_to_many_with_a_column_for_each(site: Build, count: int) -> None:
    grown = site(many(count))
    labels = [f"the account number {n}" for n in range(1, count + 1)]
    for name in ("questions", "quoted", "named"):
        columns, rows = table(section(grown, name))
        assert columns[1:] == (labels if count < 4 or name != "named" else list("ABCDEFGHIJKL"[:count]))
        assert rows
        assert all(len(cells) == count for cells in rows.values())
    [legend] = of_class("legend", main(grown, STORY))
    assert len(legend) == count
    assert len(list(drawing(grown).iter(f"{SVG}a"))) == count
    check_ids_and_links(grown)


def test_past_three_accounts_those_without_an_answer_are_named_once_for_each_question(site: Build) -> None:
    few, all_but_two = site(many(3)), [f"the account number {n}" for n in range(2, 5)]
    [head] = table(section(few, "questions"))[1]
    assert "nothing recorded" not in head
    assert [words(cell) for cell in row(section(few, "questions"), "What is there?")][1] == NOTHING
    [head] = table(section(site(many(5)), "questions"))[1]
    assert head.endswith(f"nothing recorded from {', '.join(all_but_two)}")


def test_of_many_accounts_it_is_told_how_many_have_a_name(site: Build) -> None:
    assert list(table(section(site(many(3)), "named"))[1]) == ["Ann person"]
    assert list(table(section(site(many(5)), "named"))[1]) == ["Ann person, in 5 of 5 accounts"]


def test_up_to_six_accounts_every_two_have_a_page(site: Build) -> None:
    slugs = [f"account-{n:02}" for n in range(1, 7)]
    assert pairs(site(many(6))) == set(combinations(slugs, 2))


def test_of_more_than_six_only_those_that_something_ties_together_have_a_page(site: Build) -> None:
    grown = site(many(12))
    assert pairs(grown) == {("account-01", "account-02"), ("account-01", "account-12")}
    listed = [
        leads_to(STORY, href) for href, label in links(section(grown, "accounts")) if label.startswith("Side by side")
    ]
    assert listed == ["stories/account-01--account-02.html", "stories/account-01--account-12.html"]


def test_many_accounts_that_nothing_ties_together_are_several_all_the_same(site: Build) -> None:
    apart = site({f"articles/account-{n:02}.md": account(f"All {n}.\n", f"number {n}") for n in range(1, 8)})
    assert pairs(apart) == set()
    assert "One event, seven accounts" in words(main(apart, STORY))
    assert "Which account came earlier is unknown" in words(main(apart, STORY))


@pytest.mark.parametrize("count", [2, 5, 12, 30])
def test_the_picture_has_room_for_every_account(site: Build, count: int) -> None:
    drawn = site(many(count))
    width = float(drawing(drawn).get("viewBox").split()[2])
    edges = [(x, x + wide) for x, _, wide, _ in blocks(drawn).values()]
    assert edges[0][0] >= 0
    assert edges[-1][1] <= width
    assert all(right < left for (_, right), (left, _) in pairwise(edges))
    for band in of_class("band", drawing(drawn)):
        assert min(numbers(band, "width", "height")) > 0


# ---------------------------------------------------------------------------------------------------------------------
# The registers


def test_quotations_are_listed_by_kind_of_speaker_with_speaker_article_and_paragraph(flood: Site) -> None:
    groups = {part.get("aria-label"): part for part in main(flood, "quotations.html").iter("section")}
    assert list(groups) == ["Persons", "Offices", "Speaker not recorded"]
    assert [words(entry) for entry in groups["Persons"].iter("li")] == [
        "It was dark, Ann Bell In Night of water, paragraph 2",
        "And cold. Ann Bell In Night of water, paragraph 2",
    ]
    assert [words(entry) for entry in groups["Speaker not recorded"].iter("li")] == [
        "It was loud. In A river rises [title supplied], paragraph 2"
    ]
    assert "articles/gazette.html#p2" in [href for href, _ in links(groups["Offices"])]


def test_a_quotation_that_goes_on_over_paragraphs_leads_to_each_of_them(site: Build) -> None:
    files = {"articles/flood.md": article("He said: “One.\n\n“Two.” And: “no.”\n")}
    [entry, _] = main(site(files), "quotations.html").iter("li")
    assert [words(quote) for quote in entry.iter("blockquote")] == ["One.", "Two."]
    assert [href for href, _ in links(entry)][1:] == ["articles/flood.html#p1", "articles/flood.html#p2"]


def test_the_index_of_names_says_how_many_articles_it_leaves_out(site: Build) -> None:
    files = {f"articles/a{n}.md": article("Ann of Quay.\n", title=f"A {n}") for n in range(1, 12)}
    shown = main(
        site(files | {"articles/names.yaml": "- {name: Ann, kind: person}\n- {name: Quay, kind: place}\n"}),
        "names/index.html",
    )
    assert ("ann.html", "3 more articles") in links(shown)


def test_a_title_of_a_work_is_no_quotation(site: Build) -> None:
    files = {"articles/flood.md": article("“No,” and “not so,” she read in “The Ark”.\n", titles_of_works="The Ark")}
    quoted = [words(quote) for quote in main(site(files), "quotations.html").iter("blockquote")]
    assert quoted == ["No,", "not so,"]


def test_where_nobody_is_quoted_and_nothing_is_named_there_are_no_registers(site: Build) -> None:
    bare = site(
        {"articles/flood.md": article("The river rose.\n"), "articles/names.yaml": "- {name: Ann, kind: person}\n"}
    )
    assert not {address for address in bare.files if address.startswith(("names/", "quotations"))}


def test_every_name_is_listed_with_its_paragraphs(flood: Site) -> None:
    [listed] = of_class("names", main(flood, "names/index.html"))
    entries = [words(entry) for entry in listed]
    assert [entry.split(" · ")[0] for entry in entries] == ["Ann Bell person", "bridge place", "mill place"]
    assert entries[0] == (
        "Ann Bell person · twice, in 1 article · also Mrs Bell Night of water paragraph 2 paragraph 3"
    )
    assert ("../articles/herald.html#p3", "paragraph 3") in links(listed[0])


def test_only_a_name_with_two_paragraphs_or_more_has_a_page(flood: Site) -> None:
    assert {address for address in flood.files if address.startswith("names/")} == {
        "names/index.html",
        "names/ann-bell.html",
        "names/mill.html",
    }
    assert "bridge.html" not in [href for href, _ in links(main(flood, "names/index.html"))]


def test_the_page_of_a_name_has_each_paragraph_whole_with_the_name_marked(flood: Site) -> None:
    shown = main(flood, "names/mill.html")
    found = {element.get("id"): element for element in shown.iter("p") if element.get("id")}
    assert list(found) == ["gazette-p3", "herald-p1"]
    assert [words(element).lstrip("0123456789 ") for element in found.values()] == [
        "The mill is dry.",
        "The mill stood in water this morning.",
    ]
    assert [words(mark) for element in found.values() for mark in element.iter("mark")] == ["mill", "mill"]
    assert links(found["herald-p1"])[0] == ("../articles/herald.html#p1", "1")


def test_the_page_of_a_name_leads_to_what_its_paragraphs_point_to(site: Build) -> None:
    """To other paragraphs and notes of the same article too, which are not on the page of the name."""
    text = "Ann.[^1] See [below](#p3).\n\nAnn & [all](bb.md#p1).\n\nNobody.\n\n[^1]: A note.\n"
    files = {"articles/aa.md": article(text), "articles/bb.md": article("Ann.\n", title="B")}
    check_ids_and_links(site(files | {"articles/names.yaml": "- {name: Ann, kind: person}\n"}))


SIXTY_ONE = article("\n\n".join(f"“Word {n},” said Ann of N{n}." for n in range(61)) + "\n", title="Long")
SIXTY_ONE_NAMES = "- {name: Ann, kind: person}\n" + "".join(f"- {{name: N{n}, kind: place}}\n" for n in range(61))


def test_past_sixty_a_register_goes_on_on_another_page(site: Build) -> None:
    long = site({"articles/long.md": SIXTY_ONE, "articles/names.yaml": SIXTY_ONE_NAMES})
    for pages_, tag, counts in (
        (("quotations.html", "quotations-2.html"), "blockquote", (60, 1)),
        (("names/index.html", "names/index-2.html"), "h2", (60, 2)),
        (("names/ann.html", "names/ann-2.html"), "mark", (60, 1)),
    ):
        for address, count in zip(pages_, counts, strict=True):
            assert len(list(main(long, address).iter(tag))) == count, address
            [parts] = of_class("parts", main(long, address))
            assert [leads_to(address, href) for href, _ in links(parts)] == list(pages_)
    check_ids_and_links(long)


def test_two_names_whose_pages_would_have_one_address_are_told(problems: Callable[[Files], list[str]]) -> None:
    """The second page of Ann is names/ann-2.html, and so would be the page of Ann 2."""
    text = SIXTY_ONE + "\nAnn 2.\n\nAnn 2 again.\n"
    files = {"articles/long.md": text, "articles/names.yaml": SIXTY_ONE_NAMES + "- {name: Ann 2, kind: person}\n"}
    assert problems(files) == [
        "articles/names.yaml: two of its pages have the address names/ann-2.html; give one of them another name or slug"
    ]


# ---------------------------------------------------------------------------------------------------------------------
# The articles


def test_after_its_text_an_article_says_who_is_quoted_who_is_named_and_what_is_compared(flood: Site) -> None:
    address = "articles/gazette.html"
    listed = {name: [words(item) for item in section(flood, name, address).iter("li")] for name in ("quoted", "named")}
    assert listed == {
        "quoted": ["The mayor paragraph 2", "Speaker not recorded paragraph 2"],
        "named": ["bridge paragraph 1", "mill paragraph 3"],
    }
    compared = section(flood, "compared", address)
    assert links(compared)[1:] == [(f"../stories/flood.html#q{n}", f"question {n}") for n in (1, 2, 3)]
    assert [href for href, _ in links(section(flood, "compared", "articles/herald.html"))][1:] == [
        f"../stories/flood.html#q{n}" for n in (1, 2)
    ]
    assert ("../names/mill.html", "mill") in links(section(flood, "named", address))
    assert ("#p1", "paragraph 1") in links(section(flood, "named", address))


def test_an_article_promises_questions_only_where_somebody_asked_any(flood: Site, site: Build) -> None:
    assert "Both accounts, question by question" in words(main(flood, "articles/gazette.html"))
    unasked = site({path: text for path, text in FLOOD.items() if not path.endswith(".yaml")})
    assert "Both accounts, side by side" in words(main(unasked, "articles/gazette.html"))


def test_labels_and_pages_say_in_which_direction_they_are_written(site: Build) -> None:
    """A label stands between words and numbers of another direction, and must not turn them round."""
    files = {
        f"articles/{slug}.md": account("By the old stone bridge.\n", label)
        for slug, label in (("aa", "ה"), ("bb", "b"))
    }
    turned = site(files | {"site.yaml": "title: T\ndescription: D\nlanguage: he\n"})
    for address, root in pages(turned).items():
        assert root.get("dir") == "rtl", address
        for element in root.iter():
            for text in (element.text, *(child.tail for child in element)):
                assert "ה" not in (text or "") or element.tag in {"bdi", "title"}, (address, element.tag)


def test_nothing_of_that_stands_in_the_text(flood: Site) -> None:
    [text] = sides(flood, "articles/gazette.html")
    assert texts(text) == GAZETTE.strip().split("\n\n")
    assert not list(text.iter("mark"))


# ---------------------------------------------------------------------------------------------------------------------
# The project's own articles


def test_the_project_s_own_story_asks_twelve_questions_or_more_and_every_word_is_there(own: Site) -> None:
    [path] = (ROOT / "articles" / "stories").iterdir()
    story = yaml.safe_load(path.read_text("utf-8"))
    originals = {slug: texts(sides(own, f"articles/{slug}.html")[0]) for slug in own_slugs()}
    assert len(story["questions"]) >= 12
    shown = section(own, "questions", f"stories/{path.stem}.html")
    for question in story["questions"]:
        cells = dict(zip(own_slugs(), row(shown, question["ask"]), strict=True))
        for slug, cell in cells.items():
            answers = question["accounts"].get(slug, [])
            assert said(cell) == [
                (answer["words"], f"../articles/{slug}.html#p{answer['paragraph']}") for answer in answers
            ]
            assert all(answer["words"] in originals[slug][answer["paragraph"] - 1] for answer in answers)
            assert answers or words(cell) == NOTHING


def test_on_the_project_s_own_pages_every_link_has_its_target_and_no_id_stands_twice(own: Site) -> None:
    check_ids_and_links(own)
    strict = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    for address in pages(own):
        strict.parse(own.text(address))


def test_the_archive_s_own_words_on_them_call_no_account_first_or_second(own: Site) -> None:
    for address in own.files:
        if address.startswith("stories/"):
            root = main(own, address)
            theirs = [*root.iter("q"), *paragraphs(root)]
            spoken = words(root)
            for text in sorted({words(element) for element in theirs}, key=len, reverse=True):
                spoken = spoken.replace(text, "")
            spoken = spoken.replace("Is the accusation called a first?", "")
            assert not re.search(r"\b(first|second|former|latter)\b(?! employee)", spoken, re.IGNORECASE), address


def test_the_pages_are_the_same_whichever_way_sets_are_ordered(flood: Site, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        output = tmp_path / f"public-{seed}"
        command = [sys.executable, ROOT / "build.py", "--source", flood.source, "--output", output, "--quiet"]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
        assert Site(flood.source, output).files == flood.files
