"""What does the front matter of an article say?"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from sitebuilder.formats.dates import NotADate, PartialDate, read_date, read_day
from sitebuilder.formats.fields import Fields, too_long
from sitebuilder.formats.schema import Schema
from sitebuilder.problems import problem, shown
from sitebuilder.records.aliases import ALIASES, Alias, read_aliases
from sitebuilder.slugs import make_slug, slug_fault
from sitebuilder.source_paths import file_name
from sitebuilder.words.unseen import has_unseen

SCHEMA = Schema(
    "an article",
    {
        "title": "The headline as printed. Give exactly one of `title` and `supplied_title`.",
        "supplied_title": "A title that the archive supplies because the source has none. Shown in square brackets.",
        "label": "What comparisons call this account: words that no other account has. Required with `story`.",
        "story": "The slug of the event that this and other accounts report.",
        "topics": "What it is about: a list, or one topic.",
        "summary": "A sentence on what the article says, in the archive's words.",
        "standfirst": "The lines under the headline that say what follows, as printed.",
        "date": "When it was published, as the source gives it, in the forms below.",
        "byline": "Who wrote it, as printed.",
        "publisher": "Who published it, as the source gives it.",
        "place": "Where it was written or published, as the source gives it.",
        "url": "The web address from which it was taken.",
        "language": "The language of its words, identified by the archive: a BCP 47 tag. Sets `lang` and `dir`.",
        "licence": "The terms under which it may be used, as the source gives them.",
        "source": "The text as received; its keys are below.",
        "quotations": "Who speaks in each quotation; the keys of an entry are below.",
        "titles_of_works": "Titles that are in quotation marks and are not speech: one title, or a list.",
        "no_speech": "Other words in quotation marks that are nobody's speech, such as a nickname: one, or a list.",
        "revisions": "What the archive did with it and when: at least that it was added.",
        "aliases": ALIASES,
        "withdrawn": "That the archive has withdrawn it; its keys are below.",
    },
    meant={
        **dict.fromkeys(("author", "authors", "by"), "byline"),
        **dict.fromkeys(("tag", "tags", "category", "categories", "keywords"), "topics"),
        "headline": "title",
        **dict.fromkeys(("subtitle", "subheading", "deck"), "standfirst"),
        "description": "summary",
        "redirect_from": "aliases",
    },
    refused={"draft": "there are no drafts: remove the line, or move the file out of articles/"},
    exact=("titles_of_works", "no_speech", "aliases"),
)
"""Every key of an article's front matter, with what it means."""

REVISION_SCHEMA = Schema("a revision", {"on": "The day, `YYYY-MM-DD`.", "what": "What the archive did."})
"""Every key of an entry of `revisions`."""


class Revision(Struct, frozen=True, array_like=True):
    """One act of the archive."""

    on: PartialDate
    """The day of the act."""
    what: str
    """What was done."""


class FrontMatter(Struct, frozen=True, array_like=True):
    """What the front matter of an article says, except its source and its quotations."""

    title: str
    """Its title, as printed or as supplied by the archive."""
    title_is_supplied: bool
    """Whether the archive gave the title, because the source has none."""
    label: str | None
    """What comparisons call this account."""
    story: str | None
    """The slug of the event that it reports."""
    topics: tuple[str, ...]
    """What it is about, as typed."""
    summary: str | None
    """What it says, in the archive's words."""
    standfirst: str | None
    """What is printed under the headline, where the source has it."""
    date: PartialDate | None
    """When it was published, where the source says so."""
    byline: str | None
    """Who wrote it, where the source says so."""
    publisher: str | None
    """Who published it, where the source says so."""
    place: str | None
    """Where it was written or published, where the source says so."""
    url: str | None
    """From which address it was taken, where that is known."""
    language: str | None
    """BCP 47 tag of its words, where known."""
    licence: str | None
    """On what terms it may be used, where the source says so."""
    revisions: tuple[Revision, ...]
    """What the archive did with it, oldest first."""
    aliases: tuple[Alias, ...]
    """The slugs that it had before, oldest first."""


def read_front_matter(fields: Fields) -> FrontMatter:
    """Read the keys of an article; what is wrong is noted in `fields`."""
    return FrontMatter(
        title=_read_title(fields),
        title_is_supplied=fields.has("supplied_title"),
        label=fields.short_text("label"),
        story=_read_story(fields),
        topics=_read_topics(fields),
        summary=fields.text("summary"),
        standfirst=fields.text("standfirst"),
        date=read_date_at(fields, "date", read_date),
        byline=fields.short_text("byline"),
        publisher=fields.short_text("publisher"),
        place=fields.short_text("place"),
        url=fields.web_address("url"),
        language=fields.language("language"),
        licence=fields.short_text("licence"),
        revisions=_read_revisions(fields),
        aliases=read_aliases(fields, file_name(fields.file).removesuffix(".md")),
    )


def _read_title(fields: Fields) -> str:
    remedy = "write title: as printed, or supplied_title: one that the archive gives"
    if not fields.has("withdrawn"):
        fields.require("title", "supplied_title", remedy=remedy)
    if fields.has("title") and fields.has("supplied_title"):
        message = "is given as well as title; keep title if the source prints it, or supplied_title"
        fields.note("supplied_title", message)
    return fields.short_text("title" if fields.has("title") else "supplied_title") or ""


def _read_story(fields: Fields) -> str | None:
    story = fields.text("story")
    if story is not None:
        if fault := slug_fault(story):
            fields.note("story", f"{shown(story)} {fault}")
        if not fields.has("withdrawn"):
            fields.require("label", remedy="name this account in its own words: label: the account that …")
    return story


def _read_topics(fields: Fields) -> tuple[str, ...]:
    topics = fields.text_nodes("topics")
    for topic in topics:
        without_joiners = topic.text.replace("\u200c", "").replace("\u200d", "")  # some scripts need them
        is_seen = without_joiners.isprintable() and not has_unseen(without_joiners)
        fault = "" if is_seen else "has an invisible character; type it again"
        if fault := fault or too_long(topic.text) or slug_fault(make_slug(topic.text)):
            fields.problems.append(problem(fields.file, topic.line, "topics", f"{shown(topic.text)} {fault}"))
    return tuple(topic.text for topic in topics)


def read_date_at(fields: Fields, key: str, read: Callable[[str], PartialDate]) -> PartialDate | None:
    """Return the date at `key`, read by a function, or None where there is none that can be read."""
    text = fields.text(key)
    try:
        return read(text) if text is not None else None
    except NotADate as error:
        fields.note(key, str(error))
        return None


def _read_revisions(fields: Fields) -> tuple[Revision, ...]:
    remedy = "write at least the day on which it was added: - on: YYYY-MM-DD and what: …"
    fields.require("revisions", remedy=remedy)
    revisions = []
    for row in fields.rows("revisions", REVISION_SCHEMA):
        row.require("on", remedy="write the day: on: YYYY-MM-DD")
        row.require("what", remedy="say what was done: what: Added to the archive")
        on, what = read_date_at(row, "on", read_day), row.text("what")
        if on and what:
            revisions.append(Revision(on, what))
    return tuple(sorted(revisions, key=lambda revision: revision.on.order))
