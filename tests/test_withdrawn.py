"""A withdrawn article leaves a notice, and none of its words in any file of the site or of what is kept beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from changing import build, edit, found_unchanged
from conftest import SITE, Files, Site, article, build_site, each, run, write
from reading import PAIR, STORY, check_ids_and_links, facts, links, main, page, section, words
from stories import account, many
from withdrawing import KEPT, WHY, WITHDRAWN, WITHOUT_HERALD, leaks, withdrawn, withheld

from sitebuilder.publishing import publication as publishing

WORDS = withheld(WITHDRAWN, "herald")
"""Every five words in a row that the withdrawn article had and no other text has."""


@pytest.fixture(scope="module")
def gone(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the archive, withdraw an article, and build it again."""
    home = write(tmp_path_factory.mktemp("gone"), KEPT)
    build_site(home)
    assert len(leaks(home / "public", WORDS)) > 10  # the search finds them in pages of every kind
    return build_site(write(home, WITHDRAWN))


@pytest.fixture(scope="module")
def all_gone(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the archive with both accounts of its event withdrawn."""
    files = WITHDRAWN | {
        "articles/gazette.md": withdrawn(KEPT["articles/gazette.md"]),
        "articles/stories/flood.yaml": "supplied_title: The flood\nquestions:\n"
        "  - ask: What did the water cover?\n    accounts: {}\n  - ask: How is the mill?\n    accounts: {}\n",
    }
    return build_site(write(tmp_path_factory.mktemp("all"), files))


def test_what_is_searched_for_is_of_every_part_of_the_article() -> None:
    """Of its title, its byline, its summary, its standfirst and each of its long paragraphs."""
    for some in (
        "night of brown water in",
        "wilhelmina quill of the herald",
        "a lady and her dog",
        "what was heard and seen",
        "ann bell who lives there",
    ):
        assert tuple(some.split()) in WORDS


def test_no_file_of_the_site_has_five_words_in_a_row_of_a_withdrawn_article(gone: Site) -> None:
    assert leaks(gone.output, WORDS) == {}


def test_nor_has_any_file_of_the_folder_that_the_next_build_begins_with(gone: Site) -> None:
    beside = gone.source / ".public.next"
    assert leaks(beside, WORDS) == {}
    assert (beside / "static/style.css").samefile(gone.output / "static/style.css")


def test_no_list_has_its_title_its_byline_its_topic_or_its_label(gone: Site) -> None:
    for words_of_it in ("Night of brown", "Quill", "Lost boats", "“All night”", "The Herald"):
        assert [path for path, raw in each(gone.files.items()) if words_of_it.encode() in raw] == []


def test_a_notice_at_its_address_has_its_slug_the_day_and_the_reason(gone: Site) -> None:
    notice = main(gone, "articles/herald.html")
    assert words(notice.find(".//h1")) == "herald"
    assert facts(notice)["Withdrawn"] == ["5 December 2026"]
    assert facts(notice)["Why"] == ["The publisher asked for it."]
    assert "Its Markdown file and the file received have no address any more." in words(notice)
    assert ("../stories/flood.html", "The flood") in links(notice)


def test_a_notice_of_an_article_without_a_text_as_received_says_nothing_of_one(all_gone: Site) -> None:
    assert "Its Markdown file has no address any more." in words(main(all_gone, "articles/gazette.html"))


def test_its_markdown_file_and_its_text_as_received_have_no_address_any_more(gone: Site) -> None:
    addresses = gone.files.keys()
    assert "articles/mill.md" in addresses
    assert [path for path in each(addresses) if path.endswith("herald.md") or "page.txt" in path] == []


def test_the_address_of_each_of_its_paragraphs_leads_to_the_notice(gone: Site) -> None:
    """Links from other articles do, too."""
    notice = gone.text("articles/herald.html")
    assert [f'id="p{number}"' in notice for number in range(1, 6)] == [True, True, True, True, False]
    assert ("herald.html#p3", "the boat") in links(main(gone, "articles/letter.html"))
    check_ids_and_links(gone)


def test_an_article_of_the_same_file_is_proven_and_says_that_the_file_is_withheld(gone: Site) -> None:
    text = words(section(gone, "provenance", "articles/mill.html"))
    assert "The file received is withheld: a withdrawn article was made from it too." in text
    assert "Identical to the file received, letter for letter, in 1 paragraph (number 5 of the 5" in text
    edit(gone.source, "articles/mill.md", "ninety", "eighty")
    try:
        assert run("check", "--source", gone.source).status == 1
    finally:
        edit(gone.source, "articles/mill.md", "eighty", "ninety")


def test_a_file_received_twice_is_withheld_under_both_names(archive: Callable[[Files], Path]) -> None:
    """Even where the other article names its copy of the file by itself."""
    files = {**WITHDRAWN, "articles/originals/again.txt": WITHDRAWN["articles/originals/page.txt"]}
    files["articles/mill.md"] = files["articles/mill.md"].replace("page.txt", "again.txt")
    assert leaks(build_site(archive(files)).output, WORDS) == {}


def test_on_the_page_of_its_event_it_keeps_its_letter_and_its_column_says_withdrawn(gone: Site) -> None:
    story = main(gone, STORY)
    assert ("../articles/herald.html", "B · withdrawn") in links(story)
    assert "Withdrawn, so that nothing is compared with it: B" in words(story.find(".//header"))
    assert "no passage" not in words(story)
    assert words(page(gone, STORY).find(".//*[@id='q1']")).endswith("B withdrawn")
    assert [f'id="q{number}"' in gone.text(STORY) for number in (1, 2, 3)] == [True, True, True]


MILLER = account("The mill is dry again, says the miller.\n", "“the miller”", title="The miller")


def test_among_three_accounts_the_others_are_compared_as_before_by_the_same_letters(site: Callable[..., Site]) -> None:
    theirs = "      miller: [{paragraph: 1, words: is dry again}]\n"
    answered = WITHOUT_HERALD.replace("is dry.}]\n", f"is dry.}}]\n{theirs}").replace(
        "How is the mill?\n", "How is the mill?\n    relation: agreement\n"
    )
    built = site(WITHDRAWN | {"articles/miller.md": MILLER, "articles/stories/flood.yaml": answered})
    assert [words(head) for head in page(built, STORY).findall(".//*[@aria-labelledby='agreements']//th")[1:4]] == [
        "A · “at noon”",
        "B · withdrawn",
        "C · “the miller”",
    ]
    assert {"gazette--miller.html", "gazette--herald.html", "herald--miller.html"} <= {
        Path(address).name for address in built.files
    }
    assert "C 1" in built.text(STORY)
    assert leaks(built.output, WORDS) == {}
    check_ids_and_links(built)


def test_the_page_of_two_accounts_is_a_notice_too(gone: Site) -> None:
    notice = main(gone, PAIR)
    assert "It is gone because one is withdrawn." in words(notice)
    assert links(notice)[:2] == [("../articles/herald.html", "herald"), ("../articles/gazette.html", "[A river rises]")]
    assert ("flood.html", "The flood") in links(notice)
    ids = [
        f'id="{slug}-p{number}"' for slug, count in (("gazette", 3), ("herald", 4)) for number in range(1, count + 1)
    ]
    assert [name for name in ids if name not in gone.text(PAIR)] == []


def test_an_event_whose_accounts_are_all_withdrawn_has_a_notice_and_is_in_no_list(all_gone: Site) -> None:
    notice = main(all_gone, STORY)
    assert "Every account of this event is withdrawn" in words(notice)
    assert {"herald", "gazette"} <= {text for _, text in links(notice)}
    assert [f'id="q{number}"' in all_gone.text(STORY) for number in (1, 2)] == [True, True]
    assert "It is gone because both are withdrawn." in words(main(all_gone, PAIR))
    assert "stories/" not in all_gone.text("index.html")
    check_ids_and_links(all_gone)


def test_an_archive_may_be_built_of_which_every_article_is_withdrawn(site: Callable[..., Site]) -> None:
    built = site({"articles/gone.md": withdrawn(article("It was here.\n"))})
    assert "gone" in built.main("articles/gone.html")
    assert b"It was here" not in b"".join(built.files.values())


def test_the_file_may_keep_nothing_of_the_article(site: Callable[..., Site]) -> None:
    """Neither a title nor a text: then all that was cited leads to the top of the notice."""
    front = f"---\nwithdrawn: {WHY}\nrevisions: [{{on: 2026-11-21, what: Added}}]\nstory: flood\n---\n"
    built = site(WITHDRAWN | {"articles/herald.md": front, "articles/letter.md": article("A letter.\n")})
    assert "5 December 2026" in words(main(built, "articles/herald.html"))


def test_an_article_that_comes_back_is_as_if_it_had_never_been_gone(archive: Callable[[Files], Path]) -> None:
    home = archive(KEPT)
    before = build(home)
    build(write(home, WITHDRAWN))
    assert build(write(home, KEPT)) == before


def test_the_withdrawal_is_among_the_changes_and_leads_to_the_notice(gone: Site) -> None:
    """So do the earlier acts, by the slug of the article."""
    changes = main(gone, "changes.html")
    acts = [words(act) for act in each(changes.findall(".//li[@class='entry']")) if "herald" in words(act)]
    assert acts == [
        "5 December 2026 herald Withdrawn: The publisher asked for it.",
        "21 November 2026 herald Added to the archive",
    ]
    assert ("articles/herald.html", "herald") in links(changes)
    slugs = [link for link in each(changes.iter("a")) if link.text == "herald"]
    assert {link.get("lang") for link in each(slugs)} == {None}  # it is no word of an article, so it has no serifs


def test_the_feed_says_of_a_withdrawn_article_what_the_notice_says(site: Callable[..., Site]) -> None:
    built = site(WITHDRAWN | {"site.yaml": f"{SITE}url: https://example.org/archive/\n"})
    entries = each(ET.fromstring(built.text("atom.xml")).findall("{*}entry"))
    [entry] = [entry for entry in entries if entry.findtext("{*}title") == "herald"]
    assert entry.findtext("{*}summary") == (
        "2026-12-05: Withdrawn: The publisher asked for it.; 2026-11-21: Added to the archive"
    )
    assert entry.findtext("{*}updated") == "2026-12-05T00:00:00Z"
    assert [entry.find(f"{{*}}{name}") for name in ("author", "published")] == [None, None]
    assert leaks(built.output, WORDS) == {}


def test_a_rebuild_after_a_withdrawal_makes_what_a_build_from_nothing_makes(gone: Site, tmp_path: Path) -> None:
    assert build_site(write(tmp_path, WITHDRAWN)).files == gone.files


def test_a_build_after_no_change_finds_that_nothing_is_to_be_done(gone: Site) -> None:
    assert found_unchanged(run("--source", gone.source).said)


def test_a_notice_is_explained_by_the_file_of_its_article(gone: Site) -> None:
    said = run("--source", gone.source, "--explain", "articles/herald.html").said
    assert "    articles/herald.md\n" in said
    assert "  kept: nothing that it is made from has changed" in said


def test_words_that_a_dead_build_left_beside_the_site_are_gone_after_the_next(
    archive: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It died when the site was published, and the folder beside it was not cleared of them yet."""
    home = archive(KEPT)
    build(home)

    def die(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(publishing.Publication, "forget", die)
        run("--source", write(home, WITHDRAWN))
    assert leaks(home / "public", WORDS) == {}
    build(home)
    assert [leaks(folder, WORDS) for folder in (home / "public", home / ".public.next")] == [{}, {}]


def test_words_that_cannot_be_taken_out_of_the_folder_beside_the_site_are_gone_with_all_of_it(
    archive: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder has a marker of its own while they are taken out of it, so that it is of no use until that is done."""
    home = archive(KEPT)
    build(home)
    forget = publishing.forget

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def stop_half_way(folder: Path, output: Path, stale: object) -> None:
        assert stale
        with monkeypatch.context() as patched:
            patched.setattr("os.link", fail)
            forget(folder, output, [])

    monkeypatch.setattr(publishing, "forget", stop_half_way)
    assert run("--source", write(home, WITHDRAWN)).status == 0
    assert leaks(home / "public", WORDS) == {}
    assert not (home / ".public.next").exists()


def test_a_name_that_only_a_withdrawn_article_has_is_not_asked_to_be_removed(archive: Callable[[Files], Path]) -> None:
    """Its page is still there for those who have its address."""
    files = {"articles/gone.md": withdrawn(article("Ann came.\n")), "articles/letter.md": article("A letter.\n")}
    home = archive(files | {"articles/names.yaml": "- {name: Ann, kind: person}\n"})
    assert run("--source", home).complained == ""
    assert (home / "public/names/ann.html").exists()


@pytest.mark.parametrize("gone", [("account-01",), ("account-01", "account-02", "account-03")])
def test_of_many_accounts_the_others_keep_their_pages_of_two(
    archive: Callable[[Files], Path], gone: tuple[str, ...]
) -> None:
    """No account takes the place of a withdrawn one among the first, and two that share wording still have a page."""
    shared = " by the new iron bridge"
    files = dict(many(8)) | {"articles/stories/flood.yaml": "supplied_title: The flood\n"}
    for slug in ("account-07", "account-08"):
        files[f"articles/{slug}.md"] = files[f"articles/{slug}.md"].replace(". “", f"{shared}. “")
    home = archive(files)
    before = {address for address in build(home) if "--" in address}
    after = {
        address
        for address in build(
            write(home, {f"articles/{slug}.md": withdrawn(files[f"articles/{slug}.md"]) for slug in gone})
        )
        if "--" in address
    }
    assert "stories/account-07--account-08.html" in before
    assert before <= after
    assert [pair for pair in each(after) if pair not in before and not any(slug in pair for slug in gone)] == []
