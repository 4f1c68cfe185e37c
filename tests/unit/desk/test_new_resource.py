"""``make new`` writes a file that passes every check as a draft, and never touches one that is there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser

from built_site import BuiltSite, words
from projects import ROOT, TODAY, bytes_of, call, copy_project, write
from publishing.content.help_notes import HELP, SUMMARY, TITLE
from publishing.content.keys import RESOURCE_ORDER
from publishing.content.kinds import KINDS
from publishing.content.page import Page, Resource
from publishing.desk.new_resource import file_name, models, template, write_new_resource
from publishing.problems.problem import ContentError
from publishing.site import read_site

ARGUMENTS = {
    "urgent": ("--title", "A child is out in a storm", "--topics", "seasons"),
    "seven-minute": ("--title", "Domestic abuse", "--topics", "whole-family,seasons"),
    "practice-learning": ("--title", "Review: “Rowan”", "--topics", "case-reviews"),
    "general": ("--title", "Chronologies", "--topics", ""),
    "newsletter": ("--month", "2032-12"),
    "guidance": ("--title", "Young carers", "--topics", "whole-family"),
    "strategy": ("--title", "Domestic abuse strategy", "--topics", ""),
    "report": ("--year", "2032-33", "--topics", ""),
    "page": ("--title", "What's this?",),
}
FILES = {
    "urgent": "docs/urgent/a-child-is-out-in-a-storm.md",
    "seven-minute": "briefings/seven-minute/domestic-abuse.md",
    "practice-learning": "briefings/practice-learning/review-rowan.md",
    "general": "briefings/general/chronologies.md",
    "newsletter": "newsletters/2032-12.md",
    "guidance": "level_of_need/young-carers.md",
    "strategy": "docs/strategies/domestic-abuse-strategy.md",
    "report": "docs/annual-report/2032-33/index.md",
    "page": "docs/whats-this.md",
}


def new(root: Path, *arguments: str, answers: tuple[str, ...] = ()) -> tuple[int, str]:
    """Run ``make new`` with arguments and typed answers; return the exit status and what it said."""
    typed: Iterator[str] = iter(answers)
    said: list[str] = []

    def ask(question: str) -> str:
        said.append(question)
        answer = next(typed, None)
        if answer is None:
            raise EOFError
        return answer

    status = write_new_resource(root, TODAY, arguments, ask, said.append)
    assert next(typed, None) is None, "not every answer was asked for"
    return status, "\n".join(said)


def new_of_kind(root: Path, kind: str) -> tuple[int, str]:
    return new(root, "--kind", kind, "--summary", "What it helps with: an example.", *ARGUMENTS[kind])


@pytest.fixture(scope="module")
def with_all_kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("new") / "project")
    for kind in models():
        status, said = new_of_kind(root, kind)
        assert status == 0, said
    return root


@pytest.fixture(scope="module")
def all_kinds(with_all_kinds: Path) -> Mapping[str, Page]:
    return _read(with_all_kinds)


@pytest.fixture(scope="module")
def preview(with_all_kinds: Path) -> BuiltSite:
    done = call(with_all_kinds, "preview")
    assert done.status == 0, done.output
    return BuiltSite(with_all_kinds / "preview")


def test_every_kind_has_a_template_and_no_template_is_left_over() -> None:
    assert {path.stem for path in (ROOT / "templates").glob("*.md")} == set(models()) == {*FILES}
    assert set(models()) == {*(kind.kind for kind in KINDS), "page"}


@pytest.mark.parametrize("kind", FILES)
def test_a_written_file_is_where_its_kind_belongs_and_says_what_was_answered(all_kinds: Mapping[str, Page], kind: str) -> None:
    page = all_kinds[FILES[kind]]
    assert type(page) is models()[kind]
    assert page.draft and page.summary == "What it helps with: an example."
    assert page.review is not None and page.review.isoformat() == "2033-11-22"
    if isinstance(page, Resource):
        assert page.published is not None and page.published.iso == ("2032-12" if kind == "newsletter" else "2032-11-22")


def _read(root: Path) -> dict[str, Page]:
    return {page.file: page for page in read_site(root, TODAY, preview=True).catalogue.written}


def test_titles_and_topics_are_those_that_were_given(all_kinds: Mapping[str, Page]) -> None:
    assert all_kinds[FILES["seven-minute"]].topics == ("whole-family", "seasons")
    assert all_kinds[FILES["practice-learning"]].title == "Review: “Rowan”"
    assert all_kinds[FILES["newsletter"]].title == "Newsletter, December 2032"
    assert all_kinds[FILES["report"]].title == "Annual report 2032-33"
    assert all_kinds[FILES["report"]].period.text == "April 2032 to March 2033"
    assert all_kinds[FILES["page"]].title == "What's this?"


def test_drafts_break_nothing_and_are_published_nowhere(with_all_kinds: Path) -> None:
    published = read_site(with_all_kinds, TODAY)
    assert published.problems == ()
    assert not {*FILES.values()} & {page.file for page in published.catalogue.written}


@pytest.mark.parametrize("kind", FILES)
def test_a_template_works_by_copy_and_paste_too(example: Path, kind: str) -> None:
    file = FILES[kind] if kind != "newsletter" else "newsletters/2027-01.md"
    write(example, file, template(kind))
    site = read_site(example, TODAY)
    page = next(page for page in site.catalogue.waiting if page.file == file)
    assert page.draft and site.problems == ()
    if kind == "seven-minute":
        assert site.texts[page.file].body.count("\n## ") == 7


@pytest.mark.parametrize("kind", FILES)
def test_a_templates_keys_are_known_and_in_their_order(kind: str) -> None:
    front_matter = template(kind).split("---")[1]
    keys = [line.removeprefix("# ").split(":")[0] for line in front_matter.splitlines() if ":" in line and " " not in line.removeprefix("# ").split(":")[0]]
    order = [*RESOURCE_ORDER, "period", "chapters"]
    known = [key for key in keys if key in order]
    assert len(known) >= 4 and known[:2] == ["title", "summary"] and known[-1] == "draft"
    front = [key for key in known if key not in ("period", "chapters", "draft")]
    assert front == sorted(front, key=order.index)


def test_help_cannot_be_published_by_mistake(with_all_kinds: Path, tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project", content=with_all_kinds)
    file = root / FILES["general"]
    file.write_text(template("general").replace("draft: true\n", ""), encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        read_site(root, TODAY)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [str(problem) for problem in sorted(refused.value.problems)] == sorted([
        f"{FILES['general']}:{lines.index('title: ' + TITLE) + 1}: the title is still that of the template. Write the page's own title.",
        f"{FILES['general']}:{lines.index('summary: ' + SUMMARY) + 1}: the summary is still that of the template. Write the page's own summary.",
        *(f"{FILES['general']}:{row}: a help note of the template is still in the text. Delete it, from <!-- to -->."
          for row, line in enumerate(lines, 1) if line.startswith(HELP))], key=lambda line: int(line.split(":")[1]))


def test_a_dialogue_asks_again_until_an_answer_can_be_used(example: Path) -> None:
    status, said = new(example, answers=("11", "2", "", "Neglect: what helps", "x" * 201, "How to help.", "watr", "3, seasons"))
    assert status == 0
    assert '"11" is not a known kind' in said
    assert '"title" is empty. Write what belongs there: the line is needed.' in said
    assert '"summary" has 201 characters. Shorten it to at most 200.' in said
    assert '"watr" is not a known topic. Did you mean "water"?' in said
    page = _read(example)["briefings/seven-minute/neglect-what-helps.md"]
    assert (page.title, page.topics) == ("Neglect: what helps", ("water", "seasons"))


def test_an_existing_file_is_left_as_it_is(example: Path) -> None:
    before = bytes_of(example)
    status, said = new(example, "--kind", "seven-minute", "--title", "Ice", "--summary", "x y", "--topics", "")
    assert status == 1 and bytes_of(example) == before
    assert "Nothing was written. briefings/seven-minute/ice.md is there already, and is left as it is." in said


def test_a_former_address_is_not_given_to_another_page(example: Path) -> None:
    before = bytes_of(example)
    status, said = new(example, "--kind", "general", "--title", "Getting together", "--summary", "x y", "--topics", "")
    assert status == 1 and bytes_of(example) == before
    assert "The address /briefings/general/getting-together/ was published before and still belongs to that page." in said


@pytest.mark.parametrize(("arguments", "said"), [
    (("--kind", "briefing"), '"briefing" is not a known kind'),
    (("--kind", "general", "--title", "???", "--summary", "x y", "--topics", ""), "No file name can be made from this title"),
    (("--kind", "general", "--title", "Index", "--summary", "x y", "--topics", ""), "No file name can be made from this title"),
    (("--kind", "newsletter", "--month", "December 2032"), '"December 2032" is not a month. Write it as 2027-01.'),
    (("--kind", "report", "--year", "2032-34"), '"2032-34" is not a year from April to March'),
], ids=["kind", "title without letters", "reserved name", "month", "year"])
def test_what_cannot_be_used_is_refused_in_words(example: Path, arguments: tuple[str, ...], said: str) -> None:
    before = bytes_of(example)
    status, heard = new(example, *arguments)
    assert status == 1 and said in heard and bytes_of(example) == before


def test_broken_off_questions_write_nothing(example: Path) -> None:
    before = bytes_of(example)
    done = subprocess.run([sys.executable, str(example / "hooks" / "commands.py"), "new"], input="3\nA title\n", text=True,
                          capture_output=True, check=False, timeout=60, env={"PYTHONDONTWRITEBYTECODE": "1"})
    assert done.returncode == 1 and "not every question was answered" in done.stdout and done.stderr == ""
    assert bytes_of(example) == before


@pytest.mark.parametrize(("title", "name"), [
    ("Managing allegations", "managing-allegations"),
    ("The child's voice & you", "the-childs-voice-and-you"),
    ("Çocuk: Où est “Zoë”?", "cocuk-ou-est-zoe"),
    ("A very long title that goes on and on until nobody wants to read it aloud any more", "a-very-long-title-that-goes-on-and-on-until-nobody-wants-to"),
    ("x" * 100, "x" * 60),
    ("子ども", ""),
])
def test_file_names_can_be_read_out(title: str, name: str) -> None:
    assert file_name(title) == name


def test_the_preview_labels_drafts_and_lists_them(preview: BuiltSite) -> None:
    page = preview.page("/briefings/general/chronologies/")
    assert "This is a draft." in page.text
    listing = preview.page("/briefings/general/")
    card = next(card for card in listing.find("li", class_="card") if "Chronologies" in words(card))
    assert "Draft: only in this preview" in words(card)


def test_every_link_of_the_preview_opens_from_a_disk(preview: BuiltSite) -> None:
    broken = []
    for page in preview.pages.values():
        for link in page.find("a"):
            target = urlsplit(urljoin(page.path.as_uri(), link.get("href") or ""))
            if target.scheme == "file" and page.address != "/404.html" and not Path(unquote(target.path)).is_file():
                broken.append(f"{page.address}: {link.get('href')}")
    assert broken == []


def test_the_preview_is_read_with_a_click_on_its_index(preview: BuiltSite, browser: Browser) -> None:
    tab = browser.new_page(java_script_enabled=False)
    tab.goto((preview.folder / "index.html").as_uri())
    tab.goto(urljoin(tab.url, tab.get_attribute("a[href*='briefings/general/']", "href")))
    tab.click("text=Chronologies")
    assert tab.inner_text("h1") == "Chronologies"
    tab.close()


def test_figures_of_the_next_year_have_the_measures_of_the_last_and_no_number(example: Path) -> None:
    status, said = new(example, "--kind", "figures", answers=("",))
    assert status == 0 and "The year it covers, as 2026-27 (Enter: 2032-33): " in said and "data/figures/2032-33.yml is written, as a draft" in said
    written = yaml.safe_load((example / "data/figures/2032-33.yml").read_text(encoding="utf-8"))
    last = yaml.safe_load((example / "data/figures/2031-32.yml").read_text(encoding="utf-8"))
    assert [*written["measures"]] == [*last["measures"]] and [*written["lists"]] == [*last["lists"]] and written["source"] is None
    for name, measure in written["measures"].items():
        assert measure["title"] == last["measures"][name]["title"] and measure["period"] is None and "notes" not in measure and "small_numbers" not in measure
        assert {key: figure["label"] for key, figure in measure["figures"].items()} == {key: figure["label"] for key, figure in last["measures"][name]["figures"].items()}
        assert all(figure["value"] is None and not figure.keys() - {"label", "unit", "period", "value"} for figure in measure["figures"].values())
    assert {*read_site(example, TODAY).catalogue.data.figures} == {"2030-31", "2031-32"}  # a draft breaks nothing


def test_figures_that_are_no_draft_any_more_name_each_number_that_is_missing(example: Path) -> None:
    new(example, "--kind", "figures", "--year", "2032-33")
    file = example / "data/figures/2032-33.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("draft: true\n", ""), encoding="utf-8")
    with pytest.raises(ContentError) as stopped:
        read_site(example, TODAY)
    assert {problem.file for problem in stopped.value.problems} == {"data/figures/2032-33.yml"}


def test_a_partnership_without_figures_begins_with_one_measure(example: Path) -> None:
    shutil.rmtree(example / "data/figures")
    shutil.rmtree(example / "docs/annual-report")
    status, said = new(example, "--kind", "figures", answers=("2032-33",))
    assert status == 0 and "Enter" not in said
    assert [*yaml.safe_load((example / "data/figures/2032-33.yml").read_text(encoding="utf-8"))["measures"]] == ["training"]


def test_the_next_report_is_of_the_year_after_the_newest(example: Path) -> None:
    status, _ = new(example, "--kind", "report", "--summary", "What it helps with.", "--topics", "", answers=("",))
    assert status == 0 and (example / "docs/annual-report/2032-33/index.md").is_file()


def test_a_detail_of_a_person_never_becomes_a_files_name(example: Path) -> None:
    before = bytes_of(example)
    for arguments, said in ((("--title", "Sam, NHS 943 476 5919"), "an NHS number"), (("--title", "Olivia Brown aged 7"), "somebody's name stands beside an age"), (("--title", "Ponds", "--summary", "Ring Sam on oh seven seven double oh nine hundred one two three."), "a phone number")):
        status, heard = new(example, "--kind", "general", *arguments)
        assert status == 1 and said in heard
    assert bytes_of(example) == before
