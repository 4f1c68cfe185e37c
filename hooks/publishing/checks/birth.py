"""Where a text tells on which day one person was born, and where it only speaks of births, or of everybody born in some years."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from publishing.checks.nearby import around
from publishing.words.dates import MONTHS
from publishing.words.patterns import pattern

# Days, in every spelling that we know of

_MONTH = rf"(?:{'|'.join(MONTHS)}|Sept|{'|'.join(month[:3] for month in MONTHS)})(?![a-z])\.?"
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth"
_DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?|(?:(?:twenty|thirty)[ -])?(?:{_ORDINALS}))"
_YEAR = r"(?:19|20)\d\d"
_SHORT_YEAR = rf"(?:{_YEAR}|'?\d\d)"
_PART = r" ?[-/.,_] ?"
_ROMAN = r"(?:I{1,3}|IV|VI{0,3}|IX|XI{0,2})"
_DATE = "|".join((
    rf"{_YEAR}[-/. _](?:0?[1-9]|1[0-2])[-/. _](?:0?[1-9]|[12]\d|3[01])",
    rf"\d{{1,2}}(?:{_PART}\d{{1,2}}{_PART}{_SHORT_YEAR}|[ _]\d{{1,2}}[ _]{_YEAR}|[-/. ]{_ROMAN}[-/. ]{_SHORT_YEAR})",
    rf"{_DAY}[-/., _]{{0,3}}(?:day )?(?:of )?{_MONTH}[-/., _]{{0,3}}{_SHORT_YEAR}",
    rf"{_MONTH}[-/., _]{{0,3}}(?:the )?{_DAY}[-/., _]{{1,3}}{_YEAR}",
    rf"{_YEAR}[-/., _]{{1,3}}{_MONTH}[-/., _]{{0,3}}{_DAY}",
))
DATE = pattern(rf"(?<!\d)(?:{_DATE})(?!\d)", re.IGNORECASE)
_MONTH_ALONE = rf"{_MONTH}[-/., _]{{0,3}}(?:of )?{_YEAR}|(?:0?[1-9]|1[0-2])[-/._]{_YEAR}|{_YEAR}[-/._](?:0[1-9]|1[0-2])"
"""Where somebody was born, the month with its year says nearly as much as the day."""
_WHEN = pattern(rf"(?<!\d)(?:{_DATE})(?!\d)|(?<![\d/.-])(?:{_MONTH_ALONE})(?![\d/-]|\.\d)", re.IGNORECASE)
_IN_A_DATE = pattern(r"\d\d")
_ROOM = 60
"""What stands in any date, and more signs than one has: elsewhere none need be looked for, which takes long."""
_RUN_TOGETHER = pattern(r"(?:(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)?\d\d)|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)")
"""A day without anything between its parts: only where a word says directly before it what it is."""

# Words that say that a day of birth follows

_ELSEWHERE = (r"date de naissance|fecha de nacimiento|data de nascimento|data di nascita|data urodzenia|data na[\u0219\u015f]terii|datum narozen\u00ed|geburtsdatum|gimimo data|dzim\u0161anas datums|"
              r"do\u011fum tarihi|\u0434\u0430\u0442\u0430 (?:\u0440\u043e\u0436\u0434\u0435\u043d\u0438\u044f|\u043d\u0430\u0440\u043e\u0434\u0436\u0435\u043d\u043d\u044f)|"
              r"\u062a\u0627\u0631\u064a\u062e (?:\u0627\u0644\u0645\u064a\u0644\u0627\u062f|\u0627\u0644\u0648\u0644\u0627\u062f\u0629)|\u062a\u0627\u0631\u06cc\u062e (?:\u062a\u0648\u0644\u062f|\u067e\u06cc\u062f\u0627\u0626\u0634)|\u51fa\u751f\u65e5\u671f|"
              r"geboortedatum|f\u00f8dselsdato|f\u00f6delsedatum|d\u00e1tum narodenia|datum rojstva|datum ro\u0111enja|sz\u00fclet\u00e9si (?:id\u0151|d\u00e1tum)|dit\u00eblindja|data e lindjes|"
              r"\u03b7\u03bc\u03b5\u03c1\u03bf\u03bc\u03b7\u03bd\u03af\u03b1 \u03b3\u03ad\u03bd\u03bd\u03b7\u03c3\u03b7\u03c2|\u0434\u0430\u0442\u0430 \u043d\u0430 \u0440\u0430\u0436\u0434\u0430\u043d\u0435|ng\u00e0y sinh|taariikhda dhalashada|\u091c\u0928\u092e \u0924\u093f\u0925\u093f|\u0a1c\u0a28\u0a2e \u0a2e\u0a3f\u0a24\u0a40|\u099c\u09a8\u09ae \u09a4\u09be\u09b0\u09bf\u0996")
"""In the languages of forms and leaflets that are translated here: French, Spanish, Portuguese, Italian, Polish, Romanian, Czech, German, Lithuanian,
Latvian, Turkish, Russian, Ukrainian, Arabic, Persian, Urdu, Chinese, Dutch, Danish, Norwegian, Swedish, Slovak, Slovene, Croatian, Hungarian,
Albanian, Greek, Bulgarian, Vietnamese, Somali, Hindi, Punjabi and Bengali; the last three without the marks that reading leaves out."""
_OF_ELSEWHERE = ("naissance", "nacimiento", "nascimento", "nascita", "urodzenia", "terii", "narozen", "geburts", "gimimo", "dzim", "tarihi",
                 "\u0440\u043e\u0436\u0434", "\u043d\u0430\u0440\u043e\u0434\u0436", "\u0627\u0644\u0645\u064a\u0644\u0627\u062f", "\u0627\u0644\u0648\u0644\u0627\u062f\u0629", "\u062a\u0648\u0644\u062f", "\u067e\u06cc\u062f\u0627\u0626\u0634", "\u51fa\u751f",
                 "geboorte", "f\u00f8dsels", "f\u00f6delse", "naroden", "rojstva", "ro\u0111enja", "sz\u00fclet", "lindj", "\u03b3\u03ad\u03bd\u03bd\u03b7\u03c3", "\u0440\u0430\u0436\u0434", "sinh", "dhalasha", "\u091c\u0928", "\u0a1c\u0a28", "\u099c\u09a8")
"""One of these stands in each of them, and they are quick to look for."""
_OF_ELSEWHERE_IN_ASCII = tuple(filter(str.isascii, _OF_ELSEWHERE))
_NOUN = (r"d0b|d\.o\.b\.?|d\. o\. b\.?|d/o/b|(?:dob|d o b|d of b)s?\.?|dates?[ _-]?of[ _-]?births?|"
         r"birth[ _-]?date(?:s)?|birth[ _-]?day(?:s)?|birth details|b-?day|dates? (?:he|she|they) (?:was|were) born")
_WORDS, _WORDS_ELSEWHERE = (pattern(rf"(?<![a-z])(?P<noun>{nouns})(?![a-z])|(?<![\w-])(?P<born>born)\b|(?<![\w-])(?P<birth>birth)\b|(?<![\w.-])(?P<b>b\.? ?)(?=\d)", re.IGNORECASE) for nouns in (_NOUN, f"{_NOUN}|{_ELSEWHERE}"))
_IN_A_WORD = pattern(r"[bBdD](?:(?<=[bB])(?:[iI\u0130\u0131][rR][tT][hH]|[oO][rR][nN]|-?[dD][aA][yY]|\.? ?\d)|(?<=[dD])(?:0| of |[ ./]{0,2}[oO][ ./]{0,2})[bB])")
"""Stands in each of them but those of elsewhere, none of which is as long as a date may be."""
LABEL = pattern(rf"\W{{0,20}}(?:(?:the |his |her |their )?(?:child|baby|pupil|patient|parent|mother|father|sibling)(?:'s|s')? )?(?:{_NOUN}|{_ELSEWHERE}|born(?: on)?|birth)"
                   r"(?: of (?:the )?\w+)?(?: ?[(\[][^)\]]{0,20}[)\]])?\W{0,20}", re.IGNORECASE)
"""The whole of a short line that says what the next words are."""

_TURNS = pattern(
    r"\b(?:publish(?:ed)?|updated?|added|agreed|introduced|launched|issued|review(?:ed|s)?|came|comes?|took|beg[ai]ns?|began|start(?:s|ed)?|changed?|required?|"
    r"must|should|will|shall|can|need(?:s|ed)?|from|since|before|after|between|until|till|up|onwards?|version|form|guidance|policy|protocol|act|law|regulations?|"
    r"meeting|conference|report|data|end(?:s|ed|ing)?|ask(?:s|ed)?|years?|within|not|no|study|cohort|when|if|or|than|during|earlier|later|prior|over|under|field|column|e\.?g|example|such as)\b",
    re.IGNORECASE)
"""After these the day is that of something else, or the beginning or end of a time."""
_SENTENCE_ENDS = pattern(r"[.!?;](?= )")
_OTHER_VERB = pattern(r"\b(?!aged\b)\w+ed\b", re.IGNORECASE)
_A_TIME = pattern(rf"\)?,? ?(?:(?:or|and|to|until|till) (?:later|after|before|earlier|onwards?|sooner|the present)|onwards?\b|(?:to|until|till|through|-) ?(?:the )?(?:{_DATE}|{_MONTH_ALONE}|{_MONTH}))", re.IGNORECASE)
_HELPING = pattern(r"(?:,? (?:who|that|which))?(?: (?:is|are|was|were|be|been|being|have been|has been|had been))?,?$", re.IGNORECASE)
_EVERYBODY = pattern(r"\b(?:any|every|each|all|no|most|many|more|fewer|other|anyone|everyone|everybody|anybody|nobody|those|people)\b(?: [\w'-]+){0,3}$", re.IGNORECASE)
_MANY = pattern(r"\b(?:babies|children|infants|pupils|students|people|young people|mothers|parents|adults|girls|boys|persons|births)$", re.IGNORECASE)
_CERTAIN = pattern(r"\b(?:the|her|his|their|my|our|these|both|whose|[2-9]|two|three|four|five|six|seven|eight|nine)(?: [\w'-]+){1,2}$", re.IGNORECASE)
_NOBODY = pattern(r"\b(?:it|idea|ideas|partnership|service|services|programme|campaign|project|board|team|network|charity|approach|scheme|group|forum|helpline|hub|way|ways|"
                     r"strategy|movement|organisation|organization|nhs|work|working|practice)$", re.IGNORECASE)
_OF_NOBODY = pattern(r"\b(?:its|our(?= (?:[\w-]+ )?$)|(?:partnership|service|programme|campaign|project|board|team|charity|scheme|helpline|hub|nhs|icon|queen|king|majesty)'s)(?: [\w'-]+){0,2} ?$", re.IGNORECASE)
_BIRTHDAY = pattern(r"days?$", re.IGNORECASE)
_ON_A_DAY = pattern(r"\W*(?:(?:is|was|are|were|will be|falls|fell|on|the|of|this|next|last|year|\w+day)\b\W*){0,5}", re.IGNORECASE)
_ANOTHER_MATTER = pattern(r":\W{0,70}\w{1,70}\W{1,70}\w|^ to (?:\W|be\b|$)|^(?! (?:at|in|to)\b)\W*\w+ \w[^,]*, ?$", re.IGNORECASE)
_AS_A_KIND = pattern(r"[ -](?:bab(?:y|ies)|child(?:ren)?|infants?|citizens?|again)\b", re.IGNORECASE)
_AT_ANOTHER_TIME = pattern(r" (?:before|after|between|since|during|from|within|by)\b| (?:in|on) [^.,;]{0,12}\d", re.IGNORECASE)
_PERSON = r"(?:bab(?:y|ies)|child(?:ren)?|sons?|daughters?|boys?|girls?|twins?|siblings?|brothers?|sisters?|infants?)"
_OF_SOMEBODY = pattern(rf" of (?:[\w'-]+ ){{0,3}}{_PERSON}\b", re.IGNORECASE)
_SOMEBODYS = pattern(r"(?:\b(?:his|her|their|whose|gave|giving)|'s) $", re.IGNORECASE)
_IS = pattern(r"[\s,():=-]{0,70}(?:(?:is|was|being|as) )?(?:(?:his|her|their|my|your|\w{1,40}'s) )?(?:\d{1,2}(?:st|nd|rd|th) )?", re.IGNORECASE)
_IS_BORN = pattern(r",? (?:[\w'-]+ ){1,4}(?:was|were) |[ ,(:-]{1,3}", re.IGNORECASE)
_IN_A_MONTH = pattern(r"[\s,:(-]{0,3}(?:(?:at|in) (?:[\w'-]{1,20},? ){1,3})?(?:(?:in|early|late|about|around) ){0,2}(?:mid-)?")
_IN_GENERAL = pattern(r" (?:is|are|may|might|can|could|will|would|should|must|has to|have to|starts?|begins?|needs?|counts?)\b")
"""What holds of whoever was born in a month, and is told of no one."""
_WEEKDAY = pattern(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,? ?(?:the )?$", re.IGNORECASE)
_PARTS = pattern(r"\b(?:appendix|annex|part|section|option|plan|table|figure|group|level|type|question|paragraph|tier)\W*$", re.IGNORECASE)
_VERB_FOLLOWS = pattern(r"s? (?:is|was|were|are|must|should|will|can|has|have|had|field|column|box|form)\b", re.IGNORECASE)
_FROM = pattern(r"\b(?:from|since|until|before|after|by)\W*$", re.IGNORECASE)
_PUNCTUATION = pattern(r"[\s:=,|()*_-]*(?:(?:is|was|on|the|dd/mm/yy(?:yy)?)\b[\s:=,|()*_-]*){0,3}", re.IGNORECASE)

_FARTHEST = 70
"""How many signs a day may stand from the word that says what it is."""
_FARTHEST_DAY = _FARTHEST + _ROOM
"""How far from the word it may begin or end: where no day need be looked for, which takes long."""


def of_elsewhere(text: str) -> bool:
    """Say whether a text may name a date of birth in another language."""
    small = text.lower()
    return any(map(small.__contains__, _OF_ELSEWHERE_IN_ASCII if small.isascii() else _OF_ELSEWHERE))


def announces(words: str, line: bool) -> bool:
    """Say whether a heading of a column, a key, or else a ``line`` of its own says that a day of birth follows."""
    if not _IN_A_WORD.search(words) and not of_elsewhere(words):
        return False
    return LABEL.fullmatch(words) is not None or (not line and re.search(rf"(?<![a-z])(?:{_NOUN})(?![a-z])", words, re.IGNORECASE) is not None and not _TURNS.search(words))


def days_of_birth(text: str, labelled: bool = False, alone: bool = False) -> Iterator[re.Match[str]]:
    """Find each day in a text, as :func:`publishing.words.as_read.as_read` returns it and on one line, that is somebody's day of birth.

    ``labelled`` says that the text stands where a heading or key announces such a day, and ``alone`` that only the piece before
    it does, so that the day has to stand at its beginning.
    """
    words = _words(text)
    if not words and not labelled:
        return
    reached = [(word.start() - _FARTHEST_DAY, word.end() + _FARTHEST_DAY) for word in words] + [(0, _FARTHEST_DAY)] * labelled
    days = [day for start, end in around(_IN_A_DATE, text, _ROOM) if any(first <= end and start <= last for first, last in reached) for day in _WHEN.finditer(text, start, end)]
    starts = [day.start() for day in days]

    def first(start: int, sort: str, farthest: int = _FARTHEST) -> re.Match[str] | None:
        place = bisect_left(starts, start)
        return _first_day(text, start, sort, days[place] if place < len(days) and starts[place] - start <= farthest else None)

    if labelled and (day := first(0, "noun", 12 if alone else _FARTHEST)):
        yield day
    for word in words:
        sort = str(word.lastgroup)
        day = first(word.end(), sort)
        if day is None and sort in ("noun", "born") and (place := bisect_left(starts, word.start())) and DATE.match(days[place - 1][0]) and _is_day_before(text, word, sort, days[place - 1]):
            day = days[place - 1]
        if day and _MEANS_SOMEBODY[sort](text, word, day):
            yield day


def _words(text: str) -> list[re.Match[str]]:
    """Return the words of a text that say that a day of birth follows, or stands before them."""
    if of_elsewhere(text):
        return [*_WORDS_ELSEWHERE.finditer(text)]
    return [word for start, end in around(_IN_A_WORD, text, _ROOM) for word in _WORDS.finditer(text, start, end)]


def _first_day(text: str, start: int, sort: str, day: re.Match[str] | None) -> re.Match[str] | None:
    """Return the day that belongs to a word of that sort, which ends at ``start``; ``day`` is the next one there."""
    if sort == "noun" and (together := _RUN_TOGETHER.match(text, _PUNCTUATION.match(text, start).end())):  # type: ignore[union-attr]  # it matches always
        day = together
    if day is None or _A_TIME.match(text, day.end()):
        return None
    between = _WEEKDAY.sub("", text[start:day.start()].removeprefix("?"))
    if sort == "b":
        return day if not between else None
    if "|" in between and (between.count("|") > 1 or re.search(r"\w", between)):  # another cell of a table as it is written
        return None
    if _SENTENCE_ENDS.search(between) or _TURNS.search(between) or re.search(r"\bby\W*$", between):
        return None
    if _ANOTHER_MATTER.search(between) or (sort == "born" and _OTHER_VERB.search(between)):
        return None
    if sort == "born" and not DATE.match(day[0]) and (not _IN_A_MONTH.fullmatch(between) or _IN_GENERAL.match(text, day.end())):
        return None
    if sort == "noun" and (re.search(r"\b\w+ed on\W*$", between) or (_BIRTHDAY.search(text, start - 10, start) and not _ON_A_DAY.fullmatch(between))):
        return None
    return day


def _is_somebodys(text: str, word: re.Match[str], day: re.Match[str]) -> bool:
    """Say whether a birthday is a person's, and not that of a service."""
    return not _OF_NOBODY.search(text[max(0, word.start() - 80):word.start()])


