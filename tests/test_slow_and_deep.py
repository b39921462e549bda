"""No article can hold up a build, however it is nested: what could not be read in time is refused by name.

Rules that are counted on the text give the same answer on every machine; what they do not foresee, the clock stops.
"""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Files, Site, article, run, tree, write

from sitebuilder.pages.parts.marking import Mark, mark_paragraph
from sitebuilder.pages.registers import name
from sitebuilder.running import workers
from sitebuilder.running.time_limit import limited
from sitebuilder.running.workers import read_in_time
from sitebuilder.text.html import convert
from sitebuilder.text.limits import ARTICLE_BYTES, check_density
from sitebuilder.words.spans import Span

Build = Callable[[Files], Site]

A_RUN = "more than 100 {} in a row; put a backslash before each, or remove some"
NESTED = "quotations or lists nested more than 50 levels deep; use fewer levels"
BRACKETS = "brackets nested more than 50 levels deep; put a backslash before each ["
EMPHASIS = "emphasis nested more than 200 levels deep; use fewer levels"
RULES = "more than 200 rules or underlined headings in a row; put a blank line after each"
TOO_LONG = "Words.\n\n" + "*a* b " * 60_000
"""A text that no rule refuses, and that takes longer to read than the tests give it."""

SLOW = "took more than 0 s to read, at the text from paragraph 2 on; split the article"

REFUSED = {
    "4096-opening-brackets": ("[" * 4096, f":5: {A_RUN.format('[')}"),
    "101-opening-brackets": ("Words.\n\n" + "[" * 101, f":7: {A_RUN.format('[')}"),
    "101-backticks": ("`" * 101 + " words " + "`" * 101, f":5: {A_RUN.format('`')}"),
    "101-opening-angles": ("<" * 101, f":5: {A_RUN.format('<')}"),
    "5000-nested-brackets": ("[" * 5000 + "]" * 5000, f":5: {A_RUN.format('[')}"),
    "5000-nested-brackets-with-words": ("[a " * 5000 + "]" * 5000, f":5: {BRACKETS}"),
    "51-nested-brackets": ("[a " * 51 + "]" * 51, f":5: {BRACKETS}"),
    "10000-links-never-closed": ("[a](" * 10_000, f":5: {BRACKETS}"),
    "10000-empty-links-never-closed": ("[](" * 10_000, f":5: {BRACKETS}"),
    "10000-images-never-closed": ("![" * 10_000, f":5: {BRACKETS}"),
    "brackets-nested-over-several-lines": ("[a\n" * 60, f":55: {BRACKETS}"),
    "496-bullets-on-a-line": ("- " * 496, f":5: {NESTED}"),
    "1000-numbers-on-a-line": ("1. " * 1000, f":5: {NESTED}"),
    "51-bullets-on-a-line": ("- " * 51 + "words", f":5: {NESTED}"),
    "300-levels-of-lists": ("".join(f"{'    ' * level}- words\n" for level in range(300)), f":55: {NESTED}"),
    "300-levels-of-lists-by-tabs": ("".join(f"{chr(9) * level}- words\n" for level in range(300)), f":55: {NESTED}"),
    "300-levels-of-quotations": (">" * 300 + " words", f":5: {NESTED}"),
    "51-levels-of-quotations": ("> " * 51 + "words", f":5: {NESTED}"),
    "quotations-and-lists-in-turn": ("> - 1. " * 20 + "words", f":5: {NESTED}"),
    "5000-levels-of-emphasis": ("*a _b " * 2500 + "c" + " d_ e*" * 2500, f":5: {EMPHASIS}"),
    "201-levels-of-emphasis": ("Words.\n\n" + "*a _b " * 100 + "*c*" + " d_ e*" * 100, f":7: {EMPHASIS}"),
    "30000-underlined-headings": ("a\n=\n" * 30_000, f":6: {RULES}"),
    "201-underlined-headings": ("Words.\n\n" + "a\n--\n" * 201, f":8: {RULES}"),
    "201-underlined-headings-in-a-quotation": ("Words.\n\n" + "> a\n> --\n" * 201, f":8: {RULES}"),
    "201-rules": ("Words.\n\n" + "a\n* * *\n" * 201, f":8: {RULES}"),
    "30000-closing-parentheses": ("[)" * 30_000, f":5: {BRACKETS}"),
}
"""Texts that no article may hold, each with what is said of it: where, and what to do."""


