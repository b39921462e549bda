"""Do the files agree with each other: links, texts as received, labels, stories?"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from collections.abc import Mapping as ByName
from typing import TypeVar

from sitebuilder import originals, stories
from sitebuilder.addresses import slug_fault
from sitebuilder.article import FOLDER, Article
from sitebuilder.linking import ArticleLink
from sitebuilder.problems import Problem, problem, shown
from sitebuilder.questions import check_answers
from sitebuilder.source import Source
from sitebuilder.stories import StoryFile

T = TypeVar("T", bound=Hashable)

Read = tuple[Article | None, list[Problem]]
"""What reading one article file gave."""


def check_links(read: ByName[str, Read], source: Source) -> list[Problem]:
    """Check every link from one article to another, or to a paragraph of one that has no problems itself."""
    by_slug = {article.slug: article for article, found in read.values() if article and not found}
    there = {name.removesuffix(".md") for name in (*source.articles, *source.unreadable)}
    found = []
    for article in (article for article, _ in read.values() if article):
        for link in article.body.links:
            if fault := _link_fault(link, by_slug.get(link.slug or article.slug), there):
                line = article.manuscript.line_with(f"({link.typed}")
                found.append(problem(article.file, line, "", f"the link to {shown(link.typed)} {fault}"))
    return found


def _link_fault(link: ArticleLink, target: Article | None, there: set[str]) -> str:
    if link.slug and link.slug not in there:
        return f"leads nowhere: there is no {FOLDER}/{link.slug}.md; correct it"
    if target and link.paragraph > (count := len(target.reading.words)):
        paragraphs = "1 paragraph" if count == 1 else f"{count} paragraphs"
        return f"leads nowhere: {target.slug} has {paragraphs}; correct the number"
    return ""


def check_shared(articles: list[Article]) -> list[Problem]:
    """Find texts as received that two articles name as their source, and labels that two accounts of an event have."""
    sourced = ((article.original.file, article) for article in articles if article.original)
    found = [
        _shares(article, "source", f"{file} is also the source of {other.file}; keep one of the two articles")
        for file, article, other in _twice(sourced)
    ]
    labelled = [((article.story, article.label.casefold()), article) for article in articles if article.label]
    for (story, _), article, other in _twice(labelled):
        if story:
            message = f"{shown(article.label or '')} is also the label of {other.file}; word it so that they differ"
            found.append(_shares(article, "label", message))
    return found


def _shares(article: Article, key: str, message: str) -> Problem:
    return problem(article.file, article.line_of(key), key, message)


def _twice(marked: Iterable[tuple[T, Article]]) -> Iterator[tuple[T, Article, Article]]:
    """Yield each mark that an earlier article has too, with its article and that one."""
    first: dict[T, Article] = {}
    for mark, article in marked:
        if (other := first.setdefault(mark, article)) is not article:
            yield mark, article, other


def check_unnamed(articles: list[Article], source: Source) -> list[Problem]:
    """Find texts as received and story files that no article names."""
    used = {article.original.file for article in articles if article.original}
    told = {article.story for article in articles}
    unused = "no article names this file as its source; write its article, or move it away"
    untold = "no article names this story; write story: {} in the articles that tell it, or move the file away"
    return [
        *(
            problem(f"{originals.FOLDER}/{name}", 0, "", unused)
            for name, raw in source.originals.items()
            if raw is not None and name not in used
        ),
        *(
            problem(f"{stories.FOLDER}/{name}", 0, "", untold.format(slug))
            for name in source.stories
            if (slug := name.removesuffix(".yaml")) not in told and not slug_fault(slug)
        ),
    ]


def check_stories(files: ByName[str, StoryFile], read: ByName[str, Read], source: Source) -> list[Problem]:
    """Check that every account that a question names tells the story, in the words that the question gives."""
    articles = {article.slug: article for article, found in read.values() if article and not found}
    there = {name.removesuffix(".md") for name in (*source.articles, *source.unreadable)}
    found = []
    for story in files.values():
        for question in story.questions:
            told = {slug: articles[slug].reading.words for slug in question.answers if slug in articles}
            found += check_answers(question, story.file, told)
            for slug, line in question.lines.items():
                if slug not in there:
                    message = f"there is no {FOLDER}/{slug}.md; correct the slug"
                    found.append(problem(story.file, line, "accounts", message))
                elif slug in articles and articles[slug].story != story.slug:
                    other = f"tells another story, {articles[slug].story}" if articles[slug].story else "tells no story"
                    message = f"{articles[slug].file} {other}; write story: {story.slug} there, or leave it out here"
                    found.append(problem(story.file, line, "accounts", message))
    return found
