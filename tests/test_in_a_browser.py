"""What a reader's browser does with the site: opened from disk, without a network, in every light and size."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from itertools import product
from pathlib import Path

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import FOCUS, IN_VIEW, LONG, one_of_each_kind, pages_of
from conftest import article, build_site, each, missing, write
from stories import many

pytestmark = pytest.mark.browser

BOXES = """() => [...document.body.querySelectorAll("*")].map(element => {
    const box = element.getBoundingClientRect();
    return [element.outerHTML.slice(0, 60), box.x, box.y, box.width, box.height];
})"""
"""Where each element of a page is."""


def test_every_kind_of_page_opens_from_disk_without_a_network_and_without_a_complaint(hard, opened):
    for page in each(one_of_each_kind(hard)):
        assert opened(page).title()


def test_nothing_is_lost_where_scripts_are_off(hard, opened):
    for page in each(one_of_each_kind(hard)):
        words = [opened(page, java_script_enabled=on).locator("main").inner_text() for on in (True, False)]
        assert words[0] == words[1], page.name


HIDDEN = """paragraphs => paragraphs.filter(paragraph => paragraph.textContent.trim()).filter(paragraph => {
    paragraph.scrollIntoView({block: "center"})
    const words = document.createRange()
    words.selectNodeContents(paragraph)
    const boxes = [...words.getClientRects()].filter(box => box.width > 1 && box.height > 6)
    const box = boxes.sort((one, other) => other.width * other.height - one.width * one.height)[0]
    if (!box) return true
    const style = getComputedStyle(paragraph)
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1)
    const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1)
    const top = document.elementFromPoint(x, y)
    return !paragraph.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true})
        || !paragraph.contains(top)
        || box.left < 0 || box.right > innerWidth + 1
        || /, 0\\)$/.test(style.color)
        || style.color === getComputedStyle(document.documentElement).backgroundColor
        || parseFloat(style.fontSize) < 12
}).map(paragraph => paragraph.outerHTML.slice(0, 80))"""
"""Which paragraphs with words a reader cannot see.

