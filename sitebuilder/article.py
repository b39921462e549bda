"""What does one article file say? Text in, frozen `Article` out, or problems."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as ByName
from dataclasses import dataclass

from sitebuilder.addresses import make_slug, slug_fault
from sitebuilder.body import Manuscript, prove, read_body
from sitebuilder.characters import decode
from sitebuilder.dates import NotADate, PartialDate, read_date, read_day
from sitebuilder.fields import Fields, Format
from sitebuilder.limits import FRONT_MATTER_BYTES, TITLE_CHARACTERS
from sitebuilder.markup import EMPTY, Body
from sitebuilder.originals import FORM as SOURCE_FORM
from sitebuilder.originals import Original, read_original
from sitebuilder.problems import Problem, problem, shown
from sitebuilder.proof import Reading
from sitebuilder.speakers import Speech, read_speeches
from sitebuilder.yamltext import FRONT_MATTER_DEPTH, Mapping, read_yaml

FOLDER = "articles"
"""Where article files are, in the source folder."""

FORM = Format(
    "an article",
    {
        "title": "The headline as printed. Exactly one of `title` and `supplied_title` is there.",
        "supplied_title": "A title that the archive gave, because the source has none.",
        "label": "How a comparison calls this account, as no other of the event. Required with `story`.",
        "story": "The slug of the event that this and other accounts report.",
        "topics": "What it is about: a list, or one topic.",
        "summary": "A sentence on what the article says, in the archive's words.",
        "date": "When it was published, as the source gives it: `2025-03-09`, `2025-03`, `2025`, with `~` or `?`.",
        "byline": "Who wrote it, as printed.",
        "publisher": "Who published it, as the source gives it.",
        "place": "Where it was written or published, as the source gives it.",
        "url": "The web address from which it was taken.",
        "language": "The language of its words, as a BCP 47 tag. Sets `lang` and `dir` wherever they stand.",
        "licence": "The terms under which it may be used, as the source gives them.",
        "source": "The text as received; its keys are below.",
        "quotations": "Who speaks in each quotation that stands in quotation marks; the keys of an entry are below.",
        "titles_of_works": "Titles that stand in quotation marks and are nobody's speech: a list, or one.",
        "revisions": "What the archive did with it and when; at least its taking in.",
    },
    not_yet=("aliases", "withdrawn"),
)
"""Every key of an article's front matter, with what it means."""

REVISION_FORM = Format("a revision", {"on": "The day, `YYYY-MM-DD`.", "what": "What the archive did."})
"""Every key of an entry of `revisions`."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One act of the archive."""

    on: PartialDate
    """The day of the act."""
    what: str
    """What was done."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: what its file says, and nothing that it does not say."""

    slug: str
    """The name of its file without `.md`; names it in every address."""
    file: str
    """The path of its file from the source folder."""
    raw: bytes
    """The bytes of its file, offered for download."""
    title: str
    """Its title, as printed or as supplied by the archive."""
    title_is_supplied: bool
    """Whether the archive gave the title, because the source has none."""
    label: str | None
    """How a comparison calls this account."""
    story: str | None
    """The slug of the event that it reports."""
    topics: tuple[str, ...]
    """What it is about, as typed."""
    summary: str | None
    """What it says, in the archive's words."""
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
    original: Original | None
    """The text as received, where the archive has it."""
    revisions: tuple[Revision, ...]
    """What the archive did with it, oldest first."""
    body: Body
    """Its text as HTML."""
    reading: Reading
    """Its text as it is read back: the words of each numbered paragraph, without markup."""
    speeches: tuple[Speech, ...]
    """What stands in quotation marks in it, titles of works left out, with who speaks."""
    manuscript: Manuscript
    """Its text as Markdown, and where it stands."""
    words: int
    """How many words its paragraphs hold: runs of characters between white space."""
    lines: ByName[str, int]
    """The line of its file on which each key of the front matter stands."""

    def line_of(self, key: str) -> int:
        """Return the line on which a key stands, or 1."""
        return self.lines.get(key, 1)


