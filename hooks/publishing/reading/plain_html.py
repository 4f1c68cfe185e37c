"""HTML in its plainest form, of which every parser makes the same tree and mends nothing: read in one pass.

What our templates and the Markdown renderer write is of this form: tags in small letters, values between double
quotation marks, each element ended where it must be and standing where no parser moves it. html5lib says the same of it,
and takes fifty times as long. What is not of this form need not be wrong: of that, html5lib is asked. So the tables here
hold what surely needs no mending and leave out the rest; a test compares the two on all that it can think of.

How a tree is built: https://html.spec.whatwg.org/multipage/parsing.html#tree-construction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder

from publishing.words.at_a_glance import AsMet, is_plain_ascii

SVG = "svg "
"""Stands before the name of an element of a drawing."""

_VOID = frozenset("br hr img input link meta wbr".split())
_PHRASING = frozenset(("a b br button cite code data del dfn em i img input kbd label mark output q s samp select small span strong sub sup "
                       "textarea time u var wbr").split()) | {f"{SVG}svg"}
_FLOW = _PHRASING | frozenset("article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul".split())
_DRAWN = frozenset(f"{SVG}{name}" for name in ("g", "path", "rect", "text", "title"))
_GROUP = "dl div"
"""A ``div`` that holds some of the terms of a list."""

_WITHIN: Mapping[str, frozenset[str]] = {
    **dict.fromkeys("article aside blockquote body dd div dt figcaption footer form header li main nav section summary td th".split(), _FLOW),
    **dict.fromkeys((_PHRASING - _VOID - {"select", "textarea"}) | frozenset("caption h1 h2 h3 h4 h5 h6 legend p pre".split()), _PHRASING),
    "details": _FLOW | {"summary"}, "fieldset": _FLOW | {"legend"}, "figure": _FLOW | {"figcaption"},
    "ul": frozenset({"li"}), "ol": frozenset({"li"}), "dl": frozenset({"dt", "dd", "div"}), _GROUP: frozenset({"dt", "dd"}),
    "table": frozenset("caption tbody tfoot thead".split()), **dict.fromkeys(("tbody", "tfoot", "thead"), frozenset({"tr"})), "tr": frozenset({"td", "th"}),
    "select": frozenset({"option"}), f"{SVG}svg": _DRAWN, f"{SVG}g": _DRAWN,
    "": frozenset({"html"}), "html": frozenset({"head", "body"}), "head": frozenset("link meta script style title".split()),
    **dict.fromkeys(("option", "script", "style", "textarea", "title", f"{SVG}path", f"{SVG}rect", f"{SVG}text", f"{SVG}title"), frozenset()),
}
"""What may stand directly within an element: fewer than HTML allows."""

_NOT_WITHIN_ITSELF = frozenset("a b button code em form i label s select small strong u".split())
"""Of these a parser ends the first where a second begins, or keeps a list."""

_NO_WORDS = frozenset(("", "html", "head", "select", "table", "tbody", "tfoot", "thead", "tr"))
"""What holds spaces and elements alone: words in it would be moved."""

_NOT_PLAIN = re.compile(r"[^\t\n\u0020-%'-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\uffef](?!(?<=&)(?:amp|lt|gt|quot|nbsp|#(?:3[49]|8\d{3}));)")
"""A character or a reference of which something would have to be known. It begins with one set of characters, of which the first is found in half the time."""

_SPACE = "\t\n "
"""Of what is plain, what is no word where none may stand; other spaces are."""
_DOCTYPE = re.compile(f"[{_SPACE}]*<!doctype html>", re.IGNORECASE)
_TAG = re.compile(r'([a-z][a-z0-9]*)((?:[ \n]+[a-zA-Z][a-zA-Z-]*(?:="[^"]*")?)*)[ \n]*(/?)')
_ATTRIBUTE = re.compile(r'([a-zA-Z][a-zA-Z-]*)(?:="([^"]*)")?')
_DEEPEST = 100
_OF_DRAWINGS = frozenset(("viewBox", "preserveAspectRatio"))


@dataclass(frozen=True, eq=False)
class Tag:
    """The beginning of an element. The same is read once, so that it can be known again."""

    name: str
    attributes: Mapping[str, str]
    ends: bool
    """Whether nothing stands in it, and it has no end."""
    identifier: str | None


@dataclass(frozen=True)
class Plain:
    """What stands in a piece of HTML."""

    tags: tuple[Tag, ...]
    """In order."""
    scripts: tuple[tuple[Tag, str], ...] = ()
    """Each script with its text."""

    @property
    def identifiers(self) -> tuple[str, ...]:
        """Every identifier, in order."""
        return tuple(tag.identifier for tag in self.tags if tag.identifier)


def read(source: str, known: Iterable[str] = ()) -> Plain | None:
    """Return what stands in a whole document, or in a piece that stands within a ``div``; ``None`` where it is not of the plainest form.

    ``known`` are pieces that may stand in it, in this order, and in many others: whole elements, which are read once for all
    places that have the same around them. What is found is the same without them.
    """
    source = str(source)  # what is marked as HTML would be marked anew in each of its parts
    doctype = _DOCTYPE.match(source)
    place = _place(("",)) if doctype else _place(("div",))
    tags: list[Tag] = []
    scripts: list[tuple[Tag, str]] = []
    for part, is_known in _parted(source[doctype.end():] if doctype else source, known):
        found = (_read_once if is_known else _read_on)(place, part)
        if found is None or (is_known and found.end.open != place.open):
            return None
        place = found.end
        tags += found.tags
        scripts += found.scripts
    return Plain(tuple(tags), tuple(scripts)) if len(place.open) == 1 else None


@dataclass(frozen=True, eq=False)
class _Place:
    """A place in a piece of HTML. The same is there once, so that it can be known again."""

    open: tuple[str, ...]
    """The elements around it, the outermost first."""
    wordless: bool
    """Whether no words may stand there."""
    steps: AsMet[tuple[_Place, Tag | None] | None]
    """By a tag, without its angle brackets: the place behind it, and what begins there; ``None`` where the tag may not stand."""


_MOST_STEPS = 1_000
"""What stands on one page alone, as its title, would fill more for nothing."""


class _Found(NamedTuple):
    """What stands in a part of a text, and the place behind it."""

    end: _Place
    tags: Sequence[Tag]
    scripts: Sequence[tuple[Tag, str]]


def _parted(source: str, known: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Return a text part by part, and whether each is known: then it is parted from the others before a sign < and behind a sign >, where no tag, word or reference can be cut that is plain."""
    for piece in known:
        if piece[:1] == "<" and piece[-1:] == ">" and piece in source:
            before, _, source = source.partition(piece)
            yield before, False
            yield piece, True
    yield source, False


