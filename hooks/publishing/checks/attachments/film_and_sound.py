"""Films and sound: what the file is, and what it says of people and places, without reading the film itself.

Sources: ISO 14496-12 (the boxes of MP4), QuickTime File Format, ID3v2.3 and 2.4, ISO 11172-3 (the frames of MP3).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

from publishing.checks.attachments import pictures, xmp
from publishing.checks.attachments.found import ACTIVE, APPENDED, AUTHOR, DETAILS, OTHER, PLACE, Damaged, is_harmless, within
from publishing.problems.problem import Fault
from publishing.reading import id3

_LARGEST_PART = 8_000_000
"""Of a film: everything but the film itself. An hour has some two megabytes of it."""
_MOST_BOXES = 20_000


# MP4

_NESTED = frozenset((b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"edts", b"mvex", b"moof", b"traf", b"mfra", b"udta", b"gmhd", b"tapt", b"ilst"))
_MAY_STAND = frozenset((
    b"ftyp mdat free skip wide pdin sidx ssix styp prft pnot mvhd tkhd tref load elst mdhd hdlr vmhd smhd hmhd sthd nmhd gmin text stsd stts ctts cslg stsc stsz stz2 stco co64 "
    b"stss stsh padb stdp sdtp sbgp sgpd subs saiz saio mehd trex leva mfhd tfhd trun tfdt tfra mfro iods clef prof enof elng tmcd tcmi chpl alis rsrc ludt").split())
_HANDLERS = frozenset((b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp", b"auxv", b"hint", b"mdir", b"mdta", b"url ", b"alis", b"pict", b"tmcd", b"\0\0\0\0", b"odsm", b"sdsm", b"dhlr"))
_TAGS = {b"\xa9xyz": "place", b"loci": "place", b"\xa9mak": "the make of a camera", b"\xa9mod": "the model of a camera", b"\xa9ART": "author", b"aART": "author", b"\xa9aut": "author",
         b"auth": "author", b"\xa9dir": "author", b"\xa9wrt": "author", b"\xa9prd": "author", b"perf": "author", b"\xa9cmt": "a comment", b"desc": "a description", b"ldes": "a description",
         b"\xa9des": "a description", b"dscp": "a description", b"\xa9inf": "a comment", b"\xa9cpy": "a copyright notice", b"cprt": "a copyright notice"}
_TAGS_MAY_STAND = frozenset((b"\xa9too", b"\xa9swr", b"\xa9enc", b"\xa9nam", b"titl", b"\xa9day", b"yrrc", b"\xa9TIM", b"\xa9TSC", b"\xa9TSZ", b"\xa9gen", b"gnre", b"trkn", b"disk", b"hdvd", b"stik", b"pgap",
                             b"cpil", b"tmpo", b"rtng", b"name", b"kywd", b"\xa9alb", b"hnti", b"hinf", b"tsel", b"free", b"skip", b"chpl", b"ludt", b"AllF", b"LOOP", b"SelO", b"WLOC", b"ptv "))
_KEYS = re.compile(r"location|gps|iso6709", re.IGNORECASE)
_KEYS_MAY_STAND = re.compile(r"(?:com\.apple\.quicktime\.|com\.android\.)?(?:software|creationdate|title|displayname|encoder|version|manufacturer\.none|capture\.fps|full-frame-rate-playback-intent|"
                             r"live-photo\.[\w.-]+|major_brand|minor_version|compatible_brands|creation_time|replaygain\w*|encoder_options)", re.IGNORECASE)
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")


def mp4(file: BinaryIO, organisations: frozenset[str]) -> Iterator[Fault]:
    """Find what a film says of people and places, and what is no film."""
    size = file.seek(0, 2)
    try:
        yield from _boxes(file, 0, size, b"", organisations, [_MOST_BOXES])
    except (ValueError, struct.error, IndexError, RecursionError):  # Damaged, and a tag that is broken
        yield Fault(OTHER, {"ending": "mp4"})


def _boxes(file: BinaryIO, start: int, stop: int, outer: bytes, organisations: frozenset[str], left: list[int]) -> Iterator[Fault]:
    at = start
    kinds: list[bytes] = []
    while at + 8 <= stop:
        left[0] -= 1
        if left[0] < 0 or len(kinds) > _MOST_BOXES:
            raise Damaged("too many parts")
        file.seek(at)
        size, name = struct.unpack(">L4s", file.read(8))
        head = 8
        if outer == b"udta" and size == 0:
            return
        if size == 1:
            size, head = struct.unpack(">Q", file.read(8))[0], 16
        elif size == 0:
            size = stop - at
        if size < head or at + size > stop:
            raise Damaged("broken off")
        if not outer and not kinds and (name != b"ftyp" or file.read(4) == b"qt  "):
            raise Damaged("no MP4")
        kinds.append(name)
        yield from _box(file, name, at + head, at + size, outer, organisations, left)
        at += size
    if not outer and not {b"moov", b"mdat"} <= {*kinds}:
        raise Damaged("no film in it")
    if not outer and at < stop:
        file.seek(at)
        if file.read(8).strip(b"\0"):
            yield Fault(APPENDED, {"how": "In HandBrake (free): open the film, press Start, and use the new one."})


def _box(file: BinaryIO, name: bytes, start: int, stop: int, outer: bytes, organisations: frozenset[str], left: list[int]) -> Iterator[Fault]:
    def body(most: int = _LARGEST_PART) -> bytes:
        if stop - start > most:
            raise Damaged("a part is too large")
        file.seek(start)
        return file.read(stop - start)

    if name in _NESTED:
        yield from _boxes(file, start, stop, name, organisations, left)
    elif name == b"meta":
        yield from _meta(body(), organisations)
    elif name == b"hdlr" and body()[8:12] not in _HANDLERS:
        yield Fault(PLACE, {}) if body()[8:12] == b"camm" else Fault(DETAILS, {"what": "what a camera measured while it filmed"})
    elif name == b"dref":
        if re.search(rb"(?:url |urn )\0\0\0\0", body(100_000)):
            yield Fault(ACTIVE, {"what": "a film that lies elsewhere", "advice": "Save it again as one file."})
    elif name == b"uuid":
        if body(16 + 1_000_000)[:16] == _XMP:
            yield from xmp.check(body()[16:], organisations)
        else:
            yield Fault(DETAILS, {"what": "notes of the program that made it"})
    elif outer == b"udta" or name[:1] == b"\xa9":
        yield from _tag(name, body(2_000_000), organisations)
    elif name not in _MAY_STAND and body().strip(b"\0"):
        yield Fault(DETAILS, {"what": "notes of the program that made it"})


def _tag(name: bytes, value: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    """Look at a text about the film: of QuickTime and 3GPP, or of iTunes, where it stands in a box of its own."""
    if value[4:8] == b"data":
        value = value[16:]
    elif name[:1] == b"\xa9":
        value = value[4:]
    words = value.decode("utf-8", "replace").strip("\0 ")
    kind = _TAGS.get(name, "" if name in _TAGS_MAY_STAND else "notes of the program that made it")
    if not kind or is_harmless(words, organisations):
        return
    yield Fault(PLACE, {}) if kind == "place" else Fault(AUTHOR, {}) if kind == "author" else Fault(DETAILS, {"what": kind})


def _meta(body: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    """Look at the texts that stand under keys: of iTunes (four letters) or of QuickTime (names in a list of their own)."""
    inner = body[4:] if body[4:8] != b"hdlr" else body
    keys: list[bytes] = []
    for name, value in _inner(inner):
        if name == b"keys":
            keys = [key[4:] for _, key in _inner_keys(value)]
        elif name == b"ilst":
            for tag, one in _inner(value):
                number = int.from_bytes(tag, "big")
                if keys and 0 < number <= len(keys):
                    yield from _key(keys[number - 1].decode("utf-8", "replace"), one[16:], organisations)
                elif tag == b"covr":
                    yield from _cover(one[16:], organisations)
                elif tag == b"----":
                    yield from _free(one, organisations)
                else:
                    yield from _tag(tag, one, organisations)
        elif name == b"xml " or name == b"bxml":
            yield from xmp.check(value[4:], organisations)
        elif name == b"ID32":
            yield from _frames(value[6:], organisations)


def _inner(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(body):
        size, name = struct.unpack_from(">L4s", body, at)
        if size < 8 or at + size > len(body):
            raise Damaged("broken off")
        yield name, body[at + 8: at + size]
        at += size


def _inner_keys(value: bytes) -> Iterator[tuple[bytes, bytes]]:
    for name, key in _inner(value[8:]):
        yield name, b"\0\0\0\0" + key


def _key(key: str, value: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    if is_harmless(value.decode("utf-8", "replace"), organisations):
        return
    if _KEYS.search(key):
        yield Fault(PLACE, {})
    elif re.search(r"author|artist|director|owner|creator|producer", key, re.IGNORECASE):
        yield Fault(AUTHOR, {})
    elif not _KEYS_MAY_STAND.fullmatch(key):
        yield Fault(DETAILS, {"what": f'its property "{key.rpartition(".")[2][:40]}"'})


def _free(value: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    parts = dict(_inner(value))
    name = parts.get(b"name", b"")[4:].decode("utf-8", "replace")
    if not re.fullmatch(r"iTun\w*|Encoding Params|tool|encoder", name, re.IGNORECASE):
        yield from _key(name, parts.get(b"data", b"")[8:], organisations)


def _cover(raw: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    yield from within("its cover", "mp4", pictures.check(raw, "png" if raw.startswith(b"\x89") else "jpg", organisations))


# MP3

_FRAMES_MAY_STAND = frozenset("TIT1 TIT2 TIT3 TALB TRCK TPOS TYER TDAT TIME TDRC TDRL TDOR TDEN TDTG TLEN TSSE TCON TLAN TBPM TFLT TMED TSIZ TKEY TCMP TSST TORY TRDA "
                              "CHAP CTOC SEEK MLLT ETCO SYTC RVAD RVA2 EQUA EQU2 RVRB RBUF PCNT MCDI POSS TT1 TT2 TT3 TAL TRK TPA TYE TDA TIM TLE TSS TCO TLA TBP TFT TMT TSI TCP NCON PCST WFED TDES TCAT TGID".split())
_NAMES = frozenset("TPE1 TPE2 TPE3 TPE4 TCOM TEXT TOLY TOPE TOWN OWNE TENC TPUB TIPL TMCL TSRC TP1 TP2 TP3 TP4 TCM TXT TOL TOA TEN TPB IPLS IPL TMCL".split())
_FRAME_WORDS = {"COMM": "a comment", "COM": "a comment", "USLT": "a text", "TCOP": "a copyright notice", "TCR": "a copyright notice", "PRIV": "notes of the program that made it"}


def mp3(file: BinaryIO, organisations: frozenset[str]) -> Iterator[Fault]:
    """Find what a recording says of people, and what is no recording."""
    size = file.seek(0, 2)
    file.seek(0)
    try:
        start = 0
        head = file.read(10)
        if head[:3] == b"ID3":
            start = 10 + id3.seven_bits(head[6:10]) + (10 if head[5] & 0x10 else 0)
            if start > size or start > _LARGEST_PART:
                raise Damaged("broken off")
            yield from _frames(head + file.read(start - 10), organisations)
        stop = size
        file.seek(max(0, size - 128))
        if (last := file.read(128)).startswith(b"TAG"):
            stop -= 128
            yield from _old_tag(last, organisations)
        file.seek(max(0, stop - 32))
        if file.read(8) == b"APETAGEX":
            yield Fault(DETAILS, {"what": "notes of the program that made it"})
        file.seek(start)
        sound = file.read(8192).lstrip(b"\0")
        if not _is_sound(sound):
            raise Damaged("no MP3")
    except (ValueError, struct.error, IndexError):  # Damaged, and a tag that is broken
        yield Fault(OTHER, {"ending": "mp3"})


_RATES = {3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320), 2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)}
_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def _is_sound(sound: bytes) -> bool:
    """Say whether a frame of MP3 stands at the beginning, and another one behind it."""
    size = _frame_size(sound)
    return bool(size) and (len(sound) <= size or _frame_size(sound[size:]) > 0)


def _frame_size(sound: bytes) -> int:
    if len(sound) < 4 or sound[0] != 0xFF or sound[1] & 0xE6 != 0xE2:  # eleven bits are set; layer III
        return 0
    version, rate, samples = sound[1] >> 3 & 3, sound[2] >> 4, sound[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or samples == 3:
        return 0
    return (144 if version == 3 else 72) * _RATES[3 if version == 3 else 2][rate] * 1000 // _SAMPLES[version][samples] + (sound[2] >> 1 & 1)


def _frames(tag: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    """Look at the frames of an ID3v2 tag."""
    try:
        for name, body in id3.frames(tag):
            yield from _frame(name, body, organisations)
    except id3.Unreadable:
        yield Fault(DETAILS, {"what": "notes of a kind that cannot be read"})


def _frame(name: str, body: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    if name in _FRAMES_MAY_STAND:
        return
    if name in ("APIC", "PIC"):
        start = min((place for place in (body.find(b"\x89PNG"), body.find(b"\xff\xd8\xff")) if place >= 0), default=-1)
        if start < 0:
            yield Fault(DETAILS, {"what": "a picture of a kind that cannot be read"})
        else:
            yield from _cover(body[start:], organisations)
    elif name in ("GEOB", "GEO"):
        yield Fault(ACTIVE, {"what": "another file inside it", "advice": "In Audacity (free): open it, Edit, \"Metadata Editor\", \"Clear\", then export it as MP3."})
    else:
        words = id3.words(body)
        if name in ("TXXX", "TXX"):
            key, _, words = words.replace("\ufeff", "").partition("\0")
            yield from _key(key, words.encode(), organisations)
            return
        if name in ("COMM", "COM", "USLT", "ULT"):
            words = re.sub(r"^(?:[a-z]{3})?[^\0]*\0+", "", words, count=1)
        if not is_harmless(words, organisations):
            yield Fault(AUTHOR, {}) if name in _NAMES else Fault(DETAILS, {"what": _FRAME_WORDS.get(name, f'its property "{name}"')})


def _old_tag(tag: bytes, organisations: frozenset[str]) -> Iterator[Fault]:
    artist, comment = tag[33:63].decode("latin-1"), tag[97:125].decode("latin-1")
    if not is_harmless(artist, organisations):
        yield Fault(AUTHOR, {})
    if not is_harmless(comment, organisations):
        yield Fault(DETAILS, {"what": "a comment"})
