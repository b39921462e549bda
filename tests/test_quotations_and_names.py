"""What the register of quotations and the index of names list, and what an article says of both after its text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from conftest import Files, Site, article, each, run, write
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as some
from reading import check_ids_and_links, leads_to, links, main, of_class, section, sides, texts, words
from stories import GAZETTE

from sitebuilder.records.articles.reading import read_article
from sitebuilder.records.articles.suggestions import suggestion
from sitebuilder.text.escaping import escape

Build = Callable[[Files], Site]

# ---------------------------------------------------------------------------------------------------------------------
# The register of quotations


def register(site: Site, address: str) -> dict[str, list[Element]]:
    """Return the entries of each group of a register, by the group's heading."""
    groups = (part for part in main(site, address).iter("section") if of_class("register", part))
    return {words(next(group.iter("h2"))): list(of_class("register", group)[0]) for group in groups}


def contents(site: Site, address: str) -> list[tuple[str, str]]:
    """Return the links in the margin of a register, each with the words of its line."""
    [listed] = of_class("tally", main(site, address))
    return [(links(item)[0][0], words(item)) for item in listed]


def test_quotations_are_listed_by_kind_of_speaker_with_speaker_article_and_paragraph(flood: Site) -> None:
    """An account of an event is called by its label."""
    groups = register(flood, "quotations.html")
    assert list(groups) == ["People", "Offices and their spokespersons", "Speaker not recorded"]
    assert [words(entry) for entry in groups["People"]] == [
        "It was dark, Ann Bell In “All night”, paragraph 2",
        "And cold. Ann Bell In “All night”, paragraph 2",
    ]
    assert [words(entry) for entry in groups["Speaker not recorded"]] == ["It was loud. In “at noon”, paragraph 2"]
    assert "articles/gazette.html#p2" in [href for href, _ in links(groups["Offices and their spokespersons"][0])]
    assert contents(flood, "quotations.html") == [
        ("#people", "People 2"),
        ("#offices-and-their-spokespersons", "Offices and their spokespersons 1"),
        ("#speaker-not-recorded", "Speaker not recorded 1"),
    ]


def test_a_quotation_that_goes_on_over_paragraphs_leads_to_each_of_them(site: Build) -> None:
    files = {"articles/flood.md": article("He said: “One.\n\n“Two.” And: “no.”\n")}
    [entry, _] = main(site(files), "quotations.html").iter("li")
    assert [words(quote) for quote in entry.iter("blockquote")] == ["One.", "Two."]
    assert [href for href, _ in links(entry)][1:] == ["articles/flood.html#p1", "articles/flood.html#p2"]


def test_a_title_of_a_work_is_not_a_quotation(site: Build) -> None:
    files = {"articles/flood.md": article("“No,” and “not so,” she read in “The Ark”.\n", titles_of_works="The Ark")}
    quoted = [words(quote) for quote in main(site(files), "quotations.html").iter("blockquote")]
    assert quoted == ["No,", "not so,"]


def test_words_in_quotation_marks_that_are_nobody_s_speech_are_not_quotations(site: Build) -> None:
    """However they are broken into lines, and whatever punctuation is inside the marks; others in marks still are."""
    text = "The town “was\nwarned,” and “was warned” of a “flood?” “No,” said the mayor, “not so.”\n"
    built = site({"articles/flood.md": article(text, no_speech='[was warned, "flood?"]')})
    assert [words(quote) for quote in main(built, "quotations.html").iter("blockquote")] == ["No,", "not so."]


def test_a_title_of_a_work_may_be_a_word_that_elsewhere_says_that_nothing_is_known(site: Build) -> None:
    files = {"articles/flood.md": article("“No,” she said, and “not so,” of “Unknown”.\n", titles_of_works="Unknown")}
    assert len(list(main(site(files), "quotations.html").iter("blockquote"))) == 2


# ---------------------------------------------------------------------------------------------------------------------
# The index of names, and the page of each


def test_every_name_is_listed_by_kind_with_its_paragraphs(flood: Site) -> None:
    """An account of an event is called by its label, an article alone by its title."""
    groups = register(flood, "names/index.html")
    assert {kind: [words(entry) for entry in entries] for kind, entries in groups.items()} == {
        "People": ["Ann Bell twice, in 1 article · 2 quotations · also Mrs Bell “All night” ¶2 ¶3"],
        "Places": [
            "bridge once, in 1 article “at noon” ¶1",
            "mill twice, in 2 articles “at noon” ¶3 “All night” ¶1",
        ],
    }
    assert ("../articles/herald.html#p3", "¶3") in links(groups["People"][0])
    assert contents(flood, "names/index.html") == [("#people", "People 1"), ("#places", "Places 2")]


