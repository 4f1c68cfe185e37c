"""What could identify a child or a private person. Found things are never printed: a log is public too.

Everything here looks at a text as a reader sees it (:mod:`publishing.words.as_read`), piece by piece
(:mod:`publishing.checks.pieces`): a spelling that a reader would read as a number is one. Every pattern takes a time that
grows no faster than its text: repetitions are bounded or possessive.

Sources: NHS number, modulus 11: NHS Data Dictionary, "NHS NUMBER". Unique pupil number, modulus 23: Department for
Education, "Unique pupil numbers (UPNs): a guide for schools and local authorities". National Insurance number: HMRC,
NIM39110. Postcodes and their areas: Royal Mail, "PAF programmers guide". Telephone numbers: Ofcom, "The National Telephone
Numbering Plan"; of other countries: ITU-T E.164.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from ipaddress import ip_address
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote_plus

from publishing.checks import birth
from publishing.checks.birth import DATE, LABEL, announces, days_of_birth, likely_days_of_birth, of_elsewhere
from publishing.checks.nearby import around
from publishing.checks.pieces import Piece, parted, says_age, with_days_of_birth
from publishing.data.contacts import Contact
from publishing.problems.problem import Problem
from publishing.problems.rule import PRIVATE, WARNING, Rule, allow_in_front_matter
from publishing.reading.passed import Passed, name_of, version
from publishing.words import dates, numbers_read
from publishing.words.as_read import TURNING, as_read
from publishing.words.at_a_glance import count_of_digits, may_hold_digits
from publishing.words.numbers_read import in_digits, may_have_words
from publishing.words.patterns import pattern

NHS = Rule("nhs-number", PRIVATE, "there is an NHS number on this line",
           "Take it out: nothing about one person belongs on this site." + allow_in_front_matter("nhs-number"),
           "It is one person's for life, and opens their records. Its check digit, or the words beside it, show that it is no other number.", allowable=True)
UPN = Rule("pupil-number", PRIVATE, "there is a unique pupil number (UPN) on this line",
           "Take it out: nothing about one child belongs on this site." + allow_in_front_matter("pupil-number"),
           "It is one child's through all their schools. Its check letter, or the words beside it, show that it is nothing else.", allowable=True)
NINO = Rule("national-insurance-number", PRIVATE, "there is a National Insurance number on this line",
            "Take it out: nothing about one person belongs on this site." + allow_in_front_matter("national-insurance-number"),
            "It is one person's for life.", allowable=True)
RECORD = Rule("record-number", PRIVATE, "there is the number of somebody's record, case, passport, bank account or car on this line",
              "Take it out: whoever can look it up knows who it is about." + allow_in_front_matter("record-number"),
              "Many people in many services can look up a case by its number. Found where the words beside it, or a check digit, say what it is.", allowable=True)
PLACE = Rule("exact-place", PRIVATE, "there is a place to a few metres on this line",
             "Take it out, or name the town or area alone. A service's address belongs in data/contacts.yml." + allow_in_front_matter("exact-place"),
             "Three words of what3words, coordinates or the number of a property lead to somebody's door.", allowable=True)
SECRET = Rule("password", PRIVATE, "there is a password or a key on this line",
              "Take it out, and change it where it is used: the old one stays in the history of this file for everybody." + allow_in_front_matter("password"),
              "Whoever reads it can sign in: to a meeting, a form, or the place where all of this is kept.", allowable=True)
ACCOUNT = Rule("account", PRIVATE, "there is somebody's account on a social network or in a game on this line",
               "Take it out, or name the network alone." + allow_in_front_matter("account"),
               "Whoever reads it can look at a child's pictures and friends, and write to the child.", allowable=True)
DEVICE = Rule("device-address", PRIVATE, "there is the address of somebody's computer or phone on the internet (IP) on this line",
              "Take it out, or name the website." + allow_in_front_matter("device-address"),
              "With the day it leads to one household.", allowable=True)
NAME_AND_AGE = Rule("name-and-age", PRIVATE, "somebody's name stands beside an age or a school year on this line",
                    "Take the name out, or write Child A." + allow_in_front_matter("name-and-age"),
                    "A name identifies a child, and with an age the right one of several. Found where the name begins with a common given name.", allowable=True)
CHILD_NAME = Rule("child-name", PRIVATE, "there is a name on this line, where a child's or a relative's is asked for",
                  "Take it out, or write Child A." + allow_in_front_matter("child-name"),
                  "A name with nothing else identifies a child. Found only where a heading, a key or a form says that it is a name.", allowable=True)
BIRTH = Rule("date-of-birth", PRIVATE, "there is a date of birth on this line",
             "Take it out. Where age matters, write it roughly: a teenager, a baby." + allow_in_front_matter("date-of-birth"),
             "With little else, a date of birth identifies a child. Found where the words beside it, or a heading, say that it is one.", allowable=True)
LIKELY_BIRTH = Rule("likely-date-of-birth", PRIVATE, "a full date stands beside a child on this line, and may be a date of birth",
                    "If it is one, take it out, and write the age roughly: a teenager, a baby. If it is another date, say what happened on it." + allow_in_front_matter("likely-date-of-birth"),
                    "With little else, a date of birth identifies a child.", severity=WARNING, allowable=True)
POSTCODE = Rule("postcode", PRIVATE, "there is a full postcode on this line that is not in data/contacts.yml",
                "Take it out, or write its first half alone. A service's address belongs in data/contacts.yml." + allow_in_front_matter("postcode"),
                "A full postcode is some fifteen homes.", allowable=True)
EMAIL = Rule("email", PRIVATE, "there is an email address on this line that is not in data/contacts.yml",
             'Add the service to data/contacts.yml and write {{{{ contact("its-name") }}}} here; take out a person\'s own address.' + allow_in_front_matter("email"),
             "A person's own address must not be published, and a service's is kept in one place, where it can be checked.", allowable=True)
PHONE = Rule("phone", PRIVATE, "there is a phone number on this line that is not in data/contacts.yml",
             'Add the service to data/contacts.yml and write {{{{ contact("its-name") }}}} here; take out a person\'s own number.' + allow_in_front_matter("phone"),
             "A person's own number must not be published, and a service's is kept in one place, where it can be checked.", allowable=True)
DIRECTION = Rule("text-direction", PRIVATE, "there is an invisible sign here that turns the direction of writing",
                 "Delete it, or the words around it, and type them again without it; it may be written as a sign that cannot be seen, as &rlm; or as &#8238;.",
                 "Readers would see another number, or other words, than the checks and the search: what is stored runs the other way.")

_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_GAP = r"[ ./()\[\]_-]{0,3}"
"""What may stand between two digits of one number."""


@dataclass(frozen=True, eq=False)
class _Near:
    """What is quick to look for, and stands within whatever some patterns find."""

    pattern: re.Pattern[str]
    room: int
    """How many signs on each side of it are looked at: more than these patterns find."""
    digits: int = 0
    """How many digits a text must have."""
    letters: str = ""
    """What must stand in it, in small letters."""
    words: tuple[str, ...] = ()
    """Of which one must stand in it, in small letters, where it has none but those of ASCII: others may be taken for these."""


_SIX_DIGITS = _Near(pattern(r"\d(?:[ .,:/()\[\]_-]{0,3}\d){5}"), 120, 6)
_NINE_DIGITS = _Near(pattern(r"\d(?:[ .,:/()\[\]_-]{0,3}\d){8}"), 120, 9)
_INWARD_CODE = _Near(pattern(r"\d[A-Za-z]?[ ,./_-]{0,2}\d ?[A-Za-z]{2}"), 40, 2)
_NHS_WORD = _Near(pattern("[nN][hH][sS][^!?]{0,24}\\d"), 120, 10, "nhs")
_AT_SIGN = _Near(pattern("@"), 330, letters="@")  # an email address has at most 320
_AT_WORD = _Near(pattern(r"[ (\[{<-][aA][tT][ )\]}>-][^.]{0,60}(?:[dD][oO][tT]|\.[\w-]|(?<=[ (\[{<])\.)"), 330, letters="at")
_NAME_WORD = pattern(r"[nN][aA][mM][eE][^.!?]{0,40}[:=|-]")
_LONGEST_NAME = 200
"""In signs, with the words that ask for it: four names of 31."""
_KEY_OR_PLACE = _Near(pattern("///|PRIVATE KEY|AKIA|gh[pousr]_|github_pat_|sk-|xox[abp]-|AIza|eyJ|[pP](?:[aA][sS][sS] ?(?:[wW][oO][rR][dD]|[cC][oO][dD][eE]|[pP][hH][rR][aA][sS][eE])|[iI][nN]\\b|[wW][dD]?\\b)"), 2000)  # the longest key has some 1,800 signs
_CODE_OF_A_DOOR = _Near(pattern(r"[eE](?: [iI][sS]|:)? ?\d{4}"), 60, 4, words=("code", "safe"))
_HANDLE_SIGN = _Near(pattern(r"[@#\d](?:(?<=@)|(?<=[A-Za-z._]\d)|(?<=#)\d{4})"), 120, words=(
    "insta", "snap", "tik", "facebook", "fb", "twitter", "discord", "roblox", "kik", "telegram", "twitch", "youtube", "bereal", "steam", "psn", "playstation", "xbox", "minecraft", "fortnite",
    "threads", "reddit", "yubo", "skype", "messenger", "onlyfans", "username", "user name", "gamer", "screen", "handle"))
_GRID_OR_WORDS = _Near(pattern(r"\u00b0|3[wW]"), 120)
_HOUSE_NUMBER = _Near(pattern(r"\d[A-Za-z]?,? [A-Z]"), 120)
_BEGIN_OF_IBAN = _Near(pattern(r"\d\d(?<=[A-Z]{2}\d\d) ?[A-Z\d]{4}"), 60, 6)
_CAR_SIGN = _Near(pattern(r"\d [A-Z]{3}(?<=\d\d [A-Z]{3})"), 40, 2)
_COURT_SIGN = _Near(pattern(r"\d\d[CFPZ]\d{5}"), 40, 7)
_DOTS = _Near(pattern(r"\.\d{1,3}\.\d{1,3}\.\d"), 60, 6)
_COLONS = _Near(pattern(":[\\da-fA-F]{0,4}:"), 60, 1, ":")
_YEAR = pattern(r"\d\d(?!\d)")
_BIRTH_WORD = pattern(r"[bBdD](?:(?<=[bB])(?:[iI][rR][tT][hH]|[oO][rR][nN]|-?[dD][aA][yY]|\.? ?\d)|(?<=[dD])(?: of |[ ./]{0,2}[oO][ ./]{0,2})[bB])")
"""What is quick to look for, and without which the patterns below need not be tried."""


@dataclass(frozen=True)
class _Pattern:
    rule: Rule
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = lambda found: True
    near: _Near = _SIX_DIGITS
    """Where this is not found, the pattern is not either."""


def _digits(found: str) -> str:
    return "".join(sign for sign in found if sign.isdecimal())


def _made_up(digits: str) -> bool:
    """Say whether digits are all alike or count up or down: an example, not a number."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return len(steps) == 1 and steps <= {0, 1, 9}


