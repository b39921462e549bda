"""Does every link to an article lead to one, and to a paragraph that it has?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sitebuilder.archive.checks.aliases import slugs_now
from sitebuilder.archive.source import Source
from sitebuilder.problems import Problem, counted, problem, shown
from sitebuilder.records.about import About
from sitebuilder.records.articles.reading import ReadArticle
from sitebuilder.records.articles.withdrawn import AnyArticle
from sitebuilder.source_paths import ABOUT, ARTICLES, stem
from sitebuilder.text.dialect.article_links import ArticleLink


def check_links(source: Source, read: Mapping[str, ReadArticle], about: About | None) -> Iterator[Problem]:
    """Check every link to an article; how many paragraphs one has that has problems itself is not known yet."""
    slugs = {stem(name, ".md") for name in source.article_names}
    articles = {one.slug: one for reading in read.values() if (one := reading.sound or reading.taken_back)}
    now = slugs_now(articles.values(), slugs)
    for file, slug, link in _links(read.values(), about):
        if fault := _fault(link, articles.get(slug), slugs, now):
            yield problem(file, link.line, "", f"the link to {shown(link.typed)} {fault}")


def _links(read: Iterable[ReadArticle], about: About | None) -> Iterator[tuple[str, str, ArticleLink]]:
    """Yield every link to an article, with the file that has it and the slug of the article."""
    for reading in read:
        if article := reading.article:
            yield from ((article.file, link.slug or article.slug, link) for link in reading.links)
    if about:
        yield from ((ABOUT, link.slug, link) for link in about.links)


def _fault(link: ArticleLink, target: AnyArticle | None, slugs: set[str], now: Mapping[str, str]) -> str:
    """Say what is wrong with a link; `now` has the slug of each article by each one that it had before."""
    if link.slug in now:
        corrected = link.typed.replace(f"{link.slug}.md", f"{now[link.slug]}.md")
        return f"leads to a former address; write {corrected}"
    if link.slug and link.slug not in slugs:
        return f"leads nowhere: there is no {ARTICLES}/{link.slug}.md; correct it"
    if target and link.paragraph > target.paragraph_count:
        paragraphs = counted(target.paragraph_count, "paragraph")
        return f"leads nowhere: {target.slug} has {paragraphs}; correct the number"
    return ""
