"""Take the pictures that the README shows: `python build.py && python tests/screenshots/make.py`."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SITE = HERE.parents[1] / "public"
STORY = "stories/anthropic-accuses-alibaba"
PAIR = "stories/anthropic-accuses-alibaba-formal-complaint--anthropic-accuses-alibaba-statement"

PICTURES = {
    "index": ("index.html", "light", 0),
    "article": ("articles/anthropic-accuses-alibaba-statement.html", "light", 0),
    "article-dark": ("articles/anthropic-accuses-alibaba-formal-complaint.html", "dark", 0),
    "story": (f"{STORY}.html", "light", 750),
    "questions": (f"{STORY}.html", "light", 1710),
    "side-by-side": (f"{PAIR}.html", "light", 330),
    "quotations": ("quotations.html", "light", 0),
}
"""For each picture: the page, the light, and how far down the page it is taken, in pixels."""


def main() -> None:
    """Open each page from disk in the system's Chromium and take its picture."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (address, light, down) in PICTURES.items():
            page = chromium.new_page(viewport={"width": 1280, "height": 860}, color_scheme=light)
            page.goto((SITE / address).as_uri())
            page.evaluate("down => scrollTo(0, down)", down)
            page.screenshot(path=HERE / f"{name}.png")
            page.close()
        chromium.close()


if __name__ == "__main__":
    main()
