"""What must hold where figures are hidden to protect children: nothing that stands beside them gives them away.

What follows from sums is worked out in :mod:`publishing.data.figures.suppression`. Here is what no sum says: a total that nobody
named, and words and rates beside a hidden number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from publishing.data.figures.as_if_hidden import room_in
from publishing.data.figures.suppression import Exposed, Unfit, noughts
from publishing.data.figures.ties import Key
from publishing.data.figures.year import HIDE_UNDER, NOT_SHOWN, Figure, Measure, Rows, Year, number_of
from publishing.problems.problem import Problem, listed, shortened
from publishing.problems.rule import FIGURES, WARNING, Rule
from publishing.reading.fields import Place
from publishing.words.numbers import WORDS
from publishing.words.patterns import pattern

MANY = 20
"""How many figures a message names."""

NAME = "measure.figure"
"""How a figure is named."""

MORE = "Hide more"
MORE_AT_ONCE = "If you hide it, hide more in the same change"
"""What is to be done where a number is hidden, and where it is still to be."""

_MEASURE = {"title": "Reasons for plans"}
_WHY_WORKED_OUT = "Whoever adds and subtracts the numbers that are shown would know more of it than its words say."

TOTAL_NOT_SAID = Rule("total-not-said", FIGURES, '"{title}" has numbers to hide, and does not say what they add up to',
                      "Add a line that names the figure that is their sum, as total: {example}. If nothing that is published holds it, "
                      "add instead no_total: and why.", "A total that is published gives a hidden number away, wherever it stands.", {**_MEASURE, "example": NAME})
MAY_BE_TOTAL = Rule("may-be-the-total", FIGURES, '"{title}" has numbers to hide, and {name} may be what they add up to',
                    "If it is, put total: {name} in the place of no_total. If it is not, say in no_total what {name} is instead, with its name.",
                    "It is a little more than the numbers that are shown, and of the same unit.", {**_MEASURE, "name": "plans.all"})
MAY_BE_TOTAL_OF_YEAR = Rule("may-be-the-total-of-another-year", FIGURES, '"{title}" has numbers to hide, and {name} of {year} may be what they add up to',
                            "If it is, copy it into this file as a measure of its own, with the same label, unit and period, and put its name after total: in "
                            "the place of no_total. If it is not, say in no_total what {name} is instead, with its name.",
                            "It is a little more than the numbers that are shown, of the same unit and period.",
                            {**_MEASURE, "name": "before.plans", "year": "2021-22"})
_TELLS = 'even where "{label}" is hidden, a reader can tell more of it than "{words}", by adding and subtracting what is shown'
WORKED_OUT = Rule("hidden-can-be-worked-out", FIGURES, _TELLS, "{hide}. {further}.", _WHY_WORKED_OUT,
                  {"label": "Neglect", "words": "fewer than 5", "hide": MORE, "further": 'For "Physical abuse" (line 24) take out value: (and as_published:, where it stands there), and write in its place withheld: true'})
WORKED_OUT_ANYWAY = Rule("hidden-can-be-worked-out-anyway", FIGURES, _TELLS,
                         'Delete the measure "{title}": nothing that can be hidden would protect it.', _WHY_WORKED_OUT,
                         {"label": "Neglect", "words": "fewer than 5", **_MEASURE})
NOUGHT_SHOWN = Rule("nought-shown", FIGURES, '"{label}" is nought and shown, and other small numbers of {unit} are to be hidden',
                    "Take out its value: (and as_published:, where it stands there), and write in its place " + HIDE_UNDER + ".",
                    "Where noughts are shown, what is hidden is one or more, and two hidden numbers that add up to two are both one.",
                    {"label": "Neglect", "unit": "children", "below": 5})
UNFIT = Rule("hidden-fits-no-number", FIGURES, 'what is shown leaves no number that "{label}" could be',
             'Compare each figure of "{title}", and what they add up to, with the source, and correct the one that is wrong. '
             "If figures of one label, unit and period are not the same number, give them labels of their own.",
             "One of the numbers was copied wrong, or something is hidden as small that is not.", {"label": "Neglect", **_MEASURE})
NUMBER_IN_NOTE = Rule("number-in-a-note", FIGURES, 'a note of "{title}", which has numbers to hide, says "{words}"', "Write the note without a number.",
                      "A sentence gives a hidden number away as well as a table does.", {**_MEASURE, "words": "one"})
NOTE_OF_HIDDEN = Rule("note-of-a-hidden-figure", FIGURES, 'a note says "{words}", and "{label}" is to be hidden',
                      "Read it as somebody would who wants to know the number. If it helps them, take that out; if not, nothing needs to be done.",
                      "That a number has halved, or is of twins, tells it to whoever knows the year before or the family.", {"words": "halved", "label": "Neglect"}, WARNING)
NUMBER_IN_COMMENT = Rule("number-in-a-comment", FIGURES, 'a comment beside "{label}", which is hidden, says "{words}"',
                         "Delete the number. If the file has been uploaded with it, the number stands in its history too: "
                         "tell whoever looks after the project.",
                         "The site leaves comments out, but the file is as public as the page that is made of it.", {"label": "Neglect", "words": "3"})
RATE = Rule("rate-beside-hidden", FIGURES, '"{label}" is a rate, and stands beside a number that is to be hidden',
            "Hide it as well: withheld: true in the place of value and as_published.", "Whoever knows of how many it is the rate can work the number out.",
            {"label": "Neglect per 10,000 children"})

_NUMBER = pattern(rf"(?<![\w.,-])(?:\d[\d.,]*|{'|'.join(sorted(WORDS, key=len, reverse=True))}|none|single|sole)(?![\w-])",
                     re.IGNORECASE)
_NO_COUNT = pattern(
    r"\b(?:19|20)\d\d(?:[-/]\d{2,4})?\b|\b[\w-]{1,20}(?: (?:to|and|or) [\w-]{1,20})? (?:days?|weeks?|months?|years?|hours?|minutes?)\b",
    re.IGNORECASE)
_AMOUNT = pattern(r"\b(?:twins?|triplets|pair|couple|siblings?|brothers?|sisters?|hal(?:f|ved)|(?:third|quarter)s? of|doubled|trebled|tripled|twice|dozen|handful|few|several|both|neither|nobody"
                     r"|same as|as many|more than|fewer than|less than|most|majority|minority|fewest|smallest|largest|highest|lowest|unchanged|rose|fell)\b", re.IGNORECASE)
"""Words that tell how many without a number."""
_RATE = pattern(r"%|\b(?:per|per\s?cent|percentages?|rates?|ratios?|averages?|mean|median|proportions?|shares?)\b", re.IGNORECASE)


def place_of(figure: Figure, year: Year, place: Place) -> Place:
    """Return where a figure stands in its year's file; ``place`` is the whole."""
    measure = year.measure_of(figure)
    key = figure.name.removeprefix(f"{measure.name}.")
    return place.at("measures").at(measure.name).at("sums" if figure.parts else "figures").at(key)


