"""What the page of an event says of the questions: where the accounts part comes first, and in whose words."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from conftest import Files, Site, build_site, each, write
from reading import NOTHING, STORY, answers, ask, cells, links, main, of_class, said, section, sections, table, words
from stories import UNCURATED, account

from sitebuilder.records.stories import RELATIONS

Build = Callable[[Files], Site]

ASKED = (
    ("Who came?", "agreement", "aa bb"),
    ("Where?", "tension", "aa bb"),
    ("Who left?", None, "bb"),
    ("How?", "different detail", "aa bb"),
    ("Who is missing?", None, ""),
    ("Why?", "agreement in substance", "aa bb"),
    ("When?", "contradiction", "aa bb"),
    ("Who stayed?", None, "aa"),
    ("Which?", "tension", "aa bb"),
)
"""The questions of an event on which two accounts relate in every way: each with its relation and who answers."""


def asking(*asked: tuple[str, str | None, str], accounts: str = "aa bb") -> Files:
    """Return an archive with accounts of an event, given by slug, and questions that some of them answer."""
    story = "supplied_title: The flood\nquestions:\n"
    for question, relation, answering in asked:
        answered = ", ".join(f"{slug}: [{{paragraph: 1, words: Words}}]" for slug in answering.split())
        story += f"- ask: {question}\n" + (f"  relation: {relation}\n" if relation else "")
        story += f"  accounts: {{{answered}}}\n"
    return {
        **{f"articles/{slug}.md": account(f"Words of {slug}.\n", f"“of {slug}”") for slug in accounts.split()},
        "articles/stories/flood.yaml": story,
    }


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the archive with all these questions."""
    return build_site(write(tmp_path_factory.mktemp("asked"), asking(*ASKED)))


def groups(site: Site) -> dict[str, list[int]]:
    """Return the numbers of the questions under each heading of the page, in its order; headings without any too."""
    root, numbers = main(site, STORY), {}
    for part in root.iter("section"):
        [heading] = part.iter("h2")
        rows = [element.get("id") or "" for element in part.iter() if re.fullmatch(r"q\d+", element.get("id") or "")]
        numbers[words(heading).removesuffix(" curated")] = [int(row[1:]) for row in rows]
    return numbers


def header(site: Site) -> Element:
    """Return the head of the page of the event."""
    [head] = main(site, STORY).iter("header")
    return head


# ---------------------------------------------------------------------------------------------------------------------
# The order of the page


def test_the_page_leads_with_how_many_questions_there_are_of_each_kind(asked: Site) -> None:
    assert words(of_class("counts", header(asked))[0]) == (
        "9 questions on what the accounts say: 1 contradiction, 2 tensions, 2 answered by one account only,"
        " 1 with no passage in either account, 1 with different detail, 2 in agreement."
    )


def test_before_any_answer_it_is_said_what_is_marked_in_it_and_what_comes_after_it(asked: Site, site: Build) -> None:
    for sentence in each(
        (
            "Where only part of a sentence answers, it is marked.",
            "Whose word an answer is comes after it, where recorded.",
        )
    ):
        assert sentence in words(header(asked))
        assert sentence not in words(main(site(UNCURATED), STORY)), "nothing is asked"


def test_each_count_leads_to_its_questions_but_that_of_none(asked: Site, site: Build) -> None:
    ids = {element.get("id") for element in main(asked, STORY).iter("h2")}
    counts = links(of_class("counts", header(asked))[0])
    assert [href for href, _ in counts] == [
        *("#tensions", "#tensions", "#one-account", "#no-account", "#details", "#agreements")
    ]
    assert {href.removeprefix("#") for href, _ in each(counts)} <= ids
    [sentence] = of_class("counts", header(site(asking(("Who?", "tension", "aa bb")))))
    assert "0 contradictions, 1 tension, 0 answered by one account only" in words(sentence)
    assert links(sentence) == [("#tensions", "1 tension")]


def test_where_the_accounts_part_comes_first_and_each_group_is_in_the_order_of_the_file(asked: Site) -> None:
    shown = groups(asked)
    assert list(shown.items())[:6] == [
        ("Contradictions and tensions", [2, 7, 9]),
        ("Answered by one account only", [3, 8]),
        ("No passage found in either account", [5]),
        ("Agreement, in short", []),
        ("Different detail", [4]),
        ("Agreement", [1, 6]),
    ]
    assert set(each(list(shown)[6:])) & {"The accounts", "The accounts, drawn"}


def test_a_group_without_questions_is_left_out(site: Build) -> None:
    shown = groups(site(asking(("Who?", "tension", "aa bb"), ("Who else?", None, "aa"))))
    assert list(shown)[:2] == ["Tensions", "Answered by one account only"]
    assert "Agreement" not in shown


