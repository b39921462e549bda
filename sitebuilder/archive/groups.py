"""Which articles have something in common: a year, a first letter, a topic, an event?"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TypeVar

from msgspec import Struct

from sitebuilder.ordering import alphabetical, grouped
from sitebuilder.problems import Problem, problem, shown
from sitebuilder.records.aliases import former_slugs
from sitebuilder.records.articles.article import Article
from sitebuilder.records.articles.withdrawn import AnyArticle, Withdrawn
from sitebuilder.records.notes import accounts_in
from sitebuilder.records.stories import Question, StoryFile
from sitebuilder.slugs import make_slug, slug_of_printed
from sitebuilder.words.unseen import legible

Account = TypeVar("Account", Article, Withdrawn)

UNDATED = "undated"
"""The slug of the group of articles whose source gives no date."""

DECADE = "x"
"""The last letter of the slug of a decade: `192x` has the articles of which only that decade is known."""

OTHER = "other"
"""The slug of the group of titles that start with neither a Latin letter nor a digit."""


SPELLINGS = 4
"""By how many spellings a group of names as printed is called."""


class Group(Struct, frozen=True):
    """Articles that have something in common."""

    name: str
    """What they have in common, as people read it."""
    slug: str
    """Its part of an address."""
    articles: tuple[Article, ...]
    """The articles, oldest first and the undated after them by title; or all by title."""


COMPARED = 12
"""How many accounts of an event are compared, each with each other: of all, the pairs would grow with their square."""


class Story(Struct, frozen=True):
    """One event and the articles that report it."""

    slug: str
    """Its part of an address."""
    supplied_title: str | None
    """What the event is called here, or None where no story file says so."""
    questions: tuple[Question, ...]
    """What is asked of the accounts."""
    articles: tuple[Article, ...]
    """The accounts that are compared, by slug: without dates, any other order would imply something.

    Of more than `COMPARED`, those that the archive added first: what is published of them stays as others come."""
    count: int
    """How many accounts there are."""
    answering: tuple[Article, ...] = ()
    """The others that the questions or the notes on them name, by slug."""
    others: tuple[Article, ...] = ()
    """All others, oldest first and the undated after them by title."""
    aliases: tuple[str, ...] = ()
    """The slugs that it had before, oldest first."""
    withdrawn: tuple[Withdrawn, ...] = ()
    """The withdrawn accounts that were compared, by slug: each keeps its column, so that others keep their letters."""

    @property
    def columns(self) -> list[AnyArticle]:
        """The accounts that have a column of their own, by slug."""
        return sorted((*self.articles, *self.withdrawn), key=lambda account: account.slug)


def by_title(articles: Iterable[Article]) -> list[Article]:
    """Sort articles by title."""
    return sorted(articles, key=lambda article: alphabetical(legible(article.title), article.slug))


def oldest_first(articles: Iterable[Article]) -> list[Article]:
    """Sort articles by date, then by slug, and after them the undated by title: the one order of all lists by date."""
    articles = list(articles)
    dated = [(article.date.order, article.slug, article) for article in articles if article.date]
    undated = by_title(article for article in articles if not article.date)
    return [*(article for _, _, article in sorted(dated, key=itemgetter(0, 1))), *undated]


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """Sort articles the other way round, the newest first, and after them the undated, by title again."""
    ordered = oldest_first(articles)
    dated = [article for article in ordered if article.date]
    return [*reversed(dated), *ordered[len(dated) :]]


def by_year(articles: Sequence[Article]) -> tuple[Group, ...]:
    """Return a group for each year and decade, the oldest first, and one for the undated."""
    return _groups(oldest_first(articles), slug=_year, name=_year_name)


def _year(article: Article) -> str:
    """Return the slug of an article's year, the first of an interval, or of its decade, where no more is known."""
    if article.date is None:
        return UNDATED
    year = f"{article.date.year:04}"
    return year[:3] + DECADE if article.date.is_decade else year


def _year_name(slug: str) -> str:
    if slug == UNDATED:
        return "Date unknown"
    year = slug.lstrip("0")
    return f"{year.removesuffix(DECADE)}0s, year unknown" if year.endswith(DECADE) else year


def by_letter(articles: Sequence[Article]) -> tuple[Group, ...]:
    """Return a group for each first letter of a title, digits before letters and other scripts after them."""
    groups = _groups(
        by_title(articles),
        slug=lambda article: _letter(article.title),
        name=lambda slug: "Other letters" if slug == OTHER else slug.upper(),
    )
    return tuple(sorted(groups, key=lambda group: (group.slug == OTHER, group.slug)))


def _letter(title: str) -> str:
    """Return the slug of a title's group: a Latin letter without its accents, `0-9`, or `OTHER`."""
    first = next((character for character in unicodedata.normalize("NFKD", title) if character.isalnum()), "")
    if not first.isascii() or not first:
        return OTHER
    return "0-9" if first.isdigit() else first.lower()


