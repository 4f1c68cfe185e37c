"""``make takeover``: make the site that of another partnership, by a dozen answers.

What is national stays: ``data/national/``, the law, the vocabulary, and each plain page that says nothing of the area.
What is the former partnership's is deleted, and not kept in another folder: whoever finds a page there would take it for
theirs, and the checks would ask about it for ever; git keeps it, at the commit from before. What only the new partnership
knows stands as a blank, which ``make check`` counts down (:mod:`publishing.checks.taken_over`).
"""

from __future__ import annotations

import argparse
import json
import posixpath
import re
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from publishing.checks.taken_over import BLANK, of_another_area, pattern
from publishing.content.help_notes import TEMPLATES
from publishing.content.kinds import KINDS
from publishing.data.contacts import contact_keys, read_contacts
from publishing.data.everything import NATIONAL, Data, read_data
from publishing.data.ledger import LEDGER_FILE, updated_ledger
from publishing.data.partnership import COLOUR_KEYS, IDS_KEYS, PAPER, PARTNERSHIP_KEYS, Formerly, contrast
from publishing.desk.new_resource import Ask, NotWritten, Questions, Say, by_rule, quoted
from publishing.output_folder.alone import alone
from publishing.output_folder.replace import write_whole
from publishing.problems.problem import ContentError, Problem, errors, listed, suggestion
from publishing.problems.rule import TAKEOVER, Rule
from publishing.reading.fields import Place, Reader, is_slug, many, sort_of, text
from publishing.reading.git import git
from publishing.reading.names import plain_name
from publishing.reading.tree import CONTENT_FOLDERS, read_text
from publishing.reading.yaml_source import Document, parse_yaml
from publishing.site import read_site
from publishing.words.addresses import GLOSSARY
from publishing.words.dates import a_year_after, in_words

NO_GIT = Rule("takeover-without-git", TAKEOVER, "git does not know this folder", "Work in a copy that git cloned: git clone, and the address of the repository.",
              "The takeover deletes the pages of the partnership before. Only git keeps them.")
NOT_COMMITTED = Rule("takeover-not-committed", TAKEOVER, "Something here is changed and not yet committed: {files}", "Commit it or throw it away, then run the same command again.",
                     "What nobody committed, nobody could get back.", {"files": "docs/about.md"})
DONE_BEFORE = Rule("takeover-done", TAKEOVER, "This site was taken over already: data/partnership.yml says from whom",
                   "Change the files in data/ by hand. To start again, go back to the commit before the takeover. To take over the site of those who took it over, take formerly: out first.",
                   "A second takeover would throw away what was written since the first.")
NOT_NEW = Rule("takeover-not-new", TAKEOVER, '"{answer}" belongs to the partnership that has this site now', "Write your own.", "The takeover makes the site yours.",
               {"answer": "Northmoor"})
THEIR_PLACES = Rule("takeover-their-places", TAKEOVER, "most of these places are of the area that has this site now: {some}",
                    "Write the places of your own area. If these are yours as well, name more of your own beside them.", "The checks on accounts of cases would ask about places of others.", {"some": "Marsh End and Weir"})
NO_QUESTION = Rule("takeover-no-question", TAKEOVER, '"{key}" is not a question of the takeover', "{near}The questions are {known}.",
                   "An answer to a misspelt question would be left out without a word.", {"key": "nmae", "near": 'Did you mean "name"? ', "known": "name and area"})
NO_ANSWER = Rule("takeover-no-answer", TAKEOVER, 'The file with the answers has none to "{key}"', "Add a line: {key}: and the answer.", "The takeover cannot do without it.",
                 {"key": "name"})
OF_THE_FILE = Rule("takeover-answer-wrong", TAKEOVER, '{key}: {message}', "{remedy}", "Each answer must keep the rule of the place where it will stand.",
                   {"key": "email", "message": NOT_NEW.example_message, "remedy": NOT_NEW.remedy})
TOO_FEW = Rule("takeover-too-few", TAKEOVER, "There is only one of them", "Write at least two, with a semicolon between them.", "Levels are told apart by each other.")
NO_ID = Rule("takeover-no-id", TAKEOVER, 'No address can be made of "{answer}", or the same as of another', "Give it letters or digits of its own.",
             "Each level has an address.", {"answer": "!"})
