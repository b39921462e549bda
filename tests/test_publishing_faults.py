"""Whatever happens during a build, `public/` is wholly the old site or wholly the new one, and the cache does no harm.

Builds are killed at their system calls, one build at each; then each call fails, with one error after the other. The
calls are those from opening the lock file to closing it; the everyday tests take a sample of them, `--long` takes all,
and `-rP` shows how many. The next build, with whatever cache was left to it, has to give the site that is built from
nothing, and the one after that has to find nothing changed.

Where no system call exchanges two folders, the old site is moved away before the new one takes its place. A build that
is killed between these two renames leaves no site, and the next build begins by putting the old one back.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from changing import BEFORE, beside, build, change, files_of, found_unchanged
from conftest import Files, article, missing, run, tree, write
from faults import CTRL_C, EXCHANGE, KILL, SIGTERM, TWO_RENAMES, Builds, Ended, Point, builds

pytestmark = pytest.mark.faults

Choice = Callable[[list[Point]], list[Point]]
"""Which points of a build something goes wrong at."""


def a_sample(points: list[Point]) -> list[Point]:
    """Choose calls around taking the lock, the exchange, writing the cache and letting go, and a few between."""
    exchange = max(number for number, point in enumerate(points) if "/public" in point.shown and is_renaming(point))
    cached = [number for number, point in enumerate(points) if ".new" in point.shown and "/.cache/" in point.shown]
    last = len(points) - 1
    chosen = {1, *range(0, last, last // 7), *range(exchange - 2, exchange + 3), *cached[::3], last - 1, last}
    return [points[number] for number in sorted(chosen)]


def is_renaming(point: Point) -> bool:
    """Tell whether a call gives something another name."""
    return point.call.startswith("rename")


def every_one(points: list[Point]) -> list[Point]:
    """Choose all."""
    return points


def while_two_work(points: list[Point]) -> list[Point]:
    """Choose some calls by any process between the start of the first of the others and the end of the last."""
    between = all_while_two_work(points)
    return between[:: max(1, len(between) // 10)]


def all_while_two_work(points: list[Point]) -> list[Point]:
    """Choose all these calls."""
    ours = [number for number, point in enumerate(points) if not point.process]
    start = next(number for number in ours if points[number].call in ("clone", "clone3", "fork", "vfork"))
    end = max(number for number in ours if points[number].call == "wait4")
    between = list({(point.call, point.nth): point for point in points[start : end + 1]}.values())
    assert len({point.process for point in between}) > 1
    return between


choices = pytest.mark.parametrize("choose", [a_sample, pytest.param(every_one, marks=pytest.mark.long)])
ways = pytest.mark.parametrize(
    "way", [pytest.param(EXCHANGE, id="exchange"), pytest.param(TWO_RENAMES, id="two_renames")]
)

KILLS, STOPS = (KILL,), (CTRL_C, SIGTERM)

ERRORS = ("error=ENOSPC", "error=EIO", "error=EACCES", "error=ENOMEM")
"""What the calls of a name fail with, in turn."""

faults = pytest.mark.parametrize("faults", [KILLS, ERRORS], ids=["kill", "error"])


@choices
@ways
def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, held: Builds, way: str, choose: Choice
) -> None:
    tally = endure(a_site(tmp_path), held, way, KILLS, choose)
    assert not tally.wrong, tally
    assert tally.states.keys() >= {"old", "new"}
    assert tally.states["away"] == (1 if way == TWO_RENAMES else 0)


@choices
@ways
def test_a_build_in_which_a_system_call_fails_leaves_the_old_site_and_a_message_or_the_new_one(
    tmp_path: Path, held: Builds, way: str, choose: Choice
) -> None:
    tally = endure(a_site(tmp_path), held, way, ERRORS, choose)
    assert not tally.wrong, tally
    assert tally.states.keys() == {"old", "new"}


@choices
@faults
def test_a_fault_in_the_first_build_of_all_leaves_nothing_or_the_new_site(
    tmp_path: Path, held: Builds, faults: Sequence[str], choose: Choice
) -> None:
    tally = endure(no_site(tmp_path), held, EXCHANGE, faults, choose)
    assert not tally.wrong, tally
    assert tally.states.keys() == {"old", "new"}


@choices
@faults
def test_a_fault_while_the_site_before_becomes_the_next_one_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, held: Builds, faults: Sequence[str], choose: Choice
) -> None:
    tally = endure(a_site_and_the_one_before(tmp_path), held, EXCHANGE, faults, choose)
    assert not tally.wrong, tally
    assert tally.states.keys() >= {"old", "new"}


@choices
@faults
def test_a_fault_while_a_site_is_put_back_in_its_place_loses_nothing(
    tmp_path: Path, held: Builds, faults: Sequence[str], choose: Choice
) -> None:
    tally = endure(a_death_between_two_renames(tmp_path), held, EXCHANGE, faults, choose)
    assert not tally.wrong, tally
    assert tally.states.keys() == {"away", "old", "new"}


@choices
def test_ctrl_c_or_sigterm_leaves_the_old_site_or_the_new_one_and_a_message(
    tmp_path: Path, held: Builds, choose: Choice
) -> None:
    tally = endure(a_site(tmp_path), held, EXCHANGE, STOPS, choose)
    assert not tally.wrong, tally
    assert tally.states.keys() == {"old", "new"}


@pytest.mark.parametrize("choose", [while_two_work, pytest.param(all_while_two_work, marks=pytest.mark.long)])
@pytest.mark.parametrize("faults", [KILLS, STOPS, ERRORS], ids=["kill", "stop", "error"])
@pytest.mark.parametrize("shared", ["reading", "making"])
def test_a_fault_while_two_processes_work_leaves_the_old_site_or_the_new_one_and_no_process(
    tmp_path: Path, held: Builds, shared: str, faults: Sequence[str], choose: Choice
) -> None:
    """strace waits for every process that a build has started: one that lived on would hold up the test."""
    tally = endure(replace(a_site(tmp_path), jobs=2, shared=shared), held, EXCHANGE, faults, choose)
    assert not tally.wrong, tally
    assert 4 * tally.missed < tally.calls.total()
    assert "old" in tally.states


@ways
def test_the_new_site_is_on_the_disk_before_it_takes_its_place_and_the_old_one_stays_or_is_removed_after(
    tmp_path: Path, held: Builds, way: str
) -> None:
    start = a_site(tmp_path)
    start.again()
    points = held.points(start.call, way)
    calls = [point.call for point in points]
    written = [number for number, point in enumerate(points) if is_writing(point, ".public.next/")]
    cached = [number for number, point in enumerate(points) if is_writing(point, ".cache/")]
    exchanged = [number for number, point in enumerate(points) if is_renaming(point) and "/public" in point.shown]
    removals = [number for number, call in enumerate(calls) if call in ("unlinkat", "rmdir")]
    assert max(written) < calls.index("syncfs") < min(exchanged) <= max(exchanged) < min(cached)
    assert max(cached) < calls.index("fsync")
    assert bool(removals) == (way == TWO_RENAMES)
    assert calls.index("fsync") < min([*removals, len(points)])


def is_writing(point: Point, where: str) -> bool:
    """Tell whether a call puts something in a place."""
    return where in point.shown and (point.call in ("link", "mkdir", "rename") or "O_CREAT" in point.shown)


@dataclass
class Start:
    """What a build finds, and what may come of it."""

    template: Path
    """An archive and what is beside its site; every build works on a copy."""
    archive: Path
    """Where the copy is."""
    old: dict[str, bytes]
    """Every file of the site that has to be there until the new one is; empty where there was none."""
    new: dict[str, bytes]
    """Every file of the site that is to come."""
    jobs: int = 1
    """How many processes may work."""
    shared: str = ""
    """What they do, although the archive is small: `reading` or `making`."""

    @property
    def call(self) -> list[str]:
        """What the build is called with."""
        return ["--source", str(self.archive), "--jobs", str(self.jobs), "--quiet"]

    def again(self) -> None:
        """Put everything back to the start. Links are the same files to a build: it never writes into one."""
        shutil.rmtree(self.archive, ignore_errors=True)
        shutil.copytree(self.template, self.archive, copy_function=os.link)

    def state(self) -> str:
        """Say which site is in its place; `away` when there is none, but the old one waits to be put back."""
        site = tree(self.archive / "public")
        for state, right in (("old", site == self.old), ("new", site == self.new)):
            if right:
                return state
        waits = not (self.archive / "public").exists() and tree(self.archive / ".public.old") == self.old
        return "away" if waits else "torn or missing"


def a_site(folder: Path, earlier: Files | None = None) -> Start:
    """The articles have changed since the site was built, and its cache written. Before, it was built from others."""
    archive, template = folder / "archive", folder / "template"
    if earlier:
        build(write(archive, earlier))
        shutil.rmtree(archive / "articles")
    old = build(write(archive, BEFORE))
    archive.rename(template)  # the files of the site stay the same, as the cache knows them
    change(template)
    shutil.copytree(template, folder / "finished", ignore=shutil.ignore_patterns("public", ".cache", ".public.next"))
    return Start(template, archive, old, build(folder / "finished"))


def a_site_and_the_one_before(folder: Path) -> Start:
    """The site before is beside it. It had an article and a topic more, and another was different."""
    start = a_site(folder, BEFORE | {"articles/early.md": article("Early.\n", topics="[Wind, Water]")})
    assert (start.template / ".public.next/topics/wind.html").exists()
    return start


def no_site(folder: Path) -> Start:
    """The site was never built."""
    start = a_site(folder)
    for made in ("public", ".cache"):
        shutil.rmtree(start.template / made)
    start.old = {}
    return start


def a_death_between_two_renames(folder: Path) -> Start:
    """A build died when it had moved the old site away, and has left a part of a new one."""
    start = a_site(folder)
    (start.template / "public").rename(start.template / ".public.old")
    write(start.template / ".public.next", {".news-archive": "", "index.html": "a part"})
    (start.template / ".public.lock").touch()
    return start


@dataclass
class Tally:
    """What came of many faults."""

    calls: Counter[str] = field(default_factory=Counter)
    """How many there were at the calls of each name."""
    missed: int = 0
    """At how many of them nothing happened."""
    states: Counter[str] = field(default_factory=Counter)
    """How often a build left which site in its place."""
    wrong: list[str] = field(default_factory=list)
    """What ought not to be, and after which fault."""

    def __str__(self) -> str:
        return "\n".join(
            [
                f"{self.calls.total()} points, {self.missed} missed, {dict(self.states)}, {len(self.wrong)} wrong",
                *self.wrong,
            ]
        )


def endure(start: Start, builds: Builds, way: str, faults: Sequence[str], choose: Choice) -> Tally:
    """Build once for each point, with a fault there, and each time twice more with none; print the tally.

    Of several faults, the calls of a name get one after the other.
    """
    tally = Tally()
    builds = replace(builds, shared=start.shared)
    start.again()
    chosen = choose(builds.points(start.call, way))
    for point in chosen:
        fault = faults[tally.calls[point.call] % len(faults)]
        start.again()
        broken = builds.broken(start.call, point, fault, way)
        state = start.state()
        tally.calls[point.call] += 1
        tally.missed += not broken.is_hit
        tally.states[state] += 1
        tally.wrong += [
            f"{wrong}, after {fault} at {point}" for wrong in (*wrongs(broken, state), *wrongs_after(start))
        ]
    print(tally)
    return tally


def wrongs(broken: Ended, state: str) -> Iterator[str]:
    """Say what is wrong with the end of a build: the site that it left, its exit status, what it said."""
    if state == "torn or missing":
        yield "the site is torn or missing"
    if any(word in broken.said for word in ("Traceback", "Exception", "Errno", "Fatal")):
        yield f"no plain message: {broken.said}"
    complete = "public/ is complete: either the old site or the new one\n"
    ending = {0: "", 1: "public/ is unchanged\n", 130: complete, 143: complete}
    if broken.status in (-2, -15) and is_silenced(broken):
        return
    if broken.status not in (-9, *ending):
        yield f"exit status {broken.status}"
    elif broken.status >= 0 and not broken.said.endswith(ending[broken.status]) and not is_silenced(broken):
        yield f"it is not said what became of the site: {broken.said}"
    if (broken.status == 0 and state != "new") or (broken.status == 1 and state == "new"):
        yield f"exit status {broken.status} with the {state} site"


def is_silenced(broken: Ended) -> bool:
    """Tell whether the fault came once more, while the build was saying what the first had done, or after that."""
    refused = re.search(r"write\(2, .*\(INJECTED\)", broken.trace)
    return bool(refused) or len(re.findall("--- SIG(?:INT|TERM)", broken.trace)) > 1


def wrongs_after(start: Start) -> Iterator[str]:
    """Say what is wrong with the next two builds, to which nothing happens."""
    following = run(*start.call)
    if (following.status, following.complained) != (0, "") or start.state() != "new":
        yield f"the next build ends with the {start.state()} site and {following}"
    files = files_of(start.archive)
    unchanged = run(*start.call[:-1])
    if not found_unchanged(unchanged.said) or unchanged.complained or files_of(start.archive) != files:
        yield f"the build after the next one does not find everything unchanged: {unchanged}"
    if left := [*beside(start.archive / "public"), *left_in_cache(start.archive / ".cache")]:
        yield f"they leave {left}"


def left_in_cache(cache: Path) -> set[str]:
    """Return what is in a cache besides its files and the lock, which means nothing when nobody holds it."""
    return {path.name for path in cache.iterdir()} - {"read", "made", "state", "lock"}


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builds]:
    """Builds that strace holds; skip where strace is not here, or may not hold a process."""
    if not shutil.which("strace") or subprocess.run(["strace", "-o", os.devnull, "true"], check=False).returncode:
        missing("strace")
    with builds(tmp_path_factory.mktemp("held")) as held:
        yield held
