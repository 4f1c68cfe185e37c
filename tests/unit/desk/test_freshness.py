"""The report names everything that somebody has to look at again, under the role whose turn it is, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import markdown
import pytest
from projects import TODAY, change, copy_project, run, write
from publishing.data.partnership import Repository
from publishing.desk.freshness import LONGEST_PAGE, WORDS, FigureYear, Freshness, Item, Section, as_json, as_markdown, freshness
from publishing.problems.problem import ContentError
from publishing.site import Site, read_site
from publishing.words.dates import parse_period


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("report") / "project")


@pytest.fixture(scope="module")
def site(real: Path) -> Site:
    return read_site(real, TODAY)


def items(root: Path, section: Section, today: date = TODAY) -> list[Item]:
    return [item for item in freshness(read_site(root, today)).items if item.section is section]


def test_review_days_past_and_near_are_told_apart(real: Path) -> None:
    # ICON's review day is 22 May 2027.
    def sections(today: date) -> list[Section]:
        return [item.section for item in freshness(read_site(real, today)).items
                if item.file == "briefings/seven-minute/icon.md" and item.day == "2027-05-22"]

    assert sections(date(2027, 3, 22)) == []
    assert sections(date(2027, 3, 23)) == [Section.NEAR]
    assert sections(date(2027, 5, 22)) == [Section.NEAR]
    assert sections(date(2027, 5, 23)) == [Section.PAST]


def test_a_review_names_the_line_of_its_day(real: Path) -> None:
    item = next(item for item in items(real, Section.PAST, date(2030, 1, 1)) if item.file.endswith("/icon.md") and "seven" in item.file)
    line = (real / item.file).read_text(encoding="utf-8").splitlines()[item.line - 1]
    assert line == "review: 2027-05-22" and item.detail == "22 May 2027"


def test_the_longest_overdue_page_comes_first(real: Path) -> None:
    days = [item.day for item in items(real, Section.PAST, date(2030, 1, 1))]
    assert len(set(days)) > 1 and days == sorted(days)


def test_withdrawn_pages_need_no_review(project: Path) -> None:
    change(project, "briefings/seven-minute/icon.md", "review: 2027-05-22\n",
           "review: 2027-05-22\nwithdrawn: {date: 2027-01-31, reason: Replaced by national guidance.}\n")
    assert "briefings/seven-minute/icon.md" not in {item.file for item in freshness(read_site(project, date(2030, 1, 1))).items}


def test_a_page_without_review_day_is_named(project: Path) -> None:
    change(project, "docs/training.md", "review: 2027-05-22\n", "")
    assert [(item.file, item.line) for item in items(project, Section.NO_REVIEW)] == [("docs/training.md", 2)]


def test_contacts_nobody_confirmed_are_named_until_somebody_does(project: Path) -> None:
    def contacts() -> dict[str, Item]:
        return {item.title: item for item in items(project, Section.CONTACT)}

    before = contacts()
    chat = before["Children's Help and Advice Team (CHAT)"]
    assert (project / chat.file).read_text(encoding="utf-8").splitlines()[chat.line - 1] == "- id: front-door"
    assert "0151 934 4013" in chat.detail and "not yet confirmed" in chat.detail
    assert "Emergency services" not in before, "999 needs no confirmation"
    assert "no number is known" in before["Local Authority Designated Officer (LADO)"].detail
    never_printed = [contact for contact in read_site(project, TODAY).catalogue.data.contacts.values() if not contact.printable]
    assert never_printed and not {contact.phone for contact in never_printed} & {item.detail.partition(":")[0] for item in before.values()}
    change(project, "data/contacts.yml", "- id: front-door\n", "- id: front-door\n  verified: {date: 2026-11-23, by: duty manager}\n")
    assert before.keys() - contacts().keys() == {"Children's Help and Advice Team (CHAT)"}


def test_pages_stand_under_the_role_that_owns_them(project: Path) -> None:
    change(project, "data/partnership.yml", "  # others: [training officer, safeguarding lead]", "  others: [training officer, safeguarding lead]")
    change(project, "docs/training.md", "review: 2027-05-22\n", "review: 2027-05-22\nowner: training officer\n")
    found = freshness(read_site(project, date(2028, 1, 1)))
    owners = {item.file: item.owner for item in found.items}
    assert owners["docs/training.md"] == "training officer"
    assert owners["docs/about.md"] == "communications officer"
    page = as_markdown(found)
    own = page[page.index("## Training officer"):]
    assert "docs/training.md" in own and "docs/about.md" not in own


def test_an_owner_must_be_a_role_of_the_partnership(project: Path) -> None:
    change(project, "docs/training.md", "review: 2027-05-22\n", "review: 2027-05-22\nowner: comunications officer\n")
    with pytest.raises(ContentError) as refused:
        read_site(project, TODAY)
    assert [str(problem) for problem in refused.value.problems] == [
        'docs/training.md:6: "comunications officer" is not a known role. Did you mean "communications officer"? '
        "Choose one of communications officer, or add it to the roles under report: in data/partnership.yml."]


def test_figures_without_a_later_year_are_named_once_a_file(site: Site) -> None:
    def figure(name: str, label: str, line: int, period: str, file: str = "data/figures/2020-21.yml") -> FigureYear:
        return FigureYear(name, label, file, line, parse_period(period))

    old, newer = "April 2020 to March 2021", "April 2025 to March 2026"
    figures = [figure("plans", "Child protection plans", 30, old), figure("referrals", "Referrals", 12, old), figure("visits", "Visits", 5, old),
               figure("visits", "Visits", 9, newer, "data/figures/2025-26.yml")]
    found = [item for item in freshness(site, figures).items if item.section is Section.FIGURE]
    assert [(item.file, item.line, item.title, item.detail) for item in found] == [
        ("data/figures/2020-21.yml", 12, "Referrals and 1 more", "the newest year is April 2020 to March 2021")]


def test_dead_ends_are_named(project: Path) -> None:
    write(project, "briefings/general/lonely.md", "---\ntitle: Lonely\nsummary: Nobody leads here.\nreview: 2028-01-01\n---\n\nText.\n")
    assert "briefings/general/lonely.md" in {item.file for item in items(project, Section.NO_TOPIC)}
    assert "briefings/general/lonely.md" in {item.file for item in items(project, Section.NO_LINK)}
    change(project, "briefings/general/lonely.md", "review:", "topics: [neglect]\nreview:")
    with (project / "docs" / "training.md").open("a", encoding="utf-8") as page:
        page.write("\nSee [Lonely](../briefings/general/lonely.md).\n")
    assert "briefings/general/lonely.md" not in {item.file for section in (Section.NO_TOPIC, Section.NO_LINK) for item in items(project, section)}


def test_a_page_that_only_links_to_itself_is_a_dead_end(project: Path) -> None:
    write(project, "docs/lonely.md", "---\ntitle: Lonely\nsummary: Nobody leads here.\nreview: 2028-01-01\n---\n\n[Me](lonely.md)\n")
    assert "docs/lonely.md" in {item.file for item in items(project, Section.NO_LINK)}


def test_command_writes_the_page_and_the_data(project: Path) -> None:
    done = run(project, "report", today=date(2028, 1, 1))
    assert done.status == 0, done.output
    page = (project / "report" / "freshness.md").read_text(encoding="utf-8")
    data = json.loads((project / "report" / "freshness.json").read_text(encoding="utf-8"))
    assert page.startswith("# What is due on 1 January 2028\n") and page in done.output
    assert data["day"] == "2028-01-01" and data["count"] == len(data["items"]) == sum(data["counts"].values()) > 50
    for item in data["items"]:
        assert (project / item["file"]).is_file() and item["line"] > 0 and item["owner"] == "communications officer"
        assert f"`{item['file']}` line {item['line']}" in page
    again = run(project, "report", today=date(2028, 1, 1))
    assert again.output == done.output


def test_command_names_mistakes_instead_of_reporting_on_half_a_site(project: Path) -> None:
    change(project, "docs/training.md", "review: 2027-05-22\n", "review: soon\n")
    done = run(project, "report")
    assert done.status == 1 and "docs/training.md:5:" in done.output and "Traceback" not in done.output
    assert not (project / "report").exists()


def test_nothing_due_is_said() -> None:
    report = Freshness(TODAY, ())
    assert as_markdown(report) == "# What is due on 22 November 2026\n\nNothing is due.\n"
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
