"""What is in the words: sentences, quotations, shared wording, names and words of time, in these texts and in any."""

from __future__ import annotations

import re
from itertools import combinations, pairwise, product
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from sitebuilder.records.names import Name, NameFinder
from sitebuilder.words.alignment import AlignedSentence, aligned
from sitebuilder.words.quotations import CLOSES, quotations
from sitebuilder.words.sentences import around, sentence_spans, sentences
from sitebuilder.words.shared_wording import folded_tokens, index_tokens, shared_runs
from sitebuilder.words.spans import Span, places
from sitebuilder.words.times import unresolved_times

SENTENCES = [
    "It uses Qwen2.5, and more.| It rains.",
    "It uses Qwen2.5.| It rains.",
    "It cost 3.5 million.| It rains.",
    "The U.S. Army left.| Dr. Bell and Mrs. Bell stayed.",
    "See No. 3 and Fig. 12 and pp. 4 and vol. 2 of it.| No.| It rains.",
    "J. R. R. Tolkien and C.S. Lewis met at 3 p.m. Monday.",
    "Am 3. Oktober kam Prof. Grün, z. B. Herr X. Danach nichts.",
    "Acme Ltd. Co. and Bell Inc. Shares rose, etc. They fell.",
    "In 2019.| In May 2019 it rose again.| 300 people left in boats.| 20 stayed.",
    "He left pag. 300 and went.",
    "He waited… Then he left.| She said ... Nothing.| Well.... Yes.",
    "“It was dark.”| A boy left.",
    "“Is it?” Ann asked.| “Go!” she said.| (Did she?)| “She did.” said he.",
    "Alibaba called them 'baseless'.| The 'order for AI.'| This is more.",
    "(He left.)| She stayed [as always].| “No.”",
    "Wait!| What?!| Yes.",
    "The iPhone sold. iPads did not.",
    "It runs on .NET and Node.js and example.org.| It rains.",
    "He left.| – She stayed.| ¿Quién?| «Yo.»| Nada.",
    "Il a dit : « Non. »| Puis il partit.| « Vraiment ? » dit-elle.| Vraiment ?| Oui.",
    "Er sagte: „Nein.“| Dann ging er.",
    "河水上涨。|桥被淹没！|有人受伤吗？|没有。",
    "他说：“我走了。|你呢？”她没有回答。",
    "「行った。」と言った。|雨だ。",
    "غمر النهر الجسر. |هل أصيب أحد؟ |لا.",
    "قال: «هل تذهب؟» ثم مضى. |قابل د. أحمد.",
    "دریا چڑھ گیا۔ |پل ڈوب گیا۔",
    "नदी चढ़ गई। |पुल डूब गया।",
    "Река поднялась.| Он родился в 1990 г. Потом уехал.",
    "One line.\n|Another line\ngoes on.",
    "  Spaces before.|  And after.  ",
    "",
    "   ",
    "...",
    ". A stop before.",
]
"""Paragraphs with a bar before each sentence but the first, which may have the white space before it on either side."""


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences_end_where_a_reader_would_end_them_and_in_doubt_not_at_all(marked: str) -> None:
    found = sentences(marked.replace("|", ""))
    assert [sentence.strip() for sentence in found] == [part.strip() for part in marked.split("|") if part or found]


a_piece = some.sampled_from(
    [
        *("He", "he", "U.S.", "Dr.", "No.", "3", "2.5", "J.", "etc.", "河水", "彼", "هل", "नदी", "Ölçü", "e\u0301"),
        *(".", "!", "?", "…", "...", "。", "！", "؟", "।", ",", ":", "$", "-", "—"),
        *(" ", "  ", "\n", "\u00a0", "'", "’", '"', "“", "”", "«", "»", "(", ")", "]", "「", "」"),
    ]
)


@given(some.lists(a_piece, max_size=40).map("".join) | some.text(max_size=60))
def test_sentences_joined_are_the_paragraph_letter_for_letter(text: str) -> None:
    found = sentences(text)
    assert "".join(found) == text
    assert all(found)
    assert not any(one[-1].isalnum() and other[0].isalnum() for one, other in pairwise(found)), "no word is cut"
    spans = sentence_spans([text])
    assert [span.text([text]) for span in spans] == [sentence.strip() for sentence in found if sentence.strip()]


