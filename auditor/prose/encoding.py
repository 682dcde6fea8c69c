"""Bytes in, text out, with the name of the encoding and how it was found.

In order: a byte order mark, what was declared, strict UTF-8, UTF-16 without a mark (every second byte is zero), and
Windows-1252, which every byte sequence of Western text is (the WHATWG's reading of Latin-1). Addresses are ASCII, so
that a wrong guess among the single-byte encodings loses no citation, only letters around it.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4_096  # bytes
_MOST_ZEROS_ELSEWHERE = 0.05
_FEWEST_ZEROS = 0.4
_CONTROLS = frozenset(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B}
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
    for candidate in (declared, "utf-8", _utf16_without_mark(data)):
        if candidate and (decoded := _strictly(data, candidate)):
            return decoded
    return Decoded(
        text=data.decode("cp1252", errors="replace"),
        encoding="cp1252",
        problems=("neither UTF-8 nor marked otherwise: read as Windows-1252",),
    )


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
    return 0 in head or sum(byte in _CONTROLS for byte in head) > len(head) * _MOST_CONTROLS
