"""What is hidden cannot be worked out from what is shown, and whoever does what the check says is done.

``test_attacker.py`` simulates a reader who knows the code; ``site/test_figures.py`` looks for what hides in every file of a site.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from figure_years import read
from projects import write
from publishing.data.figures.hiding import MANY
from publishing.data.figures.suppression import Exposed, exposures

FILE = "data/figures/2021-22.yml"
P = "suppressed: {below: 5, rule: Ours.}"
W = "withheld: true"


def _measure(name: str, figures: dict[str, int | str], *keys: str) -> str:
    """Return a measure in YAML: its figures by label, each a number or what stands instead, and keys of its own."""
    lines = [f"  {name}:", f"    title: The {name}", "    unit: children", "    period: on 31 March", "    section: Data"]
    lines += [*(f"    {key}" for key in keys), "    figures:"]
    lines += [f"      f{place}: {{label: {label}, {f'value: {what}' if isinstance(what, int) else what}}}"
              for place, (label, what) in enumerate(figures.items())]
    return "\n".join(lines) + "\n"


def _year(*measures: str) -> str:
    return "source: report\nsmall_numbers: Invented for 2021-22 and 2022-23.\nmeasures:\n" + "".join(measures)


def _reasons(total: int | str, *keys: str, **figures: int | str) -> str:
    """Return a year with a total and its breakdown."""
    return _year(_measure("plans", {"All": total}, *(["no_total: It is one number."] if isinstance(total, str) else [])),
                 _measure("reasons", figures, "total: plans.f0", *keys))


def _short(problem: str) -> str:
    """Return what is to be hidden as well, as a problem says it, else the problem's first words."""
    further = [f"{way} for {places}" for places, way in _FURTHER.findall(problem)]
    if not further or "is nought and shown" in problem:
        return problem[:80]
    return re.sub(r" \((?:data/figures/([\w-]+)\.yml, )?line \d+\)", lambda match: f" of {match[1]}" if match[1] else "", "; ".join(further))


_FURTHER = re.compile(r"For (.*?) take out .*?, and write in its place (suppressed: \{.*?\}|withheld: true)")


