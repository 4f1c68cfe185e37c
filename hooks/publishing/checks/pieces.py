"""A file in pieces, each of which a reader meets as one, with what stands around it and says what it is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

from publishing.content.text import Text
from publishing.reading.attachments import Passage
from publishing.words.at_a_glance import may_hold_digits

LONGEST_LABEL = 60
"""Characters of a heading, key or short line that says what the next words are."""


class Piece(NamedTuple):
    """A paragraph, a cell, a value, a line: words in which a number may go on over a line end."""

    line: int
    """The line of the file on which it begins, counted from 1."""
    words: str
    labels: tuple[str, ...] = ()
    """What surely says of it what it is: the heading of its column, the cell before it, its key."""
    before: str = ""
    """The piece before it, where that is short."""


def of_text(text: Text) -> Iterator[Piece]:
    """Return what a page shows, block by block and cell by cell, and the addresses of its links that are for mail and telephones."""
    before = ""
    for block in text.blocks:
        yield Piece(block.line, block.words, tuple(label for label in block.labels if len(label) <= LONGEST_LABEL), before)
        before = _short(block.words)
    for link in text.links:
        scheme, _, rest = link.target.partition(":")
        if scheme.lower() in ("mailto", "tel"):
            yield Piece(link.line, unquote(rest))
        elif "%40" in link.target or "@" in link.target:
            yield Piece(link.line, unquote(link.target))


def of_values(value: Any, lines: Mapping[Any, int], path: tuple[Any, ...] = (), first_line: int = 1) -> Iterator[Piece]:
    """Return every value of a data file or front matter, with its key."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from of_values(inner, lines, (*path, key), first_line)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from of_values(inner, lines, (*path, place), first_line)
    elif value is not None and not isinstance(value, bool):
        key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        words, line, labels = str(value), lines.get(path, first_line), (_as_words(key),)
        if "\n" not in words:
            if words.strip():
                yield Piece(line, words, labels)
            return
        yield from (Piece(piece.line + line - 1, piece.words, labels, piece.before) for piece in of_source(words))


