"""The shape of the program: which module knows what, what a template may do, and what the README promises.

These are the rules that no reader of a single file can see. Where one has to be broken, the exception is written down
here with its reason.
"""

from __future__ import annotations

import ast
import importlib
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Files, missing, run
from jinja2 import Environment, nodes

import sitebuilder
from sitebuilder.fields import Format

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "sitebuilder"
README = (ROOT / "README.md").read_text("utf-8")

TABLE = dict(re.findall(r"^\| `(\w+)`\s*\| (.+?) +\|$", sitebuilder.__doc__ or "", re.MULTILINE))
"""Each module with the question that it answers, in the order of the table."""

TREES = {path.stem: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.glob("*.py")) if path.stem[0] != "_"}
"""Each module as Python reads it."""

every_module = pytest.mark.parametrize("module", TREES)
every_listed_module = pytest.mark.parametrize("module", [module for module in TABLE if module in TREES])


# ---------------------------------------------------------------------------------------------------------------------
# One line of imports


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the full name of every module that is imported, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out: from sitebuilder.x import y"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "sitebuilder" else [module]


def test_every_module_is_in_the_table_and_the_table_lists_no_other() -> None:
    assert sorted(TABLE) == sorted(TREES)


@every_listed_module
def test_a_module_imports_only_modules_that_stand_above_it_in_the_table(module: str) -> None:
    order = list(TABLE)
    ours = {name.split(".")[1] for name in imported(TREES[module]) if name.startswith("sitebuilder.")}
    assert ours <= set(order[: order.index(module)])


@every_listed_module
def test_a_module_begins_with_the_question_that_the_table_says_it_answers(module: str) -> None:
    question = TABLE[module].partition("?")[0]
    assert " ".join((ast.get_docstring(TREES[module]) or "").split()).startswith(f"{question}?")


# ---------------------------------------------------------------------------------------------------------------------
# Who may touch the disk, the clock, the environment and the screen

OUTSIDE = re.compile(
    r"(argparse|asyncio|concurrent|ctypes|datetime|email|fcntl|fileinput|getpass|glob|http|importlib|inspect|io|locale"
    r"|logging|mmap|msvcrt|multiprocessing|os|pathlib|platform|pwd|random|secrets|select|shutil|signal|socket|ssl|stat"
    r"|subprocess|sys|tempfile|threading|time|tqdm|urllib\.request|uuid|warnings|webbrowser|zoneinfo)(\.|$)"
)
"""What could make a build depend on more than its source, or do more than return a value."""

MAY = {
    "dates": {"datetime": "a calendar, to know that 2024-02-30 is none; never the clock"},
    "dialect": {"sys": "the number of the last code point"},
    "files": {
        "os": "reads what people wrote, and never follows a link to it",
        "pathlib": "likewise",
        "stat": "tells a file from a link, a pipe, a socket",
    },
    "clock": {"signal": "is the clock that stops an article that takes too long; no page sees it"},
    "workers": {"multiprocessing": "has several processes read", "os": "counts the processors"},
    "swap": {
        "ctypes": "reaches the system call that exchanges two folders, which Python has no function for",
        "os": "flushes what was written",
        "pathlib": "names the folders",
        "sys": "tells the systems apart",
    },
    "locking": {
        "fcntl": "holds the lock",
        "msvcrt": "likewise, on Windows",
        "os": "opens the lock file",
        "pathlib": "names it",
        "sys": "tells the systems apart",
    },
    "publishing": {
        "os": "links, dates and lists the files of the site",
        "pathlib": "writes them",
        "shutil": "removes the site before",
        "stat": "tells a file of the site before from anything else",
    },
    "telling": {"io": "tells a stream", "os": "survives a reader who has gone away", "sys": "knows where to write"},
    "progress": {"sys": "asks whether somebody looks on", "tqdm": "draws the bar"},
    "command": {
        "argparse": "reads the command line, and prints how to call",
        "os": "makes a path whole",
        "pathlib": "names the folders of a call",
    },
}
"""Every module that may reach outside, with what it may use and why."""

BUILT_IN = {"open", "print", "input", "exec", "eval", "compile", "breakpoint", "exit", "quit", "__import__"}
"""Functions that read, write, ask or run."""

MAY_CALL = {"telling": {"print"}}
"""Every module that may call one of them: the one that speaks to whoever called."""

ASKS_THE_DAY_OR_THE_MACHINE = {
    *("now", "today", "utcnow", "fromtimestamp", "localtime", "gmtime", "strftime", "ctime", "perf_counter"),
    *("environ", "getenv", "environb", "getlogin", "expanduser", "expandvars", "home", "gethostname", "uname"),
}
"""Names under which the clock, the environment, the user and the machine are asked."""


