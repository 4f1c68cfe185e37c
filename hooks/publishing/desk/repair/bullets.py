"""Lists and headings as Word and web pages write them, turned into those of Markdown."""

from __future__ import annotations

import re

from publishing.desk.repair.notes import fence_after
from publishing.reading.bullets import TICKS, items
from publishing.reading.characters import SPACES

_HEADING = re.compile(rf"(?P<before>[ {SPACES}]{{0,20}})(?P<signs>#{{1,6}})(?P<after>[ {SPACES}]{{1,20}})(?=\S)")
_ODD = re.compile(f"[{SPACES}]")


def repaired_bullets(body: str) -> tuple[str, list[str]]:
    """Return a Markdown text with its lists and headings begun as Markdown begins them, and what was done. Code is left alone."""
    lines, fence, shown = body.split("\n"), "", list[str]()
    for line in lines:
        before, fence = fence, fence_after(line, fence)
        shown.append("" if before or fence or line.startswith("    ") else line)
    found = items(shown)
    nested = False
    for row, (sign, words) in found.items():
        nested = sign == "o" and (nested or (row - 1 in found and found[row - 1][0] != "o"))
        begin = sign if re.fullmatch(r"\d+[.)]|[*+]", sign) else f"- {sign}" if not sign.endswith("]") and (sign in TICKS or len(sign) > 1 or sign.isnumeric()) else "-"  # what is counted may be named by its letter
        lines[row] = f"{'  ' if nested else ''}{begin} {words}"
    done = [f"began {len(found)} line{'' if len(found) == 1 else 's'} of lists with a hyphen or number and a space"] if found else []
    for row, line in enumerate(shown):
        if (heading := _HEADING.match(line)) and _ODD.search(heading[0]):
            lines[row] = f"{heading['signs']} {line[heading.end():]}"
            done = done if "headings" in "".join(done) else [*done, "put plain spaces before and after the # of headings"]
    return "\n".join(lines), done
