"""The Endings Principles for Digital Longevity, 2.2.1 (endings.uvic.ca): a test for each point that an archive keeps.

Tests are named by the numbers of the points. The README lists all of them, and why some are not kept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
import yaml
from conftest import ROOT, Files, Site, article, build_site, each, run, tree, write
from reading import check_ids_and_links, links, main, of_class, page, pages, references, words
from stories import FLOOD
from test_architecture import SCHEMAS

README = (ROOT / "README.md").read_text("utf-8")

POINTS = dict(re.findall(r"^\| (\d\.\d) \| .+? \| (kept|in part|not kept|not needed) \| .+ \|$", README, re.MULTILINE))
"""Every point that the README lists, with how far an archive keeps it."""

TEXT = "The river rose.\n\n“No,” said the mayor.\n"

ARCHIVE: Files = FLOOD | {
    "articles/rain.md": article(TEXT, original=TEXT, date="1931-03", licence="Out of copyright", topics="[Water]"),
    "articles/gone.md": article("A secret word.\n\nAnother one.\n", withdrawn="{on: 2026-11-22, why: Asked for}"),
    "articles/originals/original.txt": TEXT,
}
"""An archive with an event, names, a text as received and a withdrawn article."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build this archive, once for all tests that only look at it."""
    return build_site(write(tmp_path_factory.mktemp("endings"), ARCHIVE))


def test_the_readme_lists_all_22_points_and_each_that_is_kept_has_a_test() -> None:
    numbers = [
        f"{part}.{number}" for part, count in enumerate((3, 2, 3, 9, 5), start=1) for number in range(1, count + 1)
    ]
    assert list(POINTS) == numbers
    tested = {name[5:8].replace("_", ".") for name in globals() if re.match(r"test_\d_\d_", name)}
    assert {number for number, state in POINTS.items() if state in {"kept", "in part"}} == tested


# ---------------------------------------------------------------------------------------------------------------------
# 1: Data


def test_1_1_data_is_text_in_open_formats(site: Site) -> None:
    """Every source file can be read without this program: as UTF-8 text, and YAML as any other parser has it."""
    sources = {address: raw for address, raw in site.files.items() if address.startswith(("sources/", "originals/"))}
    for address, raw in each(sources.items()):
        text = raw.decode("utf-8")
        if address.endswith(".yaml"):
            assert isinstance(yaml.safe_load(text), (dict, list)), address
    front = site.text("articles/rain.md").split("---\n")[1]
    assert yaml.safe_load(front)["title"] == "A title"


def test_1_2_data_lends_itself_to_version_control(site: Site) -> None:
    """One text file an article, with its acts in it, and all that a build writes beside the sources is ignored."""
    assert "what: Added to the archive" in site.text("articles/rain.md")
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    made = {path.name for path in site.source.iterdir()} - {"articles", "site.yaml"}
    assert made <= {name.strip("/") for name in ignored}


def test_1_3_data_is_checked_whenever_the_site_is_built(archive: Callable[[Files], Path]) -> None:
    home = archive(ARCHIVE | {"articles/originals/original.txt": TEXT.replace("rose", "fell")})
    for command in ([], ["check"]):
        result = run(*command, "--source", home)
        assert result.status == 1
        assert "articles/originals/original.txt has a different SHA-256" in result.complained


# ---------------------------------------------------------------------------------------------------------------------
# 2: Documentation


def test_2_1_what_each_key_means_is_documented_beside_the_data(site: Site) -> None:
    documented = " ".join(site.text("sources/README.txt").split())
    for schema in each(SCHEMAS.values()):
        for key in each(schema.keys):
            assert f" {key} " in documented or f" {key}: " in documented, key


def test_2_2_rights_are_stated_where_they_are_known_and_called_unstated_where_they_are_not(site: Site) -> None:
    assert "LicenceOut of copyright" in words(main(site, "articles/rain.html"))
    for address, root in each(pages(site).items()):
        if address != "404.html":
            assert "The archive’s own words: terms not stated" in words(root), address


# ---------------------------------------------------------------------------------------------------------------------
# 3: Processing


def test_3_1_nothing_is_published_whose_input_or_output_is_wrong(archive: Callable[[Files], Path]) -> None:
    home = archive(ARCHIVE)
    assert run("--source", home).status == 0
    before = tree(home / "public")
    losing = (ROOT / "templates/article.html").read_text("utf-8").replace("{{ page.text.html }}", "")
    for path, wrong in (("templates/article.html", losing), ("articles/rain.md", "no front matter\n")):
        right = (home / path).read_text("utf-8") if (home / path).exists() else None
        write(home, {path: wrong} | {"site.yaml": (home / "site.yaml").read_text("utf-8")})
        assert run("--source", home).status == 1
        assert tree(home / "public") == before
        (home / path).unlink() if right is None else (home / path).write_text(right)


def test_3_2_after_a_change_the_whole_site_is_as_if_it_were_built_anew(
    archive: Callable[[Files], Path], tmp_path: Path
) -> None:
    home = archive(ARCHIVE)
    assert run("--source", home).status == 0
    (home / "articles/rain.md").write_text(article("Other words.\n", title="Another title"))
    (home / "articles/originals/original.txt").unlink()
    assert run("--source", home).status == 0
    assert run("--source", home, "--output", tmp_path / "anew", "--clean").status == 0
    assert tree(home / "public") == tree(tmp_path / "anew")