def calls(tree: ast.AST) -> set[str]:
    """Return the names of the functions that are called by name alone."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {function.id for function in called if isinstance(function, ast.Name)}


@every_module
def test_only_the_modules_named_here_reach_outside(module: str) -> None:
    """And an exception that is no longer needed is taken off the list."""
    reached = {match[1] for name in imported(TREES[module]) if (match := OUTSIDE.match(name))}
    assert reached == set(MAY.get(module, {}))


@every_module
def test_no_module_reads_writes_asks_or_runs_by_a_built_in_function(module: str) -> None:
    assert calls(TREES[module]) & BUILT_IN == MAY_CALL.get(module, set())


@every_module
def test_no_module_asks_for_the_day_the_user_or_the_environment(module: str) -> None:
    attributes = {node.attr for node in ast.walk(TREES[module]) if isinstance(node, ast.Attribute)}
    assert not attributes & ASKS_THE_DAY_OR_THE_MACHINE


def test_what_makes_the_pages_is_pure() -> None:
    """Down to `rendering`, a value goes in and a value comes out."""
    pure = list(TABLE)[: list(TABLE).index("rendering") + 1]
    assert {module for module in pure if module in MAY} == {"dates", "dialect"}


def test_only_one_module_knows_jinja_and_only_one_knows_yaml() -> None:
    knows = {
        package: sorted(
            module for module, tree in TREES.items() if any(name.split(".")[0] == package for name in imported(tree))
        )
        for package in ("jinja2", "yaml", "slugify", "html")
    }
    assert knows == {
        "jinja2": ["rendering", "templatefaults"],  # the second only to know the kinds of error
        "yaml": ["yamltext"],
        "slugify": ["addresses"],
        "html": ["proof"],
    }


# ---------------------------------------------------------------------------------------------------------------------
# A sentence on everything


def is_text(node: ast.AST | None) -> bool:
    """Tell whether a statement is a text that stands for itself."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def names_without_a_sentence(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the names that are given a value or a type without a sentence after it."""
    for statement, after in zip(body, [*body[1:], None], strict=True):
        is_type_variable = isinstance(statement, ast.Assign) and ast.unparse(statement.value).startswith("TypeVar(")
        if isinstance(statement, ast.Assign | ast.AnnAssign) and not is_text(after) and not is_type_variable:
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in targets:
                yield from (node.id for node in ast.walk(target) if isinstance(node, ast.Name))


def is_public(node: ast.AST) -> bool:
    """Tell whether a statement defines a function or a class for others to use."""
    return isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")


def is_dataclass(node: ast.AST) -> bool:
    """Tell whether a statement defines a dataclass."""
    return isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(item) for item in node.decorator_list)


@every_module
def test_every_public_constant_has_a_sentence(module: str) -> None:
    assert [name for name in names_without_a_sentence(TREES[module].body) if not name.startswith("_")] == []


@every_module
def test_every_public_function_and_class_has_a_docstring(module: str) -> None:
    public = [node for node in TREES[module].body if is_public(node)]
    public += [method for node in public if isinstance(node, ast.ClassDef) for method in node.body if is_public(method)]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


@every_module
def test_every_field_of_every_dataclass_has_a_sentence_of_its_own(module: str) -> None:
    unsaid = {
        f"{node.name}.{name}"
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.ClassDef) and is_dataclass(node)
        for name in names_without_a_sentence(node.body)
    }
    assert unsaid == set()


# ---------------------------------------------------------------------------------------------------------------------
# Templates loop, test for presence and print

TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path.read_text("utf-8")
    for path in sorted((ROOT / "templates").rglob("*.html"))
}
every_template = pytest.mark.parametrize("template", TEMPLATES)

FILTERS = {"join"}
"""The filters that a template may use: those that only print."""

WORKS_IT_OUT = (
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos),
    *(nodes.Slice, nodes.Getitem, nodes.Compare, nodes.Concat, nodes.List, nodes.Dict, nodes.MarkSafe),
)
"""What a template must not do: that is the work of `pages` and what stands above it."""


def parsed(template: str) -> nodes.Template:
    return Environment(autoescape=True).parse(TEMPLATES[template])


@every_template
def test_a_template_uses_no_filter_beyond_a_short_list(template: str) -> None:
    """So nothing is sorted, counted, cut or declared safe there."""
    assert {node.name for node in parsed(template).find_all(nodes.Filter)} <= FILTERS


@every_template
def test_a_template_works_nothing_out(template: str) -> None:
    assert [f"line {node.lineno}: {type(node).__name__}" for node in parsed(template).find_all(WORKS_IT_OUT)] == []


@every_template
def test_a_template_calls_nothing_but_link_and_macros(template: str) -> None:
    called = {ast.unparse(ast.parse(name)) for name in map(_name, parsed(template).find_all(nodes.Call))}
    macros = {macro.name for macro in parsed(template).find_all(nodes.Macro)}
    assert {name for name in called if "." not in name} <= {"link", "super", "caller"} | macros
    imported_as = {node.target for node in parsed("base.html").find_all(nodes.Import)}
    imported_as |= {node.target for node in parsed(template).find_all(nodes.Import)}
    assert {name.split(".")[0] for name in called if "." in name} <= imported_as | {"self"}


