"""How others follow an archive: link previews, the feed, the sitemap, and `robots.txt`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from urllib.robotparser import RobotFileParser

import feedparser
import html5lib
import pytest
import yaml
from changing import HOME, build, edit
from conftest import SITE, Files, Site, article, build_site, each, run, write
from lxml import etree
from reading import page

from sitebuilder.exports import sitemap
from sitebuilder.pages import following

Build = Callable[[Files], Site]

URL = "https://archive.example/news/"
"""Where the archives below are published."""

PUBLISHED: Files = {"site.yaml": f"{SITE}url: {URL}\n"}
"""A site.yaml that says so."""

GRAMMAR = etree.RelaxNG(file=str(Path(__file__).parent / "schemas" / "atom.rng"))
"""The grammar of Atom."""

ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
"""The namespaces of feeds and of sitemaps, as `lxml` writes them."""


def properties(built: Site, address: str) -> dict[str, str]:
    """Return what a page says of itself to those who preview links: each property of the Open Graph."""
    metas = [meta for meta in page(built, address).iter("meta") if "property" in meta.attrib]
    return {meta.get("property"): meta.get("content") for meta in metas}


# ---------------------------------------------------------------------------------------------------------------------
# Link previews


def test_a_link_preview_shows_the_title_and_the_description_of_a_page(site: Build) -> None:
    built = site(
        {
            "articles/flood.md": article(supplied_title='"A \\"flood\\" & more"', summary="What the river did."),
            "articles/mill.md": article("The mill is dry. It was wet.\n", title="The mill"),
        }
    )
    flood, mill = properties(built, "articles/flood.html"), properties(built, "articles/mill.html")
    assert flood == {"og:title": '[A "flood" & more]', "og:description": "What the river did."}
    assert mill == {"og:title": "The mill", "og:description": "The mill is dry. It was wet."}
    assert properties(built, "index.html") == {"og:title": "The Archive", "og:description": "A few articles."}


@pytest.mark.parametrize("built", ["flood", "golden"])
def test_no_page_names_the_archive_as_its_publisher_to_those_who_preview_links(
    built: str, request: pytest.FixtureRequest
) -> None:
    """Citation managers take a site's name for the publication, and `article` for a page that has one."""
    site = request.getfixturevalue(built)
    for file in each(sorted(site.output.rglob("*.html"))):
        address = file.relative_to(site.output).as_posix()
        assert properties(site, address).keys() == {"og:title", "og:description"}, address


# ---------------------------------------------------------------------------------------------------------------------
# The feed

HARD = 'Nobody & "everybody" <b>says</b> ]]> &amp; \U0001f30a e\u0301 \u05d0\u05d1'
"""Words that could break a format: marks, what looks like markup, an emoji, a combining accent, another direction."""


def quoted(text: str) -> str:
    """Return a text as YAML has it between single quotation marks."""
    return "'" + text.replace("'", "''") + "'"


