"""Every check of content, in one call: the build and ``make check`` say the same in the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import Any, TypeVar

from publishing.checks import (
    amounts,
    case_accounts,
    days,
    described,
    files,
    grammar,
    headings,
    html,
    identifying,
    images,
    language,
    left_overs,
    link_text,
    numbers_to_ring,
    pasted,
    reading_age,
    seven_minutes,
    together,
    typed_contacts,
    urgent,
)
from publishing.checks.pieces import Piece, of_source, of_text, of_values, with_digits
from publishing.checks.repository import check_name, check_repository, found_in
from publishing.content.aloud import half_minutes_aloud
from publishing.content.presenting import presenting
from publishing.content.text import Text
from publishing.data.contacts import Contact
from publishing.data.glossary import Term
from publishing.data.language import Language
from publishing.kept.memory import NOTHING, Memory, News
from publishing.kept.second_process import LEAST, Meanwhile, Pile, in_halves
from publishing.problems.problem import Problem, Severity, errors
from publishing.problems.rule import ALLOWABLE, FRONT_MATTER, PRIVATE, WARNING, Rule
from publishing.reading import encodings
from publishing.reading.passed import Passed, together_with
from publishing.reading.tree import SourceFile
from publishing.reading.yaml_source import parse_yaml
from publishing.words.as_read import as_read
from publishing.words.patterns import compile_all
from publishing.words.web_addresses import NOT_A_MAILBOX

UNUSED = Rule("allowance-not-needed", FRONT_MATTER, 'the front matter allows "{check}" for something that is not here',
              "Take the item out of allow:, or write its text exactly as it stands in the file.",
              "What is allowed and not there would one day let something else through.", {"check": "postcode"}, WARNING)
IN_DATA = Rule("private-in-data", PRIVATE, "{message}", "Take it out. If it must stand, write at the end of the line: # allowed: and why.",
               "The data files are as public as the pages.", {"message": identifying.PHONE.message})

_A = TypeVar("_A")

CONTACTS = "data/contacts.yml"
LANGUAGE = "data/language.yml"
NATIONAL_CONTACTS = "data/national/contacts.yml"


def check_everything(texts: Mapping[str, Text], others: Iterable[SourceFile], beside: Beside, organisations: Iterable[str],
                     memory: Memory = NOTHING, drafted: Drafted | None = None) -> list[Problem]:
    """Return every problem of the texts, images, documents and data files, and of all other files of the repository.

    ``texts`` has every Markdown file that could be read as text, ``others`` are the images and documents. The data and all files but the texts are looked
    at ``beside``. ``organisations`` may stand as the author of a file. What ``drafted`` makes of a text that has been looked at, and what little is asked
    of it again, is all that stays of its tokens.
    """
    others = list(others)
    _look_ahead(texts.values(), beside.background, memory, drafted, beside)
    background = beside.background.among(texts.values(), beside.data_files, memory)
    owners = memory.same("owners", frozenset(name.casefold() for name in organisations))
    problems: list[Problem] = []
    for text in texts.values():
        problems.extend(_of_text(text, background, memory))
    for source in others:
        problems.extend(memory.of_file(("file", source.file), source.path, (owners,), partial(_of_file, source, owners)))
    of_data, of_files = beside.found()
    problems.extend(of_data)
    problems.extend(check_repository(beside.files, background.known, of_files, problems))
    problems.extend(_side_by_side(texts, [*texts, *(source.file for source in others)]))
    return list(_mailboxes_told_once(list(_without_allowed(problems, texts))))


class Beside:
    """A look at what are no texts: the data, and all other files of the repository. Where nothing is kept, a second process begins with it at once, and whoever has done with the texts takes part.

    The parameters are those of :meth:`Background.of_data`, and the files.
    """

    def __init__(self, data_files: Mapping[str, str | None], files: Iterable[SourceFile], contacts: Mapping[str, Contact], glossary: tuple[Term, ...], watched: Language,
                 passed: Passed | None = None, memory: Memory = NOTHING) -> None:
        self.data_files, self.files = data_files, list(files)
        self.background = Background.of_data(data_files, contacts, glossary, watched, passed, memory)
        self._memory = memory
        self._pieces: list[tuple[str, str] | SourceFile] = [*((file, content) for file, content in data_files.items() if content is not None), *self.files]
        self._known: dict[int, list[Problem]] = {}
        at_once = memory is NOTHING and len(self._pieces) >= LEAST
        self._pile = Pile(sorted(range(len(self._pieces)), key=lambda number: _size_of(self._pieces[number]), reverse=True) if at_once else ())
        if at_once:
            compile_all()
        self._copy = Meanwhile(self.part, at_once)

    def part(self) -> BesidePart:
        """Look at what nobody has begun with, the largest first, so that whoever takes part has done at the same time; return what was found in each, and what has passed."""
        return {number: self._found(self._pieces[number]) for number in self._pile}, self.background.known.passed.news()

    def take(self, part: BesidePart) -> None:
        """Take over what has been found by one who took part."""
        self._known.update(part[0])
        self.background.known.passed.take(part[1])

    def found(self) -> tuple[list[Problem], list[list[Problem]]]:
        """Return the problems of the data, and those of each file; look at what nobody has looked at, and wait for what somebody has begun with."""
        self.take(self.part())
        self.take(self._copy.result())
        found = [self._known[number] if number in self._known else self._found(piece) for number, piece in enumerate(self._pieces)]
        of_data = len(found) - len(self.files)
        return list(chain.from_iterable(found[:of_data])), found[of_data:]

    def stop(self) -> None:
        """End the look: nobody will ask for it any more."""
        self._copy.stop()
        self._pile.close()

    def _found(self, piece: tuple[str, str] | SourceFile) -> list[Problem]:
        background = self.background
        if isinstance(piece, SourceFile):
            return found_in(piece, background.known, background.without_contacts, self._memory)
        file, content = piece
        return self._memory.result(("data", file), (content, background.without_contacts), partial(_of_data, file, content, background), holds=lambda seen: background.agrees(seen[1]))[0]


BesidePart = tuple[dict[int, list[Problem]], News]
"""What one of those who take part has found in pieces, by their numbers, and what has passed there."""


def _size_of(piece: tuple[str, str] | SourceFile) -> int:
    try:
        return piece.path.stat().st_size if isinstance(piece, SourceFile) else len(piece[1])
    except OSError:  # gone since it was found
        return 0


def known_of(data_files: Mapping[str, str | None], contacts: Mapping[str, Contact], watched: Language, passed: Passed | None = None, memory: Memory = NOTHING) -> identifying.Known:
    """Return what may stand anywhere, and which words are names; the parameters are those of :func:`check_everything`."""
    of_contacts = [data_files.get(file, "") for file in (CONTACTS, NATIONAL_CONTACTS)]
    allowed = tuple(line for content in data_files.values() if content and _ALLOWED.search(content) for line in content.split("\n") if _ALLOWED.search(line))
    watched = memory.same("language", watched)
    return memory.result("known", (contacts, *of_contacts, watched, allowed), lambda: identifying.Known.of(
        contacts, None if None in of_contacts else "\n".join(map(str, of_contacts)), watched.given_names - watched.pseudonyms, passed or Passed(), allowed), lasting=False)


def _of_file(source: SourceFile, owners: frozenset[str]) -> list[Problem]:
    two_versions = encodings.conflict(source.path, source.file)
    return [two_versions] if two_versions else list(files.check(source.path, source.file, owners))


@dataclass(frozen=True)
class Background:
    """What a text is looked at with: what the data say, and the words that other texts have."""

    known: identifying.Known
    watched: Language
    terms: frozenset[str]
    acronyms: frozenset[str]
    typed: Mapping[str, Contact]
    without_contacts: identifying.Known
    words: case_accounts.Words = case_accounts.Words()

    @cached_property
    def for_all(self) -> tuple[identifying.Known, Language]:
        """What each text is looked at with by itself, whatever it asks: one value, which is looked into once, not for each text."""
        return self.without_contacts, self.watched

    def agrees(self, asked: Asked | None) -> bool:
        """Say whether a text or a data file that has asked this would be told the same today."""
        return asked is None or asked.agrees(self)

    @classmethod
    def of_data(cls, data_files: Mapping[str, str | None], contacts: Mapping[str, Contact], glossary: tuple[Term, ...], watched: Language,
                passed: Passed | None = None, memory: Memory = NOTHING) -> Background:
        """Collect what the data say. ``data_files`` has the text of each data file, or ``None`` where it cannot be read; what has ``passed`` before is not looked at again for details of a person."""
        known = known_of(data_files, contacts, watched, passed, memory)
        watched = memory.same("language", watched)
        return cls(known, watched, memory.same("names that are terms", case_accounts.names_that_are_terms(watched, glossary)), language.known_acronyms(watched, glossary),
                   typed_contacts.by_number(contacts.values()), memory.same("known without contacts", known.without_contacts))

    def among(self, texts: Iterable[Text], data_files: Mapping[str, str | None], memory: Memory = NOTHING) -> Background:
        """Return the same with the words of all texts and of the data, for which accounts of cases ask."""
        return replace(self, words=case_accounts.Words.of(texts, (content for file, content in data_files.items() if content and file != LANGUAGE), memory))

    @classmethod
    def of(cls, texts: Mapping[str, Text], data_files: Mapping[str, str | None], contacts: Mapping[str, Contact], glossary: tuple[Term, ...], watched: Language,
           passed: Passed | None = None, memory: Memory = NOTHING) -> Background:
        """Collect all of it that is asked of a few texts alone; the other parameters are those of :meth:`of_data`."""
        background = cls.of_data(data_files, contacts, glossary, watched, passed, memory)
        _look_ahead(texts.values(), background, memory)
        return background.among(texts.values(), data_files, memory) if any(map(case_accounts.is_about_a_case, texts.values())) else background


Drafted = Callable[[Text], Mapping[str, Any]]
"""Makes of a text what will be asked of it, by the names under which it has it ahead."""


@dataclass(frozen=True)
class Asked:
    """What a text or a data file has asked of the contacts and of the glossary, and the answers: what else these say is nothing to it."""

    values: dict[str, bool]
    """What may belong to a contact, and whether it does."""
    explained: dict[str, bool]
    """Short forms, and whether they need no explaining."""
    typed: dict[str, Contact | None]
    """Numbers, and whose they are."""

    def agrees(self, background: Background) -> bool:
        """Say whether each of these answers would be given today."""
        return (background.known.agrees(self.values) and all((word in background.acronyms) == explained for word, explained in self.explained.items())
                and all(background.typed.get(number) == contact for number, contact in self.typed.items()))

    @property
    def anything(self) -> Asked | None:
        """The same, where anything was asked."""
        return self if self.values or self.explained or self.typed else None


def _look_ahead(texts: Iterable[Text], background: Background, memory: Memory, drafted: Drafted | None = None, beside: Beside | None = None) -> None:
    """Parse the texts and look at each by itself, as far as nobody has before: a second process does half of it. Whoever has done its half takes part in what is looked at ``beside``."""
    passed = background.known.passed
    told = set[str]() if memory is NOTHING else None

    def looked_at(half: Sequence[Text]) -> tuple[list[dict[str, Any]], News, BesidePart | None]:
        seen = [_seen(replace(text, memory=NOTHING, ahead={}), background, drafted, told) for text in half]
        return seen, passed.news(), beside.part() if beside else None

    new = [text for text in texts if not memory.has((CHECKED, text.file), (text, background.for_all), holds=lambda seen: background.agrees(seen[2]))]
    if len(new) >= LEAST:
        compile_all()
    halves = in_halves(new, looked_at)
    for text, seen in zip(new, together_with(passed, [(half, news) for half, news, _ in halves]), strict=True):
        text.know(seen.pop("measures"))
        text.ahead.update(seen)
    for *_, part in halves:
        if beside and part:
            beside.take(part)


def _seen(text: Text, background: Background, drafted: Drafted | None, told: set[str] | None) -> dict[str, Any]:
    """Return what will be asked of a text. Where nobody keeps them, its words in small letters are those that no text before has ``told``: each has most of the others'."""
    seen: dict[str, Any] = {CHECKED: _looked_at(text, background), case_accounts.SMALL_WORDS: case_accounts.small_words(text, told or frozenset())}
    if told is not None:
        told.update(seen[case_accounts.SMALL_WORDS].split())
    if drafted and text.page and not errors(seen[CHECKED][0]):  # what has an error may not be fit to be rendered
        seen.update(drafted(text))
    front, read = text.ahead.pop(READ)
    seen[days.DAYS] = days.of_pieces(front, read, text.file)
    for measure in (presenting, half_minutes_aloud):  # what else is asked of its blocks
        measure(text)
    return {**seen, "measures": text.measures(*(("blocks",) if case_accounts.is_about_a_case(text) else ()))}


