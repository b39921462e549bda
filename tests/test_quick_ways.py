"""What is read the quick way is what the slow way reads: each is compared with a plain one, on any text."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import count as numbers
from pathlib import Path
from unicodedata import normalize

import pytest
from conftest import each
from hypothesis import example, given
from hypothesis import strategies as some
from slugify import slugify

from sitebuilder.pages.parts.marking import rebased
from sitebuilder.slugs import SLUG_BYTES, make_slug
from sitebuilder.text import limits, proof
from sitebuilder.text.html import numbered
from sitebuilder.text.limits import NESTING_LEVELS, check_density
from sitebuilder.text.proof import read_fragment
from sitebuilder.text.tags import html_tokens, outer_elements, stretches
from sitebuilder.words import quotations as marks
from sitebuilder.words import times
from sitebuilder.words.lede import is_word, length
from sitebuilder.words.quotations import CLOSES, quotations
from sitebuilder.words.shared_wording import folded_tokens
from sitebuilder.words.spans import LETTERS
from sitebuilder.words.times import unresolved_times

a_text = some.lists(
    some.sampled_from(
        [
            *("word", "Ärger", "e\u0301", "河水", "3.5", "don’t", "_", "-", "—", "…", "\u200b", "\U00020000"),
            *(" ", "  ", "\n", "\t", "\xa0", "\u2003", "\u2028", "\x1c", ".", ", ", "'", "’", '"', *CLOSES),
        ]
    ),
    max_size=40,
).map("".join) | some.text(max_size=60)
some_paragraphs = some.lists(a_text, max_size=5)


@given(some_paragraphs)
def test_words_are_counted_as_if_each_character_was_looked_at(paragraphs: list[str]) -> None:
    tokens = [token for paragraph in paragraphs for token in paragraph.split()]
    assert length(paragraphs).word_count == sum(map(is_word, tokens))


@given(some.lists(some.text("ab s.\n" + "".join(CLOSES) + "".join(CLOSES.values())), max_size=4) | some_paragraphs)
def test_quotations_are_found_as_if_each_character_was_looked_at(paragraphs: list[str]) -> None:
    found = quotations(paragraphs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marks, "_MARK", re.compile(".", re.DOTALL))
        assert quotations(paragraphs) == found


@given(a_text | some.text("aÄé\u0301नीß'’-_ ") | some.text("aB3'’‐‑-‘“”–—…_ .\x1c"))
def test_words_are_compared_by_what_is_left_of_each_of_their_letters(text: str) -> None:
    [marks_of_letters] = re.findall(r"\[(\\u0300.*?)\]", LETTERS)
    letters = rf"[^\W_](?:[^\W_]|[{marks_of_letters}])*"
    words = re.findall(rf"{letters}(?:['’‐‑-]{letters})*", text)
    assert folded_tokens(text) == tuple(normalize("NFC", re.sub("['’‐‑-]", "", word).casefold()) for word in words)


SOME_TIMES = (
    *("today", "tonight", "currently", "recently", "lately", "nowadays", "at present", "these days", "from now on"),
    *("the day before yesterday", "tomorrow morning", "right now", "at the moment", "this past week", "this May"),
    *("the coming winter", "last year", "next Friday", "in recent months", "for the past two years", "two hours ago"),
    *("so long ago", "ten days away", "on Monday", "on Tuesday", "on Wednesday", "on Thursday night", "on Friday"),
    *("on Saturday", "on Sunday", "it is still being built", "they are not there yet", "THİS WEEK", "thıſ weeK"),
)


def test_words_of_time_are_found_as_if_every_text_was_searched_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [*SOME_TIMES, *(text.capitalize() for text in SOME_TIMES), "words", "We know."]
    found = [unresolved_times([text], None) for text in texts]
    monkeypatch.setattr(times, "_may_have_times", lambda _: True)
    for text, spans in each(zip(texts, found, strict=True)):
        assert unresolved_times([text], None) == spans


levels = some.lists(
    some.sampled_from([">", "> ", "- ", "+ ", "*\t", "1. ", "\t", "    "]),
    min_size=NESTING_LEVELS - 4,
    max_size=NESTING_LEVELS + 4,
).map("".join)


@given(some.sampled_from(["", "words\n", "words\n\n"]), some.sampled_from([">", "\t", "+ ", "1. "]), levels)
def test_a_line_that_is_nested_too_deeply_is_found_as_if_each_line_was_counted(
    before: str, one: str, several: str
) -> None:
    counts = range(NESTING_LEVELS - 1, NESTING_LEVELS + 2)
    texts = [f"{before}{several}words", *(f"{before}{one * count}{end}words" for count in counts for end in ("", "- "))]
    found = [check_density(text, "a.md", 1) for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "_LONG_LEAD", re.compile(""))
        assert [check_density(text, "a.md", 1) for text in texts] == found


SOME_HTML = (
    *("<p>words</p>", "<p>words</p>\n", "<p>", "</p>", "\n", "words", "<p>a <em>word</em></p>", "<p>é &lt;b&gt; ”</p>"),
    *("&amp;", "&nbsp;", "&amp;amp;", "&copy", "&", ";", "<br>", "<hr>", '<a title="<p>">', "</a>", '"', "&lt;p>"),
    *("<script>", "</script>", "</title >", "<P>", "<a\tid=x>", "<img alt='a' class=\"b\">", '<b id="&lt;" hidden>'),
    *("<blockquote>", "</blockquote>", '<sup id="fnref-1">1</sup>', '<p id="p7">', "</div>", "<!-- ", "-->", "\r"),
)


@given(some.lists(some.sampled_from(["<p>", "</p>", "<br>", '<a title="<p>">', "</a>", "words", '"', "&lt;p>"])))
def test_paragraphs_are_numbered_as_if_each_tag_was_looked_at(parts: list[str]) -> None:
    number = numbers(1)
    expected = [start(next(number)) if token.raw == "<p>" else token.raw for token in html_tokens("".join(parts))]
    assert numbered("".join(parts)) == "".join(expected)


def start(number: int) -> str:
    link = f'<a class="permalink" href="#p{number}" tabindex="-1" aria-label="Paragraph {number}"></a>'
    return f'<p id="p{number}">{link}'


SOME_INLINE = ("words", "&lt;/p&gt;", ' id="p7"', "<br>", "<em>a</em>", '<a href="https://x" title="</p>">b</a>', "\n")


def around(blocks: some.SearchStrategy[str]) -> some.SearchStrategy[str]:
    inner = some.lists(blocks, min_size=1, max_size=3).map("\n".join)
    return inner.map("<ul>\n<li>{}</li>\n</ul>".format) | inner.map("<blockquote>\n{}\n</blockquote>".format)


some_html = some.recursive(
    some.lists(some.sampled_from(SOME_INLINE), max_size=4).map("".join).map("<p>{}</p>".format)
    | some.sampled_from(["<hr>", "<h2>words</h2>", "<table><tr><td>a</td></tr></table>", "<pre>a\n</pre>"]),
    around,
    max_leaves=5,
)


@given(some.lists(some_html, max_size=5))
def test_a_body_is_cut_where_its_paragraphs_and_its_outermost_elements_start_and_end(blocks: list[str]) -> None:
    body = rebased(numbered("\n".join(blocks)), "flood")
    opening = r'<p id="flood-p\d+"><a class="permalink"[^>]*></a>'
    inner = [text.rpartition("</p>")[0] for text in re.split(opening, body)[1:]]
    cut = list(stretches(body))
    assert "".join(text for _, text in cut) == body
    assert [text for number, text in cut if number] == inner
    assert [number for number, _ in cut if number] == [*range(1, len(inner) + 1)]
    elements = list(outer_elements(body))
    assert [len(element.paragraphs) for element in elements] == [block.count("<p>") for block in blocks]
    assert [re.sub(opening, "<p>", element.html).removeprefix("\n") for element in elements] == blocks


@example("<p><p>words</p>words")
@example("<sup><p>words</p></sup><p>words</p>")
@given(some.lists(some.sampled_from(SOME_HTML), max_size=12).map("".join))
def test_prose_is_read_back_as_if_by_the_parser(parts: str) -> None:
    html = numbered(parts)
    found = read_fragment(html)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proof, "_PIECE", re.compile("(?!)"))
        assert read_fragment(html) == found


def test_an_article_of_prose_is_read_without_the_library() -> None:
    script = """
import sys
from sitebuilder.records.articles.reading import read_article
for text in "Words & more.\\n\\n“Yes”, he said.\\n", "*Words.*\\n":
    assert read_article("a.md", f"---\\ntitle: A\\n---\\n{text}".encode(), {}).article.paragraph_count
    print(sorted({"markdown", "nh3"} & set(sys.modules)))
"""
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False
    )
    assert (result.stdout, result.stderr) == ("[]\n['markdown', 'nh3']\n", "")


@given(some.text("abcxyz019-", max_size=90))
@example("a" * 81)
@example("a--b")
def test_a_slug_is_its_own_slug_as_the_library_makes_it(text: str) -> None:
    made = slugify(text, max_length=SLUG_BYTES, word_boundary=True)
    assert make_slug(text) == made
