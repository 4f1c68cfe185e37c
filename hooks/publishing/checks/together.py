"""What only shows when pages are looked at side by side: titles, names and replacements."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from publishing.content.kinds import KINDS, Report
from publishing.content.page import Page, Resource
from publishing.content.text import Text
from publishing.problems.problem import Problem, listed, nearest
from publishing.problems.rule import FILES, FRONT_MATTER, WARNING, Rule
from publishing.reading.names import ALIKE, FOLDER

REPEATS = Rule("summary-repeats-title", FRONT_MATTER, "the summary says no more than the title", "Say in one sentence what the page helps with.",
               "The summary stands below the title in every listing and search result.")
SAME_TITLE = Rule("same-title", FRONT_MATTER, "{other} has the same title", "Give one of the two a title that tells them apart.",
                  "In a listing or a search result nobody could tell one from the other.", {"other": "briefings/general/genogram.md"})
SAME_TITLE_ELSEWHERE = Rule("same-title-elsewhere", FRONT_MATTER, "{other}, of another kind, has the same title", "Give one of the two a title that tells them apart, if you can.",
                            "In search results only the kind tells one from the other.", {"other": "docs/strategies/icon.md"}, WARNING, allowable=True)
SAME_SUMMARY = Rule("same-summary", FRONT_MATTER, "{other} has the same summary", "Say in one sentence what this page alone helps with.",
                    "It was copied with the rest, and one of the two says what the other is about.", {"other": "briefings/general/genogram.md"})
LOOP = Rule("replaced-in-a-circle", FRONT_MATTER, "the pages replace each other in a circle: {pages}", 'Take "{key}" out of the one that is newest.',
            "Readers would be sent round and round.", {"pages": "old.md, new.md, old.md", "key": "replaced_by"})


MADE_FOLDER = Rule("folder-of-the-site", FILES, "the site keeps files of its own in the folder {folder}", "Put this file beside the page that names it.",
                   "A file of the same name would take the place of one that the site makes.", {"folder": "docs/assets"})

_OF_THE_SITE = re.compile(r"docs/(?:assets|annual-report/[^/]+/data)/")
_HOMES = tuple(kind.folder for kind in KINDS)


def check(texts: Iterable[Text], files: Iterable[str], reports: Iterable[str]) -> Iterator[Problem]:
    """Find titles, names and replacements that do not go together."""
    texts = list(texts)
    pages = [text.page for text in texts if text.page is not None]
    yield from _names(sorted(files))
    for text in texts:
        yield from _folder(text.file, reports)
        if isinstance(text.front, dict):
            yield from _summary(text)
    yield from _titles(texts)
    yield from _summaries(texts)
    yield from _circles({page.file: page for page in pages})


def _names(files: Iterable[str]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for file in files:
        other = seen.setdefault(unicodedata.normalize("NFKC", file).casefold(), file)
        if other != file:
            yield ALIKE.problem(file, 1, other=other)
        if _OF_THE_SITE.match(file):
            yield MADE_FOLDER.problem(file, 1, folder=file.rpartition("/")[0])


def _folder(file: str, reports: Iterable[str]) -> Iterator[Problem]:
    folder, _, name = file.rpartition("/")
    if folder in ("docs", *_HOMES) or (name == "index.md" and f"{folder}/" in {f"{home.partition('/')[0]}/" for home in _HOMES}):
        return
    if folder.startswith(f"{Report.folder}/") and folder.count("/") == 2:
        return
    by_name = {home.rpartition("/")[2]: home for home in _HOMES}  # what "docs/" and "briefings/" have in common is no sign of what was meant
    near = next((home for home in _HOMES if folder.startswith(f"{home}/")), None) or by_name.get(nearest(folder.rpartition("/")[2], by_name) or "")
    yield FOLDER.problem(file, 1, folder=folder, near=f'Did you mean "{near}"? ' if near else "", folders=listed(_HOMES))


@lru_cache(maxsize=50_000)
def _plain(words: str) -> str:
    """Return words without signs and capital letters: a preview asks for those of all pages whenever it reads them again."""
    return re.sub(r"\W+", " ", words).strip().casefold()


def _line(text: Text, key: str) -> int:
    return text.lines.get((key,), 1)


def _summary(text: Text) -> Iterator[Problem]:
    title, summary = text.front.get("title"), text.front.get("summary")
    if isinstance(title, str) and isinstance(summary, str) and _plain(summary) and _plain(summary) in (_plain(title), f"a briefing on {_plain(title)}", f"about {_plain(title)}"):
        yield REPEATS.problem(text.file, _line(text, "summary"))


def _titles(texts: Iterable[Text]) -> Iterator[Problem]:
    seen: dict[str, list[Text]] = {}
    for text in texts:
        title = text.front.get("title") if isinstance(text.front, dict) else None
        if isinstance(title, str) and title.strip():
            seen.setdefault(_plain(title), []).append(text)
    for found in seen.values():
        for position, text in enumerate(found[1:], 1):
            folder = text.file.rpartition("/")[0]
            alike = next((other for other in found[:position] if other.file.rpartition("/")[0] == folder), None)
            rule = SAME_TITLE if alike else SAME_TITLE_ELSEWHERE
            yield rule.problem(text.file, _line(text, "title"), found=str(text.front["title"]), other=(alike or found[0]).file)


def _summaries(texts: Iterable[Text]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for text in texts:
        summary = text.front.get("summary") if isinstance(text.front, dict) else None
        drafted = text.page is not None and text.page.draft
        if isinstance(summary, str) and summary.strip() and not drafted:
            other = seen.setdefault(_plain(summary), text.file)
            if other != text.file:
                yield SAME_SUMMARY.problem(text.file, _line(text, "summary"), other=other)


def _circles(by_file: Mapping[str, Page]) -> Iterator[Problem]:
    for key in ("replaced_by", "replaces"):
        for file in sorted(by_file):
            way, here = [file], by_file[file]
            while isinstance(here, Resource) and (named := getattr(here, key)) in by_file and named not in way:
                way.append(named)
                here = by_file[named]
            if isinstance(here, Resource) and getattr(here, key) == file and file == min(way):
                yield LOOP.problem(file, 1, pages=", ".join((*way, file)), key=key)
