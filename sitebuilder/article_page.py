"""What does an article's page show?"""

from __future__ import annotations

from collections.abc import Mapping as ByName

from sitebuilder import addresses
from sitebuilder.archive import Archive
from sitebuilder.article import Article
from sitebuilder.article_shows import Apparatus, ArticleShows, Fact, Mention, Provenance, RevisionRow
from sitebuilder.framing import frame
from sitebuilder.listing import counted, entry, group, paragraph_links, question_id
from sitebuilder.names import Name
from sitebuilder.shows import Link
from sitebuilder.speakers import NOT_RECORDED

Neighbours = ByName[str, tuple[Article | None, Article | None]]
"""For each slug, the articles before and after it."""


def article_shows(archive: Archive, article: Article, neighbours: Neighbours) -> ArticleShows:
    """Return what the page of an article shows."""
    here, shown = addresses.article_page(article.slug), entry(article)
    words = shown.lede + (" …" if shown.lede_is_cut else "")
    description = article.summary or words or f"{article.title}: an article without words."
    known, unknown = facts(article)
    earlier, later = neighbours[article.slug]
    return ArticleShows(
        frame=frame(archive, here, article.title, description),
        entry=shown,
        known=known,
        unknown=unknown,
        html=article.body.html,
        footnotes=article.body.footnotes,
        paragraphs=tuple(
            addresses.permalink(article.slug, number) for number in range(1, len(article.reading.words) + 1)
        ),
        summary=article.summary,
        provenance=_provenance(article),
        revisions=tuple(RevisionRow(act.on.words, act.on.iso, act.what) for act in article.revisions),
        markdown=addresses.article_source(article.slug),
        story=group(archive.stories[article.story], without=article) if article.story else None,
        apparatus=_apparatus(archive, article),
        earlier=entry(earlier) if earlier else None,
        later=entry(later) if later else None,
    )


def neighbours(archive: Archive) -> Neighbours:
    """Return the neighbours of every article: by date among the dated, by title on the shelf of the undated."""
    found: dict[str, tuple[Article | None, Article | None]] = {}
    for row in (archive.dated[::-1], archive.undated):
        for before, article, after in zip((None, *row), row, (*row[1:], None), strict=False):
            found[article.slug] = before, after
    return found


def facts(article: Article) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
    """Return what the source of an article gives, and the names of what it does not give."""
    date = article.date
    given = (
        Fact("Headline", None if article.title_is_supplied else article.title),
        Fact("Date", date.words if date else None, iso=date.iso if date else None),
        Fact("Byline", article.byline),
        Fact("Publisher", article.publisher),
        Fact("Place", article.place),
        Fact("Web address", article.url, href=article.url),
        Fact("Licence", article.licence),
        Fact("Language", article.language),
    )
    return tuple(fact for fact in given[1:] if fact.words), tuple(fact.name for fact in given if not fact.words)


def _apparatus(archive: Archive, article: Article) -> Apparatus:
    story = archive.stories[article.story] if article.story else None
    asked = enumerate(story.questions if story and len(story.articles) > 1 else (), start=1)
    compared = tuple(
        Link(str(number), f"{addresses.story_page(story.slug)}#{question_id(number)}")
        for number, question in asked
        if story and article.slug in question.answers
    )
    speakers: dict[str, list[int]] = {}
    for speech in article.speeches:
        speakers.setdefault(speech.speaker or NOT_RECORDED, []).append(speech.quotation.spans[0].paragraph)
    names: dict[str, tuple[Name, list[int]]] = {}
    for name, span in archive.hits.get(article.slug, ()):
        names.setdefault(name.slug, (name, []))[1].append(span.paragraph)
    return Apparatus(
        quoted=tuple(Mention(who, None, paragraph_links(article, found)) for who, found in speakers.items()),
        named=tuple(
            Mention(name.name, archive.name_page(name), paragraph_links(article, found))
            for name, found in sorted(names.values(), key=lambda row: row[0].name.casefold())
        ),
        names=counted(len(names), "name"),
        compared=compared,
        questions=counted(len(compared), "question"),
    )


def _provenance(article: Article) -> Provenance | None:
    if article.original is None:
        return None
    return Provenance(
        file=article.original.file,
        to=addresses.original(article.original.file),
        size=f"{len(article.original.raw):,} bytes",
        sha256=article.original.sha256,
        paragraphs=len(article.original.paragraphs),
    )
