"""Whatever is wrong in content or data stops the build: every problem named with file and line, the old site whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import Run, bytes_of, change, problems, run, write

FRONT = "---\ntitle: A page\nsummary: A page that somebody added to try the checks of this site.\n{extra}---\n{body}\n"


def page(extra: str = "", body: str = "Text.") -> str:
    """Return a file with a good front matter and what is given besides."""
    return FRONT.format(extra=extra, body=body)


CASES = {
    "no front matter": ("docs/new.md", "# Neglect\n", "docs/new.md:1: this page does not begin with its front matter. "),
    "front matter not closed": ("docs/new.md", "---\ntitle: Neglect\n", "docs/new.md:1: the front matter is not closed. "),
    "a colon in a title": ("docs/new.md", "---\ntitle: Neglect: more\nsummary: x\n---\n", "docs/new.md:2: there is a second colon on this line. "),
    "an open bracket": ("briefings/general/new.md", page("topics: [neglect\n"), "briefings/general/new.md:4: a bracket is opened and not closed"),
    "an open quotation mark": ("docs/new.md", '---\ntitle: "Neglect\nsummary: x\n---\n', "docs/new.md:2: a quotation mark is opened and not closed. "),
    "a tab": ("docs/new.md", page("\tdraft: true\n"), "docs/new.md:4: "),
    "a repeated key": ("docs/new.md", page("title: Another\n"), 'docs/new.md:4: "title" is written twice (first on line 2). '),
    "an anchor": ("docs/new.md", page("written: &day 2026-11-22\n"), "docs/new.md:4: the signs & and * copy text from elsewhere"),
    "an unknown key": ("docs/new.md", page("sumary: x\n"), 'docs/new.md:4: "sumary" is not a key that is known here. Did you mean "summary"? '),
    "macros switched off": ("docs/new.md", page("render_macros: false\n"), 'docs/new.md:4: "render_macros" is not a key that is known here. '),
    "no title": ("docs/new.md", "---\nsummary: Something.\n---\n", 'docs/new.md:2: "title" is missing. '),
    "no summary": ("docs/new.md", "---\ntitle: Something\n---\n", 'docs/new.md:2: "summary" is missing. '),
    "a number for a title": ("docs/new.md", "---\ntitle: 2024\nsummary: x\n---\n", 'docs/new.md:2: "title" is not text. Put it in quotation marks: title: "…".'),
    "a date in words": ("briefings/general/new.md", page("published: 5 Jan 2026\n"), 'briefings/general/new.md:4: published: "5 Jan 2026" is not a date. Write it as 2026-01-05, if you mean 5 January 2026.'),
    "a day that no calendar has": ("docs/new.md", page("written: 2026-02-30\n"), 'docs/new.md:4: written: "2026-02-30" is not a day. February 2026 has 28 days. Correct the day.'),
    "a thirteenth month": ("briefings/general/new.md", page("published: 2026-13\n"), 'briefings/general/new.md:4: published: "2026-13" is not a date. '),
    "an unknown topic": ("briefings/general/new.md", page("topics: [neglct]\n"), 'briefings/general/new.md:4: "neglct" is not a known topic. Did you mean "neglect"? '),
    "an unknown audience": ("briefings/general/new.md", page("audience: [school]\n"), 'briefings/general/new.md:4: "school" is not a known audience. Did you mean "schools"? '),
    "an unknown source": ("docs/new.md", page("sources: [children-act]\n"), 'docs/new.md:4: "children-act" is not a known source. Did you mean "children-act-'),
    "topics without brackets": ("briefings/general/new.md", page("topics: neglect\n"), 'briefings/general/new.md:4: "topics" is not a list. Write it in square brackets: topics: [one, two].'),
    "a review day before publication": ("briefings/general/new.md", page("published: 2026-03\nreview: 2026-01-01\n"), "briefings/general/new.md:5: the review day is before the day of publication. "),
    "a kind's own key elsewhere": ("docs/new.md", page("topics: [neglect]\n"), 'docs/new.md:4: "topics" is not a key that is known here. '),
    "a missing part": ("briefings/seven-minute/new.md", page("", "## 1. One\n\n## 2. Two\n"), "briefings/seven-minute/new.md:2: a 7-minute briefing has seven numbered parts; here are 1, 2. "),
    "a newsletter under another month": ("newsletters/2021-05.md", page("published: 2021-06\n"), 'newsletters/2021-05.md:4: the file is named 2021-05.md and "published" says 2021-06. '),
    "a broken link": ("docs/new.md", page("", "One\n\ntwo [three](nowhere.md)."), 'docs/new.md:7: the link "nowhere.md" leads to docs/nowhere.md, which does not exist. '),
    "a link to the wrong folder": ("docs/new.md", page("", "[x](genogram.md)"), 'docs/new.md:5: the link "genogram.md" leads to docs/genogram.md, which does not exist. Did you mean "../briefings/general/genogram.md"?'),
    "a broken address": ("docs/new.md", page("", "[x](/glosary/)"), 'docs/new.md:5: the link "/glosary/" leads to an address that this site does not have. Did you mean "/glossary/"? '),
    "a broken anchor": ("docs/new.md", page("", "[x](/glossary/#chatt)"), 'docs/new.md:5: the link "/glossary/#chatt" leads to a heading that /glossary/ does not have. Did you mean "chat"? '),
    "a broken anchor in the page itself": ("docs/new.md", page("", "## One\n\n[x](#two)"), 'docs/new.md:7: the link "#two" leads to a heading that /new/ does not have. '),
    "a broken image": ("level_of_need/new.md", page("", "![A house](house.png)"), 'level_of_need/new.md:5: the link "house.png" leads to level_of_need/house.png, which does not exist. '),
    "a link written as HTML": ("docs/new.md", page("", '<a href="about.md">about</a>'), 'docs/new.md:5: "about.md" is linked with HTML, which nobody can check. '),
    "the title again": ("docs/new.md", page("", "# Again\n"), "docs/new.md:5: this heading is the page's title"),
    "an unknown macro": ("docs/new.md", page("", "Call {{ contatc('edt') }}."), 'docs/new.md:5: there is no macro "contatc". Did you mean "contact"? '),
    "an unknown contact": ("docs/new.md", page("", "Text.\n\n{{ contact('etd') }}"), 'docs/new.md:7: there is no contact "etd". Did you mean "edt"? '),
    "a superseded number": ("docs/new.md", page("", "{{ contact('mash-2018') }}"), 'docs/new.md:5: the contact "mash-2018" is superseded and is never printed. Use "front-door" instead.'),
    "capitals in a file name": ("docs/New Page.md", page(), 'docs/New Page.md:1: the name "New Page.md" cannot stand in an address. '),
    "a missing attachment": ("docs/new.md", page("attachments: [{file: a.pdf, title: A}]\n"), 'docs/new.md:4: there is no file "a.pdf" beside this page. '),
    "a replacement that is not there": ("briefings/general/new.md", page("replaced_by: briefings/general/x.md\n"), "briefings/general/new.md:4: there is no resource briefings/general/x.md. "),
    "a chapter nobody names": ("docs/annual-report/2020-21/new.md", page(), "docs/annual-report/2020-21/index.md:2: docs/annual-report/2020-21/new.md is not among this report's chapters. "),
}


def failed(done: Run) -> Run:
    """Assert that a build stopped as it must, and return it."""
    assert done.status == 1, done.output
    assert "Traceback" not in done.output
    assert "nothing was published" in done.output
    return done


@pytest.mark.parametrize("case", CASES)
def test_one_mistake_is_named_with_file_and_line(project: Path, case: str) -> None:
    file, text, message = CASES[case]
    write(project, file, text)
    found = problems(project)
    assert len([problem for problem in found if problem.startswith(message)]) == 1, found
    assert {problem.split(":")[0] for problem in found} == {message.split(":")[0]}


DATA = {
    "an unknown key of a contact": ("data/contacts.yml", "  short: CHAT\n", "  shrt: CHAT\n", '"shrt" is not a key that is known here. Did you mean "short"? '),
    "a number nobody has seen": ("data/contacts.yml", "  seen: {source: modern-slavery-helpline, dated: undated}\n", "", 'nobody knows where the number of "modern-slavery-helpline" is from. '),
    "a colour too faint": ("data/partnership.yml", '  light: "#0b5394"', '  light: "#9fc5e8"', "the colour #9fc5e8 is too faint to read on the page in light mode: a contrast of 1.8 to 1. "),
    "a banner without its contact": ("data/partnership.yml", "  local: front-door", "  local: mash-2018", '"mash-2018" is not a contact that can be printed. '),
    "a menu entry that is gone": ("data/navigation.yml", "docs/training.md", "docs/trainng.md", 'the link "docs/trainng.md" leads to docs/trainng.md, which does not exist. Did you mean "docs/training.md"? '),
    "an address that would die": ("data/ledger.yml", "/about/:\n", "/about-us/:\n", "/about-us/ was published and is gone. "),
    "a term twice": ("data/glossary.yml", "- term: ACE\n", "- term: ABE\n", '"ABE" is in the glossary twice. '),
    "a source's address": ("data/sources.yml", "address: https://www.legislation.gov.uk/ukpga/2014/23", "address: legislation", 'address: "legislation" is not a web address. '),
}


@pytest.mark.parametrize("case", DATA)
def test_a_mistake_in_data_is_named_with_file_and_line(project: Path, case: str) -> None:
    file, old, new, message = DATA[case]
    change(project, file, old, new)
    found = problems(project)
    assert [problem for problem in found if problem.startswith(f"{file}:") and message in problem], found


def test_two_files_for_one_address(project: Path) -> None:
    write(project, "docs/training/index.md", page())
    assert "docs/training.md:2: its address /training/ is also that of docs/training/index.md. Rename one of the two files." in problems(project)


def test_a_file_that_is_not_utf8(project: Path) -> None:
    (project / "docs" / "new.md").write_bytes(page("", "caf\xe9").encode("latin-1"))
    assert [problem for problem in problems(project) if problem.startswith("docs/new.md:5: this file is not saved as UTF-8. ")]


def test_all_mistakes_of_all_folders_in_one_run_and_the_old_site_whole(project: Path) -> None:
    assert run(project, "build").status == 0
    before = bytes_of(project / "site")
    write(project, "briefings/general/new.md", page("topics: [neglct]\n"))
    write(project, "newsletters/2021-05.md", page("published: 2021-06\n"))
    write(project, "level_of_need/new.md", page("", "[x](nowhere.md)"))
    write(project, "docs/new.md", "no front matter")
    change(project, "data/topics.yml", "  name: Neglect\n", "  nam: Neglect\n")
    done = failed(run(project, "build"))
    assert {problem.split(":")[0] for problem in done.problems()} >= {
        "briefings/general/new.md", "newsletters/2021-05.md", "level_of_need/new.md", "docs/new.md", "data/topics.yml"}
    assert done.problems() == sorted(done.problems(), key=lambda line: (line.split(":")[0], int(line.split(":")[1])))
    stopping = [problem for problem in done.problems() if ": warning: " not in problem]
    assert f"{len(stopping)} errors" in done.output
    assert bytes_of(project / "site") == before
    assert not list(project.glob(".site-*"))


def test_a_failed_first_build_leaves_no_site(project: Path) -> None:
    write(project, "docs/new.md", "no front matter")
    failed(run(project, "build"))
    assert not (project / "site").exists()


def test_a_warning_of_mkdocs_stops_the_build(project: Path) -> None:
    """The net below our own checks: here a link that only appears once the page is rendered."""
    change(project, "overrides/fragments/levels-notice.html", '<p>{{ levels.notice }}</p>', '<p>{{ levels.notice }}</p></div>\n\n[x](nowhere.md)\n\n<div>')
    done = failed(run(project, "build"))
    assert "nowhere.md" in done.output
