"""``make takeover``: by a dozen answers the site is another partnership's, whole or not at all. The built site: ``site/test_takeover.py``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from projects import EXAMPLE, ROOT, bytes_of
from publishing.checks.taken_over import BLANK, NOT_CONFIRMED, OF_ANOTHER_AREA, TO_DO, TO_WRITE, of_another_area, pattern, still_to_do
from publishing.content.provenance import whose_text
from publishing.data.everything import read_data
from publishing.data.partnership import PAPER, Formerly, Repository, contrast
from publishing.desk import takeover
from publishing.desk.new_resource import NotWritten
from publishing.desk.takeover import belongings, lighter, questions, take_over
from publishing.problems.problem import Severity
from publishing.site import Site, check_site
from publishing.words.dates import today
from takeovers import ANSWERS, LEVELS, git, taken_over, to_take_over

DAY = today()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Formerly]:
    return to_take_over(tmp_path_factory.mktemp("takeover") / "project")


@pytest.fixture
def untouched(project: tuple[Path, Formerly]) -> Iterator[Path]:
    yield project[0]
    git(project[0], "checkout", "-q", ".")
    git(project[0], "clean", "-fdq")


@pytest.fixture(scope="module")
def done(project: tuple[Path, Formerly], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], Site]:
    root = tmp_path_factory.mktemp("done") / "project"
    git(project[0], "worktree", "add", "-q", "--detach", str(root))
    said = taken_over(root, DAY)
    site, problems, _ = check_site(root, DAY)
    assert site is not None and {problem.severity for problem in problems} == {Severity.WARNING}
    return root, said, site


def test_nothing_of_the_partnership_before_is_left(done: tuple[Path, list[str], Site], project: tuple[Path, Formerly]) -> None:
    names = pattern(project[1])
    assert names is not None
    texts = {file: text.source for file, text in done[2].texts.items()}
    texts |= {path.name: path.read_text(encoding="utf-8").partition("\nformerly:")[0] for path in (done[0] / "data").rglob("*.yml")}
    assert {file: found[0] for file, text in texts.items() if (found := names.search(text))} == {}


def test_the_new_one_stands_in_its_place(done: tuple[Path, list[str], Site]) -> None:
    data = done[2].catalogue.data
    assert data.partnership.repository == Repository("https://git.example/fenmarch/site", "main", True)
    assert (data.partnership.name, data.partnership.site_address, data.partnership.ids.year) == (ANSWERS["name"], "https://fenmarch.example/children/", DAY.year)
    assert data.levels is not None and tuple(level.name for level in data.levels.levels) == LEVELS and not data.levels.example
    assert data.contacts["front-door"].short == "FFR" and data.contacts["front-door"].otherwise == data.contacts["out-of-hours"]
    assert data.language.places == {"Aldermere", "Fenmarch", "Nether Fen", "Saltby"}
    assert data.contacts["childline"].phone and data.law and data.synonyms.groups  # what is national has stayed
    assert all(whose_text(page, data.partnership) == "" for page in done[2].catalogue.written if page.file in ("docs/about.md", "docs/index.md", "docs/training.md")), "they are its own"
    assert not data.figures
    menu = [address for section in done[2].menu for _, address in section.links]
    assert {"/who-to-call/", "/search/"} <= {*menu} and not {"/topics/", "/for/"} & {*menu}, "nothing stands there yet"
    assert "/figures/" not in done[2].catalogue.data.ledger and "\ndraft: true\n---\n" in (done[0] / "docs" / "figures.md").read_text(encoding="utf-8"), "it waits for the first"
    assert data.forms.keys() >= {"referral", "team-record"} and data.forms["referral"].questions["family"].more is None, "its page is gone"
    assert data.escalation is not None and all(BLANK.search(step.who) and step.words for step in data.escalation.steps.values())


def test_the_ledger_has_its_own_ids_alone(done: tuple[Path, list[str], Site]) -> None:
    ledger = done[2].catalogue.data.ledger
    assert {*ledger} == {page.address for page in done[2].catalogue.written}
    assert all(entry.id.startswith(f"tag:fenmarch.example,{DAY.year}:") and not entry.former for entry in ledger.values())


def test_what_is_still_to_do_is_counted_down(done: tuple[Path, list[str], Site]) -> None:
    problems = done[2].problems
    assert {problem.rule for problem in problems} == {TO_WRITE, NOT_CONFIRMED}
    assert still_to_do(problems) == f"{len(problems)} things still to do before this site is yours: guide/taking-over.md says how."
    assert still_to_do(problems[:1]).startswith("1 thing still") and still_to_do([]) == ""
    assert OF_ANOTHER_AREA in TO_DO


def test_it_says_what_was_done_and_that_nothing_is_lost(done: tuple[Path, list[str], Site], project: tuple[Path, Formerly]) -> None:
    commit = git(project[0], "rev-parse", "--short", "HEAD").strip()
    assert "This is now the site of Fenmarch Safeguarding Children Partnership." in done[1][0] and f"git show {commit}:" in done[1][0]


def test_what_it_says_undoes_it(untouched: Path) -> None:
    [undo] = re.findall(r"Until then, (git .*) and (git .*) undo it", taken_over(untouched, DAY)[0])
    assert git(untouched, "status", "--porcelain") != ""
    for command in undo:
        git(untouched, *command.split()[1:])
    assert git(untouched, "status", "--porcelain") == ""


def test_what_the_guide_names_stays(done: tuple[Path, list[str], Site]) -> None:
    named = {file for page in (ROOT / "guide").glob("*.md") if page.stem != "messages"
             for file in re.findall(r"\]\(\.\./(docs/[\w-]+\.md)", page.read_text(encoding="utf-8"))}
    assert {file for file in named | {"data/training.yml"} if not (done[0] / file).exists()} == set()


def test_the_answers_that_the_guide_shows_can_be_given(tmp_path: Path) -> None:
    """Asked of the example, so that it holds also where somebody has given them."""
    [shown] = re.findall(r"```yaml\n(name: .*?)```", (ROOT / "guide" / "taking-over.md").read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "answers.yml").write_text(re.sub(r"^# (?=\w+: )", "", shown, flags=re.MULTILINE), encoding="utf-8")
    data = read_data(EXAMPLE, [])
    assert data is not None
    formerly = belongings(data)
    assert {*takeover._from_file(str(tmp_path / "answers.yml"), data, formerly)} == {question.key for question in questions(data, formerly)}


def test_the_file_with_the_answers_may_lie_in_the_project_and_nothing_else_that_is_not_committed(untouched: Path) -> None:
    answers, said = untouched / "answers.yml", list[str]()
    answers.write_text("nmae: Fenmarch\n", encoding="utf-8")
    assert take_over(untouched, DAY, ["--answers", str(answers)], say=said.append) == 1 and '"nmae" is not a question' in said[-1]
    (untouched / "docs" / "new.md").write_text("New.\n", encoding="utf-8")
    assert take_over(untouched, DAY, ["--answers", str(answers)], say=said.append) == 1 and "not yet committed: docs/new.md." in said[-1]


@pytest.mark.parametrize(("written", "said"), [(b"name: Fenmarch\nname: Fenmarch\n", 'answers.yml:2: "name" is written twice'), ("name: Fenmarch\n".encode("utf-16"), "answers.yml:1: this file is saved as UTF-16")])
def test_a_file_with_answers_that_cannot_be_read_is_named_with_its_line(untouched: Path, written: bytes, said: str) -> None:
    answers, heard = untouched / "answers.yml", list[str]()
    answers.write_bytes(written)
    assert take_over(untouched, DAY, ["--answers", str(answers)], say=heard.append) == 1 and said in heard[-1]


def test_it_is_done_whole_or_not_at_all(untouched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, write_whole, written = bytes_of(untouched), takeover.write_whole, []

    def full(path: Path, content: str | bytes) -> None:
        if path.is_relative_to(untouched) and len(written) == 9 and isinstance(content, str):
            raise OSError("The disk is full")
        if path.is_relative_to(untouched):
            written.append(path)
        write_whole(path, content)

    monkeypatch.setattr(takeover, "write_whole", full)
    with pytest.raises(OSError, match="full"):
        taken_over(untouched, DAY)
    assert written and bytes_of(untouched) == before


def test_wrong_answers_are_explained_and_asked_again(untouched: Path) -> None:
    typed = iter(["Fenmarch Safeguarding Children Partnership", "Fenmarch SCP", "Fenmarch", "", "Saltby, Aldermere", "blue", '"#5b2a86"', "#d58aa3", "Night Team", "0163"])
    said: list[str] = []
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    assert take_over(untouched, DAY, [], ask=ask, say=said.append) == 1
    assert asked[3] == "What the site is called (Enter: Safeguarding children in Fenmarch): "
    assert [line for line in said if "is not a colour" in line] == ['  "blue" is not a colour. Write it in quotation marks as "#1a2b3c".']
    assert said[-2].startswith('  what "front-door" has as its phone is no telephone number')
    assert said[-1] == "\nNothing was written, because not every question was answered."


def test_places_of_the_area_before_are_refused(project: tuple[Path, Formerly]) -> None:
    data = read_data(project[0], [])
    assert data is not None
    places = next(question for question in questions(data, project[1]) if question.key == "places")
    with pytest.raises(NotWritten, match="most of these places"):
        places.check(", ".join(project[1].places), {"area": "Fenmarch"})
    formerly = Formerly(places=("Weir", "Marsh End"))
    assert of_another_area(["weir", "Saltby"], formerly) == ["weir"] and of_another_area(["Weir", "Saltby", "Aldermere"], formerly) == []


def test_what_both_have_is_not_searched_for() -> None:
    formerly = Formerly(("EDT", "CHAT"), ("Weir", "Saltby"), ("weir.example", "fenmarch.example"))
    assert takeover._not_theirs_too(formerly, {**ANSWERS, "out_of_hours": "Emergency Duty Team (EDT)"}) == Formerly(("CHAT",), ("Weir",), ("weir.example",))


def test_the_second_colour_can_be_read() -> None:
    assert all(contrast(lighter(colour), PAPER["dark"]) >= 7 for colour in ("#000000", "#5b2a86", "#ffffff", "#a00000"))
