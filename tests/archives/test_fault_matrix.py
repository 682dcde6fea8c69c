"""Of no address is said "not archived" that is, nor the reverse, whatever goes wrong; shown by a real archive if it can.

`matrix.py` has the faults that befall any service, under each of which all of its addresses are asked about. What needs
a test of its own has one, here or where it belongs; `asked of` is pywb, the wire (real sockets without an archive), or
the machine (the wire's bytes alone):

| row | what                                                  | asked of | test                                        |
|-----|-------------------------------------------------------|----------|---------------------------------------------|
| 1   | archived near the day, exactly and years off          | pywb     | test_real_archive.py::test_the_capture_nearest_the_day_is_found_without_the_index |
| 2   | only revisits in the index                            | pywb     | test_rows_that_are_only_revisits_are_played |
| 3   | a bad time among good rows                            | pywb     | test_a_bad_time_among_good_rows_costs_that_row_only |
| 4   | an empty list                                         | pywb     | test_an_empty_list_is_none_held             |
| 5   | excluded by its owner, 403 from the index             | pywb     | test_the_index_says_excluded_in_its_own_words |
| 6   | 429 once                                              | pywb     | test_real_archive.py::test_throttled_once_it_is_asked_again_and_found |
|     | 429 for ever                                          | pywb     | test_under_every_fault_nothing_wrong_is_said |
|     | Retry-After in seconds, as a date, none               | machine  | test_wayback_trouble.py::test_throttled_once_the_same_is_asked_again_after_a_rest |
|     | Retry-After of 10^9                                   | machine  | test_wayback_trouble.py::test_nobody_waits_for_ever |
|     | its rest is taken                                     | machine  | ../engines/test_asking.py::test_an_archive_that_throttles_is_given_its_rest |
| 7   | an outage as a 200, and as a redirect to /sry         | pywb     | test_under_every_fault_nothing_wrong_is_said |
| 8   | 504 with HTML                                         | pywb     | test_under_every_fault_nothing_wrong_is_said |
| 9   | truncated JSON, a header row alone, a gzip bomb       | pywb     | test_under_every_fault_nothing_wrong_is_said |
|     | another order of columns, more of them                | pywb     | test_columns_in_another_order_and_more_of_them_are_read |
|     | the reason is told                                    | wire     | test_on_the_wire.py::test_an_index_in_trouble_is_undetermined_with_its_reason |
| 10  | refused connections                                   | pywb     | test_real_archive.py::test_an_archive_that_is_gone_is_undetermined |
|     | and the circuit is open in the next run               | wire     | test_on_the_wire.py::test_an_archive_that_refused_us_is_not_asked_by_the_next_run |
|     | and in the next process                               | wire     | ../cli/test_archives.py::test_all_runs_of_a_user_share_one_account_of_an_archive |
| 11  | one byte at a time                                    | pywb     | test_under_every_fault_nothing_wrong_is_said |
| 12  | the index redirects to another host                   | pywb     | test_under_every_fault_nothing_wrong_is_said |
| 13  | the Availability API misses, the index hits           | pywb     | test_availability_is_never_asked_so_that_its_misses_do_no_harm |
| 14  | an archived 429                                       | pywb     | test_real_archive.py::test_an_archived_error_alone_is_none_held |
|     |                                                       | machine  | test_wayback_index.py::test_an_archived_429_is_not_taken_for_throttling |
| 15  | playback leads far away in time                       | pywb     | test_a_capture_years_away_is_named_with_its_own_time |
| 16  | excluded, as a 200                                    | pywb     | test_real_archive.py::test_an_excluded_site_is_excluded |
| 17  | pywb's fuzzy match of ?id=7 for ?id=8                 | pywb     | test_real_archive.py::test_a_neighbour_that_pywbs_fuzzy_rules_take_for_the_page_is_not_the_page |
| 18  | 1,000 citations of 300 addresses, 2.5 s apart         | machine  | test_three_hundred_addresses_ask_the_index_no_oftener_and_no_faster |
|     | the report's order is the same                        | wire     | ../cli/test_run.py::test_a_second_run_asks_nothing_and_reports_the_same_but_for_its_date |
| 19  | a citation that is an archive link, live and dead     | pywb     | ../cli/test_archives.py::test_a_citation_that_is_an_archive_link_and_its_original_are_both_checked |
| 20  | another time zone                                     | machine  | test_on_the_wire.py::test_times_are_the_same_in_every_time_zone |
| 21  | Save Page Now: an error as a 200                      | machine  | test_spn2.py::test_an_error_with_status_200_is_understood |
|     | the same job again                                    | machine  | test_spn2.py::test_a_job_of_before_is_asked_about_at_once_and_not_submitted_again |
|     | a success that the index doesn't show for a while     | pywb     | ../cli/test_save.py::test_what_was_saved_is_confirmed_by_a_later_run_though_the_index_lags |
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import trio

from auditor.model import ArchiveReply
from auditor.settings import ArchivesPolicy
from tests.archive import PYWB_MISSING, Archive, pywb_ready, running_archive
from tests.archives import matrix
from tests.archives.build import COLUMNS, revisit, row
from tests.engines.in_life import INDEX_GATE, run, three_hundred_cited_a_thousand_times, worst

HERE = Path(__file__).parent
real = pytest.mark.skipif(not pywb_ready(), reason=PYWB_MISSING)
ROWS = 21  # of the matrix that the facts about archives suggest

ERRORS, YEARS_OFF, REVISITED = (f"https://a.example/{name}" for name in ("behind-errors", "years-off", "revisited"))


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    with running_archive(matrix.HOLDINGS, matrix.HOLDINGS, excluded=matrix.EXCLUDED_SITES) as running:
        yield running


def ask(archive: Archive, uri_r: str, **faults: dict[str, object]) -> ArchiveReply:
    """The first archive's reply; `web` and `cdx` are faults of its services."""
    archive.well()
    for service, how in faults.items():
        archive.fault(f"/{service}/", **how)
    reply = trio.run(matrix.replies, archive, [uri_r], matrix.PLAYBACK)[uri_r]
    archive.well()
    return reply