def _counted(found: str) -> bool:
    """Say whether digits are a row of small numbers that grow: days, pages or questions."""
    groups = re.findall(r"\d+", found)
    return len(groups) > 4 and all(len(group) <= 2 for group in groups) and groups == sorted(groups, key=int)


def is_nhs_number(found: str) -> bool:
    """Say whether ten digits are an NHS number, by their check digit."""
    digits = [int(sign) for sign in found if sign.isdecimal()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return digits[9] == check % 11 and check != 10


def is_upn(found: str) -> bool:
    """Say whether a letter and twelve signs are a unique pupil number, by their check letter."""
    signs = [sign for sign in found.upper() if sign.isalnum()]
    values = [int(sign) if sign.isdecimal() else _UPN_LETTERS.index(sign) for sign in signs[1:]]
    return signs[0] == _UPN_LETTERS[sum(weight * value for weight, value in zip(range(2, 14), values, strict=False)) % 23]


def is_iban(found: str) -> bool:
    """Say whether letters and digits are the number of a bank account, by their two check digits (ISO 13616)."""
    signs = found.replace(" ", "")
    return len(signs) >= 15 and len(_digits(signs)) >= 6 and int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


def is_address_of_a_device(found: str) -> bool:
    """Say whether numbers and signs are an address that a provider gives out on the internet: not the number of a part of a text, nor one that every home has."""
    try:
        return ip_address(found).is_global and (found[0] in "23" if ":" in found else any(len(part) == 3 for part in found.split(".")))
    except ValueError:
        return False


def _is_card(found: str) -> bool:
    """Say whether sixteen digits are the number of a bank card, by its check digit (ISO/IEC 7812)."""
    digits = [int(sign) for sign in found if sign.isdecimal()]
    return not _made_up(_digits(found)) and len(set(digits)) > 1 and sum(digit if place % 2 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(digits)) % 10 == 0


def _is_phone(found: str) -> bool:
    """Say whether digits are a telephone number of this country, by how long it is and how it begins."""
    digits = _digits(found)
    if DATE.search(found) or _made_up(digits) or _counted(found) or found.lstrip("([").startswith("0.") or "][" in found or _TWO_CODES.fullmatch(found):
        return False
    return (len(digits) == 11 and digits[1] in "1235789") or (len(digits) == 10 and digits[:2] in ("01", "08") and found[1] not in " -")


_TWO_CODES = pattern(r"\W?0[12]\d{2,3}\W{1,3}0[12]\d{2,3}")
"""Two codes for dialling, one behind the other: no number goes on with a 0."""
_AREAS = ("AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP "
          "IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF "
          "TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE").split()
_OUTWARD = rf"(?:{'|'.join(sorted(_AREAS, key=len, reverse=True))})(?:\d[A-HJKMNPRSTUVWXY]|\d\d?)"
_INWARD = "[0-9][ABD-HJLNP-UW-Z]{2}"


def _is_postcode(found: str) -> bool:
    return found.isupper() or " " not in found or not re.search(r"\d(?:st|nd|rd|th|pp|gb|tb|lb|hr|yr|ft|ph)$", found)


_TOP_LEVEL = "(?:com|org|net|uk|gov|edu|info|eu|me|io|biz|co|ac|nhs|sch|police|wales|scot|london|ie|example|test|invalid)"
_AT = r" ?[(\[{<] ?(?:at|@) ?[)\]}>] ?"
_AT_IN_BRACKETS = _AT.replace("(?:at|@)", "at")
_DOT = r"(?:\.| \. | ?[(\[{<] ?(?:dot|\.) ?[)\]}>] ?| dot )"
_DOMAIN = rf"[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,4}}\.{_TOP_LEVEL}"

_NETWORK = (r"(?:instagram|insta|snap(?: ?chat)?|tik ?tok|facebook|fb|twitter|discord|roblox|kik|telegram|twitch|youtube|bereal|steam|psn|playstation|xbox(?: live)?|minecraft|fortnite|threads|reddit"
            r"|yubo|skype|messenger|onlyfans)")
_OF_AN_ACCOUNT = r"(?: (?:account|handle|user ?name|user ?id|id|name|tag|profile|gamer ?tag|screen ?name)){0,2}"
_HANDLE = r"(?=[a-z_.]{0,29}\d)[a-z_][\w.]{3,29}(?:#\d{4})?"
"""The name of an account: most of those that people choose have a number in it, those of services have none."""
_RELATIVES = ("stepfather", "stepmother", "stepdad", "stepmum", "partner", "victim", "perpetrator", "service user", "mother", "father", "mum", "mummy", "dad", "daddy", "child", "baby", "son", "daughter", "brother", "sister", "sibling", "aunt", "uncle", "nan", "grandma", "grandad", "grandmother", "grandfather",
              "carer", "boy", "girl", "pupil", "patient", "young person")
_RELATED = rf"(?:{'|'.join(_RELATIVES)})"
_STREET = r"(?:Avenue|Ave|Road|Rd|Street|St|Close|Drive|Lane|Way|Court|Crescent|Grove|Gardens|Terrace|Place|Square|Walk|Row|Mews|View|Rise)"

_NINO = r"(?<![^\W_])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"

PATTERNS = (
    _Pattern(NHS, pattern(r"(?<![^\W_])(?<![\d+][./,:-])(?<!\+)(?:\d{3}[ .,:/_-]{0,3}\d{3}[ .,:/_-]{0,3}\d{4}|\(\d{3}\)[ .,:/_-]{0,3}\d{3}[ .,:/_-]{0,3}\d{4}|\d{6}[ ./_-]\d{4}|\d{2,5}-\d{2,5}-\d{2,5})"
                             r"(?![^\W_])(?![./-]\d)"), is_nhs_number),
    _Pattern(NHS, pattern(r"(?<![^\W_])(?<!\d[ .,:/_-])\d\d([ ._-])\d\d(?:\1\d\d){3}(?![^\W_])(?![ .,:/_-]{1,2}\d)"), lambda found: is_nhs_number(found) and not _counted(found), _NINE_DIGITS),
    _Pattern(NHS, pattern(rf"(?<![a-z])nhs[ _-]?(?:(?:no|num|number|id)\b\.?)?[ :=#|(_-]{{0,4}}(?:is )?\d(?:{_GAP}\d){{9}}(?!\d)", re.IGNORECASE), is_nhs_number, _NHS_WORD),
    _Pattern(UPN, pattern(r"(?<![^\W_])[A-HJ-NP-RT-Z](?:[ ./_-]?\d){11}[ ./_-]?[\dA-HJ-NP-RT-Z](?![^\W_])", re.IGNORECASE), is_upn, _NINE_DIGITS),
    _Pattern(NINO, pattern(rf"{_NINO}(?:[ ./_-]{{0,2}}\d){{6}}[ ./_-]{{0,2}}[A-D](?![^\W_])")),
    _Pattern(NINO, pattern(rf"{_NINO}(?:\d{{6}}[A-D]|[ ./_-]{{1,2}}\d{{6}}[ ./_-]{{1,2}}[B-D]|(?:[ ./_-]{{1,2}}\d\d){{3}}[ ./_-]{{1,2}}[A-D])(?![^\W_])", re.IGNORECASE),
             lambda found: not re.match(r"(?:at|by|to|or|as|we|he|me|my)\b", found)),
    _Pattern(RECORD, pattern(r"(?<![^\W_])[A-Z]{2}\d\d(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?(?![^\W_])"), is_iban, _BEGIN_OF_IBAN),
    _Pattern(RECORD, pattern(r"(?<![\w/.-])[A-HJ-PR-Y]{2}(?:0[1-9]|[1-3]\d|5[1-9]|[678]\d) [A-HJ-PR-Z]{3}(?![\w/-])"), near=_CAR_SIGN),
    _Pattern(RECORD, pattern(r"(?<!\w)[A-Z]{2}\d\d[CFPZ]\d{5}(?!\w)"), near=_COURT_SIGN),
    _Pattern(RECORD, pattern(r"(?<![^\W_])[A-Z9]{5} ?\d[0156]\d[0-3]\d\d ?[A-Z9]{2}\d[A-Z]{2}(?![^\W_])")),
    _Pattern(PLACE, pattern(r"(?<![\w:/.])/// ?[^\W\d_]{2,20}\.[^\W\d_]{2,20}\.[^\W\d_]{2,20}(?![\w.]*/)"), near=_KEY_OR_PLACE),
    _Pattern(PLACE, pattern(r"(?<![\w.])(?:49|5\d|60)\.\d{4,12}(?: ?\u00b0)?(?: ?N)?[,;/ ]{1,2}(?:lon(?:g(?:itude)?)?:? ?)?-?[0-8]\.\d{4,12}")),
    _Pattern(PLACE, pattern(r"\b(?:what3words|w3w)(?: address)?[ :=(]{1,3}(?:is:? |are:? )?/{0,3} ?[^\W\d_]{2,20}\.[^\W\d_]{2,20}\.[^\W\d_]{2,20}(?![\w.]*/)", re.IGNORECASE), lambda found: not found.lower().endswith((".com", ".uk")), _GRID_OR_WORDS),
    _Pattern(PLACE, pattern(r"(?<!\d)(?:49|5\d|60) ?\u00b0 ?\d{1,2}(?: ?['\u2032] ?\d{1,2}|\.\d{1,4} ?['\u2032])"), near=_GRID_OR_WORDS),
    _Pattern(PLACE, pattern(r"(?<!\w)(?:N[TUXYZ]|S[DEHJKMNOPRSTUVWXYZ]|T[AFGLMQRV])(?: ?\d{8}| ?\d{5} ?\d{5})(?!\w)")),
    _Pattern(PLACE, pattern(rf"\b(?i:(?:lives?|lived|living|stay(?:s|ed|ing)?|resid(?:es?|ed|ing))(?: with (?:[\w']{{1,20}} ){{0,3}})? at|family at|(?:home|his|her|their|family) address(?: is| was|:)|(?:family|his|her|their) home(?: is| was)?(?: at|,|:))"
                               rf" (?:(?:[Ff]lat|[Rr]oom) \w{{1,4}},? |(?:[Nn]umber|[Nn]o\.?) )?\d{{1,4}}[A-Za-z]?,? (?:[A-Z][\w']{{1,20}} ){{1,3}}{_STREET}\b"), near=_HOUSE_NUMBER),
    _Pattern(RECORD, pattern(r"\bsort ?code(?: is)?[ :=|]{1,3}\d\d[ -]?\d\d[ -]?\d\d(?!\d)", re.IGNORECASE), lambda found: not _made_up(_digits(found))),
    _Pattern(RECORD, pattern(r"(?<![\w.,/-])[3-6]\d{3}(?:[ -]?\d{4}){3}(?![\w-])"), _is_card),
    _Pattern(ACCOUNT, pattern(rf"\b(?:his|her|their|my|\w{{1,20}}'s) {_NETWORK}{_OF_AN_ACCOUNT}(?: is| was|:| -)? ?\"?(?:@[\w.]{{3,30}}|{_HANDLE})", re.IGNORECASE), near=_HANDLE_SIGN),
    _Pattern(ACCOUNT, pattern(rf"(?<!\w){_NETWORK}{_OF_AN_ACCOUNT}(?: is|:|=| -| \(| @) ?\"?@?{_HANDLE}", re.IGNORECASE), near=_HANDLE_SIGN),
    _Pattern(ACCOUNT, pattern(rf"(?<!\w)(?:{_NETWORK} )?(?:user ?name|gamer ?tag|screen ?name|handle)(?: is|:|=) ?\"?@?{_HANDLE}", re.IGNORECASE), near=_HANDLE_SIGN),
    _Pattern(ACCOUNT, pattern(rf"@{_HANDLE}(?:,? (?:on|in)|,| \() {_NETWORK}\b", re.IGNORECASE), near=_HANDLE_SIGN),
    _Pattern(ACCOUNT, pattern(r"(?<!\w)discord:? [\w.]{2,32}#\d{4}(?!\w)", re.IGNORECASE), near=_HANDLE_SIGN),
    _Pattern(DEVICE, pattern(r"(?<![\w.:/-])(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|\.\d)"), is_address_of_a_device, _DOTS),
    _Pattern(DEVICE, pattern(r"(?<![\w:.])[\da-f]{1,4}:(?:[\da-f]{0,4}:){2,6}[\da-f]{1,4}(?![\w:])", re.IGNORECASE), is_address_of_a_device, _COLONS),
    _Pattern(SECRET, pattern(r"-----BEGIN (?:[A-Z]{2,9} ){0,2}PRIVATE KEY-----|(?<![A-Za-z\d])(?:AKIA[A-Z\d]{16}|gh[pousr]_[A-Za-z\d]{36,80}|github_pat_\w{22,90}|sk-[A-Za-z\d_-]{32,200}|xox[abp]-[\w-]{20,90}|AIza[\w-]{35}|eyJ[\w-]{10,900}\.eyJ[\w-]{5,900})"), near=_KEY_OR_PLACE),
    _Pattern(SECRET, pattern(r"\b(?:password|passcode|passphrase|pass code|pwd|pw|pin(?: number| code)?)(?: is)?(?::| is|=|(?= \d{4,8}\b)) ?[\"']?(?=[\w!?#*$%&@^+-]*\d)(?!\d{1,2}\b)[\w!?#*$%&@^+-]{4,40}", re.IGNORECASE), lambda found: not re.search(r"[:= ][\"']?(?:19|20)\d\d$", found), near=_KEY_OR_PLACE),
    _Pattern(SECRET, pattern(r"\b(?:(?:door|gate|entry|alarm|key ?safe|lock ?box)(?: code)|key ?safe)(?: is|:)? ?\d{4,8}\b", re.IGNORECASE), near=_CODE_OF_A_DOOR),
    _Pattern(POSTCODE, pattern(rf"(?<![^\W_])(?<![#./-]){_OUTWARD}[ ./_-]{{0,2}}{_INWARD}(?![^\W_])", re.IGNORECASE | re.ASCII), _is_postcode, _INWARD_CODE),
    _Pattern(POSTCODE, pattern(rf"(?<![^\W_])(?<![#./-]){_OUTWARD}(?:,? [0-9] [ABD-HJLNP-UW-Z]{{2}}|, ?{_INWARD})(?![^\W_])", re.ASCII), near=_INWARD_CODE),
    _Pattern(EMAIL, pattern(r"(?<![\w.+%'-])[\w.+%'-]++@[^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,63}(?!\w)", re.IGNORECASE), near=_AT_SIGN),
    _Pattern(EMAIL, pattern(rf"(?<![\w.+%'-])[\w.+%'-]++(?: ?@ ?| ?[(\[{{<] ?@ ?[)\]}}>] ?)[^\W_][\w-]{{0,62}}(?:{_DOT}[\w-]{{1,63}}){{0,5}}{_DOT}{_TOP_LEVEL}(?!\w)", re.IGNORECASE), near=_AT_SIGN),
    _Pattern(EMAIL, pattern(r"(?<![\w.+%'-])[\w.+%'-]++@(?:hotmail|gmail|googlemail|yahoo|outlook|icloud|live|aol|btinternet|talktalk|virginmedia|protonmail)(?![\w-]|\.\w)", re.IGNORECASE), near=_AT_SIGN),
    _Pattern(EMAIL, pattern(rf"(?<![\w.+'-])[\w.+'-]++{_AT_IN_BRACKETS}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,4}}{_DOT}{_TOP_LEVEL}\b", re.IGNORECASE), near=_AT_WORD),
    _Pattern(EMAIL, pattern(rf"(?<![\w.+'-])[\w.+'-]++ at [\w-]{{1,63}}(?: dot [\w-]{{1,63}}){{0,4}} dot {_TOP_LEVEL}\b", re.IGNORECASE), near=_AT_WORD),
    _Pattern(EMAIL, pattern(rf"(?<![\w.+'-])[\w.+']++-at-\w{{1,63}}(?:-dot-\w{{1,63}}){{0,4}}-dot-{_TOP_LEVEL}\b", re.IGNORECASE), near=_AT_WORD),
    _Pattern(EMAIL, pattern(rf"(?<![\w.+'-])(?:[a-z][a-z0-9]{{0,40}}[._][a-z][a-z0-9._]{{0,40}}|(?<=mail: )[\w.+'-]++|(?<=mail )(?!us |me |them |him |her |you )[\w.+'-]++) at {_DOMAIN}\b", re.IGNORECASE), near=_AT_WORD),
    _Pattern(EMAIL, pattern(rf"(?<![\w.+'-])[a-z][\w.+'-]*+ AT {_DOMAIN}\b"), near=_AT_WORD),
    _Pattern(PHONE, pattern(rf"(?<![\d£$€./-])(?:(?<![\d.]-)|(?<=0-))[(\[]?0(?:{_GAP}\d){{9,10}}(?!\d)"), _is_phone, _NINE_DIGITS),
    _Pattern(PHONE, pattern(r"(?<![\d£$€.,:/-])0\d{2,4}[,:] ?\d{3,4}(?:[ ,:]?\d{3,4})?(?!\d)"), _is_phone),
    _Pattern(PHONE, pattern(rf"(?<![\w+])(?:\(?\+ ?|\(?00 ?(?=[1-9]\d))[1-9](?:{_GAP}\d){{8,14}}(?!\d)"), lambda found: not DATE.search(found), _NINE_DIGITS),
    _Pattern(PHONE, pattern(rf"(?<![\d£$€.,/-])44[ -]?7(?:{_GAP}\d){{9}}(?!\d)"), near=_NINE_DIGITS),
    _Pattern(PHONE, pattern(rf"\b(?:tel(?:ephone)?|phone|mobile|mob|cell|call|ring|text|whatsapp)(?: ?(?:no\.?|number))?[ :=|-]{{0,3}}7(?:{_GAP}\d){{9}}(?!\d)", re.IGNORECASE), near=_NINE_DIGITS),
)
"""What is found by how it is written, wherever it stands."""

_BY_SIGN = tuple((near, tuple(sought for sought in PATTERNS if sought.near is near)) for near in dict.fromkeys(sought.near for sought in PATTERNS))

_RELATIVE = r"(?:child|pupil|young person|baby|mother|father|parent|carer|patient|sibling)"
_NUMBER_OF = r"(?: ?(?:no\.?|number|num|id|ref(?:erence)?\.?)){1,2}"
_RECORD = (rf"(?:(?:social care|hospital|visa|court|crime|incident|police|case|client|account|patient|child|pupil|service user|person|family|custody|passport|driving licen[cs]e|ehcp|chi|urn|hosp|unit|prison|noms|blue badge|learner|biometric residence permit|early help)(?: (?:case|record|file))?{_NUMBER_OF}|case #|urn:|(?:home office|ho) (?:ref(?:erence)?|number)(?: number)?|arc number|police log|bank account|(?:passport|lcs|liquidlogic|mosaic|systmone|synergy|ehm|ecaf|brp|biometric residence permit|mrn|pnc|cro|imei|driving licen[cs]e)(?:{_NUMBER_OF})?)")
_CAR = (r"(?:car|van|vehicle|taxi|minibus|motorbike|moped|lorry|registration|reg|plate|vrm|vrn|index)(?: (?:with|registration|reg|number plate|plate)){0,2}(?: (?:no\.?|number|mark))?,?")
_PLATE = r"(?<!\w)(?:[A-Z]{2}\d\d ?|[A-Z]\d{1,3} (?!and|the|for|off|via))[A-Z]{3}(?!\w)"
_CODE = r"\d(?<![\d£$€.]\d)[\dA-Z/-]{4,17}"
_FULL_NAME = r"[A-Z][\w'-]{1,30}(?: [A-Z][\w'-]{1,30}){0,3}"
_NO_NAMES = frozenset("Child Baby Mother Father Parent Carer Family Not Yes No None Unborn Name Full Group Pupil Young Sibling Patient Date Address Home School Unknown Withheld Surname "
                      "Forename First Last Required Optional Anonymous Text Any".split())


@dataclass(frozen=True, eq=False)
class _Labelled:
    """What is found because words say what it is: in a sentence directly before it, in a heading, in a key."""

    rule: Rule
    label: re.Pattern[str]
    """The whole of a heading or key."""
    value: re.Pattern[str]
    """What then is found."""
    before: re.Pattern[str] | None = None
    """The same words in a sentence, directly before it: they end where it begins, or some letters of it."""
    holds: Callable[[str], bool] = lambda found: True
    near: re.Pattern[str] | None = None
    """What is quick to look for, and stands in whatever is found."""

    def may_find(self, text: str) -> bool:
        """Say whether anything in a text is what it finds, wherever it stands."""
        return (self.near is None or self.near.search(text) is not None) and self.value.search(text) is not None


def _labelled(rule: Rule, label: str, value: str, before: str | None = None, holds: Callable[[str], bool] = lambda found: True,
              near: re.Pattern[str] | None = None) -> _Labelled:
    said = rf"(?<![^\W_]){label}(?![^\W_])"
    return _Labelled(rule, pattern(rf"\W{{0,20}}(?:[\w']{{1,30}} ){{0,2}}{said}(?:[ /]{{1,5}}(?:no\.?|number|code|address))?(?: ?\([^)]{{0,20}}\))?\W{{0,20}}", re.IGNORECASE), pattern(value, re.IGNORECASE),
                     None if before is None else pattern(rf"{said}[ :=#|.(-]{{0,4}}(?:(?:is|was) )?{before}$", re.IGNORECASE), holds, near)


_FARTHEST = 60
"""How many signs before a number are looked at for words that say what it is."""

_LABELLED = (
    _labelled(NHS, r"nhs(?: (?:no\.?|number|num|id))?", rf"(?<!\d)\d(?:{_GAP}\d){{9}}(?!\d)", holds=lambda found: not _made_up(_digits(found))),
    _labelled(UPN, r"(?:upn|unique pupil number|pupil number)s?", r"(?<!\w)[A-HJ-NP-RT-Z](?:[ ./_-]?\d){11}[ ./_-]?[\dA-HJ-NP-RT-Z](?!\w)"),
    _labelled(NINO, r"(?:ni|nino|national insurance)(?: (?:no\.?|number))?", r"\d(?<!\d\d)(?:[ ./_-]{0,2}\d){5}(?!\d)", r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ ./_-]{0,2}"),
    _labelled(POSTCODE, r"post ?codes?", r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]?[ ./-]{0,3}\d[A-Z]{2}(?!\w)"),
    _labelled(PHONE, r"(?:tel(?:ephone)?|phone|mobile|mob|contact(?= ?n))(?: ?(?:no\.?|number))?s?", rf"(?<![\d+])\+?[1-9](?:{_GAP}\d){{8,12}}(?!\d)", holds=lambda found: not DATE.search(found)),
    _labelled(PHONE, r"(?:tel(?:ephone)?|phone|landline)(?: ?(?:no\.?|number))?s?", r"(?<![\d+])[2-9]\d{2}[ -]?\d{4}(?![\d-])", "", holds=lambda found: not _made_up(_digits(found))),  # as neighbours tell it, without the code of their area
    _Labelled(BIRTH, pattern(rf"(?!\W{{0,20}}birth\W{{0,20}}\Z){LABEL.pattern}", re.IGNORECASE), pattern(r"\A[1-5]\d{4}(?:\.\d{1,9})?\Z")),  # days since 1900, as a spreadsheet counts and saves them
    _Labelled(CHILD_NAME, pattern(rf"\W{{0,20}}{_RELATED}(?: \w)?\W{{0,20}}", re.IGNORECASE), pattern(rf"\A\W{{0,20}}{_FULL_NAME}\W{{0,20}}\Z"), holds=lambda found: " " in found.strip()),
    _labelled(PLACE, "(?:home|family|child's|pupil) address", rf"(?<!\w)\d{{1,4}}[A-Z]?,? (?:[A-Z][\w']{{1,20}} ){{1,3}}{_STREET}\b"),
    _labelled(PLACE, "lat(?:itude)?", r"(?<![\w.])(?:49|5\d|60)\.\d{4,12}"),
    _labelled(PLACE, "(?:what3words|w3w)", r"(?<![\w.])[^\W\d_]{2,20}\.[^\W\d_]{2,20}\.[^\W\d_]{2,20}(?!\w)"),
    _labelled(PLACE, "(?:uprn|unique property reference(?: number)?)", r"\d(?<!\d\d)\d{5,11}(?!\d)", ""),
    _labelled(RECORD, r"(?:uln|(?:unique )?learner (?:number|reference)(?: \(uln\))?)", r"\d(?<!\d\d)\d{2,3} ?\d{3} ?\d{3,4}(?!\d)", ""),
    _labelled(RECORD, _CAR, _PLATE, "", near=pattern(r"\d ?[A-Z]{3}", re.IGNORECASE)),
    _labelled(RECORD, _RECORD, _CODE, r"[A-Z]{0,3}[/-]?", lambda found: len(_digits(found)) >= 5 and not DATE.search(found)),
)
_ANY_LABEL = pattern("|".join(f"(?:{sort.label.pattern})" for sort in _LABELLED))
"""Any of their labels, in small letters: to look for these takes a tenth of the time that it takes to look for any."""
_SAID_BEFORE = tuple(sort for sort in _LABELLED if sort.before)
_FEWEST_DIGITS = 2
"""Of what is found because a sentence says what it is: a car's number has two."""
_NAME_LABEL = rf"(?i:(?:full |first |last |sur)?names? of (?:the )?{_RELATIVE}(?! \w)|{_RELATIVE}(?:'s)? (?:full |first |last |sur)?name)"
_NAME_ALONE = pattern(rf"\W*{_NAME_LABEL}\W*")
_NAME_IN_TEXT = pattern(rf"(?<!\w){_NAME_LABEL}(?: ?[:=|]| -)[ *]{{0,3}}({_FULL_NAME})(?![\w:])(?! ?:)")
_NAME_OF_RELATIVE = pattern(rf"(?<!\w)(?i:{_RELATED})(?: \w)? ?[:=|] ?[ *]{{0,3}}({_FULL_NAME})(?![\w:])|(?<!\w)({_FULL_NAME})(?= \((?i:(?:his|her|their|the) )?(?i:{_RELATED})(?: \w)?\))")
"""A relative, and a given name beside it: where nothing else says that it is a name."""
_SIGN_OF_RELATIVE = pattern("[:=|(]")
"""Stands between the two."""
_AGE = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
_UNIT = r"(?:years?|yrs?|months?|mths?|weeks?|days?)"
_PERSON = r"[A-Z][\w'’-]{1,30}(?:(?: [A-Z]\.?)?(?: [A-Z][\w'’-]{1,30}){1,2}| [A-Z](?!\w)\.?)"
"""A given name with a surname, or its first letter, which tells as much to whoever knows the school."""
_OLD = rf"(?:{_AGE}[ -]{_UNIT}[ -](?:old|of age)|\d{{1,2}}[ -]?(?:{_UNIT}[ -](?:old|of age)|yrs?|y/?o))\b"
_SCHOOL_YEAR = r"(?:Year (?:[Gg]roup )?|Y)\d{1,2}\b(?! (?:form |class )?(?:teacher|tutor|lead|leader|assistant|coordinator|staff)\b)"
_BETWEEN = r"(?:,? (?:who )?(?:is|was)(?: an?)?|,(?: an?)?| -| \()"
_AGED = "|".join((
    rf"(?:,? (?:who )?(?:is|was) |, ?| \(?)[Aa]ged?:? (?:of )?{_AGE}(?![\w%])",
    rf"{_BETWEEN}? ?{_OLD}",
    rf" \((?:[fmFM][,/ ] ?)?\d{{1,2}}(?:[ -]?(?:{_UNIT}|[ym])(?: old)?)?(?:[,/ ] ?[fmFM])?\)",
    r", (?:[fmFM], )?\d{1,2}(?=,|;|\.?\Z| and [A-Z])",
    r",? (?:who )?(?:is|was|turn(?:s|ed)|will be) \d{1,2}(?=[.,;]|\Z| (?:today|tomorrow|yesterday|last|next|this|on|in|and|but)\b)",
    r"'s \d{1,2}(?:st|nd|rd|th) birthday",
    rf"(?:,? (?:who )?(?:is|was)(?: in| an?)?|,(?: in| an?)?| \(| in| of)? ?{_SCHOOL_YEAR}",
))
"""How an age or a school year stands behind a name."""


def name_and_age(person: str) -> re.Pattern[str]:
    """Return what finds a name beside an age or a school year; ``person`` is how the name is written, and its last group."""
    return pattern("|".join((rf"(?<![\w'’.-])({person})(?:{_AGED})", rf"\b(?i:{_OLD}) ({person})", rf"\b{_SCHOOL_YEAR} (?:pupil|student|child|girl|boy),? ({person})")))


_NAME_AND_AGE = name_and_age(_PERSON)
_AN_AGE = pattern(r"[ (,][Aa]ge|[oO][lL][dD]\b|[oO][fF] [aA][gG][eE]|\d(?<!\d\d)\d?(?!\d)")
"""Stands in whatever that finds, and is looked for where a given name stands."""
_WITH_A_CAPITAL = pattern(r"[A-Z][\w'’-]+")
_LONGEST_NAME_AND_AGE = 180
_AGE_ALONE = pattern(rf"\W*(?:Y(?:ear )?)?{_AGE}(?: ?{_UNIT}(?: old)?)?\W*", re.IGNORECASE)
_NO_SURNAMES = pattern(rf"(?:{_STREET}|Centre|Center|School|Academy|Primary|Nursery|College|Hospital|House|Hall|Day|Days|Trust|Project|Team|Service|Services|Act|Review|Report|Unit|Ward|Church|Park|Room|Group|Scheme|Period|Half|Term|[IVX]+)\Z")
"""What stands behind a given name where the two name a place, a day or a body."""
_ASKED_RELATIVE = pattern(rf"[:=|)](?:(?<!\)) )?(?:\w )?(?:{'|'.join(word[::-1] for word in _RELATIVES)})")
"""A relative with the sign behind it, read backwards: the sign is rare, and such words begin with nearly any letter."""
_NAME_VALUE = pattern(rf"\W*({_FULL_NAME})\W*")

_SPELT_OUT = pattern(r"(?<![^\W_])(?:[^\W_][ -]){5,60}[^\W_](?![^\W_])")
"""Letters and digits one by one, with a space or hyphen after each."""
_TWO_ALONE = pattern(r"\d[ -]\d[ -]")
_WEB = pattern(r"(?:https?://|(?<![\w./-])(?:wa\.me|api\.whatsapp\.com|t\.me|signal\.me)/)[^\s)\]\">]++", re.IGNORECASE)
"""An address of the web; those that end in a telephone number are also written without their beginning."""
_WORTH_A_LOOK = pattern(r"\d|@|///|book\.com/|chat\.com/|[ (\[{<-][aA][tT][ )\]}>-]|[nN][aA][mM][eE]")

_TELLING_NOTHING = bytes((10, *(code for code in range(32, 127) if not chr(code).isdigit() and chr(code) not in "&@")))
_TELLING_WORD = pattern(r"at(?<=[\s(\[{<-]at)[\s)\]}>-]")
"""What :func:`may_hold` looks for: a set of signs and a word in small letters, because Python finds these many times faster than one thing or another."""


def may_hold(words: str) -> bool:
    """Say whether anything can be found in words before they are read: where they have a sign that is a digit, an ``&``, an ``@`` or none of the plainest, of which any may stand for one of these, or "at", "name", "///", a network's address, a relative with a colon or bracket, an age, or a number in words."""
    return _has_telling_sign(words) or _has_telling_word(words)


def _has_telling_sign(words: str) -> bool:
    return bool(words.encode("utf-8", "surrogatepass").translate(None, _TELLING_NOTHING))


def _has_telling_word(words: str) -> bool:
    words = words.lower()
    return "name" in words or "///" in words or "facebook.com/" in words or "snapchat.com/" in words or _names_a_relative(words) or _tells_an_age(words) or _TELLING_WORD.search(words) is not None or may_have_words(words)


def _names_a_relative(small: str) -> bool:
    """Say whether a relative's name may stand in words in small letters."""
    return (":" in small or "=" in small or "|" in small or "(" in small) and _ASKED_RELATIVE.search(small[::-1]) is not None


def _tells_an_age(small: str) -> bool:
    """Say whether an age may stand in words in small letters, as "aged nine" and "nine-year-old"."""
    return "aged " in small or "-old" in small or "s old" in small


@dataclass(frozen=True)
class Known:
    """What a text may hold, and which words are names."""

    values: frozenset[str] = frozenset()
    """The numbers, addresses and postcodes of the contacts data, and what other data are allowed to hold, as :func:`plain` returns them."""
    names: frozenset[str] = frozenset()
    """Given names that are nobody's pseudonym."""
    unread: bool = False
    """Whether the contacts data cannot be read: then nobody can say what is not in them."""
    passed: Passed = field(default_factory=Passed, compare=False, repr=False)
    """What has been looked at before, and held nothing that anybody's contact could be."""
    asked: dict[str, bool] | None = field(default=None, compare=False, repr=False)
    """What was asked of the values, and the answers, where somebody keeps that."""

    @classmethod
    def of(cls, contacts: Mapping[str, Contact], source: str | None, names: Iterable[str], passed: Passed, allowed: Iterable[str] = ()) -> Known:
        """Collect the numbers, addresses and postcodes of all contacts, and those that stand in the ``source`` of their file, if it can be read.

        ``allowed`` are lines of other data on which something may stand, so that it may stand on the pages that print it.
        """
        texts = [text for contact in contacts.values() for text in (contact.phone, contact.email, contact.post, contact.note, contact.ask) if text]
        found = {plain(match[0]) for text in map(as_read, (*texts, source or "")) for known in PATTERNS if known.rule in (PHONE, EMAIL, POSTCODE) and known.near.pattern.search(text)
                 for match in known.pattern.finditer(text)}
        found.update(plain(find.found) for line in allowed for find in finds(as_read(line)))
        return cls(frozenset(found | {plain(contact.phone) for contact in contacts.values() if contact.phone}), frozenset(names), source is None, passed)

    @cached_property
    def name(self) -> str:
        """A name that nothing else known has, but for the contacts, under the patterns of today."""
        return name_of(_version(), *sorted(self.names))

    @cached_property
    def without_contacts(self) -> Known:
        """What of it counts wherever nothing is asked of the values."""
        return Known(names=self.names, unread=self.unread)

    def asking(self, asked: dict[str, bool]) -> Known:
        """Return the same, which notes what it is asked."""
        known = copy(self)
        known.__dict__.update(asked=asked, name=self.name, whoever=self.whoever)  # which take longer than most texts
        return known

    def agrees(self, asked: Mapping[str, bool]) -> bool:
        """Say whether each of these answers would be given today."""
        return all((value in self.values) == there for value, there in asked.items())

    @cached_property
    def whoever(self) -> Known:
        """The same without the contacts: with it everything is found, whoever it belongs to."""
        return Known(names=self.names, passed=self.passed)

    def has(self, found: str, rule: Rule) -> bool:
        """Say whether the contacts data hold what a rule found: a number, an address or a postcode."""
        value = plain(found)
        there = value in self.values
        if self.asked is not None:
            self.asked[value] = there
        return there or (self.unread and rule in (PHONE, EMAIL, POSTCODE))


@cache
def _version() -> str:
    return version(__name__, birth.__name__, dates.__name__, numbers_read.__name__, as_read.__module__)


@dataclass(frozen=True)
class Find:
    """Something that identifies a person, at a place of a text as it is read."""

    rule: Rule
    start: int
    found: str = field(repr=False)

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.found)


