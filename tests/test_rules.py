"""Following the rules that verify.html states, anyone finds what the program finds.

The rules are written out here once more, as a stranger would who has read that page and not the program.
"""

from __future__ import annotations

import re
import unicodedata

import pytest
from conftest import Site, each
from hypothesis import given
from hypothesis import strategies as st
from reading import main, words

from sitebuilder.pages.fixity.rules import COUNTS, QUOTATIONS, RULES, SENTENCES, SHARED
from sitebuilder.words.lede import length
from sitebuilder.words.quotations import quotations
from sitebuilder.words.sentences import sentence_spans
from sitebuilder.words.shared_wording import index_tokens, shared_runs


@pytest.mark.parametrize("example", QUOTATIONS.examples)
def test_the_examples_of_quotations_are_true(example) -> None:
    rows = quotations(example.paragraphs)
    assert tuple(row.spaced(example.paragraphs) for row in rows) == example.result


@pytest.mark.parametrize("example", SENTENCES.examples)
def test_the_examples_of_sentences_are_true(example) -> None:
    assert tuple(span.text(example.paragraphs) for span in sentence_spans(example.paragraphs)) == example.result


@pytest.mark.parametrize("example", SHARED.examples)
def test_the_examples_of_shared_wording_are_true(example) -> None:
    left, right = (index_tokens([text]) for text in example.paragraphs)
    assert tuple(run.left.text(left.paragraphs) for run in shared_runs(left, right)) == example.result


@pytest.mark.parametrize("example", COUNTS.examples)
def test_the_examples_of_counts_are_true(example) -> None:
    counted = length(example.paragraphs)
    said = f"{counted.unspaced} characters" if counted.unspaced else f"{counted.word_count} words"
    assert (said,) == example.result


def test_the_page_states_every_rule_with_its_examples(flood: Site) -> None:
    text = words(main(flood, "verify.html"))
    for rule in each(RULES):
        for statement in each(rule.statements):
            assert statement in text
    for example in each(example for rule in RULES for example in rule.examples):
        assert all(part in text for part in (*example.paragraphs, *example.result))


SAID = " ".join(statement for rule in RULES for statement in rule.statements)


def test_the_rules_name_the_limits_that_the_program_has() -> None:
    """Written out here once more: a limit that changes is a rule that changes, for which readers have to be told."""
    for limit in (
        *("five words or more", "first 50 are compared", "12 accounts", "more than 250 words", "At most 50 are open"),
        *("36 words at most, and 240 characters", "5 letters or more", "20 at most", "« by »", "„ by “ or ”"),
        *("U+200B to U+200F", "U+3400 to U+9FFF", "adm, al, amb", "usw, viz."),
    ):
        assert limit in SAID


WORDS = st.lists(
    st.sampled_from(["river’s", "Rivers", "Straße", "STRASSE", "caf\u00e9", "cafe\u0301", "–"]), min_size=5, max_size=25
).map(" ".join)
"""Texts of a few words that are typed in several ways each, so that many runs are shared."""


