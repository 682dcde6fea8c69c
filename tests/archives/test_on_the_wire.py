"""Whatever an archive does on the wire, "not archived" is said of nothing it holds, and trouble is told with its reason."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import trio

from auditor.archives import Question
from auditor.archives.memento import Memento
from auditor.archives.wayback import Wayback
from auditor.engines import Work
from auditor.engines.local import LocalEngine
from auditor.model import ArchiveReply, Inquiry, Observation
from auditor.net.ledger import Ledger, Ledgers
from auditor.settings import MementoPolicy, NetPolicy, WaybackPolicy
from tests.archives.build import QUESTION, URI_R, drive, found_at, in_turn, index, memento, row
from tests.archives.wayback_words import DATE, GATE, NAMED, ask
from tests.web import Behaviour, Door, serve
from tests.web.behaviours import breaks, redirects, statuses
from tests.web.behaviours.answers import answer
from tests.web.behaviours.pages import article

HERE = Path(__file__).parent
HOST = "web.archive.org"
GATE_PATH, INDEX_PATH = "/web/https://paper.example/story", "/cdx/search/cdx"
ARCHIVE = Wayback(
    policy=WaybackPolicy(
        timegate=f"http://{HOST}/web/", cdx=f"http://{HOST}{INDEX_PATH}", playback_per_minute=6e4, cdx_per_minute=6e4
    )
)
NET = NetPolicy(timeout_s=0.5, deadline_s=1.0)
UNMARKED = statuses.not_found()  # without the archive's own mark: the index has to be asked


def replies(
    sites: dict[str, dict[str, Behaviour]],
    *,
    archive: Wayback | Memento = ARCHIVE,
    doors: dict[str, Door] | None = None,
    questions: int = 1,
    ledgers: Ledgers | None = None,
) -> tuple[list[ArchiveReply], int]:
    """What the archive replies over real sockets, and how many requests it has seen."""
    found: list[ArchiveReply] = []

    async def emit(observation: Observation) -> None:
        assert isinstance(observation, Inquiry)
        found.append(observation.reply)

    async def main() -> int:
        async with serve(sites, doors) as web:
            policy = replace(NET, connect_to=web.connect_to, ca_file=web.ca_file)
            engine = LocalEngine(policy, clock=lambda: datetime.now(UTC), jitter=lambda: 0.0, ledgers=ledgers)
            asked = [
                Question(key=f"{URI_R}&n={n}", uri_r=f"{URI_R}&n={n}", around=date(2019, 6, 14))
                for n in range(questions)
            ]
            await engine.observe(Work(questions=asked, archives=(archive,)), emit)
            return len(web.requests)

    return found, trio.run(main)


def only_reply(sites: dict[str, dict[str, Behaviour]], **how: object) -> ArchiveReply:
    (reply,), _ = replies(sites, **how)
    return reply


TROUBLE = [
    (breaks.gzip_bomb(), "could not be read to its end (capped)", "no usable answer"),
    (breaks.broken_gzip(), "could not be read to its end (undecodable)", "no usable answer"),
    (breaks.drip(0.2, "[]" * 30), "could not be read to its end (stalled)", "no usable answer"),
    (breaks.drip_head(0.2), "deadline exceeded", "deadline exceeded"),
    (breaks.half, "could not be read to its end (cut)", "no usable answer"),
    (breaks.hanging, "no answer in time", "no answer in time"),
    (breaks.silence, "closed without an answer", "closed without an answer"),
    (breaks.reset, "connection reset", "connection reset"),
    (breaks.bad_status_line, "not valid HTTP", "not valid HTTP"),
    (breaks.not_http, "not valid HTTP", "not valid HTTP"),
    (article("Temporarily Offline"), "answered with something else", "no usable answer"),
    (redirects.to("http://elsewhere.test/cdx", 302), "answered 302", "sends us elsewhere"),
    (redirects.to("https://archive.org/account/login", 302), "answered 302", "sends us elsewhere"),
    (statuses.unavailable(), "answered 503", "no usable answer (503)"),
]  # fmt: skip


@pytest.mark.parametrize(("behaviour", "because", "_"), TROUBLE)
def test_an_index_in_trouble_is_undetermined_with_its_reason(behaviour: Behaviour, because: str, _: str) -> None:
    reply = only_reply({HOST: {GATE_PATH: UNMARKED, INDEX_PATH: behaviour}, "elsewhere.test": {"*": answer(200, "[]")}})
    assert (reply.captures, reply.excluded) == (None, False)
    assert because in (reply.because or "")


@pytest.mark.parametrize(("behaviour", "_", "because"), TROUBLE)
def test_a_timegate_in_trouble_is_undetermined_with_its_reason(behaviour: Behaviour, _: str, because: str) -> None:
    reply = only_reply({HOST: {"*": behaviour}, "elsewhere.test": {"*": statuses.not_found()}})
    assert (reply.captures, reply.excluded) == (None, False)
    assert because in (reply.because or "")


@pytest.mark.parametrize(("behaviour", "_", "__"), TROUBLE)
def test_a_second_archive_in_trouble_is_undetermined_too(behaviour: Behaviour, _: str, __: str) -> None:
    archive = Memento(policy=MementoPolicy(name="other", timegate="http://old.test/wayback/", per_minute=6e4))
    reply = only_reply({"old.test": {"*": behaviour}, "elsewhere.test": {"*": statuses.not_found()}}, archive=archive)
    assert (reply.captures, reply.excluded) == (None, False)
    assert reply.because


def test_an_index_that_says_none_is_believed_so_that_the_tests_above_can_fail() -> None:
    reply = only_reply({HOST: {GATE_PATH: UNMARKED, INDEX_PATH: answer(200, "[]", kind="application/json")}})
    assert (reply.captures, reply.because) == ((), "never archived")


@dataclass(frozen=True, slots=True, kw_only=True)
class InOnePlace(Ledgers):
    """One account whatever port a world of the tests has: its archive is always the same one."""

    def of(self, service: str, place: str) -> Ledger:
        assert place.startswith(("127.0.0.1:", "localhost:"))
        return super(InOnePlace, self).of(service, HOST)


def test_an_archive_that_refused_us_is_not_asked_by_the_next_run(tmp_path: Path) -> None:
    def after(seconds: float) -> Ledgers:
        return InOnePlace(directory=tmp_path, wall=lambda: 1_795_000_000.0 + seconds + time.monotonic())

    first, _ = replies({}, doors={HOST: Door.REFUSED}, questions=20, ledgers=after(0))
    assert [reply.captures for reply in first] == [None] * 20
    well = {HOST: {"*": UNMARKED, INDEX_PATH: answer(200, "[]", kind="application/json")}}
    second, seen = replies(well, questions=20, ledgers=after(3_000))
    assert seen == 0
    assert {reply.because for reply in second} == {
        "not asked any more: it refuses our connections, and is left alone for an hour"
    }
    third, seen = replies(well, questions=20, ledgers=after(3_700))
    assert seen == 40
    assert [reply.captures for reply in third] == [()] * 20


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati"])
def test_times_are_the_same_in_every_time_zone(zone: str) -> None:
    code = (
        "from datetime import date\n"
        "from auditor.archive_links import unwrap, moment, digits\n"
        "from auditor.archives import Question\n"
        "from auditor.archives.wayback import Wayback\n"
        "from auditor.http_dates import http_date\n"
        "ask = Wayback().next_step(Question(key='k', uri_r='https://a.example/', around=date(2019, 6, 14)), ())\n"
        "print(moment('20190601080910').isoformat(), digits(moment('20190601080910')), ask.request.headers[0][1],\n"
        "      http_date('Sat, 01 Jun 2019 08:09:10 GMT').isoformat())\n"
    )
    environment = {**os.environ, "TZ": zone, "PYTHONPATH": str(HERE.parents[1])}
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True
    ).stdout
    assert said.split("\n")[0] == (
        "2019-06-01T08:09:10+00:00 20190601080910 Fri, 14 Jun 2019 12:00:00 GMT 2019-06-01T08:09:10+00:00"
    )


TOMORROW = "Tue, 01 Dec 2026 00:00:00 GMT"  # the exchanges of `drive` are of 23 November 2026


def test_a_copy_of_a_day_that_has_not_been_is_undetermined() -> None:
    ahead = found_at(f"{GATE}20261201000000/{URI_R}")
    reply, _ = ask(ahead, memento(TOMORROW))
    assert (reply.captures, reply.because) == (
        None,
        "its copy is dated after today: the archive's clock is wrong, or ours is",
    )
    second = Memento(policy=MementoPolicy(name="old", timegate="https://old.example/wayback/"))
    original = ("link", f'<{URI_R}>; rel="original"')
    reply, _ = drive(second, QUESTION, in_turn(memento(TOMORROW, original)))
    assert reply.captures is None


def test_of_an_indexs_rows_only_those_of_days_that_have_been_count() -> None:
    bad = memento(DATE, status=404)
    reply, _ = ask(NAMED, bad, index(row("20261201000000"), row("20190101000000")))
    assert reply.captures is not None
    assert [capture.captured_at.year for capture in reply.captures] == [2019]
    reply, _ = ask(NAMED, bad, index(row("20261201000000")))
    assert reply.captures is None
    assert "clock" in (reply.because or "")


def test_zones_are_no_wrong_clock() -> None:
    reply, _ = ask(found_at(f"{GATE}20261123140000/{URI_R}"), memento("Mon, 23 Nov 2026 14:00:00 GMT"))
    assert reply.captures
