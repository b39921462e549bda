"""Articles are listed by publisher and by byline, exactly as printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from changing import build
from conftest import Files, Site, article, each, write
from reading import facts, leads_to, links, main, of_class, page, words

Build = Callable[[Files], Site]


def rows(key: str, *printed: str | None) -> Files:
    """Return articles, a.md, b.md and so on, that give these publishers or these bylines."""
    given = [{key: f'"{name}"'} if name else {} for name in printed]
    return {
        f"articles/{slug}.md": article(f"The river of {slug} rose.\n", **{"title": slug} | keys)
        for slug, keys in zip("abcdefgh", given, strict=False)
    }


def index_rows(built: Site, address: str) -> list[str]:
    return [words(row) for row in main(built, address).iter("li")]


def listed(built: Site, address: str) -> list[str]:
    targets = [leads_to(address, href) for href, _ in links(main(built, address))]
    return [target for target in targets if target.startswith("articles/")]


def note(built: Site, address: str) -> str:
    [said] = [words(line) for line in main(built, address).iter("p") if line.get("class") == "note"]
    return said


def test_publishers_and_bylines_are_listed_as_printed_with_how_many_articles_give_none(site: Build) -> None:
    for key, folder in (("publisher", "publishers"), ("byline", "bylines")):
        built = site(rows(key, "The Gazette", "Herald", "The Gazette", None))
        index = f"{folder}/index.html"
        assert index_rows(built, index) == ["Herald 1 article", "The Gazette 2 articles"]
        assert (
            note(built, index)
            == f"2 {folder}, as printed, in alphabetical order. Of 1 article, the {key} is not known."
        )
        assert listed(built, f"{folder}/the-gazette.html") == ["articles/a.html", "articles/c.html"]
        assert listed(built, f"{folder}/herald.html") == ["articles/b.html"]


def test_where_all_articles_give_one_nothing_is_said_to_be_unknown(site: Build) -> None:
    built = site(rows("byline", "Ann", "Ann", "Tom"))
    assert note(built, "bylines/index.html") == "2 bylines, as printed, in alphabetical order."


def test_there_are_no_lists_where_fewer_than_two_articles_give_one(site: Build) -> None:
    built = site(rows("publisher", "The Gazette", None))
    assert not [address for address in each(built.files) if address.startswith(("publishers/", "bylines/"))]
    assert "publishers" not in built.text("articles/a.html")


def test_an_article_leads_to_the_lists_of_its_publisher_and_its_byline(site: Build) -> None:
    both = rows("publisher", "The Gazette", "The Gazette", None)
    built = site({path: text.replace("revisions", "byline: By Ann Bell\nrevisions", 1) for path, text in both.items()})
    shown = main(built, "articles/a.html")
    assert facts(shown)["Publisher"] == ["The Gazette"]
    to = {text: leads_to("articles/a.html", href) for href, text in links(shown)}
    assert to["The Gazette"] == "publishers/the-gazette.html"
    assert to["By Ann Bell"] == "bylines/by-ann-bell.html"


def test_two_spellings_with_one_address_are_two_rows_and_one_page_that_shows_both(site: Build) -> None:
    built = site(rows("publisher", "Le Monde", "LE MONDE", "Le Monde"))
    assert index_rows(built, "publishers/index.html") == ["LE MONDE 1 article", "Le Monde 2 articles"]
    [heading] = main(built, "publishers/le-monde.html").iter("h1")
    assert words(heading) == "Publisher: LE MONDE / Le Monde"
    assert len(listed(built, "publishers/le-monde.html")) == 3


def test_a_name_that_makes_no_address_of_its_own_has_a_page_all_the_same(site: Build) -> None:
    built = site(rows("byline", "Index", "***", "Con", "!"))
    pages = {address for address in built.files if address.startswith("bylines/")}
    assert pages == {f"bylines/{name}.html" for name in ("index", "index-1", "con-1", "other")}
    assert words(next(main(built, "bylines/other.html").iter("h1"))) == "Byline: ! / ***"


def test_the_navigation_has_the_lists_where_there_are_several_names(site: Build) -> None:
    """The list of a single name leads to the list of all nevertheless, so that every page can be reached."""
    several, one = site(rows("publisher", "Gazette", "Herald")), rows("byline", "Ann", "Ann")
    assert "Publishers" in [text for _, text in links(next(page(several, "index.html").iter("nav")))]
    built = site(one)
    assert "Bylines" not in [text for _, text in links(next(page(built, "index.html").iter("nav")))]
    assert "All bylines" in [text for _, text in links(main(built, "bylines/ann.html"))]


def test_a_byline_that_is_a_paragraph_of_the_text_received_leads_to_its_list_letter_for_letter(site: Build) -> None:
    files = {}
    for slug in "ab":
        received = f"The river of {slug} rose\n\nBy  Ann & Tom\n\nIt fell.\n"
        raw = article("It fell.\n", title=f"The river of {slug} rose", byline='"By  Ann & Tom"', original=received)
        source = raw.replace("original.txt,", f"{slug}.txt, headline: 1, byline: 2,")
        files |= {f"articles/{slug}.md": source, f"articles/originals/{slug}.txt": received}
    built = site(files)
    to = [leads_to("articles/a.html", href) for href, _ in links(main(built, "articles/a.html"))]
    assert "bylines/by-ann-tom.html" in to


def test_the_second_article_of_a_publisher_makes_the_pages_of_both_lead_to_its_list(
    archive: Callable[[Files], Path],
) -> None:
    home = archive(rows("publisher", "Gazette", None, None))
    before = build(home)
    write(home, {"articles/d.md": article("The sea.\n", title="d", publisher="Gazette")})
    now = build(home)
    changed = {address for address in now if address.endswith(".html") and now[address] != before.get(address)}
    articles = {address for address in each(changed) if address.startswith("articles/")}
    assert articles == {"articles/a.html", "articles/c.html", "articles/d.html"}  # c is before d
    assert {"publishers/index.html", "publishers/gazette.html"} <= changed


def test_spellings_that_look_the_same_are_one_row_with_one_page(site: Build) -> None:
    built = site(rows("byline", "Ann Bell", "Ann Bell", "An\u200bn B\u200bell"))
    assert index_rows(built, "bylines/index.html") == ["Ann Bell 3 articles"]
    assert "An\u200bn B\u200bell" in built.main("articles/c.html"), "as printed"
    assert {href for href, _ in links(main(built, "bylines/ann-bell.html"))} >= {
        f"../articles/{slug}.html" for slug in "abc"
    }
    assert [words(head) for head in main(built, "bylines/ann-bell.html").iter("h1")] == ["Byline: Ann Bell"]


def test_the_number_after_a_name_written_from_right_to_left_comes_after_it(site: Build, opened) -> None:
    tab = opened(site(rows("byline", "آن بل", "آن بل")).output / "bylines" / "index.html")
    name, count = (tab.locator(f".index li > {part}").bounding_box() for part in ("a", ".facts"))
    assert name["x"] + name["width"] <= count["x"]


def test_what_is_printed_is_in_the_language_of_its_article(site: Build) -> None:
    """On the article's page and in the lists, so that it is read aloud and laid out as what it is."""
    french = {"language": "fr", "byline": "Par Yves Le Goff", "publisher": "Le Phare", "place": "Brest", "licence": "X"}
    other = {"language": "en", "byline": "Ann Bell", "publisher": "Le Phare"}
    built = site(
        {"articles/a.md": article(title="A", **french), "articles/b.md": article("It rained.\n", title="B", **other)}
    )
    named = {
        term.text: (value.get("lang"), value.get("dir"))
        for row in each(of_class("facts", main(built, "articles/a.html"))[0])
        for term, value in [row]
    }
    assert {key for key, given in named.items() if given == ("fr", "ltr")} == {
        "Byline",
        "Publisher",
        "Place",
        "Licence",
    }
    [running] = of_class("running", main(built, "articles/a.html"))
    assert [span.get("lang") for span in running.iter("span")] == ["fr"]
    listed_in = {words(row): row.get("lang") for row in main(built, "bylines/index.html").iter("a")}
    assert listed_in == {"Par Yves Le Goff": "fr", "Ann Bell": "en"}
    [both] = main(built, "publishers/index.html").iter("a")
    assert both.get("lang") == "", "in one language here, in another there"
