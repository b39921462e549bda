"""Twice the text takes no more than about twice the work, whatever it holds.

Work is counted in the lines of Python that run and the functions that are called, not in seconds: the tests say the
same on every machine.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec
import pytest
from conftest import BARE, Files, Site, article, each, read_all

from sitebuilder.addresses import MANIFEST, MARKER
from sitebuilder.archive.accounts.comparison import Comparison
from sitebuilder.archive.arranging import arrange
from sitebuilder.archive.checks.file_names import check_file_names
from sitebuilder.pages.every_page import every_output, every_page
from sitebuilder.records.articles.article import ArticleText
from sitebuilder.running.disk import read_source
from sitebuilder.source_paths import is_within
from sitebuilder.text.limits import check_density
from sitebuilder.words.quotations import CLOSES, quotations
from sitebuilder.words.sentences import sentences
from sitebuilder.words.times import unresolved_times

UNITS = 250
"""How often the smaller text repeats its words."""

ARTICLES = 120
"""How many articles the smaller archive has."""

MOST_GROWTH = 2.3
"""By how much the work for twice the text may be larger: what grows with the square comes to four."""

STEPS = {
    "quotations": lambda text: quotations([text]),
    "quotations over paragraphs": lambda text: quotations(text.split(" ")),
    "sentences": sentences,
    "times": lambda text: unresolved_times([text], "en"),
    "rules of density": lambda text: check_density(text, "a.md", 1),
}
"""Each step that looks through a text on its own."""

TEXTS = {
    "prose": "“Nobody saw it,” he said on Monday. ",
    "closing-marks-alone": 'a” b’ c» d" ',
    "brackets": "[a](b [c ",
    **{f"opening {mark}": f"{mark} {mark}a " for mark in CLOSES},
    **{f"opening {mark}, then a mark that closes another": f"{mark}a x» y› z’ " for mark in CLOSES},
}
"""What is repeated: words, and marks that never find their other half."""


def work(step: Callable[[Any], Any], what: object) -> int:
    """Return how many lines of Python a step runs, and functions it calls, for what it is given."""
    count = 0

    def trace(_frame: FrameType, _event: str, _value: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        step(what)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("repeated", TEXTS)
@pytest.mark.parametrize("step", STEPS)
def test_twice_the_text_takes_about_twice_the_work(step: str, repeated: str) -> None:
    once, twice = (work(STEPS[step], TEXTS[repeated] * units) for units in (UNITS, 2 * UNITS))
    assert twice <= MOST_GROWTH * once


def test_twice_the_names_take_about_twice_the_work_of_what_the_pages_show(archive: Callable[[Files], Path]) -> None:
    """Each name has a page with two paragraphs."""
    counts = []
    for names in (UNITS, 2 * UNITS):
        text = "".join(f"Ann{number} Lee came.\n\nAnn{number} Lee left.\n\n" for number in range(names))
        listed = "".join(f"- name: Ann{number} Lee\n  kind: person\n" for number in range(names))
        source = read_source(archive({"articles/a.md": article(text), "articles/names.yaml": listed}))
        read, problems = arrange(source, read_all(source))
        assert (len(read.names), problems) == (names, [])
        counts.append(work(lambda whole: [page.make() for page in every_page(*whole)], (read, source)))
    assert counts[1] <= MOST_GROWTH * counts[0]


class Unread(dict[str, Any]):
    """What nobody may look into."""

    def __getitem__(self, key: str) -> Any:
        """Refuse."""
        raise AssertionError(f"{key} was looked into")

    def refuse(self) -> Any:
        """Refuse to read a text."""
        raise AssertionError("a text was looked into")


def test_which_pages_there_are_is_known_before_any_is_made(flood: Site) -> None:
    """So that several processes can each make a share of them."""
    source = read_source(flood.source)
    read, files = read_all(source), Unread(source.articles)
    archive, _ = arrange(source, read)
    texts = {slug: ArticleText(text.article, text.quotations, "", files.refuse) for slug, text in archive.texts.items()}
    outputs = list(every_output(msgspec.structs.replace(archive, texts=texts), replace(source, articles=files)))
    assert {output.address for output in each(outputs)} | {MARKER, MANIFEST} == set(flood.files)
    made = [output.make() for output in every_output(archive, source)]
    assert [output.make() for output in every_output(archive, source)] == made


def test_twice_the_articles_take_about_twice_the_work_to_know_which_pages_there_are() -> None:
    counts = []
    for articles in (UNITS, 2 * UNITS):
        source = replace(BARE, articles={f"a{number}.md": article().encode() for number in range(articles)})
        read, problems = arrange(source, read_all(source))
        assert (len(read.articles), problems) == (articles, [])
        counts.append(work(lambda whole: list(every_output(*whole)), (read, source)))
    assert counts[1] <= MOST_GROWTH * counts[0]


def test_twice_the_files_whose_names_would_be_alike_take_about_twice_the_work() -> None:
    counts = []
    for files in (UNITS, 2 * UNITS):
        names = ["".join(marks) for marks in islice(product("!?$%&", repeat=5), files)]
        source = replace(BARE, articles={f"a{marks}.md": b"" for marks in names})
        assert len({problem.message.rpartition(" ")[2] for problem in check_file_names(source)}) == files
        counts.append(work(lambda source: list(check_file_names(source)), source))
    assert counts[1] <= MOST_GROWTH * counts[0]


def test_twice_the_files_that_cannot_be_read_take_about_twice_the_work() -> None:
    counts = []
    for files in (UNITS, 2 * UNITS):
        paths = frozenset(f"articles/stories/event-{number}.yaml" for number in range(files))
        counts.append(work(lambda paths: [is_within(f"{path}/a", paths) for path in sorted(paths)], paths))
    assert counts[1] <= MOST_GROWTH * counts[0]


def test_of_all_events_the_comparison_of_one_at_a_time_is_kept_in_memory(archive: Callable[[Files], Path]) -> None:
    source = read_source(archive(ARCHIVES["events of seven accounts"](28)))
    arranged, problems = arrange(source, read_all(source))
    outputs = list(every_output(arranged, source))
    views = [output.make() for output in outputs]
    assert (len(arranged.stories), problems, len(views)) == (4, [], len(outputs))
    gc.collect()
    assert sum(isinstance(thing, Comparison) for thing in gc.get_objects()) == 1


ARCHIVES: dict[str, Callable[[int], Files]] = {
    "one topic and one name": lambda n: (
        {"articles/names.yaml": "- {name: First, kind: person}\n"}
        | {f"articles/a{at}.md": article(topics="Water", date="2024") for at in range(n)}
    ),
    "a topic, a year and a letter each": lambda n: {
        f"articles/a{at}.md": article(topics=f"[Topic {at}]", date=str(1000 + at), title=f"{chr(65 + at % 26)} {at}")
        for at in range(n)
    },
    "one event": lambda n: (
        {"articles/stories/flood.yaml": "supplied_title: The flood\n"}
        | {f"articles/a{at}.md": article(story="flood", label=f"number {at}") for at in range(n)}
    ),
    "events of seven accounts": lambda n: {
        f"articles/a{at}.md": article(story=f"event-{at // 7}", label=f"number {at}") for at in range(n)
    },
    "an event each": lambda n: {
        path: text
        for at in range(n)
        for path, text in {
            f"articles/stories/event-{at}.yaml": EVENT.format(at),
            f"articles/a{at}.md": article(f"“Quite,” said Ann{at}.\n", story=f"event-{at}", label=f"number {at}"),
        }.items()
    },
}
"""Archives of so many articles that differ in what the articles have in common."""

EVENT = (
    "supplied_title: Event {0}\nquestions: [{{ask: 'What?', accounts: {{a{0}: [{{paragraph: 1, words: Quite}}]}}}}]\n"
)


@pytest.mark.parametrize("kind", ARCHIVES)
def test_twice_the_articles_take_about_twice_the_work_whatever_they_have_in_common(
    archive: Callable[[Files], Path], kind: str
) -> None:
    """To put them in order, to check them against each other, and to make all that their pages show."""

    def arrange_and_make(read: Any) -> None:
        arranged, problems = arrange(source, read)
        assert problems == []
        for output in every_output(arranged, source):
            output.make()

    counts = []
    for articles in (ARTICLES, 2 * ARTICLES):
        source = read_source(archive(ARCHIVES[kind](articles)))
        counts.append(work(arrange_and_make, read_all(source)))
    assert counts[1] <= MOST_GROWTH * counts[0]
