"""The environment in which authors' macros run. Content is text, not code.

A page may call our macros by name with plain values, and nothing else: no statements, no attributes, no filters, no
arithmetic. What is not on the list of allowed syntax is refused before anything runs, so a page can reach neither the
shell nor files nor Python's objects, and cannot run for ever. Jinja's own sandbox stands behind that as a second wall.

What a macro prints never becomes part of the Markdown: a character stands for it while the text is parsed, so that a
figure or a name is shown as it is, whatever signs it has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from types import FunctionType
from typing import Any, TypeVar

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from publishing.problems.problem import Fault, listed, shortened, suggestion
from publishing.problems.rule import MACROS, Rule
from publishing.reading.markdown import Printed, stand_in

MACRO = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}", re.DOTALL)
_SIGNS = re.compile(r"\{\{|\{%|\{#")

_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Call, nodes.Name, nodes.Const, nodes.Keyword,
            nodes.List, nodes.Tuple, nodes.Neg)

LONGEST_CALL = 20
"""How many values a macro may be given: no macro needs more."""
LONGEST_MACRO = 10_000
"""Characters of a macro. The longest value that one is given is a word or two."""
MOST_PRINTED = 250_000
"""Characters that the macros of a page print together. The most is some 10,000."""
MOST_MACROS = 150
"""Of a page. The most that one has is twelve."""

_KNOWN = "The macros are {macros}; text in double braces must be one of them."
_WRITTEN = 'Write it as {{{{ contact("front-door") }}}}.'
_WHY = "Whoever could run more on a page could reach the computer that builds the site."
_SOME = "contact, contacts and number"

NOT_A_CALL = Rule("macros-only", MACROS, "a page can only use macros, not {what}", _KNOWN, _WHY, {"what": "filters", "macros": _SOME})
NOT_BY_NAME = Rule("macros-by-name", MACROS, "a page can only use macros by their names", _KNOWN, _WHY, {"macros": _SOME})
NO_BRACKETS = Rule("macro-without-brackets", MACROS, '"{name}" is not a macro with its brackets', _KNOWN,
                   "The brackets hold what the macro is to print, and are needed even if they are empty.", {"name": "contact", "macros": _SOME})
NO_QUOTATION_MARKS = Rule("macro-value-not-quoted", MACROS, '"{name}" stands in a macro without quotation marks', _WRITTEN,
                          "Without them it is not a word but the name of something else, and there is nothing else.", {"name": "police"})
NO_MACRO = Rule("no-such-macro", MACROS, 'there is no macro "{name}"', "{near}" + _KNOWN, "What stands in double braces is printed by one of our macros.",
                {"name": "contct", "near": 'Did you mean "contact"? ', "macros": _SOME})
NOT_READ = Rule("macro-not-readable", MACROS, "a macro is not written as it must be", f"{_WRITTEN} {_KNOWN}",
                "Mostly a quotation mark, a bracket or a brace is missing.", {"macros": _SOME})
CURLY = Rule("macro-curly-quotes", MACROS, "the quotation marks of a macro are curly here, as Word writes them", "Write straight ones: {right}.",
             "Only straight ones hold what a macro is given.", {"right": '{{ contact("front-door") }}'})
SINGLE = Rule("macro-single-braces", MACROS, "a macro stands in single braces here", "Write it in double ones: {right}.", "It would be printed as it stands.", {"right": '{{ contact("front-door") }}'})
TOO_DEEP = Rule("macro-too-deep", MACROS, "brackets in a macro stand inside each other far too deep", f"{_WRITTEN} {_KNOWN}",
                "No macro takes anything that is nested so deep; it would stop the site from being built.", {"macros": _SOME})
NOT_TAKEN = Rule("macro-values", MACROS, "a macro is given something it does not take", "Compare it with the list in guide/adding-a-resource.md. ({error})",
                 "Each macro takes certain values, in a certain order.", {"error": "contact() missing 1 required positional argument: 'name'"})
TOO_MANY = Rule("too-many-macros", MACROS, "this page has {count} macros", "Take some out: at most {most} may stand on a page.",
                "Each one is worked out for every build, and no page that a person wrote has so many.", {"count": 5000, "most": MOST_MACROS})
TOO_MUCH = Rule("macros-print-too-much", MACROS, "the macros of this page print {size} KB together", "Take some out until they print at most {limit} KB.",
                "A phone would need long to show such a page.", {"size": 700, "limit": 250})
TOO_LONG = Rule("macro-too-long", MACROS, "a macro is far too long", f"{_WRITTEN} {_KNOWN}", "No macro takes anything so long; something else was pasted here.", {"macros": _SOME})
SEVERAL_LINES = Rule("macro-on-several-lines", MACROS, "a macro goes on over the end of its line", "Write all of it on one line.",
                     "The lines of a message would no longer be those of the file.")


class MacroError(Exception):
    """A macro was given something it cannot print; ``fault`` says what, for the page's author."""

    def __init__(self, rule: Rule, /, **values: Any) -> None:
        self.fault = Fault(rule, values)
        super().__init__(f"{self.fault.message}. {self.fault.remedy}")


