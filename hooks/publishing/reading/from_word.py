"""What a text from Word looks like that was pasted: lists and tables made of tabs, tables made of spaces, bold lines in place of headings, Word's own HTML.

The check names it by what is found here, and ``make fix`` mends the same: so what is named is mended, and no more.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from markdown_it.token import Token

from publishing.reading.bullets import TICKS, items
from publishing.reading.characters import SPACES
from publishing.reading.markdown import words_of, words_of_line
from publishing.reading.plain_markdown import PlainLine
from publishing.words.patterns import pattern


@dataclass(frozen=True)
class Item:
    """A line of a list."""

    row: int
    sign: str
    words: str
    indent: int
    """In spaces."""
    pasted: bool
    """Whether a tab stands behind its sign, or before it; else Markdown knows it, or it has another sign and no tab."""


@dataclass(frozen=True)
class Table:
    """Lines whose cells are parted by tabs."""

    first: int
    end: int
    """The row after its last."""
    rows: tuple[tuple[str, ...], ...]
    """All with the same number of cells."""


@dataclass(frozen=True)
class BoldLine:
    """A bold line in place of a heading."""

    row: int
    words: str
    level: int
    """Of the heading that it should be."""


_TAB = rf"[ {SPACES}]*\t[ {SPACES}\t]*"
_SIGN = rf"[\u2022\u2023\u2043\u2219\u25e6\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25b6\u25ba\u27a2\u27a4\u25c6\u25c7\u2756\u00b7\u2013\u2014\u2212\u2192{TICKS}o\u00a7\u00d8\u00fcvq*+-]"
"""With a tab behind it: § Ø ü v q are the bullets of Wingdings, as plain text has them."""
_NUMBER = r"\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}|[A-Za-z]|[ivxIVX]{2,5})[.)]|[0-9]{1,3}(?:\.[0-9]{1,3}){1,3}"
_PASTED = pattern(rf"(?P<indent>[ {SPACES}\t]*)(?P<sign>{_SIGN}|{_NUMBER}){_TAB}(?P<words>[^\s\t][^\t]*)")
_INDENTED = pattern(rf"(?P<indent>[ {SPACES}]*\t[ {SPACES}\t]*)(?P<sign>(?![*+-]){_SIGN})[ {SPACES}]+(?P<words>\S[^\t]*)")
_MARKDOWN = pattern(r"(?P<indent> *)(?P<sign>[-*+]|[0-9]{1,9}[.)]) +(?P<words>\S[^\t]*)")
_ROW = pattern(r"(?! {4}|[ \t]*[|#<>])[^\t]*+\t.*")


def code_rows(tokens: Sequence[Token]) -> set[int]:
    """Return the rows of code between fences, and of HTML: what stands there is shown as it is, or checked elsewhere."""
    return {row for token in tokens if token.type in ("fence", "html_block") and token.map for row in range(*token.map)}


def indented_prose(tokens: Sequence[Token]) -> list[Token]:
    """Return each block of code that spaces at the beginning of its lines have made of words."""
    return [token for token in tokens if token.type == "code_block" and token.map and all(map(_is_prose, token.content.split("\n")))]


def _is_prose(line: str) -> bool:
    """Say whether a line is words, as nobody writes code: at least three, without its signs."""
    words = line.split()
    return not words or (len(words) > 2 and words[0][0].isalpha() and not any(sign in line for sign in "<>{}=;|*$`\\"))


def word_lists(lines: Sequence[str], without: set[int]) -> list[list[Item]]:
    """Return each run of lines that were a list in Word. Empty lines may stand between them; Markdown's own items go with their neighbours."""
    if not any("\t" in line for line in lines):
        return []
    lines = ["." if row in without else line for row, line in enumerate(lines)]
    others = items(lines)
    runs: list[list[Item]] = []
    run: list[Item] = []
    for row, line in enumerate([*lines, "."]):
        if not line.strip():
            continue
        item = _item(row, line, others) if row < len(lines) else None
        if item:
            run.append(item)
        else:
            runs += [run] if any(item.pasted for item in run) else []
            run = []
    return [run for run in runs if len(run) > 1 or not run[0].sign.isalpha() or run[0].sign == "o"]


def _item(row: int, line: str, others: dict[int, tuple[str, str]]) -> Item | None:
    plain = unescape(line)
    pasted = _PASTED.fullmatch(plain) or _INDENTED.fullmatch(plain)
    found = pasted or _MARKDOWN.fullmatch(plain)
    if found:
        return Item(row, found["sign"], found["words"].rstrip(), len(found["indent"].expandtabs(4)), bool(pasted))
    return Item(row, *others[row], 0, False) if row in others and "\t" not in line else None


def word_tables(lines: Sequence[str], without: set[int]) -> list[Table]:
    """Return the lines that were a table in Word: two or more, each with a tab between its cells."""
    found: list[Table] = []
    run: list[int] = []
    for row, line in enumerate([*lines, ""]):
        if row < len(lines) and row not in without and _ROW.fullmatch(line) and line.strip():
            run.append(row)
        elif line.strip() or row == len(lines) or not run or not _goes_on(lines, row, run, without):
            found += _table(lines, run)
            run = []
    return found


