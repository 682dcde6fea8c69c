"""A connected socket comes in, the stream that httpcore reads and writes goes out: plain, or under TLS.

httpcore's own stream for trio costs a cancel scope and two generator contexts an operation, and trio's socket
yields after every send. These wait only where the peer keeps them waiting, which is a quarter of an exchange's cost.
"""

from __future__ import annotations

import math
import socket
import ssl
from collections.abc import Awaitable, Callable

import httpcore
import trio


class PlainStream(httpcore.AsyncNetworkStream):
    """A TCP connection. `connection` is a connected, non-blocking socket; `peer` the address it leads to.

    `heard` says whether anything has come since the last request was sent.
    """

    def __init__(self, connection: socket.socket, peer: str) -> None:
        self.connection = connection
        self.peer = peer
        self.heard = False

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109  - httpcore's
        """Some bytes, none at the end; ReadTimeout, ReadError."""
        waited = False
        while True:
            try:
                data = self.connection.recv(max_bytes)
            except BlockingIOError:
                await self._until(trio.lowlevel.wait_readable, timeout, httpcore.ReadTimeout)
                waited = True
            except OSError as error:
                raise httpcore.ReadError(str(error)) from error
            else:
                self.heard = self.heard or bool(data)
                if not waited:  # a peer that always has more to say must not keep deadlines from being looked at
                    await trio.lowlevel.checkpoint()
                return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109  - httpcore's
        """Send all of it; WriteTimeout, WriteError."""
        self.heard = False
        left = memoryview(buffer)
        while left:
            try:
                left = left[self.connection.send(left) :]
            except BlockingIOError:
                await self._until(trio.lowlevel.wait_writable, timeout, httpcore.WriteTimeout)
            except OSError as error:
                raise httpcore.WriteError(str(error)) from error

    async def aclose(self) -> None:
        """Close at once."""
        if self.connection.fileno() >= 0:
            trio.lowlevel.notify_closing(self.connection)
            self.connection.close()

    def get_extra_info(self, info: str) -> object:
        """What httpcore asks for: whether there is something to read (a silent peer's end included)."""
        return _readable(self.connection) if info == "is_readable" else None

    async def _until(
        self,
        ready: Callable[[socket.socket], Awaitable[None]],
        limit_s: float | None,
        expired: type[httpcore.TimeoutException],
    ) -> None:
        with trio.move_on_after(math.inf if limit_s is None else limit_s) as scope:
            await ready(self.connection)
        if scope.cancelled_caught:
            raise expired


class TlsStream(httpcore.AsyncNetworkStream):
    """A connection under TLS. `heard` as above."""

    def __init__(self, stream: trio.SSLStream[trio.SocketStream], connection: socket.socket, peer: str) -> None:
        self.peer = peer
        self.heard = False
        self._stream = stream
        self._connection = connection

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109  - httpcore's
        """Some bytes, none at the end; ReadTimeout, ReadError."""
        with trio.move_on_after(math.inf if timeout is None else timeout):
            try:
                data = bytes(await self._stream.receive_some(max_bytes))
            except (trio.BrokenResourceError, trio.ClosedResourceError) as error:
                raise httpcore.ReadError(str(error)) from error
            self.heard = self.heard or bool(data)
            return data
        raise httpcore.ReadTimeout

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109  - httpcore's
        """Send all of it; WriteTimeout, WriteError."""
        self.heard = False
        with trio.move_on_after(math.inf if timeout is None else timeout) as scope:
            try:
                await self._stream.send_all(buffer)
            except (trio.BrokenResourceError, trio.ClosedResourceError) as error:
                raise httpcore.WriteError(str(error)) from error
        if scope.cancelled_caught:
            raise httpcore.WriteTimeout

    async def aclose(self) -> None:
        """Close at once, without the courtesies of TLS."""
        self._stream.transport_stream.socket.close()

    def get_extra_info(self, info: str) -> object:
        """What httpcore asks for: whether there is something to read (a silent peer's end included)."""
        return _readable(self._connection) if info == "is_readable" else None


async def secured(plain: PlainStream, context: ssl.SSLContext, name: str) -> TlsStream:
    """Do the TLS handshake as a client that expects `name`; the plain stream is not used any more.

    What fails raises trio.BrokenResourceError, caused by the ssl module's own exception.
    """
    wrapped = trio.SocketStream(trio.socket.from_stdlib_socket(plain.connection))
    stream = trio.SSLStream(wrapped, context, server_hostname=name, https_compatible=True)
    await stream.do_handshake()
    return TlsStream(stream, plain.connection, plain.peer)


def _readable(connection: socket.socket) -> bool:
    try:
        connection.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