HARD_ARCHIVE: Files = {
    "site.yaml": f"title: {quoted(HARD)}\ndescription: {quoted(HARD)}\nlanguage: pt-BR\nurl: {URL}\n",
    "articles/all.md": article(
        title=quoted(HARD),
        byline=quoted(HARD),
        publisher=quoted(HARD),
        place=quoted(HARD),
        date="1931-03-09",
        language="he",
        url="https://source.example/?a=1&b=2",
        revisions=f"[{{on: 2026-01-02, what: {quoted(HARD)}}}]",
    ),
    "articles/nothing.md": article("Other words.\n", supplied_title=quoted(HARD)),
    **{
        f"articles/date-{at}.md": article(f"Words of {at}.\n", title=f"Date {at}", date=quoted(date))
        for at, date in enumerate(
            ("1931-03-09?", "1931-03-09~", "1931-03", "1931", "192X", "1931-21", "1931-03-09/1931-03-10", "0931-03-09")
        )
    },
}
"""Articles with every field and with none, and with every kind of date."""


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build that archive, once for all tests, which only look at it."""
    return build_site(write(tmp_path_factory.mktemp("hard"), HARD_ARCHIVE))


def feed(built: Site) -> etree._Element:
    """Return the feed of a site, which has to be valid."""
    root = etree.fromstring((built.output / "atom.xml").read_bytes())
    assert GRAMMAR.validate(root), GRAMMAR.error_log
    return root


def entries(built: Site) -> dict[str, dict[str, str]]:
    """Return the entries of a feed by the address of each in the site: the text of each element by its name."""
    return {
        entry.findtext(f"{ATOM}id").removeprefix(URL): {
            child.tag.removeprefix(ATOM): "".join(child.itertext()).strip() for child in entry
        }
        for entry in feed(built).iter(f"{ATOM}entry")
    }


def test_a_feed_of_hard_words_is_valid_and_says_what_the_articles_say(hard: Site) -> None:
    read = feedparser.parse((hard.output / "atom.xml").read_bytes(), sanitize_html=False)
    assert (read.bozo, read.version) == (False, "atom10")
    assert read.feed.title == read.feed.author == HARD
    [whole] = [entry for entry in read.entries if entry.link == f"{URL}articles/all.html"]
    assert (whole.title, whole.author, whole.summary) == (HARD, HARD, f"2026-01-02: {HARD}")
    assert (whole.published, whole.title_detail.language) == ("1931-03-09T00:00:00Z", "he")
    assert len(entries(hard)) == len(read.entries) == len([path for path in HARD_ARCHIVE if path.endswith(".md")])


def test_every_other_file_of_hard_words_is_read_by_a_parser_of_its_format(hard: Site) -> None:
    """Strictly: nothing has to be mended on the way. The manifest is among them."""
    strict, robots = html5lib.HTMLParser(strict=True), RobotFileParser()
    for address, raw in each(hard.files.items()):
        if address.endswith(".html"):
            strict.parse(raw.decode())
        elif address.endswith((".xml", ".svg")):
            etree.fromstring(raw)
        elif address.startswith("articles/") and address.endswith(".md"):
            front = yaml.safe_load(raw.decode().split("---\n")[1])
            assert "title" in front or front["supplied_title"] == HARD, address
    assert yaml.safe_load(hard.text("sources/site.yaml"))["title"] == HARD
    robots.parse(hard.text("robots.txt").splitlines())
    assert (robots.can_fetch("any", f"{URL}articles/all.html"), robots.site_maps()) == (True, [f"{URL}sitemap.xml"])
    sums = dict(line.split("  ")[::-1] for line in hard.text("manifest-sha256.txt").splitlines()[1:])
    manifest = hard.files.keys() - {"manifest-sha256.txt"}
    assert sums == {address: hashlib.sha256(hard.files[address]).hexdigest() for address in manifest}


def test_a_feed_has_no_date_author_or_language_that_no_source_gives(hard: Site) -> None:
    """That of the archive's acts is given; the archive is the author of its feed, and of no entry."""
    there = entries(hard)
    assert {name for name, entry in there.items() if "published" in entry} == {
        "articles/all.html",
        "articles/date-7.html",
    }
    assert {name for name, entry in there.items() if "author" in entry} == {"articles/all.html"}
    assert there["articles/nothing.html"]["title"] == f"[{HARD}]"
    languages = {
        entry.findtext(f"{ATOM}id").removeprefix(URL): entry.find(f"{ATOM}title").get(
            "{http://www.w3.org/XML/1998/namespace}lang"
        )
        for entry in feed(hard).iter(f"{ATOM}entry")
    }
    assert languages["articles/all.html"] == "he"
    assert languages["articles/nothing.html"] == "pt-BR"  # the archive's own words
    assert languages["articles/date-0.html"] is None


def test_the_feed_has_the_newest_fifty_acts_and_one_entry_for_each_article(site: Build) -> None:
    """Of entries with the same id, readers may show any: what was done with an article is in its one entry."""
    acts = ", ".join(f"{{on: 2026-02-{day:02}, what: Act {day}}}" for day in range(1, 29))
    files = {f"articles/{name}.md": article(f"{name}.\n", title=name, revisions=f"[{acts}]") for name in "ab"}
    built = site(PUBLISHED | files)
    there = entries(built)
    assert list(there) == ["articles/b.html", "articles/a.html"]
    assert there["articles/a.html"]["updated"] == "2026-02-28T00:00:00Z"
    assert there["articles/a.html"]["summary"].startswith("2026-02-28: Act 28; 2026-02-27: Act 27; ")
    assert [entry["summary"].count("Act ") for entry in there.values()] == [25, 25]
    assert feed(built).findtext(f"{ATOM}updated") == "2026-02-28T00:00:00Z"


