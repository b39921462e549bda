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
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Files, article, each, missing, run, write
from jinja2 import Environment, nodes
from msgspec import Struct

from sitebuilder.formats.schema import Schema
from sitebuilder.pages.every_page import VIEWS
from sitebuilder.pages.parts.frame import Frame
from sitebuilder.records.stories import RELATIONS

PACKAGE = ROOT / "sitebuilder"
README = (ROOT / "README.md").read_text("utf-8")

TREES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(path.read_text("utf-8"))
    for path in each(sorted(PACKAGE.rglob("*.py")))
}
"""Every module and folder as Python reads it, by its full name: `sitebuilder.pages.front`."""

FOLDERS = {".".join(path.parent.relative_to(ROOT).parts) for path in PACKAGE.rglob("__init__.py")}
"""The full names of those that are folders."""

MODULES = {name: tree for name, tree in TREES.items() if name not in FOLDERS}
"""The others."""


def table(folder: str) -> dict[str, str]:
    """Return the table of a folder: each name in it with the question that its row answers, in order."""
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*)\s*\| (.+?) +\|$", ast.get_docstring(TREES[folder]) or "", re.MULTILINE)
    return {name: says for names, says in rows for name in re.findall(r"`(\w+)`", names)}


def inside(folder: str) -> list[str]:
    """Return the names of the modules and folders that are directly in a folder."""
    return [name.rpartition(".")[2] for name in TREES if name.rpartition(".")[0] == folder]


