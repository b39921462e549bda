"""Whatever an article's Markdown holds is shown, and none of it runs, loads, hides or takes anything's place.

The payloads lie in `tests/hostile/`, a file for each kind of attack: its first line says what the kind is, a line of
`----8<----` is between two payloads. Each becomes an article, with one more paragraph after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import markdown
import pytest
from conftest import Files, Site, article, each, page_of
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from sitebuilder.records.articles.reading import read_article
from sitebuilder.text.dialect.dialect import Dialect
from sitebuilder.text.dialect.prose import Stretch, stretches_of
from sitebuilder.text.dialect.sanitiser import sanitised
from sitebuilder.text.html import convert
from sitebuilder.text.limits import check_density

HERE = Path(__file__).parent
END = "The end of the article."
ATTACKS = {
    f"{file.stem}-{number}": payload.removesuffix("\n")
    for file in each(sorted((HERE / "hostile").glob("*.md")))
    for number, payload in enumerate(file.read_text("utf-8").partition("\n")[2].split("\n----8<----\n"), start=1)
}
BENIGN = {file.stem: file.read_text("utf-8") for file in each(sorted((HERE / "benign").glob("*.md")))}


def hostile_article(payload: str) -> str:
    """Return an article file with a payload and one more paragraph after it."""
    return article(f"{payload}\n\n{END}\n")


@cache
def page_with(text: str) -> str:
    """Return the finished page of an article with this text."""
    return page_of(read_article("hostile.md", article(text).encode(), {}))


# ---------------------------------------------------------------------------------------------------------------------
# Nothing is there that could run or load


ALLOWED: dict[str, set[str]] = {
    **{plain: set() for plain in ("em", "strong", "br", "hr", "pre", "blockquote", "ul", "thead", "tbody", "tr")},
    **{heading: set() for heading in ("h2", "h3", "h4", "h5", "h6")},
    "p": {"id"},
    "a": {"href", "title", "rel", "class", "tabindex", "aria-label"},
    "code": {"class"},
    "div": {"class"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "table": {"tabindex"},
    "td": {"class"},
    "th": {"class", "scope"},
}
"""Every element that may be in the text of an article, and every attribute that it may have there."""

MAY_BE: dict[str, str] = {
    "id": r"p[1-9][0-9]*|fn-[A-Za-z0-9_-]+|fnref[0-9]*-[A-Za-z0-9_-]+",
    "href": r"https?://\S+|mailto:\S+|#(p|fn-|fnref[0-9]*-)[A-Za-z0-9_-]+|[a-z0-9-]+\.html(#p[0-9]+)?",
    "class": r"permalink|e-content|footnote|footnote-ref|footnote-backref|left|center|right|language-[A-Za-z0-9+.#-]+",
    "rel": "external noopener noreferrer nofollow",
    "start": "[0-9]+",
    "scope": "col",
    "tabindex": "-1|0",
    "title": "(?s:.*)",
    "aria-label": "Paragraph [0-9]+",
}
"""What the values of these attributes may be."""


def parsed(page: str) -> Element:
    """Return a page as html5lib reads it."""
    return html5lib.parse(page, namespaceHTMLElements=False)


def parts_of_the_text(page: Element) -> list[Element]:
    """Return the element that holds the text, and the one that holds the footnotes where there are any."""
    [content] = page.iterfind(".//div[@class='e-content']")
    return [content, *page.iterfind(".//div[@class='footnote']")]


def faults_in(page: str) -> Iterator[str]:
    """Say what is in the text of a page that may not be there."""
    tree = parsed(page)
    seen: set[str] = set()
    for part in parts_of_the_text(tree):
        for element in part.iter():
            if element.tag not in ALLOWED:
                yield f"a {element.tag if isinstance(element.tag, str) else 'comment'}"
                continue
            for name, value in element.items():
                if element is not part and name not in ALLOWED[element.tag]:
                    yield f"{element.tag} {name}"
                elif name in MAY_BE and not re.fullmatch(MAY_BE[name], value):
                    yield f"{element.tag} {name}={value}"
            if element.get("id") in seen:
                yield f"the id {element.get('id')} twice"
            seen |= {element.get("id")} - {None}


def kinds_around_the_text(page: str) -> set[tuple[str, ...]]:
    """Return what kinds of elements are around the text: their names, attributes' names, what a script would run."""
    tree = parsed(page)
    inside = {element for part in parts_of_the_text(tree) for element in part.iter()}
    return {kind_of(element) for element in tree.iter() if element not in inside}


