"""Where in the site is each source file, and how is a source folder made of them again?

A copy of the site is a copy of the archive. Articles and texts as received have addresses of their own; all other
source files are below `sources/`, at their paths in the source folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from sitebuilder import addresses
from sitebuilder.addresses import Address
from sitebuilder.archive.archive import Archive
from sitebuilder.archive.source import Source
from sitebuilder.formats.dates import read_date
from sitebuilder.formats.schema import Schema
from sitebuilder.pages.lists.links import Above, link_pages
from sitebuilder.pages.parts.frame import Link, Output
from sitebuilder.pages.parts.paging import Series
from sitebuilder.problems import counted
from sitebuilder.records import exact_words, names, settings, stories
from sitebuilder.records.articles import earlier, front_matter, speakers, withdrawn
from sitebuilder.records.stories import RELATIONS
from sitebuilder.source_paths import SITE, STATIC
from sitebuilder.text import originals

RUN_BY_BROWSERS = (
    *(".html", ".htm", ".shtml", ".xhtml", ".xht", ".xml", ".xsl", ".xslt"),
    *(".svg", ".svgz", ".js", ".mjs"),
)
"""How the names of files end that a browser would run, or show as a page, instead of showing what is in them."""

PLAIN = ".txt"
"""What is added to their names."""

README: Address = addresses.source_file("README.txt")
"""What says how the source folder is made of the files of the site, and what is in them."""

SCHEMAS: dict[str, tuple[Schema, ...]] = {
    "site.yaml: the settings of the site": (settings.SCHEMA,),
    "articles/<slug>.md: the front matter of an article": (
        front_matter.SCHEMA,
        originals.SCHEMA,
        earlier.SCHEMA,
        speakers.SCHEMA,
        front_matter.REVISION_SCHEMA,
        withdrawn.SCHEMA,
    ),
    "articles/stories/<slug>.yaml: an event that several articles report": (
        stories.SCHEMA,
        stories.QUESTION_SCHEMA,
        stories.ANSWER_SCHEMA,
    ),
    "articles/names.yaml: a list of the names that the archive indexes": (names.SCHEMA,),
    "In several of them": (exact_words.SCHEMA,),
}
"""What each kind of file may hold, by what the file is."""

DATES = (
    *("2025-03-09", "2025-03", "2025", "1925~", "1925-03?", "192X"),
    *("1931-21", "1931-22", "1931-23", "1931-24"),
    *("1931-03/1931-05", "1931-03-30/1931-04-02", "1931~/1933"),
)
"""A date in each form that an article can give one."""

WIDTH = 88
"""How many characters a line of `README.txt` has at the most."""


def published_at(path: str) -> Address:
    """Return the address of a source file that is no article and no text as received, given by its path.

    No two have the same one: a name that could be one with `.txt` added gets another `.txt` itself.
    """
    bare = path.lower()
    while bare.endswith(PLAIN):
        bare = bare.removesuffix(PLAIN)
    return addresses.source_file(path) + (PLAIN if bare.endswith(RUN_BY_BROWSERS) else "")


def renamed(source: Source) -> dict[Address, str]:
    """Return the path of each source file that has another name in the site, by its address, in the order to undo."""
    published = {published_at(file.path): file.path for file in source.small_files}
    return {to: path for to, path in sorted(published.items()) if to != addresses.source_file(path)}


def source_lists(archive: Archive, source: Source) -> Iterator[Output]:
    """Yield the pages of the list of source files and of the files that pages load: what no other page leads to."""
    sources = [published_at(file.path) for file in source.small_files]
    loaded = [addresses.static(path.removeprefix(STATIC)) for path in source.templates if path.startswith(STATIC)]
    above = Above(
        "Source files",
        counted(len(sources), "source file"),
        f"besides the articles and the texts as received, and {counted(len(loaded), 'file')} that pages load",
    )
    series = Series(addresses.SOURCES)
    yield from link_pages(archive, series, above, [Link(to, to) for to in (README, *sources, *loaded)])


def readme(source: Source) -> Output:
    """Return the file that explains the source files."""
    return Output(README, SITE, partial(_readme, renamed(source)))


def _readme(undo: Mapping[Address, str]) -> bytes:
    lines = [*_EXPLAINED, *_names_to_undo(undo), "", "What each key means", "==================="]
    for file, schemas in SCHEMAS.items():
        lines += ["", "", file, "-" * len(file)]
        for schema in schemas:
            lines += ["", f"The keys of {schema.what}:", *_listed(schema.keys)]
    lines += ["", "", "The forms of a date", "-------------------"]
    lines += _listed({form: read_date(form).display for form in DATES})
    lines += ["", "", "How accounts relate", "-------------------", *_listed(RELATIONS)]
    return "\n".join([*lines, ""]).encode()


def _listed(meanings: Mapping[str, str]) -> list[str]:
    """Return the lines of a list of terms, each with what it means."""
    from textwrap import fill  # noqa: PLC0415 - a build that keeps the file does without

    indent = " " * 4
    rows = (
        (term, fill(meaning, WIDTH, initial_indent=indent, subsequent_indent=indent))
        for term, meaning in meanings.items()
    )
    return [line for term, meaning in rows for line in ("", f"  {term}", meaning)]


_EXPLAINED = """\
The source files of this site
=============================

A copy of this site is a copy of the archive: every file that it was made from is in it, but
for those of withdrawn articles.

  articles/<slug>.md    the articles; at articles/<slug>.md in the source folder
  originals/<file>      the texts as received; at articles/originals/<file>
  sources/<path>        all others; at <path>

The page verify.html says, with commands, how to make a source folder of them and build the
site again. The program has templates of its own; here are only those that the archive has
in their place or beside them.


Names to undo
=============
""".splitlines()


def _names_to_undo(undo: Mapping[Address, str]) -> list[str]:
    if not undo:
        return ["None: every file below sources/ has the name that it has in the source folder.", ""]
    said = f"A browser would run these files, so {PLAIN} was added to their names:"
    return [said, "", *(f"  {to}  is  {path}" for to, path in undo.items()), ""]
