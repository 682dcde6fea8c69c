"""Where the nearest capture is no copy of the page, the index finds one, however dirty its rows."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from auditor.archives import Question
from auditor.archives.wayback import INDEX, PLAYBACK, Wayback
from auditor.model import Memento
from tests.archives.build import (
    COLUMNS,
    LATEST,
    QUESTION,
    URI_R,
    answer,
    drive,
    index,
    memento,
    revisit,
    row,
    then_played,
)
from tests.archives.wayback_words import AT, DATE, GATE, NAMED, WAYBACK, ask, only, statuses, years


@pytest.mark.parametrize("status", [404, 410, 403, 429, 500, 503, 204, 306, 999])
def test_an_archived_error_is_no_copy_and_the_index_names_a_better_one(status):
    reply, asked = drive(
        WAYBACK, QUESTION, then_played(NAMED, memento(DATE, status=status), index(row("20150101000000")))
    )
    assert [each.pool for each in asked] == [PLAYBACK, PLAYBACK, INDEX, PLAYBACK]
    assert asked[3].request.uri == f"{GATE}20150101000000id_/{URI_R}"
    assert only(reply).uri_m == f"{GATE}20150101000000/{URI_R}"


def test_an_archived_429_is_not_taken_for_throttling():
    archived = memento(DATE, ("x-archive-orig-retry-after", "6"), status=429)
    reply, asked = drive(WAYBACK, QUESTION, then_played(NAMED, archived, index()))
    assert [each.after_s for each in asked] == [0.0, 0.0, 0.0]
    assert reply.captures == ()


def test_an_archived_redirect_to_the_same_page_is_followed_without_the_index():
    archived = memento(DATE, ("location", f"{GATE}{AT}id_/http://www.paper.example/story?id=7"), status=301)
    reply, asked = ask(NAMED, archived, memento(DATE))
    assert asked[2] == f"{GATE}{AT}id_/http://www.paper.example/story?id=7"
    assert only(reply).status == 200


def test_an_archived_redirect_elsewhere_is_no_copy():
    archived = memento(DATE, ("location", f"{GATE}{AT}id_/https://paper.example/"), status=302)
    reply, asked = ask(NAMED, archived, index())
    assert "/cdx/" in asked[2]
    assert reply.captures == ()
    assert reply.because == "holds only captures of errors and redirects"


def test_an_archived_redirect_to_itself_ends_at_the_index():
    archived = memento(DATE, ("location", f"{GATE}{AT}id_/{URI_R}"), status=301)
    reply, asked = ask(NAMED, archived, index(row("20180101000000")))
    assert "/cdx/" in asked[2]
    assert only(reply).captured_at.year == 2018


def test_the_index_is_asked_for_what_is_nearest_and_no_error():
    _, asked = ask(NAMED, memento(DATE, status=404), index())
    parts = urlsplit(asked[2])
    query = parse_qs(parts.query)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://web.archive.org/cdx/search/cdx"
    assert query == {
        "url": [URI_R],
        "output": ["json"],
        "limit": ["10"],
        "matchType": ["exact"],
        "sort": ["closest"],
        "closest": ["20190614120000"],
        "filter": ["!statuscode:[345].."],
    }


def test_without_a_day_the_index_is_asked_for_the_latest():
    reply, asked = ask(
        NAMED, memento(DATE, status=404), index(row("20150101000000"), row("20180101000000")), question=LATEST
    )
    query = parse_qs(urlsplit(asked[2]).query)
    assert (query["limit"], query.get("sort"), query.get("closest")) == (["-10"], None, None)
    assert only(reply).captured_at.year == 2018


def test_of_the_captures_that_the_index_names_the_nearest_counts_and_at_a_tie_the_earlier():
    rows = row("20190620120000"), row("20190608120000"), row("20190610120000"), row("20190618120000")
    reply, _ = ask(NAMED, memento(DATE, status=404), index(*rows))
    assert only(reply).captured_at == datetime(2019, 6, 10, 12, tzinfo=UTC)


def test_what_the_index_names_but_nobody_has_looked_at_is_not_offered():
    rows = index(row("20190610120000"), revisit("20190618120000"), row("20180101000000"))
    reply, asked = ask(NAMED, memento(DATE, status=404), rows)
    assert asked[3:] == [f"{GATE}20190610120000id_/{URI_R}"]
    assert years(reply) == [2019]


# ── looking at what is shown ────────────────────────────────────────────────────────────────────────────────────


WALL = "the page is a bot check"


def looking(*walls: str) -> Wayback:
    """An archive whose captures of these days are walls."""

    def flaw(_: Question, shown: Memento) -> str | None:
        return WALL if f"{shown.captured_at:%Y%m%d}" in walls else None

    return Wayback(flaw=flaw)


def test_behind_an_archived_wall_the_index_finds_a_copy():
    rows = index(row(AT), row("20190612000000"), row("20150101000000"))
    reply, asked = ask(NAMED, memento(DATE), rows, archive=looking("20190601", "20190612"))
    assert ["/cdx/" in each for each in asked] == [False, False, True, False, False]
    assert only(reply).captured_at.year == 2015


def test_when_all_that_the_index_lists_is_walls_none_is_held_and_the_reason_says_so():
    reply, asked = ask(NAMED, memento(DATE), index(row(AT)), archive=looking("20190601"))
    assert (reply.captures, len(asked)) == ((), 3)
    assert reply.because == f"holds only captures of something else than the page: {WALL}"


def test_more_walls_than_it_is_polite_to_look_at_leave_the_question_open():
    days = [f"201906{day:02}" for day in range(1, 12)]
    rows = index(*(row(f"{day}000000") for day in days))
    reply, asked = ask(NAMED, memento(DATE), rows, archive=looking(*days))
    assert (reply.captures, reply.because) == (None, "the captures nearest the day are not copies of the page")
    assert len(asked) == 7


def test_what_is_shown_is_looked_at_as_the_page_that_was_asked_about():
    seen = []

    def flaw(question: Question, shown: Memento) -> None:
        seen.append((question, shown.archive, shown.captured_at, shown.response.status))

    ask(NAMED, memento(DATE), archive=Wayback(flaw=flaw))
    assert seen == [(QUESTION, "wayback", datetime(2019, 6, 1, 8, 9, 10, tzinfo=UTC), 200)]


# ── revisits and trouble ────────────────────────────────────────────────────────────────────────────────────────


def test_a_revisit_is_played_to_see_what_it_repeats():
    reply, asked = ask(
        NAMED, memento(DATE, status=404), index(revisit("20190610000000")), memento("Mon, 10 Jun 2019 00:00:00 GMT")
    )
    assert asked[3] == f"{GATE}20190610000000id_/{URI_R}"
    assert only(reply).status == 200


def test_a_revisit_of_an_error_is_passed_over():
    rows = index(revisit("20190610000000"), revisit("20190701000000"), row("20120101000000"))
    bad = memento("Mon, 10 Jun 2019 00:00:00 GMT", status=404)
    reply, asked = ask(NAMED, memento(DATE, status=404), rows, bad, bad)
    assert len(asked) == 6
    assert only(reply).captured_at.year == 2012


def test_revisits_of_errors_only_are_none_held():
    reply, _ = ask(NAMED, memento(DATE, status=404), index(revisit("20190610000000")), memento(DATE, status=404))
    assert reply.captures == ()


def test_a_revisit_that_was_already_played_is_not_played_again():
    reply, asked = ask(NAMED, memento(DATE, status=404), index(revisit(AT)))
    assert len(asked) == 3
    assert reply.captures == ()


def test_ten_captures_that_are_no_copies_leave_the_question_open():
    reply, _ = ask(
        NAMED,
        memento(DATE, status=404),
        index(*[row(f"20190{month}01000000", "204") for month in range(1, 10)], row(AT, "204")),
    )
    assert reply.captures is None
    assert "nearest the day" in (reply.because or "")


def test_a_named_capture_that_cannot_be_shown_is_settled_by_the_index():
    reply, asked = ask(NAMED, answer(503), index(row(AT)))
    assert (statuses(reply), len(asked)) == ([200], 3), "the index is believed"
    assert statuses(ask(NAMED, answer(404, ("x-ts", "404")), index(row("20150101000000")))[0]) == [200]


def test_a_named_capture_that_nobody_can_show_is_never_none_held():
    reply, _ = ask(NAMED, answer(503), index())
    assert (reply.captures, reply.excluded) == (None, False)


DIRTY = [
    row("20000012170449"),  # month 00
    row("20000800241623"),  # day 00, hour 24
    row("2001041400593"),
    row(""),
    row("2٠190610000000"),
    row("20190610000000", "-"),
    row("20190610000000", "-", mime="text/html"),
    row("20190610000000", "abc"),
    row("20190610000000", ""),
    row("20190610000000", "²00"),
    row("20190610000000", original="data:text/html,x"),
    row("20190610000000", original=""),
    row("20190610000000", original="http://[::1"),
    [],
    ["com%2Cexample%29%2F+20190610000001"],
    [*row("20190610000000"), "more"],
    row("20190610000000")[:-1],
]


@pytest.mark.parametrize("dirty", DIRTY)
def test_a_dirty_row_is_skipped_and_the_others_are_read(dirty):
    reply, _ = ask(NAMED, memento(DATE, status=404), index(row("20110101000000"), dirty, row("20100101000000")))
    assert years(reply)[0] == 2011


def test_duplicates_are_one_capture():
    reply, _ = ask(NAMED, memento(DATE, status=404), index(row("20110101000000"), row("20110101000000")))
    assert only(reply).captured_at.year == 2011


@pytest.mark.parametrize(
    ("original", "shown"),
    [
        ("http://paper.example:80/story?id=7", "http://paper.example/story?id=7"),
        ("http://paper.example/a story?id=7", "http://paper.example/a%20story?id=7"),
        ("http://me:secret@paper.example/", "http://paper.example/"),
    ],
)
def test_an_original_is_made_an_address_that_can_be_shown(original, shown):
    reply, _ = ask(NAMED, memento(DATE, status=404), index(row("20110101000000", original=original)))
    assert only(reply).uri_m == f"{GATE}20110101000000/{shown}"


def test_columns_are_read_by_name_in_any_order_and_number():
    columns = (*reversed(COLUMNS), "filename")
    shuffled = [*reversed(row("20110101000000")), "x.warc.gz"]
    reply, _ = ask(NAMED, memento(DATE, status=404), index(shuffled, header=columns))
    assert only(reply).captured_at.year == 2011
