"""Names of files and folders: they become addresses, so they must be plain; and a page's folder says its kind."""

from __future__ import annotations

import re

from publishing.problems.rule import FILES, Rule
from publishing.words.slugs import slug

NAME = Rule("file-name", FILES, 'the name "{name}" cannot stand in an address', "Rename it {better}, or run make fix.",
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
ALIKE = Rule("names-alike", FILES, "the names of this file and {other} differ only in capital letters", "Rename one of the two.",
             "On Windows and Mac one of the two overwrites the other.", {"other": "briefings/general/Genogram.md"})

_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*(\.[a-z0-9]+)?")
LONGEST = 100


def is_plain(name: str) -> bool:
    """Say whether a file's or folder's name can stand in an address."""
    return len(name) <= LONGEST and bool(_NAME.fullmatch(name))


def tidy(name: str) -> str:
    """Return the plain name nearest to ``name``: ``My Briefing (final).MD`` becomes ``my-briefing-final.md``."""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    stem, ending = plain_name(stem)[: LONGEST - 10].strip("-_") or "page", plain_name(ending)
    return f"{stem}.{ending}" if ending else stem


def plain_name(words: str) -> str:
    """Return words as they can stand in the name of a file; nothing where they have neither a letter nor a digit."""
    spoken = words.replace("&", " and ").replace("ß", "ss")
    parted = re.sub(r"[^\w'’]+", " ", spoken).replace("'", "").replace("’", "")
    return re.sub(r"[-_]{2,}|-_|_-", "-", slug(parted)).strip("-_")
