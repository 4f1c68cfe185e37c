"""Texts of a site read again, where they are all that has changed: what nearly everybody waits for who writes.

The rest of the site stays as it is, by the rule of :mod:`publishing.seen`: of a page's text no other page shows more than how long it
takes to read, and links lead to its headings (:class:`Rests`). A preview shows a text so before it reads the whole site, which finds what
only shows when texts are looked at side by side, says what is no error, and takes over what is made here. A check and a build have of a
whole reading what is needed to say all of it (:class:`Reading`), or read the whole site.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TypeVar

from publishing.checks.case_accounts import forms, is_about_a_case, small_words
from publishing.checks.days import wrong_days_of
from publishing.checks.everything import CONTACTS, OF_FILES, Background, asked_by, check_text, small_words_of
from publishing.checks.links import Destinations, files_named
from publishing.checks.taken_over import check_taken_over
from publishing.content.catalogue import Catalogue, Content, read_again
from publishing.content.history import History
from publishing.content.page import Page
from publishing.content.text import Text, UnreadText
from publishing.gate import held_back, pieces_of
from publishing.kept.digest import joined
from publishing.kept.memory import NOTHING, Memory, NotRead
from publishing.kept.written import Written
from publishing.pages.site_pages import SitePage, sessions_page, site_pages, written_page
from publishing.problems.problem import Problem, errors
from publishing.reading.front_matter import MarkdownFile
from publishing.reading.passed import Passed
from publishing.seen import OfTexts, Seen
from publishing.site import Checked, Menu, Site, WithoutListings, destinations_of, named_by, read_data_files, read_texts, rests_on, told
from publishing.site import check_text as check_links
from publishing.templating.fragments import Fragments
from publishing.words.addresses import Links

_P = TypeVar("_P", bound=Page)


@dataclass(frozen=True)
class Rests:
    """What else of a site rests on one of its texts."""

    shown: bytes
    """A hash of what other pages may show of it: what stands above it in its file, and how long it takes to read."""
    named: frozenset[str]
    """The images and documents that it names."""
    printed: tuple[str, ...]
    """The places in what its macros print, as the training sessions, for which others look."""
    identifiers: frozenset[str]
    """Where links can lead to on its page."""
    laws: frozenset[str]
    """The names of the laws that it rests on."""

    def stays(self, now: Rests) -> bool:
        """Say whether all of it is still there; where there is a heading more, no link leads to it that led nowhere before."""
        return self.identifiers <= now.identifiers and self == replace(now, identifiers=self.identifiers)


def with_text_again(site: Site, file: str, memory: Memory) -> Site | None:
    """Return a preview's site with the text of one ``file`` as it is now; ``None`` where the whole site must be read: where other pages may show the change, or it is wrong.

    ``memory`` is that of the reading that the site comes from. Raises :class:`OSError` where the file cannot be read.
    """
    problems: list[Problem] = []
    new = _with_texts(site, [file], problems, memory)
    if new is None or errors(problems):
        return None
    before, now = (_rests_on_text(one, file, files_named(one.texts[file], _destinations(one))) for one in (site, new))
    if not before.stays(now):
        return None
    return None if errors(_found(new, _destinations(new), new.texts[file], memory)) else new


def _with_texts(site: Site, files: Iterable[str], problems: list[Problem], memory: Memory) -> Site | None:
    """Return a site with the texts of some files as they are now; ``None`` where one is no page of it, or others may show the change."""
    catalogue, markdown = site.catalogue, dict[str, MarkdownFile]()
    for file in files:
        old = catalogue.by_file.get(file)
        read = read_again(old, catalogue.data, problems, memory) if old and file in site.texts else None
        if old is None or read is None:
            return None
        markdown[file], page = read
        catalogue = _exchanged(catalogue, markdown[file], old, page)
    texts, macros = read_texts(Content((), markdown), catalogue, site.fragments, memory)
    texts = {**site.texts, **texts}
    training = sessions_page(texts[page.file] for page in catalogue.written)
    made = {one.uri: one for one in (written_page(page, texts[file], macros.get(file), catalogue, site.fragments, training) for file in markdown for page in [catalogue.by_file[file]])}
    laws = rests_on(catalogue, macros)
    return replace(site, catalogue=catalogue, texts=texts, pages=tuple(made.get(one.uri, one) for one in site.pages),
                   rests_on={**{file: names for file, names in site.rests_on.items() if file not in markdown}, **{file: laws[file] for file in markdown if file in laws}})


def _exchanged(catalogue: Catalogue, markdown: MarkdownFile, old: Page, new: Page) -> Catalogue:
    def exchanged(pages: Iterable[_P]) -> tuple[_P, ...]:
        return tuple(new if page is old else page for page in pages)  # type: ignore[misc]  # of one file, so of one kind

    return replace(catalogue, pages=exchanged(catalogue.pages), resources=exchanged(catalogue.resources), front_matter={**catalogue.front_matter, new.file: markdown})


def _rests_on_text(site: Site, file: str, named: Collection[str], made: SitePage | None = None) -> Rests:
    """Return what rests on a text that names some files; ``made`` is its page."""
    page, text, head = site.catalogue.by_file[file], site.texts[file], site.catalogue.front_matter[file].head
    made = made or next(one for one in site.pages if one.uri == page.source.uri)
    return Rests(joined(head.encode("utf-8", "surrogatepass"), str(page.reading_minutes).encode()), frozenset(named), text.identifiers_of_macros, made.identifiers, site.rests_on.get(file, frozenset()))


def _destinations(site: Site) -> Destinations:
    return destinations_of(site.catalogue, site.links, {page.address: page for page in site.pages}.get)


def _found(site: Site, destinations: Destinations, text: Text, memory: Memory) -> list[Problem]:
    """Return what is wrong with a text by itself, and with its links; of its words beside those of others, what is said are warnings."""
    data, page = site.catalogue.data, text.page
    data_files = read_data_files(site.catalogue.root, memory)
    alone = {text.file: text}
    background = Background.of(alone, {CONTACTS: None, **data_files}, data.contacts, data.glossary, data.language, memory=memory)
    found = check_text(text, alone, [text.file], background)
    found += check_taken_over([text], {}, data)
    found += wrong_days_of(text)
    return [*found, *(check_links(page, text, destinations, site.catalogue) if page else ())]


@dataclass(frozen=True)
class Reading:
    """What is kept of a reading of the whole site in which nothing was wrong: all that a check or a build needs of the texts that are as they were."""

    catalogue: Catalogue
    """Without what stands in files, and without git's history."""
    links: Links
    menu: tuple[Menu, ...]
    footer: tuple[tuple[str, str], ...]
    who_to_call: str
    keep: tuple[tuple[str, str], ...]
    rests_on: Mapping[str, frozenset[str]]
    files: tuple[str, ...]
    redirects: Mapping[str, str]
    synonyms_lead_to: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]
    gap: str
    texts: Mapping[str, Rests]
    """By the files."""
    waiting: Mapping[str, frozenset[str]]
    """Where links can lead to on each page that waits for its day, by its address."""
    asked: Mapping[str, int]
    """The words of which an account of a case asked whether some text has them in small letters, each with its place."""
    spoken: Mapping[str, int]
    """Which of them each text has, as a number with a bit at each place: who reads it reads one value of each text. No text that has no word in small letters."""

    @classmethod
    def of(cls, checked: Checked, memory: Memory) -> Reading | None:
        """Return what is to be kept of a reading; ``None`` where something was wrong."""
        site = checked.site
        if site is None or site.problems != checked.problems:
            return None
        made = {page.page.file: page for page in site.pages if page.page}
        texts = {file: _rests_on_text(site, file, named_by(page, memory), made[file]) for file, page in site.catalogue.by_file.items() if file in made}
        waiting = {page.address: site.texts[page.file].identifiers for page in site.catalogue.waiting}
        asked = {form: place for place, form in enumerate(sorted({form for word in asked_by(site.texts.values(), memory) for form in forms(word)}))}
        spoken = {file: _places_of(words, asked) for file in texts if (words := small_words_of(file, memory).split())}
        data = site.catalogue.data
        data = replace(data, language=replace(data.language))  # without the patterns that it has made by now, which are no plain values
        catalogue = replace(site.catalogue, data=data, front_matter={}, history=History(Path()))
        return cls(catalogue, site.links, site.menu, site.footer, site.who_to_call, site.keep, site.rests_on,
                   tuple(source.file for source in site.files), site.redirects, site.synonyms_lead_to, site.problems, checked.gap, texts, waiting, asked, spoken)

    def site(self, only_check: bool) -> Site:
        """Return the site, of whose texts no more is known than what else rests on them; as for :func:`~publishing.site.read_site`, ``only_check`` leaves its listings empty."""
        catalogue = self.catalogue
        fragments = (WithoutListings if only_check else Fragments)(catalogue.root / "overrides")
        texts: dict[str, Text] = {page.file: UnreadText(page, rests.printed if (rests := self.texts.get(page.file)) else ()) for page in catalogue.written}
        pages = site_pages(catalogue, texts, {}, fragments)
        return Site(catalogue, fragments, tuple(pages), texts, tuple(catalogue.files[file] for file in self.files), self.redirects, self.links, self.menu, self.footer, self.who_to_call, self.keep,
                    self.problems, self.synonyms_lead_to, self.rests_on)


