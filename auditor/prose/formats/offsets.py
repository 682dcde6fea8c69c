"""Where something stands in a text in, where its characters do out: UTF-8 offsets, and words written with escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.prose.flow import Run

_SIGN = re.compile(r"(?<![^\s<(\[\"'])(?:https?://|www\.)", re.IGNORECASE)  # at which an address of the text begins


class Offsets:
    """The character offsets of a text, each plus `shift`; quick where they come in rising order, as they nearly do."""

    def __init__(self, text: str, shift: int) -> None:
        self._data = b"" if text.isascii() else text.encode()
        self._shift = shift
        self._byte, self._char = 0, shift

    def of(self, byte: int) -> int:
        """The offset of the character that starts at `byte`."""
        if not self._data:
            return byte + self._shift
        if byte == self._byte:
            return self._char
        if byte > self._byte:
            self._char += len(self._data[self._byte : byte].decode())
        else:
            self._char -= len(self._data[byte : self._byte].decode())
        self._byte = byte
        return self._char


def escaped(text: str, source: str, start: int, end: int) -> Iterator[Run]:
    """The runs of words that are written in `source` from `start` to `end` with escapes, each address in its own place."""
    position, looked_from = 0, start
    absent: set[str] = set()  # what is written with escapes itself is looked for once
    for sign in _SIGN.finditer(text):
        written = -1 if sign[0] in absent else source.find(sign[0], looked_from, end)
        if written < 0:
            absent.add(sign[0])
            continue
        if sign.start() > position:
            yield Run(text[position : sign.start()], start)
        position, start, looked_from = sign.start(), written, written + len(sign[0])
    yield Run(text[position:], start)
