"""The words are exact: what was received is what a reader of the finished page gets, code point by code point.

Here the page is read with html5lib, which neither wrote it nor is the reader that the program proves its pages with.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator

import html5lib
import pytest
from conftest import ROOT, Files, Site, article, each, pages_of, run
from hypothesis import given, settings
from hypothesis import strategies as some
from msgspec import Struct
from msgspec.structs import asdict
from reading import as_received, main, of_class, paragraphs_received
from stories import FLOOD, SPOKEN

from sitebuilder.pages.parts.frame import Content, Output, View
from sitebuilder.pages.parts.passages import Passage
from sitebuilder.pages.parts.speakers import Words
from sitebuilder.problems import is_invisible
from sitebuilder.records.articles.reading import ReadArticle, read_article
from sitebuilder.rendering.renderer import Rendered, Renderer
from sitebuilder.text.differences import WITH_FILE, differences
from sitebuilder.text.escaping import escape
from sitebuilder.text.finished.passages import first_missing
from sitebuilder.text.finished.seen import seen

Build = Callable[[Files], Site]
Check = Callable[[Files], list[str]]
BYTE_ORDER_MARK = "\ufeff"


# ---------------------------------------------------------------------------------------------------------------------
# A reading of a page that shares nothing with the program


def paragraphs_shown(html: str) -> list[str]:
    """Return the text of each paragraph of the articles' texts in a whole page."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    contents = [element for element in page.iter() if "e-content" in (element.get("class") or "").split()]
    return ["".join(paragraph.itertext()) for content in contents for paragraph in content.iter("p")]


# ---------------------------------------------------------------------------------------------------------------------
# Any text at all


def taken_in(text: str, rule: str, received: bytes) -> ReadArticle:
    """Write the article file of a text, as `add` would, and read it."""
    source = f"{{file: original.txt, sha256: {hashlib.sha256(received).hexdigest()}, paragraphs: {rule}}}"
    file = article(escape(text, rule), source=source).encode()
    return read_article("exact.md", file, {"original.txt": received})


def pieces(rows: str) -> list[str]:
    """Take a table of pieces of text in which ␣ is a space and ⇥ a tab."""
    return [piece.replace("␣", " ").replace("⇥", "\t") for piece in rows.split()]


LOOKS_LIKE_MARKDOWN = pieces(
    r"""
    ! " # $ % & ' ( ) * + , - . / : ; < = > ? @ [ \ ] ^ _ ` { | } ~   ␣ ␣␣ ␣␣␣ ␣␣␣␣ ⇥ ␣⇥ a␣␣b
    #␣ ##␣a␣## ######␣ #hashtag === --- -␣-␣- *** ___ = -   1.␣ 1. 1)␣ 12345.␣ -␣ +␣ *␣ >␣ >> :␣ ␣␣␣␣code ⇥code
    ``` ~~~ ```␣py `a` ``   |␣a␣|␣b␣| |---|---| a␣|␣b --|-- \|   ~~a~~ ==a== (c) [TOC] {:␣#a␣onclick=b␣} {#a}
    *a* **a** _a_ __a__ ***a*** a*b*c a_b_c *␣a␣*   \* \\ \` \a   “quoted” 'it's' ... -- —
    [a](b) [a](http://a.example) ![a](b) [a][b] [a]:␣http://b.example [^1] [^1]:␣note *[A]:␣b <http://a.example/>
    <b> </p> <p> <script>alert(1)</script> <a␣href="x"> <!--␣--> <![CDATA[ <?php␣?> <a@b.example> http://a.example/_b_
    &amp; &copy; &nbsp; &#32; &#x20; &#38; &#0; &#xD800; &#x110000; &lt &notin;
    klzzwxh:0000 wzxhzdk:0 hzzhzkh:0 zz1337820767766393qq qq3936677670287331zz ///Footnotes␣Go␣Here///
    """
)
INVISIBLE = list(
    "\u00a0\u00ad\u061c\u1680\u2003\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202c\u202e"
    "\u2060\u2066\u2069\u3000\ufeff\ufffe\U000e0041"
)
BEYOND_ASCII = pieces("é e\u0301 ä\u0308\u0323 ﬁ İ ß שלום مرحبا \u0667. 日本語 \U0001d4b3 👩‍👩‍👧 🇬🇧 \ufffd \U0010ffff")

