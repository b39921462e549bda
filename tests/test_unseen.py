"""Characters that nobody sees: they are kept, counted and named, and whatever looks for words reads past them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conftest import Files, Site, article, build_site, each, run, write
from hypothesis import example, given
from hypothesis import strategies as some
from stories import FLOOD, GAZETTE, HERALD, NAMES, QUESTIONS

from sitebuilder.records.names import Name, NameFinder
from sitebuilder.words.alignment import aligned
from sitebuilder.words.lede import LEDE_CHARACTERS, lede, length
from sitebuilder.words.quotations import CLOSES, quotations
from sitebuilder.words.sentences import sentence_spans
from sitebuilder.words.shared_wording import index_tokens, shared_runs
from sitebuilder.words.spans import Span, find_exact, near_match, places
from sitebuilder.words.times import unresolved_times
from sitebuilder.words.unseen import has_unseen, legible, read

UNSEEN = (
    "\u00ad\u034f\u061c\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2063\u2066"
    "\u2067\u2068\u2069\ufe00\ufe0e\ufe0f\ufeff\U000e0001\U000e0041\U000e007f\U000e0100\U000e01ef"
)
"""Some of each kind."""

SELECTORS = [*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))]
"""What stands for each byte in a C2PA manifest (C2PA 2.4, A.8)."""

Archive = Callable[[Files], Path]
Build = Callable[[Files], Site]


def manifest(content: bytes, length: int | None = None) -> str:
    """Return a C2PA manifest as it is put into a text; its length is given where it is not that of the content."""
    head = b"C2PATXT\0" + bytes([1]) + (len(content) if length is None else length).to_bytes(4, "big")
    return "\ufeff" + "".join(SELECTORS[byte] for byte in head + content)


# ---------------------------------------------------------------------------------------------------------------------
# Reading past them

some_prose = some.lists(
    some.sampled_from(
        [
            *(
                "Ann Bell",
                "Ann",
                "bridge",
                "old",
                "the river",
                "rose",
                "at 3 p.m.",
                "No.",
                "don’t",
                "河水。",
                "e\u0301",
            ),
            *("last week", "today", ". ", "? ", ", ", " ", " ", "\n", "—", "❤", *CLOSES, *"”»」"),
        ]
    ),
    max_size=30,
).map("".join)

Twice = tuple[tuple[str, ...], tuple[str, ...]]
"""Paragraphs, and the same with such characters in them."""


@some.composite
def with_unseen(draw: some.DrawFn, seen: str) -> str:
    """Make a text with such characters put in at random places."""
    places = draw(some.lists(some.integers(0, len(seen)), max_size=8).map(sorted))
    put_in = [draw(some.text(UNSEEN, min_size=1, max_size=3)) for _ in places]
    edges = zip([0, *places], [*places, len(seen)], [*put_in, ""], strict=True)
    return "".join(seen[start:end] + unseen for start, end, unseen in edges)


@some.composite
def twice(draw: some.DrawFn) -> Twice:
    """Make paragraphs, and the same with such characters in them."""
    seen = draw(some.lists(some_prose, min_size=1, max_size=4))
    return tuple(seen), tuple(draw(with_unseen(text)) for text in seen)


def in_what_is_seen(span: Span, paragraphs: Sequence[str]) -> Span:
    """Return where the same words are in the paragraphs without such characters."""
    before = (len(legible(paragraphs[span.paragraph - 1][:at])) for at in (span.start, span.end))
    return Span(span.paragraph, *before)


@given(twice())
def test_what_is_seen_is_the_text_without_them(texts: Twice) -> None:
    seen, exact = texts
    assert tuple(map(legible, exact)) == tuple(map(legible, seen)) == seen
    assert [has_unseen(text) for text in exact] == [text != plain for text, plain in zip(exact, seen, strict=True)]


@given(some.data(), some_prose)
def test_each_character_that_is_read_is_found_in_the_exact_text(data: some.DataObject, seen: str) -> None:
    exact = data.draw(with_unseen(seen))
    text = read(exact)
    assert [exact[text.start(at)] for at in range(len(seen))] == list(seen)
    for at in range(1, len(seen) + 1):
        assert legible(exact[: text.end(at)]) == seen[:at]
        assert text.start(at - 1) < text.end(at) <= (text.start(at) if at < len(seen) else len(exact))


FINDER = NameFinder([Name("Ann Bell", "person", ("Ann",), "ann", 1), Name("É\u200bva", "place", (), "e", 2)])

LOOKED_FOR: dict[str, Callable[[Sequence[str]], list[Span]]] = {
    "quotations": lambda texts: [span for row in quotations(texts) for span in row.spans],
    "sentences": lambda texts: [*sentence_spans(texts)],
    "names": lambda texts: [span for _, span in FINDER.find(texts)],
    "times": lambda texts: [*unresolved_times(texts, "en")],
    "exact words": lambda texts: [span for at in range(1, len(texts) + 1) if (span := find_exact("Ann", texts, at))],
    "near words": lambda texts: [near] if (near := near_match("the RI\u200bVER rose", texts)) else [],
    "places": lambda texts: [Span(1, at, at) for at in places("Ann", texts[0])],
}
"""What is looked for in a text, and where it is found."""

RICH = "“Ann Bell—she’s ‘E\u0301va isn’t’ No. 3 today”, the river rose. It’s ‘’ «oui» last week."
EVERYWHERE = (RICH, RICH), ("\u200b".join(RICH), RICH)
"""A text with such a character between any two."""

BELL = ("“Ann Bell”, she said. No.",), ("\u202b“\ufe0fA\u200bnn Bell\u2060”\u202c, she\u00ad said.\ufeff No.\u200b",)


@pytest.mark.parametrize("kind", LOOKED_FOR)
@given(twice())
@example(BELL)
@example(EVERYWHERE)
def test_the_same_is_found_at_the_same_places_with_and_without_them(kind: str, texts: Twice) -> None:
    seen, exact = texts
    found = LOOKED_FOR[kind](exact)
    assert [in_what_is_seen(span, exact) for span in found] == LOOKED_FOR[kind](seen)
    assert [legible(span.text(exact)) for span in found] == [span.text(seen) for span in LOOKED_FOR[kind](seen)]


def test_what_is_looked_for_may_have_them_too() -> None:
    assert [name.slug for name, _ in FINDER.find([RICH])] == ["ann", "e"]
    assert near_match("the RI\u200bVER rose", [RICH])
    assert find_exact("E\u0301\u200bva", [RICH], 1)


@given(twice(), twice())
def test_the_same_wording_is_shared_with_and_without_them(left: Twice, right: Twice) -> None:
    """Which words they are, and how the sentences around them differ."""

    def compared(ours: Sequence[str], theirs: Sequence[str]) -> list[list[Span]]:
        texts = (*ours, "the old bridge fell and the river rose"), (*theirs, "The Old bridge fell and the river. No.")
        indexes = index_tokens(texts[0]), index_tokens(texts[1])
        runs = shared_runs(*indexes)
        rows = aligned(texts, indexes, runs)
        spans = [
            [*(run.left for run in runs), *(span for row in rows for span in (row.left.span, *row.left.differing))],
            [*(run.right for run in runs), *(span for row in rows for span in (row.right.span, *row.right.differing))],
        ]
        return [[in_what_is_seen(span, text) for span in some] for some, text in zip(spans, texts, strict=True)]

    for ours, theirs in ((left[1], right[0]), (left[0], right[1]), (left[1], right[1])):
        assert compared(ours, theirs) == compared(left[0], right[0])


def test_all_that_is_between_two_marks_is_quoted() -> None:
    texts = "Ann: “\u202bIt rose.\u202c”\u200b", "“\u2066One,\u200b", "“\u200bthen another.\u2069”"
    said = [[span.text(texts) for span in row.spans] for row in quotations(texts)]
    assert said == [["\u202bIt rose.\u202c"], ["\u2066One,\u200b", "\u200bthen another.\u2069"]]


def test_two_sentences_that_look_the_same_are_set_word_by_word_once() -> None:
    ours = ["The old bridge fell in the night.", "The old bri\u200bdge fell in the night."]
    theirs = ["An old bridge fell in the night."]
    indexes = index_tokens(ours), index_tokens(theirs)
    assert len(aligned((ours, theirs), indexes, shared_runs(*indexes))) == 1


@given(some.data(), some_prose | some.text("河水 a.", max_size=300) | some.text("ab .,", max_size=500))
def test_a_text_begins_with_the_same_words_and_is_as_long_with_and_without_them(
    data: some.DataObject, seen: str
) -> None:
    exact = data.draw(with_unseen(seen))
    first, plain = lede([exact]), lede([seen])
    assert (legible(first.text), first.is_cut) == (plain.text, plain.is_cut)
    assert length([exact]) == length([seen])


def test_the_first_words_end_with_a_sentence_whatever_follows_its_full_stop() -> None:
    text = f"{'word ' * 24}end.\u200b {'more ' * 20}"
    assert lede([text]).text.endswith(" end.")


def test_the_first_words_keep_what_shapes_them_and_leave_out_data() -> None:
    shaped = "می\u200cخواهم ❤\ufe0f 🏴\U000e0067\U000e007f 👩\u200d👧"
    assert lede([f"{shaped} end.{manifest(bytes(900))} So\U000e0041\U000e0042."]).text == f"{shaped} end. So."
    assert len(legible(lede([manifest(b"{}") + "河" * 999]).text)) == LEDE_CHARACTERS


def test_a_mark_takes_in_what_shapes_its_last_character() -> None:
    finder = NameFinder([Name("渡辺", "person", (), "w", 1), Name("خانه", "place", (), "h", 2)])
    text = "渡辺\U000e0100、 خانه\u200cها خانه\u200d. خانه\ufeff\ufe01\ufe02."
    assert [span.text([text]) for _, span in finder.find([text])] == ["渡辺\U000e0100", "خانه\u200d", "خانه"]


IN_YAML = re.sub("[\ufeff\u202a-\u202e\u2066-\u2069]", "", UNSEEN)
"""Those that may be in a value of a file of the archive: none that sets the direction of what a page has after it."""


def put_in(text: str, characters: str) -> str:
    """Put such characters between small letters."""
    chance = random.Random(1)
    return re.sub(r"(?<=[a-z])(?=[a-z])", lambda _: chance.choice(characters) if chance.random() < 0.4 else "", text)


REPEATED = re.compile(r"(?<=words: )[^}]+|(?<=starts: )[^,]+|(?<=name: )[^,]+|(?<=speaker: )[^,]+|(?<=also: \[)[^]]+")
"""What files repeat of the words of texts."""


COUNTED = re.compile(r"\s*<dt>Invisible characters</dt>((?:\s*<dd>.*?</dd>)+)")
"""What a page says of them."""


def pages(built: Site) -> dict[str, str]:
    """Return the pages of a site as they are seen, without what they say of such characters, and without sums."""
    seen = {path: legible(raw.decode()) for path, raw in built.files.items() if path.endswith(".html")}
    return {path: re.sub("<code>[0-9a-f]+</code>", "", COUNTED.sub("", page)) for path, page in seen.items()}


@pytest.mark.parametrize("where", ["in the texts", "in what repeats them", "in both"])
def test_the_pages_look_the_same_with_and_without_them(where: str, archive: Archive, flood: Site) -> None:
    """What leads where, what is marked, counted, drawn and compared is all the same."""
    files = dict(FLOOD)
    if where != "in what repeats them":
        for path, body in (("articles/gazette.md", GAZETTE), ("articles/herald.md", HERALD)):
            files[path] = files[path].replace(body, put_in(body, UNSEEN))
    if where != "in the texts":
        files = {path: REPEATED.sub(lambda words: put_in(words[0], IN_YAML), text) for path, text in files.items()}
    built, before = pages(build_site(archive(files))), pages(flood)
    assert built.keys() == before.keys()
    assert [path for path in each(built) if built[path] != before[path]] == []


# ---------------------------------------------------------------------------------------------------------------------
# Keeping, counting and naming them

SIGNED = "The river rose.\n\nThe mill is dry." + manifest(bytes(range(256)) * 16 + bytes(16)) + "\n"
"""A text as received with a manifest of 4,112 bytes after its last word."""


def said(built: Site, address: str) -> list[str]:
    """Return what a page says of invisible characters."""
    counted = COUNTED.search(built.main(address))
    return re.findall("<dd>(.*?)</dd>", counted[1]) if counted else []


def referenced(text: str) -> str:
    """Return a text with such characters as numeric references."""
    return "".join(f"&#{ord(character)};" if has_unseen(character) else character for character in text)


@pytest.mark.parametrize("typed", [SIGNED, referenced(SIGNED)], ids=["as they are", "as references"])
def test_a_manifest_is_kept_and_named(typed: str, site: Build) -> None:
    built = site({"articles/flood.md": article(typed, original=SIGNED), "articles/originals/original.txt": SIGNED})
    for address in ("articles/flood.html", "originals/original.txt.html"):
        assert said(built, address) == [
            "It carries an invisible C2PA manifest, 4,112 bytes. What that says has not been verified."
        ]
        assert SIGNED.split("\n")[2] in built.text(address)
    assert built.files["originals/original.txt"] == SIGNED.encode()
    assert built.text("articles/flood.md").endswith(typed)


UNSEEN_TEXTS = {
    "none": ("The river rose.", []),
    "a space that takes room": ("The\u00a0river\u2003rose.", []),
    "one of a kind": ("The riv\u00ader rose.", ["It has 1 soft hyphen."]),
    "some kinds, the most first": (
        "\u200fThe riv\u200cer ro\u200cse ❤\ufe0f\u200d❤\ufe0f.",
        ["It has 2 zero-width non-joiners, 2 variation selectors, 1 text-direction mark and 1 zero-width joiner."],
    ),
    "many kinds": (
        "a\u200bb\u200bc\u00add\u00ade\u2060f\u2060g\u202eh\u202ei\u061cj\u200ek\ufeffl\u2063m\u2066n",
        [
            (
                "It has 2 zero-width spaces, 2 soft hyphens, 2 word joiners, 2 text-direction overrides,"
                " 2 text-direction marks and 3 of other kinds."
            )
        ],
    ),
    "a word in tags": ("The river\U000e0061\U000e0062 rose.", ["It has 2 tag characters."]),
    "a kind without a name": ("a\u2063b", ["It has 1 other invisible character."]),
    "paragraphs with nothing else": (
        "\u200b\u2060\n\nThe river rose.\n\n\u200b \u200b",
        ["It has 3 zero-width spaces and 1 word joiner.", "Paragraphs 1 and 3 show nothing."],
    ),
    "a paragraph that is a manifest": (
        f"The river rose.\n\n{manifest(b'12345')}",
        [
            "It carries an invisible C2PA manifest, 5 bytes. What that says has not been verified.",
            "Paragraph 2 shows nothing.",
        ],
    ),
    "many paragraphs with nothing else": (
        "The river rose." + "\n\n\u200b" * 7,
        ["It has 7 zero-width spaces.", "7 of its paragraphs show nothing."],
    ),
    "several manifests, and more": (
        f"The river{manifest(b'12345')} rose{manifest(b'67')}.\u200b",
        [
            "It carries 2 invisible C2PA manifests, 7 bytes. What they say has not been verified.",
            "It also has 1 zero-width space.",
        ],
    ),
    "a manifest that breaks off": (
        f"The river rose.{manifest(b'12345', length=6)}",
        [
            "It carries an invisible C2PA manifest, 5 bytes, incomplete. What that says has not been verified.",
        ],
    ),
    "a manifest without a length, and a whole one": (
        f"The river{manifest(b'')[:11]} rose.{manifest(b'12345')}",
        ["It carries 2 invisible C2PA manifests, 1 of them incomplete, 5 bytes. What they say has not been verified."],
    ),
    "a manifest that was padded": (
        f"The river rose.{manifest(b'12345', length=3)}",
        ["It carries an invisible C2PA manifest, 3 bytes. What that says has not been verified."],
    ),
    "a manifest at the start": (
        f"{manifest(b'12345')}The river rose.",
        ["It carries an invisible C2PA manifest, 5 bytes. What that says has not been verified."],
    ),
    "selectors that are no manifest": (
        f"The river rose.\ufeff{manifest(b'12345')[2:]}",
        ["It has 17 variation selectors and 1 zero-width no-break space."],
    ),
}


@pytest.fixture(scope="module")
def with_all_kinds(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build an archive of all these texts, each as an article without an original and as one with it."""
    files: dict[str, str] = {}
    for at, (text, _) in enumerate(UNSEEN_TEXTS.values()):
        received = article(text, original=text).replace("original.txt", f"{at}.txt")
        files |= {f"articles/typed-{at}.md": article(text), f"articles/received-{at}.md": received}
        files[f"articles/originals/{at}.txt"] = text
    return build_site(write(tmp_path_factory.mktemp("kinds"), files))


