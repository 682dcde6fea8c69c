"""Bytes in, text out, with the name of the encoding and how it was found.

In order: a byte order mark; what was declared, as browsers understand it, unless that has a byte a letter and the text
is UTF-8 all the same; strict UTF-8, and what looks like it and isn't (UTF-16 without a mark, ISO-2022-JP); UTF-8 that is
cut short or damaged here and there; a detector (charset-normalizer); Windows-1252, which every byte sequence of
Western text is (the WHATWG's reading of Latin-1). Addresses are ASCII, so that a wrong guess among the others loses no
citation, only letters around it; what was guessed is said.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from auditor.page import codec_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4_096  # bytes
_DETECTED_IN = 32_768  # bytes that aren't all ASCII: more makes no guess better
_NAMES = {
    "cp1252": "Windows-1252", "cp1250": "Windows-1250", "cp1251": "Windows-1251", "cp1253": "Windows-1253",
    "cp1254": "Windows-1254", "cp1255": "Windows-1255", "cp1256": "Windows-1256", "cp874": "Windows-874",
    "koi8_r": "KOI8-R", "cp932": "Shift_JIS", "euc_jp": "EUC-JP", "gb18030": "GB 18030", "big5hkscs": "Big5",
    "cp949": "EUC-KR",
}  # fmt: skip
# Western and Turkish texts are often taken for Central European ones, which show letters of their own (š ž ť ź, in words
# ą ł ż ľ ş, Hungarian ő); Portuguese has `ão` and `õe`, Turkish ı and ğ between its letters.
_CENTRAL_EUROPEAN = re.compile(rb"[\x9a\x9d\x9e\x9f]|[a-z][\xb9\xb3\xbf\xbe\xba]|[\xb3\xbf\xb9\x9c\xba][a-z]|\xf5(?!e)")
_PORTUGUESE = re.compile(rb"\xe3o\b|\xe7[\xe3\xf5]")
_TURKISH = re.compile(rb"[a-z]\xfd[a-z]|[a-z]\xf0[a-z\xfd]")
_LOST = "\ufffd"
_FEWEST_WHOLE = 4  # letters for each that is damaged
_TWO_BYTES = "ö".encode()
_JAPANESE_IN_ASCII = re.compile(rb"\x1b\$[@B]")
_MOST_ZEROS_ELSEWHERE = 0.05
_FEWEST_ZEROS = 0.4
_CONTROLS = bytes(sorted(frozenset(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}))
_MOST_CONTROLS = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text, the encoding that it was read in, and what its reader should know about that."""

    text: str
    encoding: str
    problems: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The text of `data`; never fails, since the last resort reads everything."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding) or Decoded(
                text=data.decode(encoding, errors="replace"),
                encoding=encoding.removesuffix("-sig"),
                problems=(f"damaged {encoding.removesuffix('-sig')} text: some characters are lost",),
            )
    japanese = "iso2022_jp" if _JAPANESE_IN_ASCII.search(data, 0, _LOOKED_AT) else None
    named = codec_of(declared.strip().lower()) if declared else None
    if named and not data.isascii() and len(_TWO_BYTES.decode(named, "replace")) == len(_TWO_BYTES):
        meant = _strictly(data, "utf-8")  # which text of one byte a letter is never by chance
        if meant:
            return replace(meant, problems=(f"declared to be {declared}, but it is UTF-8, and read as that",))
    for candidate in (named, japanese, "utf-8", _utf16_without_mark(data)):
        if candidate and (decoded := _strictly(data, candidate)):
            return decoded
    if damaged := _damaged_utf8(data):
        return damaged
    guessed = _guessed(data)
    return Decoded(
        text=data.decode(guessed, errors="replace"),
        encoding=guessed,
        problems=(f"neither UTF-8 nor marked otherwise: read as {_NAMES[guessed]}",),
    )


def _damaged_utf8(data: bytes) -> Decoded | None:
    """The text, where nearly all of its letters beyond ASCII are UTF-8, or only the last one has been cut."""
    text = data.decode("utf-8", errors="replace")
    lost = text.count(_LOST)
    whole = len(text) - len(text.encode("ascii", errors="ignore")) - lost
    cut = lost == 1 and text.endswith(_LOST) and whole
    if not cut and whole < _FEWEST_WHOLE * lost:
        return None
    return Decoded(text=text, encoding="utf-8", problems=("damaged UTF-8 text: some characters are lost",))


def _guessed(data: bytes) -> str:
    """The likeliest of the legacy encodings."""
    # A quarter of a second to import, and one document in a thousand needs it.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    lines = [line for line in data[: 16 * _DETECTED_IN].splitlines(keepends=True) if not line.isascii()]
    telling = b"".join(lines)[:_DETECTED_IN]
    best = from_bytes(telling, cp_isolation=list(_NAMES)).best()
    if best is None or _reads_alike(telling, best.encoding, "cp1252"):
        return "cp1252"
    if best.encoding != "cp1250" or (_CENTRAL_EUROPEAN.search(telling) and not _PORTUGUESE.search(telling)):
        return best.encoding
    return "cp1254" if _TURKISH.search(telling) else "cp1252"


def _reads_alike(data: bytes, one: str, other: str) -> bool:
    return data.decode(one, "replace") == data.decode(other, "replace")


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    if encoding == "utf-8" and _utf16_without_mark(data):
        return None
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding.removesuffix("-sig"))
    except (UnicodeDecodeError, LookupError):
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:_LOOKED_AT]
    half = len(head) // 2
    if half < 2 or 0 not in head:  # noqa: PLR2004 - two characters are the least that show a pattern
        return None
    even, odd = head[0::2].count(0) / half, head[1::2].count(0) / half
    if odd >= _FEWEST_ZEROS and even <= _MOST_ZEROS_ELSEWHERE:
        return "utf-16-le"
    if even >= _FEWEST_ZEROS and odd <= _MOST_ZEROS_ELSEWHERE:
        return "utf-16-be"
    return None


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text in any encoding that `decode` knows."""
    head = data[:_LOOKED_AT]
    if any(data.startswith(mark) for mark, _ in _MARKS) or _utf16_without_mark(data):
        return False
    return len(head) - len(head.translate(None, _CONTROLS)) > len(head) * _MOST_CONTROLS