a_character = some.characters(exclude_categories=["Cc", "Cs"])  # other controls are refused where files are read
a_piece = some.one_of(
    some.sampled_from(LOOKS_LIKE_MARKDOWN),
    some.sampled_from(INVISIBLE),
    some.sampled_from(BEYOND_ASCII),
    some.sampled_from([" ", " ", "word", "Word.", "\t"]),
    some.text(a_character, max_size=8),
)
a_line = some.lists(a_piece, max_size=6).map("".join)
a_text = some.lists(a_line, max_size=6).map("\n".join).filter(lambda text: not is_invisible(text))  # none is refused
a_rule = some.sampled_from(["lines", "blank-lines"])
a_mark = some.sampled_from(["", BYTE_ORDER_MARK])
an_end_of_line = some.sampled_from(["\n", "\r\n", "\r"])


def comes_through(text: str, rule: str, mark: str, end_of_line: str) -> None:
    """Take a text in, build its page, and compare what the page shows with what was received."""
    mark = mark or BYTE_ORDER_MARK * text.startswith(BYTE_ORDER_MARK)  # the first is the file's, the second the text's
    received = (mark + text).replace("\n", end_of_line).encode()
    read = taken_in(text, rule, received)
    assert read.problems == ()
    article_page, original_page = pages_of(read, received)
    assert paragraphs_shown(article_page) == paragraphs_received(text, rule)
    assert as_received(original_page) == text.replace("\n", end_of_line)
    assert read.article.original.sha256 == hashlib.sha256(received).hexdigest()


@settings(max_examples=150, deadline=None)
@given(a_text, a_rule, a_mark, an_end_of_line)
def test_any_text_comes_through_letter_for_letter(text: str, rule: str, mark: str, end_of_line: str) -> None:
    """Received, escaped, written as Markdown, converted, sanitised, put into the template, read as a browser would."""
    comes_through(text, rule, mark, end_of_line)


@pytest.mark.long
@settings(max_examples=20_000, deadline=None)
@given(a_text, a_rule, a_mark, an_end_of_line)
def test_any_of_many_more_texts_comes_through(text: str, rule: str, mark: str, end_of_line: str) -> None:
    comes_through(text, rule, mark, end_of_line)


@pytest.mark.parametrize("rule", ["lines", "blank-lines"])
@pytest.mark.parametrize("kind", ["LOOKS_LIKE_MARKDOWN", "INVISIBLE", "BEYOND_ASCII"])
def test_what_looks_like_markup_or_cannot_be_seen_comes_through_wherever_it_is(kind: str, rule: str) -> None:
    """Alone, at the start and end of a line, after white space, between words, on a second line, twice."""
    for it in each(globals()[kind]):
        alone = [it, f"{it} word", f"word {it}", f"   {it}", f"{it}\t", f"a{it}b", f"{it}{it}", f"{it} {it}"]
        in_lines = [f"a\n{it}\nb", f"a\n{it} b", f"a {it}  \n  {it}", f"{it}\n{it}"]
        comes_through("\n\n".join(alone + in_lines), rule, "", "\n")


@pytest.mark.parametrize("character", "[`<>*_\\&!#|~-")
def test_a_text_of_nothing_but_one_mark_is_not_a_burden(character: str) -> None:
    """What Markdown could only read slowly, or not at all, is plain text once it is escaped."""
    comes_through(character * 500 + "\n" + f"{character} " * 500, "lines", "", "\n")


@settings(max_examples=100, deadline=None)
@given(a_text, a_rule, some.data())
def test_no_single_character_can_differ_unnoticed(text: str, rule: str, data: some.DataObject) -> None:
    """Change, drop or add one character of the text as received: unless it makes no difference, the build stops."""
    at = data.draw(some.integers(0, len(text)), "at")
    instead = data.draw(some.one_of(some.just(""), a_character, some.sampled_from("\n \t")), "instead")
    other = text[:at] + instead + text[at + data.draw(some.integers(0, 1), "dropped") :]
    problems = taken_in(text, rule, (BYTE_ORDER_MARK + other).encode()).problems
    assert bool(problems) == (paragraphs_received(text, rule) != paragraphs_received(other, rule))


