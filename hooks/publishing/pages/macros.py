"""The words in double braces that authors may use: few and plain, documented in ``guide/adding-a-resource.md``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urljoin

from publishing.content.catalogue import Catalogue
from publishing.content.kinds import KINDS, Newsletter, Page, Report, Resource
from publishing.data.contacts import Contact
from publishing.feeds.calendars import REVIEWS, TRAINING
from publishing.feeds.lists import GROUPS, all_feeds
from publishing.figures.macros import FIGURE_MACROS, FigureMacros
from publishing.problems.problem import listed, suggestion
from publishing.templating.fragments import Fragments
from publishing.templating.sandbox import MacroEnvironment, MacroError
from publishing.words.addresses import GLOSSARY, relative

AUTHORS_MACROS = ("audiences", "calendars", "contact", "contacts", "embedding", "feeds", "latest", "levels", "number", "resources",
                  "topics", *FIGURE_MACROS)
"""What authors can call; the rest of :class:`Macros` is for the pages that the site makes itself."""


class Macros(FigureMacros):
    """What macros print on the page at one address."""

    def __init__(self, catalogue: Catalogue, fragments: Fragments, address: str) -> None:
        super().__init__(catalogue.data.figures, fragments, address)
        self.catalogue = catalogue
        self.fragments = fragments
        self.address = address

    def url(self, address: str) -> str:
        """Return a link to an address of the site from this page."""
        return relative(address, self.address)

    def environment(self) -> MacroEnvironment:
        """Return the sandbox in which this page's macros run."""
        return MacroEnvironment({name: getattr(self, name) for name in AUTHORS_MACROS})

    def contact(self, name: str) -> str:
        """Print one contact within a sentence: its name, its number and the number's standing."""
        return self._fragment("contact", contact=self._contact(name), named=True)

    def number(self, name: str) -> str:
        """Print a contact's number alone, with its standing, where the sentence has named it already."""
        return self._fragment("contact", contact=self._contact(name), named=False)

    def _contact(self, name: str) -> Contact:
        found = self.catalogue.data.contacts.get(name)
        if found is None:
            raise MacroError(f'there is no contact "{name}"', f"{suggestion(str(name), self.catalogue.data.contacts)}The contacts are in data/contacts.yml.")
        if not found.printable:
            raise MacroError(f'the contact "{name}" is {found.standing} and is never printed', f'Use "{found.instead}" instead.')
        return found

    def contacts(self) -> str:
        """Print every contact, under its heading."""
        groups: dict[str, list[Any]] = {}
        for contact in self.catalogue.data.contacts.values():
            if contact.printable:
                groups.setdefault(contact.group, []).append(contact)
        return "\n\n".join(f"### {group}\n\n{self._fragment('contacts', contacts=found)}" for group, found in groups.items())

    def levels(self) -> str:
        """Print the levels of need with their indicators and steps."""
        if self.catalogue.data.levels is None:
            raise MacroError("there is no data/levels.yml to print the levels from", "Add it, or take the macro out.")
        levels = self.catalogue.data.levels
        parts = [self._fragment("levels-notice", levels=levels)]
        for level in levels.levels:
            parts.append(f"### {level.name} {{: #{level.id} }}\n\n{self._fragment('level', level=level, domains=levels.domains)}")
        return "\n\n".join(parts)

    def glossary(self) -> str:
        """Print every term of the glossary, by letter."""
        return self._by_letter(self.catalogue.data.glossary, lambda term: term.term, "glossary")

    def a_to_z(self) -> str:
        """Print every title and term, by letter, as links."""
        entries = [(page.title, page.address) for page in self.catalogue.written
                   if not (isinstance(page, Resource) and page.withdrawn)]
        entries += [(f"{' / '.join(term.forms)}: {term.stands_for}", f"{GLOSSARY}#{term.anchors[0]}")
                    for term in self.catalogue.data.glossary]
        entries += [(topic.name, f"/topics/{topic.id}/") for topic in self.catalogue.topics]
        ordered = sorted(set(entries), key=lambda entry: (entry[0].casefold(), entry[1]))
        return self._by_letter(ordered, lambda entry: entry[0], "a-to-z")

    def latest(self, most: int = 6) -> str:
        """Print the newest resources."""
        return self._cards(self.catalogue.listed[:most], 3)

    def resources(self, kind: str) -> str:
        """Print every resource of a kind, newest first, but for the page itself."""
        return self._cards((found for found in self.catalogue.of_kind(self._kind(kind)) if found.address != self.address), 3)

    def _kind(self, kind: str) -> type[Resource]:
        models = {model.kind: model for model in KINDS}
        if kind not in models:
            raise MacroError(f'there is no kind "{kind}"', f"{suggestion(str(kind), models)}The kinds are {listed(models)}.")
        return models[kind]

    def resources_on(self, topic: str) -> str:
        """Print every resource on a topic, newest first."""
        return self._cards(self.catalogue.on_topic(topic), 2)

    def resources_for(self, audience: str) -> str:
        """Print every resource for an audience, newest first."""
        return self._cards(self.catalogue.for_audience(audience), 2)

    def listing(self, kind: type[Resource]) -> str:
        """Print every resource of a kind, as its listing does."""
        return self._cards(self.catalogue.of_kind(kind), 2)

    def whats_new(self) -> str:
        """Print every resource under its month, newest month first, and at the end those whose month is not known."""
        return "\n\n".join(f"## {month or 'Month not stated in our sources'}\n\n{self._cards(resources, 3)}"
                           for month, resources in self.catalogue.by_month())

    def since_previous_newsletter(self, newsletter: Newsletter) -> str:
        """Print what came out since the issue before ``newsletter``."""
        found, previous = self.catalogue.since_previous(newsletter)
        return self._fragment("since-previous", resources=found, previous=previous, newsletter=newsletter)

    def topics(self) -> str:
        """Print every topic with how many resources it has."""
        return self._fragment("subjects", subjects=[
            (topic, f"/topics/{topic.id}/", len(self.catalogue.on_topic(topic.id))) for topic in self.catalogue.topics])

    def audiences(self) -> str:
        """Print every audience with how many resources it has."""
        return self._fragment("subjects", subjects=[
            (audience, f"/for/{audience.id}/", len(self.catalogue.for_audience(audience.id))) for audience in self.catalogue.audiences])

    def feeds(self) -> str:
        """Print every feed of the site, as links to their RSS addresses."""
        found = all_feeds(self.catalogue).values()
        groups = [(group, [feed for feed in found if feed.group == group]) for group in GROUPS]
        return self._fragment("feeds", groups=groups)

    def calendars(self) -> str:
        """Print the calendars that the site has."""
        return self._fragment("calendars", training=self.catalogue.data.training, training_address=TRAINING, reviews_address=REVIEWS)

    def embedding(self, kind: str) -> str:
        """Print what another site can paste into a page to show the newest resources of a kind."""
        model = self._kind(kind)
        address = urljoin(self.catalogue.data.partnership.site_address, model.listing().removeprefix("/"))
        return str(self.fragments.document("embedding", self.url, address=address, title=model.plural))

    def chapters(self, report: Report) -> str:
        """Print a report's chapters with their summaries."""
        return self._fragment("chapters", chapters=self.catalogue.chapters(report))

    def _cards(self, resources: Iterable[Page], level: int) -> str:
        return self._fragment("cards", resources=list(resources), level=level, today=self.catalogue.today)

    def _fragment(self, name: str, **values: Any) -> str:
        return str(self.fragments.render(name, self.url, **values))

    def _by_letter(self, entries: Iterable[Any], words: Callable[[Any], str], fragment: str) -> str:
        letters: dict[str, list[Any]] = {}
        for entry in entries:
            first = words(entry)[0].upper()
            letters.setdefault(first if first.isalpha() else "0 to 9", []).append(entry)
        parts = [self._fragment("letters", letters=list(letters))]
        for letter, found in letters.items():
            parts.append(f"## {letter} {{: #letter-{letter[0].lower()} }}\n\n{self._fragment(fragment, entries=found)}")
        return "\n\n".join(parts)