def read_article(name: str, raw: bytes, received: ByName[str, bytes | None]) -> tuple[Article | None, list[Problem]]:
    """Read one article file.

    `name` is the file's name in `articles/`; `received` holds the bytes of every text as received by its file name,
    None for one that could not be read. An article with problems is only good for finding more of them; it is None
    where there is not even that.
    """
    file, slug = f"{FOLDER}/{name}", name.removesuffix(".md")
    problems: list[Problem] = []
    if fault := slug_fault(slug, "rename the file to {}.md"):
        problems.append(problem(file, 0, "", f"the name {fault}"))
    text, found = decode(raw, file)
    if text is None:
        return None, problems + found
    front, manuscript, found = _split(text, file)
    if manuscript is None:
        return None, problems + found
    node, found = read_yaml(front, file, 2, FRONT_MATTER_DEPTH)
    body, reading, body_problems = read_body(manuscript)
    problems += found + body_problems
    if not isinstance(node, Mapping):
        if not found:
            problems.append(problem(file, 2, "", "the front matter has no keys; write title: … and revisions: … there"))
        return None, problems
    fields = Fields(file, node, FORM, problems)
    source = fields.inner("source", SOURCE_FORM)
    original = read_original(source, received) if source else None
    if body and original:
        problems += prove(manuscript, reading, body.footnotes, original)
    title, story = _read_title(fields), _read_story(fields)
    article = Article(
        slug=slug,
        file=file,
        raw=raw,
        title=title,
        title_is_supplied=fields.has("supplied_title"),
        label=_read_short(fields, "label"),
        story=story,
        topics=_read_topics(fields),
        summary=fields.text("summary"),
        date=_read_date(fields, "date", read_date),
        byline=_read_short(fields, "byline"),
        publisher=_read_short(fields, "publisher"),
        place=_read_short(fields, "place"),
        url=fields.web_address("url"),
        language=fields.language("language"),
        licence=_read_short(fields, "licence"),
        original=original,
        revisions=_read_revisions(fields),
        body=body or EMPTY,
        reading=reading,
        speeches=read_speeches(fields, reading.words, slug),
        manuscript=manuscript,
        words=sum(len(paragraph.split()) for paragraph in reading.words),
        lines={key: place.line for key, place in node.keys.items()},
    )
    return article, problems


def _split(text: str, file: str) -> tuple[str, Manuscript | None, list[Problem]]:
    """Cut a file into its front matter and its text; the text is None where there is no front matter."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return "", None, [problem(file, 1, "", "does not start with front matter; make the first line ---")]
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), None)
    if end is None:
        return "", None, [problem(file, 1, "", "the front matter has no end; put a line of --- after it")]
    front = "\n".join(lines[1:end])
    if len(front.encode()) > FRONT_MATTER_BYTES:
        message = f"the front matter is larger than {FRONT_MATTER_BYTES // 1024} KiB; shorten it"
        return "", None, [problem(file, 2, "", message)]
    return front, Manuscript("\n".join(lines[end + 1 :]), file, end + 2), []


def _read_title(fields: Fields) -> str:
    remedy = "write title: as printed, or supplied_title: one that the archive gives"
    fields.require("title", "supplied_title", remedy=remedy)
    if fields.has("title") and fields.has("supplied_title"):
        fields.note("supplied_title", "stands beside title; keep title if it is printed so, else supplied_title")
    return _read_short(fields, "title" if fields.has("title") else "supplied_title") or ""


def _read_short(fields: Fields, key: str) -> str | None:
    text = fields.text(key)
    if text is not None and len(text) > TITLE_CHARACTERS:
        fields.note(key, f"is {len(text)} characters long; shorten it to {TITLE_CHARACTERS}")
    return text


def _read_story(fields: Fields) -> str | None:
    story = fields.text("story")
    if story is not None:
        if fault := slug_fault(story):
            fields.note("story", f"{shown(story)} {fault}")
        fields.require("label", remedy="name this account by its own words: label: the account that …")
    return story


def _read_topics(fields: Fields) -> tuple[str, ...]:
    topics = fields.scalars("topics")
    for topic in topics:
        fault = "has a character that cannot be seen; type it again" if not topic.text.isprintable() else ""
        fault = fault or ("is too long; shorten it" if len(topic.text) > TITLE_CHARACTERS else "")
        if fault := fault or slug_fault(make_slug(topic.text)):
            fields.problems.append(problem(fields.file, topic.line, "topics", f"{shown(topic.text)} {fault}"))
    return tuple(topic.text for topic in topics)


def _read_date(fields: Fields, key: str, read: Callable[[str], PartialDate]) -> PartialDate | None:
    text = fields.text(key)
    try:
        return read(text) if text is not None else None
    except NotADate as error:
        fields.note(key, str(error))
        return None


def _read_revisions(fields: Fields) -> tuple[Revision, ...]:
    remedy = "write at least the day on which it was taken in: - on: YYYY-MM-DD and what: …"
    fields.require("revisions", remedy=remedy)
    revisions = []
    for row in fields.rows("revisions", REVISION_FORM):
        row.require("on", remedy="write the day: on: YYYY-MM-DD")
        row.require("what", remedy="say what was done: what: Taken into the archive")
        on, what = _read_date(row, "on", read_day), row.text("what")
        if on and what:
            revisions.append(Revision(on, what))
    return tuple(sorted(revisions, key=lambda revision: revision.on.order))
