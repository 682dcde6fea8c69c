"""Archives are asked at their pace and no more than they need be, what matters most first, and all of it in time.

The archives of these tests answer at the door of the network, on a clock that jumps: what they say of an address is
made from its number, as a mix that real audits meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import trio
import trio.testing

from auditor.archives import Question
from auditor.archives.select import archives_for
from auditor.engines import Work
from auditor.engines.asking import Desk, Means
from auditor.http_dates import http_date, to_http_date
from auditor.model import Exchange, Failure, FailureKind, Inquiry, Observation, Probe, Request, Response
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


# ── the figures ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def thousand() -> tuple[Archives, list[Inquiry], float]:
    return run(as_in_life, [question(number) for number in range(1_000)])


def test_a_thousand_addresses_are_settled_within_ten_minutes(thousand) -> None:
    _, inquiries, took_s = thousand
    assert took_s <= 600
    states = Counter(
        "held" if inquiry.reply.captures else "none" if inquiry.reply.captures == () else "undetermined"
        for inquiry in inquiries
        if inquiry.reply.archive == "wayback"
    )
    assert states == {"held": 850, "none": 100, "undetermined": 50}
    assert sum(inquiry.reply.archive == "arquivo.pt" for inquiry in inquiries) == 1_000


def test_no_archive_sees_more_in_any_minute_than_it_allows(thousand) -> None:
    archives, _, _ = thousand
    assert most_in_a_minute(archives.times(WAYBACK_GATE)) <= 480
    assert most_in_a_minute(archives.times(INDEX_GATE)) <= 24
    assert most_in_a_minute(archives.times(OTHER_GATE)) <= 120
    assert all(after - before > 2.499 for before, after in pairwise(archives.times(INDEX_GATE)))


def test_the_index_is_asked_for_what_playback_cannot_settle_only(thousand) -> None:
    archives, _, _ = thousand
    assert len(archives.times(INDEX_GATE)) == 150


def test_a_thousand_citations_of_three_hundred_addresses_ask_the_index_three_hundred_times_at_most() -> None:
    from tests.test_due import document

    documents = [
        document(f"{n}.md", *(uri(number % 300) for number in range(n, n + 100))) for n in range(0, 1_000, 100)
    ]
    cited = references(documents)
    assert sum(len(one.citations) for one in documents) == 1_000

    def worst(request: Request) -> Response:
        """Every address needs the index."""
        if request.uri.startswith(INDEX_GATE):
            return index()
        return memento(WHEN, status=404) if "id_/" in request.uri else found_at(f"{WAYBACK_GATE}{AT}/{uri_of(request)}")

    questions = [Question(key=one.key, uri_r=one.uri, around=one.cited_on) for one in cited]
    archives, inquiries, _ = run(worst, questions, policy=ArchivesPolicy(memento=()))
    assert len(archives.times(INDEX_GATE)) <= 300
    assert len(inquiries) == 300


# ── who is asked what ───────────────────────────────────────────────────────────────────────────────────────────


def test_an_archive_whose_answer_counts_is_not_asked_again_because_another_did_not_answer() -> None:
    answered = {uri(1): frozenset({"wayback"}), uri(2): frozenset({"wayback", "arquivo.pt"})}
    _, inquiries, _ = run(as_in_life, [question(number) for number in range(3)], answered=answered)
    assert sorted((inquiry.reply.archive, inquiry.reply.key) for inquiry in inquiries) == [
        ("arquivo.pt", uri(0)), ("arquivo.pt", uri(1)), ("wayback", uri(0)),
    ]  # fmt: skip
    work = Work(questions=[question(n) for n in range(3)], archives=archives_for(ArchivesPolicy()), answered=answered)
    assert work.inquiries == 3


def test_questions_are_settled_in_their_order_and_each_to_its_end() -> None:
    archives, _, _ = run(as_in_life, [question(number) for number in range(40)], policy=ArchivesPolicy(memento=()))
    settled = [int(uri.rpartition("/")[2]) for _, uri in archives.asked if "id_/" in uri]
    assert settled == sorted(settled)
    begun = {int(uri.rpartition("/")[2]): place for place, (_, uri) in enumerate(archives.asked) if "id_/" not in uri}
    ended = {int(uri.rpartition("/")[2]): place for place, (_, uri) in enumerate(archives.asked) if "id_/" in uri}
    assert all(ended[number] - begun[number] <= 8 for number in range(40)), "what is begun isn't left lying"


def test_what_a_probe_finds_rotted_is_asked_about_next_though_it_was_to_be_the_last() -> None:
    rotted = [(10.0, gone(uri(number))) for number in (1_150, 1_190)]
    archives, _, _ = run(as_in_life, [question(number) for number in range(1_200)], probes=rotted, within_s=60)
    places = {uri_of(Request(uri=uri)): at for at, uri in reversed(archives.asked) if uri.startswith(WAYBACK_GATE)}
    assert places[uri(1_150)] < 12
    assert places[uri(1_190)] < 12
    assert uri(1_149) not in places


@pytest.mark.parametrize("status", [200, 403, 503])
def test_what_may_well_be_there_waits_for_its_turn(status: int) -> None:
    probe = Probe(
        key=uri(1_150),
        exchanges=(Exchange(request=Request(uri=uri(1_150)), outcome=Response(status=status), started_at=START),),
    )
    archives, _, _ = run(as_in_life, [question(number) for number in range(1_200)], probes=[(1.0, probe)], within_s=20)
    assert not any(uri_of(Request(uri=asked)) == uri(1_150) for _, asked in archives.asked)


def test_a_probe_that_was_asked_nothing_and_one_that_nobody_asks_about_change_nothing() -> None:
    probes = [(0.1, Probe(key=uri(1))), (0.2, gone("https://other.example/")), (0.3, gone(uri(1))), (0.4, gone(uri(1)))]
    _, inquiries, _ = run(as_in_life, [question(number) for number in range(4)], probes=probes)
    assert len(inquiries) == 8


def by_day(request: Request) -> Response:
    """An archive of one page that holds a copy of the first of each January."""
    if "id_/" in request.uri:
        year = request.uri.removeprefix(WAYBACK_GATE)[:4]
        return memento(to_http_date(datetime(int(year), 1, 1, tzinfo=UTC)), status=404 if year == "2013" else 200)
    if request.uri.startswith(INDEX_GATE):
        return index(row("20120101000000"))
    when = http_date(dict(request.headers)["accept-datetime"])
    assert when is not None
    return found_at(f"{WAYBACK_GATE}{(when + timedelta(days=182)).year}0101000000/{uri_of(request)}")


def test_an_address_that_was_cited_on_several_days_has_the_copy_nearest_to_each_of_them() -> None:
    days = [date(2010, 2, 1), date(2015, 1, 20), date(2015, 1, 29), date(2020, 12, 30)]
    first, *further = days
    one = Question(key=uri(1), uri_r=uri(1), around=first, further=tuple(further))
    archives, (inquiry,), _ = run(by_day, [one], policy=ArchivesPolicy(memento=()))
    assert inquiry.reply.captures is not None
    assert [capture.captured_at.year for capture in inquiry.reply.captures] == [2010, 2015, 2021]
    assert len(archives.asked) == 6, "two each; a day that has a copy near is none to ask about"
    assert len(inquiry.exchanges) == 6


def test_further_days_are_worth_nothing_of_what_is_scarce_nor_anything_where_nothing_is_held() -> None:
    one = Question(key=uri(1), uri_r=uri(1), around=date(2010, 2, 1), further=(date(2013, 1, 1),))
    archives, (inquiry,), _ = run(by_day, [one], policy=ArchivesPolicy(memento=()))
    assert not archives.times(INDEX_GATE)
    assert [capture.captured_at.year for capture in inquiry.reply.captures or ()] == [2010]
    archives, (inquiry,), _ = run(lambda _: never(), [one], policy=ArchivesPolicy(memento=()))
    assert (len(archives.asked), inquiry.reply.captures) == (1, ())


# ── trouble ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_archive_that_refuses_connections_is_left_alone_and_every_reply_says_so() -> None:
    def refused(request: Request) -> Response | Failure:
        return Failure(kind=FailureKind.REFUSED) if "archive.org" in request.uri else never()

    archives, inquiries, _ = run(refused, [question(number) for number in range(100)])
    assert len(archives.times("https://web.archive.org/")) <= 5, "two, and those that were in flight"
    wayback = [inquiry for inquiry in inquiries if inquiry.reply.archive == "wayback"]
    told = "not asked any more: it refuses our connections, and is left alone for an hour"
    assert sum(inquiry.reply.because == told for inquiry in wayback) >= 95
    assert all(inquiry.reply.captures is None for inquiry in wayback)
    assert all(not inquiry.exchanges for inquiry in wayback if inquiry.reply.because == told), "nothing was exchanged"
    assert sum(inquiry.reply.captures == () for inquiry in inquiries) == 100, "the other archive is asked all the same"


def test_an_archive_that_throttles_is_given_its_rest() -> None:
    busy = iter([Response(status=429, headers=(("retry-after", "90"),))])
    archives, inquiries, _ = run(
        lambda request: next(busy, None) or as_in_life(request),
        [question(number) for number in range(10)],
        policy=ArchivesPolicy(memento=()),
    )
    times = archives.times(WAYBACK_GATE)
    assert max(after - before for before, after in pairwise(times)) > 88
    assert all(inquiry.reply.captures for inquiry in inquiries)
