"""What a reader finds on the pages: each article's words, what is known of it, and the way to everything else.

These tests care for what is on a page and not for how its markup is laid out. The one exception is the golden site at
the end.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from conftest import Files, Site, article, each, tree
from reading import facts, leads_to, links, main, of_class, page, pages, references, words

Build = Callable[[Files], Site]

HERE = Path(__file__).parent


def content(built: Site, address: str = "articles/flood.html") -> Element:
    """Return the one element that holds an article's text."""
    [found] = of_class("e-content", page(built, address))
    return found


def numbered_paragraphs(built: Site, address: str = "articles/flood.html") -> list[tuple[str | None, str]]:
    """Return the id and the words of every paragraph of an article's text."""
    return [(element.get("id"), words(element)) for element in content(built, address).iter("p")]


def listed(built: Site, address: str) -> list[str]:
    """Return the slugs of the articles that the main part of a page links to, in its order."""
    to = [leads_to(address, href) for href, _ in links(main(built, address)) if not urlsplit(href).scheme]
    return [match[1] for target in to if (match := re.fullmatch(r"articles/(.+)\.html", target))]


# ---------------------------------------------------------------------------------------------------------------------
# What is known of an article, and what is not

OPTIONAL = {
    "date": ("Date", "2025-03-09", "9 March 2025"),
    "byline": ("Byline", "Ann Bell", "Ann Bell"),
    "publisher": ("Publisher", "The Gazette", "The Gazette"),
    "place": ("Place", "Overbridge", "Overbridge"),
    "url": ("Web address", "https://gazette.example/flood", "https://gazette.example/flood"),
    "language": ("Language", "en-GB", "English, en-GB (identified by the archive)"),
    "licence": ("Licence", "CC BY 4.0", "CC BY 4.0"),
}
"""What a source may give: the key, the name that the page has for it, what is typed, and what is shown."""


def unknown(built: Site) -> set[str]:
    """Return the names of what the page of an article says to be unknown."""
    said = facts(main(built, "articles/flood.html")).get("Unknown", [])
    return {name for line in said for name in line.split(", ")}


def test_what_the_source_does_not_give_is_named_as_unknown(site: Build) -> None:
    built = site({"articles/flood.md": article(supplied_title="A report of a flood")})
    names = {name for name, _, _ in OPTIONAL.values()}
    assert unknown(built) == names | {"Headline", "How and from whom it came", "Whether it is complete"}


def test_what_the_source_gives_is_shown_and_nothing_of_it_is_unknown(site: Build) -> None:
    given = {key: typed for key, (_, typed, _) in OPTIONAL.items()}
    built = site({"articles/flood.md": article(title="The river rises", **given)})
    said = facts(main(built, "articles/flood.html"))
    assert {name: said[name] for name, _, _ in OPTIONAL.values()} == {
        name: [shown] for name, _, shown in OPTIONAL.values()
    }
    assert unknown(built) == {"Whether it is complete"}, "no source says that"


@pytest.mark.parametrize("key", OPTIONAL)
def test_each_is_either_known_or_unknown(site: Build, key: str) -> None:
    name, typed, shown = OPTIONAL[key]
    built = site({"articles/flood.md": article(title="The river rises", **{key: typed})})
    assert facts(main(built, "articles/flood.html"))[name] == [shown]
    others = {other for other, _, _ in OPTIONAL.values()} - {name}
    came = set() if key == "url" else {"How and from whom it came"}
    assert unknown(built) == others | came | {"Whether it is complete"}


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("en", "English"),
        ("pt-BR", "Portuguese, pt-BR"),
        ("zh-Hant-TW", "Chinese, zh-Hant-TW"),
        ("UR", "Urdu"),
        ("gd", "gd"),
        ("mn-Cyrl", "mn-Cyrl"),
    ],
)
def test_a_language_is_called_by_its_name_where_the_archive_knows_it(site: Build, tag: str, shown: str) -> None:
    said = facts(main(site({"articles/flood.md": article(language=tag)}), "articles/flood.html"))
    assert said["Language"] == [f"{shown} (identified by the archive)"]


def test_a_supplied_title_is_in_square_brackets_wherever_it_is_shown_and_a_printed_one_never_is(flood: Site) -> None:
    """In headings, lists, links, window titles and descriptions; where there is one, a sentence says what it means."""
    for address, root in each(pages(flood).items()):
        html = flood.text(address)
        assert html.count("A river rises") == html.count("[A river rises]"), address
        assert "[Night of water]" not in html
        has_one = "[A river rises]" in words(root.find("body"))
        assert words(root).count("Titles in square brackets") == has_one, address


def test_the_page_of_a_supplied_title_has_it_in_brackets_in_every_place(site: Build) -> None:
    built = site({"articles/flood.md": article("# Water\n", supplied_title="A report")} | dated("vote", None))
    root = page(built, "articles/flood.html")
    assert [words(heading) for heading in root.iter("h1")] == ["[A report]"]
    assert words(next(root.iter("title"))) == "[A report] · The Archive"
    [description] = [element.get("content") for element in root.iter("meta") if element.get("name") == "description"]
    assert description == "[A report]: an article without paragraphs."


