"""What the archive has done: on the page of each article, the newest 50 acts on one page, and all on numbered pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from changing import build
from conftest import Files, Site, article, build_site, each, write
from reading import leads_to, links, main, of_class, page, words

Build = Callable[[Files], Site]

ACTS = 123
"""How many acts the archive below has: more than two pages."""


def _acts() -> Files:
    """Return articles that were added one a day, but for the last, which was added and corrected on one day."""
    added = {
        f"articles/a{n:03}.md": article(revisions=f"[{{on: 20{n // 28 + 10}-02-{n % 28 + 1:02}, what: Added {n}}}]")
        for n in range(ACTS - 2)
    }
    both = "[{on: 2026-03-01, what: Added last}, {on: 2026-03-01, what: Corrected}]"
    return added | {"articles/last.md": article(revisions=both)}


@pytest.fixture(scope="session")
def many_acts(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the archive, once for all tests that only look at it."""
    return build_site(write(tmp_path_factory.mktemp("acts"), _acts()))


def acts(built: Site, address: str) -> list[str]:
    """Return the acts on a page: the day, the title, and what was done."""
    return [words(act) for act in of_class("entry", main(built, address))]


def pager(built: Site, address: str) -> dict[str, str]:
    [nav] = of_class("pager", main(built, address))
    return {label: leads_to(address, href) for href, label in links(nav)}


def test_the_newest_fifty_acts_are_on_one_page_the_newest_first(many_acts: Site) -> None:
    shown = acts(many_acts, "changes.html")
    assert len(shown) == 50
    assert shown[:3] == [
        "1 March 2026 A title [last] Corrected",
        "1 March 2026 A title [last] Added last",
        "9 February 2014 A title [a120] Added 120",
    ]
    assert shown[-1].endswith("Added 73")
    [note] = of_class("note", main(many_acts, "changes.html"))
    assert words(note) == "The newest 50 of 123 changes, as recorded by those who keep the archive."


def test_all_acts_are_on_numbered_pages_from_the_oldest_on(many_acts: Site) -> None:
    numbered = [acts(many_acts, f"changes-{number}.html") for number in (1, 2, 3)]
    assert [len(shown) for shown in numbered] == [50, 50, 23]
    assert numbered[0][0] == "1 February 2010 A title [a000] Added 0"
    assert numbered[2][-1] == acts(many_acts, "changes.html")[0]
    assert [shown for some in numbered for shown in some][-50:] == acts(many_acts, "changes.html")[::-1]
    assert "changes-4.html" not in many_acts.files
    [note] = of_class("note", main(many_acts, "changes-3.html"))
    assert words(note).startswith("Changes 101 to 123, oldest first, ")


def test_each_page_leads_to_those_beside_it_to_the_first_and_to_the_newest(many_acts: Site) -> None:
    """The page of the newest leads to the one that has the act before them."""
    first, second, third, newest = "changes-1.html", "changes-2.html", "changes-3.html", "changes.html"
    assert pager(many_acts, newest) == {"First": first, "Earlier": second}
    assert pager(many_acts, first) == {"Next": second, "Newest": newest}
    assert pager(many_acts, second) == {"First": first, "Previous": first, "Next": third, "Newest": newest}
    assert pager(many_acts, third) == {"First": first, "Previous": second, "Newest": newest}


def test_a_page_of_acts_that_has_a_next_one_stays_as_it_is_while_acts_are_added(
    archive: Callable[[Files], Path],
) -> None:
    home = archive(_acts())
    before = build(home, "--quiet")
    added = {f"articles/z{n}.md": article(revisions=f"[{{on: 20{n}-01-01, what: New}}]") for n in range(30, 57)}
    write(home, added)
    now = build(home, "--quiet")
    assert {address for address in before if address.startswith("changes-") and now[address] == before[address]} == {
        "changes-1.html",
        "changes-2.html",
    }
    assert pager(Site(home, home / "public"), "changes.html")["Earlier"] == "changes-2.html"  # the newest are the third


def test_acts_of_a_day_are_in_the_order_of_slugs_and_those_of_an_article_as_recorded(site: Build) -> None:
    two = "[{on: 2026-05-02, what: Two}, {on: 2026-05-02, what: Three}, {on: 2026-05-01, what: One}]"
    built = site(
        {
            "articles/b.md": article(title="B", revisions=two),
            "articles/a.md": article(title="A", revisions="[{on: 2026-05-02, what: Added}]"),
            "articles/a-b.md": article(title="A-B", revisions="[{on: 2026-05-02, what: Added}]"),
        }
    )
    shown = [" ".join(shown.split()[3:]) for shown in acts(built, "changes.html")]
    assert shown == ["B Three", "B Two", "A-B Added", "A Added", "B One"]


def test_few_acts_are_on_one_page_without_a_number(site: Build) -> None:
    built = site({"articles/a.md": article()})
    assert not [address for address in each(built.files) if address.startswith("changes-")]
    assert of_class("pager", main(built, "changes.html")) == []
    [note] = of_class("note", main(built, "changes.html"))
    assert words(note) == "1 change, as recorded by those who keep the archive."


def test_every_page_leads_to_the_changes(flood: Site) -> None:
    for file in each(sorted(flood.output.rglob("*.html"))):
        address = file.relative_to(flood.output).as_posix()
        if address != "404.html":
            assert "changes.html" in {leads_to(address, href) for href, _ in links(page(flood, address))}, address


def test_a_page_of_acts_shows_which_titles_the_archive_supplied_and_marks_the_language_of_others(site: Build) -> None:
    built = site(
        {
            "articles/a.md": article(supplied_title="A flood"),
            "articles/b.md": article(title="Die Flut", language="de"),
        }
    )
    shown = built.main("changes.html")
    assert "Titles in square brackets were supplied by the archive." in shown
    assert '<a href="articles/b.html" lang="de" dir="ltr">Die Flut</a>' in shown


def test_the_page_of_an_article_has_its_revisions_oldest_first(site: Build) -> None:
    revisions = "[{on: 2026-06-01, what: Corrected}, {on: 2026-05-01, what: Added}]"
    built = site({"articles/a.md": article(revisions=revisions)})
    shown = words(of_class("provenance", main(built, "articles/a.html"))[0])
    assert "Revisions 1 May 2026: Added 1 June 2026: Corrected" in shown