# ---------------------------------------------------------------------------------------------------------------------
# The map


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the full name of every module that is imported, inside functions too."""
    for node in each(ast.walk(tree)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out: from sitebuilder.x import y"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in TREES else node.module or ""


def test_every_folder_has_a_table_of_what_is_in_it_and_of_nothing_else() -> None:
    wrong = {folder: set(table(folder)) ^ set(inside(folder)) for folder in FOLDERS}
    assert {folder: names for folder, names in wrong.items() if names} == {}


def test_a_module_imports_only_what_is_above_it_in_the_tables() -> None:
    """In the table of the folder where the ways of the two part: whole folders on the map, modules in a folder."""
    upwards = []
    for module, tree in TREES.items():
        for other in {name for name in imported(tree) if name.startswith("sitebuilder.") and name != "sitebuilder"}:
            ours, theirs = module.split("."), other.split(".")
            depth = next(at for at, (a, b) in enumerate(zip([*ours, ""], [*theirs, ""], strict=False)) if a != b)
            order = list(table(".".join(ours[:depth])))
            if order.index(theirs[depth]) >= order.index(ours[depth]):
                upwards.append(f"{module} imports {other}")
    assert upwards == []


def test_every_folder_says_where_it_is_tested() -> None:
    """In a paragraph that begins with `Tested in`, and names files and folders that exist."""
    wrong = []
    for folder in FOLDERS:
        says = (ast.get_docstring(TREES[folder]) or "").partition("\n\nTested in ")[2].partition("\n\n")[0]
        named = re.findall(r"`(tests/[^`]*)`", says)
        if not named or not all((ROOT / name).exists() for name in named):
            wrong.append(folder)
    assert wrong == []


def test_what_a_table_says_of_a_module_or_folder_is_how_it_begins() -> None:
    """With the same question, so that the reader of a file knows that it is the right one.

    The top of the map has the modules that all others use in one row; each of those begins with its own question.
    """
    wrong = []
    for folder in FOLDERS:
        for name, says in table(folder).items():
            begins = " ".join((ast.get_docstring(TREES[f"{folder}.{name}"]) or "").split()).partition("?")
            is_shared_row = list(table(folder).values()).count(says) > 1
            if not begins[1] or (begins[0] != says.partition("?")[0] and not is_shared_row):
                wrong.append(f"{folder}.{name}")
    assert wrong == []


def test_the_map_and_every_folder_can_be_taken_in_at_a_glance() -> None:
    """The map has at most fourteen rows, a folder at most ten modules, its folders aside."""
    modules = {folder: [name for name in inside(folder) if f"{folder}.{name}" in MODULES] for folder in FOLDERS}
    assert len(set(table("sitebuilder").values())) <= 14
    assert {folder: len(names) for folder, names in modules.items() if len(names) > 10} == {}
    assert not {name for folder in FOLDERS for name in inside(folder)} & {"utils", "helpers", "core", "common", "misc"}


LONGER: dict[str, str] = {}
"""Modules of 250 lines and more, and functions of 35 and more, each with its reason."""


def test_no_module_and_no_function_is_long_without_a_reason() -> None:
    long = {name for name, tree in MODULES.items() if lines_of(tree) >= 250}
    for name, tree in TREES.items():
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        long |= {f"{name}.{node.name}" for node in functions if lines_of(node) >= 35}
    assert long == set(LONGER)


def lines_of(node: ast.AST) -> int:
    """Return how many lines a module or a function has."""
    first = getattr(node, "lineno", 1)
    return max(getattr(inner, "end_lineno", 0) or 0 for inner in ast.walk(node)) - first + 1


# ---------------------------------------------------------------------------------------------------------------------
# Who may touch the disk, the clock, the environment and the screen

OUTSIDE = re.compile(
    r"(argparse|asyncio|concurrent|ctypes|datetime|email|fcntl|filecmp|fileinput|getpass|glob|http|importlib|inspect|io"
    r"|locale|logging|mmap|msvcrt|multiprocessing|os|pathlib|platform|pwd|random|secrets|select|shutil|signal|socket"
    r"|ssl|stat|subprocess|sys|tempfile|threading|time|tqdm|urllib\.request|uuid|warnings|webbrowser|zoneinfo)(\.|$)"
)
"""What could make a build depend on more than its source, or do more than return a value."""

OUTWARD = ("sitebuilder.publishing", "sitebuilder.cache", "sitebuilder.running")
"""The folders that may know the disk, the clock and the environment."""

BUILT_IN = {"open", "print", "input", "exec", "eval", "compile", "breakpoint", "exit", "quit", "__import__"}
"""Functions that read, write, ask or run."""

MAY_CALL = {"sitebuilder.running.console": {"print"}}
"""Every module that may call one of them: the one that speaks to the user."""

ASKS_THE_DAY_OR_THE_MACHINE = {
    *("now", "today", "utcnow", "fromtimestamp", "localtime", "gmtime", "strftime", "ctime", "perf_counter"),
    *("environ", "getenv", "environb", "getlogin", "expanduser", "expandvars", "home", "gethostname", "uname"),
}
"""Names under which the clock, the environment, the user and the machine are asked."""


def calls(tree: ast.AST) -> set[str]:
    """Return the names of the functions that are called by name alone."""
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {function.id for function in called if isinstance(function, ast.Name)}


def test_only_publishing_caching_and_running_reach_outside() -> None:
    """All else is pure: a value goes in and a value comes out."""
    reach = {
        f"{module} imports {name}"
        for module, tree in TREES.items()
        if not module.startswith(OUTWARD)
        for name in imported(tree)
        if OUTSIDE.match(name)
    }
    assert reach == set()


def test_no_module_asks_for_chance_the_network_another_program_or_the_date() -> None:
    """Not even those that reach outside: the same input gives the same site."""
    never = {"random", "secrets", "socket", "ssl", "http", "urllib.request", "subprocess", "uuid", "datetime", "locale"}
    asked = {f"{module} imports {name}" for module, tree in TREES.items() for name in imported(tree) if name in never}
    assert asked == set()


def test_no_module_reads_writes_asks_or_runs_by_a_built_in_function() -> None:
    found = {module: calls(tree) & BUILT_IN for module, tree in TREES.items()}
    assert {module: names for module, names in found.items() if names} == MAY_CALL


def test_no_module_asks_for_the_day_the_user_or_the_environment() -> None:
    asked = {
        f"{module}: {node.attr}"
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ASKS_THE_DAY_OR_THE_MACHINE
    }
    assert asked == set()


def test_only_one_folder_knows_jinja_and_only_one_module_knows_yaml() -> None:
    knows = {
        package: sorted(
            module for module, tree in TREES.items() if any(name.split(".")[0] == package for name in imported(tree))
        )
        for package in ("jinja2", "yaml", "slugify", "html", "markdown")
    }
    assert knows == {
        "jinja2": [
            f"sitebuilder.rendering.{name}" for name in ("environment", "own_templates", "renderer", "template_faults")
        ],
        "yaml": ["sitebuilder.formats.yaml_reader"],
        "slugify": ["sitebuilder.slugs"],
        "html": [*(f"sitebuilder.text.finished.{name}" for name in ("seen", "texts")), "sitebuilder.text.proof"],
        "markdown": [
            f"sitebuilder.text.dialect.{name}" for name in ("blocks", "dialect", "emphasis", "inline", "links")
        ],
    }


# ---------------------------------------------------------------------------------------------------------------------
# A sentence on everything


def is_text(node: ast.AST | None) -> bool:
    """Return whether a statement is a text by itself."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def names_without_a_sentence(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the names that are given a value or a type without a sentence after it."""
    for statement, after in zip(body, [*body[1:], None], strict=True):
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or is_text(after):
            continue
        value = ast.unparse(statement.value) if statement.value else ""
        if not value.startswith("TypeVar(") and "ClassVar" not in ast.unparse(statement):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in targets:
                yield from (node.id for node in ast.walk(target) if isinstance(node, ast.Name))