def checked_again(reading: Reading, files: Collection[str]) -> Checked | None:
    """Return what a check finds, where since a ``reading`` the texts of some ``files`` alone have changed; ``None`` where the whole site must be read. Raises :class:`OSError` where a file cannot be read."""
    try:
        found = read_alone(reading, files, only_check=True)
        return found and _through_the_gate(found, files)
    except NotRead:
        return None


def _through_the_gate(found: Checked, files: Iterable[str]) -> Checked:
    """Return what was found, and what the gate says of the pages of some files."""
    site, problems, gap = found
    if site is None:
        return found
    made, passed = {page.page.file: page for page in site.pages if page.page}, Passed()
    held = [problem for file in files for problem in held_back(pieces_of(site, made[file]), passed=passed)]
    return Checked(None if errors(held) else site, (*problems, *held), gap)


def built_again(reading: Reading, of_texts: OfTexts, files: Collection[str], written: Written, memory: Memory) -> tuple[Checked, OfTexts] | None:
    """Return the same for a build with this ``memory``, with what is known of the texts that were not read; ``None`` where the whole site must be read.

    The gate looks at finished pages. Read are the texts of these ``files``, and those that were others when the build before has ``written`` their pages. Raises :class:`OSError` where a file cannot be read.
    """
    seen = Seen.of_known(site := reading.site(only_check=False), memory, of_texts)
    files = {*files, *(made.page.file for made in site.pages if made.page and not written.is_of(("page", made.uri), seen.made_of_page(made)))}
    try:
        found = read_alone(reading, files) if len(files) <= _MOST else None
    except NotRead:
        return None
    return None if found is None else (found, of_texts.without(files))


