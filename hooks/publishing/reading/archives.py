"""ZIP files from hands we do not know, which Word, Excel, PowerPoint and OpenDocument files are too: bounded before they are read."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
from typing import BinaryIO
from xml.etree.ElementTree import Element

from publishing.reading import xml

LARGEST_UNPACKED = 60_000_000
"""In bytes, of everything inside. What people write is less than ten times as large as the file; a bomb is a thousand times."""
LARGEST_XML = 25_000_000
MOST_MEMBERS = 3_000

_END = struct.Struct("<4s4H2LH")
_ZIP64 = b"PK\x06\x07"


class Refused(ValueError):
    """The file is not an ordinary ZIP file; the text says why."""


class TooLarge(Refused):
    """Everything inside is more than we read."""


class Locked(Refused):
    """What is inside is encrypted."""


class Archive:
    """The files inside a ZIP file, by name. Use it as a context."""

    def __init__(self, file: BinaryIO) -> None:
        """Read the list of what is inside. Raises :class:`Refused`, :class:`TooLarge` or :class:`Locked`."""
        _check_end(file)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
            raise Refused(str(error)) from None
        members = [info for info in self._zip.infolist() if not info.is_dir()]
        self.members = {info.filename: info.file_size for info in members}
        """The size of each file inside, in bytes."""
        if any(info.flag_bits & 0x1 for info in members):
            raise Locked("it is encrypted")
        if len(members) > MOST_MEMBERS or sum(self.members.values()) > LARGEST_UNPACKED:
            raise TooLarge("it unpacks to too much")
        if len(self.members) != len(members):
            raise Refused("two files in it have one name")
        if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in members):
            raise Refused("it is packed in an unusual way")
        if any(info.orig_filename != info.filename or not _stays_inside(info.filename) for info in self._zip.infolist()):
            raise Refused("a name in it leads out of it")
        if members and all(info.header_offset for info in self._zip.infolist()):
            raise Refused("something stands before its beginning")
        self._xml_left, self._tags_left = LARGEST_XML, xml.MOST_TAGS

    def read(self, name: str) -> bytes:
        """Return a file inside. Raises :class:`Refused` where it is damaged, :class:`KeyError` where there is none."""
        self._zip.getinfo(name)
        try:
            return self._zip.read(name)
        except Exception as error:  # zlib, zipfile and the operating system have errors of their own
            raise Refused(str(error)) from None

    def xml(self, name: str) -> Element:
        """Return the root of an XML file inside. All that are read of one archive must not be too large together.

        Raises :class:`TooLarge`, :class:`Refused` where the archive is damaged, :class:`xml.Refused` where the XML is.
        """
        self._xml_left -= self.members[name]
        raw = self.read(name) if self._xml_left >= 0 else b""
        self._tags_left -= raw.count(b"<") // 2
        if self._xml_left < 0 or self._tags_left < 0:
            raise TooLarge("it has too much text")
        return xml.parse(raw)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()


def _check_end(file: BinaryIO) -> None:
    """Refuse a file whose list of members is too long to be read, or that has something behind its end."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 22 - 20))
    tail = file.read()
    if len(tail) < 22 or not tail[-22:].startswith(b"PK\x05\x06"):
        raise Refused("it does not end as a ZIP file does")
    if tail[:-22].startswith(_ZIP64) or _END.unpack(tail[-22:])[5] > 400 * MOST_MEMBERS:
        raise TooLarge("it has too many files")
    file.seek(0)


def _stays_inside(name: str) -> bool:
    return not (name.startswith("/") or "\\" in name or re.match(r"[A-Za-z]:", name) or not name.isprintable()
                or ".." in name.split("/") or posixpath.normpath(name) != name.rstrip("/"))
