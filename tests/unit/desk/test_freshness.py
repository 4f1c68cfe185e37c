"""The report names everything that somebody has to look at again, under the role whose turn it is, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import markdown

from projects import TODAY, call, change, problems, write
from publishing.data.partnership import ReportOwners, Repository
from publishing.desk.freshness import (
    LONGEST_PAGE,
    WORDS,
    FigureYear,
    Freshness,
    Item,
    Section,
    as_json,
    as_markdown,
    figures_of,
    freshness,
    remembered,
    what_is_new,
)
from publishing.site import Site, read_site
from publishing.words.dates import parse_period


def items(root: Path, section: Section, today: date = TODAY) -> list[Item]:
    return [item for item in freshness(read_site(root, today)).items if item.section is section]


def test_review_days_past_and_near_are_told_apart(example_root: Path) -> None:
    # The review day of Ice is 1 March 2033.
    def sections(today: date) -> list[Section]:
        return [item.section for item in freshness(read_site(example_root, today)).items
                if item.file == "briefings/seven-minute/ice.md" and item.day == "2033-03-01"]

    assert sections(date(2032, 12, 30)) == []
    assert sections(date(2032, 12, 31)) == [Section.NEAR]
    assert sections(date(2033, 3, 1)) == [Section.NEAR]
    assert sections(date(2033, 3, 2)) == [Section.PAST]


def test_a_review_names_the_line_of_its_day(example_root: Path) -> None:
    item = next(item for item in items(example_root, Section.PAST, date(2035, 1, 1)) if item.file == "briefings/seven-minute/ice.md")
    line = (example_root / item.file).read_text(encoding="utf-8").splitlines()[item.line - 1]
    assert line == "review: 2033-03-01" and item.detail == "1 March 2033"


def test_the_longest_overdue_page_comes_first_under_its_role(example_root: Path) -> None:
    days = [item.day for item in items(example_root, Section.PAST, date(2035, 1, 1)) if item.owner == "communications officer"]
    assert len(set(days)) > 1 and days == sorted(days)


def test_withdrawn_pages_need_no_review(example_root: Path) -> None:
    assert "briefings/seven-minute/sun.md" not in {item.file for item in freshness(read_site(example_root, date(2035, 1, 1))).items}


def test_a_page_without_review_day_is_named(example_root: Path) -> None:
    assert ("docs/strategies/rivers.md", 2) in [(item.file, item.line) for item in items(example_root, Section.NO_REVIEW)]
    assert "docs/contact.md" not in {item.file for item in items(example_root, Section.NO_REVIEW)}


def test_contacts_nobody_confirmed_are_named_until_somebody_does(example: Path) -> None:
    def contacts() -> dict[str, Item]:
        return {item.title: item for item in items(example, Section.CONTACT)}

    before = contacts()
    assert before.keys() == {"Northmoor Night Team", "Allegations officer", "Children's line"}, "none that is confirmed, national or never printed"
    night = before["Northmoor Night Team"]
    assert (example / night.file).read_text(encoding="utf-8").splitlines()[night.line - 1] == "- id: night-team"
    assert night.owner == "duty manager" and "01632 960002" in night.detail and "not yet confirmed" in night.detail
    assert "no number is known" in before["Allegations officer"].detail
    change(example, "data/contacts.yml", "- id: night-team\n", "- id: night-team\n  verified: {date: 2032-11-21, by: duty manager, of: \"01632 960002\"}\n")
    assert before.keys() - contacts().keys() == {"Northmoor Night Team"}


def test_a_page_whose_law_has_changed_is_named_until_it_changes_too(example: Path) -> None:
    def named() -> list[tuple[str, str, str]]:
        return [(item.file, item.day, item.owner) for item in items(example, Section.LAW)]

    assert named() == []
    change(example, "data/law.yml", "  standing: passed\n  looked: 2032-11-01\n",
           "  standing: in force\n  since: 2033-04-01\n  looked: 2032-11-20\n  changed: 2032-11-20\n")
    change(example, "data/law.yml", "  changed: 2032-01-10\n", "  changed: 2032-11-01\n")
    assert named() == [("briefings/seven-minute/ice.md", "2032-11-01", "communications officer"), ("level_of_need/consent.md", "2032-11-20", "communications officer")]
    item = items(example, Section.LAW)[1]
    assert item.detail == "20 November 2032: A school must tell the council of a child who was seen in the river (not yet in force; from 1 April 2033)"
    for file in ("briefings/seven-minute/ice.md", "level_of_need/consent.md"):
        text = (example / file).read_text(encoding="utf-8")
        (example / file).write_text(text.replace("\nsummary:", "\nchanges: [{date: 2032-11-20, note: The law has changed.}]\nsummary:", 1), encoding="utf-8")
    [same_day] = items(example, Section.LAW)
    assert same_day.file == "level_of_need/consent.md" and same_day.detail.endswith("; the page changed that day too: if for this, nothing needs to be done")
    assert items(example, Section.LAW, date(2032, 12, 5)) == [], "it leaves by itself"
    assert [item.day for item in items(example, Section.LAW, date(2033, 4, 1))] == ["2033-04-01"], "the day on which it starts is a change of its own"


def test_a_law_at_which_nobody_has_looked_for_half_a_year_is_named(example: Path) -> None:
    def named(today: date) -> list[tuple[str, str]]:
        return [((example / item.file).read_text(encoding="utf-8").splitlines()[item.line - 1], item.day) for item in items(example, Section.LOOK, today)]

    never, rivers, ice = ("lantern-walks:", ""), ("rivers-guidance:", "2032-05-30"), ("ice-warning:", "2032-11-01")
    assert named(date(2032, 11, 29)) == [never]
    assert named(date(2032, 11, 30)) == [never, rivers]
    assert named(date(2033, 5, 4)) == [never, rivers, ice, ("river-reports:", "2032-11-01")]
    change(example, "data/law.yml", "  standing: published\n", "  standing: replaced\n")
    assert rivers not in named(date(2032, 11, 30)), "what was replaced stays so"


def test_pages_stand_under_the_role_that_owns_them(example_root: Path) -> None:
    found = freshness(read_site(example_root, date(2035, 1, 1)))
    owners = {item.file: item.owner for item in found.items}
    assert owners["docs/about.md"] == "training officer"
    assert owners["docs/contact.md"] == "communications officer"
    page = as_markdown(found)
    own = page[page.index("## Training officer"):]
    assert "docs/about.md" in own and "docs/contact.md" not in own


def test_an_owner_must_be_a_role_of_the_partnership(example: Path) -> None:
    change(example, "docs/about.md", "owner: training officer\n", "owner: trainng officer\n")
    assert problems(example) == [
        'docs/about.md:9: "trainng officer" is not a known role. Did you mean "training officer"? '
        "Choose one of communications officer, data analyst, duty manager and training officer, or add it to the roles under report: in data/partnership.yml."]


def test_figures_without_a_later_year_are_named_once_a_file(example_read: Site) -> None:
    def figure(name: str, label: str, line: int, period: str, file: str = "data/figures/2030-31.yml") -> FigureYear:
        return FigureYear(name, label, file, line, parse_period(period))

    old, newer = "April 2030 to March 2031", "April 2031 to March 2032"
    figures = [figure("plans", "Child protection plans", 30, old), figure("referrals", "Referrals", 12, old), figure("visits", "Visits", 5, old),
               figure("visits", "Visits", 9, newer, "data/figures/2031-32.yml")]
    found = [item for item in freshness(example_read, figures).items if item.section is Section.FIGURE]
    assert [(item.file, item.line, item.title, item.detail) for item in found] == [
        ("data/figures/2030-31.yml", 12, "Referrals and 1 more", "the newest year is April 2030 to March 2031")]


LONELY = "---\ntitle: Lonely\nsummary: Nobody leads here.\nreview: 2034-01-01\n---\n\n[Me](lonely.md)\n"


def test_dead_ends_are_named_until_somebody_leads_there(example: Path) -> None:
    write(example, "briefings/general/lonely.md", LONELY)
    assert "briefings/general/lonely.md" in {item.file for item in items(example, Section.NO_TOPIC)}
    assert "briefings/general/lonely.md" in {item.file for item in items(example, Section.NO_LINK)}, "a page that only links to itself is a dead end"
    change(example, "briefings/general/lonely.md", "review:", "topics: [water]\nreview:")
    with (example / "docs" / "about.md").open("a", encoding="utf-8") as page:
        page.write("\nSee [Lonely](../briefings/general/lonely.md).\n")
    assert "briefings/general/lonely.md" not in {item.file for section in (Section.NO_TOPIC, Section.NO_LINK) for item in items(example, section)}


def test_command_writes_the_page_and_the_data(example: Path) -> None:
    done = call(example, "report", today=date(2034, 1, 1))
    assert done.status == 0, done.output
    page = (example / "report" / "freshness.md").read_text(encoding="utf-8")
    data = json.loads((example / "report" / "freshness.json").read_text(encoding="utf-8"))
    assert page.startswith("# What is due on 1 January 2034\n") and page.partition("\n<!--")[0] in done.output
    assert data["day"] == "2034-01-01" and data["count"] == len(data["items"]) == sum(data["counts"].values()) > 20
    for item in data["items"]:
        assert (example / item["file"]).is_file() and item["line"] > 0
        assert f"[{item['file']}](https://git.example/northmoor/site/edit/main/{item['file']}) line {item['line']}" in page
    assert {item["owner"] for item in data["items"]} == {"communications officer", "data analyst", "duty manager", "training officer"}
    site = read_site(example, date(2034, 1, 1))
    assert data == json.loads(as_json(freshness(site, figures_of(site))))


def test_command_names_mistakes_instead_of_reporting_on_half_a_site(example: Path) -> None:
    change(example, "docs/about.md", "review: 2033-06-01\n", "review: soon\n")
    done = call(example, "report")
    assert done.status == 1 and "docs/about.md:8:" in done.output and "Traceback" not in done.output
    assert not (example / "report").exists()


def test_nothing_due_is_said() -> None:
    report = Freshness(TODAY, ())
    assert as_markdown(report) == "# What is due on 22 November 2032\n\nNothing is due.\n"
    assert json.loads(as_json(report))["count"] == 0


def test_every_sort_has_a_heading_and_an_advice() -> None:
    assert set(WORDS) == set(Section)


def _item(place: int = 1, title: str = "A title", owner: str = "communications officer") -> Item:
    return Item(owner, Section.PAST, "2026-01-01", title, f"docs/page-{place}.md", 3, "1 January 2026")


def test_a_page_of_thousands_fits_into_an_issue() -> None:
    page = as_markdown(Freshness(TODAY, tuple(_item(place) for place in range(5000))))
    assert len(page) <= LONGEST_PAGE and "5000 things are to be looked at" in page and "(5000)" in page
    assert "more: `make report` writes all of them" in page


def test_titles_are_shown_as_they_are_and_notify_nobody() -> None:
    page = as_markdown(Freshness(TODAY, (_item(title="<b>*Not* bold</b> [x](y) @octocat #7"),)))
    html = markdown.markdown(page)
    assert "<b>" not in html and "<em>" not in html and "<a " not in html
    assert "@octocat" not in page and "#7" not in page.replace("\\#7", "")


def test_files_lead_to_where_they_are_edited() -> None:
    page = as_markdown(Freshness(TODAY, (_item(),)), Repository("https://github.com/example/resources", "main"))
    assert "[docs/page-1.md](https://github.com/example/resources/edit/main/docs/page-1.md) line 3" in page


OWNERS = ReportOwners(others=("training officer",), teams={"communications officer": "@example/communications"})


def test_what_is_new_since_last_week_is_said_to_the_team_whose_turn_it_is() -> None:
    old = Freshness(TODAY, (_item(1), _item(2)))
    page = f"{as_markdown(old)}\n{remembered(old)}"
    assert "due:" not in markdown.markdown(page).replace("<!-- due:", ""), "no reader sees it"
    assert what_is_new(old, page, OWNERS) == ""
    now = Freshness(TODAY, (_item(2), _item(3, "Maps @octocat"), _item(4, owner="training officer")))
    comment = what_is_new(now, page, OWNERS, Repository("https://github.com/example/resources", "main"))
    assert comment.startswith("**2 things are new since the last list.**")
    assert "Communications officer @example/communications: 1\n" in comment and "Training officer: 1\n" in comment
    assert "https://github.com/example/resources/edit/main/docs/page-3.md" in comment and "page-2.md" not in comment and "@octocat" not in comment
    assert what_is_new(Freshness(TODAY, ()), page, OWNERS) == ""


def test_the_first_list_writes_to_the_team_without_saying_all_again() -> None:
    assert what_is_new(Freshness(TODAY, (_item(1), _item(2))), "", OWNERS) == (
        "**2 things are new since the last list.** The whole list stands at the top.\n\nCommunications officer @example/communications: 2\n")


def test_a_list_of_thousands_and_all_that_it_remembers_fit_into_an_issue() -> None:
    many = Freshness(TODAY, tuple(_item(place) for place in range(5000)))
    assert len(as_markdown(many)) + len(remembered(many)) <= LONGEST_PAGE
    assert len(what_is_new(many, remembered(Freshness(TODAY, (_item(5001),))), OWNERS)) < LONGEST_PAGE


def test_on_github_links_lead_to_the_repository_that_the_report_runs_in(example: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.md"
    here = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "own/copy", "GITHUB_REF_NAME": "main"}
    assert call(example, "report", today=date(2034, 1, 1), **here).status == 0
    page = (example / "report/freshness.md").read_text(encoding="utf-8")
    assert "https://github.com/own/copy/edit/main/" in page
    assert "@northmoor/communications" in (example / "report/new.md").read_text(encoding="utf-8")
    before.write_text(page, encoding="utf-8")
    call(example, "report", today=date(2034, 1, 1), REPORT_BEFORE=str(before), **here)
    assert (example / "report/new.md").read_text(encoding="utf-8") == ""


def test_a_team_belongs_to_a_role(example: Path) -> None:
    change(example, "data/partnership.yml", "duty manager: \"@", "duty manger: \"@")
    [said] = problems(example)
    assert '"duty manger" is not a known role. Did you mean "duty manager"?' in said
