"""A damaged copy of a text as received is replaced by a better one: what came first stays, with its page."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Files, Site, article, build_site, each, run, write
from reading import facts, links, main, words

Check = Callable[[Files], list[str]]

TORN, WET, WHOLE = b"The brook ro", b"\xff\x00 rive", "The brook rose.\n\nThe bridge fell.\n"
"""What came in, the whole text last; the wet one is no text."""

LATER = "[{on: 2026-11-21, what: Added}, {on: 2026-11-28, what: Replaced a torn copy}]"


def digest(raw: bytes | str) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(raw if isinstance(raw, bytes) else raw.encode()).hexdigest()


def copy(name: str, raw: bytes, more: str = "") -> str:
    """Return an entry of `earlier`."""
    return f"{{file: {name}, sha256: {digest(raw)}{more}}}"


def replaced(*copies: str, revisions: str = LATER) -> str:
    """Return an article whose text as received has replaced some copies."""
    source = f"{{file: whole.txt, sha256: {digest(WHOLE)}, earlier: [{', '.join(copies)}]}}"
    return article(WHOLE, title="The flood", source=source, revisions=revisions)


def archive_of(*copies: str, **files: bytes) -> Files:
    """Return an archive with this article, and the copies that it has replaced."""
    received = {f"articles/originals/{name}.txt": raw for name, raw in files.items()}
    return {"articles/flood.md": replaced(*copies), "articles/originals/whole.txt": WHOLE} | received


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build an archive of an article with two earlier copies, of which one is no text."""
    files = archive_of(copy("torn.txt", TORN), copy("wet.txt", WET), torn=TORN, wet=WET)
    return build_site(write(tmp_path_factory.mktemp("replaced"), files))


def test_the_article_lists_the_copies_that_were_replaced_newest_first_with_their_sums(built: Site) -> None:
    listed = facts(main(built, "articles/flood.html"))
    assert listed["Earlier copies, which that file has replaced"] == [
        "torn.txt, 12 bytes",
        f"SHA-256: {digest(TORN)}",
        "wet.txt, 7 bytes",
        f"SHA-256: {digest(WET)}",
    ]
    assert ("../originals/torn.txt.html", "torn.txt") in links(main(built, "articles/flood.html"))


def test_each_copy_stays_published_byte_for_byte_and_is_in_the_manifest(built: Site) -> None:
    assert built.files["originals/torn.txt"] == TORN
    assert built.files["originals/wet.txt"] == WET
    manifest = built.text("manifest-sha256.txt")
    for name, raw in (("torn", TORN), ("wet", WET)):
        assert f"{digest(raw)}  originals/{name}.txt\n" in manifest
        assert f"  originals/{name}.txt.html\n" in manifest


def test_the_page_of_a_copy_says_what_replaced_it_and_where(built: Site) -> None:
    torn = main(built, "originals/torn.txt.html")
    assert "Text as received, an earlier copy" in words(torn)
    assert "Replaced by whole.txt in The flood." in words(torn)
    assert {"whole.txt.html", "../articles/flood.html"} <= {href for href, _ in links(torn)}
    assert "The brook ro" in words(torn)
    assert "made from it" not in words(torn)
    assert "Replaced by torn.txt in The flood." in words(main(built, "originals/wet.txt.html"))


def test_a_copy_that_is_no_text_is_not_shown_but_can_be_downloaded(built: Site) -> None:
    wet = main(built, "originals/wet.txt.html")
    assert "Its bytes are not text in utf-8, so it is not shown here." in words(wet)
    assert ("wet.txt", "Download wet.txt") in links(wet)
    assert "checked at build" not in words(wet)
    assert "Encoding" not in facts(wet)


def test_the_page_of_the_text_that_the_article_is_made_of_has_no_word_of_it(built: Site) -> None:
    assert "eplaced" not in words(main(built, "originals/whole.txt.html"))


def test_a_copy_may_have_an_encoding_of_its_own(site: Callable[[Files], Site]) -> None:
    raw = "Le café".encode("windows-1252")
    built = site(archive_of(copy("old.txt", raw, ", encoding: windows-1252"), old=raw))
    assert "Le café" in words(main(built, "originals/old.txt.html"))
    assert facts(main(built, "originals/old.txt.html"))["Encoding"] == ["windows-1252"]


def test_a_copy_that_another_article_is_made_of_has_both_on_its_page(site: Callable[[Files], Site]) -> None:
    other = {"articles/other.md": article("The brook ro\n", title="Other", source=copy("torn.txt", TORN))}
    torn = words(main(site(archive_of(copy("torn.txt", TORN), torn=TORN) | other), "originals/torn.txt.html"))
    assert "The article made from it Other" in torn
    assert "Replaced by whole.txt in The flood." in torn


def test_a_copy_that_is_changed_stops_the_next_build(archive: Callable[[Files], Path]) -> None:
    home = archive(archive_of(copy("torn.txt", TORN), torn=TORN))
    assert run("--source", home).status == 0
    (home / "articles/originals/torn.txt").write_bytes(b"The brook rx")
    assert "articles/originals/torn.txt has a different SHA-256" in run("--source", home).complained


def test_no_copy_is_said_to_have_no_article(archive: Callable[[Files], Path]) -> None:
    home = archive(archive_of(copy("torn.txt", TORN), torn=TORN))
    assert run("--source", home).complained == ""


TORN_COPY = copy("torn.txt", TORN)

