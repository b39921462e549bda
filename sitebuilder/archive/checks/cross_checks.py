"""Do the files agree with each other: texts as received, labels, names, stories?"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from sitebuilder.archive.checks.aliases import check_aliases, slugs_now
from sitebuilder.archive.checks.misspelt_events import misspelt_events, report_misspelt
from sitebuilder.archive.checks.withheld import check_answers_withheld, check_words_withheld
from sitebuilder.archive.source import Source
from sitebuilder.ordering import grouped
from sitebuilder.problems import Problem, problem, shown
from sitebuilder.records.articles.article import Article, ArticleText
from sitebuilder.records.articles.reading import ReadArticle
from sitebuilder.records.articles.speakers import NameGiven
from sitebuilder.records.articles.withdrawn import AnyArticle
from sitebuilder.records.names import Name
from sitebuilder.records.notes import note_faults
from sitebuilder.records.stories import StoryFile, check_answers
from sitebuilder.slugs import slug_fault
from sitebuilder.source_paths import ARTICLES, NAMES, STORIES, stem
from sitebuilder.words.unseen import legible

T = TypeVar("T", bound=Hashable)


def cross_checks(
    source: Source,
    read: Mapping[str, ReadArticle],
    texts: Mapping[str, ArticleText],
    stories: Mapping[str, StoryFile],
    names: Sequence[Name] | None,
) -> list[Problem]:
    """Return the problems that only appear when files are compared.

    An article with problems is left out, as is names.yaml, then None: what it says is not known yet. One that misspells
    its event counts as one that does not: what follows from the slip is not reported.
    """
    slugs = {stem(name, ".md") for name in source.article_names}
    articles = {article.slug: article for reading in read.values() if (article := reading.sound)}
    withdrawn = {gone.slug: reading for reading in read.values() if (gone := reading.withdrawn)}
    notices = {gone.slug: gone for reading in read.values() if (gone := reading.withdrawn)}
    everything_read = len(articles) + len(withdrawn) == len(slugs) and ARTICLES not in source.unreadable
    misspelt = misspelt_events(source, list(articles.values()), stories, everything_read)
    slips = list(report_misspelt(articles, misspelt))
    articles |= {slug: replace(articles[slug], story=event) for slug, event in misspelt.items()}
    events = {article.article.slug: article.article.story for article in read.values() if article.article}
    unread = {slug: events.get(slug) for slug in slugs - articles.keys() - notices.keys()}
    problems = [
        *slips,
        *_check_shared(list(articles.values())),
        *(_check_unreported([*articles.values(), *notices.values()], source) if everything_read else ()),
        *(() if names is None else _check_speakers(read.values(), names)),
        *_check_stories(stories, articles, texts, slugs, slugs_now([*articles.values(), *notices.values()], slugs)),
        *check_aliases(source, read.values(), stories.values()),
        *check_answers_withheld(stories, notices),
        *_check_notes(stories, articles, texts, withdrawn, unread),
    ]
    reported = {(problem.file, problem.line) for problem in problems}
    return [*problems, *check_words_withheld(source, stories, withdrawn, texts, reported)]


def _check_shared(articles: Sequence[Article]) -> Iterator[Problem]:
    """Find texts as received that two articles are made of, and labels that two accounts of an event have."""
    whole = (
        (received.file, article) for article in articles if (received := article.original) and not received.is_part
    )
    for file, article, other in _repeated(whole):
        remedy = "keep one of the two articles, or write from: and to: under source: in both"
        message = f"{file} is also the source of {other.file}; {remedy}"
        yield problem(article.file, article.line_of("source"), "source", message)
    sourced = ((name, article) for article in articles for name in article.received)
    for name, article, other in _repeated(sourced):
        ours, theirs = (one.encoding_of(name) for one in (article, other))
        if ours != theirs:
            message = f"is read as {ours} here and as {theirs} in {other.file}; write the same encoding: in both"
            yield problem(article.file, article.line_of("source"), "source", message)
    labelled = (
        ((article.story, legible(article.label).casefold()), article)
        for article in articles
        if article.label and article.story
    )
    for _, article, other in _repeated(labelled):
        message = f"{shown(article.label or '')} is also the label of {other.file}; change one of them"
        yield problem(article.file, article.line_of("label"), "label", message)


def _repeated(marked: Iterable[tuple[T, Article]]) -> Iterator[tuple[T, Article, Article]]:
    """Yield each mark that an earlier article has too, with its article and that one."""
    first: dict[T, Article] = {}
    for mark, article in marked:
        if (other := first.setdefault(mark, article)) is not article:
            yield mark, article, other


def _check_unreported(articles: Sequence[AnyArticle], source: Source) -> Iterator[Problem]:
    """Find story files that no article names."""
    reported = {article.story for article in articles}
    for name in source.stories:
        slug = name.removesuffix(".yaml")
        if slug not in reported and not slug_fault(slug):
            remedy = f"write story: {slug} in the articles that report it, or move the file away"
            yield problem(f"{STORIES}/{name}", 0, "", f"no article names this story; {remedy}")


def _check_speakers(read: Iterable[ReadArticle], names: Sequence[Name]) -> Iterator[Problem]:
    """Check that each name that the entry of a quotation gives is indexed, and that one spoken for is in the text."""
    indexed = {name.name: name for name in names}
    other_names = {other: name.name for name in names for other in name.also}
    given = (
        (article.file, reading, *row) for reading in read if (article := reading.sound) for row in _names_given(reading)
    )
    for file, reading, key, name in given:
        if name.name in other_names:
            listed = other_names[name.name]
            message = f"{shown(name.name)} is another name of {listed} in {NAMES}; write {listed}"
        elif name.name not in indexed:
            message = f"{NAMES} has no name {shown(name.name)}; write one that it has, or add it there"
        elif key == "for" and indexed[name.name].slug not in {slug for slug, _ in reading.names}:
            message = f"the text does not name {shown(name.name)}; write a name that it has, or remove the line"
        else:
            continue
        yield problem(file, name.line, key, message)


def _names_given(read: ReadArticle) -> Iterator[tuple[str, NameGiven]]:
    """Yield the names that the entries of an article's quotations give, each with its key."""
    for quotation in read.quotations:
        if quotation.by and quotation.by.speaks_for:
            yield "for", quotation.by.speaks_for
        if quotation.by and quotation.by.name:
            yield "name", quotation.by.name


