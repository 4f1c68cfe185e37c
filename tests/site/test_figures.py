"""The example's figures on its built pages: in sentences, tables, charts and downloads, compared from year to year, and hidden where they must be."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from built_site import BuiltPage, BuiltSite, words
from projects import build, change, readable

SVG = "{http://www.w3.org/2000/svg}"
REPORT = "/annual-report/2031-32/"
DATA = f"{REPORT}data/"
FIGURES = "data/figures/2031-32.yml"


def rows_of(table: object) -> list[list[str]]:
    """Return the cells of a table, row by row."""
    return [[words(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]


def chart_of(page: BuiltPage, title: str) -> object:
    """Return the chart with a title."""
    return next(figure for figure in page.find("figure", class_="chart") if title in words(figure.find("figcaption")))


@pytest.mark.parametrize("address, sentence", [
    (DATA, "240 children in Northmoor had a plan."),
    (DATA, "180 of 240 (75%) had lasted less than a year."),
    (DATA, "were the reason for 210 plans (88%)"),
    (REPORT, "Plans: 36 more than in 2030-31; from 204 in 2030-31 to 240 in 2031-32, up by 36 (18%). The year before it was 204."),
    (f"{REPORT}training/", "There were 52 sessions for 1,860 professionals. Sessions: from 52 in 2030-31 to 52 in 2031-32, no change; the same as in 2030-31."),
    (f"{REPORT}training/", "The team of 4 staff, in 3.5 posts"),
    (f"{REPORT}training/", "The long course takes 52 weeks."),
    (f"{REPORT}ratings/", "2 issues were rated Good, 1 Fair and 1 Poor."),
    (f"{REPORT}ratings/", "each of the 4 issues"),
    (f"{REPORT}swimming/", "Of all 9,000 places, fewer than 5 (not shown) were in a river, not shown in the sea, fewer than 5 abroad, not shown in open water. Change: no earlier year"),
    ("/annual-report/2030-31/", "On the last day of the year 204 children had a plan. There was no earlier year to compare with."),
])
def test_figure_stands_in_its_sentence(example_site: BuiltSite, address: str, sentence: str) -> None:
    assert sentence in example_site.page(address).text


def test_titles_and_summaries_show_their_numbers_wherever_they_stand(example_site: BuiltSite) -> None:
    for year, plans in (("2031-32", "240"), ("2030-31", "204")):
        sentence = f"in which {plans} children had a plan."
        assert all(sentence in example_site.page(address).text for address in (f"/annual-report/{year}/", "/annual-report/"))
        assert sentence in example_site.page(f"/annual-report/{year}/").find("meta", name="description")[0].get("content")
    assert "The 240 children with a plan" in example_site.page(REPORT).text
    assert not [page.address for page in example_site.pages.values() if "{{" in page.source]


def test_charts_hold_the_published_numbers_and_compare_them(example_site: BuiltSite) -> None:
    figure = chart_of(example_site.page(DATA), "Length of plans, 2031-32")
    assert rows_of(figure) == [
        ["Length", "2030-31", "2031-32", "Change", "Share, 2031-32"],
        ["Under 6 months", "51", "96", "+45", "40%"], ["6 months to under 1 year", "102", "84", "−18", "35%"],
        ["1 year to under 2 years", "48", "55", "+7", "23%"], ["2 years or more", "3", "5", "+2", "2%"], ["Total", "204", "240", "+36", "100%"]]
    assert {cell.get("scope") for cell in figure.iter("th")} == {"row", "col"}
    drawn = ["".join(text.itertext()) for text in figure.find(f"{SVG}svg").iter(f"{SVG}text") if text.get("class") == "chart__number"]
    assert drawn == ["96 (40%)", "84 (35%)", "55 (23%)", "5 (2%)"]
    assert 'The report prints this label as "long plans".' in words(figure)


def test_tables_of_the_first_year_compare_with_none(example_site: BuiltSite) -> None:
    table = example_site.page("/annual-report/2030-31/data/").find("table")[1]
    assert rows_of(table)[:3] == [["Reason", "Number", "Share"], ["Neglect", "102", "50%"], ["Emotional abuse", "68", "33%"]]


def test_the_first_cell_heads_its_row_where_another_stands_beside_it(example_site: BuiltSite) -> None:
    several, *_, one = example_site.page(f"{REPORT}ratings/").find("table")
    first = [[row.find("*").tag for row in table.find("tbody").iter("tr")] for table in (several, one)]
    assert first == [["th"] * 4, ["td"] * 2]


def test_chart_has_title_summary_and_table(example_site: BuiltSite) -> None:
    charts = [(page, figure) for page in example_site.pages.values() for figure in page.find("figure", class_="chart")]
    assert len(charts) == 4
    for page, figure in charts:
        drawing = figure.find(f"{SVG}svg")
        assert drawing.get("role") == "img"
        assert drawing.find(f"{SVG}title").get("id") == drawing.get("aria-labelledby")
        assert len(words(figure.find("figcaption"))) > 60
        assert figure.find(".//table") is not None
        assert not drawing.findall(f".//{SVG}script") and not drawing.findall(f".//{SVG}style") and "url(" not in page.source


def test_page_says_where_its_numbers_are_from(example_site: BuiltSite) -> None:
    text = example_site.page(f"{REPORT}training/").text
    assert 'Training together: 2031-32. Source: Northmoor annual report 2031-32, under "Training".' in text
    assert 'Places at swimming lessons: 2031-32. Source: Northmoor annual report 2031-32, under "Swimming".' in example_site.page(f"{REPORT}swimming/").text
    assert "Where the numbers are from" not in example_site.page("/about/").text


def test_every_download_is_linked_and_there(example_site: BuiltSite) -> None:
    links = {urljoin(REPORT, link) for link in example_site.page(REPORT).links()}
    there = {f"{REPORT}data/{path.name}" for path in (example_site.folder / REPORT[1:] / "data").iterdir() if path.suffix in (".csv", ".json")}
    assert {link for link in links if link.endswith((".csv", ".json")) and "/data/" in link} == there and len(there) > 20
    assert f"{REPORT}data/plans.length.csv" in {urljoin(DATA, link) for link in example_site.page(DATA).links()}
    assert all(example_site.has(f"/annual-report/2030-31/data/{file}") for file in ("datapackage.json", "plans.length.csv", "plans.length.json"))


def test_downloads_hold_the_numbers_with_source_and_period(example_site: BuiltSite) -> None:
    folder = example_site.folder / REPORT[1:] / "data"
    rows = list(csv.DictReader((folder / "plans.category.csv").open(encoding="utf-8", newline="")))
    assert [(row["label"], row["value"], row["percent"], row["percent_as_published"]) for row in rows][:2] == [
        ("Neglect", "125", "52", "52"), ("Emotional abuse", "85", "35", "35")]
    assert {(row["source"], row["section"]) for row in rows} == {("Northmoor annual report 2031-32", "Plans")}
    described = json.loads((folder / "plans.category.json").read_text(encoding="utf-8"))
    assert described["total"] == {"figure": "plans.all", "value": 240}
    assert [figure["value"] for figure in described["figures"]] == [125, 85, 20, 10, 0, 210]
    assert json.loads((folder / "ratings.json").read_text(encoding="utf-8"))["rows"][0]["rating"] == "Good"


# What is hidden to protect children

def test_page_prints_words_instead_of_a_hidden_number(example_site: BuiltSite) -> None:
    sentence = "Where children learned to swim, with fewer than 5 places in a river."
    assert sentence in example_site.page(f"{REPORT}swimming/").text and sentence in example_site.page(REPORT).text
    assert "Northmoor does not show counts under five." in example_site.page(f"{REPORT}swimming/").text


def test_no_file_of_the_site_holds_a_hidden_number(example_site: BuiltSite) -> None:
    for file, content in readable(example_site.folder).items():
        assert not re.search(rb"\b87[37]\b", content), file
        if "swimming" in file or "data/places" in file:
            assert not re.search(r">4<|,4,|: 4[,\n]|>10%<|>0%<|: 10\b", content.decode()), file


def test_downloads_leave_a_hidden_number_out(example_site: BuiltSite) -> None:
    folder = example_site.folder / REPORT[1:] / "data"
    rows = list(csv.DictReader((folder / "places.water.csv").open(encoding="utf-8", newline="")))
    assert [(row["label"], row["value"], row["percent"], row["percent_as_published"], row["status"]) for row in rows] == [
        ("In a pool", "8123", "90", "", "shown"), ("In the sea", "", "", "", "not shown"),
        ("In a river", "", "", "", "fewer than 5"), ("In open water", "", "", "", "not shown")]
    figures = json.loads((folder / "places.water.json").read_text(encoding="utf-8"))["figures"]
    assert [(figure["value"], figure["percent"], figure["percent_as_published"]) for figure in figures] == [(8123, 90, None), *[(None, None, None)] * 3]


def test_chart_draws_no_bar_for_what_it_hides(example_site: BuiltSite) -> None:
    drawing, = example_site.page(f"{REPORT}swimming/").find(f"{SVG}svg", class_="chart__drawing")
    texts = ["".join(text.itertext()) for text in drawing.iter(f"{SVG}text")]
    assert texts == ["In a pool", "8,123 (90%)", "In the sea", "not shown", "In a river", "fewer than 5"]
    assert len([element for element in drawing.iter() if element.tag in (f"{SVG}path", f"{SVG}rect")]) == 1


def test_changing_a_number_changes_it_everywhere(example: Path) -> None:
    change(example, FIGURES, "value: 125, as_published: 52", "value: 135, as_published: 56")
    change(example, FIGURES, "value: 85, as_published: 35", "value: 75, as_published: 31")
    assert build(example).status == 0
    changed = BuiltSite(example / "site")
    figure = chart_of(changed.page(DATA), "Reasons for plans, 2031-32")
    assert "135 (56%)" in words(figure.find(f"{SVG}svg")) and "Neglect, 135 (56%)" in words(figure.find("figcaption"))
    assert "135" in words(figure.find(".//table"))
    assert "For 56% of the children the reason was neglect." in changed.page(REPORT).text
    data = example / "site" / REPORT[1:] / "data"
    assert "135" in (data / "plans.category.csv").read_text(encoding="utf-8")
    assert '"value": 135' in (data / "plans.category.json").read_text(encoding="utf-8")
    assert not [page.address for page in changed.pages.values() if re.search(r"\b(125|52%)", page.text)]