# ---------------------------------------------------------------------------------------------------------------------
# A difference stops the build


def archive_of(text: str, original: str) -> dict[str, str]:
    """Return an archive of one article with the text as received."""
    return {"articles/flood.md": article(text, original=original), "articles/originals/original.txt": original}


ADD_OR_NAME = "add what is text, and name the rest under source: as headline, standfirst, byline, date or place"
"""What to do about a paragraph of the file received that the text lacks."""

DIFFERENCES = {
    "a changed word": (
        "The river rose.\n\nThe bridge held.\n",
        "The river rose.\nThe bridge fell.\n",
        'articles/flood.md:9: paragraph 2 reads "held." where the file received has "fell."; make them the same',
    ),
    "a missing paragraph": (
        "The river rose.\n",
        "The river rose.\nThe bridge fell.\n",
        (
            'articles/flood.md:7: the file received has a paragraph 2, "The bridge fell.", and the article has none;'
            f" {ADD_OR_NAME}"
        ),
    ),
    "an extra paragraph": (
        "The river rose.\n\nRead also: bridges.\n",
        "The river rose.\n",
        (
            'articles/flood.md:9: the article has a paragraph 2, "Read also: bridges.", and the file received has none;'
            " make them the same"
        ),
    ),
    "a no-break space in place of a space": (
        "The river rose 5\u00a0m.\n",
        "The river rose 5 m.\n",
        'articles/flood.md:7: paragraph 1 reads "5\\u{a0}m." where the file received has "5 m."; make them the same',
    ),
    "a curly quotation mark in place of a straight one": (
        "It isn\u2019t over.\n",
        "It isn't over.\n",
        (
            'articles/flood.md:7: paragraph 1 reads "isn\u2019t over." where the file received has "isn\'t over.";'
            " make them the same"
        ),
    ),
    "a mark that cannot be seen": (
        "The river\u200b rose.\n",
        "The river rose.\n",
        (
            'articles/flood.md:7: paragraph 1 reads "river\\u{200b} rose." where the file received has "river rose.";'
            " make them the same"
        ),
    ),
    "an accent written in another way": (
        "A cafe\u0301.\n",
        "A caf\u00e9.\n",
        (
            'articles/flood.md:7: paragraph 1 reads "cafe\u0301." where the file received has "caf\u00e9.";'
            " make them the same"
        ),
    ),
    "a space lost at the end": (
        "The river rose. \n",
        "The river rose.  \n",
        'articles/flood.md:7: paragraph 1 reads "rose. " where the file received has "rose.  "; make them the same',
    ),
    "an end that is cut off": (
        "The river\n",
        "The river rose.\n",
        'articles/flood.md:7: paragraph 1 reads "river" where the file received has "river rose."; make them the same',
    ),
    "two paragraphs made one": (
        "The river rose.\nThe bridge fell.\n",
        "The river rose.\nThe bridge fell.\n",
        (
            'articles/flood.md:7: paragraph 1 reads "rose.\\u{a}The bridge fell." where the file received has "rose.";'
            " make them the same"
        ),
    ),
    "a link that is not escaped": (
        "See [the map](https://map.example/).\n",
        "See [the map](https://map.example/).\n",
        (
            'articles/flood.md:7: paragraph 1 reads "the map." where the file received has'
            ' "[the map](https://map.example/)."; make them the same'
        ),
    ),
}


@pytest.mark.parametrize("difference", DIFFERENCES)
def test_a_difference_is_reported_with_its_place_and_the_words_on_both_sides(problems: Check, difference: str) -> None:
    text, original, message = DIFFERENCES[difference]
    assert problems(archive_of(text, original))[:1] == [message]


def test_every_paragraph_that_differs_is_reported_in_one_run(problems: Check) -> None:
    text, original = "One.\n\nTwo.\n\nThree.\n", "Won.\nTwo.\nTree.\n"
    assert problems(archive_of(text, original)) == [
        'articles/flood.md:7: paragraph 1 reads "One." where the file received has "Won."; make them the same',
        'articles/flood.md:11: paragraph 3 reads "Three." where the file received has "Tree."; make them the same',
    ]


