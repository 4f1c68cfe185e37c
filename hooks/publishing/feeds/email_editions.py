"""A newsletter as email: HTML that mail programs keep intact, the same as plain text, and a draft that has both.

Mail programs drop style sheets, know no layout but tables, and cannot follow relative links. css-inline writes each
style into its element; inscriptis writes the text. Where a text comes from stands on its page, to which the email leads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.policy import SMTP

from css_inline import CSSInliner
from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig
from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup

from publishing.content.kinds import Newsletter
from publishing.content.provenance import held_text, whose_text
from publishing.feeds.items import MEDIA_TYPES, Items
from publishing.feeds.lists import noon
from publishing.feeds.standing_alone import plain, standing_alone
from publishing.problems.problem import Problem
from publishing.problems.rule import EMAIL, WARNING, Rule
from publishing.reading.tree import SourceFile

LONGEST = 100_000
"""How many bytes of HTML a mail program shows whole: Gmail cuts a message off after 102 KB."""

WIDEST = 560
"""Pixels of a picture: the text's width in ``overrides/fragments/email.html``. Outlook for Windows goes by the attribute alone."""

TOO_LONG = Rule("email-too-long", EMAIL, "this newsletter as email has {size} KB, and some mail programs cut it off after 100",
                "Shorten it, or move some of it to pages of its own and link to them.", "Whoever reads it there would not see its end.", {"size": 104}, WARNING)

_AS_BLOCKS = {"figure": "div", "figcaption": "p", "section": "div", "article": "div", "aside": "div"}
"""What stands for elements that mail programs do not know and would run together."""


def edition_of(issue: Newsletter, items: Items) -> str:
    """Return a newsletter as HTML whose styles still stand above it: what its email is made of, in either form."""
    catalogue, partnership = items.catalogue, items.catalogue.data.partnership
    return str(items.fragments.document(
        "email", items.whole, issue=issue, partnership=partnership, content=_content(issue, items), enclosures=items.enclosures(issue),
        whose_text=whose_text(issue, partnership), held_text=held_text(issue), asked=catalogue.data.contacts[partnership.feedback],
        replaced_by=catalogue.by_file.get(issue.replaced_by) if issue.replaced_by else None))


def email_html(edition: str) -> str:
    """Return the :func:`edition_of` a newsletter as one HTML file, its styles within its elements."""
    return CSSInliner(keep_style_tags=False, load_remote_stylesheets=False).inline(edition.strip()) + "\n"


def email_text(edition: str) -> str:
    """Return the same as plain text; the address of each link stands behind it."""
    body: HtmlElement = next(html.document_fromstring(edition).iterchildren("body"))
    for element in (*body.find_class("preheader"), *body.find_class("what")):
        element.drop_tree()
    for link in body.iter("a"):
        address = link.get("href", "").removeprefix("mailto:")
        if not address.startswith("tel:") and address != link.text_content().strip():
            link.tail = f" ({address}){link.tail or ''}"
    for picture in body.iter("img"):
        picture.tail = f"{picture.get('alt') or ''}{picture.tail or ''}"
    text = get_text(html.tostring(body, encoding="unicode"), ParserConfig(css=CSS_PROFILES["strict"]))
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return "\n".join(line for place, line in enumerate(lines) if line or lines[place - 1]) + "\n"


def email_draft(issue: Newsletter, items: Items, as_html: Callable[[], str], as_text: Callable[[], str]) -> bytes:
    """Return both in a message that mail programs open as a draft, its pictures inside (RFC 5322, 2046, 2387 and 2392).

    It names neither sender nor receiver: the program that opens it puts its own account. ``X-Unsent`` makes a draft of it
    in Outlook (https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-oxcmail). Its bytes depend on the issue alone.
    """
    assert issue.published is not None  # without, it is refused
    domain = items.catalogue.data.partnership.ids.authority.rpartition("@")[2]
    message = EmailMessage(policy=SMTP)
    message["Subject"] = issue.title
    message["Date"] = noon(issue.published.first_day)
    message["Message-ID"] = f"<{_dotted(issue.id.removeprefix('tag:'))}@{domain}>"
    message["X-Unsent"] = "1"
    source, pictures = as_html(), {}
    for address, file in _pictures(items).items():
        if f'src="{address}"' in source:
            name = f"{_dotted(file.uri)}@{domain}"
            source, pictures[name] = source.replace(f'src="{address}"', f'src="cid:{name}"'), file
    message.set_content(as_text(), cte="quoted-printable")
    message.add_alternative(source, subtype="html", cte="quoted-printable")
    letter = message.get_payload(1)
    assert isinstance(letter, EmailMessage)
    for name, file in pictures.items():
        letter.add_related(file.path.read_bytes(), *_media_type(file).split("/"), cid=f"<{name}>", filename=file.path.name, disposition="inline")
    if pictures:
        letter.set_param("type", "text/html")
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_part_{number}_=")  # an equals sign stands otherwise in quoted-printable
    return bytes(message)


