"""Names of files and folders: they become addresses, so they must be plain; and a page's folder says its kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from publishing.problems.rule import FILES, Rule
from publishing.words.slugs import slug

NAME = Rule("file-name", FILES, 'the name "{name}" cannot stand in an address', "Rename it {better}, or run make fix (on GitHub: comment /fix).",
            "A file's name becomes its address, which people type and read out: small letters, digits and hyphens.",
            {"name": "My Briefing (final).md", "better": "my-briefing-final.md"})
LINK = Rule("symbolic-link", FILES, "this is a link to another place on disk, not a file", "Put the file itself here.",
            "A link may lead out of the project, to something that must not be published.")
NOT_A_FILE = Rule("not-a-file", FILES, "this is {what}, not a file with text", "Rename it or take it away, and put the file in its place.",
                  "Nothing can be read from it.", {"what": "a folder"})
PROTECTED = Rule("file-protected", FILES, "this file is protected: it cannot be opened", "Give yourself the right to read it: ask whoever put it here.",
                 "What cannot be read cannot be checked or published.")
FOLDER = Rule("unknown-folder", FILES, 'the folder "{folder}" is not the home of any kind of page', "{near}Move the file into one of {folders}.",
              "A file's folder says what kind of resource it is.",
              {"folder": "briefings/seven-minutes", "near": 'Did you mean "briefings/seven-minute"? ', "folders": "briefings/general and newsletters"})
ALIKE = Rule("names-alike", FILES, "the names of this file and {other} differ only in capital letters or in how their accents are stored", "Rename one of the two.",
             "On Windows and Mac one of the two overwrites the other.", {"other": "briefings/general/Genogram.md"})
TAKEN = Rule("file-name-taken", FILES, 'the name "{name}" cannot stand in an address, and {plain} is there already', "Compare the two. Delete this file, or rename it {better}.",
             "Two files of almost one name are often two versions of one text.", {"name": "Genogram.md", "plain": "genogram.md", "better": "genogram-2.md"})
RESERVED = Rule("file-name-of-windows", FILES, 'a computer with Windows cannot store a file or folder named "{name}"', "Rename it {better}, or run make fix (on GitHub: comment /fix).",
                "Nobody there could open the project any more: Windows keeps a few names, such as con and aux, for itself, whatever their ending.",
                {"name": "aux.md", "better": "aux-1.md"})
COPY = Rule("second-copy", FILES, 'the name of this file, "{name}", says that it is a second copy, which a program made', "Compare it with the file that it was copied from, keep there what is right, and delete this one.",
            "OneDrive, Dropbox and others make such a copy when two people change a file at the same time.", {"name": "genogram (Sam's conflicted copy).md"})

_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*(\.[a-z0-9]+)?")
_OF_WINDOWS = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])\s*(\..*)?", re.IGNORECASE)
"""https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""
_CONFLICT = re.compile(r"\.sync-conflict-\d|_conflict-\d{6}|[(\[][^()\[\]]*\bconflict(?:ed|ing)?\b[^()\[\]]*[)\]]", re.IGNORECASE)
_COUNTED = re.compile(r" ?(?:\(\d{1,3}\)|- copy(?: \(\d{1,3}\))?|copy(?: \d{1,3})?|\d{1,3})|-[A-Z0-9]+(?:-[A-Z0-9]+)*", re.IGNORECASE)
LONGEST = 100


def is_plain(name: str) -> bool:
    """Say whether a file's or folder's name can stand in an address, and on every disk."""
    return len(name) <= LONGEST and bool(_NAME.fullmatch(name)) and not is_of_windows(name) and not _CONFLICT.search(name)


def is_of_windows(name: str) -> bool:
    """Say whether Windows keeps a name for itself."""
    return bool(_OF_WINDOWS.fullmatch(name))


def is_copy(name: str, beside: Container[str]) -> bool:
    """Say whether a program gave a file its name when it made a second copy; ``beside`` has the names in its folder."""
    if is_plain(name):
        return False
    stem, dot, ending = name.rpartition(".")
    counted = (match for match in _COUNTED.finditer(stem) if match.end() == len(stem))
    return bool(_CONFLICT.search(stem)) or any(stem[: match.start()] + dot + ending in beside for match in counted)


def tidy(name: str) -> str:
    """Return the plain name nearest to ``name``: ``My Briefing (final).MD`` becomes ``my-briefing-final.md``."""
    stem, dot, ending = name.rstrip(". ").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem, ending = plain_name(stem)[: LONGEST - 10].strip("-_") or "page", plain_name(ending)
    if is_of_windows(stem):
        stem += "-1"
    return f"{stem}.{ending}" if ending else stem


_IN_PLAIN_LETTERS = str.maketrans({"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH", **dict(zip("øØłŁđĐðÐħĦıŧŦŋŊ", "oOlLdDdDhHitTnN", strict=True))})
"""Letters that are no plain ones with an accent, as they are written where there are only these."""


def plain_name(words: str) -> str:
    """Return words as they can stand in the name of a file; nothing where they have neither a letter nor a digit."""
    spoken = unicodedata.normalize("NFC", words).replace("&", " and ").translate(_IN_PLAIN_LETTERS)
    parted = re.sub(r"[^\w'’]+", " ", spoken).replace("'", "").replace("’", "")
    return re.sub(r"[-_]{2,}|-_|_-", "-", slug(parted)).strip("-_")
