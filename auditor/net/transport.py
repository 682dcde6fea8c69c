"""httpx requests come in, httpx responses go out, over connections that belong to this transport alone.

httpcore's pool looks at every connection for every request, which is what makes 1,000 hosts slow; here a request
finds the one connection of its origin in a dictionary. There is one request at a time, so nothing is locked.
A kept connection that turns out to be closed is replaced by a new one, once, as every HTTP client does
(RFC 9110 section 9.2.2: GET and HEAD may be sent again, what asks for something to be done may not).
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator

import httpcore
import httpx

from auditor.model import FailureKind
from auditor.net.dial import Dialer, Origin
from auditor.net.failures import NoAnswer
from auditor.net.stream import PlainStream, TlsStream

ORIGINS_KEPT = 2  # a host's http and https
DEFAULT_PORTS = {"http": 80, "https": 443}

SENT_AGAIN = frozenset({"GET", "HEAD"})

_STALE = (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError)


class Transport(httpx.AsyncBaseTransport):
    """One connection an origin. `target` among a request's extensions is what goes into its first line as it is."""

    def __init__(self, dialer: Dialer) -> None:
        self._dialer = dialer
        self._kept: dict[Origin, _Connection] = {}
        self.peer: str | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send, and give the response as soon as its headers are there; raises what `failures.TROUBLE` lists."""
        url = request.url
        origin = (url.scheme, url.raw_host.decode("ascii"), url.port or DEFAULT_PORTS[url.scheme])
        self.peer = None
        kept = self._kept.get(origin) if request.method in SENT_AGAIN else None
        if kept is not None and kept.http.is_available() and not kept.http.has_expired():
            try:
                return await self._send(kept, request)
            except _STALE:
                if kept.stream.heard:
                    raise
        return await self._send(await self._open(origin), request)

    async def aclose(self) -> None:
        """Close all connections. The transport may be used again."""
        while self._kept:
            await self._kept.popitem()[1].http.aclose()

    async def _open(self, origin: Origin) -> _Connection:
        stale = self._kept.pop(origin, None)
        if stale is None and len(self._kept) >= ORIGINS_KEPT:
            stale = self._kept.pop(next(iter(self._kept)))
        if stale is not None:
            await stale.http.aclose()
        connection = _Connection(origin, await self._dialer.dial(origin), self._dialer.forwarding(origin))
        self._kept[origin] = connection
        return connection

    async def _send(self, connection: _Connection, request: httpx.Request) -> httpx.Response:
        self.peer = connection.stream.peer
        try:
            answer = await connection.http.handle_async_request(connection.translated(request))
        except httpcore.RemoteProtocolError as error:
            if error.__cause__ is None and connection.stream.heard:
                raise NoAnswer(FailureKind.PROTOCOL, "closed in the middle of the headers") from None
            raise
        return Answer(answer)


class _Connection:
    """A connection and how requests are put for it."""

    def __init__(
        self, origin: Origin, stream: PlainStream | TlsStream, forwarding: tuple[tuple[bytes, bytes], ...] | None
    ) -> None:
        scheme, host, port = origin
        self._origin = httpcore.Origin(scheme.encode(), host.encode(), port)
        self._forwarding = forwarding
        self.http = httpcore.AsyncHTTP11Connection(origin=self._origin, stream=stream)
        self.stream = stream

    def translated(self, request: httpx.Request) -> httpcore.Request:
        """The request in httpcore's terms; in absolute-form where a proxy is to forward it."""
        target, headers = request.extensions["target"], request.headers.raw
        if self._forwarding is not None:
            target = b"http://" + request.headers["host"].encode() + target
            headers = [*headers, *self._forwarding]
        origin = self._origin
        return httpcore.Request(
            request.method,
            httpcore.URL(scheme=origin.scheme, host=origin.host, port=origin.port, target=target),
            headers=headers,
            content=request.stream if isinstance(request.stream, AsyncIterable) else None,
            extensions={"timeout": request.extensions["timeout"]},
        )


class Answer(httpx.Response):
    """A response that httpx leaves alone: a redirect is the probe's next hop, and its body is read as it comes."""

    def __init__(self, answer: httpcore.Response) -> None:
        super().__init__(answer.status, headers=answer.headers, stream=_NOTHING, extensions=answer.extensions)
        self._answer = answer
        if not isinstance(answer.stream, AsyncIterable):
            raise TypeError(type(answer.stream))
        self._pieces = answer.stream

    @property
    def has_redirect_location(self) -> bool:
        """False, since httpx would build a request of it and raise for a Location that it can't read."""
        return False

    def pieces(self) -> AsyncIterator[bytes]:
        """The body off the wire, neither decoded nor gathered; raises what `failures.TROUBLE` lists."""
        return aiter(self._pieces)

    async def aclose(self) -> None:
        """Give the connection back; it is closed if there was more to read."""
        await self._answer.aclose()


_NOTHING = httpx.ByteStream(b"")
