"""``make new``: ask what is to be published, and write its file with the right parts and help, as a draft.

The files come from ``templates/``, which work by copy and paste as well: there is one home for what a kind begins with.
With ``FROM=file.docx`` the text comes from a Word file, with its pictures beside it.
"""

from __future__ import annotations

import argparse
import json
import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from publishing.checks.identifying import Known, finds
from publishing.content.help_notes import TEMPLATES
from publishing.content.keys import SUMMARY_LENGTH
from publishing.content.kinds import KINDS, Newsletter, Report, is_made
from publishing.content.page import Page, Resource
from publishing.data.everything import Data, read_data
from publishing.data.figures.file import FOLDER
from publishing.data.figures.year import is_year
from publishing.desk.figures_of_next_year import figures_file
from publishing.desk.word import document
from publishing.desk.word.markdown import escaped
from publishing.output_folder.alone import alone
from publishing.output_folder.replace import write_whole
from publishing.problems.problem import Fault, Problem, listed, suggestion
from publishing.problems.rule import NEW, PRIVATE, Rule
from publishing.reading.fields import Place, Reader, text
from publishing.reading.names import is_of_windows, plain_name
from publishing.reading.tree import SourceFile, leads_elsewhere
from publishing.reading.yaml_source import Document
from publishing.site import check_site
from publishing.words.as_read import as_read
from publishing.words.dates import parse_published, reporting_period

FIGURES = "figures"
"""What the figures of a year are called, which are no page but a data file."""

PAGE = "page"
"""What a plain page is called, and its template: every other template has the name of its kind."""

LONGEST_NAME = 60
"""How long a file's name may be: it stands in addresses that people read out."""

Ask = Callable[[str], str]
Say = Callable[[str], None]


NO_NAME = Rule("new-without-name", NEW, "No file name can be made from this title", "Give it a title with letters or digits.",
               "The name becomes the page's address.")
THERE_ALREADY = Rule("new-is-there", NEW, "{file} is there already, and is left as it is", "Choose another title, or open that file.",
                     "What somebody wrote is never overwritten.", {"file": "briefings/general/genogram.md"})
ADDRESS_TAKEN = Rule("new-address-taken", NEW, "The address {address} was published before and still belongs to that page", "Choose another title.",
                     "Old links lead to that page.", {"address": "/briefings/general/genogram/"})
NOT_TYPED = Rule("new-not-typed", NEW, 'In "{answer}" there is a sign that cannot be used', "Type it again without that sign; you can put it into the file later.",
                 "Not every window for commands can pass on every letter, and some keys leave an invisible sign.", {"answer": "Caf\ufffd"})
LEADS_ELSEWHERE = Rule("new-leads-elsewhere", NEW, "On the way to {file} there is a link to another place on disk", "Put a folder in its place.",
                       "The file would be written outside of the project.", {"file": "briefings/general/genogram.md"})
OF_WINDOWS = Rule("new-of-windows", NEW, 'A computer with Windows cannot store a file named "{name}"', "Choose a title of more words.",
                  "Windows keeps a few names for itself, whatever their ending.", {"name": "con.md"})
ADDRESS_OF_SITE = Rule("new-address-of-the-site", NEW, "The address {address} is that of a page which the site makes itself", "Choose another title.",
                       "The new page would take its place.", {"address": "/search/"})
NOT_A_MONTH = Rule("new-not-a-month", NEW, '"{answer}" is not a month', "Write it as 2027-01.", "A newsletter's file and address are its month.",
                   {"answer": "January 2027"})
NOT_A_YEAR = Rule("new-not-a-year", NEW, '"{answer}" is not a year from April to March', "Write it as 2026-27.", "A report's folder and address are its year.",
                  {"answer": "2026"})
NO_WORD_FILE = Rule("new-no-word-file", NEW, 'There is no file "{name}"', 'Write where it lies: make new FROM="~/Documents/Neglect.docx".', "It is looked for from the folder of the project.",
                    {"name": "Neglect.docx"})