def test_before_different_details_the_page_says_in_short_what_the_accounts_agree_on(asked: Site, site: Build) -> None:
    """Each question leads to its row with the answers. Without different details, agreement comes at once."""
    short = section(asked, "agreements-in-short")
    assert [words(row) for row in short.iter("li")] == ["1 Who came?", "6 Why?"]
    assert [href for row in short.iter("li") for href, _ in links(row)] == ["#q1", "#q6"]
    alike = asking(("Who?", "agreement", "aa bb"), ("Who else?", "tension", "aa bb"))
    assert "agreements-in-short" not in sections(site(alike))


def test_the_page_says_that_no_row_is_a_contradiction_where_none_is(asked: Site, site: Build) -> None:
    assert "No row is a contradiction" not in words(section(asked, "tensions"))
    tense = section(site(asking(("Who?", "tension", "aa bb"))), "tensions")
    assert "No row is a contradiction." in words(tense)
    assert f"contradiction: {RELATIONS['contradiction']}" in words(tense), "what it is that none is"


def test_what_a_relation_means_is_said_before_the_rows_that_have_it(asked: Site) -> None:
    for name, relations in {
        "tensions": ("tension", "contradiction"),
        "details": ("different detail",),
        "agreements": ("agreement", "agreement in substance"),
    }.items():
        before = words(section(asked, name)).partition("Question")[0]
        for relation in each(relations):
            assert f"{relation}: {RELATIONS[relation]}" in before


def test_what_each_relation_means_is_said_where_the_terms_are_explained_too(site: Build) -> None:
    """The page of two accounts names relations and does not explain them."""
    about = words(main(site(UNCURATED), "about.html"))
    for relation, meaning in each(RELATIONS.items()):
        assert f"{relation}: {meaning}" in about


def test_with_more_than_two_accounts_it_is_asked_in_any_of_them(site: Build) -> None:
    three = site(asking(("Who?", None, ""), ("Where?", "agreement", "aa cc"), accounts="aa bb cc"))
    assert "0 contradictions" in words(header(three))
    assert "1 with no passage in any account" in words(header(three))
    assert "No passage found in any account" in groups(three)
    assert groups(three)["Agreement"] == [2], "two of three answer it"


def test_a_list_of_contents_leads_to_every_part_of_the_page(asked: Site) -> None:
    [contents] = of_class("contents", main(asked, STORY))
    parts = [part.get("aria-labelledby") for part in main(asked, STORY).iter("section")]
    assert [href for href, _ in links(contents)] == [f"#{part}" for part in each(parts)]


# ---------------------------------------------------------------------------------------------------------------------
# The rows


def test_a_question_keeps_the_address_of_its_place_in_the_file(asked: Site) -> None:
    for number, (text, _, _) in each(enumerate(ASKED, start=1)):
        assert ask(asked, number).startswith(f"{number} {text}")


def test_a_row_says_how_the_accounts_relate_or_which_of_them_alone_answers(asked: Site) -> None:
    heads = {number: ask(asked, number).partition("? ")[2] for number in range(1, 10)}
    assert heads == {
        1: "agreement",
        2: "tension",
        3: "only in B",
        4: "different detail",
        5: "",
        6: "agreement in substance",
        7: "contradiction",
        8: "only in A",
        9: "tension",
    }


def test_questions_are_tables_with_a_column_for_each_account(asked: Site) -> None:
    for name in ("tensions", "one-account", "details", "agreements"):
        columns, rows = table(section(asked, name))
        assert columns == ["Question", "A · “of aa”", "B · “of bb”"]
        assert all(len(cells) == 2 for cells in each(rows.values()))
    assert not list(section(asked, "no-account").iter("table")), "there is nothing to put in columns"


def test_each_cell_has_the_letter_and_the_own_words_of_its_account_and_links_to_their_paragraph(flood: Site) -> None:
    row = cells(flood, 2)
    assert [words(cell)[:2] for cell in row] == ["A ", "B "]
    assert [said(cell) for cell in row] == [
        [("The mill is dry.", "../articles/gazette.html#p3")],
        [("The mill stood in water this morning.", "../articles/herald.html#p1")],
    ]
    assert [answers(cell) for cell in row] == [["The mill is dry."], ["The mill stood in water"]]


def test_where_an_account_has_no_answer_no_passage_was_found_in_it(flood: Site) -> None:
    answered, unanswered = cells(flood, 3)
    assert said(answered) == [("The mayor said: “Nobody was hurt.”", "../articles/gazette.html#p2")]
    assert words(unanswered) == f"B {NOTHING}"


def test_a_question_has_its_note(flood: Site) -> None:
    assert ask(flood, 1).endswith("different detail One names the bridge, the other a wall.")


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
    assert ask(described, 1) == "1 How is the bridge? B does not say “old bridge”, A does."
    assert not cells(described, 1)


