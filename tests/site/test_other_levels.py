"""A partnership with five levels, four sides, other names and other ages has its own instrument and its own cube: its data alone differ."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from projects import TODAY, change, problems, write
from publishing.pages.cube import SHEET, SIDE, TAB, net
from publishing.paper.everything import papers_of
from publishing.site import Site, read_site
from publishing.typesetting.typst_document import Typesetter
from publishing.words.addresses import DESK_CUBE

NAMES = ("Afloat", "A ripple", "A wave", "A swell", "A storm")
SIDES = {"body": "Body", "mind": "Mind", "kin": "Kin", "shore": "Shore"}
LEVELS = f"""example: true
notice: Written for a test.
source: [northmoor-levels]
domains: {{{", ".join(f"{key}: {name}" for key, name in SIDES.items())}}}
ages: {{egg: {{name: In the egg}}, fledged: {{name: Fledged}}}}
levels:
""" + "".join(f"""  - id: tide-{number}
    name: {name}
    means: The water is at {number}.
{"    phone_on_any_sign: true" if number == 5 else "    phone_now: [Water in the boat]" if number == 2 else ""}
    indicators: {{{", ".join(f"{key}: [{{sign: {name} seen in {side.lower()}, ages: [fledged]}}]" if number < 5 else f"{key}: [{name} seen in {side.lower()}]" for key, side in SIDES.items())}}}
    do: [Row at {number}.]
    in_short: Row {number} strokes
    agreement: Ask the crew at {number}.
""" for number, name in enumerate(NAMES, 1))


@pytest.fixture
def theirs(example: Path) -> Path:
    write(example, "data/levels.yml", LEVELS)
    change(example, "level_of_need/consent.md", 'See [level three](index.md#level-three). At {{ level("level-three") }}, tell', "Tell")
    change(example, "briefings/general/meetings.md", "level_of_need/index.md#level-two", "level_of_need/index.md#tide-2")
    return example


def html(site: Site, address: str) -> str:
    return site.html(next(page for page in site.pages if page.address == address))


def cube(root: Path) -> PdfReader:
    content = next(paper.content for paper in papers_of(read_site(root, TODAY), Typesetter(root)).pdfs if paper.address == DESK_CUBE)
    return PdfReader(io.BytesIO(content))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_their_instrument_has_their_levels_sides_ages_and_signs(theirs: Path) -> None:
    assert problems(theirs) == []
    page = html(read_site(theirs, TODAY), "/which-level/")
    for number, name in enumerate(NAMES, 1):
        assert f'id="tide-{number}"' in page and page.count(f">{name} seen in ") == len(SIDES) and f"Row at {number}." in page and f"Ask the crew at {number}." in page
    assert all(f'id="domain--{key}"' in page and f"<h3>{side}</h3>" in page for key, side in SIDES.items())
    assert "In the egg" in page and "which__sign--fledged" in page and page.count("which__pick--phone") == 1 + len(SIDES) and "An example only" in page
    assert "Level one" not in page and "Several signs" not in page


def test_their_cube_has_a_face_for_each_level_and_one_to_call(theirs: Path) -> None:
    said, page = words(cube(theirs)), html(read_site(theirs, TODAY), "/level-of-need/cube/")
    for text in (*NAMES, *(f"Row {number} strokes." for number in range(1, 6)), "Whom to call", "01632 960001", "01632 960002", "999", "An example only"):
        assert text in said and text in page, text
    assert "Not sure?" not in said and "Numbers as on 20 November 2032" in said


@pytest.mark.parametrize(("levels", "spare"), [(1, ["call", "phone", "unsure", "notes", "notes"]), (3, ["call", "phone", "unsure"]), (5, ["call"]), (6, [])])
def test_faces_that_no_level_needs_say_whom_to_call_first(levels: int, spare: list[str], example: Path) -> None:
    three = read_site(example, TODAY).catalogue.data.levels
    assert three is not None
    faces = net(type(three)(**{**vars(three), "levels": (three.levels * 2)[:levels]})).faces
    assert [face.kind for face in faces] == ["level"] * levels + spare


def test_the_cube_is_one_side_of_a4_its_squares_alike_and_its_lines_where_printers_print(example: Path) -> None:
    reader = cube(example)
    side, = reader.pages
    assert [round(float(length) / 72 * 25.4) for length in side.mediabox[2:]] == list(SHEET)
    found = net(read_site(example, TODAY).catalogue.data.levels)  # type: ignore[arg-type]
    corners = [(face.x, face.y) for face in found.faces]
    assert len({*corners}) == 6 and all((abs(x - corners[0][0]) % SIDE, abs(y - corners[0][1]) % SIDE) == (0, 0) for x, y in corners)
    ends = [point for x1, y1, x2, y2 in (*found.cuts, *found.folds) for point in ((x1, y1), (x2, y2))]
    assert min(x for x, _ in ends) >= 7 and max(x for x, _ in ends) <= SHEET[0] - 7 and min(y for _, y in ends) >= 7 and max(y for _, y in ends) <= SHEET[1] - 7
    # A cube has twelve edges. Five hold the squares of a net together, and each of the other seven needs one tab.
    assert len(found.folds) == 5 + 7 and len(found.cuts) == 7 + 3 * 7
    assert {round(abs(x2 - x1) + abs(y2 - y1)) for x1, y1, x2, y2 in found.folds} == {SIDE} and TAB < SIDE / 2


def test_a_seventh_level_has_no_face_and_the_message_says_so(theirs: Path) -> None:
    more = "".join(LEVELS.partition("levels:\n")[2].partition("  - id: tide-2")[0].replace("tide-1", f"tide-{number}").replace("Afloat", f"Tide {number}") for number in (6, 7))
    write(theirs, "data/levels.yml", LEVELS + more)
    assert problems(theirs) == ["data/paper.yml:17: a cube has six faces, and data/levels.yml has 7 levels. Take cube: out of this file, and {{ desk_cube() }} out of the page that has it."]
