"""On whose word something is: each answer in its whole sentence, with who is quoted and to whom it is attributed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import pytest
from conftest import Files, Site, article, build_site, each, write
from reading import STORY, answers, cells, links, main, of_class, said, section, voices, words
from stories import account

from sitebuilder.archive.accounts.comparison import answers_to, compare
from sitebuilder.archive.archive import Story
from sitebuilder.records.articles.article import Article, ArticleText
from sitebuilder.records.articles.reading import read_article
from sitebuilder.records.stories import read_story

LETTER = """
The mayor, Ann Bell, runs the town hall. In a letter she wrote: 'The bridge is shut. Nobody was hurt on it.' All is dry.

According to sources close to the mill, the river “rose over the old wall” and fell. A boy said: “It was loud.”

Police said: “He told me ‘Go home’ and I went.” That was all.

A girl said: “She wrote ‘It rained. It hailed.’ and left.”

他说：»好。«他走了。

他来了。”3人来了。”他说。
"""
QUOTATIONS = """
  - paragraph: 1
    starts: The bridge
    speaker: Ann Bell
    kind: person
    role: The mayor
    via: In a letter
    for: town hall
  - paragraph: 2
    starts: rose over
    speaker: sources close to the mill
    kind: anonymous
    via: {paragraph: 3, words: Police}
  - {paragraph: 3, starts: He told, speaker: Police, kind: office}
"""
ANN = "Ann Bell, The mayor, In a letter, for town hall"


@dataclass(frozen=True)
class Asked:
    """A question, its answers, and what a reader sees of them."""

    answers: str
    """The answers, as YAML."""
    sentence: str
    """The sentence that is shown."""
    marked: tuple[str, ...]
    """What answers: what is marked in it, or all of it, where no letter is left over."""
    voices: tuple[str, ...] = ()
    """On whose word it is."""
    halves: tuple[str, str] = ("", "")
    """The quotation marks that the style sheet adds before it and after it."""


ASKED = {
    "all of an answer is quoted": Asked(
        "{paragraph: 1, words: Nobody was hurt}",
        "Nobody was hurt on it.'",
        ("Nobody was hurt",),
        (f"quoted: {ANN}",),
        ("'", ""),
    ),
    "it is all the same with the mark itself": Asked(
        '{paragraph: 1, words: "hurt on it.\'"}',
        "Nobody was hurt on it.'",
        ("hurt on it.'",),
        (f"quoted: {ANN}",),
        ("'", ""),
    ),
    "a quotation goes on in the next sentence": Asked(
        "{paragraph: 1, words: The bridge is shut}",
        "In a letter she wrote: 'The bridge is shut.",
        ("The bridge is shut",),
        (f"quoted: {ANN}",),
        ("", "'"),
    ),
    "an answer goes on in the next sentence": Asked(
        '{paragraph: 1, words: "The bridge is shut. Nobody was hurt"}',
        "In a letter she wrote: 'The bridge is shut. Nobody was hurt on it.'",
        ("The bridge is shut. Nobody was hurt",),
        (f"quoted: {ANN}",),
    ),
    "a part of an answer is quoted": Asked(
        "{paragraph: 2, words: the river “rose over the old wall” and fell}",
        "According to sources close to the mill, the river “rose over the old wall” and fell.",
        ("the river “rose over the old wall” and fell",),
        ("partly quoted: sources close to the mill, Police ¶3",),
    ),
    "nothing of it is quoted": Asked("{paragraph: 1, words: is dry}", "All is dry.", ("is dry",)),
    "it is not recorded who is quoted": Asked(
        "{paragraph: 2, words: It was loud}",
        "A boy said: “It was loud.”",
        ("It was loud",),
        ("quoted: speaker not recorded",),
    ),
    "the sentence says on whose word": Asked(
        "{paragraph: 2, words: fell, attributed: According to sources close to the mill}",
        "According to sources close to the mill, the river “rose over the old wall” and fell.",
        ("fell",),
        ("attributed: According to sources close to the mill",),
    ),
    "another paragraph says on whose word": Asked(
        "{paragraph: 1, words: All is dry., attributed: {paragraph: 3, words: Police said}}",
        "All is dry.",
        ("All is dry.",),
        ("attributed: Police said ¶3",),
    ),
    "a quotation is in a quotation": Asked(
        "{paragraph: 3, words: Go home}",
        "Police said: “He told me ‘Go home’ and I went.”",
        ("Go home",),
        ("quoted: Police", "quoted: speaker not recorded"),
    ),
    "a quotation in a quotation goes on in the next sentence": Asked(
        "{paragraph: 4, words: It rained.}",
        "A girl said: “She wrote ‘It rained.",
        ("It rained.",),
        ("quoted: speaker not recorded",),
        ("", "’”"),
    ),
    "it went on from the sentence before": Asked(
        "{paragraph: 4, words: It hailed.}",
        "It hailed.’ and left.”",
        ("It hailed.",),
        ("quoted: speaker not recorded",),
        ("“‘", ""),
    ),
    "a quotation ends where its sentence does, but for its mark": Asked(
        "{paragraph: 5, words: 好}", "他说：»好。", ("好",), ("quoted: speaker not recorded",), ("", "«")
    ),
    "its mark starts the next sentence": Asked("{paragraph: 5, words: 他走了}", "«他走了。", ("«他走了。",)),
    "a quotation starts where its sentence does, but for its mark": Asked(
        "{paragraph: 6, words: 3人来了}", "3人来了。”他说。", ("3人来了",), ("quoted: speaker not recorded",), ("”", "")
    ),
    "its mark ends the sentence before": Asked("{paragraph: 6, words: 他来了}", "他来了。”", ("他来了。”",)),
    "two answers are in one sentence": Asked(
        "{paragraph: 1, words: the town hall}, {paragraph: 1, words: The mayor}",
        "The mayor, Ann Bell, runs the town hall.",
        ("The mayor", "the town hall"),
    ),
    "two answers share words": Asked(
        '{paragraph: 1, words: "The mayor, Ann"}, {paragraph: 1, words: "Ann Bell, runs"}',
        "The mayor, Ann Bell, runs the town hall.",
        ("The mayor, Ann Bell, runs",),
    ),
}
"""The questions, by what they are examples of."""


def files() -> dict[str, str]:
    """Return an archive whose one account answers all of them; another has nothing to say."""
    questions = "".join(
        f"  - ask: {ask}\n    accounts:\n      letter: [{asked.answers}]\n" for ask, asked in ASKED.items()
    )
    account = {"story": "flood", "language": "en"}
    return {
        "articles/letter.md": article(LETTER, label="a letter", quotations=QUOTATIONS, **account),
        "articles/other.md": article("It rained.\n", label="rain", **account),
        "articles/stories/flood.yaml": f"supplied_title: The flood\nquestions:\n{questions}",
        "articles/names.yaml": "- {name: town hall, kind: office}\n- {name: mill, kind: place}\n",
    }


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build that archive."""
    return build_site(write(tmp_path_factory.mktemp("letter"), files()))