def test_brackets_do_not_count_where_titles_are_sorted(site: Build) -> None:
    printed = dated("aa", None, title="Zebras") | dated("bb", None, title="Apples")
    built = site(printed | dated("cc", None, supplied_title="Bridges"))
    assert listed(built, "index.html") == listed(built, "titles/index.html") == ["bb", "cc", "aa"]
    assert listed(built, "titles/b.html") == ["cc"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"title": "Flood"}, []),
        ({"supplied_title": "Flood"}, ["Titles in square brackets"]),
        ({"title": "Flood", "topics": "Water"}, ["Topics"]),
        ({"title": "Flood", "label": "one", "story": "flood", "topics": "Water"}, ["Labels and topics"]),
        (
            {"supplied_title": "Flood", "label": "one", "story": "flood", "topics": "Water"},
            ["Titles in square brackets, labels and topics"],
        ),
    ],
)
def test_a_page_says_which_of_its_titles_labels_and_topics_the_archive_supplied(site: Build, keys, said) -> None:
    """And that is marked as its judgement: curated."""
    built = site({"articles/flood.md": article(**keys)})
    sentences = [f"{names} were supplied by the archive." for names in said]
    assert facts(main(built, "articles/flood.html")).get("Curated", []) == sentences
    shown = of_class("supplied", page(built, "index.html"))
    assert [words(sentence) for sentence in shown] == [f"{sentence} curated" for sentence in sentences]


def test_that_a_topic_is_the_archive_s_judgement_is_marked_on_its_page_and_on_the_list_of_topics(site: Build) -> None:
    built = site({"articles/flood.md": article(topics="[Water, Towns]")})
    assert words(next(main(built, "topics/water.html").iter("h1"))) == "Water curated"
    assert words(next(main(built, "topics/index.html").iter("h1"))) == "Topics curated"


def test_the_summary_the_label_and_the_revisions_are_on_the_page(site: Build) -> None:
    revisions = "[{on: 2026-11-22, what: A letter corrected}, {on: 2026-11-21, what: Added to the archive}]"
    keys = {"summary": "A river in flood.", "label": "the account that names the river", "story": "flood"}
    built = site({"articles/flood.md": article(revisions=revisions, **keys)})
    shown = words(main(built, "articles/flood.html"))
    assert "A river in flood." in shown
    assert "the account that names the river" in shown
    assert shown.index("21 November 2026: Added to the archive") < shown.index("22 November 2026: A letter corrected")


@pytest.mark.parametrize(
    ("date", "shown", "machine"),
    [
        ("2025-03-09", "9 March 2025", "2025-03-09"),
        ("2025-03", "March 2025", "2025-03"),
        ("2025", "2025", "2025"),
        ("0987", "987", "0987"),
    ],
)
def test_a_date_is_shown_in_words_and_for_machines(site: Build, date: str, shown: str, machine: str) -> None:
    built = site({"articles/flood.md": article(date=date)})
    for address in ("articles/flood.html", "index.html"):
        times = [(words(time), time.get("datetime")) for time in main(built, address).iter("time")]
        assert (shown, machine) in times


@pytest.mark.parametrize(
    ("date", "shown"),
    [("2025-03-09~", "about 9 March 2025"), ("2025~", "about 2025"), ("2025-03?", "March 2025 (uncertain)")],
)
def test_a_date_that_is_not_certain_is_only_in_words_since_machines_would_take_it_for_certain(
    site: Build, date: str, shown: str
) -> None:
    built = site({"articles/flood.md": article(date=date)})
    for address in ("articles/flood.html", "index.html"):
        opened = main(built, address)
        assert shown in words(opened)
        assert shown not in {*map(words, opened.iter("time"))}


TABLE_OF_DATES = r"\| `date` \| shown as \|\n\| --- \| --- \|\n((?:\|.*\n)+)"


def test_what_the_readme_says_a_date_is_shown_as_is_what_is_shown(site: Build) -> None:
    """Neither a decade nor a season, an interval or an uncertain date is a time of HTML, so these are only words."""
    [table] = re.findall(TABLE_OF_DATES, (HERE.parent / "README.md").read_text("utf-8"))
    rows = re.findall(r"\| `(.+)` \| (.+) \|", table)
    assert len(rows) > 10
    built = site({f"articles/a{at:02}.md": article(date=date) for at, (date, _) in enumerate(rows)})
    for at, (date, shown) in each(enumerate(rows)):
        opened = main(built, f"articles/a{at:02}.html")
        [known] = [row for row in of_class("facts", opened)[0] if words(row).startswith("Date")]
        assert words(known) == f"Date{shown}"
        is_one = re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", date)
        assert [time.get("datetime") for time in known.iter("time")] == ([date] if is_one else [])


# ---------------------------------------------------------------------------------------------------------------------
# Where the text comes from


def test_the_page_says_from_which_file_the_text_is_and_gives_it_byte_for_byte(site: Build) -> None:
    original = "The river rose.\r\n\r\n“It was cold.”\r\n".encode()
    files = {
        "articles/flood.md": article("The river rose.\n\n“It was cold.”\n", original=original),
        "articles/originals/original.txt": original,
    }
    built = site(files)
    shown = words(main(built, "articles/flood.html"))
    assert f"original.txt, {len(original)} bytes" in shown
    assert hashlib.sha256(original).hexdigest() in shown
    [href] = [href for href, label in links(main(built, "articles/flood.html")) if label == "original.txt"]
    shown = leads_to("articles/flood.html", href)
    [download] = [link for link in main(built, shown).iter("a") if link.get("download") is not None]
    assert built.files[leads_to(shown, download.get("href") or "")] == original


def test_without_a_text_as_received_the_page_promises_no_proof(site: Build) -> None:
    built = site({"articles/flood.md": article()})
    shown = words(main(built, "articles/flood.html"))
    assert "SHA-256" not in shown
    assert "dentical to the file received" not in shown


def test_the_markdown_that_a_page_was_made_from_can_be_downloaded(site: Build) -> None:
    built = site({"articles/flood.md": article("The river rose.\n")})
    to = {leads_to("articles/flood.html", href) for href, _ in links(main(built, "articles/flood.html"))}
    assert "articles/flood.md" in to
    assert built.files["articles/flood.md"] == article("The river rose.\n").encode()


