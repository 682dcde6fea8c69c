"""An Internet Archive that is down, throttling or forbidden to answer is never one that holds nothing."""

from __future__ import annotations

import pytest

from auditor.archives.wayback import INDEX
from auditor.model import BodyEnd, FailureKind
from tests.archives.build import QUESTION, answer, drive, failure, found_at, in_turn, index, memento
from tests.archives.wayback_words import BLOCKED, DATE, NAMED, OUTAGE, THROTTLED, WAYBACK, ask, statuses


@pytest.mark.parametrize("kind", list(FailureKind))
def test_silence_is_undetermined_and_says_why(kind):
    for outcomes in ([failure(kind)], [NAMED, failure(kind)], [NAMED, memento(DATE, status=404), failure(kind)]):
        reply, _ = ask(*outcomes)
        assert reply.captures is None
        assert str(kind) in (reply.because or "")


@pytest.mark.parametrize(
    "outcome",
    [
        answer(500),
        answer(502),
        answer(503, ("content-type", "text/html"), body="<center>nginx</center>"),
        answer(504),
        answer(400),
        answer(403, body="Forbidden"),
        answer(414),
        answer(200),
        answer(204),
        OUTAGE,
        found_at("https://web.archive.org/sry"),
        found_at("https://archive.org/account/login"),
        found_at("https://elsewhere.example/web/20190601080910/https://paper.example/"),
        found_at("http://[::1"),
        answer(302),
        memento("not a date"),
    ],
)
def test_a_timegate_in_trouble_is_undetermined_and_the_index_is_left_alone(outcome):
    reply, asked = ask(outcome)
    assert (reply.captures, reply.excluded, len(asked)) == (None, False, 1)
    assert reply.because


@pytest.mark.parametrize(
    "outcome",
    [
        OUTAGE,
        found_at("https://web.archive.org/sry"),
        answer(504, body="<title>504 Gateway Time-out</title>"),
        answer(404),
        answer(200, body=""),
        answer(200, body="null"),
        answer(200, body="{}"),
        answer(200, body='"x"'),
        answer(200, body="[[]]"),
        answer(200, body='[["urlkey","timestamp","original","mimetype","statuscode","digest","length"]]'),
        answer(200, body='[["a","b"],["1","2"]]'),
        answer(200, body="[[1,2],[3,4]]"),
        answer(200, body='[["urlkey","timestamp"],["org,'),
        answer(200, body="[" * 100_000),
        answer(200, body=b"\xff\xfe\x00"),
        answer(200, body="com,cnn)/ 20100215131836 http://www.cnn.com/ text/html 200 AAAA 1"),
        answer(200, body="[]", body_end=BodyEnd.CUT),
        answer(200, body="[]", body_end=BodyEnd.CAPPED),
        answer(200, body="[]", body_end=BodyEnd.UNDECODABLE),
        answer(200, body="[]", body_end=BodyEnd.STALLED),
    ],
)  # fmt: skip
def test_an_index_that_is_none_is_undetermined(outcome):
    reply, asked = ask(NAMED, memento(DATE, status=404), outcome)
    assert (reply.captures, reply.excluded, len(asked)) == (None, False, 3)
    assert reply.because


def test_the_index_is_read_up_to_a_cap_only():
    _, asked = drive(WAYBACK, QUESTION, in_turn(NAMED, memento(DATE, status=404), index()))
    assert asked[2].request.max_body_bytes == 65_536


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ((), 60.0),
        ((("retry-after", "5"),), 5.0),
        ((("retry-after", "0"),), 1.0),
        ((("retry-after", "-1"),), 60.0),
        ((("retry-after", "soon"),), 60.0),
        ((("retry-after", "Thu, 01 Jan 2015 00:02:00 GMT"), ("date", "Thu, 01 Jan 2015 00:00:00 GMT")), 120.0),
    ],
)
def test_throttled_once_the_same_is_asked_again_after_a_rest(headers, wait_s):
    slow = answer(429, *headers)
    reply, asked = drive(WAYBACK, QUESTION, in_turn(slow, NAMED, memento(DATE)))
    assert statuses(reply) == [200]
    assert asked[1].after_s == wait_s
    assert asked[1].request == asked[0].request
    _, asked = drive(WAYBACK, QUESTION, in_turn(NAMED, memento(DATE, status=404), slow, index()))
    assert (asked[3].pool, asked[3].after_s, asked[3].request) == (INDEX, wait_s, asked[2].request)


def test_throttled_for_ever_is_undetermined_after_one_rest():
    reply, asked = ask(THROTTLED, THROTTLED)
    assert (reply.captures, len(asked)) == (None, 2)
    reply, asked = ask(NAMED, memento(DATE, status=404), THROTTLED, THROTTLED)
    assert (reply.captures, len(asked)) == (None, 4)
    assert "429" in (reply.because or "")


@pytest.mark.parametrize("value", ["1000000000", "9" * 5000, "Fri, 31 Dec 9999 23:59:59 GMT", "301"])
def test_nobody_waits_for_ever(value):
    reply, asked = ask(answer(429, ("retry-after", value)))
    assert (reply.captures, len(asked)) == (None, 1)


EXCLUDED_PAGE = answer(
    200,
    ("content-type", "text/html"),
    body="<h1>Sorry.</h1><p>This URL has been excluded from the Wayback Machine.</p>",
)
EXCLUDED_OWNER = answer(403, body=BLOCKED.format("AdministrativeAccessControlException", "Blocked Site Error"))
EXCLUDED_HEADER = answer(
    403,
    (
        "x-archive-wayback-runtime-error",
        BLOCKED.format("AdministrativeAccessControlException", "Blocked Site Error").strip(),
    ),
)
EXCLUDED_ROBOTS = answer(403, body=BLOCKED.format("RobotAccessControlException", "Blocked By Robots"))


@pytest.mark.parametrize("outcome", [EXCLUDED_PAGE, EXCLUDED_OWNER, EXCLUDED_HEADER, EXCLUDED_ROBOTS, answer(451)])
def test_an_exclusion_is_its_own_answer_wherever_it_is_given(outcome):
    for outcomes in ([outcome], [NAMED, outcome], [NAMED, memento(DATE, status=404), outcome]):
        reply, _ = ask(*outcomes)
        assert (reply.captures, reply.excluded) == ((), True)
        assert "Wayback Machine" in (reply.because or "")


def test_an_archived_page_that_tells_of_an_exclusion_is_an_archived_page():
    told = answer(200, ("memento-datetime", DATE), body="This URL has been excluded from the Wayback Machine.")
    reply, _ = ask(NAMED, told)
    assert statuses(reply) == [200]
