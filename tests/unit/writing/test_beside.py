"""A file that goes with a page leaves the device under a fit name, without names and places, and with what is still wrong told."""

from __future__ import annotations

import pytest

from attachments import app1, exif, jpeg, pdf, png, properties, word
from publishing.checks.identifying import Known
from publishing.writing.beside import made_ready

PLACE, AUTHOR = "this file says where it was made", "this file names its author or owner"
PLACED = jpeg(app1(exif(gps=1)))
NAMED = word(more={"docProps/core.xml": properties(creator="Sam Smith")})
CHANGED = word("<w:p><w:ins/></w:p>", {"docProps/core.xml": properties(creator="Sam Smith")})


@pytest.mark.parametrize(("name", "raw", "anew", "file", "taken_out", "wrong"), [
    ("IMG 1 (2).JPG", PLACED, jpeg(), "img-1-2.jpg", [PLACE], []),
    ("from Word.png", PLACED, jpeg(), "from-word.jpg", [PLACE], []),
    ("drawn.bmp", b"BM", png(), "drawn.png", [], []),
    ("Our Form.docx", NAMED, None, "our-form.docx", [AUTHOR], []),
    ("form.docx", CHANGED, None, "form.docx", [AUTHOR], ["file-changes"]),
    ("poster.pdf", pdf("A child, 943 476 5919"), None, "poster.pdf", [], ["private-in-attachment"]),
    ("photo.heic", b"ftyp", None, "photo.heic", [], ["file-type"]),
    ("photo.jpg", jpeg()[:-2], None, "photo.jpg", [], ["file-contents"]),
    ("943 476 5919.csv", b"a,b\n", None, "943-476-5919.csv", [], ["private-in-name"]),
])
def test_what_becomes_of_a_file(name: str, raw: bytes, anew: bytes | None, file: str, taken_out: list[str], wrong: list[str]) -> None:
    found = made_ready(name, "briefings/general", raw, Known(), frozenset(), anew)
    assert found.file == f"briefings/general/{file}"
    assert ([problem.message for problem in found.taken_out], [problem.rule.id for problem in found.problems]) == (taken_out, wrong)
    assert (found.raw == raw) == (not taken_out and anew is None)