@pytest.mark.parametrize("kind", UNSEEN_TEXTS)
def test_they_are_counted_by_kind(kind: str, with_all_kinds: Site) -> None:
    """On the page of the article, with an original or without one, and of the whole text on that of the original."""
    at, sentences = [*UNSEEN_TEXTS].index(kind), UNSEEN_TEXTS[kind][1]
    assert said(with_all_kinds, f"articles/typed-{at}.html") == sentences
    assert said(with_all_kinds, f"articles/received-{at}.html") == sentences
    of_characters = [sentence for sentence in sentences if "nothing" not in sentence]
    assert said(with_all_kinds, f"originals/{at}.txt.html") == of_characters


HEADED = f"The riv\u00ader rises{manifest(b'12345')}\nBy Ann\u200b Bell\nThe river rose.\n"
"""A text as received whose headline and byline have such characters."""


@pytest.mark.parametrize(
    ("title", "byline"),
    [
        ("The river rises", "By Ann Bell"),
        ("The riv\u00ader rises", "Ann\u200b Bell"),
        ("The ri\u200bver rises", "Ann Bell"),
    ],
)
def test_a_headline_need_not_repeat_them_and_is_shown_with_them(title: str, byline: str, site: Build) -> None:
    text = article("The river rose.\n", original=HEADED, title=title, byline=byline)
    received = {"articles/originals/original.txt": HEADED}
    built = site({"articles/flood.md": text.replace("}", ", headline: 1, byline: 2}", 1), **received})
    headline, printed, _ = HEADED.split("\n")[:3]
    shown = built.main("articles/flood.html")
    assert f">{headline}</h1>" in shown
    assert f">{printed}</" in shown
    assert said(built, "articles/flood.html") == [
        "It carries an invisible C2PA manifest, 5 bytes. What that says has not been verified.",
        "It also has 1 soft hyphen and 1 zero-width space.",
    ]
    assert f">{title}</a>" in built.main("index.html")