CHECKED = "checked"
"""What is known of a text ahead: the problems that it has by itself, and what was asked for that."""
READ = "read"
"""The same: the pieces of its front matter and of its text that hold a digit."""


def check_text(text: Text, texts: Mapping[str, Text], files: Iterable[str], background: Background) -> list[Problem]:
    """Return the problems of one text among ``texts``, by itself and beside the others; ``files`` has the names of all files of the content.

    Files beside it are not looked at, so what it allows of them is taken to be there.
    """
    problems = [*_of_text(text, background), *_side_by_side(texts, files)]
    found = _mailboxes_told_once(list(_without_allowed(problems, {text.file: text})))
    return [problem for problem in found if problem.file == text.file and not (problem.rule is UNUSED and problem.values["check"] in OF_FILES)]


OF_FILES = ("private-in-attachment", "private-in-name", "file-author", "file-place", "file-details", "file-changes", "picture-of-text")
"""What a page allows of the files beside it."""


def _side_by_side(texts: Mapping[str, Text], files: Iterable[str]) -> Iterator[Problem]:
    return together.check(texts.values(), files, {file for file in texts if file.startswith("docs/annual-report/")})


def _of_text(text: Text, background: Background, memory: Memory = NOTHING) -> Iterator[Problem]:
    by_itself, measures, _ = memory.result((CHECKED, text.file), (text, background.for_all), partial(_by_itself, text, background), holds=lambda seen: CHECKED not in text.ahead)
    text.know(measures)
    yield from by_itself
    if case_accounts.is_about_a_case(text):  # any other text may change what is an ordinary word in it
        words, beside = background.words, (text, background.watched, background.terms)
        found, _ = memory.result(("case", text.file), (*beside, bool(words.small)), partial(_of_case, *beside, words),
                                 holds=lambda seen: words.agree(seen[1]))
        text.let_go()  # of its blocks, which had to wait for the words of all others
        yield from found