def _name(call: nodes.Call) -> str:
    """Return what is called, as it is written."""
    node, parts = call.node, []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
    assert isinstance(node, nodes.Name)
    return ".".join([node.name, *reversed(parts)])


@every_template
def test_a_macro_takes_one_object(template: str) -> None:
    assert {
        macro.name: len(macro.args) for macro in parsed(template).find_all(nodes.Macro) if len(macro.args) != 1
    } == {}


@every_template
def test_a_template_holds_no_script_and_no_style_of_its_own(template: str) -> None:
    """The policy of every page forbids them, so they would do nothing."""
    text = TEMPLATES[template]
    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|\bsrcdoc\b", text, re.IGNORECASE)
    for script in re.findall(r"<script\b[^>]*>", text):
        assert " src=" in script or 'type="application/ld+json"' in script
        assert "module" not in script


@every_template
def test_a_template_builds_no_address(template: str) -> None:
    """Every address comes from `link`, or is a whole one that an article gives."""
    for attribute in re.findall(r'\b(?:href|src|action)="([^"]*)"', TEMPLATES[template]):
        assert attribute.startswith(("#", "{{ link(")) or re.fullmatch(r"\{\{ [a-z_.]+ \}\}", attribute), attribute


# ---------------------------------------------------------------------------------------------------------------------
# What the README claims

FORMATS = {
    value.what: value
    for module in TABLE
    for value in vars(importlib.import_module(f"sitebuilder.{module}")).values()
    if isinstance(value, Format)
}
"""Every format that people write."""


def rows(text: str) -> dict[str, str]:
    """Return the rows of all tables whose first cell is code: that cell, and the one after it."""
    return dict(re.findall(r"^\| (`[^|]+`) \| (.+?) \|$", text, re.MULTILINE))


@pytest.mark.parametrize("form", FORMATS)
def test_the_readme_says_of_every_key_what_the_program_says(form: str) -> None:
    """A table of the README lists the keys of each format, all of them, in their order and in the same words."""
    table = "".join(f"| `{key}` | {meaning} |\n" for key, meaning in FORMATS[form].keys.items())
    assert f"| --- | --- |\n{table}" in README


@pytest.mark.parametrize("form", FORMATS)
def test_the_readme_promises_no_key_whose_feature_does_not_exist(form: str) -> None:
    assert not [key for key in FORMATS[form].not_yet if f"`{key}` |" in README]


def test_the_readme_names_every_option_and_no_other() -> None:
    told = re.sub(r"pytest( --\w+)+", "", README)
    shown = run("--help").said
    options = set(re.findall(r"--[a-z-]+", shown)) - {"--help"}
    assert {option for cell in rows(README) for option in re.findall(r"(?<=[ `])--[a-z-]+", cell)} == options
    assert set(re.findall(r"(?<=[ `])--[a-z][a-z-]*", told)) <= options | {"--help"}


def test_the_readme_names_every_command_and_no_other() -> None:
    choices = re.search(r"\{([a-z,]+)\}", run("--help").said)
    told = {cell.strip("`").split()[1] for cell in rows(README) if re.match(r"`build\.py [a-z]", cell)}
    assert told | {"build"} == set(choices[1].split(","))


def test_the_problems_that_the_readme_shows_are_what_the_program_says(problems: Callable[[Files], list[str]]) -> None:
    """Word for word, so that somebody who searches for one finds it."""
    files = {
        "articles/flood.md": "---\ntitle: The flood\ndate: 2024-02-30\nrevisions: [{on: 2026-11-21, what: a}]\n---\n",
        "articles/vote.md": "---\ntitle: Vote: the result\n---\n",
    }
    assert all(f"\n{line}\n" in README for line in problems(files))


# ---------------------------------------------------------------------------------------------------------------------
# What lies in the repository

TOP = {
    *("articles", "templates", "sitebuilder", "tests", "site.yaml", "build.py", "README.md"),
    *("requirements.txt", "pyproject.toml", ".gitignore", ".ci"),
}
"""Everything at the top: what the design names, and what tools expect there."""


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """Return every file that is in git, or would be with the next commit."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        missing("git, or the repository,")
    call = ["git", "-C", ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(call, capture_output=True, text=True, check=True).stdout.split("\0")
    return [path for name in listed if name and (path := ROOT / name).is_file()]


def test_nothing_lies_at_the_top_but_what_the_design_names(tracked: list[Path]) -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked} <= TOP


def test_no_file_names_a_folder_of_one_machine_or_a_shop_for_packages(tracked: list[Path]) -> None:
    """What somebody's machine looks like is nobody else's business, and soon wrong."""
    private = re.compile(
        r"(?<![\w.~-])/(?:work|tmp|root|home|Users|mnt|private|var/folders)/"
        r"|p[y]pi\.|p[y]thonhosted|n[p]mjs|a[r]tifactory|index-u[r]l|d[e]vpi"
    )
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {match[0]}"
        for path in tracked
        if (match := private.search(path.read_bytes().decode("utf-8", "replace")))
    }
    assert found == set()
