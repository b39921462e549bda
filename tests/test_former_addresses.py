"""An address that something had before still leads to it: to the same paragraph, to the same question.

What is wrong with `aliases` is in `mistakes/`. What a withdrawn article leaves is in `test_withdrawn.py`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from changing import build, edit, found_unchanged
from conftest import Files, Site, article, each, run, tree, write
from reading import main, words
from stories import FLOOD, many

Build = Callable[[Files], Site]
Write = Callable[[Files], Path]


def with_aliases(files: Files, **aliases: str) -> Files:
    """Return the archive of the flood with former slugs of its articles, given as YAML by slug."""
    paths = {f"articles/{slug}.md": given for slug, given in aliases.items()}
    return {**files, **{to: files[to].replace("label:", f"aliases: {given}\nlabel:") for to, given in paths.items()}}


CITED = re.compile(r' id="((?:[a-z0-9-]+-)?p[0-9]+|q[0-9]+)"')
"""Ids that people cite: paragraphs, with the slug of the article on a page of two, and questions."""

RENAMED = {
    **with_aliases(FLOOD, gazette="[daily]", herald="[weekly, monthly]"),
    "articles/stories/flood.yaml": f"{FLOOD['articles/stories/flood.yaml']}aliases: deluge\n",
    "articles/names.yaml": """
- {name: Ann Bell, kind: person, also: [Mrs Bell], aliases: [mrs-bell, bell]}
- {name: mill, kind: place}
- {name: bridge, kind: place, aliases: old-bridge}
""",
}
"""The archive of the flood, in which each thing had another slug before."""

LEADS = {
    "articles/daily.html": ("articles/gazette.html", {"p1": "p1", "p2": "p2", "p3": "p3"}),
    "articles/monthly.html": ("articles/herald.html", {"p1": "p1", "p4": "p4"}),
    "stories/deluge.html": ("stories/flood.html", {"q1": "q1", "q2": "q2", "q3": "q3"}),
    "names/bell.html": ("names/ann-bell.html", {}),
    "names/old-bridge.html": ("names/bridge.html", {}),
    "stories/gazette--weekly.html": (
        "stories/gazette--herald.html",
        {"gazette-p3": "gazette-p3", "weekly-p2": "herald-p2"},
    ),
    "stories/daily--herald.html": (
        "stories/gazette--herald.html",
        {"daily-p1": "gazette-p1", "herald-p4": "herald-p4"},
    ),
    "stories/daily--weekly.html": (
        "stories/gazette--herald.html",
        {"daily-p1": "gazette-p1", "weekly-p4": "herald-p4"},
    ),
}
"""Where each former address leads, and what was cited there."""


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the archive with former slugs, once."""
    folder = write(tmp_path_factory.mktemp("renamed") / "archive", RENAMED)
    build(folder)
    return Site(folder, folder / "public")


@pytest.mark.parametrize("address", LEADS)
def test_a_former_address_leads_to_where_the_thing_is_now_paragraph_by_paragraph(renamed: Site, address: str) -> None:
    to, fragments = LEADS[address]
    page = main(renamed, address)
    ids = {part.get("id"): links_of(renamed, address, part.get("href")) for part in page.iter("a") if part.get("id")}
    assert ids["now"] == to
    assert {name: ids[name] for name in fragments} == {name: f"{to}#{now}" for name, now in fragments.items()}
    assert to in words(page)
    assert 'http-equiv="refresh"' not in renamed.text(address)


def links_of(site: Site, page: str, href: str) -> str:
    """Return the address to which a link of a page leads."""
    path, hash_mark, fragment = href.partition("#")
    to = ((site.output / page).parent / path).resolve().relative_to(site.output.resolve())
    return f"{to.as_posix()}{hash_mark}{fragment}"


def test_every_paragraph_and_question_that_is_there_has_its_former_address(renamed: Site) -> None:
    """And each former address leads to a page and a place that is there."""
    for address in each(LEADS):
        here, there = (set(CITED.findall(renamed.text(page))) for page in (address, LEADS[address][0]))
        assert len(here) == (0 if address.startswith("names/") else len(there))
        for part in each(main(renamed, address).iter("a")):
            to, _, fragment = links_of(renamed, address, part.get("href")).partition("#")
            assert f' id="{fragment}"' in renamed.text(to) if fragment else (renamed.output / to).exists()


def test_no_page_leads_to_a_former_address_and_none_is_listed(renamed: Site) -> None:
    former = {*LEADS, "articles/weekly.html", "names/mrs-bell.html"}
    for address, raw in each(renamed.files.items()):
        if address.endswith(".html") and address not in former and "--" not in address:
            text = raw.decode("utf-8")
            assert not [name for name in former if re.search(rf"\b(?<!-){name.rpartition('/')[2]}", text)], address
            assert "forward.js" not in text or address == "sources.html"


