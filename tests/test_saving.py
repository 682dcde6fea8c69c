"""Wishes are granted at the archive's pace and within its budget, stored as they go, and taken up again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
import trio
from trio.testing import MockClock

from auditor.archives.spn2 import BAD_KEYS, SavePageNow, Wish
from auditor.model import Save, SaveState
from auditor.saving import Means, Outcome, Plan, left, plan, save, with_keys
from auditor.store import Store
from tests.archive.spn2 import KEYS, NOW, Odd, SavePages, error

URIS = tuple(f"https://a.example/{number}" for number in range(20))


def wishes(*uris: str) -> tuple[Wish, ...]:
    return tuple(Wish(key=uri, uri_r=uri) for uri in uris)


def run(
    service: SavePages,
    planned: Plan,
    store: Store,
    *,
    keys: tuple[str, str] = KEYS,
    interrupt: Callable[[list[Save]], bool] = lambda told: False,
) -> tuple[Outcome, list[Save]]:
    told: list[Save] = []

    async def main() -> Outcome:
        until = trio.CancelScope()
        started_s = trio.current_time()

        def clock() -> datetime:
            return NOW + timedelta(seconds=round(trio.current_time() - started_s))

        def tell(one: Save) -> None:
            told.append(one)
            if interrupt(told):
                until.cancel()

        connect = with_keys(lambda: service.caller(clock), *keys)
        means = Means(store=store, connect=connect, clock=clock, tell=tell)
        return await save(planned, SavePageNow(), means, until=until)

    return trio.run(main, clock=MockClock(autojump_threshold=0.01)), told


@pytest.fixture
def store(tmp_path):
    with Store(str(tmp_path / "auditor.db")) as store:
        yield store


def test_every_wish_is_told_and_stored(store) -> None:
    service = SavePages(ends={URIS[1]: error("not-found"), URIS[2]: error("celery")})
    outcome, told = run(service, Plan(wishes=wishes(*URIS[:3])), store)
    states = {one.key: one.state for one in outcome.saves}
    assert states == {URIS[0]: SaveState.SAVED, URIS[1]: SaveState.REFUSED, URIS[2]: SaveState.LATER}
    assert sorted(told, key=lambda one: one.key) == sorted(outcome.saves, key=lambda one: one.key)
    assert store.saves(URIS) == {one.key: one for one in outcome.saves}
    assert outcome.stopped == ""


def test_captures_are_asked_for_at_the_pace_and_not_more_at_a_time_than_is_allowed(store) -> None:
    service = SavePages(available=4, pending=3)
    run(service, Plan(wishes=wishes(*URIS)), store)
    submitted = [at for at, (method, *_) in zip(service.at_s, service.asked, strict=True) if method == "POST"]
    assert service.submitted == list(URIS)
    assert min(later - earlier for earlier, later in pairwise(submitted)) >= 60 / 7 - 0.001
    assert all(sum(at <= each < at + 60 for each in submitted) <= 8 for at in submitted)
    assert service.most_at_work <= 4


def test_no_more_is_asked_for_than_the_day_allows(store) -> None:
    service = SavePages(daily=29_998)
    outcome, _ = run(service, Plan(wishes=wishes(*URIS[:5])), store)
    assert service.submitted == list(URIS[:2])
    assert "30,000" in outcome.stopped
    assert [wish.key for wish in left(Plan(wishes=wishes(*URIS[:5])), outcome)] == list(URIS[2:5])


def test_what_stops_one_wish_stops_the_others(store) -> None:
    service = SavePages(available=1, submissions={URIS[1]: [error("max-daily-bandwidth", "You are over 5 GB.")]})
    outcome, _ = run(service, Plan(wishes=wishes(*URIS[:6])), store)
    assert service.submitted == list(URIS[:2])
    assert outcome.stopped == "You are over 5 GB."
    assert set(store.saves(URIS)) == set(URIS[:2])


def test_with_keys_that_are_not_taken_nothing_is_asked_for(store) -> None:
    service = SavePages()
    outcome, told = run(service, Plan(wishes=wishes(URIS[0])), store, keys=("other", "keys"))
    assert outcome.stopped == BAD_KEYS
    assert (service.submitted, told) == ([], [])


def test_an_archive_that_does_not_say_what_it_allows_is_asked_for_nothing(store) -> None:
    service = SavePages(anything=[Odd(502, "<html>")])
    outcome, told = run(service, Plan(wishes=wishes(URIS[0])), store)
    assert outcome.stopped == "the archive gave no usable answer (502)"
    assert (service.submitted, told) == ([], [])


def test_an_archive_that_answers_nothing_is_left_alone_and_the_rest_is_left_for_the_next_time(store) -> None:
    service = SavePages(submissions={uri: [Odd()] * 3 for uri in URIS})
    planned = Plan(wishes=wishes(*URIS))
    outcome, _ = run(service, planned, store)
    assert len(service.submitted) == 4
    assert "isn't asked any more" in outcome.stopped
    assert len(left(planned, outcome)) == len(URIS) - len(outcome.saves)
    assert len(store.saves(URIS)) <= 4


def test_the_keys_are_in_no_exchange_and_nowhere_in_the_store(store, tmp_path) -> None:
    service = SavePages(ends={URIS[0]: error("not-found", "no \x00 such page")})
    outcome, _ = run(service, Plan(wishes=wishes(URIS[0])), store)
    assert service.submitted == [URIS[0]]
    store.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert not any(key.encode() in kept or key in repr(outcome) for key in KEYS)

    async def main() -> None:
        caller = with_keys(lambda: service.caller(lambda: NOW), *KEYS)()
        request = SavePageNow().budget_request()
        exchange = await caller.fetch(request)
        assert exchange.request == request
        assert exchange.response.status == 200

    trio.run(main, clock=MockClock(autojump_threshold=0))


# ── what is interrupted ─────────────────────────────────────────────────────────────────────────────────────────


def test_who_is_interrupted_has_stored_the_jobs_and_the_next_time_takes_them_up(store) -> None:
    service = SavePages(available=4, pending=4)
    outcome, _ = run(service, Plan(wishes=wishes(*URIS[:4])), store, interrupt=lambda told: len(told) == 1)
    assert outcome.stopped == "interrupted"
    at_work = {one.key: one.job for one in store.pending_saves()}
    assert at_work
    assert set(at_work) | {one.key for one in outcome.saves} == set(service.submitted)

    now = NOW + timedelta(minutes=5)
    planned = plan(URIS[:4], store.saves(URIS), store.pending_saves(), named=False, now=now)
    assert {wish.key: wish.job for wish in planned.jobs} == at_work
    before = service.made.copy()
    outcome, _ = run(service, planned, store)
    assert all(service.made[key] == before[key] for key in at_work)
    assert {one.key for one in outcome.saves if one.state is SaveState.SAVED} >= set(at_work)
    assert store.pending_saves() == ()


# ── what is asked for again ─────────────────────────────────────────────────────────────────────────────────────


def said(state: SaveState, *, key: str = URIS[0], ago: timedelta = timedelta(), job: str | None = None) -> Save:
    return Save(archive="wayback", key=key, at=NOW - ago, state=state, job=job)


def planned_for(earlier: Save, *, named: bool = False) -> Plan:
    pending = [earlier] if earlier.state is SaveState.PENDING else []
    return plan([earlier.key], {earlier.key: earlier}, pending, named=named, now=NOW)


DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("earlier", "part"),
    [
        (said(SaveState.PENDING, ago=HOUR / 2, job="j"), "jobs"),
        (said(SaveState.PENDING, ago=2 * HOUR, job="j"), "wishes"),
        (said(SaveState.SAVED, ago=DAY), "waiting"),
        (said(SaveState.SAVED, ago=3 * DAY), "wishes"),
        (said(SaveState.LATER), "wishes"),
        (said(SaveState.REFUSED, ago=99 * DAY), "refused"),
        (said(SaveState.LATER, key="https://127.0.0.1/"), "private"),
        (said(SaveState.LATER, key="http://[fd00::1]/"), "private"),
        (said(SaveState.LATER, key="https://intranet/wiki"), "private"),
        (said(SaveState.LATER, key="https://wiki.internal/"), "private"),
        (said(SaveState.LATER, key="https://8.8.8.8/"), "wishes"),
    ],
)
def test_what_became_of_a_wish_decides_whether_it_is_asked_for_again(earlier: Save, part: str) -> None:
    planned = planned_for(earlier)
    parts = ("jobs", "wishes", "waiting", "refused", "private")
    assert [name for name in parts if getattr(planned, name)] == [part]


@pytest.mark.parametrize("state", [SaveState.SAVED, SaveState.REFUSED])
def test_what_is_named_is_asked_for_whatever_was_said_before(state: SaveState) -> None:
    assert planned_for(said(state), named=True).wishes == wishes(URIS[0])


def test_an_address_is_asked_for_once_however_often_it_is_named() -> None:
    assert plan([URIS[0]] * 3, {}, (), named=True, now=NOW).wishes == wishes(URIS[0])