def answered(site: Site, ask: str) -> Element:
    """Return the cell in which the account answers."""
    return cells(site, list(ASKED).index(ask) + 1)[0]


@pytest.mark.parametrize("ask", ASKED)
def test_an_answer_is_shown_in_its_whole_sentence_with_its_words_marked_and_whose_word_it_is(
    letter: Site, ask: str
) -> None:
    cell, asked = answered(letter, ask), ASKED[ask]
    assert [sentence for sentence, _ in said(cell)] == [asked.sentence]
    assert answers(cell) == list(asked.marked)
    assert voices(cell) == list(asked.voices)
    quoted = next(cell.iter("q"))
    assert (quoted.get("data-opening") or "", quoted.get("data-closing") or "") == asked.halves


def test_words_that_say_on_whose_word_something_is_are_quoted_in_their_language(letter: Site) -> None:
    cell = answered(letter, "all of an answer is quoted")
    assert [(words(quoted), quoted.get("lang")) for quoted in cell.iter("q")][1:] == [
        ("The mayor", "en"),
        ("In a letter", "en"),
    ]


def test_only_a_part_of_a_sentence_is_marked(site: Callable[[Files], Site]) -> None:
    """Where its full stop alone would not be marked, nothing is: the whole sentence answers."""
    story = """supplied_title: The flood
questions:
  - ask: What fell?
    relation: agreement
    accounts:
      aa: [{paragraph: 1, words: The bridge fell}]
      bb: [{paragraph: 1, words: The bridge}]
"""
    fallen = {f"articles/{slug}.md": account("The bridge fell.\n", f"“{slug}”") for slug in ("aa", "bb")}
    whole, part = cells(site(fallen | {"articles/stories/flood.yaml": story}), 1)
    assert not list(whole.iter("mark"))
    assert [words(mark) for mark in part.iter("mark")] == ["The bridge"]
    assert words(whole).startswith("A The bridge fell.")


