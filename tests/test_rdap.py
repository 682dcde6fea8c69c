"""What a registry says of a domain: the day of its registration, from whatever JSON there is."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Exchange, Failure, FailureKind, Request, Response
from auditor.rdap import asking, read

ENDPOINT = "https://rdap.test/domain/"
DOMAIN = "site.example"
ASKED = datetime(2026, 3, 2, tzinfo=UTC)


def event(action: str, day: str) -> dict[str, str]:
    return {"eventAction": action, "eventDate": day}


def answer(body: object, status: int = 200, *headers: tuple[str, str]) -> Response:
    return Response(status=status, headers=headers, body=json.dumps(body).encode())


def asked(*outcomes: Response | Failure) -> tuple[Exchange, ...]:
    past: tuple[Exchange, ...] = ()
    for outcome in outcomes:
        request = asking(DOMAIN, ENDPOINT, past)
        assert request is not None
        past = (*past, Exchange(request=request, outcome=outcome, started_at=ASKED))
    return past


def told(*outcomes: Response | Failure) -> tuple[datetime | None, str | None]:
    found = read(DOMAIN, asked(*outcomes))
    return found.registered_at, found.because


def test_the_day_of_registration_is_read() -> None:
    events = [event("last changed", "2025-01-01T00:00:00Z"), event("registration", "1997-05-06T04:00:00Z")]
    assert told(answer({"events": events})) == (datetime(1997, 5, 6, 4, tzinfo=UTC), None)


def test_who_registers_it_anew_counts_and_who_moves_it_does_not() -> None:
    events = [
        event("registration", "1997-05-06T04:00:00Z"),
        event("reregistration", "2024-02-03T00:00:00+02:00"),
        event("transfer", "2025-01-01T00:00:00Z"),
    ]
    assert told(answer({"events": events}))[0] == datetime(2024, 2, 2, 22, tzinfo=UTC)


@pytest.mark.parametrize("written", ["1997-05-06", "1997-05-06T04:00:00"])
def test_a_day_without_a_zone_is_utc(written: str) -> None:
    when, _ = told(answer({"events": [event("registration", written)]}))
    assert when is not None
    assert when.date().isoformat() == "1997-05-06"


def test_the_bootstrap_leads_to_the_registry() -> None:
    onward = answer({}, 302, ("location", "https://registry.test/rdap/domain/site.example"))
    (first, second) = asked(onward, answer({"events": [event("registration", "2020-01-01T00:00:00Z")]}))
    assert first.request.uri == "https://rdap.test/domain/site.example"
    assert second.request.uri == "https://registry.test/rdap/domain/site.example"
    assert asking(DOMAIN, ENDPOINT, (first, second)) is None


def test_redirects_end() -> None:
    circle = answer({}, 302, ("location", ENDPOINT + DOMAIN))
    assert asking(DOMAIN, ENDPOINT, asked(circle)) is None
    steps = [answer({}, 302, ("location", f"https://r{number}.test/")) for number in range(4)]
    assert asking(DOMAIN, ENDPOINT, asked(*steps)) is None
    for nowhere in ("", "javascript:alert(1)", "http://["):
        assert asking(DOMAIN, ENDPOINT, asked(answer({}, 302, ("location", nowhere)))) is None


@pytest.mark.parametrize(
    ("outcome", "because"),
    [
        (answer({}, 404), "nobody has registered it"),
        (answer({}, 429), "the registry answered 429"),
        (answer({}), "the registry tells no day of registration"),
        (answer([]), "the registry tells no day of registration"),
        (answer({"events": "none"}), "the registry tells no day of registration"),
        (answer({"events": [1, {}, event("registration", "soon")]}), "the registry tells no day of registration"),
        (Response(status=200, body=b"<html>"), "the registry tells no day of registration"),
        (Response(status=200, body=b"[" * 100_000), "the registry tells no day of registration"),
        (Failure(kind=FailureKind.TIMEOUT), "no answer in time"),
    ],
)
def test_what_is_not_told_is_explained(outcome: Response | Failure, because: str) -> None:
    assert told(outcome) == (None, because)


@given(body=st.binary(max_size=60), status=st.integers(100, 999))
def test_whatever_it_answers_is_read(body: bytes, status: int) -> None:
    exchange = Exchange(request=Request(uri=ENDPOINT), outcome=Response(status=status, body=body), started_at=ASKED)
    assert read(DOMAIN, (exchange,)).registered_at is None
