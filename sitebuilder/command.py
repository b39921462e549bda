"""What did the caller ask for?"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sitebuilder.files import PROGRAM
from sitebuilder.workers import processors

DONE, PROBLEMS, WRONG_CALL, INTERRUPTED = 0, 1, 2, 130
"""The exit statuses: all well; problems in the content, or on the disk; a call that cannot be carried out; Ctrl-C."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is to be done."""

    command: str
    """`build` or `check`."""
    source: Path
    """The folder that holds `articles/` and `site.yaml`."""
    output: Path
    """The folder that is to hold the site."""
    jobs: int
    """How many processes may read articles at once."""
    clean: bool
    """Whether nothing of the site before may be used again."""
    quiet: bool
    """Whether to say nothing but problems."""
    suggest: bool
    """Whether `check` also says what could be recorded and is not."""


def read_call(arguments: Sequence[str]) -> Call:
    """Read the command line. Prints usage and exits with status 2 on a wrong one, 0 for `--help`."""
    parser = argparse.ArgumentParser(prog="build.py", description="Build the news archive: articles in, a site out.")
    parser.add_argument(
        "command", nargs="?", default="build", choices=("build", "check"), help="check does everything but the writing"
    )
    parser.add_argument("--source", type=Path, default=PROGRAM, metavar="DIR", help="where articles/ and site.yaml are")
    parser.add_argument("--output", type=Path, metavar="DIR", help="where the site goes (default: SOURCE/public)")
    parser.add_argument("--jobs", type=_count, default=processors(), metavar="N", help="processes that read articles")
    parser.add_argument("--clean", action="store_true", help="write every file anew, keep none of the site before")
    parser.add_argument("--quiet", action="store_true", help="say nothing but problems")
    parser.add_argument(
        "--suggest", action="store_true", help="check also lists quotations whose speaker is not recorded"
    )
    given = parser.parse_args(arguments)
    if given.suggest and given.command != "check":
        parser.error("--suggest goes with check")
    if not given.source.is_dir():
        parser.error(f"there is no folder {given.source}; name the one that holds articles/ and site.yaml")
    output = Path(os.path.abspath(given.output or given.source / "public"))  # noqa: PTH100 - takes .. out, keeps links
    return Call(given.command, given.source, output, given.jobs, given.clean, given.quiet, given.suggest)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 up")
    return int(text)
