"""HTML, as Word or a converter of Word files writes it, as Markdown in our grammar. What is text there stays text here.

Not a library: each of those we looked at (markdownify, html2text) escapes too little, so that a star or double braces in
a sentence become signs, or so much that nobody can read the text that an officer then works on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from xml.etree.ElementTree import Element

import html5lib

from publishing.reading.characters import SPACES, UNSEEN
from publishing.reading.html import NOT_SHOWN

Picture = Callable[[Element], str]
"""Returns the Markdown of an ``img``; nothing where it is left out."""


@dataclass(frozen=True)
class _Piece:
    """A stretch of a line."""

    text: str
    sort: str = "text"
    """Else ``break``, or ``done`` for Markdown that is finished."""
    bold: bool = False
    italic: bool = False
    struck: bool = False
    href: str = ""


@dataclass
class Lost:
    """What could not be carried over from HTML."""

    links: list[str] = field(default_factory=list)
    """The words of links that led to somebody's computer."""
    unfollowed: list[str] = field(default_factory=list)
    """The words of links that lead nowhere outside the page or program where they stood."""
    pictured: list[str] = field(default_factory=list)
    """The addresses of links whose words were a picture."""
    merged: list[str] = field(default_factory=list)
    """The first words of tables with merged cells."""
    laid_out: list[str] = field(default_factory=list)
    """The first words of tables that only placed text on a page."""
    comments: int = 0
    changes: int = 0
    """How many comments and tracked changes stood in it: the text is as if all were accepted."""
    hidden: int = 0
    """How many stretches of words that Word hides."""


_BLOCKS = frozenset("address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)", re.IGNORECASE)
_LIST_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
_IGNORED = re.compile(r"mso-list:\s*Ignore", re.IGNORECASE)
_COMMENT = re.compile(r"mso-element:\s*comment(?!-list)", re.IGNORECASE)
_WEIGHT, _SLANT = re.compile(r"(?<!-)font-weight:\s*(bold|normal|[1-9]00)", re.IGNORECASE), re.compile(r"(?<!-)font-style:\s*(italic|normal)", re.IGNORECASE)
"""How programs other than Word say it, Google Docs above all, which puts all of a text into a ``b`` that is not bold. What Word says behind ``mso-bidi-`` is for other scripts."""
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all", re.IGNORECASE)
"""How HTML and Word say that words are not shown; web pages and mail are full of the first."""
_NUMBER = re.compile(r"[0-9]{1,9}[.)]")
_NOTE = re.compile(r"#?(?:_?(?P<word>ftn|edn)t?_?|sd(?P<office>foot|end)note|(?P<mammoth>foot|end)note-)(?P<back>ref-?)?(?P<number>\d{1,4})(?P<anchor>sym|anc)?")
"""What notes and the way back from them are called by Word, Google Docs, LibreOffice and mammoth."""
_ENDS_IN_SIGNS, _ESCAPED = re.compile(r"(?<![#\\])(#{1,80})$"), r"\\\1"
"""What would be taken for the end of a heading, and the same as text."""
_BOXES = {"checked": "\u2611 ", "unchecked": "\u2610 "}
"""The boxes of a form, and those of Google Docs, which are pictures with these words."""
_BOLD_ALONE = re.compile(r"\*\*[^*]{1,80}\*\*")
_A_FILE = re.compile(r"file:|[A-Za-z]:[\\/]|\\\\|(?![A-Za-z][\w+.-]*:|[/?]|[^?#]*\.(?:html?|php|aspx?)(?:[?#]|$))", re.IGNORECASE)
"""How Word and Explorer name what lies on a disk: a path of a web page begins with a stroke, and its pages have endings of their own."""
_FOLLOWED = re.compile(r"(?:https?://|mailto:|tel:)\S", re.IGNORECASE)


def markdown_of(html: str, picture: Picture | None = None, lost: Lost | None = None) -> str:
    """Return HTML as Markdown, without an empty line at its end."""
    return _Writer(picture or _named, lost or Lost()).whole(html5lib.parseFragment(html, namespaceHTMLElements=False))


