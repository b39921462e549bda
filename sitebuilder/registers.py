"""What do the registers show: of all quotations, of all names, and of each name?"""

from __future__ import annotations

from collections.abc import Iterator

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive import Archive, Named
from sitebuilder.article import Article
from sitebuilder.framing import frame
from sitebuilder.listing import counted, entry, page_of, paged, paragraph_links
from sitebuilder.marking import Mark, elsewhere, mark_paragraph, paragraphs_html
from sitebuilder.register_shows import (
    NamedArticle,
    NamedIn,
    NamedParagraph,
    NameEntry,
    NameShows,
    NamesShows,
    QuotationsShows,
    Quoted,
    QuotedGroup,
)
from sitebuilder.spans import Span
from sitebuilder.speakers import KINDS, NOT_RECORDED, Speech
from sitebuilder.story_page import passage


def quotations_register(archive: Archive) -> Iterator[tuple[Address, QuotationsShows]]:
    """Yield the pages of the register of quotations; none where there is only one."""
    said = [(speech, article) for article in archive.articles for speech in article.speeches]
    if len(said) < 2:
        return
    kinds = [*KINDS, None]
    said.sort(key=lambda row: (kinds.index(row[0].kind), (row[0].speaker or "").casefold(), row[1].slug))
    note = f"{counted(len(said), 'quotation')}, by kind of speaker and by speaker."
    for here, rows, parts in paged(said, addresses.QUOTATIONS):
        groups = tuple(
            QuotedGroup(
                KINDS.get(kind or "", NOT_RECORDED),
                tuple(_quoted(speech, article) for speech, article in rows if speech.kind == kind),
            )
            for kind in kinds
            if any(speech.kind == kind for speech, _ in rows)
        )
        title = "Quotations" + page_of(parts)
        yield here, QuotationsShows(frame(archive, here, title, f"{title}. {note}"), note, groups, parts)


def _quoted(speech: Speech, article: Article) -> Quoted:
    passages = tuple(passage(article, span) for span in speech.quotation.spans)
    return Quoted(passages, speech.speaker, entry(article))


def names_index(archive: Archive) -> Iterator[tuple[Address, NamesShows]]:
    """Yield the pages of the index of names; none where only one name of names.yaml stands in an article."""
    if len(archive.named) < 2:
        return
    note = f"{counted(len(archive.named), 'name')}, by name."
    for here, names, parts in paged(archive.named, addresses.NAMES):
        title = "Names" + page_of(parts)
        entries = tuple(_name_entry(named) for named in names)
        yield here, NamesShows(frame(archive, here, title, f"{title}. {note}"), note, entries, parts)


INDEX_PLACES = 8
"""How many articles a name shows in the index; the name's own page shows them all."""


def _name_entry(named: Named) -> NameEntry:
    left_out = len(named.places) - INDEX_PLACES
    return NameEntry(
        name=named.name.name,
        to=addresses.name_page(named.name.slug) if named.has_page else None,
        kind=named.name.kind,
        also=named.name.also,
        places=tuple(
            NamedIn(
                entry(article),
                paragraph_links(article, (span.paragraph for span in spans)),
            )
            for article, spans in named.places[:INDEX_PLACES]
        ),
        more=counted(left_out, "more article") if left_out > 0 else None,
        count=f"{counted(named.hits, 'time')} in {counted(len(named.places), 'article')}",
    )


def name_pages(archive: Archive) -> Iterator[tuple[Address, NameShows]]:
    """Yield the pages of the names that stand in two paragraphs or more."""
    for named in archive.named:
        if named.has_page:
            yield from _pages_of(archive, named)


def _pages_of(archive: Archive, named: Named) -> Iterator[tuple[Address, NameShows]]:
    name = named.name
    rows = [
        (article, number) for article, spans in named.places for number in sorted({span.paragraph for span in spans})
    ]
    paragraphs, places = counted(len(rows), "paragraph"), counted(len(named.places), "article")
    note = f"{counted(named.hits, 'time')} in {paragraphs} of {places}."
    spans_of = {article.slug: spans for article, spans in named.places}
    for here, some, parts in paged(rows, addresses.name_page(name.slug)):
        title = f"{name.name} ({name.kind})" + page_of(parts)
        articles = {article.slug: article for article, _ in some}
        shown = tuple(
            _named_article(article, [number for other, number in some if other is article], spans_of[slug])
            for slug, article in articles.items()
        )
        about = f"Every paragraph that names {name.name}: {note}"
        yield here, NameShows(frame(archive, here, title, about), name.name, name.kind, name.also, note, shown, parts)


def _named_article(article: Article, numbers: list[int], spans: tuple[Span, ...]) -> NamedArticle:
    html = paragraphs_html(article.body.html)
    paragraphs = []
    for number in numbers:
        marks = [Mark(span, "named", "", "") for span in spans if span.paragraph == number]
        paragraphs.append(
            NamedParagraph(
                number=number,
                id=f"{article.slug}-{addresses.paragraph(number)}",
                to=addresses.permalink(article.slug, number),
                html=mark_paragraph(elsewhere(html[number], article.slug, whole=False), marks),
            )
        )
    return NamedArticle(entry(article), tuple(paragraphs))