def asked_by(texts: Iterable[Text], memory: Memory) -> Iterator[str]:
    """Return the words for which accounts of cases have looked in all texts, in the reading of a ``memory``."""
    return (word for text in texts if case_accounts.is_about_a_case(text) for word in memory.found(("case", text.file))[1])


def small_words_of(file: str, memory: Memory) -> str:
    """Return the words that a text has in small letters, in the reading of a ``memory``."""
    found: str = memory.found(("small words", file))
    return found


def _by_itself(text: Text, background: Background) -> tuple[list[Problem], dict[str, Any], Asked | None]:
    """Return the problems of a text, what little is asked of it again, for by then it is measured, and what it has asked itself."""
    found, asked = text.ahead.pop(CHECKED, None) or _looked_at(text, background)
    return found, text.measures(), asked


def _looked_at(text: Text, background: Background) -> tuple[list[Problem], Asked | None]:
    asked = Asked({}, {}, {})
    found = list(_each_of_text(text, background.known.asking(asked.values), background.watched, _noting(background.acronyms.__contains__, asked.explained), _noting(background.typed.get, asked.typed)))
    return found, asked.anything


def _noting(answer: Callable[[str], _A], asked: dict[str, _A]) -> Callable[[str], _A]:
    """Return what answers in the same way, and notes it."""
    def noted(question: str) -> _A:
        asked[question] = answer(question)
        return asked[question]

    return noted


