"""What somebody has to look at again: pages to review, contacts to confirm, figures to bring up to date, dead ends.

``make report`` writes it as a page for people and as JSON for programs. Nothing here stops a build: a site that is not
looked after grows stale, it does not break.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum

from publishing.content.kinds import Newsletter, Report
from publishing.content.page import Page, Resource
from publishing.data.partnership import ReportOwners, Repository
from publishing.desk.plain_markdown import code, plain
from publishing.site import HOME, Site
from publishing.words.addresses import Target
from publishing.words.dates import Period, a_year_after, in_words, reporting_period

NEAR = timedelta(days=60)
"""How long before its review day a page is named."""

LOOK_AGAIN = timedelta(days=183)
"""How long after somebody looked at a law it is named: half a year."""

NAMED_FOR = timedelta(days=14)
"""How long a page is named that changed on the very day of its law, when nobody can tell which of the two came first: on two Mondays."""

LONGEST_PAGE = 60_000
"""How many characters the page may have: GitHub refuses an issue of more than 65,536."""

MOST_NEW = 50
"""How many new things of a role a comment names."""

LONGEST_LISTS = (1000, 100, 40, 20, 10, 5, 1)
"""How many items of a section the page names: the first of these with which it is not too long."""

MONTH_IS_ENOUGH = (Newsletter, Report)
"""Kinds that readers find by month or year: they need no topic and no link from another page."""


class Section(StrEnum):
    """What is to be done, in the order of urgency."""

    LAW = "law-changed"
    PAST = "past-review"
    NEAR = "near-review"
    LOOK = "law-to-look-at"
    CONTACT = "contact"
    FIGURE = "figure"
    ACCESSIBILITY = "accessibility-run"
    NO_REVIEW = "no-review-day"
    NO_TOPIC = "no-topic"
    NO_LINK = "no-link-in"


WORDS: Mapping[Section, tuple[str, str]] = {
    Section.LAW: ("The law has changed since the page was written",
                  "Read the page against what data/law.yml says now. Correct it, or leave it if it is still right; then say so under changes with the day."),
    Section.PAST: ("Past its review day",
                   "Read the page against its sources. Correct it, then give it a new review day. If it is no longer to be used, add withdrawn."),
    Section.NEAR: (f"To be reviewed within {NEAR.days} days", "Read the page against its sources before that day, then give it a new review day."),
    Section.LOOK: ("Law to look at again",
                   "Look whether it still stands so, at its source or on legislation.gov.uk or GOV.UK. Then write the day at looked in data/law.yml; "
                   "if anything has changed, at changed too."),
    Section.CONTACT: ("Contacts to confirm",
                      "Call or write, then write verified with the day, your role and what you confirmed in data/contacts.yml. It is asked for again after a year."),
    Section.FIGURE: ("Figures without a later year", "A later year has ended. Add its figures when they are published."),
    Section.ACCESSIBILITY: ("Accessibility to test again",
                            "Ask the people who look after the code: they run make accessibility, mend what it finds, and publish data/accessibility.yml. The accessibility statement takes its day and its results from there."),
    Section.NO_REVIEW: ("No review day", "Add a line with review and the day by which somebody must read the page again."),
    Section.NO_TOPIC: ("No topic", "Add a line with topics: readers who look by subject do not find the page."),
    Section.NO_LINK: ("No page links to it", "Name it in a page that its readers see, or in data/navigation.yml."),
}
"""The heading of each section, and what to do about it."""


@dataclass(frozen=True)
class FigureYear:
    """One figure of one year, as the report needs to know it."""

    name: str
    label: str
    file: str
    line: int
    period: Period


@dataclass(frozen=True, order=True)
class Item:
    """One thing to look at."""

    owner: str
    section: Section
    day: str
    """The day it is or was due, as ``2027-05-22``; nothing where there is none."""
    title: str
    file: str
    line: int
    detail: str = ""


@dataclass(frozen=True)
class Freshness:
    """Everything that is due on a day, by owner, urgency and day."""

    today: date
    items: tuple[Item, ...]


def freshness(site: Site, figures: Iterable[FigureYear] = ()) -> Freshness:
    """Return what is due on the day of ``site``."""
    found = [*_laws(site), *_reviews(site), *_contacts(site), *_figures(site, figures), *_accessibility(site), *_dead_ends(site)]
    order = list(Section)
    return Freshness(site.catalogue.today, tuple(sorted(
        found, key=lambda item: (item.owner, order.index(item.section), item.day, item.file, item.line, item.title))))


def figures_of(site: Site) -> Iterator[FigureYear]:
    """Return every figure of the site with its reporting year, which runs from April to March."""
    data = site.catalogue.data
    for name, year in data.figures.items():
        period = reporting_period(name)
        document = data.documents[f"figures/{name}"]
        for measure in year.measures.values():
            for figure in measure.figures:
                own = figure.name.removeprefix(f"{measure.name}.")
                line = document.line(("measures", measure.name, "figures", own))
                yield FigureYear(figure.name, figure.label, document.file, line, period)


def _item(site: Site, page: Page, section: Section, key: str = "title", day: str = "", detail: str = "") -> Item:
    owner = page.owner or site.catalogue.data.partnership.report.pages
    line = site.catalogue.front_matter[page.file].front_matter.line((key,))
    return Item(owner, section, day, page.title, page.file, line, detail)


def _in_use(site: Site) -> Iterable[Page]:
    return (page for page in site.catalogue.written if not (isinstance(page, Resource) and page.withdrawn))


def _reviews(site: Site) -> Iterable[Item]:
    today = site.catalogue.today
    for page in _in_use(site):
        if page.review is None:
            yield _item(site, page, Section.NO_REVIEW)
        elif page.review <= today + NEAR:
            section = Section.PAST if page.due_for_review(today) else Section.NEAR
            yield _item(site, page, section, "review", page.review.isoformat(), in_words(page.review))


def _laws(site: Site) -> Iterable[Item]:
    """Name each page whose law has changed since the page last did, and each law at which nobody has looked for long."""
    data, today = site.catalogue.data, site.catalogue.today
    for page in _in_use(site):
        for name in sorted(site.rests_on.get(page.file, ())):
            law = data.law[name]
            changed = law.last_changed(today)
            together = changed == page.last_changed
            if changed and (page.last_changed is None or page.last_changed < changed or (together and today <= changed + NAMED_FOR)):
                detail = f"{in_words(changed)}: {law.duty.rstrip('.')} ({law.stands(today)})"
                yield _item(site, page, Section.LAW, day=changed.isoformat(), detail=f"{detail}; the page changed that day too: if for this, nothing needs to be done" if together else detail)
    for law in data.law.values():
        if law.standing != "replaced" and (law.looked is None or law.looked + LOOK_AGAIN < today):
            looked = f"looked at on {in_words(law.looked)}" if law.looked else "nobody has looked: known from general knowledge"
            yield Item(data.partnership.report.pages, Section.LOOK, law.looked.isoformat() if law.looked else "", law.duty.rstrip("."), "data/law.yml",
                       data.place("law").at(law.id).line, looked)


def _contacts(site: Site) -> Iterable[Item]:
    data = site.catalogue.data
    places = data.contact_places
    for contact in data.contacts.values():
        if contact.to_confirm(site.catalogue.today):
            detail = f"{contact.reached}: {contact.assurance}" if contact.assurance else f"no number is known. {contact.ask}"
            due = a_year_after(contact.verified.date).isoformat() if contact.verified else ""
            yield Item(data.partnership.report.contacts, Section.CONTACT, due, contact.name, places[contact.id].document.file,
                       places[contact.id].line, detail.rstrip("."))


def _figures(site: Site, figures: Iterable[FigureYear]) -> Iterable[Item]:
    """Name each file whose figures have no later year, though the year after has ended: once, not figure by figure."""
    newest: dict[str, FigureYear] = {}
    for figure in figures:
        known = newest.get(figure.name)
        if known is None or figure.period.last_day > known.period.last_day:
            newest[figure.name] = figure
    stale: dict[tuple[str, Period], list[FigureYear]] = {}
    for figure in newest.values():
        if site.catalogue.today > a_year_after(figure.period.last_day):
            stale.setdefault((figure.file, figure.period), []).append(figure)
    owner = site.catalogue.data.partnership.report.figures
    for (file, period), found in stale.items():
        first = min(found, key=lambda figure: figure.line)
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        yield Item(owner, Section.FIGURE, period.last_day.isoformat(), f"{first.label}{more}", file, first.line,
                   f"the newest year is {period.text}")


def _accessibility(site: Site) -> Iterable[Item]:
    """Name the last run of the accessibility tests, where it no longer speaks for the site."""
    data = site.catalogue.data
    run, pages = data.accessibility, len(site.pages) + 1  # and the page for missing addresses
    if run and (run.too_old(site.catalogue.today) or run.of_another_site(pages)):
        document = data.documents["accessibility"]
        yield Item(data.partnership.report.pages, Section.ACCESSIBILITY, run.day.isoformat(), "Last run of the accessibility tests", document.file, document.line(("day",)),
                   f"{in_words(run.day)}, on {run.pages} pages; there are {pages} now")


def _dead_ends(site: Site) -> Iterable[Item]:
    linked = _linked(site)
    for page in _in_use(site):
        if isinstance(page, MONTH_IS_ENOUGH):
            continue
        if isinstance(page, Resource) and not page.topics:
            yield _item(site, page, Section.NO_TOPIC)
        if page.address not in linked:
            yield _item(site, page, Section.NO_LINK)


def _linked(site: Site) -> set[str]:
    """Return every address that the home page, the menu, the footer or another page's own text leads to.

    Listings do not count: every resource stands in one, whether or not anything leads its readers there.
    """
    found = {HOME, site.who_to_call, *(address for _, address in site.footer)}
    found.update(address for menu in site.menu for _, address in menu.links)
    for page in site.catalogue.written:
        targets = (site.links.resolve(link.target, page.file) for link in site.texts[page.file].links if not link.image)
        found.update(target.address for target in targets if isinstance(target, Target) and target.address != page.address)
        if isinstance(page, Report):
            found.update(chapter.address for chapter in site.catalogue.chapters(page))
        if isinstance(page, Resource):
            found.update(other.address for file in (page.replaces, page.replaced_by)
                         if file and (other := site.catalogue.by_file.get(file)))
    return found


def as_json(report: Freshness) -> str:
    """Return the report for programs."""
    return json.dumps({
        "day": report.today.isoformat(),
        "near_days": NEAR.days,
        "count": len(report.items),
        "counts": {section.value: sum(item.section is section for item in report.items) for section in Section},
        "items": [asdict(item) for item in report.items],
    }, indent=2, ensure_ascii=False) + "\n"


def as_markdown(report: Freshness, repository: Repository | None = None) -> str:
    """Return the report as a page for the people who look after the content, each under their role."""
    room = LONGEST_PAGE - len(remembered(report))
    return next(page for longest in LONGEST_LISTS if len(page := _page(report, _where(repository), longest)) <= room or longest == LONGEST_LISTS[-1])


def remembered(report: Freshness) -> str:
    """Return a line that no reader sees and that names everything in the list, for :func:`what_is_new` a week later."""
    return f"<!-- due: {' '.join(_mark(item) for item in report.items)} -->\n" if report.items else ""


def _mark(item: Item) -> str:
    """Return a name for a thing that is due: the same as long as it is due for the same reason."""
    return hashlib.sha256(f"{item.section}|{item.day}|{item.file}|{item.title}".encode()).hexdigest()[:8]


def what_is_new(report: Freshness, before: str, owners: ReportOwners, repository: Repository | None = None) -> str:
    """Return what the list says that ``before``, the list of a week ago, did not; nothing where it says nothing new.

    It is a comment that mentions the teams whose turn it is: GitHub writes to them, which it does not when a list changes.
    """
    known = {mark for line in re.findall(r"<!-- due: ([0-9a-f ]*) -->", before) for mark in line.split()}
    new = [item for item in report.items if _mark(item) not in known]
    if not new:
        return ""
    lines = [f"**{len(new)} thing{' is' if len(new) == 1 else 's are'} new since the last list.** The whole list stands at the top.", ""]
    where = _where(repository)
    for owner in sorted({item.owner for item in new}):
        own = [item for item in new if item.owner == owner]
        shown = own[:MOST_NEW] if known else ()
        team = f" {owners.teams[owner]}" if owner in owners.teams else ""
        lines += [f"{plain(owner[:1].upper() + owner[1:])}{team}: {len(own)}", "", *(f"{_line(item, where)} ({WORDS[item.section][0]})" for item in shown)]
        if shown and len(own) > len(shown):
            lines.append(f"- … and {len(own) - len(shown)} more")
        lines += [""] if shown else []
    return "\n".join(lines).rstrip("\n") + "\n"


def _page(report: Freshness, where: Callable[[Item], str], longest: int) -> str:
    count = len(report.items)
    lines = [f"# What is due on {in_words(report.today)}", ""]
    if not count:
        return "\n".join([*lines, "Nothing is due.", ""])
    lines += [f"{count} thing{' is' if count == 1 else 's are'} to be looked at. "
              "When one is done, it is gone from the next report by itself.", ""]
    for owner in sorted({item.owner for item in report.items}):
        lines += [f"## {plain(owner[:1].upper() + owner[1:])}", ""]
        for section in Section:
            found = [item for item in report.items if item.owner == owner and item.section is section]
            if found:
                heading, advice = WORDS[section]
                lines += [f"### {heading} ({len(found)})", "", advice, "", *(_line(item, where) for item in found[:longest])]
                if len(found) > longest:
                    lines.append(f"- … and {len(found) - longest} more: `make report` writes all of them to report/freshness.json, and this list names them when these are done")
                lines.append("")
    return "\n".join(lines)


def _where(repository: Repository | None) -> Callable[[Item], str]:
    if repository is None:
        return lambda item: f"{code(item.file)} line {item.line}"
    return lambda item: f"[{item.file}]({repository.edit_address(item.file)}) line {item.line}"


def _line(item: Item, where: Callable[[Item], str]) -> str:
    detail = f", {plain(item.detail)}" if item.detail else ""
    return f"- **{plain(item.title)}**{detail}: {where(item)}"