def read_alone(reading: Reading, files: Collection[str], only_check: bool = False) -> Checked | None:
    """Return the site of a ``reading`` with the texts of some ``files`` as they are now, and all that is wrong; ``None`` where the whole site must be read.

    Of the other texts nothing more is known: who asks for it meets :class:`~publishing.kept.memory.NotRead`. Raises :class:`OSError` where a file cannot be read.
    """
    if {problem.file for problem in reading.problems}.intersection(files) or not reading.texts.keys() >= {*files}:
        return None
    before, problems = reading.site(only_check), list[Problem]()
    site = _with_texts(before, files, problems, NOTHING)
    if site is None:
        return None
    made = {page.page.file: page for page in site.pages if page.page}
    destinations = _destinations(site)
    identifiers = destinations.identifiers
    known = dict(reading.waiting)
    known |= {page.address: reading.texts[page.file].identifiers for page in site.catalogue.written if page.file not in files}
    destinations = replace(destinations, identifiers=lambda address: known[address] if address in known else identifiers(address))
    for file in files:
        text = site.texts[file]
        if not _stays_alone(reading, text, _rests_on_text(site, file, files_named(text, destinations), made[file]), files):
            return None
        problems += _found(site, destinations, text, NOTHING)
    problems = [*reading.problems, *told(problems)]
    return Checked(None if errors(problems) else replace(site, problems=tuple(problems)), tuple(problems), reading.gap)


def _stays_alone(reading: Reading, text: Text, now: Rests, files: Collection[str]) -> bool:
    """Say whether nothing is said of other files for what stands in a text now, and whether all can be said of it without them; the texts of some ``files`` have changed with it."""
    if not reading.texts[text.file].stays(now) or is_about_a_case(text) or text.file in reading.catalogue.data.paper.guides:
        return False
    if text.page is None or any(allowed.check in OF_FILES for allowed in text.page.allow):
        return False
    words, before = small_words(text).split(), reading.spoken.get(text.file)
    if not words or before is None:
        return False
    others = reduce(or_, (spoken for file, spoken in reading.spoken.items() if file not in files), 0)
    return not (before ^ _places_of(words, reading.asked)) & ~others  # what is another, some text has all the same


def _places_of(words: Iterable[str], asked: Mapping[str, int]) -> int:
    """Return a number with a bit at the place of each of these words that was asked for."""
    found = bytearray(len(asked) // 8 + 1)
    for word in asked.keys() & words:
        found[asked[word] // 8] |= 1 << asked[word] % 8
    return int.from_bytes(found, "little")


_MOST = 20
"""Texts that have changed and are read again; where there are more, the whole site is."""


def kept_reading(command: str, made_of: bytes, files: Collection[str], memory: Memory) -> Reading | None:
    """Return what a command has kept of its reading of files with this sum, of which some are others now, where these may be read again without the rest."""
    found = memory.known(("reading", command), (made_of,)) if len(files) <= _MOST and all(file.endswith(".md") for file in files) else None
    return found[0] if found else None


def keep_reading(command: str, made_of: bytes, checked: Checked, memory: Memory) -> bool:
    """Keep what a command has read of files with this sum, where nothing was wrong; return whether that is so."""
    reading = Reading.of(checked, memory)
    if reading is not None:
        memory.learn(("reading", command), (made_of,), reading)
    return reading is not None