def _named(picture: Element) -> str:
    """Return a picture by the name that its address ends with: the file itself did not come along."""
    name = re.split(r"[/\\]", picture.get("src", ""))[-1]
    return f"![{escaped(picture.get('alt', ''))}]({name or 'picture.png'})".replace(" ", "-") if name else ""


def escaped(words: str, links: bool = True, goes_on: bool = False) -> str:
    """Return words so that nothing in them is a sign of Markdown or the beginning of a macro; what begins a line is :func:`_begun`'s.

    An address makes a link of itself, as on GitHub, but not without ``links``. ``goes_on`` says that a sign stands straight behind the words.
    """
    made, place = "", 0
    for found in _ADDRESS.finditer(words):
        address = found[0].rstrip("?!.,:;*_~'\")]}\u2019\u201d")
        behind = found[0][len(address):] + words[found.end():found.end() + 1] + ("*" if goes_on and found.end() == len(words) else "")
        made += _signs_escaped(words[place:found.start()])
        place = found.start() + len(address)
        if links and "{" not in address and re.fullmatch(r"(?i:https?)://[a-zA-Z0-9].*", address):
            made += address if _PLAIN_ADDRESS.fullmatch(address) and not behind.strip(" .,;)") else f"<{address}>"
        else:
            made += re.sub(r"(https?(?=://)|www(?=\.))", r"\1\\", _signs_escaped(found[0]), flags=re.IGNORECASE)
            place = found.end()
    return made + _signs_escaped(words[place:])


_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s<>]*", re.IGNORECASE)
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9:/.?=%#+@,;_-]+")


def _signs_escaped(words: str) -> str:
    words = re.sub(r"\\(?=[!-/:-@\[-`{-~]|$)", r"\\\\", words)
    words = re.sub(r"([*`\[\]~<]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;))", r"\\\1", words)
    return re.sub(r"\{(?=[{%#])", r"{\\", words)


def _begun(line: str) -> str:
    """Return a line that begins a paragraph, or goes on with one, so that nothing but text begins there."""
    line = re.sub(r"^([0-9]{1,9})(?=[.)](?:\s|$))", r"\1\\", line)
    return re.sub(r"^(?=[#>|=:]|[-+](?:\s|$)|-{2,}|!!!|\?\?\?|:::)", r"\\", line)