@pytest.mark.parametrize("text, says", [
    # Enough is hidden.
    (_reasons(36, p=P, s=W, u=W, v=20), []),
    (_reasons(12, a=W, z=P, p=P, q=P), []),
    (_reasons(40, a=33, p=P, q=P, r=P), []),
    (_reasons(P, p=P, q=P), []),
    (_reasons(W, a=W, p=P), []),
    (_year(_measure("plans", {"All": 300, "Abroad": P}, "no_total: Those abroad are not among all.")), []),
    # One is hidden, and then two are not enough.
    (_reasons(36, p=P, s=6, u=6, v=20), ['withheld: true for "v"']),
    (_reasons(36, v=20, s=6, u=6, p=P), ['withheld: true for "u"']),
    (_reasons(34, v=20, s=7, u=5, p=P), ['withheld: true for "u" and "s"']),
    (_reasons(36, p=P, s=W, u=20, v=11), ['withheld: true for "v"']),
    (_reasons(40, p=P, q=P, a=34), ['withheld: true for "a"']),
    (_reasons(38, p=P, q=P, a=30), ['withheld: true for "a"']),
    # Too few are left for any choice among them.
    (_reasons(6, p=P, s=5), ['withheld: true for "s" and "All"']),
    (_reasons(2, p=P, q=P), ['suppressed: {below: 5, rule: Counts under 5 are not shown.} for "All"']),
    # What is withheld and cannot be more than small is small.
    (_reasons(13, a=10, p=P, q=W), ['withheld: true for "a" and "All"']),
    # What is withheld may be small, where nothing is said to be.
    (_reasons(36, p=W, s=13, v=20), ['withheld: true for "v"']),
    (_reasons(36, p=W, s=W, v=34), ['withheld: true for "v"']),
    (_reasons(36, p=W, s=W, v=20), []),
    # A hidden total is given away by its parts, and by percentages of it.
    (_reasons(P, p=1, q=1), ['suppressed: {below: 5, rule: Counts under 5 are not shown.} for "q" and "p"']),
    (_reasons(W, s=30, v=20, p=P), []),
    (_reasons(W, s="value: 30, as_published: 58.8", v="value: 20, as_published: 39.2", p=P), ['withheld: true for "v"']),
    # A total stands in a third measure, or the same number in another one.
    (_reasons(W, s=30, p=P) + _measure("ages", {"Young": 12, "Old": 21}, "total: plans.f0"), ['withheld: true for "s"']),
    (_reasons(36, p=P, s=W, v=20) + _measure("again", {"s": 13}), ['withheld: true for "v"']),
    (_reasons(36, p=P, s=W, v=20) + _measure("again", {"p": 3}), ['suppressed: {below: 5, rule: Counts under 5 are not shown.} for "p"']),
    (_reasons(36, p=P, s=W, v=20) + _measure("again", {"p": 30}), []),  # then it is not the same
    # Sums of figures that are hidden are not shown; one that is shown elsewhere is known.
    (_reasons(36, p=P, s=W, v=20) + "    sums: {both: {label: Both, of: [f0, f1]}}\n", []),
    (_reasons(36, p=P, q=P, s=W, v=20) + "    sums: {both: {label: Both, of: [f0, f1]}}\n" + _measure("again", {"Both": 3}),
     ['withheld: true for "v"; suppressed: {below: 5, rule: Counts under 5 are not shown.} for "Both"']),
    # Noughts.
    (_reasons(12, a=10, z=0, p=P, q=P), [f'{FILE}:19: "z" is nought and shown, and other small numbers of children are hidden'[:80], 'withheld: true for "a"']),
    (_reasons(36, p=P, s=W, u=W, v=20) + _measure("others", {"None": 0, "Many": 50}, "no_total: They overlap."),
     [f'{FILE}:29: "None" is nought and shown, and other small numbers of children are hidden'[:80]]),
    # Numbers that do not fit.
    (_reasons(36, p=P, s=10, v=20), [f'{FILE}:18: what is shown leaves no number that "p" could be. Compare each figure'[:80]]),
    (_reasons(30, p=P, s=10, v=21), [f'{FILE}:16: the figures of "The reasons" add up to more than their total plans.f0'[:80]]),
])
def test_what_must_be_hidden_as_well_is_named(tmp_path: Path, text: str, says: list[str]) -> None:
    _, problems = read(tmp_path, text)
    assert sorted(map(_short, problems)) == sorted(says)


def _follow(root: Path, problems: list[str]) -> None:
    """Do what the problems say."""
    for problem in problems:
        file = problem.partition(":")[0]
        todo = [(way, where[0] or file, int(where[1])) for places, way in _FURTHER.findall(problem)
                for where in re.findall(r"\((?:(data/\S+), )?line (\d+)\)", places)]
        if "is nought and shown" in problem or "is a count of children under five" in problem:
            todo = [(P, file, int(problem.split(":")[1]))]
        assert todo, problem
        for way, path, number in todo:
            lines = (root / path).read_text(encoding="utf-8").splitlines()
            lines[number - 1] = re.sub(r"value: \d+|suppressed: \{.*?\}", way, lines[number - 1])
            write(root, path, "\n".join(lines) + "\n")


@st.composite
def reports(draw: st.DrawFn) -> tuple[str, str]:
    """Return two years of which small numbers are suppressed, or stand there without a decision: breakdowns of one total, one within another, and a part that stands in both years."""
    reasons = draw(st.lists(st.integers(0, 14), min_size=2, max_size=5))
    total = sum(reasons)
    ages = draw(st.lists(st.integers(0, total), min_size=1, max_size=3).filter(lambda parts: sum(parts) <= total))
    within = draw(st.integers(0, reasons[0]))
    decided = draw(st.booleans())

    def shown(numbers: list[int], name: str) -> dict[str, int | str]:
        return {f"{name} {place}": P if decided and number < 5 else number for place, number in enumerate(numbers)}

    whole = next(iter(shown([total], "").values()))
    first = _year(_measure("plans", {"All": whole}, "no_total: It is one number."), _measure("reasons", shown(reasons, "reason"), "total: plans.f0"),
                  _measure("ages", shown([*ages, total - sum(ages)], "age"), "total: plans.f0"),
                  _measure("within", shown([within, reasons[0] - within], "within"), "total: reasons.f0"))
    return first if decided else first.replace("small_numbers: Invented for 2021-22 and 2022-23.\n", ""), _year(_measure("before", {"reason 1": reasons[1], "of none": 50}, "no_total: They overlap."))


