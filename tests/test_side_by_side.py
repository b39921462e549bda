"""What the page shows on which two accounts are side by side: both texts whole, and what answers what."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from xml.etree.ElementTree import Element

from conftest import Files, Site, each
from reading import (
    PAIR,
    STORY,
    answers,
    leads_to,
    links,
    main,
    of_class,
    paragraphs,
    said,
    section,
    sides,
    texts,
    words,
)
from stories import GAZETTE, HERALD, account, dated_flood, many

Build = Callable[[Files], Site]


def test_both_texts_are_whole_and_each_is_in_its_own_order(flood: Site) -> None:
    assert [texts(side) for side in sides(flood)] == [text.strip().split("\n\n") for text in (GAZETTE, HERALD)]


def test_paragraphs_keep_their_numbers_under_ids_that_begin_with_the_slug(flood: Site) -> None:
    for side, slug, count in zip(sides(flood), ("gazette", "herald"), (3, 4), strict=True):
        assert [paragraph.get("id") for paragraph in paragraphs(side)] == [f"{slug}-p{n}" for n in range(1, count + 1)]
        numbered = [(link.get("href"), link.get("aria-label")) for link in of_class("permalink", side)]
        assert numbered == [(f"#{slug}-p{n}", f"Paragraph {n}") for n in range(1, count + 1)]


def test_what_is_unknown_of_two_accounts_is_named_above_them(flood: Site, site: Build) -> None:
    unknown = [words(next(iter(of_class("facts", side)))) for side in sides(flood)]
    names = ["Headline", "Date", "Byline", "Publisher", "Place", "Web address", "Licence"]
    names += ["How and from whom it came", "Whether it is complete"]
    assert unknown[0] == f"unknown {', '.join(names)}"
    assert "Publisher" not in unknown[1]
    assert "Neither account has a date, so which came earlier is unknown." in words(main(flood, PAIR))
    dated = site(dated_flood(gazette="2025-03-08", herald="2025-03-09"))
    assert "earlier" not in words(main(dated, PAIR))


# ---------------------------------------------------------------------------------------------------------------------
# The marks of words


def marked(side: Element) -> list[tuple[str, str]]:
    """Return the kind of each stretch of marked words, those that cover it from the outside in, and its words."""
    stretches: list[tuple[str, str]] = []

    def walk(element: Element, kinds: tuple[str, ...]) -> None:
        if element.tag == "mark":
            kinds = (*kinds, element.get("class") or "curated")
        if element.text and kinds:
            stretches.append((" ".join(kinds), element.text.strip()))
        for child in element:
            walk(child, kinds)
            if child.tail and kinds:
                stretches.append((" ".join(kinds), child.tail.strip()))

    for paragraph in paragraphs(side):
        walk(paragraph, ())
    return stretches


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


def test_words_with_no_partner_or_several_lead_to_the_list_below_their_paragraph(flood: Site, described: Site) -> None:
    """Each of several partners leads back to the one.

    articles/gazette.md:
        The mill is dry.
    articles/herald.md:
        The mill stood in water.

        “It was dark,” said Ann Bell.
    articles/stories/flood.yaml:
        supplied_title: The flood
        questions:
          - ask: How is it?
            relation: tension
            accounts:
              gazette: [{paragraph: 1, words: dry}]
              herald: [{paragraph: 1, words: in water}, {paragraph: 2, words: dark}]
    """
    assert across(flood)["Nobody was hurt."] == "Was anybody hurt? no passage found in B"
    several = across(described)
    assert several["dry"] == (
        "How is it? tension B The mill stood in water. ¶1"
        " B “It was dark,” said Ann Bell. ¶2 quoted: speaker not recorded"
    )
    assert several["in water"] == several["dark"] == "dry"


# ---------------------------------------------------------------------------------------------------------------------
# What is beside a paragraph


def beside(side: Element) -> list[str]:
    """Return what is recorded beside each paragraph of a text."""
    return [words(element) for element in of_class("beside-it", side)]


def test_beside_each_paragraph_is_what_the_other_account_has(flood: Site) -> None:
    gazette, herald = (beside(side) for side in sides(flood))
    assert gazette == [
        (
            "What did the water cover? different detail B All night the river rose over the old wall. ¶4"
            " The same words B the river rose over the old ¶4"
        ),
        "Was anybody hurt? no passage found in B",
        "How is the mill? contradiction B The mill stood in water this morning. ¶1",
    ]
    assert herald[0] == "How is the mill? contradiction A The mill is dry. ¶3"


def test_a_relation_of_several_accounts_is_not_said_to_be_that_of_two_of_them(described: Site) -> None:
    """That three accounts are in tension does not say that the first two are.

    articles/aa.md:
        A yard.

        Ann.
    articles/bb.md:
        A yard.

        Nobody.
    articles/cc.md:
        A mile.

        Ann.
    articles/stories/flood.yaml:
        supplied_title: The flood
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
    assert beside(sides(described, "stories/aa--bb.html")[0]) == [
        "How high? B A yard. ¶1",
        "Who saw it? no passage found in B",
    ]
    assert beside(sides(described, "stories/aa--cc.html")[0])[1] == "Who saw it? agreement C Ann. ¶2"
    assert "tension" in words(section(described, "tensions"))


