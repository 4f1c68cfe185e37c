"""Everything under ``data/``, read once into typed values."""

from __future__ import annotations

from collections.abc import Container, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from publishing.data.accessibility import Run, read_accessibility
from publishing.data.accounts import NO_ACCOUNTS, Accounts, read_accounts
from publishing.data.audiences import Audience, read_audiences
from publishing.data.contacts import Contact, read_contacts
from publishing.data.escalation import Escalation, read_escalation
from publishing.data.figures.file import FOLDER, read_figures
from publishing.data.figures.sums import checked
from publishing.data.figures.year import Year, is_year
from publishing.data.forms import Form, read_forms
from publishing.data.genograms import Genogram, read_genograms
from publishing.data.glossary import Term, in_order, read_glossary
from publishing.data.language import Language, read_language
from publishing.data.law import Law, read_law
from publishing.data.ledger import Entry, read_ledger, settled
from publishing.data.levels import Levels, read_levels
from publishing.data.navigation import Navigation, read_navigation
from publishing.data.paper import OnPaper, check_cube, check_numbers, read_paper
from publishing.data.partnership import Partnership, read_partnership
from publishing.data.pathways import Pathway, check_pathways, read_pathways
from publishing.data.sources import Source, read_sources
from publishing.data.synonyms import Synonyms, read_synonyms
from publishing.data.topics import Subject, read_topics
from publishing.data.training import Session, read_training
from publishing.kept.memory import NOTHING, Memory, contents_below
from publishing.problems.problem import Problem, errors, listed, nearest
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import REFUSED, Incomplete, Place, Reader, is_lost
from publishing.reading.tree import IGNORED, read_text
from publishing.reading.yaml_source import Document, parse_yaml

NO_FILE = Rule("data-file-missing", PARTNERSHIP, "this file is missing or empty", "Put it back: the site cannot be built without it.",
               "Every page needs what it holds.")
NOT_READ = Rule("data-file-not-read", PARTNERSHIP, "the site reads no file of this name",
                "{near}Rename it, or take it out of data/. The files read here are {known}, and in data/figures one for each year, as 2021-22.yml.",
                "What stands in it would be left out without a word.",
                {"near": 'Did you mean "data/topics.yml"? ', "known": "contacts.yml and topics.yml"})
NOT_PRINTABLE = Rule("contact-not-printable", PARTNERSHIP, '"{id}" is not a contact that can be printed',
                     "Use the id of a current contact in data/contacts.yml.",
                     "It stands at the top or foot of every page.", {"id": "mash-2018"})
NO_EMAIL = Rule("feedback-without-email", PARTNERSHIP, 'the contact "{id}" has no email address', "Give it one in data/contacts.yml, or name another contact.",
                "What readers say of a page is sent to it.", {"id": "partnership"})


@dataclass(frozen=True)
class Data:
    """The partnership as its data files describe it."""

    partnership: Partnership
    navigation: Navigation
    contacts: Mapping[str, Contact]
    topics: Mapping[str, Subject]
    audiences: Mapping[str, Audience]
    sources: Mapping[str, Source]
    glossary: tuple[Term, ...]
    levels: Levels | None
    ledger: Mapping[str, Entry]
    documents: Mapping[str, Document]
    """Each data file as it was read, by its name, for checks that look across files: ``contacts``, ``national/contacts``."""
    figures: Mapping[str, Year] = field(default_factory=dict)
    """The figures of each reporting year, oldest first, without what they hide."""
    accessibility: Run | None = None
    """The last run of the automatic accessibility tests, where one is recorded."""
    training: tuple[Session, ...] = ()
    """The training sessions, where the partnership publishes any."""
    law: Mapping[str, Law] = field(default_factory=dict)
    """What the law says today, where the partnership keeps it, by the names of its duties."""
    genograms: Mapping[str, Genogram] = field(default_factory=dict)
    """Invented families that pages draw, by their names."""
    pathways: Mapping[str, Pathway] = field(default_factory=dict)
    """Ways from person to person that pages show, by their names."""
    language: Language = Language()
    synonyms: Synonyms = Synonyms()
    accounts: Accounts = NO_ACCOUNTS
    paper: OnPaper = OnPaper()
    """The pocket card and the posters, where the partnership wants any."""
    forms: Mapping[str, Form] = field(default_factory=dict)
    """The forms that are filled in on the device, by their names."""
    escalation: Escalation | None = None
    """How to disagree with another agency, where the partnership keeps it."""
    unread: frozenset[str] = frozenset()
    """The files, by their names, of which not all could be read; why has been reported. What depends on them is not judged."""

    def place(self, name: str) -> Place:
        """Return the root of a data file, to report a problem in it."""
        return Place(self.documents[name])

    @property
    def contact_places(self) -> Mapping[str, Place]:
        """Where each contact stands, by its id: among those of the area or of the country."""
        return {row["id"]: place.at(position) for place in (self.place(f"{NATIONAL}/contacts"), self.place("contacts"))
                for position, row in enumerate(place.value if isinstance(place.value, list) else ()) if isinstance(row, dict) and isinstance(row.get("id"), str)}


