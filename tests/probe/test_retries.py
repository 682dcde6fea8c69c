"""What is transient is asked again, patiently, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.model import TLS_FAULTS, FailureKind, Request, Terms
from auditor.probe.retries import retry
from auditor.settings import NetPolicy
from tests.probe.build import POLICY, exchange, failure, in_turn, look, response

URI = "https://example.org/"
TRANSIENT = [
    FailureKind.DNS_TROUBLE,
    FailureKind.REFUSED,
    FailureKind.NO_ROUTE,
    FailureKind.CONNECT_TIMEOUT,
    FailureKind.TIMEOUT,
]
ONCE = [FailureKind.RESET, FailureKind.DISCONNECTED, FailureKind.PROTOCOL]
DECIDED = [
    FailureKind.NO_SUCH_HOST,
    FailureKind.HOST_RETIRED,
    FailureKind.NO_ADDRESS,
    FailureKind.PRIVATE_ADDRESS,
    FailureKind.BAD_ADDRESS,
    *sorted(TLS_FAULTS),
]


def waits(*outcomes, policy=POLICY, jitter=0.0):
    _, sent = look(URI, in_turn(*outcomes), policy, jitter=jitter)
    return [send.after_s for send in sent[1:]]


def test_every_failure_is_in_one_of_the_three_tables():
    assert {*TRANSIENT, *ONCE, *DECIDED, FailureKind.DEADLINE} == set(FailureKind)


@pytest.mark.parametrize("kind", TRANSIENT)
def test_a_transient_failure_is_asked_again_as_often_as_the_policy_says(kind):
    assert waits(failure(kind)) == [1.0, 2.0]
    assert waits(failure(kind), policy=NetPolicy(retries=4, backoff_s=0.5)) == [0.5, 1.0, 2.0, 4.0]
    assert waits(failure(kind), policy=NetPolicy(retries=0)) == []


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527])
def test_a_transient_status_is_asked_again(status):
    assert waits(response(status)) == [1.0, 2.0]
    assert waits(response(status), response(200)) == [1.0]


@pytest.mark.parametrize("kind", ONCE)
def test_a_drop_is_asked_again_once_and_on_a_fresh_connection(kind):
    _, sent = look(URI, in_turn(failure(kind)))
    assert [send.fresh_connection for send in sent] == [False, True]


def test_a_misdirected_request_is_asked_again_once_and_on_a_fresh_connection():
    _, sent = look(URI, in_turn(response(421)))
    assert [send.fresh_connection for send in sent] == [False, True]


def test_a_spent_deadline_is_asked_again_once():
    assert waits(failure(FailureKind.DEADLINE)) == [1.0]


@pytest.mark.parametrize("kind", DECIDED)
def test_what_is_decided_is_not_asked_again(kind):
    assert retry((exchange(URI, failure(kind)),), POLICY, jitter=0.0) is None


@pytest.mark.parametrize("kind", [*TRANSIENT[1:], *ONCE, FailureKind.DEADLINE])
def test_what_ipv6_had_a_part_in_is_asked_again_over_ipv4_alone(kind):
    for peer, terms in (("2001:db8::1", Terms.IPV4), ("192.0.2.1", Terms.USUAL), (None, Terms.USUAL)):
        again = retry((replace(exchange(URI, failure(kind)), peer=peer),), POLICY, jitter=0.0)
        assert again is not None
        assert again.request == Request(uri=URI, terms=terms)


def test_an_answer_over_ipv6_is_asked_again_as_it_was():
    again = retry((replace(exchange(URI, response(503)), peer="2001:db8::1"),), POLICY, jitter=0.0)
    assert again is not None
    assert again.request.terms is Terms.USUAL


def test_a_challenge_is_not_asked_again_whatever_its_status():
    assert waits(response(503, ("cf-mitigated", "challenge"))) == []
    assert waits(response(429, ("x-amzn-waf-action", "captcha"))) == []


def test_jitter_spreads_the_waits():
    assert waits(response(503), jitter=0.5) == [1.5, 2.5]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("7", [7.0, 7.0]),
        ("0", [1.0, 2.0]),  # at once is still after our own backoff
        ("60", [60.0, 60.0]),
        ("61", []),  # longer than our patience: the look ends there
        ("1000000000", []),
        ("9" * 5000, []),
        ("-5", [1.0, 2.0]),
        ("soon", [1.0, 2.0]),
        ("", [1.0, 2.0]),
        ("1e3", [1.0, 2.0]),
        ("٧", [1.0, 2.0]),  # a digit, but not one of HTTP's
        ("Sun, 99 Nov 2026 99:00:00 GMT", [1.0, 2.0]),
    ],
)
def test_retry_after_in_seconds(value, expected):
    assert waits(response(429, ("retry-after", value))) == expected


def test_retry_after_as_a_date_is_read_against_the_peers_own_clock():
    headers = ("retry-after", "Thu, 01 Jan 2015 00:00:30 GMT"), ("date", "Thu, 01 Jan 2015 00:00:10 GMT")
    assert waits(response(503, *headers)) == [20.0, 20.0]


def test_retry_after_as_a_date_without_a_clock_is_read_against_the_end_of_the_exchange():
    busy = exchange(URI, response(503, ("retry-after", "Mon, 23 Nov 2026 02:00:31 GMT")))
    again = retry((busy,), POLICY, jitter=0.0)
    assert again is not None
    assert again.after_s == 30.0  # the exchange took one second


def test_retry_after_as_a_date_that_is_past_says_nothing():
    assert waits(response(503, ("retry-after", "Thu, 01 Jan 2015 00:00:30 GMT"))) == [1.0, 2.0]


def test_retry_after_in_the_far_future_ends_the_look():
    assert waits(response(503, ("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT"))) == []
