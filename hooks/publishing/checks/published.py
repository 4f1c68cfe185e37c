"""The gate: what is published holds nothing but what is listed here, read as a browser reads it.

The other checks look at what somebody wrote; this one looks at what came of it, whoever made it: texts after their
macros, listings, the parts around a page, feeds, emails. It goes by html5lib, which follows the same standard as browsers
(https://html.spec.whatwg.org/multipage/parsing.html), and takes HTML alone that needs no mending: where a browser must
guess, two programs guess differently. What may stand on a page stands in one place, :data:`TEXT` and :data:`PAGE`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from xml.etree.ElementTree import Element

from publishing.problems.problem import Fault, shortened
from publishing.problems.rule import SAFE, Rule
from publishing.reading import plain_html
from publishing.reading.passed import version
from publishing.words import at_a_glance, web_addresses
from publishing.words.web_addresses import why_not_to_follow

NOT_LISTED = Rule("not-to-be-published", SAFE, "what would be published here holds {what}, which is not on the list of what may be",
                  "Take out what prints it, or write it in Markdown.",
                  "Whatever is published is looked at once more as a browser reads it, so that nothing gets past the other checks.", {"what": "an element <object>"})
UNEVEN = Rule("not-whole-html", SAFE, "what would be published here is not whole HTML: {what}", "Take out the tags and signs < around it, or write it in Markdown.",
              "Where a browser must guess what is meant, another one may guess otherwise.", {"what": "end-tag-too-early (div)"})

Value = Callable[[str], bool]
"""Says whether an attribute may have a value."""


def _words(value: str) -> bool:
    return True


def _one_of(*values: str) -> Value:
    return frozenset(values).__contains__


def _like(pattern: str) -> Value:
    return lambda value: re.fullmatch(pattern, value) is not None


def _link(value: str) -> bool:
    return why_not_to_follow(value) is None


def _own(value: str) -> bool:
    """A file or page of the site itself, relative to where the link stands; what is written with a scheme or from a root may be elsewhere."""
    return _link(value) and ":" not in value.partition("?")[0] and not value.startswith("/")


def _from_root(value: str) -> bool:
    return _own(value.removeprefix("/")) and not value.startswith("//")


_name = _like(r"[A-Za-z0-9_-]+")
_number = _like(r"-?[0-9]+(\.[0-9]+)?")
_numbers = _like(r"-?[0-9. ]+")
_flag = _one_of("")

DATA = "application/ld+json"
"""The type of a script that is a block of data (https://html.spec.whatwg.org/multipage/scripting.html#data-block)."""

EVERYWHERE: Mapping[str, Value] = {"id": _like(r"[^\s<>\"']+"), "class": _words, "title": _words, "lang": _like("[A-Za-z-]+"), "dir": _one_of("ltr", "rtl", "auto"), "hidden": _flag,
                                   "role": _like("[a-z]+"), "tabindex": _one_of("0", "-1")}
"""The attributes of every element; those that begin with ``aria-`` come with them."""

_PLAIN = """article aside b blockquote br caption cite code dd del div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i kbd
    main mark nav p pre q s section small span strong sub summary sup table tbody tfoot thead tr u ul var wbr""".split()

TEXT: Mapping[str, Mapping[str, Value]] = {
    **{name: {} for name in _PLAIN},
    "a": {"href": _link, "download": _flag},
    "details": {"open": _flag},
    "img": {"src": _own, "alt": _words},
    "li": {"value": _number, "data-cite": _words},
    "ol": {"start": _number},
    "td": {"colspan": _number, "rowspan": _number},
    "th": {"colspan": _number, "rowspan": _number, "scope": _one_of("row", "col", "rowgroup", "colgroup")},
    "time": {"datetime": _like(r"[0-9-]+(T[0-9:]+[+-][0-9:]+)?")},
    "span": {"data-times": _like("[0-9a-z -]+")},
    "button": {"type": _one_of("button")},
    "label": {"for": _name},
    "fieldset": {}, "legend": {}, "output": {},
    "input": {"type": _one_of("text", "checkbox", "radio", "number", "date", "file"), "accept": _one_of(".svg"), "name": _name, "value": _words, "checked": _flag, "maxlength": _number, "min": _words, "max": _words, "autocomplete": _name, "spellcheck": _one_of("true", "false")},
    "textarea": {"name": _name, "rows": _number, "maxlength": _number, "autocomplete": _name, "spellcheck": _one_of("true", "false"), "readonly": _flag},
    "select": {"name": _name, "autocomplete": _name},
    "option": {"value": _words, "selected": _flag},
    "svg svg": {"viewBox": _numbers, "preserveAspectRatio": _like("[A-Za-z ]+"), "width": _number, "height": _number},
    "svg title": {}, "svg g": {}, "svg line": dict.fromkeys(("x1", "y1", "x2", "y2"), _number),
    "svg text": {"x": _number, "y": _number},
    "svg path": {"d": _like("[MLQAZ0-9 .-]+")},
    "svg rect": dict.fromkeys(("x", "y", "width", "height", "rx"), _number),
}
"""What a text, or a macro in it, may print: elements with the attributes that each may have besides."""

PAGE: Mapping[str, Mapping[str, Value]] = {
    **TEXT,
    **{name: {} for name in ("html", "head", "body", "noscript")},
    "title": {},
    "main": {"data-built": _from_root},
    "div": {"data-version": _like("[0-9a-f]+"), "data-built": _like("[0-9-]+")},
    "details": {**TEXT["details"], "name": _name},
    "img": {**TEXT["img"], "loading": _one_of("lazy")},
    "li": {**TEXT["li"], "data-topic": _name},
    "form": {"action": _from_root, "method": _one_of("get"), "data-about": _words},
    "input": {**TEXT["input"], "type": _one_of("search", "text", "checkbox", "radio", "number", "date", "month", "file"), "accept": _like(r"[.a-z0-9,]+"), "multiple": _flag, "autocapitalize": _name, "enterkeyhint": _name},
    "textarea": {**TEXT["textarea"], "cols": _number},
    "button": {"type": _one_of("button", "submit", "reset"), "data-seconds": _numbers, "data-minutes": _number, "data-last": EVERYWHERE["id"]},
    "meta": {"charset": _one_of("utf-8"), "name": _like("[a-z-]+|twitter:card"), "property": _like("og:[a-z_:]+"), "content": _words, "media": _one_of("(prefers-color-scheme: dark)"), "http-equiv": _one_of("Content-Security-Policy")},
    "link": {"rel": _one_of("stylesheet", "icon", "canonical", "alternate", "manifest"), "href": _link, "type": _words, "media": _one_of("print")},
    "script": {"type": _one_of("module", DATA), "src": _own, "blocking": _one_of("render")},
}
"""What the site itself may put around a text, and on the pages that it makes. What a new page of the site needs is added here."""

FRAGMENT: Mapping[str, Mapping[str, Value]] = {**TEXT, "a": {**TEXT["a"], "target": _one_of("_top")}}
"""What other sites embed: in a frame, its links must lead out of it."""

REDIRECT: Mapping[str, Mapping[str, Value]] = {
    **PAGE, "meta": {**PAGE["meta"], "http-equiv": _one_of("Content-Security-Policy", "refresh"),
                     "content": lambda value: not value.startswith("0; url=") or _own(value.removeprefix("0; url="))}}

FEED: Mapping[str, Mapping[str, Value]] = {**TEXT, "img": {**TEXT["img"], "src": _link, **dict.fromkeys(("width", "height"), _number)}}
"""What an item of a feed may hold: its addresses are whole."""

_STYLED: Mapping[str, Value] = {"style": lambda value: "url(" not in value.lower() and "expression" not in value.lower(), **dict.fromkeys(("width", "height"), _words)}
EMAIL: Mapping[str, Mapping[str, Value]] = {name: {**attributes, **_STYLED} for name, attributes in {
    **FEED, **{name: PAGE[name] for name in ("html", "head", "body", "title", "meta")}, "style": {"data-css-inline": _one_of("keep")}}.items()}
"""What an email may hold: mail programs take no style but what stands within it."""

_OUTLOOK = re.compile(r"\[if mso\]>(?:</?(?:table|tr|td)[a-z0-9=\" ]*>)+<!\[endif\]")
"""A comment that one mail program reads (:mod:`publishing.feeds.email_editions`)."""

_BETWEEN_TAGS = re.compile(rf">\s*<!--{_OUTLOOK.pattern}-->(?=\s*(?:<|\Z))")
"""The same where it surely stands behind a tag: a value that holds a sign > is not of the plainest form (:mod:`publishing.reading.plain_html`), and no script may stand in an email."""

LISTS = {"text": TEXT, "page": PAGE, "fragment": FRAGMENT, "redirect": REDIRECT, "feed": FEED, "email": EMAIL}
"""The lists by the sort of what is published."""

_AROUND = "<!doctype html><html><head><title>A page</title></head><body><div>{}</div></body></html>"
"""Stands around a piece, so that it is read as on a page, and cannot end what it stands in."""

_SVG = "{http://www.w3.org/2000/svg}"


def faults(source: str, sort: str, site_address: str = "", known: Iterable[str] = ()) -> list[Fault]:
    """Return why a piece of HTML, or a whole document, may not be published as what it is: one of :data:`LISTS`.

    Whole addresses that begin with ``site_address`` are of the site itself, which may stand where no other link may lead;
    what is ``known`` stands in many others: see :func:`publishing.reading.plain_html.read`.
    """
    if _is_plainly_listed(source, sort, site_address, known):
        return []
    import html5lib  # as in publishing.reading.html

    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    whole = source.lstrip()[:9].lower() == "<!doctype"
    tree = parser.parse(source if whole else _AROUND.format(source))
    found = [Fault(UNEVEN, {"what": _mended(*error)}) for error in parser.errors]
    roots = [tree] if whole else list(tree.find("body"))
    if not whole and (len(roots) != 1 or (roots[0].tail or "").strip()):
        found.append(Fault(UNEVEN, {"what": "it ends what stands around it"}))
    named = Counter(identifier for root in roots for element in root.iter() if (identifier := element.get("id")))
    found += [Fault(UNEVEN, {"what": f'"{shortened(name, 40)}" is the id of {times} elements'}) for name, times in named.items() if times > 1]
    return [*found, *(Fault(NOT_LISTED, {"what": what}) for root in roots for element in root.iter() for what in _not_listed(element, LISTS[sort], site_address))]


def _is_plainly_listed(source: str, sort: str, site_address: str, known: Iterable[str] = ()) -> bool:
    """Say whether a piece is so plain that it surely has no fault: nearly all that is published is, and no parser has to be asked."""
    plain = plain_html.read(_BETWEEN_TAGS.sub(">", source) if sort == "email" else source, known)
    return (plain is not None and len({*plain.identifiers}) == len(plain.identifiers)
            and _are_listed({*plain.tags}, sort, site_address)
            and not any(_runs(tag.attributes, words) for tag, words in plain.scripts))


def _are_listed(tags: set[plain_html.Tag], sort: str, site_address: str) -> bool:
    """Say whether tags may stand in a piece of this sort: of each, looked into once."""
    listed = _listed(sort, site_address)
    if len(listed) > _MOST_LISTED:
        listed.clear()
    for tag in tags - listed:
        if any(_name_not_listed(tag.name, tag.attributes, LISTS[sort], site_address)):
            return False
        listed.add(tag)
    return True


@cache
def _listed(sort: str, site_address: str) -> set[plain_html.Tag]:
    """Return the tags that have been met of a sort, and are listed."""
    return set()


_MOST_LISTED = 5_000


def _mended(place: object, code: str, values: Mapping[str, object]) -> str:
    name = values.get("name") if isinstance(values, dict) else None
    return f"{code} ({name})"[:80] if name else code


def _not_listed(element: Element, listed: Mapping[str, Mapping[str, Value]], site_address: str) -> Iterator[str]:
    if not isinstance(element.tag, str):  # a comment
        if listed is not EMAIL or not _OUTLOOK.fullmatch(element.text or ""):
            yield "a comment"
        return
    name = element.tag.replace(_SVG, plain_html.SVG)
    yield from _name_not_listed(name, element.attrib, listed, site_address)
    if name == "script" and name in listed and _runs(element.attrib, element.text or ""):
        yield "a script within the page"


def _name_not_listed(name: str, values: Mapping[str, str], listed: Mapping[str, Mapping[str, Value]], site_address: str) -> Iterator[str]:
    attributes = listed.get(name)
    if attributes is None:
        yield f"an element <{name[:30]}>"
        return
    for attribute, value in values.items():
        allowed = attributes.get(attribute) or EVERYWHERE.get(attribute) or (_words if attribute.startswith("aria-") else None)
        if allowed is None:
            yield f"an attribute {attribute[:30]} of <{name}>"
        elif not allowed(value.removeprefix(site_address)):
            yield f'the value "{shortened(value, 40)}" of {attribute} of <{name}>'


def _runs(attributes: Mapping[str, str], text: str) -> bool:
    """Say whether a script within the page would be run; one of the site's own files, without a word in it, is none."""
    if attributes.get("type") != DATA:
        return "src" not in attributes or bool(text)
    try:  # data alone is JSON in which nothing looks like a tag, whoever reads it
        return "<" in text or "src" in attributes or not isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return True


@cache
def rules_version() -> str:
    """Return what changes whenever the gate might judge otherwise."""
    return version(__name__, plain_html.__name__, at_a_glance.__name__, web_addresses.__name__, "html5lib")