SIX = ["The river rose.", "It rained.", "The bridge fell.", "It rained.", "The mill stands.", "The road is closed."]

APART = {
    "the first is missing": (
        SIX[1:],
        ['7: the file received has a paragraph 1, "The river rose.", and the article has none'],
    ),
    "one is missing": (
        [*SIX[:2], *SIX[3:]],
        ['11: the file received has a paragraph 3, "The bridge fell.", and the article has none'],
    ),
    "one is added": (
        [*SIX[:1], "Read also: bridges.", *SIX[1:]],
        ['9: the article has a paragraph 2, "Read also: bridges.", and the file received has none'],
    ),
    "three are missing": (
        [SIX[0], *SIX[4:]],
        ['9: the file received has paragraphs 2 to 4, the first "It rained.", and the article has none'],
    ),
    "one is missing and one is added": (
        [*SIX[1:3], "Read also: bridges.", *SIX[3:]],
        [
            '7: the file received has a paragraph 1, "The river rose.", and the article has none',
            '11: the article has a paragraph 3, "Read also: bridges.", and the file received has none',
        ],
    ),
    "one is changed and one is missing": (
        [SIX[0], "It snowed.", *SIX[2:4], SIX[5]],
        [
            '9: paragraph 2 reads "snowed." where the file received has "rained."',
            '15: the file received has a paragraph 5, "The mill stands.", and the article has none',
        ],
    ),
    "one is in another place": (
        [*SIX[1:3], SIX[0], *SIX[3:]],
        [
            '7: the file received has a paragraph 1, "The river rose.", and the article has none',
            '11: the article has a paragraph 3, "The river rose.", and the file received has none',
        ],
    ),
}
"""The paragraphs of an article whose original has `SIX`, and what is reported, with its line."""


@pytest.mark.parametrize("difference", APART)
def test_a_paragraph_that_one_side_has_not_is_one_difference_and_puts_no_other_out_of_step(
    problems: Check, difference: str
) -> None:
    paragraphs, says = APART[difference]
    files = archive_of("\n\n".join(paragraphs) + "\n", "\n".join(SIX) + "\n")
    remedies = [ADD_OR_NAME if "the article has none" in line else "make them the same" for line in says]
    assert problems(files) == [f"articles/flood.md:{line}; {do}" for line, do in zip(says, remedies, strict=True)]


def test_texts_that_have_nothing_in_common_are_compared_one_by_one() -> None:
    ours, theirs = ([f"{word} {number}" for number in range(400)] for word in ("One", "Two"))
    assert len(differences(ours, theirs, WITH_FILE)) == 400


@settings(deadline=None)
@given(some.lists(some.sampled_from("abc")), some.lists(some.sampled_from("abc")))
def test_two_texts_differ_in_nothing_if_and_only_if_they_are_equal(ours: list[str], theirs: list[str]) -> None:
    assert (differences(ours, theirs, WITH_FILE) == []) == (ours == theirs)
    assert differences(ours, ours, WITH_FILE) == []


def template_with(text: str) -> dict[str, str]:
    """Return an archive with a template of its own, which has something else where the program's shows the text."""
    template = (ROOT / "templates" / "article.html").read_text("utf-8")
    assert template.count("{{ page.text.html }}") == 1
    files = archive_of("The *river* rose.\n\nThe bridge fell.\n", "The river rose.\nThe bridge fell.\n")
    return files | {"templates/article.html": template.replace("{{ page.text.html }}", text)}


NO_TEXT = 'the article has paragraphs 1 to 2, the first "The river rose.", and the page has none'
BESIDE = "it has something other than its own paragraphs"
TEMPLATES = {
    "upper-cases the text": (
        "{{ page.text.html|upper }}",
        'paragraph 1 reads "THE RIVER ROSE." where the article has "The river rose."',
    ),
    "drops the text": ("", NO_TEXT),
    "hides the text": ("<!-- {{ page.text.html }} -->", NO_TEXT),
    "takes the paragraphs away": ("{{ page.text.html|striptags }}", NO_TEXT),
    "shows the text twice": (
        "{{ page.text.html }}{{ page.text.html }}",
        'the page has paragraphs 3 to 4, the first "The river rose.", and the article has none',
    ),
    "adds a paragraph": (
        "<p>Advertisement</p>{{ page.text.html }}",
        'the page has a paragraph 1, "Advertisement", and the article has none',
    ),
    "adds words between the paragraphs": ("{{ page.text.html }} Advertisement", BESIDE),
    "adds a heading": ("<h2>Advertisement</h2>{{ page.text.html }}", BESIDE),
    "adds a picture": ('{{ page.text.html }}<img src="x.png" alt="">', BESIDE),
}


