"""What comes along when a text is pasted: the bullets of Word, signs that nobody sees, the front matter of another page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from publishing.content.keys import RESOURCE_ORDER
from publishing.content.text import Text
from publishing.problems.problem import Problem
from publishing.problems.rule import TEXT, Rule
from publishing.reading.bullets import items
from publishing.reading.characters import HTML_SIGN, LOST, UNSEEN
from publishing.words.as_read import TURNING

BULLET = Rule("bullet-sign", TEXT, 'a list begins here with "{sign}", which shows as plain text', 'Begin each of its lines with a hyphen and a space: "- {words}"; or run make fix (on GitHub: comment /fix).',
              "The lines would run together in one paragraph, on the site as on GitHub.", {"sign": "•", "words": "Ring first"})
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
    """Find lists written with other signs, keys in the text, and signs that nobody sees."""
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
    last = -2
    for row, (sign, words) in items(written).items():
        if any(line.strip() for line in lines[last + 1:row]) or last < 0:
            yield BULLET.problem(text.file, text.first_line + row, sign=sign, words=words[:40])
        last = row
    yield from _unseen(text)


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
    if "&" not in text.body or not any(UNSEEN.search(block.words) or LOST in block.words for block in text.blocks):
        return
    for match in HTML_SIGN.finditer(text.body):
        sign = unescape(match[0])
        if not sign or LOST in sign or (UNSEEN.search(sign) and not TURNING.search(sign)):  # of the last identifying.py tells, written or not
            yield UNSEEN_SIGN.problem(text.file, text.first_line + text.body.count("\n", 0, match.start()), written=match[0])
