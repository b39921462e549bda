"""What a reader finds in long lists: pages in one fixed order, and the ways from each of them to the others.

Most of these tests look at one archive: articles with and without a date that all have a topic, a name and a
quotation, from more years, of more topics and with more names than one page has room for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import BARE, RENDERER, Files, Site, article, build_site, each, read_all, write
from reading import (
    STORY,
    SVG,
    around,
    ask,
    cells,
    check_ids_and_links,
    leads_to,
    links,
    main,
    of_class,
    page,
    pages,
    section,
    table,
    words,
)

from sitebuilder.archive.arranging import arrange
from sitebuilder.pages.article import article_pages
from sitebuilder.pages.every_page import every_output
from sitebuilder.running.disk import read_source

Build = Callable[[Files], Site]

DATED, UNDATED = 70, 65
"""How many articles of the archive have a date and how many have none."""

COUNT = DATED + UNDATED + 1
"""How many it has: one more has the topic "Water 2"."""


def _long_archive() -> Files:
    text = "Ann came. “Quite,” said Ann.\n"
    dated = {
        f"articles/d{n:03}.md": article(text, title=f"A {n}", date=str(1900 + n), topics=f"[Water, Topic {n:02}]")
        for n in range(DATED)
    }
    undated = {f"articles/u{n:03}.md": article(text, title=f"A {n:02}", topics="Water") for n in range(UNDATED)}
    names = "".join(f"- {{name: Name{n:02}, kind: person}}\n" for n in range(70))
    listed = " ".join(f"Name{n:02}" for n in range(70))
    other = article(f"{text}\nAnn. Ann 2 came.\n\nAnn 2 went. {listed}.\n", title="A", date="1800", topics="Water 2")
    named = f"- {{name: Ann, kind: person}}\n- {{name: Ann 2, kind: person}}\n{names}"
    return {**dated, **undated, "articles/other.md": other, "articles/names.yaml": named}


@pytest.fixture(scope="session")
def long(tmp_path_factory) -> Site:
    """Build the archive, once for all tests, which only look at it."""
    return build_site(write(tmp_path_factory.mktemp("long"), _long_archive()))


def pager(built: Site, address: str) -> dict[str, str]:
    """Return where the ways to the other pages of a list lead, by their words."""
    [nav] = of_class("pager", main(built, address))
    return {label: leads_to(address, href) for href, label in links(nav)}


def place(built: Site, address: str) -> str:
    """Return which page of a list a page says it is."""
    [nav] = of_class("pager", main(built, address))
    return words(next(nav.iter("p")))


LISTS = {
    "topics/water.html": ["topics/water.html", "topics/water--2.html", "topics/water-3.html"],
    "topics/index.html": ["topics/index.html", "topics/index-2.html"],
    "names/ann.html": ["names/ann.html", "names/ann--2.html", "names/ann-3.html"],
    "names/index.html": ["names/index.html", "names/index-2.html"],
    "titles/a.html": ["titles/a.html", "titles/a-2.html", "titles/a-3.html"],
    "years/undated.html": ["years/undated.html", "years/undated-2.html"],
    "quotations.html": ["quotations.html", "quotations-2.html", "quotations-3.html"],
}
"""The pages of each long list; with two hyphens where one would make the address of another list."""


@pytest.mark.parametrize("first", LISTS)
def test_a_list_of_several_pages_leads_from_each_to_the_first_the_previous_the_next_and_the_last(
    long: Site, first: str
) -> None:
    there = LISTS[first]
    for at, address in each(enumerate(there)):
        before = {"First": there[0], "Previous": there[at - 1]} if at else {}
        after = {"Next": there[at + 1], "Last": there[-1]} if at + 1 < len(there) else {}
        assert pager(long, address) == before | after
        assert place(long, address) == f"Page {at + 1} of {len(there)}"


def test_every_link_from_elsewhere_leads_to_the_first_page_of_a_list(long: Site) -> None:
    """But those that say where in it they lead: to a kind of speaker or of name, to the newest, to the undated."""
    later = {address: there[0] for there in LISTS.values() for address in there[1:]}
    for address, root in each(pages(long).items()):
        for href, label in links(root):
            to = leads_to(address, href)
            if to in later and later.get(address, address) != later[to]:
                raise AssertionError(f"{address}: {label} leads to {to}")


def listed(built: Site, address: str) -> list[str]:
    """Return the slugs of the articles that the headings of a list lead to, in its order."""
    [column] = of_class("column", main(built, address))
    to = [leads_to(address, href) for h in each(of_class("entry", column)) for href, _ in links(h)[:1]]
    return [address.removeprefix("articles/").removesuffix(".html") for address in to]


def test_the_pages_of_a_list_by_date_are_one_order_the_dated_then_the_undated_by_title(long: Site) -> None:
    shown = [slug for address in LISTS["topics/water.html"] for slug in listed(long, address)]
    assert shown == [*(f"d{n:03}" for n in range(DATED)), *(f"u{n:03}" for n in range(UNDATED))]
    assert [len(listed(long, address)) for address in LISTS["topics/water.html"]] == [60, 60, 15]


@pytest.mark.parametrize("first", ["topics/water.html", "names/ann.html"])
def test_the_first_page_leads_to_the_newest_article_and_to_the_undated(long: Site, first: str) -> None:
    """The others do not: adding an article changes the first page and those after its place alone."""
    [ends] = of_class("ends", main(long, first))
    (newest, text), (undated, said) = links(ends)
    assert (text, said) == ("Newest: 1969", f"Undated ({UNDATED})")
    assert [_article_at(long, first, href) for href in (newest, undated)] == [f"d{DATED - 1:03}", "u000"]
    for address in each(LISTS[first][1:]):
        assert not of_class("ends", main(long, address))
        assert "135" not in words(main(long, address))


def _article_at(built: Site, address: str, href: str) -> str:
    """Return the slug of the article at the place that a link leads to."""
    to, fragment = leads_to(address, href), href.partition("#")[2]
    elements = list(main(built, to).iter())
    [at] = [at for at, element in enumerate(elements) if element.get("id") == fragment]
    hrefs = (element.get("href") for element in elements[at:] if element.tag == "a")
    slugs = (leads_to(to, href).partition("articles/")[2].removesuffix(".html") for href in hrefs if href)
    return next(slug for slug in slugs if slug)


def test_a_list_of_one_order_alone_and_one_of_a_single_page_lead_to_no_ends(long: Site) -> None:
    for address in ("years/undated.html", "titles/a.html", "topics/topic-01.html"):
        assert not of_class("ends", main(long, address))


def test_above_the_undated_of_a_list_it_is_said_that_they_are_by_title(long: Site) -> None:
    headings = [[words(h) for h in main(long, address).iter("h2")] for address in LISTS["topics/water.html"]]
    assert ["Undated articles, by title" in shown for shown in headings] == [False, True, True]


def test_an_added_article_changes_the_first_page_of_its_list_and_those_from_its_place_on(site: Build) -> None:
    """What comes before it stays as it is, so that a page that was cited is the same."""
    files = _long_archive()
    before = site(files).files
    added = article("Ann came. “Quite,” said Ann.\n", title="Z", topics="Water")
    after = site(files | {"articles/zz.md": added}).files
    changed = {address for address in before if address in after and before[address] != after[address]}
    lists = ("topics/water", "topics/index", "names/", "quotations")
    assert {address for address in changed if address.startswith(lists)} == {
        *("topics/water.html", "topics/water-3.html", "topics/index-2.html"),
        *("names/ann.html", "names/ann-3.html", "names/index.html", "quotations.html", "quotations-3.html"),
    }


@pytest.mark.parametrize("first", sorted(LISTS.keys() - {"names/ann.html"}))
def test_only_the_first_page_of_a_list_says_how_many_things_are_in_it(long: Site, first: str) -> None:
    """The others say which page they are, which stays as it is when something is added after them."""
    notes = [words(of_class("note", main(long, address))[0]) for address in each(LISTS[first])]
    assert re.match(r"\d+ ", notes[0])
    assert all(note.startswith(f"Page {at} of {len(notes)}") for at, note in each(enumerate(notes[1:], start=2)))


def bars(built: Site) -> list[tuple[str, str]]:
    """Return where each bar of the years leads, and what it is called."""
    [drawn] = main(built, "years/index.html").iter(f"{SVG}svg")
    return [(link.get("{http://www.w3.org/1999/xlink}href") or link.get("href"), words(link)) for link in drawn]


def test_each_year_has_a_bar_that_leads_to_it_and_a_row_that_says_the_same(long: Site) -> None:
    years = [1800, *range(1900, 1900 + DATED)]
    assert bars(long) == [(f"{year}.html", f"{year}: 1 article") for year in years]
    [listing] = main(long, "years/index.html").iter("table")
    rows = [[words(cell) for cell in row] for row in each(listing.iter("tr"))]
    assert rows == [["Year", "Articles"], *([str(year), "1"] for year in years), ["Date unknown", str(UNDATED)]]
    assert [href for href, _ in links(listing)] == [*(f"{year}.html" for year in years), "undated.html"]


def test_a_bar_is_as_high_as_its_year_has_articles_and_stands_where_its_year_is(site: Build) -> None:
    years = {"1990": 1, "1991": 4, "1995": 2}
    files = {
        f"articles/a{y}-{n}.md": article(date=y, title=f"{y} {n}") for y, most in years.items() for n in range(most)
    }
    [drawn] = main(site(files), "years/index.html").iter(f"{SVG}svg")
    rects = [{key: int(value) for key, value in rect.items()} for rect in drawn.iter(f"{SVG}rect")]
    assert [rect["x"] // rects[1]["x"] for rect in rects] == [0, 1, 5]
    one, four, two = (rect["height"] for rect in rects)
    assert one < two < four == 100
    assert all(rect["y"] + rect["height"] == 100 for rect in each(rects))


def test_a_year_leads_to_the_years_next_to_it_and_to_all(long: Site) -> None:
    nav = [nav for nav in main(long, "years/1930.html").iter("nav") if nav.get("aria-labelledby") == "beside"]
    shown = [label for _, label in links(nav[0])]
    assert shown == [*(str(year) for year in range(1916, 1945)), "All years"]
    assert len(links(main(long, "years/1800.html"))) < 40


def test_every_page_of_a_long_list_is_painted_with_the_first_packets_and_its_links_lead_somewhere(long: Site) -> None:
    for file in each(long.output.rglob("*.html")):
        assert around(file) < 14_600, file.name
    check_ids_and_links(long)


def test_no_two_pages_of_a_list_are_called_alike(long: Site) -> None:
    for there in LISTS.values():
        titles = [words(next(page(long, address).iter("title"))) for address in there]
        assert len(set(titles)) == len(there)


# ---------------------------------------------------------------------------------------------------------------------
# An event with more accounts than are compared

ACCOUNTS = 80
"""How many accounts the event has."""


def _event(count: int) -> Files:
    """Return an event: every other account has a date, a0 was added last, the last but 20 is asked about besides a1."""
    late = {"revisions": "[{on: 2026-12-01, what: Added to the archive}]"}
    files = {
        f"articles/a{n}.md": article(
            f"By the old stone bridge at noon. “Quite {n},” said Ann{n}.\n",
            title=f"Title {n:02}",
            label=f"the account {n}",
            story="flood",
            **({"date": str(1900 + n)} if n % 2 else {}),
            **(late if n == 0 else {}),
        )
        for n in range(count)
    }
    names = "".join(f"- {{name: Ann{n}, kind: person}}\n" for n in range(count))
    asked = f"""supplied_title: The flood