def read_data_again(root: Path, problems: list[Problem], memory: Memory = NOTHING) -> Data | None:
    """Return the same as :func:`read_data`, without reading anything again while no file has changed."""
    if memory is NOTHING:
        return read_data(root, problems)
    data = memory.told("data", contents_below(root / "data"), problems, lambda: read_data(root, problems, memory))
    for document in data.documents.values() if data else ():
        document.problems = problems  # what is found wrong from now on is of this reading
    return data


def read_data(root: Path, problems: list[Problem], memory: Memory = NOTHING) -> Data | None:
    """Read every data file, where ``memory`` has not what it said; without a readable partnership or navigation there is no ``Data``, only problems."""
    documents: dict[str, Document] = {}
    unread: set[str] = set()
    meant = _misnamed(root, problems)

    def read(name: str, reader: Reader, default: Any = REFUSED, needed: bool = False, beside: tuple[Any, ...] = ()) -> Any:
        """Return what a file says; the ``reader`` is made of what other files said, which stand ``beside``."""
        file, path = f"data/{name}.yml", root / "data" / f"{name}.yml"
        text = read_text(path, file, problems) if path.is_symlink() or path.exists() else ""

        def found() -> tuple[Document, Any, bool]:
            document = _document(text, file, problems, needed and name not in meant)
            before = len(problems)
            value = reader(Place(document)) if document.value is not None else REFUSED
            return document, value, bool(errors(problems[before:]))

        document, value, is_wrong = memory.told(("data file", name), (text, name in meant, *beside), problems, found, lasting=False)
        document.problems = problems  # what is found wrong from now on is of this reading
        documents[name] = document
        gone = document.value is None and (needed or name in meant)
        lost = gone or document.unreadable or (document.value is not None and value is REFUSED)
        if lost or is_wrong:
            unread.add(name)
        value = default if value is REFUSED else value
        if not isinstance(value, dict):
            return value
        return Incomplete() if lost else _with_names_lost(value, document)

    national_sources = read(f"{NATIONAL}/sources", read_sources(), _NONE)
    own_sources = read("sources", read_sources(national_sources), _NONE, beside=(national_sources,))
    sources, of_sources = _joined(own_sources, national_sources), (own_sources, national_sources)
    partnership = read("partnership", read_partnership, needed=True)
    navigation = read("navigation", read_navigation, needed=True)
    national_contacts = read(f"{NATIONAL}/contacts", read_contacts(sources), _NONE, beside=of_sources)
    contacts = _joined(read("contacts", read_contacts(sources, national_contacts), {}, needed=True, beside=(*of_sources, national_contacts)), national_contacts)
    topics = read("topics", read_topics, {})
    audiences = read("audiences", read_audiences, {})
    national_glossary = read(f"{NATIONAL}/glossary", read_glossary(), ())
    glossary = in_order((*read("glossary", read_glossary(national_glossary), (), beside=(national_glossary,)), *national_glossary))
    levels = read("levels", read_levels(sources), None, beside=of_sources)
    ledger = read("ledger", read_ledger, {})
    language = read("language", read_language, Language())
    figures = _read_figures(root, sources, problems, documents, None if "language" in unread else language.not_people)
    figures = Incomplete(figures) if "figures" in meant else figures
    accessibility = read("accessibility", read_accessibility, None)
    training = read("training", read_training, ())
    law = read("law", read_law(sources), {}, beside=of_sources)
    genograms = read("genograms", read_genograms, {})
    pathways = read("pathways", read_pathways, {})
    synonyms = read("synonyms", read_synonyms, Synonyms())
    accounts = read("accounts", read_accounts(None if "synonyms" in unread else {group.topic for group in synonyms.groups}), NO_ACCOUNTS, beside=(synonyms, "synonyms" in unread))
    paper = read("paper", read_paper, OnPaper())
    forms = read("forms", read_forms, {})
    escalation = read("escalation", read_escalation, None)
    if partnership is REFUSED or navigation is REFUSED:
        return None
    ledger = settled(ledger, partnership.ids)
    unread |= {PurePosixPath(name).name for name in unread}
    data = Data(partnership, navigation, contacts, topics, audiences, sources, glossary, levels, ledger, documents,
                figures=figures, accessibility=accessibility, training=training, law=law, language=language, synonyms=synonyms, accounts=accounts, paper=paper, genograms=genograms, pathways=pathways, forms=forms, escalation=escalation, unread=frozenset(unread))
    _check_contacts_named(data)
    check_numbers(paper, contacts, data.place("paper"))
    if "levels" not in unread:
        check_cube(paper, levels, data.place("paper"))
    check_pathways(pathways, contacts, data.place("pathways"))
    return data