They have no box, something else is at their place, they are outside the window, have no ink, or are too small.
"""


@pytest.mark.parametrize("width", [1280, 320])
def test_every_paragraph_of_every_text_and_every_line_of_an_original_can_be_seen(hard, opened, width):
    texts = re.compile('class="(e-content|as-received)')
    for page in each(page for page in one_of_each_kind(hard) if texts.search(page.read_text("utf-8"))):
        tab = opened(page, viewport={"width": width, "height": 900})
        paragraphs = tab.locator(".e-content p, .as-received > span")
        assert paragraphs.count() > 1
        assert paragraphs.evaluate_all(HIDDEN) == [], page.name


HIDES = [
    *("display: none", "visibility: hidden", "opacity: 0", "font-size: 0", "color: transparent", "color: var(--paper)"),
    *("position: absolute; left: -9999px", "clip-path: inset(50%)", "text-indent: -9999px", "transform: scale(0)"),
    *("height: 0; overflow: hidden", "content-visibility: hidden"),
]
"""Ways in which a style sheet hides a paragraph."""


def test_a_paragraph_that_a_style_sheet_hides_would_be_found(hard, opened):
    tab = opened(hard / "public" / "articles" / "everything.html", bypass_csp=True)
    for rule in HIDES:
        sheet = tab.add_style_tag(content=f".e-content > p:nth-of-type(2) {{ {rule} }}")
        assert len(tab.locator(".e-content p").evaluate_all(HIDDEN)) == 1, rule
        sheet.evaluate("sheet => sheet.remove()")
    assert tab.locator(".e-content p").evaluate_all(HIDDEN) == []


def test_nothing_moves_when_what_is_not_a_style_sheet_arrives_late(hard, opened):
    """A page has its final layout as soon as its style sheets are there: no pictures to wait for, no fonts."""

    def keep_back(route):
        route.continue_() if route.request.resource_type in {"document", "stylesheet"} else route.abort()

    for page in each(one_of_each_kind(hard)):
        tab = opened(page)
        complete = tab.evaluate(BOXES)
        tab.route("**/*", keep_back)
        tab.reload()
        assert tab.evaluate(BOXES) == complete, page.name


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_barrier_in_any_light_and_size(hard, opened, width):
    """In the dark only colours are other, and looked at again."""
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    for page in each(one_of_each_kind(hard)):
        tab = opened(page, viewport={"width": width, "height": 900}, bypass_csp=True)
        light = Axe().run(tab, options={"runOnly": rules}).response
        tab.emulate_media(color_scheme="dark")
        dark = tab.evaluate("axe.run(document, {runOnly: ['cat.color']})")
        barriers = [(fault["id"], fault["nodes"][0]["html"]) for fault in light["violations"] + dark["violations"]]
        assert (page.name, barriers) == (page.name, [])
        assert len(light["passes"]) > 20
        assert "color-contrast" in {rule["id"] for rule in dark["passes"]}


def test_dark_ground_is_dark_and_paper_is_white(hard, opened):
    page = hard / "public" / "articles" / "everything.html"
    ground = "getComputedStyle(document.documentElement).backgroundColor"

    def brightness(tab) -> int:
        return sum(map(int, re.findall(r"\d+", tab.evaluate(ground))[:3]))

    tab = opened(page, color_scheme="dark")
    assert brightness(tab) < 150
    tab.emulate_media(media="print", color_scheme="dark")
    assert brightness(tab) == 3 * 255


def test_the_first_stop_of_the_keyboard_is_a_link_to_the_content(hard, opened):
    for page in each(one_of_each_kind(hard)):
        tab = opened(page)
        tab.keyboard.press("Tab")
        first = tab.evaluate("[document.activeElement.className, document.activeElement.getBoundingClientRect().width]")
        assert first[0] == "skip"
        assert first[1] > 50, "it shows while it has the focus"
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.id") == "content"


def test_whatever_has_the_focus_shows_it(hard, opened):
    """From the first stop of the keyboard to the last, on every kind of page."""
    for page in each(one_of_each_kind(hard)):
        tab = opened(page)
        for stop in range(500):
            tab.keyboard.press("Tab")
            is_over, has_line, is_in_view = tab.evaluate(FOCUS)
            if is_over:
                assert stop > 3
                break
            assert has_line, (page.name, stop)
            assert is_in_view, (page.name, stop)
        else:
            pytest.fail(f"{page.name}: the keyboard does not come to an end")


def test_paragraph_numbers_are_links_but_not_stops_of_the_keyboard(hard, opened):
    tab = opened(hard / "public" / "articles" / "everything.html")
    number = tab.locator("a.permalink").nth(1)
    assert number.is_visible()
    number.click()
    assert tab.url.endswith("#p2")
    assert tab.locator("p:target").count() == 1
    assert set(tab.eval_on_selector_all("a.permalink", "links => links.map(link => link.tabIndex)")) == {-1}


def test_the_numbers_that_a_reader_sees_are_the_permalinks(hard, opened):
    tab = opened(hard / "public" / "articles" / "everything.html")
    ids = tab.eval_on_selector_all(".e-content p", "found => found.map(p => p.id)")
    assert each(ids) == [f"p{number}" for number in range(1, len(ids) + 1)]


def printed(tab, folder: Path, *how: str) -> str:
    """Print a page and return what is on the paper: with `-layout`, line by line."""
    if shutil.which("pdftotext") is None:
        missing("pdftotext (poppler-utils)")
    tab.pdf(path=folder / "page.pdf", format="A4")
    command = ["pdftotext", *how, folder / "page.pdf", "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def words(text: str) -> set[str]:
    """Return the words of a text, but for those so long that lines break them, and for other scripts."""
    return set(re.findall(r"\b[A-Za-z]{4,15}\b", text))


def test_a_printed_article_has_every_word_its_provenance_and_no_navigation(hard, opened, tmp_path):
    for name in ("undated", "everything"):
        tab = opened(hard / "public" / "articles" / f"{name}.html")
        text = tab.locator(".e-content").inner_text()
        paper = printed(tab, tmp_path)
        assert set(each(words(text))) <= words(paper)
        assert "Provenance" in paper
        assert "By title" not in paper
        assert re.search(r"\b1 ?/ ?\d", paper), "the pages are numbered"


def test_no_page_prints_its_navigation(hard, opened):
    for page in each(one_of_each_kind(hard)):
        tab = opened(page)
        assert tab.locator("nav:visible").count() > 0
        tab.emulate_media(media="print")
        assert tab.locator("nav:visible, .skip:visible, body > footer:visible").count() == 0, page.name


def test_two_accounts_are_printed_with_every_word_of_both(hard, opened, tmp_path):
    tab = opened(hard / "public" / "stories" / "everything--short.html")
    texts = tab.locator(".e-content p").all_inner_texts()
    paper = printed(tab, tmp_path)
    assert words(" ".join(texts)) <= words(paper)
    assert {"clerk", "times", "morning"} <= words(" ".join(texts))


def test_a_printed_comparison_has_every_question_and_every_answer(hard, opened, tmp_path):
    tab = opened(hard / "public" / "stories" / "flood.html")
    shown = words(" ".join(tab.locator(".answers tbody").all_inner_texts()))
    folded = words(" ".join(tab.locator("details").all_text_contents()))
    paper = words(printed(tab, tmp_path))
    assert {"river", "Monday", "passage"} <= shown <= paper
    assert {"evening"} <= folded <= paper, "what a reader unfolds on a screen too"


@pytest.mark.parametrize(
    ("here", "there"), [("The bridge fell", "No bridge stood"), ("No bridge stood", "The bridge fell")]
)
def test_on_a_wide_screen_marked_words_bring_their_partner_beside_them(crossed, opened, here, there):
    """What was clicked stays in view, so that a reader sees both at once."""
    tab = opened(crossed)
    clicked, partner = (tab.locator(".side .e-content mark", has_text=words) for words in (here, there))
    clicked.scroll_into_view_if_needed()
    assert not partner.evaluate(IN_VIEW)
    clicked.locator("a").click()
    assert clicked.evaluate(IN_VIEW)
    assert partner.evaluate(IN_VIEW)
    assert tab.locator("mark:target").inner_text() == there
    edges = [mark.bounding_box()["x"] for mark in (clicked, partner)]
    assert abs(edges[0] - edges[1]) > 300, "side by side"


def test_on_the_page_of_a_name_paragraphs_have_the_numbers_of_their_article_and_no_others(hard, opened):
    tab = opened(hard / "public" / "names" / "old-town.html")
    shown = tab.eval_on_selector_all(
        "a.permalink",
        """links => links.map(link => [
            link.getAttribute("href").split("#p")[1], link.innerText, getComputedStyle(link, "::before").content])""",
    )
    assert all(text == "" and added == f'"{number}"' for number, text, added in each(shown))


def test_a_long_word_in_a_title_or_a_label_cuts_off_no_text_of_the_cards(opened, tmp_path):
    """`overflow: clip` would hide it from the test of sideways scrolling."""
    files = {
        f"articles/{slug}.md": article(
            f"{LONG}\n", supplied_title=f"{'T' * 60} flood", label=f"the {slug} {'L' * 60}", story="flood"
        )
        for slug in ("aa", "bb", "cc", "dd")
    }
    built = build_site(write(tmp_path, files))
    for name, width in product(("index.html", "stories/flood.html"), (320, 1280)):
        tab = opened(built.output / name, viewport={"width": width, "height": 900})
        edges = "cards => cards.map(card => card.getBoundingClientRect().right)"
        assert max(tab.locator(".columns *, .entry *").evaluate_all(edges)) <= width, (name, width)
        assert tab.evaluate("document.scrollingElement.scrollWidth") <= width, (name, width)


def test_the_numbers_beside_paragraphs_are_those_of_their_permalinks_on_paper(opened, tmp_path):
    """Style sheets count them; what comes out is read from the printed page."""
    text = "Alpha is.\n\n- Beta is.\n- Gamma is.\n\n> Delta is.\n>\n> Epsilon is.\n\n# A heading\n\nZeta is.\n"
    files = {
        f"articles/{slug}.md": article(text.replace(" is", f" {slug}"), title=slug, label=slug, story="flood")
        for slug in ("aa", "bb")
    }
    built = build_site(write(tmp_path, files))
    for address, slugs in (("articles/aa.html", ["aa"]), ("stories/aa--bb.html", ["aa", "bb"])):
        paper = printed(opened(built.output / address), tmp_path, "-layout")
        for slug in each(slugs):
            for number, word in enumerate(("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"), start=1):
                assert re.search(rf"^\W*{number}\W+{word} {slug}", paper, re.MULTILINE), (address, word, paper)


def test_a_page_ends_with_its_footer(hard, crossed, opened):
    """What scrolls by itself, or is there for the ear only, does not make a page longer than it looks."""
    for page in [crossed, *each(one_of_each_kind(hard))]:
        tab = opened(page)
        bottom = tab.locator("body > footer").evaluate("footer => footer.getBoundingClientRect().bottom + scrollY")
        assert tab.evaluate("document.scrollingElement.scrollHeight") <= max(bottom + 1, 900), page.name


def test_on_a_phone_two_accounts_are_one_below_the_other(crossed, opened):
    tab = opened(crossed, viewport={"width": 320, "height": 640})
    one, other = (side.bounding_box() for side in tab.locator(".side").all())
    assert one["x"] == other["x"]
    assert one["y"] + one["height"] <= other["y"]
    tab.locator(".side .e-content mark", has_text="The bridge fell").locator("a").click()
    assert tab.locator(".side .e-content mark", has_text="No bridge stood").evaluate(IN_VIEW)


def test_the_columns_of_a_table_are_aligned_as_they_are_typed(opened, tmp_path):
    """In a text that is written from right to left too: to the side that was typed."""
    table = "| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n"
    keys = {"story": "flood"}
    files = {
        "articles/arabic.md": article(table, title="الفيضان", language="ar", label="aa", **keys),
        "articles/english.md": article(table, title="Flood", language="en", label="bb", **keys),
    }
    built = build_site(write(tmp_path, files))
    sides = ["start", "left", "center", "right"] * 2
    for address, tables in (("articles/arabic", 1), ("articles/english", 1), ("stories/arabic--english", 2)):
        tab = opened(built.output / f"{address}.html")
        shown = tab.locator("th, td").evaluate_all("cells => cells.map(cell => getComputedStyle(cell).textAlign)")
        assert shown == sides * tables, address


CELLS = """cells => cells.map(cell => {
    const box = cell.getBoundingClientRect();
    return [Math.round(box.left), Math.round(box.right), box.top];
})"""
"""Where each cell is."""


def test_on_a_phone_the_cells_of_a_question_are_stacked_each_with_the_letter_of_its_account(hard, opened):
    tab = opened(hard / "public" / "stories" / "flood.html", viewport={"width": 320, "height": 640})
    for row in each(tab.locator(".answers tbody tr").all()):
        assert [text[0] for text in row.locator("td").all_inner_texts()] == ["A", "B", "C"]
        cells = row.locator("td").evaluate_all(CELLS)
        assert len({left for left, _, _ in cells}) == 1
        assert max(right for _, right, _ in cells) <= 320
        tops = [top for *_, top in cells]
        assert tops == sorted(set(tops))


def test_on_a_wide_screen_the_accounts_are_columns(hard, opened):
    tab = opened(hard / "public" / "stories" / "flood.html")
    for row in each(tab.locator("section:not([aria-labelledby='one-account']) > .answers tbody tr").all()):
        cells = row.locator("td").evaluate_all(CELLS)
        assert len({top for *_, top in cells}) == 1


def test_on_a_wide_screen_what_one_account_answers_is_beside_the_question(hard, opened):
    tab = opened(hard / "public" / "stories" / "flood.html")
    for row in each(tab.locator("[aria-labelledby='one-account'] tbody tr").all()):
        [(left, right, top)] = row.locator("th").evaluate_all(CELLS)
        [answer] = row.locator("td:not(.none)").evaluate_all(CELLS)
        assert answer[0] >= right
        assert answer[2] == top
        assert {cell[0] for cell in each(row.locator("td.none").evaluate_all(CELLS))} == {left}


@pytest.mark.parametrize("count", [5, 12])
def test_many_accounts_are_below_each_other_and_only_those_that_answer(count, opened, tmp_path):
    built = build_site(write(tmp_path, many(count)))
    tab = opened(built.output / "stories" / "flood.html")
    cells = [cell for cell in tab.locator("[aria-labelledby=agreements] td").all() if cell.is_visible()]
    assert [cell.inner_text()[0] for cell in cells] == ["A", "ABCDEFGHIJKL"[count - 1]]
    assert len({cell.bounding_box()["x"] for cell in cells}) == 1
    assert tab.evaluate("document.scrollingElement.scrollWidth") <= 1280


def test_every_link_leads_to_a_file_and_a_fragment_that_are_there(hard):
    ids: dict[Path, set[str]] = {}
    trees = {}
    for page in pages_of(hard):
        trees[page] = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
        ids[page] = {element.get("id") for element in trees[page].iter() if element.get("id")}
    for page, tree in each(trees.items()):
        for address in each(filter(None, (element.get(name) for element in tree.iter() for name in ("href", "src")))):
            if address.startswith(("https:", "mailto:")):
                continue
            path, _, fragment = address.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.is_file(), (page.name, address)
            assert not fragment or fragment in ids[target], (page.name, address)


def test_a_printed_article_can_be_filed_with_its_title_its_numbers_and_its_sha_256(opened, tmp_path):
    received = "The river rose on Monday.\nThe old town stood under water.\n"
    folder = write(
        tmp_path,
        {
            "articles/flood.md": article(
                "The river rose on Monday.\n\nThe old town stood under water.\n", original=received
            ),
            "articles/originals/original.txt": received,
        },
    )
    tab = opened(build_site(folder).output / "articles" / "flood.html")
    words = printed(tab, tmp_path)
    assert hashlib.sha256(received.encode()).hexdigest() in re.sub(r"\s", "", words)
    assert "A title" in words
    assert re.search(r"(?m)^1\b", words)
    assert re.search(r"(?m)^2\b", words)
