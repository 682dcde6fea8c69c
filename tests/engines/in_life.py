"""Questions in, what archives that answer at the door of the network were asked, and when, out; on a clock that jumps.

What they say of an address is made from its number, as a mix that real audits meet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import trio
import trio.testing

from auditor.archives import Question
from auditor.archives.select import archives_for
from auditor.engines import Work
from auditor.engines.asking import Desk, Means
from auditor.model import (
    Citation,
    Document,
    Exchange,
    Failure,
    FailureKind,
    Inquiry,
    Observation,
    Probe,
    Request,
    Response,
)
from auditor.settings import ArchivesPolicy
from auditor.uris import references
from tests.archives.build import found_at, index, memento, never, row

DAY = date(2025, 6, 28)
AT, INDEXED = "20250701000000", "20250601000000"
WHEN = "Tue, 01 Jul 2025 00:00:00 GMT"
START = datetime(2026, 11, 23, tzinfo=UTC)
ANSWERS_WITHIN_S = 0.5
WAYBACK_GATE, INDEX_GATE, OTHER_GATE = (
    "https://web.archive.org/web/",
    "https://web.archive.org/cdx/",
    "https://arquivo.pt/wayback/",
)

Answer = Callable[[Request], Response | Failure]


def uri(number: int) -> str:
    return f"https://paper.example/story/{number}"


def question(number: int) -> Question:
    return Question(key=uri(number), uri_r=uri(number), around=DAY)


def gone(key: str) -> Probe:
    response = Response(status=404)
    return Probe(key=key, exchanges=(Exchange(request=Request(uri=key), outcome=response, started_at=START),))


class Archives:
    """Answers requests for two archives after half a second each, and remembers when it was asked what."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[tuple[float, str]] = []

    async def fetch(self, request: Request) -> Exchange:
        self.asked.append((trio.current_time(), request.uri))
        outcome = self.answer(request)
        is_silent = isinstance(outcome, Failure) and outcome.kind is FailureKind.TIMEOUT
        await trio.sleep(SILENCE_S if is_silent else ANSWERS_WITHIN_S)
        return Exchange(request=request, outcome=outcome, started_at=now())

    async def aclose(self) -> None:
        pass

    def times(self, prefix: str) -> list[float]:
        return [at for at, uri in self.asked if uri.startswith(prefix)]


def now() -> datetime:
    return START + timedelta(seconds=trio.current_time())


def as_in_life(request: Request) -> Response | Failure:
    """Of 100 addresses 70 have a good capture nearest, 15 a bad one, 10 none, 5 are in trouble."""
    if request.uri.startswith(OTHER_GATE):
        return never()
    if request.uri.startswith(INDEX_GATE):
        return index(row(INDEXED))
    if f"{INDEXED}id_/" in request.uri:
        return memento("Sun, 01 Jun 2025 00:00:00 GMT")
    kind = int(request.uri.rpartition("/")[2]) % 100
    if kind < 85:
        named = found_at(f"{WAYBACK_GATE}{AT}/{uri_of(request)}")
        return memento(WHEN, status=200 if kind < 70 else 404) if "id_/" in request.uri else named
    return never() if kind < 95 else TROUBLE[kind - 95]


TROUBLE = (
    Response(status=503),
    Response(status=504, body=b"<html>"),
    Failure(kind=FailureKind.TIMEOUT),
    Response(status=200, body=b"Temporarily Offline"),
    Failure(kind=FailureKind.RESET),
)
SILENCE_S = 20.0  # what a time-out takes


def uri_of(request: Request) -> str:
    return "https://paper.example/" + request.uri.rpartition("paper.example/")[2]


def run(
    answer: Answer,
    questions: Sequence[Question],
    *,
    answered: Mapping[str, frozenset[str]] | None = None,
    probes: Sequence[tuple[float, Probe]] = (),
    policy: ArchivesPolicy | None = None,
    within_s: float = 10**6,
) -> tuple[Archives, list[Inquiry], float]:
    """Ask the archives of the default policy; who was asked when, what came of it, and after how many seconds."""
    archives, inquiries = Archives(answer), []

    async def emit(observation: Observation) -> None:
        assert isinstance(observation, Inquiry)
        inquiries.append(observation)

    async def main() -> float:
        work = Work(questions=questions, archives=archives_for(policy or ArchivesPolicy()), answered=answered or {})
        desk = Desk(work, Means(connect=lambda: archives, clock=now, breaker_failures=4), emit)
        began = trio.current_time()
        with trio.move_on_after(within_s):
            async with trio.open_nursery() as nursery:
                nursery.start_soon(desk.run)
                for after_s, probe in probes:
                    await trio.sleep_until(began + after_s)
                    desk.note(probe)
        archives.asked = [(at - began, uri) for at, uri in archives.asked]
        return trio.current_time() - began

    return archives, inquiries, trio.run(main, clock=trio.testing.MockClock(autojump_threshold=0))


def most_in_a_minute(times: list[float]) -> int:
    return max(sum(start <= at < start + 60 for at in times) for start in times)


def worst(request: Request) -> Response:
    """Every address needs the index."""
    if request.uri.startswith(INDEX_GATE):
        return index()
    return memento(WHEN, status=404) if "id_/" in request.uri else found_at(f"{WAYBACK_GATE}{AT}/{uri_of(request)}")


def three_hundred_cited_a_thousand_times() -> list[Question]:
    """The questions that ten documents with a hundred citations each amount to."""
    documents = [
        document(f"{n}.md", *(uri(number % 300) for number in range(n, n + 100))) for n in range(0, 1_000, 100)
    ]
    assert sum(len(one.citations) for one in documents) == 1_000
    return [Question(key=one.key, uri_r=one.uri, around=one.cited_on) for one in references(documents)]


def document(name: str, *uris: str) -> Document:
    citations = tuple(Citation(uri=uri, target=uri, number=number) for number, uri in enumerate(uris, 1))
    return Document(name=name, citations=citations)