def test_3_3_the_program_is_text_too_in_open_formats() -> None:
    """No step turns it into something else before it runs."""
    program = [path for folder in ("sitebuilder", "templates") for path in (ROOT / folder).rglob("*") if path.is_file()]
    sources = [path for path in program if path.suffix != ".pyc"]
    assert {path.suffix for path in each(sources)} <= {".py", ".html", ".css", ".js", ".svg", ".xml", ".txt"}
    for path in each(sources):
        path.read_text("utf-8")


# ---------------------------------------------------------------------------------------------------------------------
# 4: Products


def test_4_1_the_site_needs_no_server(site: Site) -> None:
    """It is a folder of files of a few kinds, and each link leads to a file in it."""
    kinds = {PurePosixPath(address).suffix for address in site.files}
    assert kinds <= {".html", ".css", ".js", ".svg", ".txt", ".md", ".yaml", ".xml", ""}
    assert {address for address in site.files if not PurePosixPath(address).suffix} == {".news-archive"}
    check_ids_and_links(site)


def test_4_2_pages_are_plain_html_with_style_sheets(site: Site) -> None:
    for address, root in each(pages(site).items()):
        assert site.text(address).lower().startswith("<!doctype html>")
        assert not [tag for tag in each(root.iter()) if tag.tag in {"canvas", "object", "embed", "iframe", "video"}], (
            address
        )
        assert not [tag for tag in each(root.iter()) if tag.tag == "script" and tag.get("type")], address


def test_4_3_no_page_loads_anything_from_elsewhere(site: Site) -> None:
    for address, root in each(pages(site).items()):
        loading = [tag for tag in root.iter() if tag.tag in {"link", "script", "img"}]
        loaded = " ".join(tag.get("src") or tag.get("href") or "" for tag in loading)
        assert not re.search(r"(?:^| )(?:[a-z]+:|//)", loaded), address
    for address in each(address for address in site.files if address.endswith(".css")):
        assert not re.search(r"url\(|@import", site.text(address)), address


def test_4_4_no_address_has_a_query(site: Site) -> None:
    for address, root in each(pages(site).items()):
        assert not [to for to in each(references(root)) if "?" in to], address


def test_4_5_all_sources_are_in_the_site_with_an_explanation(site: Site) -> None:
    published = {hashlib.sha256(raw).hexdigest() for raw in site.files.values()}
    for path, raw in each(tree(site.source).items()):
        if path.startswith(("articles/", "site.yaml")) and path != "articles/gone.md":
            assert hashlib.sha256(raw).hexdigest() in published, path
    assert "sources/README.txt" in site.files


def test_4_6_a_single_page_still_has_its_text_and_says_where_it_is_from(site: Site, tmp_path: Path) -> None:
    """Without the rest of the site, its style sheets included, an article can be read and its archive is named."""
    alone = tmp_path / "alone.html"
    alone.write_text(site.text("articles/rain.html"), "utf-8")
    kept = page(Site(tmp_path, tmp_path), "alone.html")
    assert "The river rose." in words(of_class("e-content", kept)[0])
    assert "The Archive" in words(kept)


def test_4_7_all_words_of_a_page_are_in_its_html(site: Site) -> None:
    """No script writes them, and no style sheet adds any but marks."""
    for address, root in each(pages(site).items()):
        assert words(next(root.iter("main"))), address
        assert not [tag for tag in each(root.iter()) if tag.get("hidden") is not None], address
    sheets = "".join(site.text(address) for address in site.files if address.endswith(".css"))
    added = re.findall(r"content: ?\"([^\"]*)\"", sheets)
    assert {text for text in each(added) if re.search(r"[A-Za-z]{3}", text)} == set()


# ---------------------------------------------------------------------------------------------------------------------
# 5: Release management


def test_5_2_only_what_is_whole_is_published(site: Site) -> None:
    """Every file is in the manifest with its sum: a site that was half written would not fit it."""
    lines = [line for line in site.text("manifest-sha256.txt").splitlines() if not line.startswith("#")]
    listed = {address: digest for digest, address in (line.split("  ", 1) for line in each(lines))}
    there = {address: hashlib.sha256(raw).hexdigest() for address, raw in site.files.items()}
    assert listed == {address: digest for address, digest in there.items() if address != "manifest-sha256.txt"}


def test_5_3_the_edition_is_named_on_the_index_on_about_and_on_each_article(site: Site) -> None:
    for address in ("index.html", "about.html", "articles/rain.html"):
        assert re.search(r"[Ee]dition\W.{0,30}2[12] November 2026", words(page(site, address))), address


def test_5_4_a_paragraph_of_an_edition_can_be_cited(site: Site) -> None:
    rain = main(site, "articles/rain.html")
    assert {"#p1", "#p2"} <= {href for href, _ in links(rain)}
    assert "Edition of this article" in words(rain)


def test_5_5_an_address_that_was_published_does_not_go_away(site: Site) -> None:
    notice = page(site, "articles/gone.html")
    assert {"p1", "p2"} <= {tag.get("id") for tag in notice.iter()}
    assert "secret" not in words(notice)
