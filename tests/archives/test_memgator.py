"""What an aggregator names is looked at before it is believed, and never asked for twice or where it shouldn't be."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.archives import Archive
from auditor.archives.memgator import MEMENTOS, NAME, MemGator
from auditor.model import BodyEnd, FailureKind
from auditor.settings import MemGatorPolicy
from tests.archives.build import LATEST, QUESTION, URI_R, answer, drive, failure, found_at, in_turn, memento

ENDPOINT = "https://gator.example/"
ARCHIVE = MemGator(policy=MemGatorPolicy(endpoint=ENDPOINT), asked_directly=frozenset({"wayback", "arquivo.pt"}))
NEAR, FAR, FARTHER = (
    f"https://old.example/web/{ts}/{URI_R}" for ts in ("20190610000000", "20150101000000", "2010" + "01" * 5)
)
DATE = "Mon, 10 Jun 2019 00:00:00 GMT"
ORIGINAL = ("link", f'<{URI_R}>; rel="original"')


def described(**mementos: str) -> str:
    named = {
        rel: {
            "datetime": f"{uri.split('/')[4][:4]}-{uri.split('/')[4][4:6]}-{uri.split('/')[4][6:8]}T00:00:00Z",
            "uri": uri,
        }
        for rel, uri in mementos.items()
    }
    return json.dumps({"original_uri": URI_R, "mementos": named, "timegate_uri": f"{ENDPOINT}timegate/{URI_R}"})


def ask(*outcomes, question=QUESTION):
    reply, asked = drive(ARCHIVE, question, in_turn(*outcomes))
    return reply, [each.request.uri for each in asked]


NAMED = answer(200, body=described(first=FARTHER, prev=FAR, closest=NEAR, last=NEAR))


def test_it_is_an_archive_with_two_pools():
    archive: Archive = ARCHIVE
    assert archive.name == NAME
    assert archive.pools == {NAME: 20.0, MEMENTOS: 30.0}


def test_it_is_asked_for_the_memento_nearest_the_day_and_the_archive_for_that_memento():
    reply, asked = drive(ARCHIVE, QUESTION, in_turn(NAMED, memento(DATE, ORIGINAL)))
    assert [(each.request.uri, each.pool) for each in asked] == [
        (f"{ENDPOINT}memento/json/20190614120000/{URI_R}", NAME),
        (NEAR, MEMENTOS),
    ]
    assert reply.captures is not None
    assert [(each.uri_m, each.status, each.captured_at.year) for each in reply.captures] == [(NEAR, 200, 2019)]


def test_without_a_day_the_latest_is_asked_for():
    _, asked = ask(answer(404), question=LATEST)
    assert asked == [f"{ENDPOINT}memento/json/20991231235959/{URI_R}"]


def test_a_memento_that_is_no_copy_is_passed_over_for_the_next_nearest():
    for bad in (
        memento(DATE, ORIGINAL, status=404),
        memento(DATE, ("link", '<https://paper.example/story?id=8>; rel="original"')),
        memento(DATE, ORIGINAL, ("location", "/x"), status=302),
    ):
        reply, asked = ask(NAMED, bad, memento("Thu, 01 Jan 2015 00:00:00 GMT", ORIGINAL))
        assert asked[1:] == [NEAR, FAR]
        assert reply.captures


def test_when_none_is_a_copy_none_is_held_and_when_one_could_not_be_shown_nobody_knows():
    bad = memento(DATE, ORIGINAL, status=404)
    reply, asked = ask(NAMED, bad, bad, bad)
    assert (reply.captures, len(asked)) == ((), 4)
    for trouble in (answer(503), failure(FailureKind.TIMEOUT), found_at("https://elsewhere.example/"), answer(200)):
        reply, _ = ask(NAMED, bad, trouble, bad)
        assert (reply.captures, reply.excluded) == (None, False)


def test_more_than_it_is_polite_to_look_at_is_left_undetermined():
    many = answer(
        200, body=described(**{f"r{n}": f"https://old.example/web/201{n}0101000000/{URI_R}" for n in range(9)})
    )
    bad = memento(DATE, ORIGINAL, status=404)
    reply, asked = ask(many, bad, bad, bad)
    assert (reply.captures, len(asked)) == (None, 4)


@pytest.mark.parametrize(
    "uri",
    [
        f"http://archive.today/20190610000000/{URI_R}",
        f"https://archive.ph/20190610000000/{URI_R}",
        f"https://web.archive.org/web/20190610000000/{URI_R}",
        f"https://arquivo.pt/wayback/20190610000000/{URI_R}",
    ],
)
def test_archive_today_is_never_asked_nor_those_that_are_asked_directly(uri):
    named = json.dumps({"mementos": {"closest": {"datetime": "2019-06-10T00:00:00Z", "uri": uri}}})
    reply, asked = ask(answer(200, body=named))
    assert (reply.captures, len(asked)) == ((), 1)


def test_a_404_is_none_held_as_far_as_anybody_answered():
    reply, _ = ask(answer(404, ("x-memento-count", "0"), body="404 page not found\n"))
    assert (reply.captures, reply.because) == ((), "none of the archives that answered it holds a copy")


@pytest.mark.parametrize(
    "outcome",
    [
        answer(200, body="<html>busy</html>"),
        answer(200, body='{"mementos": {"closest"'),
        answer(200, body="{}"),
        answer(200, body='{"mementos": []}'),
        answer(200, body='{"mementos": {}}'),
        answer(200, body='{"mementos": {"list": 7, "closest": {"uri": 1}}}'),
        answer(200, body='{"mementos": {"closest": {"datetime": "soon", "uri": "https://a.example/"}}}'),
        answer(200, body='{"mementos": {"closest": {"datetime": "2019-06-10T00:00:00", "uri": "https://a.example/"}}}'),
        answer(200, body=described(closest=NEAR), body_end=BodyEnd.CUT),
        answer(200, body="[" * 50_000),
        answer(302),
        answer(500),
        answer(503),
        failure(FailureKind.DEADLINE),
    ],
)
def test_what_is_no_description_is_undetermined(outcome):
    reply, asked = ask(outcome)
    assert (reply.captures, reply.excluded, len(asked)) == (None, False, 1)
    assert reply.because


def test_throttled_by_either_the_same_is_asked_again_once():
    slow = answer(429, ("retry-after", "7"))
    reply, asked = drive(ARCHIVE, QUESTION, in_turn(slow, NAMED, memento(DATE, ORIGINAL)))
    assert [(each.pool, each.after_s) for each in asked] == [(NAME, 0), (NAME, 7), (MEMENTOS, 0)]
    assert reply.captures
    reply, asked = drive(ARCHIVE, QUESTION, in_turn(NAMED, slow, memento(DATE, ORIGINAL)))
    assert [(each.pool, each.after_s) for each in asked] == [(NAME, 0), (MEMENTOS, 0), (MEMENTOS, 7)]
    assert reply.captures


def test_a_timemap_in_full_is_understood_too():
    body = json.dumps({"mementos": {"list": [{"datetime": "2019-06-10T00:00:00Z", "uri": NEAR}]}})
    reply, _ = ask(answer(200, body=body), memento(DATE, ORIGINAL))
    assert reply.captures


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from([NEAR, "2019-06-10T00:00:00Z"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["mementos", "list", "closest", "uri", "datetime"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_whatever_it_says_a_question_ends(said):
    left = iter([answer(200, body=json.dumps(said))] + [memento(DATE, ORIGINAL)] * 20)
    drive(ARCHIVE, QUESTION, lambda _: next(left), at_most=5)
