"""Folding: what makes two ways of writing a word the same word to the search.

The rules are data. The index carries them to the reader's browser (:func:`rules`), where ``folding.js`` applies them to
what is typed, so they are written once. Keep regular expressions to what Python and JavaScript read alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from itertools import filterfalse, groupby
from operator import itemgetter
from typing import Any

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
           "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

APOSTROPHES = "\u2018\u2019'`\u02bc\u2032"
"""As keyboards have them. An acute accent by itself becomes a space: :data:`GLUE` has what then stands alone."""

TEXT_RULES: tuple[tuple[str, str], ...] = (
    *((rf"\b({'|'.join(_TENS)})[ -]{unit}\b", f"$1 {number}") for number, unit in enumerate(NUMBERS[1:10], 1)),
    *((rf"\b{ten} (?=[1-9]\b)", str(number)) for number, ten in enumerate(_TENS, 2)),  # forty-seven
    (f"[{APOSTROPHES}](?:s|d|m|ll|re|ve)\\b", ""),               # children's, she'll
    (f"[{APOSTROPHES}]", ""),                                  # doesn't, childrens'
    (r"\b([a-z])\.([a-z])\.(?:([a-z])\.)?(?:([a-z])\.?)?", r"$1$2$3$4"),  # M.A.S.H.
    (r"\b(?:sections?|sect|sec|s)[ .-]*(\d+)", "s$1"),            # section 47, s.47, s47, section-47
    (r"\blevels? (\d)\b", "level $1"),
    (r"\b(\d+) ?wd\b", "$1 working days"),                      # 15wd
    (r"\b(\d+) ?mins?\b", "$1 minute"),                         # 7min
)
"""Replacements in the whole text, in small letters and without accents. ``$1`` is what the first bracket matched."""

WORD_RULES: tuple[tuple[str, str], ...] = (
    (r"^child(?:ren|rens|s)$", "child"),
    (r"^(wom|m)ens?$", "$1an"),
    (r"ae", "e"),                                               # paediatric
    (r"^(advis)or", "$1er"),
    (r"^pregnan.*", "pregnan"),
    (r"is(e|ed|es|er|ing|ation|ations)$", "iz$1"),              # organisation, radicalisation
    (r"ys(e|ed|es|ing)$", "yz$1"),
    (r"(behavi|hon|neighb|lab|fav|harb|col|hum|rum)our", "$1or"),
    (r"^(program)mes?$", "$1"),
    (r"^(judg)e(ment)", "$1$2"),
    (r"^enquir", "inquir"),
    (r"^(cent)re(s?)$", "$1er$2"),
    (r"^practis", "practic"),
    (r"^licens", "licenc"),
    (r"^missing$", "missin"),                                   # a missing child, and a missed appointment
    (r"^prevent(?=i|at)", "prevnt"),                            # Prevent is a duty's name, and prevention is early help
)
"""Replacements within one word, in order: spellings, British and other."""

STEM_STEPS: tuple[tuple[tuple[str, str, int], ...], ...] = (
    (("sses", "ss", 0), ("ies", "y", 1), ("ss", "ss", 0), ("us", "us", 0), ("is", "is", 0), ("s", "", 1)),
    (("eed", "ee", 1), ("ied", "y", 1), ("ed", "+", -1), ("ing", "+", -1)),
    (("ational", "ate", 1), ("tional", "tion", 1), ("ization", "ize", 1), ("ation", "ate", 1), ("fulness", "ful", 1),
     ("ousness", "ous", 1), ("iveness", "ive", 1), ("ally", "al", 1), ("ently", "ent", 1), ("izer", "ize", 1),
     ("ator", "ate", 1), ("ality", "al", 1), ("ivity", "ive", 1), ("ability", "able", 1)),
    (("icate", "ic", 1), ("ative", "", 1), ("alize", "al", 1), ("ical", "ic", 1), ("ful", "", 1), ("ness", "", 1), ("ly", "", 2)),
    (("ement", "", 2), ("ment", "", 2), ("ance", "", 2), ("ence", "", 2), ("able", "", 2), ("ible", "", 2), ("ant", "", 2),
     ("ent", "", 2), ("sion", "s", 2), ("tion", "t", 2), ("al", "", 2), ("er", "", 2), ("ic", "", 2), ("ate", "", 2),
     ("ous", "", 2), ("ive", "", 2), ("ize", "", 2)),
    (("e", "", -2),),
)
"""Suffixes after Porter (1980), "An algorithm for suffix stripping", shortened: of each step the first suffix that fits
is replaced, if what stands before it has at least so many syllables (Porter's measure). -1: it has a vowel. +: the
suffix goes, and so does the second of two like consonants; an e is put back after at, bl, iz and in short words. -2: it
goes unless what is left is one short syllable: care is not a car, and cope is no cop."""

GLUE = frozenset("a an the of for to in on at by and or is are was were be been with from as it its this that too s t".split())
"""Words that carry nothing, not even in a phrase: they are dropped before anything else."""

WEAK = frozenset(("what how who whom when where why which do does did i im my me we our us you your they them their he she "
                  "his her if should can could would will shall has have had there here about get got need want does "
                  "mean means meaning stand stands please find tell not no any some wont cant dont doesnt didnt isnt arent wasnt whats hows "
                  "ive yet just also whos shes hes theyre youre thats theres theyve lets really").split())
"""Words of questions: they count in a phrase ("who is in the family") and hardly by themselves."""

SOUND_RULES: tuple[tuple[str, str], ...] = (
    ("^(?:kn|gn|pn)", "n"), ("^wr", "r"), ("^ps", "s"), ("^wh", "w"),
    ("ph", "f"), ("ght", "t"), ("sch", "sk"), ("tch", "x"), ("s?ch(?=[rlm])", "k"), ("ch", "x"), ("sh[ou]n|sh|[tsc]ion|[ct]ia", "x"),
    ("s?c(?=[eiy])", "s"), ("dg|g(?=[eiy])", "j"), ("ck|c|q", "k"), ("x(?=.)", "ks"), ("z", "s"), ("v", "f"),
    ("(?!^)[aeiouyhw]+", ""), ("^[aeiouy]", "a"), (r"(.)\1+", "$1"),
)
"""How a word sounds, roughly: jenogram as genogram, fone as phone. Replacements within one word, in order."""

ALPHABET = "0123456789bcdfghjklmnpqrstvwxyz_"
"""The letters of keys: without vowels, so that no key is a word by accident."""
_PAIRS = [first + second for second in ALPHABET for first in ALPHABET]
"""What ten bits of a key are written as, which begins with the lowest."""

_DIGITS = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")
"""As Python writes numbers with so many digits."""

SALT = "search"
KEY_LENGTH = 6
_SHARD_LETTERS = 4
"""So many letters of a key, the last above all, say in which file it stands."""
_SIEVED = 4096
"""So many places has a sieve. Of some twenty in a file one word of two hundred is taken for one that is among them."""


def rules() -> dict[str, Any]:
    """Return everything above as the index carries it."""
    return {"numbers": NUMBERS, "text": TEXT_RULES, "word": WORD_RULES, "stem": STEM_STEPS, "glue": sorted(GLUE),
            "weak": sorted(WEAK), "sound": SOUND_RULES, "alphabet": ALPHABET, "salt": SALT}


_TEXT, _WORDS, _SOUNDS = ([(re.compile(pattern), re.sub(r"\$(\d)", r"\\g<\1>", new)) for pattern, new in of]
                          for of in (TEXT_RULES, WORD_RULES, SOUND_RULES))
_NEEDED_IN_TEXT = (*[f"ty[ -](?:{'|'.join(f'(?<={ten}.)' for ten in _TENS)})"] * (9 + len(_TENS)), f"[{APOSTROPHES}]", f"[{APOSTROPHES}]", r"\.[a-z]\.",
                   r"[nstc][ .-]*\d", "level", r"\d ?(?:wd|min)", r"\d ?(?:wd|min)")
"""What a text must have for each of its rules to find anything: to look for that takes a tenth of the time."""
_TEXT_BY_NEED = [(re.compile(needed), [rule for _, rule in same]) for needed, same in groupby(zip(_NEEDED_IN_TEXT, _TEXT, strict=True), key=itemgetter(0))]
_ANY_OF_WORDS = re.compile("|".join(f"(?:{pattern})" for pattern, _ in WORD_RULES))
_STEPS = [(step, tuple(suffix for suffix, _, _ in step)) for step in STEM_STEPS]
_NUMBERS = {word: str(number) for number, word in enumerate(NUMBERS)}


def plain(text: str) -> str:
    """Return text in small letters without accents, with the text rules applied."""
    return "\n".join(_plain_lines(text))


def _plain_lines(text: str) -> list[str]:
    """Return the lines of a text, plain: no rule reaches beyond a line, so what one needs is looked for in all of them at once."""
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_unless_combining, unicodedata.normalize("NFKD", text))
    text = text.lower()
    lines = text.split("\n")
    for needed, of_text in _TEXT_BY_NEED:
        if needed.search(text):
            lines = [reduce(_replaced, of_text, line) if needed.search(line) else line for line in lines]
            text = "\n".join(lines)
    return lines


def _replaced(text: str, rule: tuple[re.Pattern[str], str]) -> str:
    pattern, new = rule
    return pattern.sub(new, text)


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _unless_combining(letter: re.Match[str]) -> str:
    return "" if unicodedata.combining(letter[0]) else letter[0]


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared when a word is misspelt, glue left out."""
    return [*filterfalse(GLUE.__contains__, all_words(text))]


def words_of_each(texts: Iterable[str]) -> list[list[str]]:
    """Return :func:`words` of each text: they are looked through at once, each as a line."""
    lines = [text.replace("\n", "\r") for text in texts]
    return [[*filterfalse(GLUE.__contains__, _WORD.findall(line))] for line in _plain_lines("\n".join(lines))] if lines else []


def all_words(text: str) -> list[str]:
    """Return the words of a text with its glue."""
    return _WORD.findall(plain(text))


_WORD = re.compile("[a-z0-9]+")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return what a word has in common with its other forms."""
    word = _NUMBERS.get(word, word)
    if _ANY_OF_WORDS.search(word):
        for pattern, new in _WORDS:
            word = pattern.sub(new, word)
    if len(word) <= 2 or word[0].isdigit():
        return word
    for step, suffixes in _STEPS:
        if word.endswith(suffixes):
            word = _step(word, step)
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeious" else word


def _step(word: str, step: Sequence[tuple[str, str, int]]) -> str:
    for suffix, new, least in step:
        if not word.endswith(suffix):
            continue
        before = word[:len(word) - len(suffix)]
        if least == -1:
            return _mended(before) if re.search("[aeiouy]", before) else word
        if least == -2:
            return word if _is_short(before) else before
        return before + new if _measure(before) >= least or (least == 1 and suffix in ("s", "ies", "ied") and len(before) > 1) else word
    return word


def _mended(before: str) -> str:
    if re.search("(at|bl|iz)$", before):
        return before + "e"
    if re.search(r"([^aeiouylsz])\1$", before):
        return before[:-1]
    return before + "e" if _is_short(before) else before


def _is_short(text: str) -> bool:
    return len(text) < 3 or (_measure(text) == 1 and re.search("[^aeiouy][aeiouy][^aeiouywx]$", text) is not None)


def _measure(text: str) -> int:
    return len(re.findall("(?<![aeiouy])[aeiouy]++[^aeiouy]+", text))


def _hashed(text: str, value: int = 2166136261) -> int:
    """Return text as a number (FNV-1a), begun with that of what stands before it."""
    for byte in text.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


_SALTED = _hashed(SALT)


@lru_cache(maxsize=100_000)
def key(text: str) -> str:
    """Return the key of a folded word, or of several keys put together: it does not tell what it was made from."""
    value = _hashed(text, _SALTED)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        value = (value ^ value >> shift) * factor & 0xFFFFFFFF
    return _PAIRS[value >> 2 & 1023] + _PAIRS[value >> 12 & 1023] + _PAIRS[value >> 22]


def sound(word: str) -> str:
    """Return what a word has in common with others that sound like it."""
    for pattern, new in _SOUNDS:
        word = pattern.sub(new, word)
    return word


def phrase_key(keys: Iterable[str]) -> str:
    """Return the key of words in a row."""
    return key("".join(keys))


def number_of(of: str) -> int:
    """Return a key as the number that it spells."""
    return sum(ALPHABET.index(letter) << 5 * place for place, letter in enumerate(of))


def shard(of: str, shards: int) -> int:
    """Return in which of so many files a key stands."""
    return int(of[:_SHARD_LETTERS].translate(_DIGITS), len(ALPHABET)) % shards


def in_file(of: str) -> str:
    """Return a key as it stands in its file: without the letter that says most of which file that is. Of a phrase, which lies by another key, five letters do."""
    return of[:_SHARD_LETTERS - 1] + of[_SHARD_LETTERS:]


def in_sieve(of: str) -> int:
    """Return the place of a key in the sieve of its file, by letters that say nothing of which file that is."""
    return number_of(of[_SHARD_LETTERS:] + of[0]) % _SIEVED


class Folder:
    """Folds texts into keys, with the spelling variants of the vocabulary."""

    def __init__(self, variants: Iterable[tuple[str, str]] = ()) -> None:
        """``variants`` are pairs: a way of writing, and the way that it is folded to."""
        self.variants: dict[str, tuple[str, ...]] = {}
        self._longest = 1
        self._beginning_with: dict[str, list[tuple[list[str], list[str]]]] = defaultdict(list)
        """The variants by their first key, longest first: the keys as written, and as meant."""
        self._folded: dict[str, list[str]] = {}
        for written, meant in variants:
            old, new = word_keys(written), word_keys(meant)
            if old and old != new:
                self.variants[phrase_key(old)] = tuple(new)
                self._longest = max(self._longest, len(old))
                known = self._beginning_with[old[0]]
                known[:] = sorted((*(variant for variant in known if variant[0] != old), (old, new)), key=lambda variant: -len(variant[0]))

    @property
    def longest(self) -> int:
        """How many words the longest variant has."""
        return self._longest

    def keys(self, text: str) -> list[str]:
        """Return the keys of a text's words, variants replaced. The same text is folded once."""
        if text not in self._folded:
            self._folded[text] = self.keys_of(words(text))
        return self._folded[text]

    def know(self, text: str, found: Iterable[str]) -> None:
        """Take over the words of a text that is to be folded, from somebody who has them."""
        if text not in self._folded:
            self._folded[text] = self.keys_of(found)

    def read(self, texts: Sequence[str]) -> None:
        """Fold many texts at once, which takes less time than one by one."""
        for text, found in zip(texts, words_of_each(texts), strict=True):
            self.know(text, found)

    def keys_of(self, found: Iterable[str]) -> list[str]:
        """Return the keys of the words of a text, for one that is folded once: nothing of it is kept."""
        return self.replaced([*map(_KEYS.__getitem__, found)])

    def replaced(self, keys: list[str]) -> list[str]:
        """Return keys with variants replaced, longest first."""
        beginning = self._beginning_with
        if beginning.keys().isdisjoint(keys):
            return keys
        found: list[str] = []
        done = 0
        for start in [place for place, one in enumerate(keys) if one in beginning]:
            for old, new in beginning[keys[start]] if start >= done else ():
                if keys[start:start + len(old)] == old:
                    found += keys[done:start]
                    found += new
                    done = start + len(old)
                    break
        return found + keys[done:]


def word_keys(text: str) -> list[str]:
    """Return the key of each word of a text."""
    return [*map(_KEYS.__getitem__, words(text))]


class _KeysOfWords(dict[str, str]):
    """The key of each word that was met: a look at a dictionary is what most of the index's time went to."""

    def __missing__(self, word: str) -> str:
        self[word] = found = key(stem(word))
        return found


_KEYS = _KeysOfWords()