def is_hidden(figure: Figure) -> bool:
    """Say whether a figure is one that the officer hides."""
    return figure.withheld or figure.suppressed is not None


def hiding(year: Year, place: Place, years: Mapping[str, Year]) -> Iterator[Problem]:
    """Find what stands beside a year's hidden figures, in any year, and may give them away; ``years`` are as if all was hidden that must be."""
    hides = {name: measure for name, measure in year.measures.items() if any(map(is_hidden, measure.figures))}
    for measure in hides.values():
        at = place.at("measures").at(measure.name)
        yield from _total(measure, year, at, years)
        yield from _notes(measure, at)
    things: list[Measure | Rows] = [*year.measures.values(), *year.lists.values()]
    for thing in things if hides else ():
        yield from _words_about(thing, thing.name in hides, year, place)
    for figure, below in noughts(year):
        yield place_of(figure, year, place).at("value").problem(NOUGHT_SHOWN, label=shortened(figure.label), unit=shortened(figure.unit), below=below)
    labels = [figure.label.casefold() for measure in hides.values() for figure in measure.figures if is_hidden(figure)]
    for measure in year.measures.values() if hides else ():
        for figure in measure.figures:
            beside = measure.name in hides or any(label in figure.label.casefold() for label in labels)
            if beside and figure.value is not None and _RATE.search(f"{figure.unit} {figure.label}"):
                yield place_of(figure, year, place).problem(RATE, label=shortened(figure.label))


