"""A text as received with tables, lists, headings and quotations: all its words are the article's, in order.

`paragraphs: words` leaves out only marks that stand for what a reader sees in their place, each just there.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, Files, Site, article, pages_of, run, write
from hypothesis import assume, given, settings
from hypothesis import strategies as some
from msgspec import Struct
from reading import main, of_class, page, proof_of_text, read, words
from stories import FLOOD
from test_growth import MOST_GROWTH, work

from sitebuilder.records.articles.reading import ReadArticle, read_article
from sitebuilder.text.proof import read_fragment

Build = Callable[[Files], Site]
Check = Callable[[Files], list[str]]


def archive_of(text: str, original: str, where: str = "", **keys: str) -> dict[str, str]:
    """Return an archive of one article that is compared word by word with its text as received."""
    sha256 = hashlib.sha256(original.encode()).hexdigest()
    source = f"{{file: original.txt, sha256: {sha256}, paragraphs: words{where}}}"
    return {"articles/flood.md": article(text, source=source, **keys), "articles/originals/original.txt": original}


def taken_in(text: str, original: str) -> ReadArticle:
    """Read such an article."""
    files = archive_of(text, original)
    return read_article("flood.md", files["articles/flood.md"].encode(), {"original.txt": original.encode()})


# ---------------------------------------------------------------------------------------------------------------------
# What is proven

RECEIVED = """RAIN IN INCHES

| Town     | Monday | Tuesday |
|----------|--------|---------|
| Ely      | 1.2    |         |
| March    | - 0.4  | 3       |

What to do:
- stay at home
* boil all water,
  even for tea
• call the mayor

3. Close the gates.
4) Open the mill.

The mayor said: “It is
over.” Nobody | heard him.
"""
"""A text as received with a table, two lists and a quotation."""

TEXT = """## RAIN IN INCHES

| Town | Monday | Tuesday |
|---|--:|--:|
| Ely | 1.2 | |
| March | - 0.4 | 3 |

What to do:

- stay at home
- boil *all* water, even for tea
- call [the mayor](https://mayor.example/)

3. Close the gates.
4. Open the mill.

The mayor said:

> “It is over.”

Nobody | heard him.
"""
"""The article made of it."""


def test_a_text_with_tables_and_lists_keeps_its_original(site: Build) -> None:
    built = site(archive_of(TEXT, RECEIVED))
    [content] = of_class("e-content", main(built, "articles/flood.html"))
    assert [words(cell) for cell in content.iter("td")] == ["Ely", "1.2", "", "March", "- 0.4", "3"]
    assert [words(item) for item in content.iter("li")][-2:] == ["Close the gates.", "Open the mill."]


def test_the_provenance_says_which_kind_of_proof_it_is_and_how_many_marks_were_not_counted(site: Build) -> None:
    """Twelve bars, a drawn line, three bullets and two numbers; the bar in the last sentence is a word."""
    built = site(archive_of(TEXT, RECEIVED))
    assert proof_of_text(built) == [
        (
            "All words are those of the file received, letter for letter and in the same order, in 14 paragraphs:"
            " checked when the site was built."
        ),
        "White space was not compared; 18 marks of tables and lists in the file are not counted.",
    ]


@pytest.mark.parametrize(
    ("text", "original", "says"),
    [
        ("> It rained.\n", "It rained.\n", "all marks in the file are counted."),
        (
            "- Rain.\n",
            "- Rain.\n",
            "1 mark of tables and lists in the file is not counted.",
        ),
    ],
)
def test_it_says_so_too_where_there_are_no_marks_or_there_is_one(
    site: Build, text: str, original: str, says: str
) -> None:
    assert proof_of_text(site(archive_of(text, original)))[1].endswith(f"; {says}")


def test_the_index_does_not_call_such_a_text_identical(site: Build) -> None:
    index = words(page(site(archive_of(TEXT, RECEIVED)), "index.html"))
    assert "1 text with all words of the file received" in index
    assert "identical" not in index


TABLE = "| Town | Rain |\n|---|---|\n| Ely | 12 |\n| March | 3 |\n"

PROVEN = {
    "a table without bars": ("Town   Rain\nEly\t12\nMarch  3\n", TABLE, 0),
    "a table with bars between": ("Town | Rain\nEly | 12\nMarch | 3\n", TABLE, 3),
    "a table with lines": (
        "+-------+------+\n| Town  | Rain |\n+=======+======+\n| Ely   | 12   |\n| March | 3    |\n+-------+------+\n",
        TABLE,
        12,
    ),
    "a table whose line is drawn in parts": ("Town | Rain\n---- | ----\nEly | 12\nMarch | 3\n", TABLE, 4),
    "a table and a paragraph right below": (
        "| Town | Rain |\n| Ely | 12 |\n| March | 3 |\nIt rained.\n",
        f"{TABLE}\nIt rained.\n",
        9,
    ),
    "a table whose first column is numbers": (
        "No. | Town\n----+-----\n1. | Ely\n2. | March\n",
        "| No. | Town |\n|---|---|\n| 1. | Ely |\n| 2. | March |\n",
        4,
    ),
    "a table with bars in its cells": ("a | x | y\nb | | z\n", "| a | x \\| y |\n|---|---|\n| b | \\| z |\n", 2),
    "a table with dashes where nothing is known": (
        "Town | Rain\n- | -\n-- | 3\n",
        "| Town | Rain |\n|---|---|\n| - | - |\n| -- | 3 |\n",
        3,
    ),
    "a table with a row of dashes": (
        "Town | Rain\n--- | ---\nEly | 3\n",
        "| Town | Rain |\n|---|---|\n| \\--- | \\--- |\n| Ely | 3 |\n",
        3,
    ),
    "two tables, one with bars at the edges": (
        "| a | b |\n| c | d |\n\ne | f | g | h\n",
        "| a | b |\n|---|---|\n| c | d |\n\n| e | f | g | h |\n|---|---|---|---|\n",
        9,
    ),
    "a table whose line looks like the first cell": (
        "Town | Rain\n---- | ----\n---- | 3\n",
        "| Town | Rain |\n|---|---|\n| \\---- | 3 |\n",
        3,
    ),
    "a line with bars that is a word": ("One\n| --- | --- |\nTwo\n", "One\n\n\\| --- | --- |\n\nTwo\n", 0),
    "a table that begins with an empty cell": ("| | a |\n| b | c |\n", "| | a |\n|---|---|\n| b | c |\n", 6),
    "a table whose head lacks the first cell": ("a | b\nc | d | e\n", "| | a | b |\n|---|---|---|\n| c | d | e |\n", 3),
    "a list in a list": ("- a\n  1. b\n  2. c\n- d\n", "- a\n    1. b\n    2. c\n- d\n", 4),
    "a list whose items begin with a dash": ("- - 5\n- - 7\n", "- \\- 5\n- \\- 7\n", 2),
    "a list of paragraphs": ("- a\n\n  b\n- c\n", "- a\n\n    b\n\n- c\n", 2),
    "a list with numbers that are text": ("1) a\n3) b\n", "- 1) a\n- 3) b\n", 0),
    "a list that nobody marked": ("a\nb\n", "- a\n- b\n", 0),
    "a line above a list": ("To do\n-----\n- a\n", "To do\n\n- a\n", 2),
    "lines that are words": ("One\n---\n*\n===\nTwo\n", "One\n\n\\---\n\n\\*\n\n\\===\n\nTwo\n", 0),
    "a sentence that ends with a year at the start of a line": (
        "It was in\n1931. It rained.\n- He left.\n",
        "It was in 1931. It rained.\n\n\\- He left.\n",
        0,
    ),
    "white space of all kinds": ("\u3000a\u00a0 b\tc\u2028d\n", "a b c\n\nd\n", 0),
    "an item that has only its number": ("1. a\n2.\n3. c\n", "1. a\n2. \n3. c\n", 2),
}
"""Texts as received, the articles made of them, and how many marks are not counted."""


@pytest.mark.parametrize("case", PROVEN)
def test_marks_that_stand_for_what_begins_there_are_not_counted(case: str) -> None:
    original, text, marks = PROVEN[case]
    read_one = taken_in(text, original)
    assert "\n".join(map(str, read_one.problems)) == ""
    assert read_one.article.uncounted_marks == marks


ROWS = "| Town | Rain |\n| Ely | 12 |\n| March | 3 |\n"
"""What a text as received has of the table, without a line."""


def test_the_example_of_the_readme_is_right() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    [original] = re.findall(r"^```\n(Rain in inches\n.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    [text] = re.findall(r"^```markdown\n(## Rain in inches\n.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    example = taken_in(text, original)
    assert (example.problems, example.article.uncounted_marks) == ((), 16)


# ---------------------------------------------------------------------------------------------------------------------
# What is not, and where the texts part

LACKS = "add what is text, and name the rest under source: as headline, standfirst, byline, date or place"
"""What to do about words that the article lacks."""

APART = {
    entry["mistake"]: entry
    for entry in yaml.load((ROOT / "tests" / "mistakes" / "words.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
}
"""Articles, their texts as received, and what is said, with the line of the article."""


@pytest.mark.parametrize("case", APART)
def test_where_the_texts_part_is_said_with_what_to_type_instead(problems: Check, case: str) -> None:
    apart = APART[case]
    says = apart["says"].replace("LACKS", LACKS).splitlines()
    assert problems(archive_of(apart["text"], apart["received"])) == says


def test_the_first_ten_places_are_reported(problems: Check) -> None:
    text = "".join(f"- number {number} is it\n" for number in range(30))
    assert len(problems(archive_of(text, text.replace("number", "no.")))) == 10


def test_what_two_articles_have_of_one_file_is_noted_whichever_way_each_is_compared(tmp_path: Path) -> None:
    """Paragraphs are counted in the same way by words and by lines."""
    files = archive_of("- One.\n- Two.\n", "One.\nTwo.\nThree.\n", ", to: 2")
    lines = archive_of("Two.\n\nThree.\n", "One.\nTwo.\nThree.\n", ", from: 2")["articles/flood.md"]
    files["articles/late.md"] = lines.replace("words", "lines").replace("A title", "Another")
    assert run("check", "--source", write(tmp_path, files)).complained == (
        "articles/late.md:4: note: paragraph 2 of original.txt is in articles/flood.md too;"
        " correct from: or to: if that is not meant\n"
    )


def test_what_is_around_paragraphs_is_read_in_order() -> None:
    """Whatever is beside them: a template may add text where the program never writes any."""
    html = '<h2>a</h2>b<p>c</p>d<ol start="x"><li>e <em>f</em>g</li></ol>h'
    assert read_fragment(html).blocks == ("a", "b", "c", "d", "e fg", "h")


CODE = "not code; put a backslash before the punctuation that produces it"
MAY = "may contain only paragraphs, tables, lists, headings, quotations, emphasis and links"

REFUSED = {
    "code": ("The `river` rose.\n", CODE),
    "a footnote": ("The river rose.[^1]\n\n[^1]: It did.\n", CODE.replace("code", "sup, footnotes")),
    "a line": ("The river rose.\n\n***\n", CODE.replace("code", "hr")),
    "a line break": ("The river  \nrose.\n", CODE.replace("code", "br")),
}


@pytest.mark.parametrize("case", REFUSED)
def test_such_an_article_has_no_code_footnotes_lines_or_line_breaks(problems: Check, case: str) -> None:
    text, says = REFUSED[case]
    assert problems(archive_of(text, "The river rose.\n")) == [
        f"articles/flood.md:7: an article with paragraphs: words {MAY}, {says}"
    ]


# ---------------------------------------------------------------------------------------------------------------------
# Headline, byline, and several articles in one file

PAGE = """The River Rises
over the Old Bridge

By Ann Bell
| Town | Rain |
| Ely  | 12   |

No Trains
- on Monday
"""
"""A page of a newspaper with two articles. Paragraph 3 is on its fourth line."""

ABOVE = {"title": "The River Rises over the Old Bridge", "byline": "By Ann Bell"}
AND_NOT = f"and the article does not; {LACKS}"
ROWS_OF_PAGE = "| Town | Rain |\n|---|---|\n| Ely | 12 |\n"


def test_paragraphs_of_the_file_are_counted_as_with_lines(site: Build) -> None:
    built = site(archive_of(ROWS_OF_PAGE, PAGE, ", headline: [1, 2], byline: 3, to: 5", **ABOVE))
    assert proof_of_text(built) == [
        (
            "All words are those of the file received, letter for letter and in the same order, in 5 paragraphs"
            " (1 to 5 of the 7 that the file has): checked when the site was built."
        ),
        "White space was not compared; 6 marks of tables and lists in the file are not counted.",
        "Headline: paragraphs 1 and 2 of the file received.",
        "Byline: paragraph 3 of the file received.",
    ]
    assert words(next(main(built, "articles/flood.html").iter("h1"))) == ABOVE["title"]


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        (
            ROWS_OF_PAGE,
            ", headline: [1, 2], to: 5",
            "3: source: the file received has the byline as paragraphs of its own; write byline: 3 under source:",
        ),
        (
            f"By Ann Bell\n\n{ROWS_OF_PAGE}",
            ", headline: [1, 2], byline: 3, to: 5",
            '8: the article has "By Ann Bell" at its start, and the file received does not; make them the same',
        ),
        (
            ROWS_OF_PAGE,
            ", headline: [1, 2], byline: 3",
            f'10: the file received has "No Trains on Monday" after "12" in its paragraph 6, {AND_NOT}',
        ),
        (
            ROWS_OF_PAGE,
            ", headline: [1, 2], byline: 3, to: 9",
            "3: to: there is no paragraph 9 in the file received, which has 7 paragraphs; correct the number",
        ),
    ],
)
def test_what_front_matter_holds_is_not_in_the_text_and_what_it_does_not_is(
    problems: Check, text: str, where: str, says: str
) -> None:
    assert problems(archive_of(text, PAGE, where, **ABOVE))[0] == f"articles/flood.md:{says}"


def test_a_heading_that_is_the_title_may_stay_and_is_noted(problems: Check) -> None:
    """Taking it out of the text moves no paragraph."""
    assert problems(archive_of("# Flood\n\nIt rained.\n", "Flood\nIt rained.\n", title="Flood")) == []
    files = archive_of("# Flood\n\nIt rained.\n", "Flood\nIt rained.\n", title="Flood")
    read_one = read_article("flood.md", files["articles/flood.md"].encode(), {"original.txt": b"Flood\nIt rained.\n"})
    [note] = read_one.notes
    assert note.message == (
        "the text begins with its title, so the page shows it twice; to show it once, write headline: 1 under source:"
        " and remove it from the text"
    )


def test_a_byline_within_a_paragraph_of_the_text_is_there(problems: Check) -> None:
    """White space makes no difference, so the text may have what the file has on two lines in one paragraph."""
    files = archive_of("By Ann Bell It rained.\n", "By Ann Bell\nIt rained.\n", byline="By Ann Bell")
    assert problems(files) == []


# ---------------------------------------------------------------------------------------------------------------------
# The finished page is what is proven

AS_IT_IS = "{{ page.text.html }}"
"""What the program's template has where the text is shown."""

CHANGES = {
    "moves a table": "{% set cut = page.text.html.partition('</table>') %}{{ cut[2] }}{{ cut[0] }}{{ cut[1] }}",
    "swaps two cells": ("<td>Ely</td>\n<td>12</td>", "<td>12</td>\n<td>Ely</td>"),
    "moves a word to the next cell": ("Ely</td>\n<td>", "</td>\n<td>Ely "),
    "changes a word in a cell": ("Ely", "Eli"),
    "makes two words one": ("It rained", "Itrained"),
    "numbers a list from another number": ('start="3"', 'start="4"'),
    "numbers a list from 1": (' start="3"', ""),
    "takes the numbers of a list away": ("<ol", "<ul"),
}
"""What a template could do to a text with a table and a list: another text in its place, or what it replaces."""


@pytest.mark.parametrize("hidden", ["", "<p hidden>Nothing.</p>"], ids=["", "on a page that hides something"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_template_cannot_change_a_table_or_a_list(problems: Check, change: str, hidden: str) -> None:
    files = archive_of(f"{TABLE}\nIt rained.\n\n3. a\n4. b\n", f"{ROWS}It rained.\n3. a\n4. b\n")
    template = (ROOT / "templates" / "article.html").read_text("utf-8").replace("<article", f"{hidden}<article")
    assert template.count(AS_IT_IS) == 1
    assert problems(files | {"templates/article.html": template.replace(AS_IT_IS, f"\n\n{AS_IT_IS}")}) == []
    instead = CHANGES[change]
    if isinstance(instead, tuple):
        old, new = map(json.dumps, instead)
        instead = f"{{{{ page.text.html.replace({old}|safe, {new}|safe) }}}}"
    [found] = problems(files | {"templates/article.html": template.replace(AS_IT_IS, instead)})
    assert found.startswith("templates/article.html: changes the text of articles/flood.md: ")


def test_nor_can_that_of_two_texts_side_by_side(problems: Check) -> None:
    """A table is one stretch of a text there."""
    template = (ROOT / "templates" / "pair.html").read_text("utf-8")
    files = FLOOD | {"articles/gazette.md": f"{FLOOD['articles/gazette.md']}\n{TABLE}\nIt rained.\n"}
    assert problems(files) == []
    old, new = map(json.dumps, CHANGES["swaps two cells"])
    swapped = template.replace("{{ part.html }}", f"{{{{ part.html.replace({old}|safe, {new}|safe) }}}}")
    assert swapped != template
    [found] = problems(files | {"templates/pair.html": swapped})
    assert found.startswith("templates/pair.html: changes the text of articles/gazette.md: ")


# ---------------------------------------------------------------------------------------------------------------------
# Any table, any list


class Block(Struct, frozen=True):
    """A part of a text: rows of cells, each with some words."""

    kind: str
    """What it is: `paragraph`, `heading`, `quotation`, `bullets`, `numbers` or `table`."""
    rows: list[list[list[str]]]
    """Its rows; all but those of a table have one cell each."""
    style: str
    """How the text as received has it: what it puts before an item, or between the cells of a table."""


PLAIN = ["Ely", "rain", "12", "3", "in", "The", "caf\u00e9", "\u65e5\u672c", "bridge", "Monday", "0"]
AWKWARD = [
    "-",
    "*",
    "\u2022",
    "1.",
    "2)",
    "|",
    "||",
    "=",
    "+",
    "--",
    "#",
    ">",
    "a|b",
    "_x_",
    "1.5",
    "\\",
    "<b>",
    "&amp;",
    "`",
]


def a_table(a_word: some.SearchStrategy[str], least_rows: int = 1) -> some.SearchStrategy[Block]:
    """Make tables of two or three columns, in which cells may be empty."""
    a_cell = some.lists(a_word, max_size=4).filter(lambda words: words[:1] != ["|"])  # it might be an empty cell

    def rows(columns: int) -> some.SearchStrategy[list[list[list[str]]]]:
        row = some.lists(a_cell, min_size=columns, max_size=columns).filter(any)
        return some.lists(row, min_size=least_rows, max_size=4)

    style = some.sampled_from(["|", "| ", " |", "||", "+"])
    return some.builds(Block, some.just("table"), some.integers(2, 3).flatmap(rows), style)


def a_block(a_word: some.SearchStrategy[str]) -> some.SearchStrategy[Block]:
    """Make blocks of words."""
    some_words = some.lists(a_word, min_size=1, max_size=4).filter(lambda words: words[:2] != ["|", "|"])  # likewise
    a_line = some.lists(some_words, min_size=1, max_size=1)
    one, many = some.lists(a_line, min_size=1, max_size=1), some.lists(a_line, min_size=1, max_size=3)
    return some.one_of(
        some.builds(Block, some.sampled_from(["paragraph", "heading", "quotation"]), one, some.just("")),
        some.builds(Block, some.just("bullets"), many, some.sampled_from("-*\u2022")),
        some.builds(Block, some.just("numbers"), many, some.sampled_from([".", ")", "9.", "120)"])),
        a_table(a_word),
    )


def a_text(a_word: some.SearchStrategy[str]) -> some.SearchStrategy[list[Block]]:
    """Make texts whose blocks have a paragraph between them, so that no list goes on in the next."""
    between = some.builds(Block, some.just("paragraph"), some.just([[["It", "rained"]]]), some.just(""))
    return some.lists(some.tuples(a_block(a_word), between), min_size=1, max_size=4).map(
        lambda pairs: [block for pair in pairs for block in pair]
    )


def first_number(block: Block) -> int:
    """Return the number that a list begins with."""
    return int(block.style[:-1] or 1) if block.kind == "numbers" else 0


def as_received(text: list[Block]) -> str:
    """Write a text as plain text, as people do."""
    return "\n".join(line for block in text for line in _plain(block))


DRAWN = {"|": "----+----", "| ": "|---|---|", " |": "=========", "||": "|--|--|", "+": "+---+---+"}
"""The ways to write a table, each with a line that is drawn in it."""


def _plain(block: Block) -> Iterator[str]:
    if block.style == "+":
        yield DRAWN["+"]
    for at, row in enumerate(block.rows):
        line = " | ".join(" ".join(cell) for cell in row)
        if block.kind == "bullets":
            yield f"  {block.style}  {line}"
        elif block.kind == "numbers":
            yield f"{first_number(block) + at}{block.style[-1]} {line}"
        elif block.kind == "table":
            yield "| " * (block.style in ("| ", "||", "+")) + line + " |" * (block.style in (" |", "||", "+"))
            if block.style == "+" or (at == 0 and len(block.rows) > 1):
                yield DRAWN[block.style]
        else:
            yield line


def as_markdown(text: list[Block]) -> tuple[str, list[tuple[int, str]]]:
    """Write a text as an article does; return its words too, each with its line."""
    lines: list[str] = []
    placed: list[tuple[int, str]] = []
    for block in text:
        for at, row in enumerate(block.rows):
            placed += [(len(lines), word) for cell in row for word in cell]
            cells = [" ".join(re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", word) for word in cell) for cell in row]
            start = {"heading": "## ", "quotation": "> ", "bullets": "- ", "numbers": f"{first_number(block) + at}. "}
            lines.append(f"| {' | '.join(cells)} |" if block.kind == "table" else start.get(block.kind, "") + cells[0])
            if block.kind == "table" and at == 0:
                lines.append("|" + "---|" * len(row))
        lines.append("")
    return "\n".join(lines), placed


def words_of(html: str) -> list[str]:
    """Return the words of the text in a whole page, as html5lib reads it."""
    [content] = of_class("e-content", read(html))
    return [word for part in content.iter() if part.tag in WORDY for word in "".join(part.itertext()).split()]


WORDY = {"p", "h2", "td", "th"}
"""The elements that have words in them, and no other such element."""


@settings(max_examples=100, deadline=None)
@given(a_text(some.sampled_from(PLAIN + AWKWARD)))
def test_any_table_and_any_list_come_through_with_all_their_words(text: list[Block]) -> None:
    """Written in plain text in one of the ways that people do, with whatever words."""
    markdown, placed = as_markdown(text)
    article_read = taken_in(markdown, as_received(text))
    assert [str(problem) for problem in article_read.problems] == []
    article_page, _ = pages_of(article_read, as_received(text).encode())
    assert words_of(article_page) == [word for _, word in placed]


@settings(max_examples=100, deadline=None)
@given(a_text(some.sampled_from(PLAIN)), some.sampled_from(["changed", "dropped", "doubled", "swapped"]), some.data())
def test_no_single_word_can_differ_unnoticed(text: list[Block], how: str, data: some.DataObject) -> None:
    """Change, drop, double a word of the article, or swap it with the next: the line on which it is is named."""
    text = copy.deepcopy(text)
    cells = [cell for block in text for row in block.rows for cell in row if len(cell) > 1]
    assume(cells)
    cell = data.draw(some.sampled_from(cells))
    at = data.draw(some.integers(0, len(cell) - 2))
    original, received = list(cell), as_received(text)
    before = as_markdown(text)[1]
    cell[at : at + 2] = {
        "changed": ["other", original[at + 1]],
        "dropped": [original[at + 1]],
        "doubled": [original[at], original[at], original[at + 1]],
        "swapped": [original[at + 1], original[at]],
    }[how]
    markdown, after = as_markdown(text)
    assume([word for _, word in before] != [word for _, word in after])
    first = next(
        number for number, pair in enumerate(zip([*before, None], [*after, None], strict=False)) if pair[0] != pair[1]
    )
    lines = {line for line, _ in after[max(first - 1, 0) : first + 2]}
    problems = taken_in(markdown, received).problems
    assert problems
    assert problems[0].line - FIRST_LINE in lines


FIRST_LINE = 7
"""The line of its file on which the text of an article begins here."""


@settings(max_examples=100, deadline=None)
@given(a_table(some.sampled_from(PLAIN), 2), some.data())
def test_no_word_can_be_in_another_cell_unnoticed(table: Block, data: some.DataObject) -> None:
    """Where the text as received has bars between the cells."""
    table = copy.deepcopy(table)
    received = as_received([table])
    row = table.rows[data.draw(some.integers(1, len(table.rows) - 1))]
    one, other = data.draw(some.permutations(range(len(row))))[:2]
    assume(row[one] and abs(one - other) == 1)
    row[other].insert(0 if one < other else len(row[other]), row[one].pop(-1 if one < other else 0))
    assert taken_in(as_markdown([table])[0], received).problems


def test_twice_the_text_takes_about_twice_the_work() -> None:
    """However many marks and words there are, and wherever the texts part."""
    row, many = "| a | - | 1. |\n", 200
    for received, text in (
        (row, row),
        ("| " * 50 + "a\n", "a\n\n"),
        ("- a\n", "- a\n"),
        ("- | ---\n", "\\- \\| \\---\n"),
    ):
        head = "| a | b | c |\n|---|---|---|\n" if text == row else ""
        once, twice = (
            work(lambda pair: taken_in(*pair), (head + text * units, head + received * units))
            for units in (many, 2 * many)
        )
        assert twice <= MOST_GROWTH * once