@pytest.mark.parametrize("fault", TEMPLATES)
def test_a_template_cannot_change_the_words_either(problems: Check, fault: str) -> None:
    """The finished page is what is compared, so a template that touches the text stops the build too."""
    text, message = TEMPLATES[fault]
    assert problems(template_with(text))[:1] == [
        (
            f"templates/article.html: changes the text of articles/flood.md: {message};"
            " print only its html in an element of class e-content"
        )
    ]


def test_a_text_in_a_comment_of_the_page_is_not_taken_for_the_text(problems: Check) -> None:
    files = template_with("{{ page.text.html }}")
    hidden = (
        files["templates/article.html"].replace("{% block main %}", "{% block main %}<!--").replace("</article>", "-->")
    )
    assert problems(files | {"templates/article.html": hidden})[0].endswith(
        f"{NO_TEXT}; print only its html in an element of class e-content"
    )


PAIR_TEMPLATES = {
    "changes a word of both texts": (
        "{{ part.html|replace('river', 'lake') }}",
        'gazette.md: paragraph 1 reads "lake rose over the old bridge." where the article has "river rose over the',
    ),
    "changes a word of the second text only": (
        "{{ part.html|replace('lives', 'lived') }}",
        'herald.md: paragraph 2 reads "lived there. “And cold.”" where the article has "lives there. “And cold.”"',
    ),
    "drops both texts": (
        "",
        'gazette.md: the article has paragraphs 1 to 3, the first "On Monday at noon the river rose over the old',
    ),
    "drops the second text": (
        "{% if side.id == 'left' %}{{ part.html }}{% endif %}",
        'herald.md: the article has paragraphs 1 to 4, the first "The mill stood in water this morning.", and',
    ),
    "shows each paragraph twice": (
        "{{ part.html }}{{ part.html }}",
        'gazette.md: the page has a paragraph 2, "On Monday at noon the river rose over the old bridge.", and',
    ),
    "adds words beside a paragraph": ("{{ part.html }} Advertisement", f"gazette.md: {BESIDE}"),
}
"""What a template could do to two texts side by side, and how the message begins."""


@pytest.mark.parametrize("fault", PAIR_TEMPLATES)
def test_nor_can_the_template_of_two_texts_side_by_side(problems: Check, fault: str) -> None:
    text, message = PAIR_TEMPLATES[fault]
    template = (ROOT / "templates" / "pair.html").read_text("utf-8")
    assert template.count("{{ part.html }}") == 1
    [found] = problems({**FLOOD, "templates/pair.html": template.replace("{{ part.html }}", text)})
    assert found.startswith(f"templates/pair.html: changes the text of articles/{message}")


def test_nor_exchange_the_two_texts(problems: Check) -> None:
    template = (ROOT / "templates" / "pair.html").read_text("utf-8")
    exchanged = template.replace("{% for side in page.sides %}", "{% for side in page.sides|reverse %}")
    assert exchanged != template
    [found] = problems({**FLOOD, "templates/pair.html": exchanged})
    assert found.startswith("templates/pair.html: changes the text of articles/gazette.md: paragraph 1 reads")


ASIDE = {"articles/dog.md": article("A dog barked.\n")}
"""An article that reports no event, of which the index shows the first words."""

PASSAGES = {
    "first words on the index": ("index.html", "parts/lists.html", "entry.lede", "A dog barked."),
    "answers on the page of an event": ("story.html", "parts/passages.html", "piece.text", "The mill is dry."),
    "shared wording": ("story.html", "parts/shared.html", "form.passage.text", "the river rose over the old"),
    "what is beside an account": ("pair.html", "parts/passages.html", "piece.text", "the river rose over the old"),
    "paragraphs that have a name": (
        "name.html",
        "name.html",
        "paragraph.html",
        "“It was dark,” said Ann Bell, who lives",
    ),
    "the register of quotations": ("quotations.html", "parts/quotations.html", "passage.text", "It was dark,"),
}
"""Where words of articles are shown alone: the page, the template that prints them, what prints them, the first."""


