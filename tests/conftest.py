"""What every test starts from: an article's text, a built site, the problems of an archive, and a real browser.

A test says what is in the archive, builds it, and looks at what a reader would see:

    def test_a_headline_is_shown(site):
        built = site({"articles/flood.md": article(title="The river rises")})
        assert "The river rises" in built.text("articles/flood.html")

How a page is read is in `reading.py`, how it is opened in `browsing.py`; archives with accounts of one event are in
`stories.py`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import inspect
import io
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pytest
from compiling import compiled_once
from hypothesis import HealthCheck, settings

import build as program
from sitebuilder.archive.arranging import arrange
from sitebuilder.archive.source import Source
from sitebuilder.pages.every_page import every_page
from sitebuilder.pages.parts.frame import View
from sitebuilder.records.articles.reading import ReadArticle
from sitebuilder.rendering.renderer import Renderer, read_templates
from sitebuilder.running.disk import read_source
from sitebuilder.running.workers import read_articles

pytest_plugins = ["browsing", "stories"]
pytest.register_assert_rewrite("changing", "permissions", "reading")

ROOT = Path(__file__).parents[1]
"""The folder of the project, which is an archive itself."""

T = TypeVar("T")

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


def each(things: Iterable[T]) -> list[T]:
    """Return the things, and fail where there are none: what is asserted of each of them would be asserted of nothing.

    Every loop that asserts goes over `each(…)`, but for those over a literal, and over texts that are made at random.
    """
    found = list(things)
    assert found, "there is nothing to look at"
    return found


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
        """Return what is in the `<main>` of a page."""
        return self.text(address).partition("<main")[2].partition("</main>")[0]

    @property
    def files(self) -> dict[str, bytes]:
        """Every file of the site with its bytes, by address."""
        return tree(self.output)


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


GOLDEN = ROOT / "tests" / "golden" / "archive"
"""The folder of the golden archive: four short articles that show most of what a page can show."""

BARE = replace(read_source(GOLDEN), articles={}, originals={}, stories={}, names=None)
"""The golden archive without its articles."""

RENDERER = Renderer(read_templates(BARE.templates)[0])
"""Makes pages of the program's own templates."""


def page_of(read: ReadArticle) -> str:
    """Return the finished page of an article that was read, as if it were the only one."""
    [page] = _pages_of(read, {})
    return page


def pages_of(read: ReadArticle, received: bytes) -> tuple[str, str]:
    """Return the finished page of an article that was read, and that of its text as received."""
    article_page, original_page = _pages_of(read, {read.article.original.file: received})
    return article_page, original_page


def shows_a_text(view: View) -> bool:
    """Return whether a page shows a whole text: that of an article, or one as it was received."""
    return bool(view.exact_texts or view.exact_lines)


def _pages_of(read: ReadArticle, originals: Mapping[str, bytes]) -> list[str]:
    assert read.problems == ()
    source = replace(BARE, articles={f"{read.article.slug}.md": b""}, originals=originals)
    archive, _ = arrange(source, {f"{read.article.slug}.md": read})
    pages = [page for page in every_page(archive, source) if shows_a_text(page.make())]
    rendered = [RENDERER.render(page) for page in pages]
    assert all(page.problems == () for page in each(rendered))
    return [page.content.decode() for page in rendered]


def read_all(source: Source) -> dict[str, ReadArticle]:
    """Read the articles of an archive."""
    return {name: read.article for name, read in read_articles(source, {}, 1)}


def build_site(folder: Path, output: Path | None = None) -> Site:
    """Build an archive and return the site; a problem fails the test."""
    output = output or folder / "public"
    result = run("--source", folder, "--output", output, "--quiet")
    assert (result.status, result.complained) == (0, "")
    return Site(folder, output)


@pytest.fixture
def archive(tmp_path: Path) -> Callable[[Files], Path]:
    """Write an archive into a new folder and return the folder."""
    return lambda files: write(tmp_path / "archive", files)


@pytest.fixture
def site(archive: Callable[[Files], Path]) -> Callable[[Files], Site]:
    """Write an archive, build it, and return the site; a problem fails the test."""
    return lambda files: build_site(archive(files))


@pytest.fixture
def described(site: Callable[[Files], Site], request: pytest.FixtureRequest) -> Site:
    """Build the archive that is in the docstring of the test, and return the site.

    Each file is a line with its path and a colon, with the content indented below it. Of an article only the text is
    there; it gets the keys that it must have. Where there is a story, each article is an account of it, labelled by its
    slug.
    """
    parts = re.split(r"^(articles/\S+):\n", inspect.cleandoc(request.function.__doc__), flags=re.MULTILINE)[1:]
    files = {path: inspect.cleandoc(f"\n{body}") + "\n" for path, body in zip(parts[::2], parts[1::2], strict=True)}
    stories = [Path(path).stem for path in files if path.startswith("articles/stories/")]
    for path in each(path for path in files if path.endswith(".md")):
        keys = {"story": stories[0], "label": Path(path).stem} if stories else {}
        files[path] = article(files[path], **keys)
    return site(files)


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the golden archive, once for all tests that only look at it."""
    return build_site(shutil.copytree(GOLDEN, tmp_path_factory.mktemp("golden") / "archive"))


@pytest.fixture
def problems(archive: Callable[[Files], Path]) -> Callable[[Files], list[str]]:
    """Write an archive, check it, and return what the command complains about, the line that counts left out."""

    def complaints(files: Files) -> list[str]:
        result = run("check", "--source", archive(files), "--quiet")
        assert result.status == (1 if result.complained else 0)
        return result.complained.splitlines()[:-1]

    return complaints


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once() -> Iterator[None]:
    with compiled_once():
        yield


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
    parser.addoption("--archive", default=ROOT, help="look at this archive in test_real_archive.py, not at our own")
    parser.addoption("--golden", action="store_true", help="rewrite the golden site instead of comparing with it")


settings.register_profile("suite", deadline=None, derandomize=False, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

SEED_UNDER_CI = 1
"""What texts are made from at random where CI is set."""


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose the seed of what is made at random: that of the day, so that each day tries other texts."""
    if config.option.hypothesis_seed is None:
        today = f"{dt.datetime.now(tz=dt.UTC):%Y%m%d}"
        config.option.hypothesis_seed = SEED_UNDER_CI if os.environ.get("CI") else int(today)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how to make the same again."""
    terminalreporter.write_line(f"made at random with --hypothesis-seed={config.option.hypothesis_seed}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests out unless they are asked for."""
    if not config.getoption("--long"):
        for item in items:
            if "long" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="takes minutes; run with --long"))