NOT_KNOWN = Rule("new-not-known", NEW, '"{answer}" is not a known {what}', "{near}Type a number from 1 to {most}, or one of {known}.",
                 "Only what is in the list can be chosen.",
                 {"answer": "newsleter", "what": "kind", "near": 'Did you mean "newsletter"? ', "most": 2, "known": "general and newsletter"})


class NotWritten(Exception):
    """The file cannot be written, or an answer not be used; the text says why and what to do."""

    def __init__(self, rule: Rule, /, **values: Any) -> None:
        super().__init__(str(Fault(rule, values)))


@dataclass(frozen=True)
class Answers:
    """What somebody wants to publish."""

    kind: str
    title: str
    summary: str
    topics: tuple[str, ...] = ()
    published: str = ""
    period: str = ""
    name: str = ""
    """The file's name without its ending, where the kind gives it; else it comes from the title."""
    text: document.WordText | None = None
    """What came of a Word file; else the page begins with its template's headings."""


def next_year(years: Iterable[str]) -> str:
    """Return the year after the newest of some, as ``2026-27``; nothing where there is none."""
    newest = max(years, default="")
    return f"{int(newest[:4]) + 1}-{(int(newest[:4]) + 2) % 100:02}" if newest else ""


def models() -> dict[str, type[Page]]:
    """Return every kind that can be written, by its name, in the order in which the site lists them."""
    return {**{kind.kind: kind for kind in KINDS}, PAGE: Page}


def template(kind: str) -> str:
    """Return the text that a resource of a kind begins with."""
    return (TEMPLATES / f"{kind}.md").read_text(encoding="utf-8")


def file_name(title: str) -> str:
    """Return a title as it can stand in an address: ``managing-allegations`` for "Managing allegations"."""
    name = ""
    for word in plain_name(title).split("-"):
        longer = f"{name}-{word}" if name else word[:LONGEST_NAME]
        if len(longer) > LONGEST_NAME:
            break
        name = longer
    return name


def file_of(answers: Answers) -> str:
    """Return where the file belongs, from the project's root."""
    name = answers.name or file_name(answers.title)
    if not name or name == "index":
        raise NotWritten(NO_NAME)
    if answers.kind == FIGURES:
        return f"{FOLDER}/{name}.yml"
    model = models()[answers.kind]
    if model is Report:
        return f"{Report.folder}/{name}/index.md"
    return f"{model.folder if issubclass(model, Resource) else 'docs'}/{name}.md"


def filled(answers: Answers, today: date) -> str:
    """Return the template of the kind with the answers in it."""
    values = {"title": quoted(answers.title), "summary": quoted(answers.summary), "published": answers.published,
              "review": _in_a_year(today).isoformat(), "period": answers.period,
              "topics": f"[{', '.join(answers.topics)}]" if answers.topics else ""}
    lines = template(answers.kind).split("\n")
    end = lines.index("---", 1)
    for row in range(end):
        key = re.match(r"(?:# )?([a-z_]+):", lines[row])
        if key and (value := values.pop(key[1], "")):
            lines[row] = f"{key[1]}: {value}"
    if answers.text is None:
        return "\n".join(lines)
    body, _ = _in_parts(answers, "\n".join(lines[end + 1:]))
    return "\n".join([*lines[:end + 1], "", _PICTURE.sub(lambda found: _picture(answers, int(found[1])), body), ""])


_PICTURE = re.compile(r"!\[\]\(#picture-([0-9]{1,6})\)")
_PART = re.compile(r"^## (.+)\n\n(<!-- Help: .*? -->)", re.MULTILINE)


def _in_parts(answers: Answers, begins: str) -> tuple[str, list[str]]:
    """Return the text of a Word file, and which parts that its kind must have were not found in it."""
    assert answers.text is not None
    return in_parts_of(answers.kind, answers.text.body, begins)


def in_parts_of(kind: str, body: str, begins: str) -> tuple[str, list[str]]:
    """Return a text in the parts that its kind must have, and which of them were not found in it; ``begins`` is the kind's template."""
    return document.in_parts(body, _PART.findall(begins)) if hasattr(models()[kind], "parts") else (body, [])