def _total(measure: Measure, year: Year, place: Place, years: Mapping[str, Year]) -> Iterator[Problem]:
    alone = len(measure.figures) == 1  # it is its own sum
    if place.at("total").value is None and not measure.no_total and not alone:
        yield place.problem(TOTAL_NOT_SAID, title=shortened(measure.title), example=measure.total or NAME)
    elif measure.no_total and (likely := _likely_total(measure, year, years)):
        values = {"title": shortened(measure.title), "name": likely[1]}
        yield place.at("no_total").problem(MAY_BE_TOTAL, **values) if likely[0] == year.name else \
            place.at("no_total").problem(MAY_BE_TOTAL_OF_YEAR, **values, year=likely[0])


def _likely_total(measure: Measure, year: Year, years: Mapping[str, Year]) -> Key | None:
    """Return the figure that is as much more than what a measure shows as its suppressed figures can be, where no_total names it not."""
    own = {figure.name for figure in measure.figures}
    room = room_in(measure)
    shown = sum((number_of(figure) for figure in measure.figures), Decimal(0))
    if not room:
        return None
    for other in (year, *(other for other in years.values() if other is not year)):
        for figure in other.figures.values():
            others = shown - number_of(figure) if other is year and figure.name in own else shown
            alike = figure.unit == measure.unit and (other is year or figure.period == measure.period) and figure.name not in measure.no_total
            if figure.value is not None and others and alike and others <= figure.value <= others + room:
                return other.name, figure.name
    return None


def _notes(measure: Measure, place: Place) -> Iterator[Problem]:
    for at, note in notes_of(measure, place):
        if number := _number_in(note):
            yield at.problem(NUMBER_IN_NOTE, title=shortened(measure.title), words=number)


def notes_of(thing: Measure | Rows, place: Place) -> Iterator[tuple[Place, str]]:
    """Return the notes of a measure, of its figures, or of a list, and where each stands; ``place`` is that of the whole."""
    yield from ((place.at("notes").at(position), note) for position, note in enumerate(thing.notes))
    for figure in thing.figures if isinstance(thing, Measure) else ():
        at = place.at("figures").at(figure.name.removeprefix(f"{thing.name}.")).at("notes")
        yield from ((at.at(position), note) for position, note in enumerate(figure.notes))


def _words_about(thing: Measure | Rows, hides: bool, year: Year, place: Place) -> Iterator[Problem]:
    """Find notes without a number that speak of a hidden figure: anywhere by its label, beside it in words that tell how many."""
    hidden = [figure for figure in year.figures.values() if is_hidden(figure)]
    own = [figure for figure in hidden if year.measure_of(figure).name == thing.name]
    at = place.at("measures" if isinstance(thing, Measure) else "lists").at(thing.name)
    for where, note in notes_of(thing, at):
        if hides and _number_in(note):  # that is an error, and has been told
            continue
        labels = {figure.label: re.compile(rf"(?<!\w){re.escape(figure.label)}(?!\w)", re.IGNORECASE) for figure in hidden}
        named = next((label for label, said in labels.items() if said.search(note)), "")
        amount = _AMOUNT.search(labels[named].sub("", note) if named else note) if own else None
        if named or amount:
            yield where.problem(NOTE_OF_HIDDEN, words=amount[0] if amount else shortened(note), label=shortened(named or own[0].label))


