"""A suggestion is right as it stands, in the file that has the mistake."""

from __future__ import annotations

import pytest

from publishing.problems.problem import Fault
from publishing.words.addresses import Links, Target

FILES = {"briefings/general/genogram.md": "/briefings/general/genogram/", "docs/about.md": "/about/", "docs/annual-report/2020-21/index.md": "/annual-report/2020-21/"}
FOLDERS = {"briefings/general": "/briefings/general/", "newsletters": "/newsletters/"}
LINKS = Links(FILES, frozenset((*FILES.values(), "/briefings/general/", "/glossary/")), {}, refused=frozenset({"docs/broken.md"}), unsure=("/topics/",), folders=FOLDERS)


@pytest.mark.parametrize(("link", "file", "near"), [
    ("genogram", "docs/about.md", "../briefings/general/genogram.md"), ("genogram.md#how", "docs/about.md", "../briefings/general/genogram.md#how"),
    ("genogram/", "briefings/general/other.md", "genogram.md"), ("../general/", "briefings/general/genogram.md", "/briefings/general/"), ("../briefings/general", "docs/about.md", "/briefings/general/"),
    ("annual-report/2020-21/", "docs/about.md", "annual-report/2020-21/index.md"), ("abuot.md", "docs/other.md", "about.md"), ("/glosary/#chat", "docs/about.md", "/glossary/#chat"),
    ("/briefings/general/genogram", "docs/about.md", "/briefings/general/genogram/"), ("briefings/general/genogram.md", "docs/about.md", "../briefings/general/genogram.md"),
])
def test_the_link_that_is_suggested_works(link: str, file: str, near: str) -> None:
    fault = LINKS.resolve(link, file)
    assert isinstance(fault, Fault) and fault.values["near"] == near
    assert isinstance(LINKS.resolve(near, file), Target)


@pytest.mark.parametrize("link", ["broken.md", "/topics/water/"])
def test_what_could_not_be_read_is_not_missing(link: str) -> None:
    assert LINKS.resolve(link, "docs/about.md") == Target("", later=True)
