"""What a build has found out and a browser takes up: what the data files say, because PyYAML without libyaml takes long over
them; and which pages link to whose headings, because it would have to read all of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from publishing.reading.yaml_source import READ_BEFORE, parse_yaml
from publishing.site import Site
from publishing.words.addresses import Target
from publishing.writing.one_page import LinkTo

READ, LINKS = "read.json", "links.json"
"""Their files, among what a browser is sent."""


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


def links_of(site: Site, untold: Collection[str] = ()) -> str:
    """Return, as JSON, the links of the published pages to headings on other pages, by the address that they lead to, but for addresses that are not to be told."""
    links_to: dict[str, list[tuple[str, int, str, str]]] = {}
    for page in site.catalogue.written:
        for link in site.texts[page.file].links:
            target = site.links.resolve(link.target, page.file)
            if isinstance(target, Target) and target.fragment and target.address != page.address and target.address not in untold:
                links_to.setdefault(target.address, []).append((page.file, link.line, link.target, target.fragment))
    return json.dumps(links_to, ensure_ascii=False)


def links_below(root: Path) -> dict[str, list[LinkTo]]:
    """Return the links to the headings at each address."""
    return {address: [LinkTo(*link) for link in links] for address, links in json.loads((root / LINKS).read_text(encoding="utf-8")).items()}
