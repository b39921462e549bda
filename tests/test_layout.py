"""How pages are laid out: on a phone, on a wide screen, and for texts that are written from right to left."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from browsing import FOCUS, IN_VIEW, one_of_each_kind
from conftest import article, build_site, each, write

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}

SPACED = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }
"""
"""The text spacing that a reader may set (WCAG 2.2, 1.4.12)."""


def test_no_page_scrolls_sideways_at_320_pixels_even_with_wide_text_spacing(hard, opened):
    for page in each(one_of_each_kind(hard)):
        tab = opened(page, viewport=PHONE, bypass_csp=True)
        assert tab.evaluate("document.scrollingElement.scrollWidth") <= 320, page.name
        tab.add_style_tag(content=SPACED)
        assert tab.evaluate("document.scrollingElement.scrollWidth") <= 320, page.name


LINES = """menu => {
    const lines = [];
    for (let items = [...menu.children]; items.length > 1; items.pop().remove()) {
        const tops = items.map(item => Math.round(item.getBoundingClientRect().top));
        lines.push([...new Set(tops)].map(top => tops.filter(other => other === top).length));
    }
    return lines;
}"""
"""How many items each line of a menu has: of the whole menu, and as its last items are taken away."""


@pytest.mark.parametrize("width", [320, 390])
def test_no_item_of_the_menu_is_alone_on_a_line(hard, opened, width):
    for name in ("index.html", "articles/everything.html"):
        tab = opened(hard / "public" / name, viewport={"width": width, "height": 640})
        for lines in each(tab.locator("nav[aria-label=Main] ul").evaluate(LINES)):
            assert min(lines) > 1, (name, lines)


def test_a_title_that_is_a_link_looks_like_one(hard, opened):
    style = """titles => titles.map(title => {
        const { textDecorationLine: line, textDecorationColor: colour } = getComputedStyle(title);
        return [line, colour === "rgba(0, 0, 0, 0)"];
    })"""
    for name in ("index.html", "titles/index.html", "topics/topic-1.html", "stories/arabic--everything.html"):
        titles = opened(hard / "public" / name).locator(":is(h1, h2, h3) a:not(.layer)")
        for shown in each(titles.evaluate_all(style)):
            assert shown == ["underline", False], name


@pytest.mark.parametrize("width", [320, 390, 900, 1280])
def test_what_is_above_a_text_has_the_edges_of_the_text_whichever_way_it_is_written(hard, opened, width):
    """The paragraphs' numbers are on the side where lines start; nothing above them leaves room on the other."""
    edges = "boxes => boxes.map(box => [box.getBoundingClientRect().left, box.getBoundingClientRect().right])"
    for slug in ("arabic", "everything"):
        tab = opened(hard / "public" / "articles" / f"{slug}.html", viewport={"width": width, "height": 640})
        facts, paragraph, *_ = tab.locator("dl.facts, .e-content > p").evaluate_all(edges)
        assert facts == paragraph


EDGES = """texts => texts.map(text => {
    const whole = text.getBoundingClientRect(), style = getComputedStyle(text);
    return [whole.left + parseFloat(style.paddingLeft), whole.right - parseFloat(style.paddingRight)];
})"""
"""Where each box that holds text starts and ends from left to right, without the room for numbers beside it."""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_above_a_text_as_received_starts_where_its_lines_start(site, opened, language, width):
    received = "The river rose.\n" if language == "en" else "ارتفع النهر.\n"
    flood = article(received, original=received, language=language)
    built = site({"articles/flood.md": flood, "articles/originals/original.txt": received})
    page = built.output / "originals/original.txt.html"
    tab = opened(page, viewport={"width": width, "height": 640})
    facts, whole, line = tab.locator("dl.facts, .as-received, .as-received > span").evaluate_all(EDGES)
    assert facts == pytest.approx([line[0], whole[1]] if language == "en" else [whole[0], line[1]], abs=0.1)


