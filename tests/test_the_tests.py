"""Can the tests be trusted? None passes on nothing or depends on what the archive holds, and chance can be replayed."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from conftest import ROOT, SEED_UNDER_CI, each, pytest_configure, pytest_terminal_summary
from hypothesis import core, settings

TESTS = {path.name: ast.parse(path.read_text("utf-8")) for path in each(sorted((ROOT / "tests").glob("*.py")))}
"""Every file of tests as Python reads it."""


def test_only_the_tests_of_the_real_archive_look_at_it() -> None:
    """So that nobody who adds an article has to mend a test of the program; see `test_real_archive.py`.

    What `test_crawling.py` expects of it holds whatever it has.
    """
    looks = re.compile(
        r'ROOT / "(?:articles|site.yaml)"|(?:read_source|build_site|run)\([^)\n]*\bROOT\b(?! /)|anthropic-'
    )
    found = {
        f"{name}: {match[0]}"
        for name in TESTS
        if name not in {"test_real_archive.py", "test_crawling.py", "test_the_tests.py"}
        for match in looks.finditer((ROOT / "tests" / name).read_text("utf-8"))
    }
    assert found == set()


# ---------------------------------------------------------------------------------------------------------------------
# No assertion can pass on nothing


NONE = {"[]", "{}", "()", "set()"}
"""How it is written that there is nothing in something."""

COMPREHENSION = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def asserted_of(test: ast.FunctionDef) -> Iterator[tuple[int, ast.expr]]:
    """Yield what a test asserts something of each thing of, with the line: in a loop, or in `all`."""
    for node in ast.walk(test):
        if isinstance(node, ast.For) and any(isinstance(inner, ast.Assert) for inner in ast.walk(node)):
            yield node.lineno, node.iter
        elif isinstance(node, ast.Assert):
            calls = (inner for inner in ast.walk(node.test) if isinstance(inner, ast.Call))
            yield from ((call.lineno, call.args[0]) for call in calls if ast.unparse(call.func) == "all")


def denied_of(test: ast.FunctionDef) -> Iterator[tuple[int, ast.expr]]:
    """Yield what a test looks through for what must not be there, with the line: to find nothing, or nothing else."""
    for asserted in (node.test for node in ast.walk(test) if isinstance(node, ast.Assert)):
        within = None
        if isinstance(asserted, ast.UnaryOp) and isinstance(asserted.op, ast.Not):
            within = asserted.operand
        elif isinstance(asserted, ast.Compare) and (
            ast.unparse(asserted.comparators[0]) in NONE or isinstance(asserted.ops[0], ast.Lt | ast.LtE)
        ):
            within = asserted.left
        if isinstance(within, ast.Call) and ast.unparse(within.func) == "any":
            within = within.args[0]
        if isinstance(within, COMPREHENSION):
            yield within.lineno, within.generators[0].iter


def is_something(node: ast.expr, literals: set[str]) -> bool:
    """Return whether there is surely something in an expression: `each(…)`, a literal, a constant, or made of those."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
        return ast.unparse(node) not in NONE
    if isinstance(node, ast.Name):
        return node.id.isupper() or node.id in literals
    if isinstance(node, ast.Call) and ast.unparse(node.func) in {"each", "range"}:
        return True
    return any(is_something(part, literals) for part in made_of(node))


def made_of(node: ast.expr) -> list[ast.expr]:
    """Return the parts of an expression of which each, if there is something in it, puts something into the whole."""
    if isinstance(node, COMPREHENSION):
        return [] if any(generator.ifs for generator in node.generators) else [node.generators[0].iter]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.BitOr):
        return [node.left, node.right]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"items", "values"}:
        return [node.func.value]
    if isinstance(node, ast.Call) and ast.unparse(node.func) in {"enumerate", "zip", "sorted", "reversed", "product"}:
        return node.args
    return []


def literals_in(test: ast.FunctionDef) -> set[str]:
    """Return the names that a test gives to lists, tuples and the like that it writes out."""
    assigned = (node for node in ast.walk(test) if isinstance(node, ast.Assign) and is_something(node.value, set()))
    return {target.id for node in assigned for target in node.targets if isinstance(target, ast.Name)}


def test_no_assertion_can_pass_on_nothing() -> None:
    """What is asserted of each of some things is asserted of `each(…)`, or of a literal; texts made at random aside."""
    tests = [
        (name, node)
        for name, tree in TESTS.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and not any("given(" in ast.unparse(by) for by in node.decorator_list)
    ]
    hollow = {
        f"{name}:{line}: {ast.unparse(of)}"
        for name, test in each(tests)
        for line, of in (*asserted_of(test), *denied_of(test))
        if not is_something(of, literals_in(test))
    }
    assert hollow == set()


# ---------------------------------------------------------------------------------------------------------------------
# What is made at random can be made again


@pytest.mark.parametrize(("ci", "asked_for"), [("", None), ("true", None), ("", "7"), ("true", "7")])
def test_what_is_made_at_random_differs_by_day_is_the_same_under_ci_and_can_be_made_again(
    monkeypatch: pytest.MonkeyPatch, ci: str, asked_for: str | None
) -> None:
    """The seed is that of the day, under CI always the same, or the one that is asked for; a run says which."""
    monkeypatch.setenv("CI", ci)
    config, said = SimpleNamespace(option=SimpleNamespace(hypothesis_seed=asked_for)), []
    pytest_configure(config)
    pytest_terminal_summary(SimpleNamespace(write_line=said.append), config)
    today = dt.datetime.now(tz=dt.UTC).date()
    days = {f"{day:%Y%m%d}" for day in (today, today - dt.timedelta(days=1))}
    [seed] = re.findall(r"--hypothesis-seed=(\d+)", said[0])
    assert seed in ({asked_for} if asked_for else {str(SEED_UNDER_CI)} if ci else days)


def test_the_seed_that_is_said_is_the_one_that_is_used(pytestconfig: pytest.Config) -> None:
    assert core.global_force_seed == int(pytestconfig.option.hypothesis_seed)
    assert not settings.default.derandomize
