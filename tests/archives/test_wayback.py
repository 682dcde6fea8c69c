"""Each answer of the Internet Archive is taken for what it is, on the wire's own bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.archives import Archive, Question
from auditor.archives.wayback import INDEX, PLAYBACK, Wayback
from auditor.model import FailureKind
from auditor.settings import WaybackPolicy
from tests.archives.build import (
    LATEST,
    QUESTION,
    URI_R,
    answer,
    drive,
    failure,
    found_at,
    in_turn,
    index,
    memento,
    never,
    revisit,
    row,
)
from tests.archives.wayback_words import AT, DATE, GATE, NAMED, THROTTLED, WAYBACK, ask, only, statuses


def test_it_is_an_archive_with_two_pools():
    archive: Archive = WAYBACK
    assert archive.name == "wayback"
    assert archive.pools == {PLAYBACK: 480.0, INDEX: 24.0}


def test_the_timegate_is_asked_for_noon_of_the_citations_day():
    _, asked = drive(WAYBACK, QUESTION, in_turn(never()))
    assert asked[0].request.uri == GATE + URI_R
    assert asked[0].request.headers == (("accept-datetime", "Fri, 14 Jun 2019 12:00:00 GMT"),)
    assert asked[0].pool == PLAYBACK
    assert asked[0].after_s == 0.0


def test_without_a_day_the_latest_is_asked_for():
    _, asked = drive(WAYBACK, LATEST, in_turn(never()))
    assert asked[0].request.headers == ()


def test_a_capture_that_was_a_good_answer_is_held_and_the_index_is_left_alone():
    reply, asked = drive(WAYBACK, QUESTION, in_turn(NAMED, memento(DATE)))
    assert [(each.request.uri, each.pool) for each in asked] == [
        (GATE + URI_R, PLAYBACK),
        (f"{GATE}{AT}id_/{URI_R}", PLAYBACK),
    ]
    capture = only(reply)
    assert capture.uri_m == f"{GATE}{AT}/{URI_R}"
    assert capture.captured_at == datetime(2019, 6, 1, 8, 9, 10, tzinfo=UTC)
    assert (capture.status, reply.excluded, reply.because) == (200, False, None)


@pytest.mark.parametrize(
    "location",
    [
        f"http://web.archive.org/web/{AT}/{URI_R}",
        f"https://web.archive.org/web/{AT}id_/{URI_R}",
        f"https://web.archive.org/web/{AT}if_/https://paper.example:443/story?id=7",
        f"/web/{AT}/{URI_R}",
    ],
)
def test_a_capture_is_asked_for_unrewritten_however_it_is_named(location):
    _, asked = ask(found_at(location), memento(DATE))
    assert asked[1] == f"{GATE}{AT}id_/{URI_R}"


def test_a_capture_years_away_is_still_the_nearest():
    reply, _ = ask(found_at(f"{GATE}20110101000000/{URI_R}"), memento("Sat, 01 Jan 2011 00:00:00 GMT"))
    assert only(reply).captured_at.year == 2011


@pytest.mark.parametrize("original", [URI_R.replace("7", "8"), "https://paper.example/story", "https://other.example/"])
def test_a_capture_of_another_address_is_not_taken_for_one_of_the_page(original):
    reply, asked = ask(found_at(f"{GATE}{AT}/{original}"), index())
    assert "/cdx/" in asked[1]
    assert reply.captures == ()


@pytest.mark.parametrize(
    "original",
    ["http://www2.PAPER.example:80/STORY/?id=7", "http://me@paper.example/story?phpsessid={}&id=7".format("0" * 32)],
)
def test_another_spelling_of_the_address_is_the_page(original):
    reply, _ = ask(found_at(f"{GATE}{AT}/{original}"), memento(DATE))
    assert reply.captures


def test_playback_that_leads_to_another_moment_is_followed_and_dated_right():
    other = "20160601080910"
    reply, asked = ask(NAMED, found_at(f"{GATE}{other}id_/{URI_R}"), memento("Wed, 01 Jun 2016 08:09:10 GMT"))
    assert len(asked) == 3
    assert only(reply).uri_m == f"{GATE}{other}/{URI_R}"


def test_the_address_shown_is_that_of_the_capture_whatever_was_asked():
    reply, _ = ask(found_at(f"{GATE}{AT}/http://www.paper.example:80/Story?id=7"), memento(DATE))
    assert only(reply).uri_m == f"{GATE}{AT}/http://www.paper.example/Story?id=7"


def test_never_archived_is_none_held_on_the_archives_own_word():
    reply, asked = ask(never())
    assert (reply.captures, reply.excluded, len(asked)) == ((), False, 1)
    assert reply.because == "never archived"


def test_a_404_without_the_archives_mark_is_settled_by_the_index():
    bare = answer(404, body="<title>404 Not Found</title>")
    assert statuses(ask(bare, index())[0]) == []
    assert statuses(ask(bare, index(row(AT)))[0]) == [200]


def test_another_base_is_asked_and_shown_as_it_is_configured():
    archive = Wayback(
        policy=WaybackPolicy(timegate="http://127.0.0.1:8080/web", cdx="http://127.0.0.1:8080/cdx/search/cdx")
    )
    outcomes = (
        found_at(f"http://127.0.0.1:8080/web/{AT}/{URI_R}"),
        memento(DATE, status=404),
        index(row("20150101000000")),
    )
    reply, asked = ask(*outcomes, archive=archive)
    assert all(uri.startswith("http://127.0.0.1:8080/") for uri in asked)
    assert only(reply).uri_m == f"http://127.0.0.1:8080/web/20150101000000/{URI_R}"


def test_another_port_is_another_host():
    archive = Wayback(policy=WaybackPolicy(timegate="http://127.0.0.1:8080/web/"))
    reply, asked = ask(found_at(f"http://127.0.0.1:8081/web/{AT}/{URI_R}"), archive=archive)
    assert (reply.captures, len(asked)) == (None, 1)


def test_an_asterisk_never_asks_for_all_that_begins_so():
    question = Question(key="https://paper.example/a*", uri_r="https://paper.example/a*", around=QUESTION.around)
    named = found_at(f"{GATE}{AT}/https://paper.example/a%2A")
    _, asked = ask(named, memento(DATE, status=404), index(), question=question)
    assert asked[0] == GATE + "https://paper.example/a%2A"
    assert parse_qs(urlsplit(asked[2]).query)["url"] == ["https://paper.example/a%2A"]


def test_the_archives_own_address_is_asked_for_as_any_other():
    question = Question(key=f"{GATE}{AT}/{URI_R}", uri_r=f"{GATE}{AT}/{URI_R}")
    _, asked = ask(never(), question=question)
    assert asked == [f"{GATE}{GATE}{AT}/{URI_R}"]


LOCATIONS = st.one_of(
    st.builds(
        f"{GATE}{{}}/{{}}".format,
        st.sampled_from([AT, "20110101000000", "2011", "99999999999999"]),
        st.sampled_from([URI_R, "https://paper.example/", "x", "http://["]),
    ),
    st.sampled_from(["/sry", "https://elsewhere.example/", ""]),
    st.text(max_size=20),
)
ROWS = st.lists(
    st.one_of(
        st.builds(row, st.sampled_from([AT, "20110101000000", "0"]), st.sampled_from(["200", "404", "-"])),
        st.builds(revisit, st.integers(1000, 9999).map(lambda year: f"{year}0101000000")),
        st.lists(st.text(max_size=5), max_size=8),
    ),
    max_size=12,
)
OUTCOMES = st.one_of(
    st.builds(failure, st.sampled_from(FailureKind)),
    st.builds(found_at, LOCATIONS),
    st.builds(lambda location, status: memento(DATE, ("location", location), status=status), LOCATIONS, st.sampled_from([200, 301, 302, 404, 429])),
    ROWS.map(lambda rows: index(*rows)),
    st.builds(lambda status, after, body: answer(status, ("retry-after", after), body=body), st.integers(200, 599), st.text(max_size=5), st.binary(max_size=50)),
    st.just(THROTTLED),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(OUTCOMES, min_size=1, max_size=12), st.sampled_from([QUESTION, LATEST]))
def test_whatever_is_answered_a_question_ends_within_nine_requests(outcomes, question):
    left = iter(outcomes * 20)
    reply, asked = drive(WAYBACK, question, lambda _: next(left), at_most=9)
    assert all(each.request.uri.startswith("https://web.archive.org/") for each in asked)
    assert sum(each.pool == INDEX for each in asked) <= 2
    assert reply.captures is None or all(capture.captured_at.tzinfo for capture in reply.captures)
    assert bool(reply.captures) is (reply.because is None)
