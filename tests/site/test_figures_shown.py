"""The figures of the 2020-21 report stand on the built pages, in tables, charts and downloads, as they were published."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from built_site import BuiltSite, words
from frictionless import Package
from projects import ROOT, change, run
from publishing.figures.macros import FIGURE_MACROS

SVG = "{http://www.w3.org/2000/svg}"
REPORT = "/annual-report/2020-21/"
DATA = f"{REPORT}child-protection-data/"


@pytest.mark.parametrize("address, sentence", [
    (DATA, "252 children in Sefton were subject to a child protection plan."),
    (DATA, "198 of 252 (79%) had lasted less than a year. 54 (21%) had lasted a year or more."),
    (DATA, "232 plans (92%)"),
    (f"{REPORT}training/", "52 sessions to 860 professionals"),
    ("/training/", "52 sessions and 860 professionals"),
    (f"{REPORT}covid-response/", "128 children who had been visited went back to face-to-face teaching"),
    (f"{REPORT}covid-response/", "The business unit of 4 staff, in 3.8 posts, worked from home"),
    (f"{REPORT}ratings/", "2 issues were rated Good, 3 Sufficient, 3 Limited and 1 Unsatisfactory."),
    (f"{REPORT}ratings/", "Each of the 9 issues"),
    (f"{REPORT}audits/", "6 main audits"),
    (f"{REPORT}priorities/", "The 4 priorities"),
    (f"{REPORT}learning-and-publications/", "20 in all"),
])
def test_figure_stands_in_its_sentence(site: BuiltSite, address: str, sentence: str) -> None:
    assert sentence in site.page(address).text


@pytest.mark.parametrize("title, numbers, shares", [
    ("Length of current child protection plans, 2020-21", ["58", "49", "91", "34", "19", "1", "252"], ["23%", "19%", "36%", "13%", "8%", "0%", "100%"]),
    ("Category of current child protection plans, 2020-21", ["98", "134", "7", "13", "0", "252"], ["39%", "53%", "3%", "5%", "0%", "100%"]),
])
def test_tables_and_charts_hold_the_published_numbers(site: BuiltSite, title: str, numbers: list[str], shares: list[str]) -> None:
    figure = next(figure for figure in site.page(DATA).find("figure", class_="chart") if title in words(figure.find("figcaption")))
    rows = [row for part in ("tbody", "tfoot") for row in figure.find(f".//{part}").iter("tr")]
    assert [[words(cell) for cell in row.iter("td")] for row in rows] == [list(pair) for pair in zip(numbers, shares, strict=True)]
    assert figure.find(".//caption").text == title
    assert {cell.get("scope") for cell in figure.iter("th")} == {"row", "col"}
    drawn = ["".join(text.itertext()) for text in figure.find(f"{SVG}svg").iter(f"{SVG}text") if text.get("class") == "chart__number"]
    assert drawn == [f"{number} ({share})" for number, share in zip(numbers[:-1], shares[:-1], strict=True)]


def test_chart_has_title_summary_and_table(site: BuiltSite) -> None:
    for page in site.pages.values():
        for figure in page.find("figure", class_="chart"):
            drawing = figure.find(f"{SVG}svg")
            assert drawing.get("role") == "img"
            assert drawing.find(f"{SVG}title").get("id") == drawing.get("aria-labelledby")
            assert len(words(figure.find("figcaption"))) > 60
            assert figure.find(".//table") is not None
            assert not drawing.findall(f".//{SVG}script") and not drawing.findall(f".//{SVG}style") and "url(" not in page.source
        assert len(set(page.identifiers())) == len(page.identifiers()), page.address


def test_titles_and_summaries_show_their_numbers_wherever_they_stand(site: BuiltSite) -> None:
    sentence = "when 252 children were subject to a child protection plan."
    assert all(sentence in site.page(address).text for address in (REPORT, "/annual-report/"))
    assert sentence in next(meta.get("content") for meta in site.page(REPORT).find("meta", name="description"))
    assert "The 4 priorities" in site.page(f"{REPORT}audits/").text
    assert not [page.address for page in site.pages.values() if "{{" in page.source and page.address != "/figures/"]


def test_report_has_its_chapters_in_order(site: BuiltSite) -> None:
    chapters = [words(link) for link in site.page(REPORT).tree.findall(".//ol[@class='chapters']/li/a")]
    assert chapters == [
        "Foreword and context", "The scrutineer's recommendations and progress", "The 4 priorities", "The child's lived experience and voice",
        "The scrutineer's ratings", "Multi-agency audits", "Child protection data", "First day response and the Covid response",
        "Learning and publications", "Training in the year", "Case review work and the 6 national practice themes",
        "New working arrangements", "Assurance and next steps", "What Working Together 2018 required of the report"]


def test_page_says_where_its_numbers_are_from(site: BuiltSite) -> None:
    text = site.page(f"{REPORT}covid-response/").text
    assert 'First day response: 2020-21; the source gives no dates. Source: Sefton LSCB Annual Report 2020-21, under "Impact of COVID 19".' in text
    assert "Where the numbers are from" not in site.page("/about/").text


def test_every_download_is_linked_and_there(site: BuiltSite) -> None:
    links = {urljoin(REPORT, link) for link in site.page(REPORT).links() if "/data/" in urljoin(REPORT, link)}
    there = {f"{REPORT}data/{path.name}" for path in (site.folder / REPORT[1:] / "data").iterdir()}
    assert links == there and len(there) > 20
    assert f"{REPORT}data/child-protection.length.csv" in {urljoin(DATA, link) for link in site.page(DATA).links()}


def test_data_package_follows_its_standard(site: BuiltSite, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site.folder / REPORT[1:] / "data"
    monkeypatch.chdir(folder)
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert list(Package.metadata_validate(described)) == []
    report = Package("datapackage.json").validate()
    assert report.valid, report.flatten(["type", "note"])
    assert {resource["path"] for resource in described["resources"]} == {path.name for path in folder.glob("*.csv")}


def test_data_package_check_can_fail(site: BuiltSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (site.folder / REPORT[1:] / "data").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b",252,", b",many,"))
    monkeypatch.chdir(tmp_path)
    assert not Package("datapackage.json").validate().valid


def test_downloads_hold_the_numbers_with_source_and_period(site: BuiltSite) -> None:
    folder = site.folder / REPORT[1:] / "data"
    rows = list(csv.DictReader((folder / "child-protection.category.csv").open(encoding="utf-8", newline="")))
    assert [(row["label"], row["value"], row["percent"], row["percent_as_published"]) for row in rows][:2] == [
        ("Emotional abuse", "98", "39", "39"), ("Neglect", "134", "53", "53")]
    assert {(row["source"], row["section"]) for row in rows} == {("Sefton LSCB Annual Report 2020-21", "Child Protection Data 2020-21")}
    described = json.loads((folder / "child-protection.category.json").read_text(encoding="utf-8"))
    assert described["total"] == {"figure": "child-protection.plans", "value": 252}
    assert [figure["value"] for figure in described["figures"]] == [98, 134, 7, 13, 0, 232]
    assert json.loads((folder / "ratings.json").read_text(encoding="utf-8"))["rows"][0]["rating"] == "Sufficient"


def test_changing_a_number_changes_it_everywhere(project: Path) -> None:
    file = "data/figures/2020-21.yml"
    change(project, file, "value: 134", "value: 130")
    change(project, file, "value: 98", "value: 102")
    change(project, file, "as_published: 39", "as_published: 40")
    change(project, file, "as_published: 53", "as_published: 52")
    assert run(project, "build").status == 0
    changed = BuiltSite(project / "site")
    page = changed.page(DATA)
    figure = page.find("figure", class_="chart")[1]
    assert "Neglect alone is the category of 52%." in page.text
    assert "130 (52%)" in words(figure.find(f"{SVG}svg")) and "Neglect, 130 (52%)" in words(figure.find("figcaption"))
    assert "130" in words(figure.find(".//table"))
    assert "For 52% of them the category was neglect" in changed.page(REPORT).text
    data = project / "site" / REPORT[1:] / "data"
    assert "130" in (data / "child-protection.category.csv").read_text(encoding="utf-8")
    assert '"value": 130' in (data / "child-protection.category.json").read_text(encoding="utf-8")
    assert not [page.address for page in changed.pages.values() if re.search(r"\b(134|53%)", page.text)]


def test_a_chart_is_drawn_alike_in_every_run_and_on_every_machine(tmp_path: Path) -> None:
    program = ("import sys; sys.path.insert(0, 'hooks'); from publishing.charts import draw; "
               "print(draw((('Neglect <b>', 134.0, '134 (53%)'), ('Hidden', None, 'not shown')), 'chart-1', 'Plans'))")
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nsvg.fonttype: path\nlines.linewidth: 9\n", encoding="utf-8")

    def drawn(**settings: str) -> str:
        return subprocess.run([sys.executable, "-c", program], cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=True).stdout

    assert "Neglect &lt;b&gt;" in drawn()
    assert drawn(PYTHONHASHSEED="1") == drawn(PYTHONHASHSEED="2", MATPLOTLIBRC=str(tmp_path / "matplotlibrc"))


def test_every_macro_for_figures_has_its_live_example(site: BuiltSite) -> None:
    source = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    page = site.page("/figures/")
    for macro in FIGURE_MACROS:
        assert f"### {macro}\n" in source
        assert source.count(f" {macro}(") >= 2, f"{macro}: once shown, once at work"
        assert f"{{{{ {macro}(" in page.text
    assert "/figures/" in {urljoin(REPORT, link) for link in site.page(REPORT).links()}


@pytest.mark.parametrize("width, scheme", [(320, "light"), (1280, "dark")])
def test_charts_are_readable_in_a_browser(served: str, browser, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"{served}{DATA}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = page.evaluate("""[...document.querySelectorAll('svg.chart__drawing')].map(svg => {
        const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
        const texts = [...svg.querySelectorAll('text')];
        return {letters: 14 * scale, right: Math.max(...texts.map(text => text.getBoundingClientRect().right)), width: innerWidth,
                ink: getComputedStyle(texts[0]).fill, bar: getComputedStyle(svg.querySelector('path')).fill}})""")
    page.close()
    assert len(sizes) == 2
    for size in sizes:
        assert size["letters"] >= 11 and size["right"] <= size["width"]
        assert size["ink"] == ("rgb(27, 31, 36)" if scheme == "light" else "rgb(232, 236, 240)")
        assert size["bar"] == ("rgb(11, 83, 148)" if scheme == "light" else "rgb(142, 197, 255)")
