"""How a page is read: with html5lib, as a browser would read it, so that tests do not depend on how markup looks."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from conftest import Site, each

SVG = "{http://www.w3.org/2000/svg}"
"""How html5lib calls the elements of a drawing."""


@lru_cache(maxsize=64)
def read(html: str) -> Element:
    """Return a whole page, given as text, as a browser reads it; a page that many tests look at is read once."""
    return html5lib.parse(html, namespaceHTMLElements=False)


def page(built: Site, address: str) -> Element:
    """Return a page of the site as a browser reads it."""
    return read(built.text(address))


def pages(built: Site) -> dict[str, Element]:
    """Return every page of a site."""
    return {address: page(built, address) for address in sorted(built.files) if address.endswith(".html")}


def main(built: Site, address: str) -> Element:
    """Return what is between the header and the footer of a page."""
    [found] = page(built, address).iter("main")
    return found


def words(element: Element | None) -> str:
    """Return what is written in an element, white space made into single spaces."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def of_class(name: str, within: Element) -> list[Element]:
    """Return the elements of a class, in the order of the page."""
    return [element for element in within.iter() if name in (element.get("class") or "").split()]


LINE_ENDS = {"": "\n", "crlf": "\r\n", "cr": "\r", "endless": ""}
"""What ends a line of a text as received, by the class of the line."""


def as_received(html: str) -> str:
    """Return the text as received that a page shows, each line with the end that the page says it has."""
    [text] = of_class("as-received", read(html))
    lines = [("".join(line.itertext()), LINE_ENDS[line.get("class") or ""]) for line in text]
    assert "".join([text.text or "", *(line.tail or "" for line in text)]) == "", "all that is in it is lines"
    return "".join(line.removesuffix("\n") + end if line.endswith("\n") else line for line, end in lines)


def facts(within: Element) -> dict[str, list[str]]:
    """Return what is said under each term of the lists of facts."""
    said: dict[str, list[str]] = {}
    term = ""
    for element in within.iter():
        if element.tag == "dt":
            term = words(element)
            said[term] = []
        elif element.tag == "dd":
            said[term].append(words(element))
    return said


def proof_of_text(built: Site, address: str = "articles/flood.html") -> list[str]:
    """Return the sentences in which the page of an article says what was compared with the file received."""
    return [said for said in facts(main(built, address))["Proof of text"] if said.endswith(".")]


def links(within: Element) -> list[tuple[str, str]]:
    """Return the target and the words of every link."""
    return [(element.get("href") or "", words(element)) for element in within.iter("a")]


def leads_to(address: str, href: str) -> str:
    """Return the address that a relative link on a page leads to."""
    parts: list[str] = []
    path = urlsplit(href).path
    for part in PurePosixPath(address).parent.joinpath(unquote(path)).parts if path else PurePosixPath(address).parts:
        if part == "..":
            parts.pop()  # an IndexError: the link leads out of the site
        else:
            parts.append(part)
    return "/".join(parts)


def references(root: Element) -> Iterator[str]:
    """Yield everything that a page refers to: links, styles, scripts, pictures, forms."""
    for element in root.iter():
        for attribute in ("href", "src", "action", "data", "poster", "cite", "srcset"):
            if (value := element.get(attribute)) is not None:
                yield value


def check_ids_and_links(site: Site) -> None:
    """Check that every link leads to a file and a place that are there, and that no id is on a page twice."""
    found, files = pages(site), site.files
    ids = {address: [e.get("id") for e in root.iter() if e.get("id")] for address, root in found.items()}
    for address, root in each(found.items()):
        assert len(ids[address]) == len(set(ids[address])), address
        for href in each(references(root)):
            if urlsplit(href).scheme.lower() not in {"http", "https", "mailto"}:
                to, fragment = leads_to(address, href), urlsplit(href).fragment
                assert to in files, (address, href)
                assert not fragment or fragment in ids[to], (address, href)


# ---------------------------------------------------------------------------------------------------------------------
# The pages of an event

STORY, PAIR = "stories/flood.html", "stories/gazette--herald.html"
"""The page of the event that `stories.py` has, and the page with its two accounts side by side."""

NOTHING = "no passage found in this account"
"""What a cell says where an account has no answer."""


def section(site: Site, name: str, address: str = STORY) -> Element:
    """Return the part of a page whose heading has an id: a section, or a list that can be unfolded."""
    [found] = [
        part
        for part in main(site, address).iter()
        if (part.tag == "section" and part.get("aria-labelledby") == name)
        or (part.tag == "details" and part[0].get("id") == name)
    ]
    return found


def sections(site: Site, address: str = STORY) -> set[str | None]:
    """Return the ids of the headings of all sections of a page."""
    return {part.get("aria-labelledby") for part in main(site, address).iter("section")}


