"""A page as its author wrote it: a plain page, and what every kind of resource has besides."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, ClassVar

from publishing.content.keys import Allowance, Attachment, Change, Vocabulary, Withdrawn, page_keys, resource_keys
from publishing.data.sources import Source
from publishing.problems.rule import FRONT_MATTER, Rule
from publishing.reading.fields import Key, Place
from publishing.reading.tree import SourceFile
from publishing.words.at_a_glance import Counts
from publishing.words.dates import Period, PublishedDate

SILENT_WORDS_A_MINUTE = 238
"""Reading rate of adults, silently, non-fiction: Brysbaert (2019), Journal of Memory and Language 109, 104047."""

REVIEWED_FIRST = Rule("review-before-publication", FRONT_MATTER, "the review day is before the day of publication", "Correct one of the two dates.",
                      "The page would be due for review before anybody has read it.")


def count_of_words(text: str) -> int:
    """Return how many words a text has."""
    return _WORDS.of(text)


_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_WORDS = Counts(lambda part: len(_WORD.findall(part)))


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page as its author wrote it: a plain page, or the base of every resource."""

    source: SourceFile
    title: str
    summary: str
    words: int
    """How many words its text has."""
    id: str = ""
    """The permanent id: from the ledger, else minted from the address."""
    written: date | None = None
    updated: date | None = None
    changes: tuple[Change, ...] = ()
    review: date | None = None
    owner: str | None = None
    """The role that looks after it, where that is not the usual one."""
    exit_this_page: bool = False
    """Whether somebody may read it who is at risk from a person near them."""
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
    def reading_minutes(self) -> int:
        """How long it takes to read, in whole minutes, at least one."""
        return max(1, math.ceil(self.words / SILENT_WORDS_A_MINUTE))

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
        return page_keys(vocabulary)

    def check(self, place: Place) -> None:
        """Report what only shows once all keys are read."""


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
    at_once: ClassVar[bool] = False
    """Whether it is read in a hurry: then nothing stands between its title and its text."""
    presented: ClassVar[bool] = False
    """Whether its page can be presented to a team, one part a screen."""
    on_paper: ClassVar[bool] = False
    """Whether it is handed round: then a PDF of it stands beside its page."""

    published: PublishedDate | None = None
    text: str | None = None
    listed_as: str | None = None
    """What the partnership's annual report calls it."""
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
    def year(self) -> int | None:
        """The year it was published, or that its period begins: what the search's filter goes by."""
        return self.published.year if self.published else self.listing_period.first_year if self.listing_period else None

    @property
    def listing_period(self) -> Period | None:
        """The period it covers, for kinds that have one."""
        return getattr(self, "period", None)

    @property
    def last_changed(self) -> date | None:
        """The last day its text is known to have changed: for the partnership's own text, at least that of publication."""
        published = self.published.first_day if self.published and self.published.day else None
        return super().last_changed or published

    @cached_property
    def newest_first(self) -> tuple[Any, ...]:
        """The order of listings: newest first, undated last, then by title."""
        day = self.published.first_day.toordinal() if self.published else -1
        return (-day, self.title.casefold(), self.address)

    @classmethod
    @cache
    def listing(cls) -> str:
        """Return the address of the kind's listing."""
        return SourceFile(f"{cls.folder}/index.md", None).address  # type: ignore[arg-type]

    @classmethod
    def keys(cls, vocabulary: Vocabulary) -> tuple[Key, ...]:
        """Return a page's keys and those that only a resource has."""
        return resource_keys(vocabulary)

    def check(self, place: Place) -> None:
        super().check(place)
        if self.review and self.published and self.review < self.published.first_day:
            place.at("review").refuse(REVIEWED_FIRST)
