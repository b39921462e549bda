"""What every test starts from: an article's text, a built site, the problems of an archive, and a real browser.

A test says what is in the archive, builds it, and looks at what a reader would see:

    def test_a_headline_is_shown(site):
        built = site({"articles/flood.md": article(title="The river rises")})
        assert "The river rises" in built.text("articles/flood.html")
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import build as program

SITE = "title: The Archive\ndescription: A few articles.\nlanguage: en\n"
"""A site.yaml that is right."""

Files = Mapping[str, str | bytes]
"""An archive: the text or bytes of each file, by its path from the source folder."""


def article(text: str = "First paragraph.\n", *, original: str | bytes | None = None, **keys: str) -> str:
    """Return an article file with the keys that it must have, and others given as YAML: `date="2025-03-09"`.

    With `original`, the article has a `source` that names `original.txt` with these bytes.
    """
    given = {} if "title" in keys or "supplied_title" in keys else {"title": "A title"}
    if original is not None:
        raw = original.encode() if isinstance(original, str) else original
        given["source"] = f"{{file: original.txt, sha256: {hashlib.sha256(raw).hexdigest()}}}"
    given |= {"revisions": "[{on: 2026-11-21, what: Added to the archive}]"} | keys
    front = "".join(f"{key}: {value}\n" for key, value in given.items())
    return f"---\n{front}---\n\n{text}"


def write(folder: Path, files: Files) -> Path:
    """Write an archive into a folder, with a site.yaml where none is given."""
    for path, content in ({"site.yaml": SITE} | dict(files)).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
    (folder / "articles").mkdir(exist_ok=True)
    return folder


@dataclass(frozen=True)
class Run:
    """One run of the command."""

    status: int
    """Its exit status."""
    said: str
    """What it wrote to the standard output."""
    complained: str
    """What it wrote to the standard error stream."""


def run(*arguments: str | Path) -> Run:
    """Run the command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = program.main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
    return Run(status, out.getvalue(), err.getvalue())


@dataclass(frozen=True)
class Site:
    """A built site and the archive that it was built from."""

    source: Path
    """The folder of the archive."""
    output: Path
    """The folder of the site."""

    def text(self, address: str) -> str:
        """Return the text of a file of the site."""
        return (self.output / address).read_text("utf-8")

    def main(self, address: str) -> str:
        """Return what stands in the `<main>` of a page."""
        return self.text(address).partition("<main")[2].partition("</main>")[0]

    @property
    def files(self) -> dict[str, bytes]:
        """Every file of the site with its bytes, by address."""
        return tree(self.output)


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def archive(tmp_path: Path) -> Callable[[Files], Path]:
    """Write an archive into a new folder and return the folder."""
    return lambda files: write(tmp_path / "archive", files)


@pytest.fixture
def site(archive: Callable[[Files], Path]) -> Callable[[Files], Site]:
    """Write an archive, build it, and return the site; a problem fails the test."""

    def built(files: Files) -> Site:
        folder = archive(files)
        result = run("--source", folder)
        assert result.status == 0, result.complained
        return Site(folder, folder / "public")

    return built


@pytest.fixture
def problems(archive: Callable[[Files], Path]) -> Callable[[Files], list[str]]:
    """Write an archive, check it, and return what the command complains about, the line that counts left out."""

    def complaints(files: Files) -> list[str]:
        result = run("check", "--source", archive(files))
        assert result.status == (1 if result.complained else 0)
        return result.complained.splitlines()[:-1]

    return complaints


def missing(what: str) -> None:
    """Skip a test that needs something that is not here; where CI is set, fail instead."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what} is not installed here")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Start Chromium once for all tests: the one that the system has, headless and without a network of its own."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        missing("Chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only tests with a browser pay for it

    switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=switches)
        yield chromium
        chromium.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switches of this suite."""
    parser.addoption("--long", action="store_true", help="also run the tests that take minutes")
    parser.addoption("--golden", action="store_true", help="rewrite the golden site instead of comparing with it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests out unless they are asked for."""
    if not config.getoption("--long"):
        for item in items:
            if "long" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="takes minutes; run with --long"))
