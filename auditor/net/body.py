"""The pieces of a body come in off the wire; its decoded bytes, up to a cap, and why they end there go out.

1. The cap is on what comes out of the decoder, and no more than that is ever made: a bomb costs nothing. What goes
   into it is capped alike, so that a stream which decodes to nothing ends too.
2. gzip may have many members; what follows the last and is none is ignored, as gzip(1) does. `deflate` is zlib's
   format (RFC 9110 section 8.4.1.2), or the raw one that some servers send.
3. A coding that was not asked for, or broken data, ends the body as undecodable; what came before it is kept.
"""

from __future__ import annotations

import zlib

from auditor.model import BodyEnd

GZIP_BITS, ZLIB_BITS, RAW_BITS = 31, 15, -15  # zlib.h, inflateInit2
GZIP = frozenset({"gzip", "x-gzip"})  # RFC 9110 section 8.4.1.3
DEFLATE = frozenset({"deflate"})
ZLIB_HEAD_BYTES = 2  # RFC 1950 section 2.2


class Body:
    """Collects one body. `coding` is the Content-Encoding header, empty when there was none.

    `end` is None as long as there may be more.
    """

    def __init__(self, coding: str, cap_bytes: int) -> None:
        names = frozenset(name for part in coding.lower().split(",") if (name := part.strip())) - {"identity"}
        asked_for = names and (names <= GZIP or names <= DEFLATE)
        self._inflater = _Inflater(gzip=names <= GZIP) if asked_for else None
        self._cap = self._room = cap_bytes
        self._pieces: list[bytes] = []
        self.wire_bytes = 0
        self.end: BodyEnd | None = None if asked_for or not names else BodyEnd.UNDECODABLE

    @property
    def content(self) -> bytes:
        """What has been decoded so far."""
        return b"".join(self._pieces)

    def add(self, data: bytes) -> None:
        """Take a piece off the wire; it is counted only, once the body has ended."""
        self.wire_bytes += len(data)
        if self.end is not None:
            return
        if self._inflater is not None:
            try:
                data = self._inflater.inflate(data, self._room + 1)  # one more tells a longer body from a full one
            except zlib.error:
                self.end = BodyEnd.UNDECODABLE
                return
            if self.wire_bytes > self._cap:
                self.end = BodyEnd.CAPPED
        if len(data) > self._room:
            self.end = BodyEnd.CAPPED
            data = data[: self._room]
        self._room -= len(data)
        self._pieces.append(data)

    def finish(self) -> None:
        """The wire has brought the whole body."""
        if self.end is None:
            incomplete = self._inflater is not None and self.wire_bytes and not self._inflater.complete
            self.end = BodyEnd.UNDECODABLE if incomplete else BodyEnd.WHOLE


class _Inflater:
    """gzip, or one of the two kinds of deflate. `complete` once the data says so itself."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._head = b""
        self._stream = zlib.decompressobj(GZIP_BITS) if gzip else None
        self._over = False
        self.complete = False

    def inflate(self, data: bytes, room: int) -> bytes:
        """At most `room` bytes; raises zlib.error."""
        if self._stream is None:
            self._head += data
            if len(self._head) < ZLIB_HEAD_BYTES:
                return b""
            self._stream, data = zlib.decompressobj(_deflate_bits(self._head)), self._head
        out = b""
        while data and not self._over and len(out) < room:
            try:
                out += self._stream.decompress(data, room - len(out))
            except zlib.error:
                if not self.complete:
                    raise
                self._over = True
            data = b""
            if self._stream.eof:
                self.complete = True
                self._over = not self._gzip
                data = self._stream.unused_data
                self._stream = zlib.decompressobj(GZIP_BITS)
        return out


def _deflate_bits(head: bytes) -> int:
    is_zlib = head[0] & 0x0F == zlib.DEFLATED and int.from_bytes(head[:2], "big") % 31 == 0
    return ZLIB_BITS if is_zlib else RAW_BITS