# ---------------------------------------------------------------------------------------------------------------------
# The text and its paragraphs


def test_paragraphs_are_numbered_wherever_they_are(described: Site) -> None:
    """In quotations and in lists too; a tight list's words are put into paragraphs of their own.

    articles/flood.md:
        One.

        > Two.
        >
        > > Three.

        - Four.
        - Five.

        1. Six.

           Seven.

        2. Eight.

        - Nine.
            - Ten.
        - Eleven.

        Twelve.
    """
    names = [*("One", "Two", "Three", "Four", "Five", "Six"), *("Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")]
    assert numbered_paragraphs(described) == [(f"p{number}", f"{name}.") for number, name in enumerate(names, start=1)]


def test_headings_tables_code_and_footnotes_are_not(described: Site) -> None:
    """They have no number.

    articles/flood.md:
        # A heading

        One.[^1]

        a | b
        --|--
        c | d

            code

        ```
        more code
        ```

        Two.

        [^1]: A note.
    """
    assert [identifier for identifier, _ in numbered_paragraphs(described)] == ["p1", "p2"]
    inside = content(described)
    assert {"table", "pre", "h2"} <= {element.tag for element in inside.iter()}
    assert [element.tag for element in inside.iter() if element.get("id", "").startswith("p")] == ["p", "p"]


def test_each_paragraph_has_an_empty_link_to_itself_and_a_place_in_the_list_of_links(site: Build) -> None:
    """The first is for the pointer: it is not seen and the keyboard does not stop there. The second is for all."""
    built = site({"articles/flood.md": article("One.\n\nTwo.\n")})
    for number, paragraph in enumerate(each(content(built).iter("p")), start=1):
        [link] = of_class("permalink", paragraph)
        assert (link.get("href"), link.get("tabindex"), words(link)) == (f"#p{number}", "-1", "")
        assert link.get("aria-label") == f"Paragraph {number}"
    [listed_links] = page(built, "articles/flood.html").iter("details")
    assert [href for href, _ in links(listed_links)] == ["#p1", "#p2"]


def test_headings_have_no_id_and_leave_the_first_level_to_the_title(site: Build) -> None:
    built = site({"articles/flood.md": article("# One\n\n### Two\n\n# Three\n\nText.\n", title="The river rises")})
    found = [
        (element.tag, element.get("id"), words(element)) for element in content(built).iter() if element.tag[0] == "h"
    ]
    assert found == [("h2", None, "One"), ("h3", None, "Two"), ("h2", None, "Three")]
    assert [words(element) for element in page(built, "articles/flood.html").iter("h1")] == ["The river rises"]


def test_footnotes_are_after_the_text_and_lead_back_into_it(site: Build) -> None:
    built = site({"articles/flood.md": article("One.[^a]\n\n[^a]: A note.\n")})
    everything = list(page(built, "articles/flood.html").iter())
    inside = set(content(built).iter())
    [note] = [element for element in everything if element.tag == "li" and "A note." in words(element)]
    assert "A note." not in words(content(built))
    assert everything.index(note) > max(place for place, element in enumerate(everything) if words(element) == "One.1")
    assert note not in inside
    [reference] = [href for href, _ in links(content(built)) if href.startswith("#fn")]
    assert reference == f"#{note.get('id')}"
    [back] = [href for href, _ in links(note)]
    assert back.lstrip("#") in {element.get("id") for element in content(built).iter()}


def test_the_text_is_in_one_element_and_nothing_else_is(site: Build) -> None:
    text = "The river rose.\n\nThe bridge fell.\n"
    built = site({"articles/flood.md": article(text, summary="In short.", label="the account", story="flood")})
    assert words(content(built)) == "The river rose. The bridge fell."


def test_a_link_to_another_article_leads_to_that_paragraph(described: Site) -> None:
    """To its start where no paragraph is named.

    articles/flood.md:
        See [the *other*](bridge.md#p2), [its start](bridge.md) and [above](#p1).
    articles/bridge.md:
        One.

        Two.
    """
    assert [link for link in links(content(described)) if link[1]] == [
        ("bridge.html#p2", "the other"),
        ("bridge.html", "its start"),
        ("#p1", "above"),
    ]


# ---------------------------------------------------------------------------------------------------------------------
# Who keeps it

KEPT = "title: T\ndescription: D\nlanguage: en\n"
"""A site.yaml that does not say who keeps the archive."""


def foot(built: Site, address: str) -> Element:
    """Return what is below a page."""
    return next(page(built, address).iter("footer"))


def test_every_page_says_how_to_reach_those_who_keep_it_and_on_what_terms_its_own_words_are(site: Build) -> None:
    kept = f"{KEPT}contact: archive@overbridge.example\nlicence: CC BY 4.0\n"
    built = site({"site.yaml": kept, "articles/flood.md": article()})
    for address in each(pages(built)):
        assert "Contact: archive@overbridge.example The archive’s own words: CC BY 4.0" in words(foot(built, address))
        assert ("mailto:archive@overbridge.example", "archive@overbridge.example") in links(foot(built, address))
    about = words(main(built, "about.html"))
    assert "Contact: archive@overbridge.example" in about
    assert "Terms of the archive’s own words: CC BY 4.0" in about


def test_what_site_yaml_does_not_say_of_who_keeps_it_is_not_stated(site: Build) -> None:
    built = site({"site.yaml": KEPT, "articles/flood.md": article()})
    assert words(foot(built, "index.html")).endswith("The archive’s own words: terms not stated")
    assert "Contact" not in words(foot(built, "index.html"))
    assert words(main(built, "about.html")).count("not stated") == 2


