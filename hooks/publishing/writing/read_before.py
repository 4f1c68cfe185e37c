"""What the data files say, as the build has read them: a browser takes it up, because PyYAML without libyaml takes long over them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from publishing.reading.yaml_source import READ_BEFORE, parse_yaml

READ = "read.json"
"""Its file, among what a browser is sent."""


def as_read(files: Mapping[str, str]) -> str:
    """Return what data files say, by their paths, as JSON; their texts have nothing wrong in them."""
    documents = {file: parse_yaml(text, file, []) for file, text in sorted(files.items())}
    return json.dumps({file: [document.value, [[list(place), line] for place, line in document.lines.items()], [list(place) for place in sorted(document.cut, key=str)]]
                       for file, document in documents.items()}, ensure_ascii=False)


def take_up(root: Path) -> None:
    """Let the data files below ``root`` be known as they were read."""
    for file, (value, lines, cut) in json.loads((root / READ).read_text(encoding="utf-8")).items():
        text = (root / file).read_text(encoding="utf-8")
        READ_BEFORE[text] = value, {tuple(place): line for place, line in lines}, {tuple(place) for place in cut}