def plain(found: str) -> str:
    """Return a number or address without what may be written in it or left out."""
    address = re.sub(_DOT, ".", re.sub(rf"{_AT}| at |-at-", "@", found.lower()).replace("-dot-", "."))
    if "@" in address:
        return "".join(address.split())
    return re.sub(r"^(\+44|0044)0?", "0", re.sub(r"[\s()\[\]./,:_-]", "", found).lower())


class _Read(NamedTuple):
    """A text as it is read, and the same on one line, without the addresses of the web in it."""

    text: str
    line: str
    addresses: tuple[re.Match[str], ...] = ()

    @classmethod
    def of(cls, text: str) -> _Read:
        """Part a text, as it is read, from its addresses, in whose place spaces stand then."""
        line = text.replace("\n", " ")  # a number may go on over the end of a line
        addresses = tuple(_WEB.finditer(line)) if _may_have_addresses(line) else ()
        return cls(text, _WEB.sub(lambda match: " " * len(match[0]), line) if addresses else line, addresses)


def _may_have_addresses(line: str) -> bool:
    return "/" in line and ("://" in line or ".me/" in (small := line.lower()) or ".com/" in small)


class _Glance(NamedTuple):
    """Which patterns can find anything in some texts: of most files it is known from one look at all of their pieces that nearly none can."""

    by_sign: tuple[tuple[_Near, tuple[_Pattern, ...]], ...]
    said_before: tuple[_Labelled, ...]

    @classmethod
    def at(cls, lines: Iterable[str]) -> _Glance:
        """Look at lines, in which a pattern finds nothing that it does not find in them together: none goes over the end of a line."""
        together = "\n".join(lines)
        digits, small = count_of_digits(together), together.lower()
        return cls(tuple((near, patterns) for near, patterns in _BY_SIGN if digits >= near.digits and near.letters in small and near.pattern.search(together)),
                   tuple(sort for sort in _SAID_BEFORE if digits >= _FEWEST_DIGITS and sort.may_find(together)))