def _of_case(text: Text, watched: Language, terms: frozenset[str], words: case_accounts.Words) -> tuple[list[Problem], dict[str, bool]]:
    """Return the problems of an account, and the words that it asked for: what else others have in small letters is nothing to it."""
    asked: dict[str, bool] = {}
    return list(case_accounts.check(text, watched, terms, _noting(words.have, asked) if words.small else None)), asked


def _each_of_text(text: Text, known: identifying.Known, watched: Language, explained: Callable[[str], bool], whose: typed_contacts.Whose) -> Iterator[Problem]:
    found: list[Problem] = []
    encodings.tabs(text.body, text.file, text.first_line, found)
    told = pasted.told_rows(text)
    looks = chain(found, html.check(text), grammar.check(text))
    yield from (problem for problem in looks if problem.line - text.first_line not in told)
    yield from amounts.check(text)
    yield from pasted.check(text)
    front, read = tuple(of_values(text.front, text.lines, first_line=2)), tuple(of_text(text))
    shown = (*front, *read)
    numeric = text.ahead[READ] = with_digits(front), with_digits(read)
    yield from left_overs.check(text, shown)
    yield from headings.check(text)
    yield from link_text.check(text, watched)
    yield from images.check(text)
    written = tuple(of_source(text.source))
    yield from _told_once(identifying.numbers(written, text.file, known), identifying.numbers(shown, text.file, known, seen=written))
    yield from check_name(text.file, known)
    yield from identifying.turned(read, text.file)
    yield from identifying.likely(chain(*numeric), text.file, explained)
    yield from described.check(shown, text.file, known.names & text.vocabulary)
    yield from typed_contacts.check(text, whose)
    yield from typed_contacts.check_values(front, text.file, whose)
    yield from numbers_to_ring.check(shown, text.file)
    yield from language.check(text, watched, explained)
    yield from reading_age.check(text, watched)
    yield from seven_minutes.check(text)
    yield from urgent.check(text)


