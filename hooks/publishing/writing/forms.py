"""The form of the page to write on, made of the kinds' own keys: what a key is for, what it takes and how long it may be is said in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publishing.content.catalogue import Catalogue
from publishing.content.help_notes import HELP
from publishing.content.keys import Vocabulary
from publishing.content.kinds import Newsletter, Report
from publishing.content.page import Page, Resource
from publishing.desk.new_resource import models, template
from publishing.reading.fields import Key, sort_of

PLAIN_PAGES = "docs"

ALWAYS_SHOWN = ("title", "summary", "published", "review", "topics", "audience", "period")
"""What most pages have; the rest is folded away."""


@dataclass(frozen=True)
class Field:
    """One key as a form asks for it."""

    name: str
    label: str
    help: str
    example: str
    """As it is written in a file."""
    sort: str
    """One of the names of :class:`publishing.reading.fields.Sort`."""
    longest: int
    choices: tuple[tuple[str, str], ...]
    """The words to choose from, and what readers know them by."""
    required: bool
    kinds: tuple[str, ...]
    """The kinds that have it."""
    first: bool
    """Whether it is asked for at once."""
    parts: tuple[Field, ...] = ()
    """What is asked for each of its rows, where it has such."""


@dataclass(frozen=True)
class Form:
    """What can be written, and what is asked for it."""

    kinds: tuple[tuple[str, str, str], ...]
    """Each kind's word, its name and what it is."""
    fields: tuple[Field, ...]
    """Every key of any kind, in their canonical order."""


def form_of(catalogue: Catalogue) -> Form:
    """Return the form for what a partnership can publish."""
    data = catalogue.data
    vocabulary = Vocabulary(data.topics, data.audiences, data.sources, data.partnership.report.roles)
    keys: dict[str, Key] = {}
    having: dict[str, list[str]] = {}
    for kind, model in models().items():
        for key in model.keys(vocabulary):
            keys.setdefault(key.name, key)
            having.setdefault(key.name, []).append(kind)
    return Form(tuple((kind, _name(model), _about(model)) for kind, model in models().items()),
                tuple(_field(key, tuple(having[name])) for name, key in keys.items()))


def _name(model: type[Page]) -> str:
    return model.singular if issubclass(model, Resource) else "Plain page"


def _about(model: type[Page]) -> str:
    return model.about if issubclass(model, Resource) else "Any other page, such as About."


def _field(key: Key, kinds: tuple[str, ...] = ()) -> Field:
    sort = sort_of(key.read)
    return Field(key.name, key.name.replace("_", " ").capitalize(), key.help, key.example.removeprefix(f"{key.name}: "), sort.name, sort.longest,
                 tuple((word, _known_by(sort.known, word)) for word in sort.known), key.required, kinds, key.name in ALWAYS_SHOWN, tuple(map(_field, sort.parts)))


def _known_by(known: Any, word: str) -> str:
    found = known[word] if isinstance(known, Mapping) else None
    return str(getattr(found, "name", None) or getattr(found, "title", None) or word)


def begins(catalogue: Catalogue) -> dict[str, Any]:
    """Return what the script of the page works with: what each kind begins with, and what can be put into a text."""
    repository = catalogue.data.partnership.repository
    return {"kinds": {kind: _begins(kind, model) for kind, model in models().items()},
            "help": HELP,
            "inserts": _inserts(catalogue),
            "addresses": sorted({*catalogue.data.ledger, *(old for entry in catalogue.data.ledger.values() for old in entry.former), *(page.address for page in catalogue.written)}),
            "repository": {"address": repository.address.rstrip("/"), "branch": repository.branch} if repository else None}


def _begins(kind: str, model: type[Page]) -> dict[str, Any]:
    """Return where a kind's files belong, after what they are named, its keys in their order, and its text with the help for who writes it."""
    named = "month" if model is Newsletter else "year" if model is Report else "title"
    return {"folder": model.folder if issubclass(model, Resource) else PLAIN_PAGES, "named": named, "keys": [key.name for key in model.keys(Vocabulary())],
            "body": template(kind).split("\n---\n", 1)[1].strip("\n") + "\n"}


def _inserts(catalogue: Catalogue) -> dict[str, list[dict[str, str]]]:
    """Return contacts and figures as the macros that print them, and pages by their files."""
    data = catalogue.data
    newest = max(data.figures, default=None)
    figures = data.figures[newest].figures.values() if newest else ()
    return {"contact": [{"words": contact.name, "text": f'{{{{ contact("{name}") }}}}'} for name, contact in data.contacts.items() if contact.printable],
            "figure": [{"words": f"{figure.label} ({figure.name})", "text": f'{{{{ figure("{figure.name}") }}}}'} for figure in figures],
            "page": [{"words": page.title, "also": ", ".join(page.also_known_as), "file": page.file} for page in sorted(catalogue.written, key=lambda page: page.title.casefold())]}