_ALL_PATTERNS = _Glance(_BY_SIGN, _SAID_BEFORE)


def finds(text: str, labels: Iterable[str] = (), before: str = "", known: Known = Known()) -> Iterator[Find]:
    """Find what identifies a person in a text, as it is read.

    ``labels`` are the headings, keys and cells that say what the text is; ``before`` is the piece before it.
    """
    return _finds(_Read.of(text), labels, before, known, _ALL_PATTERNS)


def _finds(read: _Read, labels: Iterable[str], before: str, known: Known, glance: _Glance) -> Iterator[Find]:
    """Find it by the patterns of which is known at a ``glance`` that they can find anything."""
    text, line, addresses = read
    labels = tuple(labels)
    if known.names and any(map(says_age, labels)) and _AGE_ALONE.fullmatch(text) and any(_is_full_name(label, known) for label in labels):
        yield Find(NAME_AND_AGE, 0, text)
    told: frozenset[_Labelled | Rule] = frozenset().union(*map(_told_by, labels))
    after = _told_by(before, line=True) if before else frozenset[_Labelled | Rule]()
    if not told and not after and _WORTH_A_LOOK.search(text) is None and not may_have_words(text) and not (known.names and (_names_a_relative(text.lower()) or _tells_an_age(text.lower()))):
        return
    found = list(dict.fromkeys((*_all(line, told, after, known, glance), *_otherwise(line, told, after, known))))
    may_stand = sorted((find.start, find.end) for find in found if known.has(find.found, find.rule))
    yield from (find for find in found if not _within(find, may_stand))
    for address in addresses:
        yield from (Find(find.rule, address.start(), find.found) for find in _in_address(unquote_plus(address[0])) if not known.has(find.found, find.rule))