def test_the_contents_of_a_register_lead_to_the_page_on_which_a_kind_starts(site: Build) -> None:
    names = SIXTY_ONE_NAMES + "- {name: Word, kind: event}\n- {name: said, kind: place}\n"
    long = site(
        {"articles/long.md": SIXTY_ONE, "articles/names.yaml": names.replace("N0, kind: place", "N0, kind: work")}
    )
    leads = [("#people", "People 1"), ("#works", "Works 1"), ("#events", "Events 1"), ("#places", "Places 61")]
    assert contents(long, "names/index.html") == leads
    assert contents(long, "names/index-2.html") == [(f"index.html{to}", says) for to, says in leads]
    assert list(register(long, "names/index-2.html")) == ["Places"]


def test_the_index_of_names_says_how_many_articles_it_leaves_out(site: Build) -> None:
    files = {f"articles/a{n}.md": article("Ann of Quay.\n", title=f"A {n}") for n in range(1, 12)}
    shown = main(
        site(files | {"articles/names.yaml": "- {name: Ann, kind: person}\n- {name: Quay, kind: place}\n"}),
        "names/index.html",
    )
    assert ("ann.html", "8 more articles") in links(shown)


def test_the_index_of_names_shows_the_first_paragraphs_of_an_article_and_says_where_there_are_more(site: Build) -> None:
    files = {"articles/a.md": article("Ann.\n\n" * 6), "articles/b.md": article("Ann of Quay.\n\n" * 7, title="B")}
    built = site(files | {"articles/names.yaml": "- {name: Ann, kind: person}\n- {name: Quay, kind: place}\n"})
    numbers = " ".join(f"¶{n}" for n in range(1, 7))
    [people, places] = of_class("names", main(built, "names/index.html"))
    assert [words(place) for place in people.iter("li")][1:] == [f"A title {numbers}", f"B {numbers} …"]
    assert [words(place) for place in places.iter("li")][1:] == [f"B {numbers} …"]


def test_each_name_has_a_page_which_others_link_to_where_it_has_two_paragraphs_or_more_or_a_quotation(
    flood: Site,
) -> None:
    """The index of names links to all of them."""
    pages_of_names = {"ann-bell.html", "mill.html", "bridge.html"}
    listed = {href.partition("#")[0] for href, _ in links(main(flood, "names/index.html"))}
    assert listed & {Path(address).name for address in flood.files if address.startswith("names/")} == pages_of_names
    named = {href for href, _ in links(section(flood, "named", "articles/gazette.html"))}
    assert {href for href in named if "names/" in href} == {"../names/mill.html"}


def test_the_address_of_a_name_stays_when_no_article_has_it_any_more(tmp_path: Path) -> None:
    """And while names.yaml has it, whether or not any article ever had it."""
    names = "- {name: mill, kind: place}\n- {name: Overbridge, kind: place, also: [Over Bridge]}\n"
    result = run("--source", write(tmp_path, {"articles/letter.md": article(), "articles/names.yaml": names}))
    assert result.status == 0
    shown = Site(tmp_path, tmp_path / "public")
    assert words(main(shown, "names/mill.html").find(".//p")) == "place · in no article"
    assert words(main(shown, "names/overbridge.html").find(".//p")) == "place · also Over Bridge · in no article"


def test_the_page_of_a_name_has_each_paragraph_whole_with_the_name_marked(flood: Site) -> None:
    shown = main(flood, "names/mill.html")
    found = {element.get("id"): element for element in shown.iter("p") if element.get("id")}
    assert list(found) == ["gazette-p3", "herald-p1"]
    assert [words(element).lstrip("0123456789 ") for element in found.values()] == [
        "The mill is dry.",
        "The mill stood in water this morning.",
    ]
    assert [words(mark) for element in found.values() for mark in element.iter("mark")] == ["mill", "mill"]
    assert links(found["herald-p1"])[0] == ("../articles/herald.html#p1", "")


@pytest.mark.parametrize(("listed", "typed"), [("Café", "Cafe\u0301"), ("Cafe\u0301", "Café")])
def test_a_name_is_found_however_its_accents_are_composed(site: Build, listed: str, typed: str) -> None:
    files = {
        "articles/flood.md": article(f"The {typed} by the mill is dry. {typed}s are wet.\n"),
        "articles/names.yaml": f"- {{name: {listed}, kind: place}}\n- {{name: mill, kind: place}}\n",
    }
    listed_names = " ".join(map(words, of_class("names", main(site(files), "names/index.html"))))
    assert f"{listed} once" in listed_names


