"""A finished page shows the words of articles where a reader sees them, and a search says the same of it as a parser.

Nearly every page holds its text as it was made, where it is found at once. All else is read by a parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from conftest import BARE, RENDERER, ROOT, Files, article, each, read_all
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import FLOOD

from sitebuilder.archive.arranging import arrange
from sitebuilder.pages.every_page import every_page
from sitebuilder.pages.parts.frame import Output, View
from sitebuilder.rendering import exact_words
from sitebuilder.rendering.exact_words import changed_words
from sitebuilder.text import proof
from sitebuilder.text.finished.seen import read_seen, seen

HIDING = {
    **{name: (f"<{name}>", f"</{name}>") for name in ("template", "textarea", "script", "style", "noscript")},
    **{
        name: (f"<{name}>", f"</{name}>")
        for name in ("title", "iframe", "xmp", "select", "dialog", "object", "TEMPLATE")
    },
    "an attribute": ("<p title='", "'></p>"),
    "an attribute of a mark": ("<b title='", "'></b>"),
    "an element that is hidden": ("<div hidden>", "</div>"),
    "an element that is hidden, with others in it": ("<div hidden><div></div>", "</div>"),
    "an element that is hidden in another way": ('<section class="a > b" HIDDEN="until-found">', "</section>"),
    "an element that pops up": ("<div popover>", "</div>"),
    "a comment": ("<!-- ", " -->"),
    "a comment that never ends": ("<!-- ", ""),
    "a tag that never ends": ('<p title="', ""),
    "a template with what looks like its end": ("<template><textarea></template></textarea>", "</template>"),
    "a script with what looks like a comment": ("<!-- <script> --><script><!-- --></script ><noscript>", "</noscript>"),
}
"""Ways to hide something: what comes before it and after it."""


def hidden(path: str, shown: str, way: str) -> Files:
    """Return the archive of the flood with a template that hides something."""
    template, (before, after) = (ROOT / "templates" / path).read_text("utf-8"), HIDING[way]
    assert template.count(shown) == 1
    return FLOOD | {f"templates/{path}": template.replace(shown, f"{before}{shown}{after}")}


@pytest.mark.parametrize("way", HIDING)
def test_a_template_cannot_hide_a_text(problems: Callable[[Files], list[str]], way: str) -> None:
    text = '<div class="e-content"{{ language.of(entry) }}>\n{{ page.text.html }}\n</div>'
    says = problems(hidden("article.html", text, way))
    begins = "templates/article.html: changes the text of articles/gazette.md: the article has paragraphs 1 to 3"
    assert says[0].startswith(begins)


@pytest.mark.parametrize("way", HIDING)
def test_nor_words_that_are_shown_alone(problems: Callable[[Files], list[str]], way: str) -> None:
    says = problems(hidden("parts/quotations.html", "<p>{{ passage.text }}</p>", way))
    for page in ("quotations", "name"):
        begins = f"templates/{page}.html: changes, moves or leaves out words of an article: "
        assert any(line.startswith(begins) for line in says)


RECEIVED = "The river rose.\n\nThe <b>mill</b> & the “bridge” fell, 'they' said.\n"
"""A text as received."""

ORIGINAL = {
    "articles/flood.md": article(
        "The river rose.\n\nThe \\<b>mill\\</b> & the “bridge” fell, 'they' said.\n", original=RECEIVED
    ),
    "articles/originals/original.txt": RECEIVED,
}
"""An archive that has it."""


@pytest.mark.parametrize("way", HIDING)
def test_nor_a_text_as_received(problems: Callable[[Files], list[str]], way: str) -> None:
    template, (before, after) = (ROOT / "templates/original.html").read_text("utf-8"), HIDING[way]
    start, end = '<pre class="as-received', "</pre>\n"
    assert template.count(start) == template.count(end) == 1
    template = template.replace(start, before + start).replace(end, f"</pre>{after}\n")
    says = problems(ORIGINAL | {"templates/original.html": template})
    assert says[0].startswith("templates/original.html: changes the text of articles/originals/original.txt: line 1 ")


def pages_of(files: Files) -> list[tuple[Output, View, str]]:
    """Return the pages of some articles that have exact words, finished."""
    names = {path.removeprefix("articles/"): text.encode() for path, text in files.items() if path.endswith(".md")}
    received = {"original.txt": RECEIVED.encode()}
    source = replace(BARE, articles=names, originals=received)
    archive, problems = arrange(source, read_all(source))
    assert problems == []
    made = [(output, output.make()) for output in every_page(archive, source)]
    exact = [(output, view) for output, view in made if view.exact_texts or view.exact_lines or view.exact_passages]
    return [(output, view, RENDERER.render(output).content.decode()) for output, view in exact]


FINISHED = pages_of(
    ORIGINAL
    | {
        "articles/dry.md": article(
            "# Dry\n\n*Nobody* “saw” [it](https://e.example 'a > b').[^1]\n\n- a\n\n  b\n\n[^1]: So.\n",
            story="weather",
            label="dry",
        ),
        "articles/wet.md": article("Somebody & “others” said it.\n\nThe river rose.\n", story="weather", label="wet"),
    }
)
"""The index, some articles, a text as received, and an event with its two accounts side by side."""

SNIPPETS = st.sampled_from(
    [
        *(part for parts in HIDING.values() for part in parts if part),
        *('<div class="e-content">', "</div>", "</main>", '<pre class="as-received">', "</pre>", "<span>", "</span>"),
        *(' class="e-content"', " hidden", "<br>", "<br/>", "<svg>", "</svg>", "<p>", "</p>", "<!--", "-->", '"', "'"),
        *(
            "<",
            ">",
            "&",
            "\n",
            " ",
            "a",
            "e-content",
            "&lt;",
            "&#101;-content",
            "<!doctype html>",
            "</head>",
            "<title>",
        ),
    ]
)
"""What may come into a page."""

PLACES = st.sampled_from(
    [
        *("<head>", "<title>", "</head>", "<main", "<article", "<footer", "</html>"),
        *('<div class="e-content"', '<p id="p1"', '<a class="permalink"', "</p>\n</div>", "</div>\n</article>"),
        *('<pre class="as-received"', "<span>", "</span><span>", "</pre>", '<p class="lede"', "</p>"),
    ]
)
"""Where a page may be changed: before the first of these that is in it."""

EDITS = st.lists(st.tuples(PLACES | st.floats(0, 0.999), st.just(0) | st.integers(0, 9), SNIPPETS), max_size=3)
"""Changes of a page: where, how many characters are cut out there, and what comes in."""

HIDDEN = st.sampled_from([None, *HIDING.values()]).flatmap(lambda pair: st.tuples(st.just(pair), PLACES, PLACES))
"""What is hidden, if anything: in which way, and from where to where."""


def changed(page: str, edits: list[tuple[str | float, int, str]]) -> str:
    """Return a page with some changes, each before a tag."""
    for place, cut, snippet in edits:
        at = max(page.find(place) if isinstance(place, str) else page.find("<", int(place * len(page))), 0)
        page = page[:at] + snippet + page[at + cut :]
    return page


@pytest.mark.parametrize("number", range(len(FINISHED)))
@settings(max_examples=200)
@given(edits=EDITS, hidden=HIDDEN)
def test_however_a_page_is_changed_a_search_says_the_same_of_it_as_a_parser(
    number: int, edits: list[tuple[str | float, int, str]], hidden: tuple[tuple[str, str] | None, str, str]
) -> None:
    output, view, page = FINISHED[number]
    pair, *places = hidden
    page = changed(page, [*zip(places, (0, 0), pair or (), strict=False), *edits])
    quickly = changed_words(output, view, page)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(exact_words, "seen", read_seen)
        patched.setattr(exact_words, "holds_text", lambda *_: False)
        patched.setattr(exact_words, "holds_lines", lambda *_: False)
        patched.setattr(proof, "_PIECE", re.compile("(?!)"))
        assert changed_words(output, view, page) == quickly


def test_the_pages_of_the_program_are_not_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """And are nowhere read by a parser: the search finds their words."""

    def refuse(parser: HTMLParser, _end: bool) -> None:
        raise AssertionError(parser.rawdata)

    monkeypatch.setattr(HTMLParser, "goahead", refuse)
    for output, view, page in each(FINISHED):
        assert changed_words(output, view, page) == []
        assert seen(page) in page