class NotRead(Exception):
    """What a macro was asked for stands in data that could not be read, which has been reported: nobody is shown what it prints."""


class _Refused(TemplateSyntaxError):
    """Jinja could read what stands here, and a page may not say it."""

    def __init__(self, line: int, rule: Rule, /, **values: Any) -> None:
        self.fault = Fault(rule, values)
        super().__init__(self.fault.message, line)


_M = TypeVar("_M", bound=Callable[..., str])
_PRINTS: dict[Callable[..., str], str] = {}
"""What each macro prints."""


def prints_words(macro: _M) -> _M:
    """Let authors call a method, by its name, within a sentence."""
    _PRINTS[macro] = "words"
    return macro


def prints_blocks(macro: _M) -> _M:
    """Let authors call a method, by its name, where a block stands."""
    _PRINTS[macro] = "blocks"
    return macro


class MacroEnvironment(ImmutableSandboxedEnvironment):
    """Jinja reduced to calls of known macros.

    ``within_lines`` names the macros that print words within a sentence; the others print blocks.
    """

    def __init__(self, macros: Mapping[str, Callable[..., str]], within_lines: Collection[str] = ()) -> None:
        super().__init__(undefined=StrictUndefined, loader=None, autoescape=False, keep_trailing_newline=True)
        self.globals.clear()
        self.globals.update(macros)
        self.filters.clear()
        self.tests.clear()
        self._macros = dict(macros)
        self.within_lines = frozenset(within_lines)

    @classmethod
    def of(cls, *owners: object) -> MacroEnvironment:
        """Return an environment of the macros that some objects have."""
        found = [(method, getattr(owner, name)) for owner in owners for name, method in vars(type(owner)).items() if isinstance(method, FunctionType) and method in _PRINTS]
        return cls({method.__name__: macro for method, macro in found}, [method.__name__ for method, _ in found if _PRINTS[method] == "words"])

    @property
    def names(self) -> list[str]:
        """The names of the macros."""
        return sorted(self._macros)

    @property
    def known(self) -> str:
        """The same, as prose."""
        return listed(self.names)

    def with_stand_ins(self) -> MacroEnvironment:
        """Return an environment in which each call prints the character that stands for it, in order of the calls."""
        numbers = count()

        def printing(*values: Any, **named: Any) -> str:
            return stand_in(next(numbers))

        return MacroEnvironment(dict.fromkeys(self._macros, printing), self.within_lines)

    def printed_by(self, call: _Call) -> Printed:
        """Return what a call prints: text is escaped, and what a fragment made is left as it is."""
        printed = self._macros[call.name](*call.values, **dict(call.named))
        return Printed(str(escape(printed)), block=call.name not in self.within_lines)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        for sign, what in (("{#", "comments"), ("{%", "statements")):  # a comment could part a tag in two that no check would see
            if sign in source:
                raise _Refused(source.count("\n", 0, source.index(sign)) + 1, NOT_A_CALL, what=f"{what} in {sign} brackets", macros=self.known)
        if re.search(r"\{\{[-+]|[-+]\}\}", source):  # they would take away the ends of the lines around them
            raise _Refused(1, NOT_READ, macros=self.known)
        template = super()._parse(source, name, filename)
        self._refuse_all_but_calls(template)
        return template

    def _refuse_all_but_calls(self, template: nodes.Template) -> None:
        called = set()
        for node in template.find_all(nodes.Node):
            if isinstance(node, nodes.Sub) and (word := _hyphenated(node)):
                raise _Refused(node.lineno, NO_QUOTATION_MARKS, name=word)
            if not isinstance(node, _ALLOWED):
                raise _Refused(node.lineno, NOT_A_CALL, what=_in_words(node), macros=self.known)
            for part in node.nodes if isinstance(node, nodes.Output) else ():
                if isinstance(part, nodes.Name):
                    raise _Refused(part.lineno, NO_BRACKETS, name=part.name, macros=self.known)
                if not isinstance(part, (nodes.TemplateData, nodes.Call)):
                    raise _Refused(part.lineno, NOT_BY_NAME, macros=self.known)
            if isinstance(node, nodes.Call):
                if not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs or len(node.args) > LONGEST_CALL:
                    raise _Refused(node.lineno, NOT_BY_NAME, macros=self.known)
                called.add(id(node.node))
        for name in template.find_all(nodes.Name):
            if id(name) not in called:
                raise _Refused(name.lineno, NO_QUOTATION_MARKS, name=name.name)
            if name.name not in self._macros:
                raise _Refused(name.lineno, NO_MACRO, name=name.name, near=suggestion(name.name, self._macros), macros=self.known)

    def is_safe_callable(self, obj: Any) -> bool:
        return any(obj is macro for macro in self._macros.values())

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return False


