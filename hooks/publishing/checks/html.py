"""What a text would do in a reader's browser. A page may show and link; it may not run, fetch or disguise anything.

Of HTML a text may hold a short list of harmless tags, which end where they must. They are read by the strict grammar
that the parser itself goes by, so there is no way round this by writing the same thing differently.
"""

from __future__ import annotations

from collections.abc import Iterator

from publishing.content.help_notes import HELP
from publishing.content.text import Text, crowded_row
from publishing.problems.problem import Problem
from publishing.problems.rule import SAFE, WARNING, Rule
from publishing.reading.html import VOID, Tag, tags
from publishing.reading.markdown import DEEPEST, placed
from publishing.reading.plain_markdown import PlainLine
from publishing.words.web_addresses import why_not_to_follow

SCRIPT = Rule("script", SAFE, "there is a {tag} here, which could run or show something from elsewhere",
              "Take it out. For a video or a form, link to the page that has it: [Watch the film on the NSPCC's site](https://…).",
              "A script or a frame can change the page, follow its readers, or show them something else.", {"tag": "<script>"})
TAG = Rule("html-tag", SAFE, "the HTML tag {tag} cannot stand on a page", "Write it in Markdown, or take it out.",
           "Pages are written in Markdown; of HTML, only a few harmless tags may stand in them.", {"tag": "<button>"})
HANDLER = Rule("event-handler", SAFE, '"{name}" runs something when a reader touches the page', "Take it out.",
               "A page that runs something can do harm, and cannot be checked.", {"name": "onclick"})
ATTRIBUTE = Rule("html-attribute", SAFE, 'the HTML attribute "{name}" cannot stand on a page', "Take it out.",
                 "It could hide, disguise or fetch something.", {"name": "style"})
TOO_DEEP = Rule("too-deep", SAFE, "lists, quotations or tags stand inside each other far too deep", "Remove the extra signs at the beginning of the line.",
                "No page that a person wrote is nested so deep, and nobody could read it.")
TOO_MANY = Rule("too-many-signs", SAFE, "one paragraph here has far too many brackets, stars or other signs of Markdown", "Put an empty line between paragraphs, and take out what was pasted by mistake.",
                "No paragraph that a person wrote has hundreds of them; something else was pasted here.")
UNCLOSED = Rule("unclosed-comment", SAFE, "a comment is opened with <!-- and not closed, or closed and not opened", "Write it as <!-- the comment -->, in one piece, or take it out.",
                "Its words would be shown, or everything after it would be missing from the page.")
COMMENT = Rule("comment", SAFE, "there is a comment here, which is not published, but is public in the repository",
               "Take it out if it says anything that not everybody may read.", "Everybody who opens the file can read it.", severity=WARNING)
UNBALANCED = Rule("unbalanced-tag", SAFE, "the HTML tag {tag} is opened and not closed in the same place", "Write </{name}> where it ends, or take it out.",
                  "Everything after it would look different, or would be hidden.", {"tag": "<details>", "name": "details"})
UNOPENED = Rule("unopened-tag", SAFE, "the HTML tag {tag} closes something that is not open here", "Take it out, or write the tag that it closes before it.",
                "It can break the frame of the whole page.", {"tag": "</details>"})
WITHIN_LINE = Rule("tag-within-line", SAFE, "the HTML tag {tag} stands within a line", "Put it on a line of its own, with an empty line before it.",
                   "What can be folded away cannot stand within a sentence.", {"tag": "<details>"})
STRAY = Rule("stray-sign", SAFE, "a sign < stands in HTML here and begins no tag", "Write &lt; in its place, or take the HTML around it out.",
             "Nobody can say what a browser would make of it.")

_RUNS = {"script", "iframe", "object", "embed", "frame", "frameset", "applet", "form", "input", "button", "link", "meta", "base", "style",
         "svg", "math", "video", "audio", "source", "track", "portal", "template", "noscript", "textarea", "select", "dialog", "canvas", "title", "html", "head", "body"}
ALLOWED = frozenset("b br cite code details em i kbd mark q small span strong sub summary sup u wbr".split())
"""The HTML elements that a text may hold: those that Markdown has no signs for, or that mean the same as its signs."""

