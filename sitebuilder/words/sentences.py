"""Where does each sentence of a text start and end?

A sentence ends at a full stop, a question mark or an exclamation mark, with the marks that close a quotation or a
bracket after it, if what follows looks like a new sentence. Where that is in doubt the sentence goes on: a passage that
is too long can be understood, half of a sentence may say something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from sitebuilder.words.spans import Paragraphs, Span
from sitebuilder.words.unseen import read

ENDS_ALONE = "。！？｡؟۔।॥።။។։"
"""Marks that end a sentence even without a space after them."""

CLOSERS = "'\"’”»›)]}」』）］】〉》"
"""Marks that close a quotation or a bracket, and belong to the sentence before them."""

_ONLY, _CLOSERS = ENDS_ALONE, f"[{re.escape(CLOSERS)}]"
_OPENERS = r"['\"‘“‚„«‹»›(\[{¿¡—–\-\s]*+"
_END = re.compile(
    rf"(?<![{_ONLY}])(?P<only>[{_ONLY}][.!?…{_ONLY}]*+)(?P<closed>{_CLOSERS}*+)\s*+(?={_OPENERS}(?P<next>\S))"
    rf"|(?<![.!?…])(?P<stop>[.!?…]++)(?P<quoted>(?:{_CLOSERS}|[“‘]|\s[»›](?=\s))*+)\s++(?={_OPENERS}[$€£¥]?+(?P<then>\S))"
)
"""Where a sentence may end: at a mark that does nothing else, or at one that needs a space after it."""

_LETTERS_WITH_STOPS = re.compile(r"(?:[^\W\d_]{1,2}\.)*[^\W\d_]|(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_SMALL_NUMBER = re.compile(r"(?:\d{1,2}\.)*\d{1,2}")
_NO_VOWEL = re.compile(r"[b-df-hj-np-tv-xz]{2,5}|[бвгджзклмнпрстфхцчшщ]{2,5}", re.IGNORECASE)
SHORTENED = (
    "adm|al|amb|approx|apr|assn|aug|ave|bros|ca|capt|cf|cit|co|col|comdr|corp|dec|dept|dir|"
    "ed|eds|esp|est|et|etc|ext|feb|gen|ggf|gov|hon|ibid|inc|jan|jul|jun|lic|maj|messrs|mlle|"
    "mme|nov|nro|núm|oct|op|pres|prof|prov|rep|repr|rev|sen|sep|sept|sra|supt|univ|usw|viz"
)
"""Shortened words with a vowel, after which a sentence may go on with a capital."""

_SHORTENED = re.compile(SHORTENED, re.IGNORECASE)

COUNTED_WORD = 5
"""A full stop between a word and a number ends a sentence if the word is that long: a shorter one may be shortened."""

LONGEST = 20
"""How many characters of the word before a full stop are looked at."""


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph, each with the white space after it: joined they are the paragraph."""
    edges = [0, *_ends(text), len(text)]
    return tuple(text[start:end] for start, end in pairwise(edges) if start < end)


def sentence_spans(paragraphs: Paragraphs) -> tuple[Span, ...]:
    """Return where each sentence of a text is, without white space at its ends."""
    return tuple(
        Span(number, start, end) for number, text in enumerate(paragraphs, start=1) for start, end in _places(text)
    )


def around(span: Span, paragraphs: Paragraphs) -> Span:
    """Return the place of the sentence, or the sentences, in which a stretch is."""
    touched = [
        place for place in _places(paragraphs[span.paragraph - 1]) if place[0] < span.end and span.start < place[1]
    ]
    edges = sorted((span.start, span.end, *(edge for place in touched for edge in place)))
    return Span(span.paragraph, edges[0], edges[-1])


@lru_cache(maxsize=1024)  # asked for every answer and every shared run of a paragraph
def _places(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each sentence of a paragraph starts and ends, without white space at its ends."""
    exact, places, start = read(text), [], 0
    for sentence in sentences(exact.text):
        if words := sentence.strip():
            at = start + sentence.index(words)
            places.append((exact.start(at), exact.end(at + len(words))))
        start += len(sentence)
    return tuple(places)


def _ends(text: str) -> Iterator[int]:
    """Yield where a sentence ends and another one starts."""
    for match in _END.finditer(text):
        may_go_on = match["closed"] and match["next"].isalpha() if match["only"] else _may_go_on(text, match)
        if not may_go_on:
            yield match.end()


def _may_go_on(text: str, match: re.Match[str]) -> bool:
    """Tell whether a sentence may go on after a mark that often ends one."""
    stop, closed, then = match["stop"], match["quoted"], match["then"]
    is_after_space = not text[max(0, match.start() - 1) : match.start()].strip()
    if "…" in stop or ".." in stop or (is_after_space and stop == "."):
        return True
    if closed.strip(")]}") and (stop != "." or not _is_capital(then)):
        return True  # “Is it?” Ann asked. Only a capital after a full stop is sure, and not all scripts have capitals.
    last = _last_word(text, match.start()) if stop == "." and not closed else ""
    if then.isdigit():
        return (last.isalpha() and len(last) < COUNTED_WORD) or _is_shortened(last)
    return not _starts_sentence(then) or _is_shortened(last)


def _last_word(text: str, end: int) -> str:
    """Return the letters, digits and full stops before a place."""
    start = end
    while start and end - start < LONGEST and (text[start - 1].isalnum() or text[start - 1] == "."):
        start -= 1
    return text[start:end]


def _is_capital(character: str) -> bool:
    return character.isupper() or character.istitle()


def _starts_sentence(character: str) -> bool:
    """Tell whether a sentence can start with a letter: a capital, or one of a script that has none."""
    return character.isalpha() and character.title() == character


def _is_shortened(word: str) -> bool:
    """Tell whether a full stop after a word may only shorten it: Dr., U.S., J., 3."""
    is_acronym = word.isupper() and len(word) > 1
    is_shortened = (
        _LETTERS_WITH_STOPS.fullmatch(word)
        or _SMALL_NUMBER.fullmatch(word)
        or _SHORTENED.fullmatch(word)
        or (_NO_VOWEL.fullmatch(word) and not is_acronym)
    )
    return bool(is_shortened)
