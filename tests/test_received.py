"""What archives really receive: fifteen items as they come in, in `tests/received/`. Every promise holds for them.

The texts are made up. Each shows something that received texts have: a headline of two lines, a date line, a page with
three articles, an e-mail with broken lines in windows-1252, quotation marks of five languages, and so on.
"""

from __future__ import annotations

import ast
import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

import pytest
import yaml
from browsing import one_of_each_kind
from conftest import ROOT, Site, build_site, each, run
from hosting import got, lines_of_the_readme, serving
from reading import (
    as_received,
    check_ids_and_links,
    facts,
    leads_to,
    links,
    main,
    of_class,
    page,
    pages,
    paragraphs_received,
    texts,
    words,
)
from test_addresses import addresses, promised

RECEIVED = ROOT / "tests" / "received"
"""The folder of the archive."""

ARTICLES = each(sorted(path.stem for path in (RECEIVED / "articles").glob("*.md")))
"""The slug of every article in it."""


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the archive, once for all tests of this module."""
    return build_site(shutil.copytree(RECEIVED, tmp_path_factory.mktemp("received") / "archive"))


def test_nothing_in_it_is_wrong_or_noted(received: Site) -> None:
    result = run("check", "--source", received.source, "--suggest")
    assert (result.status, result.complained) == (0, "")
    assert "quotations:" not in result.said, "the speaker of every quotation is recorded"


# ---------------------------------------------------------------------------------------------------------------------
# The words are exact


def front_matter(slug: str) -> Mapping[str, object]:
    """Return the front matter of an article, every value as it is typed."""
    return yaml.load((RECEIVED / "articles" / f"{slug}.md").read_text("utf-8").split("---\n")[1], yaml.BaseLoader)


def decoded(file: str, encoding: object) -> str:
    """Return a text as received, with every line ended by LF."""
    raw = (RECEIVED / "articles" / "originals" / file).read_bytes()
    return raw.decode(str(encoding)).replace("\r\n", "\n")


def files_received() -> list[tuple[Mapping[str, str], str]]:
    """Return what articles say of each text as received, copies that were replaced too, and its encoding."""
    sources = [front_matter(slug)["source"] for slug in ARTICLES]
    every = [*sources, *(copy for source in sources for copy in source.get("earlier", []))]
    return [(source, source.get("encoding", "utf-8")) for source in every]


def numbers(value: object) -> list[int]:
    """Return the numbers of paragraphs that a key names: one, or a list."""
    return [int(number) for number in (value if isinstance(value, list) else [value])]


def received_paragraphs(slug: str) -> tuple[list[str], list[str]]:
    """Return the paragraphs that an article's front matter holds, and all others, as its file received has them."""
    source = front_matter(slug)["source"]
    text = decoded(source["file"], source.get("encoding", "utf-8"))
    all_of_them = dict(enumerate(paragraphs_received(text, source.get("paragraphs", "lines")), start=1))
    part = range(int(source.get("from", 1)), int(source.get("to", len(all_of_them))) + 1)
    keys = ("headline", "standfirst", "byline", "date", "place")
    above = {number for key in keys if key in source for number in numbers(source[key])}
    return [all_of_them[n] for n in sorted(above)], [all_of_them[n] for n in part if n not in above]


BY_WORDS = [slug for slug in ARTICLES if front_matter(slug)["source"].get("paragraphs") == "words"]
"""The articles with a table or a list, of which the words are compared."""


def printed(shown: Element) -> list[str]:
    """Return what a page shows above the text of its article, as it was printed."""
    return ["".join(element.itertext()) for element in of_class("as-printed", shown)]


@pytest.mark.parametrize("slug", [slug for slug in ARTICLES if slug not in BY_WORDS])
def test_the_text_of_an_article_is_the_one_received_to_the_letter(received: Site, slug: str) -> None:
    above, body = received_paragraphs(slug)
    shown = main(received, f"articles/{slug}.html")
    assert texts(shown) == each(body)
    assert " ".join(printed(shown)) == " ".join(each(above)), "the lines of a headline are one on the page"


@pytest.mark.parametrize("slug", BY_WORDS)
def test_a_table_and_a_list_have_all_words_received_in_their_order(received: Site, slug: str) -> None:
    above, body = received_paragraphs(slug)
    shown = main(received, f"articles/{slug}.html")
    [text] = of_class("e-content", shown)
    without_marks = [re.sub(r"^(?:-|\d\.) |(?<!\S)\|(?!\S)|^\|[-|]+$", " ", line) for line in body]
    assert " ".join(text.itertext()).split() == " ".join(without_marks).split()
    assert printed(shown) == above
    assert list(text.iter("table")) or list(text.iter("li"))


