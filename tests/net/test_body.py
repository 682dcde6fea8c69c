"""Of a body as much as is needed is kept, decoded, and how it ended is known; nothing on the wire can blow it up."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest

from auditor.model import BodyEnd
from auditor.net.body import Body

TEXT = b"What was cited is still here. " * 100


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def collected(data: bytes, coding: str = "", *, cap: int = 100_000, piece: int = 0) -> Body:
    body = Body(coding, cap)
    for start in range(0, len(data), piece or len(data) or 1):
        body.add(data[start : start + (piece or len(data))])
    if body.end is None:
        body.finish()
    return body


@pytest.mark.parametrize("piece", [0, 1, 7])
@pytest.mark.parametrize(
    ("coding", "wire"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("x-gzip", gzip.compress(TEXT, mtime=0)),
        ("GZIP", gzip.compress(TEXT, mtime=0)),
        ("gzip, gzip", gzip.compress(TEXT, mtime=0)),  # one header line from the server, another from its front
        ("identity, gzip", gzip.compress(TEXT, mtime=0)),
        ("gzip", gzip.compress(TEXT[:50], mtime=0) + gzip.compress(TEXT[50:], mtime=0)),
        ("gzip", gzip.compress(TEXT, mtime=0) + b"\0" * 300),
        ("gzip", gzip.compress(TEXT, mtime=0) + b"<!-- added by the front -->"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
    ],
)
def test_every_coding_that_was_asked_for_is_undone(coding: str, wire: bytes, piece: int) -> None:
    body = collected(wire, coding, piece=piece)
    assert (body.content, body.end) == (TEXT, BodyEnd.WHOLE)


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, br", "gzip, deflate", "aws-chunked"])
def test_a_coding_that_was_not_asked_for_cannot_be_read(coding: str) -> None:
    body = collected(TEXT, coding)
    assert (body.content, body.end) == (b"", BodyEnd.UNDECODABLE)


@pytest.mark.parametrize(
    ("coding", "wire"),
    [
        ("gzip", TEXT),
        ("deflate", b"\xff\xff\xff\xff"),
        ("gzip", gzip.compress(TEXT, mtime=0)[:-20]),
        ("gzip", gzip.compress(TEXT, mtime=0)[:10] + b"\xff" * 50),
    ],
)
def test_broken_data_is_undecodable(coding: str, wire: bytes) -> None:
    assert collected(wire, coding).end is BodyEnd.UNDECODABLE


def test_what_came_before_the_break_is_kept() -> None:
    packed = gzip.compress(bytes(range(256)) * 200, 0)
    body = collected(packed[:-100], "gzip")
    assert body.end is BodyEnd.UNDECODABLE
    assert len(body.content) > 50_000


@pytest.mark.parametrize("coding", ["", "gzip", "deflate"])
def test_no_body_at_all_is_whole(coding: str) -> None:
    body = collected(b"", coding)
    assert (body.content, body.end) == (b"", BodyEnd.WHOLE)


@pytest.mark.parametrize("piece", [0, 1, 100])
@pytest.mark.parametrize(("coding", "pack"), [("", bytes), ("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_body_of_exactly_the_cap_is_whole_and_a_byte_more_is_capped(coding: str, pack, piece: int) -> None:
    exact = collected(pack(b"x" * 5000), coding, cap=5000, piece=piece)
    longer = collected(pack(b"x" * 5001), coding, cap=5000, piece=piece)
    assert (exact.content, exact.end) == (b"x" * 5000, BodyEnd.WHOLE)
    assert (longer.content, longer.end) == (b"x" * 5000, BodyEnd.CAPPED)


def test_a_bomb_is_not_unpacked() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    tracemalloc.start()
    body = collected(bomb, "gzip", cap=500_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(body.content), body.end) == (500_000, BodyEnd.CAPPED)
    assert peak < 4_000_000


def test_a_coding_that_never_yields_anything_is_capped_too() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    body = Body("gzip", 10_000)
    while body.end is None:
        body.add(packer.flush(zlib.Z_SYNC_FLUSH) or b"\x00\x00\x00\xff\xff")
        assert body.wire_bytes < 20_000
    assert (body.content, body.end) == (b"", BodyEnd.CAPPED)