def by_topic(articles: Sequence[Article]) -> tuple[tuple[Group, ...], list[Problem]]:
    """Return a group for each topic, by name, and a problem for each topic that is spelled in two ways."""
    marked = [(make_slug(topic), topic, article) for article in oldest_first(articles) for topic in article.topics]
    first: dict[str, tuple[str, Article]] = {}
    problems = []
    for slug, topic, article in marked:
        name, earlier = first.setdefault(slug, (topic, article))
        if name != topic:
            message = f"{shown(topic)} has the same address as {shown(name)} in {earlier.file}; spell both the same way"
            if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", topic):
                message = (
                    f"{shown(topic)} has its accents composed otherwise than in {earlier.file}; copy it from there"
                )
            problems.append(problem(article.file, article.line_of("topics"), "topics", message))
    members = grouped((slug, article) for slug, _, article in marked)
    groups = [Group(first[slug][0], slug, tuple(inside)) for slug, inside in members.items()]
    return tuple(sorted(groups, key=lambda group: alphabetical(group.name, group.slug))), problems


def by_print(articles: Sequence[Article], printed: Callable[[Article], str | None]) -> tuple[Group, ...]:
    """Return a group for each publisher or each byline, by name; none where fewer than two articles give one.

    Names are as printed; those with one slug are one group, which is called by all of them.
    """
    marked = [(name, article) for article in oldest_first(articles) if (name := printed(article))]
    if len(marked) < 2:
        return ()
    members = grouped((printed_slug(name), (name, article)) for name, article in marked)
    groups = [Group(_called(rows), slug, tuple(article for _, article in rows)) for slug, rows in members.items()]
    return tuple(sorted(groups, key=lambda group: alphabetical(group.name, group.slug)))


def printed_slug(name: str) -> str:
    """Return the slug of a publisher or a byline: the same for all that look the same."""
    return slug_of_printed(legible(name))


def _called(rows: Iterable[tuple[str, Article]]) -> str:
    alike = grouped((legible(name), name) for name, _ in rows)
    names = sorted((first for first, *_ in alike.values()), key=lambda name: alphabetical(name, name))
    return " / ".join(names[:SPELLINGS]) + (" / …" if len(names) > SPELLINGS else "")


def other_topics(topic: Group) -> list[tuple[str, int]]:
    """Return the other topics that the articles of a topic have, and how many of them: those of the most first."""
    others = Counter(name for article in topic.articles for name in article.topics if name != topic.name)
    return sorted(others.items(), key=lambda row: (-row[1], alphabetical(row[0], "")))


def by_event(
    articles: Iterable[Article], withdrawn: Iterable[Withdrawn], files: Mapping[str, StoryFile]
) -> dict[str, Story]:
    """Return the events that articles report or reported, by slug, in the order of their titles."""
    accounts = grouped((article.story, article) for article in _by_slug(articles) if article.story)
    gone = grouped((account.story, account) for account in _by_slug(withdrawn) if account.story)
    stories = [
        _story(slug, accounts.get(slug, ()), gone.get(slug, ()), files.get(slug)) for slug in {**accounts, **gone}
    ]
    stories.sort(key=lambda story: alphabetical(story.supplied_title or story.slug, story.slug))
    return {story.slug: story for story in stories}


def _by_slug(accounts: Iterable[Account]) -> list[Account]:
    return sorted(accounts, key=lambda account: account.slug)


def _story(slug: str, accounts: Sequence[Article], withdrawn: Sequence[Withdrawn], file: StoryFile | None) -> Story:
    """Return an event, given its accounts by slug. A withdrawn one keeps its place among those that are compared."""
    questions = file.questions if file else ()
    first = first_added((*accounts, *withdrawn), COMPARED)
    others = [article for article in accounts if article.slug not in first]
    named = {slug for question in questions for slug in (*question.answers, *accounts_in(question.note or ""))}
    return Story(
        slug,
        supplied_title=file.supplied_title if file else None,
        questions=questions,
        articles=tuple(article for article in accounts if article.slug in first),
        count=len(accounts),
        answering=tuple(article for article in others if article.slug in named),
        others=tuple(oldest_first(others)),
        aliases=former_slugs(file.aliases) if file else (),
        withdrawn=tuple(account for account in withdrawn if account.slug in first),
    )


def first_added(accounts: Iterable[AnyArticle], count: int) -> set[str]:
    """Return the slugs of the accounts that the archive added first: they stay the same as others come.

    Of those of one day, the first by slug, which is the one that they had then.
    """
    ordered = sorted(accounts, key=lambda one: (one.revisions[0].on.order, *former_slugs(one.aliases), one.slug))
    return {article.slug for article in ordered[:count]}


def _groups(
    articles: Iterable[Article], slug: Callable[[Article], str], name: Callable[[str], str]
) -> tuple[Group, ...]:
    members = grouped((slug(article), article) for article in articles)
    return tuple(Group(name(key), key, tuple(inside)) for key, inside in members.items())