def _within(find: Find, stretches: list[tuple[int, int]]) -> bool:
    """Say whether a find is one of these stretches of a text or a part of it: some digits of a telephone number may look like another number."""
    place = bisect_right(stretches, (find.start, sys.maxsize)) - 1
    return place >= 0 and find.end <= stretches[place][1]


def _in_address(address: str) -> Iterator[Find]:
    """Find in an address of the web what cannot be one of the numbers that such addresses are full of."""
    for sought in _IN_ADDRESSES:
        yield from (Find(sought.rule, 0, match[0]) for match in sought.pattern.finditer(address) if sought.holds(match[0]))


_IN_ADDRESSES = (
    _Pattern(SECRET, pattern(r"(?<=[?&#])(?:access_?token|token|pwd|passcode|password|sig|signature|authkey|auth|api_?key|secret)=[\w.~+/-]{6,}", re.IGNORECASE)),
    _Pattern(BIRTH, pattern(rf"(?:dob|birth\w{{0,8}})=(?:{DATE.pattern})", re.IGNORECASE)),
    _Pattern(PLACE, pattern(r"(?:what3words\.com|w3w\.co)/[^\W\d_]{2,20}\.[^\W\d_]{2,20}\.[^\W\d_]{2,20}", re.IGNORECASE)),
    _Pattern(ACCOUNT, pattern(r"chat\.whatsapp\.com/\w{10,}|(?<=[/.])(?:(?:instagram|threads|twitter|tiktok|facebook|youtube|x)\.(?:com|net)|twitch\.tv|t\.me)/@?(?=[a-z_.]{0,29}\d)[a-z_][\w.]{3,40}(?=[/?#]|$)"
                                  r"|facebook\.com/(?:profile\.php\?id=\d+|people/[^/]{1,60}/\d+|[a-z]{2,20}\.(?!php|html)[a-z]{2,20}(?:\.\d{1,9})?(?=[/?#]|$))|snapchat\.com/(?:add/|@)[\w.-]+"
                                  r"|roblox\.com/users/\d+|discord(?:app)?\.com/users/\d+|steamcommunity\.com/(?:id|profiles)/\w+", re.IGNORECASE)),
    *(known for known in PATTERNS if known.rule is EMAIL),
    next(known for known in PATTERNS if "nhs" in known.pattern.pattern),
    _Pattern(POSTCODE, pattern(rf"(?<![\w-]){_OUTWARD} {_INWARD}(?!\w)", re.IGNORECASE), _is_postcode),
    _Pattern(PHONE, pattern(r"(?<=wa\.me/)[+ ]?\d{9,14}|(?<=\bt\.me/)[+ ]\d{9,14}|(?<=signal\.me/#p/)[+ ]\d{9,14}|(?<=phone=)[+ ]?\d{9,14}|(?<=mobile=)[+ ]?\d{9,14}|(?<=tel=)[+ ]?\d{9,14}")),
)


