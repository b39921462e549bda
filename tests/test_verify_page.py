"""The page that tells a stranger how to check the site: its commands are run as they are there.

The commands are taken out of the page and run by `sh`, in its order, in the folder of a copy.
"""

from __future__ import annotations

import functools
import hashlib
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import GOLDEN, ROOT, Site, article, build_site, missing, run, tree, write
from reading import main, of_class, page, words
from stories import FLOOD
from test_sources import FILES

from sitebuilder import VERSION
from sitebuilder.pages.fixity.commands import ANYWHERE

NAMES = ("get", "marker", "sums", "extra", "texts", "source", "digits", "build", "verify")
"""What the commands of the page do, in its order."""


def commands(site: Site, kind: str = "sh") -> dict[str, str]:
    """Return the commands of the page, by what each does."""
    blocks = ["".join(block.itertext()) for block in of_class(kind, main(site, "verify.html"))]
    names = NAMES if any("DIFFERS" in block for block in blocks) else [name for name in NAMES if name != "texts"]
    return dict(zip(names, blocks, strict=True))


def sh(command: str, folder: Path) -> str:
    """Run a command in a folder; return what it printed, and fail where it fails or complains."""
    for program in ("sh", "sha256sum"):
        if not shutil.which(program):
            missing(program)
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-ec", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), command
    return done.stdout


def built(files: dict[str, str | bytes], folder: Path) -> Site:
    """Write an archive and build it, whatever is noted about it."""
    source = write(folder, files)
    assert run("--source", source, "--quiet").status == 0
    return Site(source, source / "public")


DOG = "A dog is found\nIt barked.\nBy Ann Bell\n"
PAGE = f"THE GAZETTE\nThe river rises\nIt rained & <poured>.\nThe bridge fell.\n{DOG}"
MARKED = "\ufeffIt snowed.\n".encode()
MAIL = "It cost 5 €,\r\nhe said.\r\n\r\nAnd left.\r\n".encode("utf-16")


def source(file: str, raw: bytes, keys: str = "") -> str:
    """Return the value of an article's `source`."""
    return f"{{file: {file}, sha256: {hashlib.sha256(raw).hexdigest()}{keys}}}"


HARD = {
    **FILES,
    "articles/originals/a page.txt": PAGE,
    "articles/originals/mail.txt": MAIL,
    "articles/originals/marked.txt": MARKED,
    "articles/marked.md": article("It snowed.\n", source=source("marked.txt", MARKED)),
    "articles/river.md": article(
        "It rained & <poured>.\n\nThe bridge fell.\n",
        title="The river rises",
        source=source("a page.txt", PAGE.encode(), ", from: 2, to: 4, headline: 2"),
    ),
    "articles/dog.md": article(
        "It barked.\n",
        title="A dog is found",
        byline="By Ann Bell",
        source=source("a page.txt", PAGE.encode(), ", from: 5, headline: 5, byline: 7"),
    ),
    "articles/mail.md": article(
        "It cost 5 €,\nhe said.\n\nAnd left.\n",
        source=source("mail.txt", MAIL, ", encoding: utf-16, paragraphs: blank-lines"),
    ),
}
"""An archive whose files are hard to copy: templates of its own, odd names, one file for several articles, UTF-16."""

ARCHIVES = {
    "the hard one": HARD,
    "the golden one": tree(GOLDEN),
    "texts as archives receive them": tree(ROOT / "tests/received"),
    "one without a text as received": FLOOD,
}
"""Archives whose pages the commands are run on."""


