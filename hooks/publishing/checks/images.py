"""Images in a text: each has words for those who cannot see it, and is not itself a picture of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from publishing.content.text import Text
from publishing.problems.problem import Problem
from publishing.problems.rule import SAFE, TEXT, WARNING, Rule, allowance

NO_WORDS = Rule("image-without-words", TEXT, "this image has no words for people who cannot see it",
                "Say between the square brackets what it shows: ![A family tree of three generations]({target}).",
                "A screen reader reads these words in the image's place.", {"target": "genogram.png"})
FILE_NAME = Rule("image-words", TEXT, 'the words of this image are "{words}", which says nothing of what it shows',
                 "Say what it shows: ![A family tree of three generations]({target}).",
                 "A screen reader reads these words in the image's place.", {"words": "image1.png", "target": "image1.png"})
PICTURE_OF_TEXT = Rule("picture-of-text", TEXT, 'the name of this image, "{name}", says that it is a picture of text',
                       "Write its text on the page. If it holds no text that the page does not have, add to the front matter: "
                       + allowance("picture-of-text", "{name}") + ".",
                       "Words in a picture cannot be read out, enlarged, translated or searched.", {"name": "poster.png"}, WARNING, allowable=True)
REMOTE = Rule("remote-image", SAFE, "this image is fetched from another site",
              "Put the file beside this page, if its owner allows that, and name it here: ![What it shows](picture.png).",
              "Another site would learn who reads this page, and could change the picture at any time.")

_TEXT_NAMES = re.compile(r"(^|[-_. ])(poster|flyer|leaflet|screenshot|screen-shot|scan|scanned|infographic|text|letter|slide|page|table)s?([-_. ]|\d|$)")
_NAMES = re.compile(r"(?i).*\.(png|jpe?g|gif|svg|webp)|(image|img|picture|photo|graphic|dsc|logo)[-_ ]?\d*|what (it|the picture) shows")


def check(text: Text) -> Iterator[Problem]:
    """Find images that some readers, or none, would get."""
    for link in text.links:
        if link.image:
            yield from _one(text.file, link.line, link.target, link.words)


def _one(file: str, line: int, target: str, words: str) -> Iterator[Problem]:
    name = unquote(target).rpartition("/")[2]
    if re.match("(?i)https?:", target):
        yield REMOTE.problem(file, line)
    if not words:
        yield NO_WORDS.problem(file, line, target=name[:60])
    elif _NAMES.fullmatch(words):
        yield FILE_NAME.problem(file, line, words=words[:60], target=name[:60])
    if _TEXT_NAMES.search(name.lower()):
        yield PICTURE_OF_TEXT.problem(file, line, found=name, name=name[:60])
