"""Connections and HTTP gone wrong, each on the wire's own bytes."""

from __future__ import annotations

import gzip
import zlib
from functools import cache

import trio

from tests.web.behaviours.answers import HTML, answer, head_of
from tests.web.behaviours.pages import document
from tests.web.server import Behaviour, Visit

BLOCK = b"<p>" + b"and so on " * 1600 + b"</p>\n"
ENDLESS_PAUSE_S = 0.002  # so that a client which reads for ever doesn't take the whole machine with it
BOMB_BYTES = 64 << 20
TOO_MUCH_HEAD = 200_000  # h11 gives up at 100 kB


async def hanging(visit: Visit) -> None:
    """Take the request and never answer."""
    await visit.until_left()


async def reset(visit: Visit) -> None:
    """Answer a request with a TCP reset."""
    visit.reset()


async def silence(visit: Visit) -> None:
    """Close the connection without a word."""
    visit.hang_up()


async def half(visit: Visit) -> None:
    """Promise a body, send half of it, and close."""
    body = document("Half an answer", "This page ends in the middle.").encode()
    await visit.send(head_of(200, [("Content-Type", HTML), ("Content-Length", str(2 * len(body)))]) + body)
    visit.hang_up()


async def endless(visit: Visit) -> None:
    """A body that never stops."""
    visit.hang_up()
    await visit.send(head_of(200, [("Content-Type", HTML), ("Connection", "close")]))
    await visit.send(b"<!DOCTYPE html><title>An endless page</title>\n")
    while True:
        await visit.send(BLOCK)
        await trio.sleep(ENDLESS_PAUSE_S)


def drip(pace_s: float, body: str | None = None) -> Behaviour:
    """The head at once, then the body one byte every `pace_s` seconds."""
    content = (body or document("A slow page", "Drop by drop.")).encode()

    async def dripping(visit: Visit) -> None:
        await visit.send(head_of(200, [("Content-Type", HTML), ("Content-Length", str(len(content)))]))
        await _drip(visit, content, pace_s)

    return dripping


def drip_head(pace_s: float) -> Behaviour:
    """A head that never ends, one byte every `pace_s` seconds: each read brings something, none an answer."""

    async def dripping(visit: Visit) -> None:
        await visit.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            await _drip(visit, b"z", pace_s)

    return dripping


async def _drip(visit: Visit, content: bytes, pace_s: float) -> None:
    for at in range(len(content)):
        await visit.send(content[at : at + 1])
        await trio.sleep(pace_s)


async def bad_header_line(visit: Visit) -> None:
    """A header line without a colon, before a page that is fine."""
    await _badly(visit, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nthis line is no header\r\n")


async def bad_status_line(visit: Visit) -> None:
    """A status line that isn't one."""
    await _badly(visit, b"HTTP/1.1 OK 200\r\nContent-Type: text/html\r\n")


async def two_codings(visit: Visit) -> None:
    """Two Transfer-Encoding headers, before a page that is fine."""
    chunked = b"Transfer-Encoding: chunked\r\n"
    await _badly(visit, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + 2 * chunked)


async def not_http(visit: Visit) -> None:
    """Another protocol altogether."""
    await visit.send(b"SSH-2.0-OpenSSH_9.6\r\n")
    visit.hang_up()


async def _badly(visit: Visit, head: bytes) -> None:
    body = document("Well, in bad company", "The page is there all the same.").encode()
    await visit.send(head + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body)
    visit.hang_up()


def huge_headers() -> Behaviour:
    """One header of 200 kB."""
    return answer(body=document("Top-heavy", "All head."), headers=[("X-Padding", "x" * TOO_MUCH_HEAD)])


def broken_gzip() -> Behaviour:
    """Announced as gzip, and not: the stream is garbled after its header."""
    whole = gzip.compress(document("Garbled", "Nobody can read this.").encode(), mtime=0)
    return answer(body=whole[:10] + b"\xff" * 64, headers=[("Content-Encoding", "gzip")])


def gzip_unless_told(well: Behaviour) -> Behaviour:
    """Broken gzip, but for who asks for no coding at all."""
    broken = broken_gzip()

    async def answering(visit: Visit) -> None:
        await (well if visit.asked.header("accept-encoding") == "identity" else broken)(visit)

    return answering


def gzip_bomb() -> Behaviour:
    """64 MiB of blanks in about 64 kB."""
    return answer(body=_bomb(), headers=[("Content-Encoding", "gzip")])


@cache
def _bomb() -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)  # RFC 1952 framing
    block = b" " * (1 << 20)
    packed = [packer.compress(b"<html><title>A bomb</title>")]
    packed += [packer.compress(block) for _ in range(BOMB_BYTES // len(block))]
    return b"".join([*packed, packer.flush()])
