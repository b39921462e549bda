"""An archive from which an article is withdrawn, and a search for words of it in every file of a folder."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from conftest import Files, article, tree
from stories import FLOOD, HERALD, SHE_SPOKE, account

WHY = "{on: 2026-12-05, why: The publisher asked for it.}"
"""What is written under `withdrawn`."""

MILL = "Ann Bell’s mill, which had stood for ninety years, is being sold to a baker.\n"
PAGE = (HERALD.replace("\n\n", "\n") + MILL).encode("cp1252")
"""The page of a newspaper of which two articles are made."""


def part(first: int, last: int) -> str:
    """Return the source of an article that is made of some paragraphs of the page."""
    return f"{{file: page.txt, sha256: {sha256(PAGE).hexdigest()}, encoding: windows-1252, from: {first}, to: {last}}}"


KEPT: Files = FLOOD | {
    "articles/herald.md": account(
        HERALD,
        "“All night”",
        title="Night of brown water in the lower town",
        byline="By Wilhelmina Quill of the Herald",
        summary="A lady and her dog sit in the dark.",
        standfirst="What was heard and seen by those who stayed",
        publisher="The Herald",
        topics="[Floods, Lost boats]",
        source=part(1, 4),
        quotations=SHE_SPOKE,
    ),
    "articles/mill.md": article(MILL, title="A mill is sold", topics="[Floods]", source=part(5, 5)),
    "articles/letter.md": article("See [the boat](herald.md#p3), and [all of it](herald.md).\n", title="A letter"),
    "articles/originals/page.txt": PAGE,
}
"""An archive with an article that has all that can be withdrawn."""

WITHOUT_HERALD = """supplied_title: The flood
questions:
  - ask: What did the water cover?
    accounts:
      gazette: [{paragraph: 1, words: the old bridge}]
  - ask: How is the mill?
    accounts:
      gazette: [{paragraph: 3, words: The mill is dry.}]
  - ask: Was anybody hurt?
    accounts:
      gazette: [{paragraph: 2, words: Nobody was hurt.}]
"""
"""What the story file asks then: it has no answer of the withdrawn account any more."""


def withdrawn(text: str) -> str:
    """Return the file of an article with a line that withdraws it."""
    return text.replace("revisions:", f"withdrawn: {WHY}\nrevisions:", 1)


WITHDRAWN: Files = KEPT | {
    "articles/herald.md": withdrawn(KEPT["articles/herald.md"]),
    "articles/stories/flood.yaml": WITHOUT_HERALD,
}
"""The same with that article withdrawn."""

Run = tuple[str, ...]


def runs(text: str) -> set[Run]:
    """Return every five words in a row, without case and punctuation."""
    words = re.findall(r"\w+", text.casefold())
    return {*zip(*(words[by:] for by in range(5)), strict=False)}


def withheld(files: Files, slug: str) -> set[Run]:
    """Return the runs of words that the file of an article has, line by line, and no other file of an archive."""
    file = f"articles/{slug}.md"
    ours = {run for line in files[file].splitlines() for run in runs(line)}
    public = (path for path in files if path != file and "originals" not in path)
    others = {run for path in public for run in runs(str(files[path]))} | runs(slug) | runs(WHY)
    keys = re.findall(r"^(?:source|revisions|quotations): .*", files[file], re.MULTILINE)
    return ours - others - {run for line in keys for run in runs(line)}


def readings(raw: bytes) -> Iterator[str]:
    """Yield what some bytes say, in each encoding and notation in which words might be in a file of a site."""
    for encoding in ("utf-8", "cp1252", "utf-16-le", "utf-16-be"):
        text = raw.decode(encoding, "replace")
        yield text
        yield unquote(text)
        yield re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
        yield html.unescape(re.sub(r"<[^>]*>", " ", text))
        yield html.unescape(re.sub(r"<[^>]*>", "", text))


def leaks(folder: Path, wanted: Iterable[Run]) -> dict[str, list[str]]:
    """Return which of some runs of words are in which files below a folder, by path."""
    wanted = set(wanted)
    there = {path: {run for text in readings(raw) for run in runs(text)} & wanted for path, raw in tree(folder).items()}
    return {path: sorted(map(" ".join, some)) for path, some in there.items() if some}
