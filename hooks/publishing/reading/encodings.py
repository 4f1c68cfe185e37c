"""Whether a file is plain text as every computer reads it: UTF-8, with plain line ends."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any

from publishing.problems.problem import Problem
from publishing.problems.rule import FILES, WARNING, Rule

LARGEST_TEXT = 1_000_000
LARGEST_PAGE = 200_000
"""In bytes: of any text, and of a page. The largest page that somebody wrote has some 6,000; what is read costs time with every byte."""
MOST_LINES = 5_000
"""Of a page. The longest has some 130."""
LONGEST_LINE = 20_000
"""In characters. The longest paragraph of a real page has some 2,000; a longer line is not something anybody typed."""

_SAVE = 'Open it, choose "Save as", and choose UTF-8 as its encoding'

UTF16 = Rule("utf-16", FILES, 'this file is saved as UTF-16, which Windows calls "Unicode"',
             f"{_SAVE}; or run make fix.", "Only UTF-8 text can be published. The words are all there: they are stored in another way.")
NOT_UTF8 = Rule("not-utf-8", FILES, "this file is not saved as UTF-8",
                f"{_SAVE}; or run make fix, and look at its £ signs, accents and quotation marks.",
                "The file was saved in an older encoding (Windows calls it ANSI), in which £ signs, accents and curly quotation marks are lost.")
NOT_TEXT = Rule("not-text", FILES, "this file is not plain text", "Save it again as plain text in UTF-8, or type the line again.",
                "There is a character in the file that no text has: often it is a Word file, or a damaged one.")
CONTROL = Rule("control-character", FILES, "there is a character here that cannot be printed", "Delete the line and type it again; or run make fix.",
               "An invisible control character came along with text that was copied, for instance from a PDF.")
TOO_LARGE = Rule("text-too-large", FILES, "this file has {size} KB of text", "Shorten it to less than {limit} KB; a page can be split into several.",
                 "No page that a person wrote is so long; something else was pasted into it.", {"size": 1200, "limit": 200})
MANY_LINES = Rule("too-many-lines", FILES, "this file has {count} lines", "Split it into several pages, each of at most {most} lines.",
                  "No page that a person wrote is so long; something else was pasted into it.", {"count": 60000, "most": 5000})
TOO_LONG = Rule("line-too-long", FILES, "this line has {length} characters", "Split it into paragraphs, with an empty line between them.",
                "No paragraph that a person wrote is so long; something else was pasted here.", {"length": 50000})
MARK = Rule("byte-order-mark", FILES, "this file begins with an invisible mark (UTF-8 with BOM)",
            'Run make fix, or save it again as "UTF-8" rather than "UTF-8 with BOM".',
            "The mark does no harm here; other programs stumble over it.", severity=WARNING)
LINE_ENDS = Rule("line-ends", FILES, "the lines of this file end as they do on Windows or an old Mac", "Run make fix; nothing else changes.",
                 "It does no harm here, but every line then shows as changed in a pull request.", severity=WARNING)
TAB = Rule("tab", FILES, "there is a tab on this line", "Use spaces instead of the tab; or run make fix.",
           "A tab at the beginning of a line turns it into a block of code.", severity=WARNING)

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_INVISIBLE = "\u00ad\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Signs that break words, turn their direction or stand for nothing. They hide a word from the checks and from the search."""

CONTROLS = frozenset({*map(chr, range(32)), *map(chr, range(127, 160)), *_INVISIBLE, "\ufffe", "\uffff"} - {"\t", "\n", "\r", "\x85"})

_PRIVATE = "\U000f0000"
"""Where Unicode's planes for private use begin: no font has their characters, and we let some stand for macros."""


def decode(raw: bytes, file: str, problems: list[Problem]) -> str | None:
    """Return a file's text with plain line ends; report what is wrong with its encoding. ``None`` where it cannot be read."""
    def say(rule: Rule, line: int = 1, **values: Any) -> None:
        problems.append(rule.problem(file, line, **values))

    is_page = file.endswith(".md")
    text = _readable(raw, LARGEST_PAGE if is_page else LARGEST_TEXT, say)
    if text is None:
        return None
    if text.startswith("\ufeff"):
        say(MARK)
        text = text.removeprefix("\ufeff")
    if "\r" in text:
        say(LINE_ENDS)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if is_page and len(lines) > MOST_LINES:
        say(MANY_LINES, MOST_LINES + 1, count=len(lines), most=MOST_LINES)
        return None
    if not text.isprintable() and (signs := {sign for sign in set(text) if sign in CONTROLS or sign >= _PRIVATE}):
        say(CONTROL, next(row for row, line in enumerate(lines, 1) if signs.intersection(line)))
        return None
    for row, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            say(TOO_LONG, row, length=len(line))
            return None
    return text


def _readable(raw: bytes, largest: int, say: Callable[..., None]) -> str | None:
    """Return what can be read as text at all, and say why the rest cannot."""
    if len(raw) > largest:
        say(TOO_LARGE, size=-(-len(raw) // 1000), limit=largest // 1000)
        return None
    if raw.startswith(_UTF16_MARKS) or _looks_like_utf16(raw):
        say(UTF16)
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        say(NOT_UTF8, raw.count(b"\n", 0, error.start) + 1)
        return None
    if "\0" in text:
        say(NOT_TEXT, text.count("\n", 0, text.index("\0")) + 1)
        return None
    return text


def tabs(text: str, file: str, first_line: int, problems: list[Problem]) -> None:
    """Report each line of a text that has a tab."""
    if "\t" in text:
        problems.extend(TAB.problem(file, first_line + row) for row, line in enumerate(text.split("\n")) if "\t" in line)


def _looks_like_utf16(raw: bytes) -> bool:
    """Say whether every second byte is empty, as in UTF-16 without its mark."""
    start = raw[:200]
    return len(start) >= 8 and b"\0" in start and (not start[1::2].strip(b"\0") or not start[::2].strip(b"\0"))
