"""What the site adds below a text, or makes a whole page of: lists, under headings of the second level."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from publishing.words.slugs import slug


@dataclass(frozen=True)
class Section:
    """A part of a page that nobody wrote."""

    html: Markup
    heading: str = ""
    """In words; nothing for a part without a heading."""
    id: str = ""
    """The heading's identifier, where it is not made of its words."""

    @property
    def identifier(self) -> str:
        """The heading's identifier, as long as no heading above it has the same."""
        return self.id or slug(self.heading)
