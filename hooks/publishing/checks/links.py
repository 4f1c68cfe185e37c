"""Where the links of a text lead: to pages, headings and files that there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from publishing.checks.amounts import LINKS, MOST
from publishing.checks.files import IMAGES
from publishing.content.text import Text
from publishing.problems.problem import Fault, Problem, nearest, shortened
from publishing.problems.rule import TEXT, WARNING, Rule
from publishing.words.addresses import Links, Target
from publishing.words.web_addresses import why_not_to_follow

TITLE_AGAIN = Rule("title-in-text", TEXT, "this heading is the page's title, which stands in the front matter alone",
                   "Delete it, or write it with ## as a heading within the page.", "The title would stand on the page twice.")
NO_HEADING = Rule("link-to-no-heading", TEXT, 'the link "{target}" leads to a heading that {address} does not have', "Correct what stands after the #, or take it out.",
                  "Readers would come to the top of the page and not to what they were promised.", {"target": "genogram.md#how", "address": "/briefings/general/genogram/"})
NEAR_HEADING = Rule("link-near-a-heading", TEXT, 'the link "{target}" leads to a heading that {address} does not have', 'Did you mean "{near}"?', "Readers would come to the top of the page. Often one letter is wrong.",
                    {"target": "/glossary/#chatt", "address": "/glossary/", "near": "/glossary/#chat"})


NOT_A_PICTURE = Rule("image-of-a-page", TEXT, 'the image "{link}" is a page or a document, not a picture', "Take the ! away to make a link of it, or name a picture.",
                     "Only a picture can be shown as one.", {"link": "genogram.md"})
TO_WITHDRAWN = Rule("link-to-withdrawn", TEXT, "this link leads to {file}, which is no longer to be used",
                    "Link to what is to be used today, or take the link out. If readers need the old page all the same, leave it.",
                    "Who follows it is told at its top not to use it.", {"file": "briefings/general/old-genogram.md"}, WARNING)


@dataclass(frozen=True)
class Destinations:
    """What links can lead to."""

    links: Links
    identifiers: Callable[[str], Collection[str] | None]
    """The identifiers on the page at an address; ``None`` for an address that is no page."""
    files: Mapping[str, str]
    """The image or document at each address, by its path from the project's root."""
    withdrawn: Mapping[str, str]
    """The file behind each address that is no longer to be used."""
    noted: dict[str, Led] | None = None
    """Where the links of one text have been found to lead, where somebody keeps that."""

    def lead(self, link: str, file: str) -> Led:
        """Return all that is to be known of where a ``link`` in a ``file`` leads, but for the headings there."""
        if self.noted is None:
            return self._lead(link, file)
        if link not in self.noted:
            self.noted[link] = self._lead(link, file)
        return self.noted[link]

    def _lead(self, link: str, file: str) -> Led:
        target = self.links.resolve(link, file)
        return (target, self.files.get(target.address), self.withdrawn.get(target.address)) if isinstance(target, Target) else (target, None, None)


Led = tuple[Target | Fault | None, str | None, str | None]
"""Where a link leads, or why nowhere; the image or document there; and the file there that is no longer to be used."""


def check(text: Text, destinations: Destinations) -> Iterator[Problem]:
    """Find links that lead nowhere, and a heading that is the page's title again."""
    for heading in text.headings:
        if heading.level == 1:
            yield TITLE_AGAIN.problem(text.file, heading.line)
    for link in text.links[:MOST[LINKS]]:  # what is looked for beside a link that leads nowhere takes long
        target, file, withdrawn = destinations.lead(link.target, text.file)
        if isinstance(target, Fault) and why_not_to_follow(link.target) is None:  # what html.py says is said once
            yield target.at(text.file, link.line)
        elif isinstance(target, Target) and link.image and (file or "").rpartition(".")[2].lower() not in IMAGES:
            yield NOT_A_PICTURE.problem(text.file, link.line, link=shortened(link.target))
        elif withdrawn and text.file not in destinations.withdrawn.values():
            yield TO_WITHDRAWN.problem(text.file, link.line, file=withdrawn)
        elif isinstance(target, Target) and target.fragment:
            known = destinations.identifiers(target.address)
            if known is not None and target.fragment not in known:
                yield no_heading(target, known, link.target).at(text.file, link.line)


def no_heading(target: Target, known: Collection[str], link: str) -> Fault:
    """Return what is wrong with a ``link``, as it is written, to a heading that is not among the ``known`` ones of its page."""
    values = {"target": shortened(link), "address": target.address}
    near = nearest(target.fragment, known)
    return Fault(NEAR_HEADING, {**values, "near": f"{link.partition('#')[0]}#{near}"}) if near else Fault(NO_HEADING, values)


def files_named(text: Text, destinations: Destinations) -> set[str]:
    """Return the images and documents that a text links to or shows, by their paths from the project's root."""
    return {file for link in text.links[:MOST[LINKS]] if (file := destinations.lead(link.target, text.file)[1])}
