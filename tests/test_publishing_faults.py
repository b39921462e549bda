"""Whatever happens while the site is written, `public/` is wholly the old site or wholly the new one.

Builds are killed at their system calls, one build at each; then each call fails. The calls are those from opening the
lock file to closing it; the everyday tests take a sample of them, `--long` takes all, and `-rP` shows how many.

Where no system call exchanges two folders, the old site is moved away before the new one takes its place. A build that
is killed between these two renames leaves no site, and the next build begins by putting the old one back.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from changing import BEFORE, beside, build, change
from conftest import Files, article, missing, run, tree, write
from faults import CTRL_C, EXCHANGE, KILL, TWO_RENAMES, Builds, Ended, Point, builds

from sitebuilder.running.workers import ARTICLES_A_JOB

pytestmark = pytest.mark.faults

Choice = Callable[[list[Point]], list[Point]]
"""Which points of a build something goes wrong at."""


def a_sample(points: list[Point]) -> list[Point]:
    """Choose the calls around taking the lock, around the exchange and around letting go, and a few between."""
    exchange = max(number for number, point in enumerate(points) if point.call.startswith("rename"))
    last = len(points) - 1
    chosen = {1, 2, *range(0, last, last // 8), *range(exchange - 3, exchange + 6), last - 1, last}
    return [points[number] for number in sorted(chosen)]


def every_one(points: list[Point]) -> list[Point]:
    """Choose all."""
    return points


def while_two_read(points: list[Point]) -> list[Point]:
    """Choose some calls between the start of the first process that reads and the end of the last, by any of the three.

    The larger the archive, the more.
    """
    ours = [number for number, point in enumerate(points) if not point.process]
    start = next(number for number in ours if points[number].call in ("clone", "clone3", "fork", "vfork"))
    end = max(number for number in ours if points[number].call == "wait4")
    between = list({(point.call, point.nth): point for point in points[start : end + 1]}.values())
    assert any(point.process for point in between)
    return between[:: max(1, len(between) // (100 if len(between) > 500 else 8))]


choices = pytest.mark.parametrize("choose", [a_sample, pytest.param(every_one, marks=pytest.mark.long)])
ways = pytest.mark.parametrize(
    "way", [pytest.param(EXCHANGE, id="exchange"), pytest.param(TWO_RENAMES, id="two_renames")]
)
errors = pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EACCES"])


@choices
@ways
def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, held: Builds, way: str, choose: Choice
) -> None:
    tally = endure(a_site(tmp_path), held, way, KILL, choose)
    assert not tally.wrong, tally
    assert tally.states.keys() >= {"old", "new"}
    assert tally.states["away"] == (1 if way == TWO_RENAMES else 0)


@choices
@ways
@errors
def test_a_build_in_which_a_system_call_fails_leaves_the_old_site_and_a_message_or_the_new_one(
    tmp_path: Path, held: Builds, way: str, error: str, choose: Choice
) -> None:
    tally = endure(a_site(tmp_path), held, way, f"error={error}", choose)
    assert not tally.wrong, tally
    assert tally.states.keys() == {"old", "new"}


@choices
@pytest.mark.parametrize("fault", [KILL, "error=EIO"])
def test_a_fault_in_the_first_build_of_all_leaves_nothing_or_the_new_site(
    tmp_path: Path, held: Builds, fault: str, choose: Choice
) -> None:
    tally = endure(no_site(tmp_path), held, EXCHANGE, fault, choose)
    assert not tally.wrong, tally
    assert tally.states.keys() == {"old", "new"}


@choices
@pytest.mark.parametrize("fault", [KILL, "error=EIO"])
def test_a_fault_while_a_site_is_put_back_in_its_place_loses_nothing(
    tmp_path: Path, held: Builds, fault: str, choose: Choice
) -> None:
    tally = endure(a_death_between_two_renames(tmp_path), held, EXCHANGE, fault, choose)
    assert not tally.wrong, tally
    assert tally.states.keys() == {"away", "old", "new"}


def test_ctrl_c_leaves_the_old_site_or_the_new_one_and_a_message(tmp_path: Path, held: Builds) -> None:
    tally = endure(a_site(tmp_path), held, EXCHANGE, CTRL_C, a_sample)
    assert not tally.wrong, tally
    assert tally.states.keys() == {"old", "new"}


@pytest.mark.parametrize("fault", [KILL, CTRL_C, "error=EIO", "error=ENOMEM"])
def test_a_fault_while_two_processes_read_leaves_the_old_site_or_the_new_one_and_no_process(
    read_by_two: Start, held: Builds, fault: str
) -> None:
    """strace waits for every process that a build has started: one that lived on would hold up the test."""
    tally = endure(read_by_two, held, EXCHANGE, fault, while_two_read)
    assert not tally.wrong, tally
    assert "old" in tally.states


def test_the_new_site_is_on_the_disk_before_it_takes_its_place_and_the_old_one_is_removed_after(
    tmp_path: Path, held: Builds
) -> None:
    start = a_site(tmp_path)
    start.again()
    calls = [point.call for point in held.points(start.call, EXCHANGE)]
    writes = [number for number, call in enumerate(calls) if call in ("write", "link", "mkdir")]
    removals = [number for number, call in enumerate(calls) if call in ("unlinkat", "rmdir")]
    assert max(writes) < calls.index("syncfs") < calls.index("renameat2") < calls.index("fsync") < min(removals)


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
    """How many processes may read articles."""
    articles_a_job: int = ARTICLES_A_JOB
    """How many articles there have to be for each of them."""

    @property
    def call(self) -> list[str]:
        """What the build is called with."""
        return ["--source", str(self.archive), "--jobs", str(self.jobs), "--quiet"]

    def again(self) -> None:
        """Put everything back to the start."""
        shutil.rmtree(self.archive, ignore_errors=True)
        shutil.copytree(self.template, self.archive)

    def state(self) -> str:
        """Say which site is in its place; `away` when there is none, but the old one waits to be put back."""
        site = tree(self.archive / "public")
        for state, right in (("old", site == self.old), ("new", site == self.new)):
            if right:
                return state
        waits = not (self.archive / "public").exists() and tree(self.archive / ".public.old") == self.old
        return "away" if waits else "torn or missing"


def a_site(folder: Path, more: Files | None = None) -> Start:
    """The articles have changed since the site was built; there may be `more` that have not."""
    template = write(folder / "template", BEFORE | dict(more or {}))
    old = build(template)
    change(template)
    shutil.copytree(template, folder / "finished")
    return Start(template, folder / "archive", old, build(folder / "finished"))


@pytest.fixture(params=["few", pytest.param("many", marks=pytest.mark.long)])
def read_by_two(request: pytest.FixtureRequest, tmp_path: Path) -> Start:
    """Two processes read the articles: one or two each; or so many that nothing in the program has to be changed."""
    if request.param == "few":
        return replace(a_site(tmp_path), jobs=2, articles_a_job=1)
    more = {f"articles/number-{number}.md": article(f"Words of {number}.\n") for number in range(2 * ARTICLES_A_JOB)}
    return replace(a_site(tmp_path, more), jobs=2)


def no_site(folder: Path) -> Start:
    """The site was never built."""
    start = a_site(folder)
    shutil.rmtree(start.template / "public")
    start.old = {}
    return start


def a_death_between_two_renames(folder: Path) -> Start:
    """A build died when it had moved the old site away, and has left a part of a new one."""
    start = a_site(folder)
    (start.template / "public").rename(start.template / ".public.old")
    write(start.template / ".public.new", {".news-archive": "", "index.html": "a part"})
    (start.template / ".public.lock").touch()
    return start


@dataclass
class Tally:
    """What came of many faults."""

    points: int = 0
    """How many there were."""
    states: Counter[str] = field(default_factory=Counter)
    """How often a build left which site in its place."""
    wrong: list[str] = field(default_factory=list)
    """What ought not to be, and after which fault."""

    def __str__(self) -> str:
        return "\n".join([f"{self.points} points, {dict(self.states)}, {len(self.wrong)} wrong", *self.wrong])


def endure(start: Start, builds: Builds, way: str, fault: str, choose: Choice) -> Tally:
    """Build once for each point, with the fault there, and each time once more with none; print the tally."""
    tally = Tally()
    builds = replace(builds, articles_a_job=start.articles_a_job)
    start.again()
    for point in choose(builds.points(start.call, way)):
        start.again()
        broken = builds.broken(start.call, point, fault, way)
        state = start.state()
        tally.points += 1
        tally.states[state] += 1
        tally.wrong += [
            f"{wrong}, after a fault at {point}" for wrong in (*wrongs(broken, state), *wrongs_after(start))
        ]
    print(tally)
    return tally


def wrongs(broken: Ended, state: str) -> Iterator[str]:
    """Say what is wrong with the end of a build: the site that it left, its exit status, what it said."""
    if state == "torn or missing":
        yield "the site is torn or missing"
    if any(word in broken.said for word in ("Traceback", "Exception", "Errno", "Fatal")):
        yield f"no plain message: {broken.said}"
    ending = {0: "", 1: "public/ is unchanged\n", 130: "public/ is complete: either the old site or the new one\n"}
    if broken.status == -2 and is_silenced(broken):
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
    return bool(refused) or broken.trace.count("--- SIGINT") > 1


def wrongs_after(start: Start) -> Iterator[str]:
    """Say what is wrong with the next build, to which nothing happens."""
    following = run(*start.call)
    if (following.status, following.complained) != (0, "") or start.state() != "new":
        yield f"the next build ends with the {start.state()} site and {following}"
    if left := beside(start.archive / "public"):
        yield f"the next build leaves {left}"


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builds]:
    """Builds that strace holds; skip where strace is not here, or may not hold a process."""
    if not shutil.which("strace") or subprocess.run(["strace", "-o", os.devnull, "true"], check=False).returncode:
        missing("strace")
    with builds(tmp_path_factory.mktemp("held")) as held:
        yield held