def test_a_contact_and_terms_that_are_web_addresses_are_links_and_words_are_none(site: Build) -> None:
    addresses = f"{KEPT}contact: https://overbridge.example/us\nlicence: https://terms.example/by\n"
    linked = foot(site({"site.yaml": addresses, "articles/flood.md": article()}), "index.html")
    for address in ("https://overbridge.example/us", "https://terms.example/by"):
        assert (address, address) in links(linked)
    spelled = f"{KEPT}contact: at the town hall\nlicence: All rights reserved\n"
    plain = foot(site({"site.yaml": spelled, "articles/flood.md": article()}), "index.html")
    assert "Contact: at the town hall The archive’s own words: All rights reserved" in words(plain)
    assert [href for href, _ in links(plain)] == ["about.html", "changes.html"]


# ---------------------------------------------------------------------------------------------------------------------
# Whose language it is

LANGUAGES = {"ar": "rtl", "he": "rtl", "az-Arab": "rtl", "tr": "ltr", "zh-Hant": "ltr", None: "auto"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_and_direction_are_set_wherever_words_of_an_article_are_shown(
    site: Build, language: str | None
) -> None:
    """Its title, its first words, its text and its footnotes, on every page; where it is unknown, that is said too."""
    said = {"title": "Xlom", "topics": "[Water, Towns]", "date": "2025", "label": "the account", "story": "flood"}
    said |= {"language": language} if language else {}
    files = {
        "articles/flood.md": article("Xlam.[^1] Xlem.\n\n[^1]: Xlum.\n", **said),
        "articles/other.md": article(
            "Other words.\n", title="Another", label="the other", story="flood", language="en"
        ),
    }
    built = site(files)
    seen = set()
    for address in each(built.files):
        if address.endswith(".html"):
            root = page(built, address)
            above = {child: parent for parent in root.iter() for child in parent}
            for element in each(root.iter()):
                own = {word for word in ("Xlom", "Xlam", "Xlem", "Xlum") if word in _own_words(element)}
                if own and element.tag not in {"title", "meta"}:
                    assert _nearest(element, above, "lang") == (language or ""), (address, own)
                    assert _nearest(element, above, "dir") == LANGUAGES[language], (address, own)
                    seen |= own
    assert seen == {"Xlom", "Xlam", "Xlem", "Xlum"}


OWN = ("Titre", "Devise", "Rue", "Lettre", "Eaux", "Ponts", "Crue", "Pourquoi", "Remarque", "Ajout")
"""Words of the archive below."""

ADDED = "[{on: 2026-11-21, what: Ajout}]"
FRENCH = {
    "site.yaml": "title: Titre\ndescription: Devise\nlanguage: fr\n",
    "articles/aa.md": article(
        "A.\n",
        supplied_title="Rue",
        summary="Lettre",
        topics="[Eaux, Ponts]",
        label="a",
        story="flood",
        language="en",
        revisions=ADDED,
    ),
    "articles/bb.md": article(
        "B.\n", title="B", revisions=ADDED, topics="Eaux", label="b", story="flood", language="en"
    ),
    "articles/cc.md": article("C.\n", title="C", revisions=ADDED, label="c", story="fire", language="en"),
    "articles/stories/flood.yaml": "supplied_title: Crue\nquestions:\n  - ask: Pourquoi\n    relation: tension\n"
    "    note: Remarque\n    accounts: {aa: [{paragraph: 1, words: A}], bb: [{paragraph: 1, words: B}]}\n",
}
"""An archive whose own words are French."""


@pytest.mark.parametrize(("language", "way"), [("fr", "ltr"), ("ar", "rtl")])
def test_the_archive_s_own_words_are_in_its_language_and_all_else_in_that_of_the_interface(
    site: Build, language: str, way: str
) -> None:
    """Its titles, descriptions, topics, notes, questions and revisions are French; “By title” is not."""
    built = site(FRENCH | {"site.yaml": FRENCH["site.yaml"].replace("fr", language)})
    seen = set()
    for address, root in each(pages(built).items()):
        above = {child: parent for parent in root.iter() for child in parent}
        assert (root.get("lang"), root.get("dir")) == ("en", "ltr")
        for element in each(root.iter()):
            own = {word for word in OWN if word in _own_words(element)}
            if own and element.tag not in {"title", "meta"}:
                assert _nearest(element, above, "lang") == language, (address, own)
                assert _nearest(element, above, "dir") == way, (address, own)
                seen |= own
            elif _own_words(element).strip() and _nearest(element, above, "lang") == language:
                assert element.tag == "title", (address, _own_words(element))
    assert seen == set(OWN)
    [title] = page(built, "index.html").iter("title")
    assert (title.get("lang"), title.get("dir")) == (language, way)


def test_nothing_is_marked_as_another_language_where_the_archive_s_own_is_that_of_the_interface(site: Build) -> None:
    built = site(FRENCH | {"site.yaml": FRENCH["site.yaml"].replace("fr", "en")})
    marked = [element.get("lang") for root in pages(built).values() for element in root.iter() if element.get("lang")]
    assert marked
    assert set(marked) == {"en"}
    [title] = page(built, "index.html").iter("title")
    assert title.get("lang") is None


def _own_words(element: Element) -> str:
    """Return the words that are directly in an element."""
    return " ".join([element.text or "", *(child.tail or "" for child in element)])


def _nearest(element: Element, above: dict[Element, Element], attribute: str) -> str | None:
    """Return an attribute of an element, or of the nearest around it that has it."""
    while element.get(attribute) is None and element in above:
        element = above[element]
    return element.get(attribute)


def test_a_supplied_title_is_in_the_language_of_the_archive(site: Build) -> None:
    built = site({"articles/flood.md": article("كلمات.\n", supplied_title="A report", language="ar")})
    root = page(built, "articles/flood.html")
    above = {child: parent for parent in root.iter() for child in parent}
    [heading] = root.iter("h1")
    assert _nearest(heading, above, "lang") == "en"


# ---------------------------------------------------------------------------------------------------------------------
# Lists and the ways between pages


def dated(slug: str, date: str | None, **keys: str) -> dict[str, str]:
    """Return an article file with or without a date, titled as its slug."""
    given = ({} if "supplied_title" in keys else {"title": slug.title()}) | keys | ({"date": date} if date else {})
    given |= {"label": f"the account of {slug}"} if "story" in keys else {}
    return {f"articles/{slug}.md": article(f"The {slug}.\n", **given)}


def test_beside_the_articles_of_a_topic_are_the_other_topics_that_they_have_those_of_the_most_first(
    site: Build,
) -> None:
    topics = {"aa": "[Water, Towns]", "bb": "[Water, Bridges]", "cc": "[Water, Towns]", "dd": "[Mills]"}
    built = site({f"articles/{slug}.md": article(title=slug, topics=listed) for slug, listed in topics.items()})
    [beside] = of_class("tally", main(built, "topics/water.html"))
    assert [words(item) for item in beside] == ["Towns 2 articles", "Bridges 1 article"]
    assert links(beside) == [("towns.html", "Towns"), ("bridges.html", "Bridges")]
    assert not of_class("tally", main(built, "topics/mills.html"))


def test_the_index_lists_the_dated_newest_first_and_the_undated_by_title(site: Build) -> None:
    """A year comes before its months and a month before its days: where in it the article belongs is unknown."""
    dates = [
        ("aa", "2024"),
        ("bb", "2025-03-09"),
        ("cc", "2025"),
        ("dd", "2025-03"),
        ("ee", "2025-03-10"),
        ("ff", "1987~"),
    ]
    files = {
        path: text for slug, date in [*dates, ("zz", None), ("mm", None)] for path, text in dated(slug, date).items()
    }
    assert listed(site(files), "index.html") == ["ee", "bb", "dd", "cc", "aa", "ff", "mm", "zz"]


def test_every_list_by_date_has_one_order_by_date_then_slug_and_the_undated_by_title_after_them(site: Build) -> None:
    """So have the ways from article to article; the index begins at the other end."""
    titles = {"aa": "Zebras", "bb": "Mills", "cc": "Apples", "xx": "Bridges", "yy": "Apples", "zz": "Apples"}
    days = dict.fromkeys(("aa", "bb", "cc"), "2024-05-01")
    files = {
        path: text
        for slug in titles
        for path, text in dated(slug, days.get(slug), title=titles[slug], topics="Water").items()
    }
    built = site(files | {"articles/names.yaml": "- {name: The, kind: work}\n"})
    fixed = ["aa", "bb", "cc", "yy", "zz", "xx"]
    assert listed(built, "topics/water.html") == listed(built, "years/index.html") == fixed
    assert list(dict.fromkeys(listed(built, "names/the.html"))) == fixed
    assert listed(built, "years/2024.html") == fixed[:3]
    assert listed(built, "index.html") == ["cc", "bb", "aa", "yy", "zz", "xx"]
    for older, newer in each(pairwise(fixed[:3])):
        [before] = of_class("earlier", main(built, f"articles/{newer}.html"))
        assert links(before) == [(f"{older}.html", titles[older])]


def test_an_article_is_sorted_by_the_earliest_day_that_its_date_allows_and_listed_once(site: Build) -> None:
    """A decade comes before its years, an interval and a season are in their first year, winter at the end of it."""
    dates = {
        "aa": "192X",
        "bb": "1920",
        "cc": "1920-05-01",
        "dd": "1931-24",
        "ee": "1931-12-31",
        "ff": "1931-11/1932-02",
        "gg": "1931-21",
        "hh": "1932-01",
        "ii": "1931-02-28",
        "jj": "1931-04",
        "kk": "1919-12-31",
        "ll": "1931/1933",
    }
    built = site({path: text for slug, date in dates.items() for path, text in dated(slug, date).items()})
    order = ["kk", "aa", "bb", "cc", "ll", "ii", "gg", "jj", "ff", "dd", "ee", "hh"]
    assert listed(built, "years/index.html") == order
    assert listed(built, "index.html") == order[::-1]
    years = {address for address in built.files if address.startswith("years/")}
    assert years == {f"years/{year}.html" for year in ("index", "1919", "192x", "1920", "1931", "1932")}
    assert listed(built, "years/192x.html") == ["aa"]
    assert listed(built, "years/1920.html") == ["bb", "cc"]
    assert listed(built, "years/1931.html") == order[4:11]
    assert "Articles of the 1920s, year unknown" in words(main(built, "years/192x.html"))


def test_a_decade_is_between_the_years_and_not_drawn_as_one_of_them(site: Build) -> None:
    files = dated("aa", "192X") | dated("bb", "1920") | dated("cc", "1922")
    opened = main(site(files), "years/index.html")
    [figure] = opened.iter("figure")
    assert [words(bar) for bar in figure.iter() if bar.tag.endswith("}a")] == ["1920: 1 article", "1922: 1 article"]
    assert "Articles of which only the decade is known are not drawn." in words(figure)
    [table] = of_class("years", opened)
    assert [text for _, text in links(table)] == ["1920s, year unknown", "1920", "1922"]
    assert not list(main(site(dated("aa", "192X") | dated("bb", "193X")), "years/index.html").iter("figure"))


def test_undated_articles_have_a_section_of_their_own(site: Build) -> None:
    built = site(dated("aa", "2024") | dated("zz", None) | dated("mm", None, supplied_title="An account"))
    [undated] = [
        section for section in main(built, "index.html").iter("section") if "undated" in words(section).lower()
    ]
    assert [href for href, _ in links(undated)] == ["articles/mm.html", "articles/zz.html"]


def test_titles_are_sorted_without_regard_to_capitals(site: Build) -> None:
    built = site(
        {**dated("aa", None, title="banana"), **dated("bb", None, title="Cherry"), **dated("cc", None, title="apple")}
    )
    assert listed(built, "index.html") == ["cc", "aa", "bb"]


def test_the_index_lists_each_article_once(site: Build) -> None:
    """Whether it is an account of an event or not, dated or not."""
    story = {"story": "flood"}
    files = dated("aa", "2024") | dated("bb", None) | dated("cc", None, **story) | dated("dd", "2025", **story)
    assert sorted(listed(site(files), "index.html")) == ["aa", "bb", "cc", "dd"]


def test_an_event_with_many_accounts_shows_some_of_them_and_counts_the_rest(site: Build) -> None:
    """On the index, where each account is listed once all the same, and on the pages of its accounts."""
    story = {"story": "flood"}
    files = {path: text for number in range(40) for path, text in dated(f"a{number:02}", "2024", **story).items()}
    built = site(files)
    [lead] = of_class("lead", main(built, "index.html"))
    assert links(lead)[-1] == ("stories/flood.html", "34 more accounts of this event")
    assert len(set(links(lead))) < 12
    assert sorted(listed(built, "index.html")) == [f"a{number:02}" for number in range(40)]
    assert "All accounts, side by side" in words(main(built, "articles/a00.html"))
    assert len(listed(built, "articles/a00.html")) < 12


def test_an_article_is_listed_with_its_first_words_and_says_where_they_are_cut(site: Build) -> None:
    long = " ".join(f"word{number}" for number in range(100))
    built = site({"articles/flood.md": article(f"{long}\n\nMore.\n"), "articles/vote.md": article("Short.\n\nMore.\n")})
    shown = words(main(built, "index.html"))
    assert "word0 word1" in shown
    assert "word99" not in shown
    assert "…" in shown
    assert "Short. …" not in shown


def test_the_first_words_of_an_article_end_where_a_sentence_does(site: Build) -> None:
    """In the second half of what a list has room for, else at a pause, else where the room ends."""

    def shown(text: str) -> str:
        [lede] = of_class("lede", main(site({"articles/flood.md": article(text + "\n")}), "index.html"))
        return words(lede)

    many = ["word"] * 30
    assert shown(" ".join([*many[:20], "end.", *many])).endswith("word end. …")
    assert shown(" ".join([*many[:20], "pause,", *many])).endswith("word pause, …")
    assert shown(" ".join([*many[:5], "end.", *many, *many])).count("word") == 35


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The tools – from chat to text – are *new*.", "8 words"),
        ("It cost 3.5 — or more … in 2019.", "7 words"),
        ("- - -\n\n“One-two,” she said.", "3 words"),
        ("河水上涨。桥被淹没。", "8 characters"),
        ("ارتفع النهر، ثم انخفض.", "4 words"),
    ],
)
def test_a_word_holds_a_letter_or_a_digit_and_scripts_without_spaces_are_measured_in_characters(
    site: Build, text: str, says: str
) -> None:
    built = site({"articles/aa.md": article(f"{text}\n")})
    assert facts(main(built, "articles/aa.html"))["Length"] == [says]