def _is_somebody_born(text: str, word: re.Match[str], day: re.Match[str]) -> bool:
    """Say whether the words before "born" mean a person, and neither a thing nor all persons of some kind."""
    before = text[max(0, word.start() - 80):word.start()]
    subject = _HELPING.sub("", re.split(r"[.!?;:]\s", before)[-1].rstrip())
    if _NOBODY.search(subject) or _EVERYBODY.search(subject) or _AS_A_KIND.match(text, word.end()):
        return False
    return not _MANY.search(subject) or _CERTAIN.search(subject) is not None or before.rstrip().endswith(",")


def _is_a_birth(text: str, word: re.Match[str], day: re.Match[str]) -> bool:
    between = text[word.end():day.start()]
    if re.fullmatch(r"\s?[:=]?\s?", between) or _OF_SOMEBODY.match(between):
        return True
    before = text[max(0, word.start() - 12):word.start()]
    return bool(_SOMEBODYS.search(before)) or (before.endswith("at ") and not re.search(r"\w", between))


def _is_no_list(text: str, word: re.Match[str], day: re.Match[str]) -> bool:
    """Say whether "b." is no letter of a list, and has its full stop or stands after a bracket or comma."""
    before = text[max(0, word.start() - 200):word.start()]
    if before.rstrip().endswith(("(", ",")):
        return True
    return "." in word[0] and not re.search(r"(?:^|\s)\(?a[.)]? ", before, re.IGNORECASE) and not _PARTS.search(before)


