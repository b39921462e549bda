"""Articles with the same title can be distinguished wherever they are shown; those with the same text are noted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from changing import build, edit
from conftest import Files, Site, article, each, run, tree, write
from reading import links, main, page, words

Build = Callable[[Files], Site]


def rows(*all_keys: dict[str, str], title: str = "Flood") -> Files:
    """Return articles with the same title, a.md, b.md and so on, that differ in these keys and in their texts."""
    return {
        f"articles/{slug}.md": article(f"The river of {slug} rose.\n", **{"title": title} | keys)
        for slug, keys in zip("abcdefgh", all_keys, strict=False)
    }


def window_titles(built: Site) -> list[str]:
    """Return what the windows of the articles are called, without the title of the site."""
    pages = sorted(address for address in built.files if address.startswith("articles/") and address.endswith(".html"))
    titles = [words(next(page(built, address).iter("title"))) for address in each(pages)]
    return [title.removesuffix(" · The Archive") for title in titles]


GAZETTE = {"date": "1931-05", "publisher": "The Gazette"}
WAYS = {
    "a date": ([{"date": "1931-05"}, {"date": "1931"}], ["(May 1931)", "(1931)"]),
    "a date and none": ([{"date": "1931-05"}, {}], ["(May 1931)", "(date unknown)"]),
    "a publisher": ([GAZETTE, GAZETTE | {"publisher": "Herald"}], ["(The Gazette)", "(Herald)"]),
    "a byline": ([GAZETTE | {"byline": "Ann Bell"}, GAZETTE], ["(Ann Bell)", "(byline unknown)"]),
    "a label": (
        [{"label": "the first", "story": "flood"}, {"label": "the second", "story": "flood"}],
        ["[the first]", "[the second]"],
    ),
    "topics": ([{"topics": "[Water, Mills]"}, {}], ["[Water, Mills]", "[no topic]"]),
    "nothing but the slug": ([{}, {}], ["[a]", "[b]"]),
    "the first that differs, then the next": (
        [GAZETTE, GAZETTE | {"publisher": "Herald"}, {"date": "1932"}, {"date": "1932", "topics": "Water"}],
        ["(May 1931, The Gazette)", "(May 1931, Herald)", "(1932) [no topic]", "(1932) [Water]"],
    ),
}
"""In what articles with one title differ, and what tells each apart."""


@pytest.mark.parametrize("way", WAYS)
def test_the_windows_of_articles_with_one_title_are_told_apart(site: Build, way: str) -> None:
    """By the first that differs of date, publisher, byline, label and topics, else by the slug."""
    all_keys, shown = WAYS[way]
    assert window_titles(site(rows(*all_keys))) == [f"Flood {apart}" for apart in shown]


def test_titles_that_only_look_the_same_are_told_apart_and_others_are_not(site: Build) -> None:
    composed, taken_apart = {"title": "Caf\u00e9"}, {"title": "Cafe\u0301"}
    titles = [composed, taken_apart, {"title": "Flood"}, {"title": "flood"}]
    assert window_titles(site(rows(*titles))) == ["Caf\u00e9 [a]", "Cafe\u0301 [b]", "Flood", "flood"]


def test_a_printed_title_and_a_supplied_one_are_told_apart_by_the_brackets(site: Build) -> None:
    supplied = {"articles/b.md": article("Another.\n", supplied_title="Flood")}
    assert window_titles(site(rows({}) | supplied)) == ["Flood", "[Flood]"]


def test_wherever_a_title_that_is_there_twice_is_shown_it_is_told_apart(site: Build) -> None:
    """In the index, in lists by year, title and topic, beside its neighbours, in the register of names."""
    keys = [GAZETTE | {"topics": "Water"}, {"date": "1932-01", "topics": "Water"}]
    names = {"articles/names.yaml": "- {name: river, kind: place}\n- {name: rose, kind: work}\n"}
    built = site(rows(*keys) | {"articles/c.md": article("A rose.\n", title="Calm", date="1933")} | names)
    addresses = [address for address in built.files if address.endswith(".html")]
    shown = {
        address: text
        for address in addresses
        for href, text in links(main(built, address))
        if href.endswith(("a.html", "b.html")) and "Flood" in text
    }
    assert set(each(shown.values())) == {"Flood (May 1931)", "Flood (January 1932)"}
    assert {"index.html", "years/1931.html", "titles/f.html", "topics/water.html", "names/river.html"} <= shown.keys()
    assert {"articles/a.html", "articles/b.html", "articles/c.html", "names/index.html"} <= shown.keys()


def test_of_the_title_alone_the_page_has_its_heading(site: Build) -> None:
    built = site(rows({}, {}))
    assert [words(heading) for heading in page(built, "articles/a.html").iter("h1")] == ["Flood"]


def test_that_words_which_tell_titles_apart_are_the_archive_s_is_said(site: Build) -> None:
    said = "Words in square brackets after a title were supplied by the archive."
    assert said in words(page(site(rows({}, {})), "index.html"))


def test_that_words_which_tell_titles_apart_are_of_the_sources_needs_no_word(site: Build) -> None:
    assert "supplied" not in words(page(site(rows(GAZETTE, {})), "index.html"))


def test_an_article_that_takes_the_title_of_another_makes_the_pages_anew_that_show_both(
    archive: Callable[[Files], Path],
) -> None:
    many = {f"articles/n{at}.md": article(f"The mill {at}.\n", title=f"Mill {at}") for at in range(6)}
    home = archive(many | rows(GAZETTE))
    before = build(home)
    write(home, {"articles/z.md": article("The sea rose.\n", title="Flood", date="1899")})
    now = build(home)
    made = {address for address in now if now[address] != before.get(address) and address.startswith("articles/")}
    assert made == {"articles/a.html", "articles/z.html", "articles/z.md"}
    edit(home, "articles/z.md", "Flood", "Sea")
    build(home)
    assert "<title>Flood · " in tree(home / "public")["articles/a.html"].decode()


# ---------------------------------------------------------------------------------------------------------------------
# The same text


def notes(archive: Callable[[Files], Path], files: Files) -> list[str]:
    result = run("check", "--source", archive(files))
    assert result.status == 0
    return result.complained.splitlines()


def test_articles_with_the_same_text_are_noted_each_naming_the_other(archive: Callable[[Files], Path]) -> None:
    """However it is broken into lines and paragraphs."""
    texts = {"a": "The river\nrose.\n\nIt fell.\n", "b": "The river rose. *It* fell.\n", "c": "The river rose.\n"}
    files = {f"articles/{slug}.md": article(text, title=slug) for slug, text in texts.items()}
    remedy = "keep one of them, if both are one account"
    assert notes(archive, files) == [
        f"articles/a.md: note: its whole text is also that of articles/b.md; {remedy}",
        f"articles/b.md: note: its whole text is also that of articles/a.md; {remedy}",
    ]


def test_of_many_articles_with_the_same_text_each_names_one_and_counts_the_others(
    archive: Callable[[Files], Path],
) -> None:
    files = {f"articles/{slug}.md": article(title=slug) for slug in "abcd"}
    named = [line.partition(" that of ")[2].partition(";")[0] for line in notes(archive, files)]
    assert named == ["articles/b.md and of 2 other articles", *["articles/a.md and of 2 other articles"] * 3]
