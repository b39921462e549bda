"""What is made of a source, step by step: articles, archive, outputs, files?

The second half of `build.py`. It loads the packages, which a build after no change can do without.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from operator import itemgetter
from pathlib import Path

from msgspec import Struct

from sitebuilder import VERSION
from sitebuilder.addresses import BUILDS_OWN, Address
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.arranging import arrange, suggestions
from sitebuilder.archive.checks.collisions import check_addresses
from sitebuilder.archive.checks.oversights import oversights
from sitebuilder.archive.source import Source
from sitebuilder.cache.changes import changes
from sitebuilder.cache.files import Cache
from sitebuilder.cache.fingerprints import fingerprint
from sitebuilder.cache.last_build import READ, Damaged, LastBuild, files_of, recall, shared_sums
from sitebuilder.cache.unchanged import file_of, state_after
from sitebuilder.pages.every_page import every_output
from sitebuilder.pages.fixity.editions import archive_edition
from sitebuilder.problems import Note, Problem, counted, nearest
from sitebuilder.publishing.manifest import manifest_heading
from sitebuilder.publishing.publication import Publication
from sitebuilder.publishing.site_files import Record
from sitebuilder.publishing.tally import Tally, tally
from sitebuilder.rendering.own_templates import own_templates, unused_templates
from sitebuilder.rendering.renderer import Renderer, read_templates
from sitebuilder.running.command import Call
from sitebuilder.running.console import watched, watching
from sitebuilder.running.maker import Maker, in_order
from sitebuilder.running.workers import read_articles
from sitebuilder.slugs import make_slug

make_slug("A a")  # its package is loaded now: a failing disk must not look like a fault of what is being read later


class Made(Struct, frozen=True):
    """What was made of a source."""

    archive: Archive
    """The archive as it was read."""
    files: Tally
    """How many files the site has, its marker and manifest included."""
    build: LastBuild
    """What was read and made, as the next build can use it."""
    source: Source
    """The source."""
    last: LastBuild
    """What the last build had read and made."""
    maker: Maker
    """What made the files, or kept them."""
    kept: frozenset[int]
    """The numbers of those that it kept."""
    problems: Sequence[Problem]
    """What is wrong with the source."""
    notes: Sequence[Note]
    """What was perhaps not meant."""

    @property
    def summary(self) -> str:
        """How much was made, in words."""
        return f"{counted(len(self.archive.articles), 'article')}, {self.files}"

    @property
    def heading(self) -> str:
        """The first line of the manifest."""
        return manifest_heading(str(archive_edition(self.archive)), VERSION)

    @property
    def records(self) -> list[Record]:
        """The files put into the site, in order."""
        return [row.record for row in self.build.made.values()]

    def to_keep(self, source: Source, output: Path, published: Sequence[Record]) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the cache for the next build: what was read and made, then what is published."""
        yield from files_of(str(output), self.build)
        yield file_of(state_after(output, source, len(self.archive.articles), published, self.notes))

    def explain(self, address: Address) -> list[str]:
        """Say what the file at an address is made from, and why it was kept or made."""
        if own := dict(BUILDS_OWN).get(address):
            return [f"{address} is {own}, which every build makes"]
        numbers = [number for number, output in enumerate(self.maker.outputs) if output.address == address]
        if not numbers:
            near = nearest(address, sorted(self.build.made))
            return [f"{address} is not in the site" + (f"; did you mean {near}?" if near else "")]
        return self.maker.explain(numbers[0], numbers[0] in self.kept, changes(self.source, self.last))

    def suggestions(self) -> list[str]:
        """Return what is not recorded yet, as lines to paste."""
        return suggestions(self.archive)


_IMPOSSIBLE = (Damaged, LookupError, ValueError, TypeError, ArithmeticError)
"""What is raised where an article from the cache says what none can say, such as a paragraph that is not there."""


def make(call: Call, source: Source, cache: Cache, site: Publication | None) -> Made:
    """Read the archive, make every file of the site that is not there already, and put it unless there is a problem.

    Where what the last build has read is of no use, all of it is read and made again.
    """
    last = LastBuild() if call.clean else recall(cache, str(call.output))
    try:
        return _make(call, source, site, last)
    except _IMPOSSIBLE:
        if not last.read:
            raise
    cache.reject(READ)
    return _make(call, source, site, LastBuild(sums=last.sums))


def _make(call: Call, source: Source, site: Publication | None, last: LastBuild) -> Made:
    with closing(read_articles(source, last.read, call.jobs)) as reading:
        read = dict(sorted(watched(reading, len(source.articles), "Reading", call.quiet), key=itemgetter(0)))
    articles = {name: one.article for name, one in read.items()}
    templates, template_problems = read_templates(source.templates)
    renderer = Renderer(templates, source.unreadable | {problem.file for problem in template_problems})
    templates_print = fingerprint(templates)
    problems = [
        *template_problems,
        *(renderer.check(own_templates(source)) if templates_print != last.templates else []),
    ]
    with watching("Arranging", len(source.files), call.quiet):
        archive, more = arrange(source, articles, last.sharing)
        outputs = list(every_output(archive, source))
        placed = ((output.address, output.made_from) for output in outputs)
        problems += [*more, *check_addresses([*BUILDS_OWN, *placed])]
        if site and not problems:
            site.begin(output.address for output in outputs)
    maker = Maker(outputs, renderer, None if problems else site, last.made)
    with closing(maker.make_all(call.jobs)) as making:
        made = in_order(watched(making, len(outputs), "Rendering", call.quiet), len(outputs))
    problems += maker.problems(made)
    notes = [*oversights(archive, source, articles), *unused_templates(source, templates, maker.is_linked(made))]
    rows = {name: one.row for name, one in read.items() if one.row}
    kept = frozenset(number for number, one in enumerate(made) if one.is_kept)
    files_made = {row.record.address: row for one in made if (row := one.row)}
    this = LastBuild(rows, files_made, templates_print, archive.sharing, shared_sums(source))
    files = tally([*dict(BUILDS_OWN), *(output.address for output in outputs)])
    return Made(archive, files, this, source, last, maker, kept, problems, notes)
