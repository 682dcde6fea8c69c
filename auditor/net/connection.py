"""Requests go out over one stream and their answers come in: HTTP/1.1 with h11's rules, one request at a time.

h11 alone takes a third of the time that a whole client's connection takes, with its locks, traces and generators.
"""

from __future__ import annotations

from contextlib import suppress

import h11
import httpx
import trio

from auditor.model import FailureKind
from auditor.net.failures import NoAnswer
from auditor.net.stream import Stream, has_something_to_read

READ_BYTES = 65_536
NO_BODY = httpx.ByteStream(b"")
HEAD_BYTES_AT_MOST = 102_400  # httpcore's limit too; real sites have sent 30 kB


class Connection:
    """One connection. `forwarding` are the headers for a proxy that forwards its requests, None without one.

    What goes wrong is one of `failures.TROUBLE`. `heard` says whether anything has come since the last request.
    """

    def __init__(self, stream: Stream, *, forwarding: tuple[tuple[bytes, bytes], ...] | None, limit_s: float) -> None:
        self.heard = False
        self.peer = stream.peer
        self._stream = stream
        self._forwarding = forwarding
        self._limit_s = limit_s
        self._http = h11.Connection(our_role=h11.CLIENT, max_incomplete_event_size=HEAD_BYTES_AT_MOST)

    @property
    def is_usable(self) -> bool:
        """Whether it can take another request: the last one is over, and the peer has said nothing since.

        What it says unasked is a goodbye (408, say), which must not be taken for the next answer.
        """
        if self._http.our_state is not h11.IDLE or self._http.trailing_data[0]:
            return False
        return not has_something_to_read(self._stream)

    async def ask(self, request: httpx.Request) -> h11.Response:
        """Send a request, and wait for the final answer's headers."""
        target, headers = request.extensions["target"], request.headers.raw
        if self._forwarding is not None:
            target = b"http://" + request.headers["host"].encode() + target
            headers = [*headers, *self._forwarding]
        data = self._http.send(h11.Request(method=request.method, target=target, headers=headers)) or b""
        if request.stream is not NO_BODY:
            data += self._http.send(h11.Data(data=request.read())) or b""
        self._http.send(h11.EndOfMessage())
        self.heard = False
        with suppress(OSError, trio.BrokenResourceError):  # who has closed may have said why before
            await self._stream.write(data, self._limit_s)
        while True:
            event = await self._event()
            if isinstance(event, h11.Response):
                return event

    async def piece(self) -> bytes:
        """The next piece of the body, none at its end."""
        while True:
            event = await self._event()
            if isinstance(event, h11.Data) and event.data:
                return bytes(event.data)
            if isinstance(event, h11.EndOfMessage):
                return b""

    def release(self) -> None:
        """The answer isn't wanted any further: be ready for the next request, or close if there is more of it."""
        if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
            self._http.start_next_cycle()
        else:
            self.close()

    def close(self) -> None:
        """Close at once."""
        self._stream.close()
        with suppress(h11.ProtocolError):
            self._http.send_failed()

    async def _event(self) -> h11.Event | type[h11.NEED_DATA | h11.PAUSED]:
        while True:
            event = self._http.next_event()
            if event is not h11.NEED_DATA:
                return event
            data = await self._stream.read(READ_BYTES, self._limit_s)
            if not data and self._http.their_state is h11.SEND_RESPONSE:
                if self.heard:
                    raise NoAnswer(FailureKind.PROTOCOL, "closed in the middle of the headers")
                raise NoAnswer(FailureKind.DISCONNECTED)
            self.heard = True
            self._http.receive_data(data)