def kind_of(element: Element) -> tuple[str, ...]:
    """Return the kind of an element: its name, the names of its attributes, what a script would run."""
    return (element.tag, *sorted(element.keys()), element.get("src", ""))


@cache
def kinds_around_honest_texts() -> frozenset[tuple[str, ...]]:
    """Return what kinds of elements are around the texts of `benign/`."""
    return frozenset().union(*(kinds_around_the_text(page_with(text)) for text in BENIGN.values()))


@pytest.mark.parametrize("attack", ATTACKS)
def test_only_what_may_be_in_a_text_is_in_it(attack: str) -> None:
    """As html5lib reads the page: no handlers, no other schemes, no ids but the page's own, nothing embedded."""
    assert list(faults_in(page_with(f"{ATTACKS[attack]}\n\n{END}\n"))) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_around_the_text_is_only_what_is_around_honest_ones(attack: str) -> None:
    """Nothing breaks out of the text."""
    page = page_with(f"{ATTACKS[attack]}\n\n{END}\n")
    assert kinds_around_the_text(page) <= kinds_around_honest_texts()


def side_by_side(texts: dict[str, str]) -> dict[str, str]:
    """Return an archive in which each text and the next one are two accounts of one event."""
    names = list(texts)
    stories = {name: pair[0] for pair in zip(names[::2], names[1::2], strict=False) for name in pair}
    return {
        f"articles/{name}.md": article(f"{texts[name]}\n\n{END}\n", story=story, label=f"the account {name}")
        for name, story in stories.items()
    }


def test_nothing_breaks_out_where_two_hostile_accounts_are_side_by_side(
    site: Callable[[Files], Site], flood: Site
) -> None:
    """There the texts are marked and compared, so their HTML is put together anew."""
    honest = [parsed(page) for built in (site(side_by_side(BENIGN)), flood) for page in pages_of(built).values()]
    kinds = {kind_of(element) for page in honest for element in page.iter()}
    for address, html in each(pages_of(site(side_by_side(ATTACKS))).items()):
        page = parsed(html)
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert {kind_of(element) for element in each(page.iter())} <= kinds, address
        assert len(ids) == len(set(ids)), address
        for link in each(page.iter("a")):
            assert ":" not in link.get("href") or link.get("href").startswith(("http:", "https:", "mailto:")), address


def pages_of(built: Site) -> dict[str, str]:
    """Return the pages of a site on which the texts of two articles are compared."""
    pages = {address: raw.decode() for address, raw in built.files.items() if address.startswith("stories/")}
    return {address: html for address, html in pages.items() if "/index" not in address}


# ---------------------------------------------------------------------------------------------------------------------
# Nothing is lost


DEFINITION = re.compile(r"^ {0,3}\[\^([\w-]+)\]:", re.MULTILINE | re.ASCII)


def signs(text: str) -> str:
    """Keep of a text its letters, its digits and whatever is beyond ASCII, but no white space."""
    return "".join(mark for mark in text if mark.isalnum() or (ord(mark) > 127 and not mark.isspace()))


def decoded(text: str) -> str:
    """Decode the numeric references to characters that a page may hold."""

    def character(reference: re.Match[str]) -> str:
        code = int(reference[1], 16) if reference[1] else int(reference[2])
        is_control = code < 0x20 and code not in (0x9, 0xA) or 0x7F <= code <= 0x9F  # noqa: RUF021 - reads as said
        return reference[0] if is_control or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)

    return re.sub(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));", character, text)


