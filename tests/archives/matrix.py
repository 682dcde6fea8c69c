"""A running archive in; what is said of addresses whose truth is known, under every fault, out.

The addresses are what real archives hold and don't; the faults are what has been seen of them, each at each service
that it can befall, once and for ever. What is said is the archive's reply after real requests over real sockets; only
the rests between them are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType

import trio

from auditor.archives import Archive as Machine
from auditor.archives import Ask, Question
from auditor.archives.memento import Memento
from auditor.archives.wayback import Wayback
from auditor.due import flaw_of
from auditor.model import ArchiveReply, Exchange
from auditor.net.client import open_fetch
from auditor.settings import MementoPolicy, NetPolicy, WaybackPolicy
from tests.archive import Archive, Capture, page, redirect, revisit

DAY = date(2025, 6, 28)
HELD, NONE, EXCLUDED, UNDETERMINED = "held", "none held", "excluded", "undetermined"
FOR_EVER = 1_000
# A fault that outlasts patience shows within this; the rest of the answers take milliseconds.
NET = NetPolicy(timeout_s=0.6, deadline_s=1.2, allow_private=True)

_CHALLENGE = (
    b'<html><head><title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/x.js"></script></html>'
)


def wall(uri_r: str, at: str) -> Capture:
    """What a crawler gets of a site behind a bot check."""
    return Capture(uri_r=uri_r, at=at, body=_CHALLENGE)


TRUTH: Mapping[str, str] = MappingProxyType(
    {
        "https://a.example/near?id=7": HELD,
        "https://a.example/years-off": HELD,
        "https://a.example/behind-errors": HELD,
        "https://a.example/behind-a-wall": HELD,
        "https://a.example/revisited": HELD,
        "http://a.example/redirected": HELD,
        "https://a.example/only-errors": NONE,
        "https://a.example/only-429": NONE,
        "https://a.example/never": NONE,
        "https://a.example/near?id=8": NONE,
        "https://secret.example/page": EXCLUDED,
    }
)
EXCLUDED_SITES = ("https://secret.example/",)
HOLDINGS: tuple[Capture, ...] = (
    page("https://a.example/near?id=7", "20250625120000", "A report", "What is known."),
    page("https://a.example/years-off", "20150101000000", "An old page", "What was known."),
    page("https://a.example/behind-errors", "20240101000000", "A page", "While it was there."),
    *(page("https://a.example/behind-errors", f"202506{day}000000", "Not found", status=404) for day in range(26, 30)),
    page("https://a.example/behind-a-wall", "20240101000000", "A page", "Before the wall."),
    wall("https://a.example/behind-a-wall", "20250628000000"),
    page("https://a.example/revisited", "20200101000000", "The same since", "And still."),
    revisit("https://a.example/revisited", "20250627000000", "20200101000000"),
    page("https://a.example/revisited", "20250628110000", "Not found", status=404),
    redirect("http://a.example/redirected", "20250628000000", "https://a.example/redirected"),
    page("https://a.example/redirected", "20250628000001", "Behind https"),
    page("https://a.example/only-errors", "20250628000000", "Not found", status=404),
    page("https://a.example/only-429", "20250628000000", "Too many requests", status=429),
    page("https://secret.example/page", "20250628120000", "Not for you"),
)

# A TimeGate with its playback, playback alone, the index; TimeGate and playback of the second archive.
PLAYBACK, PLAYED, INDEX, SECOND, SECOND_PLAYED = "/web/", "/web/2", "/cdx/", "/wayback/", "/wayback/2"
_EVERY = (PLAYBACK, PLAYED, INDEX, SECOND, SECOND_PLAYED)
_JSON = {"Content-Type": "application/json"}
_HEADER = '["urlkey","timestamp","original","mimetype","statuscode","digest","length"]'
_SRY = "<!DOCTYPE html><title>Internet Archive: Temporarily Offline</title><h1>Temporarily Offline</h1>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong: `how` is what `Archive.fault` takes; `paths` are the services that it can befall.

    `times` is how often: each address is asked about alone where that is once, else all of them together.
    """

    name: str
    how: Mapping[str, object] = field(default_factory=dict)
    paths: tuple[str, ...] = _EVERY
    times: tuple[int, ...] = (FOR_EVER,)


_ONCE_AND_EVER = (1, FOR_EVER)


def _answered(
    name: str,
    status: int,
    body: str | None = "",
    *,
    only: str | None = None,
    times: tuple[int, ...] = (FOR_EVER,),
    **headers: str,
) -> Fault:
    told = {key.replace("_", "-"): value for key, value in headers.items()}
    how = {"status": status, "body": body, "headers": told}
    return Fault(name=name, how=how, paths=(only,) if only else _EVERY, times=times)