SIXTY_ONE = article("\n\n".join(f"“Word {n},” said Ann of N{n}." for n in range(61)) + "\n", title="Long")
SIXTY_ONE_NAMES = "- {name: Ann, kind: person}\n" + "".join(f"- {{name: N{n}, kind: place}}\n" for n in range(61))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("周明", "工程师周明说：桥修好了。"),
        ("山田花子", "町長の山田花子は橋を渡った。"),
        ("สมชาย", "นายสมชายข้ามสะพาน"),
        ("Orr", "他住在Orr河边。"),
    ],
    ids=["Chinese", "Japanese", "Thai", "Latin in Chinese"],
)
def test_a_name_is_found_where_a_script_puts_no_spaces_around_it(site: Build, name: str, text: str) -> None:
    names = f"- {{name: {name}, kind: person, slug: a-name}}\n"
    built = site({"articles/bridge.md": article(f"{text}\n"), "articles/names.yaml": names})
    assert words(section(built, "named", "articles/bridge.html")).endswith(f"{name} ¶1")


def test_a_name_keeps_its_address_where_the_second_page_of_another_would_have_it(site: Build) -> None:
    """The second page of Ann would be names/ann-2.html, and so is the page of Ann 2: no archive stops as it grows."""
    text = SIXTY_ONE + "\nAnn 2.\n\nAnn 2 again.\n"
    built = site({"articles/long.md": text, "articles/names.yaml": SIXTY_ONE_NAMES + "- {name: Ann 2, kind: person}\n"})
    called = {name: words(next(main(built, f"names/{name}.html").iter("h1"))) for name in ("ann", "ann-2", "ann--2")}
    assert {name: heading.partition(" computed")[0] for name, heading in called.items()} == {
        "ann": "Ann",
        "ann-2": "Ann 2",
        "ann--2": "Ann",
    }


# ---------------------------------------------------------------------------------------------------------------------
# Both registers


def test_where_there_are_no_quotations_and_no_names_there_are_no_registers(site: Build) -> None:
    bare = site(
        {"articles/flood.md": article("The river rose.\n"), "articles/names.yaml": "- {name: Ann, kind: person}\n"}
    )
    assert not bare.files.keys() & {"names/index.html", "quotations.html"}


def test_past_sixty_a_register_goes_on_on_another_page(site: Build) -> None:
    long = site({"articles/long.md": SIXTY_ONE, "articles/names.yaml": SIXTY_ONE_NAMES})
    for pages_, tag, counts in (
        (("quotations.html", "quotations-2.html"), "blockquote", (60, 1)),
        (("names/index.html", "names/index-2.html"), "h3", (60, 2)),
        (("names/ann.html", "names/ann-2.html"), "mark", (60, 1)),
    ):
        for address, count in each(zip(pages_, counts, strict=True)):
            assert len(list(main(long, address).iter(tag))) == count, address
            [pager] = of_class("pager", main(long, address))
            assert {leads_to(address, href) for href, _ in links(pager)} == set(pages_) - {address}
    check_ids_and_links(long)


# ---------------------------------------------------------------------------------------------------------------------
# After the text of an article


def test_after_its_text_an_article_says_who_is_quoted_who_is_named_and_what_is_compared(flood: Site) -> None:
    address = "articles/gazette.html"
    listed = {name: [words(item) for item in section(flood, name, address).iter("li")] for name in ("quoted", "named")}
    assert listed == {
        "quoted": ["The mayor ¶2", "speaker not recorded ¶2"],
        "named": ["bridge ¶1", "mill ¶3"],
    }
    compared = section(flood, "compared", address)
    assert links(compared)[1:] == [(f"../stories/flood.html#q{n}", f"question {n}") for n in (1, 2, 3)]
    assert [href for href, _ in links(section(flood, "compared", "articles/herald.html"))][1:] == [
        f"../stories/flood.html#q{n}" for n in (1, 2)
    ]
    assert ("../names/mill.html", "mill") in links(section(flood, "named", address))
    assert ("#p1", "¶1") in links(section(flood, "named", address))


def test_nothing_of_that_is_in_the_text(flood: Site) -> None:
    [text] = sides(flood, "articles/gazette.html")
    assert texts(text) == GAZETTE.strip().split("\n\n")
    assert not list(text.iter("mark"))


MARKS = {
    "English": ("“", "”"),
    "English, straight": ('"', '"'),
    "French": ("« ", " »"),
    "French, with a space that does not break": ("«\u00a0", "\u00a0»"),
    "French, with a narrow space": ("«\u202f", "\u202f»"),
    "German": ("„", "“"),
    "German, in books": ("»", "«"),
    "Polish": ("„", "”"),
    "Swedish": ("”", "”"),
    "Japanese": ("「", "」"),
    "Chinese": ("“", "”"),
}
"""How printers of some languages mark speech."""

