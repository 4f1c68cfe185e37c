"""The rules that attachments break, whatever sort they are, and what to do in the program at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from publishing.problems.problem import Fault
from publishing.problems.rule import FILES, PRIVATE, SAFE, WARNING, Rule, allowance
from publishing.words.private_addresses import SIGN_IN, why_private


def _allow(rule: str) -> str:
    return " If it may stand, add to the front matter of a page in the same folder: " + allowance(rule, "{name}") + "."


_SHOWN = {"how": 'In Word: File, Info, "Check for Issues", "Inspect Document", "Inspect", "Remove All", and save.', "inside": "", "name": "poster.docx"}

OTHER = Rule("file-contents", FILES, "the contents of this file are not what its name says: it is not a {ending}{inside}",
             "Open it in the program it was made with and save it again in that format; changing the end of its name is not enough.",
             "Browsers and programs refuse such a file, or treat it as something else.", {"ending": "pdf", "inside": ""})
APPENDED = Rule("file-appended", FILES, "something else stands behind the end of this file{inside}", "{how}",
                "A second file can hide there: a film behind a photograph, or a program.",
                {"how": "Take a screenshot of the picture and use that.", "inside": ""})
PIXELS = Rule("picture-size", FILES, "this picture has {width} by {height} pixels{inside}", "Make it smaller: 1,600 pixels wide is enough for every screen.",
              "However small its file is, a phone must unpack all of it, and gives up.", {"width": 13_000, "height": 13_000, "inside": ""})
UNPACKS = Rule("file-unpacks", FILES, "this file holds far more than its size says{inside}",
               "Split it into smaller files, or save it anew with less in it.", "We look at everything inside a file; of so much nobody can say that it is harmless.", {"inside": ""})
LOCKED = Rule("file-locked", FILES, "this file is locked or protected with a password{inside}", "Save it again without a password and without restrictions.",
              "Nobody can check what is inside, and people who use a screen reader may not get at its words.", {"inside": ""})
ACTIVE = Rule("file-active", SAFE, "this file holds {what}{inside}", "{advice}", "It could run something on a reader's computer, or fetch something that nobody can check.",
              {"what": "a macro", "inside": "", "advice": "Save it as a document without macros (.docx), under File, Save As."})
AUTHOR = Rule("file-author", PRIVATE, "this file names its author or owner{inside}", "Take the name out. {how}" + _allow("file-author"),
              "Programs write the name of whoever made a file into it, and everybody who opens it can see it.", _SHOWN, allowable=True)
PLACE = Rule("file-place", PRIVATE, "this file says where it was made{inside}", "Take the place out. {how}" + _allow("file-place"),
             "A phone writes the place into each photograph and film, to a few metres.",
             {"how": "Take a screenshot of the picture and use that.", "inside": "", "name": "photo.jpg"}, allowable=True)
DETAILS = Rule("file-details", PRIVATE, "this file says more than it shows: {what}{inside}", "Take it out. {how}" + _allow("file-details"),
               "Nobody sees it on the page, and everybody who looks for it finds it.", {**_SHOWN, "what": "a description"}, allowable=True)
CHANGES = Rule("file-changes", PRIVATE, "this file still holds {what}{inside}", "{advice}" + _allow("file-changes"),
               "They show what was said before, and by whom.",
               {"what": "changes that were tracked", "inside": "", "name": "form.docx", "advice": 'In Word: Review, Accept, "Accept All Changes and Stop Tracking", and save.'}, allowable=True)
HIDDEN = Rule("file-hidden", PRIVATE, "this file hides {what}{inside}", "{advice}", "What is hidden is one click away from everybody who has the file.",
              {"what": 'the sheet "Names"', "inside": "", "advice": "In Excel: right-click on any sheet's name, Unhide, and look at it. Delete it if it is not meant for everybody."}, WARNING)
LINK = Rule("link-in-file", FILES, "a link in this file leads {where}{inside}", "Let it lead to a page that everybody can open, or take the link out, and save the file again.",
            "Readers are asked to sign in or find nothing, and such an address may tell who got it, or let in whoever has it.", {"where": "to SharePoint, where readers would be asked to sign in", "inside": ""}, WARNING)
UNREAD = Rule("file-not-read-whole", PRIVATE, "this file is so long that its words are not looked at from page {page} on{inside}", "Split it, or look yourself whether a number or an address of somebody stands there.",
              "Every check must end, and a few hundred pages take it a minute.", {"page": 301, "inside": ""}, WARNING)
SCAN = Rule("pdf-without-words", FILES, "{pages} of this file {seem} to be a picture of text{inside}",
            "Use the document that was scanned or printed, and save that as PDF. If there is none, let Acrobat Pro read the words (All tools, \"Scan & OCR\", \"Recognize text\"), or write what it says on the page. "
            "If it shows no text, nothing needs to be done.",
            "A screen reader reads nothing out, nobody can search it or make the letters larger, and the checks cannot see whether a child's details stand there.", {"pages": "page 3", "seem": "seems", "inside": ""}, WARNING)
UNTAGGED = Rule("pdf-without-tags", FILES, "this file has no tags, which say what is a heading, a list or a table{inside}",
                'Do not print it to PDF, but save it: in Word, File, Save As, PDF, "Options", tick "Document structure tags for accessibility" (on a Mac: "Best for electronic distribution and accessibility"); '
                'in LibreOffice, File, Export As PDF, tick "Tagged PDF". Better still, make it a page.',
                "A screen reader reads such a file as one long line, in any order. Public bodies must publish documents that everybody can read (the accessibility regulations of 2018).", {"inside": ""}, WARNING)

PROGRAMS = {"docx": "Word", "xlsx": "Excel", "pptx": "PowerPoint"}
_PICTURE = 'Take a screenshot of the picture and use that; or, on Windows: right-click, Properties, Details, "Remove Properties and Personal Information".'
_HOW = {
    **{ending: f'In {program}: File, Info, "Check for Issues", "Inspect {document}", "Inspect", "Remove All", and save. On a Mac: {on_mac}, tick "Remove personal information from this file on save", and save.'
       for ending, program, document, on_mac in (("docx", "Word", "Document", 'Review, "Protect Document"'), ("xlsx", "Excel", "Workbook", "Excel, Settings, Security"),
                                                 ("pptx", "PowerPoint", "Presentation", "PowerPoint, Settings, Security"))},
    **dict.fromkeys(("odt", "ods", "odp"), 'In LibreOffice: File, Properties, untick "Apply user data", press "Reset Properties", empty the other fields there, and save.'),
    "pdf": 'Take it out of the document that the PDF was made from (in Word: File, Info, "Check for Issues", "Inspect Document", "Inspect", "Remove All"), and save that as PDF again. '
           'Or, in Acrobat Pro: All tools, "Redact a PDF", "Sanitize document".',
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp"), _PICTURE),
    "svg": 'In Inkscape: File, Document Properties, Metadata, empty the fields, then Save As, "Plain SVG". Or save it as PNG.',
    "mp4": 'In HandBrake (free): open the film, untick "Passthru Common Metadata", press Start. On an iPhone, before you send it: Share, Options, "Location" off.',
    "mp3": 'In Audacity (free): open it, Edit, "Metadata Editor", "Clear", then export it as MP3.',
}
_INSIDE = "Take the picture or film out of the document, and put a screenshot or a clean copy in its place."


class Damaged(ValueError):
    """A file is not of its type, or broken off."""


def how(ending: str) -> str:
    """Return how somebody takes out what a file of a type says of itself."""
    return _HOW.get(ending, "Save it again without it.")


def within(name: str, ending: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield what is wrong with a file inside another as what is wrong with that one; ``ending`` is the outer file's."""
    for fault in faults:
        given: dict[str, Any] = dict(fault.values)
        own = given.get("how") or how(name.rpartition(".")[2].lower())
        advice = f"Unpack it. {own} Then pack it again." if ending == "zip" else _INSIDE
        yield Fault(fault.rule, {**given, "how": advice, "inside": f" (in {name[-60:]}, inside it{given.get('inside', '').replace(' (in ', ': ').removesuffix(')')})"})


