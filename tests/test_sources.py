"""A copy of the site is a copy of the archive: every source file is in it, and the site can be built from it again."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from conftest import ROOT, SITE, Site, article, build_site, each, run, tree, write
from stories import FLOOD
from test_architecture import SCHEMAS

from sitebuilder.records.stories import RELATIONS

RECEIVED = "It rained.\n"
BASE = (ROOT / "templates/base.html").read_text("utf-8")
OWN = {
    "templates/base.html": BASE.replace("How it works", "How all of this works"),
    "templates/parts/imprint.HTML": "<p>{{ page.frame.title }}</p>\n",
    "templates/parts/imprint.html.txt": "Notes on it.\n",
    "templates/parts/imprint.html.txt.txt": "Notes on these.\n",
    "templates/static/icon.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "templates/static/style.css": (ROOT / "templates/static/style.css").read_text("utf-8") + "/* mine */\n",
    "templates/static/toggle.js": "document.title\n",
}
"""Templates of an archive's own: in place of the program's and beside them, three of which nothing uses."""

FILES = {
    **FLOOD,
    **OWN,
    "articles/rain.md": article(RECEIVED, original=RECEIVED),
    "articles/originals/original.txt": RECEIVED,
}


def built(files: dict[str, str], folder: Path) -> Site:
    """Write an archive and build it, whatever is noted about it."""
    source = write(folder, files)
    assert run("--source", source, "--quiet").status == 0
    return Site(source, source / "public")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build an archive with every kind of source file."""
    return built(FILES, tmp_path_factory.mktemp("sources"))


def names_to_undo(site: Site) -> dict[str, str]:
    """Return the names that `sources/README.txt` says are to be undone, each with the right one."""
    return dict(re.findall(r"^  (sources/\S+)  is  (\S+)$", site.text("sources/README.txt"), re.MULTILINE))


def source_again(site: Site, folder: Path) -> Path:
    """Make a source folder of the files of a site, as `sources/README.txt` says, without a look at the archive."""
    undo, files = names_to_undo(site), {}
    for address, raw in site.files.items():
        if address.endswith(".md") or (address.startswith("sources/") and address != "sources/README.txt"):
            files[undo.get(address, address.removeprefix("sources/"))] = raw
        elif address.startswith("originals/") and address.endswith(".txt"):
            files[f"articles/{address}"] = raw
    return write(folder, files)


def test_every_source_file_is_in_the_site_byte_for_byte(site: Site) -> None:
    """Articles and texts as received at addresses of their own, all others below `sources/`, at their paths."""
    there = site.files
    for path, text in each((FILES | {"site.yaml": SITE}).items()):
        address = path.removeprefix("articles/") if path.startswith("articles/originals/") else f"sources/{path}"
        address = path if path.endswith(".md") else address
        address = next((to for to, right in names_to_undo(site).items() if right == path), address)
        assert there[address] == text.encode(), path


def test_what_a_browser_would_run_has_a_name_that_no_browser_runs(site: Site) -> None:
    assert names_to_undo(site) == {
        "sources/templates/base.html.txt": "templates/base.html",
        "sources/templates/parts/imprint.HTML.txt": "templates/parts/imprint.HTML",
        "sources/templates/parts/imprint.html.txt.txt": "templates/parts/imprint.html.txt",
        "sources/templates/parts/imprint.html.txt.txt.txt": "templates/parts/imprint.html.txt.txt",
        "sources/templates/static/icon.svg.txt": "templates/static/icon.svg",
        "sources/templates/static/toggle.js.txt": "templates/static/toggle.js",
    }
    kinds = {Path(address).suffix for address in site.files if address.startswith("sources/")}
    assert kinds == {".css", ".txt", ".yaml"}


def test_two_source_files_never_get_one_address(problems) -> None:
    """Not where one is called as the other would be with `.txt` added; where a disk takes them for one, it is said."""
    files = {"articles/a.md": article(), "templates/parts/a.html": "<p>", "templates/parts/A.html.txt": "a"}
    assert problems(files) == []
    assert problems({**files, "templates/parts/A.html": "<p>"}) == [
        (
            "templates/parts/a.html: its address sources/templates/parts/a.html.txt is also that of"
            " templates/parts/A.html; rename one of the two"
        )
    ]