def _goes_on(lines: Sequence[str], row: int, run: Sequence[int], without: set[int]) -> bool:
    """Say whether the rows of a table stand apart, with one empty line after each."""
    return row + 1 < len(lines) and row + 1 not in without and bool(_ROW.fullmatch(lines[row + 1])) and lines[row + 1].count("\t") == lines[run[-1]].count("\t")


def _table(lines: Sequence[str], run: Sequence[int]) -> Iterator[Table]:
    rows = [[cell.strip(f" {SPACES}") for cell in lines[row].split("\t")] for row in run]
    most = max(map(len, rows), default=0)
    rows = [row + [""] * (most - len(row)) for row in rows]
    kept = [column for column in range(most) if any(row[column] for row in rows)]
    made = tuple(tuple(row[column] for column in kept) for row in rows)
    if len(made) > 1 and len(kept) > 1 and sum(len([cell for cell in row if cell]) > 1 for row in made) > 1:
        yield Table(run[0], run[-1] + 1, made)


_SPACE = f"[ {SPACES}]"
_GAP = pattern(rf"(?<=[^\s.!?:;,]){_SPACE}{{2,}}|{_SPACE}{{3,}}")
"""What parts two cells: behind a full stop some people write two spaces."""
_NO_ROW = pattern(rf"(?: {{4}}|{_SPACE}*(?:[|#<>]|[-*+]{_SPACE}|[0-9]{{1,9}}[.)]{_SPACE}))|[^\t]*\t")
_WIDE = 3
"""So many spaces nobody types by mistake."""


def spaced_tables(lines: Sequence[str], without: set[int]) -> tuple[list[Table], list[tuple[int, int]]]:
    """Return the lines that were a table, and are one of spaces now: where one stands below the other, or all are wide apart; and what may have been one.

    Of the latter only the rows are known: where its cells would begin, only a person can say.
    """
    found: list[Table] = []
    perhaps: list[tuple[int, int]] = []
    run: list[tuple[int, str]] = []
    for row, line in enumerate([*lines, ""]):
        plain = line if line.isascii() and "&" not in line else re.sub(_SPACE, " ", unescape(line))
        if "  " in plain.strip() and row not in without and _GAP.search(plain.strip()) and not _NO_ROW.match(plain):
            run.append((row, plain.rstrip()))
            continue
        if len(run) > 1:
            table = _aligned(run) or _wide(run)
            if table:
                found.append(table)
            elif sum(max(map(len, _GAP.findall(line.strip()))) >= _WIDE for _, line in run) > 1:
                perhaps.append((run[0][0], run[-1][0] + 1))
        run = []
    return found, perhaps


def _aligned(run: Sequence[tuple[int, str]]) -> Table | None:
    """Return the table of lines whose cells stand one below the other: between two columns no line has a word."""
    longest = max(len(line) for _, line in run)
    blank = "".join(" " if all(line[place:place + 1] in ("", " ") for _, line in run) else "." for place in range(longest))
    edges = [(gap.start(), gap.end()) for gap in re.finditer("  +", blank) if gap.start() > 0 and gap.end() < longest]
    if not edges:
        return None
    rows = tuple(tuple(line[start:end].strip() for start, end in zip((0, *(end for _, end in edges)), (*(start for start, _ in edges), longest), strict=True)) for _, line in run)
    wide = all(end - start >= _WIDE for start, end in edges)
    full = sum(len([cell for cell in row if cell]) > 1 for row in rows)
    return Table(run[0][0], run[-1][0] + 1, rows) if full > 1 and (len(rows) > 2 or len(rows[0]) > 2 or wide) else None


def _wide(run: Sequence[tuple[int, str]]) -> Table | None:
    """Return the table of lines that have as many cells as each other, all wide apart."""
    rows = tuple(tuple(re.split(f" {{{_WIDE},}}", line.strip())) for _, line in run)
    return Table(run[0][0], run[-1][0] + 1, rows) if len({*map(len, rows)}) == 1 and len(rows[0]) > 1 and not any(_GAP.search(cell) for row in rows for cell in row) else None


# Bold


LONGEST_HEADING = 80
"""In characters: a longer bold line is a sentence."""
_ENDS_A_SENTENCE = (".", ",", ";", ":", "!", "…")
MOSTLY = 0.9
"""How much of a text must be bold for all of it to be."""
FEWEST_WORDS = 30
"""Fewer are no text of which one could say so."""


