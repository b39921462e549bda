"""In which sentences does an account answer a question, and on whose word?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sitebuilder.records.articles.article import ArticleText
from sitebuilder.records.articles.speakers import AttributedQuotation
from sitebuilder.records.stories import Answer
from sitebuilder.words.sentences import around
from sitebuilder.words.spans import Paragraphs, Span


class QuotedIn(Struct, frozen=True):
    """A quotation that has words of an answer."""

    quotation: AttributedQuotation
    """The quotation."""
    is_whole: bool
    """Whether all words of the answer are in it."""


class AnsweringSentence(Struct, frozen=True):
    """The whole sentence, or sentences, with one answer of an account or several."""

    span: Span
    """Where it is."""
    answers: tuple[Span, ...]
    """The words in it that answer, in reading order."""
    quoted: tuple[QuotedIn, ...]
    """The quotations that these words are in, in reading order."""
    attributed: tuple[Span, ...]
    """The words of the account that say on whose word the answers are, as far as that is recorded."""


def answering_sentences(answers: Iterable[Answer], text: ArticleText) -> tuple[AnsweringSentence, ...]:
    """Return the sentences with an account's answers, in the order of the first answer in each."""
    placed = [(answer, span) for answer in answers if (span := answer.span(text.paragraphs))]
    sentences: list[Span] = []
    for _, span in placed:
        whole = around(span, text.paragraphs)
        touched = [sentence for sentence in sentences if sentence.overlaps(whole)]
        at = sentences.index(touched[0]) if touched else len(sentences)
        kept = [sentence for sentence in sentences if sentence not in touched]
        sentences = [*kept[:at], _hull([*touched, whole]), *kept[at:]]
    return tuple(
        _sentence(sentence, [pair for pair in placed if pair[1].overlaps(sentence)], text) for sentence in sentences
    )


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
    )


def _quoted(words: Sequence[Span], text: ArticleText) -> Iterator[QuotedIn]:
    """Yield the quotations that have some of the words.

    Only letters and digits count: whether the words of an answer include the quotation marks says nothing.
    """
    asked = {at for span in words for at in _letters(span, text.paragraphs)}
    for quotation, part in text.quoted.get(words[0].paragraph, ()):
        if any(span.overlaps(part) for span in words):
            inside = set(_letters(part, text.paragraphs))
            if asked & inside:
                yield QuotedIn(quotation, asked <= inside)


def _letters(span: Span, paragraphs: Paragraphs) -> Iterator[int]:
    text = paragraphs[span.paragraph - 1]
    return (at for at in range(span.start, span.end) if text[at].isalnum())


def missing_marks(sentence: Span, text: ArticleText) -> tuple[str, str]:
    """Return the quotation marks that were opened before a sentence, and those that are closed only after it."""
    parts = text.quoted.get(sentence.paragraph, ())
    before = (row.quotation for row, part in parts if part.start <= sentence.start < part.end)
    after = (row.quotation for row, part in parts if part.start < sentence.end <= part.end)
    opening = [quotation.opening_mark(text.paragraphs) for quotation in before]
    closing = [quotation.closing_mark(text.paragraphs) for quotation in after]
    return "".join(opening), "".join(reversed(closing))