def too_long(issue: Newsletter, edition: str) -> Problem | None:
    """Warn of a newsletter whose email some mail programs would cut off."""
    length = len(edition.encode())
    if length <= LONGEST:
        return None
    return TOO_LONG.problem(issue.file, 1, size=length // 1000)


def _content(issue: Newsletter, items: Items) -> Markup:
    """Return a newsletter's text as mail programs can show it."""
    root = html.fragment_fromstring(plain(items.texts.get(issue.address, "")), create_parent="div")
    _without_origins(root)
    _without_places(root)
    root = html.fragment_fromstring(standing_alone(html.tostring(root, encoding="unicode"), items.whole(issue.address)), create_parent="div")
    pictures = _pictures(items)
    for element in list(root.iter()):
        element.tag = _AS_BLOCKS.get(element.tag, element.tag)
        if element.tag == "img":
            _fit(element, pictures.get(element.get("src", "")), items.whole(issue.address))
        elif element.tag == "time":
            element.drop_tag()
        elif element.tag == "table":
            _give_way(element)
    return Markup(html.tostring(root, encoding="unicode"))


def _without_origins(root: HtmlElement) -> None:
    """Take out where numbers are from, with the heading that stands above that alone."""
    for element in root.find_class("figures-note__files"):
        element.drop_tree()
    for element in root.xpath("//ul[contains(concat(' ', @class, ' '), ' figures-note ')]"):
        above, below = element.getprevious(), element.getnext()
        if above is not None and above.tag == "h2" and (below is None or below.tag == "h2"):
            above.drop_tree()
        element.drop_tree()


def _without_places(root: HtmlElement) -> None:
    """Take out the ways to and from footnotes, which lead nowhere in a message, and let notes that stand out do so."""
    for element in root.find_class("footnote-back"):
        element.drop_tree()
    for element in root.xpath("//*[contains(@class, 'footnote-ref')]/a"):
        element.drop_tag()
    for element in root.find_class("note"):
        element.tag = "blockquote"
    for element in root.find_class("note__title"):
        strong = html.Element("strong")
        strong.text, element.text = element.text, None
        strong.extend(list(element))
        element.append(strong)


def _give_way(table: HtmlElement) -> None:
    """Let a table fit a narrow screen: its rows stand below each other there, and no word is wider than its column.

    A narrow screen shows what heads each column in front of each cell: no mail program reads it from an attribute.
    """
    heads = [cell.text_content().strip() for cell in table.xpath("./thead/tr[1]/th")]
    rows = table.xpath("./tbody/tr | ./tfoot/tr | ./tr")
    if len(heads) > 2 and all(len(row) == len(heads) for row in rows) and not table.xpath(".//*[@colspan or @rowspan]"):
        table.set("class", "stacks")
        for row in rows:
            for cell, head in zip(row, heads, strict=True):
                if head and cell.tag == "td":
                    cell.insert(0, html.Element("span", {"class": "what"}))
                    cell[0].text, cell[0].tail, cell.text = f"{head}: ", cell.text, None
    columns = max((len(row) for row in rows), default=1)
    longest = 36 // columns if columns < 3 else 70 // columns - 2
    for cell in table.iter("th", "td"):
        if any(len(word) > longest for word in re.split(r"[\s-]", cell.text_content())):
            cell.set("class", "long")


def _fit(picture: HtmlElement, file: SourceFile | None, page: str) -> None:
    """Give a picture its size; a drawing that no mail program shows becomes its words, with a link to the page that shows it."""
    from PIL import Image  # here, because a check makes no email

    if file is None or _media_type(file) == "image/svg+xml":
        within_link = next(picture.iterancestors("a"), None) is not None
        picture.tag, picture.text = "span" if within_link else "a", picture.get("alt") or "A picture"
        picture.attrib.clear()
        if not within_link:
            picture.set("href", page)
        return
    with Image.open(file.path) as opened:
        width, height = opened.size
    shown = min(width, WIDEST)
    picture.set("width", str(shown))
    picture.set("height", str(max(1, round(height * shown / width))))


def _pictures(items: Items) -> Mapping[str, SourceFile]:
    """Return the pictures of the site by their whole addresses."""
    return {items.whole(file.address): file for file in items.catalogue.files.values() if _media_type(file).startswith("image/")}


def _media_type(file: SourceFile) -> str:
    return MEDIA_TYPES.get(file.file.rpartition(".")[2].lower(), "")


def _dotted(words: str) -> str:
    """Return words as they can stand in front of the @ of an id."""
    return re.sub("[^A-Za-z0-9-]+", ".", words).strip(".")
