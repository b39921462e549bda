"""How is it shown who speaks, and on whose word something is?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitebuilder import addresses
from sitebuilder.archive.answers import AnsweringSentence
from sitebuilder.pages.parts.frame import Link
from sitebuilder.records.article import ArticleText
from sitebuilder.records.speakers import Speaker
from sitebuilder.words.languages import direction
from sitebuilder.words.spans import Span


@dataclass(frozen=True, slots=True)
class Words:
    """A few exact words of an article that say something of others."""

    text: str
    """The words."""
    language: str | None
    """BCP 47 tag of the words, where known."""
    direction: str
    """The value of `dir` for them."""
    paragraph: Link | None
    """The permalink of their paragraph, where that is another one."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose word something is."""

    how: str | None
    """`quoted`, `partly quoted` or `attributed`; None where what is shown is a quotation as such."""
    speaker: str | None
    """Who speaks, as the text names them; None where the words below say so, or nothing does."""
    words: tuple[Words, ...]
    """The article's words on that: what the speaker is and where it was said, or to whom something is attributed."""
    speaks_for: str | None
    """The name for which the speaker speaks, where that is recorded."""


def voice(by: Speaker, how: str | None, paragraph: int, text: ArticleText) -> Voice:
    """Return what is shown of a speaker, beside words of a paragraph."""
    spans = (exact.span(text.paragraphs) for exact in (by.role, by.via) if exact)
    return Voice(
        how=how,
        speaker=by.text,
        words=tuple(_words(span, paragraph, text) for span in spans if span),
        speaks_for=by.speaks_for.name if by.speaks_for else None,
    )


def voices(sentence: AnsweringSentence, text: ArticleText) -> tuple[Voice, ...]:
    """Return on whose word an answer is, as far as the account says so, each once."""
    return tuple(dict.fromkeys(_voices(sentence, text)))


def _voices(sentence: AnsweringSentence, text: ArticleText) -> Iterator[Voice]:
    paragraph = sentence.span.paragraph
    for quoted in sentence.quoted:
        how, by = "quoted" if quoted.is_whole else "partly quoted", quoted.quotation.by
        yield voice(by, how, paragraph, text) if by else Voice(how, None, (), None)
    for span in sentence.attributed:
        yield Voice("attributed", None, (_words(span, paragraph, text),), None)


def _words(span: Span, paragraph: int, text: ArticleText) -> Words:
    elsewhere = Link(str(span.paragraph), addresses.permalink(text.slug, span.paragraph))
    return Words(
        span.text(text.paragraphs),
        text.language,
        direction(text.language),
        elsewhere if span.paragraph != paragraph else None,
    )