class _Writer:
    def __init__(self, picture: Picture, lost: Lost) -> None:
        self._picture, self._lost = picture, lost
        self._notes: list[str] = []
        self._in_note = False

    def whole(self, root: Element) -> str:
        blocks = self._blocks(root)
        return "\n\n".join([*blocks, *self._notes])

    def _blocks(self, element: Element) -> list[str]:
        """Return the blocks within an element."""
        if self._leaves_out(element):
            return []
        blocks: list[str] = []
        line: list[_Piece] = []

        def ended() -> None:
            blocks.extend(self._paragraphs(line))
            line.clear()

        line += _text(element.text)
        children = list(element)
        place = 0
        while place < len(children):
            child = children[place]
            if not isinstance(child.tag, str) or child.tag in NOT_SHOWN or child.tag in ("head", "title", "meta", "link", "xml"):
                pass
            elif child.tag in _BLOCKS:
                ended()
                if _level(child):
                    end = place
                    while end < len(children) and isinstance(children[end].tag, str) and _level(children[end]):
                        end += 1
                    blocks.append(self._word_list(children[place:end]))
                    place = end
                    continue
                blocks.extend(self._block(child))
            elif any(inner.tag in _BLOCKS for inner in child.iter() if inner is not child and isinstance(inner.tag, str)):
                ended()
                blocks.extend(self._blocks(child))
            else:
                line += self._pieces(child, _Piece(""))
            line += _text(child.tail)
            place += 1
        ended()
        return blocks

    def _block(self, element: Element) -> list[str]:
        tag, given = element.tag, element.get("style", "")
        if _COMMENT.search(given):
            self._lost.comments += 1
            return []
        if self._leaves_out(element):
            return []
        if not self._in_note and (note := _begun_note(element)):
            self._in_note = True
            self._notes += [f"[^{note}]: {words}"] if (words := " ".join(" ".join(self._blocks(element)).split())) else []
            self._in_note = False
            return []
        heading = _heading(element)
        if heading:
            words = self._line([replace(piece, bold=False) for piece in self._pieces(element, _Piece(""))], breaks=" ")
            return [f"{'#' * heading} {_ENDS_IN_SIGNS.sub(_ESCAPED, words)}"] if words else []
        if tag in ("ul", "ol"):
            made = self._list(element)
            return [made] if made else []
        if tag == "table":
            return self._table(element)
        if tag == "blockquote":
            return ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(inner).split("\n"))] if (inner := self._blocks(element)) else []
        return [] if tag == "hr" else self._blocks(element)

    def _leaves_out(self, element: Element) -> bool:
        """Say whether nobody saw an element, because it was hidden or deleted; take note of what was hidden on purpose, and of each tracked change."""
        given = element.get("style", "")
        if _HIDDEN.search(given) or "hidden" in element.attrib:
            self._lost.hidden += bool("mso-hide" in given.lower() and "".join(element.itertext()).strip())
            return True
        if element.tag in ("ins", "del") and element.get("datetime"):
            self._lost.changes += 1
            return element.tag == "del"
        return False

    # Lists

    def _list(self, element: Element) -> str:
        if all("footnote" in (item.get("id") or "") or "endnote" in (item.get("id") or "") for item in element) and len(element):
            for item in element:
                note = _NOTE.fullmatch(item.get("id") or "")
                self._notes.append(f"[^{_name(note) if note else len(self._notes) + 1}]: {' '.join(' '.join(self._blocks(item)).split())}")
            return ""
        first = _number(element, next((item for item in element if item.tag == "li"), element))
        entries: list[list[str]] = []
        for item in element:
            if item.tag in ("ul", "ol"):  # Google Docs puts the list within an item behind it
                inner = self._list(item)
                if entries and inner:
                    entries[-1].append(inner)
                elif inner:
                    entries.append([inner])
            elif item.tag == "li" and (blocks := self._blocks(item)):
                entries.append(blocks)
        items = [_item(f"{number}." if element.tag == "ol" else "-", blocks) for number, blocks in enumerate(entries, first)]
        if len(items) == 1 and element.tag == "ol" and (bold := _BOLD_ALONE.fullmatch(items[0].partition(" ")[2])):
            return bold[0]  # a heading that Word numbers
        return "\n".join(items)

    def _word_list(self, items: Sequence[Element]) -> str:
        """Return what Word's own HTML means as items of a list: paragraphs, or, on the web, a list for each item."""
        lines: list[str] = []
        widths: list[int] = []
        for item in items:
            level, online = _level(item), _online_item(item)
            if online:
                sign, words = (f"{_number(*online)}." if online[0].tag == "ol" else "-"), online[1]
            else:
                sign, words = "".join("".join(part.itertext()) for part in item.iter() if isinstance(part.tag, str) and _IGNORED.search(part.get("style", ""))).strip(f" {SPACES}\t\n"), item
            begin, pieces = _sign(sign, self._pieces(words, _Piece("")))
            del widths[level - 1:]
            line = self._line(pieces, breaks=" ")
            if line:
                lines.append(f"{' ' * sum(widths)}{begin} {_begun(line)}")
                widths.append(len(begin) + 1)
        return "\n".join(lines)

    # Tables

    def _table(self, element: Element) -> list[str]:
        within = {row for cell in element.iter() if cell.tag in ("td", "th") for row in cell.iter("tr")}
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr") if row not in within and not self._leaves_out(row)]
        rows = [row for row in rows if row]
        said = [block for caption in element if caption.tag == "caption" for block in self._blocks(caption)]
        first = " ".join(" ".join(element.itertext()).split())[:40]
        most = max((sum(_span(cell, "colspan") for cell in row) for row in rows), default=0)
        cells = [[self._blocks(cell) for cell in row] for row in rows]
        if most < 2 or len(rows) < 2 or _places_text(cells) or any(list(cell.iter("table")) for row in rows for cell in row):
            if most > 1:
                self._lost.laid_out.append(first)
            return [*said, *(_title(block) or block for row in cells for cell in row for block in cell)]
        if any(_span(cell, name) > 1 for row in rows for cell in row for name in ("colspan", "rowspan")):
            self._lost.merged.append(first)
        grid: list[list[str]] = []
        held: dict[tuple[int, int], bool] = {}
        for place, row in enumerate(rows):
            line: list[str] = []
            for cell, blocks in zip(row, cells[place], strict=True):
                while held.get((place, len(line))):
                    line.append("")
                for below in range(1, min(_span(cell, "rowspan"), len(rows))):
                    held.update({(place + below, len(line) + beside): True for beside in range(_span(cell, "colspan"))})
                line += [_cell(blocks), *[""] * (_span(cell, "colspan") - 1)]
            grid.append(line)
        most = max(map(len, grid))
        if not any(cell for line in grid for cell in line):
            return said
        lines = [f"| {' | '.join([*line, *[''] * (most - len(line))])} |" for place, line in enumerate(grid) if any(line) or not place]
        return [*said, "\n".join([lines[0], f"|{' --- |' * most}", *lines[1:]])]

    # Lines

    def _paragraphs(self, pieces: Sequence[_Piece]) -> Iterator[str]:
        """Return the paragraphs that a line makes: two breaks in a row part them."""
        parts: list[list[_Piece]] = [[]]
        for piece in pieces:
            before = [part for part in parts[-1] if part.text.strip() or part.sort != "text"]
            if piece.sort == "break" and before and before[-1].sort == "break":
                parts.append([])
            else:
                parts[-1].append(piece)
        for part in parts:
            words = self._line(part, breaks="\\\n")
            if words:
                yield words if part[0].sort == "done" and words.startswith("![") else "\n".join(_begun(line) for line in words.split("\n"))

    def _pieces(self, element: Element, style: _Piece) -> list[_Piece]:
        """Return what stands within an element of a line."""
        tag, given = element.tag, element.get("style", "")
        if not isinstance(tag, str) or tag in NOT_SHOWN or _IGNORED.search(given) or "mso-element:comment" in given:
            return []
        if self._leaves_out(element):
            return []
        if tag == "br":
            return [replace(style, text="", sort="break")]
        if tag == "img" and element.get("alt") in _BOXES and element.get("src", "").startswith("data:"):
            return [replace(style, text=_BOXES[element.get("alt", "")])]
        if tag == "img":
            self._lost.pictured += [style.href] if style.href else []
            return [replace(style, text=made, sort="done")] if (made := self._picture(element)) else []
        if tag == "input" and element.get("type", "").lower() not in ("checkbox", "radio"):
            return []  # a place to write in
        if tag == "input":
            return [replace(style, text=_BOXES["checked" if "checked" in element.attrib else "unchecked"])]
        weight, slant = _WEIGHT.search(given), _SLANT.search(given)
        if weight or tag in ("b", "strong"):
            style = replace(style, bold=not weight or weight[1].lower() == "bold" or weight[1] in ("600", "700", "800", "900"))
        if slant or tag in ("i", "em", "cite"):
            style = replace(style, italic=not slant or slant[1].lower() == "italic")
        if tag in ("s", "strike", "del"):
            style = replace(style, struck=True)
        elif tag == "a" and element.get("href"):
            href = re.sub(r"(?i)\A(?=www\.[\w-]+\.)", "https://", element.get("href", "").strip())
            if href.startswith("#_msocom"):
                return []
            if note := _NOTE.fullmatch(href):
                return [] if _leads_back(note) else [replace(style, text=f"[^{_name(note)}]", sort="done", href="")]
            if _FOLLOWED.match(href):
                style = replace(style, href=href)
            elif not href.startswith("#"):
                (self._lost.links if _A_FILE.match(href) else self._lost.unfollowed).append(" ".join("".join(element.itertext()).split())[:60])
        words = "".join(element.itertext())
        if tag in ("sup", "sub") and words.strip() and not _ORDINAL.fullmatch(words.strip()) and not list(element.iter("a")):
            return [replace(style, text=f"<{tag}>{escaped(words.strip())}</{tag}>", sort="done")]
        pieces = _text(element.text, style)
        for child in element:
            pieces += self._pieces(child, style)
            pieces += _text(child.tail, style)
        return pieces

    def _line(self, pieces: Sequence[_Piece], breaks: str) -> str:
        """Return pieces as a line of Markdown; ``breaks`` is what ends a line that ends within a paragraph."""
        made = ""
        runs = [(key, list(run)) for key, run in groupby(_links_as_one(_tidy(pieces)), key=lambda piece: (piece.sort, piece.href, piece.bold, piece.italic, piece.struck))]
        for place, ((sort, href, bold, italic, struck), run) in enumerate(runs):
            words = "".join(piece.text for piece in run)
            if sort == "break":
                made = made.rstrip() + breaks
            elif sort == "done":
                made += words
            else:
                inner = words.strip()
                before, after = words[:len(words) - len(words.lstrip())], words[len(words.rstrip()):] if inner else ""
                follows = runs[place + 1][1][0].text[:1] if place + 1 < len(runs) and not after else " "
                bare = href.startswith("http") and inner.rstrip("/") in (href.rstrip("/"), re.sub("^https?://", "", href.rstrip("/")))
                signs = ("**" if bold else "") + ("*" if italic else "") + ("~~" if struck else "")
                text = escaped(href if bare else inner, not href or bare, bool(signs) or follows != " ")
                if inner and signs and _stands(made + before, text, follows, href):
                    text = f"{signs}{text}{signs[::-1]}"
                if inner and href and not bare:
                    text = f"[{text}]({_address(href)})"
                made += f"{before}{text}{after}"
        return re.sub(r" *(\\\n) *", r"\1", re.sub(r" {2,}", " ", made)).strip()