@pytest.mark.parametrize("name", ["my part.html", "pärt.html", "part\n.html", "nul.html", "a\\b.html"])
def test_a_template_whose_name_no_copy_could_keep_is_refused(problems, name: str) -> None:
    [said] = problems({"articles/a.md": article(), f"templates/parts/{name}": "<p>"})
    assert said.endswith(("; rename the file", "rename the file"))


def test_the_programs_own_templates_are_there_only_where_the_source_has_replaced_them(flood: Site, site: Site) -> None:
    assert not [address for address in each(flood.files) if address.startswith("sources/templates")]
    copied = [address for address in site.files if address.startswith("sources/templates")]
    assert len(copied) == len(OWN)


def test_in_the_folder_of_the_program_no_template_is_an_archives_own(tmp_path: Path) -> None:
    assert run("--output", tmp_path / "public", "--quiet").complained == ""
    assert not (tmp_path / "public/sources/templates").exists()


def test_what_the_site_is_built_of_again_gives_the_same_site_byte_for_byte(
    site: Site, golden: Site, tmp_path: Path
) -> None:
    for number, one in enumerate((site, golden)):
        folder = source_again(one, tmp_path / f"again-{number}")
        assert run("--source", folder, "--quiet").status == 0
        assert tree(folder / "public") == one.files


def test_a_text_as_received_that_no_article_names_is_not_published(tmp_path: Path) -> None:
    """Nothing proves what it is, and nobody may have meant it for others; the site is the same without it."""
    files = {path: text for path, text in FILES.items() if path not in OWN}
    stray = built({**files, "articles/originals/stray.txt": "Not for others.\n"}, tmp_path / "stray")
    assert not [address for address, raw in each(stray.files.items()) if b"Not for others" in raw or "stray" in address]
    assert stray.files == built(files, tmp_path / "plain").files


def test_the_file_that_explains_them_says_what_every_key_means(flood: Site) -> None:
    """In the words of the program, so that it stays true; and what dates and relations mean."""
    said = " ".join(flood.text("sources/README.txt").split())
    for schema in each(SCHEMAS.values()):
        for key, meaning in each(schema.keys.items()):
            assert f" {key} {meaning} " in said
    for relation, meaning in RELATIONS.items():
        assert f" {relation} {meaning} " in f"{said} "
    forms = re.findall(r"^\| `([0-9X~?/-]+)` \| (.+) \|$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    for form, shown in each(forms):
        assert f" {form} {shown} " in said
    assert "None: every file below sources/ has the name that it has in the source folder." in said


def test_its_lines_fit_into_a_window(site: Site) -> None:
    assert all(len(line) <= 100 for line in each(site.text("sources/README.txt").splitlines()))


def test_a_list_leads_to_each_of_them_and_has_several_pages_where_they_are_many(site: Site, tmp_path: Path) -> None:
    stories = {f"articles/stories/story-{n}.yaml": "supplied_title: A story\n" for n in range(70)}
    accounts = {f"articles/a-{n}.md": article(story=f"story-{n}", label=f"“{n}”") for n in range(70)}
    large = build_site(write(tmp_path, stories | accounts))
    for one, pages in ((site, ["sources.html"]), (large, ["sources.html", "sources-2.html"])):
        linked = {href for page in pages for href in re.findall(r'href="(sources/[^"]+)"', one.main(page))}
        assert linked == {address for address in one.files if address.startswith("sources/")}


def test_an_edit_of_one_source_file_changes_its_copy(site: Site, tmp_path: Path) -> None:
    folder = source_again(site, tmp_path)
    assert run("--source", folder, "--quiet").status == 0
    write(folder, {"articles/names.yaml": FLOOD["articles/names.yaml"] + "- {name: wall, kind: place}\n"})
    assert run("--source", folder, "--quiet").status == 0
    copy = (folder / "public/sources/articles/names.yaml").read_bytes()
    assert hashlib.sha256(copy).digest() == hashlib.sha256((folder / "articles/names.yaml").read_bytes()).digest()
