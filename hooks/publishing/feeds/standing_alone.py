"""A page's HTML made fit to stand alone: in a feed reader, in an email, on another site.

The HTML of a page leans on its site: links are relative, tables stand in boxes that scroll, charts are drawings with
a table below. What remains here is text, lists, tables, links and pictures, with whole addresses, and nothing that the
W3C's feed validator warns of (https://validator.w3.org/feed/docs/warning/SecurityRisk.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement

from publishing.reading.rendering import MEANING, PLACE

KEPT = frozenset("""a abbr b blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure h2 h3
    h4 h5 h6 hr i img ins kbd li ol p pre q s samp section small span strong sub sup table tbody td tfoot th thead time
    tr u ul var""".split())
"""Elements that stay. Any other is taken away and its text stays."""

DROPPED = frozenset("""audio base button canvas datalist dialog embed fieldset form frame frameset h1 head iframe input
    label link map math meta nav noscript object option script select style svg template textarea title video""".split())
"""Elements that go with all that is in them: without the site around them they do nothing, or harm."""

ATTRIBUTES = frozenset("abbr alt cite colspan datetime dir height href lang rowspan scope span src start title width".split())

SCHEMES = frozenset(("http", "https", "mailto", "tel"))

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, and the noncharacters U+FDD0 to U+FDEF: https://www.w3.org/TR/xml/#charsets."""


def plain(text: str) -> str:
    """Return text without the characters that no document should hold."""
    return _NOT_XML.sub("", text)


def standing_alone(source: str, address: str) -> str:
    """Return a page's HTML as it can stand anywhere; ``address`` is the whole address of the page it is from."""
    root = html.fragment_fromstring(plain(source), create_parent="div")
    elements = list(root.iter())  # held for all steps: lxml makes an object anew of each that nobody holds
    _take_out(root, elements)
    _say_once(root)
    _reduce(root, address)
    return _written(root)


def _take_out(root: HtmlElement, elements: Iterable[HtmlElement]) -> None:
    for element in elements:
        if element is root or element.getparent() is None:
            continue
        tag = element.tag
        if not isinstance(tag, str) or tag in DROPPED or _only_on_the_site(element):
            element.drop_tree()
        elif tag == "summary":
            element.tag = "p"
        elif MEANING in _classes(element):  # its words remain, in brackets: nothing can be opened here
            element.drop_tag()


def _say_once(root: HtmlElement) -> None:
    """Take away the caption of a table whose chart has said it: the drawing between the two is not here."""
    for title in root.xpath(".//figure/figcaption/strong"):
        for caption in title.xpath("ancestor::figure[1]//caption"):
            if caption.text_content().strip().startswith(title.text_content().strip()):
                caption.drop_tree()


def _only_on_the_site(element: HtmlElement) -> bool:
    return not {"headerlink", PLACE}.isdisjoint(_classes(element)) or element.get("hidden") is not None


def _classes(element: HtmlElement) -> Sequence[str]:
    """Return the classes of an element: most have none, and lxml's own set of them takes longer to make than all that is asked of it."""
    value = element.get("class")
    return value.split() if value else ()


def _reduce(root: HtmlElement, address: str) -> None:
    for element in list(root.iter()):
        if element is root:
            continue
        tag, names = element.tag, element.keys()
        box = tag == "div" and ("table" in _classes(element) or element.getparent().tag == "dl")
        if tag not in KEPT or box:
            element.drop_tag()
            continue
        for name in names:
            if name not in ATTRIBUTES:
                del element.attrib[name]
        leads_to = {name: _whole(element.get(name), address) for name in names if name in ("href", "src")}
        if tag == "img" and not leads_to.get("src"):
            element.drop_tag()
            continue
        for name, whole in leads_to.items():
            if whole and urlsplit(whole).scheme in SCHEMES:
                element.set(name, whole)
            else:
                del element.attrib[name]
        if tag == "img" and element.get("alt") is None:
            element.set("alt", "")
        if tag == "span" and not element.attrib:
            element.drop_tag()


def _whole(link: str, address: str) -> str:
    """Return the whole address to which a link leads from a page; nothing where it is none."""
    try:
        return urljoin(address, link.strip())
    except ValueError:
        return ""


def _written(root: HtmlElement) -> str:
    """Return what stands in ``root``, without ``root`` itself."""
    text = html.tostring(root, encoding="unicode")
    return plain(text[len("<div>"):-len("</div>")]).strip()  # a reference such as &#12; may have brought a character back