def test_where_the_archive_is_published_search_engines_learn_the_new_address(site: Build) -> None:
    url = "title: T\ndescription: D\nlanguage: en\nurl: https://archive.example/\n"
    page = site(RENAMED | {"site.yaml": url}).text("articles/daily.html")
    assert '<link rel="canonical" href="https://archive.example/articles/gazette.html">' in page
    assert "noindex" not in page


def test_a_former_address_of_a_withdrawn_article_leads_to_its_notice_and_says_none_of_its_words(site: Build) -> None:
    files = with_aliases(FLOOD, herald="weekly")
    gone = files["articles/herald.md"].replace("label:", "withdrawn: {on: 2026-11-22, why: It was asked for.}\nlabel:")
    story = "supplied_title: The flood\n"
    built = site(files | {"articles/herald.md": gone, "articles/stories/flood.yaml": story})
    page = main(built, "articles/weekly.html")
    assert "articles/herald.html" in words(page)
    assert "Night of water" not in built.text("articles/weekly.html")
    assert not [*page.iter("dl")]  # a list of facts without any would be read out as an empty one
    assert 'id="p4"' in built.text("articles/weekly.html")
    assert "stories/gazette--herald.html" in words(main(built, "stories/gazette--weekly.html"))
    assert "Withdrawn" in words(main(built, "stories/gazette--herald.html"))


def test_a_list_leaves_an_address_with_a_number_to_a_former_slug(site: Build) -> None:
    mills = {f"articles/a{at:03}.md": article(f"The mill {at}.\n", title=f"A {at}") for at in range(70)}
    names = "- {name: mill, kind: place}\n- {name: dam, kind: place, aliases: mill-2}\n"
    built = site(mills | {"articles/dam.md": article("The dam.\n\nThe dam.\n"), "articles/names.yaml": names})
    assert "names/dam.html" in words(main(built, "names/mill-2.html"))
    assert (built.output / "names/mill--2.html").exists()


def test_a_former_address_is_explained(renamed: Site) -> None:
    said = run("--source", renamed.source, "--explain", "stories/daily--weekly.html").said
    assert "    articles/gazette.md\n    articles/herald.md\n" in said
    assert "kept: nothing that it is made from has changed" in said


def test_a_build_after_no_change_does_nothing(renamed: Site) -> None:
    assert found_unchanged(run("--source", renamed.source).said)


def test_an_account_keeps_its_pages_with_others_when_a_new_slug_would_come_after_theirs(archive: Write) -> None:
    """Of accounts that were added on one day, the first by slug have a page with each other."""
    folder = archive(many(8))
    before = promised(build(folder))
    assert "stories/account-01--account-02.html" in before
    path = folder / "articles/account-01.md"
    add_alias(path, "account-01", "label:")
    path.rename(folder / "articles/zebra.md")
    edit(folder, "articles/stories/flood.yaml", "account-01", "zebra")
    assert before <= promised(build(folder))


# ---------------------------------------------------------------------------------------------------------------------
# What a build says of addresses that are gone


PLACES = {f"articles/place-{at}.md": article(f"Mill {at}.\n", title=f"Place {at}") for at in range(6)}


def test_a_build_names_the_addresses_that_it_drops_and_says_how_to_keep_them(archive: Write) -> None:
    folder = archive(FLOOD | PLACES)
    build(folder)
    (folder / "articles/place-2.md").rename(folder / "articles/mill.md")
    dropped = (
        "No longer in the site: articles/place-2.html."
        " To keep an address, rename it back, or write its old slug under aliases:"
    )
    assert dropped in run("check", "--source", folder).said.splitlines()
    assert run("--source", folder).said.splitlines()[1] == dropped
    assert "No longer" not in run("--source", folder).said


def test_of_many_dropped_addresses_some_are_named_and_the_others_counted(archive: Write) -> None:
    folder = archive(FLOOD | PLACES)
    build(folder)
    for at in range(3):
        (folder / f"articles/place-{at}.md").unlink()
    edit(folder, "articles/names.yaml", "name: mill", "slug: the-mill, name: mill")
    (folder / "articles/gazette.md").rename(folder / "articles/daily.md")
    text = (folder / "articles/stories/flood.yaml").read_text("utf-8")
    (folder / "articles/stories/flood.yaml").write_text(text.replace("gazette:", "daily:"), "utf-8")
    named = "articles/gazette.html, articles/place-0.html, articles/place-1.html and 3 others"
    assert f"No longer in the site: {named}. To keep" in run("--source", folder).said