def table(within: Element) -> tuple[list[str], dict[str, list[Element]]]:
    """Return the heads of a table's columns, and the cells of each row by the row's head."""
    [found] = within.iter("table")
    columns = [words(head) for head in found.iter("th") if head.get("scope") == "col"]
    rows = {}
    for row in found.iter("tr"):
        heads = [head for head in row.iter("th") if head.get("scope") == "row"]
        if heads:
            [head] = heads
            rows[words(head)] = list(row.iter("td"))
    return columns, rows


def row(within: Element, start: str) -> list[Element]:
    """Return the cells of the row whose head has these words."""
    [found] = [cells for head, cells in table(within)[1].items() if start in head]
    return found


def question(site: Site, number: int, address: str = STORY) -> Element:
    """Return the row of a question on the page of an event."""
    [found] = [element for element in main(site, address).iter() if element.get("id") == f"q{number}"]
    return found


def cells(site: Site, number: int, address: str = STORY) -> list[Element]:
    """Return the cells with the answers of the accounts to a question."""
    return list(question(site, number, address).iter("td"))


def ask(site: Site, number: int, address: str = STORY) -> str:
    """Return what is asked in the row of a question, with what is said of it."""
    row = question(site, number, address)
    return words(next(row.iter("th"), row))


def said(within: Element) -> list[tuple[str, str]]:
    """Return the exact words that are quoted in an element, each with the link that comes after it.

    Words that say on whose word others are do not count.
    """
    owners = _in_voices(within)
    found: list[tuple[str, str]] = []
    for element in within.iter():
        if element in owners:
            continue
        if element.tag == "q":
            found.append((words(element), ""))
        elif element.tag == "a" and found and not found[-1][1]:
            found[-1] = (found[-1][0], element.get("href") or "")
    return found


def _in_voices(within: Element) -> list[Element]:
    return [element for voice in of_class("voice", within) for element in voice.iter()]


def answers(within: Element) -> list[str]:
    """Return the words that answer, of those that an element quotes: what is marked, or all where nothing is."""
    owners = _in_voices(within)
    quoted = [element for element in within.iter("q") if element not in owners]
    return [words(some) for whole in quoted for some in whole.findall("mark") or [whole]]


def voices(within: Element) -> list[str]:
    """Return what is said in an element of on whose word something is."""
    return [words(voice) for voice in of_class("voice", within)]


def drawing(site: Site, address: str = STORY) -> Element:
    """Return the picture of the accounts."""
    return next(main(site, address).iter(f"{SVG}svg"))


def sides(site: Site, address: str = PAIR) -> list[Element]:
    """Return the part of the page that holds each of its articles: on an article's own page, its text."""
    return of_class("side", main(site, address)) or of_class("e-content", main(site, address))


def texts(side: Element) -> list[str]:
    """Return the paragraphs of a text, letter for letter."""
    return ["".join(paragraph.itertext()) for paragraph in paragraphs(side)]


def paragraphs(side: Element) -> list[Element]:
    """Return the paragraphs of an article."""
    return [paragraph for part in of_class("e-content", side) for paragraph in part.iter("p")]


def paragraphs_received(text: str, rule: str) -> list[str]:
    """Cut a text as received into paragraphs. A line of nothing but spaces and tabs is blank.

    This reading, like that of the pages, shares nothing with the program.
    """
    runs = groupby(text.split("\n"), key=lambda line: line.strip(" \t") != "")
    blocks = [list(lines) for holds_words, lines in runs if holds_words]
    return (
        ["\n".join(block) for block in blocks]
        if rule == "blank-lines"
        else [line for block in blocks for line in block]
    )


# ---------------------------------------------------------------------------------------------------------------------
# What a page weighs


def asked_for(file: Path) -> list[Path]:
    """Return the files that a browser asks for to show a page: itself, its style sheets and its icon."""
    links = re.findall(r'<link rel="(?:stylesheet|icon)"[^>]*href="([^"]+)"', file.read_text("utf-8"))
    return [file, *((file.parent / link).resolve() for link in links)]


def packed(text: str) -> int:
    """Return how many bytes a text has over the wire: gzip."""
    return len(gzip.compress(text.encode(), 6, mtime=0))


def weight(file: Path) -> int:
    """Return what comes over the wire before a page is painted: bytes, gzip, the icon left out."""
    return sum(packed(asked.read_text("utf-8")) for asked in asked_for(file) if asked.suffix != ".svg")


def around(file: Path) -> int:
    """Return what a page weighs without its articles' own words: those of a text and those that it quotes."""
    html = file.read_text("utf-8")
    bare = re.sub(
        r"(?s)(<(q|blockquote) [^>]*>).*?(?=</\2>)", r"\1", re.sub(r'(?s)(<p id="[^"]*p\d+">).*?(?=</p>)', r"\1", html)
    )
    return weight(file) - packed(html) + packed(bare)