@pytest.mark.parametrize("place", PASSAGES)
def test_nor_can_a_template_leave_out_words_that_are_shown_alone(problems: Check, place: str) -> None:
    """First words, answers, quotations, paragraphs with a name: each is found again in the finished page."""
    page, template, name, first = PASSAGES[place]
    text = (ROOT / "templates" / template).read_text("utf-8")
    printed = f"{{{{ {name} }}}}"
    assert text.count(printed) == 1
    said = problems({**FLOOD, **ASIDE, f"templates/{template}": text.replace(printed, "")})
    begins = f'templates/{page}: changes, moves or leaves out words of an article: "{first}'
    assert [line for line in said if line.startswith(begins)], said


SHOWN = 'A & B said "no"'
"""Words that are shown between "one" and "one"."""

WAYS = {
    "as they are": ("<q>one</q> <q>A &amp; B said &#34;no&#34;</q> <q>one</q>", None),
    "with marks inside": (
        '<p>one</p><b><mark class="x">A</mark> <a title="a > b">&amp;</a> B<br> <em>said</em> "no"</b><b>one</b>',
        None,
    ),
    "in another order": ('<q>A &amp; B said "no"</q><q>one</q><q>one</q>', SHOWN),
    "with the last left out": ('<q>one</q><q>A &amp; B said "no"</q>', "one"),
    "with the first in an attribute only": ('<q class="one">A &amp; B said "no"</q><q>one</q>', SHOWN),
    "in capitals": ('<q>one</q><q>A &amp; B SAID "no"</q><q>one</q>', SHOWN),
    "cut": ("<q>one</q><q>A &amp; B said</q><q>one</q>", SHOWN),
    "within a longer text": ('<q>one</q><q>A &amp; B said "no"!</q><q>one</q>', SHOWN),
    "with an element inside that is no mark": ('<q>one</q><q>A &amp; <h1>B</h1> said "no"</q><q>one</q>', SHOWN),
    "in a comment": ('<q>one</q><!-- <q>A &amp; B said "no"</q> --><q>one</q>', SHOWN),
}
"""How a page may show them, and which words are then missing."""


@pytest.mark.parametrize("way", WAYS)
def test_words_that_are_shown_alone_are_found_only_whole_and_in_order(way: str) -> None:
    html, missing = WAYS[way]
    assert first_missing(seen(html), ["one", SHOWN, "one"]) == missing


@pytest.mark.parametrize(
    ("page", "template", "loop"),
    [
        ("index.html", "parts/questions.html", "{% for cell in question.cells %}"),
        ("story.html", "parts/tables.html", "{% for cell in row.cells %}"),
        ("story.html", "parts/times.html", "{% for times in page.times %}"),
        ("name.html", "name.html", "{% for paragraph in article.paragraphs %}"),
        ("quotations.html", "parts/quotations.html", "{% for row in group.rows %}"),
    ],
)
def test_nor_put_them_into_another_order(problems: Check, page: str, template: str, loop: str) -> None:
    text = (ROOT / "templates" / template).read_text("utf-8")
    assert text.count(loop) == 1
    turned = text.replace(loop, loop.replace(" %}", "|reverse %}"))
    found = problems({**FLOOD, f"templates/{template}": turned})
    begins = f"templates/{page}: changes, moves or leaves out words of an article: "
    ends = "; print each passage alone in an element, in the order in which the page has them"
    assert [line for line in found if line.startswith(begins) and line.endswith(ends)]


