"""``make new`` writes a file that passes every check as a draft, and never touches one that is there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from built_site import BuiltSite, words
from playwright.sync_api import Browser
from projects import ROOT, TODAY, bytes_of, copy_project, run, write
from publishing.content.help_notes import HELP, SUMMARY, TITLE
from publishing.content.kinds import KINDS, RESOURCE_ORDER, Page, Resource
from publishing.desk.new_resource import file_name, models, template, write_new_resource
from publishing.output_folder.offline_links import named, with_files_named
from publishing.problems.problem import ContentError
from publishing.site import read_site

ARGUMENTS = {
    "seven-minute": ("--title", "Domestic abuse", "--topics", "whole-family,early-help"),
    "practice-learning": ("--title", "Review: “Rowan”", "--topics", "case-reviews"),
    "general": ("--title", "Chronologies", "--topics", ""),
    "newsletter": ("--month", "2026-12"),
    "guidance": ("--title", "Young carers", "--topics", "early-help"),
    "strategy": ("--title", "Domestic abuse strategy", "--topics", ""),
    "report": ("--year", "2026-27", "--topics", ""),
    "page": ("--title", "What's this?",),
}
FILES = {
    "seven-minute": "briefings/seven-minute/domestic-abuse.md",
    "practice-learning": "briefings/practice-learning/review-rowan.md",
    "general": "briefings/general/chronologies.md",
    "newsletter": "newsletters/2026-12.md",
    "guidance": "level_of_need/young-carers.md",
    "strategy": "docs/strategies/domestic-abuse-strategy.md",
    "report": "docs/annual-report/2026-27/index.md",
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
def preview(with_all_kinds: Path) -> BuiltSite:
    done = run(with_all_kinds, "preview")
    assert done.status == 0, done.output
    return BuiltSite(with_all_kinds / "preview")


def test_every_kind_has_a_template_and_no_template_is_left_over() -> None:
    assert {path.stem for path in (ROOT / "templates").iterdir()} == set(models()) == {*FILES}
    assert set(models()) == {*(kind.kind for kind in KINDS), "page"}


@pytest.mark.parametrize("kind", FILES)
def test_a_written_file_is_where_its_kind_belongs_and_says_what_was_answered(with_all_kinds: Path, kind: str) -> None:
    page = _read(with_all_kinds)[FILES[kind]]
    assert type(page) is models()[kind]
    assert page.draft and page.summary == "What it helps with: an example."
    assert page.review is not None and page.review.isoformat() == "2027-11-22"
    if isinstance(page, Resource):
        assert page.published is not None and page.published.iso == ("2026-12" if kind == "newsletter" else "2026-11-22")


def _read(root: Path) -> dict[str, Page]:
    return {page.file: page for page in read_site(root, TODAY, preview=True).catalogue.written}


def test_titles_and_topics_are_those_that_were_given(with_all_kinds: Path) -> None:
    pages = _read(with_all_kinds)
    assert pages[FILES["seven-minute"]].topics == ("whole-family", "early-help")
    assert pages[FILES["practice-learning"]].title == "Review: “Rowan”"
    assert pages[FILES["newsletter"]].title == "Newsletter, December 2026"
    assert pages[FILES["report"]].title == "Annual report 2026-27"
    assert pages[FILES["report"]].period.text == "April 2026 to March 2027"
    assert pages[FILES["page"]].title == "What's this?"


def test_drafts_break_nothing_and_are_published_nowhere(with_all_kinds: Path) -> None:
    published = read_site(with_all_kinds, TODAY)
    assert published.problems == ()
    assert not {*FILES.values()} & {page.file for page in published.catalogue.written}


@pytest.mark.parametrize("kind", FILES)
def test_a_template_works_by_copy_and_paste_too(project: Path, kind: str) -> None:
    file = FILES[kind] if kind != "newsletter" else "newsletters/2027-01.md"
    write(project, file, template(kind))
    page = _read(project)[file]
    assert page.draft and read_site(project, TODAY).problems == ()
    if isinstance(page, Resource) and kind == "seven-minute":
        assert page.body.count("\n## ") == 7


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


def test_a_dialogue_asks_again_until_an_answer_can_be_used(project: Path) -> None:
    status, said = new(project, answers=("9", "1", "", "Neglect: what helps", "x" * 201, "How to help.", "negect", "11, babies"))
    assert status == 0
    assert '"9" is not a known kind' in said
    assert '"title" is empty. Write something after the colon, or delete the line.' in said
    assert '"summary" has 201 characters. Shorten it to at most 200.' in said
    assert '"negect" is not a known topic. Did you mean "neglect"?' in said
    page = _read(project)["briefings/seven-minute/neglect-what-helps.md"]
    assert (page.title, page.topics) == ("Neglect: what helps", ("neglect", "babies"))


def test_an_existing_file_is_left_as_it_is(project: Path) -> None:
    before = bytes_of(project)
    status, said = new(project, "--kind", "seven-minute", "--title", "ICON", "--summary", "x y", "--topics", "")
    assert status == 1 and bytes_of(project) == before
    assert "Nothing was written. briefings/seven-minute/icon.md is there already, and is left as it is." in said


def test_a_former_address_is_not_given_to_another_page(project: Path) -> None:
    write(project, "data/ledger.yml", "/briefings/general/genogram/:\n  id: tag:resources.example,2026:genogram\n"
                                      "  former:\n    - /briefings/general/family-tree/\n")
    before = bytes_of(project)
    status, said = new(project, "--kind", "general", "--title", "Family tree", "--summary", "x y", "--topics", "")
    assert status == 1 and bytes_of(project) == before
    assert "The address /briefings/general/family-tree/ was published before and still belongs to that page." in said


@pytest.mark.parametrize(("arguments", "said"), [
    (("--kind", "briefing"), '"briefing" is not a known kind'),
    (("--kind", "general", "--title", "???", "--summary", "x y", "--topics", ""), "No file name can be made from this title"),
    (("--kind", "general", "--title", "Index", "--summary", "x y", "--topics", ""), "No file name can be made from this title"),
    (("--kind", "newsletter", "--month", "December 2026"), '"December 2026" is not a month. Write it as 2027-01.'),
    (("--kind", "report", "--year", "2026-28"), '"2026-28" is not a year from April to March'),
], ids=["kind", "title without letters", "reserved name", "month", "year"])
def test_what_cannot_be_used_is_refused_in_words(project: Path, arguments: tuple[str, ...], said: str) -> None:
    before = bytes_of(project)
    status, heard = new(project, *arguments)
    assert status == 1 and said in heard and bytes_of(project) == before


def test_broken_off_questions_write_nothing(project: Path) -> None:
    before = bytes_of(project)
    done = subprocess.run([sys.executable, str(project / "hooks" / "commands.py"), "new"], input="3\nA title\n", text=True,
                          capture_output=True, check=False, timeout=60, env={"PYTHONDONTWRITEBYTECODE": "1"})
    assert done.returncode == 1 and "not every question was answered" in done.stdout and done.stderr == ""
    assert bytes_of(project) == before


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


@pytest.mark.parametrize(("link", "file"), [
    ("../genogram/", "../genogram/index.html"), ("./", "./index.html"), ("..", "../index.html"),
    ("../glossary/#chat", "../glossary/index.html#chat"), ("search/?q=neglect", "search/index.html?q=neglect"),
    ("#content", "#content"), ("https://example.org/a/", "https://example.org/a/"), ("mailto:a@example.org", "mailto:a@example.org"),
    ("feed.xml", "feed.xml"),
])
def test_only_links_to_folders_change(link: str, file: str) -> None:
    assert named(link) == file


def test_the_rest_of_a_page_stays_as_it_was() -> None:
    source = '<svg viewBox="0 0 1 1"></svg>\n<A class="x" href="a/?b=1&amp;c=2" download>é &amp; ü</A>\n<!-- <a href="b/"> --><script>"<a href=\'c/\'>"</script>'
    assert with_files_named(source) == source.replace('<A class="x" href="a/?b=1&amp;c=2" download>',
                                                      '<a class="x" href="a/index.html?b=1&amp;c=2" download>')
