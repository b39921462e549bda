"""What did the user ask for?"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from sitebuilder import VERSION
from sitebuilder.problems import nearest, shown, shown_path
from sitebuilder.publishing.output_folder import Refused, check_source
from sitebuilder.running.disk import PROGRAM
from sitebuilder.running.processes import processors

DONE, PROBLEMS, WRONG_CALL, INTERRUPTED = 0, 1, 2, 130
"""The exit statuses: all well; problems in the content, or on the disk; a command that cannot be run; Ctrl-C."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is to be done."""

    command: str
    """`build`, `check` or `verify`."""
    source: Path
    """The folder that holds `articles/` and `site.yaml`."""
    output: Path
    """The folder that is to hold the site."""
    jobs: int
    """How many processes may work at once."""
    clean: bool
    """Whether nothing of the previous site may be used again."""
    quiet: bool
    """Whether to print only problems."""
    allow_removals: bool
    """Whether most of the published articles, or all, may be gone from the new site."""
    suggest: bool
    """Whether `check` also lists quotations without a speaker."""
    explain: str | None
    """The address of which to say what it is made from, and why it was kept or made."""
    started: float
    """When the call was read, in seconds of `perf_counter`."""

    @property
    def site(self) -> str:
        """The name of the output, as messages have it: `public/`."""
        return f"{shown_path(self.output.name)}/"


COMMANDS = {
    "build": "build the site (the default)",
    "check": "do everything except write the site, and report all problems",
    "verify": "say what differs between the published site, its manifest and what would be built",
}
"""Every command, with what it does."""


class _Parser(argparse.ArgumentParser):
    """A parser that takes no abbreviations, and fills in no value that was not typed."""

    def __init__(self, **keywords: object) -> None:
        super().__init__(argument_default=argparse.SUPPRESS, allow_abbrev=False, **keywords)  # type: ignore[arg-type]

    def options(self) -> dict[str, bool]:
        """Return every option that it knows, and whether a value comes after it."""
        return {option: action.nargs != 0 for action in self._actions for option in action.option_strings}


def read_call(arguments: Sequence[str]) -> Call:
    """Read the command line.

    Prints usage and exits with status 2 on a wrong one, 0 for `--help` and `--version`. Raises `Refused` where a folder
    that it names cannot be used.
    """
    parser, commands = _parsers()
    command = _check_names(arguments, parser, commands)
    typed, extra = parser.parse_known_args(arguments)
    if extra:
        commands[command].error(f"{extra[0]} is not expected; see build.py {command} --help")
    source, output = _folders(typed)
    return Call(
        command=command,
        source=source,
        output=output,
        jobs=getattr(typed, "jobs", 0) or processors(),
        clean=hasattr(typed, "clean"),
        quiet=hasattr(typed, "quiet"),
        allow_removals=hasattr(typed, "allow_removals"),
        suggest=hasattr(typed, "suggest"),
        explain=getattr(typed, "explain", None),
        started=perf_counter(),
    )


def _folders(typed: argparse.Namespace) -> tuple[Path, Path]:
    """Return the source and the output of a call as whole paths."""
    try:
        source = getattr(typed, "source", PROGRAM).absolute()
        output = os.path.abspath(getattr(typed, "output", source / "public"))  # noqa: PTH100 - no .., but links kept
    except OSError:
        raise Refused("the working folder is gone; change to another one") from None
    check_source(source)
    return source, Path(output)


def _check_names(arguments: Sequence[str], parser: _Parser, commands: Mapping[str, _Parser]) -> str:
    """Return the command that is called; refuse one, or an option, that does not exist, with what was likely meant."""
    known = parser.options() | {option: takes for each in commands.values() for option, takes in each.options().items()}
    plain, options = _sorted_out(arguments, known)
    command = next(iter(plain), "build")
    mine = commands.get(command, commands["build"])
    for option in options:
        others = [name for name, its in commands.items() if option in its.options()]
        if not others and option not in known:
            mine.error(_with_suggestion(f"there is no option {option}", option, mine.options()))
        if others and option not in mine.options():
            mine.error(f"{option} goes with {others[0]}")
    if command not in commands:
        parser.error(_with_suggestion(f"{command} is not a command", command, commands))
    return command


def _sorted_out(arguments: Sequence[str], known: Mapping[str, bool]) -> tuple[list[str], list[str]]:
    """Return the plain words and the options of a call, without the values that come after options."""
    plain, options, rest = [], [], iter(arguments)
    for typed in rest:
        if not typed.startswith("-"):
            plain.append(typed)
            continue
        options.append(typed.partition("=")[0])
        if known.get(typed):
            next(rest, None)
    return plain, options


def _with_suggestion(fault: str, typed: str, known: Iterable[str]) -> str:
    """Add to what is wrong the name that was most likely meant: what options begin with makes none of them near."""
    names = {name.lstrip("-"): name for name in known}
    near = nearest(typed.lstrip("-"), names)
    return f"{fault}; did you mean {names[near]}?" if near else f"{fault}; see --help"


def _parsers() -> tuple[_Parser, dict[str, _Parser]]:
    """Return the parser of the whole call, and that of each command."""
    parser = _Parser(prog="build.py", description="Build the news archive: articles in, a site out.")
    parser.add_argument("--version", action="version", version=f"news archive {VERSION}")
    subparsers = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND", parser_class=_Parser)
    commands = {name: subparsers.add_parser(name, help=what, description=what) for name, what in COMMANDS.items()}
    for each in (parser, *commands.values()):
        each.add_argument("--source", type=Path, metavar="DIR", help="where articles/ and site.yaml are")
        each.add_argument("--jobs", type=_count, metavar="N", help="processes that work at once")
        each.add_argument("--quiet", action="store_true", help="print only problems")
    for each in (parser, commands["build"], commands["verify"]):
        each.add_argument("--output", type=Path, metavar="DIR", help="where the site goes (default: SOURCE/public)")
    for each in (parser, commands["build"]):
        each.add_argument("--clean", action="store_true", help="rewrite every file, keep none of the previous site")
        removals = "publish even if most of the published articles, or all, would be gone"
        each.add_argument("--allow-removals", action="store_true", help=removals)
    explain = "say what the file at an address is made from, and why it was kept or made"
    for each in (parser, commands["build"]):
        each.add_argument("--explain", metavar="ADDRESS", help=explain)
    suggest = "also list quotations whose speaker is not recorded"
    commands["check"].add_argument("--suggest", action="store_true", help=suggest)
    return parser, commands


def _count(text: str) -> int:
    number = int(text[:9]) if text.isdecimal() else 0  # no machine has more processors
    if not number:
        raise argparse.ArgumentTypeError(f"{shown(text)} is not a whole number, 1 or more")
    return number