def test_the_index_counts_words_and_characters_apart(site: Build) -> None:
    built = site({"articles/aa.md": article("It – rained.\n"), "articles/bb.md": article("河水上涨。\n")})
    assert "2 articles · 2 words · 4 characters of scripts without spaces" in words(page(built, "index.html"))


def test_the_first_words_of_an_article_are_its_words_without_the_marks_of_footnotes(site: Build) -> None:
    built = site({"articles/flood.md": article("The river[^1] rose.\n\n[^1]: A note.\n")})
    assert "The river rose." in words(main(built, "index.html"))
    assert 'content="The river rose."' in built.text("articles/flood.html")


def test_a_list_says_that_it_is_by_date_only_where_dates_are_known(site: Build) -> None:
    topics = {"aa": None, "bb": None, "cc": "2024", "dd": "2025"}
    marked = {"aa": "[Undated, Mixed]", "bb": "[Undated]", "cc": "[Mixed, Dated]", "dd": "[Dated, Single]"}
    built = site(
        {path: text for slug in topics for path, text in dated(slug, topics[slug], topics=marked[slug]).items()}
    )
    notes = {
        name: words(of_class("note", main(built, f"topics/{name}.html"))[0])
        for name in ("undated", "mixed", "dated", "single")
    }
    assert notes == {
        "undated": "2 articles, by title.",
        "mixed": "2 articles, oldest first, then undated articles by title.",
        "dated": "2 articles, oldest first.",
        "single": "1 article.",
    }


