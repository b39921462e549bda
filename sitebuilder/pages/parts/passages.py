"""How are exact words shown, and what is known and unknown of the article that has them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.accounts.answers import AnsweringSentence, missing_marks
from sitebuilder.pages.parts.frame import Link
from sitebuilder.pages.parts.speakers import Voice, voices
from sitebuilder.records.articles.article import Article, ArticleText
from sitebuilder.records.articles.speakers import AttributedQuotation
from sitebuilder.words.languages import direction, language_name
from sitebuilder.words.spans import Paragraphs, Span


class Piece(Struct, frozen=True):
    """Words of a passage that are marked together, or not."""

    text: str
    """The words."""
    is_marked: bool
    """Whether they are what the passage is shown for, and not only the rest of their sentence."""


class Passage(Struct, frozen=True):
    """Exact words of an article and where they are."""

    pieces: tuple[Piece, ...]
    """The words, cut where marks start and end."""
    paragraph: int
    """The number of their paragraph."""
    to: Address
    """The permalink of the paragraph."""
    language: str | None
    """BCP 47 tag of the words, where known."""
    direction: str
    """The value of `dir` for them."""
    opening: str = ""
    """The quotation marks that were opened before them; the style sheet shows them."""
    closing: str = ""
    """The quotation marks that are closed after them, likewise."""
    voices: tuple[Voice, ...] = ()
    """On whose word they are, as far as the account says so."""

    @property
    def text(self) -> str:
        """The words as one text."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def exact(self) -> tuple[str, ...]:
        """What a page must hold of it, letter for letter: the words, then those that say on whose word they are."""
        return self.text, *(exact for voice in self.voices for exact in voice.exact)


class Mention(Struct, frozen=True):
    """Something that an article has, and where."""

    text: str
    """What it is: a name, a speaker."""
    to: Address | None
    """Where to find more of it."""
    paragraphs: tuple[Link, ...]
    """The permalinks of its paragraphs."""


class Fact(Struct, frozen=True):
    """Something that can be known of an article."""

    name: str
    """What can be known: "Date", "Byline", …"""
    display: str | None
    """What the source gives, or None where it gives nothing."""
    iso: str | None = None
    """For a date: the same as HTML's `datetime` takes it; empty where that cannot express it."""
    href: str | None = None
    """For a web address: the address."""
    to: Address | None = None
    """The list of the articles that have the same, where there is one."""
    is_exact: bool = False
    """Whether it is a whole paragraph of the text as received, which the page must show letter for letter."""
    is_printed: bool = False
    """Whether it is in the words of the source, and so in the language of the article."""


def label_of(article: Article) -> str:
    """Return what an account is called."""
    return article.label or article.title_apart


def letter(at: int) -> str:
    """Return the mark of an account by its place among the accounts: A to Z, then AA and so on."""
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def passage(text: ArticleText, span: Span) -> Passage:
    """Return the words of an article at a place, with their permalink."""
    return _passage(text, span, span.text(text.paragraphs))


def quoted_passages(text: ArticleText, row: AttributedQuotation) -> tuple[Passage, ...]:
    """Return the words of a quotation, a passage for each paragraph that has some of them."""
    return tuple(_passage(text, span, words) for span, words in zip(row.quotation.spans, row.words, strict=True))


def _passage(text: ArticleText, span: Span, words: str) -> Passage:
    return Passage(
        pieces=(Piece(words, False),),
        paragraph=span.paragraph,
        to=addresses.permalink(text.slug, span.paragraph),
        language=text.language,
        direction=direction(text.language),
    )


def sentence(text: ArticleText, span: Span, marked: Sequence[Span] = ()) -> Passage:
    """Return whole sentences of an article, some of their words marked, which are given in reading order.

    Where only full stops and the like would not be marked, nothing is.
    """
    opening, closing = missing_marks(span, text)
    whole = replace(passage(text, span), opening=opening, closing=closing)
    pieces = tuple(piece for piece in _pieces(text.paragraphs, span, marked) if piece.text)
    has_rest = any(map(str.isalnum, "".join(piece.text for piece in pieces if not piece.is_marked)))
    return replace(whole, pieces=pieces) if has_rest else whole


def answer(text: ArticleText, answering: AnsweringSentence) -> Passage:
    """Return the sentence with an answer, the words that answer marked, with whose word it is."""
    return replace(sentence(text, answering.span, answering.answers), voices=voices(answering, text))


def _pieces(paragraphs: Paragraphs, sentence: Span, marked: Sequence[Span]) -> Iterator[Piece]:
    """Cut a sentence where marked words start and end."""
    text, at = paragraphs[sentence.paragraph - 1], sentence.start
    for start, end in _merged(marked):
        yield from (Piece(text[at:start], False), Piece(text[start:end], True))
        at = end
    yield Piece(text[at : sentence.end], False)


def _merged(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return where words start and end that are marked once or several times; they are given in reading order."""
    merged: list[tuple[int, int]] = []
    for span in spans:
        if merged and span.start <= merged[-1][1]:
            start, end = merged.pop()
            merged.append((start, max(end, span.end)))
        else:
            merged.append((span.start, span.end))
    return merged


def paragraph_links(article: Article, numbers: Iterable[int]) -> tuple[Link, ...]:
    """Return a permalink for each paragraph named, each once; its text is the paragraph's number."""
    return tuple(Link(str(number), addresses.permalink(article.slug, number)) for number in sorted(set(numbers)))


def exact_fact(name: str, article: Article, key: str, typed: str | None) -> Fact:
    """Return what front matter holds of the text as received, letter for letter where it is a whole paragraph."""
    exact = article.heading.exact(key)
    return Fact(name, typed if exact is None else exact, is_exact=exact is not None, is_printed=True)


def facts(article: Article) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
    """Return what is known of an article, and the names of what is not; no key says whether a text is complete."""
    date = article.date
    possible = (
        Fact("Headline", None if article.title_is_supplied else article.title),
        Fact("Date", date.display if date else None, iso=date.iso if date else None),
        exact_fact("Byline", article, "byline", article.byline),
        Fact("Publisher", article.publisher, is_printed=True),
        exact_fact("Place", article, "place", article.place),
        Fact("Web address", article.url, href=article.url),
        Fact("Licence", article.licence, is_printed=True),
        Fact(
            "Language", f"{language_name(article.language)} (identified by the archive)" if article.language else None
        ),
    )
    known = tuple(fact for fact in possible[1:] if fact.display)
    how = () if article.url else ("How and from whom it came",)
    return known, (*(fact.name for fact in possible if not fact.display), *how, "Whether it is complete")
