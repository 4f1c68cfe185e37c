"""The partnership itself: its name, standing, colours and the words it files things under."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import urlsplit

from publishing.data.language import host
from publishing.problems.problem import listed, shortened, suggestion
from publishing.problems.rule import PARTNERSHIP, Rule
from publishing.reading.fields import NO_KEYS, REFUSED, UNKNOWN, Key, Place, Reader, address, flag, many, mapping_of, role, text, whole_number

PAPER = {"light": "#ffffff", "dark": "#14191f"}
"""The page's own colour in light and in dark mode, wherever it is printed."""

READABLE = 4.5
"""The least contrast of text with what is behind it: WCAG 2.2, success criterion 1.4.3."""

_FAINT = "the colour {value} is too faint to read on the page in {mode} mode: a contrast of {ratio} to 1"
_WHO_READS = "Many people could not read the links: the limit is that of WCAG 2.2."

NOT_A_COLOUR = Rule("not-a-colour", PARTNERSHIP, '"{value}" is not a colour', 'Write it in quotation marks as "#1a2b3c".',
                    "Browsers read six digits after a #.", {"value": "dark blue"})
TOO_LIGHT = Rule("colour-too-light", PARTNERSHIP, _FAINT, "Choose a darker one, with a contrast of at least {least} to 1.", _WHO_READS,
                 {"value": "#9fc5e8", "mode": "light", "ratio": "1.8", "least": READABLE})
TOO_DARK = Rule("colour-too-dark", PARTNERSHIP, _FAINT, "Choose a lighter one, with a contrast of at least {least} to 1.", _WHO_READS,
                {"value": "#0b5394", "mode": "dark", "ratio": "2.2", "least": READABLE})
NOT_A_DOMAIN = Rule("not-a-domain-name", PARTNERSHIP, '"{value}" is not a domain name', "Write one that the partnership owns: example.org.",
                    "The permanent ids of all pages are made with it.", {"value": "Our site"})
NO_SITE_ADDRESS = Rule("not-an-address-of-a-site", PARTNERSHIP, '{name}: "{value}" is not an address where a site can stand',
                       "Write https://, the name of the domain and, where the site has one, its folder: https://example.org/resources/.",
                       "The addresses of pages are put behind it, in feeds, emails and the sitemap.", {"name": "site_address", "value": "example.org/resources"})
NOT_A_TEAM = Rule("not-a-team", PARTNERSHIP, '"{value}" is not a team of GitHub', 'Write it in quotation marks as "@organisation/team", as the repository\'s settings show it.',
                  "The weekly list of what is due mentions the team, so that GitHub writes to the people in it.", {"value": "Communications"})
NOT_A_BRANCH = Rule("not-a-branch", PARTNERSHIP, '"{value}" is not the name of a branch', "Write it as the repository shows it: main.",
                     "The links with which pages are edited are made with it.", {"value": "main branch"})

EXIT_STAYS = Rule("exit-leads-to-ourselves", PARTNERSHIP, "the button Exit this page would lead to our own site", "Write the address of another site: one that looks like nothing in particular.",
                  "Whoever looks over a reader's shoulder would still see what this site is about.")


@dataclass(frozen=True)
class Repository:
    """Where the sources of the site can be edited in a browser."""

    address: str
    branch: str
    public: bool = False
    """Whether anybody may read it: then the page to write on carries the pages' own files."""

    def edit_address(self, file: str) -> str:
        """Return where ``file`` is edited."""
        return f"{self.address.rstrip('/')}/edit/{self.branch}/{file}"


@dataclass(frozen=True)
class Ids:
    """The authority and year of the permanent ids (RFC 4151)."""

    authority: str
    year: int

    def mint(self, address: str) -> str:
        """Return the permanent id of what was first published at ``address``."""
        return f"tag:{self.authority},{self.year}:{address.strip('/') or 'home'}"


@dataclass(frozen=True)
class Colours:
    """The one accent colour, for light and for dark mode."""

    light: str
    dark: str
    paper: ClassVar[dict[str, str]] = PAPER

    def style(self) -> str:
        """Return the CSS that stands before our own: accent and paper, for light and for dark mode."""
        light, dark = (f":root {{ --paper: {self.paper[mode]}; --accent: {accent}; }}" for mode, accent in (("light", self.light), ("dark", self.dark)))
        return f"{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}\n"


@dataclass(frozen=True)
class Banner:
    """The contacts that stand at the top of every page, by their ids."""

    emergency: str
    police: str
    local: str