def _stands(before: str, words: str, follows: str, href: str) -> bool:
    """Say whether signs of emphasis around words would be signs: not where a word goes on beside a quotation mark or a bracket."""
    if href:
        return True
    opens = words[0].isalnum() or not before[-1:].isalnum()
    closes = words[-1].isalnum() or not follows[:1].isalnum()
    return opens and closes


def _tidy(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Return pieces without what nobody sees, and emphasis that nobody would see, on a space between words, as what stands around it."""
    tidied = [replace(piece, text=re.sub(rf"[ {SPACES}\n\r]+", " ", UNSEEN.sub("", piece.text))) if piece.sort == "text" else piece for piece in pieces]
    tidied = [piece for piece in tidied if piece.text or piece.sort == "break"]
    while tidied and not tidied[-1].text.strip():
        tidied.pop()
    while tidied and not tidied[0].text.strip():
        del tidied[0]
    for place, piece in enumerate(tidied):
        if piece.sort == "text" and not piece.text.strip() and 0 < place < len(tidied) - 1:
            around = tidied[place - 1]
            alike = around.sort == "text" and (around.bold, around.italic, around.struck, around.href) == (tidied[place + 1].bold, tidied[place + 1].italic, tidied[place + 1].struck, tidied[place + 1].href)
            tidied[place] = replace(around, text=piece.text) if alike else _Piece(piece.text)
    return tidied


def _links_as_one(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Return pieces, and those of a link of which only some words are bold or in italics plain: else each stretch would be a link of its own."""
    for (sort, href), run in groupby(pieces, key=lambda piece: (piece.sort, piece.href)):
        together = list(run)
        mixed = sort == "text" and href and len({(piece.bold, piece.italic, piece.struck) for piece in together}) > 1
        yield from (replace(piece, bold=False, italic=False, struck=False) if mixed else piece for piece in together)


def _text(words: str | None, style: _Piece = _Piece("")) -> list[_Piece]:
    return [replace(style, text=words)] if words else []


def _level(element: Element) -> int:
    """Return the level of an item of a list as Word's own HTML says it, in a paragraph or, on the web, in what holds one item; 0 where it is none."""
    if online := _online_item(element):
        return int(online[1].get(_ONLINE, "1"))
    found = _LIST_LEVEL.search(element.get("style", "")) if element.tag == "p" else None
    return int(found[1]) if found else 0


_ONLINE = "data-aria-level"


def _online_item(element: Element) -> tuple[Element, Element] | None:
    """Return the list and its only item that Word on the web makes of each item, in a ``div`` or not."""
    while element.tag == "div" and len(element) == 1 and not (element.text or "").strip():
        element = element[0]
    if element.tag in ("ul", "ol") and len(element) == 1 and element[0].get(_ONLINE, "") in "123456789":
        return (element, element[0]) if element[0].get(_ONLINE) else None
    return None


def _number(numbered: Element, item: Element) -> int:
    """Return the number of the first item of a list."""
    given = item.get("value") or numbered.get("start") or "1"
    return int(given) if re.fullmatch("[0-9]{1,6}", given) else 1


def _heading(element: Element) -> int:
    """Return the level of a heading, also as Word says it of a title, and on the web; 0 where it is none."""
    if element.tag in _HEADINGS:
        return int(str(element.tag)[1])
    if element.get("role") == "heading" and re.fullmatch("[1-6]", element.get("aria-level", "")):
        return int(element.get("aria-level", ""))
    return 1 if "MsoTitle" in element.get("class", "") else 0


def _sign(sign: str, pieces: list[_Piece]) -> tuple[str, list[_Piece]]:
    """Return what begins an item of a list that Word begins with a sign, and its words: a letter is kept as one of them."""
    if _NUMBER.fullmatch(sign):
        return sign, pieces
    return "-", [_Piece(f"{sign} "), *pieces] if re.match(r"\(?[0-9A-Za-z]+[.)]", sign) else pieces


def _item(sign: str, blocks: Sequence[str]) -> str:
    indent = " " * (len(sign) + 1)
    lines = f"{sign} {blocks[0]}".split("\n")
    for before, block in pairwise(blocks):
        lists = re.match(r"- |[0-9]+[.)] ", block)
        lines += [*([] if lists and before is blocks[0] else [""]), *block.split("\n")]
    return "\n".join([lines[0], *(f"{indent}{line}" if line else "" for line in lines[1:])])


def _places_text(cells: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Say whether a table only places parts of a text on a sheet: they have their headings in it, or are far too long for a cell."""
    beside = all(len(row) == 2 and len(row[0]) == 1 and _title(row[0][0]) for row in cells) and any(len(row[1]) > 1 for row in cells)
    return beside or any(block.startswith("#") for row in cells for cell in row for block in cell) or any(len(cell) > 3 or (len(cell) > 1 and _title(cell[0])) for row in cells for cell in row)


def _title(block: str) -> str:
    """Return the block of a cell that is the heading of what follows, as a bold line: it is bold, or short and numbered. Nothing for any other."""
    numbered = re.fullmatch(r"([0-9]{1,2})\\?([.)] [^\n*]{1,80}[^\n*.:;,])", block)
    return block if _BOLD_ALONE.fullmatch(block) else f"**{numbered[1]}{numbered[2]}**" if numbered else ""


def _cell(blocks: Sequence[str]) -> str:
    """Return what stands in a cell, on one line: a list's items follow each other with their breaks."""
    lines = [re.sub(r"^\s*- ", "• ", line) for block in blocks for line in block.replace("\\\n", "\n").split("\n") if line.strip()]
    return "<br>".join(line.strip() for line in lines).replace("|", "\\|")


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or "1"
    return min(max(int(value), 1), 50) if value.isdecimal() and len(value) < 4 else 1


def _begun_note(element: Element) -> str:
    """Return the name of the note that an element is: by what it is called, or by the way back with which it begins. Nothing where it is none."""
    if element.tag not in ("p", "div"):
        return ""
    if called := _NOTE.fullmatch(element.get("id") or ""):
        return _name(called)
    first = next((link for link in element.iter("a") if link.get("href")), None) if element.tag == "p" else None
    way = _NOTE.fullmatch(first.get("href", "").strip()) if first is not None else None
    words = " ".join("".join(element.itertext()).split())
    return _name(way) if way and _leads_back(way) and first is not None and words.startswith(" ".join("".join(first.itertext()).split())) else ""


def _leads_back(note: re.Match[str]) -> bool:
    return bool(note["back"]) or note["anchor"] == "anc"


def _name(note: re.Match[str]) -> str:
    """Return what a note is called here: its number, behind an e where it stands at the end."""
    return f"{'e' if 'e' in (note['word'] or note['office'] or note['mammoth'])[:1] else ''}{note['number']}"


def _address(href: str) -> str:
    return re.sub(r"[\s()<>]", lambda sign: f"%{ord(sign[0]):02X}", href)
