"""What the page of an event says of its accounts: each in its own words, none before another, and none judged."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from conftest import Files, Site, each
from reading import (
    NOTHING,
    PAIR,
    STORY,
    SVG,
    ask,
    cells,
    check_ids_and_links,
    drawing,
    links,
    main,
    of_class,
    pages,
    said,
    section,
    sections,
    table,
    words,
)
from stories import FLOOD, UNCURATED, account, dated_flood, many

Build = Callable[[Files], Site]

# ---------------------------------------------------------------------------------------------------------------------
# The accounts


def test_each_account_has_a_card_with_its_label_its_measures_and_what_is_unknown_of_it(flood: Site) -> None:
    cards = [words(card) for card in section(flood, "accounts").iter("li") if "entry" in (card.get("class") or "")]
    assert len(cards) == 2
    for card, label, measures in zip(
        cards,
        ("“at noon”", "“All night”"),
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
        for letter, date in zip("abcdefgh", dates, strict=False)
    }


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ((None, None), "Neither account has a date, so which came earlier is unknown."),
        ((None, None, None), "None of the accounts has a date, so which came earlier is unknown."),
        (("2025", None), "Dates: A 2025; B has no date."),
        (("2025-03-09", None, "2025-03-11"), "Dates: A 9 March 2025, C 11 March 2025; B has no date."),
        (("2025", None, None), "Dates: A 2025; B and C have no date."),
        (("2025", "2024"), "Dates: A 2025, B 2024."),
        (("2025-03", "2025-04-01"), "Dates: A March 2025, B 1 April 2025."),
        (("2025", "2025-03"), "Dates: A 2025, B March 2025; which of A and B came earlier is unknown."),
        (
            ("2025-03-09", "2025-03-09"),
            "Dates: A 9 March 2025, B 9 March 2025; which of A and B came earlier is unknown.",
        ),
        (
            ("2025-03-09", "2025-03-11", "2025-03"),
            "Dates: A 9 March 2025, B 11 March 2025, C March 2025; which of A, B and C came earlier is unknown.",
        ),
        (("2025~", "2024"), "Dates: A about 2025, B 2024; which of A and B came earlier is unknown."),
        (("192X", "1930"), "Dates: A the 1920s, B 1930."),
        (("192X", "1929-12-31"), "Dates: A the 1920s, B 31 December 1929; which of A and B came earlier is unknown."),
        (("1931-03/1931-05", "1931-06"), "Dates: A March to May 1931, B June 1931."),
        (
            ("1931-03/1931-05", "1931-05-31"),
            "Dates: A March to May 1931, B 31 May 1931; which of A and B came earlier is unknown.",
        ),
        (
            ("1931-03/1931-05~", "1932"),
            "Dates: A March 1931 to about May 1931, B 1932; which of A and B came earlier is unknown.",
        ),
        (("1931-21", "1931-11"), "Dates: A spring 1931, B November 1931; which of A and B came earlier is unknown."),
        (("1931-21", "1932-01"), "Dates: A spring 1931, B January 1932."),
        (("1931-24", "1932-03"), "Dates: A winter 1931, B March 1932; which of A and B came earlier is unknown."),
        (("1931-24", "1932-04"), "Dates: A winter 1931, B April 1932."),
        (
            ("2025-03", "2024", "2025-03-09", None),
            "Dates: A March 2025, B 2024, C 9 March 2025; D has no date; which of A and C came earlier is unknown.",
        ),
        (tuple(f"2025-03-0{day}" for day in range(1, 8)), "All 7 accounts have a date, which is shown with each."),
        (
            (None, "2025", *(f"2025-0{month}" for month in range(2, 8))),
            (
                "7 of 8 accounts have a date, which is shown with each;"
                " which of B, C, D, E, F, G and H came earlier is unknown."
            ),
        ),
    ],
)
def test_a_line_says_which_dates_are_known_and_which_order_is_not(
    site: Build, dates: tuple[str | None, ...], said: str
) -> None:
    [header] = main(site(accounts_of(*dates)), STORY).iter("header")
    assert words(header).endswith(said)


def test_of_three_accounts_of_which_two_are_dated_only_the_order_of_those_two_is_known(site: Build) -> None:
    dated = site(accounts_of("2025-03-09", None, "2025-03-11"))
    for pair, has_undated in {"aa--bb": True, "aa--cc": False, "bb--cc": True}.items():
        [notes] = of_class("notes", main(dated, f"stories/{pair}.html"))
        assert ("B has no date" in words(notes)) == has_undated, pair
        assert "unknown" not in words(notes)


def test_what_is_computed_curated_and_unknown_is_said_in_words(flood: Site) -> None:
    """Each mark leads to what it means."""
    marks = [(words(mark), mark.get("href")) for mark in of_class("layer", main(flood, STORY))]
    assert {name.split()[-1] for name, _ in marks} == {"computed", "curated", "unknown"}
    meanings = {element.get("id") for element in main(flood, "about.html").iter("dt")}
    assert {href for _, href in marks} == {f"../about.html#{name}" for name in meanings - {None}}
    marked = {
        "tensions": {"curated"},
        "details": {"curated"},
        "quoted": {"computed", "speakers curated"},
        "named": {"computed", "names curated"},
        "shared": {"computed"},
        "times": {"computed", "days unknown"},
        "accounts": {"curated"},
    }
    assert {words(layer) for layer in of_class("layer", section(flood, "drawn"))} == {"computed", "curated"}
    for name, layers in marked.items():
        [heading] = section(flood, name).iter("h2")
        assert {words(layer) for layer in of_class("layer", heading)} == layers, name


def test_no_page_calls_an_account_first_or_second(flood: Site) -> None:
    """Without dates that would invent an order. (What the archive says of itself has the words, and steps.)"""
    for address, root in each(pages(flood).items()):
        if address in {"about.html", "verify.html"}:
            continue
        parts = (root.find("head/title"), root.find("body"))
        spoken = " ".join([*map(words, parts), *(element.get("aria-label") or "" for element in root.iter())])
        spoken = spoken.replace("no second witness", "")
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
    assert "“at noon”" in words(shown)
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


def test_labels_say_in_which_direction_they_are_written(site: Build) -> None:
    """A label is between words and numbers of another direction, and must not turn them round."""
    files = {
        f"articles/{slug}.md": account("By the old stone bridge.\n", label)
        for slug, label in (("aa", "ה"), ("bb", "b"))
    }
    turned = site(files)
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


@pytest.mark.parametrize("name", ["tensions", "quoted", "named"])
def test_every_head_of_a_table_says_what_it_is_the_head_of(flood: Site, name: str) -> None:
    assert {head.get("scope") for head in section(flood, name).iter("th")} == {"col", "row"}


def test_who_is_quoted_where_is_listed_and_where_the_speaker_is_not_recorded(flood: Site) -> None:
    columns, rows = table(section(flood, "quoted"))
    assert columns == ["Speaker", "A · “at noon”", "B · “All night”"]
    assert list(rows) == ["Ann Bell person", "The mayor office", "Speaker not recorded"]
    assert said(rows["Ann Bell person"][1]) == [
        ("It was dark,", "../articles/herald.html#p2"),
        ("And cold.", "../articles/herald.html#p2"),
    ]
    assert words(rows["Ann Bell person"][0]) == "A not quoted in this account"
    assert said(rows["Speaker not recorded"][0]) == [("It was loud.", "../articles/gazette.html#p2")]


def test_who_is_named_where_is_listed_with_counts_and_paragraphs(flood: Site) -> None:
    rows = table(section(flood, "named"))[1]
    assert list(rows) == ["Ann Bell person, only here", "bridge place, only here", "mill place"]
    assert [words(cell) for cell in rows["mill place"]] == ["1 in ¶3", "1 in ¶1"]
    assert [words(cell) for cell in rows["Ann Bell person, only here"]] == [
        "not found",
        "2 in ¶2 ¶3",
    ]
    assert [href for href, _ in links(rows["Ann Bell person, only here"][1])] == [
        "../articles/herald.html#p2",
        "../articles/herald.html#p3",
    ]


def test_a_name_that_several_accounts_have_is_not_only_here(flood: Site) -> None:
    for element in each(section(flood, "named").iter("tr")):
        named = [cell for cell in element.iter("td") if "not found" not in words(cell)]
        assert ("only here" in words(element)) == (len(named) == 1)


# ---------------------------------------------------------------------------------------------------------------------
# Shared wording and words of time


def test_shared_wording_is_shown_as_each_account_has_it_with_a_link_to_both(flood: Site) -> None:
    [row] = section(flood, "shared").iter("li")
    assert words(row) == "A ¶1 B ¶4 the river rose over the old"
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
    assert "Found by a rule, in English: “now”, “today”" in words(section(flood, "times"))


def test_an_article_with_a_date_resolves_them(site: Build) -> None:
    one = section(site(dated_flood(gazette="2025-03-09")), "times")
    assert [words(line)[0] for line in one.iter("li")] == ["B"], "and none is looked for in the other"
    assert said(one) == [("this morning", "../articles/herald.html#p1")]
    assert "times" not in sections(site(dated_flood(gazette="2025-03-09", herald="2025-03-09")))


def test_where_no_words_of_time_are_known_in_a_language_none_are_said_to_be_missing(site: Build) -> None:
    foreign = account("Der Fluss stieg heute.\n", "the German account", language="de")
    listed = section(site(FLOOD | {"articles/fluss.md": foreign}), "times")
    assert "A not searched for in its language" in [words(line) for line in listed.iter("li")]


# ---------------------------------------------------------------------------------------------------------------------
# From two accounts to many


@pytest.mark.parametrize("count", [2, 3, 5, 12])
def test_a_story_grows_from_two_accounts_to_many_with_a_column_for_each(site: Build, count: int) -> None:
    grown = site(many(count))
    marks = [f"{letter} · the account number {n}" for n, letter in enumerate("ABCDEFGHIJKL"[:count], start=1)]
    for name in ("agreements", "quoted", "named"):
        columns, rows = table(section(grown, name))
        assert columns[1:] == (marks if count < 4 or name != "named" else [mark[0] for mark in marks])
        assert all(len(cells) == count for cells in each(rows.values()))
    [legend] = of_class("legend", main(grown, STORY))
    assert [words(line) for line in legend] == marks
    assert len(of_class("box", drawing(grown))) == count
    check_ids_and_links(grown)


def test_past_three_accounts_those_without_an_answer_are_named_once_for_each_question(site: Build) -> None:
    few = site(many(3))
    assert "no passage" not in ask(few, 1)
    assert words(cells(few, 1)[1]) == f"B {NOTHING}"
    assert ask(site(many(5)), 1).endswith("no passage found in B, C and D")


def test_where_no_account_answers_none_is_named(site: Build) -> None:
    files = many(5)
    files["articles/stories/flood.yaml"] = files["articles/stories/flood.yaml"].replace(
        "questions:\n", "questions:\n- ask: Who knew?\n  accounts: {}\n"
    )
    asked = site(files)
    assert words(section(asked, "no-account")) == "No passage found in any account curated 1 Who knew?"


def test_past_three_accounts_it_is_said_how_many_have_a_name(site: Build) -> None:
    assert list(table(section(site(many(3)), "named"))[1]) == ["Ann person"]
    assert list(table(section(site(many(5)), "named"))[1]) == ["Ann person, in 5 of 5 accounts"]