RULES = """() => {
    const right = box => Math.round(box.getBoundingClientRect().right);
    const drawn = [...document.querySelectorAll("main *, .masthead, body > footer")].filter(element => {
        const style = getComputedStyle(element), is_wide = element.getBoundingClientRect().width > 200;
        return is_wide && parseFloat(style.borderTopWidth) + parseFloat(style.borderBottomWidth) > 0;
    });
    return [right(document.querySelector("body > footer")), [...new Set(drawn.map(right))]];
}"""
"""Where the page ends to the right, and where the horizontal lines on it end."""

ON_THE_GRID = (
    "about",
    "quotations",
    "names/index",
    "names/monday",
    "topics/topic-1",
    "years/index",
    "articles/everything",
)


def test_on_a_wide_screen_all_pages_have_one_grid_and_use_its_margin(hard, opened):
    """Lines end at the column of the text, or at the edge of the page: nowhere else, on no page."""
    ends = set()
    for name in ON_THE_GRID:
        page, lines = opened(hard / "public" / f"{name}.html").evaluate(RULES)
        assert page in lines, name
        ends |= set(lines)
    assert len(ends) == 2
    for name in ON_THE_GRID:
        edges = "boxes => boxes.map(box => Math.round(box.getBoundingClientRect().right))"
        assert page in opened(hard / "public" / f"{name}.html").locator("main .apparatus").evaluate_all(edges), name


def leading(accounts: str, **keys: str) -> dict[str, str]:
    """Return an archive whose index begins with an event on which some accounts, one a letter, part."""
    answers = "".join(f"      {letter}: [{{paragraph: 1, words: rose by {letter}}}]\n" for letter in accounts)
    asked = f"supplied_title: The flood\nquestions:\n  - ask: How?\n    relation: tension\n    accounts:\n{answers}"
    files = {
        f"articles/{letter}.md": article(f"It rose by {letter}.\n", title=letter, label=letter, story="flood", **keys)
        for letter in accounts
    }
    return files | {"articles/stories/flood.yaml": asked}


@pytest.mark.parametrize(("accounts", "columns"), [("ab", (2, 2)), ("abc", (3, 1)), ("abcd", (2, 2))])
def test_on_a_wide_index_no_account_of_the_leading_event_is_alone_on_a_line(site, opened, accounts, columns):
    """Three titles are abreast; three answers would be too narrow to be read so, and are below each other."""
    tab = opened(site(leading(accounts)).output / "index.html")
    for block, abreast in zip((".lead ul > li", ".lead .answers > div"), columns, strict=True):
        left = tab.locator(block).evaluate_all("boxes => boxes.map(box => box.getBoundingClientRect().left)")
        assert len(left) == len(accounts)
        assert len(set(left)) == abreast


def test_a_title_written_from_right_to_left_is_at_the_border_of_its_account(site, opened):
    tab = opened(site(leading("ab", language="ar")).output / "index.html")
    edges = "boxes => boxes.map(box => box.getBoundingClientRect().left)"
    label, title = tab.locator(".lead li:first-child :is(.label b, h3 a)").evaluate_all(edges)
    assert title == label


# ---------------------------------------------------------------------------------------------------------------------
# How articles' words are set


RISING = (
    "The river rose on Monday and the old town stood under water until the evening, when the rain stopped at last and"
    " those who had waited on the roofs since noon came down to see what was left of the mill"
)
WITH_ARTICLES_WORDS = {
    "index.html": ".answers q",
    "stories/flood.html": ".answers q",
    "stories/aa--bb.html": ".e-content p, .beside-it q",
    "articles/aa.html": ".e-content p",
    "names/monday.html": ".text p span",
}
"""Pages on which articles are read or quoted, and where on each."""
SET = """passages => passages.map(passage => {
    const block = passage.closest("p, li"), style = getComputedStyle(block), words = document.createRange();
    const room = block.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
    words.selectNodeContents(passage);
    block.style.whiteSpace = "nowrap";
    const { width } = words.getBoundingClientRect();
    block.style.whiteSpace = "";
    return [passage.textContent.length * room / width, parseFloat(getComputedStyle(passage).fontSize)];
})"""
"""How many characters of each passage a line has room for, and how large they are."""


