"""How are templates filled in, with little work for each text, link and macro?

A page has hundreds of these, and Jinja asks of each what it might be. What it nearly always is comes first here; all
else is left to Jinja, so that the pages are the same.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import NoneType
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from sitebuilder.rendering.own_words import OwnWords
from sitebuilder.rendering.page_links import PageLinks

_BY_JINJA = frozenset({"_loop_vars", "_block_vars"})
"""What Jinja adds to a call for functions that ask for the context."""


class _Context(Context):
    """Calls macros with their arguments in order, `link` and `own`, without asking what else they may want."""

    def call(self, function: Callable[..., object], /, *args: object, **keywords: object) -> object:
        if keywords.keys() <= _BY_JINJA:
            if type(function) is PageLinks or type(function) is OwnWords:
                return function(*args)  # type: ignore[arg-type] # the template's, whatever it is
            if type(function) is Macro and self.eval_ctx.autoescape and _takes_just(len(args), function):
                return str.__new__(Markup, function._func(*args))  # noqa: SLF001 - Jinja has no public way round itself
        return super().call(function, *args, **keywords)


def _takes_just(count: int, macro: Macro) -> bool:
    return len(macro.arguments) == count and not (macro.caller or macro.catch_kwargs or macro.catch_varargs)


class _Code(CodeGenerator):
    """Writes templates in Python so that they escape what they print with `escaped`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


def escaped(value: object) -> str:
    """Return what is printed: markup as it is, all else escaped.

    Raises TypeError where that is not text: what Python calls an object may be other words in each build.
    """
    if type(value) is Markup:
        return value
    if type(value) is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
        return value
    text = escape(value)
    if not (isinstance(value, (str, int, float, NoneType)) or hasattr(value, "__html__")):
        raise TypeError(f"{type(value).__name__} is not text")
    return text


class _Template(Template):
    """A template whose macros are made once, unless they could keep something in mind from one page to the next."""

    environment: TemplateEnvironment

    def _get_default_module(self, _ctx: Context | None = None) -> TemplateModule:
        if self._module is None:
            before, context = self.environment.changeable, self.new_context()
            module = TemplateModule(self, context)
            self.environment.changeable += any(not isinstance(value, _LASTING) for value in context.vars.values())
            if self.environment.changeable > before:  # it, or one that it imports
                return module
            self._module = module
        return self._module


_LASTING = (Macro, TemplateModule, str, int, float, NoneType)
"""What a template may have at its top that nothing can change."""


class TemplateEnvironment(Environment):
    """What templates are read and filled in with."""

    changeable: int
    """How often a template was imported that has something at its top which a macro could change."""
    code_generator_class = _Code
    context_class = _Context
    template_class = _Template
    escaped = staticmethod(escaped)

    def __init__(self, loader: FunctionLoader, links: PageLinks, own: OwnWords) -> None:
        """Take what loads templates, and what they call as `link` and as `own`."""
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=-1,
            auto_reload=False,
            optimized=False,
        )
        self.globals.update(link=links, own=own)
        del self.globals["lipsum"], self.filters["random"]  # a page is the same each time that it is made
        self.changeable = 0
        self._ready: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's own name
    ) -> Template:
        """Return a template, which is compiled when it is first asked for: templates do not change during a build."""
        if isinstance(name, Template):
            return name
        if name not in self._ready:
            self._ready[name] = super().get_template(name, parent, globals)
        return self._ready[name]


class QuickEnvironment(TemplateEnvironment):
    """The same, for templates that ask only for what is there: it raises AttributeError where one asks for more."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]
