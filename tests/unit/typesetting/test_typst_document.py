"""A document has the words that it was given, whatever they look like, and the same bytes each time."""

from __future__ import annotations

import io
import re
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from projects import ROOT, write
from publishing.typesetting.made import Made
from publishing.typesetting.typst_document import TEMPLATES, NotSet, Typesetter, _fonts, sides_of

DAY = date(2032, 11, 22)
HOSTILE = ['#import "secret.typ": *', "#read(\"/secret.txt\")", "$ x $ ] } ) *bold* _thin_ `code` <label> @name", 'a \\ " b', "= No heading", "// no comment", "https://example.org/?a=b&c=d"]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with our common template, and one that prints a title and a text."""
    root = tmp_path_factory.mktemp("project")
    (root / TEMPLATES).mkdir(parents=True)
    shutil.copy2(ROOT / TEMPLATES / "common.typ", root / TEMPLATES)
    write(root, f"{TEMPLATES}/letter.typ", '#import "common.typ": *\n#show: document-of.with(title: values.title, author: "Us")\n= #values.title\n#values.text')
    write(root, "secret.txt", "This is secret.")
    return root


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_code(root: Path, text: str) -> None:
    found = words(Typesetter(root).pdf("letter", {"title": text, "text": text}, DAY))
    assert found.replace(" ", "") == (text * 2).replace(" ", "")


def test_a_pdf_says_what_it_is_in_what_language_and_of_which_day(root: Path) -> None:
    reader = PdfReader(io.BytesIO(Typesetter(root).pdf("letter", {"title": "Ice", "text": "Thin."}, DAY)))
    catalogue = reader.trailer["/Root"]
    assert reader.metadata and reader.metadata.title == "Ice" and reader.metadata.author == "Us"
    assert reader.metadata.creation_date and reader.metadata.creation_date.date() == DAY
    assert catalogue["/Lang"] == "en-GB" and catalogue["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in catalogue
    assert b"pdfuaid:part>1<" in catalogue["/Metadata"].get_object().get_data()


def test_the_bytes_are_the_same_each_time_and_others_for_another_day(root: Path) -> None:
    first, second, later = (Typesetter(root).pdf("letter", {"title": "Ice", "text": "Thin."}, day) for day in (DAY, DAY, date(2032, 11, 23)))
    assert first == second != later


def test_what_was_set_is_taken_from_the_last_build_until_a_template_changes(root: Path, tmp_path: Path) -> None:
    def setter() -> Typesetter:
        return Typesetter(root, Made(tmp_path))

    values = {"title": "Ice", "text": "Thin."}
    first = setter().pdf("letter", values, DAY)
    assert setter().pdf("letter", values, DAY) == first and len([*tmp_path.iterdir()]) == 1
    setter().png("letter", values)
    write(root, f"{TEMPLATES}/other.typ", "// another")
    setter().pdf("letter", values, DAY)
    assert len([*tmp_path.iterdir()]) == 3


def test_what_no_font_has_is_refused_in_words(root: Path) -> None:
    with pytest.raises(NotSet, match="could not be displayed"):
        Typesetter(root).pdf("letter", {"title": "Ice", "text": "漢"}, DAY)


def test_a_picture_is_a_png(root: Path) -> None:
    assert Typesetter(root).png("letter", {"title": "Ice", "text": "Thin."}).startswith(b"\x89PNG\r\n")


def test_the_face_of_the_templates_is_that_of_the_package() -> None:
    face, = re.findall('#let face = "(.*)"', (ROOT / TEMPLATES / "common.typ").read_text(encoding="utf-8"))
    assert [path.name for path in sorted(_fonts().glob("*-Regular.*"))] == [f"{face.replace(' ', '')}-Regular.ttf"]


@pytest.mark.parametrize("sides", [1, 3, 40])
def test_its_pages_are_counted_as_a_reader_of_pdfs_does(root: Path, monkeypatch: pytest.MonkeyPatch, sides: int) -> None:
    pdf = Typesetter(root).pdf("letter", {"title": "Ponds", "text": "1 0 obj<</Type/Pages/Count 7/Kids " * 300 * sides}, DAY)
    assert sides_of(b"\n" + pdf) == len(PdfReader(io.BytesIO(pdf)).pages) >= min(sides, 2)  # as of one that begins otherwise
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert sides_of(pdf) >= min(sides, 2)