def is_public(node: ast.AST) -> bool:
    """Return whether a statement defines a function or a class for others to use."""
    return isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")


def is_value(node: ast.AST) -> bool:
    """Return whether a statement defines a class of values: a dataclass, or a struct or a frozen subclass of one."""
    if not isinstance(node, ast.ClassDef):
        return False
    signs = (*node.decorator_list, *node.bases, *node.keywords)
    return any(sign in ast.unparse(item) for item in signs for sign in ("dataclass", "Struct", "frozen=True"))


def test_every_public_constant_has_a_sentence() -> None:
    unsaid = {f"{module}.{name}" for module, tree in TREES.items() for name in names_without_a_sentence(tree.body)}
    assert {name for name in unsaid if not name.rpartition(".")[2].startswith("_")} == set()


def test_every_public_function_and_class_has_a_docstring() -> None:
    unsaid = []
    for module, tree in TREES.items():
        public = [node for node in tree.body if is_public(node)]
        public += [
            inner for node in public if isinstance(node, ast.ClassDef) for inner in node.body if is_public(inner)
        ]
        unsaid += [f"{module}.{node.name}" for node in public if not ast.get_docstring(node)]
    assert unsaid == []


def test_every_field_of_every_value_has_a_sentence_of_its_own() -> None:
    unsaid = {
        f"{module}.{node.name}.{name}"
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if is_value(node)
        for name in names_without_a_sentence(node.body)
    }
    assert unsaid == set()


# ---------------------------------------------------------------------------------------------------------------------
# A new kind of page

NEW_PAGE = {
    "sitebuilder/pages/colophon.py": '''"""What does the colophon show?"""

from functools import partial
from typing import ClassVar

from sitebuilder.archive.archive import Archive
from sitebuilder.pages.parts.frame import Output, View, frame


class ColophonView(View, frozen=True):
    """What the colophon shows."""

    template: ClassVar = "colophon.html"
    articles: str
    """How many articles there are."""


def colophon(archive: Archive) -> Output:
    """Return the colophon."""
    return Output("colophon.html", "site.yaml", partial(_view, archive))


def _view(archive: Archive) -> ColophonView:
    around = frame(archive.common, "colophon.html", "Colophon", "How many articles there are.")
    return ColophonView(around, str(len(archive.articles)))
''',
    "templates/colophon.html": """{% extends "base.html" %}
{% block main %}
<h1>{{ page.articles }} articles</h1>
{% endblock %}
""",
}
"""A new kind of page: a module and a template."""


def test_a_new_kind_of_page_is_a_module_a_template_and_a_line_in_every_page(tmp_path: Path) -> None:
    """With the import that the line needs. Nothing else has to know of it, neither the renderer nor a list."""
    for name in ("build.py", "sitebuilder", "templates"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    write(tmp_path, NEW_PAGE | {"articles/flood.md": article()})
    listed = tmp_path / "sitebuilder/pages/every_page.py"
    text = listed.read_text("utf-8")
    last = "    yield not_found_page(archive, source)\n"
    first = "from sitebuilder.pages.copies import copies\n"
    assert text.count(last) == text.count(first) == 1
    text = text.replace(last, f"{last}    yield colophon(archive)\n")
    listed.write_text(text.replace(first, f"from sitebuilder.pages.colophon import colophon\n{first}"), "utf-8")
    call = [sys.executable, tmp_path / "build.py", "--quiet"]
    built = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (built.returncode, built.stderr) == (0, "")
    assert "<h1>1 articles</h1>" in (tmp_path / "public/colophon.html").read_text("utf-8")


# ---------------------------------------------------------------------------------------------------------------------
# Templates loop, test for presence and print

TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path.read_text("utf-8")
    for path in each(sorted((ROOT / "templates").rglob("*.html")))
}
FILTERS = {"join"}
"""The filters that a template may use: those that only print."""