def typed(payload: str) -> str:
    """Return what a reader must find of a payload: all but the numbers of lists, the notes after the rest."""
    text = re.sub(r"^((?:> ?|[-*+ ] ?)*)[0-9]{1,9}\. ", r"\1", payload, flags=re.MULTILINE)
    notes = [block for block in text.split("\n\n") if DEFINITION.match(block)]
    body = [block for block in text.split("\n\n") if not DEFINITION.match(block)]
    return signs(decoded("\n\n".join([*body, END, *notes])))


def found(part: Element) -> str:
    """Return what a reader finds in a part of a page, in links' targets and titles too, as it would be typed."""
    return "".join(_pieces(part))


def _pieces(element: Element) -> Iterator[str]:
    kind = element.get("class") or ""
    if not isinstance(element.tag, str) or kind in ("permalink", "footnote-backref"):
        return
    if element.tag == "sup":
        yield re.sub(r"fnref[0-9]*-", "", element.get("id"))
        return
    if element.tag == "li":
        yield re.sub("fn-", "", element.get("id") or "")
    yield kind.removeprefix("language-") if element.tag == "code" else ""
    yield element.text or ""
    for inner in element:
        yield from _pieces(inner)
        yield inner.tail or ""
    target = element.get("href") or ""
    target = target if ":" in target else target.replace(".html", ".md")
    if target != "".join(element.itertext()):
        yield target
        yield element.get("title") or ""


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_letter_that_was_typed_can_be_read(attack: str) -> None:
    """In the order in which it was typed, notes last: in the text, or in the target or the title of a link."""
    page = parsed(page_with(f"{ATTACKS[attack]}\n\n{END}\n"))
    assert signs(decoded("".join(found(part) for part in parts_of_the_text(page)))) == typed(ATTACKS[attack])


@pytest.mark.parametrize(
    "text",
    [
        "[a](http://words.example/it's) was 'said' (there) by [b](http://words.example/)",
        """[a](http://words.example/it's) was "said" (there) by [b](http://words.example/ 'b')""",
        """[a](http://words.example/'s) and [b](http://words.example/ "b") were "said" (there)""",
    ],
)
def test_an_apostrophe_in_an_address_takes_no_words_away_with_it(text: str) -> None:
    """What looks like the title of a link ends with the link."""
    [paragraph] = [element for element in parts_of_the_text(parsed(page_with(f"{text}\n")))[0] if element.tag == "p"]
    plain = re.sub(r"\[(.)\]\(\S+?(?: (?:'.'|\".\"))?\)", r"\1", text)
    assert "".join(paragraph.itertext()) == plain


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_last_paragraph_is_still_a_paragraph(attack: str) -> None:
    content = parts_of_the_text(parsed(page_with(f"{ATTACKS[attack]}\n\n{END}\n")))[0]
    assert "".join(content[-1].itertext()) == END
    assert content[-1].tag == "p"


MARKDOWN = [
    *(
        "*",
        "**",
        "***",
        "_",
        "__",
        "`",
        "``",
        "```",
        "\n```\n",
        "\n~~~ c\n",
        "<",
        ">",
        "<http://a.example/",
        "\\",
        "!",
        "&",
        ":",
    ),
    *(
        "[",
        "]",
        "(",
        ")",
        "](",
        "](#p1)",
        "](http://a.example/",
        "](b.md)",
        "'",
        '"',
        " '",
        "')",
        "[^a]",
        "\n[^a]: ",
        "\n[^b]: ",
    ),
    *(
        " ",
        "  \n",
        "\n",
        "\n\n",
        "\n\n    ",
        "\n        ",
        "\t",
        "> ",
        "\n> ",
        "- ",
        "\n- ",
        "\n+ ",
        "1. ",
        "\n2. ",
        "\n# ",
    ),
    *(
        "\n===\n",
        "\n---\n",
        "\n***\n",
        "|",
        " | ",
        "\n|--|--|\n",
        "\n-|-\n",
        "\\|",
        "&#65;",
        "&#x20;",
        "&amp;",
        "<b>",
        "</b>",
    ),
    *("c", "d ", "é", "word", "Word. ", "\u200b", "\u00a0"),
]
any_markdown = some.lists(some.sampled_from(MARKDOWN), min_size=2, max_size=16).map("".join)