NAMES = ("accessibility", "accounts", "audiences", "contacts", "escalation", "forms", "genograms", "glossary", "language", "law", "ledger", "levels", "navigation", "paper", "partnership", "pathways", "sources", "synonyms", "topics", "training")
"""The files that are read, beside the years of figures."""

FOR_SEARCH = ("accounts", "synonyms")
"""Those of which nobody asks anything but the search."""

_NONE: dict[str, Any] = {}
"""What a file says that is not there: one value, so that what rests on it is not read again."""

NATIONAL = "national"
"""The folder within ``data/`` of what holds anywhere, so that another area takes it over as it is."""

IN_BOTH = ("contacts", "glossary", "sources")
"""The files that may stand there as well."""


def _misnamed(root: Path, problems: list[Problem]) -> set[str]:
    """Report the data files whose names are not read; return what they were meant to be: files, by their names, or ``figures``."""
    meant: set[str] = set()
    files = {name: f"data/{name}.yml" for name in (*NAMES, *(f"{NATIONAL}/{name}" for name in IN_BOTH))}
    known = listed(f"{name}.yml" for name in NAMES)
    missing = [name for name in NAMES if not (root / files[name]).exists()]
    for path in sorted((root / "data").rglob("*")):
        file = path.relative_to(root).as_posix()
        stem, _, suffix = path.name.lower().partition(".")
        of_figures = path.parent == root / FOLDER and path.suffix in (".yml", ".yaml")  # whether it is a year is said where it is read
        if of_figures or file in files.values() or IGNORED.search(file) or not path.is_file():
            continue
        if stem in NAMES or is_year(stem) or {"yml", "yaml"} & {*suffix.split(".")}:
            year = f"{FOLDER}/{stem}.yml"
            name = "figures" if is_year(stem) and not (root / year).exists() else nearest(stem, missing)
            near = year if name == "figures" else files.get(name or "")
            problems.append(NOT_READ.problem(file, 1, near=f'Did you mean "{near}"? ' if near else "", known=known))
            meant |= {name} if name else set()
    return meant


def _joined(local: Mapping[str, Any], national: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries of an area and then those of the country; of neither is more known to be lost than before."""
    both = {**local, **national}
    lost = [found.lost for found in (local, national) if isinstance(found, Incomplete)]
    return Incomplete(both, _InEither(lost)) if lost else both


@dataclass(frozen=True)
class _InEither:
    """Holds each name that one of some containers holds."""

    containers: Sequence[Container[Any]]

    def __contains__(self, name: object) -> bool:
        return any(name in container for container in self.containers)


def _with_names_lost(found: dict[str, Any], document: Document) -> dict[str, Any]:
    """Return what was found in a file, with the names in it that could not be read: keys, or the ids of the items of a list."""
    rows = document.value if document.value is not None or document.unreadable else {}
    if not isinstance(rows, (list, dict)):
        return Incomplete()
    names = {row.get("id") if isinstance(row, dict) else None for row in rows} if isinstance(rows, list) else {*rows}
    lost = names - found.keys()
    return Incomplete(found) if None in lost else Incomplete(found, lost) if lost else found


def _read_figures(root: Path, sources: Mapping[str, Source], problems: list[Problem], documents: dict[str, Document], not_people: frozenset[str] | None) -> Mapping[str, Year]:
    years, files = read_figures(root, sources, problems)
    documents.update({f"figures/{name}": document for name, document in files.items()})
    done = checked(years, {name: Place(document) for name, document in files.items()}, not_people)
    return Incomplete(done, years.lost) if isinstance(years, Incomplete) else done


def _document(text: str | None, file: str, problems: list[Problem], needed: bool) -> Document:
    document = Document(file, problems, unreadable=True) if text is None else parse_yaml(text, file, problems)
    if document.value is None and not document.unreadable and needed:
        problems.append(NO_FILE.problem(file, 1))
    return document


def _check_contacts_named(data: Data) -> None:
    """Report contacts that the partnership names and that are not there to be printed."""
    place, partnership = data.place("partnership"), data.partnership
    named: dict[tuple[Hashable, ...], str] = {("banner", key): value for key, value in vars(partnership.banner).items()}
    named["feedback",] = partnership.feedback
    for path, name in named.items():
        where = Place(place.document, path)
        contact = data.contacts.get(name)
        if contact is None and is_lost(data.contacts, name):
            continue
        if contact is None or not contact.printable:
            where.refuse(NOT_PRINTABLE, id=name)
        elif path == ("feedback",) and not contact.email:
            where.refuse(NO_EMAIL, id=name)
