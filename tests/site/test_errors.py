"""What only shows when a site is read as a whole stops the build: named with file and line.

What can be wrong within one file is tried in ``unit/``; that the old site stays whole, in ``test_officers_mistakes.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import build, change, copy_project, problems, run, write

FRONT = "---\ntitle: {title}\nsummary: '{words}: a page that somebody added to try the checks.'\n{extra}---\n{body}\n"


def page(extra: str = "", body: str = "Text.", title: str = "A page") -> str:
    """Return a file with a good front matter and what is given besides."""
    return FRONT.format(title=title, words=title.strip('"'), extra=extra, body=body)


CASES = {
    "an unknown topic": ("briefings/general", "topics: [watr]\n", "", '4: "watr" is not a known topic. Did you mean "water"? '),
    "an unknown audience": ("briefings/general", "audience: [school]\n", "", '4: "school" is not a known audience. Did you mean "schools"? '),
    "an unknown source": ("docs", "sources: [northmoor-level]\n", "", '4: "northmoor-level" is not a known source. Did you mean "northmoor-levels"? '),
    "a review day before publication": ("briefings/general", "published: 2032-03\nreview: 2032-01-01\n", "", "5: the review day is before the day of publication. "),
    "a key of another kind": ("docs", "topics: [water]\n", "", '4: "topics" is not a key that is known here. '),
    "a missing part": ("briefings/seven-minute", "", "## 1. One\n\n## 2. Two\n", "2: a 7-minute briefing has seven numbered parts; here are 1, 2. "),
    "a broken link": ("docs", "", "One\n\ntwo [three](nowhere.md).", '7: the link "nowhere.md" leads to docs/nowhere.md, which does not exist. '),
    "a link to a folder": ("docs", "", "[x](..)", '5: the link ".." leads to ., which is no page or file of this site. '),
    "a link to the wrong index": ("briefings/general", "", "[x](maps/index.md)", '5: the link "maps/index.md" leads to briefings/general/maps/index.md, which does not exist. Did you mean "maps.md"?'),
    "a link to the wrong folder": ("docs", "", "[x](maps.md)", '5: the link "maps.md" leads to docs/maps.md, which does not exist. Did you mean "../briefings/general/maps.md"?'),
    "a link to a draft": ("briefings/general", "", "[x](night-walks.md)", "5: the link leads to briefings/general/night-walks.md, which is a draft and will not be published. "),
    "a broken address": ("docs", "", "[x](/glosary/)", '5: the link "/glosary/" leads to an address that this site does not have. Did you mean "/glossary/"?'),
    "a broken anchor": ("docs", "", "[x](/glossary/#aces)", '5: the link "/glossary/#aces" leads to a heading that /glossary/ does not have. Did you mean "/glossary/#ace"?'),
    "a broken anchor in the page itself": ("docs", "", "## One\n\n[x](#two)", '7: the link "#two" leads to a heading that /a-broken-anchor-in-the-page-itself/ does not have. '),
    "a broken anchor of a page to come": ("docs", "", "[x](../briefings/seven-minute/floods.md#4-what-todo)",
                                          '5: the link "../briefings/seven-minute/floods.md#4-what-todo" leads to a heading that /briefings/seven-minute/floods/ does not have. '
                                          'Did you mean "../briefings/seven-minute/floods.md#4-what-to-do"?'),
    "a broken image": ("level_of_need", "", "![A house](house.png)", '5: the link "house.png" leads to level_of_need/house.png, which does not exist. '),
    "the title again": ("docs", "", "# Again\n", "5: this heading is the page's title"),
    "an unknown macro": ("docs", "", "Call {{ contatc('police') }}.", '5: there is no macro "contatc". Did you mean "contact"? '),
    "an unknown contact": ("docs", "", "Text.\n\n{{ contact('polcie') }}", '7: there is no contact "polcie". Did you mean "police"? '),
    "a superseded number": ("docs", "", "{{ contact('moor-desk') }}", '5: the contact "moor-desk" is superseded and is never printed. Use "first-call" instead.'),
    "a missing attachment": ("docs", "attachments: [{file: a.pdf, title: A}]\n", "", '4: there is no file "a.pdf" beside this page. '),
    "a replacement that is not there": ("briefings/general", "replaced_by: briefings/general/x.md\n", "", "4: there is no resource briefings/general/x.md. "),
}


@pytest.fixture(scope="module")
def all_cases(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is said of a site with a page for each case."""
    root = copy_project(tmp_path_factory.mktemp("errors") / "project")
    for case, (_, extra, body, _) in CASES.items():
        write(root, file_of(case), page(extra, body or "Text.", case.capitalize()))
    return problems(root)


def file_of(case: str) -> str:
    """Return the file of a case."""
    return f"{CASES[case][0]}/{case.lower().replace(' ', '-').replace(chr(39), '')}.md"


