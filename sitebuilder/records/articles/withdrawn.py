"""What stays of an article that the archive has withdrawn? Its slug, the day and the reason; none of its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from sitebuilder.formats.dates import PartialDate, read_day
from sitebuilder.formats.fields import Fields
from sitebuilder.formats.schema import Schema
from sitebuilder.problems import shown
from sitebuilder.records.aliases import Alias
from sitebuilder.records.articles.article import Article
from sitebuilder.records.articles.front_matter import Revision, read_date_at
from sitebuilder.words.shared_wording import folded_tokens, index_tokens, shared_runs

SCHEMA = Schema(
    "a withdrawal",
    {
        "on": "The day, `YYYY-MM-DD`.",
        "why": "Why, in the archive's words: the notice shows it. It may not repeat what is withdrawn.",
    },
    meant={**dict.fromkeys(("date", "day", "when"), "on"), **dict.fromkeys(("reason", "because", "what"), "why")},
)
"""Every key of `withdrawn`, with what it means."""


class Withdrawn(Struct, frozen=True):
    """A withdrawn article. It is no `Article`, so no list and no comparison can show it by mistake."""

    slug: str
    """The name of its file without `.md`: a notice takes its place at its address."""
    file: str
    """The path of its file from the source folder."""
    on: PartialDate
    """The day on which it was withdrawn."""
    why: str
    """Why, in the archive's words."""
    story: str | None
    """The slug of the event of which it was an account."""
    revisions: tuple[Revision, ...]
    """What the archive did with it before, oldest first."""
    paragraph_count: int
    """How many numbered paragraphs it had: their addresses lead to the notice."""
    received: tuple[str, ...]
    """The names of the texts as received that it was made from, which are withheld."""
    aliases: tuple[Alias, ...]
    """The slugs that it had before, oldest first: their addresses lead to the notice."""


AnyArticle = Article | Withdrawn
"""An article, or what stays of one that is withdrawn."""


def withheld_words(article: Article, paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return all words of an article that may be nowhere once it is withdrawn, paragraph by paragraph."""
    above = (article.title, article.standfirst, article.byline, article.summary, *article.heading.as_printed)
    return tuple(text for text in (*above, *paragraphs) if text)


def read_withdrawn(fields: Fields, article: Article, withheld: Sequence[str]) -> Withdrawn | None:
    """Read `withdrawn`, given what the file still says of the article; what is wrong is noted in `fields`."""
    inner = fields.inner("withdrawn", SCHEMA)
    if inner is None:
        return None
    inner.require("on", remedy="write the day: on: YYYY-MM-DD")
    inner.require("why", remedy="write a sentence in the archive's words: why: …")
    on, why = read_date_at(inner, "on", read_day), inner.text("why")
    if on and article.revisions and on.order < article.revisions[0].on.order:
        inner.note("on", f"{on.iso} is before the first revision, {article.revisions[0].on.iso}; correct one of them")
    if held := next(_repeated(why or "", article, withheld), ""):
        inner.note("why", f"{shown(held)} is of the withdrawn article; leave it out")
    for revision in article.revisions:
        if held := next(_repeated(revision.what, article, withheld), ""):
            fields.note("revisions", f"{shown(held)} is of the withdrawn article; leave it out of what:")
    if on is None or why is None:
        return None
    return Withdrawn(
        slug=article.slug,
        file=article.file,
        on=on,
        why=why,
        story=article.story,
        revisions=article.revisions,
        paragraph_count=article.paragraph_count,
        received=article.received,
        aliases=article.aliases,
    )


def _repeated(text: str, article: Article, withheld: Sequence[str]) -> Iterator[str]:
    """Yield the words of a text that a withdrawn article has too: runs of them, and its whole title or byline."""
    for run in shared_runs(index_tokens([text]), index_tokens(withheld)):
        yield run.left.text([text])
    words = f" {' '.join(folded_tokens(text))} "
    for name in (article.title, article.byline or ""):
        tokens = folded_tokens(name)
        if len(tokens) > 1 and f" {' '.join(tokens)} " in words:
            yield name
