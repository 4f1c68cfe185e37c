"""Bytes that other programs left behind, turned into plain UTF-8 text."""

from __future__ import annotations

import re

from publishing.reading.characters import GARBLED, MEANT_BY, UNSEEN, first_garbled, first_unseen
from publishing.reading.encodings import LARGEST_TEXT, merge_row, utf16, windows_ansi
from publishing.reading.yaml_source import odd_space

_WINDOWS = {code: sign for code in range(0x80, 0xa0) if (sign := bytes([code]).decode("cp1252", "ignore"))}
"""What a program meant that took Windows ANSI for the older ISO 8859-1: U+0092 for an apostrophe."""

_WORD = {0xf02d: "–", 0xf076: "❖", 0xf0a7: "▪", 0xf0b7: "•", 0xf0d8: "➢", 0xf0fc: "✓"}
"""The bullets of Word's fonts Symbol and Wingdings, which are letters of no other font."""

_BREAKS = {0x0c: "\n", 0x2029: "\n", 0x1e: "-"}
"""Word's page breaks and hyphens that do not break; its breaks within a paragraph are spaces, or they would end a list's item or a table's row."""


def readable(raw: bytes) -> tuple[str | None, list[str]]:
    """Return a file's text with plain line ends, and what was done to get it; ``None`` where only a person can save it."""
    if len(raw) > LARGEST_TEXT:
        return None, []
    done: list[str] = []
    codec = utf16(raw)
    try:
        text: str | None = raw.decode(codec or "utf-8")
        if codec:
            done.append("saved as UTF-8; it was UTF-16")
    except UnicodeDecodeError:
        text = None if codec else windows_ansi(raw)
        signs = " ".join(sorted({sign for sign in text or "" if ord(sign) > 127}))
        done.append(f"saved as UTF-8; it was saved as Windows ANSI. Please look at these signs in it: {signs}")
    if text is None or "\0" in text:
        return None, []
    if text.startswith("\ufeff"):
        text = text.removeprefix("\ufeff")
        done.append("took out the invisible mark at its beginning")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        done.append("ended its lines as all computers do")
    if merge_row(text):
        return None, []
    if first_garbled(text):
        text = GARBLED.sub(lambda found: MEANT_BY[found[0]], text)
        done.append("put back signs of which a program had made two or three")
    if first_unseen(text):
        text = UNSEEN.sub("", re.sub(r"[\x0b\u2028] *", " ", text).translate(_WINDOWS | _WORD | _BREAKS))
        done.append("took out characters that cannot be printed")
    return text, done


def tidy_whitespace(text: str) -> tuple[str, list[str]]:
    """Return a Markdown file's text without lines of spaces alone and what stands before its front matter."""
    done: list[str] = []

    def changed(new: str, what: str) -> None:
        nonlocal text
        if new != text:
            text = new
            done.append(what)

    if re.match(r"\s+---[ \t]*\n", text):
        changed(text.lstrip(), "took out what stood before its front matter")
    changed(re.sub(r"(?m)^[ \t\u00a0]+$", "", text), "emptied lines that held only spaces")
    if text and not text.endswith("\n"):
        changed(text + "\n", "ended its last line")
    return text, done


def spaces_for_tabs(text: str) -> tuple[str, list[str]]:
    """Return a text with spaces for its tabs, and what was done."""
    return ("\n".join(line.expandtabs(4) for line in text.split("\n")), ["put spaces for tabs"]) if "\t" in text else (text, [])


def repaired_spaces(text: str) -> tuple[str, list[str]]:
    """Return YAML with plain spaces where it needs them, and what was done."""
    done: list[str] = []
    while found := odd_space(text):
        text = f"{text[:found[0]]} {text[found[0] + 1:]}"
        done = ["put plain spaces around its keys"]
    return text, done
