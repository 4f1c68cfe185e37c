"""Names of files and folders: they become addresses, so they must be plain; and a page's folder says its kind."""

from __future__ import annotations

import re
import unicodedata

from publishing.problems.rule import FILES, Rule

NAME = Rule("file-name", FILES, 'the name "{name}" cannot stand in an address', "Rename it {better}, or run make fix.",
            "A file's name becomes its address, which people type and read out: small letters, digits and hyphens.",
            {"name": "My Briefing (final).md", "better": "my-briefing-final.md"})
LINK = Rule("symbolic-link", FILES, "this is a link to another place on disk, not a file", "Put the file itself here.",
            "A link may lead out of the project, to something that must not be published.")
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
    words = [re.sub(r"[^a-z0-9_]+", "-", _plain_letters(part)).strip("-_") for part in (stem, ending)]
    stem = re.sub(r"[-_]*-[-_]*|__+", "-", words[0])[: LONGEST - 10].strip("-_") or "page"
    return f"{stem}.{words[1]}" if words[1] else stem


def _plain_letters(text: str) -> str:
    text = text.replace("&", " and ").replace("ß", "ss")
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).lower() if not unicodedata.combining(sign) and sign not in "'’")
