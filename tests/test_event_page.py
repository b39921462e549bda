"""What the page of an event says of its accounts: each in its own words, none before another, and none judged."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Files, Site, each
from reading import (
    NOTHING,
    PAIR,
    STORY,
    SVG,
    answers,
    check_ids_and_links,
    drawing,
    facts,
    links,
    main,
    of_class,
    pages,
    row,
    said,
    section,
    sections,
    table,
    words,
)
from stories import FLOOD, UNCURATED, account, dated_flood, many

from sitebuilder.archive.comparison import order_is_known
from sitebuilder.records.article import read_article
from sitebuilder.records.stories import RELATIONS

Build = Callable[[Files], Site]

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


def accounts_of(*dates: str | None) -> Files:
    """Return accounts of the flood, called aa, bb and so on, with these dates."""
    return {
        f"articles/{letter * 2}.md": account("Words.\n", letter * 2, **({"date": date} if date else {}))
        for letter, date in zip("abcd", dates, strict=False)
    }


@pytest.mark.parametrize(
    ("dates", "is_known"),
    [
        ((None, None), False),
        (("2025", None), False),
        (("2025", "2024"), True),
        (("2025-03", "2025-04-01"), True),
        (("2025", "2025-03"), False),
        (("2025-03-09", "2025-03-09"), False),
        (("2025~", "2024"), False),
        (("2025-03-09", "2025-03-10", None), False),
        (("2025-03-09", None, "2025-03-10"), False),
        ((None, "2025-03-09", "2025-03-10"), False),
        (("2025-03-10", "2025-03-09", "2025-03-11"), True),
        (("2025-03-09", "2025-03-11", "2025-03-09"), False),
        (("2025-03-09", "2025-03-11", "2025-03"), False),
    ],
)
def test_the_order_of_accounts_is_known_only_if_each_gives_its_date_and_no_two_could_be_of_one_day(
    dates: tuple[str | None, ...], is_known: bool
) -> None:
    files = accounts_of(*dates)
    articles = [read_article(Path(path).name, text.encode(), {}).article for path, text in files.items()]
    assert order_is_known(articles) == is_known


def test_of_three_accounts_of_which_two_are_dated_only_the_order_of_those_two_is_known(site: Build) -> None:
    dated = site(accounts_of("2025-03-09", None, "2025-03-11"))
    for pair, is_unknown in {"aa--bb": True, "aa--cc": False, "bb--cc": True}.items():
        assert ("earlier is unknown" in words(main(dated, f"stories/{pair}.html"))) == is_unknown, pair


@pytest.mark.parametrize(("dates", "is_known"), [(("2025", None), False), (("2025", "2024"), True)])
def test_the_page_of_an_event_says_where_the_order_of_its_accounts_is_unknown(
    site: Build, dates: tuple[str | None, ...], is_known: bool
) -> None:
    said_so = "Which account came earlier is unknown" in words(main(site(accounts_of(*dates)), STORY))
    assert said_so != is_known


def test_what_is_computed_curated_and_unknown_is_said_in_words(flood: Site) -> None:
    """Each mark leads to what it means."""
    marks = [(words(mark), mark.get("href")) for mark in of_class("layer", main(flood, STORY))]
    assert {name.split()[-1] for name, _ in marks} == {"computed", "curated", "unknown"}
    meanings = {element.get("id") for element in main(flood, "about.html").iter("dt")}
    assert {href for _, href in marks} == {f"../about.html#{name}" for name in meanings - {None}}
    marked = {
        "drawn": {"computed", "curated"},
        "questions": {"curated"},
        "quoted": {"computed", "speakers curated"},
        "named": {"computed", "names curated"},
        "shared": {"computed"},
        "times": {"unknown"},
    }
    for name, layers in marked.items():
        [heading] = section(flood, name).iter("h2")
        assert {words(layer) for layer in of_class("layer", heading)} == layers, name


def test_no_page_calls_an_account_first_or_second(flood: Site) -> None:
    """Without dates that would invent an order. (The page about the archive says so, and so has the words.)"""
    for address, root in each(pages(flood).items()):
        if address == "about.html":
            continue
        spoken = " ".join([words(root), *(element.get("aria-label") or "" for element in root.iter())])
        assert not re.search(r"\b(first|second|1st|2nd|former|latter)\b", spoken, re.IGNORECASE), address


def test_no_page_calls_an_account_silent(flood: Site) -> None:
    for address, root in each(pages(flood).items()):
        assert not re.search(r"\bsilen", words(root), re.IGNORECASE), address


def test_without_a_story_file_the_page_says_that_accounts_are_marked_alike(site: Build) -> None:
    [heading] = main(site(UNCURATED), STORY).iter("h1")
    assert words(heading) == "Accounts marked flood curated"


def test_an_event_and_its_title_are_marked_as_the_archive_s_judgement(flood: Site) -> None:
    """Its title is in no brackets: no text prints it. That the accounts report one event is curated too."""
    for address, heading in (("index.html", "h2"), (STORY, "h1"), (PAIR, "h1")):
        assert words(next(main(flood, address).iter(heading))) == "The flood curated"
    accounts = section(flood, "accounts", "articles/gazette.html")
    assert words(next(accounts.iter("h2"))) == "Other accounts of the same event curated"
    assert "[The flood" not in "".join(words(root) for root in pages(flood).values())


def test_a_story_of_one_article_has_a_page_and_no_picture_and_nothing_to_compare(site: Build) -> None:
    alone = site({path: text for path, text in FLOOD.items() if "gazette" in path})
    shown = main(alone, STORY)
    assert "the account that says noon" in words(shown)
    assert "One event, one account" in words(shown)
    assert not list(shown.iter(f"{SVG}svg"))
    assert {"accounts"} <= sections(alone) <= {"accounts", "times"}
    assert "only here" not in words(shown)
    assert "side by side" not in alone.text(STORY)
    assert [address for address in alone.files if address.startswith("stories/")] == [STORY]


def test_an_article_promises_questions_only_where_there_are_any(flood: Site, site: Build) -> None:
    assert "Both accounts, question by question" in words(main(flood, "articles/gazette.html"))
    unasked = site(UNCURATED)
    assert "Both accounts, side by side" in words(main(unasked, "articles/gazette.html"))


def test_labels_and_pages_say_in_which_direction_they_are_written(site: Build) -> None:
    """A label is between words and numbers of another direction, and must not turn them round."""
    files = {
        f"articles/{slug}.md": account("By the old stone bridge.\n", label)
        for slug, label in (("aa", "ה"), ("bb", "b"))
    }
    turned = site(files | {"site.yaml": "title: T\ndescription: D\nlanguage: he\n"})
    for address, root in each(pages(turned).items()):
        assert root.get("dir") == "rtl", address
    labelled = [
        (address, element.tag)
        for address, root in pages(turned).items()
        for element in root.iter()
        for text in (element.text, *(child.tail for child in element))
        if "ה" in (text or "")
    ]
    for address, tag in each(labelled):
        assert tag in {"bdi", "title"}, (address, tag)


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
    assert all(len(cells) == 2 for cells in each(rows.values()))


@pytest.mark.parametrize("name", ["questions", "quoted", "named"])
def test_every_head_of_a_table_says_what_it_is_the_head_of(flood: Site, name: str) -> None:
    assert {head.get("scope") for head in section(flood, name).iter("th")} == {"col", "row"}


def test_each_cell_has_the_account_s_own_words_and_links_to_their_paragraph(flood: Site) -> None:
    cells = row(section(flood, "questions"), "How is the mill?")
    assert [said(cell) for cell in cells] == [
        [("The mill is dry.", "../articles/gazette.html#p3")],
        [("The mill stood in water this morning.", "../articles/herald.html#p1")],
    ]
    assert [answers(cell) for cell in cells] == [["The mill is dry."], ["The mill stood in water"]]


def test_each_cell_has_the_label_of_its_account_where_the_table_is_stacked(flood: Site) -> None:
    for name in ("questions", "quoted", "named"):
        columns, rows = table(section(flood, name))
        for cells in each(rows.values()):
            assert [cell.get("data-label") for cell in cells] == columns[1:]


def test_where_an_account_has_no_answer_nothing_is_recorded_from_it(flood: Site) -> None:
    answered, unanswered = row(section(flood, "questions"), "Was anybody hurt?")
    assert said(answered) == [("The mayor said: “Nobody was hurt.”", "../articles/gazette.html#p2")]
    assert words(unanswered) == NOTHING


def test_how_accounts_relate_to_each_other_is_said_with_its_meaning_and_its_note(flood: Site) -> None:
    heads = list(table(section(flood, "questions"))[1])
    assert heads[0].endswith("different detail One names the bridge, the other a wall.")
    assert heads[1].endswith("contradiction")
    assert heads[2].endswith("hurt?"), "one answer has nothing to relate to"
    assert facts(section(flood, "questions")) == {
        name: [RELATIONS[name]] for name in ("different detail", "contradiction")
    }


def test_a_note_names_an_account_by_its_letter_and_quotes_words_that_an_account_has(described: Site) -> None:
    """A newline in the text counts as a space.

    articles/flood-one.md:
        The old
        bridge is under water.
    articles/flood-two.md:
        The bridge is dry.
    articles/stories/flood.yaml:
        supplied_title: The flood
        questions:
          - ask: How is the bridge?
            note: "{flood-two} does not say “old bridge”, {flood-one} does."
            accounts: {}
    """
    [asked] = table(section(described, "questions"))[1]
    assert "B does not say “old bridge”, A does." in asked
    assert [words(cell) for cell in row(section(described, "questions"), "How is the bridge?")] == [NOTHING, NOTHING]


def test_who_is_quoted_where_is_listed_and_where_the_speaker_is_not_recorded(flood: Site) -> None:
    columns, rows = table(section(flood, "quoted"))
    assert columns == ["Speaker", "the account that says noon", "the account that says night"]
    assert list(rows) == ["Ann Bell person", "The mayor office", "Speaker not recorded"]
    assert said(rows["Ann Bell person"][1]) == [
        ("It was dark,", "../articles/herald.html#p2"),
        ("And cold.", "../articles/herald.html#p2"),
    ]
    assert words(rows["Ann Bell person"][0]) == NOTHING
    assert said(rows["Speaker not recorded"][0]) == [("It was loud.", "../articles/gazette.html#p2")]


def test_who_is_named_where_is_listed_with_counts_and_paragraphs(flood: Site) -> None:
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
    for element in each(section(flood, "named").iter("tr")):
        named = [cell for cell in element.iter("td") if "not named" not in words(cell)]
        assert ("only here" in words(element)) == (len(named) == 1)


# ---------------------------------------------------------------------------------------------------------------------
# Shared wording and words of time


def test_shared_wording_is_shown_as_each_account_has_it_with_a_link_to_both(flood: Site) -> None:
    [row] = section(flood, "shared").iter("li")
    assert words(row) == (
        "the river rose over the old the account that says noon paragraph 1 · the account that says night paragraph 4"
    )
    assert [href for href, _ in links(row)] == ["../articles/gazette.html#p1", "../articles/herald.html#p4"]
    assert "copied" not in words(main(flood, STORY))


def test_words_that_many_accounts_share_are_listed_once_with_all_their_places(site: Build) -> None:
    wire = "the river rose over the old bridge"
    texts = {f"a{n}": f"In {n} {wire}.\n" for n in range(4)} | {"a4": f"In 4 {wire.upper()}.\n"}
    shared = section(site({f"articles/{slug}.md": account(text, slug) for slug, text in texts.items()}), "shared")
    [row] = shared.iter("li")
    assert [words(form) for form in row.iter("q")] == [wire, wire.upper()]
    assert [href for href, _ in links(row)] == [f"../articles/a{n}.html#p1" for n in range(5)]


def test_where_accounts_share_no_wording_and_answer_no_question_nothing_is_said_of_it(site: Build) -> None:
    apart = site({f"articles/{slug}.md": account(f"All {slug}.\n", slug) for slug in ("aa", "bb")})
    assert sections(apart) == {"accounts", "drawn"}


def test_words_of_time_without_a_date_are_listed_with_their_places(flood: Site) -> None:
    assert said(section(flood, "times")) == [
        ("On Monday", "../articles/gazette.html#p1"),
        ("this morning", "../articles/herald.html#p1"),
    ]


def test_an_article_with_a_date_resolves_them(site: Build) -> None:
    one = section(site(dated_flood(gazette="2025-03-09")), "times")
    assert list(facts(one)) == ["the account that says night"], "and none is looked for in the other"
    assert said(one) == [("this morning", "../articles/herald.html#p1")]
    assert "times" not in sections(site(dated_flood(gazette="2025-03-09", herald="2025-03-09")))


def test_where_no_words_of_time_are_known_in_a_language_none_are_said_to_be_missing(site: Build) -> None:
    foreign = account("Der Fluss stieg heute.\n", "the German account", language="de")
    listed = section(site(FLOOD | {"articles/fluss.md": foreign}), "times")
    assert facts(listed)["the German account"] == ["not searched for in its language"]


# ---------------------------------------------------------------------------------------------------------------------
# From two accounts to many


@pytest.mark.parametrize("count", [2, 3, 5, 12])
def test_a_story_grows_from_two_accounts_to_many_with_a_column_for_each(site: Build, count: int) -> None:
    grown = site(many(count))
    labels = [f"the account number {n}" for n in range(1, count + 1)]
    for name in ("questions", "quoted", "named"):
        columns, rows = table(section(grown, name))
        assert columns[1:] == (labels if count < 4 or name != "named" else list("ABCDEFGHIJKL"[:count]))
        assert all(len(cells) == count for cells in each(rows.values()))
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


def test_past_three_accounts_it_is_said_how_many_have_a_name(site: Build) -> None:
    assert list(table(section(site(many(3)), "named"))[1]) == ["Ann person"]
    assert list(table(section(site(many(5)), "named"))[1]) == ["Ann person, in 5 of 5 accounts"]
