"""How does a page become text? Templates are given to it by name."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress

from jinja2 import FunctionLoader, TemplateError, TemplateNotFound, TemplateSyntaxError
from msgspec import Struct

from sitebuilder.addresses import Address
from sitebuilder.formats.characters import decode
from sitebuilder.pages.parts.frame import Content, Output, View
from sitebuilder.problems import Problem, problem, shown
from sitebuilder.rendering.environment import QuickEnvironment, TemplateEnvironment
from sitebuilder.rendering.exact_words import changed_words
from sitebuilder.rendering.own_words import OwnWords
from sitebuilder.rendering.page_links import PageLinks
from sitebuilder.rendering.template_faults import filling_fault, syntax_fault
from sitebuilder.source_paths import STATIC, TEMPLATES, is_within

codecs.lookup("unicode_escape")  # Jinja reads with it; loaded on first use, a disk error would look like a template's


class Rendered(Struct, frozen=True):
    """A file of the site, ready to be written."""

    content: bytes | Iterable[bytes]
    """Its bytes, whole or piece by piece."""
    links: Mapping[Address, str]
    """The addresses that a page links to, each with its template."""
    problems: tuple[Problem, ...]
    """What is wrong with its template, above all changes to articles' words."""
    template: str = ""
    """The template that it went through, empty for none."""


def read_templates(files: Mapping[str, bytes]) -> tuple[dict[str, str], list[Problem]]:
    """Decode the templates among the files of `templates/`: all but what is in `static/`."""
    templates: dict[str, str] = {}
    problems: list[Problem] = []
    for path, raw in files.items():
        if not path.startswith(STATIC):
            text, decoding_problems = decode(raw, f"{TEMPLATES}/{path}")
            problems += decoding_problems
            if text is not None:
                templates[path] = text
    return templates, problems


class _Unreadable(Exception):
    """A template is there and could not be read, which is reported already."""


class Renderer:
    """Turns outputs into bytes. It keeps its templates and which of their lines are reported, nothing that it makes."""

    def __init__(self, templates: Mapping[str, str], unreadable: Collection[str] = ()) -> None:
        """Take template texts by their paths in `templates/`, and the paths of files and folders without a text."""
        self.templates = templates
        self.unreadable = unreadable
        self.reported: set[tuple[str, int]] = set()
        self.links = PageLinks()
        self.own = OwnWords()
        self.environment = TemplateEnvironment(FunctionLoader(self._load), self.links, self.own)
        self.quick = QuickEnvironment(FunctionLoader(self._load), self.links, self.own)

    def _load(self, name: str) -> tuple[str, str, None] | None:
        if name in self.templates:
            return self.templates[name], name, None
        if self._is_unreadable(name):
            raise _Unreadable
        return None

    def _is_unreadable(self, path: str) -> bool:
        return is_within(f"{TEMPLATES}/{path}", self.unreadable)

    def check(self, names: Iterable[str]) -> list[Problem]:
        """Compile some templates, so that a fault is reported even where no page uses them."""
        problems: list[Problem] = []
        for name in sorted({*names} & self.templates.keys()):
            with self._reported(name, None, problems):
                self.quick.get_template(name)  # the pages will ask for it there
        return self._once(problems)

    def _once(self, problems: Iterable[Problem]) -> list[Problem]:
        """Leave out what is wrong with a line that is reported already: one fault of a template is on many pages."""
        fresh = [problem for problem in problems if (problem.file, problem.line) not in self.reported]
        self.reported |= {(problem.file, problem.line) for problem in fresh}
        return fresh

    def render(self, output: Output, content: Content | None = None) -> Rendered:
        """Make the bytes of a file: a view goes through its template, all else is as it is.

        `content` is what the output made, if it has been asked already.
        """
        view = output.make() if content is None else content
        if not isinstance(view, View):
            return Rendered(view, {}, ())
        problems: list[Problem] = []
        text = None
        with self._reported(view.template, view, problems):
            text = self._filled_in(output.address, view)
        if text is None:
            return Rendered(b"", {}, tuple(self._once(problems)), view.template)
        links = dict.fromkeys(self.links.targets, view.template)
        return Rendered(text.encode(), links, tuple(self._once(changed_words(output, view, text))), view.template)

    def _filled_in(self, address: Address, view: View) -> str:
        """Return the text of a page. One that asks what is not there, which may be meant, takes the slower way."""
        self.own.begin(view.frame)
        self.links.begin(address, view.root)
        with suppress(AttributeError):
            return self.quick.get_template(view.template).render(page=view)
        self.links.begin(address, view.root)
        return self.environment.get_template(view.template).render(page=view)

    def dead_links(self, links: Mapping[Address, str], there: Collection[Address]) -> list[Problem]:
        """Return a problem for each address that a template links to and no file of the site has.

        A file of `static/` that could not be read is reported already.
        """
        return [
            problem(*self._place_of(to, template), "", f"links to {shown(to)}, which is not in the site; correct it")
            for to, template in links.items()
            if to not in there and not self._is_unreadable(to)
        ]

    def _place_of(self, address: Address, template: str) -> tuple[str, int]:
        """Return the template and the line that hold an address in quotes, `template` the first to be looked into."""
        quoted = re.compile(rf"""['"]{re.escape(address)}['"#]""")
        for name in (template, *self.templates):
            text = self.templates.get(name, "")
            if match := quoted.search(text):
                return f"{TEMPLATES}/{name}", text.count("\n", 0, match.start()) + 1
        return f"{TEMPLATES}/{template}", 0

    @contextmanager
    def _reported(self, name: str, view: View | None, problems: list[Problem]) -> Iterator[None]:
        """Turn whatever goes wrong in a template into a problem in our own words, with its line."""
        try:
            yield
        except _Unreadable:
            pass
        except TemplateSyntaxError as error:
            problems.append(problem(f"{TEMPLATES}/{error.name or name}", error.lineno, "", syntax_fault(error)))
        except TemplateNotFound as error:
            if error.name == name:
                problems.append(problem(f"{TEMPLATES}/{name}", 0, "", "is missing; put it back"))
            else:
                message = f"asks for {shown(str(error.name))}, which is not in {TEMPLATES}/; correct the name"
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
            problems.append(problem(*self._place(error, name), "", filling_fault(error, view)))

    def _place(self, error: BaseException, name: str) -> tuple[str, int]:
        """Return the template and the line at which an error came up. Jinja rewrites tracebacks to template lines."""
        place = (f"{TEMPLATES}/{name}", 0)
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in self.templates:
                place = (f"{TEMPLATES}/{trace.tb_frame.f_code.co_filename}", trace.tb_lineno)
            trace = trace.tb_next
        return place