@given(some.lists(a_piece, min_size=1, max_size=40).map("".join), some.data())
def test_a_stretch_of_a_text_is_in_whole_sentences(text: str, data: some.DataObject) -> None:
    start = data.draw(some.integers(0, len(text) - 1))
    span = Span(1, start, data.draw(some.integers(start + 1, len(text))))
    whole = around(span, [text])
    assert whole.start <= span.start < span.end <= whole.end
    edges = {edge for sentence in sentence_spans([text]) for edge in (sentence.start, sentence.end)}
    assert {whole.start, whole.end} <= edges | {span.start, span.end}


def quoted(*paragraphs: str) -> list[str]:
    """Return the words of each quotation."""
    return [quotation.text(paragraphs) for quotation in quotations(paragraphs)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said 'no' and left.", ["no"]),
        ('He said "no" and left.', ["no"]),
        ("He said “no” and ‘yes’.", ["no", "yes"]),
        ("Il dit « non » et sort.", [" non "]),
        ("Er sagt „nein“ und ‚ja‘ und »doch«.", ["nein", "ja", "doch"]),
        ("Hon sade ”nej” och gick.", ["nej"]),
        ("Alibaba's model and each other's IP", []),
        ("'each other's IP,' she said", ["each other's IP,"]),
        ("'The dogs' bowl is empty,' he said.", ["The dogs' bowl is empty,"]),
        ("the '90s, 'tis said, were rock 'n' roll", []),
        ("“He told me ‘go’ and I went,” she said.", ["He told me ‘go’ and I went,", "go"]),
        ("It opened 'here and never closed", []),
        ("The plank is 5' long and 6\" wide", []),
        ("«Il a dit «non» hier», dit-elle.", ["Il a dit «non» hier", "non"]),
        ("“She said “no” to me,” he wrote.", ["She said “no” to me,", "no"]),
        ("'I love rock 'n' roll,' he said.", ["I love rock 'n' roll,"]),
        ("'The plank is 5' long,' he said. 'Is it?'", ["The plank is 5' long,", "Is it?"]),
        ('"It is 6" wide," he said.', ['It is 6" wide,']),
        ("She was born in '1999' and left.", ["1999"]),
        ("He read “built in 1999” and, by a slip, 2001.”", ["built in 1999"]),
        ("'One. Two? Three!' he said, 'four.'", ["One. Two? Three!", "four."]),
        ("the don’t of it and the dogs’ bowl", []),
    ],
)
def test_words_in_quotation_marks_are_found_and_apostrophes_are_not_marks(text, found):
    assert quoted(text) == found


def test_a_quotation_goes_on_over_paragraphs_that_each_start_with_its_mark():
    assert quoted("He said: “One.", "“Two.", "“Three.” And left.") == ["One. Two. Three."]


def test_a_quotation_in_a_quotation_goes_on_too():
    assert quoted("“He began, ‘One.", "“‘Then two,’ and left.”") == [
        "He began, ‘One. ‘Then two,’ and left.",
        "One. Then two,",
    ]


def test_a_mark_that_the_next_paragraph_does_not_take_up_opens_nothing():
    assert quoted("He said: “One.", "Two.” And left.") == []


@example(["“a ‘b’ and “b” a.", "“‘a’ b.” “a”"])
@given(some.lists(some.text(alphabet="ab s.,\n" + "".join(CLOSES) + "’", max_size=60), max_size=4))
def test_quotations_of_any_text_nest_and_never_overlap(paragraphs):
    found = quotations(paragraphs)
    ranges = [
        ((one.spans[0].paragraph, one.spans[0].start), (one.spans[-1].paragraph, one.spans[-1].end)) for one in found
    ]
    for (_, end), (later, later_end) in combinations(ranges, 2):
        assert end <= later or later_end <= end
    for quotation in found:
        for span in quotation.spans:
            assert 0 <= span.start <= span.end <= len(paragraphs[span.paragraph - 1])


def shared(left: list[str], right: list[str]) -> list[tuple[str, str]]:
    """Return the shared runs as the words of both sides."""
    return [
        (run.left.text(left), run.right.text(right)) for run in shared_runs(index_tokens(left), index_tokens(right))
    ]


def test_the_same_words_are_found_whatever_their_case_and_punctuation():
    left, right = ["He said: The river, in flood, rose."], ["“the river in FLOOD rose” - so they said"]
    assert shared(left, right) == [("The river, in flood, rose", "the river in FLOOD rose")]