@pytest.mark.parametrize("case", CASES)
def test_one_mistake_is_named_once_with_file_and_line(all_cases: list[str], case: str) -> None:
    found = [problem for problem in all_cases if problem.startswith(f"{file_of(case)}:")]
    assert len(found) == 1 and found[0].startswith(f"{file_of(case)}:{CASES[case][3]}"), found


def test_nothing_else_is_named(all_cases: list[str]) -> None:
    assert {problem.split(":")[0] for problem in all_cases} == {file_of(case) for case in CASES}


@pytest.mark.parametrize(("file", "text", "message"), [
    ("newsletters/2032-05.md", page("published: 2032-06\n", title='"Newsletter, June 2032: more"'),
     'newsletters/2032-05.md:4: the file is named 2032-05.md and "published" says 2032-06. '),
    ("docs/New Page.md", page(), 'docs/New Page.md:1: the name "New Page.md" cannot stand in an address. '),
    ("docs/annual-report/2031-32/new.md", page(), "docs/annual-report/2031-32/index.md:2: docs/annual-report/2031-32/new.md is not among this report's chapters. "),
    ("docs/about/index.md", page(), "docs/about.md:2: its address /about/ is also that of docs/about/index.md. Rename one of the two files."),
], ids=["another month", "capitals", "a chapter nobody names", "two files for one address"])
def test_a_file_in_the_wrong_place_is_named(example: Path, file: str, text: str, message: str) -> None:
    write(example, file, text)
    assert [problem for problem in problems(example) if problem.startswith(message)]


DATA = {
    "an unknown key of a contact": ("data/contacts.yml", "  short: First Call\n", "  shrt: First Call\n", '"shrt" is not a key that is known here. Did you mean "short"? '),
    "a number nobody has seen": ("data/contacts.yml", "  seen: {source: childrens-line-2030, dated: undated}\n", "", 'nobody knows where the number of "childrens-line" is from. '),
    "a colour too faint": ("data/partnership.yml", 'light: "#5b2a86"', 'light: "#9fc5e8"', "the colour #9fc5e8 is too faint to read on the page in light mode: a contrast of 1.8 to 1. "),
    "a banner without its contact": ("data/partnership.yml", "local: first-call", "local: moor-desk", '"moor-desk" is not a contact that can be printed. '),
    "a menu entry that is gone": ("data/navigation.yml", "docs/subscribe.md", "docs/subscribed.md", 'the link "docs/subscribed.md" leads to docs/subscribed.md, which does not exist. Did you mean "docs/subscribe.md"?'),
    "an address that would die": ("data/ledger.yml", "/about/:\n", "/about-us/:\n", "/about-us/ was published and is gone. Put its file back"),
    "a former address in use": ("data/ledger.yml", "    - /briefings/general/getting-together/\n", "    - /briefings/general/maps/\n",
                                "/briefings/general/maps/ is listed as a former address and is in use by briefings/general/maps.md. "),
    "a term twice": ("data/glossary.yml", "- {term: ACE, ", "- {term: NFC, ", '"NFC" is in the glossary twice. '),
    "a source's address": ("data/sources.yml", "https://water.example.org/children", "water", 'address: "water" is not a web address. '),
    "a session that is no time": ("data/training.yml", "starts: 2033-03-08 09:30", "starts: 8 March 2033", 'starts: "8 March 2033" is not a day and a time. Write it as 2027-01-19 09:30.'),
    "a session that ends first": ("data/training.yml", "ends: 2033-07-06 16:00", "ends: 2033-07-05 09:00", "the session ends before it starts. Correct one of the two times."),
}


@pytest.mark.parametrize("case", DATA)
def test_a_mistake_in_data_is_named_with_file_and_line(example: Path, case: str) -> None:
    file, old, new, message = DATA[case]
    change(example, file, old, new)
    found = problems(example)
    assert [problem for problem in found if problem.startswith(f"{file}:") and message in problem], found


def test_a_failed_first_build_leaves_no_site(example: Path) -> None:
    write(example, "docs/new.md", "no front matter")
    done = run(example, "build")
    assert done.status == 1 and "nothing was published" in done.output
    assert not (example / "site").exists()


def test_a_text_that_was_not_checked_stops_the_build(example: Path) -> None:
    """The net below our own checks: here something changes a page after they have looked at it."""
    change(example, "hooks/mkdocs_layer.py", "    return markdown\n", '    return markdown + "\\n\\nNobody has looked at this."\n')
    done = run(example, "build")
    assert done.status == 1 and "is not the text that was checked" in done.output and "Traceback" not in done.output
    assert not (example / "site").exists()


def test_warnings_are_printed_and_counted_and_do_not_stop_the_build(example: Path) -> None:
    change(example, "data/figures/2030-31.yml", "period: 2030-31", "period: 2029-30")
    done = build(example)
    assert done.status == 0
    assert sum("warning: " in line and "names 2029-30" in line for line in done.output.splitlines()) == 1
    assert "1 warning found." in done.output