def test_entries_are_those_of_the_articles_with_the_newest_acts_newest_first(site: Build) -> None:
    days = {f"a{n:02}": f"2026-01-{n:02}" if n <= 28 else f"2026-02-{n - 28:02}" for n in range(1, 53)}
    files = {
        f"articles/{name}.md": article(f"{name}.\n", title=name, revisions=f"[{{on: {day}, what: Added}}]")
        for name, day in days.items()
    }
    there = entries(site(PUBLISHED | files))
    assert list(there) == [f"articles/a{n:02}.html" for n in range(52, 2, -1)]


def test_a_feed_leads_to_itself_to_the_page_of_the_same_changes_and_from_each_entry_to_its_article(hard: Site) -> None:
    root = feed(hard)
    assert root.findtext(f"{ATOM}id") == URL
    assert {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")} == {
        "self": f"{URL}atom.xml",
        "alternate": f"{URL}changes.html",
    }
    for entry in each(list(root.iter(f"{ATOM}entry"))):
        [link] = entry.findall(f"{ATOM}link")
        assert (link.get("rel"), link.get("href")) == ("alternate", entry.findtext(f"{ATOM}id"))
        assert link.get("href").removeprefix(URL) in hard.files


def test_two_articles_with_one_title_are_told_apart_in_the_feed(site: Build) -> None:
    one, other = article("One.\n", byline="Ann"), article("Two.\n", byline="Tom")
    there = entries(site(PUBLISHED | {"articles/one.md": one, "articles/two.md": other}))
    assert {entry["title"] for entry in there.values()} == {"A title (Ann)", "A title (Tom)"}


@pytest.mark.parametrize("key", ["title", "byline", "what"])
@pytest.mark.parametrize("code", ["x00", "x0B", "x1F", "uD800"])
def test_characters_that_no_page_and_no_feed_can_have_are_refused(
    problems: Callable[[Files], list[str]], key: str, code: str
) -> None:
    bad = f'"a\\{code}b"'
    keys = {"revisions": f"[{{on: 2026-11-21, what: {bad}}}]"} if key == "what" else {key: bad}
    assert len(problems(PUBLISHED | {"articles/a.md": article(**keys)})) == 1


def test_what_a_page_can_have_and_xml_cannot_is_marked_as_replaced_in_the_feed(site: Build) -> None:
    """Two code points that are no characters and that a text as received may have all the same."""
    built = site(PUBLISHED | {"articles/a.md": article(title='"A\\uFFFE \\uFFFFb"')})
    assert entries(built)["articles/a.html"]["title"] == "A\ufffd \ufffdb"


def test_every_page_announces_the_feed(hard: Site) -> None:
    for address in each(sorted(hard.files)):
        if address.endswith(".html"):
            found = [link for link in page(hard, address).iter("link") if link.get("rel") == "alternate"]
            assert [link.get("type") for link in found] == ["application/atom+xml"], address
            href = found[0].get("href")
            assert href == (f"{URL}atom.xml" if address == "404.html" else "../" * address.count("/") + "atom.xml")


def test_an_archive_without_articles_has_nothing_to_follow_but_its_pages(site: Build) -> None:
    """A feed must say when it was updated, and nothing has happened yet."""
    built = site(PUBLISHED)
    assert "atom.xml" not in built.files
    assert "alternate" not in built.text("index.html")
    assert "sitemap.xml" in built.files


def test_where_the_address_is_not_known_there_is_nothing_that_needs_it(golden: Site) -> None:
    assert not {"atom.xml", "sitemap.xml", "robots.txt"} & golden.files.keys()
    assert 'rel="alternate"' not in golden.text("index.html")


def test_about_says_that_the_times_of_the_feed_are_no_times(hard: Site, golden: Site) -> None:
    says = "every time in the feed is midnight"
    assert says in " ".join(hard.text("about.html").split())
    assert says not in golden.text("about.html")


# ---------------------------------------------------------------------------------------------------------------------
# The sitemap and robots.txt


def listed(built: Site, address: str = "sitemap.xml", inside: str = "url") -> dict[str, str | None]:
    """Return what a sitemap lists, by address in the site, with the day of the last change where it has one."""
    rows = etree.fromstring((built.output / address).read_bytes()).findall(f"{MAP}{inside}")
    return {row.findtext(f"{MAP}loc").removeprefix(URL): row.findtext(f"{MAP}lastmod") for row in rows}


def test_the_sitemap_lists_every_page_but_that_of_addresses_that_do_not_exist(hard: Site) -> None:
    there = listed(hard)
    assert there.keys() == {address for address in hard.files if address.endswith(".html")} - {"404.html"}
    assert etree.fromstring((hard.output / "sitemap.xml").read_bytes()).tag == f"{MAP}urlset"


