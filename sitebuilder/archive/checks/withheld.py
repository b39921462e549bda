"""What do story files still have of withdrawn articles? They are published as sources, comments and all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from sitebuilder.archive.source import Source
from sitebuilder.formats.characters import decode
from sitebuilder.ordering import grouped
from sitebuilder.problems import Problem, problem, shown
from sitebuilder.records.articles.article import ArticleText
from sitebuilder.records.articles.reading import ReadArticle
from sitebuilder.records.articles.withdrawn import Withdrawn
from sitebuilder.records.stories import StoryFile
from sitebuilder.words.shared_wording import folded_tokens, in_a_row, index_tokens, shared_runs


def check_answers_withheld(stories: Mapping[str, StoryFile], withdrawn: Collection[str]) -> Iterator[Problem]:
    """Find the answers that story files give for withdrawn articles."""
    for story in stories.values():
        for question in story.questions:
            is_related = question.relation and len(question.lines.keys() - withdrawn) < 2
            for slug, line in question.lines.items():
                if slug in withdrawn:
                    message = f"{slug} is withdrawn; remove its answers{' and the relation' if is_related else ''}"
                    yield problem(story.file, line, "accounts", message)


def check_words_withheld(
    source: Source,
    stories: Mapping[str, StoryFile],
    withdrawn: Mapping[str, ReadArticle],
    texts: Mapping[str, ArticleText],
    reported: Collection[tuple[str, int]],
) -> Iterator[Problem]:
    """Find what a story file has of the words of withdrawn accounts, and of no other account of the event.

    Left out are their answers, and the lines that are `reported` already, each with its file.
    """
    gone = grouped((one.withdrawn.story, one) for one in withdrawn.values() if one.withdrawn)
    kept = grouped((text.article.story, text) for text in texts.values()) if gone else {}
    for slug, story in stories.items():
        for one in gone.get(slug, ()):
            text = decode(source.stories[f"{slug}.yaml"], story.file)[0] or ""
            for line, words in _runs(text, one, kept.get(slug, ())):
                if one.withdrawn and line not in _answered(story, one.withdrawn) and (story.file, line) not in reported:
                    message = f"{shown(words)} is of {one.withdrawn.slug}, which is withdrawn; remove it"
                    yield problem(story.file, line, "", message)


def _answered(story: StoryFile, account: Withdrawn) -> set[int]:
    """Return the lines of a story file that have the words of an account's answers."""
    answers = [answer for question in story.questions for answer in question.answers.get(account.slug, ())]
    return {exact.line for answer in answers for exact in (answer, answer.attributed) if exact}


def _runs(text: str, gone: ReadArticle, kept: Iterable[ArticleText]) -> Iterator[tuple[int, str]]:
    """Yield the runs of words that a file has of a withdrawn article and not of others, each with its line."""
    runs = shared_runs(index_tokens([text]), index_tokens(gone.withheld))
    others = {some for other in kept for some in index_tokens(other.paragraphs).runs} if runs else set()
    for run in runs:
        words = run.left.text([text])
        if not others.issuperset(in_a_row(folded_tokens(words))):
            yield text.count("\n", 0, run.left.start) + 1, " ".join(words.split())
