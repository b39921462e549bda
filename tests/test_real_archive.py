"""What is true of the project's own archive: first what is true of any archive, then of the two articles it began with.

No other test looks at it, so all that adding an article, a name or an event could turn red is here. With
`--archive` these tests look at another archive, as the last of them does: at a copy that has grown.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml
from conftest import ROOT, Files, Site, article, build_site, each, write
from reading import (
    answers,
    around,
    asked_for,
    cells,
    check_ids_and_links,
    facts,
    links,
    main,
    packed,
    page,
    pages,
    paragraphs,
    paragraphs_received,
    said,
    sides,
    texts,
    weight,
    words,
)
from test_addresses import addresses, promised

from sitebuilder.records.names import Name, NameFinder
from sitebuilder.words.quotations import quotations
from sitebuilder.words.sentences import sentences
from sitebuilder.words.shared_wording import index_tokens, shared_runs
from sitebuilder.words.times import unresolved_times


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Site:
    """Build the real archive, once for all tests of it."""
    return build_site(Path(pytestconfig.getoption("--archive")), tmp_path_factory.mktemp("real") / "public")


def front(file: Path) -> dict:
    """Return what the front matter of an article says, every value as it was typed."""
    return yaml.load(file.read_text("utf-8-sig").split("---\n")[1], Loader=yaml.BaseLoader)


def fronts(archive: Site) -> dict[str, dict]:
    """Return the front matter of every article, by slug."""
    return {file.stem: front(file) for file in each(sorted((archive.source / "articles").glob("*.md")))}


def received(archive: Site, source: dict) -> list[str]:
    """Return the paragraphs of a text as received."""
    raw = (archive.source / "articles" / "originals" / source["file"]).read_bytes()
    text = raw.decode(source.get("encoding", "utf-8")).removeprefix("\ufeff").replace("\r\n", "\n")
    return paragraphs_received(text, source.get("paragraphs", "lines"))


def stories(archive: Site) -> dict[str, dict]:
    """Return what every story file says, by the slug of its event."""
    files = sorted((archive.source / "articles" / "stories").glob("*.yaml"))
    return {file.stem: yaml.load(file.read_text("utf-8-sig"), Loader=yaml.BaseLoader) for file in files}


# ---------------------------------------------------------------------------------------------------------------------
# True of any archive


def test_every_text_is_shown_letter_for_letter_as_it_was_received(real: Site) -> None:
    sources = {slug: keys["source"] for slug, keys in fronts(real).items() if "source" in keys}
    for slug, source in each(sources.items()):
        assert texts(main(real, f"articles/{slug}.html")) == received(real, source), slug


def test_every_page_that_has_a_supplied_title_says_once_what_square_brackets_mean(real: Site) -> None:
    titles = {f"[{keys['supplied_title']}]" for keys in fronts(real).values() if "supplied_title" in keys}
    for address, root in each(pages(real).items()):
        has_one = any(title in words(root.find("body")) for title in titles)
        assert words(root).count("Titles in square brackets") == has_one, address


def test_a_page_that_holds_the_text_of_an_article_holds_all_of_it(real: Site) -> None:
    """On its own page, and beside the other accounts of the same event."""
    whole = [texts(main(real, f"articles/{slug}.html")) for slug in fronts(real)]
    held = [(address, side) for address in pages(real) for side in sides(real, address)]
    for address, side in each(held):
        assert texts(side) in whole, address


def test_what_was_received_and_what_was_typed_are_published_byte_for_byte(real: Site) -> None:
    typed = [file for file in (real.source / "articles").iterdir() if file.suffix == ".md"]
    originals = [
        real.source / "articles" / "originals" / keys["source"]["file"]
        for keys in fronts(real).values()
        if "source" in keys
    ]
    for file in each(typed):
        assert real.files[f"articles/{file.name}"] == file.read_bytes()
    for file in each(originals):
        assert real.files[f"originals/{file.name}"] == file.read_bytes()


def test_every_answer_is_shown_marked_in_a_sentence_of_its_paragraph_with_a_link_to_it(real: Site) -> None:
    asked = {slug: story["questions"] for slug, story in stories(real).items() if story.get("questions")}
    every_answer = []
    for slug, questions in asked.items():
        for number, question in enumerate(questions, start=1):
            row = cells(real, number, f"stories/{slug}.html")
            shown = {pair for cell in row for pair in said(cell)}
            marked = [answer for cell in row for answer in answers(cell)]
            every_answer += [(a, by, shown, marked) for by, answered in question["accounts"].items() for a in answered]
    for answer, account, shown, marked in each(every_answer):
        address, number = f"articles/{account}.html", int(answer["paragraph"])
        paragraph = texts(main(real, address))[number - 1].replace("\n", " ")
        assert any(answer["words"] in one for one in marked)
        assert [to for sentence, to in shown if answer["words"] in sentence and sentence in paragraph] == [
            f"../{address}#p{number}"
        ]


def test_every_link_has_its_target_and_no_id_is_on_a_page_twice(real: Site) -> None:
    check_ids_and_links(real)


def test_a_second_parser_has_nothing_to_put_right(real: Site) -> None:
    strict = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    for address in each(pages(real)):
        strict.parse(real.text(address))


def test_no_page_of_an_event_calls_an_account_first_or_second(real: Site) -> None:
    """Without dates that would invent an order. What the accounts say in their own words is their own affair."""
    ranked = re.compile(r"\b(first|second|1st|2nd|former|latter) (account|article|report|text)", re.IGNORECASE)
    for file in each(real.output.glob("stories/*.html")):
        assert not ranked.search(words_of_the_archive(main(real, f"stories/{file.name}"))), file.name


def words_of_the_archive(root: Element) -> str:
    """Return what a page says without what it quotes: texts, answers, and what is in quotation marks in a note."""
    theirs = {inner for part in (*root.iter("q"), *paragraphs(root)) for inner in part.iter()}
    own = [element.text or "" for element in root.iter() if element not in theirs]
    own += [child.tail or "" for element in root.iter() if element not in theirs for child in element]
    return re.sub("“[^”]*”", "", " ".join(own))


def test_no_page_weighs_more_than_its_words_a_frame_and_a_little_for_each_link(real: Site) -> None:
    """Over the wire, with its style sheets: 8,000 bytes for the frame, and 20 for each link."""
    for file in each(real.output.rglob("*.html")):
        root = page(real, file.relative_to(real.output).as_posix())
        assert weight(file) - packed("".join(root.itertext())) < 8_000 + 20 * len(links(root)), file.name
        assert len(asked_for(file)) <= 5, file.name


def test_every_address_that_was_ever_published_is_still_there(real: Site, pytestconfig: pytest.Config) -> None:
    is_rewritten = pytestconfig.getoption("--golden") and real.source == ROOT
    listed = promised("own", addresses(real), is_rewritten=is_rewritten)
    assert len(listed) > 30
    assert listed - addresses(real) == set()


# ---------------------------------------------------------------------------------------------------------------------
# True of the two articles that the archive began with, whatever else is there. `truth/` was worked out by hand.

SLUGS = ("anthropic-accuses-alibaba-formal-complaint", "anthropic-accuses-alibaba-statement")


def truth(name: str) -> list[dict]:
    """Return what was worked out by hand from the two texts."""
    return yaml.safe_load((ROOT / "tests" / "truth" / f"{name}.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def two(real: Site) -> dict[str, list[str]]:
    """Return the paragraphs of the two texts as received, by the slugs of their articles."""
    return {slug: received(real, fronts(real)[slug]["source"]) for slug in SLUGS}


def test_each_of_the_two_has_eleven_paragraphs(two: dict[str, list[str]]) -> None:
    assert [len(text) for text in two.values()] == [11, 11]


def test_the_two_have_771_and_581_words(real: Site) -> None:
    """Two dashes with a space on either side are no words."""
    for slug, count in zip(SLUGS, ("771 words", "581 words"), strict=True):
        assert facts(main(real, f"articles/{slug}.html"))["Length"] == [count]


def test_the_sentences_of_the_two_articles_are_counted_as_by_hand(two: dict[str, list[str]]) -> None:
    by_hand = {row["article"]: row["sentences"] for row in truth("sentences")}
    assert {slug: [len(sentences(text)) for text in paragraphs_] for slug, paragraphs_ in two.items()} == by_hand


def test_every_quotation_of_the_two_articles_is_found_and_none_is_invented(two: dict[str, list[str]]) -> None:
    by_hand = [(row["article"], row["paragraph"], row["words"]) for row in truth("quotations")]
    found = [
        (slug, quotation.spans[0].paragraph, quotation.text(text))
        for slug, text in two.items()
        for quotation in quotations(text)
    ]
    assert sorted(found) == sorted(by_hand)


def test_every_quotation_of_the_two_articles_has_the_speaker_that_was_found_by_hand(real: Site) -> None:
    by_hand = {slug: [row for row in truth("quotations") if row["article"] == slug] for slug in SLUGS}
    for slug, rows in by_hand.items():
        recorded = {int(entry["paragraph"]): entry for entry in fronts(real)[slug]["quotations"]}
        speeches = {row["paragraph"]: row for row in rows if not row["title"]}
        assert recorded.keys() == speeches.keys()
        for number, row in each(speeches.items()):
            assert row["words"].startswith(recorded[number]["starts"])
            assert (recorded[number]["speaker"], recorded[number]["kind"]) == (row["speaker"], row["kind"])


def test_every_shared_run_of_the_two_articles_is_found_and_none_is_invented(two: dict[str, list[str]]) -> None:
    by_hand = [tuple(run[slug]["words"] for slug in SLUGS) for run in truth("shared")]
    left, right = two.values()
    runs = shared_runs(index_tokens(left), index_tokens(right))
    assert sorted((run.left.text(left), run.right.text(right)) for run in runs) == sorted(by_hand)


def test_the_names_of_the_two_articles_are_counted_as_by_hand(two: dict[str, list[str]]) -> None:
    names = [Name(row["name"], row["kind"], tuple(row.get("also", ())), row["name"], 1) for row in each(truth("names"))]
    finder = NameFinder(names)
    assert {name.name for name in names} == {row["name"] for row in truth("counts")}
    for row in each(truth("counts")):
        for slug, text in each(two.items()):
            hits = [span.paragraph for name, span in finder.find(text) if name.name == row["name"]]
            assert {number: hits.count(number) for number in hits} == row[slug], row["name"]


def test_every_name_of_the_two_articles_is_in_the_index(real: Site) -> None:
    listed = yaml.safe_load((real.source / "articles" / "names.yaml").read_text("utf-8"))
    indexed = {row["name"]: row for row in listed}
    for row in each(truth("names")):
        assert indexed[row["name"]]["kind"] == row["kind"]
        assert set(indexed[row["name"]].get("also", ())) >= set(row.get("also", ()))


def test_the_words_of_time_of_the_two_articles_are_found_as_by_hand(two: dict[str, list[str]]) -> None:
    by_hand = truth("times")
    for row in each([*by_hand["required"], *by_hand["not"]]):
        around = two[row["article"]][row["paragraph"] - 1].partition(row["in"])
        assert (around[1], row["in"].count(row["words"])) == (row["in"], 1), "there, and clear which words are meant"
    found = [
        (slug, span.paragraph, span.text(text)) for slug, text in two.items() for span in unresolved_times(text, "en")
    ]
    assert found == [(row["article"], row["paragraph"], row["words"]) for row in by_hand["required"]]


def test_the_page_of_their_event_weighs_little_without_the_words_that_it_quotes_and_not_much_with_them(
    real: Site,
) -> None:
    [event] = {fronts(real)[slug]["story"] for slug in SLUGS}
    others = {slug for slug, keys in fronts(real).items() if keys.get("story") == event} - set(SLUGS)
    if others:
        pytest.skip(f"their event has other accounts too: {', '.join(sorted(others))}")
    file = real.output / "stories" / f"{event}.html"
    assert around(file) < 14_600
    assert weight(file) < 24_000


# ---------------------------------------------------------------------------------------------------------------------
# An archive grows

RECEIVED = "A third account of the dispute.\r\n\r\n“The dramatic escalation has ended,” wrote Ann Quillford.\r\n"
GROWTH: Files = {
    "articles/grown-account.md": article(
        "A third account of the dispute.\n\n“The dramatic escalation has ended,” wrote Ann Quillford.\n",
        original=RECEIVED,
        supplied_title="A third account",
        date="2026-01-02",
        label="the account that says “has ended”",
        story="anthropic-accuses-alibaba",
        topics="[Artificial intelligence, Growth]",
        quotations="[{paragraph: 2, starts: The dramatic, speaker: Ann Quillford, kind: person}]",
    ).replace("original.txt", "grown.txt"),
    "articles/originals/grown.txt": RECEIVED,
    "articles/grown-high.md": article("The Quill rose.\n", label="the account that says “rose”", story="grown-event"),
    "articles/grown-low.md": article("> The *Quill*\n> fell.\n", label="the account of “fell”", story="grown-event"),
    "articles/stories/grown-event.yaml": """supplied_title: The level of the Quill
