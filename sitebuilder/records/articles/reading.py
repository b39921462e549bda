"""What does one article file say?"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from sitebuilder.formats.characters import decode
from sitebuilder.formats.fields import Fields
from sitebuilder.formats.yaml_reader import FRONT_MATTER_DEPTH, YamlMap, read_yaml
from sitebuilder.problems import Note, Problem, problem
from sitebuilder.records.articles.article import Article, Body
from sitebuilder.records.articles.earlier import read_earlier
from sitebuilder.records.articles.front_matter import SCHEMA, FrontMatter, read_front_matter
from sitebuilder.records.articles.heading import Received, read_received
from sitebuilder.records.articles.printed import leading_title, typed_values
from sitebuilder.records.articles.speakers import AttributedQuotation, read_quotations
from sitebuilder.records.articles.withdrawn import Withdrawn, read_withdrawn, withheld_words
from sitebuilder.records.names import NameFinder
from sitebuilder.slugs import slug_fault
from sitebuilder.source_paths import ARTICLES
from sitebuilder.text import html
from sitebuilder.text.dialect.article_links import ArticleLink
from sitebuilder.text.html import EMPTY, convert
from sitebuilder.text.limits import FRONT_MATTER_BYTES
from sitebuilder.text.manuscript import Manuscript, check_against_original, notes_on, read_body
from sitebuilder.text.originals import SCHEMA as SOURCE_SCHEMA
from sitebuilder.text.originals import Originals
from sitebuilder.text.reading import NOTHING, Reading
from sitebuilder.words.lede import lede, length
from sitebuilder.words.spans import Span
from sitebuilder.words.unseen_kinds import unseen_in

NO_NAMES = NameFinder(())
"""Finds no names."""


class ReadArticle(Struct, frozen=True, array_like=True):
    """The result of reading one article file: all but its text is small enough to be kept for every article."""

    article: Article | None
    """What it says; with problems it is only good for finding more of them, None where there is not even that.

    None of a withdrawn article, which is shown nowhere."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with it."""
    notes: tuple[Note, ...] = ()
    """What was perhaps not meant."""
    links: tuple[ArticleLink, ...] = ()
    """The links to articles in its text."""
    quotations: tuple[AttributedQuotation, ...] = ()
    """What is in quotation marks, without what is nobody's speech, with who speaks."""
    names: tuple[tuple[str, Span], ...] = ()
    """The names of names.yaml that its text has, each by its slug and with its place, in reading order."""
    text_digest: bytes = b""
    """What is the same where all words of two texts are, white space and characters that nobody sees aside."""
    body: Body | None = None
    """Its text, where it is at hand."""
    withdrawn: Withdrawn | None = None
    """What stays of it, where it is withdrawn and nothing is wrong with what the file says."""
    withheld: tuple[str, ...] = ()
    """The words of it that may be nowhere then, paragraph by paragraph."""

    @property
    def sound(self) -> Article | None:
        """The article, if nothing is wrong with it, its name included."""
        if self.article is None or self.problems or slug_fault(self.article.slug):
            return None
        return self.article

    @property
    def taken_back(self) -> Withdrawn | None:
        """What stays of a withdrawn article, if nothing is wrong with the name of its file."""
        return None if self.withdrawn is None or slug_fault(self.withdrawn.slug) else self.withdrawn

    @property
    def received(self) -> tuple[str, ...]:
        """The names of the texts as received that it was read from, of copies that were replaced too."""
        known = self.withdrawn or self.article
        return known.received if known else ()


