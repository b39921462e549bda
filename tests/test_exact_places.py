"""Whether marks, answers and links are at the exact words, in any text, and whether each of them can be followed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
import yaml
from conftest import Files, Site, article, each
from hypothesis import given, settings
from hypothesis import strategies as some
from reading import answers, cells, check_ids_and_links, read, row, said, section, sides, texts, words
from stories import account

from sitebuilder.pages.parts.marking import Mark, mark_body, rebased
from sitebuilder.text.html import convert
from sitebuilder.text.proof import read_fragment
from sitebuilder.words.spans import Span

Build = Callable[[Files], Site]


def test_the_marks_of_footnotes_are_not_a_part_of_the_words(described: Site) -> None:
    """They hide no quotation, no name, no shared wording and no answer.

    articles/aa.md:
        The mayor[^1] said: “We stay.”[^1] The river rose over the old[^1] bridge.

        [^1]: A note.
    articles/bb.md:
        The mayor said: “We stay.” The river rose over the old bridge.
    articles/names.yaml:
        - {name: mayor, kind: office}
    articles/stories/flood.yaml:
        supplied_title: The flood
        questions:
          - ask: Where?
            relation: agreement
            accounts:
              aa: [{paragraph: 1, words: the old bridge}]
              bb: [{paragraph: 1, words: the old bridge}]
    """
    quoted, named = (section(described, name) for name in ("quoted", "named"))
    assert [said(cell)[0][0] for cell in row(quoted, "Speaker not recorded")] == ["We stay."] * 2
    assert [words(cell) for cell in row(named, "mayor")] == ["1 in ¶1"] * 2
    assert [answers(cell) for cell in cells(described, 1)] == [["the old bridge"]] * 2
    [shared] = section(described, "shared").iter("q")
    assert words(shared) == "The mayor said: “We stay.” The river rose over the old bridge"
    side = sides(described, "stories/aa--bb.html")[0]
    assert texts(side) == texts(sides(described, "articles/aa.html")[0])
    assert not [mark for mark in each(side.iter("mark")) for _ in mark.iter("sup")]


# ---------------------------------------------------------------------------------------------------------------------
# The words of a text that has marks in it


ODD = {
    "emphasis and a link": "The *old **stone** bridge* [fell *into* the](https://example.org 'a > b </p>') river.",
    "entities": "Smith & Sons < 5 > 4 said &amp; wrote “&copy;” &#38; more.",
    "what looks like markup": 'The code ` id="p1"` and id="p1" href="#p1" href="river.html" class="e-content" there.',
    "links in all their forms": "See [it](#p1), [that](bb.md#p1), [this](HTTPS://example.org/) and <https://b.example>.",
    "a footnote": "The river[^1] rose over the bridge.\n\n[^1]: By a *metre*, see [above](#p1).",
    "a list and a quotation": "- one river\n- two rivers\n\n> The river\n> rose.\n\n1. three",
    "a line that goes on": "The river\nrose over\nthe old bridge.",
    "what is not in any alphabet": "\\`\\*\\_ “…” — ‘’ 🌊👩‍👩‍👧 é ö\u200d ﷽ ارتفع النهر",
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
        for number, answer in enumerate(each(answers["aa"]))
    ]
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
    """The text of the marked HTML is that of the unmarked, no id is there twice, and what is to be marked is marked."""
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


def test_no_space_and_no_full_stop_alone_is_a_link() -> None:
    """What one mark has more than another may be so little that nobody could read or hit it."""
    body = convert("The river rose. The mill fell.").html
    spans = (Span(1, 0, 14), Span(1, 0, 15), Span(1, 0, 18), Span(1, 4, 9))
    html = mark_body(body, [Mark(span, "", f"#m{at}", f"m{at}") for at, span in enumerate(spans)])
    linked = re.findall(r'<a href="#(m\d)">([^<]*)', html)
    assert linked == [("m0", "The "), ("m3", "river"), ("m0", " rose"), ("m2", " Th")]


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
# Every link leads to its place


def test_two_answers_that_begin_alike_have_marks_of_their_own(described: Site) -> None:
    """As do two questions that the same words answer: whatever is linked to is there, once.

    articles/aa.md:
        The river rose by the old stone bridge over the river. And by the old stone bridge over the river again,
        by the old stone bridge over the river.
    articles/bb.md:
        Water stood by the old stone bridge over the river, and by the old stone bridge over there.
    articles/stories/flood.yaml:
        supplied_title: The flood
        questions:
          - ask: What rose?
            relation: tension
            accounts:
              aa: [{paragraph: 1, words: The river}, {paragraph: 1, words: The river rose}]
              bb: [{paragraph: 1, words: Water}]
          - ask: What was high?
            relation: tension
            accounts:
              aa: [{paragraph: 1, words: The river}]
              bb: [{paragraph: 1, words: stood}]
          - ask: What was there?
            relation: tension
            accounts:
              aa: [{paragraph: 1, words: The river}]
              bb: [{paragraph: 1, words: Water stood}]
    """
    check_ids_and_links(described)


@pytest.mark.parametrize("slug", ["a0", "a1-2", "content", "fn-news", "p1", "bb-p1", "left"])
def test_no_slug_of_an_article_upsets_the_fragments_of_a_page(site: Build, slug: str) -> None:
    text = "See [it](#p1) by the old stone bridge.[^p1]\n\nAnn.\n\n[^p1]: A note.\n"
    files = {f"articles/{name}.md": account(f"Ann. {text}", name) for name in (slug, "bb")}
    check_ids_and_links(site(files | {"articles/names.yaml": "- {name: Ann, kind: person}\n"}))


def test_the_page_of_a_name_leads_to_what_its_paragraphs_point_to(site: Build) -> None:
    """To other paragraphs and notes of the same article too, which are not on the page of the name."""
    text = "Ann.[^1] See [below](#p3).\n\nAnn & [all](bb.md#p1).\n\nNobody.\n\n[^1]: A note.\n"
    files = {"articles/aa.md": article(text), "articles/bb.md": article("Ann.\n", title="B")}
    check_ids_and_links(site(files | {"articles/names.yaml": "- {name: Ann, kind: person}\n"}))
