"""The menu and the footer's links, as the partnership arranged them."""

from __future__ import annotations

from dataclasses import dataclass

from publishing.reading.fields import Key, many, mapping_of, text


@dataclass(frozen=True)
class Section:
    """A heading of the menu and what stands under it: files of the project, or addresses of the site."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Navigation:
    """What every page offers besides its own text."""

    menu: tuple[Section, ...]
    footer: tuple[str, ...]
    who_to_call: str
    keep: tuple[str, ...] = ()
    """What readers are offered to keep on their device, for when there is no network."""


read_navigation = mapping_of((
    Key("menu", many(mapping_of((
        Key("title", text(), "The heading.", required=True),
        Key("items", many(text(verbatim=True)), "Files, as docs/about.md, or addresses, as /newsletters/.", required=True),
    ), Section)), "The menu, heading by heading.", required=True),
    Key("footer", many(text(verbatim=True)), "The links at the foot of every page.", required=True),
    Key("who_to_call", text(verbatim=True), "The page that the banner leads to.", required=True),
    Key("keep", many(text(verbatim=True)), "The pages that readers may keep on their device; the address of a list stands for all that it lists."),
), Navigation)