def _read_on(place: _Place, part: str) -> _Found | None:
    """Read a part from a place on."""
    if not (is_plain_ascii(part) and "&" not in part) and _NOT_PLAIN.search(part):
        return None
    first, *rest = part.split("<")
    if place.wordless and first.strip(_SPACE):
        return None
    tags: list[Tag] = []
    scripts: list[tuple[Tag, str]] = []
    for one in rest:
        written, end, words = one.partition(">")
        step = place.steps[written] if end else None
        if step is None:
            return None
        place, tag = step
        if tag is not None:
            tags.append(tag)
            if tag.name == "script":
                scripts.append((tag, words))
        if place.wordless and words.strip(_SPACE):
            return None
    return _Found(place, tags, scripts)


_read_once = lru_cache(maxsize=100)(_read_on)


@lru_cache(maxsize=1_000)
def _place(around: tuple[str, ...]) -> _Place:
    return _Place(around, around[-1] in _NO_WORDS, AsMet(partial(_step, around), _MOST_STEPS))


def _step(around: tuple[str, ...], written: str) -> tuple[_Place, Tag | None] | None:
    *above, here = around
    if written[:1] == "/":
        return (_place(tuple(above)), None) if above and written[1:] == here.rpartition(" ")[2] else None
    tag = _tag(written, here.startswith(SVG) or written[:4] in ("svg", "svg "))
    if tag is None or tag.name not in _WITHIN[here] or (tag.name in _NOT_WITHIN_ITSELF and tag.name in around) or len(above) > _DEEPEST:
        return None
    return _place(around if tag.ends else (*around, _GROUP if here == "dl" and tag.name == "div" else tag.name)), tag


def tree(source: str) -> Element | None:
    """Return a piece as html5lib would, below an element that holds it; ``None`` where it is not of the plainest form."""
    if read(source) is None or "<pre" in source or "<textarea" in source:  # whose first empty line is taken away
        return None
    builder = TreeBuilder()
    builder.start("DOCUMENT_FRAGMENT", {})
    first, *rest = source.split("<")
    if first:
        builder.data(unescape(first))
    drawn = 0
    for part in rest:
        written, _, words = part.partition(">")
        drawn += written[:4] in ("svg", "svg ")
        if written[:1] == "/":
            builder.end("")
            drawn -= written == "/svg"
        elif tag := _tag(written, drawn > 0):
            builder.start(tag.name.replace(SVG, "{http://www.w3.org/2000/svg}"), dict(tag.attributes))
            if tag.ends:
                builder.end("")
        if words:
            builder.data(unescape(words))
    builder.end("")
    return builder.close()


@lru_cache(maxsize=1_000)
def _tag(written: str, drawn: bool) -> Tag | None:
    """Read a tag, without its angle brackets; ``drawn`` says whether it is of a drawing."""
    match = _TAG.fullmatch(written)
    if match is None:
        return None
    name, attributes, stroke = f"{SVG}{match[1]}" if drawn else match[1], _ATTRIBUTE.findall(match[2]), match[3]
    names = [attribute for attribute, _ in attributes]
    if len({*names}) < len(names) or not all(one.islower() or (drawn and one in _OF_DRAWINGS) for one in names):
        return None
    if (stroke and not drawn and name not in _VOID) or (attributes and stroke and not match[2].endswith('"')):
        return None
    values = {attribute: unescape(value) for attribute, value in attributes}
    return Tag(name, values, name in _VOID or (drawn and bool(stroke)), values.get("id"))
