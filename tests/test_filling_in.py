"""Templates are filled in as Jinja fills them in, and links are those of `posixpath`, with less work.

Every shortcut is compared with what it replaces, on anything that a template could print, call or link to.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from urllib.parse import quote

import pytest
from conftest import ROOT, Files, Site, article
from hypothesis import assume, given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, FunctionLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from sitebuilder.rendering.environment import TemplateEnvironment
from sitebuilder.rendering.own_words import OwnWords
from sitebuilder.rendering.page_links import PageLinks

NAMES = st.text(st.characters(exclude_characters="/#", exclude_categories=["Cs"]), min_size=1).filter(
    lambda name: name not in {".", ".."}
)
"""The name of a folder or a file: letters that nobody expects in an address among them."""

ADDRESSES = st.lists(NAMES | st.sampled_from(["articles", "topics", "a"]), min_size=1, max_size=4).map("/".join)
"""Addresses, many of which share folders."""


class Text(str):
    """A text of a kind that Jinja does not know."""

    __slots__ = ()


PRINTED = st.one_of(
    st.text(),
    st.text("&<>\"' a"),
    st.text().map(Markup),
    st.text("<&").map(Text),
    st.integers(),
    st.none(),
    st.booleans(),
)
"""What a template may print."""

TEMPLATES = {
    "printed": '{{ a }}<b title="{{ b }}">{{ a ~ b }}</b>{{ a|string|upper }}',
    "handed to a macro": "{% macro m(x, y) %}{{ x }} & {{ y }}{% endmacro %}{{ m(a, b) }}{{ m(m(a, b), y=b) }}",
    "handed to a macro in a loop": "{% macro m(x) %}{{ x }}{% endmacro %}{% for x in [a, b] %}{{ m(x) }}{% endfor %}",
    "kept": "{% macro m(x) %}<i>{{ x }}{% endmacro %}{% set kept = m(a) %}{{ kept }}{{ kept ~ b }}{{ kept|length }}",
    "with a default": '{% macro m(x, y="<") %}{{ x }}{{ y }}{% endmacro %}{{ m(a) }}{{ m(a, b) }}{{ m(x=b) }}',
    "too few": "{% macro m(x, y) %}{{ x }}{{ y }}{% endmacro %}{{ m(a) }}",
    "too many": "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(a, b) }}",
    "the rest": "{% macro m(x) %}{{ x }}{{ varargs|join }}{{ kwargs.y }}{% endmacro %}{{ m(a, b, y=b) }}{{ m(a) }}",
    "all of it": "{% macro m(x) %}{{ x }}{{ varargs|join }}{% endmacro %}{{ m(a) }}{{ m(a, b) }}",
    "by its caller": "{% macro m(x) %}{{ caller(x) }}{% endmacro %}{% call(y) m(a) %}{{ y }}{{ b }}{% endcall %}",
    "imported": "{% import 'part' as part %}{{ part.m(a) }}{{ part.n(b) }}",
    "imported with context": "{% import 'part' as part with context %}{{ part.m(b) }}{{ part.seen() }}",
    "unescaped": "{% macro m() %}a{% endmacro %}{% autoescape false %}{{ a }}{{ m() is escaped }}{% endautoescape %}",
    "escaped now and then": "{% autoescape a %}{{ b }}{% endautoescape %}",
    "set": "{% set x %}{{ a }}<br>{% endset %}{{ x }}{{ b }}",
    "not there": "{{ a.nothing }}",
    "called and no function": "{{ a() }}",
    "part": "{% macro m(x) %}<p>{{ x }}</p>{% endmacro %}{% macro n(x) %}{{ m(x) }}!{% endmacro %}"
    "{% macro seen() %}{{ a }}{% endmacro %}",
}
"""Ways to print two things."""

OURS = TemplateEnvironment(FunctionLoader(TEMPLATES.get), PageLinks(), OwnWords())
THEIRS = Environment(
    loader=DictLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
"""The same with Jinja as it comes."""


def filled_in(environment: Environment, way: str, a: object, b: object) -> str:
    """Return what a template becomes, or what is wrong with it."""
    try:
        return environment.get_template(way).render(a=a, b=b)
    except (TemplateError, TypeError) as error:
        return f"{type(error)}: {error}"


@pytest.mark.parametrize("way", TEMPLATES)
@given(a=PRINTED, b=PRINTED)
def test_a_template_becomes_what_jinja_makes_of_it(way: str, a: object, b: object) -> None:
    assert filled_in(OURS, way, a, b) == filled_in(THEIRS, way, a, b)


@given(page=ADDRESSES, to=ADDRESSES, fragment=st.sampled_from(["", "#p1", "#a b"]))
def test_a_link_leads_from_its_page_to_its_address(page: str, to: str, fragment: str) -> None:
    assume(not page.startswith(f"{to}/"))  # a file is no folder
    links = PageLinks()
    links.begin(page, None)
    path = quote(posixpath.relpath(f"/{to}", posixpath.dirname(f"/{page}")))
    assert links(to + fragment) == (fragment if fragment and to == page else path + fragment)
    assert links.targets == {to}


@given(page=ADDRESSES, to=ADDRESSES, fragment=st.sampled_from(["", "#p1"]))
def test_a_page_that_is_shown_anywhere_has_links_that_lead_from_the_root(page: str, to: str, fragment: str) -> None:
    links = PageLinks()
    links.begin(page, "https://archive.example/")
    assert links(to + fragment) == f"https://archive.example/{quote(to)}{fragment}"


def test_a_fragment_alone_leads_to_a_place_on_the_page() -> None:
    links = PageLinks()
    links.begin("articles/flood.html", None)
    assert links("#p3") == "#p3"
    assert links.targets == {"articles/flood.html"}


OWN = {
    "templates/parts/imprint.html": (
        "{% macro imprint() %}<p>{{ page.frame.title }}, {{ link('about.html') }}</p>{% endmacro %}"
    ),
    "templates/base.html": (ROOT / "templates/base.html")
    .read_text("utf-8")
    .replace("{% set frame", "{% import 'parts/imprint.html' as parts with context %}\n{% set frame", 1)
    .replace("<footer>", "<footer>{{ parts.imprint() }}", 1),
}
"""A part of one's own that sees the page."""


def test_what_is_imported_with_context_sees_the_page_that_is_being_made(site: Callable[[Files], Site]) -> None:
    built = site({"articles/a.md": article(title="One"), "articles/b.md": article(title="Two"), **OWN})
    pages = {"articles/a.html": "One, ../about.html", "articles/b.html": "Two, ../about.html", "about.html": "About, "}
    for address, says in pages.items():
        assert f"<footer><p>{says}" in built.text(address)