def keeps_its_letters(text: str) -> None:
    """Compare the letters of a text, in whatever order, with those that are shown: notes come after the rest."""
    assume(not check_density(text, "", 1))
    dialect = Dialect().reset()
    html = sanitised(dialect.convert(text))
    assume(not dialect.notes.defined_twice)  # which is a problem of its own
    shown = "".join(
        found(part) + (part.tail or "") for part in html5lib.parseFragment(html, namespaceHTMLElements=False)
    )
    assert sorted(letters(shown)) == sorted(letters(text))


def letters(text: str) -> str:
    """Keep of a text what `signs` keeps, but no digits."""
    return "".join(mark for mark in signs(decoded(text)) if not mark.isdigit())


@settings(max_examples=300, deadline=None)
@given(any_markdown)
def test_no_markdown_at_all_loses_a_letter(text: str) -> None:
    """Also where marks do not match, or are where they make no sense."""
    keeps_its_letters(text)


@pytest.mark.long
@settings(max_examples=50_000, deadline=None)
@given(any_markdown)
def test_no_markdown_out_of_very_many_loses_a_letter(text: str) -> None:
    keeps_its_letters(text)


SMALL_THINGS = {
    "a\tb": "a\tb",
    "```\n\tc  \n   \n\n  d\n```": "\tc  \n   \n\n  d\n",
    "a\\\nb": "a\\\nb",
    "| a | b |\n|---|---|\n| c | d\\\\|": "d\\",
    "a | b\n|\nc": "a | b\n|\nc",
    "| a | b |\n|---|---|\n| c | d | e |": "| c | d | e |",
    "f*****g, 5 * 3 * 2, snake_case_word": "f*****g, 5 * 3 * 2, snake_case_word",
    "a*b**c*d": "ab**cd",
    "\u0667. a\n\u0668. b": "\u0667. a\n\u0668. b",
    "10000000000. a": "10000000000. a",
    "#hashtag": "#hashtag",
    "# C# and F# ##": "C# and F# ##",
    "1 < 2 & 3 > 2; AT&T; &copy; &amp;": "1 < 2 & 3 > 2; AT&T; &copy; &amp;",
    "---a---, 'b' \"c\" ... (c)": "---a---, 'b' \"c\" ... (c)",
    "[a](http://[b)": "[a](http://[b)",
    "[a](http://b.example/'c(d)e": "[a](http://b.example/'c(d)e",
    "[a](http://b.example/`c`)": "[a](http://b.example/c)",
    "[a [b](#p1)](#p1)": "a [b](#p1)",
    "[a <http://b.example>](#p1)": "a <http://b.example>",
    "![a](b.png)": "![a](b.png)",
    "[a]: http://b.example 'c'": "[a]: http://b.example 'c'",
    "[^1]\n\n[^1]: a\n\n    [^2]: b": "[^2]: b",
}
"""What the library would change or drop, with what is shown of it."""


@pytest.mark.parametrize("typed_so", SMALL_THINGS)
def test_small_things_are_kept_as_they_were_typed(typed_so: str) -> None:
    html = sanitised(Dialect().reset().convert(typed_so))
    shown = "".join(html5lib.parseFragment(html, namespaceHTMLElements=False).itertext())
    assert SMALL_THINGS[typed_so] in shown