SAID = {"Japanese": ("彼は", "寒かった", "と言った。"), "Chinese": ("他说", "很冷", "。")}
"""What stands around the marks in languages without spaces, and in them."""


def suggested(file: str) -> list[str]:
    """Return the entries that are suggested for an article file without a mistake, line by line."""
    read = read_article("flood.md", file.encode(), {})
    assert read.problems == ()
    return suggestion(read.quotations, read.body.reading.paragraphs)


def assert_accepted_when_pasted(text: str, speaker: str, count: int | None = None) -> None:
    """Paste what is suggested for a text, with a speaker and a kind filled in, and find nothing wrong or missing."""
    entries = suggested(article(text))
    assert len(entries) == 4 * count if count is not None else True
    pasted = (
        "\n".join(entries)
        .replace("(as the text names them)", speaker)
        .replace("(person | office | organisation | anonymous)", "person")
    )
    assert suggested(article(text, **({"quotations": f"\n{pasted}"} if pasted else {}))) == []


@pytest.mark.parametrize("language", MARKS)
def test_every_entry_that_is_suggested_is_accepted_when_it_is_pasted(language: str) -> None:
    opening, closing = MARKS[language]
    before, said, after = SAID.get(language, ("Ann a dit ", "Il y a froid", " ici."))
    assert_accepted_when_pasted(f"{before}{opening}{said}{closing}{after}\n", before.strip(), 1)


QUOTED = {
    "words that elsewhere say that nothing is known": ["unknown", "n/a", "null", "~", "Unknown"],
    "words that YAML might take for something else": [
        "No",
        "0777",
        "2025-03-09",
        "yes",
        "1.5",
        "- a",
        "# a",
        "a: b",
        "[a",
    ],
    "punctuation": ["…", "?!", "*", "a \\ b", "50 %", "{a}", "it's", "& so", "@ann", "!", "a # b", "`a`", "*a", "|"],
    "words that begin alike": [
        "We saw the river rise in the night",
        "We saw the river rise in the night and left",
        "We saw the river rise in the nightmare",
        "We saw the river rise in the night, we left",
    ],
    "the same words": ["No", "No", "Never", "No"],
    "one that begins another": ["It was", "It was cold", "It was cold, and dark"],
    "very long words": ["x" * 400, "x" * 401],
    "what cannot be seen among what can": ["a\ufeffb", "a\u200bb", "a\u00adb", "\u2060a b", "a\uffffb"],
}
"""Quotations of one paragraph, which an entry might fail to tell from each other or from a value that says nothing."""


@pytest.mark.parametrize("quoted", QUOTED)
def test_an_entry_is_suggested_with_enough_words_in_a_form_that_is_accepted(quoted: str) -> None:
    text = "Ann: " + " ".join(f"“{escape(words).strip()}”," for words in QUOTED[quoted]) + " she said.\n"
    assert_accepted_when_pasted(text, "Ann", len(QUOTED[quoted]))


a_word = some.sampled_from(["a", "b", "no", "unknown", "l’eau", "1", ",", "…", "冷", "\u00a0", "\u202f", "\u200b", " "])


@trying(deadline=None)
@given(some.sampled_from(list(MARKS.values())), some.lists(some.lists(a_word, min_size=1, max_size=9), max_size=6))
def test_whatever_is_between_the_marks_of_any_language_each_entry_fits(
    marks: tuple[str, str], said: list[list[str]]
) -> None:
    quoted = "".join(f"{marks[0]}{' '.join(words)}{marks[1]} – " for words in said)
    assert_accepted_when_pasted(f"Ann: {quoted}she said.\n", "Ann")


def test_what_is_suggested_are_whole_words_and_no_more_than_a_person_needs() -> None:
    said = "We saw the river rise in the night, and nobody in the town had seen it come at all."
    text = f"Ann: “{said}” Bob: “寒かったので、家に帰りました。とても暗かった。”\n"
    starts = [line.partition(": ")[2] for line in suggested(article(text)) if "starts" in line]
    assert starts == ['"We saw the river rise in"', '"寒かったので、家に帰りま"']


def test_check_prints_what_is_missing_for_each_article(flood: Site) -> None:
    """One quotation of the flood has no speaker, and it alone is suggested."""
    assert run("check", "--source", flood.source, "--suggest", "--quiet").said.splitlines() == [
        "articles/gazette.md: quotations:",
        "  - paragraph: 2",
        '    starts: "It was loud."',
        "    speaker: (as the text names them)",
        "    kind: (person | office | organisation | anonymous)",
    ]