@dataclass(frozen=True)
class ReportOwners:
    """The roles that look after the content, so that the report of what is due says whose turn it is."""

    pages: str = "communications officer"
    contacts: str = "communications officer"
    figures: str = "communications officer"
    others: tuple[str, ...] = ()
    teams: Mapping[str, str] = field(default_factory=dict)
    """The team of GitHub that a role is, as ``@organisation/team``, where the partnership says so."""

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role, once: what a page may name as its owner."""
        return tuple(dict.fromkeys((self.pages, self.contacts, self.figures, *self.others)))


@dataclass(frozen=True)
class ExitTo:
    """Where "Exit this page" leads: a page that looks like nothing in particular; GOV.UK's own choice, where nobody says otherwise."""

    name: str = "BBC Weather"
    address: str = "https://www.bbc.co.uk/weather"


@dataclass(frozen=True)
class Formerly:
    """What belongs to the partnership that had the site before, so that the check finds where it still stands."""

    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Partnership:
    """Who publishes the site, and how it presents itself."""

    name: str
    short_name: str
    area: str
    site_name: str
    summary: str
    standing: str
    reuse: str
    site_address: str
    ids: Ids
    colours: Colours
    banner: Banner
    feedback: str
    written_by: str = "us"
    repository: Repository | None = None
    report: ReportOwners = ReportOwners()
    exit_to: ExitTo = ExitTo()
    formerly: Formerly | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called; each may stand as the author of a file."""
        return self.name, self.short_name, self.site_name

    @property
    def branch(self) -> str:
        """The branch that is published; nothing where the partnership does not say."""
        return self.repository.branch if self.repository else ""


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _colour(mode: str) -> Reader:
    def read(place: Place) -> Any:
        value = str(place.value).lower()
        if not re.fullmatch(r"#[0-9a-f]{6}", value):
            return place.refuse(NOT_A_COLOUR, value=shortened(place.value))
        ratio = contrast(value, PAPER[mode])
        if ratio < READABLE:
            return place.refuse(TOO_LIGHT if mode == "light" else TOO_DARK, value=value, mode=mode, ratio=f"{ratio:.1f}", least=READABLE)
        return value

    return read


_LABEL = r"[a-z0-9]++(?:-++[a-z0-9]++)*+"
_SITE_ADDRESS = re.compile(rf"(https?)://((?:{_LABEL}(?:\.{_LABEL})*+|\[[0-9a-f:.]++\]))(:\d{{1,5}})?"
                           r"((?:/(?!\.{1,2}(?:/|$))(?:[a-z0-9._~!$&'()*+,;=:@-]|%[0-9a-f]{2})++)*+)/*+", re.IGNORECASE | re.ASCII)
"""Scheme, host, port and a path of folders (RFC 3986, section 3); no user, query or fragment, and no step up."""


_A_PAGE = re.compile(r"\.(?:x?html?|aspx?|php|jsp)$|/(?:index|default|home)\.\w+$", re.IGNORECASE)
"""A path that ends in a page: often the address was copied out of the browser."""


def site_address(written: str) -> str | None:
    """Return an address where a site can stand as the folder it is, with a slash at its end; ``None`` for any other."""
    match = _SITE_ADDRESS.fullmatch(written)
    if match is None or int((match[3] or ":1")[1:]) not in range(1, 65536) or _A_PAGE.search(match[4]):
        return None
    try:
        urlsplit(written)  # knows which addresses in brackets there are
    except ValueError:
        return None
    return f"{match[1].lower()}://{match[2].lower()}{match[3] or ''}{match[4]}/"


def _site_address(place: Place) -> Any:
    found = site_address(place.value) if isinstance(place.value, str) else None
    return place.refuse(NO_SITE_ADDRESS, name=place.name, value=shortened(place.value)) if found is None else found


def _authority(place: Place) -> Any:
    if not isinstance(place.value, str) or not re.fullmatch(r"[a-z0-9.-]+\.[a-z]+", place.value):
        return place.refuse(NOT_A_DOMAIN, value=shortened(place.value))
    return place.value


def _branch(place: Place) -> Any:
    if not isinstance(place.value, str) or not re.fullmatch(r"[A-Za-z0-9]+(?:[._/-][A-Za-z0-9]+)*", place.value):
        return place.refuse(NOT_A_BRANCH, value=shortened(place.value))
    return place.value


def _teams(place: Place) -> Any:
    """Read the team of each role."""
    if not isinstance(place.value, dict) or not place.value:
        return place.refuse(NO_KEYS, name=place.name, keys="a role, then its team")
    return {name: team for name in place.value if (team := _team(place.at(name))) is not REFUSED}


def _team(place: Place) -> Any:
    if not isinstance(place.value, str) or not re.fullmatch(r"@[A-Za-z0-9][A-Za-z0-9-]*+(?:/[A-Za-z0-9._-]++)?", place.value):
        return place.refuse(NOT_A_TEAM, value=shortened(place.value))
    return place.value


def _report(place: Place) -> Any:
    owners = mapping_of(REPORT_KEYS, ReportOwners)(place)
    for name in owners.teams if isinstance(owners, ReportOwners) else ():
        if name not in owners.roles:
            place.at("teams").at(name).refuse(UNKNOWN, value=shortened(name), what="role", near=suggestion(name, owners.roles), known=listed(owners.roles))
    return owners


REPORT_KEYS = (
    Key("pages", role, "The role that looks after pages which name no owner."),
    Key("contacts", role, "The role that confirms phone numbers and addresses."),
    Key("figures", role, "The role that brings in the figures of each year."),
    Key("others", many(role), "Further roles that pages may name as their owner."),
    Key("teams", _teams, 'The team on GitHub of each role, which the weekly list writes to: {communications officer: "@organisation/communications"}.'),
)
IDS_KEYS = (
    Key("authority", _authority, "A domain name for permanent ids. Never change it once pages are published.", required=True),
    Key("year", whole_number, "A year in which that name was the partnership's.", required=True),
)
COLOUR_KEYS = (
    Key("light", _colour("light"), "The accent colour on white.", required=True),
    Key("dark", _colour("dark"), "The accent colour on near-black.", required=True),
)

PARTNERSHIP_KEYS = (
    Key("name", text(), "The partnership's full name.", required=True),
    Key("short_name", text(), "Its name as people say it.", required=True),
    Key("area", text(), "The area it serves.", required=True),
    Key("site_name", text(), "What the site is called; stands in every page's title.", required=True),
    Key("summary", text(200), "One sentence on the site, for search engines and previews.", required=True),
    Key("standing", text(), "The sentence in every footer on whose site this is.", required=True),
    Key("written_by", text(), 'Who wrote the text that is not the partnership\'s own: "written by …". Default: us.'),
    Key("reuse", text(), "The sentence in every footer on what may be reused.", required=True),
    Key("site_address", _site_address, "The address the site will have.", required=True),
    Key("ids", mapping_of(IDS_KEYS, Ids), "The authority of permanent ids.", required=True),
    Key("colours", mapping_of(COLOUR_KEYS, Colours), "The one accent colour.", required=True),
    Key("banner", mapping_of((
        Key("emergency", text(), "The contact for immediate danger.", required=True),
        Key("police", text(), "The contact for the police when it is not an emergency.", required=True),
        Key("local", text(), "The contact for anybody worried about a child here.", required=True),
    ), Banner), "The contacts at the top of every page, by their ids in contacts.yml.", required=True),
    Key("feedback", text(), "The contact whose email address gets what readers say of a page.", required=True),
    Key("repository", mapping_of((
        Key("address", address, "Its address.", required=True),
        Key("branch", _branch, "The branch that is published.", required=True),
        Key("public", flag, "true says that anybody may read it. Then the page to write on opens the pages as they are written."),
    ), Repository), "Where pages can be edited in a browser; leave it out to show no edit links."),
    Key("report", _report, "Roles, never names of people: the report of what is due is arranged by them."),
    Key("exit_to", mapping_of((
        Key("name", text(40), "What it is called.", required=True),
        Key("address", address, "Its address.", required=True),
    ), ExitTo), "Where the button Exit this page leads. Default: BBC Weather."),
    Key("formerly", mapping_of((
        Key("names", many(text(120)), "Its names, and those of its services."),
        Key("places", many(text(40)), "Its area and the places in it."),
        Key("hosts", many(host), "The names of its hosts on the web."),
    ), Formerly), "Whose site it was before a takeover: the check warns wherever this still stands."),
)


def read_partnership(place: Place) -> Any:
    """Read the whole of partnership.yml."""
    partnership = mapping_of(PARTNERSHIP_KEYS, Partnership)(place)
    if isinstance(partnership, Partnership) and urlsplit(partnership.exit_to.address).hostname == urlsplit(partnership.site_address).hostname:
        place.at("exit_to").at("address").refuse(EXIT_STAYS)
    return partnership
