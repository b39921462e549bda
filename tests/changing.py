"""An archive that changes between two builds: one article is changed, one gone, one added, one as it was."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import SITE, Files, article, run, tree, write
from stories import FLOOD

PLACES = {
    f"articles/place-{number}.md": article(
        f"The mill of place {number} is dry.\n\nAnn Bell came to place {number}.\n",
        title=f"Place {number}",
        topics=f"[Water, Mills {number % 3}]",
        **({"date": f"19{30 + number}-03-0{number}"} if number % 2 else {}),
    )
    for number in range(1, 7)
}
"""Articles that report no event."""

HOME: Files = FLOOD | PLACES
"""An archive with an event, names, topics and dates."""

PUBLISHED: Files = HOME | {"site.yaml": f"{SITE}url: https://archive.example/\n"}
"""The same, which says where it is published, so that it has a feed and a sitemap."""


WORDS = "The river rose.\n"

BEFORE = {
    "articles/changed.md": article(WORDS, original=WORDS),
    "articles/gone.md": article("Here today.\n"),
    "articles/same.md": article("As it was.\n", topics="[Water]"),
    "articles/originals/original.txt": WORDS,
}
"""The articles of the old site."""

AFTER = {
    "articles/changed.md": article(WORDS, original=WORDS, title="Another title"),
    "articles/added.md": article("New.\n"),
}
"""What is other in the articles of the new one, in which `gone.md` is gone."""


def change(folder: Path) -> None:
    """Give an archive the articles of the new site."""
    (folder / "articles/gone.md").unlink()
    write(folder, AFTER)


def build(folder: Path, *switches: str | Path) -> dict[str, bytes]:
    """Build an archive, which has to go well, and return every file of its site."""
    result = run("--source", folder, *switches)
    assert (result.status, result.complained) == (0, "")
    return tree(folder / "public")


def found_unchanged(said: str) -> bool:
    """Tell whether a build says that it has written nothing and removed nothing."""
    return len(re.findall(r"\(0 written, ", said)) == 2 and ", 0 removed; " in said


def beside(site: Path) -> list[str]:
    """Return what a build has left beside a site, but for the folder that shares its files and becomes the next one."""
    marker = site / ".news-archive"
    left = [path for path in site.parent.iterdir() if path.name.startswith(f".{site.name}.")]
    return sorted(path.name for path in left if not (path.name.endswith(".next") and shares(path, marker)))


def shares(folder: Path, file: Path) -> bool:
    """Tell whether a folder has a file too, not one that is like it."""
    there = folder / file.name
    return there.exists() and file.exists() and there.samefile(file)


def files_of(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return which file is in each place below a folder, and when it was written."""
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def edit(home: Path, path: str, old: str, new: str) -> None:
    """Replace some words of a file, which it has."""
    text = (home / path).read_text("utf-8")
    assert old in text
    (home / path).write_text(text.replace(old, new), "utf-8")
