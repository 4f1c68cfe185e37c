"""Whether a file is plain text as every computer reads it: UTF-8, with plain line ends."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publishing.problems.problem import Problem
from publishing.problems.rule import FILES, WARNING, Rule
from publishing.reading.characters import LOST, MEANT_BY, first_garbled, first_unseen

PAGE = ".md"
LARGEST_TEXT = 1_000_000
LARGEST_PAGE = 200_000
"""In bytes: of any text, and of a page. The largest page that somebody wrote has some 6,000; what is read costs time with every byte."""
MOST_LINES = 5_000
"""Of a page. The longest has some 130."""
LONGEST_LINE = 20_000
"""In characters. The longest paragraph of a real page has some 2,000; a longer line is not something anybody typed."""

_SAVE = 'Open it, choose "Save as", and choose UTF-8 as its encoding'

UTF16 = Rule("utf-16", FILES, 'this file is saved as UTF-16, which Windows calls "Unicode"',
             f"{_SAVE}; or run make fix (on GitHub: comment /fix).", "Only UTF-8 text can be published. The words are all there: they are stored in another way.")
NOT_UTF8 = Rule("not-utf-8", FILES, "this file is not saved as UTF-8",
                f"{_SAVE}; or run make fix (on GitHub: comment /fix), and look at its £ signs, accents and quotation marks.",
                "The file was saved in an older encoding (Windows calls it ANSI), in which £ signs, accents and curly quotation marks are lost.")
STRAY = Rule("stray-byte", FILES, "a sign on this line is damaged", "Open the file, look on this line for a box or a question mark, and type that sign again.",
             "The rest of the file is UTF-8, so nobody but you can say which sign it was.")
NOT_TEXT = Rule("not-text", FILES, "this file is not plain text", "Save it again as plain text in UTF-8, or type the line again.",
                "There is a character in the file that no text has: often it is a Word file, or a damaged one.")
CONTROL = Rule("control-character", FILES, "there is a character here that cannot be printed", "Delete the line and type it again; or run make fix (on GitHub: comment /fix).",
               "An invisible control character came along with text that was copied, for instance from a PDF.")
TOO_LARGE = Rule("text-too-large", FILES, "this file has {size} KB of text", "Shorten it to less than {limit} KB; a page can be split into several.",
                 "No page that a person wrote is so long; something else was pasted into it.", {"size": 1200, "limit": 200})
MANY_LINES = Rule("too-many-lines", FILES, "this file has {count} lines", "Split it into several pages, each of at most {most} lines.",
                  "No page that a person wrote is so long; something else was pasted into it.", {"count": 60000, "most": 5000})
TOO_LONG = Rule("line-too-long", FILES, "this line has {length} characters", "Split it into paragraphs, with an empty line between them.",
                "No paragraph that a person wrote is so long; something else was pasted here.", {"length": 50000})
MARK = Rule("byte-order-mark", FILES, "this file begins with an invisible mark (UTF-8 with BOM)",
            'Run make fix (on GitHub: comment /fix), or save it again as "UTF-8" rather than "UTF-8 with BOM".',
            "The mark does no harm here; other programs stumble over it.", severity=WARNING)
LINE_ENDS = Rule("line-ends", FILES, "the lines of this file end as they do on Windows or an old Mac", "Run make fix (on GitHub: comment /fix); nothing else changes.",
                 "It does no harm here, but every line then shows as changed in a pull request.", severity=WARNING)
TAB = Rule("tab", FILES, "there is a tab on this line", "Use spaces instead of the tab; or run make fix (on GitHub: comment /fix).",
           "A tab at the beginning of a line turns it into a block of code.", severity=WARNING)

LOST_SIGN = Rule("lost-character", FILES, "a character was lost here: \ufffd stands in its place", "Type the character that belongs there: often it is £, an accent or a quotation mark.",
                 "A program could not read it when the text was copied or saved; only a person can say what it was.")
GARBLED_SIGN = Rule("garbled-character", FILES, '"{written}" stands here where another sign was meant', "Type {meant} in its place; or run make fix (on GitHub: comment /fix).",
                    "A program read the text in another encoding than it was saved in, and made two or three signs of one.", {"written": "â€™", "meant": "’"})
MERGE = Rule("merge-conflict", FILES, "two versions of this file stand one below the other, from here on",
             "Keep the one that is right, or what is right of both, and delete the other and the lines of <<<<<<<, =======, and >>>>>>>.",
             "Two people changed the same lines. Git leaves both between such lines, for a person to choose.")

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_MERGE = re.compile(r"^[ \t]*+(?:<{7}|>{7})(?: .*)?$|^[ \t]*+\|{7} [^|\n]+$", re.MULTILINE)
"""What git writes around the versions. A line of ======= alone may underline a heading."""


def decode(raw: bytes, file: str, problems: list[Problem]) -> str | None:
    """Return a file's text with plain line ends; report what is wrong with its encoding. ``None`` where it cannot be read."""
    def say(rule: Rule, line: int = 1, **values: Any) -> None:
        problems.append(rule.problem(file, line, **values))

    if large := too_large(len(raw), file):
        problems.append(large)
        return None
    text = _readable(raw, say)
    if text is None:
        return None
    if text.startswith("\ufeff"):
        say(MARK)
        text = text.removeprefix("\ufeff")
    if "\r" in text:
        say(LINE_ENDS)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if row := merge_row(text):
        say(MERGE, row)
        return None
    if file.endswith(PAGE) and (count := text.count("\n") + 1) > MOST_LINES:
        say(MANY_LINES, MOST_LINES + 1, count=count, most=MOST_LINES)
        return None
    if garbled := first_garbled(text):
        meant = MEANT_BY[garbled[0]]
        say(GARBLED_SIGN, text.count("\n", 0, garbled.start()) + 1, written=garbled[0], meant="a space" if meant == "\u00a0" else meant)
    for rule, found in ((CONTROL, None if garbled else first_unseen(text)), (LOST_SIGN, re.search(LOST, text))):
        if found:
            say(rule, text.count("\n", 0, found.start()) + 1)
            return None
    lengths = [*map(len, text.split("\n"))]
    if max(lengths) > LONGEST_LINE:
        row, length = next((row, length) for row, length in enumerate(lengths, 1) if length > LONGEST_LINE)
        say(TOO_LONG, row, length=length)
        return None
    return text