def file_of(text: str) -> str:
    """Return an article file whose text starts on line 5."""
    return article("").rstrip("\n") + f"\n{text}\n"


def test_what_could_not_be_read_in_time_is_refused_by_name_and_all_else_is_read(tmp_path: Path) -> None:
    """One build, one list: every article that is refused, and the faults of those that come after it."""
    files = {f"articles/{name}.md": file_of(text) for name, (text, _) in REFUSED.items()}
    files |= {"articles/a-good-one.md": article(), "articles/zebra.md": article(date="2024-02-30")}
    result = run("check", "--source", write(tmp_path / "archive", files))
    expected = [f"articles/{name}.md{message}" for name, (_, message) in sorted(REFUSED.items())]
    zebra = 'articles/zebra.md:4: date: "2024-02-30" is not a day of the calendar; write YYYY-MM-DD, YYYY-MM or YYYY'
    *complaints, count = result.complained.splitlines()
    assert result.status == 1
    assert sorted(complaints) == sorted([*expected, zebra])
    assert count.startswith(f"{len(expected) + 1} problems in {len(expected) + 1} of ")
    assert count.endswith("public/ is unchanged")


@pytest.fixture
def in_less_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give an article little time, so that the tests wait less; yield what is then said of a slow one.

    Without the garbage collector: the test runner has it call a function in which the signal would be reported as lost.
    """
    monkeypatch.setattr(workers, "seconds_for", lambda _size: 0.2)
    gc.disable()
    yield SLOW
    gc.enable()


def test_the_published_site_stays_as_it_was(site: Build, in_less_time: str) -> None:
    built = site({"articles/flood.md": article()})
    before = tree(built.output)
    write(built.source, {"articles/slow.md": file_of(TOO_LONG)})
    result = run("--source", built.source)
    assert result.status == 1
    assert result.complained.splitlines()[0] == f"articles/slow.md: {in_less_time}"
    assert tree(built.output) == before


def test_several_processes_say_the_same_as_one(
    tmp_path: Path, in_less_time: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "ARTICLES_A_JOB", 1)
    texts = {"slow": TOO_LONG, "dense": REFUSED["101-backticks"][0]}
    files = {f"articles/{name}.md": file_of(text) for name, text in texts.items()}
    source = write(tmp_path / "archive", files)
    several, one = (run("check", "--source", source, "--jobs", jobs) for jobs in ("2", "1"))
    assert several == one
    assert in_less_time in one.complained


@pytest.mark.usefixtures("in_less_time")
def test_an_article_that_was_stopped_leaves_nothing_behind_for_the_next() -> None:
    """The converter is used for one article after the other; stopped in the middle of a list, it is thrown away."""
    alone = convert("Words.\n")
    stopped = read_in_time("slow.md", file_of("- a\n- " + TOO_LONG).encode(), {})
    assert stopped.body is None
    assert convert("Words.\n") == alone


# ---------------------------------------------------------------------------------------------------------------------
# What lies just under a limit is accepted


ACCEPTED = {
    "100 backticks": ("`" * 100 + " words " + "`" * 100, "words"),
    "100 opening angles": ("<" * 100 + " words", "&lt; words"),
    "50 nested brackets": ("[a " * 50 + "]" * 50, "[a ]"),
    "a bracket that is never closed in each of 1,000 paragraphs": ("[a\n\n" * 1000, "[a"),
    "any number of escaped brackets": ("\\[" * 500, "[[[["),
    "50 levels of lists": ("".join(f"{'    ' * level}- words\n" for level in range(50)), "words"),
    "50 bullets on a line": ("- " * 50 + "words", "words"),
    "50 levels of quotations": ("> " * 50 + "words", "words"),
    "50 levels of quotations, then others": (("> " * 50 + "words\n\nwords\n\n") * 20, "words"),
    "200 levels of emphasis": ("*a _b " * 100 + "c" + " d_ e*" * 100, "c"),
    "1,000 headings": ("a\n=\n\n" * 1000, "<h2>a</h2>"),
    "200 underlined headings in a row": ("a\n=\n" * 200, "<h2>a</h2>"),
    "5,000 items of a list": ("- words\n" * 5000, "words"),
    "a table of 2,000 rows": ("a | b\n--|--\n" + "c | d\n" * 2000, "<td>d</td>"),
    "1,000 links": ("[words](https://words.example/) " * 1000, "words.example"),
    "500 footnotes": (
        ("".join(f"Words[^{n}].\n\n" for n in range(500)) + "".join(f"[^{n}]: A note.\n\n" for n in range(500))),
        "fnref-499",
    ),
}


@pytest.mark.parametrize("text", ACCEPTED)
def test_what_lies_just_under_a_limit_is_accepted(site: Build, text: str) -> None:
    markdown, shown = ACCEPTED[text]
    assert check_density(markdown, "", 1) == []
    assert shown in site({"articles/flood.md": article(f"{markdown}\n")}).text("articles/flood.html")


MANY_IN_ONE = {
    "45,000 emphasised words in a paragraph": "*a* b " * 45_000,
    "10,000 marks of one footnote in a paragraph": "Words[^1]. " * 10_000 + "\n\n[^1]: A note.",
    "8,000 links in a paragraph that have a quotation mark without its other half": '[a](b"c) d ' * 8_000,
    "8,000 lists of two kinds without a blank line": "- a\n1. b\n" * 4_000,
    "40,000 headings without a blank line": "# a\n" * 40_000,
    "4,000 quotations in a paragraph, and as many open marks": "“a ‘b” c " * 4_000,
}
"""Texts of which the reading once took the square of their length, and more time than there is."""


@pytest.mark.parametrize("text", MANY_IN_ONE)
def test_however_many_are_in_one_paragraph_or_block_there_is_time_to_read_them(text: str) -> None:
    assert read_in_time("flood.md", file_of(MANY_IN_ONE[text]).encode(), {}).problems == ()


def test_however_many_words_of_a_paragraph_are_marked_there_is_time_to_mark_them() -> None:
    """The clock is a far net: it once took the words times the letters."""
    words = [Span(1, at, at + 3) for at in range(0, 120_000, 6)]
    with limited(20):
        html = mark_paragraph("words " * 20_000, [Mark(span, "named", "", "") for span in words])
    assert html.count('<mark class="named">wor</mark>ds ') == 20_000


def test_the_words_of_a_name_are_marked_once_however_many_pages_it_has(
    site: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr(name, "Mark", lambda *values: made.append(values) or Mark(*values))
    text = "\n\n".join(f"Ann saw it {number} times." for number in range(600))
    files = {"articles/flood.md": article(f"{text}\n"), "articles/names.yaml": "- {name: Ann, kind: person}\n"}
    assert "names/ann-10.html" in site(files).files
    assert len(made) == 600


def long_article(size: int) -> str:
    """Return an article file of this many bytes: ordinary prose, with a heading, a link and emphasis here and there."""
    prose = "The river rose by two metres in the night, and nobody in the town of Aire had seen it come. " * 4
    marked = "# A day later\n\n> *Nobody*, said [the mayor](https://mayor.example/), had seen it come.\n\n"
    text = "".join(f"{marked * (number % 20 == 0)}{prose}\n\n" for number in range(3000))
    file = article(text)[:size].rpartition(". ")[0]
    return file + "." * (size - len(file))


@pytest.mark.parametrize("size", [900_000, ARTICLE_BYTES])
def test_a_long_ordinary_article_is_accepted(site: Build, size: int) -> None:
    file = long_article(size)
    assert len(file.encode()) == size
    assert 'id="p2400"' in site({"articles/flood.md": file}).text("articles/flood.html")


def test_an_article_of_one_byte_more_than_a_mebibyte_is_refused(tmp_path: Path) -> None:
    source = write(tmp_path / "archive", {"articles/flood.md": long_article(ARTICLE_BYTES + 1)})
    result = run("check", "--source", source)
    assert result.complained.splitlines()[0] == "articles/flood.md: is larger than 1024 KiB; split it"


@pytest.mark.long
def test_the_benchmark_names_each_step_and_by_how_much_it_grows() -> None:
    """What it measures is read by people; here it is only kept from falling behind the program."""
    call = [sys.executable, ROOT / "tests/benchmarks/growth.py", "--sentences", "40", "--runs", "1"]
    result = subprocess.run(call, capture_output=True, text=True, check=False)
    steps = re.findall(r"^  (\D+?) +[\d.]+ s +[\d.]+ s +[\d.]+ times", result.stdout, re.MULTILINE)
    assert steps == 2 * [
        *("decode", "front matter", "Markdown", "reading back", "quotations"),
        *("names", "shared wording", "times", "marking", "rendering"),
    ]
