"""What can be published: plain pages, and one typed model for each kind of resource.

Each model holds the rules of its kind; the checks, the error messages and the list of front matter keys in
``guide/adding-a-resource.md`` come from here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from publishing.content.help_notes import refuse_help_notes
from publishing.data.partnership import Source, Subject
from publishing.problems.rule import ALLOWABLE, FRONT_MATTER, SEVEN, Rule
from publishing.reading.fields import MISSING, Key, Place, Reader, address, day, day_or_month, either, flag, many, mapping_of, one_of, period, read_keys, text
from publishing.reading.front_matter import MarkdownFile
from publishing.reading.tree import SourceFile
from publishing.words.dates import Period, PublishedDate

SILENT_WORDS_A_MINUTE = 238
"""Reading rate of adults, silently, non-fiction: Brysbaert (2019), Journal of Memory and Language 109, 104047."""

SUMMARY_LENGTH = 200

REVIEWED_FIRST = Rule("review-before-publication", FRONT_MATTER, "the review day is before the day of publication", "Correct one of the two dates.",
                      "The page would be due for review before anybody has read it.")
NOT_SEVEN_PARTS = Rule("seven-parts", SEVEN, "a 7-minute briefing has seven numbered parts; here are {parts}",
                       'Give it seven headings: "## 1. …" to "## 7. Questions for the team".', "Teams know these briefings by their seven parts.",
                       {"parts": "1, 2, 3, 5"})
NEWSLETTER_NAME = Rule("newsletter-name", FRONT_MATTER, 'the file is named {name}.md and "published" says {published}',
                       "A newsletter's file is named after its month: {month}.md.", "The address of an issue is its month.",
                       {"name": "2026-11", "published": "2026-12-04", "month": "2026-12"})
NEWSLETTER_TITLE = Rule("newsletter-title", FRONT_MATTER, "the title does not name its month and year in full",
                        'Write "Newsletter, {month}", then what is special about it.', "In a list of issues readers look for the month.",
                        {"month": "December 2026"})


@dataclass(frozen=True)
class Change:
    """A dated note on what changed in a page."""

    date: date
    note: str


@dataclass(frozen=True)
class Withdrawn:
    """Why and when a resource was withdrawn."""

    date: date
    reason: str


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a page."""

    file: str
    title: str
    language: str = "English"
    accessible: bool | None = None


@dataclass(frozen=True)
class Allowance:
    """That something a check finds may stand in a file, and why."""

    check: str
    text: str
    reason: str