def test_a_passage_looks_quieter_where_it_is_only_the_rest_of_a_sentence(letter: Site, opened) -> None:
    tab = opened(letter.output / STORY)
    for quoted in each(tab.query_selector_all("td q:has(mark)")):
        rest, marked = quoted.evaluate(
            "quoted => [quoted, quoted.querySelector('mark')].map(element => getComputedStyle(element).color)"
        )
        assert rest != marked


def test_copying_a_passage_gives_its_exact_words_and_nothing_else(letter: Site, opened) -> None:
    """Neither the marks round it, nor those that the style sheet completes, nor whose word it is, nor its paragraph."""
    tab = opened(letter.output / STORY)
    shown = main(letter, STORY)
    expected = [words(quoted) for cell in shown.iter("td") for quoted in cell.iter("q")]
    copied = tab.evaluate(
        """() => [...document.querySelectorAll("td q")].map(quoted => {
            getSelection().selectAllChildren(quoted);
            return getSelection().toString();
        })"""
    )
    assert copied == expected
    assert {asked.sentence for asked in ASKED.values()} <= set(copied)


def test_three_clicks_on_a_passage_take_it_and_nothing_of_what_is_beside_it(letter: Site, opened) -> None:
    tab = opened(letter.output / STORY)
    for quoted in each(tab.query_selector_all("td p > q")):
        quoted.click(click_count=3, position={"x": 20, "y": 12})
        assert tab.evaluate("getSelection().toString()").strip() == quoted.evaluate("quoted => quoted.textContent")


def test_the_style_sheet_sets_the_marks_round_a_passage_and_those_that_its_sentence_lacks(letter: Site, opened) -> None:
    tab = opened(letter.output / STORY)
    for quoted in each(tab.query_selector_all("td p > q[data-opening]")):
        before = quoted.evaluate("quoted => getComputedStyle(quoted, '::before').content")
        assert before == f'open-quote "{quoted.get_attribute("data-opening")}"'


# ---------------------------------------------------------------------------------------------------------------------
# What somebody says, in one place


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build an archive in which a council speaks, by another name of it, and others speak for it or do not."""
    text = """The Council said: “One.” Its clerk, Ann Bell, wrote in a letter: “Two.”

Town Hall said: “Three.” The mayor said: “Four.” One, who is anonymous, said: “Five.”
"""
    speakers = """
  - {paragraph: 1, starts: One, speaker: The Council, kind: organisation, name: Council}
  - {paragraph: 1, starts: Two, speaker: Ann Bell, kind: person, role: Its clerk, via: in a letter, for: Council}
  - {paragraph: 2, starts: Three, speaker: Town Hall, kind: organisation, for: Council}
  - {paragraph: 2, starts: Four, speaker: The mayor, kind: office, name: Amos Pell}
  - {paragraph: 2, starts: Five, speaker: "One, who is anonymous", kind: anonymous}
"""
    keys = {"language": "en", "story": "flood"}
    files = {
        "articles/council.md": article(text, label="a council", title="A council", quotations=speakers, **keys),
        "articles/other.md": article("It rained.\n", label="rain", title="Rain", **keys),
        "articles/names.yaml": """
