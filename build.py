#!/usr/bin/env python3
"""Build the news archive: source, articles, archive, outputs, render, put, publish.

python build.py              builds the site into public/
python build.py check        does everything except write the site
python build.py verify       says whether what is published is what was built
python build.py --help       shows the rest
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitebuilder.archive.source import Source
    from sitebuilder.running.steps import Made

if sys.version_info < (3, 11):
    sys.exit("The archive needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")

sys.path[:0] = [str(Path(__file__).resolve().parent)]  # `python -I` and PYTHONSAFEPATH leave it out

try:
    from sitebuilder.addresses import INDEX
    from sitebuilder.cache.files import Cache
    from sitebuilder.cache.program import program_fingerprint
    from sitebuilder.cache.unchanged import State, is_unchanged, last_state
    from sitebuilder.problems import counted, report
    from sitebuilder.publishing.lock import Locked
    from sitebuilder.publishing.output_folder import Refused, check_output
    from sitebuilder.publishing.publication import Publication, publication
    from sitebuilder.publishing.removals import TooManyRemovals, dropped_addresses, published_files
    from sitebuilder.running.command import DONE, INTERRUPTED, PROBLEMS, WRONG_CALL, Call, read_call
    from sitebuilder.running.console import complain, say, speak_plainly, watching, why
    from sitebuilder.running.disk import PROGRAM, read_source
    from sitebuilder.running.stopping import Stopped, stoppable

    for package in ("jinja2", "markdown", "markupsafe", "msgspec", "nh3", "slugify", "yaml"):
        if not find_spec(package):  # they are loaded where they are needed
            raise ModuleNotFoundError(name=package)  # noqa: TRY301 - it is reported as a missing module is
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
    """Build, check or verify, and say in a line what stopped it."""
    try:
        with stoppable():
            return {"build": build, "check": check, "verify": verify}[call.command](call)
    except Locked:
        return complain(f"another build is writing {call.site}; wait until it is done", PROBLEMS)
    except TooManyRemovals as removals:
        return complain(str(removals), PROBLEMS)
    except (OSError, MemoryError, ImportError) as error:
        return complain(f"{why(error, call.site)}; {call.site} is unchanged", PROBLEMS)
    except KeyboardInterrupt as stopped:
        status = stopped.status if isinstance(stopped, Stopped) else INTERRUPTED
        there = f"{call.site} is complete: either the old site or the new one"
        whole = there if call.output.exists() else f"there is no {call.site} yet"
        return complain(f"{why(stopped, call.site)}; {whole}", status)


def build(call: Call) -> int:
    """Make the whole site beside the output, and put it in its place in one step; nothing where nothing has changed."""
    check_output(call.output, call.source)
    cache = cache_of(call)
    with publication(call.output, call.clean) as site:
        source = read_source(call.source, call.jobs, call.quiet)
        last = None if call.clean or call.explain else last_state(cache)
        if last and is_as_left(call, last, source):
            note(call, last.notes)
            return summarise(call, last.articles, last.summary)
        made = make(call, source, cache, site)
        if is_refused(call, made, cache):
            return PROBLEMS
        explained = made.explain(call.explain) if call.explain else []
        with watching("Publishing", len(made.records), call.quiet):
            published = site.publish(made.records, made.heading, call.allow_removals)
            if made.archive.withdrawn:
                site.forget(published)
            cache.write(made.to_keep(source, call.output, published.records))
    note(call, cache.take_faults())
    if explained:
        say(*explained)
    return summarise(call, len(made.archive.articles), published.summary, published.dropped, site.left_over)


def is_as_left(call: Call, last: State, source: Source) -> bool:
    """Tell whether all is as the last build left it, so that there is nothing to do."""
    with watching("Comparing", last.pages + last.others, call.quiet):
        return is_unchanged(last, source, call.output)


def check(call: Call) -> int:
    """Do everything except write the site."""
    cache = cache_of(call)
    made = make(call, read_source(call.source, call.jobs, call.quiet), cache, None)
    if call.suggest and (missing_speakers := made.suggestions()):
        say(*missing_speakers)
    if is_refused(call, made, cache):
        return PROBLEMS
    if not call.quiet:
        dropped = dropped_addresses(published_files(call.output), made.maker.there)
        say(f"{made.summary}: no problems.", *filter(None, [dropped]))
    return DONE


def verify(call: Call) -> int:
    """Say what differs between the published site, its manifest and what would be built from the source."""
    from sitebuilder.running.verifying import differences, published, would_be  # noqa: PLC0415 - it loads the packages

    site = published.read_published(call.output, call.quiet)
    built = would_be.would_be_built(call, read_source(call.source, call.jobs, call.quiet), cache_of(call))
    if lines := differences.findings(call.site, site, built):
        return complain("\n".join(lines), PROBLEMS)
    if not call.quiet:
        files = counted(len(built.sums), "file")
        say(f"{call.site} is complete, and what would be built from the source: {files}, edition {built.edition}.")
    return DONE


def cache_of(call: Call) -> Cache:
    """Return what earlier builds of the source by this very program kept."""
    return Cache(call.source, program_fingerprint(PROGRAM))


def make(call: Call, source: Source, cache: Cache, site: Publication | None) -> Made:
    """Make every file of the site that is not there already."""
    from sitebuilder.running import steps  # noqa: PLC0415 - it loads the packages, which takes time

    return steps.make(call, source, cache, site)


def is_refused(call: Call, made: Made, cache: Cache) -> bool:
    """Report what is wrong with an archive and what was perhaps not meant; tell whether anything is wrong."""
    note(call, cache.take_faults())
    lines = report(made.problems, [] if call.quiet else made.notes, made.source.files, call.site)
    if lines:
        complain("\n".join(lines), PROBLEMS)
    return bool(made.problems)


def note(call: Call, lines: Iterable[str]) -> None:
    """Say what was perhaps not meant, or did not work and does no harm."""
    if not call.quiet and (joined := "\n".join(lines)):
        complain(joined, DONE)


def summarise(call: Call, articles: int, files: str, dropped: str = "", left_over: BaseException | None = None) -> int:
    """Say what was done, and where to look."""
    if left_over:
        complain(f"the site is published; clearing up is left to the next build: {why(left_over, call.site)}", DONE)
    if not call.quiet:
        took = f"{perf_counter() - call.started:.1f} s"
        built = f"Built {counted(articles, 'article')} in {took}: {files}; no problems."
        say(built, *filter(None, [dropped]), f"Open {call.output / INDEX}")
    return DONE


if __name__ == "__main__":
    gc.disable()  # what a build makes holds no circles, and to look for them takes longer the larger the archive is
    sys.exit(main(sys.argv[1:]))
