"""The words in double braces that authors may use: few and plain, documented in ``guide/adding-a-resource.md``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urljoin

from markupsafe import Markup

from publishing.content.catalogue import Catalogue
from publishing.content.kinds import KINDS, Newsletter, Report, SevenMinuteBriefing
from publishing.content.page import Page, Resource
from publishing.content.text import expanded
from publishing.data.contacts import Contact
from publishing.data.escalation import Escalation
from publishing.data.levels import Levels
from publishing.data.paper import FACES
from publishing.data.topics import Subject
from publishing.data.training import Session
from publishing.drawings.genogram import KEY, Drawing, draw, used
from publishing.feeds.calendars import REVIEWS, TRAINING, calendar_of
from publishing.feeds.lists import GROUPS, all_feeds
from publishing.figures.tables import FigureTables
from publishing.figures.words import FigureWords
from publishing.pages.cube import in_lines, net
from publishing.pages.sections import Section
from publishing.problems.problem import listed, suggestion
from publishing.problems.rule import MACROS, Rule
from publishing.reading.fields import Incomplete, is_lost
from publishing.reading.front_matter import MarkdownFile
from publishing.templating.fragments import Fragments
from publishing.templating.sandbox import Expanded, MacroEnvironment, MacroError, NotRead, prints_blocks, prints_words
from publishing.words.addresses import AUDIENCES, DESK_CUBE, GLOSSARY, TOPICS, relative
from publishing.words.slugs import slug, unique

NO_CONTACT = Rule("no-such-contact", MACROS, 'there is no contact "{name}"', "{near}The contacts are in data/contacts.yml.",
                  "A number reaches a page from one place alone, where it can be checked.", {"name": "frontdoor", "near": 'Did you mean "front-door"? '})
NOT_PRINTED = Rule("contact-not-printed", MACROS, 'the contact "{name}" is {standing} and is never printed', 'Use "{instead}" instead.',
                   "Somebody would ring a number that is out of date.", {"name": "mash-2018", "standing": "superseded", "instead": "front-door"})
NO_GROUP = Rule("no-such-group", MACROS, 'there is no group of contacts "{name}"', "{near}The groups of data/contacts.yml are {known}.",
                "Each contact stands under the heading of its group.", {"name": "Helpline", "near": 'Did you mean "Helplines"? ', "known": "In danger now and Helplines"})
NO_LEVELS = Rule("no-levels", MACROS, "data/levels.yml is missing or empty: there are no levels to print", "Write the levels into that file, or take the macro out.",
                 "The levels of need and their indicators are kept in that file.")
NO_LEVEL = Rule("no-such-level", MACROS, 'there is no level "{name}" in data/levels.yml', "{near}The levels are {known}.",
                "A page would speak of a level that the guidance does not have.", {"name": "level-5", "near": "", "known": "level-1 and level-2"})
NO_LEVELS_TABLE = Rule("no-such-levels-table", MACROS, 'there is no table "{name}" of the levels', "{near}The tables are {known}.",
                       "It shows one thing about every level, side by side.",
                       {"name": "agreements", "near": 'Did you mean "agreement"? ', "known": "agreement and in_short"})
NO_CUBE = Rule("no-desk-cube", MACROS, "data/paper.yml has no cube: to print", "Add cube: with a title: to that file, or take the macro out.",
               "The cube has a sheet to cut out, and its title stands there.")
NO_LAW = Rule("no-such-law", MACROS, 'there is no duty "{name}" in data/law.yml', "{near}Use a name from that file, or add the duty to it.",
              "Whether a duty is in force is said in one place alone, so that one line is changed on the day it starts.", {"name": "duty-to-shar", "near": 'Did you mean "duty-to-share"? '})
NO_LAWS = Rule("no-law", MACROS, "there is no duty in data/law.yml to print", "Add one, or take the macro out.", "What the law says today is kept in that file.")
NO_KIND = Rule("no-such-kind", MACROS, 'there is no kind "{name}"', "{near}The kinds are {known}.", "Each kind of page has its own list.",
               {"name": "newsleter", "near": 'Did you mean "newsletter"? ', "known": "general and newsletter"})
NO_GENOGRAM = Rule("no-such-genogram", MACROS, 'there is no genogram "{name}" in data/genograms.yml', "{near}Use a name from that file, or add the family to it.",
                   "A genogram is drawn and told from that file alone.", {"name": "three-generation", "near": 'Did you mean "three-generations"? '})
NO_PATHWAY = Rule("no-such-pathway", MACROS, 'there is no way "{name}" in data/pathways.yml', "{near}Use a name from that file, or add the way to it.",
                  "A way is shown from that file alone.", {"name": "referal", "near": 'Did you mean "referral"? '})
NO_FORM = Rule("no-such-form", MACROS, 'there is no form "{name}" in data/forms.yml', "{near}Use a name from that file, or add the form to it.",
               "The questions of a form are kept in that file.", {"name": "referal", "near": 'Did you mean "referral"? '})
NO_ESCALATION = Rule("no-escalation", MACROS, "data/escalation.yml is missing or empty: there are no steps to print", "Write the steps into that file, or take the macro out.",
                     "The steps and their words are kept in that file.")

LEVELS_TABLES = {"agreement": "The family's agreement", "in_short": "What to do, in short"}
"""What one table can say of every level, with its heading."""


SESSIONS = "training--sessions"
"""The identifier of the list of training sessions, by which its page is known."""

WHICH_LEVEL = "instrument--levels"
"""The identifier of the levels as an instrument, by which its page is known."""

NEWS = "Changed on this site"
START = "Start here"
EVERYTHING_FOR = "Everything for you, changed last first"
"""Headings of pages that the site makes."""
MOST_NEWS = 60


LISTED = Rule("listed-too-often", MACROS, "the lists of this page have {count} entries together", "Take a list out, or give latest a smaller number: together they may have at most {most}.",
              "A phone would need long to show such a page.", {"count": 3000, "most": 500})
NOT_A_NUMBER = Rule("not-a-number-of-entries", MACROS, "{macro} is not given a whole number from 1 to {most}", "Write it as {{{{ {macro}(6) }}}}.",
                    "It says how many entries are listed.", {"macro": "latest", "most": 100})
MOST_LISTED = 500
"""Entries of the lists that macros print on a page, where there are several lists."""
MOST_LATEST = 100


Counted = tuple[Subject, str, int]
"""A topic or an audience, the address of its page, and how many resources it has."""


def counted_topics(catalogue: Catalogue) -> tuple[Counted, ...]:
    """Return every topic that has resources, and how many."""
    return tuple((topic, f"{TOPICS}{topic.id}/", len(catalogue.on_topic(topic.id))) for topic in catalogue.topics)


def counted_audiences(catalogue: Catalogue) -> tuple[Counted, ...]:
    """Return every audience that has resources, and how many."""
    return tuple((audience, f"{AUDIENCES}{audience.id}/", len(catalogue.for_audience(audience.id))) for audience in catalogue.audiences)


_Found = TypeVar("_Found")


def shown_of_pages(catalogue: Catalogue) -> Iterator[bytes]:
    """Return all that macros may print of pages: what stands above the text of each in its file, and how long it takes to read; of its text, nothing."""
    return (part.encode("utf-8", "surrogatepass") for page in catalogue.written for part in (page.file, catalogue.front_matter[page.file].head, str(page.reading_minutes)))


@dataclass(frozen=True)
class Run:
    """A text whose macros have run, and what of it the page will be asked for."""

    text: Expanded
    rests_on: frozenset[str]
    listed: int
    mentioned: tuple[tuple[str, str], ...]
    """The year and the name of each figure in its sentences."""
    offered: tuple[str, ...]
    """The years whose files are offered."""


class Macros:
    """What macros print on the page at one address: it rests on data, the day, templates and :func:`shown_of_pages`."""

    def __init__(self, catalogue: Catalogue, fragments: Fragments, address: str) -> None:
        self.catalogue = catalogue
        self.fragments = fragments
        self.address = address
        self.rests_on: set[str] = set()
        """The names of the laws whose standing it has printed."""
        self._listed = 0
        self._drawings = 0
        self._key_printed = False
        self._words = FigureWords(catalogue.data.figures, address)
        self.figures = FigureTables(self._words, fragments, self.url)

    def url(self, address: str) -> str:
        """Return a link to an address of the site from this page."""
        return relative(address, self.address)

    def environment(self) -> MacroEnvironment:
        """Return the sandbox in which this page's macros run; the other methods are for the pages that the site makes itself."""
        return MacroEnvironment.of(self._words, self.figures, self)

    def run(self, markdown: MarkdownFile) -> Run:
        """Run the macros of a text."""
        text = expanded(markdown, self.environment())
        return Run(text, frozenset(self.rests_on), self._listed, tuple(self._words.mentioned), tuple(self.figures.offered))

    def take(self, run: Run) -> None:
        """Stand as if they had run again in that text."""
        years = self.catalogue.data.figures
        self.rests_on, self._listed = set(run.rests_on), run.listed
        self._words.mentioned = {(year, name): (years[year].figures[name], years[year]) for year, name in run.mentioned}
        self.figures.offered = {year: years[year] for year in run.offered}

    @prints_words
    def contact(self, name: str) -> Markup:
        """Print one contact within a sentence: its name, its number and the number's standing."""
        return self._fragment("contact", contact=self._contact(name), named=True)

    @prints_words
    def number(self, name: str) -> Markup:
        """Print a contact's number alone, with its standing, where the sentence has named it already."""
        return self._fragment("contact", contact=self._contact(name), named=False)

    def _contact(self, name: str) -> Contact:
        found = self.catalogue.data.contacts.get(name)
        if found is None and is_lost(self.catalogue.data.contacts, name):
            raise NotRead
        if found is None:
            raise MacroError(NO_CONTACT, name=name, near=suggestion(str(name), self.catalogue.data.contacts))
        if not found.printable:
            raise MacroError(NOT_PRINTED, name=name, standing=found.standing, instead=found.instead)
        return found

    @prints_words
    def ours(self) -> Markup:
        """Print the mark of advice that is ours, and that the partnership has not confirmed."""
        return self._fragment("ours")

    @prints_blocks
    def call(self, *names: str) -> Markup:
        """Print contacts as cards: who, number, for what, when open, and whom to ring if closed."""
        return self._fragment("contacts", contacts=[self._contact(name) for name in names], identified=False)

    @prints_blocks
    def accessibility(self) -> Markup:
        """Print what the last run of the automatic accessibility tests tried and found, and when."""
        if "accessibility" in self.catalogue.data.unread:
            raise NotRead
        return self._fragment("accessibility", run=self.catalogue.data.accessibility)

    @prints_blocks
    def form(self, name: str) -> Markup:
        """Print a form, to be filled in on the device or by hand, copied and printed. It sends nothing, and keeps what somebody asks it to keep."""
        forms = self.catalogue.data.forms
        if name not in forms and is_lost(forms, name):
            raise NotRead
        if name not in forms:
            raise MacroError(NO_FORM, name=name, near=suggestion(str(name), forms))
        levels = self.catalogue.data.levels
        more = {question.id: page for question in forms[name].questions.values() if question.more and (page := self.catalogue.by_file.get(question.more))}
        return self._fragment("form", form=forms[name], more=more, levels=levels.levels if levels else (), briefings=[page for page in self.catalogue.of_kind(SevenMinuteBriefing) if not page.withdrawn])

    @prints_blocks
    def escalation(self) -> Markup:
        """Print the steps of escalation as an instrument: where somebody is, who comes next, by when, and ready words."""
        return self._fragment("escalation", escalation=self._escalation())

    @prints_blocks
    def escalation_steps(self) -> Markup:
        """Print the steps of escalation as a list."""
        return self._fragment("escalation-steps", escalation=self._escalation())

    def _escalation(self) -> Escalation:
        if "escalation" in self.catalogue.data.unread:
            raise NotRead
        if self.catalogue.data.escalation is None:
            raise MacroError(NO_ESCALATION)
        return self.catalogue.data.escalation

    @prints_blocks
    def contacts(self, *groups: str) -> Markup:
        """Print every contact of some groups as a card, under its group's heading; without a group named, of all."""
        found: dict[str, list[Contact]] = {}
        for contact in self._printable():
            found.setdefault(contact.group, []).append(contact)
        for group in groups:
            if group not in found and isinstance(self.catalogue.data.contacts, Incomplete):
                raise NotRead
            if group not in found:
                raise MacroError(NO_GROUP, name=group, near=suggestion(str(group), found), known=listed(found))
        taken = {contact.id for contact in self._printable()}
        return Markup("\n").join(_headed(3, unique(slug(group), taken), group, self._fragment("contacts", contacts=found[group], identified=True)) for group in groups or found)

    def unconfirmed(self) -> tuple[Section, ...]:
        """Print what the marks of the site mean, and where each contact was seen."""
        data = self.catalogue.data
        return (Section(self._fragment("unconfirmed", contacts=list(self._printable()), partnership=data.partnership, emergency=data.contacts.get(data.partnership.banner.emergency))),
                Section(self._fragment("our-wording", partnership=data.partnership), "Our wording"))

    def on_paper(self) -> tuple[Section, ...]:
        """Print what is on the pocket card, and which posters there are; their PDFs are listed below the page, as of any page."""
        paper, contacts = self.catalogue.data.paper, self.catalogue.data.contacts
        guides = [page for file in paper.guides if (page := self.catalogue.by_file.get(file))]
        posters = [(poster.title, poster.lead, [contacts[name] for name in poster.contacts if name in contacts]) for poster in paper.posters.values()]
        card = paper.card and Section(self._fragment("pocket-card", card=paper.card, contacts=[contacts[name] for name in paper.card.contacts if name in contacts]), "Pocket card")
        pinned = Section(self._fragment("posters", posters=posters, guides=guides), "Posters") if posters or guides else None
        cube = Section(self._fragment("cube-on-paper", cube=paper.cube, page=self.catalogue.by_file.get(paper.cube.page) if paper.cube.page else None), "Desk cube") if paper.cube else None
        return tuple(section for section in (card, pinned, cube) if section)

    def _printable(self) -> Iterator[Contact]:
        return (contact for contact in self.catalogue.data.contacts.values() if contact.printable)

    @prints_blocks
    def levels(self) -> Markup:
        """Print the levels of need with their indicators and steps."""
        levels = self._levels()
        parts = [self._fragment("levels-notice", levels=levels), self._fragment("levels-figure", levels=levels, at="")]
        for level in levels.levels:
            parts.append(_headed(3, level.id, level.name, self._fragment("level", level=level, levels=levels)))
        return Markup("\n").join(parts)

    @prints_words
    def level(self, name: str) -> str:
        """Print the name of one level of need within a sentence."""
        names = {level.id: level.name for level in self._levels().levels}
        if name not in names:
            raise MacroError(NO_LEVEL, name=name, near=suggestion(str(name), names), known=listed(names))
        return names[name]

    @prints_blocks
    def levels_table(self, what: str) -> Markup:
        """Print one thing about every level of need, side by side."""
        levels = self._levels()
        if what not in LEVELS_TABLES:
            raise MacroError(NO_LEVELS_TABLE, name=what, near=suggestion(str(what), LEVELS_TABLES), known=listed(LEVELS_TABLES))
        rows = [(level.name, getattr(level, what)) for level in levels.levels]
        return self._fragment("levels-table", levels=levels, heading=LEVELS_TABLES[what], rows=rows)

    @prints_blocks
    def which_level(self) -> Markup:
        """Print the levels of need as an instrument: signs to pick, and the level that they point to. It keeps and sends nothing unasked."""
        levels, by_file = self._levels(), self.catalogue.by_file
        pages = {age.id: by_file[age.page] for age in levels.ages.values() if age.page and age.page in by_file}
        return self._fragment("which-level", levels=levels, pages=pages, banner=self._banner())

    @prints_blocks
    def desk_cube(self) -> Markup:
        """Print the net of the desk cube as a picture, with a link to the sheet to cut out, and what is on its faces in words."""
        levels, data = self._levels(), self.catalogue.data
        if "paper" in data.unread:
            raise NotRead
        if data.paper.cube is None:
            raise MacroError(NO_CUBE)
        if len(levels.levels) > FACES:  # which has been reported
            raise NotRead
        return self._fragment("desk-cube", levels=levels, net=net(levels), in_lines=in_lines, paper=data.paper, banner=self._banner(), sheet=DESK_CUBE)

    def _banner(self) -> dict[str, Contact]:
        """Return the contacts at the top of every page. One that is not there has been reported."""
        contacts, named = self.catalogue.data.contacts, vars(self.catalogue.data.partnership.banner)
        if not contacts.keys() >= {*named.values()}:
            raise NotRead
        return {name: contacts[contact] for name, contact in named.items()}

    def _levels(self) -> Levels:
        if "levels" in self.catalogue.data.unread:
            raise NotRead
        if self.catalogue.data.levels is None:
            raise MacroError(NO_LEVELS)
        return self.catalogue.data.levels

    @prints_words
    def law(self, name: str) -> str:
        """Print within a sentence whether a duty is in force today; the page rests on it from then on."""
        law = self._named(name, self.catalogue.data.law, NO_LAW)
        self.rests_on.add(name)
        return law.words(self.catalogue.today)

    @prints_blocks
    def laws(self) -> Markup:
        """Print every duty with its source, its standing and the day on which somebody looked."""
        laws = self.catalogue.data.law
        if not laws and ("law" in self.catalogue.data.unread or isinstance(laws, Incomplete)):
            raise NotRead
        if not laws:
            raise MacroError(NO_LAWS)
        return self._fragment("laws", laws=list(laws.values()), today=self.catalogue.today)

    @prints_blocks
    def pathway(self, name: str) -> Markup:
        """Print a way from person to person: who does or decides what, by when, and what leads off it."""
        pathway = self._named(name, self.catalogue.data.pathways, NO_PATHWAY)
        return self._fragment("pathway", pathway=pathway, contacts=self.catalogue.data.contacts, pages=self.catalogue.by_file)

    @prints_blocks
    def genogram(self, name: str) -> Markup:
        """Print the genogram of an invented family: drawn, in words, and with the key of its signs, unless the page has printed all signs before."""
        found = self._named(name, self.catalogue.data.genograms, NO_GENOGRAM)
        self._drawings += 1
        signs = () if self._key_printed else used(found)
        return self._fragment("genogram", genogram=found, drawing=draw(found), key=_key(signs), number=self._drawings)

    def _named(self, name: str, known: Mapping[str, _Found], otherwise: Rule) -> _Found:
        """Return what a data file has by that name."""
        if name not in known and is_lost(known, name):
            raise NotRead
        if name not in known:
            raise MacroError(otherwise, name=name, near=suggestion(str(name), known))
        return known[name]

    @prints_blocks
    def genogram_key(self) -> Markup:
        """Print every sign of a genogram with what it means and how it is drawn."""
        self._key_printed = True
        return self._fragment("genogram-key", key=_key(KEY))

    @prints_blocks
    def genogram_tool(self) -> Markup:
        """Print what draws a genogram on the reader's own device, and every sign with what it means."""
        return self._fragment("genogram-tool", key=_key(KEY))

    def glossary(self) -> tuple[Section, ...]:
        """Print every term of the glossary, by letter."""
        return self._by_letter(self.catalogue.data.glossary, lambda term: term.term, "glossary")

    def a_to_z(self) -> tuple[Section, ...]:
        """Print every title and term, by letter, as links."""
        entries = [(page.title, page.address) for page in self.catalogue.written
                   if not (isinstance(page, Resource) and page.withdrawn)]
        entries += [(f"{' / '.join(term.forms)}: {term.stands_for}", f"{GLOSSARY}#{term.anchors[0]}")
                    for term in self.catalogue.data.glossary]
        entries += [(topic.name, f"/topics/{topic.id}/") for topic in self.catalogue.topics]
        ordered = sorted(set(entries), key=lambda entry: (entry[0].casefold(), entry[1]))
        return self._by_letter(ordered, lambda entry: entry[0], "a-to-z")

    @prints_blocks
    def latest(self, most: int = 6) -> Markup:
        """Print the newest resources: what changed last first, what is over or not here last."""
        return self._one_list(self.catalogue.worth_knowing[:self._number_of_entries("latest", most)])

    @prints_blocks
    def changes(self, most: int = 6) -> Markup:
        """Print what is new and what changed on the site, newest first."""
        return self._fragment("changes", news=self.catalogue.news[:self._number_of_entries("changes", most)])

    def _number_of_entries(self, macro: str, most: object) -> int:
        if not isinstance(most, int) or not 1 <= most <= MOST_LATEST:
            raise MacroError(NOT_A_NUMBER, macro=macro, most=MOST_LATEST)
        return most

    @prints_blocks
    def resources(self, kind: str) -> Markup:
        """Print every resource of a kind, newest first, but for the page itself."""
        return self._one_list([found for found in self.catalogue.of_kind(self._kind(kind)) if found.address != self.address])

    def _one_list(self, resources: Sequence[Resource]) -> Markup:
        """Print one of an author's lists; one alone may be as long as it is."""
        before, self._listed = self._listed, self._listed + len(resources)
        if before > MOST_LISTED:  # it has been said
            return Markup()
        if before and self._listed > MOST_LISTED:
            raise MacroError(LISTED, count=self._listed, most=MOST_LISTED)
        return self._cards(resources, 3)

    def _kind(self, kind: str) -> type[Resource]:
        models = {model.kind: model for model in KINDS}
        if kind not in models:
            raise MacroError(NO_KIND, name=kind, near=suggestion(str(kind), models), known=listed(models))
        return models[kind]

    def resources_on(self, topic: str) -> Markup:
        """Print every resource on a topic, newest first."""
        return self._cards(self.catalogue.on_topic(topic), 2)

    def resources_for(self, audience: str) -> tuple[Section, ...]:
        """Print what an audience needs first, as its data say, and then every resource for it: what changed last first, what is over or not here last."""
        theirs = {resource.address for resource in self.catalogue.for_audience(audience)}
        rest = tuple(resource for resource in self.catalogue.worth_knowing if resource.address in theirs)
        first = self.catalogue.pages_of(self.catalogue.data.audiences[audience].first)
        if not first:
            return (Section(self._cards(rest, 2)),)
        return (Section(self._fragment("start", pages=first), START), Section(self._cards(rest, 3), EVERYTHING_FOR))

    def listing(self, kind: type[Resource]) -> Markup:
        """Print every resource of a kind, as its listing does."""
        return self._cards(self.catalogue.of_kind(kind), 2)

    def whats_new(self) -> tuple[Section, ...]:
        """Print what changed on the site, then every resource under its month, newest first, and at the end those whose month is not known."""
        by_month = tuple(Section(self._cards(resources, 3), month or "Month not stated in our sources") for month, resources in self.catalogue.by_month())
        return (Section(self.changes(MOST_NEWS), NEWS), *by_month) if self.catalogue.news else by_month

    def since_previous_newsletter(self, newsletter: Newsletter) -> Markup:
        """Print what came out since the issue before ``newsletter``."""
        found, previous = self.catalogue.since_previous(newsletter)
        return self._fragment("since-previous", resources=found, previous=previous, newsletter=newsletter)

    @prints_blocks
    def topics(self) -> Markup:
        """Print every topic with how many resources it has."""
        return self._fragment("subjects", subjects=counted_topics(self.catalogue))

    @prints_blocks
    def audiences(self) -> Markup:
        """Print every audience with how many resources it has."""
        return self._fragment("subjects", subjects=counted_audiences(self.catalogue))

    @prints_blocks
    def feeds(self) -> Markup:
        """Print every feed of the site, as links to their RSS addresses."""
        found = all_feeds(self.catalogue).values()
        groups = [(group, [feed for feed in found if feed.group == group]) for group in GROUPS]
        return self._fragment("feeds", groups=groups)

    @prints_blocks
    def calendars(self) -> Markup:
        """Print the calendars that the site has."""
        return self._fragment("calendars", training=self.catalogue.data.training, training_address=TRAINING, reviews_address=REVIEWS)

    @prints_blocks
    def sessions(self) -> Markup:
        """Print the training sessions to come: what, when, where and how to book; where there is none, that there is none."""
        data = self.catalogue.data
        if "training" in data.unread or isinstance(data.contacts, Incomplete):
            raise NotRead
        return self._fragment("sessions", sessions=self.catalogue.sessions, identifier=SESSIONS, all_of_them=TRAINING, calendar_of=calendar_of, asked=data.contacts[data.partnership.feedback])

    def next_sessions(self, sessions: Iterable[Session], page: str | None) -> Markup:
        """Print some sessions in two lines each, with links to the ``page`` that has them all."""
        return self._fragment("sessions-next", sessions=list(sessions), sessions_page=page)

    @prints_blocks
    def embedding(self, kind: str) -> Markup:
        """Print what another site can paste into a page to show the newest resources of a kind."""
        model = self._kind(kind)
        address = urljoin(self.catalogue.data.partnership.site_address, model.listing().removeprefix("/"))
        return self.fragments.document("embedding", self.url, address=address, title=model.plural)

    def chapters(self, report: Report) -> Markup:
        """Print a report's chapters with their summaries."""
        return self._fragment("chapters", chapters=self.catalogue.chapters(report))

    def _cards(self, resources: Iterable[Page], level: int) -> Markup:
        return self._fragment("cards", resources=list(resources), level=level, today=self.catalogue.today)

    def _fragment(self, name: str, **values: Any) -> Markup:
        return self.fragments.render(name, self.url, **values)

    def _by_letter(self, entries: Iterable[Any], words: Callable[[Any], str], fragment: str) -> tuple[Section, ...]:
        letters: dict[str, list[Any]] = {}
        for entry in entries:
            first = words(entry)[0].upper()
            letters.setdefault(first if first.isalpha() else "0 to 9", []).append(entry)
        return (Section(self._fragment("letters", letters=list(letters))),
                *(Section(self._fragment(fragment, entries=found), letter, f"letter-{letter[0].lower()}") for letter, found in letters.items()))


def _key(signs: Iterable[str]) -> list[tuple[str, Drawing]]:
    """Return some signs of a genogram, each as it is drawn."""
    return [(sign, draw(KEY[sign], named=False)) for sign in signs]


def _headed(level: int, identifier: str, heading: str, html: Markup) -> Markup:
    return Markup('<h{0} id="{1}">{2}</h{0}>\n{3}').format(level, identifier, heading, html)
