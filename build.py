#!/usr/bin/env python3
"""Build the news archive: read, parse, arrange, list the pages, render, publish.

python build.py              builds the site into public/
python build.py check        does everything but the writing
python build.py --help       shows the rest
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("The archive needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")

try:
    from sitebuilder.addresses import INDEX
    from sitebuilder.archive import Archive, arrange
    from sitebuilder.command import DONE, INTERRUPTED, PROBLEMS, WRONG_CALL, Call, read_call
    from sitebuilder.files import read_source
    from sitebuilder.listing import counted
    from sitebuilder.locking import Locked
    from sitebuilder.pages import check_addresses, every_copy, every_page, suggestions
    from sitebuilder.problems import report
    from sitebuilder.progress import watched
    from sitebuilder.publishing import Published, Refused, check_output, publication
    from sitebuilder.rendering import Renderer, read_templates
    from sitebuilder.telling import complain, say, speak_plainly, why
    from sitebuilder.workers import read_articles
except ModuleNotFoundError as missing:
    needed = Path(__file__).resolve().parent / "requirements.txt"
    sys.exit(f"The archive needs the package {missing.name}; type: {sys.executable} -m pip install -r {needed}")


def main(arguments: list[str]) -> int:
    """Carry out one call and return its exit status."""
    speak_plainly()
    call = read_call(arguments)
    try:
        return {"build": build, "check": check}[call.command](call)
    except Locked:
        return complain(f"another build is writing {call.output.name}/; wait until it is done", PROBLEMS)
    except Refused as refused:
        return complain(str(refused), WRONG_CALL)
    except (OSError, MemoryError, ImportError) as error:
        return complain(f"{why(error, call.output.name)}; {call.output.name}/ is as it was", PROBLEMS)
    except KeyboardInterrupt as stopped:
        return complain(
            f"{why(stopped, call.output.name)}; {call.output.name}/ is whole, as it was or new", INTERRUPTED
        )


def build(call: Call) -> int:
    """Make the whole site beside the output, then put it in its place in one step."""
    check_output(call.output, call.source)
    with publication(call.output, call.clean) as site:
        site.begin()
        made = make(call, site.put)
        if made.report:
            return complain("\n".join(made.report), PROBLEMS)
        published = site.publish()
    return tell(call, published, site.left_over, made.words)


def check(call: Call) -> int:
    """Do everything but the writing."""
    made = make(call, lambda _address, _raw: None)
    if call.suggest and (found := suggestions(made.archive)):
        say(*found)
    if made.report:
        return complain("\n".join(made.report), PROBLEMS)
    if not call.quiet:
        say(f"{made.words}: no problems.")
    return DONE


@dataclass(frozen=True)
class Made:
    """What came of an archive."""

    archive: Archive
    """The archive as it was read."""
    report: list[str]
    """The lines that tell its problems; none where there are none."""
    words: str
    """How much was made."""


def make(call: Call, put: Callable[[str, bytes], None]) -> Made:
    """Read the archive and give every file of the site to `put`, as long as there is no problem."""
    source = read_source(call.source)
    read = dict(watched(read_articles(source, call.jobs), len(source.articles), "Reading", call.quiet))
    archive, problems = arrange(source, read)
    templates, found = read_templates(source.templates)
    renderer = Renderer(templates)
    problems += found + renderer.check()
    placed: list[tuple[str, str]] = []
    for copy in every_copy(archive, source.templates):
        placed.append((copy.address, copy.made_from))
        if not problems:
            put(copy.address, copy.raw)
    for page in watched(every_page(archive), len(archive.articles), "Rendering", call.quiet):
        placed.append((page.address, page.made_from))
        text, found = renderer.render(page)
        problems += found
        if not problems:
            put(page.address, text.encode())
    problems += check_addresses(placed) + renderer.dead_links({address for address, _ in placed})
    told = report(problems, source.count, f"{call.output.name}/") if problems else []
    return Made(archive, told, f"{counted(len(archive.articles), 'article')}, {counted(len(placed), 'file')}")


def tell(call: Call, published: Published, left_over: BaseException | None, made: str) -> int:
    """Say what was done, and where to look."""
    if left_over:
        complain(
            f"the site is published; clearing up is left to the next build: {why(left_over, call.output.name)}", DONE
        )
    if not call.quiet:
        changed = published.files - published.unchanged
        say(
            f"Built {made}: {changed} new or changed, {published.unchanged} as before, {published.removed} removed.",
            f"Open {call.output / INDEX}",
        )
    return DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