WORKS_IT_OUT = (
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos),
    *(nodes.Slice, nodes.Getitem, nodes.Compare, nodes.Concat, nodes.List, nodes.Dict, nodes.MarkSafe),
)
"""What a template must not do: that is the work of `pages` and what is above it."""

PARSED = {name: Environment(autoescape=True).parse(text) for name, text in TEMPLATES.items()}
"""Each template as Jinja reads it."""


def test_a_template_uses_no_filter_beyond_a_short_list() -> None:
    """So nothing is sorted, counted, cut or declared safe there."""
    used = {f"{name}: {node.name}" for name, tree in PARSED.items() for node in tree.find_all(nodes.Filter)}
    assert {use for use in used if use.split(": ")[1] not in FILTERS} == set()


def test_a_template_works_nothing_out() -> None:
    worked_out = [
        f"{name}:{node.lineno}: {type(node).__name__}"
        for name, tree in PARSED.items()
        for node in tree.find_all(WORKS_IT_OUT)
    ]
    assert worked_out == []


def test_a_template_calls_nothing_but_link_own_and_macros() -> None:
    wrong = []
    for name, tree in PARSED.items():
        own = {macro.name for macro in tree.find_all(nodes.Macro)} | {"link", "own", "super", "caller"}
        libraries = {node.target for source in (PARSED["base.html"], tree) for node in source.find_all(nodes.Import)}
        for called in map(_name, tree.find_all(nodes.Call)):
            first, dot, _ = called.partition(".")
            if first not in (libraries | {"self"} if dot else own):
                wrong.append(f"{name}: {called}")
    assert wrong == []


def _name(call: nodes.Call) -> str:
    """Return what is called, as it is written."""
    node, parts = call.node, []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
    assert isinstance(node, nodes.Name)
    return ".".join([node.name, *reversed(parts)])


def test_a_macro_takes_one_object() -> None:
    macros = [(name, macro) for name, tree in PARSED.items() for macro in tree.find_all(nodes.Macro)]
    assert [f"{name}: {macro.name}" for name, macro in each(macros) if len(macro.args) != 1] == []


COMPLETE_IN_ITSELF = {"404.html": "<style>{{ page.style }}</style>"}
"""The one style element: a host shows this page at addresses from which it could load no style sheet."""