REPORTED = {
    "a manifest that the article lacks": (
        ("The mill is dry.", SIGNED.split("\n")[2]),
        ('"dry."', '"dry.\\u{feff}\\u{e0133}\\u{e0122}\\u{e0140}(and 4,122 more)"'),
    ),
    "a manifest that differs": (
        (f"Rose.{manifest(b'123456')} Fell.", f"Rose.{manifest(b'123556')} Fell."),
        ('"\\u{e0124}\\u{e0125}\\u{e0126} Fell."', '"\\u{e0125}\\u{e0125}\\u{e0126} Fell."'),
    ),
    "a manifest that was cut off": (
        (f"Rose.{manifest(b'123456' * 9)[:30]}", f"Rose.{manifest(b'123456' * 9)}"),
        ("nothing", '"\\u{e0125}\\u{e0126}\\u{e0121}\\u{e0122}(and 34 more)"'),
    ),
    "others of which many are the same": (
        ("Rose." + "\u200b" * 6 + "\u200d" * 10, "Rose." + "\u200b" * 6 + "\u200c" * 10),
        tuple(f'"{sign * 4}(and 6 more)"' for sign in ("\\u{200d}", "\\u{200c}")),
    ),
    "words after a manifest": (
        (f"Rose.{manifest(b'123456' * 9)} It fell.", f"Rose.{manifest(b'123456' * 9)} It rose."),
        ('"fell."', '"rose."'),
    ),
}


