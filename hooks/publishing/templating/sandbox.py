"""The environment in which authors' macros run. Content is text, not code.

A page may call our macros by name with plain values, and nothing else: no statements, no attributes, no filters, no
arithmetic. What is not on the list of allowed syntax is refused before anything runs, so a page can reach neither the
shell nor files nor Python's objects, and cannot run for ever. Jinja's own sandbox stands behind that as a second wall.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from publishing.problems.problem import listed, suggestion

_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Call, nodes.Name, nodes.Const, nodes.Keyword,
            nodes.List, nodes.Tuple, nodes.Neg)

LONGEST_CALL = 20
"""How many values a macro may be given: no macro needs more."""


class MacroError(Exception):
    """A macro was given something it cannot print; the message and the remedy are for the page's author."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message}. {remedy}")
        self.message = message
        self.remedy = remedy


class MacroEnvironment(ImmutableSandboxedEnvironment):
    """Jinja reduced to calls of known macros."""

    def __init__(self, macros: Mapping[str, Callable[..., str]]) -> None:
        super().__init__(undefined=StrictUndefined, loader=None, autoescape=False, keep_trailing_newline=True)
        self.globals.clear()
        self.globals.update(macros)
        self.filters.clear()
        self.tests.clear()
        self._macros = dict(macros)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        for sign, what in (("{#", "comments"), ("{%", "statements")):  # a comment could part a tag in two that no check would see
            if sign in source:
                raise TemplateSyntaxError(f"a page can only use macros, not {what} in {sign} brackets", source.count("\n", 0, source.index(sign)) + 1)
        template = super()._parse(source, name, filename)
        self._refuse_all_but_calls(template)
        return template

    def _refuse_all_but_calls(self, template: nodes.Template) -> None:
        called = set()
        for node in template.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise TemplateSyntaxError(f"a page can only use macros, not {_in_words(node)}", node.lineno)
            if isinstance(node, nodes.Output) and not all(isinstance(part, (nodes.TemplateData, nodes.Call)) for part in node.nodes):
                raise TemplateSyntaxError("a page can only use macros by their names", node.lineno)
            if isinstance(node, nodes.Call):
                if not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs or len(node.args) > LONGEST_CALL:
                    raise TemplateSyntaxError("a page can only use macros by their names", node.lineno)
                called.add(id(node.node))
        for name in template.find_all(nodes.Name):
            if id(name) not in called:
                raise TemplateSyntaxError(f'"{name.name}" is not a macro with its brackets', name.lineno)
            if name.name not in self._macros:
                raise TemplateSyntaxError(f'there is no macro "{name.name}". {suggestion(name.name, self._macros)}', name.lineno)

    def is_safe_callable(self, obj: Any) -> bool:
        return any(obj is macro for macro in self._macros.values())

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return False


def _in_words(node: nodes.Node) -> str:
    return {"Filter": "filters", "Getattr": "the insides of things", "Getitem": "the insides of things"}.get(
        type(node).__name__, f'"{type(node).__name__.lower()}"')


def expand(markdown: str, environment: MacroEnvironment) -> tuple[str, tuple[int, str, str] | None]:
    """Return a text with its macros expanded; or the line, message and remedy of the first that cannot be."""
    remedy = f"The macros are {listed(sorted(environment._macros))}; text in double braces must be one of them."
    try:
        return environment.from_string(markdown).render(), None
    except TemplateSyntaxError as error:
        message = (error.message or "this macro cannot be read").rstrip(". ")
        if message.startswith(("there is no macro", "a page can only", '"')):
            message, _, near = message.partition(". ")
            return "", (error.lineno, message, f"{near} {remedy}".strip())
        return "", (error.lineno, "a macro is not written as it must be", f'Write it as {{{{ contact("front-door") }}}}. {remedy}')
    except RecursionError:
        line = next((markdown.count("\n", 0, place) + 1 for place in (markdown.find("{{"),) if place >= 0), 1)
        return "", (line, "brackets in a macro stand inside each other far too deep", f'Write it as {{{{ contact("front-door") }}}}. {remedy}')
    except MacroError as error:
        return "", (_line_of(error), error.message, error.remedy)
    except (TypeError, UndefinedError, ValueError) as error:
        return "", (_line_of(error), "a macro is given something it does not take", f"Compare it with the list in guide/adding-a-resource.md. ({error})")


def _line_of(error: BaseException) -> int:
    """Return the line of the template in which an error arose: Jinja rewrites tracebacks to carry it."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