def read_article(name: str, raw: bytes, originals: Originals | None, finder: NameFinder = NO_NAMES) -> ReadArticle:
    """Read one article file.

    `name` is the file's name in `articles/`; `originals` is None where the texts as received could not be read;
    `finder` finds the names of names.yaml.
    """
    file, slug = f"{ARTICLES}/{name}", name.removesuffix(".md")
    text, problems = decode(raw, file)
    if text is None:
        return ReadArticle(None, tuple(problems))
    if not text.strip():
        return ReadArticle(None, (problem(file, 0, "", "is empty; write the article, or remove the file"),))
    front, manuscript, problems = _split(text, file)
    if manuscript is None:
        return ReadArticle(None, tuple(problems))
    node, problems = read_yaml(front, file, 2, FRONT_MATTER_DEPTH)
    if isinstance(node, YamlMap):
        fields = Fields(file, node, SCHEMA, problems)
        read = _read(slug, fields, manuscript, originals, finder)
        return _withdrawn(fields, read) if fields.has("withdrawn") else read
    is_empty = not problems
    problems += read_body(manuscript)[2]
    if is_empty:
        problems.append(problem(file, 2, "", "the front matter has no keys; write title: … and revisions: … there"))
    return ReadArticle(None, tuple(problems))


def _read(
    slug: str, fields: Fields, manuscript: Manuscript, originals: Originals | None, finder: NameFinder
) -> ReadArticle:
    """Read the front matter and the text of an article, and compare the text with its original."""
    front = read_front_matter(fields)
    body, reading, problems = _read_body(fields, manuscript)
    fields.problems += problems
    received = _read_source(fields, front, originals, None if body is EMPTY else reading)
    uncounted, differing = check_against_original(manuscript, body, reading, received.text, received.is_by_words)
    quotations = read_quotations(fields, reading.paragraphs, slug)
    article = Article(
        **asdict(front),
        **_measured(reading, front, received),
        slug=slug,
        file=fields.file,
        original=received.original,
        earlier=received.earlier,
        uncounted_marks=uncounted,
        heading=received.heading,
        quotation_count=len(quotations),
        lines={key: place.line for key, place in fields.mapping.keys.items()},
    )
    return ReadArticle(
        article,
        problems=(*fields.problems, *differing),
        notes=(*notes_on(manuscript, body), *received.notes),
        links=body.links,
        quotations=quotations,
        names=tuple((name.slug, span) for name, span in finder.find(reading.paragraphs)),
        text_digest=reading.digest,
        body=Body(body.html, body.footnotes),
    )


def _read_body(fields: Fields, manuscript: Manuscript) -> tuple[html.Body, Reading, list[Problem]]:
    """Read the text of an article as `read_body` does; that of a withdrawn one may have been removed from the file."""
    is_removed = fields.has("withdrawn") and not manuscript.text.strip()
    return (EMPTY, NOTHING, []) if is_removed else read_body(manuscript)


def _withdrawn(fields: Fields, read: ReadArticle) -> ReadArticle:
    """Return what is read of a withdrawn article: what stays of it, and which of its words may not."""
    withheld = withheld_words(read.article, read.body.reading.paragraphs) if read.article and read.body else ()
    withdrawn = read_withdrawn(fields, read.article, withheld) if read.article else None
    if problems := dict.fromkeys((*read.problems, *fields.problems)):
        return ReadArticle(None, tuple(problems))
    return ReadArticle(None, names=read.names, withdrawn=withdrawn, withheld=withheld)


def _measured(reading: Reading, front: FrontMatter, received: Received) -> dict[str, Any]:
    """Return the fields of an article that say how long its text is, how it begins, and what in it nobody sees."""
    return {
        "lede": lede(reading.paragraphs[leading_title(typed_values(front).get("headline", ""), reading.paragraphs) :]),
        "length": length(reading.paragraphs),
        "paragraph_count": len(reading.paragraphs),
        "unseen": unseen_in(reading.shown, received.heading.shown),
    }


def _read_source(fields: Fields, front: FrontMatter, originals: Originals | None, reading: Reading | None) -> Received:
    """Read what an article says of the text as received, and of copies that it has replaced."""
    source = fields.inner("source", SOURCE_SCHEMA)
    if source is None:
        return Received()
    received = read_received(source, fields, front, originals, reading)
    return replace(received, earlier=read_earlier(source, originals, received.original, front.revisions))


def read_text(name: str, raw: bytes) -> Body:
    """Read the text alone of an article file that was read before without a problem."""
    file = f"{ARTICLES}/{name}"
    _, manuscript, _ = _split(decode(raw, file)[0] or "", file)
    body = convert(manuscript.text) if manuscript else EMPTY
    return Body(body.html, body.footnotes)


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
