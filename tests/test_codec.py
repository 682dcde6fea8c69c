"""The JSON-able form of values: nothing is lost on the way, and what is wrong is named."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import codec
from auditor.model import (
    ArchiveReply,
    Exchange,
    Failure,
    FailureKind,
    Inquiry,
    Probe,
    Request,
    Response,
    Verdict,
)
from tests.store.values import exchanges, inquiries, probes, verdicts

EXCHANGE = Exchange(
    request=Request(uri="https://www.example.org/a", headers=(("accept-language", "en"),)),
    outcome=Response(status=404, reason="Not Found", headers=(("content-type", "text/plain"),), body=b"gone\n"),
    started_at=datetime(2026, 11, 23, 12, 0, tzinfo=UTC),
    elapsed_s=0.5,
)
FORM = {
    "request": {"uri": "https://www.example.org/a", "headers": [["accept-language", "en"]]},
    "outcome": {
        "response": {
            "status": 404,
            "reason": "Not Found",
            "headers": [["content-type", "text/plain"]],
            "body": {"text": "gone\n"},
        }
    },
    "started_at": "2026-11-23T12:00:00Z",
    "elapsed_s": 0.5,
}


def test_the_form_of_an_exchange_is_this_one() -> None:
    assert codec.dump(EXCHANGE) == FORM
    assert codec.load(Exchange, FORM) == EXCHANGE


@given(st.one_of(exchanges, probes, inquiries, verdicts))
def test_what_was_written_as_json_reads_back_equal(value) -> None:
    assert codec.load(type(value), json.loads(json.dumps(codec.dump(value)))) == value


@given(st.binary(max_size=60))
def test_any_body_survives(body) -> None:
    exchange = Exchange(
        request=Request(uri="x"), outcome=Response(status=200, body=body), started_at=EXCHANGE.started_at
    )
    assert codec.load(Exchange, codec.dump(exchange)) == exchange


@pytest.mark.parametrize(
    ("body", "form"),
    [
        ("naïve\r\n\ttext".encode(), {"text": "naïve\r\n\ttext"}),
        ("naïve".encode("latin-1"), {"base64": "bmHvdmU="}),
        (b"a\0b", {"base64": "YQBi"}),
        (b"\x1b[31m", {"base64": "G1szMW0="}),
        (b"%PDF-1.7\n\x80", {"base64": "JVBERi0xLjcKgA=="}),
    ],
)
def test_a_body_is_text_only_where_an_editor_would_show_it_whole(body, form) -> None:
    response = codec.dump(Response(status=200, body=body))
    assert response["body"] == form


def test_none_held_and_no_answer_stay_different() -> None:
    told = ArchiveReply(archive="wayback", key="k", asked_at=EXCHANGE.started_at, captures=())
    untold = ArchiveReply(archive="wayback", key="k", asked_at=EXCHANGE.started_at, captures=None)
    assert codec.dump(told)["captures"] == []
    assert "captures" not in codec.dump(untold)
    assert codec.load(ArchiveReply, codec.dump(told)) == told
    assert codec.load(ArchiveReply, codec.dump(untold)) == untold


def test_moments_are_written_in_utc() -> None:
    east = datetime(2026, 11, 23, 14, 30, tzinfo=timezone(timedelta(hours=2)))
    assert codec.iso(east) == "2026-11-23T12:30:00Z"
    assert codec.moment("2026-11-23T14:30:00+02:00") == east
    assert codec.moment("2026-11-23T14:30:00+02:00").tzinfo is UTC


def test_a_moment_without_a_time_zone_is_refused_both_ways() -> None:
    naive = datetime(2026, 11, 23, 12, 0)  # noqa: DTZ001 - that is what is refused
    with pytest.raises(ValueError, match="no time zone"):
        codec.iso(naive)
    with pytest.raises(ValueError, match=r"exchange\.started_at: expected a moment with a time zone"):
        codec.load(Exchange, {**FORM, "started_at": "2026-11-23T12:00:00"})


def _put(path, value):
    form = copy.deepcopy(FORM)
    *way, last = path
    place = form
    for step in way:
        place = place[step]
    place[last] = value
    return form


RESPONSE = ("outcome", "response")


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (("request",), [], r"exchange\.request: expected an object, not \[\]"),
        (("request", "uri"), 5, r"exchange\.request\.uri: expected text, not 5"),
        (("request", "url"), "x", r"exchange\.request\.url: unknown field; known are uri, method"),
        (("request", "headers"), {}, r"exchange\.request\.headers: expected a list, not {}"),
        (("request", "headers"), [["a", "b", "c"]], r"exchange\.request\.headers\[0\]: expected 2 items, not 3"),
        (("request", "headers"), [["a", 1]], r"exchange\.request\.headers\[0\]\[1\]: expected text, not 1"),
        (("elapsed_s",), "fast", r"exchange\.elapsed_s: expected a number, not 'fast'"),
        (("elapsed_s",), float("nan"), r"exchange\.elapsed_s: expected a number, not nan"),
        (("elapsed_s",), True, r"exchange\.elapsed_s: expected a number, not True"),
        (("started_at",), "noon", r"exchange\.started_at: expected a moment with a time zone, not 'noon'"),
        (("outcome",), {}, r"exchange\.outcome: expected one of response, failure, not nothing"),
        (("outcome",), {"page": {}}, r"exchange\.outcome: expected one of response, failure, not page"),
        (("outcome",), {"failure": {"kind": "moon"}}, r"exchange\.outcome\.failure\.kind: expected a FailureKind"),
        ((*RESPONSE, "status"), None, r"exchange\.outcome\.response\.status: expected a whole number, not None"),
        ((*RESPONSE, "status"), True, r"exchange\.outcome\.response\.status: expected a whole number, not True"),
        ((*RESPONSE, "body"), "gone", r"exchange\.outcome\.response\.body: expected an object with text or base64"),
        ((*RESPONSE, "body"), {"base64": "?"}, r"exchange\.outcome\.response\.body\.base64: "),
        ((*RESPONSE, "body"), {"text": "\ud800"}, r"body\.text: expected text that UTF-8 can hold"),
        ((*RESPONSE, "body"), {"text": "a", "base64": ""}, r"body: expected an object with text or base64"),
        ((*RESPONSE, "body_end"), "eaten", r"exchange\.outcome\.response\.body_end: expected a BodyEnd, not 'eaten'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(path, value, complaint) -> None:
    with pytest.raises(ValueError, match=complaint):
        codec.load(Exchange, _put(path, value))


def test_what_is_missing_is_named() -> None:
    with pytest.raises(ValueError, match=r"exchange\.started_at: missing"):
        codec.load(Exchange, {name: part for name, part in FORM.items() if name != "started_at"})
    with pytest.raises(ValueError, match=r"verdict\.link\.state: missing"):
        codec.load(Verdict, {"health": "lost", "link": {}})


def test_a_complaint_stays_a_line_however_long_the_wrong_value_is() -> None:
    with pytest.raises(ValueError, match="expected an object") as caught:
        codec.load(Probe, ["x" * 10_000])
    assert len(str(caught.value)) < 120


def test_a_failure_keeps_its_word() -> None:
    failed = Exchange(
        request=Request(uri="https://www.example.org/"),
        outcome=Failure(kind=FailureKind.TLS_EXPIRED, detail="certificate has expired"),
        started_at=EXCHANGE.started_at,
    )
    form = codec.dump(failed)
    assert form["outcome"] == {"failure": {"kind": "certificate expired", "detail": "certificate has expired"}}
    assert codec.load(Exchange, form) == failed


def test_a_type_that_has_no_form_is_a_bug_and_says_so() -> None:
    @dataclass
    class Odd:
        part: complex

    Odd.__annotations__["part"] = complex
    with pytest.raises(TypeError, match="no form for <class 'complex'>"):
        codec.dump(Odd(part=1j))


@given(st.text(st.characters(exclude_categories=())))
def test_plain_text_is_what_utf8_can_hold_without_nul(text) -> None:
    plain = codec.plain(text)
    assert plain.encode().decode() == plain
    assert "\0" not in plain
    assert codec.plain(plain) == plain


def test_inquiries_carry_their_reply() -> None:
    told = ArchiveReply(archive="wayback", key="k", asked_at=EXCHANGE.started_at, captures=())
    assert set(codec.dump(Inquiry(reply=told, exchanges=(EXCHANGE,)))) == {"reply", "exchanges"}
