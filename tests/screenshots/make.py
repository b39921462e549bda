"""Take the pictures that the README shows: `python build.py && python tests/screenshots/make.py`."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
SITE = HERE.parents[1] / "public"
STORY = "stories/anthropic-accuses-alibaba"
PAIR = "stories/anthropic-accuses-alibaba-formal-complaint--anthropic-accuses-alibaba-statement"
ARTICLE = "articles/anthropic-accuses-alibaba-formal-complaint"

PICTURES = {
    "index": ("index.html", "", "light", 1280),
    "article": (f"{ARTICLE}.html", "", "light", 1280),
    "article-dark": (f"{ARTICLE}.html", "#p6", "dark", 1280),
    "article-phone": (f"{ARTICLE}.html", "", "light", 390),
    "article-print": (f"{ARTICLE}.html", "", "print", 794),
    "story": (f"{STORY}.html", "#drawn", "light", 1280),
    "questions": (f"{STORY}.html", "", "light", 1280),
    "side-by-side": (f"{PAIR}.html", "", "light", 1280),
    "quotations": ("quotations.html", "", "light", 1280),
    "names": ("names/index.html", "", "light", 1280),
    "name": ("names/uk.html", "", "light", 1280),
    "topic": ("topics/ai-governance.html", "", "light", 1280),
    "about": ("about.html", "", "light", 1280),
}
"""For each picture: the page, what is at its top, the light or `print`, and how wide the window is, in pixels."""


def main() -> None:
    """Open each page from disk in the system's Chromium and take its picture."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (address, top, light, width) in PICTURES.items():
            page = chromium.new_page(viewport={"width": width, "height": 860})
            page.emulate_media(**({"media": "print"} if light == "print" else {"color_scheme": light}))
            page.goto((SITE / address).as_uri())
            if top:
                page.locator(top).evaluate("element => element.scrollIntoView()")
            page.screenshot(path=HERE / f"{name}.png")
            page.close()
        chromium.close()


if __name__ == "__main__":
    main()
