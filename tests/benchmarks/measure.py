"""Say how long a build takes, how much memory, and which step takes what share: `python tests/benchmarks/measure.py`.

The same articles are also given to Python-Markdown as it comes, one instance for all: every figure is also given as
a ratio to that, because seconds differ from machine to machine and ratios do not.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

from generate import generate

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

STEPS = {
    "read the files": ("running/disk", "read_source"),
    "Markdown to HTML": ("text/html", "convert"),
    "read the text back, compare": ("text/proof", "read_fragment"),
    "YAML": ("formats/yaml_reader", "read_yaml"),
    "arrange": ("archive/arranging", "arrange"),
    "Jinja": ("rendering/renderer", "render"),
    "write, compare, link": ("publishing/publication", "put"),
    "flush and exchange": ("publishing/publication", "publish"),
}
"""The steps that are measured, each with the function whose time it is."""

PLAIN = """
import sys, markdown, pathlib
library = markdown.Markdown()
for path in sorted(pathlib.Path(sys.argv[1], "articles").glob("*.md")):
    library.reset().convert(path.read_text().split("---", 2)[2])
"""


def seconds(*command: str | Path) -> float:
    """Run a program and return the processor time that it and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *map(str, command)], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def shares(folder: Path) -> dict[str, float]:
    """Build once under the profiler and return the share of each step in the processor time."""
    import cProfile  # noqa: PLC0415
    import pstats  # noqa: PLC0415

    import build  # noqa: PLC0415

    profile = cProfile.Profile(process_time)
    profile.runcall(build.main, ["--source", str(folder), "--jobs", "1", "--quiet", "--clean"])
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    total = max(row[3] for row in stats.values())
    return {
        step: sum(row[3] for (file, _, name), row in stats.items() if name == function and f"{module}.py" in file)
        / total
        for step, (module, function) in STEPS.items()
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, count)
        plain = seconds("-c", PLAIN, folder)
        print(f"{count} articles of about 650 words\nPython-Markdown alone: {plain:.1f} s of processor time")
        for what in ("first build", "nothing changed"):
            taken = seconds(ROOT / "build.py", "--source", folder, "--jobs", "1", "--quiet")
            print(f"{what}: {taken:.1f} s of processor time, {taken / plain:.2f} times Python-Markdown alone")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"most memory of one process: {peak:.0f} MiB")
        for step, share in shares(folder).items():
            print(f"{share:6.1%} {step}")


if __name__ == "__main__":
    main()
