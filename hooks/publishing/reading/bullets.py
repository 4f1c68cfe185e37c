"""Items of a list as Word and web pages write them: signs that Markdown prints as they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from publishing.reading.characters import SPACES

_ALWAYS = "\u2022\u2023\u2043\u2219\u25e6\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25b6\u25ba\u27a2\u27a4\u25c6\u25c7\u2756\u00b7"
"""Bullets: at the beginning of a line they are nothing else, as is a box to tick, [ ]."""

TICKS = "\u2713\u2714\u2717\u2718\u2610\u2611\u2612\u2705\u274c\u274e"
_REPEATED = f"\u2013\u2014\u2212\u2192\u279c-\u279e\u2794\u21d2\u00bb~\u25fb-\u25fe\u25b8\u25b9\U0001f300-\U0001f5ff\U0001f600-\U0001f6ff\U0001f900-\U0001faff{TICKS}"
"""Dashes, arrows, small pictures and ticks, which may well begin one line, and make a list of two."""

_ITEM = re.compile(rf"""[ {SPACES}]*(?:
    (?P<bullet>[{_ALWAYS}]|o(?=[ {SPACES}\t])|\\?\[[ {SPACES}xX]?\\?\](?=[ {SPACES}\t]))[ {SPACES}\t]*
  | (?P<odd>[-*+]|\d{{1,9}}[.)])\ *[{SPACES}][ {SPACES}]*
  | (?P<repeated>[{_REPEATED}]|-(?=[^\W\d])|\*(?=[^\W\d][^*]*$)|\xa7(?=[ {SPACES}]*[^\W\d]))\ufe0f?[ {SPACES}\t]*
  | (?P<lettered>\(?(?:[a-hA-H]|[ivx]{{1,4}})[.)]|\(\d{{1,2}}\)|\d{{1,2}}(?:\.\d{{1,2}}|:|/|\ ?[-\u2013])|(?:Step|Stage|Level|Day|Week|Question)\ \d{{1,2}}[:.)])[ {SPACES}]+
  | (?P<circled>[\u2460-\u2473\u2776-\u2793]|\d\ufe0f?\u20e3)[ {SPACES}\t]*
  | (?P<counted>\d{{1,2}}[.)])(?=[^\W\d])
)(?P<words>\S.*)""", re.VERBOSE)

_COUNTED_WORD = re.compile(r"[ivx]{2,4}[.)]|[A-Z][a-z]{2,7} \d")
_INDENTED = re.compile(rf" *[{SPACES}][ {SPACES}]*(?P<odd>[-*+]|\d{{1,9}}[.)]) +(?P<words>\S.*)")
"""A list that begins with spaces which are none to Markdown."""

_PLAIN = re.compile(r"\Z|- [A-Za-z*]")
"""How an empty line and an item of Markdown begin, of which neither is one of these, and are quick to know."""

_RIGHT = re.compile(r" *(?P<sign>[-*+]|\d{1,9}[.)]) +\S")
"""An item as Markdown writes it: a line below it that is none belongs to its words."""


def items(lines: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Return the lines that were meant as items of a list: by their row, the sign and the words of each."""
    found: dict[int, tuple[str, str]] = {}
    run: dict[int, tuple[str, str]] = {}
    right = 0
    last = ""
    for row, line in enumerate([*lines, ""]):
        begins_with_a_word = len(line) > 1 and line[:2].isascii() and line[:2].isalpha() and not _COUNTED_WORD.match(line)
        match = None if begins_with_a_word or _PLAIN.match(line) else _ITEM.match(unescape(line)) or _INDENTED.match(unescape(line))
        groups = match.groupdict() if match else {}
        sort, sign = next(((sort, groups[sort]) for sort in ("repeated", "lettered", "circled", "counted") if groups.get(sort)), ("", "")) if match else ("", "")
        begun = None if match or begins_with_a_word else _RIGHT.match(line)
        sort = ("counted" if begun["sign"][0].isdigit() else begun["sign"]) if begun else sign if sort == "repeated" else sort
        if (run or right) and (last != sort if line.strip() or row == len(lines) else False):
            found.update(run if len(run) + right > 1 else {})
            run, right = {}, 0
        if sign:
            run[row] = sign, groups["words"]
        elif match:
            found[row] = groups.get("bullet") or groups["odd"], groups["words"]
        right += bool(begun)
        last = sort or last
    return found