def _hyphenated(node: nodes.Expr) -> str:
    """Return the word that a subtraction was meant to be: ``front-door``, written without quotation marks; nothing where it is no word."""
    if isinstance(node, nodes.Sub):
        left, right = _hyphenated(node.left), _hyphenated(node.right)
        return f"{left}-{right}" if left and right else ""
    return node.name if isinstance(node, nodes.Name) else str(node.value) if isinstance(node, nodes.Const) else ""


def _in_words(node: nodes.Node) -> str:
    return {"Filter": "filters", "Getattr": "the insides of things", "Getitem": "the insides of things"}.get(
        type(node).__name__, f'"{type(node).__name__.lower()}"')


@dataclass(frozen=True)
class Expanded:
    """A text whose macros have run."""

    text: str
    """With one character for each macro, and the lines of the text as it was written."""
    printed: tuple[Printed, ...] = ()
    """What each of these characters stands for."""
    wrong: tuple[tuple[int, Fault], ...] = ()
    """Each macro that could not be printed: its line, counted from 1 within the text, and why. Nothing stands for it."""

    @property
    def words(self) -> str:
        """The text with the words that its macros printed, for what is not Markdown."""
        words = {ord(stand_in(number)): printed.words for number, printed in enumerate(self.printed)}
        return self.text.translate(words)


def may_have_macros(text: str) -> bool:
    """Say whether anything in a text could be taken for a macro: without it, nothing has to be parsed."""
    return _SIGNS.search(text) is not None


