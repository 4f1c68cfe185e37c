"""Notes as other programs write them, turned into notes as GitHub and this site show them."""

from __future__ import annotations

import re

_NOTE = re.compile(r"(?P<indent> *)(?:!!!|\?\?\?\+?) ?(?P<kind>[A-Za-z-]+)(?: +[\"“'‘](?P<title>[^\"“”]*)[\"”'’])? *")
"""With nothing else on its line: more words there are nobody's but the author's to put somewhere."""

KINDS = {"tip": "TIP", "hint": "TIP", "success": "TIP", "important": "IMPORTANT", "warning": "WARNING", "attention": "WARNING",
         "danger": "CAUTION", "caution": "CAUTION", "error": "CAUTION", "failure": "CAUTION", "bug": "CAUTION"}
"""What GitHub calls each kind of note; any other is a NOTE."""

_INDENT = 4
_LIST = re.compile(r"(?P<indent> *)(?:[-*+]|\d+[.)]) ")


def repaired_notes(text: str) -> tuple[str, list[str]]:
    """Return a Markdown text with its notes written as ``> [!NOTE]``, and what was done.

    Code is left alone, and so is a note without words of its own below it.
    """
    made, done = _repaired(text.split("\n"))
    return "\n".join(made), [f"wrote {done} note{'' if done == 1 else 's'} as GitHub shows them"] if done else []


def _repaired(lines: list[str]) -> tuple[list[str], int]:
    made, fence, done, row = list[str](), "", 0, 0
    while row < len(lines):
        fence = fence_after(lines[row], fence)
        match = None if fence else _NOTE.fullmatch(lines[row])
        end = _end_of_note(lines, row + 1, len(match["indent"]) + _INDENT) if match else 0
        if match is None or end == row + 1 or _is_code(lines, row, len(match["indent"])):
            made.append(lines[row])
            row += 1
            continue
        body, more = _repaired([line[len(match["indent"]) + _INDENT:] for line in lines[row + 1:end]])
        title = [f"**{match['title'].strip()}**", ""] if (match["title"] or "").strip() else []
        made += [f"{match['indent']}> {line}" if line.strip() else f"{match['indent']}>"
                 for line in (f"[!{KINDS.get(match['kind'].lower(), 'NOTE')}]", *title, *body)]
        if end < len(lines) and lines[end].strip():
            made.append("")  # or the next line would go on with the note
        row, done = end, done + more + 1
    return made, done


def fence_after(line: str, fence: str) -> str:
    """Return the fence of code that is open after a line; nothing where none is."""
    if fence:
        return "" if re.fullmatch(rf" {{0,3}}{re.escape(fence)}{re.escape(fence[0])}* *", line) else fence
    opened = re.match(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})", line)
    return opened[1] if opened else ""


def _is_code(lines: list[str], row: int, indent: int) -> bool:
    """Say whether a line is indented as code is: by four spaces, and not because it stands in a list."""
    above = next((line for line in reversed(lines[:row]) if line.strip() and len(line) - len(line.lstrip()) < indent), "")
    return indent >= _INDENT and not _LIST.match(above)


def _end_of_note(lines: list[str], row: int, indent: int) -> int:
    """Return the row after a note's last line: its lines are indented, with empty lines between them."""
    end = row
    for place in range(row, len(lines)):
        if lines[place].startswith(" " * indent):
            end = place + 1
        elif lines[place].strip():
            break
    return end
