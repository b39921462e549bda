"""How tests open pages in a browser, and an archive that is hard to lay out."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import article, build_site, each, write

LONG = (
    "The river rose on Monday and the old town stood under water until the evening, when the rain stopped at last. " * 3
    + "That was the flood of the century."
)
LONG_TOPICS = (
    "Donaudampfschifffahrtselektrizität",
    "Artificial-intelligence-governance and intellectual-property-enforcement",
)
FULL = article(
    f"{LONG}\n\n{LONG}[^1]\n\n# A heading\n\n> {LONG}\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
    f"```\ncode {'x' * 200}\n```\n\n{'w' * 60}\n\n"
    f"“The mayor of {'Q' * 80} has said so,” the clerk said. “And so have I, *many times*.”\n\n[^1]: A note.\n",
    title="Everything",
    date="2024-05-06",
    byline="A. Writer",
    publisher="The Daily",
    place="Quay",
    url="https://example.org/everything",
    language="en",
    licence="CC BY 4.0",
    topics=f"[{', '.join((*LONG_TOPICS, *(f'Topic {number}' for number in range(12))))}]",
    summary="What it says.",
    story="flood",
    label="the full account",
    quotations="[{paragraph: 7, starts: The mayor, speaker: the clerk, kind: office}]",
)
STORY = f"""supplied_title: The flood
questions:
  - ask: What does each say of the river?
    relation: different detail
    note: One of them names the day.
    accounts:
      everything: [{{paragraph: 1, words: That was the flood of the century}}, {{paragraph: 6, words: {"w" * 60}}}]
      arabic: [{{paragraph: 1, words: ارتفع النهر}}]
      short: [{{paragraph: 1, words: The river rose on Monday}}]
  - ask: Who has said so?
    accounts:
      everything: [{{paragraph: 7, words: {"Q" * 80} has said so}}]
"""
NAMES = f"""
- {{name: old town, kind: place, also: [{"Q" * 80}]}}
- {{name: Monday, kind: event}}
- {{name: {"w" * 60}, kind: work}}
"""
RECEIVED = f"{LONG}\r\n\n\t \n{'w' * 200}\r\r\n"
"""A text as received with long lines, and line ends of every kind."""

WIDE = {"width": 1280, "height": 900}
"""The window in which pages are opened unless a test asks for another."""

IN_VIEW = """element => {
    const box = element.getClientRects()[0], x = box.left + box.width / 2, y = box.top + box.height / 2;
    return element.contains(document.elementFromPoint(x, y));
}"""
"""Whether a reader sees where an element starts: it is in the window, and nothing hides it."""


FOCUS = """() => {
    const element = document.activeElement, style = getComputedStyle(element), box = element.getClientRects()[0];
    const sample = document.createElement("i");
    sample.style.color = "var(--accent)";
    document.body.append(sample);
    const accent = getComputedStyle(sample).color;
    sample.remove();
    const x = Math.min(Math.max((box.left + box.right) / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max((box.top + box.bottom) / 2, 0), innerHeight - 1);
    return [
        element === document.body,
        style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && style.outlineColor === accent,
        element.contains(document.elementFromPoint(x, y)),
    ];
}"""
"""Whether nothing has the focus; else whether a line in the accent colour is around it, and whether it is in view.

In view means that nothing is over it. That the accent colour stands out from every ground is tested with the tokens.
"""


def pages_of(folder: Path) -> list[Path]:
    """Return every page of a built site."""
    return sorted((folder / "public").rglob("*.html"))


def one_of_each_kind(folder: Path) -> list[Path]:
    """Return the largest page of each folder, the largest that shows two accounts, and every page at the top."""
    kinds: dict[Path, Path] = {}
    for page in sorted(pages_of(folder), key=lambda page: page.stat().st_size):
        top = page.parent == folder / "public" or page.name == "index.html"
        kinds[page if top else page.parent / ("pair" if "--" in page.name else "page")] = page
    return sorted(kinds.values())


@pytest.fixture(scope="session")
def hard(tmp_path_factory) -> Path:
    """Build an archive with every kind of page and every kind of text, once for all tests; return its folder."""
    files = {
        "articles/everything.md": FULL,
        "articles/short.md": article(
            "The river rose on Monday and the old town stood.\n\nSo they said this morning.\n",
            title="Short",
            story="flood",
            label="the short account",
        ),
        "articles/undated.md": article(LONG, supplied_title="Without a date", language="en"),
        "articles/arabic.md": article(
            "ارتفع النهر يوم الاثنين.\n",
            title="الفيضان",
            language="ar",
            date="2023",
            story="flood",
            label="the Arabic one",
        ),
        "articles/chinese.md": article("河水上涨。" * 50, title="洪水", language="zh-Hans", date="1999-01"),
        "articles/long-title.md": article(LONG, title="A title that goes on " * 14, date="1950-01-02~"),
        "articles/long-word.md": article("x" * 300, title="Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"),
        "articles/received.md": article(f"{LONG}\n\n{'w' * 200}\n", title="Received", original=RECEIVED),
        "articles/originals/original.txt": RECEIVED,
        "articles/stories/flood.yaml": STORY,
        "articles/names.yaml": NAMES,
    }
    return build_site(write(tmp_path_factory.mktemp("hard"), files)).source


@pytest.fixture(scope="session")
def tabs():
    """Keep one tab for each set of options of the browser: to open a page in a new tab takes five times as long."""
    return {}


@pytest.fixture(scope="session")
def crossed(tmp_path_factory) -> Path:
    """Build two long accounts, of which one has near its end what the other has near its start; return their page."""
    filler = {name: [" ".join(f"{name}{n}x{at}" for at in range(80)) for n in range(12)] for name in ("aa", "bb")}
    filler["aa"][1] += " The bridge fell."
    filler["bb"][10] += " No bridge stood."
    asked = """supplied_title: The flood
questions:
  - ask: What became of the bridge?
    relation: agreement
    accounts:
      aa: [{paragraph: 2, words: The bridge fell}]
      bb: [{paragraph: 11, words: No bridge stood}]
"""
    files = {
        f"articles/{name}.md": article("\n\n".join(paragraphs) + "\n", title=name, label=f"the {name}", story="flood")
        for name, paragraphs in filler.items()
    }
    folder = write(tmp_path_factory.mktemp("crossed"), files | {"articles/stories/flood.yaml": asked})
    return build_site(folder).output / "stories" / "aa--bb.html"


@pytest.fixture
def opened(browser, tabs):
    """Open a page from disk, without a network, and return its tab; what the console complains about fails the test.

    Pages that are opened with the same options follow each other in the same tab, in whatever window and light.
    """

    def opening(page: Path, viewport=WIDE, color_scheme="light", **options):
        key = tuple(sorted(options.items()))
        if key not in tabs:
            context = browser.new_context(**options)
            context.set_offline(offline=True)
            tabs[key] = context.new_page()
        tab = tabs[key]
        tab.unroute_all()
        tab.goto("about:blank")
        tab.set_viewport_size(viewport)
        tab.emulate_media(media="null", color_scheme=color_scheme)
        complaints: list[str] = []
        asked: list[str] = []
        listeners = {
            "console": lambda message: complaints.append(message.text) if message.type == "error" else None,
            "pageerror": lambda error: complaints.append(str(error)),
            "request": lambda request: asked.append(request.url),
        }
        for event, listener in listeners.items():
            tab.on(event, listener)
        tab.goto(page.as_uri())
        for event, listener in listeners.items():
            tab.remove_listener(event, listener)
        assert not complaints, (page.name, complaints)
        assert all(url.startswith("file:") for url in each(asked)), asked
        return tab

    return opening
