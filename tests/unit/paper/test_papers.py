"""The PDFs of the example, read back: what they are, what they say, on how many sides, and the same each time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from constructs import CONSTRUCTS
from projects import TODAY, copy_project
from publishing.content.kinds import UrgentGuide
from publishing.content.text import text_alone
from publishing.paper.everything import Papers, papers_of
from publishing.paper.sheets import NOT_MADE, ONE_SHEET, ONE_SIDE, TOO_LONG, Paper, Printer, fits_of
from publishing.paper.walk import Walk
from publishing.problems.problem import Problem
from publishing.reading.rendering import render
from publishing.site import Site, read_site
from publishing.typesetting.made import Made
from publishing.typesetting.typst_document import Fit, Typesetter


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("papers") / "project")


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    return read_site(root, TODAY)


@pytest.fixture(scope="module")
def papers(site: Site, root: Path) -> Papers:
    return papers_of(site, Typesetter(root))


def read(papers: Papers) -> Iterator[tuple[str, PdfReader]]:
    return ((paper.address, PdfReader(io.BytesIO(paper.content))) for paper in papers.pdfs)


def tags(reader: PdfReader) -> list[str]:
    """Return the sort of every element of a PDF's structure, in order."""
    found, left = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        element = left.pop()
        if isinstance(element, dict):
            found += [element["/S"][1:]] if "/S" in element else []
            inner = element.get("/K", [])
            left += reversed([item.get_object() if hasattr(item, "get_object") else item for item in (inner if isinstance(inner, list) else [inner])])
    return found


