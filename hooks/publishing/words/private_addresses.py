"""Addresses that work for whoever copied them and for no reader: files of a computer, pages behind a sign-in, links out of an email.

Sources: RFC 8089, appendices (how drives and shares are written as ``file:``); Microsoft, "Office URI Schemes", "Safe Links in
Microsoft Defender for Office 365"; GitHub, "Attaching files"; RFC 6762, appendix G (names within one network alone); Proofpoint,
"URL Defense" (how versions 2 and 3 hold the address itself).
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from publishing.problems.problem import Fault, shortened
from publishing.problems.rule import TEXT, Rule
from publishing.words.patterns import pattern

OWN_COMPUTER = Rule("link-to-own-computer", TEXT, 'the link "{link}" leads to a file on a computer or a drive of your own organisation',
                    "Upload the file into the folder of this page, and link to it by its name alone, as [the form](form.docx). If it is published elsewhere, link to it there.",
                    "Nobody else can open it, and its address may tell who you are.", {"link": r"S:\Team\form.docx"})
SIGN_IN = Rule("link-behind-sign-in", TEXT, 'the link leads to {whose} ("{link}"), where readers would be asked to sign in',
               "Download the file, upload it into the folder of this page, and link to it by its name alone, as [the form](form.docx). If the page is published elsewhere, link to it there.",
               "Who may open it is decided there, can change on any day, and is mostly your own organisation alone.",
               {"whose": "SharePoint", "link": "https://council.sharepoint.com/:w:/s/team"})
OUT_OF_EMAIL = Rule("link-out-of-email", TEXT, "the link was copied out of an email or an app, and leads through {whose} to {real}", "Write {real} in its place.",
                    "Such a link tells who got the email and stops working after a while; nobody can see where it leads.",
                    {"whose": "Outlook's Safe Links", "real": "https://www.example.org/page"})
OUT_OF_EMAIL_UNREAD = Rule("link-out-of-email-unread", TEXT, "the link was copied out of an email or an app, and leads through {whose}",
                           "Open it, and copy the address that then stands at the top of the browser's window.",
                           "Such a link tells who got the email and stops working after a while; nobody can see where it leads.", {"whose": "Mimecast"})

_OWN_COMPUTER = pattern(r"file:|[a-z][:|](?!//)|\\\\?[^\\]|//?(?:users|home|volumes|documents and settings)/[^/]+/|[a-z]:?\\|smb:|afp:|nfs:|cid:|mid:|blob:|ms-(?:word|excel|powerpoint|visio|access|project|publisher|officeapp):|onenote:|outlook:|content:",
                           re.IGNORECASE)
_SIGN_IN = {"SharePoint": r"(?:.*\.)?sharepoint\.(?:com|us|de|cn)|(?:.*\.)?sharepoint-mil\.us", "OneDrive": r"(?:.*\.)?onedrive\.(?:live\.)?com|1drv\.(?:ms|com)|onedrive\.cloud\.microsoft|.*\.livefilestore\.com|(?:.*\.)?storage\.live\.com|d\.docs\.live\.net",
            "Outlook": r"outlook\.(?:office(?:365)?|live|cloud)\.(?:com|microsoft)", "Office": r"(?:www\.)?(?:office|microsoft365)\.com|m365\.cloud\.microsoft|.*\.officeapps\.live\.com", "an intranet": r".*\.(?:local|internal|intranet|lan|corp)",
            "GitHub's store of files that were dropped into a comment": r"private-user-images\.githubusercontent\.com"}
_SIGN_IN_BELOW = {"Microsoft Forms": r"forms\.(?:office|microsoft|cloud\.microsoft)(?:\.com)?/pages/designpage", "Teams": r"teams\.(?:microsoft|live)\.com/l/(?:file|channel|message|chat|team|entity)/", "Google": r"(?:docs|drive)\.google\.com/(?:[^?]*/edit\b|drive/|file/)",
                  "GitHub's store of files that were dropped into a comment": r"github\.com/(?:user-attachments/|[^/]+/[^/]+/(?:files|assets)/\d)", "an intranet": r"(?:intranet|intra|extranet)\.[^/]"}
"""Of sites that have pages for everybody too: how the addresses of the others begin."""
_OUT_OF_EMAIL = {"Outlook's Safe Links": r".*\.safelinks\.protection\.(?:outlook|office365)\.(?:com|us|cn)|statics\.teams\.cdn\.office\.net", "Proofpoint": r"urldefense(?:\.proofpoint)?\.(?:com|us)|urlsand\.esvalabs\.com",
                 "Mimecast": r".*\.mimecast(?:protect)?\.com", "Barracuda": r"linkprotect\.cudasvc\.com", "Cisco": r"secure-web\.cisco\.com", "Symantec": r"clicktime\.symantec\.com",
                 "Trend Micro": r".*\.(?:tmes|trendmicro)\.(?:com|eu)", "Sophos": r".*\.protection\.sophos\.com", "Google": r"(?:www\.)?google\.(?:com|co\.uk)(?=/url\?)", "Facebook": r"lm?\.facebook\.com",
                 "Bitly": r"(?:www\.)?bit\.ly|j\.mp", "TinyURL": r"(?:www\.)?tinyurl\.com", "Twitter": r"t\.co", "LinkedIn": r"lnkd\.in", "Hootsuite": r"ow\.ly|ht\.ly", "Buffer": r"buff\.ly", "Rebrandly": r"rb\.gy|rebrand\.ly",
                 "Google's shortener": r"goo\.gl(?!/maps)", "is.gd": r"is\.gd|v\.gd", "GovDelivery": r"lnks\.gd|links(?:-\d)?\.govdelivery\.com", "Mailchimp": r".*\.list-manage\.com(?=/track/click)", "SendGrid": r".*\.ct\.sendgrid\.net"}
_ANY_OF_THEM = pattern("|".join(f"(?:{pattern})" for patterns in (_SIGN_IN, _SIGN_IN_BELOW, _OUT_OF_EMAIL) for pattern in patterns.values()), re.IGNORECASE)
"""Begins whatever these find: nearly no address does."""
_HELD_BY = ("url", "u", "q", "a")
"""The keys of such addresses that hold the one they lead to."""


def why_private(address: str) -> Fault | None:
    """Return why no reader can use an address that its writer can; ``None`` where nothing shows that."""
    bare = unquote(address.strip())
    if _OWN_COMPUTER.match(bare):
        return Fault(OWN_COMPUTER, {"link": shortened(bare)})
    try:
        web = urlsplit(address)
        host = (web.hostname or "").lower()
    except ValueError:  # no address at all
        return None
    if web.scheme.lower() not in ("http", "https"):
        return None
    reached = f"{host}{web.path}?{web.query}" if web.query else f"{host}{web.path}"
    if not _ANY_OF_THEM.match(reached):
        return None
    behind = [*(whose for whose, names in _SIGN_IN.items() if re.fullmatch(names, host)), *(whose for whose, begin in _SIGN_IN_BELOW.items() if re.match(begin, reached, re.IGNORECASE))]
    if behind:
        return Fault(SIGN_IN, {"whose": behind[0], "link": shortened(address.partition("?")[0])})
    for whose, begin in _OUT_OF_EMAIL.items():
        if re.match(rf"(?:{begin})(?=[/?]|\Z)", reached):
            real = _held(address)
            return (why_private(real) or Fault(OUT_OF_EMAIL, {"whose": whose, "real": shortened(real, 300)})) if real else Fault(OUT_OF_EMAIL_UNREAD, {"whose": whose})
    return None


def _held(address: str) -> str:
    """Return the address that stands within another one; nothing where it cannot be read."""
    version_3 = address.partition("/v3/__")[2].partition("__;")[0]
    if re.match("https?:/", version_3):
        return re.sub(r"^(https?):/+", r"\1://", version_3) if "*" not in version_3 else ""
    query = parse_qs(urlsplit(address).query)
    for key in _HELD_BY:
        for value in query.get(key, ()):
            found = unquote(value.replace("-", "%").replace("_", "/")) if "/v2/" in address else value
            if re.match(r"https?://[^/]+\.[^/]+", found) and len(found) < len(address):
                return found
    return unquote(inner[1]) if (inner := re.search(r"/(https?%3A%2F%2F[^/?]+)", address, re.IGNORECASE)) else ""
