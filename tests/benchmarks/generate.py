"""Make an archive of any size, the same every time: `python tests/benchmarks/generate.py DIR COUNT`.

With `--plain` it has texts with titles, dates and topics only: no events and no names; with `--bare` no texts as
received either.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from itertools import accumulate
from pathlib import Path
from typing import Literal

Kind = Literal["all", "plain", "bare"]
"""What an archive has besides its articles: everything, texts as received only, nothing."""

WORDS_IN_LANGUAGE = 20_000
"""How many different words the made-up language has; they are drawn by Zipf's law, as in real text."""

SYLLABLES = [start + vowel + end for start in "bdfgklmnprstvz" for vowel in "aeiou" for end in ("", "n", "r", "s", "l")]


def vocabulary(dice: random.Random) -> list[str]:
    """Return the words of the language, the common ones first."""
    words: dict[str, None] = {}
    while len(words) < WORDS_IN_LANGUAGE:
        words["".join(dice.choices(SYLLABLES, k=dice.choice([1, 2, 2, 3, 4])))] = None
    return sorted(words, key=len)


def paragraph(dice: random.Random, words: list[str], weights: list[float], length: int) -> str:
    """Return a paragraph of this many words, in sentences of about fifteen, now and then with a quotation."""
    drawn = dice.choices(words, cum_weights=weights, k=length)
    for start in range(0, length, 15):
        drawn[start] = drawn[start].capitalize()
        if start:
            drawn[start - 1] += "."
    if length > 30 and dice.random() < 0.3:
        drawn[10], drawn[24] = "'" + drawn[10], drawn[24] + "'"
    return " ".join(drawn) + "."


def article(dice: random.Random, words: list[str], weights: list[float], number: int, kind: Kind) -> tuple[str, str]:
    """Return the text as received and the article file of one article of about 650 words."""
    paragraphs = [paragraph(dice, words, weights, dice.randint(30, 90)) for _ in range(11)]
    received = "\n".join(paragraphs) + "\n"
    day = f"{dice.randint(1990, 2025)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    topics = ", ".join(sorted({f"Topic {dice.randint(1, 40)}" for _ in range(3)}))
    story = f"story: event-{number // 4}\nlabel: account {number}\n" if number % 10 < 4 and kind == "all" else ""
    digest = hashlib.sha256(received.encode()).hexdigest()
    front = (
        f"title: {paragraph(dice, words, weights, 8).rstrip('.')} {number}\n"
        f"{story}topics: [{topics}]\n"
        + (f"date: {day}\n" if number % 5 else "")
        + (f"source: {{file: received-{number}.txt, sha256: {digest}}}\n" if kind != "bare" else "")
        + "revisions: [{on: 2026-11-21, what: Added to the archive}]\n"
    )
    return received, f"---\n{front}---\n\n" + "\n\n".join(paragraphs) + "\n"


def generate(folder: Path, count: int, kind: Kind = "all") -> None:
    """Write an archive of `count` articles into a folder."""
    dice = random.Random(0)
    words = vocabulary(dice)
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    (folder / "articles" / "originals").mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text("title: Generated\ndescription: Made to measure.\nlanguage: en\n")
    if kind == "all":
        (folder / "articles" / "names.yaml").write_text(names(words))
    for number in range(count):
        received, text = article(dice, words, weights, number, kind)
        if kind != "bare":
            (folder / "articles" / "originals" / f"received-{number}.txt").write_text(received)
        (folder / "articles" / f"article-{number}.md").write_text(text)


def names(words: list[str]) -> str:
    """Return an index of names: two hundred words of middling rank, capitalised as at the start of a sentence."""
    return "".join(f"- {{name: {word.capitalize()}, kind: place}}\n" for word in words[2000:2200])


def main() -> None:
    """Write the archive that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    for kind in ("plain", "bare"):
        parser.add_argument(f"--{kind}", dest="kind", action="store_const", const=kind, default="all")
    call = parser.parse_args()
    generate(call.folder, call.count, call.kind)


if __name__ == "__main__":
    main()