@pytest.mark.parametrize("text", ["Les élèves du café fermé sont rentrés", "नदी का पानी शहर में आया"])
def test_the_same_words_are_the_same_however_their_marks_are_stored(text):
    composed, apart = normalize("NFC", text), normalize("NFD", text)
    assert shared([composed], [apart]) == [(composed, apart)]
    assert len(folded_tokens(apart)) == len(text.split())


def test_four_words_are_too_few_and_a_paragraph_ends_a_run():
    assert shared(["one two three four"], ["one two three four"]) == []
    assert shared(["one two three", "four five"], ["one two three four five"]) == []


def test_one_word_over_and_over_is_compared_at_some_of_its_places():
    """Five equal words at a thousand places of each text would be a million pairs."""
    assert 50 <= len(shared(["so " * 1000], ["so " * 1000])) <= 2500


WORDS = some.lists(some.lists(some.sampled_from(["a", "B", "b", "c,", "d-e"]), max_size=14).map(" ".join), max_size=3)


@example(["a B b c, d-e a"], ["b", "a b B c d-e", "a B b, c, d-e a"])
@given(WORDS, WORDS)
def test_shared_runs_of_any_two_texts_are_equal_maximal_and_symmetric(left, right):
    one, other = index_tokens(left), index_tokens(right)
    runs = shared_runs(one, other)
    assert sorted((run.right, run.left, run.length) for run in runs) == [
        (run.left, run.right, run.length) for run in shared_runs(other, one)
    ]
    for run in runs:
        folded = [folded_tokens(span.text(side)) for side, span in ((left, run.left), (right, run.right))]
        assert folded[0] == folded[1]
        assert len(folded[0]) == run.length >= 5
    ends = {(run.left.paragraph, run.left.end, run.right.paragraph, run.right.end) for run in runs}
    starts = {(run.left.paragraph, run.left.start, run.right.paragraph, run.right.start) for run in runs}
    assert len(ends) == len(starts) == len(runs), "none is a part of another at the same places"


@example(["a B b c, d-e a"], ["b", "a b B c d-e", "a B b, c, d-e a"])
@given(WORDS, WORDS)
def test_every_five_equal_words_lie_in_a_shared_run(left, right):
    runs = [(run.left, run.right) for run in shared_runs(index_tokens(left), index_tokens(right))]
    for (ours, our_words), (theirs, their_words) in product(fives(left), fives(right)):
        if our_words == their_words:
            assert any(is_in(ours, one) and is_in(theirs, other) for one, other in runs)


def fives(paragraphs: list[str]) -> list[tuple[Span, tuple[str, ...]]]:
    """Return every five words in a row of a paragraph: where they are, and what they are compared by."""
    words = [[match.span() for match in re.finditer("[a-z-]+", text, re.IGNORECASE)] for text in paragraphs]
    spans = [Span(n, row[at][0], row[at + 4][1]) for n, row in enumerate(words, 1) for at in range(len(row) - 4)]
    return [(span, folded_tokens(span.text(paragraphs))) for span in spans]


def is_in(inner: Span, outer: Span) -> bool:
    return inner.paragraph == outer.paragraph and outer.start <= inner.start <= inner.end <= outer.end


def word_by_word(left: list[str], right: list[str]) -> list[tuple[str, str]]:
    """Return the sentences that share wording, what differs in brackets."""
    indexes = index_tokens(left), index_tokens(right)

    def bracketed(side: AlignedSentence, text: list[str]) -> str:
        cut = side.span.text(text)
        for span in reversed(side.differing):
            start, end = span.start - side.span.start, span.end - side.span.start
            cut = f"{cut[:start]}[{cut[start:end]}]{cut[end:]}"
        return cut

    pairs = aligned((left, right), indexes, shared_runs(*indexes))
    return [(bracketed(pair.left, left), bracketed(pair.right, right)) for pair in pairs]


def test_sentences_that_share_wording_are_set_word_by_word_and_only_what_differs_is_marked():
    left = ["It rained. In the global AI race, a start-up has accused the giant of stealing technology. It was dry."]
    right = ["Oh. “In the global AI ARMS race, has it accused the giant of stealing model weights.” So they said."]
    assert word_by_word(left, right) == [
        (
            "In the global AI race, [a start-up] has accused the giant of stealing [technology].",
            "“In the global AI [ARMS] race, has [it] accused the giant of stealing [model weights].”",
        )
    ]