@dataclass(frozen=True)
class Vocabulary:
    """The words that front matter may use, from the data files."""

    topics: Mapping[str, Subject] = field(default_factory=dict)
    audiences: Mapping[str, Subject] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page as its author wrote it: a plain page, or the base of every resource."""

    source: SourceFile
    title: str
    summary: str
    body: str
    body_line: int
    id: str = ""
    """The permanent id: from the ledger, else minted from the address."""
    written: date | None = None
    updated: date | None = None
    changes: tuple[Change, ...] = ()
    review: date | None = None
    owner: str | None = None
    """The role that looks after it, where that is not the usual one."""
    also_known_as: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    draft: bool = False
    allow: tuple[Allowance, ...] = ()

    @property
    def file(self) -> str:
        """Its path from the project's root."""
        return self.source.file

    @property
    def address(self) -> str:
        """Where it is found on the site."""
        return self.source.address

    @property
    def words(self) -> int:
        """How many words its text has."""
        return len(re.findall(r"[^\W_]+(?:['-][^\W_]+)*", self.body))

    @property
    def reading_minutes(self) -> int:
        """How long it takes to read, in whole minutes, at least one."""
        return max(1, math.ceil(self.words / SILENT_WORDS_A_MINUTE))

    @property
    def year(self) -> int | None:
        """The year it was published, or that its period begins: what the search's filter goes by."""
        return self.published.year if self.published else self.listing_period.first_year if self.listing_period else None

    @property
    def last_changed(self) -> date | None:
        """The last day its text is known to have changed."""
        return max((day for day in (self.written, self.updated, *(change.date for change in self.changes)) if day), default=None)

    def due_for_review(self, today: date) -> bool:
        """Say whether its review day has passed."""
        return self.review is not None and self.review < today

    @classmethod
    def keys(cls, vocabulary: Vocabulary) -> tuple[Key, ...]:
        """Return the front matter keys of this model, in their canonical order."""
        return (
            Key("title", text(120), "The title, as it is shown everywhere.", "title: Neglect", required=True),
            Key("summary", text(SUMMARY_LENGTH), "One sentence; it becomes the listing, the search result and the preview.",
                "summary: One sentence on what this page helps with.", required=True),
            Key("written", day, "The day the text on this page was written, where it is not the partnership's own text.", "written: 2026-11-22"),
            Key("updated", day, "The day of the last change that readers should know of.", "updated: 2027-01-31"),
            Key("changes", many(mapping_of((
                Key("date", day, "When.", required=True),
                Key("note", text(), "What changed, in plain words.", required=True),
            ), Change)), "Dated notes on what changed.", "changes: [{date: 2027-01-31, note: New number for the front door.}]"),
            Key("review", day, "The day by which the text must be looked at again.", "review: 2027-05-22"),
            Key("owner", one_of(vocabulary.roles, "role", "the roles under report: in data/partnership.yml"),
                "The role that looks after the page, where it is not the usual one. Never a person's name.", "owner: communications officer"),
            Key("also_known_as", many(text(60)), "What people type when they look for it. For search; not shown.", "also_known_as: [county lines, trap house]"),
            Key("sources", many(either(lambda value: isinstance(value, dict), _source_here, _source_named(vocabulary))),
                "Where the facts are from: names from data/sources.yml, or title, publisher, dated and address.", "sources: [children-act-1989]"),
            Key("attachments", many(mapping_of((
                Key("file", text(), "The file's name, beside the page.", required=True),
                Key("title", text(), "What it is called.", required=True),
                Key("language", text(), "Its language; English if not said."),
                Key("accessible", flag, "true or false: whether it works with a screen reader."),
            ), Attachment)), "Files that go with the page.", "attachments: [{file: poster.pdf, title: Poster, accessible: true}]"),
            Key("draft", flag, "true keeps the page out of every build; only the preview shows it.", "draft: true"),
            Key("allow", many(mapping_of((
                Key("check", one_of(ALLOWABLE, "check that can be allowed"), "The check's name, as its message gives it.", required=True),
                Key("text", text(), "What it finds, as it stands in the file.", required=True),
                Key("reason", text(), "Why it may stand.", required=True),
            ), Allowance)), "What a check may find here, and why it may stand.", "allow: [{check: postcode, text: ZZ99 9ZZ, reason: The office's own address.}]"),
        )

    def check(self, place: Place) -> None:
        """Report what only shows once all keys are read."""
        if not self.draft:
            refuse_help_notes(place, self.title, self.summary, self.body, self.body_line)


def _source_named(vocabulary: Vocabulary) -> Reader:
    named = one_of(vocabulary.sources, "source", "data/sources.yml")

    def read(place: Place) -> Any:
        name = named(place)
        return vocabulary.sources[name] if isinstance(name, str) else name

    return read


_source_here = mapping_of((
    Key("title", text(), "The document's own title.", required=True),
    Key("publisher", text(), "Who published it.", required=True),
    Key("dated", text(), "Its date, in words.", required=True),
    Key("address", address, "Where it is."),
), lambda **values: Source(id="", **values))


