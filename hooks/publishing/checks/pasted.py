"""What comes along when a text is pasted: lists, tables, bold lines and HTML of Word, signs that nobody sees, the front matter of another page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from publishing.content.keys import RESOURCE_ORDER
from publishing.content.text import Text
from publishing.problems.problem import Problem
from publishing.problems.rule import TEXT, WARNING, Rule
from publishing.reading.bullets import items
from publishing.reading.characters import HTML_SIGN, LOST, first_unseen
from publishing.reading.from_word import all_bold, bold_lines, code_rows, own_of_word, spaced_tables, word_html, word_lists, word_tables
from publishing.words.as_read import TURNING

BULLET = Rule("bullet-sign", TEXT, 'a list begins here with "{sign}", which shows as plain text', 'Begin each of its lines with {what} and a space: "{sort} {words}"; or run make fix (on GitHub: comment /fix).',
              "The lines would run together in one paragraph, on the site as on GitHub.", {"sign": "•", "words": "Ring first", "what": "a hyphen", "sort": "-"})
LIST = Rule("list-from-word", TEXT, 'this looks like a list from Word: "{sign}" and a tab, then "{words}"',
            'Begin each of its lines with {what} and a space: "{sort} {words}", and each of a list within it with two spaces more. Or run make fix (on GitHub: comment /fix).',
            "Its lines would run together in one paragraph, or show as code.", {"sign": "•", "words": "Ring first", "what": "a hyphen", "sort": "-"})
TABLE = Rule("table-from-word", TEXT, 'this looks like a table from Word: {rows} lines with tabs between their words, the first with "{words}"',
             "Write each line as | one | two |, and below the first a line | --- | --- |, with as many columns. Or run make fix (on GitHub: comment /fix).",
             "Its lines would run together in one paragraph.", {"rows": 4, "words": "Level"})
SPACED = Rule("table-of-spaces", TEXT, 'this looks like a table: {rows} lines whose columns are parted by spaces, the first with "{words}"',
              "Write each line as | one | two |, and below the first a line | --- | --- |, with as many columns. Or run make fix (on GitHub: comment /fix). If it is no table, leave one space between the words.",
              "Several spaces show as one, and the lines would run together in one paragraph.", {"rows": 4, "words": "Level"})
PERHAPS = Rule("table-of-spaces-perhaps", TEXT, "this may be a table: {rows} lines, with several spaces between some of their words",
               "If it is one, write each line as | one | two |, and below the first a line | --- | --- |, with as many columns. Else leave one space between the words.",
               "Several spaces show as one, and the lines would run together in one paragraph.", {"rows": 4}, WARNING)
HTML = Rule("html-from-word", TEXT, "this looks like HTML from Word: {tag}",
            "Paste the text once more, without its looks: Ctrl, Shift and V. Or run make fix (on GitHub: comment /fix), which writes it as Markdown.",
            "Word writes how things look, for itself alone; a page needs to know what they are.", {"tag": "<p class=MsoNormal>"})
BOLD_LINE = Rule("bold-heading", TEXT, 'the bold line "{words}" stands in the place of a heading',
                 'Write it as one: "{signs} {words}". Or run make fix (on GitHub: comment /fix). If it is no heading, end it with a full stop or a colon.',
                 "People who use a screen reader find their way by headings, and a bold line is none.", {"words": "What to notice", "signs": "##"})
ALL_BOLD = Rule("all-bold", TEXT, "all of this text is bold, or nearly all", "Take the signs ** out, but around the few words that matter most. Or run make fix (on GitHub: comment /fix), which takes out all.",
                "Where everything stands out, nothing does, and bold letters are harder to read.")
SECOND_FRONT_MATTER = Rule("second-front-matter", TEXT, "keys of a front matter stand here in the text",
                           "Move them up, between the two lines of hyphens at the top of the file, and delete what is left of them here.",
                           "They would be printed, and would do nothing: a draft, for example, would be published.")
UNSEEN_SIGN = Rule("unseen-sign", TEXT, "{written} makes a sign here that nobody sees", "Take it out.", "The search and the checks would not find the word that it stands in.",
                   {"written": "&shy;"})

_KEYS = "|".join((*RESOURCE_ORDER, "period", "chapters"))
_KEY = re.compile(rf"(?:{_KEYS}) ?:(?: |$)")
_ANY_KEY = re.compile(r"[A-Za-z_][\w-]* ?[:=](?: |$)")
_FENCES = ("---", "...", "+++")


def check(text: Text) -> Iterator[Problem]:
    """Find what came from Word, lists written with other signs, keys in the text, and signs that nobody sees."""
    lines = text.expanded.text.split("\n")
    written = [""] * len(lines)
    keys: set[int] = set()
    for before, token in zip(text.tokens, text.tokens[1:], strict=False):
        if before.type == "paragraph_open" and token.map:
            written[token.map[0]:token.map[1]] = [line.lstrip("> ") if before.level else line for line in lines[token.map[0]:token.map[1]]]
        if before.type == "hr" and before.map and before.level == 0 and _keys_below(lines, before.map[0]):
            keys.add(before.map[0])
    if _KEY.match(lines[0]) or (lines[0].rstrip() in _FENCES and (_keys_below(lines, 0) or _closed(lines))):
        keys.add(0)
    if text.front is not None or text.first_line > 1:  # else all of the file is taken for its text
        yield from (SECOND_FRONT_MATTER.problem(text.file, text.first_line + row) for row in sorted(keys))
    told = told_rows(text)
    yield from _from_word(text)
    last = -2
    for row, (sign, words) in items(["" if row in told else line for row, line in enumerate(written)]).items():
        if any(line.strip() for line in lines[last + 1:row]) or last < 0:
            yield BULLET.problem(text.file, text.first_line + row, sign=sign, words=words[:40], **_begun(sign))
        last = row
    yield from _unseen(text)


def told_rows(text: Text) -> frozenset[int]:
    """Return the rows of a text, counted from 0, of which is said as a whole that they came from Word: nothing else about their looks needs to be."""
    return frozenset(row for problem, end in _whole(text) for row in range(problem.line - text.first_line, end))


def _whole(text: Text) -> Iterator[tuple[Problem, int]]:
    """Find lists, tables and HTML that came from Word, each with the row after its last."""
    if not any(sign in text.body for sign in ("\t", "<", "  ", "\u00a0", "&nbsp;")):
        return
    lines, code = text.expanded.text.split("\n"), code_rows(text.tokens)
    lists = word_lists(lines, code)
    for run in lists:
        first = next(item for item in run if item.pasted)
        yield LIST.problem(text.file, text.first_line + first.row, sign=first.sign, words=first.words[:40], **_begun(first.sign)), run[-1].row + 1
    for table in word_tables(lines, code | {item.row for run in lists for item in run}):
        yield TABLE.problem(text.file, text.first_line + table.first, rows=len(table.rows), words=next(cell for cell in table.rows[0] if cell)[:40]), table.end
    spaced, perhaps = spaced_tables(lines, code)
    for table in spaced:
        yield SPACED.problem(text.file, text.first_line + table.first, rows=len(table.rows), words=next(cell for cell in table.rows[0] if cell)[:40]), table.end
    for begin, end in perhaps:
        yield PERHAPS.problem(text.file, text.first_line + begin, rows=end - begin), end
    for begin, end in word_html(lines, {row for token in text.tokens if token.type == "fence" and token.map for row in range(*token.map)}):
        row = next(row for row in range(begin, end) if own_of_word(lines[row]))
        yield HTML.problem(text.file, text.first_line + row, tag=own_of_word(lines[row])[:60]), end


def _begun(sign: str) -> dict[str, str]:
    """Return how the items of a list begin in Markdown, in words and in signs."""
    return {"what": "its number, a full stop", "sort": "1."} if re.fullmatch(r"\d+[.)]", sign) else {"what": "a hyphen", "sort": "-"}


def _from_word(text: Text) -> Iterator[Problem]:
    yield from (problem for problem, _ in _whole(text))
    if "**" not in text.body and "__" not in text.body:
        return
    row = all_bold(text.tokens)
    if row is not None:
        yield ALL_BOLD.problem(text.file, text.first_line + row)
        return
    for line in bold_lines(text.tokens):
        yield BOLD_LINE.problem(text.file, text.first_line + line.row, words=line.words, signs="#" * line.level)


def _keys_below(lines: list[str], row: int) -> bool:
    """Say whether keys stand below a line: at once or after empty lines, the first of them a known one."""
    below = row + 1
    while below < len(lines) and (not lines[below].strip() or lines[below].startswith("#")):
        below += 1
    return below < len(lines) and bool(_KEY.match(lines[below]))


def _closed(lines: list[str]) -> bool:
    """Say whether a text begins with lines of keys, whatever they are, between two lines of hyphens."""
    end = next((row for row, line in enumerate(lines[1:], 1) if line.rstrip() in _FENCES), 0)
    within = [line for line in lines[1:end] if line.strip()]
    return bool(within) and all(_ANY_KEY.match(line) or line.startswith((" ", "- ", "#")) for line in within) and bool(_ANY_KEY.match(within[0]))


def _unseen(text: Text) -> Iterator[Problem]:
    if "&" not in text.body or not any(first_unseen(block.words) or LOST in block.words for block in text.blocks):
        return
    for match in HTML_SIGN.finditer(text.body):
        sign = unescape(match[0])
        if not sign or LOST in sign or (first_unseen(sign) and not TURNING.search(sign)):  # of the last identifying.py tells, written or not
            yield UNSEEN_SIGN.problem(text.file, text.first_line + text.body.count("\n", 0, match.start()), written=match[0])
