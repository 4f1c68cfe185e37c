"""What can be published: one typed model for each kind of resource, with the rules of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from publishing.content.help_notes import refuse_help_notes
from publishing.content.keys import Vocabulary
from publishing.content.page import Page, Resource, count_of_words
from publishing.problems.rule import FRONT_MATTER, Rule
from publishing.reading.fields import MISSING, NO_KEYS, REFUSED, Key, Place, Sort, many, of_sort, one_of, period, read_keys, text
from publishing.reading.front_matter import MarkdownFile
from publishing.reading.tree import SourceFile
from publishing.reading.yaml_source import Document
from publishing.words.addresses import AUDIENCES, GLOSSARY, KEEP, SEARCH, TOPICS, WHATS_NEW, WRITE
from publishing.words.dates import Period

NEWSLETTER_NAME = Rule("newsletter-name", FRONT_MATTER, 'the file is named {name}.md and "published" says {published}',
                       "A newsletter's file is named after its month: {month}.md.", "The address of an issue is its month.",
                       {"name": "2026-11", "published": "2026-12-04", "month": "2026-12"})
NEWSLETTER_TITLE = Rule("newsletter-title", FRONT_MATTER, "the title does not name its month and year in full",
                        'Write "Newsletter, {month}", then what is special about it.', "In a list of issues readers look for the month.",
                        {"month": "December 2026"})
MOST_HOME_FIGURES = 4
HOME_FIGURES = Rule("too-many-home-figures", FRONT_MATTER, '"home_figures" has {count} figures', "Keep at most {most}.",
                    "The home page shows the year in small, and each figure leads to the chapter that says more.", {"count": 7, "most": MOST_HOME_FIGURES})


class UrgentGuide(Resource):
    """What to do in the next ten minutes, on one screen, in five parts that never change."""

    kind = "urgent"
    folder = "docs/urgent"
    singular = "Urgent guide"
    plural = "Urgent: what to do now"
    about = "What to do in the next ten minutes, what not to do, and whom to call."
    on_paper = True
    at_once = True
    parts: ClassVar[tuple[str, ...]] = ("Do now", "Do not", "Then", "Whom to call", "Why")


class SevenMinuteBriefing(Resource):
    """A briefing to be read aloud to a team in seven minutes, in seven numbered parts."""

    kind = "seven-minute"
    folder = "briefings/seven-minute"
    singular = "7-minute briefing"
    plural = "7-minute briefings"
    about = "One subject in seven short parts, to be read aloud and talked through in a team meeting."
    presented = True
    on_paper = True
    parts: ClassVar[int] = 7
    minutes: ClassVar[int] = 7


class PracticeLearningBriefing(Resource):
    """The learning from a case that was reviewed."""

    kind = "practice-learning"
    folder = "briefings/practice-learning"
    singular = "Practice learning briefing"
    plural = "Practice learning briefings"
    about = "Learning from cases that were reviewed because agencies could learn from them together."
    presented = True
    on_paper = True


class GeneralBriefing(Resource):
    """A briefing on a way of working."""

    kind = "general"
    folder = "briefings/general"
    singular = "General briefing"
    plural = "General briefings"
    about = "Tools and ways of working, each explained on a page."
    presented = True
    on_paper = True


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


def _home_figures(place: Place) -> Any:
    """Read names of figures, each with a chapter; whether there are such is asked where they are known."""
    if not isinstance(place.value, dict) or not place.value:
        return place.refuse(NO_KEYS, name=place.name, keys="the name of a figure, then its chapter")
    if len(place.value) > MOST_HOME_FIGURES:
        return place.refuse(HOME_FIGURES, count=len(place.value), most=MOST_HOME_FIGURES)
    found = {name: text()(place.at(name)) for name in place.value}
    return {name: chapter for name, chapter in found.items() if chapter is not REFUSED}


of_sort(Sort("pairs", parts=(Key("figure", text(), "Its name in the figures of the year, as training.sessions."), Key("chapter", text(), "The name of the chapter that says more."))), _home_figures)


@dataclass(frozen=True, kw_only=True)
class Report(_WithPeriod):
    """A yearly report: its index page is the resource, the other pages of its folder are its chapters."""

    kind = "report"
    folder = "docs/annual-report"
    singular = "Annual report"
    plural = "Annual reports"
    about = "What the partnership did in a year, and what came of it."

    chapters: tuple[str, ...] = ()
    home_figures: Mapping[str, str] = field(default_factory=dict)
    """The figures that the home page shows, each with the name of the chapter that says more."""

    @classmethod
    def keys(cls, vocabulary: Vocabulary) -> tuple[Key, ...]:
        return (*super().keys(vocabulary),
                Key("chapters", many(text()), "The names of the report's other pages, in reading order.", "chapters: [priorities, audits]"),
                Key("home_figures", _home_figures, "Up to four figures for the home page, each with the chapter that says more.", "home_figures: {training.sessions: training}"))

    def check(self, place: Place) -> None:
        super().check(place)
        for name in self.home_figures:
            one_of(self.chapters, "chapter", "chapters")(place.at("home_figures").at(name))


KINDS: tuple[type[Resource], ...] = (UrgentGuide, SevenMinuteBriefing, PracticeLearningBriefing, GeneralBriefing, Newsletter, Guidance,
                                     Strategy, Report)
"""Every kind, in the order in which the site lists them."""

ADDRESS_MADE = Rule("address-of-the-site", FRONT_MATTER, "its address {address} is that of a page which the site makes itself", "Give the file another name.",
                    "It would take the place of a page that people need, such as the search or the list of newsletters.", {"address": "/search/"})

_MADE = frozenset((GLOSSARY, KEEP, SEARCH, WHATS_NEW, WRITE, TOPICS, AUDIENCES, *(kind.listing() for kind in KINDS)))


def is_made(source: SourceFile) -> bool:
    """Say whether the site makes the page at a file's address itself. Guidance alone begins with a page that somebody wrote."""
    return source.address in _MADE and source.file != f"{Guidance.folder}/index.md"


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
    if model not in vocabulary.keys:
        vocabulary.keys[model] = model.keys(vocabulary)
    values = read_keys(place, vocabulary.keys[model])
    if values is None:
        return None
    page = model(source=source, words=count_of_words(markdown.text), **values)
    if not page.draft:
        refuse_help_notes(place, page.title, page.summary, markdown)
    page.check(place)
    return page


def stand_in(source: SourceFile, markdown: MarkdownFile, vocabulary: Vocabulary) -> Page:
    """Return what can be read of a page that :func:`read_page` refuses, so that its text is checked in the same round. It is never published."""
    front, model = markdown.front_matter.value, kind_of(source)
    place = Place(Document(source.file, [], front if isinstance(front, dict) else {}))
    found = {key.name: key.read(place.at(key.name)) for key in model.keys(vocabulary) if key.name in place.value}
    values = {name: value for name, value in found.items() if value is not REFUSED}
    return model(source=source, words=count_of_words(markdown.text), **{"title": "", "summary": "", **values})
