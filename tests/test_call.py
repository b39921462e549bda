"""Folders that a call names and that cannot be used: one line, status 2, no traceback, and nothing is written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT, Files, Run, article, run, tree
from permissions import as_an_ordinary_user

FILES = {"articles/flood.md": article()}

LONG = "x" * 300
"""A name longer than a disk takes."""


@pytest.fixture
def home(archive: Callable[[Files], Path]) -> Path:
    """An archive, beside it a link to itself and a folder that may not be searched."""
    folder = archive(FILES)
    (folder.parent / "loop").symlink_to("loop")
    (folder.parent / "closed").mkdir(mode=0)
    return folder


FOLDERS = {
    "--source {here}/nowhere": "there is no folder {here}/nowhere; name the one that holds articles/ and site.yaml",
    "check --source {here}/nowhere": (
        "there is no folder {here}/nowhere; name the one that holds articles/ and site.yaml"
    ),
    "--source {here}/archive/site.yaml": (
        "there is no folder {here}/archive/site.yaml; name the one that holds articles/ and site.yaml"
    ),
    "--source {here}/closed": "{here}/closed cannot be used: permission denied; choose another source",
    "--source {here}/closed/archive": "{here}/closed/archive cannot be used: permission denied; choose another source",
    "--source {here}/{long}": "{here}/{long} cannot be used: file name too long; choose another source",
    "--source {here}/loop/archive": (
        "{here}/loop/archive cannot be used: too many levels of symbolic links; choose another source"
    ),
    "--source {here}/two\nlines": (
        "there is no folder {here}/two\\u{{a}}lines; name the one that holds articles/ and site.yaml"
    ),
    "--output {here}/closed": "{here}/closed cannot be used: permission denied; choose another output",
    "--output {here}/closed/public": "{here}/closed/public cannot be used: permission denied; choose another output",
    "--output {here}/{long}": "{here}/{long} cannot be used: file name too long; choose another output",
    "--output {here}/{almost_long}": ("{here}/{almost_long} cannot be used: file name too long; choose another output"),
    "--output {here}/loop": "{here}/loop is a link; name the folder itself",
    "--output {here}/loop/public": (
        "{here}/loop/public cannot be used: too many levels of symbolic links; choose another output"
    ),
    "--output {here}/two\nlines/public": (
        "there is no folder {here}/two\\u{{a}}lines; make it, or choose another output"
    ),
}
"""Calls, and what is said of the folder that they name. Beside the output, longer names are used than its own."""


@pytest.mark.parametrize("call", FOLDERS, ids=lambda call: call.replace("{here}", "").replace("\n", " "))
def test_a_folder_that_cannot_be_used_is_named_in_one_line(home: Path, call: str) -> None:
    names = {"here": str(home.parent), "long": LONG, "almost_long": LONG[:252]}
    words = [word.format(**names) for word in call.split(" ")]
    default = [] if "--source" in words else ["--source", home]
    before = tree(home.parent)
    with as_an_ordinary_user():
        result = run(*words, *default)
    assert result.complained == FOLDERS[call].format(**names) + "\n"
    assert (result.status, result.said) == (2, "")
    assert tree(home.parent) == before


@pytest.fixture
def deleted(tmp_path: Path) -> Iterator[None]:
    """Work in a folder that has been deleted."""
    before = Path.cwd()
    (tmp_path / "gone").mkdir()
    os.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    yield
    os.chdir(before)


@pytest.mark.usefixtures("deleted")
@pytest.mark.parametrize(
    "call", [["--output", "site"], ["--source", "."], ["check", "--source", "archive"]], ids=" ".join
)
def test_in_a_deleted_folder_a_relative_name_means_nothing(home: Path, call: list[str]) -> None:
    result = run(*call, *([] if "--source" in call else ["--source", home]))
    assert result.complained == "the working folder is gone; change to another one\n"
    assert (result.status, result.said) == (2, "")


@pytest.mark.usefixtures("deleted")
def test_in_a_deleted_folder_whole_paths_are_enough(home: Path) -> None:
    assert run("--source", home, "--quiet").complained == ""
    assert "index.html" in tree(home / "public")


@pytest.mark.parametrize(("switches", "safe"), [(["-I"], ""), ([], "1")], ids=["isolated", "safe path"])
def test_the_program_runs_where_python_does_not_look_beside_the_script(
    home: Path, switches: list[str], safe: str
) -> None:
    call = [sys.executable, *switches, ROOT / "build.py", "check", "--source", home, "--quiet"]
    environment = os.environ | {"PYTHONSAFEPATH": safe}
    result = subprocess.run(call, capture_output=True, text=True, check=False, cwd=home, env=environment)
    assert (result.returncode, result.stderr) == (0, "")


def test_a_number_may_have_more_digits_than_python_takes(home: Path) -> None:
    assert run("check", "--source", home, "--jobs", "9" * 5000, "--quiet") == Run(0, "", "")


@pytest.mark.parametrize("typed", ["0", "many", "", "-1", "x" * 5000])
def test_what_is_no_number_is_repeated_in_a_line(home: Path, typed: str) -> None:
    said = run("check", "--source", home, f"--jobs={typed}").complained.splitlines()[-1]
    assert said.startswith("build.py check: error: argument --jobs: ")
    assert said.endswith(" is not a whole number, 1 or more")
    assert len(said) < 150
