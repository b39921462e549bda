"""Which files of the site are made, and which are kept as they are, by several processes at once?"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder.addresses import BUILDS_OWN, Address, is_source_list, static
from sitebuilder.cache.explaining import Changes, explain
from sitebuilder.cache.fingerprints import each_mark, fingerprint, fingerprint_inputs, has_any, link_mark, link_marks
from sitebuilder.cache.last_build import MadeRow, pack_row, unpack_row
from sitebuilder.pages.parts.frame import Output, View
from sitebuilder.problems import Problem
from sitebuilder.publishing.publication import Publication
from sitebuilder.rendering.closure import TemplateFingerprints
from sitebuilder.rendering.renderer import Renderer
from sitebuilder.running.processes import Work, in_pieces

FILES_A_PIECE, FILES_A_PROCESS = 40, 400
"""How many files are made at a time, and with how many it pays to start a process."""


class MadeFile(Struct, frozen=True):
    """What came of one file of the site."""

    packed: MadeRow | bytes | None
    """The file, where it was put into the new site: as a row, or packed, which takes half the memory."""
    is_kept: bool
    """Whether it was taken over as the last build made it, and not made again."""
    links: tuple[tuple[Address, str], ...] = ()
    """The addresses that it links to and the site has not, or has in `static/`, each with its template.

    As far as this process has not met them before: of a large site all links would be more than its pages."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with its template."""

    @property
    def row(self) -> MadeRow | None:
        """The file, where it was put into the new site."""
        return unpack_row(self.packed) if isinstance(self.packed, bytes) else self.packed


def in_order(made: Iterable[tuple[int, MadeFile]], count: int) -> list[MadeFile]:
    """Return what came of all files, given the number of each, in the order of their numbers."""
    ordered = [MadeFile(None, is_kept=False)] * count
    for number, one in made:
        ordered[number] = one
    return ordered


class Maker:
    """Makes the files of a site. In a process of its own it makes some of them."""

    def __init__(
        self,
        outputs: Sequence[Output],
        renderer: Renderer,
        site: Publication | None,
        last: Mapping[Address, MadeRow],
    ) -> None:
        """Take the files, what makes pages of text, and where they are put; without a site they are only made.

        `last` is what the last build made: what would be made of the same again is kept.
        """
        self.outputs = outputs
        self.renderer = renderer
        self.site = site
        self.last = last
        self.templates = TemplateFingerprints(renderer.templates)
        self.there = {*dict(BUILDS_OWN), *(output.address for output in outputs)}
        self.gone = {link_mark(address) for address in last.keys() - self.there}
        self.met: set[Address] = set()
        self.is_wrong = False

    def make_all(self, jobs: int) -> Generator[tuple[int, MadeFile]]:
        """Make every file, and yield the number of each with what came of it, as they are made.

        Those that would be made of the same again are kept at once: to hand them to other processes takes longer.
        Raises ChildProcessError where a process dies.
        """
        others = []
        for number, output in enumerate(self.outputs):
            if kept := self._kept(output):
                yield number, MadeFile(kept, is_kept=True)
            else:
                others.append(number)
        work = Work(
            lambda piece: [self._make(self.outputs[others[at]]) for at in piece],
            len(others),
            FILES_A_PIECE,
            FILES_A_PROCESS,
            "making",
            lambda at: self.outputs[others[at]].address,
        )
        with closing(in_pieces(work, jobs)) as pieces:
            for piece, some in pieces:
                yield from zip(others[piece.start : piece.stop], some, strict=True)

    def problems(self, made: Sequence[MadeFile]) -> list[Problem]:
        """Return what is wrong with the templates, each line of one once, as the first page has it."""
        first: dict[tuple[str, int], Problem] = {}
        for problem in (problem for one in made for problem in one.problems):
            first.setdefault((problem.file, problem.line), problem)
        links = {to: template for one in reversed(made) for to, template in one.links}
        return [*first.values(), *self.renderer.dead_links(links, self.there)]

    def is_linked(self, made: Sequence[MadeFile]) -> Callable[[Address], bool]:
        """Return what tells whether any page loads the file at an address: the list of all of them does not count."""

        @cache
        def marks() -> set[bytes]:
            rows = (row for one in made if (row := one.row) and not is_source_list(row.record.address))
            return {
                *(mark for row in rows for mark in each_mark(row.links)),
                *(link_mark(to) for one in made for to, _ in one.links),
            }

        return lambda address: link_mark(address) in marks()

    def explain(self, number: int, is_kept: bool, changes: Mapping[str, str]) -> list[str]:
        """Say what the file of a number is made from, and why it was kept or made after changes of the source."""
        output, gone = self.outputs[number], sorted(self.last.keys() - self.there)
        return explain(output, self.last.get(output.address), is_kept, self.templates, Changes(changes, gone))

    def _kept(self, output: Output) -> MadeRow | None:
        """Keep a file that would be made of the same again."""
        last = self._last(output.address)
        return self._keep(last, last.inputs) if last and last.inputs == fingerprint_inputs(output.make) else None

    def _make(self, output: Output) -> MadeFile:
        make = output.make
        last, inputs, content = self._last(output.address), fingerprint_inputs(make), make()
        shown = fingerprint(content) if isinstance(content, View) else b""
        if last and shown and last.view == shown and (kept := self._keep(last, inputs)):
            return MadeFile(kept, is_kept=True)
        rendered = self.renderer.render(output, content)
        self.is_wrong |= bool(rendered.problems)
        links = tuple((to, name) for to, name in rendered.links.items() if self._is_news(to, output.address))
        self.met.update(to for to, _ in links)
        if self.site is None or self.is_wrong:
            return MadeFile(None, False, links, rendered.problems)
        record = self.site.put(output.address, rendered.content)
        marks = link_marks(rendered.links)
        row = MadeRow(record, inputs, shown, rendered.template, self.templates.of(rendered.template), marks)
        return MadeFile(pack_row(row), False, links)

    def _is_news(self, to: Address, page: Address) -> bool:
        """Tell whether a link of a page says what is not known yet: that a file is missing, or that a page loads it."""
        is_loaded = to.startswith(static("")) and not is_source_list(page)
        return (to not in self.there or is_loaded) and to not in self.met

    def _last(self, address: Address) -> MadeRow | None:
        """Return what the last build made at an address, if its templates are the same and all it links to is there."""
        row = self.last.get(address) if self.site else None
        if row is None or row.template_inputs != self.templates.of(row.template) or has_any(row.links, self.gone):
            return None
        return row

    def _keep(self, row: MadeRow, inputs: bytes) -> MadeRow | None:
        """Keep a file that would be made the same again, if the last site still has it."""
        record = self.site.keep(row.record) if self.site else None
        if record is None or (record == row.record and inputs == row.inputs):
            return row if record else None
        return replace(row, record=record, inputs=inputs)
