"""httpx requests come in, httpx responses go out, over connections that belong to this transport alone.

httpcore's pool looks at every connection for every request, which is what makes 1,000 hosts slow; here a request
finds the one connection of its origin in a dictionary. There is one request at a time, so nothing is locked.
A kept connection that turns out to be closed is replaced by a new one, once, as every HTTP client does
(RFC 9110 section 9.2.2: GET and HEAD may be sent again, what asks for something to be done may not).
A request on terms of its own gets a connection of its own.
"""

from __future__ import annotations

import h11
import httpx

from auditor.model import FailureKind, Terms
from auditor.net.connection import NO_BODY, Connection
from auditor.net.dial import Dialer, Origin
from auditor.net.failures import TROUBLE, NoAnswer, Unconnected
from auditor.uris import DEFAULT_PORTS

ORIGINS_KEPT = 2  # a host's http and https
SENT_AGAIN = frozenset({"GET", "HEAD"})


class Transport(httpx.AsyncBaseTransport):
    """One connection an origin and terms.

    Among a request's extensions `target` is what goes into its first line as it is, `terms` those on which it is made.
    `limit_s` is how long a peer may keep us waiting for anything.
    """

    def __init__(self, dialer: Dialer, *, limit_s: float) -> None:
        self._dialer = dialer
        self._limit_s = limit_s
        self._kept: dict[tuple[Origin, Terms], Connection] = {}
        self.peer: str | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send, and give the response as soon as its headers are there; raises what `failures.TROUBLE` lists."""
        url = request.url
        origin = (url.scheme, url.raw_host.decode("ascii"), url.port or DEFAULT_PORTS[url.scheme])
        terms: Terms = request.extensions["terms"]
        self.peer = None
        kept = self._kept.get((origin, terms)) if request.method in SENT_AGAIN else None
        if kept is not None and kept.is_usable:
            try:
                return await self._ask(kept, request)
            except TROUBLE as error:
                if kept.heard or (isinstance(error, NoAnswer) and error.kind is FailureKind.TIMEOUT):
                    raise
        return await self._ask(await self._open(origin, terms), request)

    async def aclose(self) -> None:
        """Close all connections. The transport may be used again."""
        while self._kept:
            self._kept.popitem()[1].close()

    async def _open(self, origin: Origin, terms: Terms) -> Connection:
        stale = self._kept.pop((origin, terms), None)
        if stale is None and len(self._kept) >= ORIGINS_KEPT:
            stale = self._kept.pop(next(iter(self._kept)))
        if stale is not None:
            stale.close()
        try:
            stream = await self._dialer.dial(origin, terms)
        except Unconnected as error:
            self.peer = max(error.addresses, key=lambda address: ":" in address)
            raise
        connection = Connection(stream, forwarding=self._dialer.forwarding(origin), limit_s=self._limit_s)
        self._kept[origin, terms] = connection
        return connection

    async def _ask(self, connection: Connection, request: httpx.Request) -> httpx.Response:
        self.peer = connection.peer
        try:
            return Answer(await connection.ask(request), connection)
        except BaseException:
            connection.close()
            raise


class Answer(httpx.Response):
    """A response that httpx leaves alone: a redirect is the probe's next hop, and its body is read as it comes."""

    def __init__(self, head: h11.Response, connection: Connection) -> None:
        super().__init__(head.status_code, headers=head.headers.raw_items(), stream=NO_BODY)
        self._connection = connection
        self.reason = bytes(head.reason)

    @property
    def has_redirect_location(self) -> bool:
        """False, since httpx would build a request of it and raise for a Location that it can't read."""
        return False

    async def piece(self) -> bytes:
        """The next piece of the body as it was sent, none at its end; raises what `failures.TROUBLE` lists."""
        return await self._connection.piece()

    async def aclose(self) -> None:
        """Give the connection back; it is closed if there was more to read."""
        self._connection.release()
