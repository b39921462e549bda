"""Does each former slug belong to one article or event, and is none of them in use again?

Those of names are checked where names.yaml is read, since they are all in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from sitebuilder.archive.source import Source
from sitebuilder.problems import Problem, problem, shown
from sitebuilder.records.aliases import Alias, former_slugs
from sitebuilder.records.articles.reading import ReadArticle
from sitebuilder.records.articles.withdrawn import AnyArticle
from sitebuilder.records.stories import StoryFile
from sitebuilder.source_paths import ARTICLES, STORIES, stem


def slugs_now(articles: Iterable[AnyArticle], slugs: Collection[str]) -> dict[str, str]:
    """Return the slug of each article by each one that it had before, but for those that are in use again."""
    return {slug: one.slug for one in articles for slug in former_slugs(one.aliases) if slug not in slugs}


def check_aliases(source: Source, read: Iterable[ReadArticle], stories: Iterable[StoryFile]) -> Iterator[Problem]:
    """Find former slugs that another article or event has, now or formerly too: their address can lead to one only."""
    articles = [one for reading in read if (one := reading.article or reading.withdrawn)]
    files = {stem(name, ".md"): f"{ARTICLES}/{name}" for name in sorted(source.article_names)}
    events = {stem(name, ".yaml"): f"{STORIES}/{name}" for name in sorted(source.story_names)}
    yield from _claimed(((one.file, one.slug, one.aliases) for one in articles), files)
    yield from _claimed(((story.file, story.slug, story.aliases) for story in stories), events)


def _claimed(things: Iterable[tuple[str, str, tuple[Alias, ...]]], files: Mapping[str, str]) -> Iterator[Problem]:
    """Find the former slugs that are taken; `things` have the file, the slug and the former slugs of each."""
    first: dict[str, str] = {}
    for file, slug, aliases in things:
        for alias in aliases:
            if alias.slug in files and alias.slug != slug:
                taken = files[alias.slug]
                message = f"{shown(alias.slug)} is the slug of {taken}; remove it here, or rename that file"
            elif first.setdefault(alias.slug, file) != file:
                message = f"{shown(alias.slug)} is also a former slug of {first[alias.slug]}; keep it in one of the two"
            else:
                continue
            yield problem(file, alias.line, "aliases", message)