def _may_be_a_label(label: str) -> bool:
    return not label.isascii() or _ANY_LABEL.fullmatch(label.lower()) is not None


@lru_cache(maxsize=4000)
def _told_by(label: str, line: bool = False) -> frozenset[_Labelled | Rule]:
    """Return what a heading of a column or a key, or else a short ``line`` before them, says of some words."""
    label = as_read(label).replace("\n", " ")
    sorts: list[_Labelled | Rule] = [sort for sort in _LABELLED if sort.label.fullmatch(label)] if _may_be_a_label(label) else []
    if announces(label, line):
        sorts.append(BIRTH)
    if "name" in label.lower() and _NAME_ALONE.fullmatch(label):
        sorts.append(CHILD_NAME)
    return frozenset(sorts)


def _all(text: str, told: frozenset[_Labelled | Rule], after: frozenset[_Labelled | Rule], known: Known, glance: _Glance) -> Iterator[Find]:
    """Find everything in a text on one line; ``told`` is what its labels say of it, and ``after`` what the piece before it says."""
    digits, small = count_of_digits(text), text.lower()
    for near, patterns in glance.by_sign:
        stretches = around(near.pattern, text, near.room) if digits >= near.digits and near.letters in small else ()
        if stretches and near.words and text.isascii() and not any(word in small for word in near.words):
            continue
        for start, end in stretches:
            yield from (Find(sought.rule, match.start(), match[0]) for sought in patterns for match in sought.pattern.finditer(text, start, end) if sought.holds(match[0]))
    if digits > 1 and _YEAR.search(text):
        yield from _days_of_birth(text, bool(told) and BIRTH in told, bool(after) and BIRTH in after)
    for sort in _LABELLED if told or after else glance.said_before if digits >= _FEWEST_DIGITS else ():
        labelled = sort in told or (sort in after and len(text) < 40)
        for match in sort.value.finditer(text) if (labelled or sort.before) and (sort.near is None or sort.near.search(text)) else ():
            if sort.rule is CHILD_NAME and known.names.isdisjoint(match[0].split()[:-1]):
                continue
            if sort.holds(match[0]) and (labelled or (sort.before and sort.before.search(text[max(0, match.start() - _FARTHEST):match.start()]))):
                yield Find(sort.rule, match.start(), match[0])
    name_asked = bool(told or after) and (CHILD_NAME in told or CHILD_NAME in after)
    if name_asked or ("name" in small and _NAME_WORD.search(text)):
        yield from _names(text, name_asked, known)
    of_relatives = around(_SIGN_OF_RELATIVE, text, _LONGEST_NAME) if known.names and _names_a_relative(small) else ()
    for match in (match for start, end in of_relatives for match in _NAME_OF_RELATIVE.finditer(text, start, end)):
        parts = (match[1] or match[2]).split()
        if len(parts) > 1 and parts[0] in known.names:
            yield Find(CHILD_NAME, match.start(match.lastindex or 0), match[match.lastindex or 0])
    for start, end in around(_AN_AGE, text, _LONGEST_NAME_AND_AGE) if known.names and not known.names.isdisjoint(map(_as_name, _WITH_A_CAPITAL.findall(text))) else ():
        yield from (Find(NAME_AND_AGE, match.start(), match[0]) for match in _NAME_AND_AGE.finditer(text, start, end) if _is_full_name(match[match.lastindex or 0], known))
    for match in _SPELT_OUT.finditer(text) if digits > 1 and _TWO_ALONE.search(text) else ():
        joined = re.sub("[ -]", "", match[0])
        if not (joined.isdecimal() and _made_up(joined)):
            yield from (Find(sought.rule, match.start(), match[0]) for sought in PATTERNS for other in sought.pattern.finditer(joined) if sought.holds(other[0]))


