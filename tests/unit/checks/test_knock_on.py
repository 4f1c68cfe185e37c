"""One mistake in one file is one error: what depends on what could not be read is not wrong as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from projects import EXAMPLE, TODAY, change, write
from publishing.site import check_site

PAGES = ("docs/index.md", "briefings/general/meetings.md", "docs/annual-report/2031-32/index.md", "level_of_need/index.md")
DATA = tuple(path.relative_to(EXAMPLE).as_posix() for path in sorted(EXAMPLE.glob("data/**/*.yml")))
CONFLICT = "<<<<<<< ours\n{}\n=======\n>>>>>>> theirs\n"


def _with_a_conflict(text: str) -> str:
    return text + CONFLICT.format("a: b")


def _with_an_open_bracket(text: str) -> str:
    return f"{text}\nnew: [\n"


def _with_a_misspelt_key(text: str) -> str:
    return re.sub(r"\b(summary|name|means|label|dated|words|id|items|ends)(?=: )", r"\1x", text, count=1)


def _as_one_word(text: str) -> str:
    return "water\n"


@pytest.mark.parametrize(("file", "spoil"), [
    *((file, _with_a_conflict) for file in (*PAGES, *DATA)),
    *((f"data/{name}.yml", _as_one_word) for name in ("contacts", "topics", "audiences", "sources", "glossary", "ledger", "paper", "navigation")),
    *((f"data/{name}.yml", spoil) for name in ("contacts", "topics", "sources", "levels") for spoil in (_with_an_open_bracket, _with_a_misspelt_key)),
], ids=lambda value: value if isinstance(value, str) else value.__name__.strip("_"))
def test_no_other_file_is_blamed(file: str, spoil: object, example: Path) -> None:
    path = example / file
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    _, problems, _ = check_site(example, TODAY)
    assert {problem.file for problem in problems} == {file}
    if spoil is _with_a_conflict:
        assert [problem.rule.id for problem in problems] == ["merge-conflict"]


@pytest.mark.parametrize(("phone", "errors"), [('"01632 96OO01"', 1), ('"01632 960001 or 2"', 1), ('"01632\u00a0960001"', 0)])
def test_a_number_that_is_mistyped_is_one_error(phone: str, errors: int, example: Path) -> None:
    """The card and the posters that print it were said to name a contact without one; and Word's spaces were no spaces."""
    change(example, "data/contacts.yml", '  phone: "01632 960001"', f"  phone: {phone}")
    assert [problem.file for problem in check_site(example, TODAY)[1]] == ["data/contacts.yml"] * errors


def test_two_versions_of_a_table_are_one_error(example: Path) -> None:
    tables = ("briefings/general/times.csv", "briefings/general/times.tsv", "data/times.csv", "data/figures/times.tsv")
    for file in tables:
        (example / file).write_text(f"day,time\n{CONFLICT.format('1,2')}", encoding="utf-8")
    assert [(problem.file, problem.line, problem.rule.id) for problem in sorted(check_site(example, TODAY)[1]) if problem.rule.id not in ("file-not-named", "file-outside")] == [(file, 2, "merge-conflict") for file in sorted(tables)]


def test_a_year_that_is_misnamed_is_one_error(example: Path) -> None:
    year = max((example / "data/figures").glob("*.yml"))
    year.rename(year.with_suffix(".yaml"))
    assert {problem.rule.id for problem in check_site(example, TODAY)[1]} == {"not-a-reporting-year"}


@pytest.mark.parametrize("name", ["contacts", "topics", "levels", "navigation"])
def test_a_data_file_that_is_misnamed_is_one_error(name: str, example: Path) -> None:
    (example / f"data/{name}.yml").rename(example / f"data/{name}.yaml")
    assert [(problem.file, problem.rule.id) for problem in check_site(example, TODAY)[1]] == [(f"data/{name}.yaml", "data-file-not-read")]


@pytest.mark.parametrize("file", ["data/foo.yml", "data/topics (1).yml", "data/levels.yml.txt", "data/figures/a/2029-30.yml", "data/figures/2029-30.YML"])
def test_a_data_file_that_nobody_reads_is_not_passed_over(file: str, example: Path) -> None:
    (example / file).parent.mkdir(exist_ok=True)
    (example / file).write_text("a: b\n", encoding="utf-8")
    assert {(problem.file, problem.rule.id) for problem in check_site(example, TODAY)[1]} == {(file, "data-file-not-read")}


def test_contacts_that_are_gone_are_one_error(example: Path) -> None:
    (example / "data/contacts.yml").unlink()
    assert [(problem.file, problem.rule.id) for problem in check_site(example, TODAY)[1]] == [("data/contacts.yml", "data-file-missing")]


TEXT = """
[Nowhere](nowhere.md), {{ contact("nobody") }} and [here](meetings.md#no-such-heading).

##No heading

Call 07700 900123.
"""
GOOD = "---\ntitle: A page\nsummary: What to do, in one sentence.\n---\n"


@pytest.mark.parametrize("front", [
    "---\ntitle: A page\n---\n", "---\ntitle: A: b\nsummary: What to do.\n---\n", "---\ntitle: A page\nsummary: [a\n---\n", "---\ntitle: A page\nsummary: What to do.\n", "",
    "---\nother: A page\ntopics: [watr]\n---\n"], ids=["a key missing", "a second colon", "an open bracket", "not closed", "none", "a misspelt key"])
@pytest.mark.parametrize("folder", ["briefings/general", "briefings/seven-minute"])
def test_front_matter_that_cannot_be_read_hides_nothing_of_the_text(front: str, folder: str, example: Path) -> None:
    file = f"{folder}/new.md"

    def found(front: str) -> set[str]:
        write(example, file, front + TEXT.replace("meetings.md", "../general/meetings.md"))
        return {problem.rule.id for problem in check_site(example, TODAY)[1] if problem.file == file}

    of_the_text = found(GOOD)
    assert {"link-to-no-file", "no-such-contact", "link-to-no-heading", "heading-space", "phone"} <= of_the_text | {"link-to-no-file"}
    in_one_round = found(front)
    assert of_the_text < in_one_round, of_the_text - in_one_round
