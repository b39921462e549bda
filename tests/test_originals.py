"""Each text as received has a page that shows it letter for letter, and from which its bytes can be downloaded.

The page is read with html5lib here, which neither wrote it nor is the reader that the program proves it with.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Files, Site, article, build_site, each, missing, write
from reading import as_received, check_ids_and_links, facts, leads_to, links, main, of_class, page, words

from sitebuilder.text.escaping import escape

Build = Callable[[Files], Site]
Check = Callable[[Files], list[str]]

PAGE = "originals/gazette.txt.html"
"""The page of the text as received of the archives below."""


def archive_of(raw: bytes, encoding: str = "utf-8", name: str = "gazette.txt", **keys: str) -> Files:
    """Return an archive of one article with its text as received."""
    sha256 = hashlib.sha256(raw).hexdigest()
    text = raw.decode(encoding).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    source = f'{{file: "{name}", sha256: {sha256}, encoding: {encoding}}}'
    return {
        "articles/flood.md": article(escape(text), source=source, **keys),
        f"articles/originals/{name}": raw,
    }


# ---------------------------------------------------------------------------------------------------------------------
# What the page shows

WILD = (
    "\n\nFirst  line,\twith white space.  \n   indented\n\n\n<b>&amp;</b> <!-- --> </pre> {{ page }} &#13;\n\n"
    "\u00a0\u2028\u200b\u202e \ufeff e\u0301 שלום 日本語\n\n"
)
"""A text with all that a page could lose."""


@pytest.mark.parametrize("end_of_line", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("last", ["", "no end of line"])
def test_the_text_is_shown_letter_for_letter_with_its_white_space_and_line_ends(
    site: Build, end_of_line: str, last: str
) -> None:
    text = (WILD + last).replace("\n", end_of_line)
    assert as_received(site(archive_of(text.encode())).text(PAGE)) == text


def test_a_text_whose_line_ends_differ_is_shown_with_each_of_them(site: Build) -> None:
    """A carriage return by itself ends a line too."""
    text = "One.\r\nTwo.\nThree.\rFour.\r\r\nFive.\n\r"
    built = site(archive_of(text.encode()))
    assert as_received(built.text(PAGE)) == text
    assert facts(main(built, PAGE))["Lines"] == ["7"]
    assert facts(main(built, PAGE))["Line ends"] == ["3 CR, 2 CRLF, 2 LF, marked at each line"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One.\nTwo.\n", "LF"),
        ("One.\r\nTwo.\r\n", "CRLF"),
        ("One.\rTwo.\r", "CR"),
        ("One.\r\nTwo.", "CRLF; none after the last line"),
        ("One.\r\nTwo.\nThree.", "1 CRLF, 1 LF, marked at each line; none after the last line"),
        ("One.", "none"),
    ],
)
def test_the_page_says_how_its_lines_end(site: Build, text: str, said: str) -> None:
    assert facts(main(site(archive_of(text.encode())), PAGE))["Line ends"] == [said]


ENCODED = {
    "utf-8": ("“5 €”, 日本語\n", "utf-8"),
    "windows-1252": ("“5 €”\n", "windows-1252"),
    "utf-16": ("“5 €”, 日本語\n", "utf-16, with a byte order mark"),
    "utf-16-le": ("“5 €”, 日本語\n", "utf-16-le"),
    "utf-8-sig": ("“5 €”\n", "utf-8-sig, with a byte order mark"),
    "shift_jis": ("日本語。\n", "shift_jis"),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_the_text_is_decoded_by_its_encoding_which_the_page_names(site: Build, encoding: str) -> None:
    text, said = ENCODED[encoding]
    built = site(archive_of(text.encode(encoding), encoding))
    assert as_received(built.text(PAGE)) == text
    assert facts(main(built, PAGE))["Encoding"] == [said]


def test_a_byte_order_mark_is_named_and_is_not_part_of_the_text(site: Build) -> None:
    built = site(archive_of(b"\xef\xbb\xbfOne.\n"))
    assert as_received(built.text(PAGE)) == "One.\n"
    assert facts(main(built, PAGE))["Encoding"] == ["utf-8, with a byte order mark"]
    assert facts(main(built, PAGE))["Size"] == ["8 bytes"]


def test_the_page_says_how_large_the_file_is_and_what_its_sum_is_and_gives_its_bytes(site: Build) -> None:
    raw = "The river rose 5 €.\r\n".encode("windows-1252")
    built = site(archive_of(raw, "windows-1252"))
    said = facts(main(built, PAGE))
    assert said["Size"] == [f"{len(raw)} bytes"]
    assert said["SHA-256"] == [hashlib.sha256(raw).hexdigest()]
    [download] = [link for link in main(built, PAGE).iter("a") if link.get("download") is not None]
    assert built.files[leads_to(PAGE, download.get("href") or "")] == raw
    assert words(next(main(built, PAGE).iter("h1"))) == "gazette.txt"


def test_an_article_leads_to_the_page_of_its_text_as_received_and_that_back_to_the_article(site: Build) -> None:
    built = site(archive_of(b"One.\n", title="The flood", language="fr"))
    there = {label: leads_to("articles/flood.html", href) for href, label in links(main(built, "articles/flood.html"))}
    assert there["gazette.txt"] == PAGE
    [back] = [link for link in main(built, PAGE).iter("a") if words(link) == "The flood"]
    assert leads_to(PAGE, back.get("href") or "") == "articles/flood.html"
    assert back.get("lang") == "fr"


def test_an_article_without_a_text_as_received_has_no_such_page(site: Build) -> None:
    built = site({"articles/flood.md": article()})
    assert "originals" not in {address.partition("/")[0] for address in each(built.files)}


@pytest.mark.parametrize(
    ("keys", "lang", "direction"),
    [({}, "", "auto"), ({"language": "ar"}, "ar", "rtl"), ({"language": "de"}, "de", "ltr")],
)
def test_the_text_is_in_the_language_of_its_article(
    site: Build, keys: dict[str, str], lang: str, direction: str
) -> None:
    [shown] = of_class("as-received", page(site(archive_of(b"One.\n", **keys)), PAGE))
    assert (shown.get("lang"), shown.get("dir")) == (lang, direction)


NAMES = ["as received.txt", "it's.txt", "100%#1.txt", "$HOME `id`.txt", "-n.txt", "été.txt", "a&b;c.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_a_reader_who_downloads_the_file_can_check_it_with_the_command_on_the_page(site: Build, name: str) -> None:
    """It is run as it is shown, in the folder that has the file."""
    if not shutil.which("sha256sum"):
        missing("sha256sum")
    built = site(archive_of(b"One.\n", name=name))
    address = f"originals/{name}.html"
    [command] = [code.text or "" for pre in main(built, address).iter("pre") for code in pre.iter("code")]
    folder = built.output / "originals"
    checked = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=True)
    assert checked.stdout == f"{name}: OK\n"
    (folder / name).write_bytes(b"Won.\n")
    assert subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("name", [*NAMES, "#1.txt", "a#p1.txt", "a%23b.txt", "50%.txt", "a+b=c!.txt"])
def test_whatever_its_name_every_link_leads_to_it_as_a_browser_follows_it(site: Build, name: str) -> None:
    """A browser takes `#` for the start of a fragment and `%41` for an A; in a link, both are written in numbers."""
    built = site(archive_of(b"One.\n", name=name))
    check_ids_and_links(built)
    to = {leads_to("articles/flood.html", href) for href, _ in links(main(built, "articles/flood.html"))}
    assert f"originals/{name}.html" in to
    to = {leads_to(f"originals/{name}.html", href) for href, _ in links(main(built, f"originals/{name}.html"))}
    assert f"originals/{name}" in to


def test_originals_whose_names_look_like_pages_do_not_meet(site: Build) -> None:
    """The page has the full name of the file, and a file is published only if its name ends in .txt."""
    built = site(archive_of(b"One.\n", name="gazette.txt.html.txt"))
    assert {"originals/gazette.txt.html.txt", "originals/gazette.txt.html.txt.html"} <= built.files.keys()


def test_a_large_text_is_shown_whole(tmp_path: Path) -> None:
    text = "".join(f"Line {number} of a long report, with a few words.\r\n" for number in range(20_000))
    raw = text.encode("utf-16")
    assert len(raw) > 1024 * 1024
    built = build_site(write(tmp_path, archive_of(raw, "utf-16")))
    assert as_received(built.text(PAGE)) == text
    assert facts(main(built, PAGE))["Lines"] == ["20,000"]


# ---------------------------------------------------------------------------------------------------------------------
# What is shown is proven

CHANGES = {
    "upper-cases the text": "{{ line.text|upper }}",
    "drops the text": "",
    "takes white space away": "{{ line.text|trim }}",
    "adds words": "{{ line.text }} Advertisement",
    "hides the text": "<!-- {{ line.text }} -->",
    "decodes what looks like HTML": "{{ line.text|safe }}",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_template_cannot_change_a_text_as_received(problems: Check, change: str) -> None:
    template = (ROOT / "templates" / "original.html").read_text("utf-8")
    assert template.count("{{ line.text }}") == 1
    changed = template.replace("{{ line.text }}", CHANGES[change])
    [found] = problems({**archive_of(b"The <b>river</b> rose.\n  It fell.\n"), "templates/original.html": changed})
    start = "templates/original.html: changes the text of articles/originals/gazette.txt: line 1 reads "
    assert found.startswith(start)
    assert found.endswith("; print each line as it is, in an element of its own in one of class as-received")


OTHER_LINES = {
    "leaves a line out": ("in page.lines %}", "in page.lines[1:] %}"),
    "leaves the last line out": ("in page.lines %}", "in page.lines[:-1] %}"),
    "adds words between the lines": ("</span>", "</span>Advertisement"),
    "adds a line": ("{% endfor -%}\n</pre>", "{% endfor %}<b>Advertisement</b></pre>"),
    "says a line ends in another way": (' class="{{ line.kind }}"', ""),
    "shows no text": ('<pre class="as-received', '<pre class="'),
}


@pytest.mark.parametrize("change", OTHER_LINES)
def test_nor_its_lines(problems: Check, change: str) -> None:
    old, new = OTHER_LINES[change]
    template = (ROOT / "templates" / "original.html").read_text("utf-8")
    assert template.count(old) == 1
    files = archive_of(b"The river rose.\r\nIt fell.\r\n")
    [found] = problems({**files, "templates/original.html": template.replace(old, new)})
    assert found.startswith("templates/original.html: changes the text of articles/originals/gazette.txt: ")


# ---------------------------------------------------------------------------------------------------------------------
# In a browser

LONG_LINE = "word " * 100
SHOWN = f"{LONG_LINE}\n\n  indented,\tafter a tab\n{'x' * 400}\nLast"


@pytest.fixture
def window(opened, site: Build) -> Callable[..., object]:
    """Open the page of a text as received in a window of some width."""

    def opening(text: str, width: int = 1280) -> object:
        return opened(site(archive_of(text.encode())).output / PAGE, viewport={"width": width, "height": 900})

    return opening


@pytest.mark.browser
@pytest.mark.parametrize("end_of_line", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_reader_who_copies_the_text_gets_the_text_and_no_numbers(window, end_of_line: str) -> None:
    copied = """text => {
        getSelection().selectAllChildren(text)
        return getSelection().toString()
    }"""
    assert window(SHOWN.replace("\n", end_of_line)).locator(".as-received").evaluate(copied) == SHOWN


ROWS = """lines => lines.map(line => {
    const words = document.createRange()
    words.selectNodeContents(line)
    const tops = [...words.getClientRects()].filter(box => box.width > 1).map(box => Math.round(box.top))
    return [new Set(tops).size, line.getBoundingClientRect().right]
})"""
"""How many rows each line takes, and where it ends."""


@pytest.mark.browser
def test_on_a_wide_screen_eighty_characters_fit_into_a_row_and_no_more(window) -> None:
    tab = window(f"{'x' * 80}\n{'x' * 81}\n{LONG_LINE}\n{'x' * 400}\n")
    assert [rows for rows, _ in tab.locator(".as-received > span").evaluate_all(ROWS)] == [1, 2, 7, 5]


@pytest.mark.browser
@pytest.mark.parametrize("lines", [1, 20_000])
def test_on_a_phone_lines_are_wrapped_and_nothing_scrolls_sideways(window, lines: int) -> None:
    tab = window(SHOWN + "\nx" * lines, width=320)
    assert tab.evaluate("document.scrollingElement.scrollWidth") <= 320
    rows = tab.locator(".as-received > span:nth-child(-n + 4)").evaluate_all(ROWS)
    assert all(right <= 320 for _, right in each(rows))
    assert rows[3][0] > 10


@pytest.mark.browser
def test_a_line_that_is_wrapped_has_one_number(window, tmp_path: Path) -> None:
    """Numbers come from the style sheet, so they are read from paper."""
    if not shutil.which("pdftotext"):
        missing("pdftotext (poppler-utils)")
    window(f"Alpha {LONG_LINE}\n\nGamma\n").pdf(path=tmp_path / "page.pdf", format="A4")
    call = ["pdftotext", "-layout", tmp_path / "page.pdf", "-"]
    paper = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"(?m)^ *(\d+) +(\w+)", paper) == [("1", "Alpha"), ("3", "Gamma")]