def _otherwise(text: str, told: frozenset[_Labelled | Rule], after: frozenset[_Labelled | Rule], known: Known) -> Iterator[Find]:
    """Find the same where it is written in words, or with letters in place of digits."""
    if reading := in_digits(text):
        for first, last in reading.around(len(text) if told or after else _FARTHEST_REACH):
            for find in _all(reading.text[first:last], told, after, known, _ALL_PATTERNS):
                if (place := reading.place(first + find.start, first + find.end)) and not known.has(find.found, find.rule):
                    yield Find(find.rule, place[0], text[place[0]:place[1]])


_FARTHEST_REACH = 4_000
"""More signs than there are from one end of something that is found, and of the words that say what it is, to the other: a key is longest."""


def _as_name(word: str) -> str:
    """Return a word as names are spelt, where all of it is in capitals."""
    return word.capitalize() if word.isupper() else word


def _is_full_name(words: str, known: Known) -> bool:
    """Say whether words are a given name and a surname or its first letter, and name no place or body."""
    parts = [*map(_as_name, words.split())]
    return not {*parts[:-1]}.isdisjoint(known.names) and not any(_NO_SURNAMES.match(last) for last in (parts[-1], words.rsplit(maxsplit=1)[-1]))


def _days_of_birth(text: str, labelled: bool, after_label: bool) -> Iterator[Find]:
    if labelled or _BIRTH_WORD.search(text) or of_elsewhere(text):
        yield from (Find(BIRTH, day.start(), day[0]) for day in days_of_birth(text, labelled))
    if after_label:
        yield from (Find(BIRTH, day.start(), day[0]) for day in days_of_birth(text, labelled=True, alone=True))