@dataclass(frozen=True, kw_only=True)
class Resource(Page):
    """One thing the partnership published. Each kind has a subclass."""

    kind: ClassVar[str]
    """The kind's word in code."""
    folder: ClassVar[str]
    """Where its files lie."""
    singular: ClassVar[str]
    plural: ClassVar[str]
    about: ClassVar[str]
    """A sentence on its listing."""

    published: PublishedDate | None = None
    text: str | None = None
    withdrawn: Withdrawn | None = None
    replaces: str | None = None
    replaced_by: str | None = None
    topics: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    future: bool = False

    @property
    def held(self) -> bool:
        """Whether the partnership holds the text and we do not."""
        return self.text == "held"

    @property
    def listing_period(self) -> Period | None:
        """The period it covers, for kinds that have one."""
        return getattr(self, "period", None)

    @property
    def last_changed(self) -> date | None:
        """The last day its text is known to have changed: for the partnership's own text, at least that of publication."""
        published = self.published.first_day if self.published and self.published.day else None
        return super().last_changed or published

    @property
    def newest_first(self) -> tuple[Any, ...]:
        """The order of listings: newest first, undated last, then by title."""
        day = self.published.first_day.toordinal() if self.published else -1
        return (-day, self.title.casefold(), self.address)

    @classmethod
    def listing(cls) -> str:
        """Return the address of the kind's listing."""
        return SourceFile(f"{cls.folder}/index.md", None).address  # type: ignore[arg-type]

    @classmethod
    def keys(cls, vocabulary: Vocabulary) -> tuple[Key, ...]:
        """Return a page's keys and those that only a resource has."""
        own = (
            Key("published", day_or_month, "When the partnership published its document: a day, or a month where no day is known.", "published: 2021-03"),
            Key("text", one_of(("held",), "state of the text"), "held, where the partnership has the text and this site has not.", "text: held"),
            Key("withdrawn", mapping_of((
                Key("date", day, "When.", required=True),
                Key("reason", text(), "Why, and what to use instead.", required=True),
            ), Withdrawn), "That it is no longer to be used. It keeps its address and leaves the listings.", "withdrawn: {date: 2027-01-31, reason: Replaced by national guidance.}"),
            Key("replaces", text(), "The file that this one replaces.", "replaces: briefings/general/old-genogram.md"),
            Key("replaced_by", text(), "The file that replaces this one.", "replaced_by: briefings/general/genogram.md"),
            Key("topics", many(one_of(vocabulary.topics, "topic", "data/topics.yml")), "Subjects, by their words in data/topics.yml.", "topics: [neglect]"),
            Key("audience", many(one_of(vocabulary.audiences, "audience", "data/audiences.yml")), "Whom it is for, by their words in data/audiences.yml.", "audience: [schools, health]"),
        )
        known = {key.name: key for key in (*super().keys(vocabulary), *own)}
        return tuple(known[name] for name in RESOURCE_ORDER)

    def check(self, place: Place) -> None:
        super().check(place)
        if self.review and self.published and self.review < self.published.first_day:
            place.at("review").refuse(REVIEWED_FIRST)


RESOURCE_ORDER = ("title", "summary", "published", "text", "written", "updated", "changes", "review", "owner", "withdrawn", "replaces",
                  "replaced_by", "topics", "audience", "also_known_as", "sources", "attachments", "draft", "allow")
"""The canonical order of a resource's keys; a kind's own keys come last."""


class SevenMinuteBriefing(Resource):
    """A briefing to be read aloud to a team in seven minutes, in seven numbered parts."""

    kind = "seven-minute"
    folder = "briefings/seven-minute"
    singular = "7-minute briefing"
    plural = "7-minute briefings"
    about = "One subject in seven short parts, to be read aloud and talked through in a team meeting."
    parts: ClassVar[int] = 7

    def check(self, place: Place) -> None:
        super().check(place)
        if self.held:
            return
        numbers = [int(number) for number in re.findall(r"^## (\d+)\. \S", self.body, re.MULTILINE)]
        if numbers != list(range(1, self.parts + 1)):
            place.refuse(NOT_SEVEN_PARTS, parts=", ".join(map(str, numbers)) or "none")


class PracticeLearningBriefing(Resource):
    """The learning from a case that was reviewed."""

    kind = "practice-learning"
    folder = "briefings/practice-learning"
    singular = "Practice learning briefing"
    plural = "Practice learning briefings"
    about = "Learning from cases that were reviewed because agencies could learn from them together."