_MEANS_SOMEBODY = {"noun": _is_somebodys, "born": _is_somebody_born, "birth": _is_a_birth, "b": _is_no_list}


def _is_day_before(text: str, word: re.Match[str], sort: str, day: re.Match[str]) -> bool:
    """Say whether a day belongs to a word that stands directly behind it."""
    if word.start() - day.end() > _FARTHEST or _VERB_FOLLOWS.match(text, word.end()) or _FROM.search(text[max(0, day.start() - 10):day.start()]):
        return False
    if sort == "born" and _AT_ANOTHER_TIME.match(text, word.end()):
        return False
    return (_IS_BORN if sort == "born" else _IS).fullmatch(text, day.end(), word.start()) is not None


_LIKELY = pattern(rf"\b(?:boy|girl|baby|son|daughter|sibling|brother|sister|twins?|newborn)[ ,(-]{{1,3}}(?={_DATE})|\b(?:child|baby|sibling|pupil|twin|young person) (?-i:[A-Z\d]{{1,2}}) ?[(,:-] ?(?=\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}})|"
                     rf"(?<![\w.])(?-i:[A-Z]\. ?[A-Z])(?:\.? ?\(|\.?, )(?={_DATE})|(?<!\w)(?P<initials>(?-i:[A-Z]{{2}}))(?: \(|, )(?=\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b)|"
                     rf"\b(?:EDD|expected date of (?:delivery|birth|confinement)|baby (?:is )?due)[:\s]{{0,2}}(?:(?:is|was|on) ){{0,2}}(?={_DATE})|"
                     rf"\b(?:turn(?:s|ed)|will be|became) (?:\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh)teen) on (?:the )?(?={_DATE})", re.IGNORECASE)


def likely_days_of_birth(text: str, explained: Callable[[str], bool] = lambda initials: False) -> Iterator[re.Match[str]]:
    """Find days that stand directly beside a child or initials, but for short forms that are ``explained``, without a word that says what they are."""
    for match in _LIKELY.finditer(text):
        day = DATE.match(text, match.end())
        if day and not _A_TIME.match(text, day.end()) and not (match["initials"] and explained(match["initials"])):
            yield day
