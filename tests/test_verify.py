"""Is what is published what was built? `build.py verify` says of every file that is not, and what to do."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Run, Site, article, build_site, run, tree, write
from msgspec.structs import replace
from stories import FLOOD, UNCURATED, many

from sitebuilder import VERSION
from sitebuilder.cache.files import Cache
from sitebuilder.cache.last_build import files_of, pack, recall, unpack
from sitebuilder.cache.program import program_fingerprint

NAME_PAGES = ["names/ann.html"]
"""The files of the site in the folder of the names."""

AGAIN = "copy it again, or type build.py --clean"
CHANGED = f"is not the file that the manifest lists; {AGAIN}"
MISSING = f"is missing; {AGAIN}"
EXTRA = "is not in the manifest; remove it"

FILES = {
    **many(6),
    **{
        path.replace("flood", "river"): text.replace("story: flood", "story: river") for path, text in UNCURATED.items()
    },
    "articles/stories/river.yaml": FLOOD["articles/stories/flood.yaml"],
    "articles/alone.md": article(topics="[Weather]"),
}
"""An archive whose site has many files of every kind."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the archive once; tests change copies of its site."""
    return build_site(write(tmp_path_factory.mktemp("whole"), FILES))


@pytest.fixture
def copy(whole: Site, tmp_path: Path) -> Site:
    """Copy the site, so that a test can change it."""
    return Site(whole.source, shutil.copytree(whole.output, tmp_path / "copy"))


def verify(site: Site, *switches: str) -> Run:
    """Run the command on a site and its source."""
    return run("verify", "--source", site.source, "--output", site.output, *switches)


def found(site: Site) -> list[str]:
    """Return what the command says is wrong, without the folder's name and the line that counts."""
    result = verify(site, "--quiet")
    assert (result.status, result.said) == (1, "")
    *lines, last = result.complained.splitlines()
    assert last in {f"{len(lines)} differences in copy/", "1 difference in copy/"}
    return [line.removeprefix("copy/") for line in lines]


def test_a_site_as_it_was_built_is_said_to_be_that(copy: Site) -> None:
    result = verify(copy)
    edition = copy.text("manifest-sha256.txt").split()[2:4]
    assert result.said == (
        f"copy/ is complete, and what would be built from the source: {len(copy.files)} files,"
        f" edition {' '.join(edition).rstrip(',')}.\n"
    )
    assert (result.status, result.complained) == (0, "")
    assert verify(copy, "--quiet") == Run(0, "", "")


def test_it_writes_nothing(whole: Site) -> None:
    before = {path: path.lstat() for path in whole.source.rglob("*") if path.is_file()}
    assert verify(whole).status == 0
    assert {path: path.lstat() for path in whole.source.rglob("*") if path.is_file()} == before


# ---------------------------------------------------------------------------------------------------------------------
# Sixty damages at once

Damage = Callable[[Path, str], dict[str, str]]
"""Does something to a file of a site, given by its address; returns what has to be said of which addresses."""


def remove(site: Path, address: str) -> dict[str, str]:
    (site / address).unlink()
    return {address: MISSING}