def test_each_kind_of_list_keeps_to_itself() -> None:
    """A number is never shown as a bullet, nor a bullet with a number that was not typed."""
    html = Dialect().reset().convert("- a\n5. b\n6. c\n- d\n\n7. e\n")
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert [(item.tag, item.get("start"), len(item)) for item in tree] == [
        ("ul", None, 1),
        ("ol", "5", 2),
        ("ul", None, 1),
        ("ol", "7", 1),
    ]


# ---------------------------------------------------------------------------------------------------------------------
# Nothing runs in a real browser, even without the page's policy


TRY_EVERYTHING = """() => {
    const kinds = ["click", "focus", "mouseover", "pointerenter", "toggle", "animationstart", "load", "error"]
    for (const element of document.querySelectorAll("*"))
        for (const kind of kinds) element.dispatchEvent(new Event(kind))
    return window.__ran
}"""


class Watched:
    """A browser's tab, in which the policy of pages does not hold, and all that happens in it."""

    def __init__(self, browser: object, free: Path) -> None:
        """Take the folder from which everything may be loaded: style, icon, scripts of the site."""
        self.free = free
        self.happened: list[str] = []
        self.page = browser.new_context(bypass_csp=True).new_page()
        self.page.route(re.compile("^(?!file:)"), lambda route: route.abort())
        self.page.on("request", lambda request: self._note("asked for", request.url))
        self.page.on("console", lambda message: self._note("wrote", message.text))
        self.page.on("pageerror", lambda error: self._note("failed", str(error)))
        self.page.on("popup", lambda popup: self._note("opened", popup.url))
        self.page.on("dialog", self._dialog)

    def _note(self, what: str, of: str) -> None:
        self.happened.append(f"{what} {of}")

    def _dialog(self, dialog: object) -> None:
        self._note("showed", dialog.message)
        dialog.dismiss()

    def visit(self, *files: Path) -> list[str]:
        """Open pages in frames, touch everything in them, and return what happened that may not happen."""
        self.happened = []
        frames = self.free / "frames.html"
        frames.write_text("".join(f'<iframe src="{file.as_uri()}"></iframe>' for file in files))
        self.page.goto(frames.as_uri())
        for frame in self.page.frames[1:]:
            if frame.evaluate(TRY_EVERYTHING):
                self._note("set", f"a flag in {frame.url}")
        expected = tuple(f"asked for {place.as_uri()}" for place in (self.free, *files))
        return [what for what in self.happened if not what.startswith(expected)]


@pytest.mark.browser
def test_nothing_runs_and_nothing_is_fetched_in_a_real_browser(site: Callable[[Files], Site], browser: object) -> None:
    """All payloads as one archive, opened from disk, with the page's policy set aside: it is the last of three nets."""
    attacks = [attack for attack in ATTACKS if not attack.startswith("marks-that-do-not-match")]
    built = site({f"articles/{attack}.md": hostile_article(ATTACKS[attack]) for attack in attacks})
    watched = Watched(browser, built.output / "static")
    opened = [built.output / f"articles/{attack}.html" for attack in each(attacks)]
    for start in range(0, len(opened), 25):
        assert watched.visit(*opened[start : start + 25]) == []
        assert len(watched.page.frames) == 1 + len(opened[start : start + 25])


# ---------------------------------------------------------------------------------------------------------------------
# The tests above would see it


def plain_page(payload: str) -> str:
    """Return the page of a payload as Python-Markdown makes it when nothing is taken out, and nothing sanitised."""
    text = markdown.markdown(payload, extensions=["attr_list", "footnotes", "tables", "fenced_code"])
    page = page_with("Harmless.\n")
    assert page.count("Harmless.</p>") == 1
    return page.replace("Harmless.</p>", f"</p>{text}<p>{END}</p>")