@given(reports())
@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whoever_does_what_the_check_says_is_done(tmp_path: Path, report: tuple[str, str]) -> None:
    write(tmp_path, "data/figures/2022-23.yml", report[1])
    _, problems = read(tmp_path, report[0])
    _follow(tmp_path, problems)
    _, left = read(tmp_path, (tmp_path / FILE).read_text(encoding="utf-8"))
    assert left == []


def test_number_of_another_year_counts(tmp_path: Path) -> None:
    write(tmp_path, "data/figures/2022-23.yml", _year(_measure("before", {"p": 3})))
    _, problems = read(tmp_path, _reasons(36, p=P, s=W, v=20))
    assert [*map(_short, problems)] == ['suppressed: {below: 5, rule: Counts under 5 are not shown.} for "p" of 2022-23']


def test_hidden_number_is_in_no_figure(tmp_path: Path) -> None:
    year, problems = read(tmp_path, _reasons(36, p=P, s=W, v=20) + "    sums: {both: {label: Both, of: [f0, f1]}, more: {label: More, of: [f2]}}\n")
    assert problems == []
    assert {figure.label: figure.text for figure in year.measures["reasons"].figures} == {"p": "fewer than 5", "s": "not shown", "v": "20"}
    assert {figure.label: figure.text for figure in year.measures["reasons"].sums} == {"Both": "not shown", "More": "20"}
    assert year.share(year.figures["reasons.f0"]) is None


@pytest.mark.parametrize("text, message", [
    (_year(_measure("plans", {"All": 38}), _measure("reasons", {"p": P, "q": P, "s": 34})),
     f'{FILE}:11: "The reasons" has numbers to hide, and does not say what they add up to. Add a line that names the figure that is their sum, as total: '
     "plans.f0. If nothing that is published holds it, add instead no_total: and why."),
    (_year(_measure("plans", {"All": 36}), _measure("reasons", {"p": P, "s": 34}, "no_total: The report gives none.")),
     f'{FILE}:16: "The reasons" has numbers to hide, and plans.f0 may be what they add up to. If it is, put total: plans.f0 in the place of no_total. '
     "If it is not, say in no_total what plans.f0 is instead, with its name."),
    (_year(_measure("reasons", {"All": 36, "p": P, "s": 34}, "no_total: The report gives none.")),
     f'{FILE}:9: "The reasons" has numbers to hide, and reasons.f0 may be what they add up to. If it is, put total: reasons.f0 in the place of no_total. '
     "If it is not, say in no_total what reasons.f0 is instead, with its name."),
    (_reasons(36, "notes: [Only one of them was a girl.]", p=P, s=W, v=20),
     f'{FILE}:17: a note of "The reasons", which has numbers to hide, says "one". Write the note without a number.'),
    (_reasons(36, p=f"{P}, notes: [Of these 3 were girls.]", s=W, v=20),
     f'{FILE}:18: a note of "The reasons", which has numbers to hide, says "3". Write the note without a number.'),
    (_reasons(36, p=f"{P}}}  # really {{3", s=W, v=20).replace("{3}", "3"),
     f'{FILE}:18: a comment beside "p", which is hidden, says "3". Delete the number. If the file has been uploaded with it, the number stands in its '
     "history too: tell whoever looks after the project."),
    (_reasons(36, p=P, s=W, v=20) + _measure("rates", {"Rate of p": "value: 1.2, unit: per 10000 children"}),
     f'{FILE}:27: "Rate of p" is a rate, and stands beside a number that is to be hidden. Hide it as well: withheld: true in the place of value and as_published.'),
    (_reasons(36, p=f"value: 3, {P}", s=W, v=20),
     f'{FILE}:18: "p" is to be hidden, and its value can be read in this file. Delete value. If the file has been uploaded with it, the number stands in its '
     "history too: tell whoever looks after the project."),
    (_reasons(36, p=P, s=f"as_published: 36, {W}", v=20),
     f'{FILE}:19: "s" is to be hidden, and its as_published can be read in this file. Delete as_published. If the file has been uploaded with it, the number '
     "stands in its history too: tell whoever looks after the project."),
    (_reasons(36, p=f"{P}, {W}", s=W, v=20),
     f'{FILE}:18: "p" is both suppressed and withheld. Keep suppressed where the number is small, and withheld where it is not.'),
    (_reasons(36, "no_total: None.", p=P, s=W, v=20), f"{FILE}:17: there is a total, and a reason why there is none. Delete total or no_total."),
    (_reasons(36, p=P.replace("5", "2"), s=W, v=20),
     f"{FILE}:18: below: 2 is not a whole number from 3 to 20. Write below: 5, or the number of the partnership's own rule."),
], ids=["no-total", "likely-total", "total-within", "note", "note-of-a-figure", "comment", "rate", "value", "percentage", "both-words", "total-and-none", "threshold"])
def test_what_stands_beside_a_hidden_number_is_found(tmp_path: Path, text: str, message: str) -> None:
    _, problems = read(tmp_path, text)
    assert problems == [message]


