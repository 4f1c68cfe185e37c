"""The forms that are filled in on the device or by hand: data/forms.yml, which need not exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publishing.reading.fields import Key, flag, many, one_of, table_of, text, whole_number

DAY, LEVEL, BRIEFING, ACTIONS = "day", "level", "briefing", "actions"
"""What a question may take besides words: a day, a level of need, one of the 7-minute briefings, or what will be done, by whom and by when."""

NOTHING, ONE, SHEET = "nothing", "one", "sheet"
"""What somebody may ask a form to keep on their device: nothing, what stands in it, or one record after another, which add up to a sheet."""


@dataclass(frozen=True)
class Question:
    """One question, and how it is answered well."""

    id: str
    asks: str
    heading: str | None = None
    intro: str | None = None
    hint: str | None = None
    lines: int = 2
    takes: str | None = None
    choices: tuple[str, ...] = ()
    poor: str | None = None
    good: str | None = None
    more: str | None = None
    column: str | None = None


@dataclass(frozen=True)
class Form:
    """A form: its questions in order."""

    id: str
    questions: Mapping[str, Question]
    keeps: str = NOTHING
    missing: str | None = None
    signed: bool = False

    @property
    def columns(self) -> tuple[Question, ...]:
        """The questions that are columns of its sheet."""
        return tuple(question for question in self.questions.values() if question.column)


QUESTION_KEYS = (
    Key("asks", text(200), "The question, as it is shown.", required=True),
    Key("hint", text(300), "What belongs into the answer."),
    Key("lines", whole_number, "How many lines the box has. Default: 2."),
    Key("takes", one_of((DAY, LEVEL, BRIEFING, ACTIONS), "sort of answer"), "What it takes in the place of words.", "takes: day"),
)

_FORM_QUESTION_KEYS = (
    *QUESTION_KEYS,
    Key("heading", text(80), "A heading above it: a new part of the form."),
    Key("intro", text(300), "A sentence or two below that heading."),
    Key("choices", many(text(120)), "The answers to choose one from, in the place of words."),
    Key("poor", text(300), "How it is answered badly: a form of words, never a case."),
    Key("good", text(400), "How it is answered well: a form of words, never a case."),
    Key("more", text(verbatim=True), "The file of the page that says more."),
    Key("column", text(40), "The heading of its column, where the form adds up to a sheet."),
)

read_forms = table_of((
    Key("keeps", one_of((NOTHING, ONE, SHEET), "way to keep a form"), "What somebody may ask it to keep on their device. Default: nothing."),
    Key("missing", text(80), "What stands above the questions without an answer, in the text that is copied. Without it they are left out."),
    Key("signed", flag, "true where it is printed on one side, to be signed."),
    Key("questions", table_of(_FORM_QUESTION_KEYS, Question), "The questions, in order, each by a word that never changes.", required=True),
), Form)