def test_every_file_is_kept_byte_for_byte_and_its_page_shows_all_of_it(received: Site) -> None:
    """Even after it was replaced by a better copy."""
    for source, encoding in each(files_received()):
        raw = (RECEIVED / "articles" / "originals" / source["file"]).read_bytes()
        assert received.files[f"originals/{source['file']}"] == raw
        assert hashlib.sha256(raw).hexdigest() == source["sha256"]
        assert as_received(received.text(f"originals/{source['file']}.html")) == raw.decode(encoding)


def spaced(text: str) -> str:
    """Return a text with white space made into single spaces."""
    return " ".join(text.split())


def test_what_any_page_quotes_is_in_one_of_the_texts_to_the_letter(received: Site) -> None:
    whole = [spaced(" ".join((*above, *body))) for above, body in map(received_paragraphs, ARTICLES)]
    for address, root in each(pages(received).items()):
        quoted = [words(q) for tag in ("q", "blockquote") for q in root.iter(tag)]
        quoted += [words(lede).removesuffix("…").strip() for lede in of_class("lede", root)]
        for passage in quoted:
            assert any(passage in text for text in whole), (address, passage)


# ---------------------------------------------------------------------------------------------------------------------
# Nothing is invented

GIVEN: Mapping[str, Mapping[str, str]] = {
    "a-winter-of-small-repairs": {"Date": "spring 1931", "Publisher": "The Orr Valley Quarterly"},
    "bridge-over-the-orr": {"Date": "4 August 1931", "Place": "GLENHAVEN"},
    "der-mueller-von-muehlbach": {"Byline": "Von Grete Anders"},
    "dog-comes-home-by-train": {"Date": "2 October 1931", "Publisher": "THE ELLERY COURIER"},
    "ferry-every-hour": {"Date": "20 May 2026", "Publisher": "Port Ellery Harbour Office"},
    "first-prize-for-a-leek": {},
    "harbour-dues": {},
    "le-phare-de-kermeur": {"Date": "3 February 1958", "Byline": "Par Yves Le Goff"},
    "lifeboat-brings-in-the-crew": {"Byline": "By Our Harbour Correspondent"},
    "maktabat-al-mina": {"Byline": "بقلم سلمى حداد"},
    "milk-for-schools": {"Date": "2 October 1931", "Publisher": "THE ELLERY COURIER"},
    "nine-men-saved": {"Date": "13 March 1925", "Publisher": "The Northern Standard"},
    "qinghe-bridge": {"Byline": "记者 林小雨"},
    "rules-for-the-bathing-place": {},
    "the-model-village-gets-its-first-shop": {"Byline": "By M. Lowe"},
    "the-reading-room-is-to-stay": {"Date": "14 May 2002", "Byline": "Ruth Calder"},
    "the-town-hall-clock": {"Date": "2 October 1931", "Byline": "PUNCTUAL", "Publisher": "THE ELLERY COURIER"},
}
"""What each text says of when, by whom and where it was published, in the words of a page; of the rest, nothing."""

ADDED, FIRST_ADDED = "28 November 2026", "27 November 2026"
"""The day on which all were added but one, and that on which a copy was that has been replaced."""


def test_each_page_says_what_its_text_gives_and_names_the_rest_as_unknown(received: Site) -> None:
    assert each(GIVEN) == ARTICLES
    for slug, given in GIVEN.items():
        said = facts(main(received, f"articles/{slug}.html"))
        asked = ("Date", "Byline", "Publisher", "Place")
        assert {name: said[name][0] for name in asked if name in said} == given, slug
        unknown = said["Unknown"][0].split(", ")
        assert [name for name in asked if name not in unknown] == [name for name in asked if name in given], slug