def _mailboxes_told_once(problems: list[Problem]) -> Iterator[Problem]:
    """Leave out that a link to an email address is badly written where the address itself may not stand."""
    told = {(problem.file, problem.line) for problem in problems if problem.rule is identifying.EMAIL}
    yield from (problem for problem in problems if problem.rule is not NOT_A_MAILBOX or "@" not in str(problem.values.get("link")) or (problem.file, problem.line) not in told)


def _of_data(file: str, source: str, background: Background) -> tuple[list[Problem], Asked | None]:
    """Check a data file as a whole and value by value; its own comments may say that something on a line is allowed, and why. Return what it has asked as well."""
    lines, asked = source.split("\n"), Asked({}, {}, {})
    known, whose = background.known.asking(asked.values), _noting(background.typed.get, asked.typed)
    written = tuple(of_source(source))
    found = _told_once(identifying.numbers(written, file, known), identifying.numbers(_values_of(source), file, known, seen=written))
    wrong = [*(IN_DATA.problem(file, problem.line, message=problem.message) for problem in found if not _ALLOWED.search(lines[problem.line - 1])),
             *days.wrong_days(_values_of(source), file, keys=True), *typed_contacts.check_values(_values_of(source), file, whose),
             *numbers_to_ring.check(_values_of(source), file)]
    return wrong, asked.anything


_ALLOWED = re.compile(r"# allowed: +(?!and why\.?\s*$)\S")
"""The end of a line of data that says why something may stand, in other words than those of the message."""


def _told_once(written: Iterable[Problem], read: Iterable[Problem]) -> Iterator[Problem]:
    """Return what is found in a file as it is written, and what is only found in it as it is read."""
    told = set()
    for problem in written:
        told.add((problem.rule.id, identifying.plain(problem.found)))
        yield problem
    yield from (problem for problem in read if (problem.rule.id, identifying.plain(problem.found)) not in told)


@lru_cache(maxsize=100)
def _values_of(source: str) -> tuple[Piece, ...]:
    """Return the values of a data file. Kept, because few files change between two builds of one process."""
    document = parse_yaml(source, "", [])
    return tuple(of_values(document.value, document.lines))


def _allowances(text: Text) -> list[dict[str, Any]]:
    allow = text.front.get("allow") if isinstance(text.front, dict) else None
    return [item for item in allow if isinstance(item, dict)] if isinstance(allow, list) else []


def _without_allowed(problems: Iterable[Problem], texts: Mapping[str, Text]) -> Iterator[Problem]:
    """Leave out what the front matter allows, with a reason; report what is allowed and not there."""
    allowed: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
    named: set[tuple[str, int, str]] = set()
    for file, text in texts.items():
        for position, item in enumerate(_allowances(text)):
            key = (str(item.get("check")), _plain(item.get("text")))
            if str(item.get("reason") or "").strip():
                named.add((file, text.lines.get(("allow", position, "text"), 0), key[1]))
                for place in (file, f"{file.rpartition('/')[0]}/"):
                    allowed.setdefault((place, *key), []).append((file, position))
    used: set[tuple[str, int]] = set()
    for problem in problems:
        if problem.rule.allowable and problem.severity is Severity.WARNING and problem.file in texts and texts[problem.file].front is None:
            continue  # nobody can read whether it is allowed
        if problem.rule.allowable and (problem.file, problem.line, _plain(problem.found)) in named:  # where it is allowed it has to be named
            continue
        place = problem.file if problem.file in texts else f"{problem.file.rpartition('/')[0]}/"
        entries = allowed.get((place, problem.rule.id, _plain(problem.found)), []) if problem.rule.allowable else []
        used.update(entries)
        if not entries:
            yield problem
    for (place, check, _), entries in allowed.items():
        if place in texts and check in ALLOWABLE:
            for file, position in entries:
                if (file, position) not in used:
                    yield UNUSED.problem(file, texts[file].lines.get(("allow", position), 1), check=check)


def _plain(found: object) -> str:
    """Return what is found or allowed by its letters and digits alone: between them stands what differs from source to page."""
    return "".join(sign for sign in as_read(str(found)) if sign.isalnum()).casefold()
