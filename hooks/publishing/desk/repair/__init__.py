"""``make fix``: repair what can be repaired without deciding anything, and say what was done.

What is not repaired stays as it is, byte for byte; a file that is repaired is written whole or not at all, and no link is
followed out of the project. Order: first the bytes, then the front matter, then names and moves,
because each step reads what the one before has made readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from publishing.content.text import crowded_row
from publishing.desk.repair.bullets import repaired_bullets
from publishing.desk.repair.encoding import readable, repaired_spaces, spaces_for_tabs, tidy_whitespace
from publishing.desk.repair.front_matter import repaired_front_matter
from publishing.desk.repair.moves import follow_moves
from publishing.desk.repair.names import rename_files
from publishing.desk.repair.notes import repaired_notes
from publishing.desk.repair.pasted import repaired_pasted
from publishing.output_folder.replace import write_whole
from publishing.reading.tree import CONTENT_FOLDERS, find_sources, read_bytes


def repair(root: Path) -> Iterator[str]:
    """Repair the content and data below ``root``; yield a line on each thing done: ``file: what was done``."""
    paths = [source.path for source in find_sources(root, []) if source.file.lower().endswith(".md")]
    for path in (*paths, *sorted((root / "data").rglob("*.yml"))):
        file = path.relative_to(root).as_posix()
        raw = read_bytes(path, file, [])
        text, done = repaired_page(raw, file) if raw is not None else (None, [])
        if text is not None and text.encode("utf-8") != raw:
            write_whole(path, text)
            yield from (f"{file}: {what}" for what in done)
    yield from rename_files(root)
    yield from follow_moves(root)


def repaired_page(raw: bytes, file: str) -> tuple[str | None, list[str]]:
    """Return the text of one file repaired, and what was done; nothing where it cannot be read. ``file`` is its path from the project's root."""
    text, done = readable(raw)
    if text is None:
        return None, []
    if file.startswith("data/"):
        text, more = repaired_spaces(text)
        done += more
    if file.startswith(CONTENT_FOLDERS):
        text, more = tidy_whitespace(text)
        done += more
        front, body = _parted(text)
        front, more = spaces_for_tabs(front)
        done += more
        if (front or not body.startswith("---")) and not crowded_row(body):  # else nobody can say where its front matter ends, or reads it in any time
            body, more = repaired_pasted(body)
            done += more
        body, more = spaces_for_tabs(body)
        done += more
        text, more = repaired_front_matter(front + body, file)
        done += more
        text, more = repaired_notes(text)
        done += more
        front, body = _parted(text)
        front, more = repaired_spaces(front)
        done += more
        body, more = repaired_bullets(body)
        done += more
        text = front + body
    return text, done


def _parted(text: str) -> tuple[str, str]:
    """Return a page's front matter with its lines of hyphens, and its text; nothing and all of it where there is no front matter."""
    end = re.search(r"^(?:---|\.\.\.)[ \t]*$", text[3:], re.MULTILINE) if text.startswith("---") else None
    place = 3 + end.end() if end else 0
    return text[:place], text[place:]
