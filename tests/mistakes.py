"""Twenty mistakes that a communications officer makes, each with how it is made in a project and what is to be said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from projects import change, write


@dataclass(frozen=True)
class Mistake:
    """What somebody did, where it must be named, and how."""

    make: Callable[[Path], object]
    place: str
    """File and line."""
    said: str
    """What is wrong, in full, up to its full stop."""
    decision: bool = True
    """Whether only a person can mend it: ``make fix`` leaves it."""


def _saved_as(file: str, encoding: str) -> Callable[[Path], object]:
    return lambda root: (root / file).write_bytes((root / file).read_text(encoding="utf-8").replace("A pond is still,", "A pond is still –").encode(encoding))


def _replaced(file: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda root: change(root, file, old, new)


def _new(name: str, body: str = "Some text on a page.", **keys: str) -> Callable[[Path], object]:
    front = "".join(f"{key}: {value}\n" for key, value in {"title": f"A page on {name}", "summary": f"What to do about {name}, in one sentence.", **keys}.items())
    return lambda root: write(root, f"briefings/general/{name}.md", f"---\n{front}---\n\n{body}\n")


MISTAKES = {
    "colon in a title": Mistake(
        _replaced("briefings/general/journeys.md", "title: Journeys", "title: Journeys: a map of ways"),
        "briefings/general/journeys.md:2", "there is a second colon on this line", decision=False),
    "date as on a letter": Mistake(
        _replaced("briefings/general/meetings.md", "published: 2032-04-12", "published: 12/4/2032"),
        "briefings/general/meetings.md:4", 'published: "12/4/2032" is not a date', decision=False),
    "quotation mark left open": Mistake(
        _replaced("newsletters/2032-06.md", 'title: "Newsletter, June 2032"', 'title: "Newsletter, June 2032'),
        "newsletters/2032-06.md:2", "a quotation mark is opened and not closed", decision=False),
    "saved by Notepad as ANSI": Mistake(
        _saved_as("briefings/seven-minute/ponds.md", "cp1252"),
        "briefings/seven-minute/ponds.md:14", "this file is not saved as UTF-8", decision=False),
    "name with spaces and capitals": Mistake(
        lambda root: (_new("x")(root), (root / "briefings/general/x.md").rename(root / "briefings/general/Private Fostering (final).md")),
        "briefings/general/Private Fostering (final).md:1", 'the name "Private Fostering (final).md" cannot stand in an address', decision=False),
    "front matter not closed": Mistake(
        lambda root: write(root, "briefings/general/open.md", "---\ntitle: Open\nsummary: A page that was never closed.\n\n## What to do\n\nAsk.\n"),
        "briefings/general/open.md:1", "the front matter is not closed", decision=False),
    "topic misspelt": Mistake(
        _new("topic", topics="[watr]"), "briefings/general/topic.md:4", '"watr" is not a known topic'),
    "key misspelt": Mistake(
        _new("key", sumary="Twice."), "briefings/general/key.md:4", '"sumary" is not a key that is known here'),
    "summary forgotten": Mistake(
        lambda root: write(root, "briefings/general/bare.md", "---\ntitle: Bare\n---\n\nSome text.\n"),
        "briefings/general/bare.md:2", '"summary" is missing'),
    "day that does not exist": Mistake(
        _new("day", published="2021-02-30"), "briefings/general/day.md:4", 'published: "2021-02-30" is not a date'),
    "review before publication": Mistake(
        _new("review", published="2021-03", review="2020-03-01"), "briefings/general/review.md:5", "the review day is before the day of publication"),
    "click here": Mistake(
        _new("click", "For the form, [click here](../seven-minute/ponds.md)."),
        "briefings/general/click.md:6", 'the link "click here" does not say where it leads'),
    "link to a page that is not there": Mistake(
        _new("link", "See [the briefing on ponds](ponds.md)."),
        "briefings/general/link.md:6", 'the link "ponds.md" leads to briefings/general/ponds.md, which does not exist'),
    "picture without words": Mistake(
        lambda root: (_new("picture", "![](tree.svg)")(root), write(root, "briefings/general/tree.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')),
        "briefings/general/picture.md:6", "this image has no words for people who cannot see it"),
    "heading of the wrong level": Mistake(
        _new("heading", "## First\n\nText.\n\n#### Second\n\nText."),
        "briefings/general/heading.md:10", "this heading is of level 4 and stands below one of level 2"),
    "film pasted from a website": Mistake(
        _new("film", 'Watch it.\n\n<iframe src="https://video.example/1"></iframe>'),
        "briefings/general/film.md:8", "there is a <iframe> here, which could run or show something from elsewhere"),
    "macro misspelt": Mistake(
        _new("macro", 'Call {{ contct("first-call") }}.'), "briefings/general/macro.md:6", 'there is no macro "contct"'),
    "a worker's own mobile": Mistake(
        _new("mobile", "Call Sam on 07700 900123."),
        "briefings/general/mobile.md:6", "there is a phone number on this line that is not in data/contacts.yml"),
    "a child's NHS number": Mistake(
        _new("number", "The child (943 476 5919) was seen."), "briefings/general/number.md:6", "there is an NHS number on this line"),
    "old Word file": Mistake(
        lambda root: (root / "briefings/general/form.doc").write_bytes(b"\xd0\xcf\x11\xe0old"),
        "briefings/general/form.doc:1", 'files of the type "doc" are not published'),
}