@pytest.fixture(scope="module")
def rising(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an event on which two accounts part, in long sentences; return the site."""
    files = {
        f"articles/{slug}.md": article(f"{RISING}, {end}.\n", title=slug, label=f"the {slug}", story="flood")
        for slug, end in {"aa": "which was little", "bb": "which was more than they had feared"}.items()
    }
    asked = {
        "ask": "What was left?",
        "relation": "tension",
        "accounts": {slug: [{"paragraph": 1, "words": "what was left of the mill"}] for slug in ("aa", "bb")},
    }
    files["articles/stories/flood.yaml"] = yaml.safe_dump({"supplied_title": "The flood", "questions": [asked]})
    files["articles/names.yaml"] = "[{name: Monday, kind: event}]\n"
    return build_site(write(tmp_path_factory.mktemp("rising"), files)).output


@pytest.mark.parametrize("width", [1280, 1920])
def test_articles_words_are_set_for_reading_wherever_they_are(rising, opened, width):
    for name, selector in WITH_ARTICLES_WORDS.items():
        passages = opened(rising / name, viewport={"width": width, "height": 900}).locator(selector)
        for characters, size in each(passages.evaluate_all(SET)):
            assert 50 <= characters <= 76, name
            assert size >= 16, name


def test_a_passage_written_from_right_to_left_starts_with_its_letter_on_the_right(hard, opened):
    tab = opened(hard / "public" / "stories" / "flood.html")
    starts = "parts => parts.map(part => part.getBoundingClientRect().right)"
    line = tab.locator(".answers p:has(> q:dir(rtl))").first
    edge, letter, passage, number = line.locator("xpath=..").or_(line.locator("> *")).evaluate_all(starts)
    assert edge >= letter > passage > number


WRITTEN = """parts => parts.map(part => {
    const range = document.createRange();
    range.selectNodeContents(part);
    const box = range.getBoundingClientRect();
    return [Math.round(box.left), Math.round(box.right)];
})"""
"""Where what is written in each element starts and ends."""


def test_a_card_whose_first_words_are_written_from_right_to_left_is_on_the_right_as_a_whole(hard, opened):
    tab = opened(hard / "public" / "index.html")
    edges = tab.locator(".entry:has(> .lede:dir(rtl)) > *").evaluate_all(WRITTEN)
    assert len(edges) == 4, "label, title, first words, facts"
    assert max(right for _, right in edges) - min(right for _, right in edges) <= 2


def test_a_title_written_from_right_to_left_is_on_the_side_of_its_list(hard, opened):
    tab = opened(hard / "public" / "titles" / "index.html")
    title = tab.locator(".entry > :is(h2, h3):has(:dir(rtl))").first
    [(left, _)] = title.evaluate_all(WRITTEN)
    [(of_facts, _)] = title.locator("xpath=..").locator(".facts").evaluate_all(WRITTEN)
    assert abs(left - of_facts) <= 2


# ---------------------------------------------------------------------------------------------------------------------
# The running head of an article


WHOSE = {"everything": ["Everything", "A. Writer, The Daily"], "arabic": ["الفيضان", "Publisher unknown"]}
"""What the running head of an article says."""


@pytest.mark.parametrize("width", [320, 1280])
def test_a_reader_who_comes_to_a_paragraph_sees_it_from_its_start_and_the_title_and_whose_text_it_is(
    hard, opened, width
):
    page = hard / "public" / "articles" / "everything.html"
    tab = opened(page, viewport={"width": width, "height": 400})
    head = tab.locator(".running")
    for number in (2, 5, 7):
        tab.goto(f"{page.as_uri()}#p{number}")
        assert head.locator("a").evaluate(IN_VIEW)
        assert tab.locator("p:target").evaluate(IN_VIEW)
        ends, starts = (place.bounding_box() for place in (head, tab.locator("p:target")))
        assert ends["y"] + ends["height"] <= starts["y"]
    head.locator("a").click()
    assert tab.locator("h1").evaluate(IN_VIEW)
    assert not head.locator("a").evaluate(IN_VIEW), "there, the title itself is enough"


def test_the_running_head_names_the_title_and_whose_text_it_is_and_is_not_printed(hard, opened):
    for slug, says in WHOSE.items():
        head = opened(hard / "public" / "articles" / f"{slug}.html", viewport=PHONE).locator(".running")
        assert head.inner_text().split() == [*" ".join(says).split(), "Top"]
        assert head.evaluate("head => head.getBoundingClientRect().height") < 32
        head.page.emulate_media(media="print")
        assert not head.is_visible()


def test_a_link_that_is_under_the_running_head_comes_out_when_the_keyboard_reaches_it(hard, opened):
    tab = opened(hard / "public" / "articles" / "everything.html", viewport={"width": 320, "height": 400})
    tab.locator(".footnote-ref").evaluate("""link => {
        scrollBy(0, link.getBoundingClientRect().top - 8);
        document.querySelector(".running a").focus({ preventScroll: true });
    }""")
    assert not tab.locator(".footnote-ref").evaluate(IN_VIEW)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "footnote-ref"
    assert tab.evaluate(FOCUS) == [False, True, True]


# ---------------------------------------------------------------------------------------------------------------------
# Two accounts side by side


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (1000, 700)])
def test_two_accounts_fill_a_wide_window_and_no_more_and_their_texts_begin_in_its_upper_half(
    crossed, opened, width, height
):
    tab = opened(crossed, viewport={"width": width, "height": height})
    footer = tab.locator("body > footer").bounding_box()
    assert footer["y"] + footer["height"] == tab.evaluate("document.scrollingElement.scrollHeight") == height
    for first in each(tab.locator(".side").all()):
        assert first.locator(".e-content p").first.bounding_box()["y"] < height / 2


def test_the_name_of_each_account_stays_above_its_text_on_a_wide_screen(crossed, opened):
    tab = opened(crossed)
    tab.locator("#bb-p11").scroll_into_view_if_needed()
    for name, side in each(zip(tab.locator(".jumps a").all(), tab.locator(".side").all(), strict=True)):
        assert name.evaluate(IN_VIEW)
        assert abs(name.bounding_box()["x"] - side.bounding_box()["x"]) < 2


def test_a_pane_hands_the_wheel_on_at_its_end_where_the_window_is_low(crossed, opened):
    tab = opened(crossed, viewport={"width": 1280, "height": 400}, bypass_csp=True)
    pane = tab.locator(".side").first
    pane.hover(position={"x": 20, "y": 20})
    assert pane.evaluate("pane => pane.scrollTop = pane.scrollHeight") > 0
    tab.evaluate("scrollTo(0, 0)")
    tab.mouse.wheel(0, 300)
    tab.wait_for_function("scrollY > 0", timeout=5000)


def test_on_a_phone_a_link_to_each_account_stays_in_view(crossed, opened):
    tab = opened(crossed, viewport=PHONE)
    jumps, heads = tab.locator(".jumps a").all(), tab.locator(".side h2").all()
    for jump, head in each(reversed([*zip(jumps, heads, strict=True)])):
        assert jump.evaluate(IN_VIEW)
        jump.click()
        assert head.locator("a").evaluate(IN_VIEW)
    tab.goto(f"{crossed.as_uri()}#bb-p11")
    assert all(jump.evaluate(IN_VIEW) for jump in each(jumps))
    assert tab.locator("#bb-p11").evaluate(IN_VIEW)