def merge_row(text: str) -> int | None:
    """Return the line, counted from 1, on which two versions of a text that git could not bring together begin."""
    found = _MERGE.search(text) if any(sign * 7 in text for sign in "<>|") else None
    return text.count("\n", 0, found.start()) + 1 if found else None


_TEXT_FILES = (".csv", ".tsv", ".txt", ".json", ".svg", ".xml")


def conflict(path: Path, file: str) -> Problem | None:
    """Return what is wrong with a text file other than a page where git could not bring two versions of it together."""
    if not file.lower().endswith(_TEXT_FILES) or path.stat().st_size > LARGEST_TEXT:
        return None
    row = merge_row(path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n"))
    return MERGE.problem(file, row) if row else None


def too_large(size: int, file: str) -> Problem | None:
    """Return what is wrong with a file of so many bytes, where it is more than we read of a text."""
    largest = LARGEST_PAGE if file.endswith(PAGE) else LARGEST_TEXT
    return TOO_LARGE.problem(file, 1, size=-(-size // 1000), limit=largest // 1000) if size > largest else None


def _readable(raw: bytes, say: Callable[..., None]) -> str | None:
    """Return what can be read as text at all, and say why the rest cannot."""
    codec = utf16(raw)
    try:
        text = raw.decode(codec or "utf-8")
    except UnicodeDecodeError as error:
        say(NOT_TEXT if codec else NOT_UTF8 if windows_ansi(raw) is not None else STRAY, raw.count(b"\n", 0, error.start) + 1)
        return None
    if codec and "\0" not in text:
        say(UTF16)
        return None
    if "\0" in text:
        say(NOT_TEXT, text.count("\n", 0, text.index("\0")) + 1)
        return None
    return text


def tabs(text: str, file: str, first_line: int, problems: list[Problem]) -> None:
    """Report each line of a text that has a tab."""
    if "\t" in text:
        problems.extend(TAB.problem(file, first_line + row) for row, line in enumerate(text.split("\n")) if "\t" in line)


def utf16(raw: bytes) -> str:
    """Return the codec of a file that is UTF-16, also without its mark, where every second byte is empty; else nothing."""
    start = raw[:200]
    if raw.startswith(_UTF16_MARKS):
        return "utf-16"
    if len(start) < 8 or b"\0" not in start or not start.strip(b"\0"):
        return ""
    return "utf-16-le" if not start[1::2].strip(b"\0") else "utf-16-be" if not start[::2].strip(b"\0") else ""


_TWO_BYTES_OR_MORE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
"""A character of UTF-8 beyond ASCII. In an older encoding it would be a row of signs that nobody types."""


def windows_ansi(raw: bytes) -> str | None:
    """Return the text of a file that is not UTF-8, read as Windows does; ``None`` where that would be no more than a guess.

    It is where the file is UTF-8 but for single bytes: read as Windows does, every sign beyond ASCII that is right would
    become several that are wrong.
    """
    if _TWO_BYTES_OR_MORE.search(raw):
        return None
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
