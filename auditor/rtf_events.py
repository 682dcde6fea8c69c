r"""The bytes of a Rich Text document in, calls to its reader out: groups, control words and decoded text.

1. Bytes are decoded by the code page of their font, else by that of the document (`\ansicpg`, `\mac`, `\pc`, `\pca`).
2. `\u` carries Unicode in UTF-16 units; as many characters as `\uc` says that stand behind it are for readers that
   know no Unicode, and are left out.
3. Line ends are no text, `\bin` skips bytes. Control words that stand for a character are given as text.
(Rich Text Format Specification 1.9.1.) Nesting takes no stack and is bounded.
"""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

MAX_GROUPS = 500_000  # open at once; what people write stays below a hundred

_TOKEN = re.compile(
    rb"\\(?:([A-Za-z]{1,32})(-?\d{1,10})? ?|'([0-9A-Fa-f]{2})|(\r\n|[^A-Za-z']))|([{}])|([^\\{}]+)|\\", re.DOTALL
)
_NO_TEXT = b"\r\n\x00"
_HIGH, _LOW, _AFTER = 0xD800, 0xDC00, 0xE000  # where UTF-16's surrogates begin and end
_LOST = "\ufffd"

_CHARACTERS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "qmspace": " ", "tab": " ", "~": "\u00a0", "_": "-", "-": "",
    "zwj": "", "zwnj": "", "zwbo": "", "zwnbo": "", "ltrmark": "", "rtlmark": "",
    "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip

_DOCUMENT_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CHARSETS = {  # \fcharset, as Windows numbers its character sets → code page
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_CODE_PAGES = {
    437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874, 932, 936, 949, 950,
    1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258,
}  # fmt: skip
_OTHER_PAGES = {10000: "mac_roman", 1361: "johab", 65001: "utf-8", 708: "iso8859_6", 819: "latin-1"}


class RtfReader(Protocol):
    """What is told of a document, in its order."""

    def begin(self) -> None:
        """A group begins."""

    def end(self) -> None:
        """The last group that began ends."""

    def word(self, name: str, number: int | None) -> None:
        """A control word with its number, or a control symbol: `*`."""

    def text(self, data: str) -> None:
        """Text."""


def read_rtf(data: bytes, reader: RtfReader) -> str | None:
    """Read a document; what is wrong with it, as a clause for the user, or None."""
    return _Walk(data, reader).run()


class _State(NamedTuple):
    """What holds within a group."""

    code_page: str = ""  # of the font; empty for the document's own
    after_unicode: int = 1
    in_fonts: bool = False


class _Walk:
    """One document on its way."""

    def __init__(self, data: bytes, reader: RtfReader) -> None:
        self._data, self._reader = data, reader
        self._groups: list[_State] = []
        self._state = _State()
        self._document_page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0  # that is being declared
        self._bytes = bytearray()
        self._high = 0  # the first half of a surrogate pair
        self._skip = 0

    def run(self) -> str | None:
        """Go through the document, up to the end of its own group; what follows that is none of it."""
        position = 0
        while token := _TOKEN.match(self._data, position):
            position = token.end()
            word, number, byte, symbol, brace, text = token.groups()
            if word is not None:
                self._word(word.decode("ascii"), int(number) if number else None)
                if word == b"bin":
                    position += max(0, int(number or 0))
            elif text is not None:
                self._raw(text.translate(None, _NO_TEXT))
            elif byte is not None:
                self._raw(bytes((int(byte, 16),)))
            elif symbol is not None:
                self._symbol(symbol)
            elif not self._brace(brace):
                break
        self._flush()
        if len(self._groups) >= MAX_GROUPS:
            return f"groups are nested more than {MAX_GROUPS:,} deep: what follows is not read"
        return "it is cut short: its last group has no end" if self._groups else None

    def _brace(self, brace: bytes | None) -> bool:
        """Begin or end a group; False where the document ends or can't be followed any further."""
        if brace == b"{" and len(self._groups) < MAX_GROUPS:
            self._begin()
        elif brace == b"}" and self._groups:
            self._end()
        return brace is None or 0 < len(self._groups) < MAX_GROUPS

    def _begin(self) -> None:
        self._flush()
        self._groups.append(self._state)
        self._reader.begin()

    def _end(self) -> None:
        self._flush()
        self._state = self._groups.pop()
        self._reader.end()

    def _raw(self, data: bytes) -> None:
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        if data:
            self._bytes += data

    def _flush(self) -> None:
        """Give the bytes that were collected to the reader, as text."""
        if not (self._bytes or self._skip or self._high):
            return
        self._skip = 0
        if self._high:
            self._high = 0
            self._reader.text(_LOST)
        if self._bytes:
            self._reader.text(self._bytes.decode(self._state.code_page or self._document_page, "replace"))
            self._bytes.clear()

    def _symbol(self, symbol: bytes) -> None:
        self._word("par" if symbol in {b"\n", b"\r", b"\r\n"} else symbol.decode("latin-1"), None)

    def _word(self, name: str, number: int | None) -> None:
        if name == "u":
            self._unicode(number or 0)
            return
        character = _CHARACTERS.get(name)
        if character is not None:
            if self._skip:
                self._skip -= 1
                return
            self._flush()
            self._reader.text(character)
            return
        self._flush()
        if not self._settings(name, number or 0):
            self._reader.word(name, number)

    def _unicode(self, number: int) -> None:
        unit = number % 0x10000
        if self._bytes:
            self._flush()
        if self._high and _LOW <= unit < _AFTER:
            text = chr(0x10000 + ((self._high - _HIGH) << 10) + (unit - _LOW))
        else:
            text = (_LOST if self._high else "") + ("" if _HIGH <= unit < _LOW else _shown(unit))
        self._high = unit if _HIGH <= unit < _LOW else 0
        if text:
            self._reader.text(text)
        self._skip = self._state.after_unicode

    def _settings(self, name: str, number: int) -> bool:
        """Take in a word that says how bytes are decoded; whether it was one."""
        state = self._state
        if name == "uc":
            self._state = state._replace(after_unicode=max(0, number))
        elif name == "ansicpg":
            self._document_page = _page(number) or self._document_page
        elif name in _DOCUMENT_PAGES:
            self._document_page = _DOCUMENT_PAGES[name]
        elif name == "f" and state.in_fonts:
            self._font = number
        elif name == "f":
            self._state = state._replace(code_page=self._fonts.get(number, ""))
        elif name == "fcharset" and number in _CHARSETS:
            self._fonts.setdefault(self._font, _CHARSETS[number])
        elif name == "cpg":
            self._fonts[self._font] = _page(number) or self._fonts.get(self._font, "")
        elif name == "plain":
            self._state = state._replace(code_page="")
        else:
            if name == "fonttbl":
                self._state = state._replace(in_fonts=True)
            return False
        return True


def _shown(unit: int) -> str:
    return _LOST if _LOW <= unit < _AFTER else chr(unit)


def _page(number: int) -> str:
    """Python's name of a Windows code page, empty where it has none."""
    return f"cp{number}" if number in _CODE_PAGES else _OTHER_PAGES.get(number, "")