@pytest.mark.parametrize(("texts", "named"), REPORTED.values(), ids=REPORTED)
def test_a_message_counts_them_where_they_are_many(
    texts: tuple[str, str], named: tuple[str, str], problems: Callable[[Files], list[str]]
) -> None:
    typed, received = texts
    files = {"articles/flood.md": article(typed, original=received), "articles/originals/original.txt": received}
    says = f"paragraph 1 reads {named[0]} where the file received has {named[1]}; make them the same"
    assert problems(files) == [f"articles/flood.md:7: {says}"]


def test_titles_and_texts_that_look_the_same_are_told_to_be_so(archive: Archive, site: Build) -> None:
    """Titles that look the same are distinguished, and articles whose whole text looks the same are noted."""
    files = {
        "articles/a.md": article("The river\u200b rose.\n", title="The flood", date="1931"),
        "articles/b.md": article("The river rose.\n", title="The fl\u200bood", date="1932"),
    }
    notes = run("check", "--source", archive(files)).complained.splitlines()
    assert len([note for note in notes if "its whole text is also that of" in note]) == 2
    assert re.findall(r'class="apart">(.*?)<', site(files).main("index.html")) == ["(1932)", "(1931)"]


def test_what_files_repeat_is_tied_to_what_looks_the_same(site: Build) -> None:
    """A speaker to a name, and what is listed as nobody's speech to the words in marks."""
    built = site(
        {
            "articles/flood.md": article(
                "“It rose,” said Ann Bell.\n\nThe “a\u200brk” stood.\n\nAnn Bell left.\n",
                quotations="[{paragraph: 1, starts: It, speaker: Ann \u200bBell, kind: person}]",
                no_speech="[ar\u200bk]",
            ),
            "articles/names.yaml": "- {name: Ann B\u200bell, kind: person}\n",
        }
    )
    assert '<a href="../names/ann-bell.html">Ann \u200bBell</a>' in built.main("articles/flood.html")