def test_where_the_index_does_not_show_all_it_leads_to_those_without_a_date(site: Build) -> None:
    files = {path: text for number in range(52) for path, text in dated(f"a{number:02}", "2024").items()}
    built = site(files | dated("zz", None))
    assert ("years/undated.html", "Date unknown (1)") in links(main(built, "index.html"))


def many(count: int, year: str = "2024") -> dict[str, str]:
    """Return article files whose titles start with one letter and whose dates are in one year."""
    return {path: text for number in range(count) for path, text in dated(f"a{number:03}", year).items()}


def test_lists_by_year_and_by_title_exist_where_they_part_the_articles_or_the_index_is_full(site: Build) -> None:
    """Where they exist, every page leads to them, at addresses that no new article changes."""
    one_of_each = site(many(50))
    assert navigation(one_of_each) == ["Articles", "About"]
    assert not [address for address in each(one_of_each.files) if address.startswith(("years/", "titles/"))]
    for built in (site(many(51)), site(many(2) | dated("zz", None))):
        to = {label: leads_to("index.html", href) for href, label in links(page(built, "index.html"))}
        assert (to["By year"], to["By title"]) == ("years/index.html", "titles/index.html")
        assert {"years/2024.html", "titles/a.html"} < built.files.keys()
        assert navigation(built, "articles/a000.html") == navigation(built)


