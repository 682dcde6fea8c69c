"""The archive axis: which memento counts, and when nobody holds one, excluded, silent or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from auditor.judge.archive_axis import archive_axis, as_cited_on
from auditor.model import ArchiveReply, ArchiveState, Capture, DatedBy
from tests.judge.build import reference, reply

CITED = reference(cited_on=date(2025, 6, 28))


@pytest.mark.parametrize(
    ("days", "nearest", "distance"),
    [
        (["2025-06-28"], "2025-06-28", 0),
        (["2024-01-01", "2025-06-20", "2026-01-01"], "2025-06-20", 8),
        (["2025-06-20", "2025-07-01"], "2025-07-01", 3),
        (["2025-07-01", "2025-06-25"], "2025-06-25", 3),  # as near before as after: before is what the author saw
        (["2026-06-28"], "2026-06-28", 365),
    ],
)
def test_the_memento_nearest_the_citation_counts(days: list[str], nearest: str, distance: int) -> None:
    found = archive_axis(CITED, [reply("wayback", *map(date.fromisoformat, days))])
    assert found.state is ArchiveState.ARCHIVED
    assert found.captured_at is not None
    assert (found.captured_at.date().isoformat(), found.distance_days) == (nearest, distance)


def test_it_counts_whichever_archive_holds_it() -> None:
    found = archive_axis(CITED, [reply("wayback", date(2020, 1, 1)), reply("arquivo.pt", date(2025, 6, 27))])
    assert (found.archive, found.distance_days) == ("arquivo.pt", 1)


def test_without_a_date_the_latest_counts_and_has_no_distance() -> None:
    found = archive_axis(reference(), [reply("wayback", date(2020, 1, 1), date(2024, 1, 1), date(2022, 1, 1))])
    assert (found.captured_at, found.distance_days) == (datetime(2024, 1, 1, 12, tzinfo=UTC), None)


def none(archive: str) -> ArchiveReply:
    return reply(archive)


def silent(archive: str) -> ArchiveReply:
    return reply(archive, silent=True, because="timed out")


def excluded(archive: str) -> ArchiveReply:
    return reply(archive, excluded=True, because="robots")


@pytest.mark.parametrize(
    ("replies", "state"),
    [
        ([none("wayback")], "not-archived"),
        ([none("wayback"), none("arquivo.pt")], "not-archived"),
        ([none("wayback"), silent("arquivo.pt")], "not-archived"),
        ([silent("wayback"), none("arquivo.pt")], "undetermined"),
        ([silent("wayback")], "undetermined"),
        ([silent("wayback"), excluded("arquivo.pt")], "undetermined"),
        ([excluded("wayback")], "excluded"),
        ([excluded("wayback"), none("arquivo.pt")], "excluded"),
        ([none("wayback"), excluded("arquivo.pt")], "excluded"),
        ([excluded("wayback"), silent("arquivo.pt")], "excluded"),
        ([none("arquivo.pt")], "not-archived"),
        ([none("arquivo.pt"), silent("ukwa")], "undetermined"),
        ([], "undetermined"),
    ],
)
def test_none_excluded_and_silent_are_three_answers(replies: list[ArchiveReply], state: str) -> None:
    assert archive_axis(CITED, replies).state == state
    assert archive_axis(CITED, reversed(replies)).state == state


def test_the_answer_says_who_did_not_answer_and_why() -> None:
    assert archive_axis(CITED, [silent("wayback")]).because == "wayback: timed out"
    assert archive_axis(CITED, []).because == "no archive was asked"
    assert archive_axis(CITED, [none("wayback"), silent("arquivo.pt")]).because == (
        "wayback: holds no good copy; arquivo.pt: timed out"
    )


def test_a_capture_once_named_outlives_a_silent_answer() -> None:
    found = archive_axis(CITED, [reply("wayback", date(2025, 6, 1), asked=0), reply("wayback", silent=True, asked=9)])
    assert found.state is ArchiveState.ARCHIVED


@pytest.mark.parametrize("answer", [reply("wayback", asked=0), reply("wayback", date(2025, 6, 1), asked=0),
                                    reply("wayback", excluded=True, asked=0)])  # fmt: skip
def test_an_outage_hides_no_older_answer_and_the_answers_day_is_told(answer: ArchiveReply) -> None:
    before = archive_axis(CITED, [answer])
    since = archive_axis(CITED, [answer, reply("wayback", silent=True, asked=9)])
    assert (since.state, since.uri_m) == (before.state, before.uri_m)
    assert since.state is ArchiveState.ARCHIVED or "(asked on 2026-03-02; no answer since)" in (since.because or "")


def test_an_answer_after_a_silence_is_what_counts() -> None:
    found = archive_axis(CITED, [reply("wayback", silent=True, asked=0), reply("wayback", asked=9)])
    assert (found.state, found.because) == (ArchiveState.NOT_ARCHIVED, "wayback: holds no good copy")


@pytest.mark.parametrize("later", [reply("wayback", asked=9), reply("wayback", excluded=True, asked=9)])
def test_an_archive_that_takes_back_what_it_held_is_believed(later: ArchiveReply) -> None:
    found = archive_axis(CITED, [reply("wayback", date(2025, 6, 1), asked=0), later])
    assert found.state in {ArchiveState.NOT_ARCHIVED, ArchiveState.EXCLUDED}


def test_what_was_named_before_still_counts_while_the_archive_holds_something() -> None:
    replies = [reply("wayback", date(2025, 6, 27), asked=0), reply("wayback", date(2020, 1, 1), asked=9)]
    assert archive_axis(CITED, replies).distance_days == 1


# ── those that prove nothing by not finding it ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("replies", "state"),
    [
        ([none("memgator")], "undetermined"),
        ([none("common crawl")], "undetermined"),
        ([none("memgator"), silent("wayback")], "undetermined"),
        ([none("memgator"), none("wayback")], "not-archived"),
        ([silent("memgator"), none("wayback")], "not-archived"),
        ([silent("memgator"), none("arquivo.pt")], "not-archived"),
        ([none("memgator"), silent("arquivo.pt")], "undetermined"),
        ([none("common crawl"), none("wayback")], "not-archived"),
    ],
)
def test_an_aggregator_and_common_crawl_prove_no_absence(replies: list[ArchiveReply], state: str) -> None:
    assert archive_axis(CITED, replies).state == state


def test_what_common_crawl_saw_is_told_beside_the_archives_word() -> None:
    seen = reply("common crawl", because="saw it on 2025-06-01, and keeps nothing to read")
    found = archive_axis(CITED, [none("wayback"), seen])
    assert found.because == "wayback: holds no good copy; common crawl: saw it on 2025-06-01, and keeps nothing to read"


@pytest.mark.parametrize(
    ("uri_m", "archive"),
    [
        ("https://web.archive.org/web/20250628000000/https://x.example/", "wayback"),
        ("https://www.webarchive.org.uk/wayback/archive/20250628000000/https://x.example/", "ukwa"),
        ("https://archive.example.org/20250628000000/https://x.example/", "archive.example.org"),
    ],
)
def test_what_an_aggregator_names_is_shown_as_its_holders(uri_m: str, archive: str) -> None:
    capture = Capture(uri_m=uri_m, captured_at=datetime(2025, 6, 28, tzinfo=UTC))
    found = archive_axis(CITED, [replace(reply("memgator"), captures=(capture,))])
    assert (found.state, found.archive) == (ArchiveState.ARCHIVED, archive)


# ── each citation's own day ─────────────────────────────────────────────────────────────────────────────────────


def test_each_citation_gets_the_known_capture_nearest_to_its_own_day() -> None:
    days = [date(2019, 6, 1), date(2022, 6, 1), date(2025, 6, 27)]
    found = archive_axis(CITED, [reply("wayback", *days[:2]), reply("arquivo.pt", days[2])])
    assert (found.archive, len(found.others)) == ("arquivo.pt", 2)
    own = as_cited_on(found, date(2019, 6, 14), DatedBy.CITATION)
    assert (own.archive, own.distance_days, own.dated_by) == ("wayback", 13, DatedBy.CITATION)
    assert own.captured_at is not None
    assert own.captured_at.date() == days[0]
    assert len(own.others) == 2
    back = as_cited_on(own, CITED.cited_on, None)
    assert replace(back, others=found.others) == found


def test_without_a_day_a_citation_keeps_what_its_reference_has() -> None:
    found = archive_axis(CITED, [reply("wayback", date(2019, 6, 1))])
    assert as_cited_on(found, None, None) == found
    nothing = archive_axis(CITED, [none("wayback")])
    assert as_cited_on(nothing, date(2019, 1, 1), DatedBy.FILE) == nothing


def test_a_cited_copys_own_distance_is_that_from_the_citation() -> None:
    link = reference("https://web.archive.org/web/20250701000000/https://www.example.org/a", cited_on=date(2025, 7, 4))
    found = archive_axis(link, [])
    assert (found.distance_days, found.captured_at) == (3, datetime(2025, 7, 1, tzinfo=UTC))
    assert as_cited_on(found, date(2025, 7, 11), DatedBy.DOCUMENT).distance_days == 10


@pytest.mark.parametrize(
    ("uri", "archive"),
    [
        ("https://web.archive.org/web/20250701000000/https://www.example.org/a", "wayback"),
        ("http://web.archive.org/web/2025id_/http://www.example.org/", "wayback"),
        ("https://arquivo.pt/wayback/20250701000000/https://www.example.org/", "arquivo.pt"),
        ("https://perma.cc/AB12-CD34", "perma.cc"),
        ("https://archive.ph/AbCdE", "archive.today"),
        ("https://www.webcitation.org/6abc", "webcitation"),
    ],
)
def test_an_address_inside_an_archive_is_a_copy_itself(uri: str, archive: str) -> None:
    found = archive_axis(reference(uri), [])
    assert (found.state, found.archive, found.uri_m) == (ArchiveState.IS_ARCHIVE, archive, reference(uri).uri)


@pytest.mark.parametrize(
    "uri",
    ["https://web.archive.org/", "https://archive.org/details/x", "https://perma.cc/about", "https://archive.today/"],
)
def test_an_archives_own_pages_are_no_copies(uri: str) -> None:
    assert archive_axis(reference(uri), []).state is ArchiveState.UNDETERMINED


def test_equally_near_captures_are_told_in_one_order_whatever_order_they_come_in() -> None:
    two = tuple(Capture(uri_m=f"https://wayback/{n}", captured_at=datetime(2025, 6, 28, n, tzinfo=UTC)) for n in (9, 7))
    held = replace(reply(), captures=two)
    assert archive_axis(CITED, [held]) == archive_axis(CITED, [replace(held, captures=two[::-1])])