def index_of(*rows: list[str], header: tuple[str, ...] = COLUMNS) -> dict[str, object]:
    return {
        "status": 200,
        "body": json.dumps([list(header), *rows]),
        "headers": {"Content-Type": "application/json"},
    }


def days(reply: ArchiveReply) -> list[str]:
    return [f"{capture.captured_at:%Y%m%d}" for capture in reply.captures or ()]


# Without the mark of the archive's own 404: the index has to be asked.
UNMARKED = {"status": 404, "body": "<html>Not found"}


@real
@pytest.mark.archive
@pytest.mark.parametrize("fault", matrix.FAULTS, ids=lambda fault: fault.name)
def test_under_every_fault_nothing_wrong_is_said(archive: Archive, fault: matrix.Fault) -> None:
    found = list(matrix.cells(archive, (fault,)))
    assert [cell for cell in found if cell.is_wrong] == []
    assert [cell for cell in found if cell.said == matrix.UNDETERMINED and not cell.because] == []
    assert len(found) >= len(matrix.TRUTH)


@real
@pytest.mark.archive
def test_without_a_fault_the_truth_is_said_so_that_the_tests_above_can_fail(archive: Archive) -> None:
    well, *_ = matrix.FAULTS
    assert [cell for cell in matrix.cells(archive, (well,)) if cell.said != cell.truth] == []


@real
@pytest.mark.archive
def test_rows_that_are_only_revisits_are_played(archive: Archive) -> None:
    rows = index_of([*revisit("20250627000000")[:2], REVISITED, *revisit("20250627000000")[3:]])
    reply = ask(archive, REVISITED, web=UNMARKED, cdx=rows)
    assert days(reply) == ["20250627"]


@real
@pytest.mark.archive
def test_a_bad_time_among_good_rows_costs_that_row_only(archive: Archive) -> None:
    good = row("20240101000000", original=ERRORS)
    rows = index_of(row("20250012170449", original=ERRORS), good, row("20250600241623", original=ERRORS))
    assert days(ask(archive, ERRORS, cdx=rows)) == ["20240101"]


@real
@pytest.mark.archive
def test_an_empty_list_is_none_held(archive: Archive) -> None:
    reply = ask(archive, "https://a.example/never", web=UNMARKED)
    assert (reply.captures, reply.excluded, reply.because) == ((), False, "never archived")
    assert "/cdx/" in str(archive.requests()[-1]["path"]), "the index has said so, with []"


@real
@pytest.mark.archive
def test_the_index_says_excluded_in_its_own_words(archive: Archive) -> None:
    reply = ask(archive, "https://secret.example/page", web=UNMARKED)
    assert (reply.captures, reply.excluded) == ((), True)
    assert reply.because == "excluded from the Wayback Machine"


@real
@pytest.mark.archive
def test_columns_in_another_order_and_more_of_them_are_read(archive: Archive) -> None:
    shuffled = [*reversed(row("20240101000000", original=ERRORS)), "x.warc.gz"]
    rows = index_of(shuffled, header=(*reversed(COLUMNS), "filename"))
    assert days(ask(archive, ERRORS, cdx=rows)) == ["20240101"]


@real
@pytest.mark.archive
def test_availability_is_never_asked_so_that_its_misses_do_no_harm(archive: Archive) -> None:
    archive.fault("/wayback/available", status=200, body='{"url": "x", "archived_snapshots": {}}', times=9)
    before = len(archive.requests())
    found = trio.run(matrix.replies, archive, list(matrix.TRUTH), matrix.PLAYBACK)
    asked = [str(each["path"]) for each in archive.requests()[before:]]
    archive.well()
    assert {uri_r: matrix.said(reply) for uri_r, reply in found.items()} == dict(matrix.TRUTH)
    assert [path for path in asked if not path.startswith(("/web/", "/cdx/"))] == []


@real
@pytest.mark.archive
def test_a_capture_years_away_is_named_with_its_own_time(archive: Archive) -> None:
    reply = ask(archive, YEARS_OFF)
    assert days(reply) == ["20150101"]
    assert reply.captures
    assert reply.captures[0].uri_m == f"{archive.timegate}20150101000000/{YEARS_OFF}"


def test_three_hundred_addresses_ask_the_index_no_oftener_and_no_faster() -> None:
    archives, _, _ = run(worst, three_hundred_cited_a_thousand_times(), policy=ArchivesPolicy(memento=()))
    times = archives.times(INDEX_GATE)
    assert len(times) == 300
    assert min(later - earlier for earlier, later in pairwise(times)) > 2.499


def test_the_matrix_has_every_row_and_names_tests_that_there_are() -> None:
    table = (__doc__ or "").splitlines()
    numbered = [int(found[1]) for line in table if (found := re.match(r"\| (\d+) ", line))]
    assert numbered == list(range(1, ROWS + 1))
    rows = [line for line in table if re.match(r"\| (?:\d+| ) ", line)]
    for line in rows:
        file, _, test = line.split("|")[4].strip().rpartition("::")
        text = (HERE / (file or "test_fault_matrix.py")).read_text(encoding="utf-8")
        assert f"def {test}(" in text, line
