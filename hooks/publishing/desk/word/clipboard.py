"""What somebody copied out of Word, Outlook, Google Docs or a web page, as Markdown, with a list of all that did not come along."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from publishing.desk.repair.pasted import repaired_pasted
from publishing.desk.word.document import left_behind, levelled
from publishing.desk.word.markdown import Lost, markdown_of
from publishing.problems.problem import Fault


@dataclass(frozen=True)
class Pasted:
    """What came of it."""

    body: str
    """Markdown, with headings from level 2 on."""
    pictures: list[tuple[str, str]] = field(default_factory=list)
    """Of each picture its address, and the words for it. ``![](#picture-1)`` stands for the first in the text."""
    left: tuple[Fault, ...] = ()
    """What did not come along, or is to be looked at."""


def read_pasted(html: str) -> Pasted:
    """Return what stands in the HTML that a clipboard holds."""
    pictures: list[tuple[str, str]] = []

    def picture(element: Element) -> str:
        pictures.append((element.get("src", ""), " ".join(element.get("alt", "").split())))
        return f"![](#picture-{len(pictures)})"

    lost = Lost()
    body = repaired_pasted(markdown_of(html, picture, lost))[0].replace("\t", " ")
    return Pasted(levelled(body), pictures, tuple(left_behind(lost)))