def test_the_sentences_that_no_question_quotes_are_counted_and_listed_for_each_account(flood: Site) -> None:
    shown = section(flood, "unquoted")
    assert [words(summary) for summary in shown.iter("summary")] == ["A 1 of 4 sentences", "B 3 of 5 sentences"]
    gazette, herald = shown.iter("details")
    assert said(gazette) == [("A boy said: “It was loud.”", "../articles/gazette.html#p2")]
    assert said(herald) == [
        ("“It was dark,” said Ann Bell, who lives there.", "../articles/herald.html#p2"),
        ("“And cold.”", "../articles/herald.html#p2"),
        ("Ann Bell has a boat.", "../articles/herald.html#p3"),
    ]
    assert {words(line)[:2] for part in (gazette, herald) for line in part.iter("p")} == {"A ", "B "}
    assert not [part for part in (gazette, herald) if "open" in part.attrib], "folded"


def test_where_nothing_is_asked_no_sentence_is_said_to_be_left_out(site: Build) -> None:
    assert "unquoted" not in sections(site(UNCURATED))


def test_no_more_than_the_three_longest_runs_of_shared_words_are_set_word_by_word(site: Build) -> None:
    """Each sentence under the other, with what differs marked."""
    runs = [" ".join(f"w{n}x{at}" for at in range(n)) for n in (5, 6, 7, 8)]
    texts = {slug: "\n\n".join(f"{slug} {run} {slug}." for run in runs) for slug in ("aa", "bb")}
    shown = section(
        site({f"articles/{slug}.md": account(text + "\n", slug) for slug, text in texts.items()}), "wording"
    )
    lines = [words(line) for line in shown.iter("p") if "edge" in (line.get("class") or "")]
    assert lines == [
        f"{letter} {slug} {run} {slug}. ¶{number}"
        for number, run in ((4, runs[3]), (3, runs[2]), (2, runs[1]))
        for letter, slug in (("A", "aa"), ("B", "bb"))
    ]
    assert [words(mark) for mark in shown.iter("mark")] == ["aa", "aa", "bb", "bb"] * 3


def test_a_run_that_many_accounts_share_is_set_word_by_word_once(site: Build) -> None:
    files = {f"articles/{slug}.md": account(f"{slug} one two three four five.\n", slug) for slug in ("aa", "bb", "cc")}
    lines = [words(line) for line in section(site(files), "wording").iter("p") if line.get("class") != "summary"]
    assert [line.partition(" one")[0] for line in lines] == ["A aa", "B bb"]


def test_shared_words_are_said_to_be_no_second_witness_there_and_where_the_terms_are_explained(flood: Site) -> None:
    for address in (STORY, "about.html"):
        assert "no second witness" in words(main(flood, address))


# ---------------------------------------------------------------------------------------------------------------------
# On the index


def test_the_index_shows_where_the_accounts_of_its_lead_part_in_their_words(asked: Site) -> None:
    """Contradictions come first, then tensions, each in the order of the file; and no more than three."""
    [parting] = of_class("parting", main(asked, "index.html"))
    assert [words(part) for part in parting.iter("h4")] == ["When? contradiction", "Where? tension", "Which? tension"]
    assert [href for part in parting.iter("h4") for href, _ in links(part)] == [
        f"stories/flood.html#q{number}" for number in (7, 2, 9)
    ]
    explained = [words(note) for note in of_class("note", parting)]
    assert explained == [f"{relation}: {RELATIONS[relation]}" for relation in ("tension", "contradiction")]
    answered = [words(part) for part in of_class("answers", parting)]
    assert answered == ["A Words of aa. ¶1 B Words of bb. ¶1"] * 3
    assert links(parting)[-1] == ("stories/flood.html", "All questions (9)")


def test_the_index_shows_the_letter_and_the_title_of_each_account_of_its_lead(asked: Site) -> None:
    [parting] = of_class("parting", main(asked, "index.html"))
    assert [words(label) for label in of_class("label", parting)] == ["A · “of aa”", "B · “of bb”"]
    assert [href for href, _ in links(parting)[:2]] == ["articles/aa.html", "articles/bb.html"]


def test_no_more_than_three_such_questions_are_on_the_index(site: Build) -> None:
    tense = site(asking(*((f"Who {number}?", "tension", "aa bb") for number in range(5))))
    [parting] = of_class("parting", main(tense, "index.html"))
    assert [words(part) for part in parting.iter("h4")] == [f"Who {number}? tension" for number in range(3)]


def test_where_the_accounts_of_the_lead_do_not_part_the_index_shows_how_each_begins(site: Build) -> None:
    alike = main(site(asking(("Who?", "agreement", "aa bb"))), "index.html")
    assert not of_class("parting", alike)
    assert [words(lede) for lede in of_class("lede", alike)] == ["Words of aa.", "Words of bb."]