- {name: Council, kind: organisation, also: Town Hall}
- {name: Amos Pell, kind: person}
- {name: Ann Bell, kind: person}
- {name: letter, kind: work}
""",
    }
    return build_site(write(tmp_path_factory.mktemp("council"), files))


def register(site: Site, address: str) -> dict[str, list[str]]:
    """Return the quotations that a page lists, with who speaks, by heading."""
    groups = [part for part in main(site, address).iter("section") if of_class("register", part)]
    return {
        words(next(part.iter("h2"))): [words(item).partition(" In a council")[0] for item in part.iter("li")]
        for part in groups
    }


def test_the_page_of_a_name_lists_first_what_it_says_and_what_is_said_for_it(council: Site) -> None:
    """Where another name of the same speaks for it, it speaks itself."""
    assert register(council, "names/council.html") == {
        "Quoted from Council": ["One. The Council", "Three. Town Hall, for Council"],
        "Quoted from others who speak for Council": ["Two. Ann Bell, Its clerk, in a letter, for Council"],
    }
    assert ("ann-bell.html", "Ann Bell") in links(main(council, "names/council.html"))
    headings = [words(heading) for heading in main(council, "names/council.html").iter("h2")]
    assert headings[:4] == [
        "Quoted from Council",
        "Quoted from others who speak for Council",
        "Paragraphs that name Council",
        "A council",
    ]


def test_a_name_has_a_page_where_it_is_quoted_even_if_no_text_has_it(council: Site) -> None:
    assert register(council, "names/amos-pell.html") == {"Quoted from Amos Pell": ["Four. The mayor"]}
    assert "Amos Pell 1 quotation" in words(main(council, "names/index.html"))
    assert "../names/letter.html" not in [href for href, _ in each(links(main(council, "articles/council.html")))]


def test_who_speaks_is_shown_with_what_is_recorded_of_them_wherever_the_speaker_is(council: Site) -> None:
    assert register(council, "quotations.html")["People"] == ["Two. Ann Bell, Its clerk, in a letter, for Council"]
    listed = [words(item) for item in section(council, "quoted", "articles/council.html").iter("li")]
    assert listed[1] == "Ann Bell, Its clerk, in a letter, for Council ¶1"
    assert "Two. ¶1 Its clerk, in a letter, for Council" in words(section(council, "quoted"))
    assert ("names/council.html", "Council") in links(main(council, "quotations.html"))


def test_for_whom_somebody_speaks_is_not_said_again_where_the_speaker_is_called_so(
    site: Callable[[Files], Site],
) -> None:
    text = "A clerk of the Council said: “One.” Councillors said: “Two.”\n"
    speakers = """
  - {paragraph: 1, starts: One, speaker: A clerk of the Council, kind: office, for: Council}
  - {paragraph: 1, starts: Two, speaker: Councillors, kind: office, for: Council}
"""
    names = "- {name: Council, kind: organisation}\n"
    built = site({"articles/a.md": article(text, title="A", quotations=speakers), "articles/names.yaml": names})
    [said] = register(built, "quotations.html").values()
    first, second = (row.partition(" In ")[0] for row in said)
    assert (first, second) == ("One. A clerk of the Council", "Two. Councillors, for Council")
    to_council = [text for href, text in links(main(built, "quotations.html")) if href == "names/council.html"]
    assert to_council == ["A clerk of the Council", "Council"]


def test_that_somebody_is_anonymous_is_said_once(council: Site) -> None:
    heads = [words(head) for head in section(council, "quoted").iter("th") if head.get("scope") == "row"]
    assert heads[-2:] == ["The mayor office", "Town Hall organisation"]
    assert "One, who is anonymous" in heads


# ---------------------------------------------------------------------------------------------------------------------
# In what order sentences come, and what no question quotes


def account_of(raw: str) -> tuple[Article, ArticleText]:
    """Read an account without a mistake."""
    read = read_article("aa.md", raw.encode(), {})
    return read.sound, ArticleText(read.sound, read.quotations, "", lambda: read.body)


def test_sentences_are_in_the_order_of_the_first_answer_in_each() -> None:
    """An answer that runs on into a sentence that is there already takes it along to its place."""
    raw = article("It rose. It fell. It was cold.\n\nIt was dark.\n", label="a", story="flood")
    _, text = account_of(raw)
    places = (("1", "cold"), ("2", "dark"), ("1", "It fell. It was"), ("1", "rose"))
    rows = ", ".join(f"{{paragraph: {number}, words: {exact}}}" for number, exact in places)
    story, _ = read_story(
        "flood.yaml", f"supplied_title: The flood\nquestions:\n  - ask: How?\n    accounts: {{aa: [{rows}]}}\n"
    )
    sentences = answers_to(story.questions[0], {"aa": text})["aa"]
    shown = [sentence.span.text(text.paragraphs) for sentence in sentences]
    assert shown == ["It fell. It was cold.", "It was dark.", "It rose."]


def test_the_sentences_that_no_question_quotes_are_counted() -> None:
    """A sentence of which a part answers is quoted; one that is only named as the source of another is not."""
    raw = article(
        "The river rose. It fell.\n\nAnn said: “It was dark. It was cold.” So it was.\n", label="a", story="flood"
    )
    account, text = account_of(raw)
    asked, _ = read_story(
        "flood.yaml",
        "supplied_title: The flood\nquestions:\n  - ask: How?\n    accounts:\n"
        "      aa: [{paragraph: 1, words: river}, {paragraph: 2, words: dark. It was, attributed: So it was}]\n",
    )
    story = Story("flood", "The flood", asked.questions, (account,), 1)
    rest = compare(story, {"aa": text}).unquoted(account)
    assert [span.text(text.paragraphs) for span in rest.sentences] == ["It fell.", "So it was."]
    assert rest.total == 5