questions:
  - ask: What did the Quill do first?
    relation: different detail
    accounts:
      grown-high: [{paragraph: 1, words: Quill rose}]
      grown-low: [{paragraph: 1, words: The Quill fell.}]
""",
}
"""A third account of the event that is there, and an event of its own, under names that nobody else gives."""

NAMES = """
- {name: Ann Quillford, kind: person}
- {name: dramatic escalation, kind: event}
- {name: Quill, kind: place}
"""
"""Names that the articles of the growth have, and one that the two articles have too."""


def test_an_archive_to_which_articles_a_name_and_an_event_are_added_passes_all_of_this(
    real: Site, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    shutil.copytree(real.source / "articles", tmp_path / "articles")
    names = (tmp_path / "articles/names.yaml").read_text("utf-8")
    settings = (real.source / "site.yaml").read_text("utf-8")
    write(tmp_path, GROWTH | {"articles/names.yaml": names + NAMES, "site.yaml": settings})
    this = request.node.nodeid
    switches = ["-n", "0", "-q", "-p", "no:cacheprovider", "--archive", tmp_path, "--deselect", this]
    call = [sys.executable, "-m", "pytest", *switches, this.partition("::")[0]]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    result = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert re.search(r"\b\d\d passed\b.*, 1 deselected", result.stdout), result.stdout