def _check_notes(
    stories: Mapping[str, StoryFile],
    articles: Mapping[str, Article],
    texts: Mapping[str, ArticleText],
    withdrawn: Mapping[str, ReadArticle],
    unread: Mapping[str, str | None],
) -> Iterator[Problem]:
    """Check the accounts that notes name in braces, and the words of accounts that notes quote."""
    reporting = grouped((article.story, slug) for slug, article in articles.items())
    unread_of = grouped((event, slug) for slug, event in unread.items())
    gone_of = grouped((gone.story, (gone.slug, one.withheld)) for one in withdrawn.values() if (gone := one.withdrawn))
    for story in stories.values():
        accounts = {slug: texts[slug].paragraphs for slug in reporting.get(story.slug, ())}
        noted = [question for question in story.questions if question.note]
        withheld = dict(gone_of.get(story.slug, ()))
        may_be_accounts = {*unread_of.get(None, ()), *unread_of.get(story.slug, ())} if noted else set()
        for question in noted:
            for fault in note_faults(question.note or "", accounts, withheld, may_be_accounts):
                yield problem(story.file, question.note_line, "note", fault)


def _check_stories(
    stories: Mapping[str, StoryFile],
    articles: Mapping[str, Article],
    texts: Mapping[str, ArticleText],
    slugs: set[str],
    now: Mapping[str, str],
) -> Iterator[Problem]:
    """Check that every account that a question names reports the event, in the words that the question gives."""
    asked = ((file, question) for file in stories.values() for question in file.questions)
    for story, question in asked:
        paragraphs = {slug: texts[slug].paragraphs for slug in question.answers if slug in texts}
        yield from check_answers(question, story.file, paragraphs)
        for slug, line in question.lines.items():
            if slug in now:
                yield problem(story.file, line, "accounts", f"{shown(slug)} is a former slug; write {now[slug]}")
            elif fault := _account_fault(story, slug, articles.get(slug), slugs):
                yield problem(story.file, line, "accounts", fault)


def _account_fault(story: StoryFile, slug: str, article: Article | None, slugs: set[str]) -> str:
    if slug not in slugs:
        return f"there is no {ARTICLES}/{slug}.md; correct the slug"
    if article is None or article.story == story.slug:
        return ""
    reports = f"reports a different event, {article.story}" if article.story else "reports no event"
    return f"{article.file} {reports}; write story: {story.slug} there, or leave it out here"