def test_what_is_kept_by_an_alias_is_not_dropped(archive: Write) -> None:
    folder = archive(FLOOD)
    build(folder)
    rename(folder, random.Random(1), "gazette")
    assert "No longer" not in run("--source", folder).said


def test_pages_of_lists_are_not_promised_and_not_named(archive: Write) -> None:
    mills = {f"articles/a{at:03}.md": article(f"The mill {at}.\n", title=f"A {at}") for at in range(70)}
    folder = archive(mills | {"articles/names.yaml": "- {name: mill, kind: place}\n"})
    build(folder)
    assert (folder / "public/names/mill-2.html").exists()
    for at in range(20):
        edit(folder, f"articles/a{at:03}.md", "mill", "dam")
    assert "No longer" not in run("--source", folder).said
    assert not (folder / "public/names/mill-2.html").exists()


def test_a_name_that_ends_with_a_number_is_no_page_of_a_list(archive: Write) -> None:
    names = "- {name: Apollo, kind: work}\n- {name: Apollo 11, kind: work}\n"
    files = {"articles/a.md": article("Apollo flew. Apollo 11 too.\n\nApollo is old. Apollo 11 is not.\n")}
    folder = archive(files | {"articles/names.yaml": names})
    build(folder)
    edit(folder, "articles/names.yaml", "name: Apollo 11", "slug: moon, name: Apollo 11")
    assert "No longer in the site: names/apollo-11.html. " in run("--source", folder).said


def test_many_articles_may_be_renamed_at_once_where_their_old_slugs_are_written_down(archive: Write) -> None:
    mills = {f"articles/a{at:02}.md": article(f"Mill {at}.\n", title=f"A {at}") for at in range(12)}
    folder = archive(mills)
    build(folder)
    for at in range(12):
        (folder / f"articles/a{at:02}.md").rename(folder / f"articles/b{at:02}.md")
    refused = run("--source", folder)
    assert refused.status == 1
    assert "write their old slugs under aliases: where they were renamed" in refused.complained
    for at in range(12):
        edit(folder, f"articles/b{at:02}.md", "title:", f"aliases: a{at:02}\ntitle:")
    result = run("--source", folder)
    assert (result.status, "No longer" in result.said) == (0, False)


# ---------------------------------------------------------------------------------------------------------------------
# Random renames


def rename(folder: Path, chance: random.Random, slug: str) -> None:
    """Rename an article, with its old slug under `aliases` and wherever it is named."""
    new = f"{slug.partition('-x')[0]}-x{chance.randrange(10**6)}"
    path = folder / f"articles/{slug}.md"
    add_alias(path, slug, "label:")
    path.rename(folder / f"articles/{new}.md")
    story = next((folder / "articles/stories").glob("*.yaml"))
    story.write_text(re.sub(rf"\b{slug}:", f"{new}:", story.read_text("utf-8")), "utf-8")


def add_alias(path: Path, slug: str, before: str) -> None:
    """Write a slug at the end of the former slugs of a file."""
    text = path.read_text("utf-8")
    if "aliases: [" in text:
        text = re.sub(r"aliases: \[([^]]*)\]", rf"aliases: [\1, {slug}]", text)
    else:
        text = text.replace(before, f"aliases: [{slug}]\n{before}", 1)
    path.write_text(text, "utf-8")


def rename_event(folder: Path, chance: random.Random) -> None:
    """Rename the event, with its old slug under `aliases` and in its accounts."""
    story = next((folder / "articles/stories").glob("*.yaml"))
    old, new = story.stem, f"flood-x{chance.randrange(10**6)}"
    add_alias(story, old, "supplied_title:")
    story.rename(story.with_name(f"{new}.yaml"))
    for path in (folder / "articles").glob("*.md"):
        path.write_text(path.read_text("utf-8").replace(f"story: {old}\n", f"story: {new}\n"), "utf-8")


def rename_name(folder: Path, chance: random.Random) -> None:
    """Give a name another slug, with its old one under `aliases`."""
    path = folder / "articles/names.yaml"
    lines = path.read_text("utf-8").splitlines()
    at = chance.randrange(len(lines))
    old = re.search(r"slug: ([a-z0-9-]+)", lines[at])[1]
    new = f"{old.partition('-x')[0]}-x{chance.randrange(10**6)}"
    had = re.search(r"aliases: \[(.*?)\]", lines[at])
    aliases = f"{had[1]}, {old}" if had else old
    bare = re.sub(r", aliases: \[.*?\]", "", lines[at]).replace(f"slug: {old}", f"slug: {new}")
    lines[at] = bare.replace("}", f", aliases: [{aliases}]}}")
    path.write_text("\n".join(lines) + "\n", "utf-8")