def _names(text: str, told: bool, known: Known) -> Iterator[Find]:
    alone = _NAME_VALUE.fullmatch(text) if told else None
    in_text = (match for start, end in around(_NAME_WORD, text, _LONGEST_NAME) for match in _NAME_IN_TEXT.finditer(text, start, end))
    for match in (*([alone] if alone else ()), *in_text):
        parts = match[1].split()
        if parts[0] not in _NO_NAMES and (len(parts) > 1 or parts[0] in known.names):
            yield Find(CHILD_NAME, match.start(1), match[1])


def numbers(pieces: Iterable[Piece], file: str, known: Known, seen: Iterable[Piece] = ()) -> Iterator[Problem]:
    """Find what identifies a person in the pieces of a file, but for what the same words say by themselves among those that were ``seen``."""
    pieces = list(_worth_a_look(pieces, {piece.words for piece in seen if not (piece.before and _told_by(piece.before, line=True))}))
    if not pieces:
        return
    name = name_of(known.name, *(part for piece in pieces for part in (piece.words, piece.before, *piece.labels, "")))
    if known.passed.has(name):
        return
    every = [_Read.of(as_read(piece.words)) for piece in pieces]
    glance = _Glance.at(read.line for read in every) if len(every) > 2 else _ALL_PATTERNS
    found, asked = False, dict[str, bool]()
    asking = known.asking(asked)
    for piece, read in zip(pieces, every, strict=True):
        for problem in _problems(_finds(read, piece.labels, piece.before, asking, glance), piece, read.text, file):
            found = True
            yield problem
    if known.asked is not None:
        known.asked.update(asked)
    if not found and not asked:  # what is a contact's today need not be tomorrow
        known.passed.add(name)


def _worth_a_look(pieces: Iterable[Piece], seen: Container[str] = ()) -> Iterator[Piece]:
    """Return the pieces in which anything can be found that was not ``seen`` yet; most have neither a telling label nor a telling sign or word."""
    pieces = list(pieces)
    together = "\n".join([piece.words for piece in pieces if piece.words not in seen])
    some_have_a_sign, some_have_a_word, some_are_told = _has_telling_sign(together), _has_telling_word(together), False
    for piece in with_days_of_birth(pieces) if any(piece.labels for piece in pieces) else pieces:
        new = piece.words not in seen or any(map(says_age, piece.labels))
        told = any(map(_told_by, piece.labels)) or bool(piece.before and _told_by(piece.before, line=True))
        some_are_told = some_are_told or told
        if told or (new and some_have_a_sign and _has_telling_sign(piece.words)) or (new and some_have_a_word and _has_telling_word(piece.words)):
            yield piece
    if some_have_a_sign or some_have_a_word or some_are_told or seen:
        yield from (piece for piece in parted(pieces) if _one_number(piece))


_IN_PARTS = pattern(rf"\(?(?:0[1-9]\d{{1,4}}|\+ ?44(?: ?\(0\))? ?[1-9]\d{{1,3}})\)?(?:{_GAP}\d){{5,9}}|{_OUTWARD} {_INWARD}")
_TIMES = pattern(r"(?:[01]\d|2[0-3])[0-5]\d (?:[01]\d|2[0-3])[0-5]\d\b")


def _one_number(piece: Piece) -> bool:
    """Say whether parts of a number that stand in several pieces are to be read as one: where they look like a telephone number or a postcode, or words before them say what they are."""
    text = as_read(piece.words)
    if _IN_PARTS.fullmatch(text):
        return not _TIMES.match(text)
    return any(map(_told_by, piece.labels)) or bool(piece.before and _told_by(piece.before, line=True))


def turned(pieces: Iterable[Piece], file: str) -> Iterator[Problem]:
    """Find signs that turn the direction of writing."""
    for piece in pieces:
        if not piece.words.isascii() and (turning := TURNING.search(piece.words)):
            yield DIRECTION.problem(file, piece.line + piece.words.count("\n", 0, turning.start()))


def likely(pieces: Iterable[Piece], file: str, explained: Callable[[str], bool] = lambda initials: False) -> Iterator[Problem]:
    """Find days that may be somebody's day of birth though no word says so; short forms that are ``explained`` are nobody's initials."""
    for piece in pieces:
        if not may_hold_digits(piece.words):
            continue
        text = as_read(piece.words)
        if _YEAR.search(text):
            yield from _problems((Find(LIKELY_BIRTH, day.start(), day[0]) for day in likely_days_of_birth(text.replace("\n", " "), explained)), piece, text, file)


def _problems(found: Iterable[Find], piece: Piece, text: str, file: str) -> Iterator[Problem]:
    ends: list[int] | None = None
    for find in found:
        ends = [match.start() for match in re.finditer("\n", text)] if ends is None else ends
        yield find.rule.problem(file, piece.line + bisect_left(ends, find.start), found=find.found)


def masked(words: str) -> str:
    """Return words without anything that :func:`numbers` would find, for messages that quote a line."""
    text = as_read(words)
    spans = sorted((find.start, find.end) for find in finds(text))
    if not spans:
        return words
    shown, place = [], 0
    for start, end in spans:
        if start >= place:
            shown += [text[place:start], "…"]
        place = max(place, end)
    return "".join((*shown, text[place:]))
