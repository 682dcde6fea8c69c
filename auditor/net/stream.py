"""A connected socket comes in, a stream of bytes that waits no longer than it is told goes out: plain, or under TLS.

trio's own streams yield after every operation; these wait only where the peer keeps them waiting.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Awaitable, Callable

import trio

from auditor.model import FailureKind
from auditor.net.failures import NoAnswer


class PlainStream:
    """A TCP connection. `connection` is a connected, non-blocking socket; `peer` the address it leads to.

    What goes wrong is an OSError, or NoAnswer when it takes longer than `limit_s` seconds.
    """

    def __init__(self, connection: socket.socket, peer: str) -> None:
        self.connection = connection
        self.peer = peer

    async def read(self, max_bytes: int, limit_s: float) -> bytes:
        """Some bytes, none at the end."""
        waited = False
        while True:
            try:
                data = self.connection.recv(max_bytes)
            except BlockingIOError:
                await self._until(trio.lowlevel.wait_readable, limit_s)
                waited = True
            else:
                if not waited:  # a peer that always has more to say must not keep deadlines from being looked at
                    await trio.lowlevel.checkpoint()
                return data

    async def write(self, data: bytes, limit_s: float) -> None:
        """Send all of it."""
        left = memoryview(data)
        while left:
            try:
                left = left[self.connection.send(left) :]
            except BlockingIOError:
                await self._until(trio.lowlevel.wait_writable, limit_s)

    def close(self) -> None:
        """Close at once."""
        if self.connection.fileno() >= 0:
            trio.lowlevel.notify_closing(self.connection)
            self.connection.close()

    async def _until(self, ready: Callable[[socket.socket], Awaitable[None]], limit_s: float) -> None:
        with trio.move_on_after(limit_s):
            await ready(self.connection)
            return
        raise NoAnswer(FailureKind.TIMEOUT)


class TlsStream:
    """A connection under TLS; what goes wrong is a trio.BrokenResourceError, or NoAnswer as above."""

    def __init__(self, stream: trio.SSLStream[trio.SocketStream], plain: PlainStream) -> None:
        self.connection = plain.connection
        self.peer = plain.peer
        self._stream = stream
        self._plain = plain

    async def read(self, max_bytes: int, limit_s: float) -> bytes:
        """Some bytes, none at the end."""
        with trio.move_on_after(limit_s):
            return bytes(await self._stream.receive_some(max_bytes))
        raise NoAnswer(FailureKind.TIMEOUT)

    async def write(self, data: bytes, limit_s: float) -> None:
        """Send all of it."""
        with trio.move_on_after(limit_s):
            return await self._stream.send_all(data)
        raise NoAnswer(FailureKind.TIMEOUT)

    def close(self) -> None:
        """Close at once, without the courtesies of TLS."""
        self._plain.close()


Stream = PlainStream | TlsStream


async def secured(plain: PlainStream, context: ssl.SSLContext, name: str) -> TlsStream:
    """Do the TLS handshake as a client that expects `name`; the plain stream is not used any more.

    What fails raises trio.BrokenResourceError, caused by the ssl module's own exception.
    """
    wrapped = trio.SocketStream(trio.socket.from_stdlib_socket(plain.connection))
    stream = trio.SSLStream(wrapped, context, server_hostname=name, https_compatible=True)
    await stream.do_handshake()
    return TlsStream(stream, plain)


def has_something_to_read(stream: Stream) -> bool:
    """Whether an idle peer has sent something, most likely its goodbye: such a connection is of no use any more."""
    try:
        stream.connection.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