def test_the_lists_by_year_and_by_title_are_whole_up_to_a_hundred_articles(site: Build) -> None:
    """Beyond, they lead to the lists of each year and each letter, with their numbers."""
    whole = site(many(99) | dated("zz", None))
    assert listed(whole, "years/index.html") == [*(f"a{number:03}" for number in range(99)), "zz"]
    assert listed(whole, "titles/index.html") == listed(whole, "years/index.html")
    parted = site(many(100) | dated("zz", None))
    assert listed(parted, "years/index.html") == listed(parted, "titles/index.html") == []
    assert "101 articles, by year." in words(main(parted, "years/index.html"))
    assert "2024 100" in words(main(parted, "years/index.html"))
    assert "A 100 articles" in words(main(parted, "titles/index.html"))
    assert ("undated.html", "Date unknown") in links(main(parted, "years/index.html"))


def test_a_topic_s_page_lists_its_articles_and_the_list_of_topics_counts_them(site: Build) -> None:
    files = dated("aa", None, topics="[Water, Étang]") | dated("bb", "2025", topics="Water") | dated("cc", None)
    built = site(files)
    assert sorted(listed(built, "topics/water.html")) == ["aa", "bb"]
    assert listed(built, "topics/etang.html") == ["aa"]
    assert "Water 2 articles" in words(main(built, "topics/index.html"))
    assert "Étang 1 article" in words(main(built, "topics/index.html"))
    assert "topics/water.html" in {
        leads_to("articles/aa.html", href) for href, _ in links(main(built, "articles/aa.html"))
    }


def navigation(built: Site, address: str = "index.html") -> list[str]:
    """Return the words of the main navigation."""
    [found] = [nav for nav in page(built, address).iter("nav") if nav.get("aria-label") == "Main"]
    return [label for _, label in links(found)]


def test_the_navigation_leaves_out_what_has_nothing_or_one_thing_to_list(site: Build) -> None:
    built = site(dated("aa", "2024", topics="Water"))
    assert navigation(built) == ["Articles", "About"]


def test_the_navigation_names_what_there_is_to_list(site: Build) -> None:
    built = site(dated("aa", "2024", topics="Water") | dated("bb", "2025", topics="Towns"))
    assert {"Articles", "Topics", "About"} <= set(navigation(built))
    assert navigation(built, "articles/aa.html") == navigation(built)


def test_the_navigation_says_where_the_reader_is(site: Build) -> None:
    built = site(dated("aa", "2024"))
    here = [words(link) for link in page(built, "about.html").iter("a") if link.get("aria-current") == "page"]
    assert here == ["About"]


def test_the_accounts_of_one_event_lead_to_each_other(site: Build) -> None:
    story = {"story": "flood"}
    files = dated("aa", None, **story) | dated("bb", None, **story) | dated("cc", None)
    built = site(files | {"articles/stories/flood.yaml": "supplied_title: The flood of the century\n"})
    assert "bb" in listed(built, "articles/aa.html")
    assert "The flood of the century" in words(main(built, "articles/aa.html"))
    assert "The flood of the century" in words(main(built, "index.html"))


def test_an_event_without_a_story_file_is_called_by_its_mark(site: Build) -> None:
    story = {"story": "flood"}
    built = site(dated("aa", None, **story) | dated("bb", None, **story))
    assert "Accounts marked flood" in words(main(built, "index.html"))


# ---------------------------------------------------------------------------------------------------------------------
# True of every page


def test_every_link_of_every_page_leads_to_a_file_and_a_place_in_it(golden: Site) -> None:
    """Each is relative and ends in a file, so the site works from disk as it does from a web host."""
    found = pages(golden)
    ids = {address: {element.get("id") for element in root.iter()} for address, root in found.items()}
    files, count = golden.files, 0
    for address, root in each(found.items()):
        for href in each(references(root)):
            if urlsplit(href).scheme:
                assert urlsplit(href).scheme in {"http", "https", "mailto"}
                continue
            to = leads_to(address, href)
            assert to in files, f"{address}: {href}"
            assert not href.startswith("/")
            fragment = urlsplit(href).fragment
            assert not fragment or fragment in ids[to], f"{address}: {href}"
            count += 1
    assert count > 50


def test_a_link_that_leaves_the_archive_does_not_say_where_it_came_from(golden: Site) -> None:
    outside = [
        link for root in pages(golden).values() for link in root.iter("a") if urlsplit(link.get("href") or "").scheme
    ]
    assert all({"noopener", "noreferrer"} <= set((link.get("rel") or "").split()) for link in each(outside))