def test_sentences_with_the_longest_run_come_first_and_the_same_two_only_once():
    five, six = "Over the old bridge went", "Under the old wall lay the"
    left = [f"{five} Ann. {six} mill.", f"{five} Ann."]
    right = [f"{six} sea.", f"Bell: {five.lower()} Ben.", f"{six} sea."]
    assert word_by_word(left, right) == [
        (f"{six} [mill].", f"{six} [sea]."),
        (f"{five} [Ann].", f"[Bell]: {five.lower()} [Ben]."),
    ]


def test_a_run_that_goes_on_in_the_next_sentence_takes_both_along():
    assert word_by_word(["It rose. It fell. It rose again."], ["Look: it rose. It fell. It rained."]) == [
        ("It rose. It fell. It [rose again].", "[Look]: it rose. It fell. It [rained].")
    ]


def test_a_sentence_without_an_end_is_not_set_word_by_word():
    endless = " ".join(f"w{number}" for number in range(400))
    assert word_by_word([endless], [f"{endless} x"]) == []


@given(WORDS, WORDS)
def test_what_is_not_marked_as_different_is_the_same_in_both_sentences(left, right):
    for pair in word_by_word(left, right):
        same = [folded_tokens(re.sub(r"\[[^]]*\]", "", sentence)) for sentence in pair]
        assert same[0] == same[1]
        assert len(same[0]) >= 5


def named(text: str, *names: str) -> list[str]:
    """Return the names found in a text."""
    finder = NameFinder([Name(name, "person", (), name.lower(), 1) for name in names])
    return [name.name for name, _ in finder.find([text])]


def test_a_name_is_a_whole_word_letter_for_letter():
    assert named("Alibaba's, Alibabas and alibaba; (Alibaba)", "Alibaba") == ["Alibaba", "Alibaba"]
    assert named("Qwen2.5 is no Qwen", "Qwen") == ["Qwen"]
    assert named(normalize("NFD", "Zoë and Zoe"), "Zoe") == ["Zoe"]
    assert named("रामी राम", "राम") == ["राम"]


def test_an_answer_does_not_end_before_a_mark_that_is_stored_apart():
    apart = normalize("NFD", "Zoë and Zoe")
    assert places("Zoe", apart) == [len(apart) - 3]
    assert places("上", "河水上涨") == [2], "a script without spaces"


def test_the_longest_name_at_a_place_counts_and_the_shorter_one_in_it_does_not():
    assert named("the UK government and the UK", "UK", "UK government") == ["UK government", "UK"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This morning, last week and two days ago.", ["This morning", "last week", "two days ago"]),
        ("The morning after, a week later, the last of the week.", []),
        ("It rose on Monday and fell on Tuesday night.", ["on Monday", "on Tuesday night"]),
        ("It rose on Monday, 3 March 2025, and on Monday 3 March, on Friday, March 7.", []),
        ("It floods on Mondays.", []),
        (
            "In recent weeks, over the past two days and in the coming months.",
            ["In recent weeks", "over the past two days", "in the coming months"],
        ),
        ("At present nobody is there; at the moment, these days.", ["At present", "at the moment", "these days"]),
        ("He was present at the moment of the flood.", []),
        ("In the past it was dry. The last two houses fell.", []),
        ("The next day they left; it was his last year, the village's last summer, the last week of the war.", []),
        ("This may be late. Next we march. This May was wet.", ["This May"]),
        (
            "Just last week, and until now, since yesterday morning.",
            ["Just last week", "until now", "since yesterday morning"],
        ),
        ("Right now; from now on; for now; even now and then; now and again.", ["Right now", "from now on", "for now"]),
        (
            "More than two and a half years ago, a few days ago, so long ago.",
            ["More than two and a half years ago", "a few days ago", "so long ago"],
        ),
        (
            "The bridge is years away, the vote two weeks away, the town five minutes away.",
            ["years away", "two weeks away"],
        ),
        (
            "It is still rising, the road’s still closed, they are not there yet.",
            ["still rising", "still closed", "not there yet"],
        ),
        ("It will still rise, was still rising, is still red. Yet it had not come yet.", []),
        ("We know. The nowcast says it is snowing.", []),
    ],
)
def test_words_of_time_that_point_to_the_day_of_writing_are_found(text, found):
    assert [span.text([text]) for span in unresolved_times([text], "en")] == found
    assert unresolved_times([text], "de") == ()