FAULTS: tuple[Fault, ...] = (
    Fault(name="nothing is wrong", paths=("/none/", "/none/wayback/")),
    _answered("429", 429, None, times=_ONCE_AND_EVER),
    _answered("429, Retry-After: 2", 429, None, Retry_After="2"),
    _answered("429, Retry-After as a date", 429, None, Retry_After="Thu, 26 Nov 2026 00:00:30 GMT"),
    _answered("429, Retry-After: 10^9", 429, None, Retry_After="1000000000"),
    _answered("503", 503, "<html><h1>503 Service Temporarily Unavailable</h1></html>", times=_ONCE_AND_EVER),
    _answered("504", 504, "<html><h1>504 Gateway Time-out</h1></html>"),
    _answered("500", 500),
    _answered("502", 502),
    _answered("520", 520),
    _answered("403 of a front end", 403, "<html>Forbidden</html>"),
    _answered("400", 400),
    _answered("the outage's page with 200", 200, _SRY),
    _answered("a redirect to /sry", 302, Location="https://web.archive.org/sry"),
    _answered("a redirect to another host", 302, Location="http://127.0.0.2:9/cdx/search/cdx"),
    _answered("a redirect without a place", 302),
    _answered("200 and nothing", 200, only=PLAYBACK),
    _answered("404 of a front end", 404, "<html>nginx</html>", only=PLAYBACK, times=_ONCE_AND_EVER),
    _answered("404 of a capture that is named", 404, "<html>nginx</html>", only=PLAYED, times=_ONCE_AND_EVER),
    _answered("404 of a capture that the second names", 404, "<html>", only=SECOND_PLAYED, times=_ONCE_AND_EVER),
    _answered("truncated JSON", 200, f'[{_HEADER},\n["com,exa', only=INDEX, **_JSON),
    _answered("a header row alone", 200, f"[{_HEADER}]", only=INDEX, **_JSON),
    _answered("an object", 200, "{}", only=INDEX, **_JSON),
    _answered("rows without a header", 200, '[["a","b"],["c","d"]]', only=INDEX, **_JSON),
    _answered("nothing at all as JSON", 200, only=INDEX, **_JSON),
    Fault(name="the connection is dropped", how={"drop": True}),
    Fault(name="a gzip bomb", how={"status": 200, "body": "", "bomb": True}),
    Fault(name="one byte at a time", how={"status": 200, "body": "[]" * 40, "drip_s": 0.2}),
    Fault(name="no answer in time", how={"delay_s": 3.0}),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What was said of an address under a fault."""

    fault: str
    path: str
    times: int
    uri_r: str
    truth: str
    said: str
    because: str | None

    @property
    def is_wrong(self) -> bool:
        """Whether something else than the truth was said; that it can't be told is never wrong."""
        return self.said not in {self.truth, UNDETERMINED}


def cells(archive: Archive, faults: tuple[Fault, ...] = FAULTS) -> Iterator[Cell]:
    """Every address under every fault."""
    for fault in faults:
        for path in fault.paths:
            for times in fault.times:
                together = [list(TRUTH)] if times == FOR_EVER else [[uri_r] for uri_r in TRUTH]
                for uris_r in together:
                    archive.well()
                    archive.fault(path, times=times, **fault.how)
                    for uri_r, reply in trio.run(replies, archive, uris_r, path).items():
                        yield Cell(
                            fault=fault.name, path=path, times=times, uri_r=uri_r, said=said(reply),
                            truth=_true(uri_r, path), because=reply.because,
                        )  # fmt: skip
    archive.well()


def _true(uri_r: str, path: str) -> str:
    """The second archive holds the same, and excludes nothing."""
    return HELD if "wayback" in path and TRUTH[uri_r] == EXCLUDED else TRUTH[uri_r]


def said(reply: ArchiveReply) -> str:
    """A reply in one word."""
    if reply.captures is None:
        return UNDETERMINED
    return HELD if reply.captures else EXCLUDED if reply.excluded else NONE


async def replies(archive: Archive, uris_r: Collection[str], path: str) -> dict[str, ArchiveReply]:
    """What the archive that `path` is of replies of each address, over sockets and without any rest."""
    machine: Machine = Wayback(policy=WaybackPolicy(timegate=archive.timegate, cdx=archive.cdx), flaw=flaw_of)
    if "wayback" in path:
        machine = Memento(policy=MementoPolicy(name="second", timegate=archive.second), flaw=flaw_of)
    found: dict[str, ArchiveReply] = {}

    async def ask(uri_r: str) -> None:
        past: tuple[Exchange, ...] = ()
        while isinstance(step := machine.next_step(Question(key=uri_r, uri_r=uri_r, around=DAY), past), Ask):
            past = (*past, await fetch(step.request))
        found[uri_r] = step

    async with open_fetch(NET, clock=lambda: datetime.now(UTC)) as fetch, trio.open_nursery() as nursery:
        for uri_r in uris_r:
            nursery.start_soon(ask, uri_r)
    return found
