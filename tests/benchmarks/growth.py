"""Say by how much each step takes longer when its text doubles: `python tests/benchmarks/growth.py`.

At most 2.3 times is the aim; a step that takes the square of its text would take four times as long. Times are those of
the processor, the least of a few runs in turns: what else the machine does can only add to them.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from time import process_time

from measure import ROOT  # which lets Python find the program

from sitebuilder.archive.arranging import arrange
from sitebuilder.formats.characters import decode
from sitebuilder.formats.fields import Fields
from sitebuilder.formats.yaml_reader import FRONT_MATTER_DEPTH, YamlMap, read_yaml
from sitebuilder.pages.every_page import every_page
from sitebuilder.pages.parts.marking import Mark, mark_body
from sitebuilder.records.articles.front_matter import SCHEMA, read_front_matter
from sitebuilder.records.articles.reading import read_article
from sitebuilder.records.names import Name, NameFinder
from sitebuilder.rendering.renderer import Renderer, read_templates
from sitebuilder.running.disk import read_source
from sitebuilder.text.html import convert
from sitebuilder.text.proof import read_fragment
from sitebuilder.words.quotations import quotations
from sitebuilder.words.shared_wording import index_tokens, shared_runs
from sitebuilder.words.times import unresolved_times

AIM = 2.3
"""How many times as long a step may take for a text of twice the length."""

FRONT = "title: {0}\nrevisions:\n{1}"
REVISION = "  - {{on: 2026-11-21, what: Taken in for the time number {0}}}\n"
SENTENCE = (
    "On *Monday* the river rose by {0} metres. “Nobody saw it come,” said Ann Bell{0}, [the mayor](https://mayor.example/"
    "{0}), and the 'old' mill of Quay{0} is **dry** at number {0}."
)

LEAST_SECONDS = 0.05
"""How long each measurement takes at least: a shorter step is repeated."""

Step = Callable[[], object]


def in_paragraphs(count: int) -> str:
    """Return a text of many short paragraphs."""
    return "\n\n".join(SENTENCE.format(number) for number in range(count))


def in_one_paragraph(count: int) -> str:
    """Return the same text as one paragraph."""
    return " ".join(SENTENCE.format(number) for number in range(count))


TEXTS: dict[str, Callable[[int], str]] = {"paragraphs": in_paragraphs, "one paragraph": in_one_paragraph}


def steps(text: str, count: int) -> Iterator[tuple[str, Step]]:
    """Yield each step with what does it for a text of so many sentences, all that it needs made beforehand."""
    revisions = "".join(REVISION.format(number) for number in range(count // 20))
    front = FRONT.format("A title", revisions)
    file = f"---\n{FRONT.format('A title', REVISION.format(1))}---\n\n{text}\n"
    body = convert(text)
    paragraphs = read_fragment(body.html).paragraphs
    other = tuple(reversed(paragraphs))
    names = [Name(f"{who}{n}", "person", (), f"{who}-{n}", 1) for n in range(count) for who in ("Ann Bell", "Quay")]
    spans = [span for _, span in NameFinder(names).find(paragraphs)]
    yield "decode", lambda: decode(file.encode(), "a.md")
    yield "front matter", lambda: read_front(front)
    yield "Markdown", lambda: convert(text)
    yield "reading back", lambda: read_fragment(body.html)
    yield "quotations", lambda: quotations(paragraphs)
    yield "names", lambda: list(NameFinder(names).find(paragraphs))
    yield "shared wording", lambda: shared_runs(index_tokens(paragraphs), index_tokens(other))
    yield "times", lambda: unresolved_times(paragraphs, "en")
    yield "marking", lambda: mark_body(body.html, [Mark(span, "named", "", "") for span in spans])
    yield "rendering", page_of(file)


def read_front(front: str) -> object:
    """Read a front matter."""
    node, problems = read_yaml(front, "a.md", 2, FRONT_MATTER_DEPTH)
    return read_front_matter(Fields("a.md", node, SCHEMA, problems)) if isinstance(node, YamlMap) else None


def page_of(file: str) -> Step:
    """Return what makes and proves the page of an article that is alone in its archive."""
    source = replace(read_source(ROOT), articles={"a.md": file.encode()}, originals={}, stories={}, names=None)
    archive, _ = arrange(source, {"a.md": read_article("a.md", file.encode(), {})})
    [page] = [page for page in every_page(archive, source) if page.address == "articles/a.html"]
    renderer = Renderer(read_templates(source.templates)[0])
    return lambda: renderer.render(page)


def seconds(step: Step, repeats: int = 1) -> float:
    """Return the processor time that a step takes a number of times, garbage left for later."""
    gc.collect()
    gc.disable()
    before = process_time()
    for _ in range(repeats):
        step()
    taken = process_time() - before
    gc.enable()
    return taken / repeats


def growth(make: Callable[[int], str], count: int, runs: int) -> Iterator[tuple[str, float, float]]:
    """Yield each step with the time that it takes for a text, and for one of twice the length."""
    pairs = zip(steps(make(count), count), steps(make(2 * count), 2 * count), strict=True)
    for (name, once), (_, twice) in pairs:
        repeats = int(LEAST_SECONDS / max(seconds(once), 1e-6)) + 1
        taken = [(seconds(once, repeats), seconds(twice, repeats)) for _ in range(runs)]
        yield name, min(short for short, _ in taken), min(long for _, long in taken)


def main() -> int:
    """Measure and print; return 1 where a step takes longer than is aimed at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=1500, help="in the shorter text; twice as many in the longer")
    parser.add_argument("--runs", type=int, default=5, help="of which the least counts")
    call = parser.parse_args()
    is_met = True
    for what, make in TEXTS.items():
        size = len(make(2 * call.sentences)) // 1024
        print(f"{call.sentences} and {2 * call.sentences} sentences ({size} KiB) as {what}")
        for name, short, long in growth(make, call.sentences, call.runs):
            times = long / short
            is_met &= times <= AIM
            more = f" more than {AIM}" if times > AIM else ""
            print(f"  {name:15} {short:8.4f} s {long:8.4f} s  {times:5.2f} times{more}")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
