"""What a reader gets from a web host: pages, the page for addresses that do not exist, and texts as received.

The host is nginx with what its package configures, and the lines that the README gives.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from conftest import SITE, Site, article, build_site, each, write
from hosting import got, lines_of_the_readme, serving
from reading import as_received, page, pages, references
from stories import FLOOD

URL = "https://archive.example/news/"
"""Where the archive below says that it is published."""

RECEIVED = "It cost 5 €.\r\n“Really”, he said.\r\n".encode("windows-1252")
SOURCE = f"{{file: as received.txt, sha256: {hashlib.sha256(RECEIVED).hexdigest()}, encoding: windows-1252}}"
FILES = {
    **FLOOD,
    "articles/flood.md": article("It cost 5 €.\n\n“Really”, he said.\n", source=SOURCE, topics="[Money, Water]"),
    "articles/originals/as received.txt": RECEIVED,
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build an archive that says where it is published."""
    return build_site(write(tmp_path_factory.mktemp("published"), {**FILES, "site.yaml": f"{SITE}url: {URL}\n"}))


@pytest.fixture(scope="module")
def unpublished(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the same without an address."""
    return build_site(write(tmp_path_factory.mktemp("unpublished"), FILES))


def test_each_page_gives_its_own_full_address_and_no_other(published: Site) -> None:
    for address, root in each(pages(published).items()):
        given = [link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"]
        assert given == [URL + quote(address)]


def test_without_an_address_of_the_archive_no_page_gives_one(unpublished: Site) -> None:
    rels = {link.get("rel") for root in pages(unpublished).values() for link in root.iter("link")}
    assert rels == {"stylesheet", "icon"}


# ---------------------------------------------------------------------------------------------------------------------
# The page for addresses that do not exist

MISSING = "404.html"


def style_of(site: Site) -> str:
    """Return what is in the one style element of the page."""
    [style] = page(site, MISSING).iter("style")
    return style.text or ""


def test_the_page_for_missing_addresses_asks_for_no_other_file(published: Site, unpublished: Site) -> None:
    for site in (published, unpublished):
        loading = {"script", "img", "iframe", "object", "embed", "audio", "video", "source"}
        assert not loading & {element.tag for element in page(site, MISSING).iter()}
        assert {link.get("rel") for link in page(site, MISSING).iter("link")} in (set(), {"canonical", "alternate"})
        assert "url(" not in style_of(site)
        assert "@import" not in style_of(site)


def test_its_policy_allows_its_own_style_by_its_hash_and_an_audit_to_ask_for_robots_txt(published: Site) -> None:
    digest = base64.b64encode(hashlib.sha256(style_of(published).encode()).digest()).decode()
    [policy] = [meta for meta in page(published, MISSING).iter("meta") if meta.get("http-equiv")]
    assert policy.get("content") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; connect-src 'self'; base-uri 'none'; form-action 'none'"
    )
    assert style_of(published) == style_of(published).strip(), "a checker counts no white space around it"


def test_no_other_page_has_a_style_of_its_own(published: Site) -> None:
    with_style = [address for address, root in each(pages(published).items()) if list(root.iter("style"))]
    assert with_style == [MISSING]


def test_its_links_are_whole_addresses_that_the_site_has(published: Site) -> None:
    hrefs = [href for href in references(page(published, MISSING)) if href != "#content"]
    assert {href.removeprefix(URL) for href in each(hrefs)} <= published.files.keys()
    assert f"{URL}index.html" in hrefs


def test_without_an_address_of_the_archive_they_lead_from_the_top_of_the_site(unpublished: Site) -> None:
    hrefs = [href for href in references(page(unpublished, MISSING)) if href != "#content"]
    assert set(each(hrefs)) <= unpublished.files.keys()


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_a_style_sheet_of_ones_own_is_in_it_too(site, line_end: str) -> None:
    """Whatever is in it: a browser counts its characters as it reads them, and an end of the element would end it."""
    style = 'h1 {\n  color: red; /* a comment */\n}\np::after { content: "</style><p>"; }\n'.replace("\n", line_end)
    built = site({"articles/flood.md": article(), "templates/static/style.css": style})
    assert style_of(built).startswith("h1{")
    assert r'"<\/style><p>"' in style_of(built)
    test_its_policy_allows_its_own_style_by_its_hash_and_an_audit_to_ask_for_robots_txt(built)


@pytest.mark.browser
def test_at_a_deep_address_it_is_styled_and_its_links_lead_to_the_site(published: Site, browser: object) -> None:
    """As a host shows it: at the address that was asked for, with status 404."""
    context = browser.new_context(color_scheme="light")
    complaints: list[str] = []

    def answer(route: object) -> None:
        file = published.output / route.request.url.removeprefix(URL)
        status, shown = (200, file) if file.is_file() else (404, published.output / MISSING)
        route.fulfill(status=status, path=shown)

    context.route("**/*", answer)
    tab = context.new_page()
    tab.on("console", lambda message: complaints.append(message.text))
    tab.goto(f"{URL}a/b/c.html")
    looks = "getComputedStyle(document.documentElement).backgroundColor"
    ground = tab.evaluate(looks)
    assert tab.locator("h1").inner_text() == "Not in this archive"
    [status] = complaints
    assert "status of 404" in status, "and nothing about styles or policies"
    with tab.expect_navigation():
        tab.locator("main a").first.click()
    assert tab.url == f"{URL}index.html"
    assert tab.evaluate(looks) == ground != "rgba(0, 0, 0, 0)"
    context.close()


@pytest.mark.browser
def test_opened_from_disk_it_looks_like_every_page(unpublished: Site, opened) -> None:
    looks = """selector => {
        const style = getComputedStyle(document.querySelector(selector))
        return [style.fontFamily, style.fontSize, style.color, style.backgroundColor, style.marginBlockStart,
            style.borderBlockEnd, style.paddingInlineStart, style.display]
    }"""
    tabs = [opened(unpublished.output / name) for name in ("about.html", MISSING)]
    for selector in (
        "html",
        "body",
        ".skip",
        ".masthead",
        ".flag a",
        "nav ul",
        "nav li",
        "nav a",
        "main",
        "h1",
        "footer",
    ):
        one, other = (tab.evaluate(looks, selector) for tab in tabs)
        assert one == other, selector


# ---------------------------------------------------------------------------------------------------------------------
# A stock nginx


@pytest.fixture(scope="module")
def nginx(published: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the archive that says where it is published, as the README says; give the address."""
    with serving(published, tmp_path_factory.mktemp("nginx"), lines_of_the_readme()) as address:
        yield address


KINDS = {".html": "text/html; charset=utf-8", ".css": "text/css", ".txt": "text/plain; charset=utf-8"}
KINDS |= {
    ".svg": "image/svg+xml",
    ".xml": "text/xml; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".md": "application/octet-stream",
    ".yaml": "application/octet-stream",
    "": "application/octet-stream",
}


def test_a_stock_nginx_serves_every_file_of_a_site_byte_for_byte(nginx: str, published: Site) -> None:
    for address, content in each(published.files.items()):
        assert got(nginx + quote(address)) == (200, KINDS[Path(address).suffix], content), address


def test_it_shows_the_page_for_missing_addresses_at_any_of_them(nginx: str, published: Site) -> None:
    shown = published.files[MISSING]
    for address in ("a/b/c.html", "articles/no-such.html", "originals/gazette.txt", "articles/"):
        assert got(nginx + address) == (404, "text/html; charset=utf-8", shown), address


def test_it_shows_the_index_at_the_address_of_the_archive(nginx: str, published: Site) -> None:
    assert got(nginx) == (200, "text/html; charset=utf-8", published.files["index.html"])


def test_a_text_as_received_is_readable_over_http_whatever_its_encoding(nginx: str) -> None:
    """Its page shows it decoded; the file itself comes as it is."""
    page_of_it = got(f"{nginx}originals/{quote('as received.txt.html')}")[2].decode()
    assert as_received(page_of_it) == RECEIVED.decode("windows-1252")
    assert got(f"{nginx}originals/{quote('as received.txt')}")[2] == RECEIVED


def test_without_the_lines_of_the_readme_a_text_says_no_charset(published: Site, tmp_path: Path) -> None:
    """So the lines are needed, and these tests would see it if they were gone."""
    with serving(published, tmp_path, "") as address:
        assert got(f"{address}originals/{quote('as received.txt')}")[1] == "text/plain"
        assert got(f"{address}a/b/c.html")[2] != published.files[MISSING]


def test_no_server_is_left_behind(published: Site, tmp_path: Path) -> None:
    """Not even where a test fails in its midst."""
    served = []

    def fail_in_its_midst() -> None:
        with serving(published, tmp_path, lines_of_the_readme()) as address:
            served.append((address, got(address)[0]))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_in_its_midst()
    [(address, status)] = served
    assert status == 200
    with pytest.raises(URLError):
        urlopen(address, timeout=30)