MISTAKES: dict[str, tuple[str, str]] = {
    "no later revision": (
        replaced(TORN_COPY, revisions="[{on: 2026-11-21, what: Added}]"),
        (
            "4: earlier: no revision is of a later day than the first;"
            " write under revisions: on which later day the copy was replaced"
        ),
    ),
    "two revisions on one day": (
        replaced(TORN_COPY, revisions="[{on: 2026-11-21, what: Added}, {on: 2026-11-21, what: Replaced}]"),
        (
            "4: earlier: no revision is of a later day than the first;"
            " write under revisions: on which later day the copy was replaced"
        ),
    ),
    "no file": (
        replaced("{file: lost.txt, sha256: " + digest(TORN) + "}"),
        "4: file: there is no articles/originals/lost.txt; put the text as received there",
    ),
    "another sum": (
        replaced(copy("torn.txt", b"Something else")),
        (
            f"4: sha256: articles/originals/torn.txt has a different SHA-256, {digest(TORN)};"
            " restore the file, or write this one if the file is right"
        ),
    ),
    "a copy twice": (
        replaced(TORN_COPY, TORN_COPY),
        '4: file: "torn.txt" is listed twice; remove one of the two entries',
    ),
    "the text itself": (
        replaced(copy("whole.txt", WHOLE.encode())),
        '4: file: "whole.txt" is the file that is not replaced; name the one that it took the place of',
    ),
    "no such encoding": (
        replaced(copy("torn.txt", TORN, ", encoding: utf-9")),
        '4: encoding: "utf-9" is not an encoding of text; write one such as utf-8 or windows-1252',
    ),
    "no list": (
        replaced(TORN_COPY).replace("[{file: torn", "{file: torn").replace("}]}", "}}"),
        "4: earlier: is not a list; start each entry with - and file: …, sha256: …, encoding: …",
    ),
    "no sum": (
        replaced("{file: torn.txt}"),
        "4: sha256: is missing; write what `sha256sum` prints for the file",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_is_wrong_is_reported_with_what_to_do(problems: Check, mistake: str) -> None:
    text, says = MISTAKES[mistake]
    files = archive_of(TORN_COPY, torn=TORN) | {"articles/flood.md": text}
    reported = problems(files)
    assert reported == [f"articles/flood.md:{says}"]


def test_the_readme_shows_which_paragraphs_have_moved(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    command = next(line for line in readme.splitlines() if line.startswith("diff <("))
    older, newer = "One.\n\nTwo.\nThree.\nFive.\n", "One.\nTwo.\n\nThree.\n\n \nFour.\nFive.\n"
    write(tmp_path, {"articles/originals/flood-torn.txt": older, "articles/originals/flood-better.txt": newer})
    said = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert said == "3a4\n> Four.\n"


def test_where_no_copy_was_replaced_nothing_is_said_of_it(golden: Site) -> None:
    for address in each(address for address in golden.files if address.startswith(("articles/", "originals/"))):
        assert b"arlier cop" not in golden.files[address]


def test_the_copies_of_a_withdrawn_article_are_withheld(site: Callable[[Files], Site]) -> None:
    files = archive_of(TORN_COPY, torn=TORN) | {"articles/other.md": article("Other words.\n")}
    text = str(files["articles/flood.md"]).replace(
        "revisions:", "withdrawn: {on: 2026-11-28, why: Asked to}\nrevisions:"
    )
    built = site(files | {"articles/flood.md": text})
    assert not [address for address in each(built.files) if address.startswith("originals/")]
    assert not [address for address, raw in each(built.files.items()) if TORN in raw]


SECRET = "Nobody may read of the zeppelin."

MID, PAGE, BETTER = (
    f"{SECRET}\nThe brook r\n",
    f"{SECRET}\nThe broo\n",
    f"{SECRET}\nThe brook rose.\nThe bridge fell.\n",
)
"""A page with three articles, as it came in three times."""


def part(title: str, name: str, raw: str, number: int, more: str = "") -> str:
    """Return an article made from one paragraph of a page."""
    stretch = f"file: {name}, sha256: {digest(raw)}, from: {number}, to: {number}{more}"
    text = raw.splitlines()[number - 1] + "\n"
    return article(text, title=title, source=f"{{{stretch}}}", revisions=LATER)


def test_every_copy_of_a_page_is_withheld_with_an_article_that_was_withdrawn(site: Callable[[Files], Site]) -> None:
    """However they hang together: by an article that names two of them, or by their bytes."""
    gone = part("Gone", "page.txt", PAGE, 1).replace(
        "revisions:", "withdrawn: {on: 2026-11-29, why: Asked to}\nrevisions:"
    )
    copies = {"page": PAGE, "mid": MID, "again": MID, "better": BETTER}
    built = site(
        {f"articles/originals/{name}.txt": raw for name, raw in copies.items()}
        | {
            "articles/gone.md": gone,
            "articles/brook.md": part(
                "Brook", "better.txt", BETTER, 2, f", earlier: [{copy('page.txt', PAGE.encode())}]"
            ),
            "articles/bridge.md": part(
                "Bridge", "better.txt", BETTER, 3, f", earlier: [{copy('mid.txt', MID.encode())}]"
            ),
            "articles/torn.md": part("Torn", "again.txt", MID, 2),
        }
    )
    assert not [address for address, raw in each(built.files.items()) if b"zeppelin" in raw]
    for slug in ("brook", "bridge"):
        assert "withheld" in words(main(built, f"articles/{slug}.html"))
