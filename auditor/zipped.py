"""A zip archive's bytes in, the bytes of its members out: in pieces, as they are asked for, and within bounds.

1. Names are compared without regard to case and with `/` for a backslash: part names are equal so (ECMA-376 part 2,
   part name equivalence), and some writers use backslashes in spite of the ZIP specification (4.4.17.1).
2. What a member says of its own size isn't believed: bytes are counted while they are inflated.
3. No document needs more members, bytes or compression than the bounds below; what goes beyond is refused.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

MAX_MEMBERS = 20_000  # a book of a thousand chapters and as many pictures has a tenth of it
MAX_PART_BYTES = 128 * 1024**2
MAX_TOTAL_BYTES = 256 * 1024**2
MAX_RATIO = 250  # documents reach 100 in a table of a thousand equal cells; deflate can't exceed 1032
_RATIO_COUNTS_FROM = 8 * 1024**2  # bytes: what is smaller harms nobody
_PIECE = 65_536

_MIB = 1024**2
_ENCRYPTED = 0x1  # general purpose bit 0 (ZIP specification, 4.4.4)
_LOCAL = b"PK\x03\x04"
_IN_DIRECTORY = b"PK\x01\x02"
_NAMED = re.compile(rb"PK(?:\x03\x04.{22}|\x01\x02.{24})(..)", re.DOTALL)
_NAME_AT = {3: 30, 1: 46}  # bytes from a header's start to the name in it, by the header's third byte

_EXTRA_LENGTH = slice(28, 30)
_MARK_BYTES = 128

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error, OverflowError)


class ZipError(Exception):
    """An archive or a member that can't be read; the message is a sentence for the user."""


def names_in(head: bytes) -> frozenset[str]:
    """The names that a piece of an archive shows, in lower case: enough to tell one kind of document from another."""
    if not head.startswith(_LOCAL):
        return frozenset()
    return frozenset(_key(_name(head, found).decode("utf-8", "replace")) for found in _NAMED.finditer(head))


def first_member(head: bytes, name: str) -> bytes | None:
    """The beginning of the first member as it is stored, where it has this name: how ODF and EPUB mark themselves."""
    start = _NAME_AT[3] + len(name)
    if not head.startswith(_LOCAL) or head[_NAME_AT[3] : start] != name.encode():
        return None
    extra = int.from_bytes(head[_EXTRA_LENGTH], "little")
    return head[start + extra : start + extra + _MARK_BYTES]


def _name(head: bytes, header: re.Match[bytes]) -> bytes:
    start = header.start() + _NAME_AT[head[header.start() + 2]]
    return head[start : start + int.from_bytes(header[1], "little")]


class Archive:
    """An archive that can be read. Making one raises ZipError where there is no sound directory."""

    def __init__(self, data: bytes) -> None:
        if data.count(_IN_DIRECTORY) > MAX_MEMBERS:
            raise ZipError(f"it holds more than {MAX_MEMBERS:,} files, which no document does")
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except (*_BROKEN, RuntimeError) as error:
            raise ZipError("it is a damaged zip archive, cut short perhaps: its directory can't be read") from error
        named = [info for info in self._file.infolist() if info.filename and not info.is_dir()]
        self._members = {_key(info.filename): info for info in named}
        self._left = MAX_TOTAL_BYTES

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members, in lower case, in the order of the directory."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def read(self, name: str) -> bytes:
        """All bytes of a member. ZipError where it is missing, damaged, encrypted or too large."""
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a member in pieces of at most 64 KiB. ZipError as in `read`, when it comes to it."""
        info = self._members.get(_key(name))
        if info is None:
            raise ZipError(f"it has no part {name}")
        if info.flag_bits & _ENCRYPTED:
            raise ZipError("it is encrypted: save it without a password")
        done = 0
        try:
            with self._file.open(info) as member:
                while piece := member.read(_PIECE):
                    done += len(piece)
                    self._count(name, info, len(piece), done)
                    yield piece
        except NotImplementedError as error:
            raise ZipError(f"it is packed in a way that is not read ({name})") from error
        except (*_BROKEN, RuntimeError) as error:
            raise ZipError(f"it is damaged: {name} can't be unpacked to its end") from error

    def _count(self, name: str, info: zipfile.ZipInfo, new: int, done: int) -> None:
        self._left -= new
        if done > _RATIO_COUNTS_FROM and done > MAX_RATIO * max(info.compress_size, 1):
            raise ZipError(f"it unpacks {name} to more than {MAX_RATIO} times its size: a zip bomb, not a document")
        if done > MAX_PART_BYTES:
            raise ZipError(f"it has more than {MAX_PART_BYTES // _MIB} MiB in {name}, the most that is read")
        if self._left < 0:
            raise ZipError(f"it unpacks to more than {MAX_TOTAL_BYTES // _MIB} MiB, the most that is read")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