def expand(text: str, environment: MacroEnvironment | None) -> Expanded:
    """Run the macros of a text; without an ``environment`` they print nothing, and nothing is wrong with them."""
    printed: list[Printed] = []
    wrong: list[tuple[int, Fault]] = []
    if not may_have_macros(text):
        return Expanded(text, wrong=tuple(_single(text, environment)) if environment else ())

    found = list(MACRO.finditer(text))
    if len(found) > MOST_MACROS:
        line = text.count("\n", 0, found[MOST_MACROS].start()) + 1
        return Expanded("", wrong=((line, Fault(TOO_MANY, {"count": len(found), "most": MOST_MACROS})),))

    def run(match: re.Match[str]) -> str:
        found = _run(match[0], environment) if environment else Printed("", block=False)
        if isinstance(found, Fault):
            wrong.append((text.count("\n", 0, match.start()) + 1, found))
            found = Printed("", block=False)
        printed.append(found)
        return stand_in(len(printed) - 1) + "\n" * match[0].count("\n")

    expanded = MACRO.sub(run, text)
    if (length := sum(len(one.html) for one in printed)) > MOST_PRINTED:
        return Expanded("", wrong=((1, Fault(TOO_MUCH, {"size": length // 1000, "limit": MOST_PRINTED // 1000})),))
    if environment:
        wrong.extend(_single(expanded, environment))
    if environment and (sign := _SIGNS.search(expanded)):
        wrong.append((expanded.count("\n", 0, sign.start()) + 1, _left_over(expanded, environment)))
    return Expanded(expanded, tuple(printed), tuple(wrong))


def _single(text: str, environment: MacroEnvironment) -> Iterator[tuple[int, Fault]]:
    """Find calls of macros in single braces; not in code, which shows what it holds."""
    for found in _IN_SINGLE.finditer(text) if "{" in text else ():
        if found[2] in environment.names:
            yield text.count("\n", 0, found.start()) + 1, Fault(SINGLE, {"right": shortened(f"{{{{ {_straight(found[1])} }}}}")})


_IN_SINGLE = re.compile(r"(?<![{`])\{ ?((\w{1,30})\([^(){}\n]{0,200}\)) ?\}(?![}`])")
_QUOTES = str.maketrans("“”„«»‘’", "\"\"\"\"\"''")


def _straight(macro: str) -> str:
    return macro.translate(_QUOTES)


def _run(macro: str, environment: MacroEnvironment) -> Printed | Fault:
    """Return what one macro prints, or why it cannot."""
    if "\n" in macro:
        return Fault(SEVERAL_LINES, {})
    if len(macro) > LONGEST_MACRO:
        return Fault(TOO_LONG, {"macros": environment.known})
    try:
        call = _call_of(macro, tuple(environment.names))
        return call if isinstance(call, Fault) else environment.printed_by(call)
    except MacroError as error:
        return error.fault
    except NotRead:
        return Printed("…", block=False)  # words, for the checks of the link or heading that it stands in
    except (TypeError, UndefinedError, ValueError) as error:
        return Fault(NOT_TAKEN, {"error": str(error)})


@dataclass(frozen=True)
class _Call:
    """A macro as it is called in a text."""

    name: str
    values: tuple[Any, ...]
    named: tuple[tuple[str, Any], ...]


@lru_cache(maxsize=5_000)
def _call_of(macro: str, names: tuple[str, ...]) -> _Call | Fault:
    """Read a call of one of the macros with these ``names``. Kept, because most stand in many texts, and in each build of one process."""
    environment = MacroEnvironment(dict.fromkeys(names, str))
    try:
        call = next(environment.parse(macro).find_all(nodes.Call))
        name = call.node.name  # type: ignore[attr-defined]  # the sandbox lets nothing but names be called
        return _Call(name, tuple(value.as_const() for value in call.args), tuple((keyword.key, keyword.value.as_const()) for keyword in call.kwargs))
    except _Refused as error:
        return error.fault
    except (StopIteration, nodes.Impossible):
        return Fault(NOT_BY_NAME, {"macros": environment.known})
    except TemplateSyntaxError:
        return Fault(CURLY, {"right": shortened(_straight(macro))}) if _straight(macro) != macro else Fault(NOT_READ, {"macros": environment.known})
    except RecursionError:
        return Fault(TOO_DEEP, {"macros": environment.known})


def _left_over(text: str, environment: MacroEnvironment) -> Fault:
    """Return why signs of macros are left in a text whose macros have run."""
    try:
        environment.parse(text)
    except _Refused as error:
        return error.fault
    except RecursionError:
        return Fault(TOO_DEEP, {"macros": environment.known})
    except TemplateSyntaxError:
        pass
    return Fault(NOT_READ, {"macros": environment.known})
