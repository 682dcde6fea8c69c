"""Wishes are stepped to their end through every answer that Save Page Now gives, the errors with status 200 first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from auditor.archives import Ask
from auditor.archives.spn2 import BAD_KEYS, STATUS, SUBMIT, Budget, Ending, SavePageNow, Wish
from auditor.model import BodyEnd, Exchange, Failure, FailureKind, Response, SaveState
from auditor.settings import SavePolicy
from tests.archive.spn2 import CAPTURED, KEYS, NOW, Odd, SavePages, error

URI = "https://a.example/a?b=c&d=%20*"
WISH = Wish(key=URI, uri_r=URI)
ASKED_AS = URI.replace("*", "%2A")
MACHINE = SavePageNow()
AUTHORIZATION = "LOW {}:{}".format(*KEYS)
COPY = f"https://web.archive.org/web/{CAPTURED}/{ASKED_AS}"


def go(service: SavePages, wish: Wish = WISH, machine: SavePageNow = MACHINE) -> tuple[Ending, list[Ask]]:
    """Step a wish to its end; the asks on the way."""
    past: tuple[Exchange, ...] = ()
    asks: list[Ask] = []
    while isinstance(step := machine.next_step(wish, past), Ask):
        asks.append(step)
        past = (*past, exchange(service, step))
        assert len(past) < 50
    return step, asks


def exchange(service: SavePages, ask: Ask) -> Exchange:
    path = ask.request.uri.removeprefix("https://web.archive.org")
    status, text = service.answer(ask.request.method, path, AUTHORIZATION, ask.request.body)
    outcome = Response(status=status, body=text.encode()) if status else Failure(kind=FailureKind.TIMEOUT)
    return Exchange(request=ask.request, outcome=outcome, started_at=NOW)


def scripted(*submissions, statuses=(), **more) -> SavePages:
    return SavePages(submissions={ASKED_AS: list(submissions)}, statuses={ASKED_AS: list(statuses)}, **more)


def test_a_wish_is_submitted_asked_about_and_saved() -> None:
    service = SavePages(pending=2)
    ending, asks = go(service)
    assert (ending.save.state, ending.save.uri_m, ending.stops) == (SaveState.SAVED, COPY, False)
    assert [ask.pool for ask in asks] == [SUBMIT, STATUS, STATUS, STATUS]
    assert all(ask.after_s >= 3 for ask in asks[1:])


def test_a_submission_is_a_form_that_does_no_harm_when_it_comes_twice() -> None:
    service = SavePages()
    go(service)
    method, path, form = service.asked[0]
    assert (method, path) == ("POST", "/save")
    assert form["url"] == [ASKED_AS]
    assert form["if_not_archived_within"] == ["30d"]


def test_the_job_is_known_as_soon_as_it_was_told() -> None:
    service = SavePages()
    first = MACHINE.next_step(WISH, ())
    assert isinstance(first, Ask)
    past = (exchange(service, first),)
    assert MACHINE.job(WISH, ()) is None
    assert MACHINE.job(WISH, past) == next(iter(service.jobs))


def test_a_job_of_before_is_asked_about_at_once_and_not_submitted_again() -> None:
    service = SavePages(pending=0)
    _, (submission, question) = go(service)
    job = question.request.uri.rpartition("/")[2]
    ending, asks = go(service, replace(WISH, job=job))
    assert [(ask.pool, ask.after_s) for ask in asks] == [(STATUS, 0.0)]
    assert submission.request.method == "POST"
    assert ending.save.state is SaveState.SAVED


LATER, REFUSED, SAVED = SaveState.LATER, SaveState.REFUSED, SaveState.SAVED
ERRORS = {
    "user-session-limit": (LATER, False),
    "soft-time-limit-exceeded": (LATER, False),
    "proxy-error": (LATER, False),
    "browsing-timeout": (LATER, False),
    "no-browsers-available": (LATER, False),
    "redis-error": (LATER, False),
    "capture-location-error": (LATER, False),
    "celery": (LATER, False),
    "too-many-requests": (LATER, False),
    "service-unavailable": (LATER, False),
    "max-daily-bandwidth-host": (LATER, False),
    "too-many-daily-captures": (SAVED, False),
    "blocked-client-ip": (LATER, True),
    "max-daily-bandwidth": (LATER, True),
    "max-daily-bandwidth-from-ip": (LATER, True),
    "not-found": (REFUSED, False),
    "no-access": (REFUSED, False),
    "blocked-url": (REFUSED, False),
    "invalid-host-resolution": (REFUSED, False),
    "filesize-limit": (REFUSED, False),
    "one-that-nobody-has-heard-of": (REFUSED, False),
}


@pytest.mark.parametrize("when", ["submission", "job"])
@pytest.mark.parametrize(("code", "expected"), ERRORS.items(), ids=ERRORS)
def test_an_error_with_status_200_is_understood(code: str, expected: tuple[SaveState, bool], when: str) -> None:
    answer = error(code, "As the archive puts it.")
    service = scripted(answer) if when == "submission" else SavePages(ends={ASKED_AS: answer})
    ending, _ = go(service)
    assert (ending.save.state, ending.stops) == expected
    assert (ending.save.because, ending.save.uri_m) == ("As the archive puts it.", None)


def test_what_the_archive_has_captured_often_enough_today_is_saved() -> None:
    service = SavePages()
    for _ in range(6):
        ending, _ = go(service)
    assert ending.save.state is SaveState.SAVED
    assert "5 times today" in ending.save.because


@pytest.mark.parametrize("odd", [Odd(502, "<html>"), Odd(200, "<html>sorry</html>"), Odd(200, "[]"), Odd()])
def test_what_is_no_answer_is_asked_once_more_after_a_minute(odd: Odd) -> None:
    ending, asks = go(scripted(odd))
    assert ending.save.state is SaveState.SAVED
    assert [(ask.pool, ask.after_s) for ask in asks[:2]] == [(SUBMIT, 0.0), (SUBMIT, 60.0)]
    ending, asks = go(scripted(odd, odd))
    assert (ending.save.state, ending.stops, len(asks)) == (SaveState.LATER, False, 2)
    assert "archive" in ending.save.because


def test_silence_about_a_job_leaves_it_pending() -> None:
    ending, asks = go(scripted(statuses=[Odd()] * 9))
    assert ending.save.state is SaveState.PENDING
    assert ending.save.job is not None
    assert len(asks) == 6


def test_a_job_that_goes_on_for_minutes_is_left_pending() -> None:
    ending, asks = go(SavePages(pending=99))
    assert ending.save.state is SaveState.PENDING
    assert ending.save.job == asks[-1].request.uri.rpartition("/")[2]
    assert 120 < sum(ask.after_s for ask in asks) < 300


def test_a_job_that_the_archive_has_forgotten_is_wished_for_again_later() -> None:
    ending, _ = go(SavePages(), replace(WISH, job="spn2-forgotten"))
    assert (ending.save.state, ending.save.job) == (SaveState.LATER, None)


def test_a_forgotten_job_of_a_capture_that_was_made_before_is_saved() -> None:
    service = scripted(
        {"url": ASKED_AS, "job_id": "spn2-0", "message": "The same snapshot had been made 9 days ago. More."}
    )
    ending, _ = go(service)
    assert ending.save.state is SaveState.SAVED


@pytest.mark.parametrize("at", ["submission", "job"])
def test_keys_that_are_not_taken_stop_everything(at: str) -> None:
    odd = Odd(401, "{}")
    ending, _ = go(scripted(odd) if at == "submission" else scripted(statuses=[odd]))
    assert (ending.stops, ending.save.because) == (True, BAD_KEYS)


def test_too_many_requests_rests_for_a_minute_once_and_then_stops() -> None:
    ending, asks = go(scripted(Odd(429, "slow")))
    assert ending.save.state is SaveState.SAVED
    assert asks[1].after_s == 60.0
    ending, asks = go(scripted(Odd(429, "slow"), Odd(429, "slow")))
    assert (ending.stops, ending.save.state) == (True, SaveState.LATER)
    ending, asks = go(scripted(statuses=[Odd(429, "slow"), Odd(429, "slow")]))
    assert (ending.stops, ending.save.state) == (True, SaveState.PENDING)


def test_a_wait_that_is_asked_for_is_kept_or_ends_it() -> None:
    def throttled(seconds: str) -> Exchange:
        first = MACHINE.next_step(WISH, ())
        assert isinstance(first, Ask)
        response = Response(status=429, headers=(("retry-after", seconds),))
        return Exchange(request=first.request, outcome=response, started_at=NOW)

    step = MACHINE.next_step(WISH, (throttled("120"),))
    assert isinstance(step, Ask)
    assert step.after_s == 120
    step = MACHINE.next_step(WISH, (throttled("86400"),))
    assert isinstance(step, Ending)
    assert step.stops


@pytest.mark.parametrize(
    "success",
    [{"status": "success"}, {"status": "success", "timestamp": "2026"}, {"status": "success", "timestamp": "9" * 14}],
)
def test_a_success_without_a_time_is_none(success) -> None:
    ending, _ = go(SavePages(ends={ASKED_AS: success}))
    assert (ending.save.state, ending.save.uri_m) == (SaveState.LATER, None)


def test_a_capture_is_named_by_where_redirects_led() -> None:
    end = {"status": "success", "timestamp": CAPTURED, "original_url": "https://b.example/there"}
    ending, _ = go(SavePages(ends={ASKED_AS: end}))
    assert ending.save.uri_m == f"https://web.archive.org/web/{CAPTURED}/https://b.example/there"


def test_an_answer_that_was_cut_is_no_answer() -> None:
    first = MACHINE.next_step(WISH, ())
    assert isinstance(first, Ask)
    cut = Response(status=200, body=b'{"url": "https://a.ex', body_end=BodyEnd.CUT)
    step = MACHINE.next_step(WISH, (Exchange(request=first.request, outcome=cut, started_at=NOW),))
    assert isinstance(step, Ask)


def test_a_job_that_could_lead_elsewhere_is_none() -> None:
    ending, asks = go(scripted({"url": URI, "job_id": "../../login?x="}))
    assert len(asks) == 1
    assert ending.save.state is SaveState.LATER


def test_words_of_the_archive_are_one_line_that_a_terminal_can_be_shown() -> None:
    ending, _ = go(scripted(error("not-found", "a\x1b[31m\nb  " + "c" * 999)))
    assert ending.save.because.startswith("a[31m b c")
    assert len(ending.save.because) == 300


def test_the_moment_is_that_of_the_last_answer() -> None:
    later = NOW + timedelta(minutes=5)
    first = MACHINE.next_step(WISH, ())
    assert isinstance(first, Ask)
    response = Response(status=401)
    step = MACHINE.next_step(WISH, (Exchange(request=first.request, outcome=response, started_at=later),))
    assert isinstance(step, Ending)
    assert step.save.at == later == datetime(2026, 11, 23, 12, 5, tzinfo=UTC)


# ── what is allowed ─────────────────────────────────────────────────────────────────────────────────────────────


def allowed(status: int, text: str) -> Budget | str:
    response = Response(status=status, body=text.encode())
    return MACHINE.budget(Exchange(request=MACHINE.budget_request(), outcome=response, started_at=NOW))


def test_the_budget_is_what_is_left_of_the_day() -> None:
    status, text = SavePages(available=2, daily=29_990).answer("GET", "/save/status/user", AUTHORIZATION, b"")
    assert allowed(status, text) == Budget(at_once=2, left=10, a_day=30_000)


def test_one_at_a_time_is_tried_where_no_place_is_free_now() -> None:
    status, text = SavePages(available=0).answer("GET", "/save/status/user", AUTHORIZATION, b"")
    assert allowed(status, text) == Budget(at_once=1, left=30_000, a_day=30_000)


@pytest.mark.parametrize(
    ("status", "text", "because"),
    [
        (401, "{}", BAD_KEYS),
        (502, "<html>", "the archive gave no usable answer (502)"),
        (200, "<html>", "the archive answered with something else"),
        (200, '{"available": "3"}', "the archive answered with something else"),
    ],
)
def test_a_budget_that_is_not_known_says_why(status: int, text: str, because: str) -> None:
    assert allowed(status, text) == because


def test_a_service_of_ones_own_can_be_named() -> None:
    machine = SavePageNow(policy=SavePolicy(endpoint="http://127.0.0.1:1/save/"), playback="http://127.0.0.1:1/web")
    first = machine.next_step(WISH, ())
    assert isinstance(first, Ask)
    assert first.request.uri == "http://127.0.0.1:1/save"
    assert machine.budget_request().uri == "http://127.0.0.1:1/save/status/user"
    assert machine.pools[SUBMIT] == 7
