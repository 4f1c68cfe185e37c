"""What a text would do in a reader's browser. A page may show and link; it may not run, fetch or disguise anything.

The text is turned into HTML as the build does it, and what comes out is held against short lists of what may stand in
it: so there is no way round this by writing the same thing differently.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import markdown

from publishing.checks.images import REMOTE
from publishing.content.text import Text
from publishing.problems.problem import Problem
from publishing.problems.rule import SAFE, Rule
from publishing.reading.rendering import EXTENSIONS

SCRIPT = Rule("script", SAFE, "there is a {tag} here, which could run or show something from elsewhere",
              "Take it out. For a video or a form, link to the page that has it: [Watch the film on the NSPCC's site](https://…).",
              "A script or a frame can change the page, follow its readers, or show them something else.", {"tag": "<script>"})
TAG = Rule("html-tag", SAFE, "the HTML tag {tag} cannot stand on a page", "Write it in Markdown, or take it out.",
           "Pages are written in Markdown; of HTML, only a few harmless tags may stand in them.", {"tag": "<button>"})
HANDLER = Rule("event-handler", SAFE, '"{name}" runs something when a reader touches the page', "Take it out.",
               "A page that runs something can do harm, and cannot be checked.", {"name": "onclick"})
ATTRIBUTE = Rule("html-attribute", SAFE, 'the HTML attribute "{name}" cannot stand on a page', "Take it out.",
                 "It could hide, disguise or fetch something.", {"name": "style"})
ADDRESS = Rule("unsafe-address", SAFE, 'a link or image here begins with "{scheme}:", which does not lead to a page',
               "Link to a page with https://, to a file beside this one, to mailto: or to tel:.",
               "Such an address runs something, or shows something that nobody can check.", {"scheme": "javascript"})
NO_ADDRESS = Rule("not-an-address", SAFE, "a link here is not an address", "Copy the address again from the top of the browser's window.",
                  "Browsers cannot open it, and it would stop the site from being built.")
TOO_DEEP = Rule("too-deep", SAFE, "lists, quotations or tags stand inside each other far too deep", "Remove the extra signs at the beginning of the line.",
                "No page that a person wrote is nested so deep; it would stop the site from being built.")
TOO_MANY = Rule("too-many-signs", SAFE, "one paragraph here has far too many brackets, stars or other signs of Markdown", "Put an empty line between paragraphs, and take out what was pasted by mistake.",
                "No paragraph that a person wrote has hundreds of them; it would take minutes to build.")
UNCLOSED = Rule("unclosed-comment", SAFE, "a comment is opened with <!-- and not closed", "Close it with -->, or take it out.",
                "Everything after it would be missing from the page.")

RULES = (SCRIPT, TAG, HANDLER, ATTRIBUTE, ADDRESS, NO_ADDRESS, TOO_DEEP, TOO_MANY, UNCLOSED)

_RUNS = {"script", "iframe", "object", "embed", "frame", "frameset", "applet", "form", "input", "button", "link", "meta", "base", "style",
         "svg", "math", "video", "audio", "source", "track", "portal", "template", "noscript", "textarea", "select", "dialog", "canvas", "title", "html", "head", "body"}
_TAGS = {"a", "abbr", "address", "aside", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt",
         "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q",
         "s", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr",
         "u", "ul", "var", "wbr"}
_ATTRIBUTES = {"id", "class", "title", "lang", "dir", "href", "src", "alt", "width", "height", "markdown", "colspan", "rowspan", "scope", "start",
               "open", "role", "datetime", "reversed", "value", "hreflang", "headers"}
_ALIGNMENT = re.compile(r"text-align: ?(left|right|center);?")
_SCHEMES = {"http", "https", "mailto", "tel"}
_MARKUP = re.compile(r"<[a-zA-Z/!?]|\{ ?:|&#|&[a-zA-Z]+;|script:|vbscript|data:|//[^\s/)]*[\[\]]", re.IGNORECASE)
_DEEP = re.compile(r"^(?:[ \t]*>){9}|^[ \t]{100}|^(?:[ \t]*(?:[-*+]|\d+[.)])[ \t]+){9}", re.MULTILINE)
_ANY_DEPTH = 60
MOST_SIGNS = 500


class _Scanner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[Rule, str, str]] = []
        """The rule, the tag or attribute or scheme, and what to look for in the source."""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _RUNS:
            self.found.append((SCRIPT, f"<{tag}>", f"<{tag}"))
            attrs = [(name, value) for name, value in attrs if name.startswith("on")]
        elif tag not in _TAGS:
            self.found.append((TAG, f"<{tag[:30]}>", f"<{tag}"))
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self.found.append((HANDLER, name[:30], name))
        elif name == "style" and tag in ("td", "th") and _ALIGNMENT.fullmatch(value):
            pass
        elif name not in _ATTRIBUTES and not name.startswith("aria-"):
            self.found.append((ATTRIBUTE, name[:30], name))
        elif name in ("href", "src"):
            plain = re.sub(r"[\x00-\x20\x7f-\xa0]", "", html.unescape(value))
            try:
                urlsplit(value)
            except ValueError:
                self.found.append((NO_ADDRESS, "", value))
                return
            match = re.match(r"([^/?#:]*):", plain)
            if name == "src" and (plain.startswith("//") or match and match[1].lower() in ("http", "https")):
                self.found.append((REMOTE, "", "<img"))
            elif match and (match[1].lower() not in _SCHEMES or name == "src"):
                self.found.append((ADDRESS, match[1][:20].lower() or "", match[1]))


def check(text: Text) -> Iterator[Problem]:
    """Find what a text would run, fetch or disguise."""
    if match := _DEEP.search(text.body):
        yield TOO_DEEP.problem(text.file, text.first_line + text.body.count("\n", 0, match.start()))
        return
    for block in text.body.split("\n\n") if len(text.body) > MOST_SIGNS else ():
        if len(block) > MOST_SIGNS and max(map(block.count, "[*_`<&!\\")) > MOST_SIGNS:
            yield TOO_MANY.problem(text.file, text.first_line + text.body.count("\n", 0, text.body.index(block)))
            return
    if not _MARKUP.search(text.body) and "script:" not in re.sub(r"[\s\\]", "", text.body).lower():
        return
    if text.body.count("<") > 5 * _ANY_DEPTH and _depth(text.body) > _ANY_DEPTH:
        yield TOO_DEEP.problem(text.file, text.first_line)
        return
    start = text.body.find("<!--")
    if start >= 0 and text.body.rfind("-->") < text.body.rfind("<!--"):
        yield UNCLOSED.problem(text.file, text.first_line + text.body.count("\n", 0, text.body.rfind("<!--")))
    scanner = _Scanner()
    try:
        scanner.feed(markdown.markdown(text.body, extensions=list(EXTENSIONS), extension_configs=EXTENSIONS))
        scanner.close()
    except RecursionError:
        yield TOO_DEEP.problem(text.file, text.first_line)
        return
    for rule, what, sought in dict.fromkeys(scanner.found):
        place = re.search(re.escape(sought), text.body, re.IGNORECASE)
        if rule is REMOTE and place is None:
            continue  # written in Markdown: the check of images has named it
        line = text.first_line + (text.body.count("\n", 0, place.start()) if place else 0)
        yield rule.problem(text.file, line, tag=what, name=what, scheme=what)


def _depth(body: str) -> int:
    """Return how deep tags stand inside each other at most, or more."""
    deepest = depth = 0
    for match in re.finditer(r"<(/?)[a-zA-Z]", body):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