questions:
  - ask: What is there?
    relation: agreement
    note: Not {{a{count - 10}}}.
    accounts:
      a1: [{{paragraph: 1, words: the old stone bridge}}]
      a{count - 20}: [{{paragraph: 1, words: the old stone bridge}}]
"""
    return {**files, "articles/names.yaml": names, "articles/stories/flood.yaml": asked}


@pytest.fixture(scope="session")
def crowd(tmp_path_factory) -> Site:
    """Build an archive of one event with many accounts, once for all tests, which only look at it."""
    return build_site(write(tmp_path_factory.mktemp("crowd"), _event(ACCOUNTS)))


COMPARED = sorted(["a1", "a10", "a11", "a12", "a13", "a14", "a15", "a16", "a17", "a18", "a19", "a2"])
"""The accounts that were added first, by slug among those of one day."""


def test_of_very_many_accounts_those_that_were_added_first_are_compared_and_the_page_says_so(crowd: Site) -> None:
    cards = [leads_to(STORY, links(card)[0][0]) for card in section(crowd, "accounts").iter("li") if card.get("class")]
    assert cards == [f"articles/{slug}.html" for slug in COMPARED]
    assert f"12 of {ACCOUNTS} accounts are compared" in words(section(crowd, "accounts"))
    assert "One event, 80 accounts" in words(main(crowd, STORY))
    assert len([address for address in crowd.files if "--a" in address]) == 12 * 11 / 2, "they share wording"


def test_the_other_accounts_of_an_event_are_listed_by_date_on_the_pages_after_it(crowd: Site) -> None:
    later = ["stories/flood-2.html", "stories/flood-3.html"]
    others = [f"a{n}" for n in range(ACCOUNTS) if f"a{n}" not in COMPARED]
    by_date = [slug for slug in others if int(slug[1:]) % 2] + [slug for slug in others if not int(slug[1:]) % 2]
    assert [slug for address in later for slug in listed(crowd, address)] == by_date
    assert pager(crowd, STORY) == {"Next": later[0], "Last": later[1]}
    assert pager(crowd, later[0]) == {"First": STORY, "Previous": STORY, "Next": later[1], "Last": later[1]}
    assert [links(next(main(crowd, address).iter("h1")))[0] for address in later] == [("flood.html", "The flood")] * 2
    [ends] = of_class("ends", main(crowd, STORY))
    assert [_article_at(crowd, STORY, href) for href, _ in links(ends)] == ["a79", "a0"]


def test_what_any_account_answers_is_shown_and_each_that_a_note_names_has_a_letter(crowd: Site) -> None:
    """Its letter comes after those of the accounts that are compared."""
    assert [words(cell)[:2].strip() for cell in cells(crowd, 1)] == ["A", "M"]
    asked = ask(crowd, 1)
    assert "Not N." in asked
    assert asked.endswith("no passage found in B, C, D, E, F, G, H, I, J, K, L and 67 more accounts")


def test_an_event_that_grows_keeps_what_is_published_of_it(site: Build) -> None:
    """Those that were added first stay compared, whatever the slug of one that comes."""
    before = {address for address in site(_event(30)).files if address.startswith("stories/")}
    late = "[{on: 2026-12-02, what: Added to the archive}]"
    added = article("By the old stone bridge.\n", title="New", label="new", story="flood", revisions=late)
    after = site(_event(30) | {"articles/a.md": added})
    assert before <= after.files.keys()


def test_every_page_of_a_crowded_event_is_painted_with_the_first_packets(crowd: Site) -> None:
    for file in each(crowd.output.rglob("*.html")):
        assert around(file) < 14_600, file.name
    check_ids_and_links(crowd)


def _rich_event() -> Files:
    """Return twelve accounts of one event with many names, speakers, shared words and sentences that are not quoted."""
    wire = [[f"wire{n}word{at}" for at in range(8)] for n in range(80)]
    files = {}
    for account in range(12):
        said = [
            f"Ann{n} met Bell{n} at noon. “{' '.join(run)} at {account},” said Ann{n}." for n, run in enumerate(wire)
        ]
        speakers = "".join(
            f"\n  - {{paragraph: {n + 1}, starts: wire{n}word0, speaker: Ann{n}, kind: person}}" for n in range(80)
        )
        text = "\n\n".join(said) + "\n"
        keys = {"label": f"the account {account}", "story": "flood", "quotations": speakers}
        files[f"articles/a{account:02}.md"] = article(text, title=f"A {account}", **keys)
    names = "".join(f"- {{name: {who}{n}, kind: person}}\n" for n in range(80) for who in ("Ann", "Bell"))
    asked = "{ask: Where?, accounts: {a00: [{paragraph: 1, words: at noon}]}}"
    story = f"supplied_title: The flood\nquestions:\n  - {asked}\n".replace("Where?", "'Where?'")
    return {**files, "articles/names.yaml": names, "articles/stories/flood.yaml": story}


def _only(folder: Path, files: Files, address: str) -> Site:
    """Make a single page of an archive, with what it loads."""
    source = read_source(write(folder / "archive", files))
    arranged, problems = arrange(source, read_all(source))
    assert problems == []
    made = (output for output in every_output(arranged, source) if output.address.startswith((address, "static/")))
    return Site(folder, write(folder / "public", {output.address: RENDERER.render(output).content for output in made}))


def test_the_page_of_an_event_shows_as_much_as_it_has_room_for_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    rich = _only(tmp_path, _rich_event(), STORY)
    shown = {name: words(section(rich, name)) for name in ("named", "quoted", "shared", "unquoted")}
    assert "The names that most accounts have; 135 others left out." in shown["named"]
    assert "The speakers that most accounts have; 55 others left out." in shown["quoted"]
    assert "These are the longest; all 80 are marked on the pages of two accounts." in shown["shared"]
    assert "A 79 of 80 sentences" in shown["unquoted"]
    assert not list(section(rich, "unquoted").iter("q"))
    assert len(list(table(section(rich, "named"))[1])) == len(list(table(section(rich, "quoted"))[1])) == 25
    assert not list(main(rich, STORY).iter(f"{SVG}svg"))
    assert around(rich.output / STORY) < 14_600


# ---------------------------------------------------------------------------------------------------------------------
# Nothing that grows with the archive is on every page


def _growing(count: int) -> Files:
    """Return so many articles: all of one topic, most of them accounts of one event, with names and quotations."""
    files = {
        f"articles/a{n:05}.md": article(
            "Ann came. “Quite,” said Bell.\n\nAnn went.\n",
            title=f"{'Water' if n % 3 else 'Towns'} {n}",
            topics="[Water, Towns]",
            **({"date": str(min(1000 + n, 9999))} if n < 7 or n > 9 else {}),
            story="flood" if n % 5 else "vote",
            label=f"the account {n}",
        )
        for n in range(count)
    }
    return files | {"articles/names.yaml": "- {name: Ann, kind: person}\n- {name: Bell, kind: person}\n"}


@pytest.mark.parametrize("many", [1000, pytest.param(100_000, marks=pytest.mark.long)])
def test_the_page_of_an_article_is_the_same_byte_for_byte_however_many_others_there_are(many: int) -> None:
    """Those before and after it are the same here, and so are the accounts that it leads to."""
    rendered = []
    for count in (10, many):
        files = {path: text.encode() for path, text in _growing(count).items()}
        names = files.pop("articles/names.yaml")
        articles = {path.removeprefix("articles/"): raw for path, raw in files.items()}
        source = replace(BARE, articles=articles, names=names)
        arranged, problems = arrange(source, read_all(source))
        assert problems == []
        outputs = {output.address: output for output in article_pages(arranged)}
        pages_ = [f"articles/a0000{n}.html" for n in (1, 2, 4, 8)]
        rendered.append([RENDERER.render(outputs[address]).content for address in pages_])
    assert rendered[0] == rendered[1]
