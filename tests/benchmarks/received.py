"""Make an archive of a folder of texts as received, and say what failed: `python tests/benchmarks/received.py FOLDER`.

The folder holds plain text files, in folders or not, whose first paragraph is a headline. They are taken in as somebody
with only the README would: the headline becomes the title, all else the text; the encoding is UTF-8, or windows-1252
where the bytes are not UTF-8; paragraphs end at blank lines where the lines of the text are broken at a certain width,
else at each line. What is refused is counted by kind, with examples; then the rest is built. The folder is only read.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from measure import ROOT  # which lets Python find the program

from sitebuilder.formats.yaml_faults import quoted
from sitebuilder.slugs import make_slug
from sitebuilder.text.escaping import escape
from sitebuilder.text.originals import cut

SITE = "title: Texts as received\ndescription: Plain texts with headlines.\nlanguage: en\n"
"""The site.yaml of the archive."""

SHORTEST, LONGEST = 20, 90
"""How long the lines of a text are whose lines are broken at a certain width: characters, on average, and at most."""

MESSAGE = re.compile(r"articles/(?:originals/)?(?P<slug>[^:]+)\.(?:md|txt)(?::\d+)*: (?P<says>.+)")
"""A message about the file of an article, or about a text as received."""

PARTICULAR = re.compile(r'"(?:[^"\\]|\\.)*"|“[^”]*”|\b[\w./-]*\d[\w./-]*\b')
"""What differs between two messages of one kind: what they quote, names of files with digits, and numbers."""


class Taken(NamedTuple):
    """A text that was taken in."""

    path: Path
    """Where it is in the folder."""
    slug: str
    """What its article is called."""
    encoding: str
    """The encoding in which it was read."""
    rule: str
    """How it is cut into paragraphs."""


def rule_of(text: str) -> str:
    """Return the rule by which a text is cut: what an eye sees that looks at its blank lines and broken lines."""
    blocks = [block.split("\n") for block in cut(text, "blank-lines")]
    broken = [line for lines in blocks for line in lines[:-1]]
    if len(blocks) < 2 or len(broken) < len(blocks) // 2:
        return "lines"
    is_broken = sum(map(len, broken)) / len(broken) >= SHORTEST and max(map(len, broken)) <= LONGEST
    return "blank-lines" if is_broken else "lines"


def article(name: str, raw: bytes, encoding: str, rule: str, paragraphs: list[str]) -> str:
    """Return the file of the article that is made of a text as received, whose first paragraph is its headline."""
    title = re.sub(r"[ \t]*\n[ \t]*", " ", paragraphs[0]).strip(" \t")
    front = f"""---
title: {quoted(title)}
source:
  file: {name}
  sha256: {hashlib.sha256(raw).hexdigest()}
  encoding: {encoding}
  paragraphs: {rule}
  headline: 1
revisions: [{{on: 2026-11-28, what: Added to the archive}}]
---

"""
    return front + escape(("\n\n" if rule == "blank-lines" else "\n").join(paragraphs[1:]), rule)


def take_in(folder: Path, archive: Path, limit: int | None) -> Iterator[Taken | tuple[Path, str]]:
    """Write an article and its original for each text; yield what was taken in, or why it was not."""
    originals = archive / "articles" / "originals"
    originals.mkdir(parents=True)
    (archive / "site.yaml").write_text(SITE, "utf-8")
    slugs: Counter[str] = Counter()
    for path in sorted(path for path in folder.rglob("*") if path.is_file())[:limit]:
        raw = path.read_bytes()
        try:
            text, encoding = raw.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            text, encoding = raw.decode("windows-1252", "replace"), "windows-1252"
        text = re.sub(r"\r\n?", "\n", text)
        rule = rule_of(text)
        paragraphs = cut(text, rule)
        if not paragraphs:
            yield path, "has no words"
            continue
        slug = make_slug(" ".join(path.relative_to(folder).with_suffix("").parts))[-70:].strip("-") or "text"
        slugs[slug] += 1
        slug += f"-{slugs[slug]}" if slugs[slug] > 1 else ""
        name = f"{slug}.txt"
        (originals / name).write_bytes(raw)
        (archive / "articles" / f"{slug}.md").write_text(article(name, raw, encoding, rule, paragraphs), "utf-8")
        yield Taken(path, slug, encoding, rule)


def build(archive: Path, *arguments: str) -> tuple[list[str], str, float]:
    """Run the command; return the lines of its messages, what it says at the end, and how many seconds it took."""
    start = perf_counter()
    call = [sys.executable, ROOT / "build.py", *arguments, "--source", archive]
    ended = subprocess.run(call, capture_output=True, text=True, check=False)
    return ended.stderr.splitlines(), ended.stdout, perf_counter() - start


def by_kind(lines: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Return the messages of each kind: the slug of the article, and what is said of it."""
    kinds = defaultdict(list)
    for line in lines:
        if match := MESSAGE.fullmatch(line):
            kinds[PARTICULAR.sub("…", match["says"])].append((match["slug"], match["says"]))
    return dict(sorted(kinds.items(), key=lambda row: -len(row[1])))


def show(kinds: dict[str, list[tuple[str, str]]], paths: dict[str, Path], examples: int) -> None:
    """Print each kind of message with how many there are, and some of them."""
    for kind, messages in kinds.items():
        print(f"  {len(messages):6} in {len({slug for slug, _ in messages})} texts: {kind}")
        for slug, says in messages[:examples]:
            print(f"           {paths.get(slug, slug)}: {says[:240]}")


def main() -> None:
    """Take in a folder, and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the folder of texts")
    parser.add_argument("--limit", type=int, help="take only so many texts, the first by name")
    parser.add_argument("--examples", type=int, default=3, help="how many messages of each kind to show")
    parser.add_argument("--keep", type=Path, help="make the archive in this new folder, and leave it there")
    given = parser.parse_args()
    archive = given.keep or Path(tempfile.mkdtemp(prefix="received-"))
    try:
        report(given.folder, archive, given.limit, given.examples)
    finally:
        if not given.keep:
            shutil.rmtree(archive)


def report(folder: Path, archive: Path, limit: int | None, examples: int) -> None:
    """Take in a folder, say what is wrong with it, take that out, and build the rest."""
    rows = list(take_in(folder, archive, limit))
    taken = [row for row in rows if isinstance(row, Taken)]
    paths = {row.slug: row.path.relative_to(folder) for row in taken}
    print(f"{len(rows)} texts, {len(rows) - len(taken)} of them without words, {len(taken)} taken in")
    for what, counts in (("encoding", [row.encoding for row in taken]), ("rule", [row.rule for row in taken])):
        print(f"  by {what}: " + ", ".join(f"{name} {count}" for name, count in Counter(counts).most_common()))
    lines, _, took = build(archive, "check")
    noted = [line for line in lines if ": note: " in line]
    refused = by_kind([line for line in lines if ": note: " not in line])
    failed = {slug for messages in refused.values() for slug, _ in messages}
    print(f"\n{len(failed)} refused, in {took:.1f} s:")
    show(refused, paths, examples)
    print(*(line for line in lines if not MESSAGE.fullmatch(line)), sep="\n")
    print(f"\n{len(noted)} notes:")
    show(by_kind(noted), paths, examples)
    for slug in failed:
        (archive / "articles" / f"{slug}.md").unlink()
    lines, said, took = build(archive)
    print(f"\nThe other {len(taken) - len(failed)}, in {took:.1f} s: {said.strip()}")
    print(*(line for line in lines if ": note: " not in line), sep="\n")


if __name__ == "__main__":
    main()