_ATTRIBUTES = frozenset(("lang", "dir", "open"))
_BLOCKS = frozenset(("details", "summary"))
"""Those of them that cannot stand within a line."""


def check(text: Text) -> Iterator[Problem]:
    """Find what a text would run, fetch or disguise."""
    if crowded := crowded_row(text.body):
        yield TOO_MANY.problem(text.file, text.first_line + crowded - 1)
        return
    if deep := next((token for token in text.tokens if token.level > DEEPEST), None):
        yield TOO_DEEP.problem(text.file, text.line_of(deep))
        return
    yield from _html(text)
    for link in text.links:
        if fault := why_not_to_follow(link.target):
            yield fault.at(text.file, link.line)


def _html(text: Text) -> Iterator[Problem]:
    """Check the tags of a text, and that each ends within the list, quotation or line in which it begins."""
    if not any(sign in text.expanded.text for sign in ("<", "-->", "&", "\\", "%")):  # the last three may write one of the others
        return
    open_tags: list[tuple[str, int, int]] = []
    for token in text.tokens:
        if token.nesting < 0:
            yield from _left_open(text.file, open_tags, token.level + 1)
        if token.type == "html_block":
            yield from _piece(text.file, token.content, text.line_of(token), token.level, open_tags)
        elif token.type == "inline" and (not isinstance(token, PlainLine) or "-->" in token.content):
            within: list[tuple[str, int, int]] = []
            for row, child in placed(token):
                if child.nesting < 0:
                    yield from _left_open(text.file, within, child.level + 1)
                if child.type == "html_inline":
                    yield from _within_line(text.file, child.content, text.first_line + row)
                    yield from _piece(text.file, child.content, text.first_line + row, child.level, within)
                elif child.type == "text" and ("<!--" in child.content or "-->" in child.content):
                    yield UNCLOSED.problem(text.file, text.first_line + row)
            yield from _left_open(text.file, within, 0)
    yield from _left_open(text.file, open_tags, 0)


def _left_open(file: str, open_tags: list[tuple[str, int, int]], level: int) -> Iterator[Problem]:
    """Report, and forget, the tags that were opened at ``level`` or deeper: what they stand in has ended."""
    while open_tags and open_tags[-1][2] >= level:
        name, line, _ = open_tags.pop()
        yield UNBALANCED.problem(file, line, tag=f"<{name}>", name=name)


def _piece(file: str, source: str, line: int, level: int, open_tags: list[tuple[str, int, int]]) -> Iterator[Problem]:
    for tag in tags(source):
        at = line + tag.row
        if tag.sort == "comment":
            if not tag.name.startswith(HELP):
                yield COMMENT.problem(file, at)
        elif tag.sort == "stray":
            yield UNCLOSED.problem(file, at) if tag.name.startswith("<!--") else STRAY.problem(file, at)
        elif tag.sort == "open":
            yield from _opened(file, tag, at)
            if tag.name not in VOID:
                open_tags.append((tag.name, at, level))
        elif open_tags and open_tags[-1][0] == tag.name and open_tags[-1][2] == level:
            open_tags.pop()
        else:
            yield UNOPENED.problem(file, at, tag=f"</{tag.name}>")


def _within_line(file: str, source: str, line: int) -> Iterator[Problem]:
    yield from (WITHIN_LINE.problem(file, line, tag=f"<{tag.name}>") for tag in tags(source) if tag.sort == "open" and tag.name in _BLOCKS)


def _opened(file: str, tag: Tag, line: int) -> Iterator[Problem]:
    shown = f"<{tag.name[:30]}>"
    if tag.name in _RUNS:
        yield SCRIPT.problem(file, line, tag=shown)
    elif tag.name not in ALLOWED:
        yield TAG.problem(file, line, tag=shown)
    for name in tag.attributes:
        if name.startswith("on"):
            yield HANDLER.problem(file, line, name=name[:30])
        elif name not in _ATTRIBUTES and tag.name in ALLOWED:
            yield ATTRIBUTE.problem(file, line, name=name[:30])
