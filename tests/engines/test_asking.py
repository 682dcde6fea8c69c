"""Archives are asked at their pace and no more than they need be, what matters most first, and all of it in time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from auditor.archives import Question
from auditor.archives.select import archives_for
from auditor.engines import Work
from auditor.http_dates import http_date, to_http_date
from auditor.model import Exchange, Failure, FailureKind, Inquiry, Probe, Request, Response
from auditor.settings import ArchivesPolicy
from tests.archives.build import found_at, index, memento, never, row
from tests.engines.in_life import (
    INDEX_GATE,
    OTHER_GATE,
    START,
    WAYBACK_GATE,
    Archives,
    as_in_life,
    gone,
    most_in_a_minute,
    question,
    run,
    three_hundred_cited_a_thousand_times,
    uri,
    uri_of,
    worst,
)

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
    questions = three_hundred_cited_a_thousand_times()
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