def flip(site: Path, address: str) -> dict[str, str]:
    """Change one bit in the midst of a file."""
    raw = bytearray((site / address).read_bytes())
    raw[len(raw) // 2] ^= 1
    (site / address).write_bytes(raw)
    return {address: CHANGED}


def truncate(site: Path, address: str) -> dict[str, str]:
    (site / address).write_bytes((site / address).read_bytes()[:-1])
    return {address: CHANGED}


def empty(site: Path, address: str) -> dict[str, str]:
    (site / address).write_bytes(b"")
    return {address: CHANGED}


def append(site: Path, address: str) -> dict[str, str]:
    (site / address).write_bytes((site / address).read_bytes() + b"\n")
    return {address: CHANGED}


def line_ends(site: Path, address: str) -> dict[str, str]:
    """Do what a transfer as text does."""
    (site / address).write_bytes((site / address).read_bytes().replace(b"\n", b"\r\n"))
    return {address: CHANGED}


def rename(site: Path, address: str) -> dict[str, str]:
    other = f"{address}.old"
    (site / address).rename(site / other)
    return {address: MISSING, other: _misnamed(address)}


def capitals(site: Path, address: str) -> dict[str, str]:
    folder, _, name = address.rpartition("/")
    other = f"{folder}/{name.capitalize()}".lstrip("/")
    (site / address).rename(site / other)
    return {address: MISSING, other: _misnamed(address)}


def link(site: Path, address: str) -> dict[str, str]:
    """Put in place of a file a link to what it held."""
    (site / address).rename(site.parent / address.replace("/", "-"))
    (site / address).symlink_to(site.parent / address.replace("/", "-"))
    return {address: "is a link, not a file; put the file itself there"}


def folder(site: Path, address: str) -> dict[str, str]:
    """Put in place of a file an empty folder."""
    (site / address).unlink()
    (site / address).mkdir()
    return {address: "is an empty folder; remove it"}


def pipe(site: Path, address: str) -> dict[str, str]:
    (site / address).unlink()
    os.mkfifo(site / address)
    return {address: "is a pipe, not a file; put the file itself there"}


def duplicate(site: Path, address: str) -> dict[str, str]:
    other = f"{address}.copy"
    shutil.copy(site / address, site / other)
    return {other: EXTRA}


def _misnamed(wanted: str) -> str:
    return f"is not in the manifest, and holds what {wanted} should hold; rename it to that"


DAMAGES: list[Damage] = [
    *(remove, flip, truncate, empty, append, line_ends, rename, capitals, link, folder, pipe, duplicate),
]
"""What is done to a file."""


def swap(site: Path, one: str, other: str) -> dict[str, str]:
    """Let two files change places."""
    (site / one).rename(site / "x")
    (site / other).rename(site / one)
    (site / "x").rename(site / other)
    return {
        one: f"is not the file that the manifest lists and holds what {other} should hold; {AGAIN}",
        other: f"is not the file that the manifest lists and holds what {one} should hold; {AGAIN}",
    }


def strays(site: Path) -> dict[str, str]:
    """Put what is none of the site into its folder: hidden, with odd names, in folders of its own."""
    (site / "new/empty").mkdir(parents=True)
    (site / "static/link").symlink_to("style.css")
    (site / "articles/lost").symlink_to("nowhere")
    (site / "names/away").symlink_to(site.parent)
    for name in (".hidden", "a\nb.html", "new/deep.html", "Thumbs.db", "sources/site.yaml~", "-rf"):
        (site / name).write_text("none of the site")
    (site / os.fsdecode(b"\xff.html")).write_text("none of the site")
    return {
        "new/empty": "is an empty folder; remove it",
        **dict.fromkeys(
            ("static/link", "articles/lost", "names/away"), "is a link, not a file; put the file itself there"
        ),
        **dict.fromkeys((".hidden", r"a\u{a}b.html", "new/deep.html", "Thumbs.db", "sources/site.yaml~", "-rf"), EXTRA),
        r"\u{dcff}.html": EXTRA,
    }


def test_of_sixty_damages_every_one_is_named_and_nothing_else(copy: Site) -> None:
    """Each file that is not as it was, and each that is too many, with what to do; all in one run."""
    files = sorted(copy.files.keys() - {"manifest-sha256.txt"})
    due: dict[str, str] = {}
    damaged = len(files) // 2 * 2 - 12
    for at, address in enumerate(files[:damaged]):
        due |= DAMAGES[at % len(DAMAGES)](copy.output, address)
    untouched = files[damaged : damaged + 6]
    for one, other in zip(untouched[::2], untouched[1::2], strict=True):
        due |= swap(copy.output, one, other)
    due |= strays(copy.output)
    assert len(due) >= 60
    assert sorted(found(copy)) == sorted(f"{address}: {says}" for address, says in due.items())


@pytest.mark.parametrize("damage", DAMAGES)
def test_one_damage_alone_is_named_alone(copy: Site, damage: Damage) -> None:
    due = damage(copy.output, "articles/gazette.html")
    assert sorted(found(copy)) == sorted(f"{address}: {says}" for address, says in due.items())


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no sockets in folders here")
def test_a_socket_is_named_too(copy: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy.output)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s")
        assert found(copy) == ["s: is a socket, not a file; put the file itself there"]


def test_what_the_system_does_not_let_anybody_read_is_named(copy: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, listed = os.open, os.scandir

    def refuse(path: object, *rest: int) -> int:
        if str(path).endswith("copy/index.html"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *rest)

    def hide(path: object) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("copy/names"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "scandir", hide)
    assert found(copy) == [
        "index.html: cannot be read: permission denied; let it be read, and verify again",
        "names: cannot be read: permission denied; let it be read, and verify again",
        *(f"{name}: is in names, which is no folder that can be read" for name in NAME_PAGES),
    ]


def test_a_link_in_place_of_a_folder_is_not_followed(copy: Site) -> None:
    (copy.output / "names").rename(copy.output.parent / "names")
    (copy.output / "names").symlink_to(copy.output.parent / "names")
    assert found(copy) == [
        "names: is a link, not a file; put the file itself there",
        *(f"{name}: is in names, which is no folder that can be read" for name in NAME_PAGES),
    ]


# ---------------------------------------------------------------------------------------------------------------------
# The manifest

MANIFEST = "manifest-sha256.txt"


def edit(site: Site, before: str, after: str, address: str = MANIFEST) -> None:
    text = site.text(address)
    assert text.count(before) == 1
    (site.output / address).write_text(text.replace(before, after), "utf-8")


def test_a_manifest_that_is_gone_or_no_text_is_said_and_the_source_is_compared(copy: Site) -> None:
    (copy.output / MANIFEST).unlink()
    (copy.output / "stray.txt").write_text("A")
    assert found(copy) == [
        f"{MANIFEST}: is missing, so nothing can be compared with it; copy it again, or type build.py",
        "stray.txt: would not be built from the source; type build.py",
    ]
    (copy.output / MANIFEST).write_bytes(b"\xff\xfe")
    (copy.output / "stray.txt").unlink()
    assert found(copy) == [f"{MANIFEST}: is no text in UTF-8; {AGAIN}"]


@pytest.mark.parametrize(
    "line", ["no sum", "0" * 64 + " one-space.html", "0" * 64 + "  /etc/passwd", "0" * 64 + "  ../a"]
)
def test_a_line_that_is_none_is_named_by_its_number(copy: Site, line: str) -> None:
    with (copy.output / MANIFEST).open("a") as file:
        file.write(f"{line}\n")
    number = copy.text(MANIFEST).count("\n")
    assert f"{MANIFEST}:{number}: is not a SHA-256, two spaces and the address of a file; {AGAIN}" in found(copy)


def test_a_forged_file_with_a_forged_manifest_is_not_what_the_source_gives(copy: Site) -> None:
    """The manifest shows damage; only the source, or another copy, shows forgery."""
    before = copy.text(MANIFEST)
    [old] = [line for line in before.splitlines() if line.endswith("  articles/gazette.html")]
    flip(copy.output, "articles/gazette.html")
    new = hashlib.sha256((copy.output / "articles/gazette.html").read_bytes()).hexdigest()
    edit(copy, old, f"{new}  articles/gazette.html")
    says = "is not what would be built from the source; type build.py --clean"
    assert found(copy) == [f"articles/gazette.html: {says}", f"{MANIFEST}: {says}"]


# ---------------------------------------------------------------------------------------------------------------------
# The source


def test_what_another_edition_of_the_source_would_change_is_named(copy: Site, tmp_path: Path) -> None:
    """First that it is another one: then the differences are no damage."""
    source = shutil.copytree(copy.source, tmp_path / "edited", ignore=shutil.ignore_patterns("public", ".*"))
    (source / "articles/alone.md").rename(source / "articles/new.md")
    result = verify(Site(source, copy.output), "--quiet")
    lines = result.complained.splitlines()
    assert result.status == 1
    edition = copy.text(MANIFEST).splitlines()[0].removeprefix("# Edition ").partition(",")[0]
    assert lines[0].startswith(f"copy/: is the edition {edition}, and the source is now the edition 2026-11-21 ")
    assert lines[0].endswith("; type build.py, or name its source with --source")
    assert "copy/articles/new.html: is not in the site, and would be built from the source; type build.py" in lines
    assert "copy/articles/alone.html: would not be built from the source; type build.py" in lines
    assert "copy/index.html: is not what would be built from the source; type build.py --clean" in lines


def test_another_version_of_the_program_is_said_first(copy: Site) -> None:
    edit(copy, f"news archive {VERSION}", "news archive 0.0.9")
    first, *others = found_after_heading(copy)
    assert first == (
        f"copy/: was built by version 0.0.9 of the program, and this is {VERSION}; compare it with version 0.0.9"
    )
    assert others == [f"copy/{MANIFEST}: is not what would be built from the source; type build.py --clean"]


def found_after_heading(site: Site) -> list[str]:
    return verify(site, "--quiet").complained.splitlines()[:-1]


def test_a_source_with_problems_is_reported_and_the_manifest_compared(copy: Site, tmp_path: Path) -> None:
    source = write(tmp_path / "wrong", {"articles/a.md": "---\ntitle: A\n---\n\nA.\n"})
    remove(copy.output, "index.html")
    lines = verify(Site(source, copy.output), "--quiet").complained.splitlines()[1:]
    assert lines == [
        *[line for line in lines if line.startswith("articles/a.md:2: revisions: ")],
        f"copy/index.html: {MISSING}",
        "1 problem in the source: compared with the manifest only",
        "1 difference in copy/",
    ]


def test_what_the_cache_holds_is_not_trusted(whole: Site, tmp_path: Path) -> None:
    """Every file is made anew, so that a build that went wrong once does not prove itself right."""
    source = shutil.copytree(whole.source, tmp_path / "archive")
    cache, output = Cache(source, program_fingerprint(ROOT)), str(source / "public")
    assert run("--source", source, "--quiet").status == 0
    last = recall(cache, output)
    row = last.read["alone.md"]
    read = unpack(row.packed)
    forged = replace(read, article=replace(read.article, summary="Nothing that its file says."))
    cache.write(files_of(output, replace(last, read={**last.read, "alone.md": replace(row, packed=pack(forged))})))
    assert recall(cache, output).read["alone.md"].packed == pack(forged)
    assert verify(Site(source, source / "public"), "--quiet") == Run(0, "", "")


@pytest.mark.parametrize("there", ["nothing", "a file", "an empty folder", "a folder of something else"])
def test_where_there_is_no_site_it_says_what_to_type(whole: Site, tmp_path: Path, there: str) -> None:
    place = tmp_path / "nowhere"
    if there == "a file":
        place.write_text("a")
    elif "folder" in there:
        write(place, {"letters/to-ann.txt": "Dear Ann"} if "something" in there else {})
        place.mkdir(exist_ok=True)
    result = verify(Site(whole.source, place))
    assert result.status == 2
    assert result.complained == f"there is no site in {place}; type build.py, or name another folder with --output\n"


def test_a_file_of_the_site_that_a_build_put_right_is_right(copy: Site) -> None:
    """What the messages say to type mends everything."""
    for damage, address in ((flip, "index.html"), (remove, "about.html"), (duplicate, "articles/gazette.html")):
        damage(copy.output, address)
    assert len(found(copy)) == 3
    assert run("--source", copy.source, "--output", copy.output, "--clean", "--quiet").status == 0
    assert verify(copy, "--quiet") == Run(0, "", "")
    assert tree(copy.output).keys() == copy.files.keys()
