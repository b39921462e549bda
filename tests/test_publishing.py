"""How a finished site takes the place of the one before, and what it leaves alone."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event

import pytest
from changing import BEFORE, beside, build, change
from conftest import Run, article, run, tree, write

import build as program
from sitebuilder.publishing import lock as locking
from sitebuilder.publishing import publication as publishing
from sitebuilder.publishing.lock import Locked, lock

PROGRAM = Path(__file__).parents[1] / "build.py"

MARKED = {".news-archive": "", "index.html": "a part"}
"""What a build that died may have left: the marker first, then a part of the site."""

LONG_AGO = 1_000_000_000_000_000_000
"""A modification time that no file of a test gets by itself, in nanoseconds."""


@pytest.fixture
def home(archive: Callable[..., Path]) -> Path:
    """An archive that is not built yet."""
    return archive(BEFORE)


# What a site is made of


def test_the_first_build_makes_the_folder_of_the_site(home: Path) -> None:
    assert "index.html" in build(home)
    assert not beside(home / "public")


def test_an_empty_folder_becomes_the_site(home: Path) -> None:
    (home / "public").mkdir()
    assert "index.html" in build(home)
    assert not beside(home / "public")


def test_what_is_gone_from_the_archive_is_gone_from_the_site(home: Path) -> None:
    old = build(home)
    change(home)
    new = build(home)
    assert old.keys() - new.keys() >= {"articles/gone.html", "articles/gone.md"}
    assert new.keys() - old.keys() >= {"articles/added.html", "articles/added.md"}
    assert not (home / "public/articles/gone.html").exists()


def test_a_folder_in_which_nothing_is_left_is_gone(home: Path) -> None:
    build(home)
    (home / "articles/same.md").unlink()
    build(home)
    assert not (home / "public/topics").exists()


def test_what_was_put_into_the_site_by_hand_is_gone_after_the_next_build(home: Path) -> None:
    site = build(home)
    write(home / "public", {"notes.txt": "not of the archive", "articles/more/notes.txt": "nor this"})
    assert build(home) == site


def test_a_file_that_was_changed_in_the_site_by_hand_is_made_right(home: Path) -> None:
    site = build(home)
    write(home / "public", {"index.html": site["index.html"].upper()})
    assert build(home) == site


def test_a_file_that_stays_the_same_keeps_its_modification_time(home: Path) -> None:
    build(home)
    before = aged(home / "public")
    change(home)
    build(home)
    times = {address: (home / "public" / address).stat().st_mtime_ns for address in before}
    assert {address for address in before if times[address] == LONG_AGO} == before
    assert (home / "public/articles/changed.html").stat().st_mtime_ns != LONG_AGO


def test_a_file_keeps_its_modification_time_also_where_files_cannot_be_linked(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    test_a_file_that_stays_the_same_keeps_its_modification_time(home)


def test_clean_writes_every_file_anew(home: Path) -> None:
    site = build(home)
    aged(home / "public")
    assert build(home, "--clean") == site
    assert LONG_AGO not in {path.stat().st_mtime_ns for path in (home / "public").rglob("*") if path.is_file()}


def test_the_manifest_proves_every_file_of_the_site_in_the_order_of_their_addresses(home: Path) -> None:
    site = build(home)
    proof = subprocess.run(
        ["sha256sum", "--strict", "-c", "manifest-sha256.txt"],
        cwd=home / "public",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (proof.returncode, proof.stderr) == (0, "")
    assert [line.removesuffix(": OK") for line in proof.stdout.splitlines()] == sorted(
        site.keys() - {"manifest-sha256.txt"}
    )


def test_what_is_left_of_a_site_that_could_not_be_removed_is_cleared_away_by_the_next_build(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(home)
    change(home)
    as_it_comes = Path.iterdir

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "input/output error", "disk")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", fail)
        patch.setattr(Path, "iterdir", lambda folder: iter(sorted(as_it_comes(folder))))
        result = run("--source", home, "--quiet", "--clean")
    complaint = "the site is published; clearing up is left to the next build: disk: input/output error\n"
    assert (result.status, result.complained) == (0, complaint)
    assert beside(home / "public")
    build(home)
    assert not beside(home / "public")


def test_a_file_that_goes_missing_before_the_exchange_is_not_missed_by_a_reader(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build(home)
    change(home)
    written = publishing.Publication.publish

    def lose_a_file(
        publication: publishing.Publication, records: list[publishing.Record], heading: str, allow: bool
    ) -> publishing.Published:
        (publication.next / "index.html").unlink()
        return written(publication, records, heading, allow)

    monkeypatch.setattr(publishing.Publication, "publish", lose_a_file)
    result = run("--source", home)
    assert result.status == 1
    assert "index.html: is missing; build again; public/ is unchanged" in result.complained
    assert tree(home / "public") == site


def test_one_address_written_twice_does_not_write_into_the_published_site(home: Path) -> None:
    site = build(home)
    with publishing.publication(home / "public", clean=False) as publication:
        publication.begin(["index.html"])
        publication.put("index.html", site["index.html"])
        publication.put("index.html", b"another page of the same address")
        assert tree(home / "public") == site


# What a build does not touch


def test_problems_leave_the_site_as_it_was_and_nothing_beside_it(home: Path) -> None:
    site = build(home)
    write(home, {"articles/changed.md": "no front matter"})
    assert run("--source", home).status == 1
    assert tree(home / "public") == site
    assert not beside(home / "public")


def a_folder(path: Path) -> None:
    write(path, {"letter.txt": "mine"})


def a_file(path: Path) -> None:
    path.write_text("mine")


def a_link(path: Path) -> None:
    a_folder(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


@pytest.mark.parametrize("name", [".public.next", ".public.old"])
@pytest.mark.parametrize("put", [a_folder, a_file, a_link])
def test_what_was_not_built_here_but_is_beside_the_site_is_not_deleted(
    home: Path, name: str, put: Callable[[Path], None]
) -> None:
    site = build(home)
    put(home / name)
    everything = tree(home)
    result = run("--source", home)
    assert result.status == 2
    assert result.complained == f"{home / name} is in the way and was not built here; move it away\n"
    assert tree(home) == everything
    assert tree(home / "public") == site


# What a build that died has left


@pytest.mark.parametrize(
    "left",
    [
        pytest.param({".public.lock": ""}, id="lock"),
        pytest.param({f".public.next/{path}": text for path, text in MARKED.items()}, id="part_of_a_new_site"),
        pytest.param({".public.next/.news-archive": ""}, id="marker"),
        pytest.param({f".public.old/{path}": text for path, text in MARKED.items()}, id="part_of_an_old_site"),
        pytest.param({f".public.{name}/.news-archive": "" for name in ("old", "next")}, id="both"),
    ],
)
def test_the_next_build_clears_away_what_a_dead_one_left(home: Path, left: dict[str, str]) -> None:
    site = build(home)
    write(home, left)
    assert build(home) == site
    assert not beside(home / "public")


def test_the_next_build_clears_away_a_folder_without_even_the_marker(home: Path) -> None:
    site = build(home)
    (home / ".public.next").mkdir()
    assert build(home) == site
    assert not beside(home / "public")


def test_a_site_that_a_dead_build_moved_away_is_put_back_even_if_it_cannot_be_built_anew(home: Path) -> None:
    site = build(home)
    (home / "public").rename(home / ".public.old")
    write(home, {"articles/changed.md": "no front matter"})
    assert run("--source", home).status == 1
    assert tree(home / "public") == site
    assert not beside(home / "public")


# Builds and readers at the same time


def test_while_one_build_is_at_work_another_says_so_and_stops(home: Path) -> None:
    site = build(home)
    change(home)
    with lock(home / ".public.lock"):
        result = run("--source", home)
    assert (result.status, result.said) == (1, "")
    assert result.complained == "another build is writing public/; wait until it is done\n"
    assert tree(home / "public") == site
    build(home)
    assert not beside(home / "public")


def test_of_builds_that_start_at_once_each_publishes_or_says_that_another_is_at_work(home: Path) -> None:
    build(home)
    change(home)
    command = [sys.executable, PROGRAM, "--source", home, "--quiet"]
    started = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    endings = Counter((build.communicate()[1], build.returncode) for build in started)
    assert endings.pop(("", 0))
    assert endings.keys() <= {("another build is writing public/; wait until it is done\n", 1)}
    site = tree(home / "public")
    assert site == build(home, "--clean")
    assert not beside(home / "public")


def test_a_dead_build_locks_others_out_until_the_last_process_that_it_started_is_dead_too(tmp_path: Path) -> None:
    """That process may still write into the folder that the next build makes its site in."""
    script = """
