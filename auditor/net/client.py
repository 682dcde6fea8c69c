"""A request comes in, an exchange goes out: the answer as far as it is needed, or why there is none.

Nothing that the web does is raised. One deadline is on the whole exchange; once headers have arrived there is a
`Response`, and `body_end` says how its body ended. Redirects, cookies and retries are the probe's business.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import trio

import auditor
from auditor import uris
from auditor.model import BodyEnd, Exchange, Failure, FailureKind, Request, Response
from auditor.net import Clock, Fetch
from auditor.net.body import Body
from auditor.net.connection import NO_BODY
from auditor.net.dial import Dialer, Origin
from auditor.net.failures import TROUBLE, NoAnswer, failure
from auditor.net.names import Names, Resolve, system_resolve
from auditor.net.resolvers import Resolvers
from auditor.net.transport import Answer, Transport
from auditor.settings import NetPolicy

# A connection is kept if no more than this is left of a body that isn't wanted: cheaper than a new handshake.
DRAINED_BYTES = 16_384

# What a rule may want to read the words of; whatever declares no type may be a page too.
TEXT_TYPES = ("", "text/", "application/xhtml+xml", "application/xml", "application/json")
TEXT_SUFFIXES = ("+xml", "+json")  # RFC 6839


class Wire:
    """What all callers of one run share: policy, names, certificates, headers. Opens nothing by itself."""

    def __init__(self, policy: NetPolicy, *, clock: Clock, resolve: Resolve = system_resolve) -> None:
        self.policy = policy
        self.clock = clock
        self.dialer = Dialer(policy, Names(resolve, Resolvers(policy.resolvers).ask))
        contact = f" (+{policy.contact})" if policy.contact else ""
        self.headers = (
            (b"User-Agent", f"auditor/{auditor.__version__}{contact}".encode("latin-1", "replace")),
            (b"Accept", b"text/html,application/xhtml+xml,*/*;q=0.8"),
            (b"Accept-Language", b"en"),
            (b"Accept-Encoding", b"gzip, deflate"),
        )


class HttpCaller:
    """Asks one request at a time, over connections of its own, which it keeps until it is closed."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._transport = Transport(wire.dialer, limit_s=wire.policy.timeout_s)
        self._client = _Client(transport=self._transport, trust_env=False)
        self._origin: Origin | None = None
        self._url = httpx.URL()
        self._headers = httpx.Headers()

    async def fetch(self, request: Request) -> Exchange:
        """Ask; raises nothing but AuditorError, for what is wrong with ourselves."""
        started_at, started = self._wire.clock(), trio.current_time()
        outcome = await self._ask(request)
        return Exchange(
            request=request,
            outcome=outcome,
            started_at=started_at,
            elapsed_s=round(trio.current_time() - started, 6),
            peer=self._transport.peer,
        )

    async def aclose(self) -> None:
        """Close all connections; what is asked afterwards goes over new ones."""
        await self._transport.aclose()

    async def _ask(self, request: Request) -> Response | Failure:
        uri = uris.parse(request.uri)
        if uri is None:
            return Failure(kind=FailureKind.BAD_ADDRESS)
        answer = body = None
        with trio.move_on_after(self._wire.policy.deadline_s):
            try:
                answer = await self._client.ask(self._put(request, uri))
            except TROUBLE as error:
                return failure(error)
            body = Body(answer.headers.get("content-encoding", ""), self._cap(request, answer))
            await _read(answer, body)
        if answer is None or body is None:
            return Failure(kind=FailureKind.DEADLINE)
        await answer.aclose()
        return Response(
            status=answer.status_code,
            reason=answer.reason.decode("latin-1"),
            headers=tuple(
                (name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in answer.headers.raw
            ),
            body=body.content,
            body_end=body.end or BodyEnd.STALLED,
        )

    def _put(self, request: Request, uri: uris.Uri) -> httpx.Request:
        """The request in httpx's terms. The target goes out as it is: httpx's quoting would change some."""
        place, _, target = uri.key.partition("://")[2].partition("/")
        if uri.origin != self._origin:
            self._origin = uri.origin
            self._url = httpx.URL(f"{uri.scheme}://{place}/")
            self._headers = httpx.Headers([(b"Host", place.encode()), *self._wire.headers])
        headers = self._headers
        if request.headers or request.body:
            headers = headers.copy()
            headers.update(dict(request.headers))
        if request.body:
            headers["Content-Length"] = str(len(request.body))
        return httpx.Request(
            request.method,
            self._url,
            headers=headers,
            stream=httpx.ByteStream(request.body) if request.body else NO_BODY,
            extensions={"target": f"/{target}".encode("ascii"), "terms": request.terms},
        )

    def _cap(self, request: Request, answer: httpx.Response) -> int:
        if request.max_body_bytes is not None:
            return request.max_body_bytes
        declared = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        policy = self._wire.policy
        return policy.max_body_bytes if _is_text(declared) else policy.max_other_bytes


class _Client(httpx.AsyncClient):
    """httpx without a cookie jar: cookies belong to one look, and the probe sends them itself."""

    async def ask(self, request: httpx.Request) -> Answer:
        """What the transport made of it, its body still to be read."""
        answer = await self.send(request, stream=True)
        if not isinstance(answer, Answer):
            raise TypeError(type(answer))
        return answer

    @property
    def cookies(self) -> httpx.Cookies:
        """A jar that takes nothing."""
        return _NO_COOKIES

    @cookies.setter
    def cookies(self, cookies: object) -> None:
        raise NotImplementedError


class _NoCookies(httpx.Cookies):
    def extract_cookies(self, response: httpx.Response) -> None:
        """Leave them where they are: this would cost more than all the rest that httpx does."""


_NO_COOKIES = _NoCookies()


@asynccontextmanager
async def open_fetch(policy: NetPolicy, *, clock: Clock, resolve: Resolve = system_resolve) -> AsyncIterator[Fetch]:
    """A `Fetch` without lanes, for a few requests; several tasks may use it. Connections are closed with the block."""
    wire = Wire(policy, clock=clock, resolve=resolve)
    idle: list[HttpCaller] = []

    async def fetch(request: Request) -> Exchange:
        caller = idle.pop() if idle else HttpCaller(wire)
        try:
            return await caller.fetch(request)
        finally:
            idle.append(caller)

    try:
        yield fetch
    finally:
        for caller in idle:
            await caller.aclose()


async def _read(answer: Answer, body: Body) -> None:
    """Read as far as it is needed; `body.end` stays None when the peer keeps us waiting."""
    try:
        while piece := await answer.piece():
            body.add(piece)
            if body.end is not None and not _little_left(answer, body):
                return
    except NoAnswer:
        return
    except TROUBLE:
        body.end = body.end or BodyEnd.CUT
        return
    body.finish()


def _little_left(answer: Answer, body: Body) -> bool:
    length = answer.headers.get("content-length", "")
    return length.isdecimal() and int(length) - body.wire_bytes <= DRAINED_BYTES


def _is_text(media_type: str) -> bool:
    return media_type.startswith(TEXT_TYPES[1:]) or media_type in TEXT_TYPES or media_type.endswith(TEXT_SUFFIXES)
