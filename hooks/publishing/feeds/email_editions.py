"""A newsletter as email: HTML that mail programs keep intact, and the same as plain text.

Mail programs drop style sheets, know no layout but tables, and cannot follow relative links. css-inline writes each
style into its element; inscriptis writes the text.
"""

from __future__ import annotations

from css_inline import CSSInliner
from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig
from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup

from publishing.content.kinds import Newsletter
from publishing.feeds.items import Items
from publishing.problems.problem import Problem
from publishing.problems.rule import EMAIL, WARNING, Rule

HTML_FILE = "email.html"
TEXT_FILE = "email.txt"

LONGEST = 100_000
"""How many bytes of HTML a mail program shows whole: Gmail cuts a message off after 102 KB."""

TOO_LONG = Rule("email-too-long", EMAIL, "this newsletter as email has {size} KB, and some mail programs cut it off after 100",
                "Shorten it, or move some of it to pages of its own and link to them.", "Whoever reads it there would not see its end.", {"size": 104}, WARNING)


def email_html(issue: Newsletter, items: Items) -> str:
    """Return a newsletter as one HTML file, its styles within its elements."""
    whole = items.fragments.document(
        "email", items.whole, issue=issue, partnership=items.catalogue.data.partnership, content=_content(issue, items))
    return CSSInliner(keep_style_tags=False, load_remote_stylesheets=False).inline(str(whole).strip()) + "\n"


def email_text(issue: Newsletter, items: Items) -> str:
    """Return the same as plain text; the address of each link stands behind it."""
    whole = items.fragments.document(
        "email", items.whole, issue=issue, partnership=items.catalogue.data.partnership, content=_content(issue, items))
    body: HtmlElement = next(html.document_fromstring(str(whole)).iterchildren("body"))
    for link in body.iter("a"):
        address = link.get("href", "").removeprefix("mailto:")
        if not address.startswith("tel:") and address != link.text_content().strip():
            link.tail = f" ({address}){link.tail or ''}"
    for picture in body.iter("img"):
        picture.tail = f"{picture.get('alt') or ''}{picture.tail or ''}"
    text = get_text(html.tostring(body, encoding="unicode"), ParserConfig(css=CSS_PROFILES["strict"]))
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return "\n".join(line for place, line in enumerate(lines) if line or lines[place - 1]) + "\n"


def too_long(issue: Newsletter, edition: str) -> Problem | None:
    """Warn of a newsletter whose email some mail programs would cut off."""
    length = len(edition.encode())
    if length <= LONGEST:
        return None
    return TOO_LONG.problem(issue.file, 1, size=length // 1000)


def _content(issue: Newsletter, items: Items) -> Markup:
    return Markup(items.of(issue).content)