def test_titles_are_in_alphabetical_order_past_them(site: Build) -> None:
    titles = {"a": "\u200fBridge", "b": "Ark", "c": "Cellar"}
    built = site({f"articles/{slug}.md": article(title=title) for slug, title in titles.items()})
    assert re.findall(r"articles/(.)\.html", built.main("index.html")) == ["b", "a", "c"]


TWICE: dict[str, tuple[Files, str]] = {
    "a name": (
        {"articles/names.yaml": NAMES + "- {name: bri\u200bdge, kind: place}\n"},
        'articles/names.yaml:5: name: "bri\\u{200b}dge" is also in the entry on line 4; keep one',
    ),
    "an answer": (
        {
            "articles/stories/flood.yaml": QUESTIONS.replace(
                "}]\n", "}, {paragraph: 1, words: the old\u200b bridge}]\n", 1
            )
        },
        "articles/stories/flood.yaml:7: words: these words are given twice; remove one of the two",
    ),
    "a label": (
        {"articles/herald.md": FLOOD["articles/herald.md"].replace("“All night”", "“at no\u200bon”")},
        (
            'articles/herald.md:3: label: "“at no\\u{200b}on”" is also the label of articles/gazette.md;'
            " change one of them"
        ),
    ),
}


@pytest.mark.parametrize(("changed", "says"), TWICE.values(), ids=TWICE)
def test_what_looks_the_same_is_given_once(changed: Files, says: str, problems: Callable[[Files], list[str]]) -> None:
    assert problems(FLOOD | changed) == [says]


def test_a_topic_may_have_the_joiners_that_its_script_needs(site: Build) -> None:
    built = site({"articles/flood.md": article(topics="[میان\u200cرودان]")})
    assert "میان\u200cرودان" in built.main("articles/flood.html")


@pytest.mark.parametrize("typed", [str, referenced], ids=["as they are", "as references"])
def test_a_manifest_of_a_hundred_kilobytes_is_not_too_much(typed: Callable[[str], str], site: Build) -> None:
    text = f"The river rose.{manifest(bytes(range(250)) * 400)} It *fell*.\n\nThe mill is dry.\n"
    received = text.replace("*", "")
    files = {"articles/flood.md": article(typed(text), original=received), "articles/originals/original.txt": received}
    [kept] = said(site(files), "articles/flood.html")
    assert kept.startswith("It carries an invisible C2PA manifest, 100,000 bytes.")