def links(reader: PdfReader) -> set[str]:
    return {note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", ()) if "/A" in note.get_object()}


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_each_is_tagged_titled_and_says_its_language(papers: Papers) -> None:
    for address, reader in read(papers):
        catalogue, heads = reader.trailer["/Root"], [tag for tag in tags(reader) if tag in ("H1", "H2", "H3", "H4")]
        assert reader.metadata and reader.metadata.title and catalogue["/Lang"] == "en-GB" and catalogue["/MarkInfo"]["/Marked"], address
        assert b"pdfuaid:part" in catalogue["/Metadata"].get_object().get_data() and heads[0] == "H1" and heads.count("H1") == 1, address
        assert "Figure" in tags(reader) and "Link" in tags(reader), address


def test_each_says_where_to_look_for_updates(site: Site, papers: Papers) -> None:
    base = site.catalogue.data.partnership.site_address
    for address, reader in read(papers):
        assert "Check for updates at" in words(reader) and any(link.startswith(base) for link in links(reader)), address


def test_every_page_of_a_kind_that_is_handed_round_has_one_on_one_sheet(site: Site, papers: Papers) -> None:
    sheets = {paper.page: paper for paper in papers.pdfs if paper.title == "This page as a PDF"}
    assert sheets.keys() == {resource.address for resource in site.catalogue.resources if resource.on_paper}
    at_a_glance = {guide.address for guide in site.catalogue.of_kind(UrgentGuide)}
    assert at_a_glance and all(paper.sides <= (1 if address in at_a_glance else 2) for address, paper in sheets.items())
    assert papers.problems == ()


def made_of(site: Site, *texts: str, fits: tuple[Fit, ...] = ONE_SHEET) -> tuple[list[Paper], list[Problem]]:
    """Return the sheet of texts, as that of a page is made."""
    problems: list[Problem] = []
    printer = Printer(site, "https://northmoor.example/", Typesetter(site.catalogue.root), problems)
    values = {**printer.frame, "title": "A page", "lead": "", "kind": "Briefing", "notices": [], "about": [], "sources": [], "address": printer.whole("/"), "shown": "northmoor.example",
              "qr": printer.code("/"), "blocks": Walk("https://northmoor.example/").blocks("".join(render(text_alone(text).tokens, str) for text in texts))}
    return list(printer.made(("/", "/a.pdf", "A page"), "sheet", values, TODAY, fits, "briefings/a.md")), problems


def test_every_construct_of_a_text_can_be_set(site: Site) -> None:
    (made,), problems = made_of(site, *(text.replace("{}", "Every pond has an edge.") for text in CONSTRUCTS.values()))
    assert problems == [] and words(PdfReader(io.BytesIO(made.content))).count("Every pond has an edge.") >= 20


def test_a_table_a_list_and_a_heading_are_tagged_as_what_they_are(site: Site) -> None:
    (made,), _ = made_of(site, "## Ponds\n\n- one\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n[Maps](maps.md)")
    assert {"H1", "H2", "P", "L", "LI", "Table", "TH", "TD", "Link", "Figure"} <= {*tags(PdfReader(io.BytesIO(made.content)))}


def test_what_no_font_has_is_named_and_nothing_is_made(site: Site) -> None:
    made, problems = made_of(site, "A pond is 漢.")
    assert made == [] and [problem.rule for problem in problems] == [NOT_MADE] and "漢" in problems[0].values["why"]


def test_what_is_too_long_for_its_sides_is_made_and_told(site: Site) -> None:
    (made,), problems = made_of(site, "A pond has an edge, and ice on it is thin. " * 200, fits=ONE_SIDE)
    assert made.sides == 2 and [problem.rule for problem in problems] == [TOO_LONG]


def test_a_wide_table_goes_across_the_sheet() -> None:
    narrow, wide = (Walk("https://northmoor.example/").blocks(render(text_alone(text).tokens, str)) for text in ("| a | b |\n| - | - |\n", "| a | b | c |\n| - | - | - |\n"))
    assert fits_of(narrow) == ONE_SHEET and {fit.columns for fit in fits_of(wide)} == {1}


@pytest.mark.parametrize("word", ["Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "the.team.of.all.ponds.and.lakes@northmoor.example", "misrepresentations"])
def test_a_word_that_its_column_cannot_hold_is_parted(site: Site, word: str) -> None:
    (made,), _ = made_of(site, f"| a | b | c | d | e | f | g |\n{'| - ' * 7}|\n{f'| {word} ' * 7}|\n")
    assert word not in PdfReader(io.BytesIO(made.content)).pages[0].extract_text()


def test_a_text_is_set_as_large_as_it_fits(site: Site) -> None:
    sizes = []
    for times in (1, 60, 150):
        (made,), _ = made_of(site, "A pond has an edge, and ice on it is thin.\n\n" * times)
        text: list[float] = []
        PdfReader(io.BytesIO(made.content)).pages[0].extract_text(visitor_text=lambda words, cm, tm, font, size, text=text: text.append(abs(size * tm[0])) if "thin" in words else None)
        sizes.append(max(text))
    assert sizes == sorted(sizes, reverse=True) and sizes[0] > sizes[-1]


def test_the_card_and_posters_are_what_the_data_say(site: Site, papers: Papers) -> None:
    pinned = {address: words(reader) for address, reader in read(papers) if address.startswith("/on-paper/")}
    assert [*pinned] == ["/on-paper/pocket-card.pdf", "/on-paper/posters/worried.pdf", "/on-paper/urgent/thin-ice.pdf", "/on-paper/desk-cube.pdf"]
    card, poster, guide, cube = pinned.values()
    assert "999" in card and "01632 960001" in card and "unconfirmed" in card and card.count("Numbers as on 20 November 2032") == 8
    assert "Ring, and say what you saw." in poster and "01632 960001" in poster and "01632 960002" not in poster
    assert "Do now" in guide and "Do not" not in guide and "999" in guide
    assert "Levels on a desk" in cube and all(level.name in cube and level.in_short in cube for level in site.catalogue.data.levels.levels)
    assert all(paper.sides == 1 for paper in papers.pdfs if paper.address in pinned)


def test_two_builds_make_the_same_bytes_and_the_second_from_what_the_first_kept(site: Site, root: Path, papers: Papers, tmp_path: Path) -> None:
    first, second = (papers_of(site, Typesetter(root, Made(tmp_path))) for _ in range(2))
    assert papers.files == first.files == second.files


def test_a_sheet_is_walked_over_once_and_made_anew_whatever_it_is_made_of_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = copy_project(tmp_path / "project")
    page, picture, fragment = (root / file for file in ("briefings/general/meetings.md", "briefings/general/table-plan.png", "overrides/fragments/paper-about.html"))

    def sheet(made: Made) -> bytes:
        return papers_of(read_site(root, TODAY), Typesetter(root, made)).beside("/briefings/general/meetings/")[0].content

    kept, found = Made(tmp_path / "made"), [b""]
    for path, change in ((page, bytes), (page, lambda text: text.replace(b"Ask the family", b"Ask every family")), (page, lambda text: text.replace(b"How to hold", b"How we hold")),
                         (fragment, lambda text: text.replace(b"To be looked at", b"To be read")), (picture, _darker)):
        path.write_bytes(change(path.read_bytes()))
        found.append(sheet(kept))
        assert found[-1] == sheet(Made()) and found[-1] not in found[:-1]
    monkeypatch.setattr("publishing.paper.sheets.fits_of", None)
    assert sheet(kept) == found[-1]
    for file in (tmp_path / "made").iterdir():
        if file.stat().st_size > 2_000:
            file.unlink()  # the sheets, and not what is known of them
    monkeypatch.undo()
    assert sheet(kept) == found[-1]


def _darker(picture: bytes) -> bytes:
    output = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("L").point(lambda shade: shade // 2).save(output, "PNG")
    return output.getvalue()
