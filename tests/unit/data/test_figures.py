"""A year's figures are checked in every build; each message names file, line, what is wrong and what to do."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from figure_years import BREAKDOWN, HEAD, SOURCES, problems_of, read
from projects import change, problems, write
from publishing.data.figures.copied import years_named
from publishing.data.figures.file import read_figures
from publishing.figures.words import NOT_THIS_YEAR, resolve
from publishing.problems.problem import Fault, Problem

FILE = "data/figures/2021-22.yml"


def test_good_file_has_no_problem(tmp_path: Path) -> None:
    year, problems = read(tmp_path, BREAKDOWN)
    assert problems == []
    assert {name: figure.text for name, figure in year.figures.items()} == {
        "plans.all": "200", "plans.reason.first": "150", "plans.reason.second": "49", "plans.reason.third": "1"}


@pytest.mark.parametrize("old, new, message", [
    ("value: 49", "value: 48",
     f'{FILE}:16: the figures of "Reasons for plans" add up to 199, and their total plans.all is 200: 1 too few. '
     "Compare each with the source and correct the one that is wrong."),
    ("as_published: 75", "as_published: 74",
     f'{FILE}:18: "First reason" is 150 of 200, which is 75%, and was published as 74%. Compare both with the source and correct the one that is wrong.'),
    ("value: 49", 'value: "49 children"',
     f'{FILE}:19: value: "49 children" is not a number. Write it in digits alone, without words, commas or quotation marks: value: 49.'),
    ("value: 49", "value: 049",
     f'{FILE}:19: value: "049" is not a number. Write it in digits alone, without words, commas or quotation marks: value: 49.'),
    ("value: 49", "value: -49", f"{FILE}:19: value: -49 is less than nought. Nothing counted can be: correct it."),
    ("value: 49", "value: c", f'{FILE}:19: value: "c" is not a number, and seems to stand for one that is hidden. Take out value: (and as_published:, where it stands there), '
     "and write in its place suppressed: {below: 5, rule: Counts under 5 are not shown.}. If the number is hidden to protect another, write withheld: true."),
    ("value: 49", "vaule: 49",
     f'{FILE}:19: "vaule" is not a key that is known here. Did you mean "value"? The known keys are label, value, as_published, suppressed, '
     "withheld, source, unit, period, section, notes and small_numbers."),
    ("{label: Second reason, value: 49}", "{label: Second reason}",
     f'{FILE}:19: the figure "Second reason" has no value. Add a line: value: 134. If the number must not be shown, add instead '
     "suppressed: {below: 5, rule: Counts under 5 are not shown.} where it is small, and withheld: true where it is not."),
    ("label: Second reason", "label: First reason",
     f'{FILE}:19: "Reasons for plans" has the label "First reason" twice. Delete one of the two, or give it a label of its own.'),
    ("          second:", "          first:", f'{FILE}:19: "first" is written twice (first on line 18). Keep one of the two and delete the other.'),
    ("total: plans.all", "total: plans.al",
     f'{FILE}:16: there is no figure "plans.al" to be the total. Did you mean "plans.all"? Write measure and figure, for example plans.all.'),
    ("source: report", "source: raport",
     f'{FILE}:1: "raport" is not a known source. Did you mean "report"? Choose one of other and report, or add it to data/sources.yml.'),
])
def test_mistake_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert BREAKDOWN.count(old) == 1
    year, problems = read(tmp_path, BREAKDOWN.replace(old, new))
    assert problems == [message]
    assert year.broken


def test_what_follows_from_a_number_hidden_by_words_is_said_at_once(tmp_path: Path) -> None:
    year, problems = read(tmp_path, BREAKDOWN.replace("value: 1, as_published: 1", "value: 1-5"))
    assert [problem.partition(", ")[0] for problem in problems] == [f'{FILE}:20: value: "1-5" is not a number', f'{FILE}:20: even where "Third reason" is hidden']
    assert year.broken


@pytest.mark.parametrize("key, example", [("period", "period: 2020-21"), ("section", "section: Multi Agency Training"), ("unit", "unit: children")])
def test_figure_needs_its_period_section_and_unit(tmp_path: Path, key: str, example: str) -> None:
    lines = [line for line in HEAD.splitlines() if not line.strip().startswith(f"{key}:")]
    _, problems = read(tmp_path, "\n".join(lines))
    assert problems == [f'{FILE}:9: the figure "All plans" has no {key}. Add a line to it or to its measure: {example}']


def test_year_needs_its_source(tmp_path: Path) -> None:
    _, problems = read(tmp_path, HEAD.replace("    source: report\n", ""))
    assert problems == [f'{FILE}:1: "source" is missing. Add a line: source: annual-report-2021-22']


def test_small_count_that_nobody_explained_is_an_error(tmp_path: Path) -> None:
    text = BREAKDOWN.replace("    small_numbers: Invented for 2021-22, so nobody can be identified.\n", "")
    year, problems = read(tmp_path, text)
    assert problems == [
        f'{FILE}:19: "Third reason" is a count of children under five, which may identify a child. Hide it: take out value: (and as_published:, where it stands there), '
        "and write in its place suppressed: {below: 5, rule: Counts under 5 are not shown.}. Or, if the partnership has decided that it may be shown, "
        "write small_numbers: and a sentence that says why and names 2021-22, beside it, in its measure, or at the head of the file. "
        "Units that are no people, such as sessions, stand under not_people in data/language.yml.",
        f'{FILE}:19: even where "Third reason" is hidden, a reader can tell more of it than "fewer than 5", by adding and subtracting what is shown. '
        'If you hide it, hide more in the same change. For "Second reason" (line 18) take out value: (and as_published:, where it stands there), '
        "and write in its place withheld: true."]
    assert year.broken


@pytest.mark.parametrize("unit, asked", [("children", True), ("families", True), ("Staff", False), ("sessions", False), ("children per 10,000", False), ("% of children", False)])
def test_small_count_of_what_is_no_people_needs_no_decision(tmp_path: Path, unit: str, asked: bool) -> None:
    text = HEAD.replace("    small_numbers: Invented for 2021-22, so nobody can be identified.\n", "").replace("unit: children", f'unit: "{unit}"').replace("200", "3")
    _, problems = read(tmp_path, text, not_people=("staff", "sessions"))
    assert ["which may identify a child" in problem for problem in problems] == ([True] if asked else [])


@pytest.mark.parametrize("words, asked", [("Decided.", True), ("Decided for 2020-21.", True), ("Decided for 2021/22.", False), ("Decided for 2021-2022.", False),
                                          ("Decided for April 2021 to March 2022.", False), ("Decided for 2020-21 and for 2021-22.", False)])
def test_decision_about_small_numbers_names_its_year(tmp_path: Path, words: str, asked: bool) -> None:
    _, problems = read(tmp_path, BREAKDOWN.replace("Invented for 2021-22, so nobody can be identified.", words))
    assert any("does not name 2021-22" in problem for problem in problems) == asked


LAST = BREAKDOWN.replace("2022", "2021").replace("2021-22", "2020-21").replace("source: report", "source: other")
"""The year before, of which a file may be a copy."""


@pytest.mark.parametrize("text, found", [
    (LAST, ["figures-copied", "hidden-can-be-worked-out", "source-of-two-years", "small-number-of-another-year", "words-of-another-year"]),
    (BREAKDOWN, ["figures-copied"]),
    (BREAKDOWN.replace("value: 150, as_published: 75", "value: 151").replace("value: 49", "value: 48"), []),
])
def test_file_made_of_another_years_is_named(tmp_path: Path, text: str, found: list[str]) -> None:
    read(tmp_path, LAST, "2020-21")
    problems = [problem for problem in problems_of(tmp_path, text) if problem.file == FILE]
    assert sorted({problem.rule.id for problem in problems}) == sorted(found)


@pytest.mark.parametrize("words, named", [
    ("Annual report 2020-21", ["2020-21"]), ("2020/21", ["2020-21"]), ("2020 to 2022", ["2020-21", "2021-22"]), ("on 31 March 2021", ["2020-21"]),
    ("on 1 April 2021", ["2020-21", "2021-22"]), ("in June 2021", ["2021-22"]), ("in 2021", ["2020-21", "2021-22"]), ("2,021 children", []), ("in the year", []),
    ("April 2020 to March 2021", ["2020-21"]), ("1 April 2020 to 31 March 2021", ["2020-21"]), ("sefton-annual-report-2020-21", ["2020-21"]), ("2020-12", ["2019-20", "2020-21"])])
def test_years_that_words_may_mean(words: str, named: list[str]) -> None:
    assert sorted(years_named(words)) == named


@pytest.mark.parametrize("value, whole, percent", [(125, 1000, 13), (124, 1000, 12), (5, 1000, 1), (4, 1000, 0), (58, 252, 23), (34, 252, 13), (19, 252, 8)])
def test_percentages_round_half_up(tmp_path: Path, value: int, whole: int, percent: int) -> None:
    year, problems = read(tmp_path, BREAKDOWN.replace("value: 200", f"value: {whole}").replace("value: 150, as_published: 75", f"value: {value}")
                          .replace("value: 49", f"value: {whole - value}").replace("value: 1, as_published: 1", "value: 0"))
    assert problems == []
    assert year.share(year.figures["plans.reason.first"]) == Decimal(percent)


@pytest.mark.parametrize("name", ["2021-23.yml", "2021.yml", "2021-22.yaml"])
def test_file_that_names_no_year_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"data/figures/{name}", "source: report\n")
    problems: list[Problem] = []
    assert read_figures(tmp_path, SOURCES, problems) == ({}, {})
    assert [str(problem) for problem in problems] == [
        f"data/figures/{name}:1: the file's name is not a reporting year. Name it after its year, for example 2021-22.yml."]


def test_figure_may_have_a_source_and_period_of_its_own(tmp_path: Path) -> None:
    year, problems = read(tmp_path, BREAKDOWN.replace("value: 49", "value: 49, period: in June, source: other"))
    assert problems == []
    second = year.figures["plans.reason.second"]
    assert (second.source.title, second.period, second.section) == ("Another document", "in June", "Data")


FIGURES = "data/figures/2031-32.yml"
REPORT = "docs/annual-report/2031-32/training.md"


@pytest.mark.parametrize("file, old, new, message", [
    (REPORT, '{{ figure("training.sessions") }} sessions', '{{ figure("training.session") }} sessions',
     'there is no figure "training.session" in 2031-32. Did you mean "training.sessions"? The figures are in data/figures/2031-32.yml.'),
    (REPORT, '{{ figure("training.sessions") }} sessions', '{{ figur("training.sessions") }} sessions', 'there is no macro "figur". Did you mean "figure"?'),
    (REPORT, '{{ table("training") }}', '{{ table("trainin") }}',
     'there is no measure "trainin" in 2031-32. Did you mean "training"? The measures are in data/figures/2031-32.yml.'),
    (REPORT, '{{ table("training") }}', '{{ table("training", year="2029-30") }}',
     'there are no figures for the year "2029-30". Did you mean "2030-31"? The years are 2030-31 and 2031-32; each has a file in data/figures/.'),
    ("docs/annual-report/2031-32/index.md", 'which {{ figure("plans.all") }} children', 'which {{ figure("plans.al") }} children',
     'there is no figure "plans.al" in 2031-32. Did you mean "plans.all"?'),
    (FIGURES, "value: 125", "value: 126",
     'the figures of "Reasons for plans" add up to 241, and their total plans.all is 240: 1 too many. '
     'Compare each with the source and correct the one that is wrong: look first at "Neglect" on line 40, which'),
    (FIGURES, "value: 1860", "value: eighteen hundred", 'value: "eighteen hundred" is not a number.'),
    (FIGURES, "rating: Poor", "rating: Pooor", '"Pooor" is not a known word of the scale. Did you mean "Poor"? Choose one of Fair, Good and Poor.'),
], ids=["figure", "macro", "measure", "year", "summary", "sum", "text", "rating"])
def test_an_officers_mistake_gives_one_clear_line(example: Path, file: str, old: str, new: str, message: str) -> None:
    change(example, file, old, new)
    line = (example / file).read_text(encoding="utf-8").split(new)[0].count("\n") + 1
    found, = problems(example)
    assert message in found and found.startswith(f"{file}:")
    if "total" not in message:
        assert found.startswith(f"{file}:{line}: ")


@pytest.mark.parametrize("hostile", [
    "{{ figure.__globals__ }}", '{{ figure("plans.all").__class__ }}', '{{ figure("plans.all") | upper }}', "{{ figure('plans.' ~ 'all') }}",
    "{% for each in [1] %}{{ each }}{% endfor %}", "{{ 'a' * 999999999 }}", "{{ figure(*['plans.all']) }}", "{{ cycler }}", "{{ chart('plans') }}",
    '{{ figure(["plans.all"]) }}', '{{ figure() }}', '{{ figure("plans.all", year=[]) }}', '{{ figure("plans.all", colour="red") }}',
])
def test_titles_are_words_and_not_code(tmp_path: Path, hostile: str) -> None:
    year, _ = read(tmp_path, HEAD)
    _, wrong = resolve(f"Title {hostile}", {"2021-22": year}, "/annual-report/2021-22/")
    assert wrong is not None


@pytest.mark.parametrize("words, printed", [
    ('{{ figure("plans.all") }} plans', "200 plans"), ("No macro { } here", "No macro { } here"),
    ('{{ figure("plans.all", year="2021-22") }} and {{ trend("plans.all") }}', "200 and no earlier year to compare with"),
])
def test_titles_print_their_figures(tmp_path: Path, words: str, printed: str) -> None:
    year, _ = read(tmp_path, HEAD)
    assert resolve(words, {"2021-22": year}, "/about/") == (printed, None)


def test_report_page_of_a_year_without_figures_is_told_which_file_to_add(tmp_path: Path) -> None:
    year, _ = read(tmp_path, HEAD)
    _, wrong = resolve('{{ figure("plans.all") }}', {"2021-22": year}, "/annual-report/2022-23/")
    assert wrong == Fault(NOT_THIS_YEAR, {"year": "2022-23", "newest": "2021-22"})