def _picture(answers: Answers, number: int) -> str:
    assert answers.text is not None
    return f"![{escaped(' '.join(answers.text.pictures[number].words.split()))}]({_picture_name(answers, number)})"


def _picture_name(answers: Answers, number: int) -> str:
    """Return the name of a picture's file: that of the page, and its number among those that are there."""
    assert answers.text is not None
    return f"{Path(file_of(answers)).stem}-{[*answers.text.pictures].index(number) + 1}.{answers.text.pictures[number].ending}"


def quoted(words: str) -> str:
    """Return text as YAML reads it back: in quotation marks only where it needs them."""
    try:
        plain = yaml.safe_load(f"key: {words}") == {"key": words}
    except yaml.YAMLError:
        plain = False
    return words if plain else json.dumps(words, ensure_ascii=False)


def _in_a_year(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def written(root: Path, answers: Answers, data: Data, today: date) -> str:
    """Write the file of a new resource below ``root`` and return its path.

    Raises :class:`NotWritten` where something is in the way: an existing file is never touched.
    """
    file = file_of(answers)
    path = root / file
    address = SourceFile(file, path).address
    if is_of_windows(path.name):
        raise NotWritten(OF_WINDOWS, name=path.name)
    if is_made(SourceFile(file, path)):
        raise NotWritten(ADDRESS_OF_SITE, address=address)
    if path.exists():
        raise NotWritten(THERE_ALREADY, file=file)
    if answers.kind == FIGURES:
        write_whole(path, figures_file(answers.name, data))
        return file
    former = {old for entry in data.ledger.values() for old in entry.former}
    if address in former or address in data.ledger:
        raise NotWritten(ADDRESS_TAKEN, address=address)
    if leads_elsewhere(path, file):
        raise NotWritten(LEADS_ELSEWHERE, file=file)
    pictures = {posixpath.join(posixpath.dirname(file), _picture_name(answers, number)): picture.raw
                for number, picture in (answers.text.pictures if answers.text else {}).items()}
    for name in pictures:
        if (root / name).exists():
            raise NotWritten(THERE_ALREADY, file=name)
    for name, raw in pictures.items():
        write_whole(root / name, raw)
    write_whole(path, filled(answers, today))
    return file


def write_new_resource(root: Path, today: date, arguments: Sequence[str], ask: Ask = input, say: Say = print) -> int:
    """Ask for what ``arguments`` do not say, write the file and tell what to do next; return the exit status."""
    problems: list[Problem] = []
    data = read_data(root, problems)
    if data is None:
        say("\n".join(map(str, problems)))
        return 1
    try:
        answers = _answers(root, _parse(arguments), data, today, ask, say)
        with alone(root, say):
            file = written(root, answers, data, today)
    except (NotWritten, document.NotRead) as reason:
        say(f"Nothing was written. {reason}")
        return 1
    except (EOFError, KeyboardInterrupt):
        say("\nNothing was written, because not every question was answered.")
        return 1
    if answers.text:
        _say_what_came(root, answers, file, today, say)
    say((NEXT_FIGURES if answers.kind == FIGURES else NEXT).format(file=file))
    return 0


def _say_what_came(root: Path, answers: Answers, file: str, today: date, say: Say) -> None:
    """Say what did not come from a Word file, and what the check finds in what did: details of a person before all else."""
    assert answers.text is not None
    _, missing = _in_parts(answers, template(answers.kind))
    pictures = [posixpath.join(posixpath.dirname(file), _picture_name(answers, number)) for number in answers.text.pictures]
    left = [*map(str, answers.text.left), *([f"These parts were not found, and stand there empty: {listed(missing)}."] if missing else [])]
    found = sorted({problem for problem in check_site(root, today)[1] if problem.file in (file, *pictures)})
    private = [problem for problem in found if problem.rule.group == PRIVATE]
    others = [problem for problem in found if problem.rule.group != PRIVATE]
    for head, lines in (("STOP: this may be about a person. Take it out of the page before you commit or upload it:", private),
                        ("What did not come along, or is to be looked at:", left), ("What is to be done on the page:", others)):
        if lines:
            say("\n".join(["", head, *(f"  - {line}" for line in lines)]))
    if pictures:
        say(f"\n{len(pictures)} picture{'' if len(pictures) == 1 else 's'} beside it, made anew without what a camera or Word wrote into them. Look whether a person can be known in one.")


NEXT = """
{file} is written, as a draft: only the preview shows it.

  1. Open it, and write or read below its headings. The help in it is for you; delete it as you go.
  2. Look at it with: make serve
  3. When it is ready, delete the line "draft: true".
"""

NEXT_FIGURES = """
{file} is written, as a draft: the site does not read it yet.

  1. Write the report into data/sources.yml, and its name behind source:.
  2. Write each number behind its value:, and the time that it is about behind period:.
  3. When all are there, delete the line "draft: true": the check names what is left.
"""


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make new", description="Write the file of a new page. What is not given is asked.")
    parser.add_argument("--from", dest="word", metavar="FILE.docx", help="a Word file to take the text from")
    parser.add_argument("--kind", help=f"one of: {', '.join(_kind_names())}")
    parser.add_argument("--title")
    parser.add_argument("--summary", help="one sentence")
    parser.add_argument("--topics", help="words from data/topics.yml, with commas; may be empty")
    parser.add_argument("--month", help="of a newsletter, as 2027-01")
    parser.add_argument("--year", help="of an annual report or of figures, as 2026-27")
    return parser.parse_args(arguments)


def _answers(root: Path, given: argparse.Namespace, data: Data, today: date, ask: Ask, say: Say) -> Answers:
    question = Questions(ask, say)
    word = _read_word(given.word) if given.word else None
    kind = question.choice("What do you want to publish?", _kind_names(), given.kind)
    if kind == FIGURES:
        return Answers(kind, "", "", name=question.year(next_year(data.figures), given.year))
    model = models()[kind]
    title, published, period, name = given.title, today.isoformat(), "", ""
    if model is Newsletter:
        name = published = question.until("Its month, as 2027-01", _month, given.month)
        month = parse_published(name)
        title = title or (f"Newsletter, {month.month_text}" if month else None)
    elif model is Report:
        reports = [path.parent.name for path in (root / Report.folder).glob("*/index.md")]
        name = question.year(next_year(filter(is_year, reports)), given.year)
        period = reporting_period(name).text
        title = title or f"Annual report {name}"
    known = Known(names=data.language.given_names - data.language.pseudonyms)
    title = question.or_else("Title", about_nobody(by_rule("title", text(120)), known), title, word.title if word else "")
    summary = question.until("Summary, in one sentence", about_nobody(by_rule("summary", text(SUMMARY_LENGTH)), known), given.summary)
    topics = question.topics(data, given.topics) if issubclass(model, Resource) and model is not Newsletter else ()
    return Answers(kind, title, summary, topics, published, period, name, question.words_of_pictures(word) if word else None)


def _read_word(name: str) -> document.WordText:
    """Read a Word file. Raises :class:`NotWritten` where there is none of this name, :class:`document.NotRead` where it is none."""
    path = Path(name).expanduser()
    if not path.is_file():
        raise NotWritten(NO_WORD_FILE, name=name)
    return document.read_word(path)


def _kind_names() -> Mapping[str, str]:
    return {kind: model.singular if issubclass(model, Resource) else "Plain page, such as About"
            for kind, model in models().items()} | {FIGURES: "Figures of a year"}


Checked = Callable[[str], str]
"""Returns an answer as it is to be used; raises :class:`NotWritten` with what is wrong with it."""


def by_rule(key: str, reader: Reader) -> Checked:
    """Return a check of an answer by the rule that the key's value must keep in a file."""
    def check(answer: str) -> str:
        document = Document("", [], {key: answer})
        value = reader(Place(document, (key,), needed=True))
        if document.problems:
            raise NotWritten(document.problems[0].rule, **document.problems[0].values)
        return str(value)

    return check


def about_nobody(check: Checked, known: Known) -> Checked:
    """Return a check that refuses a detail of a person as well: what is asked for becomes the name of a file, which git keeps."""
    def checked(answer: str) -> str:
        if found := next(finds(as_read(answer), known=known), None):
            raise NotWritten(found.rule)
        return check(answer)

    return checked


def _month(answer: str) -> str:
    month = parse_published(answer)
    if month is None or month.day:
        raise NotWritten(NOT_A_MONTH, answer=answer)
    return answer


def _year(answer: str) -> str:
    match = re.fullmatch(r"(\d{4})-(\d{2})", answer)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]) or int(match[1]) == 0:
        raise NotWritten(NOT_A_YEAR, answer=answer)
    return answer