def test_what_is_beside_a_paragraph_leads_to_the_very_words(flood: Site) -> None:
    root = main(flood, PAIR)
    marks = {mark.get("id"): words(mark) for mark in root.iter("mark") if mark.get("id")}
    for quoted, to in each(pair for added in of_class("beside-it", root) for pair in said(added)):
        assert marks[to.removeprefix("#")].split()[0] in quoted, quoted


def test_where_nothing_is_recorded_beside_a_paragraph_that_is_said(flood: Site) -> None:
    assert beside(sides(flood)[1])[1:3] == ["no counterpart recorded for this paragraph"] * 2


def test_what_is_beside_a_list_or_a_quotation_is_not_in_it(described: Site) -> None:
    """Nor is anything beside a heading, which is not a paragraph.

    articles/aa.md:
        # High water

        > It rained.
        >
        > The river rose.

        The end.
    articles/bb.md:
        Water.
    articles/stories/flood.yaml:
        supplied_title: The flood
        questions:
          - ask: What rose?
            relation: agreement
            accounts:
              aa: [{paragraph: 2, words: The river}]
              bb: [{paragraph: 1, words: Water}]
    """
    [side, _] = sides(described, "stories/aa--bb.html")
    shown_in_order = [element.tag for element in side if element.get("class") in {"e-content", "beside-it"}]
    assert shown_in_order == ["div", "div", "ul", "div"]
    assert beside(side) == [
        "Paragraph 2: What rose? agreement B Water. ¶1",
        "no counterpart recorded for paragraph 1",
        "no counterpart recorded for this paragraph",
    ]


def test_the_archive_s_own_words_are_outside_the_texts_of_the_accounts(flood: Site) -> None:
    for part in each(of_class("e-content", main(flood, PAIR))):
        assert not of_class("beside-it", part)
        assert not {"ul", "h2"} & {element.tag for element in part.iter()}


def test_sentences_with_the_same_words_are_set_under_each_other_word_by_word(flood: Site, site: Build) -> None:
    """The count of the same words leads to them; where there are none, nothing is said of it."""
    assert "the river rose over the old" in words(section(flood, "shared"))
    [pair] = section(flood, "wording", PAIR).iter("li")
    assert [words(part) for part in pair.iter("p")] == [
        "A On Monday at noon the river rose over the old bridge. ¶1",
        "B All night the river rose over the old wall. ¶4",
    ]
    assert answers(pair) == ["On Monday at noon", "bridge", "All night", "wall"]
    assert ("#wording", "1 run of the same words") in links(main(flood, PAIR))
    apart = site({f"articles/{name}.md": account(f"{name}.\n", name) for name in ("aa", "bb")})
    assert "word by word" not in words(main(apart, "stories/aa--bb.html"))


# ---------------------------------------------------------------------------------------------------------------------
# Which accounts have a page


def pairs(site: Site) -> set[tuple[str, str]]:
    """Return the pairs of accounts that have a page."""
    return {tuple(re.findall(r"account-\d\d", address)) for address in site.files if "--" in address}


def test_up_to_six_accounts_every_two_have_a_page(site: Build) -> None:
    slugs = [f"account-{n:02}" for n in range(1, 7)]
    assert pairs(site(many(6))) == set(combinations(slugs, 2))


def test_of_more_than_six_the_first_keep_theirs_and_others_have_one_where_something_ties_them_together(
    site: Build,
) -> None:
    first = pairs(site(many(6)))
    grown = site(many(12))
    assert pairs(grown) == first | {("account-01", "account-12")}
    listed = [leads_to(STORY, href) for href, _ in links(section(grown, "accounts")) if "--" in href]
    assert listed == sorted(f"stories/{left}--{right}.html" for left, right in pairs(grown))


def test_an_event_that_grows_keeps_the_pages_of_its_pairs_whatever_the_slug_of_one_that_comes(site: Build) -> None:
    few = {f"articles/account-{n:02}.md": account(f"All {n}.\n", f"number {n}") for n in range(2, 8)}
    late = account("One.\n", "number 1", revisions="[{on: 2026-11-22, what: Added to the archive}]")
    before = pairs(site(few))
    assert pairs(site(few | {"articles/account-01.md": late})) == before


def test_many_accounts_that_nothing_ties_together_are_several_all_the_same(site: Build) -> None:
    apart = site({f"articles/account-{n:02}.md": account(f"All {n}.\n", f"number {n}") for n in range(1, 8)})
    assert not {pair for pair in each(pairs(apart)) if "account-07" in pair}
    assert "One event, seven accounts" in words(main(apart, STORY))
    assert "None of the accounts has a date" in words(main(apart, STORY))