def listed(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the slug of each article that is alone in a row of a list, and a date in that row."""
    for address, root in pages(site).items():
        for row in (element for element in root.iter() if element.tag in {"li", "tr"}):
            to = {leads_to(address, href) for href, _ in links(row) if not urlsplit(href).scheme}
            slugs = {path.removeprefix("articles/").removesuffix(".html") for path in to} & set(GIVEN)
            if len(slugs) == 1:
                yield from ((min(slugs), words(time)) for time in row.iter("time"))


def test_where_an_article_is_listed_with_a_date_it_is_its_own(received: Site) -> None:
    """But for seasons, for which HTML has no element."""
    dated = {slug: given["Date"] for slug, given in GIVEN.items() if given.get("Date", "-")[0].isdigit()}
    dates = set(each(listed(received)))
    assert dates >= set(dated.items())
    assert dates - set(dated.items()) <= {(slug, day) for slug in GIVEN for day in (ADDED, FIRST_ADDED)}


WORD = re.compile(r"[^\W\d_]{2,}")
MONTHS = r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber"
SEASONS = "spring|summer|autumn|winter"
DATE = re.compile(
    rf"(?:\d{{1,2}} )?\b(?:{MONTHS}|{SEASONS}) \d{{4}}\b|\b\d{{3}}0s\b|\b(?:1\d|20)\d\d(?:-\d\d(?:-\d\d)?)?(?!\d)"
)
"""A date, in the words of a page or as data has it; or a year alone."""


def shown_by(root: Element) -> Iterator[str]:
    """Yield all that a page says: its text, and what its attributes say to readers and programs."""
    for element in root.iter():
        if element.tag not in {"style", "code"}:  # a checksum is no word, neither here nor in a policy
            yield element.text or ""
        yield element.tail or ""
        if not element.get("http-equiv"):
            yield from (value for name, value in element.items() if name in {"content", "title", "alt", "aria-label"})


def said_by(site: Site) -> str:
    """Return all that the files of a site say, but for addresses and code points."""
    data = [raw.decode() for address, raw in site.files.items() if address.endswith((".xml", ".json"))]
    said = "\n".join([*data, *(part for root in pages(site).values() for part in shown_by(root))])
    return re.sub(r"https?://\S+|U\+[0-9A-F]+", " ", said)


def said_by_the_source() -> str:
    """Return all that the source says, the names of its files included."""
    files = each(path for path in RECEIVED.rglob("*") if path.is_file())
    decodable = [path for path in files if path.suffix != ".txt"]
    originals = {(source["file"], encoding) for source, encoding in files_received()}
    return "\n".join(
        [
            *(path.name for path in files),
            *(path.read_text("utf-8") for path in decodable),
            *(decoded(file, encoding) for file, encoding in sorted(originals)),
        ]
    )


def words_of_the_program() -> set[str]:
    """Return every word in the program's templates and in the texts in its code: what it can say by itself."""
    trees = [ast.parse(path.read_text("utf-8")) for path in each(sorted((ROOT / "sitebuilder").rglob("*.py")))]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    in_code = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    templates = [path.read_text("utf-8") for path in each(sorted((ROOT / "templates").rglob("*.html")))]
    return {word.lower() for text in (*in_code, *templates) for word in WORD.findall(text)}


@pytest.fixture(scope="module")
def invented() -> Callable[[str], set[str]]:
    """Return what finds the words and dates that neither the source nor the program has."""
    source = said_by_the_source()
    known = {word.lower() for word in WORD.findall(source)} | words_of_the_program()
    dates = (
        {given["Date"] for given in GIVEN.values() if "Date" in given}
        | {ADDED, FIRST_ADDED}
        | set(DATE.findall(source))
    )
    dates |= {year for date in dates for year in re.findall(r"\d{4}", date)}

    def found(said: str) -> set[str]:
        return {word for word in WORD.findall(said) if word.lower() not in known} | set(DATE.findall(said)) - dates

    return found


Invented = Callable[[str], set[str]]


def test_no_file_has_a_date_a_person_a_publisher_or_a_headline_that_the_source_does_not_give(
    received: Site, invented: Invented
) -> None:
    assert invented(said_by(received)) == set()


@pytest.mark.parametrize(
    "more",
    ["By John Quillfeather", "12 March 1925", "spring 1932", "the 1920s", "1926", "1925-03-12", "The Ellery Gazette"],
)
def test_one_that_were_invented_would_be_seen(invented: Invented, more: str) -> None:
    assert invented(more) != set()


# ---------------------------------------------------------------------------------------------------------------------
# All addresses


def test_its_addresses_last(received: Site, pytestconfig: pytest.Config) -> None:
    """Among them those of publishers and bylines."""
    there = addresses(received)
    assert promised("received", there, is_rewritten=pytestconfig.getoption("--golden")) == there
    assert {"publishers/index.html", "publishers/the-ellery-courier.html", "bylines/ruth-calder.html"} <= there


def test_every_link_leads_to_a_file_and_a_place_that_are_there(received: Site) -> None:
    check_ids_and_links(received)


def test_every_page_is_reached_from_the_index(received: Site) -> None:
    """By links alone, without a search and without a list of files."""
    reached, left = {"index.html"}, ["index.html"]
    while left:
        address = left.pop()
        hrefs = [href for href, _ in links(page(received, address)) if not urlsplit(href).scheme]
        new = {to for to in (leads_to(address, href) for href in hrefs) if to.endswith(".html")} - reached
        reached |= new
        left += new
    assert reached == pages(received).keys() - {"404.html"}


FOLLOWED = "all => all.map(a => new URL(a.getAttribute('href'), a.baseURI).href)"
"""Where links lead as a browser reads them, those of a drawing too."""


@pytest.mark.browser
def test_opened_from_disk_without_scripts_or_network_links_lead_to_files_of_the_site(received: Site, opened) -> None:
    folder = received.output.as_uri()
    for shown in each(one_of_each_kind(received.source)):
        tab = opened(shown, java_script_enabled=False)
        hrefs = {unquote(href.partition("#")[0]) for href in tab.eval_on_selector_all("a[href]", FOLLOWED)}
        to = {href.removeprefix(folder).removeprefix("/") for href in hrefs if href.startswith("file:")}
        assert to or shown.name == "404.html", shown.name
        assert to <= received.files.keys(), shown.name
    tab = opened(received.output / "index.html", java_script_enabled=False)
    for name in ("清河老桥修好了", "qinghe.txt", "清河老桥修好了"):
        tab.get_by_role("link", name=name, exact=True).first.click()
    assert tab.url == f"{folder}/articles/qinghe-bridge.html"


@pytest.fixture(scope="module")
def stock(received: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the archive with an nginx that is just as its package configures it; give the address."""
    with serving(received, tmp_path_factory.mktemp("stock"), "") as address:
        yield address


def test_a_host_that_names_no_charset_serves_every_file_byte_for_byte(received: Site, stock: str) -> None:
    for address, content in each(received.files.items()):
        assert (got(stock + quote(address))[0], got(stock + quote(address))[2]) == (200, content), address


def test_every_page_says_its_charset_itself_where_a_browser_looks_for_it(received: Site) -> None:
    for address, content in each(received.files.items()):
        if address.endswith(".html"):
            assert b'<meta charset="utf-8">' in content[:1024], address


@pytest.mark.browser
def test_a_browser_reads_pages_of_every_script_right_from_such_a_host(stock: str, browser: object) -> None:
    tab = browser.new_page()
    for slug in ("le-phare-de-kermeur", "der-mueller-von-muehlbach", "maktabat-al-mina", "qinghe-bridge"):
        tab.goto(f"{stock}articles/{slug}.html")
        assert tab.evaluate("[document.characterSet, document.contentType]") == ["UTF-8", "text/html"]
        assert tab.locator(".e-content p").all_text_contents() == received_paragraphs(slug)[1]
    tab.close()


@pytest.mark.browser
def test_a_text_as_received_is_plain_text_there_and_the_article_file_a_download(
    received: Site, tmp_path: Path, browser: object
) -> None:
    """Whatever is in it and whatever its encoding, nothing of it runs."""
    for lines in ("", lines_of_the_readme()):
        with serving(received, tmp_path, lines) as address:
            tab = browser.new_page()
            tab.goto(f"{address}originals/mail-reading-room.eml.txt")
            assert tab.evaluate("document.contentType") == "text/plain"
            tab.close()
            assert got(f"{address}articles/milk-for-schools.md")[1] == "application/octet-stream"


def test_a_text_as_received_is_offered_to_download_from_its_page(received: Site) -> None:
    """Since no server can know the encoding of each."""
    for address, root in each((a, page(received, a)) for a in received.files if a.endswith(".txt.html")):
        [link] = [link for link in root.iter("a") if "download" in link.attrib]
        assert leads_to(address, link.get("href") or "") == address.removesuffix(".html")


# ---------------------------------------------------------------------------------------------------------------------
# A folder of thousands


def test_a_folder_of_texts_is_taken_in_and_what_failed_is_counted_by_kind(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "The flood.txt").write_text(
        "The river rises\n\nIt rained for two days,\nand then\nit rained on.\n", "utf-8"
    )
    (folder / "café.txt").write_bytes("Un café ferme\r\nÀ Brest, 5 €.\r\n".encode("windows-1252"))
    (folder / "alone.txt").write_text("Only a headline\n", "utf-8")
    call = [sys.executable, ROOT / "tests" / "benchmarks" / "received.py", folder, "--keep", tmp_path / "kept"]
    said = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    assert "3 texts, 0 of them without words, 3 taken in" in said
    assert "by encoding: utf-8 2, windows-1252 1" in said
    assert re.search(r"1 refused, .*\n +1 in 1 texts: has no text; write it, or remove the file\n +alone\.txt", said)
    assert "Built 2 articles" in said
    assert "À Brest, 5 €." in (tmp_path / "kept/public/articles/cafe.html").read_text("utf-8")
