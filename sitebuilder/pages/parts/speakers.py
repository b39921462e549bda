"""How is it shown who speaks, and on whose word something is?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.accounts.answers import AnsweringSentence
from sitebuilder.pages.parts.frame import Link
from sitebuilder.records.articles.article import ArticleText
from sitebuilder.records.articles.speakers import Speaker
from sitebuilder.words.languages import direction
from sitebuilder.words.spans import Span, places

NamePage = Callable[[str], Address | None]
"""Returns the page to which a name leads, by any spelling of it, where there is one."""


def no_page(_spelling: str) -> None:
    """Return no page: where there is no room for links."""


class Words(Struct, frozen=True):
    """A few exact words of an article that say something of others."""

    text: str
    """The words."""
    language: str | None
    """BCP 47 tag of the words, where known."""
    direction: str
    """The value of `dir` for them."""
    paragraph: Link | None
    """The permalink of their paragraph, where that is another one."""


class Named(Struct, frozen=True):
    """Somebody, as the texts or names.yaml call them."""

    text: str
    """What they are called."""
    to: Address | None
    """The page of the name, where it has one and there is room for a link."""


class Voice(Struct, frozen=True):
    """Whose word something is."""

    how: str | None
    """`quoted`, `partly quoted` or `attributed`; None where what is shown is a quotation as such."""
    speaker: Named | None
    """Who speaks, as the text names them; None where that is not recorded, or the words below say it."""
    words: tuple[Words, ...]
    """The article's words on that: what the speaker is and where it was said, or to whom something is attributed."""
    speaks_for: Named | None
    """The name for which the speaker speaks, where that is recorded."""

    @property
    def exact(self) -> tuple[str, ...]:
        """What a page must hold of it, letter for letter."""
        return tuple(words.text for words in self.words)


def voice(by: Speaker | None, paragraph: int, text: ArticleText, name_page: NamePage = no_page) -> Voice:
    """Return what is shown of who speaks in a quotation of a paragraph, with links to the pages of names.

    A spokesperson for the council, as the text says, speaks for the council: that is not said twice.
    """
    if by is None:
        return Voice(None, None, (), None)
    spans = (exact.span(text.paragraphs) for exact in (by.role, by.via) if exact)
    speaks_for = Named(by.speaks_for.name, name_page(by.speaks_for.name)) if by.speaks_for else None
    is_said = speaks_for is not None and bool(places(speaks_for.text, by.text))
    to = name_page(by.spelling)
    return Voice(
        how=None,
        speaker=Named(by.text, speaks_for.to if speaks_for and is_said and not to else to),
        words=tuple(_words(span, paragraph, text) for span in spans if span),
        speaks_for=None if is_said else speaks_for,
    )


def voices(sentence: AnsweringSentence, text: ArticleText) -> tuple[Voice, ...]:
    """Return on whose word an answer is, as far as the account says so, each once; without links, for want of room."""
    return tuple(dict.fromkeys(_voices(sentence, text)))


def _voices(sentence: AnsweringSentence, text: ArticleText) -> Iterator[Voice]:
    paragraph = sentence.span.paragraph
    for quoted in sentence.quoted:
        how = "quoted" if quoted.is_whole else "partly quoted"
        yield replace(voice(quoted.quotation.by, paragraph, text), how=how)
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