PROMISED = re.compile(r"(?:articles/[^/]+|(?:stories|names)/(?!index)[^/]+)\.html")


def promised(site: dict[str, bytes]) -> set[str]:
    """Return the addresses that are promised, with the fragments of paragraphs and questions."""
    there = set()
    for address in each(filter(PROMISED.fullmatch, site)):
        ids = [] if address.startswith("names/") else CITED.findall(site[address].decode("utf-8"))
        there |= {address, *(f"{address}#{name}" for name in ids)}
    return there


@pytest.mark.parametrize("seed", range(3))
def test_no_random_renaming_leaves_a_dead_address(archive: Write, seed: int) -> None:
    """Each thing is renamed again and again; a rebuild stays what a build from nothing makes."""
    chance = random.Random(seed)
    names = "- {name: Ann Bell, kind: person, slug: ann}\n- {name: mill, kind: place, slug: mill}\n"
    folder = archive(FLOOD | {"articles/names.yaml": names})
    ever = promised(build(folder))
    for _ in range(8):
        articles = sorted(path.stem for path in (folder / "articles").glob("*.md"))
        way = chance.randrange(3)
        if way == 0:
            rename(folder, chance, chance.choice(articles))
        elif way == 1:
            rename_event(folder, chance)
        else:
            rename_name(folder, chance)
        said = run("--source", folder)
        assert (said.status, said.complained, "No longer" in said.said) == (0, "", False)
        now = promised(tree(folder / "public"))
        assert ever <= now
        ever |= now
    assert build(folder, "--clean") == tree(folder / "public")


# ---------------------------------------------------------------------------------------------------------------------
# In a browser, from disk


@pytest.mark.browser
@pytest.mark.parametrize("address", [f"{page}#{name}" for page, (_, names) in LEADS.items() for name in (*names, "")])
def test_a_browser_goes_on_to_the_same_place_and_back_to_where_the_reader_was(renamed, browser, address) -> None:
    page, _, fragment = address.partition("#")
    to, fragments = LEADS[page]
    context = browser.new_context(offline=True)
    tab = context.new_page()
    tab.goto((renamed.output / "index.html").as_uri())
    wanted = f"{(renamed.output / to).as_uri()}{'#' if fragment else ''}{fragments.get(fragment, '')}"
    tab.goto(f"{(renamed.output / page).as_uri()}{'#' if fragment else ''}{fragment}", wait_until="commit")
    tab.wait_for_url(wanted)
    tab.go_back()
    assert tab.url == (renamed.output / "index.html").as_uri()
    context.close()


@pytest.mark.browser
def test_without_scripts_the_paragraph_that_was_asked_for_is_a_link_that_the_keyboard_reaches(renamed, browser) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    tab = context.new_page()
    tab.goto(f"{(renamed.output / 'articles/daily.html').as_uri()}#p3")
    assert tab.locator(":target").inner_text() == "paragraph\n3"
    tab.keyboard.press("Tab")  # from the target on
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{(renamed.output / 'articles/gazette.html').as_uri()}#p3")
    context.close()


LONG = "a-slug-that-goes-on-and-on-until-it-is-as-long-as-it-may-be-at-the-very-most-080"
"""The longest slug."""


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_at_a_former_address_has_no_barrier_and_nothing_that_sticks_out(site, browser, width) -> None:
    """In the language of the archive too, and where slugs are as long as they may be."""
    assert len(LONG) == 80
    texts = {f"articles/{LONG}.md": RENAMED["articles/herald.md"].replace("weekly", f"{LONG[:-1]}1")}
    story = RENAMED["articles/stories/flood.yaml"].replace("herald:", f"{LONG}:")
    kept = {path: text for path, text in RENAMED.items() if path != "articles/herald.md"}
    arabic = {"site.yaml": "title: T\ndescription: D\nlanguage: ar\n"}
    built = site(kept | texts | arabic | {"articles/stories/flood.yaml": story})
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    context = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 700})
    tab = context.new_page()
    tab.route("**/forward.js", lambda route: route.abort())
    for address in (f"articles/{LONG[:-1]}1.html", f"stories/{LONG[:-1]}1--daily.html", "names/bell.html"):
        page = built.output / address
        tab.goto(page.as_uri())
        assert tab.locator(".label").inner_text() == "Former address"
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, address
        for light in ("light", "dark"):
            tab.emulate_media(color_scheme=light)
            faults = Axe().run(tab, options={"runOnly": rules}).response["violations"]
            assert faults == [], address
    context.close()
