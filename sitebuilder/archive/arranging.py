"""How do the files of an archive become one: read, ordered, checked against each other?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from operator import attrgetter

from msgspec.structs import replace

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.accounts.comparison import Sharing, sharing_of
from sitebuilder.archive.acts import acts_of
from sitebuilder.archive.alike import told_apart
from sitebuilder.archive.archive import FRONT_PAGE_ARTICLES, Archive, Common
from sitebuilder.archive.checks.cross_checks import cross_checks
from sitebuilder.archive.checks.file_names import check_file_names
from sitebuilder.archive.checks.links import check_links
from sitebuilder.archive.former import Former, of_articles, of_events, of_names
from sitebuilder.archive.groups import (
    Group,
    Story,
    by_event,
    by_letter,
    by_print,
    by_topic,
    by_year,
    newest_first,
    oldest_first,
)
from sitebuilder.archive.indexed_names import NameIndex, index_names
from sitebuilder.archive.source import Source, digest
from sitebuilder.formats.characters import decode
from sitebuilder.problems import Problem, problem
from sitebuilder.records.about import About, read_about
from sitebuilder.records.articles.article import Article, ArticleText, Body
from sitebuilder.records.articles.reading import ReadArticle, read_text
from sitebuilder.records.articles.suggestions import suggestion
from sitebuilder.records.articles.withdrawn import Withdrawn
from sitebuilder.records.names import Name, read_names
from sitebuilder.records.settings import UNREAD, Settings, read_settings
from sitebuilder.records.stories import StoryFile, read_story
from sitebuilder.source_paths import ABOUT, ARTICLES, NAMES, ORIGINALS, SITE, STORIES

TEXTS_AT_HAND = 256
"""How many texts are kept once they were made: the next one is often that of the same event."""


def arrange(
    source: Source, read: Mapping[str, ReadArticle], known: Mapping[str, Sharing] | None = None
) -> tuple[Archive, list[Problem]]:
    """Put the articles that could be read in order, and check whatever concerns more than one file.

    `read` holds the result of reading each article file, `known` what the last build found out by comparing texts. The
    archive is complete only when there are no problems; it is returned all the same, so that its pages can be tried and
    their problems reported in the same run.
    """
    site, site_problems = _read_site(source)
    about, about_problems = _read_about(source, site)
    names, name_problems = _read_names(source.names)
    stories, story_problems = _read_stories(source)
    sound = told_apart(article for reading in read.values() if (article := reading.sound))
    topics, topic_problems = by_topic(sound)
    names_are_right = not name_problems and not any(problem.file == NAMES for problem in source.problems)
    texts = _texts(source, sound, read)
    spans = {article.slug: read[f"{article.slug}.md"].names for article in oldest_first(sound)}
    common = Common(site, (), source.sums.get(SITE, ""))
    gone = sorted((one for reading in read.values() if (one := reading.taken_back)), key=attrgetter("slug"))
    archive = _archive(common, texts, topics, index_names(texts, spans, names), by_event(sound, gone, stories))
    sharing = sharing_of(archive.stories, texts, known or {})
    archive = _with_acts(replace(archive, about=about, fingerprint=source.fingerprint, sharing=sharing), source, gone)
    archive = replace(archive, digest=_digest(source, archive))
    problems = [
        *source.problems,
        *(problem for article in read.values() for problem in article.problems),
        *(*site_problems, *about_problems, *name_problems, *story_problems, *topic_problems),
        *check_file_names(source),
        *check_links(source, read, about),
        *cross_checks(source, read, texts, stories, names if names_are_right else None),
    ]
    return replace(archive, former=tuple(_former(archive, problems))), problems


def _digest(source: Source, archive: Archive) -> str:
    """Return the digest of all files that an archive is made from. A text as received that no article names is none."""
    articles = (f"{ARTICLES}/{name}" for name in source.articles)
    received = {name for article in archive.articles for name in article.received} | archive.withheld
    named = (f"{ORIGINALS}/{name}" for name in received)
    others = {file.path: file.fingerprint for file in source.small_files}
    return digest(others | {path: source.sums.get(path, "") for path in (*articles, *named)})


def _texts(source: Source, articles: Iterable[Article], read: Mapping[str, ReadArticle]) -> dict[str, ArticleText]:
    """Return the text of each article by its slug, which is read again when it is asked for."""

    @lru_cache(maxsize=TEXTS_AT_HAND)
    def body_of(name: str) -> Body:
        return read[name].body or read_text(name, source.articles[name])

    names = ((article, f"{article.slug}.md") for article in articles)
    return {
        article.slug: ArticleText(
            article, read[name].quotations, source.sums.get(article.file, ""), partial(body_of, name)
        )
        for article, name in names
    }


def _archive(
    common: Common,
    texts: Mapping[str, ArticleText],
    topics: tuple[Group, ...],
    names: NameIndex,
    events: Mapping[str, Story],
) -> Archive:
    articles = newest_first(text.article for text in texts.values())
    return Archive(
        common=common,
        texts=texts,
        stories={slug: event for slug, event in events.items() if event.count},
        withdrawn=(),
        withdrawn_stories=tuple(events[slug] for slug in sorted(events) if not events[slug].count),
        withheld=frozenset(),
        hits=names.hits,
        name_pages=names.pages,
        articles=tuple(articles),
        dated=tuple(article for article in articles if article.date),
        undated=tuple(article for article in articles if not article.date),
        years=by_year(articles),
        letters=by_letter(articles),
        topics=topics,
        publishers=by_print(articles, lambda article: article.publisher),
        bylines=by_print(articles, lambda article: article.byline),
        acts=(),
        names=names.names,
        missing_names=names.missing,
        quotation_count=sum(article.quotation_count for article in articles),
    )


def _with_acts(archive: Archive, source: Source, gone: Sequence[Withdrawn]) -> Archive:
    """Return an archive with what stays of withdrawn articles, with its acts, and with the lists that it has."""
    acts = acts_of(archive.texts.values(), gone)
    archive = replace(archive, withdrawn=tuple(gone), withheld=_withheld(source, archive.articles, gone), acts=acts)
    return replace(archive, common=Common(archive.settings, _lists(archive), archive.common.fingerprint))


def _former(archive: Archive, problems: Iterable[Problem]) -> Iterator[Former]:
    """Yield the former addresses; none where it is not clear yet what each of them leads to."""
    if any(problem.field == "aliases" for problem in problems):
        return
    yield from of_articles((*archive.articles, *archive.withdrawn))
    yield from of_events((*archive.stories.values(), *archive.withdrawn_stories), archive.sharing)
    names = (*(indexed.name for indexed in archive.names), *archive.missing_names)
    yield from of_names(names)


def _withheld(source: Source, articles: Iterable[Article], withdrawn: Iterable[Withdrawn]) -> frozenset[str]:
    """Return every copy of the texts as received that withdrawn articles were made from, under every name it has.

    What an article was made from and what that replaced are copies of one text; articles that share a copy join theirs.
    """
    sums = {name: source.sums.get(f"{ORIGINALS}/{name}") for name in source.originals}
    texts = [{sums[name] for name in article.received if name in sums} for article in articles if article.earlier]
    gone = {sums[name] for one in withdrawn for name in one.received if name in sums}
    while more := set().union(*(copies for copies in texts if copies & gone)) - gone:
        gone |= more
    return frozenset(name for name, digest in sums.items() if digest in gone)


def _lists(archive: Archive) -> frozenset[Address]:
    """Return the lists that an archive has."""
    is_more = len(archive.articles) > FRONT_PAGE_ARTICLES
    listed = (
        (addresses.YEARS, len(archive.years) > 1 or is_more),
        (addresses.TITLES, len(archive.letters) > 1 or is_more),
        (addresses.STORIES, len(archive.stories) > 1),
        (addresses.TOPICS, len(archive.topics) > 1),
        (addresses.PUBLISHERS, len(archive.publishers) > 1),
        (addresses.BYLINES, len(archive.bylines) > 1),
        (addresses.NAMES, len(archive.names) > 1),
        (addresses.QUOTATIONS, archive.quotation_count > 1),
        (addresses.FEED, bool(archive.common.url and archive.acts)),
    )
    return frozenset(address for address, is_there in listed if is_there)


def _read_site(source: Source) -> tuple[Settings, list[Problem]]:
    text, problems = decode(source.site or b"", SITE)
    if source.site is None or text is None:
        return UNREAD, problems
    site, problems = read_settings(text)
    return site or UNREAD, problems


def _read_about(source: Source, site: Settings) -> tuple[About | None, list[Problem]]:
    if site.about_line is None or ABOUT in source.unreadable:
        return None, []
    if source.about is None:
        message = f"there is no {ABOUT} beside {SITE}; write it, or remove the line"
        return None, [problem(SITE, site.about_line, "about", message)]
    return read_about(source.about)


def names_of(source: Source) -> tuple[Name, ...]:
    """Return the names that are looked for in the articles."""
    return _read_names(source.names)[0]


@lru_cache(maxsize=1)
def _read_names(raw: bytes | None) -> tuple[tuple[Name, ...], list[Problem]]:
    """Read names.yaml, whose names are wanted before the articles are read, and its problems after that."""
    if raw is None:
        return (), []
    text, problems = decode(raw, NAMES)
    return read_names(text) if text is not None else ((), problems)


def _read_stories(source: Source) -> tuple[dict[str, StoryFile], list[Problem]]:
    stories: dict[str, StoryFile] = {}
    problems: list[Problem] = []
    for name, raw in source.stories.items():
        text, decoding_problems = decode(raw, f"{STORIES}/{name}")
        story, story_problems = read_story(name, text) if text is not None else (None, [])
        problems += decoding_problems + story_problems
        if story:
            stories[story.slug] = story
    return stories, problems


def suggestions(archive: Archive) -> list[str]:
    """Return what is not recorded yet: for each article, entries to paste into its `quotations`."""
    lines = []
    for article in archive.articles:
        text = archive.texts[article.slug]
        missing = suggestion(text.quotations, text.paragraphs)
        lines += [f"{article.file}: quotations:", *missing] if missing else []
    return lines