import os, signal, sys
from pathlib import Path
from sitebuilder.publishing import lock as locking
from sitebuilder.publishing.lock import Locked, lock
with lock(Path(sys.argv[1])):
    if os.fork() == 0:
        print("started", flush=True)
        sys.stdin.read()
        os._exit(0)
    signal.pause()
"""
    place = tmp_path / ".public.lock"
    with subprocess.Popen(
        [sys.executable, "-c", script, place],
        cwd=PROGRAM.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as dead:
        assert dead.stdout.readline() == "started\n"
        dead.kill()
        dead.wait()
        with pytest.raises(Locked), lock(place):
            pass
        dead.stdin.close()
        assert dead.stdout.read() == ""  # the process that lived on has ended
        with lock(place):
            assert place.exists()


def test_a_build_that_ends_leaves_the_lock_file_of_another_alone(tmp_path: Path) -> None:
    """The first lock file was removed by hand, and another build has made its own."""
    place = tmp_path / ".public.lock"
    with ExitStack() as first, ExitStack() as second:
        first.enter_context(lock(place))
        place.unlink()
        second.enter_context(lock(place))
        first.close()
        assert place.exists()
        with pytest.raises(Locked), lock(place):
            pass
    assert not place.exists()


def test_a_lock_file_that_is_replaced_before_it_is_locked_is_not_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build that held it has removed it when it ended, and the next has made its own."""
    place = tmp_path / ".public.lock"
    taken = []

    def replaced_meanwhile(descriptor: int, operation: int) -> None:
        if not taken:
            place.unlink()
            place.touch()
        taken.append(descriptor)
        lock_it(descriptor, operation)

    lock_it = locking.fcntl.flock
    monkeypatch.setattr(locking.fcntl, "flock", replaced_meanwhile)
    with lock(place):
        assert len(taken) == 2
        with pytest.raises(Locked), lock(place):
            pass


