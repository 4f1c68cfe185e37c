"""Write ``overrides/assets/material.css``: of Material's style, only what our pages use of it.

    python tools/theme_style.py

To be run (``make theme-style``) when Material changes or :data:`ELEMENTS` does; a test fails until it was.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

WRITTEN = Path(__file__).resolve().parent.parent / "overrides" / "assets" / "material.css"

ELEMENTS = frozenset(("html", "body", "a", "button", "input", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "img", "sup"))
"""The elements whose style we take from Material. Every other element's is wholly in ``overrides/assets/site.css``."""

CLASSES = frozenset(("md-typeset",))
"""The class under which Material's typography applies: the article of ``overrides/main.html`` has it."""

HEAD = """\
/* What our pages use of Material for MkDocs, written by tools/theme_style.py: do not edit. It stands in a layer, and
   every rule outside a layer goes before it: site.css has the last word whatever its selectors.

   Material for MkDocs: Copyright (c) 2016-2025 Martin Donath <martin.donath@squidfunk.com>, under the MIT licence:
   https://github.com/squidfunk/mkdocs-material/blob/master/LICENSE */
"""


def material_style() -> str:
    """Return Material's whole style sheet, as it is installed."""
    folder = files("material") / "templates" / "assets" / "stylesheets"
    (sheet,) = (file for file in folder.iterdir() if file.name.startswith("main.") and file.name.endswith(".css"))
    return sheet.read_text(encoding="utf-8")


def used_of(style: str) -> str:
    """Return the rules of a style sheet that can match our pages, one a line, in a layer of their own."""
    rules = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    variables = _used_variables(list(_declarations(rules)))
    return f"{HEAD}\n@layer material {{\n{''.join(_written(rules, variables))}}}\n"


def _written(rules: Iterable[Node], variables: set[str]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = ", ".join(_matching(rule))
            kept = [one for one in _declared(rule) if not _is_variable(one) or one.name in variables]
            if selectors and kept:
                yield f"{selectors} {{ {' '.join(one.serialize().strip() + ';' for one in kept)} }}\n"
        elif _is_condition(rule) and (within := "".join(_written(_inside(rule), variables))):
            yield f"@{rule.lower_at_keyword} {tinycss2.serialize(rule.prelude).strip()} {{\n{within}}}\n"


def _declarations(rules: Iterable[Node]) -> Iterator[Declaration]:
    """Yield every declaration of the rules that can match."""
    for rule in rules:
        if isinstance(rule, QualifiedRule) and list(_matching(rule)):
            yield from _declared(rule)
        elif _is_condition(rule):
            yield from _declarations(_inside(rule))


def _is_condition(rule: Node) -> bool:
    return isinstance(rule, AtRule) and rule.lower_at_keyword in ("media", "supports")


def _inside(rule: AtRule) -> list[Node]:
    return tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)


def _declared(rule: QualifiedRule) -> list[Declaration]:
    return [one for one in tinycss2.parse_blocks_contents(rule.content) if isinstance(one, Declaration)]


def _is_variable(declaration: Declaration) -> bool:
    return declaration.name.startswith("--")


def _used_variables(declarations: Sequence[Declaration]) -> set[str]:
    """Return the variables that the declarations use, and those that these use in turn."""
    used: set[str] = set()
    found = {name for one in declarations if not _is_variable(one) for name in _variables_in(one.value)}
    while found - used:
        used |= found
        found = {name for one in declarations if one.name in used for name in _variables_in(one.value)}
    return used


def _variables_in(value: Iterable[Node]) -> Iterator[str]:
    for node in value:
        if node.type == "function":
            yield from _variables_in(node.arguments)
        elif node.type == "ident" and node.value.startswith("--"):
            yield node.value


def _matching(rule: QualifiedRule) -> Iterator[str]:
    """Yield those of a rule's selectors that can match."""
    for selector in _alternatives(rule.prelude):
        if _can_match(selector):
            yield tinycss2.serialize(selector).strip()


def _alternatives(tokens: Iterable[Node]) -> list[list[Node]]:
    """Return the selectors of a list of selectors."""
    found: list[list[Node]] = [[]]
    for token in tokens:
        if token == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _can_match(selector: Iterable[Node]) -> bool:
    """Say whether a selector asks for nothing but our elements and classes, in whatever state they are.

    Material marks by ids and attributes what only its own pages have. What stands in ``:not()`` is not asked for.
    """
    before = None
    for token in selector:
        if token.type in ("hash", "[] block"):
            return False
        if token.type == "ident" and before != ":" and token.value not in (CLASSES if before == "." else ELEMENTS):
            return False
        if token.type == "function" and token.lower_name in ("is", "where", "has") and not any(map(_can_match, _alternatives(token.arguments))):
            return False
        before = token.value if token.type == "literal" else None
    return True


if __name__ == "__main__":
    WRITTEN.write_text(used_of(material_style()), encoding="utf-8", newline="\n")
    sys.stdout.write(f"overrides/assets/{WRITTEN.name} is written: {WRITTEN.stat().st_size} bytes.\n")