NOT_WHOLE = Rule("takeover-not-whole", TAKEOVER, "The new site would not build: {problems}", "Mend that here first, commit it, and run the same command again.",
                 "The takeover is whole or not at all.", {"problems": "docs/privacy.md:12: …"})

STARTERS = TEMPLATES / "takeover"
"""The pages that are written anew, in the folders where they will stand."""

AUDIENCES_FILE = "data/audiences.yml"

ON_FIGURES = "docs/figures.md"
"""Shows officers how figures are printed. It waits as a draft for the first year's, and the guide leads to it meanwhile."""

FRONT_DOOR, OUT_OF_HOURS, PARTNERSHIP = "front-door", "out-of-hours", "partnership"
SOURCE = "the-partnership-itself"
NONE = "none"
"""What stands for a repository that is not there yet."""

Answers = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """One thing to ask: by what it is called in a file of answers, in words, and what an answer must be."""

    key: str
    words: str
    check: Callable[[str, Answers], Any]
    default: Callable[[Answers], str] | None = None
    """What Enter alone stands for."""


def take_over(root: Path, today: date, arguments: Sequence[str], ask: Ask = input, say: Say = print) -> int:
    """Ask for the answers, or read them from a file, and write the new site; return the exit status."""
    parser = argparse.ArgumentParser(prog="make takeover", description="Make this the site of another partnership.")
    parser.add_argument("--answers", help="a YAML file with the answers, by the words that the guide lists")
    given = parser.parse_args(arguments)
    problems: list[Problem] = []
    data = read_data(root, problems)
    if data is None or errors(problems):
        say("\n".join(map(str, problems)))
        return 1
    try:
        commit = _clean_commit(root, data, given.answers)
        formerly = belongings(data)
        answers = _from_file(given.answers, data, formerly) if given.answers else _asked(data, formerly, ask, say)
        with alone(root, say):
            changes = whole(root, changes_of(root, data, formerly, answers, today), today)
            _write(root, changes)
    except NotWritten as reason:
        say(f"Nothing was written. {reason}")
        return 1
    except (EOFError, KeyboardInterrupt):
        say("\nNothing was written, because not every question was answered.")
        return 1
    gone = sum(1 for content in changes.values() if content is None)
    blanks = sum(len(BLANK.findall(content)) for content in changes.values() if content)
    say(DONE.format(name=answers["name"], gone=gone, written=len(changes) - gone, commit=commit, blanks=blanks, folders=" ".join(("data", *CONTENT_FOLDERS))))
    return 0


DONE = """
This is now the site of {name}.

  {written} files are written, and {gone} of the partnership before are deleted. git keeps them: git show {commit}:docs/about.md
  What is national has stayed: helplines, the law, glossary, vocabulary, and the pages that speak of no area.
  {blanks} blanks are left for what only you know, and each number waits to be rung.

  1. Look at it with: make serve
  2. Count what is still to do with: make check
  3. When you like what you see, commit it. Until then, git restore . and git clean -fd {folders} undo it.

guide/taking-over.md says what comes next.
"""


def _clean_commit(root: Path, data: Data, answers: str | None) -> str:
    """Return the short name of the commit from before; raises :class:`NotWritten` where there is none, or where something would be lost.

    The file with the answers may lie in the project: nothing is deleted of it.
    """
    file = Path(answers).resolve() if answers else None
    but = [f":(exclude,literal){file.relative_to(root.resolve()).as_posix()}"] if file and file.is_relative_to(root.resolve()) else []
    status, commit = git(root, "status", "--porcelain", "--untracked-files=all", "--", ".", *but), git(root, "rev-parse", "--short", "HEAD")
    if status is None or commit is None:
        raise NotWritten(NO_GIT)
    if status.strip():
        raise NotWritten(NOT_COMMITTED, files=listed([line[3:] for line in status.splitlines()[:3]]))
    if data.partnership.formerly:
        raise NotWritten(DONE_BEFORE)
    return commit.strip()


# ---- What belongs to the partnership before ----

