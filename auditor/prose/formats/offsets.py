"""UTF-8 byte offsets of a text in, its character offsets out."""

from __future__ import annotations


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
