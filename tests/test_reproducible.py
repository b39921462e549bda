"""The same archive gives the same site, byte for byte: on any machine, on any day, in any order, by any number of jobs.

Then two people can build it and compare, a copy can be checked for ever, and only what changed has to be uploaded.
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import Files, Site, article, each, run, tree, write

from sitebuilder.formats.written_dates import MONTHS

Write = Callable[[Files], Path]
Build = Callable[[Files], Site]

PROGRAM = Path(__file__).parent.parent

REVISIONS = "[{on: 2019-01-02, what: Taken in}]"
ARCHIVE = {
    "site.yaml": "title: The Archive\ndescription: A few articles.\nlanguage: en\nurl: https://archive.example\n",
    "articles/names.yaml": "- {name: Ann, kind: person}\n- {name: The Gazette, kind: organisation, also: Gazette}\n",
    "articles/stories/flood.yaml": "supplied_title: The flood\n",
    "articles/originals/original.txt": "The river rose in “Ünye”.\n",
    "articles/river.md": article(
        "The river rose in “Ünye”.\n",
        original="The river rose in “Ünye”.\n",
        title="The river rises",
        topics="[Water, Towns, ŽIVOT, İzmir]",
        label="the account with an original",
        story="flood",
        revisions=REVISIONS,
    ),
    "articles/bridge.md": article(
        "The bridge fell.[^1] See [the river](river.md#p1).\n\n[^1]: At noon.\n\na | b\n--|--\nc | d\n",
        supplied_title="A report of a bridge",
        date="2019-01-01",
        topics="[Towns, Bridges]",
        label="the account with a bridge",
        story="flood",
        revisions=REVISIONS,
    ),
    **{
        f"articles/{slug}.md": article(
            f"The {slug} stands.\n", title=title, date=date, language="tr", topics="[Towns]", revisions=REVISIONS
        )
        for slug, title, date in [
            ("tower", "Émile tower", "2018"),
            ("mill", "emile mill", "2018"),
            ("church", "Zebra Church", "2018-12~"),
        ]
    },
}
"""An archive with most of what a page can show, which no day of this year touches."""


@dataclass(frozen=True)
class Somewhere:
    """What is another on another machine."""

    environment: dict[str, str] = field(default_factory=dict)
    """Variables of the environment."""
    folder: str = "archive"
    """Where the archive lies, from a folder of its own."""
    is_reversed: bool = False
    """Whether its files are written in the opposite order."""
    umask: int = 0o022
    """What new files may not be."""
    works_in: str = "/"
    """The working folder: `/`, `source` or `above`."""
    switches: tuple[str, ...] = ()
    """Switches of the command."""


def locales() -> list[str]:
    """Return a few locales that this machine has besides C and C.UTF-8."""
    if not shutil.which("locale"):
        return []
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout.split()
    others = [name for name in listed if not name.startswith(("C", "POSIX"))]
    return others[:: max(len(others) // 4, 1)]


ELSEWHERE = {
    "hashes begin with another seed": Somewhere({"PYTHONHASHSEED": "1"}),
    "hashes begin with a third seed": Somewhere({"PYTHONHASHSEED": "4242"}),
    "it is tomorrow already": Somewhere({"TZ": "XYZ-14"}),
    "it is yesterday still": Somewhere({"TZ": "XYZ+12"}),
    "the locale is C": Somewhere({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "the locale is C.UTF-8": Somewhere({"LC_ALL": "C.UTF-8"}),
    **{f"the locale is {name}": Somewhere({"LC_ALL": name}) for name in locales()},
    "others may not read": Somewhere(umask=0o077),
    "everybody may write": Somewhere(umask=0),
    "the archive is the working folder": Somewhere(works_in="source"),
    "the archive is below the working folder": Somewhere(works_in="above"),
    "the path is long, with spaces and accents": Somewhere(folder="a folder/of Zoë/and more/the archive"),
    "files were made in another order": Somewhere(is_reversed=True),
    "two processes read": Somewhere(switches=("--jobs", "2")),
    "nothing is kept from before": Somewhere(switches=("--clean",)),
    "Python leaves out what is for people": Somewhere({"PYTHONOPTIMIZE": "2"}),
    "another user builds": Somewhere({"USER": "zacharias", "LOGNAME": "zacharias", "HOME": "/nowhere/zacharias"}),
}

BUILD = """
import os, sys
import sitebuilder.running.workers
sitebuilder.running.workers.ARTICLES_A_JOB = 1  # so that a few articles are enough for two processes
import build
os.umask(int(sys.argv[1], 8))
sys.exit(build.main(sys.argv[2:]))
"""


def build_there(somewhere: Somewhere, root: Path) -> dict[str, bytes]:
    """Write the archive into a folder, build it in a process of its own, and return the site."""
    folder = root / somewhere.folder
    files = dict(reversed(ARCHIVE.items())) if somewhere.is_reversed else ARCHIVE
    write(folder, files)
    where, source = {
        "/": (Path("/"), folder),
        "source": (folder, Path()),
        "above": (root, Path(somewhere.folder)),
    }[somewhere.works_in]
    call = [sys.executable, "-c", BUILD, f"{somewhere.umask:o}", "--source", source, "--quiet", *somewhere.switches]
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environment = kept | {"PYTHONPATH": str(PROGRAM), "PYTHONDONTWRITEBYTECODE": "1"} | somewhere.environment
    result = subprocess.run(call, cwd=where, env=environment, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    return tree(folder / "public")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Build the archive once, in this process, and return the site that all others are compared with."""
    folder = write(tmp_path_factory.mktemp("here"), ARCHIVE)
    assert run("--source", folder, "--quiet", "--jobs", "1").complained == ""
    return tree(folder / "public")


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_the_same_archive_gives_the_same_bytes_when(elsewhere: str, here: dict[str, bytes], tmp_path: Path) -> None:
    assert build_there(ELSEWHERE[elsewhere], tmp_path) == here


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_pages_of_an_event_are_the_same_whichever_way_sets_are_ordered(
    flood: Site, tmp_path: Path, seed: str
) -> None:
    command = [
        sys.executable,
        PROGRAM / "build.py",
        "--source",
        flood.source,
        "--output",
        tmp_path / "public",
        "--quiet",
    ]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed})
    assert tree(tmp_path / "public") == flood.files


