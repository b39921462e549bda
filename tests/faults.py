"""Builds in which one system call goes wrong: the machinery of test_publishing_faults.py.

strace takes hold of a build and, at the n-th call of a name, kills the build or makes the call fail. So that thousands
of such builds take minutes, they are forked from one interpreter that has the program imported already. Run as a
script, this file is that interpreter.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from compiling import compiled_once

from sitebuilder.running import maker, workers

EXCHANGE = ""
"""Two folders change places in one step, as Linux can."""

TWO_RENAMES = "renameat2:error=ENOSYS"
"""No system call exchanges two folders, as elsewhere: what strace is asked to make it so."""

KILL = "signal=KILL"
"""What strace is asked to kill a build at a system call, before it does anything."""

CTRL_C, SIGTERM = "signal=INT", "signal=TERM"
"""What strace is asked to stop it there, as a person or a system does."""

_NEVER_FAIL = {"getpid", "exit_group"}
"""Calls in which nothing can go wrong."""

_SECONDS = 120
"""A build that takes longer hangs."""

_PR_SET_PTRACER, _ANY = 0x59616D61, -1  # linux/prctl.h


@dataclass(frozen=True)
class Point:
    """One system call of a build, at which something can go wrong."""

    call: str
    """Its name."""
    nth: int
    """Its ordinal among the calls of that name by its process, since strace took hold of the build."""
    shown: str
    """What strace shows of it."""
    process: int = 0
    """Who makes it: the build is 0, and the processes that it starts are counted from 1."""

    def __str__(self) -> str:
        return f"{self.call} {self.nth}: {self.call}({self.shown}"


@dataclass(frozen=True)
class Ended:
    """How a build ended."""

    status: int
    """Its exit status, or less than 0: minus the number of the signal that killed it."""
    said: str
    """What it wrote to either stream."""
    trace: str
    """What strace saw of the calls that were asked for."""
    is_hit: bool = False
    """Whether the fault came."""


@dataclass
class Builds:
    """Starts builds that strace holds from their first step, one after the other."""

    server: subprocess.Popen[str]
    """The interpreter that they are forked from."""
    folder: Path
    """Where notes of them are put."""
    shared: str = ""
    """The work that several processes do, however small the archive is: `reading` or `making`. strace takes hold of a
    build when it begins with that, and so counts the calls of all processes from there."""

    def run(self, arguments: list[str], *injections: str, calls: str = "all") -> Ended:
        """Build with faults such as `link:error=EIO:when=3`, and look at some calls."""
        said, trace = self.folder / "said", self.folder / "trace"
        self.server.stdin.write(json.dumps([arguments, str(said), self.shared]) + "\n")
        self.server.stdin.flush()
        build = int(self.server.stdout.readline())
        expressions = [f"trace={calls}", *(f"inject={injection}" for injection in injections)]
        switches = [word for expression in expressions for word in ("-e", expression)]
        strace = ["strace", "-f", "-o", str(trace), *switches, "-p", str(build)]
        with subprocess.Popen(strace, stderr=subprocess.PIPE, text=True) as holder:
            begun = holder.stderr.readline()
            assert "attached" in begun, f"strace cannot take hold of a build: {begun}"
            os.kill(build, signal.SIGCONT)
            holder.wait(_SECONDS)
        status = int(self.server.stdout.readline())
        return Ended(status, said.read_text("utf-8", "replace"), trace.read_text("utf-8", "replace"))

    def points(self, arguments: list[str], way: str) -> list[Point]:
        """Return every system call from opening the lock file, or the shared work, to closing that file at the end.

        The calls of processes that the build starts are among them, in the order in which strace saw them, but for
        those at whose ordinal the build itself would be hit before it has the lock.
        """
        whole = self.run(arguments, *filter(None, [way]))
        assert (whole.status, whole.said) == (0, "")
        counted: Counter[tuple[str, str]] = Counter()
        processes: dict[str, int] = {}
        points = []
        for process, call, shown in re.findall(r"^(\d+) +(\w+)\((.*)", whole.trace, re.MULTILINE):
            counted[process, call] += 1
            number = processes.setdefault(process, len(processes))
            points.append(Point(call, counted[process, call], shown, number))
        locked = [number for number, point in enumerate(points) if ".lock" in point.shown]
        opened = 0 if self.shared else next(number for number in locked if points[number].call == "openat")
        window = points[opened : locked[-1] + 2]
        assert [point.call for point in window[-2:]] == ["unlink", "close"]
        assert self.shared or [point.call for point in window[:2]] == ["openat", "flock"]
        before = {(point.call, point.nth) for point in points[:opened]}
        return [point for point in window if (point.call, point.nth) not in before and point.call not in _NEVER_FAIL]

    def broken(self, arguments: list[str], point: Point, fault: str, way: str) -> Ended:
        """Build with a fault at one point: `KILL`, `CTRL_C`, `SIGTERM`, or `error=` and the name of an error.

        It comes in every process that makes so many calls of the name. Where work is shared, how many each makes
        differs from build to build, and it may come in none.
        """
        if point.call == "brk" and fault.startswith("error"):
            fault = "retval=0"  # brk fails by returning an address that was not asked for, never an error
        faults = {way.partition(":")[0]: way} if way else {}
        faults[point.call] = f"{point.call}:{fault}:when={point.nth}"
        broken = self.run(arguments, *faults.values(), calls=",".join(faults))
        sign = {KILL: "killed by SIGKILL", CTRL_C: "--- SIGINT", SIGTERM: "--- SIGTERM"}.get(fault, "(INJECTED)")
        assert sign in broken.trace or self.shared, f"no fault at {point}\n{broken.trace}"
        return replace(broken, is_hit=sign in broken.trace)


@contextmanager
def builds(folder: Path) -> Iterator[Builds]:
    """Start the interpreter that builds are forked from; it ends with the block."""
    here = Path(__file__).resolve()
    environment = os.environ | {
        "PYTHONPATH": str(here.parent.parent),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    with subprocess.Popen(
        [sys.executable, here], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
    ) as server:
        yield Builds(server, folder)
        server.stdin.close()


def serve() -> None:
    """For each line, fork a build, say its process number once it has stopped, and then its exit status."""
    import build as program  # noqa: PLC0415 - the process that only asks for builds has no need of it

    with compiled_once():
        for number, line in enumerate(sys.stdin):
            arguments, said, shared = json.loads(line)
            if not number:
                program.main(["check", *arguments])  # so that no build has to compile the templates
            build = os.fork()
            if build == 0:
                _become_a_build(said)
                if shared:
                    _share_out({"reading": workers, "making": maker}[shared])
                else:
                    _wait_for_strace()
                sys.exit(program.main(arguments))
            os.waitpid(build, os.WUNTRACED)
            _answer(build)
            _answer(os.waitstatus_to_exitcode(os.waitpid(build, 0)[1]))


def _become_a_build(said: str) -> None:
    """Let a process that was forked write into a file, and be held by strace."""
    stream = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(stream, 1)
    os.dup2(stream, 2)
    os.close(stream)
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANY)  # strace is not the parent of the build
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _wait_for_strace() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def _share_out(work: ModuleType) -> None:
    """Let several processes read and make even a few files, and wait for strace when one of the two begins."""
    workers.ARTICLES_A_JOB = workers.ARTICLES_A_PIECE = maker.FILES_A_PROCESS = 1
    maker.FILES_A_PIECE = 4
    in_pieces = work.in_pieces

    def wait_first(*arguments: object) -> object:
        _wait_for_strace()
        return in_pieces(*arguments)

    work.in_pieces = wait_first


def _answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve()
