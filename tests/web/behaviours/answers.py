"""A status, headers and a body come in; the behaviour that answers with them goes out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from email.utils import formatdate
from http.client import responses

from tests.web.server import Behaviour, Visit

Headers = Sequence[tuple[str, str]]
HTML = "text/html; charset=utf-8"


def answer(status: int = 200, body: bytes | str = b"", *, kind: str = HTML, headers: Headers = ()) -> Behaviour:
    """A whole, well-formed answer of this status; `kind` is the Content-Type, "" for none. HEAD gets no body."""
    content = body.encode() if isinstance(body, str) else body
    head = head_of(status, [*headers, *([("Content-Type", kind)] if kind else []), *_length(status, content)])

    async def answering(visit: Visit) -> None:
        bodiless = visit.asked.method == "HEAD" or status in (204, 304)
        await visit.send(head if bodiless else head + content)

    return answering


def head_of(status: int, headers: Headers) -> bytes:
    """The status line and headers as they go on the wire."""
    reason = responses.get(status, "")
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """The first behaviour for the first request of an address, the second for the second; the last one stays."""

    async def answering(visit: Visit) -> None:
        await behaviours[min(visit.number, len(behaviours)) - 1](visit)

    return answering


def retry_on(seconds_from_now: float) -> str:
    """A `Retry-After` in its HTTP-date form (RFC 9110, 10.2.3)."""
    return formatdate(time.time() + seconds_from_now, usegmt=True)


def _length(status: int, content: bytes) -> Headers:
    return [] if status in (204, 304) else [("Content-Length", str(len(content)))]