@dataclass(frozen=True)
class Questions:
    """Asks until an answer can be used. What was given beforehand is not asked, and is not asked again if it is wrong."""

    ask: Ask
    say: Say

    def until(self, question: str, check: Checked, given: str | None) -> str:
        if given is not None:
            return check(_typed(given))
        while True:
            try:
                return check(_typed(self.ask(f"{question}: ")))
            except NotWritten as reason:
                self.say(f"  {reason}")

    def or_else(self, question: str, check: Checked, given: str | None, suggested: str) -> str:
        """Ask for what is known already; who just presses Enter takes it."""
        if not suggested:
            return self.until(question, check, given)
        return self.until(f'{question}, or just Enter for "{suggested}"', lambda answer: check(answer or suggested), given)

    def words_of_pictures(self, word: document.WordText) -> document.WordText:
        """Ask of each picture what it shows."""
        described = {}
        for place, (number, picture) in enumerate(word.pictures.items(), 1):
            beside = f', beside "{picture.near}"' if picture.near else ""
            known = " ".join(picture.words.split())
            enter = f'just Enter for "{known}"' if known else "just Enter to say it later"
            answer = self.until(f"What does picture {place} of {len(word.pictures)} show{beside}? For people who cannot see it; {enter}", str, None)
            described[number] = replace(picture, words=answer or known)
        return replace(word, pictures=described)

    def year(self, following: str, given: str | None) -> str:
        """Ask for a year; Enter alone takes the one that follows, where there is one."""
        enter = f" (Enter: {following})" if following else ""
        return self.until(f"The year it covers, as 2026-27{enter}", lambda answer: _year(answer or following), given)

    def choice(self, question: str, names: Mapping[str, str], given: str | None) -> str:
        known = list(names)
        if given is None:
            self.say("\n".join([question, *(f"  {number}  {name}" for number, name in enumerate(names.values(), 1))]))
        return self.until("Type its number", lambda answer: _chosen(answer, known, "kind"), given)

    def topics(self, data: Data, given: str | None) -> tuple[str, ...]:
        known = sorted(data.topics)
        if given is None and known:
            self.say("\n".join(["Its topics:", *(f"  {number}  {data.topics[topic].name}" for number, topic in enumerate(known, 1))]))

        def check(answer: str) -> str:
            parts = [part for part in re.split(r"[,\s]+", answer) if part]
            return " ".join(dict.fromkeys(_chosen(part, known, "topic") for part in parts))

        chosen = self.until("Type their numbers, or just press Enter", check, given if known else "")
        return tuple(chosen.split())


def _typed(answer: str) -> str:
    """Return an answer without what stands around it. Raises :class:`NotWritten` where a sign in it is no text."""
    answer = answer.strip()
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in answer):
        raise NotWritten(NOT_TYPED, answer=answer)
    return answer


def _chosen(answer: str, known: Sequence[str], what: str) -> str:
    if answer.isdecimal() and 1 <= int(answer) <= len(known):
        return known[int(answer) - 1]
    if answer in known:
        return answer
    raise NotWritten(NOT_KNOWN, answer=answer, what=what, near=suggestion(answer, known), most=len(known), known=listed(known))