@pytest.mark.parametrize(
    ("payload", "fault"),
    [
        ("<script>alert(1)</script>", "a script"),
        ("<!-- words -->", "a comment"),
        ("<svg></svg>", "a {http://www.w3.org/2000/svg}svg"),
        ("![words](http://hostile.example/a.png)", "a img"),
        ("<p onclick='alert(1)'>words</p>", "p onclick"),
        ("words\n{: onclick='alert(1)' }", "p onclick"),
        ("[words](javascript:alert(1))", "a href=javascript:alert(1)"),
        ("[words](data:text/html,words)", "a href=data:text/html,words"),
        ("<p id='content'>words</p>", "p id=content"),
        ("<p id='p7'>words</p><p id='p7'>words</p>", "the id p7 twice"),
        ("| a |\n|:-:|\n| b |", "th style"),
    ],
)
def test_the_check_of_the_text_sees_what_plain_markdown_lets_through(payload: str, fault: str) -> None:
    assert fault in list(faults_in(plain_page(payload)))


@pytest.mark.parametrize(
    "payload", ["</div></article><hr>", "</div><script>alert(1)</script>", "</div><p onclick=alert(1)>"]
)
def test_the_check_around_the_text_sees_what_plain_markdown_lets_out(payload: str) -> None:
    assert not kinds_around_the_text(plain_page(payload)) <= kinds_around_honest_texts()


@pytest.mark.parametrize(
    "payload", ["<script>alert(1)</script>", "<!-- words -->", "[a]: http://b.example", "&#65;&copy;"]
)
def test_the_check_of_the_letters_sees_what_plain_markdown_loses(payload: str) -> None:
    page = parsed(plain_page(payload))
    assert signs(decoded("".join(found(part) for part in parts_of_the_text(page)))) != typed(payload)


@pytest.mark.browser
def test_the_watched_browser_sees_what_plain_markdown_runs(browser: object, tmp_path: Path) -> None:
    payloads = {
        "<script>alert(1)</script>": "showed 1",
        "<img src='' onerror=alert(1)>": "showed 1",
        "<iframe srcdoc='<script>parent.__ran = true</script>'></iframe>": "set a flag",
        "<p onpointerenter='alert(1)'>words</p>": "showed 1",
        "![words](http://hostile.example/a.png)": "asked for http://hostile.example/a.png",
        "<link rel=stylesheet href=http://hostile.example/a.css>": "asked for http://hostile.example/a.css",
        "<script>words(</script>": "failed ",
    }
    (tmp_path / "static").mkdir()
    watched = Watched(browser, tmp_path / "static")
    file = tmp_path / "page.html"
    for payload, what in payloads.items():
        file.write_text(plain_page(payload), "utf-8")
        assert any(event.startswith(what) for event in watched.visit(file)), (payload, watched.happened)


# ---------------------------------------------------------------------------------------------------------------------
# The sanitiser is a net: nothing falls into it


@pytest.mark.parametrize("text", BENIGN)
def test_an_honest_article_passes_the_sanitiser_unchanged(text: str) -> None:
    """The dialect alone makes nothing that would have to be taken away, so the net may be exchanged for another."""
    html = Dialect().reset().convert(BENIGN[text])
    assert tree_of(sanitised(html)) == tree_of(html)


@pytest.mark.parametrize("attack", ATTACKS)
def test_even_a_hostile_article_passes_the_sanitiser_unchanged(attack: str) -> None:
    html = Dialect().reset().convert(ATTACKS[attack])
    assert tree_of(sanitised(html)) == tree_of(html)


