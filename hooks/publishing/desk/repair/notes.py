"""Notes as other programs write them, turned into notes as GitHub and this site show them."""

from __future__ import annotations

import re

_NOTE = re.compile(r"(?P<indent> *)(?:!!!|\?\?\?\+?) ?(?P<kind>[\w-]+)[^\"\n]*(?:\"(?P<title>[^\"\n]*)\")? *")

KINDS = {"tip": "TIP", "hint": "TIP", "success": "TIP", "important": "IMPORTANT", "warning": "WARNING", "attention": "WARNING",
         "danger": "CAUTION", "caution": "CAUTION", "error": "CAUTION", "failure": "CAUTION", "bug": "CAUTION"}
"""What GitHub calls each kind of note; any other is a NOTE."""

_INDENT = 4


def repaired_notes(text: str) -> tuple[str, list[str]]:
    """Return a Markdown text with its notes written as ``> [!NOTE]``, and what was done. Code is left alone."""
    lines, made, fence, done = text.split("\n"), list[str](), "", 0
    row = 0
    while row < len(lines):
        if sign := re.match(r" {0,3}(```+|~~~+)", lines[row]):
            fence = "" if fence and sign[1].startswith(fence) else fence or sign[1]
        match = None if fence else _NOTE.fullmatch(lines[row])
        row += 1
        if match is None:
            made.append(lines[row - 1])
            continue
        end = _end_of_note(lines, row, len(match["indent"]) + _INDENT)
        body = [line[len(match["indent"]) + _INDENT:] for line in lines[row:end]]
        title = [f"**{match['title']}**", ""] if match["title"] else []
        quoted = [f"[!{KINDS.get(match['kind'].lower(), 'NOTE')}]", *title, *body]
        made += [f"{match['indent']}> {line}".rstrip() for line in quoted]
        if end < len(lines) and lines[end].strip():
            made.append("")  # or the next line would go on with the note
        row, done = end, done + 1
    return "\n".join(made), [f"wrote {done} note{'' if done == 1 else 's'} as GitHub shows them"] if done else []


def _end_of_note(lines: list[str], row: int, indent: int) -> int:
    """Return the row after a note's last line: its lines are indented, with empty lines between them."""
    end = row
    for place in range(row, len(lines)):
        if lines[place].startswith(" " * indent):
            end = place + 1
        elif lines[place].strip():
            break
    return end
