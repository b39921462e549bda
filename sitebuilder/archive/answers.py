"""In which sentences does an account answer a question, and on whose word?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitebuilder.records.article import ArticleText
from sitebuilder.records.speakers import AttributedQuotation
from sitebuilder.records.stories import Answer
from sitebuilder.words.sentences import around
from sitebuilder.words.spans import Paragraphs, Span


@dataclass(frozen=True, slots=True)
class QuotedIn:
    """A quotation that has words of an answer."""

    quotation: AttributedQuotation
    """The quotation."""
    is_whole: bool
    """Whether all words of the answer are in it."""


@dataclass(frozen=True, slots=True)
class AnsweringSentence:
    """The whole sentence, or sentences, with one answer of an account or several."""

    span: Span
    """Where it is."""
    answers: tuple[Span, ...]
    """The words in it that answer, in reading order."""
    quoted: tuple[QuotedIn, ...]
    """The quotations that these words are in, in reading order."""
    attributed: tuple[Span, ...]
    """The words of the account that say on whose word the answers are, as far as that is recorded."""
    opening: str
    """The quotation marks that were opened before it, and of which it therefore has only the other half."""
    closing: str
    """The quotation marks that are closed after it."""


def answering_sentences(answers: Iterable[Answer], text: ArticleText) -> tuple[AnsweringSentence, ...]:
    """Return the sentences with an account's answers, in the order of the first answer in each."""
    placed = [(answer, span) for answer in answers if (span := answer.span(text.paragraphs))]
    sentences: list[Span] = []
    for _, span in placed:
        whole = around(span, text.paragraphs)
        touched = [sentence for sentence in sentences if _overlap(sentence, whole)]
        at = sentences.index(touched[0]) if touched else len(sentences)
        kept = [sentence for sentence in sentences if sentence not in touched]
        sentences = [*kept[:at], _hull([*touched, whole]), *kept[at:]]
    return tuple(
        _sentence(sentence, [pair for pair in placed if _overlap(pair[1], sentence)], text) for sentence in sentences
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.paragraph == other.paragraph and one.start < other.end and other.start < one.end


def _hull(spans: Sequence[Span]) -> Span:
    return Span(spans[0].paragraph, min(span.start for span in spans), max(span.end for span in spans))


def _sentence(span: Span, placed: Sequence[tuple[Answer, Span]], text: ArticleText) -> AnsweringSentence:
    paragraphs, words = text.paragraphs, sorted(words for _, words in placed)
    attributed = (answer.attributed.span(paragraphs) for answer, _ in placed if answer.attributed)
    return AnsweringSentence(
        span=span,
        answers=tuple(words),
        quoted=tuple(_quoted(words, text)),
        attributed=tuple(dict.fromkeys(where for where in attributed if where)),
        opening="".join(_opened_before(span, text)),
        closing="".join(reversed(list(_closed_after(span, text)))),
    )


def _quoted(words: Sequence[Span], text: ArticleText) -> Iterator[QuotedIn]:
    """Yield the quotations that have some of the words.

    Only letters and digits count: whether the words of an answer include the quotation marks says nothing.
    """
    asked = {at for span in words for at in _letters(span, text.paragraphs)}
    for quotation, part in _parts(words[0].paragraph, text):
        if any(_overlap(span, part) for span in words):
            inside = set(_letters(part, text.paragraphs))
            if asked & inside:
                yield QuotedIn(quotation, asked <= inside)


def _letters(span: Span, paragraphs: Paragraphs) -> Iterator[int]:
    text = paragraphs[span.paragraph - 1]
    return (at for at in range(span.start, span.end) if text[at].isalnum())


def _parts(paragraph: int, text: ArticleText) -> Iterator[tuple[AttributedQuotation, Span]]:
    """Yield the quotations of a paragraph, each with where it is there."""
    for quotation in text.quotations:
        for part in quotation.quotation.spans:
            if part.paragraph == paragraph:
                yield quotation, part


def _opened_before(sentence: Span, text: ArticleText) -> Iterator[str]:
    for quotation, part in _parts(sentence.paragraph, text):
        if part.start <= sentence.start < part.end:
            yield quotation.quotation.opening_mark(text.paragraphs)


def _closed_after(sentence: Span, text: ArticleText) -> Iterator[str]:
    for quotation, part in _parts(sentence.paragraph, text):
        if part.start < sentence.end <= part.end:
            yield quotation.quotation.closing_mark(text.paragraphs)
