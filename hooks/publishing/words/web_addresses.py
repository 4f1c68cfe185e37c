"""Addresses that leave the site: which of them may stand in a link, wherever the link is written.

Pages, front matter, data files and the menu are all held to the one function here, and the gate holds what is published
to it again. It asks for addresses as browsers show them: what a browser would first have to mend (the WHATWG's URL
standard, https://url.spec.whatwg.org/) leads one reader here and another there.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from publishing.problems.problem import Fault, shortened
from publishing.problems.rule import SAFE, TEXT, Rule
from publishing.words.private_addresses import why_private

NOT_AN_ADDRESS = Rule("link-not-an-address", TEXT, 'the link "{link}" is not an address', "Copy it from the top of the browser's window, as https://example.org/page, or take the link out.",
                      "Browsers cannot open it, or each makes something else of it.", {"link": "http://["})
UNSAFE = Rule("unsafe-address", SAFE, 'an address here begins with "{scheme}:", which does not lead to a page',
              "Link to a page with https://, to a file beside this one, to mailto: or to tel:.",
              "Such an address runs something, opens a program, or shows something that nobody can check.", {"scheme": "javascript"})
DISGUISED = Rule("disguised-address", SAFE, 'the link "{link}" may not lead where it seems to lead',
                 "Write https:// and then nothing but the name of the site, in the letters a to z: https://example.org/page.",
                 "What stands before an @, and letters of other alphabets that look like ours, let one site pass for another.",
                 {"link": "https://council.example@elsewhere.example/"})
NOT_A_MAILBOX = Rule("link-not-a-mailbox", TEXT, 'the link "{link}" does not lead to a mailbox or a phone number',
                     'Write it as mailto:name@example.org. For a phone number write {{{{ contact("front-door") }}}} in the place of the whole link.', "A phone or a mail program could do nothing with it, or something that nobody meant.",
                     {"link": "tel:*100#"})

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_NEVER = re.compile(r"[\\\"<>^`{|}\s]")
"""Signs that no address has as a browser shows it (RFC 3986, appendix A): some are taken for a slash or its end."""
_WEB = re.compile(r"https?://(?P<who>[^/?#]*)(?:[/?#].*)?", re.IGNORECASE)
_LABEL = r"(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+[a-z]{{2,63}}(?::[0-9]{{1,5}})?", re.IGNORECASE)
_MAILBOX = re.compile(r"mailto:[A-Za-z0-9.!#$%&'*+=_~-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,63}(?:\?(?:subject|body|cc)=[^#]*)?", re.IGNORECASE)
_PHONE = re.compile(r"tel:\+?[0-9(][0-9().-]*", re.IGNORECASE)
_LONGEST = 2000
_BESIDE = re.compile(r"[A-Za-z0-9_.#-][A-Za-z0-9_./#-]*")
"""A way from one page of the site to another, as nearly all links of a page are: nothing can be wrong with its form."""


def why_not_to_follow(address: str) -> Fault | None:
    """Return why no link may lead to an address; ``None`` for one that is well formed, wherever on the site or elsewhere it leads."""
    if _BESIDE.fullmatch(address) and len(address) <= _LONGEST:
        return None
    if fault := why_private(address):
        return fault
    link = shortened(address, 80)
    bare = address if address.isprintable() and " " not in address else "".join(sign for sign in address if sign.isprintable() and not sign.isspace())  # browsers leave the others out of a scheme
    scheme = _SCHEME.match(bare)
    if scheme and scheme[0].lower() not in ("http", "https", "mailto", "tel"):
        return Fault(UNSAFE, {"scheme": scheme[0][:20].lower()})
    if not address.isprintable() or _NEVER.search(address) or address.startswith("//") or len(address) > _LONGEST:
        return Fault(NOT_AN_ADDRESS, {"link": link})
    if scheme is None and _MAILBOX.fullmatch(f"mailto:{address}"):
        return Fault(NOT_A_MAILBOX, {"link": link})
    if scheme is None:
        return Fault(NOT_AN_ADDRESS, {"link": link}) if ":" in re.split(r"[/?#]", address, maxsplit=1)[0] else None
    if scheme[0].lower() in ("mailto", "tel"):
        well = _MAILBOX.fullmatch(address) or _PHONE.fullmatch(address)
        return None if well else Fault(NOT_A_MAILBOX, {"link": link})
    web = _WEB.fullmatch(address)
    if web is None or not web["who"]:
        return Fault(NOT_AN_ADDRESS, {"link": link})
    if "@" in unquote(web["who"]) or not web["who"].isascii() or "xn--" in web["who"].lower() or "%" in web["who"]:
        return Fault(DISGUISED, {"link": link})
    return None if _HOST.fullmatch(web["who"]) else Fault(NOT_AN_ADDRESS, {"link": link})