def scheme_of(address: str) -> str | None:
    """Return what an address begins with, before its colon, as a browser reads it; nothing where it has none or is no address.

    It is ``None`` where it leads to a page that a reader chooses.
    """
    try:
        scheme = urlsplit(re.sub(r"[\0-\x20]", "", address)).scheme.lower()
    except ValueError:
        return ""
    return None if scheme in ("http", "https", "mailto", "tel") else scheme


def private_link(address: str) -> Iterator[Fault]:
    """Find a link that its writer can use, and no reader."""
    private = why_private(address)
    if private and private.rule is SIGN_IN:
        yield Fault(LINK, {"where": f"to {private.values['whose']}, where readers would be asked to sign in"})
    elif private and "whose" in private.values:
        yield Fault(LINK, {"where": f"through {private.values['whose']}, and was copied out of an email or an app"})


_NOBODY = frozenset(("", "screenshot", "none", "unknown", "unspecified", "anonymous", "(anonymous)", "(unspecified)", "untitled", "author", "user", "admin", "administrator",
                     "microsoft office user", "windows user", "office user"))
"""What programs write where they know nobody."""


def is_harmless(words: str, organisations: frozenset[str]) -> bool:
    """Say whether a text in a file's properties names nobody: it is empty, a program's own word, or an organisation of ours."""
    plain = words.strip(" \t\r\n\0").casefold()
    return plain in organisations or plain in _NOBODY
