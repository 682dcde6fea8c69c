"""Asked through the pure machines, a real archive tells what it holds, and its troubles are never "none held"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.client import HTTPException

import pytest

from auditor.archives import Ask, Question
from auditor.archives.memento import Memento
from auditor.archives.wayback import INDEX, Wayback
from auditor.due import flaw_of
from auditor.model import ArchiveReply, Exchange, Failure, FailureKind, Request, Response
from auditor.settings import MementoPolicy, WaybackPolicy
from tests.archive import PYWB_MISSING, Archive, Capture, page, pywb_ready, redirect, revisit, running_archive

pytestmark = [pytest.mark.archive, pytest.mark.skipif(not pywb_ready(), reason=PYWB_MISSING)]

DAY = date(2025, 6, 28)
GOOD = "https://a.example/report?id=7"


def wall(uri_r: str, at: str) -> Capture:
    """What a crawler gets of a site behind a bot check."""
    script = b'<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>'
    return Capture(uri_r=uri_r, at=at, body=b"<html><head><title>Just a moment...</title>%b</head></html>" % script)


HOLDINGS = (
    page(GOOD, "20200101000000", "An old report", "What was known."),
    page(GOOD, "20250625120000", "A report", "What is known."),
    page("https://a.example/later-gone", "20240101000000", "A page", "While it was there."),
    *(page("https://a.example/later-gone", f"202506{day}000000", "Not found", status=404) for day in range(10, 30)),
    page("https://a.example/only-gone", "20250628000000", "Not found", status=404),
    redirect("http://a.example/secure", "20250628000000", "https://a.example/secure"),
    page("https://a.example/secure", "20250628000001", "Behind https"),
    redirect("https://a.example/moved", "20250628000000", "/elsewhere"),
    page("https://a.example/revisited", "20200101000000", "The same since"),
    revisit("https://a.example/revisited", "20250628000000", "20200101000000"),
    page("https://a.example/error-again", "20200101000000", "Not found", status=404),
    page("https://a.example/error-again", "20190101000000", "Once a page"),
    Capture(uri_r="https://a.example/error-again", at="20250628000000", status=404, revisit_of="20200101000000"),
    page("https://a.example/busy", "20250628000000", "Too many requests", status=429),
    page("https://a.example/walled", "20240101000000", "A page", "Before the wall was put up."),
    wall("https://a.example/walled", "20250628000000"),
    page("https://a.example/soft", "20240101000000", "A page", "While it was there."),
    page("https://a.example/soft", "20250628000000", "Page not found", "Sorry, we could not find that page."),
    wall("https://a.example/only-walled", "20250628000000"),
    page("https://secret.example/page", "20250628120000", "Not for you"),
)
SECOND = (
    page("https://b.example/kept?id=7", "20250601000000", "Kept elsewhere", "By the second archive."),
    page("https://b.example/gone", "20250601000000", "Not found", status=404),
    page("https://b.example/later-gone", "20240101000000", "A page", "While it was there."),
    *(page("https://b.example/later-gone", f"2025060{day}000000", "Not found", status=404) for day in range(1, 4)),
    page("https://b.example/walled", "20240101000000", "A page", "Before the wall was put up."),
    wall("https://b.example/walled", "20250628000000"),
    redirect("http://b.example/secure", "20250601000000", "https://b.example/secure"),
    page("https://b.example/secure", "20250601000001", "Behind https"),
)


@pytest.fixture(scope="module")
def shared() -> Iterator[Archive]:
    with running_archive(HOLDINGS, SECOND, excluded=["https://secret.example/"]) as archive:
        yield archive


def fetch(archive: Archive, request: Request) -> Exchange:
    started = datetime(2026, 11, 23, tzinfo=UTC)
    try:
        status, headers, body = archive.ask(
            request.uri.removeprefix(f"http://{archive.address}"), dict(request.headers)
        )
    except (OSError, HTTPException) as error:
        return Exchange(
            request=request, outcome=Failure(kind=FailureKind.REFUSED, detail=str(error)), started_at=started
        )
    return Exchange(
        request=request, outcome=Response(status=status, headers=tuple(headers.items()), body=body), started_at=started
    )


def ask(
    archive: Archive, uri_r: str, *, second: bool = False, around: date | None = DAY
) -> tuple[ArchiveReply, list[Ask]]:
    first = Wayback(policy=WaybackPolicy(timegate=archive.timegate, cdx=archive.cdx), flaw=flaw_of)
    other = Memento(policy=MementoPolicy(name="second", timegate=archive.second), flaw=flaw_of)
    machine = other if second else first
    question = Question(key=uri_r, uri_r=uri_r, around=around)
    past: tuple[Exchange, ...] = ()
    asked: list[Ask] = []
    while isinstance(step := machine.next_step(question, past), Ask):
        asked.append(step)
        past = (*past, fetch(archive, step.request))
    return step, asked


def held(archive: Archive, uri_r: str, **how: bool) -> tuple[str, int | None]:
    reply, _ = ask(archive, uri_r, **how)
    assert reply.captures, reply.because
    (capture,) = reply.captures
    path = capture.uri_m.removeprefix(f"http://{archive.address}")
    status, headers, body = archive.ask(path)
    assert (status, "memento-datetime" in headers, b"<h1>" in body) == (200, True, True), "what we name can be read"
    return f"{capture.captured_at:%Y%m%d%H%M%S}", capture.status


def test_the_capture_nearest_the_day_is_found_without_the_index(shared):
    assert held(shared, GOOD) == ("20250625120000", 200)
    _, asked = ask(shared, GOOD)
    assert INDEX not in [each.pool for each in asked]
    reply, _ = ask(shared, GOOD, around=date(2020, 3, 1))
    assert reply.captures is not None
    assert [capture.captured_at.year for capture in reply.captures] == [2020]


def test_without_a_day_the_latest_is_found(shared):
    reply, _ = ask(shared, GOOD, around=None)
    assert reply.captures is not None
    assert [capture.captured_at.year for capture in reply.captures] == [2025]


def test_what_was_never_archived_is_none_held_by_both(shared):
    for second in (False, True):
        for uri_r in ("https://a.example/never", "https://a.example/report?id=8", "https://a.example/report"):
            reply, asked = ask(shared, uri_r, second=second)
            assert (reply.captures, reply.excluded, len(asked)) == ((), False, 1), uri_r


def test_behind_twenty_archived_errors_the_good_capture_is_found(shared):
    assert held(shared, "https://a.example/later-gone") == ("20240101000000", 200)
    reply, asked = ask(shared, "https://a.example/later-gone", around=None)
    assert reply.captures
    assert [each.pool for each in asked].count(INDEX) == 1


def test_an_archived_error_alone_is_none_held(shared):
    for uri_r in ("https://a.example/only-gone", "https://a.example/busy", "https://a.example/moved"):
        reply, _ = ask(shared, uri_r)
        assert (reply.captures, reply.excluded) == ((), False)
        assert "errors and redirects" in (reply.because or "")


def test_a_redirect_to_https_leads_to_its_page(shared):
    assert held(shared, "http://a.example/secure") == ("20250628000001", 200)
    assert held(shared, "http://b.example/secure", second=True) == ("20250601000001", 200)


def test_a_revisit_counts_as_what_it_repeats(shared):
    assert held(shared, "https://a.example/revisited") == ("20250628000000", 200)
    assert held(shared, "https://a.example/error-again") == ("20190101000000", 200)


def test_a_neighbour_that_pywbs_fuzzy_rules_take_for_the_page_is_not_the_page():
    seventh = "https://b.example/report.pdf?id=7"
    with running_archive(
        [page(seventh, "20250601000000", "7")], [page(seventh, "20250601000000", "7")], fuzzy=True
    ) as it:
        for uri_r in ("https://b.example/report.pdf?id=8", "https://b.example/report.pdf"):
            status, headers, _ = it.ask(f"/wayback/{uri_r}")
            assert (status, headers["location"]) == (307, f"{it.second}20250601000000/{seventh}"), "it falls for that"
            for second in (False, True):
                reply, _ = ask(it, uri_r, second=second)
                assert not reply.captures
        assert held(it, seventh, second=True) == ("20250601000000", 200)


def test_an_excluded_site_is_excluded(shared):
    reply, _ = ask(shared, "https://secret.example/page")
    assert (reply.captures, reply.excluded) == ((), True)


def test_a_second_archive_is_asked_by_memento(shared):
    assert held(shared, "https://b.example/kept?id=7", second=True) == ("20250601000000", 200)
    reply, _ = ask(shared, "https://b.example/gone", second=True)
    assert (reply.captures, reply.excluded, reply.because) == ((), False, "holds no copy of the page")


def test_behind_archived_errors_its_timemap_names_the_good_capture(shared):
    assert held(shared, "https://b.example/later-gone", second=True) == ("20240101000000", 200)


def test_an_archived_wall_or_soft_404_is_no_copy_and_an_older_page_is_found_behind_it(shared):
    assert held(shared, "https://a.example/walled") == ("20240101000000", 200)
    assert held(shared, "https://a.example/soft") == ("20240101000000", 200)
    assert held(shared, "https://b.example/walled", second=True) == ("20240101000000", 200)
    reply, _ = ask(shared, "https://a.example/only-walled")
    assert (reply.captures, reply.excluded) == ((), False)
    assert "something else than the page" in (reply.because or "")


def test_throttled_once_it_is_asked_again_and_found(shared):
    shared.fault("/web/", status=429)
    reply, asked = ask(shared, GOOD)
    assert reply.captures
    assert asked[1].after_s == 60.0
    shared.fault("/cdx/", status=429, headers={"Retry-After": "2"})
    reply, asked = ask(shared, "https://a.example/only-gone")
    assert reply.captures == ()
    assert asked[-1].after_s == 2.0


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429},
        {"status": 503},
        {"status": 504, "body": "<html>"},
        {"drop": True},
        {"status": 200, "body": "Temporarily Offline"},
    ],
)
@pytest.mark.parametrize("path", ["/web/", "/cdx/", "/wayback/"])
def test_an_archive_in_trouble_is_undetermined(shared, path, fault):
    shared.fault(path, times=2 if fault.get("status") == 429 else 1, **fault)
    reply, _ = ask(shared, "https://a.example/only-gone", second=path == "/wayback/")
    assert (reply.captures, reply.excluded) == (None, False)
    assert reply.because


def test_an_archive_that_is_gone_is_undetermined():
    with running_archive(HOLDINGS) as archive:
        archive.kill()
        for second in (False, True):
            reply, _ = ask(archive, GOOD, second=second)
            assert reply.captures is None