def test_a_lock_that_the_system_refuses_is_reported_and_locks_nobody_out(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build(home)

    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    with monkeypatch.context() as patch:
        patch.setattr(locking.fcntl, "flock", refuse)
        result = run("--source", home)
    assert (result.status, result.said) == (1, "")
    assert result.complained == f"{home}/.public.lock: no locks available; public/ is unchanged\n"
    assert tree(home / "public") == site
    assert build(home) == site
    assert not beside(home / "public")


def test_a_reader_finds_every_page_whole_and_never_missing_while_builds_follow_each_other(home: Path) -> None:
    old = build(home)
    change(home)
    new = build(home)
    assert old["index.html"] != new["index.html"]
    stop = Event()

    def read() -> Counter[tuple[str, str]]:
        seen: Counter[tuple[str, str]] = Counter()
        while not stop.is_set():
            for address in ("index.html", "articles/changed.html", "manifest-sha256.txt"):
                try:
                    raw = (home / "public" / address).read_bytes()
                except OSError as error:
                    seen[address, str(error)] += 1
                else:
                    seen[address, {old[address]: "old", new[address]: "new"}.get(raw, "torn")] += 1
        return seen

    with ThreadPoolExecutor(1) as reader:
        reading = reader.submit(read)
        for _ in range(10):
            (home / "articles/added.md").unlink()
            write(home, BEFORE)
            build(home)
            change(home)
            build(home)
        stop.set()
    assert {what for _, what in reading.result()} == {"old", "new"}


# Disks that refuse


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own, mounted in a new folder; skip where that is not permitted."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs a disk of its own, and mounting one is not permitted here, be it under CI or not")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True)


def refused_by_the_disk(home: Path, output: Path, why: str) -> None:
    """Build, expect that the disk refuses, and that the site is unchanged, with nothing beside it."""
    site = tree(output)
    result = run("--source", home, "--output", output)
    assert (result.status, result.said) == (1, "")
    assert result.complained.endswith(f": {why}; public/ is unchanged\n")
    assert result.complained.count("\n") == 1
    assert tree(output) == site
    assert not beside(output)


def then_builds(home: Path, output: Path) -> None:
    """Build again, expect that all goes well, and that nothing is left of the build before."""
    assert run("--source", home, "--output", output).status == 0
    assert tree(output) == build(home)
    assert not beside(output)


def test_a_disk_that_becomes_full_keeps_the_old_site(home: Path, tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "1m") as mounted:
        output = mounted / "public"
        assert run("--source", home, "--output", output).status == 0
        write(home, {"articles/long.md": article("A long paragraph. " * 40_000)})
        refused_by_the_disk(home, output, "no space left on device")
        remount(mounted, "size=8m")
        then_builds(home, output)


def test_a_disk_that_is_full_already_keeps_the_old_site(home: Path, tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "1m") as mounted:
        output = mounted / "public"
        assert run("--source", home, "--output", output).status == 0
        change(home)
        fill(mounted / "ballast")
        refused_by_the_disk(home, output, "no space left on device")
        (mounted / "ballast").unlink()
        then_builds(home, output)


def fill(path: Path) -> None:
    """Write a file that takes all the space that is left."""
    try:
        with path.open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
    except OSError:
        assert shutil.disk_usage(path.parent).free == 0