def test_nor_does_a_link_in_a_text(described: Site) -> None:
    """However it is typed; a link within the archive needs no such caution.

    articles/flood.md:
        See [the map](https://map.example/ "A title"), [*another*](http://map.example/2), <https://map.example/3>,
        [the editor](mailto:editor@map.example) and [the bridge](bridge.md).

        - A list with [a map](https://map.example/4).
    articles/bridge.md:
        The bridge.
    """
    said = {link.get("href"): link.get("rel") for link in content(described).iter("a")}
    outside = {href: rel for href, rel in said.items() if urlsplit(href).scheme}
    assert len(outside) == 5
    assert set(outside.values()) == {"external noopener noreferrer nofollow"}
    assert said["bridge.html"] is None


SIGNS = """<ins>"it's" & &amp; {{ 7 }}</ins>"""
"""What would be markup, or the end of an attribute, if a template printed it as it is."""


def test_every_template_escapes_what_it_prints(site: Build) -> None:
    """Titles, facts, labels, questions, names and the archive's own title are text, on every page and in attributes."""
    typed = "'" + SIGNS.replace("'", "''") + "'"
    keys = ("byline", "publisher", "place", "licence", "summary")
    facts_typed = dict.fromkeys(keys, typed) | {"topics": f"[{typed}, Water]", "story": "flood"}
    story = (
        f"supplied_title: {typed}\nquestions:\n  - ask: {typed}\n    accounts: {{aa: [{{paragraph: 1, words: A}}]}}\n"
    )
    built = site(
        {
            "site.yaml": f"title: {typed}\ndescription: {typed}\nlanguage: en\n",
            "articles/aa.md": article("A.\n", title=typed, label=typed, **facts_typed),
            "articles/bb.md": article("B.\n", supplied_title=typed, label="the other", **facts_typed),
            "articles/stories/flood.yaml": story,
            "articles/names.yaml": f"- {{name: A, kind: work, also: [{typed}]}}\n",
        }
    )
    for address, root in each(pages(built).items()):
        assert "ins" not in {element.tag for element in root.iter()}, address
        assert SIGNS in words(next(root.iter("title"))), address
    [description] = [meta for meta in page(built, "articles/aa.html").iter("meta") if meta.get("name") == "description"]
    assert description.get("content") == SIGNS
    assert words(main(built, "articles/aa.html")).count(SIGNS) >= len(keys) + 2
    assert SIGNS in words(main(built, "stories/flood.html"))


def test_no_page_loads_anything_from_elsewhere(golden: Site) -> None:
    loads = {"link", "script", "img", "iframe", "source"}
    loaded = [element for root in pages(golden).values() for element in root.iter() if element.tag in loads]
    for element in each(loaded):
        assert not urlsplit(element.get("href") or element.get("src") or "").scheme
        assert not urlsplit(element.get("href") or element.get("src") or "").netloc


POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'self' file:"
)
"""What a page may load, and nothing else."""


def test_the_policy_comes_first_in_the_head_of_every_page(golden: Site) -> None:
    """What comes before it would not be bound by it. That of 404.html is tested with the page."""
    for address, root in each(pages(golden).items()):
        [head] = root.iter("head")
        assert head[0].get("http-equiv") == "Content-Security-Policy"
        assert head[0].get("content") == POLICY or address == "404.html"
        charsets = [element.get("charset") for element in head.iter("meta") if element.get("charset")]
        assert charsets == ["utf-8"]


def test_every_page_has_one_title_one_description_one_language_and_one_main_heading(golden: Site) -> None:
    titles = []
    for root in each(pages(golden).values()):
        [title] = root.iter("title")
        titles.append(words(title))
        described = [meta for meta in root.iter("meta") if meta.get("name") == "description"]
        assert len(described) == len(list(root.iter("h1"))) == len(list(root.iter("main"))) == 1
        assert described[0].get("content")
        assert root.get("lang") == "en"
    assert len(titles) == len(set(titles))
    assert all("The Golden Archive" in title for title in each(titles))


def test_no_id_is_on_a_page_twice(golden: Site) -> None:
    for address, root in each(pages(golden).items()):
        ids = [element.get("id") for element in root.iter() if element.get("id") is not None]
        assert len(ids) == len(set(ids)), address


def test_every_page_is_reached_from_the_index(golden: Site) -> None:
    """All but the one that a web host shows for an address that is not there, and former addresses."""
    found = pages(golden)
    former = {"articles/flood-night.html", "stories/flood-night--river-rises.html", "stories/rising-water.html"}
    reached, new = set(), {"index.html"}
    while new:
        reached |= new
        to = {leads_to(here, href) for here in new for href, _ in links(found[here]) if not urlsplit(href).scheme}
        new = {address for address in to if address in found} - reached
    assert set(found) - reached == {"404.html", *former}


def test_every_page_is_read_alike_by_a_second_parser(golden: Site) -> None:
    """Nothing has to be mended on the way, so every browser sees the same page."""
    strict = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    for address in each(pages(golden)):
        strict.parse(golden.text(address))


# ---------------------------------------------------------------------------------------------------------------------
# The golden site

EXPECTED = HERE / "golden" / "pages"


def test_the_golden_site_is_what_it_was(golden: Site, pytestconfig: pytest.Config) -> None:
    """`pytest --golden` writes the expected pages anew; look at what changed before you keep it."""
    shown = {address: f"<main{golden.main(address)}</main>\n" for address in pages(golden)}
    if pytestconfig.getoption("--golden"):
        for address in tree(EXPECTED).keys() - shown.keys():
            (EXPECTED / address).unlink()
        for address, html in shown.items():
            (EXPECTED / address).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / address).write_text(html, "utf-8", newline="\n")
    assert sorted(shown) == sorted(tree(EXPECTED))
    for address, html in each(shown.items()):
        assert html == (EXPECTED / address).read_text("utf-8"), address