def test_only_an_act_of_the_archive_is_the_last_change_of_a_page(site: Build) -> None:
    revisions = "[{on: 2026-03-01, what: Corrected}, {on: 2026-02-01, what: Added}]"
    there = listed(site(PUBLISHED | {"articles/a.md": article(revisions=revisions, date="1931-03-09")}))
    assert {address: day for address, day in there.items() if day} == {"articles/a.html": "2026-03-01"}


def test_too_many_pages_for_one_sitemap_are_in_several_which_sitemap_xml_lists(
    archive: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sitemap.SITEMAP_LENGTH == 50_000  # as sitemaps.org has it
    monkeypatch.setattr(following, "SITEMAP_LENGTH", 10)
    built = build_site(archive(HOME | PUBLISHED))
    parts = listed(built, inside="sitemap")
    assert list(parts) == [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    several = [listed(built, address) for address in parts]
    assert {len(part) for part in several[:-1]} == {10}
    pages = [address for part in several for address in part]
    assert sorted(pages) == sorted({address for address in built.files if address.endswith(".html")} - {"404.html"})


def test_robots_may_read_everything_and_are_told_of_the_sitemap(hard: Site) -> None:
    assert hard.text("robots.txt") == f"User-agent: *\nDisallow:\n\nSitemap: {URL}sitemap.xml\n"


def test_an_address_with_marks_is_escaped_once(site: Build) -> None:
    url = "https://archive.example/a&b/'c'/"
    built = site({"site.yaml": f'{SITE}url: "{url}"\n', "articles/a.md": article()})
    root = etree.fromstring((built.output / "sitemap.xml").read_bytes())
    assert root.findtext(f"{MAP}url/{MAP}loc") == f"{url}index.html"
    assert feed(built).findtext(f"{ATOM}id") == url
    assert f"Sitemap: {url}sitemap.xml\n" in built.text("robots.txt")


# ---------------------------------------------------------------------------------------------------------------------
# Built again


def test_an_edit_of_a_text_leaves_feed_and_sitemap_as_they_are_and_an_act_changes_both(
    archive: Callable[[Files], Path],
) -> None:
    home = archive(HOME | PUBLISHED)
    first = build(home)
    edit(home, "articles/place-2.md", "is dry", "is as dry")
    second = build(home)
    edit(home, "articles/place-2.md", "what: Added to the archive}", "what: Added}, {on: 2026-11-22, what: Corrected}")
    third = build(home)
    for address in ("atom.xml", "sitemap.xml", "robots.txt"):
        assert first[address] == second[address]
    assert b"2026-11-22: Corrected; 2026-11-21: Added" in third["atom.xml"]
    assert b"place-2.html</loc><lastmod>2026-11-22<" in third["sitemap.xml"]
    assert third["robots.txt"] == first["robots.txt"]


def test_an_article_that_is_renamed_is_in_the_feed_under_its_new_address(archive: Callable[[Files], Path]) -> None:
    home = archive(PUBLISHED | {"articles/a.md": article()})
    build(home)
    (home / "articles/a.md").rename(home / "articles/b.md")
    assert b"<id>https://archive.example/news/articles/b.html</id>" in build(home)["atom.xml"]


def test_without_its_address_a_site_has_its_feed_and_sitemap_no_more(archive: Callable[[Files], Path]) -> None:
    home = archive(HOME | PUBLISHED)
    assert {"atom.xml", "sitemap.xml", "robots.txt"} <= build(home).keys()
    write(home, {"site.yaml": SITE})
    assert not {"atom.xml", "sitemap.xml", "robots.txt"} & build(home).keys()


@pytest.mark.parametrize(
    ("address", "files"),
    [
        ("atom.xml", ["articles/a.md", "articles/b.md", "site.yaml"]),
        ("sitemap.xml", ["site.yaml"]),
        ("robots.txt", ["site.yaml"]),
    ],
)
def test_what_they_are_made_from_is_explained(archive: Callable[[Files], Path], address: str, files: list[str]) -> None:
    home = archive(PUBLISHED | {"articles/a.md": article(title="A"), "articles/b.md": article("Two.\n", title="B")})
    build(home)
    said = run("--source", home, "--explain", address).said
    made_from = re.findall(r"^    (\S+)$", said, re.MULTILINE)
    assert made_from == files
    assert "\n    what it links to, lists and counts, which depends on every file\n" in said
    assert "\n  kept: nothing that it is made from has changed\n" in said