def belongings(data: Data) -> Formerly:
    """Return the names, places and hosts by which the partnership that has the site now could show through.

    The names of its services count where nothing that stays speaks of them: "EDT" is many areas'.
    """
    partnership = data.partnership
    local = [contact for contact in data.contacts.values() if data.contact_places[contact.id].document is data.documents["contacts"]]
    stays = [*(json.dumps(document.value, ensure_ascii=False) for name, document in data.documents.items() if name in ("accounts", "law", "synonyms") or name.startswith(f"{NATIONAL}/")),
             *(path.read_text(encoding="utf-8") for path in sorted(STARTERS.rglob("*.md")))]
    services = {name for contact in local for whole_name in (contact.name, contact.short) if whole_name
                for name in (whole_name, *re.findall(r"\(([A-Z]{2,8})\)", whole_name)) if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", "\n".join(stays))}
    names = {partnership.name, partnership.short_name, partnership.site_name, *services}
    addresses = [partnership.site_address, partnership.repository.address if partnership.repository else None,
                 *(contact.web for contact in local), *(f"https://{contact.email.partition('@')[2]}" for contact in local if contact.email)]
    hosts = {host.removeprefix("www.") for address in addresses if address and (host := urlsplit(address).hostname)}
    hosts |= {partnership.ids.authority, *data.language.superseded_hosts}
    places = {partnership.area, *data.language.places}
    return Formerly(tuple(sorted(names)), tuple(sorted(places)), tuple(sorted(hosts)))


def _not_theirs_too(formerly: Formerly, answers: Answers) -> Formerly:
    """Return what belongs to the partnership before and not to the new one as well: both may have an EDT, and be neighbours."""
    theirs = "\n".join(map(str, answers.values()))
    return Formerly(*(tuple(name for name in names if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", theirs)) for names in vars(formerly).values()))


# ---- The answers ----

def questions(data: Data, formerly: Formerly) -> tuple[Question, ...]:
    """Return what is asked, in order. Each answer keeps the rule of the key under which it will stand."""
    keys = {key.name: key.read for key in PARTNERSHIP_KEYS}
    of_contact = {key.name: key.read for key in contact_keys({})}
    before = {name.casefold() for name in (data.partnership.name, data.partnership.short_name, data.partnership.area, data.partnership.site_name, data.partnership.site_address)}

    def own(key: str, reader: Reader) -> Callable[[str, Answers], str]:
        checked = by_rule(key, reader)

        def check(answer: str, _: Answers) -> str:
            value = checked(answer)
            if value.casefold() in before:
                raise NotWritten(NOT_NEW, answer=answer)
            return value

        return check

    def any_of(key: str, reader: Reader) -> Callable[[str, Answers], str]:
        checked = by_rule(key, reader)
        return lambda answer, _: checked(answer)

    of_repository = {part.name: part.read for part in sort_of(keys["repository"]).parts}
    repository = any_of("address", of_repository["address"])
    return (
        Question("name", "The partnership's full name", own("name", keys["name"])),
        Question("short_name", "Its name as people say it", own("short_name", keys["short_name"])),
        Question("area", "The area it serves", own("area", keys["area"])),
        Question("site_name", "What the site is called", own("site_name", keys["site_name"]), lambda answers: f"Safeguarding children in {answers['area']}"),
        Question("places", "The places in the area and near by, with commas", lambda answer, answers: _places(answer, answers, formerly)),
        Question("colour", 'The colour of links on white, as "#1a2b3c"', any_of("light", COLOUR_KEYS[0].read)),
        Question("dark_colour", "The colour of links on near-black", any_of("dark", COLOUR_KEYS[1].read), lambda answers: lighter(answers["colour"])),
        Question("front_door", "The name of the team that takes worries about a child", any_of("name", of_contact["name"])),
        Question("front_door_phone", "Its phone number", lambda answer, _: _phone(FRONT_DOOR, answer)),
        Question("out_of_hours", "The name of the team that answers when it is closed", any_of("name", of_contact["name"])),
        Question("out_of_hours_phone", "Its phone number", lambda answer, _: _phone(OUT_OF_HOURS, answer)),
        Question("police", "The name of your police force", any_of("name", of_contact["name"])),
        Question("email", "The partnership's email address", any_of("email", of_contact["email"])),
        Question("site_address", "The address the site will have", own("site_address", keys["site_address"])),
        Question("ids", "A domain name that the partnership owns, for permanent ids", any_of("authority", IDS_KEYS[0].read),
                 lambda answers: urlsplit(answers["site_address"]).hostname or ""),
        Question("repository", "The address of its repository on GitHub, where pages are edited", lambda answer, answers: "" if answer == NONE else repository(answer, answers).rstrip("/"), lambda _: NONE),
        Question("public", "Whether anybody may read that repository, true or false", any_of("public", of_repository["public"]), lambda _: "false"),
        Question("levels", "Your levels of need, lowest first, with semicolons", lambda answer, _: _levels(answer)),
    )


def _asked(data: Data, formerly: Formerly, ask: Ask, say: Say) -> Answers:
    say("Each question has an example in guide/taking-over.md. Nothing is written before the last one is answered.\n")
    answers: Answers = {}
    asked = Questions(ask, say)
    for question in questions(data, formerly):
        default = question.default(answers) if question.default else ""
        words = f"{question.words} (Enter: {default})" if default else question.words
        found: list[Any] = []

        def check(answer: str, question: Question = question, default: str = default, found: list[Any] = found) -> str:
            found.append(question.check(_unquoted(answer) or default, answers))
            return answer

        asked.until(words, check, None)
        answers[question.key] = found[-1]
    return answers


def _from_file(file: str, data: Data, formerly: Formerly) -> Answers:
    problems: list[Problem] = []
    path = Path(file)
    source = read_text(path.resolve(), path.name, problems)
    document = parse_yaml(source, path.name, problems) if source is not None else None
    if problems:
        first = problems[0]
        raise NotWritten(OF_THE_FILE, key=f"{path.name}:{first.line}", message=first.message, remedy=first.remedy)
    given = document.value if document and isinstance(document.value, dict) else {}
    known = {question.key: question for question in questions(data, formerly)}
    for key in given:
        if key not in known:
            raise NotWritten(NO_QUESTION, key=key, near=suggestion(key, known), known=listed(known))
    answers: Answers = {}
    for key, question in known.items():
        value = given.get(key)
        if value is None and not question.default:
            raise NotWritten(NO_ANSWER, key=key)
        answer = "; ".join(map(str, value)) if isinstance(value, list) else str(value) if value is not None else question.default(answers) if question.default else ""
        try:
            answers[key] = question.check(answer.strip(), answers)
        except NotWritten as reason:
            message, _, remedy = str(reason).partition(". ")
            raise NotWritten(OF_THE_FILE, key=key, message=message.removeprefix(f"{key}: "), remedy=remedy) from None
    return answers


def _unquoted(answer: str) -> str:
    """Return an answer without the quotation marks in which a file would have it."""
    return answer[1:-1].strip() if len(answer) > 1 and answer[0] == answer[-1] == '"' else answer


def _parts(answer: str) -> list[str]:
    return [part.strip() for part in answer.split(";" if ";" in answer else ",") if part.strip()]


def _list(key: str, answer: str, item: Reader) -> list[str]:
    """Return the parts of an answer, read as the list that they will be."""
    document = Document("", [], {key: _parts(answer)})
    value = many(item)(Place(document, (key,), needed=True))
    if document.problems:
        raise NotWritten(document.problems[0].rule, **document.problems[0].values)
    return list(value)


def _places(answer: str, answers: Answers, formerly: Formerly) -> list[str]:
    places = _list("places", answer, text(40))
    if some := of_another_area(places, formerly):
        raise NotWritten(THEIR_PLACES, some=listed(some[:5]))
    return sorted({*places, answers["area"]})


def _levels(answer: str) -> dict[str, str]:
    """Return the levels by the ids that their addresses have."""
    names = _list("levels", answer, text(80))
    if len(names) < 2:
        raise NotWritten(TOO_FEW)
    levels: dict[str, str] = {}
    for name in names:
        word = plain_name(name).replace("_", "-")
        if not is_slug(word) or word in levels:
            raise NotWritten(NO_ID, answer=name)
        levels[word] = name
    return levels


def _phone(contact_id: str, answer: str) -> str:
    """Return a number that can be rung, by the rules of contacts.yml."""
    contact = {"id": contact_id, "name": "x", "group": "x", "for": "x", "phone": answer, "standing": "current", "national": "true"}
    document = Document("", [], [contact])
    read_contacts({})(Place(document))
    if document.problems:
        raise NotWritten(document.problems[0].rule, **document.problems[0].values)
    return answer


def lighter(colour: str) -> str:
    """Return a colour mixed with as much white as it needs to be read easily on near-black (WCAG 2.2, success criterion 1.4.6: 7 to 1)."""
    parts = [int(colour[place:place + 2], 16) for place in (1, 3, 5)]
    for step in range(101):
        mixed = "#" + "".join(f"{round(part + (255 - part) * step / 100):02x}" for part in parts)
        if contrast(mixed, PAPER["dark"]) >= 7:
            break
    return mixed


# ---- The new files ----

Changes = dict[str, str | None]
"""The new text of each file that changes, by its path from the root; ``None`` for one that is deleted."""


def changes_of(root: Path, data: Data, formerly: Formerly, answers: Answers, today: date) -> Changes:
    """Return everything that the takeover changes but the ledger, which needs the addresses of what comes of it."""
    formerly = _not_theirs_too(formerly, answers)
    changes: Changes = {file.relative_to(root).as_posix(): None for folder in CONTENT_FOLDERS for file in sorted((root / folder).rglob("*")) if file.is_file()}
    changes |= {file: None for file in ("data/accessibility.yml", *(f"data/figures/{year}.yml" for year in data.figures)) if (root / file).exists()}
    starters = {path.relative_to(STARTERS).as_posix(): _filled(path.read_text(encoding="utf-8"), answers, today) for path in sorted(STARTERS.rglob("*.md"))}
    stay = _staying(root, changes, starters, formerly)
    gone = {file for file in changes if file not in starters and file not in stay and not file.startswith("data/")}
    national = {*data.documents[f"{NATIONAL}/sources"].value} if data.documents[f"{NATIONAL}/sources"].value else set()
    empty = {kind.listing(): kind.folder for kind in KINDS if not any(file.startswith(f"{kind.folder}/") for file in starters)}
    changes |= {f"{folder}/.gitkeep": "" for folder in empty.values()}  # git keeps no empty folder, and these are to be written into
    for file, words in stay.items():
        front, end, body = words.partition("\n---\n")
        front = _pruned(front, data.sources.keys() - national) + ("\ndraft: true" if file == ON_FIGURES else "")
        changes[file] = front + end + _without_links(file, body, gone, empty)
    changes |= {file: _without_links(file, words, gone, empty) for file, words in starters.items()}
    for file in ("data/navigation.yml", AUDIENCES_FILE, "data/law.yml"):
        if (root / file).exists():
            changes[file] = _without_roles(_pruned(_read(root, file), gone)) if file == AUDIENCES_FILE else _pruned(_read(root, file), gone)
    changes["data/partnership.yml"] = _partnership(_read(root, "data/partnership.yml"), formerly, answers, today)
    changes["data/contacts.yml"] = _head(_read(root, "data/contacts.yml")) + _contacts(answers, today)
    changes["data/sources.yml"] = _head(_read(root, "data/sources.yml")) + _source(answers, today)
    changes["data/glossary.yml"] = _head(_read(root, "data/glossary.yml"))
    changes["data/levels.yml"] = _head(_read(root, "data/levels.yml")) + _levels_file(answers)
    if (root / "data/training.yml").exists():
        changes["data/training.yml"] = _head(_read(root, "data/training.yml"))
    if (root / "data/paper.yml").exists():
        changes["data/paper.yml"] = _head(_read(root, "data/paper.yml")) + _paper(today)
    if (root / "data/language.yml").exists():
        changes["data/language.yml"] = _language(_read(root, "data/language.yml"), answers)
    if (root / "data/forms.yml").exists():
        changes["data/forms.yml"] = _forms(_read(root, "data/forms.yml"), gone)
    if (root / "data/escalation.yml").exists():
        changes["data/escalation.yml"] = _escalation(_read(root, "data/escalation.yml"))
    if (root / "data/pathways.yml").exists():
        changes["data/pathways.yml"] = _head(_read(root, "data/pathways.yml")) + _pathways(data)
    if (root / "data/synonyms.yml").exists():
        changes["data/synonyms.yml"] = _asleep(_read(root, "data/synonyms.yml"), data, gone)
    changes[LEDGER_FILE] = None
    return {file: content for file, content in changes.items() if content is not None or (root / file).exists()}


def whole(root: Path, changes: Changes, today: date) -> Changes:
    """Return the changes with the ledger of what comes of them; raises :class:`NotWritten` where no site would."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        for name in ("data", *CONTENT_FOLDERS):
            if (root / name).is_dir():
                shutil.copytree(root / name, trial / name)
        (trial / "overrides").symlink_to(root / "overrides")
        for _ in _put(trial, changes):
            pass
        try:
            site = read_site(trial, today, only_check=True)
        except ContentError as error:
            raise NotWritten(NOT_WHOLE, problems="; ".join(map(str, errors(error.problems)[:5]))) from None
    addresses = [page.address for page in site.catalogue.written]
    return {**changes, LEDGER_FILE: updated_ledger({}, addresses, site.catalogue.data.partnership.ids)}


def _write(root: Path, changes: Changes) -> None:
    """Write everything, or put back what was there and raise the :class:`OSError` that stopped it."""
    before = {file: (root / file).read_bytes() if (root / file).exists() else None for file in changes}
    done: list[str] = []
    try:
        done.extend(_put(root, changes))
    except BaseException:
        for _ in _put(root, {file: before[file] for file in [*done, *changes][:len(done) + 1]}):
            pass
        raise


def _put(root: Path, changes: Mapping[str, str | bytes | None]) -> Iterator[str]:
    """Write and delete files below a folder; yield each when it is done."""
    for file, content in changes.items():
        path = root / file
        if content is not None:
            write_whole(path, content)
        else:
            path.unlink(missing_ok=True)
            with suppress(OSError):  # it holds others
                for folder in path.parents:
                    folder.rmdir()
        yield file


def _read(root: Path, file: str) -> str:
    return (root / file).read_text(encoding="utf-8")


def _filled(starter: str, answers: Answers, today: date) -> str:
    values = {"name": answers["name"], "area": answers["area"], "today": today.isoformat(), "review": a_year_after(today).isoformat(), "today_in_words": in_words(today)}
    return re.sub(r"@([a-z_]+)@", lambda found: values[found[1]], starter)


def _paper(today: date) -> str:
    """Return a pocket card and a poster of the numbers that every site has."""
    numbers = f"police-999, {FRONT_DOOR}, {OUT_OF_HOURS}"
    return (f"numbers_of: {today}\n\ncard:\n  title: Worried about a child?\n  contacts: [{numbers}, police-101]\n\n"
            f"posters:\n  worried-about-a-child:\n    title: Worried about a child?\n    contacts: [{numbers}]\n")


_FIGURES = re.compile(r"\{\{ ?(?:figure|percent|difference|trend|table|chart|source_note|downloads)\(")
_LINK = re.compile(r"\]\(([^()\s]+)\)")


def _staying(root: Path, files: Iterable[str], starters: Collection[str], formerly: Formerly) -> dict[str, str]:
    """Return the plain pages that say nothing of the area, with their text."""
    names = pattern(formerly)
    pages = {file: _read(root, file) for file in files if re.fullmatch(r"docs/[^/]+\.md", file) and file not in starters}
    return {file: words for file, words in pages.items() if not (names and names.search(_of_sources(words)))}


def _of_sources(page: str) -> str:
    """Return a page without its list of sources, whose local ones go."""
    return re.sub(r"^sources:[^\n]*(?:\n[ \t][^\n]*)*", "", page, count=1, flags=re.MULTILINE)


def _without_links(file: str, page: str, gone: Collection[str], empty: Collection[str]) -> str:
    """Return a page without the lines that lead to a page that goes or print a figure, and without the links to listings that are empty for now."""
    page = re.sub(r"\[([^\[\]]*)\]\(([^()\s]+)\)", lambda found: found[1] if found[2] in empty else found[0], page)
    folder = posixpath.dirname(file)
    kept = [line for line in page.split("\n") if not _FIGURES.search(line) and not any(posixpath.normpath(posixpath.join(folder, link.partition("#")[0])) in gone for link in _LINK.findall(line))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept))


def _pruned(yaml: str, gone: Collection[str]) -> str:
    """Return YAML without the items that are gone, and without the keys that then have none: its words and comments stay as they are."""
    lines = [left for line in yaml.split("\n") if (left := _pruned_line(line, gone)) is not None]
    return "\n".join(line for line, after in zip(lines, [*lines[1:], ""], strict=True) if not _has_nothing(line, after))


def _pruned_line(line: str, gone: Collection[str]) -> str | None:
    """Return one line without the items that are gone; ``None`` where nothing is left of it."""
    item = re.fullmatch(r"\s*- (\S+)", line)
    flow = re.fullmatch(r"(\s*(?:- )?[a-z_]+: )\[([^\[\]]*)\]", line)
    if not flow:
        return None if item and item[1] in gone else line
    items = [part.strip() for part in flow[2].split(",")]
    left = [part for part in items if part not in gone]
    return line if left == items else f"{flow[1]}[{', '.join(left)}]" if left else None


def _has_nothing(line: str, after: str) -> bool:
    """Say whether a line is a key with nothing below it, by the line after it."""
    key = re.fullmatch(r"( *)[a-z_]+:", line)
    return bool(key and not after.startswith((f"{key[1]} ", f"{key[1]}- ")))


def _without_roles(yaml: str) -> str:
    """Return audiences.yml with its roles as comments: the home page offers a role only where there are five pages to show."""
    return re.sub(r"^  roles:\n(?:    [^\n]*\n?)*", lambda found: re.sub(r"^  ", "  # ", found[0], flags=re.MULTILINE), yaml, flags=re.MULTILINE)


def _head(yaml: str) -> str:
    """Return the comments at the head of a data file, which explain its keys."""
    lines = yaml.split("\n")
    end = next((row for row, line in enumerate(lines) if line and not line.startswith("#")), len(lines))
    paragraphs = "\n".join(lines[:end]).strip("\n").split("\n\n")
    if len(paragraphs) > 1 and "\n" not in paragraphs[-1]:  # a heading of what stood below
        paragraphs.pop()
    return "\n\n".join(paragraphs) + "\n\n"


def _with_key(yaml: str, key: str, lines: str) -> str:
    """Return YAML with other lines for one of its keys, or without it; its words and comments stay as they are."""
    found = re.search(rf"^{key}:[^\n]*(?:\n[ \t][^\n]*)*\n?", yaml, re.MULTILINE)
    if found:
        return yaml[:found.start()] + lines + yaml[found.end():]
    return f"{yaml.rstrip()}\n\n{lines}" if lines else yaml


def _flow(words: Iterable[str]) -> str:
    return "[" + ", ".join(json.dumps(word, ensure_ascii=False) for word in words) + "]"


def _partnership(yaml: str, formerly: Formerly, answers: Answers, today: date) -> str:
    said = {"name": answers["name"], "short_name": answers["short_name"], "area": answers["area"], "site_name": answers["site_name"],
            "summary": f"Briefings, guidance and contacts for everybody who works with children and families in {answers['area']}.",
            "standing": f"This is the site of {answers['name']}.", "site_address": answers["site_address"], "feedback": PARTNERSHIP}
    for key, value in said.items():
        yaml = _with_key(yaml, key, f"{key}: {quoted(value)}\n")
    yaml = _with_key(yaml, "ids", f"ids:\n  authority: {answers['ids']}\n  year: {today.year}\n")
    yaml = _with_key(yaml, "colours", f'colours:\n  light: "{answers["colour"]}"\n  dark: "{answers["dark_colour"]}"\n')
    yaml = _with_key(yaml, "banner", f"banner:\n  emergency: police-999\n  police: police-101\n  local: {FRONT_DOOR}\n")
    for key in ("written_by", "repository", "formerly"):
        yaml = _with_key(yaml, key, "")
    if answers["repository"]:
        yaml = _with_key(yaml, "repository", f"repository:\n  address: {answers['repository']}\n  branch: main\n" + ("  public: true\n" if answers["public"] else ""))
    return yaml.rstrip() + "\n\n# Whose site it was before: the check warns wherever this still stands. When it warns no more, it can go.\nformerly:\n" + "".join(
        f"  {key}: {_flow(words)}\n" for key, words in vars(formerly).items() if words)


def _contacts(answers: Answers, today: date) -> str:
    seen = f"  seen: {{source: {SOURCE}, dated: {in_words(today)}}}\n  standing: current\n"
    return f"""# Worried about a child

- id: {FRONT_DOOR}
  name: {quoted(answers['front_door'])}
{_short(answers['front_door'])}  group: Worried about a child
  for: {quoted(f"You are worried about a child or young person in {answers['area']}, or you are not sure whether to refer.")}
  phone: "{answers['front_door_phone']}"
  if_closed: {OUT_OF_HOURS}
{seen}
- id: {OUT_OF_HOURS}
  name: {quoted(answers['out_of_hours'])}
{_short(answers['out_of_hours'])}  group: Worried about a child
  for: The front door is closed, and your worry about a child cannot wait until the next working day.
  phone: "{answers['out_of_hours_phone']}"
  when_closed: {FRONT_DOOR}
{seen}
- id: police-101
  name: {quoted(answers['police'])}
  group: Worried about a child
  for: You need the police and nobody is in danger now.
  phone: "101"
  national: true
  standing: current

# Ask the partnership

- id: {PARTNERSHIP}
  name: {quoted(answers['name'])}
  group: Ask the partnership
  for: You have a question about the partnership, its documents or its training; never send details of a child.
  email: {answers['email']}
{seen}
# For allegations about staff

- id: lado
  name: Local Authority Designated Officer (LADO)
  group: For allegations about staff
  for: A person who works or volunteers with children may have harmed a child, or may not be safe to work with them.
  standing: unknown
  ask: "[to write: how to reach the LADO, as phone, email or web, with standing: current]"
"""


def _short(name: str) -> str:
    """Return the line for the banner's shorter name, where the name has one in brackets: First Response (FFR)."""
    found = re.search(r"\(([A-Z]{2,8})\)$", name)
    return f"  short: {found[1]}\n" if found else ""


def _source(answers: Answers, today: date) -> str:
    return f"""{SOURCE}:
  title: "What the partnership said when it took the site over"
  publisher: {quoted(answers['name'])}
  dated: "{in_words(today)}"
"""


def _levels_file(answers: Answers) -> str:
    highest = list(answers["levels"])[-1]
    phone = f"    phone_now:\n      - {_blank('signs on which to phone at once, one a line')}\n"
    levels = "\n".join(f"""  - id: {word}
    name: {quoted(name)}
    means: {_blank(f"what {name} means, in one sentence")}
{phone if word == highest else ""}    indicators:
      development:
        - {_blank(f"how {name} may show in the child")}
    do:
      - {_blank(f"what to do at {name}, step by step")}
    in_short: {_blank("what to do, in short")}
    agreement: {_blank(f"the family's agreement at {name}")}
""" for word, name in answers["levels"].items())
    return f"""example: false

notice: {_blank("when the partnership agreed these levels, and where their full text is")}

source: [{SOURCE}]

domains:
  development: Child's developmental needs
  parenting: Parenting capacity
  environment: Family and environment

levels:
{levels}"""


def _blank(what: str) -> str:
    return json.dumps(f"[to write: {what}]", ensure_ascii=False)


def _language(yaml: str, answers: Answers) -> str:
    yaml = _with_key(yaml, "places", f"places: {_flow(answers['places'])}\n")
    return _with_key(_with_key(yaml, "superseded_hosts", ""), "pseudonyms", "")


def _forms(yaml: str, gone: Collection[str]) -> str:
    """Return the forms, which say nothing of the area, without what leads to pages that are gone."""
    return re.sub(r"^ +more: (\S+)\n|, more: ([^\s,}]+)", lambda found: "" if (found[1] or found[2]) in gone else found[0], yaml, flags=re.MULTILINE)


def _escalation(yaml: str) -> str:
    """Return the steps of escalation with a blank in the place of who comes next, which each partnership's own procedure says."""
    return re.sub(r"^(    who: ).*", lambda found: found[1] + _blank("who comes next in your procedure on escalation"), yaml, flags=re.MULTILINE)


def _pathways(data: Data) -> str:
    """Return each way with blanks in the place of its steps: who decides what is another partnership's own."""
    return "\n".join(f"""{pathway.id}:
  title: {quoted(pathway.title)}
  steps:
    - who: You
      does: {_blank("what whoever is worried does first")}
    - who: {_blank("who decides")}
      does: {_blank("what they decide, and what happens next")}
""" for pathway in data.pathways.values())


def _asleep(yaml: str, data: Data, gone: Collection[str]) -> str:
    """Let the words sleep that lead to a page or a term that goes, besides those that sleep already."""
    terms = {row["term"] for row in data.documents[f"{NATIONAL}/glossary"].value or () if isinstance(row, dict)}
    anchors = {anchor for term in data.glossary if term.term in terms for anchor in term.anchors}
    asleep = {link for group in data.synonyms.groups for link in group.leads_to if link.partition("#")[0] in gone
              or (link.startswith(f"{GLOSSARY}#") and link.partition("#")[2] not in anchors)} | {*data.synonyms.sleeping}
    return _with_key(yaml, "sleeping", "sleeping:\n" + "".join(f"  - {json.dumps(link) if '#' in link else link}\n" for link in sorted(asleep)) if asleep else "")