def test_marks_inside_words_that_are_shown_alone_change_no_letter(described: Site) -> None:
    """Emphasis, links, footnotes and the marks of names split a paragraph on the page of a name.

    articles/names.yaml:
        - {name: Ann & Bell, kind: person}
    articles/flood.md:
        *Ann & Bell* "saw" the [old & **stone**](https://e.example 'a > b') bridge[^1] < 5 `m > 4`
        &#160;wide, 'said' Ann & **Bell**.

        Ann & Bell.

        [^1]: A note.
    """
    [first, _] = of_class("text", main(described, "names/ann-bell.html"))[0].iter("p")
    shown = "Ann & Bell \"saw\" the old & stone bridge1 < 5 m > 4\n\u00a0wide, 'said' Ann & Bell."
    assert "".join(first.itertext()).lstrip("\n") == shown


def passages_in(shown: object) -> Iterator[str]:
    """Yield the words of every passage that is somewhere in what a page shows."""
    if isinstance(shown, (Passage, Words)):
        yield shown.text
    if isinstance(shown, tuple):
        yield from (passage for part in shown for passage in passages_in(part))
    elif isinstance(shown, Struct):
        yield from (passage for part in asdict(shown).values() for passage in passages_in(part))


def test_no_page_shows_a_passage_that_is_not_looked_for(archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each view names all of its passages, whatever it comes to show."""
    role = "{paragraph: 2, starts: Nobody, speaker: The mayor, kind: office, role: A boy, name: mill}"
    gazette = FLOOD["articles/gazette.md"].replace(SPOKEN, f"[{role}]")
    dry = "The mill is dry., attributed: {paragraph: 2, words: The mayor}}"
    story = FLOOD["articles/stories/flood.yaml"].replace("The mill is dry.}", dry)
    files = FLOOD | {"articles/gazette.md": gazette, "articles/stories/flood.yaml": story}
    views: list[View] = []
    render = Renderer.render

    def watched(renderer: Renderer, output: Output, content: Content) -> Rendered:
        views.extend([content] if isinstance(content, View) else [])
        return render(renderer, output, content)

    monkeypatch.setattr(Renderer, "render", watched)
    assert run("check", "--source", archive(files)).status == 0
    having = {view.template for view in each(views) if any(passages_in(view))}
    assert having >= {"article.html", "index.html", "story.html", "pair.html", "name.html", "quotations.html"}
    for view in each(views):
        assert not Counter(passages_in(view)) - Counter(view.exact_passages), view.template


def test_a_template_that_leaves_the_words_alone_is_free(site: Build) -> None:
    built = site(template_with("\n\n{# the text #}{{ page.text.html }}\n"))
    assert paragraphs_shown(built.text("articles/flood.html")) == ["The river rose.", "The bridge fell."]


# ---------------------------------------------------------------------------------------------------------------------
# What an article with a source may hold


def test_emphasis_and_links_do_not_touch_the_words(site: Build) -> None:
    """They add to how the words look and where they lead, and nothing to what they say."""
    original = "The river rose, said the mayor.\nSee https://a.example/ and the bridge.\n"
    text = (
        "The *river **rose***, said _the_ [mayor](https://mayor.example/ 'A title').\n\n"
        "[See](#p1) <https://a.example/> and [**the** bridge](mailto:bridge@a.example).\n"
    )
    html = site(archive_of(text, original)).text("articles/flood.html")
    assert paragraphs_shown(html) == original.splitlines()
    assert "<strong>rose</strong>" in html
    assert 'href="https://mayor.example/"' in html


ADDITIONS = {
    "a heading": ("# The river rose.\n", "h2"),
    "an underlined heading": ("The river rose.\n---\n", "h2"),
    "a list": ("- The river rose.\n", "li, ul"),
    "a numbered list": ("1. The river rose.\n", "li, ol"),
    "a quotation": ("> The river rose.\n", "blockquote"),
    "a line": ("The river rose.\n\n***\n", "hr"),
    "a line break": ("The river  \nrose.\n", "br"),
    "code": ("The `river` rose.\n", "code"),
    "a block of code": ("    The river rose.\n", "code, pre"),
    "a table": ("The | river\n--|--\nrose | .\n", "table, tbody, td, th, thead, tr"),
    "a footnote": ("The river rose.[^1]\n\n[^1]: It did.\n", "sup, footnotes"),
    "a footnote that nothing refers to": ("The river rose.\n\n[^1]: It did.\n", "footnotes"),
}


@pytest.mark.parametrize("addition", ADDITIONS)
def test_an_article_with_a_source_holds_paragraphs_emphasis_and_links_only(problems: Check, addition: str) -> None:
    """Anything else would add to the text: a number, a frame, a break, an order."""
    text, elements = ADDITIONS[addition]
    message = (
        "articles/flood.md:7: an article with a source may contain only paragraphs, emphasis and links,"
        f" not {elements};"
        " put a backslash before the punctuation that produces it; for tables, lists, headings and quotations,"
        " write paragraphs: words under source:"
    )
    assert message in problems(archive_of(text, "The river rose.\n"))


@pytest.mark.parametrize("addition", ADDITIONS)
def test_escaped_it_is_the_text_that_it_looks_like(site: Build, addition: str) -> None:
    """The remedy that the message gives works."""
    text, _ = ADDITIONS[addition]
    built = site(archive_of(escape(text), text))
    assert paragraphs_shown(built.text("articles/flood.html")) == paragraphs_received(text, "lines")


# ---------------------------------------------------------------------------------------------------------------------
# The file as received


def test_ordinary_prose_is_escaped_into_itself() -> None:
    prose = "“It\u2019s over”, she said \u2013 at 5 p.m.; the cost: $1,000 (or £750). C#, 50% & more!\n"
    assert escape(prose) == prose


def test_a_file_that_is_not_the_one_that_was_taken_in_stops_the_build(problems: Check) -> None:
    files = archive_of("The river rose.\n", "The river rose.\n")
    files["articles/originals/original.txt"] = "The river rose!\n"
    found = hashlib.sha256(b"The river rose!\n").hexdigest()
    assert problems(files) == [
        (
            "articles/flood.md:3: sha256: articles/originals/original.txt has a different SHA-256,"
            f" {found}; restore the file, or write this one if the file is right"
        ),
    ]


ENCODED = {
    "windows-1252": "“It\u2019s over” \u2013 5 €.",
    "utf-16": "“It\u2019s over” \u2013 日本語 👩‍👩‍👧.",
    "utf-16-le": "日本語",
    "utf-32": "日本語",
    "iso-8859-15": "Café, 5 €.",
    "shift_jis": "日本語。",
    "koi8-r": "Привет.",
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_a_text_in_another_encoding_comes_through(site: Build, encoding: str) -> None:
    text = ENCODED[encoding]
    raw = f"{text}\r\n\r\n{text}\r\n".encode(encoding)
    source = f"{{file: original.txt, sha256: {hashlib.sha256(raw).hexdigest()}, encoding: {encoding}}}"
    file = article(escape(f"{text}\n{text}"), source=source)
    built = site({"articles/flood.md": file, "articles/originals/original.txt": raw})
    assert paragraphs_shown(built.text("articles/flood.html")) == [text, text]
    assert built.files["originals/original.txt"] == raw


def test_a_text_that_is_not_in_the_encoding_that_is_named_stops_the_build(problems: Check) -> None:
    raw = "First line.\n“It is over”\n".encode("windows-1252")
    files = {"articles/flood.md": article("“It is over”\n", original=raw), "articles/originals/original.txt": raw}
    assert problems(files) == [
        (
            "articles/originals/original.txt:2: byte 0x93 is not utf-8; write its encoding under source: in"
            " articles/flood.md, or leave source: out"
        ),
    ]


@pytest.mark.parametrize("end_of_line", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", BYTE_ORDER_MARK], ids=["no mark", "byte order mark"])
def test_neither_a_byte_order_mark_nor_an_end_of_line_is_part_of_the_words(
    site: Build, mark: str, end_of_line: str
) -> None:
    """Nor do they get lost: the published file has them, in the original and in the article's Markdown."""
    raw = (mark + "The river rose.\n\nThe bridge fell.\n").replace("\n", end_of_line).encode()
    file = mark + article("The river rose.\n\nThe bridge fell.\n", original=raw)
    file = file.replace("\n", "\n" if end_of_line == "\r" else end_of_line).encode()
    built = site({"articles/flood.md": file, "articles/originals/original.txt": raw})
    assert paragraphs_shown(built.text("articles/flood.html")) == ["The river rose.", "The bridge fell."]
    assert built.files["originals/original.txt"] == raw
    assert built.files["articles/flood.md"] == file
