"""A stream waits only for the peer, but never so little that deadlines are not looked at."""

from __future__ import annotations

import socket

import pytest
import trio

from auditor.model import FailureKind
from auditor.net.failures import NoAnswer
from auditor.net.stream import PlainStream, has_something_to_read


def pair() -> tuple[PlainStream, socket.socket]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    return PlainStream(ours, "peer"), theirs


def test_a_peer_that_always_has_more_does_not_outrun_a_deadline() -> None:
    async def main() -> int:
        stream, peer = pair()
        with peer:
            peer.sendall(bytes(1000))
            count = 0
            with trio.move_on_after(0):
                while count < 1000:
                    await stream.read(1, 10)
                    count += 1
            stream.close()
        return count

    assert trio.run(main) < 1000


def test_a_silent_peer_and_one_that_takes_nothing_are_timeouts() -> None:
    async def main() -> None:
        stream, peer = pair()
        with peer:
            for waiting in (stream.read(10, 0.05), stream.write(bytes(10_000_000), 0.05)):
                with pytest.raises(NoAnswer) as caught:
                    await waiting
                assert caught.value.kind is FailureKind.TIMEOUT
            stream.close()

    trio.run(main)


def test_everything_is_written_however_slowly_it_is_taken() -> None:
    async def main() -> None:
        stream, peer = pair()
        data = bytes(range(256)) * 20_000
        taken = bytearray()

        def take() -> None:
            while len(taken) < len(data):
                taken.extend(peer.recv(100_000))

        with peer:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(trio.to_thread.run_sync, take)
                await stream.write(data, 10)
            stream.close()
        assert bytes(taken) == data

    trio.run(main)


def test_an_idle_connection_shows_whether_the_peer_has_spoken_or_gone() -> None:
    async def main() -> None:
        stream, peer = pair()
        assert not has_something_to_read(stream)
        peer.sendall(b"x")
        assert has_something_to_read(stream)
        stream.close()
        stream.close()
        peer.close()
        stream, peer = pair()
        peer.close()
        assert has_something_to_read(stream)
        stream.close()

    trio.run(main)