TOPICS = {"aa": "Étang", "bb": "Etang", "cc": "étang"}
"""Articles with topics that would have one page."""


def test_the_order_in_which_a_disk_lists_its_files_does_not_matter(
    here: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    listdir = os.listdir
    shuffled = random.Random(int(pytestconfig.option.hypothesis_seed))

    def in_any_order(path: str | bytes) -> list[str] | list[bytes]:
        names = sorted(listdir(path))
        shuffled.shuffle(names)
        return names

    folder = write(tmp_path, ARCHIVE)
    monkeypatch.setattr(os, "listdir", in_any_order)
    assert run("--source", folder, "--quiet").complained == ""
    monkeypatch.undo()
    assert tree(folder / "public") == here


def test_nor_does_it_matter_for_what_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two files that do not agree, the same one is told to change, however a disk lists them."""
    received = "One.\n"
    account = {"label": "the account", "story": "flood", "original": received}
    folder = write(
        tmp_path,
        {
            **{f"articles/{name}.md": article(received, topics=topic, **account) for name, topic in TOPICS.items()},
            "articles/originals/original.txt": received,
            "articles/originals/B.txt": received,
            "articles/originals/b.txt": received,
        },
    )
    listdir = os.listdir
    reported = []
    for backwards in (False, True):
        monkeypatch.setattr(os, "listdir", lambda path, backwards=backwards: sorted(listdir(path), reverse=backwards))
        reported.append(run("check", "--source", folder).complained)
        monkeypatch.undo()
    assert reported[0].count("\n") > 5
    assert reported[1] == reported[0]


def test_building_again_over_the_site_gives_the_same_bytes(here: dict[str, bytes], tmp_path: Path) -> None:
    folder = write(tmp_path, ARCHIVE)
    for _ in range(2):
        assert run("--source", folder, "--quiet").complained == ""
    assert tree(folder / "public") == here


def test_no_page_says_where_or_by_whom_or_when_it_was_built(tmp_path: Path) -> None:
    """Not the path, not the user, not the machine, and not today: what is not in the archive is not in the site."""
    root = tmp_path / "quokkas"
    environment = {"USER": "zacharias", "LOGNAME": "zacharias", "HOME": "/nowhere/zacharias", "HOSTNAME": "wombat"}
    site = build_there(Somewhere(environment, folder="numbats"), root)
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    days = [today + dt.timedelta(days=days) for days in (-1, 0, 1)]
    said = [str(tmp_path), str(PROGRAM), "quokkas", "numbats", "zacharias", "wombat", sys.executable]
    said += [platform.python_version()]
    said += [platform.node()] * (len(platform.node()) > 5)
    for day in days:
        said += [day.isoformat(), f"{day:%Y%m%d}", f"{day.day} {MONTHS[day.month - 1]} {day.year}"]
    for address, raw in each(site.items()):
        for words in said:
            assert words.encode() not in raw, f"{words} in {address}"


# ---------------------------------------------------------------------------------------------------------------------
# What did not change keeps its time


def times(folder: Path) -> dict[str, int]:
    """Return the modification time of every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def old(site: Build) -> Site:
    """Build the archive and make every file look a year old, those of the site and those of the archive."""
    built = site(ARCHIVE)
    for path in built.source.rglob("*"):
        if path.is_file():
            os.utime(path, (1_500_000_000, 1_500_000_000))
    return built


def test_a_file_that_did_not_change_keeps_its_modification_time(old: Site) -> None:
    """So a copy to a web host takes what is new, and a browser's cache keeps the rest."""
    before = times(old.output)
    assert run("--source", old.source, "--quiet").complained == ""
    assert times(old.output) == before


def test_a_source_that_was_touched_and_not_changed_changes_nothing(old: Site) -> None:
    before, files = times(old.output), old.files
    for path in old.source.rglob("*"):
        if old.output not in path.parents and path.is_file():
            path.write_bytes(path.read_bytes())
    assert run("--source", old.source, "--quiet").complained == ""
    assert times(old.output) == before
    assert old.files == files


def test_a_file_that_changed_has_a_new_time_and_only_what_shows_it_has_too(old: Site) -> None:
    before = times(old.output)
    files = old.files
    write(
        old.source, ARCHIVE | {"articles/mill.md": article("The mill burnt.\n", title="The mill", revisions=REVISIONS)}
    )
    assert run("--source", old.source, "--quiet").complained == ""
    changed = {address for address, raw in old.files.items() if files.get(address) != raw}
    newer = {address for address, time in times(old.output).items() if before.get(address) != time}
    assert newer == changed
    assert {"articles/mill.html", "articles/mill.md", "index.html", "manifest-sha256.txt"} <= changed
    assert not {"articles/river.md", "originals/original.txt", "static/style.css"} & changed
