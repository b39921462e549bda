#!/usr/bin/env python3
"""Build the news archive: source, articles, archive, outputs, render, put, publish.

python build.py              builds the site into public/
python build.py check        does everything except write the site
python build.py --help       shows the rest
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("The archive needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")

sys.path[:0] = [str(Path(__file__).resolve().parent)]  # `python -I` and PYTHONSAFEPATH leave it out

try:
    from sitebuilder.addresses import BUILDS_OWN, INDEX, check_addresses
    from sitebuilder.archive.archive import Archive, arrange, suggestions
    from sitebuilder.archive.oversights import oversights
    from sitebuilder.pages.every_page import every_output
    from sitebuilder.problems import counted, report
    from sitebuilder.publishing.lock import Locked
    from sitebuilder.publishing.output_folder import Refused, check_output
    from sitebuilder.publishing.publication import Published, Record, publication
    from sitebuilder.publishing.removals import TooManyRemovals
    from sitebuilder.rendering.own_templates import own_templates, unused_templates
    from sitebuilder.rendering.renderer import Renderer, read_templates
    from sitebuilder.running.command import DONE, INTERRUPTED, PROBLEMS, WRONG_CALL, Call, read_call
    from sitebuilder.running.console import complain, say, speak_plainly, watched, why
    from sitebuilder.running.disk import read_source
    from sitebuilder.running.stopping import Stopped, stoppable
    from sitebuilder.running.workers import read_articles

    for package in ("markdown", "nh3"):  # which are loaded for the first text that needs them
        if not find_spec(package):
            raise ModuleNotFoundError(name=package)  # noqa: TRY301 - it is reported like the others
except ModuleNotFoundError as missing:
    needed = Path(__file__).resolve().parent / "requirements.txt"
    sys.exit(f"The archive needs the package {missing.name}; type: {sys.executable} -m pip install -r {needed}")
except KeyboardInterrupt:
    sys.stderr.write("stopped\n")
    sys.exit(130)


def main(arguments: list[str]) -> int:
    """Carry out one call and return its exit status."""
    speak_plainly()
    try:
        return carry_out(read_call(arguments))
    except Refused as refused:
        return complain(str(refused), WRONG_CALL)
    except KeyboardInterrupt:  # before the work began, or while its end was being said
        return complain("stopped", INTERRUPTED)


def carry_out(call: Call) -> int:
    """Build or check, and say in a line what stopped it."""
    try:
        with stoppable():
            return {"build": build, "check": check}[call.command](call)
    except Locked:
        return complain(f"another build is writing {call.site}; wait until it is done", PROBLEMS)
    except TooManyRemovals as removals:
        return complain(str(removals), PROBLEMS)
    except (OSError, MemoryError, ImportError) as error:
        return complain(f"{why(error, call.site)}; {call.site} is unchanged", PROBLEMS)
    except KeyboardInterrupt as stopped:
        status = stopped.status if isinstance(stopped, Stopped) else INTERRUPTED
        whole = f"{call.site} is complete: either the old site or the new one"
        return complain(f"{why(stopped, call.site)}; {whole}", status)


def build(call: Call) -> int:
    """Make the whole site beside the output, then put it in its place in one step."""
    check_output(call.output, call.source)
    with publication(call.output, call.clean) as site:
        made = make(call, site.put)
        if is_refused(made):
            return PROBLEMS
        published = site.publish(made.records, call.allow_removals)
    return summarise(call, made, published, site.left_over)


def check(call: Call) -> int:
    """Do everything except write the site."""
    made = make(call, None)
    if call.suggest and (missing_speakers := suggestions(made.archive)):
        say(*missing_speakers)
    if is_refused(made):
        return PROBLEMS
    if not call.quiet:
        say(f"{made.summary}: no problems.")
    return DONE


@dataclass(frozen=True)
class Made:
    """What was made from an archive."""

    archive: Archive
    """The archive as it was read."""
    files: int
    """How many files the site has, its marker and manifest included."""
    records: list[Record]
    """The files put into the site, in order."""
    report: list[str]
    """The lines that report its problems and what was perhaps not meant, if there is any."""
    is_wrong: bool
    """Whether it has a problem, so that it is not published."""

    @property
    def summary(self) -> str:
        """How much was made, in words."""
        return f"{counted(len(self.archive.articles), 'article')}, {counted(self.files, 'file')}"


def make(call: Call, put: Callable[[str, bytes | Iterable[bytes]], Record] | None) -> Made:
    """Read the archive, make every file of the site, and put it if `put` is given and there is no problem yet."""
    source = read_source(call.source, call.jobs)
    names = list(source.articles)
    read = dict(watched(read_articles(source, names, call.jobs), len(names), "Reading", call.quiet))
    articles = {name: read[name] for name in names}
    archive, problems = arrange(source, articles)
    templates, template_problems = read_templates(source.templates)
    renderer = Renderer(templates, source.unreadable | {problem.file for problem in template_problems})
    problems += [*template_problems, *renderer.check(own_templates(source))]
    records: list[Record] = []
    placed: list[tuple[str, str]] = [*BUILDS_OWN]
    links: dict[str, str] = {}
    for output in watched(every_output(archive, source), len(archive.articles), "Rendering", call.quiet):
        rendered = renderer.render(output)
        problems += rendered.problems
        placed.append((output.address, output.made_from))
        links |= {to: template for to, template in rendered.links.items() if to not in links}
        if put and not problems:
            records.append(put(output.address, rendered.content))
    problems += check_addresses(placed) + renderer.dead_links(links, {address for address, _ in placed})
    notes = [] if call.quiet else [*oversights(archive, source, articles), *unused_templates(source, templates, links)]
    lines = report(problems, notes, source.files, call.site)
    return Made(archive, len(placed), records, lines, bool(problems))


def is_refused(made: Made) -> bool:
    """Report what is wrong with an archive and what was perhaps not meant; tell whether anything is wrong."""
    if made.report:
        complain("\n".join(made.report), PROBLEMS)
    return made.is_wrong


def summarise(call: Call, made: Made, published: Published, left_over: BaseException | None) -> int:
    """Say what was done, and where to look."""
    if left_over:
        complain(f"the site is published; clearing up is left to the next build: {why(left_over, call.site)}", DONE)
    if not call.quiet:
        changed = published.files - published.unchanged
        say(
            f"Built {made.summary}: {changed:,} new or changed, {published.unchanged:,} as before,"
            f" {published.removed:,} removed.",
            f"Open {call.output / INDEX}",
        )
    return DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