class GeneralBriefing(Resource):
    """A briefing on a way of working."""

    kind = "general"
    folder = "briefings/general"
    singular = "General briefing"
    plural = "General briefings"
    about = "Tools and ways of working, each explained on a page."


class Newsletter(Resource):
    """An issue of the partnership's newsletter; its address is its month."""

    kind = "newsletter"
    folder = "newsletters"
    singular = "Newsletter"
    plural = "Newsletters"
    about = "Each issue, with what the partnership published since the one before."

    def check(self, place: Place) -> None:
        super().check(place)
        month = self.source.path.stem
        if self.published is None:
            place.refuse(MISSING, name="published", example=f"published: {month}")
            return
        if month != self.published.month_iso:
            place.at("published").refuse(NEWSLETTER_NAME, name=month, published=self.published.iso, month=self.published.month_iso)
        if self.published.month_text not in self.title:
            place.at("title").refuse(NEWSLETTER_TITLE, month=self.published.month_text)


class Guidance(Resource):
    """A page of the Level of Need guidance."""

    kind = "guidance"
    folder = "level_of_need"
    singular = "Guidance"
    plural = "Level of Need guidance"
    about = "Which help a child needs, at which level, and what to do now."


@dataclass(frozen=True, kw_only=True)
class _WithPeriod(Resource):
    period: Period | None = None

    @classmethod
    def keys(cls, vocabulary: Vocabulary) -> tuple[Key, ...]:
        return (*super().keys(vocabulary),
                Key("period", period, "The years or months it covers.", "period: 2020 to 2022"))


class Strategy(_WithPeriod):
    """A strategy, agreement or campaign."""

    kind = "strategy"
    folder = "docs/strategies"
    singular = "Strategy or campaign"
    plural = "Strategies and campaigns"
    about = "What the partnership set out to do, and whether the period has ended."


@dataclass(frozen=True, kw_only=True)
class Report(_WithPeriod):
    """A yearly report: its index page is the resource, the other pages of its folder are its chapters."""

    kind = "report"
    folder = "docs/annual-report"
    singular = "Annual report"
    plural = "Annual reports"
    about = "What the partnership did in a year, and what came of it."

    chapters: tuple[str, ...] = ()

    @classmethod
    def keys(cls, vocabulary: Vocabulary) -> tuple[Key, ...]:
        return (*super().keys(vocabulary),
                Key("chapters", many(text()), "The names of the report's other pages, in reading order.", "chapters: [priorities, audits]"))


KINDS: tuple[type[Resource], ...] = (SevenMinuteBriefing, PracticeLearningBriefing, GeneralBriefing, Newsletter, Guidance,
                                     Strategy, Report)
"""Every kind, in the order in which the site lists them."""


def kind_of(source: SourceFile) -> type[Page]:
    """Return the model of a file by its folder; a plain page is a :class:`Page`."""
    folder, _, name = source.file.rpartition("/")
    for kind in KINDS:
        if kind is Report:
            if folder.startswith(f"{kind.folder}/") and folder.count("/") == 2 and name == "index.md":
                return kind
        elif folder == kind.folder and (name != "index.md" or kind is Guidance):
            return kind
    return Page


def read_page(source: SourceFile, markdown: MarkdownFile, vocabulary: Vocabulary) -> Page | None:
    """Read a file into the model of its kind; ``None`` where its front matter does not allow it.

    Problems are left in ``markdown.front_matter``.
    """
    if not isinstance(markdown.front_matter.value, dict):
        return None
    place = Place(markdown.front_matter)
    model = kind_of(source)
    values = read_keys(place, model.keys(vocabulary))
    if values is None:
        return None
    page = model(source=source, body=markdown.body.strip("\n"), body_line=_body_line(markdown), **values)
    page.check(place)
    return page


def _body_line(markdown: MarkdownFile) -> int:
    leading = len(markdown.body) - len(markdown.body.lstrip("\n"))
    return markdown.body_line + leading
