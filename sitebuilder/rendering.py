"""How does a page become text? The only place that knows Jinja; it is given template texts by name."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from collections.abc import Mapping as ByName
from contextlib import contextmanager

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError

from sitebuilder.addresses import Address, link
from sitebuilder.article import Article
from sitebuilder.characters import decode
from sitebuilder.pages import Page
from sitebuilder.problems import Problem, problem, shown
from sitebuilder.proof import differences, read_page
from sitebuilder.templatefaults import filling_fault, syntax_fault

codecs.lookup("unicode_escape")  # Jinja reads with it; loaded when first used, a disk fault would be a template's

FOLDER = "templates"
"""Where templates are, in the source folder and beside the program."""

TEMPLATES = (
    *("index.html", "article.html", "list.html", "links.html", "about.html", "404.html"),
    *("story.html", "pair.html", "quotations.html", "names.html", "name.html"),
)
"""The templates that pages are made with."""


def read_templates(raw: ByName[str, bytes]) -> tuple[dict[str, str], list[Problem]]:
    """Decode the templates among the files of `templates/`: all but what is in `static/`."""
    templates: dict[str, str] = {}
    problems: list[Problem] = []
    for path, content in raw.items():
        if not path.startswith("static/"):
            text, found = decode(content, f"{FOLDER}/{path}")
            problems += found
            templates[path] = text or ""
    return templates, problems


def prove(page: Page, html: str) -> list[Problem]:
    """Compare the articles' words in a finished page with the originals, or with what was read where there is none.

    The articles themselves are proven where they are read, so a difference is the template's.
    """
    if not page.articles:
        return []
    reading, start = read_page(html), 0
    for article in page.articles:
        theirs = article.original.paragraphs if article.original else article.reading.paragraphs
        end = start + len(theirs) if article is not page.articles[-1] else None
        if found := differences(reading.paragraphs[start:end], theirs):
            return [_changed(page, article, found[0][1])]
        start += len(theirs)
    alone = page.articles[0].reading if len(page.articles) == 1 else None
    loose = " ".join(article.reading.loose for article in page.articles)
    if reading.loose.split() != loose.split() or (alone and reading != alone):
        return [_changed(page, page.articles[0], "something stands in it beside its own paragraphs")]
    return []


def _changed(page: Page, article: Article, what: str) -> Problem:
    message = f"changes the text of {article.file}: {what}; print its html alone in an element of class e-content"
    return problem(f"{FOLDER}/{page.template}", 0, "", message)


class Renderer:
    """Turns pages into text, and remembers which addresses they link to."""

    def __init__(self, templates: ByName[str, str]) -> None:
        """Take template texts by their paths in `templates/`."""
        self.templates = templates
        self.environment = Environment(
            loader=FunctionLoader(lambda name: (templates[name], name, lambda: True) if name in templates else None),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.linked: dict[Address, str] = {}

    def check(self) -> list[Problem]:
        """Compile every template, so that a fault is told even where no page uses it yet."""
        problems: list[Problem] = []
        for name in sorted({*TEMPLATES, *self.templates}):
            with self._told(name, problems):
                self.environment.get_template(name)
        return problems

    def render(self, page: Page) -> tuple[str, list[Problem]]:
        """Return the text of a page, and what its template does wrong, to the words of articles above all."""
        problems: list[Problem] = []
        text = ""
        with self._told(page.template, problems):
            template = self.environment.get_template(page.template)
            text = template.render(shows=page.shows, link=lambda to: self._link(page, to))
        return text, problems or prove(page, text)

    def _link(self, page: Page, to: Address) -> str:
        self.linked.setdefault(to.partition("#")[0] or page.address, page.template)
        return link(page.address, to)

    def dead_links(self, addresses: set[Address]) -> list[Problem]:
        """Return a problem for each address that a template links to and no page or file has."""
        return [
            problem(*self._place_of(to, template), "", f"links to {shown(to)}, which is not in the site; correct it")
            for to, template in self.linked.items()
            if to not in addresses
        ]

    def _place_of(self, words: str, template: str) -> tuple[str, int]:
        """Return the template and the line that hold some words in quotes, `template` the first to be looked into."""
        quoted = re.compile(rf"""['"]{re.escape(words)}['"#]""")
        for name in (template, *self.templates):
            text = self.templates.get(name, "")
            if found := quoted.search(text):
                return f"{FOLDER}/{name}", text.count("\n", 0, found.start()) + 1
        return f"{FOLDER}/{template}", 0

    @contextmanager
    def _told(self, name: str, problems: list[Problem]) -> Iterator[None]:
        """Turn whatever goes wrong in a template into a problem in our own words, with its line."""
        try:
            yield
        except TemplateSyntaxError as error:
            problems.append(problem(f"{FOLDER}/{error.name or name}", error.lineno, "", syntax_fault(error)))
        except TemplateNotFound as error:
            if error.name == name:
                problems.append(problem(f"{FOLDER}/{name}", 0, "", "is missing; put it back"))
            else:
                message = f"asks for {shown(str(error.name))}, which is not in {FOLDER}/; correct the name"
                problems.append(problem(*self._place(error, name), "", message))
        except (
            TemplateError,
            ArithmeticError,
            AttributeError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            problems.append(problem(*self._place(error, name), "", filling_fault(error)))

    def _place(self, error: BaseException, name: str) -> tuple[str, int]:
        """Return the template and the line at which an error came up. Jinja rewrites tracebacks to template lines."""
        place = (f"{FOLDER}/{name}", 0)
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in self.templates:
                place = (f"{FOLDER}/{trace.tb_frame.f_code.co_filename}", trace.tb_lineno)
            trace = trace.tb_next
        return place