def test_total_of_another_year_is_found(tmp_path: Path) -> None:
    write(tmp_path, "data/figures/2022-23.yml", _year(_measure("before", {"All": 36})))
    _, (problem,) = read(tmp_path, _year(_measure("reasons", {"p": P, "s": 34}, "no_total: The report gives none.")))
    assert 'before.f0 of 2022-23 may be what they add up to. If it is, copy it into this file' in problem


@pytest.mark.parametrize("words", ["It is not plans.f0, which counts families.", "plans.f0 has those of other areas too"])
def test_figure_that_is_not_the_total_is_said_to_be_none(tmp_path: Path, words: str) -> None:
    assert read(tmp_path, _year(_measure("plans", {"All": 36}), _measure("reasons", {"p": P, "s": 34}, f'no_total: "{words}"')))[1] == []


@pytest.mark.parametrize("note", ["The report counts each child once only where it can.", "The year 2020-21 was different.", "Plans of two years and 6 months to 1 year."])
def test_note_that_counts_nobody_may_stand(tmp_path: Path, note: str) -> None:
    assert read(tmp_path, _reasons(36, f'notes: ["{note}"]', p=P, s=W, v=20))[1] == []


def test_without_an_answer_everything_around_is_to_be_hidden(tmp_path: Path) -> None:
    year, _ = read(tmp_path, _reasons(36, p=P, s=W, u=6, v=20))
    assert [*exposures({year.name: year})] == []
    found, = exposures({year.name: year}, effort=0)
    assert isinstance(found, Exposed)
    assert {year.figures[name].label: below for (_, name), below in found.further.items()} == {"u": 0, "v": 0, "All": 0, "p": 0}


def test_so_much_that_it_cannot_be_worked_out_is_hidden_whole(tmp_path: Path) -> None:
    """A table of twenty by twenty, with one small number in each row and column: the message stays short, and each round leads on."""
    size = 20
    cells = [[3 if row == column else 7 for column in range(size)] for row in range(size)]
    places = range(size)
    shown = {(row, column): P if cells[row][column] < 5 else 7 for row in places for column in places}
    text = _year(_measure("rows", {f"row {row}": sum(cells[row]) for row in places}), _measure("columns", {f"column {row}": sum(cells[row]) for row in places}),
                 *(_measure(f"row-{row}", {f"{row} {column}": shown[row, column] for column in places}, f"total: rows.f{row}") for row in places),
                 *(_measure(f"column-{column}", {f"{row} {column}": shown[row, column] for row in places}, f"total: columns.f{column}") for column in places))
    _, problems = read(tmp_path, text)
    assert problems and all(len(problem) < 2000 for problem in problems)
    assert problems[0].count("(line ") == MANY and "more must follow" in problems[0]
