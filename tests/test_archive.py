"""The archive of the tests holds what its table says, and answers as the Internet Archive and RFC 7089 do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import RemoteDisconnected
from urllib.parse import quote

import pytest

from tests.archive import (
    PYWB_MISSING,
    Archive,
    Capture,
    page,
    pywb_ready,
    redirect,
    revisit,
    running_archive,
)

pytestmark = [pytest.mark.archive, pytest.mark.skipif(not pywb_ready(), reason=PYWB_MISSING)]

REPORT = "https://a.example/report"
JUNE = {"Accept-Datetime": "Sat, 28 Jun 2025 00:00:00 GMT"}
HOLDINGS = (
    page(REPORT, "20200101000000", "An older report", "What was known in 2020."),
    page(REPORT, "20250628120000", "A report", "What is known & what isn't."),
    revisit(REPORT, "20250705000000", "20250628120000"),
    page("https://a.example/gone", "20250628120000", "Not found", status=404),
    redirect("https://a.example/old", "20250628120000", "/new"),
    page("https://a.example/new", "20250628120001", "Moved here"),
    page("https://a.example/paper?id=7", "20250628120000", "Number seven"),
    Capture(
        uri_r="https://a.example/busy",
        at="20150129034904",
        status=429,
        headers=(("Content-Type", "text/html"), ("Retry-After", "6")),
    ),
    page("https://secret.example/page", "20250628120000", "Not for you"),
)
SECOND = (page("https://b.example/only-here", "20250628120000", "Kept elsewhere", "By the second archive."),)


@pytest.fixture(scope="module")
def shared() -> Iterator[Archive]:
    with running_archive(HOLDINGS, SECOND, excluded=["https://secret.example/"]) as archive:
        yield archive


def cdx(archive: Archive, uri_r: str, **parameters: str) -> list[list[str]]:
    query = "".join(f"&{name.rstrip('_')}={quote(value)}" for name, value in parameters.items())
    status, headers, body = archive.ask(f"/cdx/search/cdx?url={quote(uri_r)}&output=json{query}")
    assert (status, headers["content-type"]) == (200, "application/json")
    return json.loads(body)


# ── the index ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_cdx_lists_captures_in_the_seven_fields_with_a_header_row(shared: Archive) -> None:
    header, *rows = cdx(shared, REPORT)
    assert header == ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
    assert [(row[1], row[2], row[3], row[4]) for row in rows] == [
        ("20200101000000", REPORT, "text/html", "200"),
        ("20250628120000", REPORT, "text/html", "200"),
        ("20250705000000", REPORT, "warc/revisit", "-"),
    ]
    assert rows[1][5] == rows[2][5] != rows[0][5]


def test_cdx_speaks_text_without_being_asked_for_json(shared: Archive) -> None:
    status, headers, body = shared.ask(f"/cdx/search/cdx?url={REPORT}&fl=timestamp,statuscode")
    assert (status, headers["content-type"]) == (200, "text/plain;charset=UTF-8")
    assert body == b"20200101000000 200\n20250628120000 200\n20250705000000 -\n"


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"filter": "statuscode:20"}, []),  # the whole field, not a part of it
        ({"filter": "statuscode:20."}, ["2020", "202506"]),
        ({"filter": "!statuscode:[45].."}, ["2020", "202506", "202507"]),
        ({"from_": "2021"}, ["202506", "202507"]),
        ({"from_": "2020", "to": "2020"}, ["2020"]),
        ({"limit": "1"}, ["2020"]),
        ({"limit": "-1"}, ["202507"]),
        ({"closest": "20250629", "sort": "closest", "limit": "2"}, ["202506", "202507"]),
    ],
)
def test_cdx_parameters_choose_rows(shared: Archive, parameters: dict[str, str], found: list[str]) -> None:
    rows = cdx(shared, REPORT, fl="timestamp", **parameters)[1:]
    assert len(rows) == len(found)
    assert all(row[0].startswith(start) for row, start in zip(rows, found, strict=True))


def test_cdx_finds_everything_below_a_prefix(shared: Archive) -> None:
    originals = {row[0] for row in cdx(shared, "https://a.example/", fl="original", matchType="prefix")[1:]}
    assert {REPORT, "https://a.example/gone", "https://a.example/paper?id=7"} <= originals


def test_cdx_has_nothing_for_what_was_never_archived(shared: Archive) -> None:
    assert cdx(shared, "https://a.example/never") == []
    assert shared.ask("/cdx/search/cdx?url=https://a.example/never")[::2] == (200, b"")


def test_cdx_refuses_an_excluded_site_in_the_archives_own_words(shared: Archive) -> None:
    status, headers, body = shared.ask("/cdx/search/cdx?url=https://secret.example/page&output=json")
    assert status == 403
    assert body.endswith(b"AdministrativeAccessControlException: Blocked Site Error\n")
    assert headers["x-archive-wayback-runtime-error"] == body.decode().strip()


def test_another_query_is_another_page(shared: Archive) -> None:
    assert cdx(shared, "https://a.example/paper?id=8") == []
    assert shared.ask("/web/https://a.example/paper?id=8", JUNE)[0] == 404
    assert shared.ask("/web/https://a.example/paper?id=7", JUNE)[0] == 302


# ── TimeGate and playback ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("headers", "at"), [(JUNE, "20250628120000"), ({}, "20250705000000")], ids=["nearest", "latest"]
)
def test_the_timegate_redirects_to_a_memento(shared: Archive, headers: dict[str, str], at: str) -> None:
    status, answer, _ = shared.ask(f"/web/{REPORT}", headers)
    assert (status, answer["location"]) == (302, f"{shared.timegate}{at}/{REPORT}")
    assert answer["vary"] == "accept-datetime"
    assert 'rel="original"' in answer["link"]
    assert answer["x-archive-redirect-reason"] == f"found capture at {at}"


def test_the_timegate_speaks_under_the_name_it_was_asked_by(shared: Archive) -> None:
    _, answer, _ = shared.ask(f"/web/{REPORT}", {**JUNE, "Host": "web.archive.org"})
    assert answer["location"] == f"http://web.archive.org/web/20250628120000/{REPORT}"


def test_playback_that_is_not_exact_redirects_with_its_reason(shared: Archive) -> None:
    status, answer, _ = shared.ask(f"/web/20190101id_/{REPORT}")
    assert (status, answer["location"]) == (302, f"{shared.timegate}20200101000000id_/{REPORT}")
    assert answer["x-archive-redirect-reason"] == "found capture at 20200101000000"


@pytest.mark.parametrize("modifier", ["", "id_"])
def test_a_memento_has_its_date_its_title_and_its_text(shared: Archive, modifier: str) -> None:
    status, answer, body = shared.ask(f"/web/20250628120000{modifier}/{REPORT}")
    assert (status, answer["memento-datetime"]) == (200, "Sat, 28 Jun 2025 12:00:00 GMT")
    assert b"<title>A report</title>" in body
    assert b"What is known &amp; what isn" in body


def test_a_revisit_plays_back_the_bytes_that_it_refers_to(shared: Archive) -> None:
    status, answer, body = shared.ask(f"/web/20250705000000id_/{REPORT}")
    assert (status, answer["memento-datetime"]) == (200, "Sat, 05 Jul 2025 00:00:00 GMT")
    assert b"<title>A report</title>" in body


@pytest.mark.parametrize(
    ("path", "expected", "at"),
    [
        ("/web/20250628120000id_/https://a.example/gone", 404, "Sat, 28 Jun 2025 12:00:00 GMT"),
        ("/web/20150129034904id_/https://a.example/busy", 429, "Thu, 29 Jan 2015 03:49:04 GMT"),
    ],
)
def test_archived_errors_are_replayed_with_their_status(shared: Archive, path: str, expected: int, at: str) -> None:
    status, answer, _ = shared.ask(path)
    assert (status, answer["memento-datetime"]) == (expected, at)
    assert "retry-after" not in answer
    if expected == 429:
        assert answer["x-archive-orig-retry-after"] == "6"


def test_archived_redirects_lead_on_inside_the_archive(shared: Archive) -> None:
    status, answer, _ = shared.ask("/web/20250628120000id_/https://a.example/old")
    assert (status, answer["location"]) == (301, f"{shared.timegate}20250628120000id_/https://a.example/new")
    assert "memento-datetime" in answer


@pytest.mark.parametrize("path", ["/web/https://a.example/never", "/web/20250628id_/https://a.example/never"])
def test_what_was_never_archived_is_404_without_a_memento_date(shared: Archive, path: str) -> None:
    status, answer, body = shared.ask(path, JUNE)
    assert (status, "memento-datetime" in answer) == (404, False)
    assert b"has not archived that URL" in body


@pytest.mark.parametrize(
    "path", ["/web/https://secret.example/page", "/web/20250628120000id_/https://secret.example/page"]
)
def test_an_excluded_page_is_200_without_a_memento_date(shared: Archive, path: str) -> None:
    status, answer, body = shared.ask(path, JUNE)
    assert (status, "memento-datetime" in answer) == (200, False)
    assert b"has been excluded from the Wayback Machine" in body


def test_a_date_that_is_none_is_a_bad_request(shared: Archive) -> None:
    assert shared.ask(f"/web/{REPORT}", {"Accept-Datetime": "last summer"})[0] == 400


# ── the second archive ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_second_archive_speaks_memento_and_has_holdings_of_its_own(shared: Archive) -> None:
    uri_r = "https://b.example/only-here"
    status, answer, _ = shared.ask(f"/wayback/{uri_r}", JUNE)
    assert (status, answer["location"]) == (307, f"{shared.second}20250628120000/{uri_r}")
    status, answer, body = shared.ask(f"/wayback/20250628120000/{uri_r}")
    assert (status, answer["memento-datetime"]) == (200, "Sat, 28 Jun 2025 12:00:00 GMT")
    assert b"Kept elsewhere" in body
    assert shared.ask(f"/wayback/{REPORT}", JUNE)[0] == 404
    assert shared.ask(f"/web/{uri_r}", JUNE)[0] == 404


# ── faults and bookkeeping ──────────────────────────────────────────────────────────────────────────────────────


def test_faults_come_as_often_as_scripted_and_only_where_scripted(shared: Archive) -> None:
    shared.fault("/cdx", status=429, times=2)
    assert shared.ask(f"/web/{REPORT}", JUNE)[0] == 302
    status, answer, body = shared.ask(f"/cdx/search/cdx?url={REPORT}")
    assert (status, "retry-after" in answer) == (429, False)
    assert b"429 Too Many Requests" in body
    assert [shared.ask(f"/cdx/search/cdx?url={REPORT}")[0] for _ in range(2)] == [429, 200]


def test_a_fault_may_have_words_and_headers_of_its_own(shared: Archive) -> None:
    shared.fault("/web", status=503, body="down", headers={"Retry-After": "7"})
    status, answer, body = shared.ask(f"/web/{REPORT}", JUNE)
    assert (status, answer["retry-after"], body) == (503, "7", b"down")


def test_a_fault_may_drop_the_connection(shared: Archive) -> None:
    shared.fault("/web", drop=True)
    with pytest.raises(RemoteDisconnected):
        shared.ask(f"/web/{REPORT}", JUNE)
    assert shared.ask(f"/web/{REPORT}", JUNE)[0] == 302


def test_a_late_answer_is_still_the_true_one(shared: Archive) -> None:
    shared.fault("/cdx", delay_s=0.05)
    before = shared.requests()
    assert shared.ask(f"/cdx/search/cdx?url={REPORT}&limit=1")[0] == 200
    assert len(shared.requests()) == len(before) + 1


def test_requests_are_remembered_with_their_headers_and_times(shared: Archive) -> None:
    shared.ask(f"/web/{REPORT}", {**JUNE, "User-Agent": "auditor"})
    shared.ask(f"/cdx/search/cdx?url={REPORT}")
    first, last = shared.requests()[-2:]
    assert (first["method"], first["path"]) == ("GET", f"/web/{REPORT}")
    assert first["headers"]["User-Agent"] == "auditor"
    assert last["path"] == f"/cdx/search/cdx?url={REPORT}"
    assert first["at_s"] <= last["at_s"]


def test_a_killed_archive_refuses_connections() -> None:
    with running_archive(()) as archive:
        assert archive.requests() == []
        archive.kill()
        with pytest.raises(ConnectionRefusedError):
            archive.ask("/web/http://known.example/")


def test_an_archive_stops_when_its_block_ends() -> None:
    with running_archive(()) as archive:
        pass
    with pytest.raises(ConnectionRefusedError):
        archive.ask("/web/http://known.example/")
    assert archive.process.returncode is not None
