"""All processes of a user share one account of a service, on disk, whatever happens to the file or to one of them."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trio
import trio.testing

from auditor.net.ledger import Ledger, Ledgers
from auditor.net.standing import Standing, claim, is_closed, refused

PLACE = ("wayback index", "web.archive.org:443")
HERE = Path(__file__).parents[2]


def claims(ledger: Ledger, count: int = 1, interval_s: float = 2.5) -> list[float]:
    """What each of so many tries in a row is told to wait."""

    async def main() -> list[float]:
        return [
            await ledger.change(lambda s, now: claim(s, now, interval_s), interval_s=interval_s) for _ in range(count)
        ]

    return trio.run(main)


def at(now: float, directory: Path) -> Ledger:
    return Ledgers(directory=directory, wall=lambda: now).of(*PLACE)


def test_a_slot_that_one_has_taken_is_taken_for_all(tmp_path: Path) -> None:
    assert claims(at(100.0, tmp_path)) == [0.0]
    assert claims(at(101.0, tmp_path)) == [1.5]
    assert claims(at(102.5, tmp_path)) == [0.0]


def test_what_is_reached_elsewhere_is_another_service(tmp_path: Path) -> None:
    ledgers = Ledgers(directory=tmp_path, wall=lambda: 100.0)
    claims(ledgers.of("wayback index", "web.archive.org:443"))
    assert claims(ledgers.of("wayback index", "127.0.0.1:8080")) == [0.0]
    assert claims(ledgers.of("wayback playback", "web.archive.org:443")) == [0.0]
    assert len(list(tmp_path.iterdir())) == 3


def test_names_make_safe_file_names(tmp_path: Path) -> None:
    for name in ("../../etc/passwd", "Архив", ".", "a\0b", "x" * 50):
        claims(Ledgers(directory=tmp_path, wall=lambda: 1.0).of(name, "h:1"))
    assert len(list(tmp_path.iterdir())) == 5


def test_being_closed_outlives_the_process(tmp_path: Path) -> None:
    async def close() -> None:
        for _ in range(2):
            await at(100.0, tmp_path).change(lambda s, now: (refused(s, now), None), interval_s=1.0)

    async def closed(now: float) -> bool:
        return await at(now, tmp_path).change(lambda s, when: (s, is_closed(s, when)), interval_s=1.0)

    trio.run(close)
    assert trio.run(closed, 3699.0)
    assert not trio.run(closed, 3701.0)


@pytest.mark.parametrize(
    "line",
    [b"\0" * 512, b"{", b"[]", b"null", b"[" * 512, b'{"free_at": "soon"}', b'{"free_at": NaN}', b'{"free_at": -1}',
     b'{"free_at": true}', b'{"unknown": 1}', b'{"opens_at": Infinity}', b'{"why": 7}', b"\xff\xfe" * 20,
     b'{"free_at": 1e999}'],
)  # fmt: skip
def test_a_damaged_file_is_begun_anew_as_if_somebody_had_just_asked(tmp_path: Path, line: bytes) -> None:
    claims(at(1.0, tmp_path))
    (file,) = tmp_path.iterdir()
    file.write_bytes(line)
    assert claims(at(100.0, tmp_path), 2) == [2.5, 2.5]
    assert claims(at(102.5, tmp_path)) == [0.0]
    assert Standing(**json.loads(file.read_bytes())).free_at == 105.0


def test_where_no_file_can_be_kept_the_process_keeps_its_own_account(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "full").symlink_to("/dev/full")
    for path in (tmp_path / "file" / "ledger.json", tmp_path):
        assert claims(Ledger(path, wall=lambda: 100.0), 2) == [0.0, 2.5]
    assert claims(Ledger(tmp_path / "full", wall=lambda: 100.0), 2) == [2.5, 2.5]


def test_who_is_killed_with_the_file_locked_leaves_it_free(tmp_path: Path) -> None:
    claims(at(1.0, tmp_path))
    (file,) = tmp_path.iterdir()
    code = (
        "import fcntl,sys,time;f=open(sys.argv[1],'r+');fcntl.flock(f,fcntl.LOCK_EX);print(flush=True);time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, file], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with file.open() as other, pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        holder.kill()
    assert claims(at(100.0, tmp_path)) == [0.0]


def test_who_finds_it_locked_waits_without_holding_up_the_others(tmp_path: Path) -> None:
    claims(at(1.0, tmp_path))
    (file,) = tmp_path.iterdir()

    async def main() -> list[str]:
        happened = []
        holder = os.open(file, os.O_RDWR)
        fcntl.flock(holder, fcntl.LOCK_EX)

        async def wait() -> None:
            await at(100.0, tmp_path).change(lambda s, now: claim(s, now, 1.0), interval_s=1.0)
            happened.append("claimed")

        async with trio.open_nursery() as nursery:
            nursery.start_soon(wait)
            for _ in range(20):
                await trio.testing.wait_all_tasks_blocked()
            happened.append("meanwhile")
            os.close(holder)
        return happened

    assert trio.run(main) == ["meanwhile", "claimed"]


ASKER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
import trio
from auditor.model import Request
from auditor.net.client import HttpCaller, Wire
from auditor.net.ledger import Ledgers
from auditor.net.pools import Pool
from auditor.settings import NetPolicy

async def main(directory, uri, count):
    clock = lambda: datetime.now(UTC)
    wire = Wire(NetPolicy(allow_private=True), clock=clock)
    ledger = Ledgers(directory=Path(directory), wall=time.time).of("index", uri)
    pool = Pool(600.0, breaker_failures=4, connect=lambda: HttpCaller(wire), clock=clock, ledger=ledger)
    async with trio.open_nursery() as nursery:
        for _ in range(int(count)):
            nursery.start_soon(pool.ask, Request(uri=uri))
    await pool.aclose()

trio.run(main, *sys.argv[1:])
"""


@contextmanager
def logging_server(*, under_way: int) -> Iterator[tuple[str, list[float], threading.Event]]:
    """A server, when it was asked, and what is set once it has been asked `under_way` times."""
    seen: list[float] = []
    begun = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            seen.append(time.monotonic())
            if len(seen) >= under_way:
                begun.set()
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", seen, begun
        finally:
            server.shutdown()
            thread.join()


def test_the_rate_that_a_service_sees_is_the_same_whether_one_process_asks_or_three(tmp_path: Path) -> None:
    each, interval_s = 10, 0.1
    with logging_server(under_way=8) as (uri, seen, begun):
        command = [sys.executable, "-W", "error", "-c", ASKER, str(tmp_path), uri, str(each)]
        environment = {**os.environ, "PYTHONPATH": str(HERE)}
        askers = [subprocess.Popen(command, env=environment) for _ in range(4)]
        victim = askers.pop()
        assert begun.wait(60)
        victim.kill()
        victim.wait()
        assert [asker.wait(timeout=60) for asker in askers] == [0, 0, 0]
    assert 3 * each <= len(seen) <= 4 * each
    # Over any stretch of time the service has seen no more than its share, but for one request of each process that
    # was late on its way.
    for number, first in enumerate(seen):
        for later, last in enumerate(seen[number:]):
            assert later <= (last - first) / interval_s + 4