def _number_in(words: str) -> str:
    """Return a number that counts something, as it is written; nothing where there is none."""
    found = _NUMBER.search(_NO_COUNT.sub("", words))
    return shortened(found[0]) if found else ""


def comments_beside(content: str, year: Year, place: Place) -> Iterator[Problem]:
    """Find comments with a number between a hidden figure and the next one; ``content`` is the year's file."""
    figures = sorted((place_of(figure, year, place).line, is_hidden(figure), figure.label) for figure in year.figures.values())
    lines = content.splitlines()
    ends = [line - 1 for line, *_ in figures[1:]] + [len(lines)]
    for (line, hidden, label), end in zip(figures, ends, strict=False):
        for number, text in enumerate(lines[line - 1:end] if hidden else (), line):
            comment = re.search(r"(?:^|\s)#(.*)", text)
            if comment and (words := _number_in(comment[1])):
                yield NUMBER_IN_COMMENT.problem(place.document.file, number, label=shortened(label), words=words)


def further_of(found: Sequence[Exposed | Unfit], year: str) -> dict[str, int]:
    """Return which figures of a year must be hidden as well, and under which number each is; 0 where it is to be withheld."""
    return {figure: below for one in found if isinstance(one, Exposed) for (name, figure), below in one.further.items() if name == year}


def worked_out(exposed: Sequence[Exposed | Unfit], years: Mapping[str, Year], places: Mapping[str, Place]) -> Iterator[tuple[Problem, str]]:
    """Say of which hidden figures too much can be worked out, each with the year whose file has it."""
    for found in exposed:
        name, key = found.figure
        year = years[name]
        figure = year.figures[key]
        at, values = place_of(figure, year, places[name]), {"label": shortened(figure.label), "title": shortened(year.measure_of(figure).title)}
        if not isinstance(found, Exposed):
            yield at.problem(UNFIT, **values), name
        elif not found.enough:
            yield at.problem(WORKED_OUT_ANYWAY, words=_words(found), **values), name
        else:
            still_there = at.at("value").value is not None
            more, where = (MORE_AT_ONCE, at.at("value")) if still_there else (MORE, at)
            yield where.problem(WORKED_OUT, hide=more, label=values["label"], words=_words(found), further=_further(found, years, places)), name


def _words(found: Exposed) -> str:
    return f"fewer than {found.below}" if found.below else NOT_SHOWN


def _further(found: Exposed, years: Mapping[str, Year], places: Mapping[str, Place]) -> str:
    """Return in words what must be hidden as well, and how."""
    ways: dict[tuple[str, str], list[str]] = {}
    for key, below in list(found.further.items())[:MANY]:
        way = HIDE_UNDER.format(below=below) if below else "withheld: true"
        away = "suppressed:" if years[key[0]].figures[key[1]].suppressed else "value: (and as_published:, where it stands there)"
        ways.setdefault((way, away), []).append(_where(key, found.figure[0], years, places))
    words = ". ".join(f"For {listed(names)} take out {away}, and write in its place {way}" for (way, away), names in ways.items())
    if any(key[0] != found.figure[0] for key in found.further):  # figures of one label, unit and period are taken for one number
        words = f"If what stands in the other file is of another time, write that time into period: here, and check again before you hide more. {words}"
    more = len(found.further) - MANY
    return f"{words}. Then check again, because {more} more must follow" if more > 0 else words


def _where(key: Key, here: str, years: Mapping[str, Year], places: Mapping[str, Place]) -> str:
    figure = years[key[0]].figures[key[1]]
    at = place_of(figure, years[key[0]], places[key[0]])
    return f'"{shortened(figure.label, 30)}" ({f"{at.document.file}, " if key[0] != here else ""}line {at.at("value").line})'