def test_a_template_holds_no_script_and_no_style_of_its_own() -> None:
    """The policy of every page forbids them, so they would do nothing."""
    forbidden = re.compile(r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|\bsrcdoc\b", re.IGNORECASE)
    allowed = {name: text.replace(COMPLETE_IN_ITSELF.get(name, ""), "") for name, text in TEMPLATES.items()}
    wrong = [f"{name}: {match[0]}" for name, text in allowed.items() for match in forbidden.finditer(text)]
    for name, text in TEMPLATES.items():
        scripts = re.findall(r"<script\b[^>]*>", text)
        wrong += [
            f"{name}: {script}"
            for script in scripts
            if "module" in script or not (" src=" in script or 'type="application/ld+json"' in script)
        ]
    assert wrong == []


def test_a_template_builds_no_address() -> None:
    """Every address comes from `link`, or is a whole one that an article gives."""
    addresses = [
        (name, value)
        for name, text in TEMPLATES.items()
        for value in re.findall(r'\b(?:href|src|action)="([^"]*)"', text)
    ]
    right = re.compile(r"#.*|\{\{ link\(.*|\{\{ [a-z_.]+ \}\}")
    assert [f"{name}: {value}" for name, value in each(addresses) if not right.fullmatch(value)] == []


# ---------------------------------------------------------------------------------------------------------------------
# What the README claims

SCHEMAS = {
    value.what: value
    for module in MODULES
    for value in vars(importlib.import_module(module)).values()
    if isinstance(value, Schema)
}
"""What each mapping that people write may hold."""


def rows(text: str) -> dict[str, str]:
    """Return the rows of all tables whose first cell is code: that cell, and the one after it."""
    return dict(re.findall(r"^\| (`[^|]+`) \| (.+?) \|$", text, re.MULTILINE))


def test_the_readme_says_of_every_key_what_the_program_says() -> None:
    """A table of the README lists the keys of each schema, all of them, in their order and in the same words."""
    tables = {
        what: "| --- | --- |\n" + "".join(f"| `{key}` | {meaning} |\n" for key, meaning in schema.keys.items())
        for what, schema in SCHEMAS.items()
    }
    assert len(tables) > 5
    assert {what for what, table in tables.items() if table not in README} == set()


def test_the_readme_says_of_every_relation_what_the_pages_say() -> None:
    assert "| --- | --- |\n" + "".join(f"| {name} | {meaning} |\n" for name, meaning in RELATIONS.items()) in README


def commands() -> set[str]:
    """Return the commands that the program says it has."""
    return set(re.findall(r"^    (\w+) ", run("--help").said.partition("COMMAND\n")[2], re.MULTILINE))


def test_the_readme_names_every_option_and_no_other() -> None:
    ours = re.sub(r"pytest( --\w+)+", "", README)
    shown = "".join(run(*call, "--help").said for call in ([], *([command] for command in commands())))
    options = set(re.findall(r"--[a-z-]+", shown)) - {"--help"}
    assert {option for cell in rows(README) for option in re.findall(r"(?<=[ `])--[a-z-]+", cell)} == options
    assert set(re.findall(r"(?<=[ `])--[a-z][a-z-]*", ours)) <= options | {"--help"}


def test_the_readme_names_every_command_and_no_other() -> None:
    named = {cell.strip("`").split()[1] for cell in rows(README) if re.match(r"`build\.py [a-z]", cell)}
    assert named | {"build"} == commands()
    assert len(commands()) > 1


def test_the_version_is_that_of_the_project() -> None:
    project = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert run("--version").said == f"news archive {project[1]}\n"


def test_the_readme_has_the_map_of_the_program() -> None:
    assert table("sitebuilder")
    rows = re.findall(r"^\| (`.+?`) +\| (.+?) +\|$", ast.get_docstring(TREES["sitebuilder"]) or "", re.MULTILINE)
    assert len(rows) > 5
    assert [names for names, says in each(rows) if f"\n| {names} | {says} |\n" not in README] == []


def test_the_readme_names_all_that_a_template_of_ones_own_can_use() -> None:
    """The names in every view, in their order, and those in the frame of every page."""

    def names(kind: type[Struct]) -> str:
        return ", ".join(f"`{name}`" for name in kind.__struct_fields__ if name != "frame")

    assert names(Frame) in README
    listed = [f"\n| `{template}` | {names(kind) or 'nothing more'} |\n" for template, kind in VIEWS.items()]
    assert len(listed) > 5
    assert [row for row in listed if row not in README] == []


def test_the_problems_that_the_readme_shows_are_what_the_program_says(problems: Callable[[Files], list[str]]) -> None:
    """Word for word, so that a search for one finds it."""
    files = {
        "articles/flood.md": "---\ntitle: Flood\ndate: 2024-02-30\nrevisions: [{on: 2026-11-21, what: a}]\n---\n\nA.\n",
        "articles/vote.md": "---\ntitle: Vote: the result\n---\n\nA.\n",
    }
    assert all(f"\n{line}\n" in README for line in each(problems(files)))


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
    assert {path.relative_to(ROOT).parts[0] for path in each(tracked)} <= TOP


def test_no_file_names_a_folder_of_one_machine_or_a_shop_for_packages(tracked: list[Path]) -> None:
    """What one machine looks like is private, and soon wrong."""
    private = re.compile(
        r"(?<![\w.~-])/(?:work|tmp|root|home|Users|mnt|private|var/folders)/"
        r"|p[y]pi\.|p[y]thonhosted|n[p]mjs|a[r]tifactory|index-u[r]l|d[e]vpi"
    )
    found = {
        f"{path.relative_to(ROOT).as_posix()}: {match[0]}"
        for path in each(tracked)
        if (match := private.search(path.read_bytes().decode("utf-8", "replace")))
    }
    assert found == set()