def with_digits(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return those pieces that may hold a digit once they are read: for checks that find nothing in any other."""
    return tuple(piece for piece in pieces if may_hold_digits(piece.words))


def of_source(source: str, first_line: int = 1) -> Iterator[Piece]:
    """Return the paragraphs of a plain text: what stands between empty lines."""
    row, before = first_line, ""
    for paragraph in _EMPTY_LINES.split(source):
        if paragraph.strip():
            yield Piece(row, paragraph, before=before)
            before = _short(paragraph)
        row += paragraph.count("\n")


_EMPTY_LINES = re.compile(r"(\n(?:[ \t]*\n)+)")


def of_table(source: str) -> list[Piece]:
    """Return every cell of a table in CSV, with the heading of its column, the first cell of its row and the cell before it; then the parts of days of birth, and ages with names.

    Of what is not CSV nothing is returned.
    """
    first, _, _ = source.partition("\n")
    separator = max(",;\t|", key=first.count)
    reader = csv.reader(source.splitlines(), delimiter=separator)
    cells: list[Piece] = []
    headings: list[str] = []
    rows: list[tuple[int, Mapping[int, str]]] = []
    line = 1
    try:
        for row in reader:
            rows.append((line, {place: cell.strip() for place, cell in enumerate(row) if cell.strip()}))
            for place, cell in enumerate(row):
                if cell.strip():
                    around = (headings[place] if place < len(headings) else "", row[0] if place else "", row[place - 1] if place else "")
                    cells.append(Piece(line, cell, tuple(dict.fromkeys(_as_words(label) for label in around if label and len(label) <= LONGEST_LABEL))))
            if not headings and len([cell for cell in row if cell.strip()]) > (1 if separator in source else 0):  # a title may stand above them
                headings = row
            line = reader.line_num + 1
    except csv.Error:
        return []
    looked_at = {*cells}
    return [*cells, *_parts_of_birth(rows), *(piece for piece in _ages_of_persons(rows) if piece not in looked_at)]


def of_name(file: str) -> Iterator[Piece]:
    """Return the name of a file as it stands, and as the words that it is made of."""
    name = file.rpartition("/")[2]
    yield Piece(1, name)
    stem = name.partition(".")[0] if "@" not in name else name.rpartition(".")[0]
    if "_" in stem or "-" in stem:
        yield Piece(1, stem.replace("_", " "))
        yield Piece(1, re.sub("[_-]", " ", stem))
        yield Piece(1, re.sub(r"[_-]", " ", stem).title())  # as names are spelt elsewhere
    elif stem != name:
        yield Piece(1, stem)


def of_passage(passage: Passage) -> Iterator[Piece]:
    """Return the words of a part of an attachment; those of a column cell by cell, under its heading, and like cells once; of a whole table, the parts of days of birth, and ages with names."""
    yield from _parts_of_birth((1, row) for row in passage.rows)
    yield from _ages_of_persons((1, row) for row in passage.rows)
    heading, _, cells = passage.text.partition("\n")
    if "column " in passage.where:
        labels = (_as_words(heading),) if len(heading) <= LONGEST_LABEL else ()
        yield from (Piece(1, cell, labels) for cell in dict.fromkeys((heading, *cells.split("\n"))) if cell)
    else:
        yield from of_source(passage.text)


def _parts_of_birth(rows: Iterable[tuple[int, Mapping[int, str]]]) -> Iterator[Piece]:
    """Return the cells of a table that hold a day, a month or a year of birth, by their heading or by it and the one above it, which may reach over all three.

    Each of its ``rows`` comes with its line.
    """
    headings: dict[int, str] = {}
    above: Mapping[int, str] = {}
    for line, row in rows:
        found = {column: part for column, words in row.items() if (part := _part_of_birth((words,)) or _part_of_birth((f"{_reaching(above, column)} {words}",)))}
        if len(set(found.values())) == len(_PARTS):
            headings = found
        else:
            yield from (Piece(line, row[column], (f"{part} of birth",)) for column, part in headings.items() if column in row)
        above = row


_A_NAME = re.compile("name|pupil|child|student|patient", re.IGNORECASE)
_AGE = re.compile(r"\W*(?:age(?:d| \(?(?:in )?(?:years|months)\)?)?|(?:school )?(?:year|yr)(?: group)?)\W*", re.IGNORECASE)


def says_age(label: str) -> bool:
    """Say whether a label is the heading of a column of ages or school years."""
    return _AGE.fullmatch(label) is not None


def _ages_of_persons(rows: Iterable[tuple[int, Mapping[int, str]]]) -> Iterator[Piece]:
    """Return each age in a table that has a column of them, with the name beside it, which may stand in two columns."""
    ages: list[int] = []
    names: list[int] = []
    for line, row in rows:
        if not ages:
            ages, names = [place for place, words in row.items() if says_age(words)], [place for place, words in row.items() if _A_NAME.search(words)]
            continue
        name = " ".join(row[place] for place in names if place in row)
        yield from (Piece(line, row[place], ("Age", name)) for place in ages if place in row and name)


def _reaching(row: Mapping[int, str], column: int) -> str:
    """Return the cell of a row that may reach to a column: the nearest before it that has words."""
    return next((row[place] for place in sorted(row, reverse=True) if place <= column), "")


_PARTS = ("day", "month", "year")
_PART_OF_BIRTH = re.compile(r"(?:date of birth|d\.?o\.?b\.?|birth|born)\W{0,3}(day|month|year)\W*|(day|month|year)(?: of)? (?:birth|born)\W*", re.IGNORECASE)


def with_days_of_birth(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Return pieces, and after a day, month and year of birth in three of them, as their labels say, the whole day as one more."""
    parts: dict[str, str] = {}
    for piece in pieces:
        yield piece
        if (part := _part_of_birth(piece.labels)) and re.fullmatch(r"\w{1,9}", value := piece.words.strip()):
            parts = {**({} if part in parts else parts), part: value}
            if len(parts) == len(_PARTS):
                yield Piece(piece.line, f"{parts['day']}/{parts['month']}/{parts['year']}", ("Date of birth",))
                parts = {}


def parted(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Return what two or three pieces in a row say together, where each of them may be a part of one number: paragraphs, items or cells over which it is spread."""
    for place, piece in enumerate(pieces[:-1]):
        if (len(pieces[place + 1].words) > _LONGEST_PART) or not (begun := _BEGINS.search(piece.words[-40:])):
            continue
        words = begun[0]
        for other in pieces[place + 1:place + 3]:
            if not _GOES_ON.fullmatch(other.words.strip()):
                break
            words = f"{words} {' '.join(other.words.split())}"
            yield Piece(piece.line, words, piece.labels, piece.before)


_LONGEST_PART = 14
_BEGINS = re.compile(r"(?<![^\s:(*])(?!\d{1,4}[/.-]\d{1,2}[/.-]\d)(?:\(?\+?\d[\d\s()./-]{0,12}|(?:^|(?<=: ))(?:[A-Z]{1,2}\d[A-Z\d]?|\d{1,2}(?:st|nd|rd|th)?(?: [A-Z][a-z]{2,8})?|[A-Z][a-z]{2,8}))\s{0,2}\Z")
_GOES_ON = re.compile(r"[\d()./-][\d\s()./-]{0,12}|\d[A-Z]{2}|(?:[A-Z][a-z]{2,8},? ?)?\d{0,4}")
"""Digits, and the beginning and end of a postcode or a date."""


@lru_cache(maxsize=1000)
def _part_of_birth(labels: tuple[str, ...]) -> str:
    said = next((match for label in labels if (match := _PART_OF_BIRTH.fullmatch(label))), None)
    return (said[1] or said[2]).lower() if said else ""


def _short(words: str) -> str:
    words = words.strip().rpartition("\n")[2]
    return words if len(words) <= LONGEST_LABEL else ""


@lru_cache(maxsize=1000)
def _as_words(key: str) -> str:
    """Return a key as words: ``date_of_birth`` and ``dateOfBirth`` as they are said."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]+", " ", key)