@pytest.fixture(scope="module", params=ARCHIVES)
def copy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build an archive, and copy its site to where the program lies beside it, as the page asks for."""
    site = built(ARCHIVES[request.param], tmp_path_factory.mktemp("archive"))
    folder = tmp_path_factory.mktemp("copy")
    (folder / "news-archive").symlink_to(ROOT)
    return Site(site.source, shutil.copytree(site.output, folder / "site"))


def test_each_step_of_the_page_works_as_it_is_there(copy: Site) -> None:
    """In the order of the page, in the folder of a copy, without the folder of the archive."""
    steps = commands(copy)
    before = copy.files
    assert sh(steps["sums"], copy.output) == ""
    assert sh(steps["extra"], copy.output) == ""
    assert "DIFFERS" not in (sh(steps["texts"], copy.output) if "texts" in steps else "")
    sh(steps["source"], copy.output)
    digits = words(page(copy, "index.html")).partition("Edition of ")[2].partition(" ·")[0].split(", ")[-1]
    assert sh(steps["digits"], copy.output) == f"{digits}\n"
    assert sh(steps["build"], copy.output) == "", "there is no difference"
    assert "is complete, and what would be built from the source" in sh(steps["verify"], copy.output)
    assert copy.files == before, "nothing of it changes the copy"


def test_where_an_article_is_withdrawn_the_page_says_what_a_copy_cannot_show(tmp_path: Path) -> None:
    gone = article(withdrawn="{on: 2027-01-02, why: Its publisher asked for it.}")
    site = built({**FLOOD, "articles/gone.md": gone}, tmp_path)
    assert "The archive has withdrawn 1 article." in words(main(site, "verify.html"))
    assert "sha256sum {} +" not in site.text("verify.html"), "no digits are promised that do not come out"


@pytest.fixture
def hard(tmp_path: Path) -> Site:
    """Build the archive whose files are hard to copy."""
    return built(HARD, tmp_path / "hard")


def test_the_text_of_each_article_is_compared_without_the_program(hard: Site) -> None:
    """Of a file that holds several articles, it says how much is not on the page; a changed letter is found."""
    compare = commands(hard)["texts"]
    dog, river = (sum(map(len, re.findall(r"\S+", text))) for text in (DOG, PAGE.replace(DOG, "")))
    assert sh(compare, hard.output).splitlines() == [
        f"articles/dog.html: is originals/a page.txt, which has {river} characters more",
        "articles/mail.html: is originals/mail.txt",
        "articles/marked.html: is originals/marked.txt",
        "articles/rain.html: is originals/original.txt",
        f"articles/river.html: is originals/a page.txt, which has {dog + len('THEGAZETTE')} characters more",
    ]
    text = hard.text("articles/rain.html")
    (hard.output / "articles/rain.html").write_text(text.replace("It rained.", "It rained!"), "utf-8")
    assert "articles/rain.html: DIFFERS from originals/original.txt" in sh(compare, hard.output)


def test_the_first_steps_show_what_is_missing_changed_and_too_many(hard: Site) -> None:
    steps = commands(hard)
    (hard.output / "index.html").unlink()
    (hard.output / "about.html").write_text("Somebody else's words")
    (hard.output / "articles/stray file.html").write_text("a stray")
    assert sh(steps["extra"], hard.output) == "articles/stray file.html\n"
    said = subprocess.run(["sh", "-c", steps["sums"]], cwd=hard.output, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert said.stdout == "about.html: FAILED\nindex.html: FAILED open or read\n"
    [on_macos] = ["".join(block.itertext()) for block in of_class("macos", main(hard, "verify.html"))]
    if not shutil.which("shasum"):
        missing("shasum")
    said = subprocess.run(["sh", "-c", on_macos], cwd=hard.output, capture_output=True, text=True, check=False)
    assert said.stdout == "about.html: FAILED\nindex.html: FAILED open or read\n"


# ---------------------------------------------------------------------------------------------------------------------
# A mirror is what the manifest lists


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Hands out the files of a folder, and says nothing about it."""

    refuses = ""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Hand out a file, unless it is refused."""
        if self.refuses and self.refuses in self.path:
            self.send_error(403)
        else:
            super().do_GET()


@contextmanager
def served(folder: Path, refuses: str = "") -> Iterator[str]:
    """Serve a folder, and give its address."""
    kind = type("Handler", (Quiet,), {"refuses": refuses})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(kind, directory=folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def mirrored(site: Site, address: str, folder: Path) -> str:
    """Get a whole site from an address into a folder, with the command of its page; return what it prints."""
    get = commands(site)["get"]
    assert get.count(ANYWHERE) == 1
    return sh(get.replace(ANYWHERE, address), folder)


def test_what_the_manifest_lists_is_the_site_over_http_and_from_disk(hard: Site, tmp_path: Path) -> None:
    with served(hard.output) as address:
        for number, place in enumerate((address, f"{hard.output.as_uri()}/")):
            folder = tmp_path / f"mirror-{number}"
            folder.mkdir()
            assert mirrored(hard, place, folder) == ""
            assert sh(commands(hard)["sums"], folder) == ""
            assert tree(folder) == hard.files


def test_where_a_host_refuses_the_marker_the_page_says_how_to_make_it(hard: Site, tmp_path: Path) -> None:
    with served(hard.output, refuses="/.news-archive") as address:
        assert mirrored(hard, address, tmp_path) == ".news-archive HTTP Error 403: Forbidden\n"
    marker = commands(hard)["marker"]
    assert marker in (ROOT / "README.md").read_text("utf-8")
    sh(marker, tmp_path)
    assert sh(commands(hard)["sums"], tmp_path) == ""


def test_a_manifest_that_names_a_file_elsewhere_writes_none(hard: Site, tmp_path: Path) -> None:
    """A stranger gets what a site of strangers lists."""
    with (hard.output / "manifest-sha256.txt").open("a") as file:
        file.write(f"{'0' * 64}  ../stray.txt\n{'0' * 64}  {tmp_path}/stray.txt\n")
    (hard.output.parent / "stray.txt").write_text("a stray")
    (tmp_path / "mirror").mkdir()
    mirrored(hard, f"{hard.output.as_uri()}/", tmp_path / "mirror")
    assert not (tmp_path / "stray.txt").exists()


def test_a_site_that_says_where_it_is_published_is_got_from_there(tmp_path: Path) -> None:
    settings = "title: A\ndescription: B.\nlanguage: en\nurl: https://archive.example/news\n"
    site = build_site(write(tmp_path, {"site.yaml": settings, "articles/a.md": article()}))
    assert "site = 'https://archive.example/news/'" in commands(site)["get"]


def test_the_page_says_which_program_built_it(hard: Site) -> None:
    assert f"This site was built by version {VERSION} of the program" in words(main(hard, "verify.html"))