def shared_by_the_rule(left: str, right: str) -> set[tuple[tuple[str, ...], int, int]]:
    """Follow the rule of shared wording as the page states it, in the simplest way: each run, with its two places."""

    def folded(text: str) -> list[str]:
        found = re.findall(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*(?:['’‐‑-](?:[^\W_]|[\u0300-\u036f])+)*", text)
        return [unicodedata.normalize("NFC", re.sub("['’‐‑-]", "", word).casefold()) for word in found]

    ours, theirs = folded(left), folded(right)
    runs = set()
    for one in range(len(ours)):
        for other in range(len(theirs)):
            longer = one and other and ours[one - 1] == theirs[other - 1]
            count = 0
            while (
                one + count < len(ours) and other + count < len(theirs) and ours[one + count] == theirs[other + count]
            ):
                count += 1
            if count >= 5 and not longer:
                runs.add((tuple(ours[one : one + count]), one, other))
    return runs


@given(WORDS, WORDS)
def test_whoever_follows_the_rule_of_shared_wording_finds_the_same_runs(left: str, right: str) -> None:
    one, other = index_tokens([left]), index_tokens([right])
    found = {run.length for run in shared_runs(one, other)}
    by_the_rule = shared_by_the_rule(left, right)
    assert len(shared_runs(one, other)) == len(by_the_rule)
    assert found == {len(run) for run, _, _ in by_the_rule}


@given(st.text(alphabet="ab5 \n\t-–.,’“é雨降 ", max_size=60))
def test_whoever_follows_the_rule_of_counts_finds_the_same_number(text: str) -> None:
    counted = length([text])
    assert counted.word_count == sum(any(map(str.isalnum, part)) for part in text.split())
    unspaced = sum(character in "雨降" for character in text)
    assert counted.unspaced == (unspaced if unspaced * 2 > len(text) else 0)


# ---------------------------------------------------------------------------------------------------------------------
# Quotations

PAIRS = {
    '"': '"',
    "'": "'",
    "“": "”",
    "‘": "’",
    "„": "“”",
    "‚": "‘’",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "”": "”",
    "「": "」",
    "『": "』",
}
MARKS = set("".join([*PAIRS, *PAIRS.values()]))
LEFT_OUT = re.compile(r"(\d0s|tis|twas|twere|twill|til|em|n)(?![^\W_])", re.IGNORECASE)


def in_a_word(character: str) -> bool:
    """Return whether a character counts as a letter or digit beside a mark: here, all but 雨."""
    return character.isalnum() and character != "雨"


def quoted_by_the_rule(paragraphs: list[str]) -> list[str]:
    """Follow the rule of quotations."""
    closed: list[list[tuple[int, int, int]]] = []
    left_open: list[list] = []
    for number, text in enumerate(paragraphs):
        at, opened = len(text) - len(text.lstrip()), []
        for mark, parts in left_open:
            if text[at : at + 1] == mark:
                at += 1
                opened.append([mark, [*parts, (number, at, 0)]])
        for place in range(at if opened else 0, len(text)):
            if text[place] in MARKS:
                follow(text, place, number, opened, closed)
        left_open = [[mark, [*parts[:-1], (*parts[-1][:2], len(text))]] for mark, parts in opened]
    closed = [parts for parts in closed if any(paragraphs[n][start:end].strip() for n, start, end in parts)]
    return [" ".join(paragraphs[n][start:end] for n, start, end in parts) for parts in sorted(closed)]


def follow(text: str, place: int, number: int, opened: list, closed: list) -> None:
    """Do what the rule says of one mark."""
    mark, before, after = text[place], text[:place][-1:], text[place + 1 : place + 2]
    if in_a_word(before) and in_a_word(after):
        return
    fitting = [at for at, (opening, _) in enumerate(opened) if mark in PAIRS[opening]]
    if fitting and not in_a_word(after):
        opening, parts = opened[fitting[-1]]
        if not closes_nothing(text, place, opening):
            closed.append([*parts[:-1], (*parts[-1][:2], place)])
            del opened[fitting[-1] :]
        return
    opens = mark in PAIRS and not in_a_word(before) and after.strip()
    opens = opens or (mark in "«»" and after and not after.strip() and after != "\n")
    if opens and not (mark in "'’‘" and LEFT_OUT.match(text, place + 1)):
        if mark in PAIRS[mark]:
            same = [at for at, (opening, _) in enumerate(opened) if opening == mark]
            del opened[same[0] if same else len(opened) :]
        opened.append([mark, [(number, place + 1, 0)]])
        del opened[:-50]


def closes_nothing(text: str, place: int, opening: str) -> bool:
    """Return whether a mark that could close a quotation is an apostrophe or an inch mark."""
    mark, before = text[place], text[place - 1]
    if mark in "'’" and re.search(r"(?<![^\W_])['’‘]n$", text[:place]):
        return True
    if not (mark in "'’‘" and (before in "sS" or before.isdigit())) and not (mark == '"' and before.isdigit()):
        return False
    for later in range(place + 1, len(text)):
        before, after = text[later - 1], text[later + 1 : later + 2]
        if text[later] == mark and (
            (before in ".,;:!?…" and not after.isalnum()) or after in [*".,;:!?…", ""] or text[later + 1 :] == "\n"
        ):
            return True
        if text[later] == opening and not before.isalnum() and after.isalnum():
            return False
    return False


QUOTED = st.lists(st.text(alphabet="\"'“”‘’„«»‹›as90nA雨 .,\n-", max_size=24), min_size=1, max_size=3)


@given(QUOTED)
def test_the_rule_of_quotations_finds_the_same_quotations(paragraphs: list[str]) -> None:
    found = [row.text(paragraphs) for row in quotations(paragraphs)]
    assert found == quoted_by_the_rule(paragraphs)


# ---------------------------------------------------------------------------------------------------------------------
# Sentences

CLOSING, OPENING = "'\"’”»›)]}」』）］】〉》", "'\"‘“‚„«‹»›([{¿¡—–-"
ALONE = "。！？｡؟۔।॥།။።։"
SHORT = SENTENCES.statements[-1].rpartition("in any capitals: ")[2].rstrip(".").split(", ")


def sentences_by_the_rule(text: str) -> list[str]:
    """Follow the rule of sentences."""
    starts, at = [0], 0
    while at < len(text):
        end, is_end = end_at(text, at)
        if is_end:
            starts.append(end)
        at = max(end, at + 1)
    parts = (text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True))
    return [part for part in parts if part]


def end_at(text: str, at: int) -> tuple[int, bool]:
    """Return where to read on after a place, and whether a sentence ends there."""
    is_alone = text[at] in ALONE
    if (not is_alone and text[at] not in ".!?…") or text[:at][-1:] in list(ALONE if is_alone else ".!?…"):
        return at + 1, False
    end = at + 1
    while end < len(text) and text[end] in (f".!?…{ALONE}" if is_alone else ".!?…"):
        end += 1
    marks, closing = text[at:end], ""
    while end < len(text):
        if text[end] in (CLOSING if is_alone else f"{CLOSING}“‘"):
            closing, end = closing + text[end], end + 1
        elif not is_alone and re.match(r"\s[»›]\s", text[end:]):
            closing, end = closing + text[end : end + 2], end + 2
        else:
            break
    spaces = len(text[end:]) - len(text[end:].lstrip())
    rest = text[end:].lstrip(OPENING + "".join(filter(str.isspace, text)))
    comes = rest[1:] if rest[:1] in list("$€£¥") and not is_alone else rest
    if not comes.strip()[:1] or not comes[:1].strip() or (not is_alone and not spaces):
        return at + 1, False
    is_sure = not (closing and comes[0].isalpha()) if is_alone else is_end(text[:at], marks, closing, comes[0])
    return end + spaces, is_sure


def is_end(before: str, marks: str, closing: str, comes: str) -> bool:
    """Return whether a sentence ends at marks after which something comes."""
    word = re.search(r"(?:[^\W_]|\.){0,20}$", before)[0] if marks == "." and not closing else ""
    if "…" in marks or ".." in marks or (marks == "." and not before[-1:].strip()):
        return False
    if closing.strip(")]}") and not (marks == "." and (comes.isupper() or comes.istitle())):
        return False
    if comes.isdigit():
        return not word or not (is_short(word) or (word.isalpha() and len(word) < 5))
    return comes.isalpha() and comes.title() == comes and not (word and is_short(word))


def is_short(word: str) -> bool:
    """Return whether a word is shortened."""
    letters = [re.fullmatch(r"[^\W\d_]{1,2}", part) for part in word.split(".")]
    numbers = [re.fullmatch(r"\d{1,2}", part) for part in word.split(".")]
    consonants = re.fullmatch(r"[b-df-hj-np-tv-xz]{2,5}|[бвгджзклмнпрстфхцчшщ]{2,5}", word, re.IGNORECASE)
    return bool(
        (all(letters) and (len(letters) > 1 or len(word) == 1))
        or all(numbers)
        or word.lower() in SHORT
        or (consonants and not word.isupper())
    )


PIECES = ["It", "is", "Dr", "BBC", "etc", "U", "S", "No", "rained", "5", "42", "é", "雨", *'... ?!…。    "”“)»[$-']
SENTENCED = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)


@given(SENTENCED)
def test_the_rule_of_sentences_finds_the_same_sentences(text: str) -> None:
    assert [span.text([text]) for span in sentence_spans([text])] == sentences_by_the_rule(text)
