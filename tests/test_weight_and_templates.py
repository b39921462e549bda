"""What a page weighs before it can be read, how well it can be read, and what each template needs at the least."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from functools import partial
from itertools import product

import html5lib
import pytest
from conftest import RENDERER, ROOT, Site, each
from markupsafe import Markup
from msgspec import Struct
from reading import around, weight

from sitebuilder.pages.every_page import VIEWS
from sitebuilder.pages.parts.frame import Output
from sitebuilder.pages.parts.style_sheets import minified
from sitebuilder.records.articles.article import Article, ArticleText, Body

STYLE = (ROOT / "templates" / "static" / "style.css").read_text("utf-8")


def test_every_page_is_painted_with_the_first_packets_of_an_answer(flood: Site, golden: Site):
    for page in each([*flood.output.rglob("*.html"), *golden.output.rglob("*.html")]):
        assert around(page) < 14_600, page.name


def test_an_article_weighs_less_than_ten_kilobytes_with_its_text(flood: Site, golden: Site):
    for page in each([*flood.output.glob("articles/*.html"), *golden.output.glob("articles/*.html")]):
        assert weight(page) < 10_000, page.name


def test_a_style_sheet_goes_out_without_comments_and_indentation_and_says_the_same():
    typed = rb"""p {/* it's red */
  color: red;

  a & { content: "/* no comment */ \" \
 "; quotes: '\'' '/*'; }
  b { color: blue; /* it's blue */ }
}
"""
    sent = rb"""p{color:red;a &{content:"/* no comment */ \" \
 ";quotes:'\'' '/*'}b{color:blue;}}"""
    assert minified(typed) == sent


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("light", "least"), [(0, 12), (1, 10)])
@pytest.mark.parametrize(("ink", "ground"), list(product(("ink", "quiet", "accent"), ("paper", "wash", "target"))))
def test_words_stand_out_from_their_ground(ink, ground, light, least):
    colours = {name: pair for name, *pair in re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", STYLE)}
    brighter, darker = sorted((luminance(colours[name][light]) for name in (ink, ground)), reverse=True)
    assert (brighter + 0.05) / (darker + 0.05) >= least


def smallest(kind: object) -> object:
    """Return the smallest value of a type: what is optional left out, lists empty, texts of one word."""
    origin = typing.get_origin(kind)
    if origin is types.UnionType:
        return None
    if origin is tuple:
        first, *rest = typing.get_args(kind)
        return () if rest == [Ellipsis] else tuple(smallest(part) for part in (first, *rest))
    if kind is ArticleText:
        return ArticleText(smallest(Article), (), "", lambda: Body(Markup(""), Markup("")))
    kind = origin if isinstance(origin, type(Struct)) else kind  # of a generic one
    if isinstance(kind, type(Struct)):
        hints = typing.get_type_hints(kind)
        return kind(**{name: smallest(hints[name]) for name in kind.__struct_fields__})
    if origin is Mapping:
        return {}
    return {str: "words", int: 1, bool: False, Markup: Markup("")}[kind]


@pytest.mark.parametrize("template", VIEWS)
def test_each_template_is_a_page_with_the_smallest_thing_that_it_can_show(template):
    rendered = RENDERER.render(Output("articles/page.html", "", partial(smallest, VIEWS[template])))
    assert rendered.problems == ()
    tree = html5lib.parse(rendered.content.decode(), namespaceHTMLElements=False)
    assert len(list(tree.iter("h1"))) == len(list(tree.iter("main"))) == len(list(tree.iter("title"))) == 1