def tree_of(html: str) -> list[object]:
    """Return what html5lib makes of a piece of HTML, which must be right as it is: nothing is put right."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=True)
    return _tree(parser.parseFragment(re.sub("[\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0010ffff]", "?", html)))


def _tree(element: Element) -> list[object]:
    return [element.tag, sorted(element.items()), element.text, [(_tree(inner), inner.tail) for inner in element]]


@pytest.mark.parametrize(
    "html", ["<p>words<br", "<em>words", "<em><p></em></p>", "<p>&copy words</p>", "<a href='x'><a href='y'></a></a>"]
)
def test_html_that_a_browser_would_have_to_put_right_is_seen(html: str) -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        tree_of(html)


@pytest.mark.parametrize(
    "leaked",
    [
        "<p>a<script>alert(1)</script>b</p>",
        "<p>a<img src=x onerror=alert(1)>b</p>",
        "<p onclick='alert(1)' style='display:none'>ab</p>",
        "<p><a href='javascript:alert(1)' target='_blank'>ab</a></p>",
        "<p>a</p><iframe srcdoc='<script>alert(1)</script>'></iframe><p>b</p>",
        "<p>a</p><svg><style><!--</style><a id='--><img src=x onerror=alert(1)>'></svg><p>b</p>",
        "<p>a</p><form action='https://hostile.example/'><button>b</button></form>",
    ],
)
def test_what_the_dialect_might_one_day_let_through_does_not_pass_the_sanitiser(
    monkeypatch: pytest.MonkeyPatch, leaked: str
) -> None:
    """The net holds where the dialect fails: here it hands on raw HTML as it was typed."""
    before, paragraph, after = re.split('(<p id="p1">.*</p>)', page_with("*Harmless.*\n"))
    assert "Harmless." in paragraph
    monkeypatch.setattr(Dialect, "convert", lambda _dialect, text: text.strip())
    page = before + str(convert(leaked).html) + after
    assert list(faults_in(page)) == []
    assert re.fullmatch("(?s)\\s*a.*b\\s*", "".join(parts_of_the_text(parsed(page))[0].itertext())), (
        "the words are kept"
    )


def test_the_honest_articles_cover_every_element_that_may_be_in_a_text() -> None:
    trees = [
        html5lib.parseFragment(Dialect().reset().convert(text), namespaceHTMLElements=False) for text in BENIGN.values()
    ]
    assert {element.tag for tree in trees for element in tree.iter()} - {"DOCUMENT_FRAGMENT"} == set(ALLOWED)


def test_the_payloads_are_many_and_no_two_alike() -> None:
    assert len(ATTACKS) == len(set(ATTACKS.values())) > 250


# ---------------------------------------------------------------------------------------------------------------------
# Plain prose does not go through the library, with the same result


a_piece_of_prose_or_markup = some.sampled_from(
    [
        *(
            "word",
            "Word. ",
            "word  \nword",
            "  ",
            "\n",
            "\n\n",
            "\n \n",
            "\n\n\n",
            "\t",
            "    ",
            "- ",
            "+ ",
            "1. ",
            "12.",
            "> ",
            ">",
        ),
        *(
            "# ",
            "## ",
            "---\n",
            "===\n",
            "a\n=\n",
            "*a*",
            "**",
            "_",
            "`c`",
            "```\n",
            "~~~",
            "|",
            "a | b\n--|--\nc | d\n",
        ),
        *("[a](http://a.example)", "[a](b.md)", "<http://a.example/>", "<b>", "<!-- x", "&amp;", "&#32;", "&", "\\*"),
        *("[^1]", "[^1]: n", "{: #a}", ": ", "\xa0", "\u3000", "\u2028", "\u200b", "é", "“", "'", "10 "),
    ]
)


@settings(max_examples=300, deadline=None)
@given(some.lists(a_piece_of_prose_or_markup, max_size=25).map("".join))
def test_prose_that_is_cut_and_escaped_here_is_what_the_library_makes_of_it(text: str) -> None:
    cut_and_escaped = convert(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "sitebuilder.text.html.stretches_of", lambda whole: [Stretch(is_prose=False, text=whole, first=1)]
        )
        assert convert(text) == cut_and_escaped


def test_only_paragraphs_with_markup_go_through_the_library() -> None:
    text = "One & two.\n\n“Three”, he said.\n\n*Four.*\n\n- Five.\n\nSix.\n"
    stretches = [(stretch.is_prose, stretch.text, stretch.first) for stretch in stretches_of(text)]
    assert stretches == [
        (True, "One & two.\n\n“Three”, he said.", 1),
        (False, "*Four.*\n\n- Five.", 3),
        (True, "Six.\n", 5),
    ]