def test_a_disk_that_may_only_be_read_keeps_the_old_site(home: Path, tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "1m") as mounted:
        output = mounted / "public"
        assert run("--source", home, "--output", output).status == 0
        change(home)
        remount(mounted, "ro")
        refused_by_the_disk(home, output, "read-only file system")
        remount(mounted, "rw")
        then_builds(home, output)


def test_a_mount_point_is_refused(home: Path, tmp_path: Path) -> None:
    with disk(tmp_path / "public", "1m") as mounted:
        result = run("--source", home, "--output", mounted)
        complaint = f"{mounted} is a mount point, which cannot be exchanged; choose a folder in it\n"
        assert (result.status, result.complained) == (2, complaint)


def test_nothing_is_loaded_once_a_build_has_begun_so_no_failing_disk_is_taken_for_a_fault_of_a_template(
    home: Path,
) -> None:
    """Jinja reads templates with a codec that Python loads when it is first asked for."""
    script = """
import errno, os, sys
import build
from sitebuilder.running import steps

class Failing:
    def find_spec(self, name, path=None, target=None):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

sys.meta_path[:] = [Failing()]
sys.exit(build.main(["--quiet", "--source", sys.argv[1]]))
"""
    call = [sys.executable, "-c", script, home]
    result = subprocess.run(call, cwd=PROGRAM.parent, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


# What is said at the end


def test_the_site_is_published_though_what_is_said_of_it_cannot_be_written(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, PROGRAM, "--source", home],
            env=os.environ | {"PYTHONUNBUFFERED": ""},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (result.returncode, result.stderr) == (0, "standard output: no space left on device\n")
    assert tree(home / "public") == build(home, "--clean")


def aged(site: Path) -> set[str]:
    """Make every file of a site look old; return the addresses of those that the changed archive leaves the same."""
    for path in site.rglob("*"):
        if path.is_file():
            os.utime(path, ns=(LONG_AGO, LONG_AGO))
    return {"articles/same.md", "originals/original.txt", "static/style.css", "static/icon.svg", ".news-archive"}


def test_what_cannot_be_said_changes_no_exit_status(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        call = [sys.executable, PROGRAM, "--source", home / "nowhere"]
        assert subprocess.run(call, stderr=full, check=False).returncode == 2


@pytest.mark.parametrize("package", ["jinja2", "markdown", "markupsafe", "nh3", "slugify", "yaml"])
def test_a_package_that_is_missing_is_named_before_anything_is_read(package: str) -> None:
    script = "import runpy, sys; sys.modules[sys.argv[1]] = None; runpy.run_path(sys.argv[2], run_name='__main__')"
    call = [sys.executable, "-c", script, package, PROGRAM]
    result = subprocess.run(call, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith(
        f"The archive needs the package {package}; type: {sys.executable} -m pip install -r"
    )


def test_ctrl_c_before_the_program_is_loaded_ends_it_without_a_traceback() -> None:
    script = """
import runpy, sys

class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == "sitebuilder":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupted())
runpy.run_path(sys.argv[1], run_name="__main__")
"""
    result = subprocess.run([sys.executable, "-c", script, PROGRAM], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "stopped\n")


def test_a_second_ctrl_c_while_the_first_is_reported_ends_the_build_with_a_line(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build(home)
    change(home)

    def interrupt(*_: object) -> int:
        monkeypatch.setattr(program, "complain", complain)
        raise KeyboardInterrupt

    complain = program.complain
    monkeypatch.setattr(publishing, "put", lambda *_: os.kill(os.getpid(), signal.SIGINT))
    monkeypatch.setattr(program, "complain", interrupt)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets its background jobs ignore it
    try:
        assert run("--source", home) == Run(130, "", "stopped\n")
    finally:
        signal.signal(signal.SIGINT, before)
    assert tree(home / "public") == site
    assert not beside(home / "public")


@pytest.mark.parametrize(("name", "status"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_build_that_is_told_to_stop_clears_up_and_says_so_in_a_line(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, status: int
) -> None:
    """As it does after Ctrl-C, with the exit status that goes with the signal."""
    site = build(home)
    change(home)
    number = getattr(signal, name)
    monkeypatch.setattr(publishing, "put", lambda *_: os.kill(os.getpid(), number))
    before = signal.signal(number, signal.SIG_DFL)
    try:
        result = run("--source", home)
        assert signal.getsignal(number) == signal.SIG_DFL
    finally:
        signal.signal(number, before)
    assert (result.status, result.said) == (status, "")
    assert result.complained == "stopped; public/ is complete: either the old site or the new one\n"
    assert tree(home / "public") == site
    assert not beside(home / "public")
