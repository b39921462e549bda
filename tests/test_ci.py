"""What `.ci/run` does on a bare machine: it installs what is missing, and it never passes without running the tests.

The machine is made up: its only commands are the four that the script cannot do without, and some that write down
how they were called.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT

README = "# An archive\n\n<!-- tests -->\n```sh\necho the tests ran\n```\n\n```sh\necho something else\n```\n"
"""A README with a test command, and another command after it."""

TOOLS = {"git", "chromium", "strace", "pdftotext", "nginx"}
"""The programs that the tests need, besides Python."""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Return the folder of the commands of a machine with next to nothing, on which a checkout has been made."""
    commands = tmp_path / "bin"
    commands.mkdir()
    for name in ("bash", "sed", "dirname", "env"):
        (commands / name).symlink_to(shutil.which(name) or name)
    checkout = tmp_path / "checkout"
    (checkout / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", checkout / ".ci" / "run")
    for name in ("ruff", "mypy"):
        pretend(checkout / ".venv" / "bin", name)
    pretend(commands, "apt-get")
    pretend(commands, "python3", status=1)
    return commands


def pretend(folder: Path, name: str, status: int = 0) -> None:
    """Put a command into a folder that only writes down how it was called."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f'#!/usr/bin/env bash\necho "{name} $*"\necho "{name} $*" >>"$CALLS"\nexit {status}\n')
    (folder / name).chmod(0o755)


def started(machine: Path, readme: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run the script on a machine with a README; return how it ended, and what was called."""
    checkout, calls = machine.parent / "checkout", machine.parent / "calls"
    (checkout / "README.md").write_text(readme, "utf-8")
    calls.touch()
    surroundings = {"PATH": os.fspath(machine), "CALLS": os.fspath(calls)}
    call = ["bash", checkout / ".ci" / "run"]
    ended = subprocess.run(call, env=surroundings, capture_output=True, text=True, check=False)
    return ended, calls.read_text("utf-8")


def test_the_command_of_the_readme_is_run_and_no_other(machine: Path) -> None:
    ended, calls = started(machine, README)
    assert ended.returncode == 0
    assert "echo the tests ran\nthe tests ran\n" in ended.stdout
    assert "something else" not in ended.stdout
    assert calls.endswith("ruff check .\nruff format --check .\nmypy \n")


@pytest.mark.parametrize(
    "readme",
    ["", README.replace("<!-- tests -->\n", ""), README.replace("echo the tests ran\n", "")],
    ids=["empty", "without the mark", "with an empty block"],
)
def test_it_fails_where_the_readme_has_no_test_command(machine: Path, readme: str) -> None:
    ended, calls = started(machine, readme)
    assert ended.returncode == 1
    assert ended.stderr == "README.md has no test command; put it in a block of ```sh after a line <!-- tests -->\n"
    assert calls == "", "and before anything is installed"


def test_it_fails_where_the_tests_do(machine: Path) -> None:
    assert started(machine, README.replace("echo the tests ran", "false"))[0].returncode != 0


def test_a_bare_machine_gets_all_that_the_tests_need(machine: Path) -> None:
    _, calls = started(machine, README)
    [installed] = [call.split() for call in calls.splitlines() if call.startswith("apt-get install")]
    assert {"python3-venv", "git", "chromium", "strace", "poppler-utils", "nginx-light"} <= set(installed)


def test_a_machine_that_has_all_is_left_as_it_is(machine: Path) -> None:
    for name in (*TOOLS, "python3"):
        pretend(machine, name)
    assert "apt-get" not in started(machine, README)[1]
