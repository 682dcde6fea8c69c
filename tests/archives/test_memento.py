"""An archive that speaks Memento is understood in every pattern of RFC 7089, and never taken at a neighbour's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.archives import Archive, Question
from auditor.archives.memento import Memento
from auditor.archives.replay import moment
from auditor.http_dates import to_http_date
from auditor.model import BodyEnd, FailureKind
from auditor.settings import MementoPolicy
from tests.archives.build import LATEST, QUESTION, URI_R, answer, drive, failure, found_at, in_turn, memento

GATE = "https://old.example/wayback/"
ARCHIVE = Memento(policy=MementoPolicy(name="old pages", timegate=GATE, per_minute=60))
AT = "20190601080910"
DATE = "Sat, 01 Jun 2019 08:09:10 GMT"
ORIGINAL = (
    "link",
    f'<{URI_R}>; rel="original", <{GATE}timemap/link/{URI_R}>; rel="timemap"; type="application/link-format"',
)
NAMED = found_at(f"{GATE}{AT}/{URI_R}", ORIGINAL, ("vary", "accept-datetime"), status=307)


def ask(*outcomes, question=QUESTION, archive=ARCHIVE):
    reply, asked = drive(archive, question, in_turn(*outcomes))
    return reply, [each.request.uri for each in asked]


def only(reply):
    assert reply.captures is not None
    (capture,) = reply.captures
    return capture


def test_it_is_an_archive_with_one_pool_of_its_own_name():
    archive: Archive = ARCHIVE
    assert archive.name == "old pages"
    assert archive.pools == {"old pages": 60}


def test_the_timegate_is_asked_for_noon_of_the_citations_day_or_for_the_latest():
    _, asked = drive(ARCHIVE, QUESTION, in_turn(answer(404)))
    assert (asked[0].request.uri, asked[0].pool) == (GATE + URI_R, "old pages")
    assert asked[0].request.headers == (("accept-datetime", "Fri, 14 Jun 2019 12:00:00 GMT"),)
    _, asked = drive(ARCHIVE, LATEST, in_turn(answer(404)))
    assert asked[0].request.headers == ()


@pytest.mark.parametrize("status", [302, 307])
def test_a_timegate_that_redirects_is_followed_to_the_memento(status):
    reply, asked = ask(found_at(f"{GATE}{AT}/{URI_R}", status=status), memento(DATE, ORIGINAL))
    assert asked == [GATE + URI_R, f"{GATE}{AT}id_/{URI_R}"]
    capture = only(reply)
    assert capture.uri_m == f"{GATE}{AT}/{URI_R}"
    assert capture.captured_at == datetime(2019, 6, 1, 8, 9, 10, tzinfo=UTC)
    assert (capture.status, reply.because) == (200, None)


def test_a_timegate_that_answers_with_the_memento_itself_names_it_by_content_location():
    reply, asked = ask(memento(DATE, ORIGINAL, ("content-location", f"/wayback/{AT}/{URI_R}")))
    assert len(asked) == 1
    assert only(reply).uri_m == f"{GATE}{AT}/{URI_R}"


def test_a_timegate_that_answers_with_the_memento_itself_names_it_by_its_link():
    several = (
        f'<{URI_R}>; rel="original", '
        f'<{GATE}20010101000000/{URI_R}>; rel="first memento"; datetime="Mon, 01 Jan 2001 00:00:00 GMT", '
        f'<{GATE}{AT}/{URI_R}>; rel="memento"; datetime="{DATE}"'
    )
    reply, _ = ask(memento(DATE, ("link", several)))
    assert only(reply).uri_m == f"{GATE}{AT}/{URI_R}"


def test_a_memento_whose_addresses_tell_nothing_is_known_by_its_link():
    reply, _ = ask(found_at("https://old.example/item/42"), memento(DATE, ORIGINAL))
    assert only(reply).uri_m == "https://old.example/item/42"


def test_negotiation_goes_on_through_redirects_of_the_timegate():
    _, asked = drive(ARCHIVE, QUESTION, in_turn(found_at(f"http://old.example/gate/{URI_R}"), answer(404)))
    assert asked[1].request.headers == asked[0].request.headers != ()


def test_an_archive_that_shows_no_unrewritten_captures_is_asked_for_what_readers_see():
    for odd in (answer(404), answer(400), answer(200, body="<iframe>"), answer(503)):
        reply, asked = ask(NAMED, odd, memento(DATE, ORIGINAL))
        assert asked[1:] == [f"{GATE}{AT}id_/{URI_R}", f"{GATE}{AT}/{URI_R}"]
        assert only(reply).uri_m == f"{GATE}{AT}/{URI_R}"
        reply, _ = ask(NAMED, odd, odd)
        assert reply.captures is None


# ── a copy of what? ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "original",
    [
        URI_R,
        "http://paper.example/story?id=7",
        "https://www.paper.example:443/story?id=7",
        "http://PAPER.example:80/story/?id=7",
    ],
)
def test_scheme_www_port_and_a_slash_make_no_other_page(original):
    named = found_at(f"{GATE}{AT}mp_/{original}")
    reply, _ = ask(named, memento(DATE, ("link", f'<{original}>; rel="original"')))
    assert only(reply).status == 200


@pytest.mark.parametrize(
    "original",
    [
        "https://paper.example/story?id=8",
        "https://paper.example/story",
        "https://paper.example/",
        "https://other.example/story?id=7",
    ],
)
def test_a_copy_of_a_neighbour_is_no_copy(original):
    for outcomes in (
        [NAMED, memento(DATE, ("link", f'<{original}>; rel="original"'))],
        [found_at(f"{GATE}{AT}/{original}"), memento(DATE)],
        [found_at(f"{GATE}{AT}/{original}"), memento(DATE, ORIGINAL)],
        [memento(DATE, ORIGINAL, ("content-location", f"{GATE}{AT}/{original}"))],
    ):
        reply, _ = ask(*outcomes)
        assert (reply.captures, reply.excluded) == ((), False)
        assert reply.because == "holds only a similar address"


def test_a_memento_that_does_not_say_of_what_is_undetermined():
    reply, _ = ask(memento(DATE))
    assert reply.captures is None


# ── other answers ───────────────────────────────────────────────────────────────────────────────────────────────


ERRORS = [404, 410, 403, 429, 500, 503, 204, 304]
TIMEMAP = f"{GATE}timemap/link/{URI_R}"


def timemap(*at: str, more: str = "", **how: object):
    mementos = "".join(
        f',\n<{GATE}{ts}mp_/{URI_R}>; rel="memento"; datetime="{to_http_date(moment(ts))}"; collection="web"'
        for ts in at
    )
    return answer(200, body=f'<{TIMEMAP}>; rel="self",\n<{URI_R}>; rel="original"{mementos}{more}', **how)


@pytest.mark.parametrize("status", ERRORS)
def test_where_the_nearest_is_an_error_the_timemap_names_what_is_looked_at_next(status):
    reply, asked = ask(
        NAMED,
        memento(DATE, ORIGINAL, status=status),
        timemap("20100101000000", AT, "20150101000000"),
        memento("Thu, 01 Jan 2015 00:00:00 GMT", ORIGINAL),
    )
    assert asked[2:] == [TIMEMAP, f"{GATE}20150101000000id_/{URI_R}"]
    assert only(reply).captured_at.year == 2015


def test_what_is_flawed_is_passed_over_as_an_error_is():
    wall = memento(DATE, ORIGINAL)
    reply, asked = ask(
        NAMED,
        wall,
        timemap(AT, "20150101000000"),
        memento("Thu, 01 Jan 2015 00:00:00 GMT", ORIGINAL),
        archive=replace(ARCHIVE, flaw=lambda _, shown: "a wall" if shown.response is wall else None),
    )
    assert len(asked) == 4
    assert only(reply).captured_at.year == 2015


def test_when_all_that_the_timemap_lists_was_looked_at_none_is_held():
    bad = memento(DATE, ORIGINAL, status=404), memento("Thu, 01 Jan 2015 00:00:00 GMT", ORIGINAL, status=404)
    reply, _ = ask(NAMED, bad[0], timemap(AT, "20150101000000"), bad[1])
    assert (reply.captures, reply.excluded, reply.because) == ((), False, "holds no copy of the page")


@pytest.mark.parametrize(
    "told",
    [
        answer(404),
        answer(503),
        answer(200),
        answer(200, body="<html>Sorry</html>"),
        timemap(AT, body_end=BodyEnd.CAPPED),
        timemap(AT, more=f', <{TIMEMAP}?page=2>; rel="timemap"'),
        timemap(AT, more=f', <https://elsewhere.example/2015>; rel="memento"; datetime="{DATE}"'),
        timemap(AT, more=f', <{GATE}2015/x>; rel="memento"; datetime="last summer"'),
        failure(),
    ],
)
def test_what_is_no_whole_timemap_proves_no_absence(told):
    reply, _ = ask(NAMED, memento(DATE, ORIGINAL, status=404), told)
    assert (reply.captures, reply.excluded) == (None, False)
    assert reply.because


def test_more_than_it_is_polite_to_look_at_is_left_undetermined():
    many = timemap(AT, *(f"20{year}0101000000" for year in range(10, 19)))
    left = iter(range(18, 9, -1))
    bad = (memento(f"Mon, 01 Jan 20{next(left)} 00:00:00 GMT", ORIGINAL, status=404) for _ in range(9))
    reply, asked = ask(NAMED, memento(DATE, ORIGINAL, status=404), many, *bad)
    assert (reply.captures, len(asked)) == (None, 8)


def test_an_error_in_an_archive_without_timemaps_leaves_the_question_open():
    for links in (f'<{URI_R}>; rel="original"', f"{ORIGINAL[1]}".replace("old.example", "elsewhere.example")):
        reply, asked = ask(NAMED, memento(DATE, ("link", links), status=404))
        assert (reply.captures, len(asked)) == (None, 2)


def test_an_archived_redirect_to_the_same_page_is_followed():
    https = f"{GATE}{AT}/https://www.paper.example/story?id=7"
    reply, asked = ask(NAMED, memento(DATE, ORIGINAL, ("location", https), status=301), memento(DATE, ORIGINAL))
    assert asked[2] == https.replace(AT, f"{AT}id_")
    assert only(reply).uri_m == https


@pytest.mark.parametrize(
    "location", [f"{GATE}{AT}/https://paper.example/", "https://paper.example/story?id=7", f"{GATE}{AT}/{URI_R}"]
)
def test_an_archived_redirect_elsewhere_or_to_itself_is_no_copy(location):
    reply, asked = ask(NAMED, memento(DATE, ORIGINAL, ("location", location), status=302), timemap(AT))
    assert (reply.captures, asked[2]) == ((), TIMEMAP)


def test_a_404_of_the_timegate_is_none_held():
    reply, _ = ask(answer(404, body="not found"))
    assert (reply.captures, reply.excluded, reply.because) == ((), False, "never archived")


def test_a_named_memento_that_is_missing_is_not_none_held():
    reply, _ = ask(NAMED, answer(404), answer(404))
    assert (reply.captures, reply.excluded) == (None, False)


def test_451_is_excluded():
    reply, _ = ask(answer(451))
    assert (reply.captures, reply.excluded) == ((), True)


@pytest.mark.parametrize(
    "outcome",
    [answer(status) for status in (200, 204, 300, 400, 403, 405, 500, 502, 503, 504)]
    + [answer(302), found_at("https://elsewhere.example/"), found_at("javascript:0"), found_at(GATE + URI_R)]
    + [memento("yesterday", ORIGINAL)],
)
def test_what_is_no_answer_is_undetermined(outcome):
    reply, asked = ask(outcome)
    assert (reply.captures, reply.excluded, len(asked)) == (None, False, 1)
    assert reply.because


@pytest.mark.parametrize("kind", list(FailureKind))
def test_silence_is_undetermined_and_says_why(kind):
    for outcomes in ([failure(kind)], [NAMED, failure(kind)]):
        reply, _ = ask(*outcomes)
        assert reply.captures is None
        assert str(kind) in (reply.because or "")


def test_throttled_the_same_is_asked_again_once_after_a_rest():
    slow = answer(429, ("retry-after", "7"))
    reply, asked = drive(ARCHIVE, QUESTION, in_turn(slow, NAMED, memento(DATE, ORIGINAL)))
    assert (asked[1].request, asked[1].after_s) == (asked[0].request, 7.0)
    assert only(reply).status == 200
    reply, asked = drive(ARCHIVE, QUESTION, in_turn(slow, slow))
    assert (reply.captures, len(asked)) == (None, 2)


def test_an_archive_that_sends_in_circles_is_left():
    hop = iter(range(100))
    reply, asked = drive(ARCHIVE, QUESTION, lambda _: found_at(f"{GATE}x/{next(hop)}"))
    assert (reply.captures, len(asked)) == (None, 8)


OUTCOMES = st.one_of(
    st.builds(failure, st.sampled_from(FailureKind)),
    st.builds(
        lambda location, status: found_at(location, status=status),
        st.one_of(st.text(max_size=20), st.builds(f"{GATE}{{}}/{URI_R}".format, st.integers(10**13, 10**14 - 1))),
        st.sampled_from([301, 302, 307, 200]),
    ),
    st.builds(
        lambda link, location, status: memento(DATE, ("link", link), ("location", location), status=status),
        st.one_of(st.text(max_size=40), st.just(ORIGINAL[1])),
        st.builds(f"{GATE}{{}}/{URI_R}".format, st.integers(10**13, 10**14 - 1)),
        st.sampled_from([200, 301, 404]),
    ),
    st.builds(timemap, *[st.dates(date(2000, 1, 1)).map(lambda day: f"{day:%Y%m%d}000000")] * 3),
    st.builds(answer, st.integers(200, 599)),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(OUTCOMES, min_size=1, max_size=12))
def test_whatever_is_answered_a_question_ends_and_stays_on_the_archives_host(outcomes):
    left = iter(outcomes * 20)
    reply, asked = drive(ARCHIVE, QUESTION, lambda _: next(left), at_most=10)
    assert all(each.request.uri.startswith(("https://old.example/", "http://old.example/")) for each in asked)
    assert bool(reply.captures) is (reply.because is None)


def test_a_question_with_an_asterisk_asks_for_one_page():
    _, asked = ask(answer(404), question=Question(key="https://paper.example/a*", uri_r="https://paper.example/a*"))
    assert asked == [GATE + "https://paper.example/a%2A"]