def all_bold(tokens: Sequence[Token]) -> int | None:
    """Return the first row of a text that is bold from beginning to end, headings apart; ``None`` where it is not."""
    bold = words = 0
    blocks = [token for before, token in itertools.pairwise(tokens) if token.type == "inline" and before.type != "heading_open"]
    for block in blocks:
        if isinstance(block, PlainLine):
            counts = [len(part.split()) for part in block.content.split("**")]
            words += sum(counts)
            bold += sum(counts[1::2])
            continue
        depth = 0
        for child in block.children or ():
            depth += child.nesting if child.type.startswith("strong") else 0
            count = len(child.content.split()) if child.type in ("text", "code_inline") else 0
            words += count
            bold += count if depth else 0
    return (blocks[0].map or [0])[0] if len(blocks) > 1 and words >= FEWEST_WORDS and bold >= MOSTLY * words else None


def bold_lines(tokens: Sequence[Token]) -> list[BoldLine]:
    """Return the bold lines that stand in place of headings: short, alone, no sentence, and with a text below them.

    Where a text has headings, a bold line above a list may be the list's own name.
    """
    has_headings = any(token.type == "heading_open" and token.level == 0 for token in tokens)
    found: list[BoldLine] = []
    above, numbered = 1, 0
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            above = int(token.tag[1])
            numbered = above if _numbered(words_of_line(tokens[place + 1])) else numbered
        elif token.type == "paragraph_open" and token.level == 0 and token.map and not (isinstance(inline := tokens[place + 1], PlainLine) and not inline.content.startswith("**")):
            behind = tokens[place + 3].type if place + 3 < len(tokens) else ""
            for row, line, follows in _lines(tokens[place + 1].children or (), behind):
                words = words_of(line).strip()
                if not _is_bold(line) or not _is_heading(words) or follows not in _TEXT_BELOW or (has_headings and follows in _LISTS):
                    break
                level = numbered if numbered and _numbered(words) else min(above + 1, 6)
                found.append(BoldLine(token.map[0] + row, words, level))
                numbered = level if _numbered(words) and not numbered else numbered
    return found


def _numbered(words: str) -> bool:
    return bool(re.match(r"[0-9]{1,2}[.):] ", words))


_LISTS = ("bullet_list_open", "ordered_list_open")
_TEXT_BELOW = ("paragraph_open", "blockquote_open", "table_open", "macro_block", *_LISTS)


def _lines(children: Sequence[Token], behind: str) -> Iterator[tuple[int, list[Token], str]]:
    """Yield the lines of a paragraph, each with its row and the sort of what follows; ``behind`` is what follows the paragraph.

    Behind a line that ends where its author said so, as in an address, goes on what it began: nothing follows.
    """
    line: list[Token] = []
    row = 0
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            yield row, line, "paragraph_open" if child.type == "softbreak" else ""
            line, row = [], row + 1
        else:
            line.append(child)
    yield row, line, behind


def _is_bold(line: Sequence[Token]) -> bool:
    """Say whether a line has bold words and no others, and nothing but words."""
    depth = 0
    for child in line:
        if child.type in ("strong_open", "strong_close"):
            depth += child.nesting
        elif child.type not in ("text", "em_open", "em_close") or (not depth and child.content.strip()):
            return False
    return depth == 0 and any(child.type == "strong_open" for child in line)


def _is_heading(words: str) -> bool:
    return 0 < len(words) <= LONGEST_HEADING and not words.endswith(_ENDS_A_SENTENCE) and any(sign.isalpha() for sign in words)


# HTML


_WORDS_OWN = pattern(r"""class=["']?Mso[A-Z]|</?o:p\b|\bstyle=(?:"[^"<>]*?\bmso-|'[^'<>]*?\bmso-)|<!(?:--)?\[(?:if|endif)\b|urn:schemas-microsoft-com:|</?(?:st1|w|v):[A-Za-z]""")
TAG = pattern(r"<[!/]?[A-Za-z\[-][^<>]*>")


def word_html(lines: Sequence[str], code: set[int]) -> list[tuple[int, int]]:
    """Return where HTML from Word stands: its first row, and the row after its last. ``code`` has the rows of code."""
    chunks: list[tuple[int, int]] = []
    for row, line in enumerate(lines):
        if line.strip() and row not in code:
            begins = line.lstrip().startswith("<")
            if chunks and chunks[-1][1] == row and not (begins and not lines[chunks[-1][0]].lstrip().startswith("<")):
                chunks[-1] = (chunks[-1][0], row + 1)
            else:
                chunks.append((row, row + 1))
    found: list[tuple[int, int]] = []
    own = [any(_WORDS_OWN.search(line) for line in lines[first:end]) for first, end in chunks]
    last = -1
    for place, (first, end) in enumerate(chunks):
        if not own[place]:
            continue
        between = [lines[begin].lstrip().startswith("<") for begin, _ in chunks[last + 1:place + 1]]
        if found and last >= 0 and all(between) and lines[found[-1][0]].lstrip().startswith("<"):
            found[-1] = (found[-1][0], end)
        else:
            found.append((first, end))
        last = place
    return found


def own_of_word(line: str) -> str:
    """Return the first thing in a line by which Word's HTML is known; nothing where there is none."""
    found = _WORDS_OWN.search(line)
    tag = next((tag[0] for tag in TAG.finditer(line) if found and tag.start() <= found.start() < tag.end()), "")
    return tag or (found[0] if found else "")
