"""A citation that leads into an archive stands and falls with its copy; its original is told of beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from auditor.judge.archive_axis import archive_axis
from auditor.judge.cited_copies import with_original
from auditor.judge.verdict import judge
from auditor.model import ArchiveReply, Evidence, FailureKind, Health, LinkState, Response, Verdict
from tests.judge.build import SINGLE_RUN, URI, failure, html, probe, redirect, reference, reply, response, seen

COPY = f"https://web.archive.org/web/20250701000000/{URI}"
MEMENTO = ("memento-datetime", "Tue, 01 Jul 2025 00:00:00 GMT")
LIVE_COPY = response(headers=[MEMENTO])
GONE = response(404, html("Not found", "Sorry."))
TODAY = f"https://archive.ph/20250701000000/{URI}"


def verdict(*outcomes, uri: str = URI, replies: tuple[ArchiveReply, ...] = (reply(),)) -> Verdict:
    return judge(Evidence(reference=reference(uri), probes=(probe(*outcomes, uri=uri),), replies=replies), SINGLE_RUN)


def both(copy: Verdict, original: Verdict, uri: str = COPY) -> Verdict:
    return with_original(reference(uri), copy, original)


# ── the copy itself ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_copy_that_its_archive_shows_is_live_and_healthy() -> None:
    found = seen(LIVE_COPY, uri=COPY)
    assert (found.health, found.link.state) == (Health.HEALTHY, LinkState.LIVE)


def test_a_copy_is_followed_within_its_archive() -> None:
    onward = redirect(f"https://web.archive.org/web/20250630120000/{URI}", 302)
    assert seen(onward, LIVE_COPY, uri=COPY).link.state is LinkState.LIVE


@pytest.mark.parametrize("status", [403, 404, 410, 429, 451, 500, 503])
def test_a_copy_of_an_error_is_no_copy_whatever_the_error(status: int) -> None:
    found = seen(response(status, html("Error", "Sorry."), headers=[MEMENTO]), uri=COPY)
    assert (found.health, found.link.state) == (Health.LOST, LinkState.DEAD)
    assert str(status) in found.link.findings[0].because


def test_a_copy_that_was_excluded_is_dead_though_the_archive_answers_200() -> None:
    page = html("Wayback Machine", "Sorry. This URL has been excluded from the Wayback Machine.")
    found = seen(response(200, page), uri=COPY)
    assert found.link.state is LinkState.DEAD
    assert "excluded" in found.link.findings[0].because


def test_an_archives_outage_is_not_the_copys_end() -> None:
    page = html("Internet Archive: Temporarily Offline", "Temporarily Offline")
    assert seen(response(200, page), uri=COPY).health is Health.UNVERIFIED
    assert seen(response(503, page), uri=COPY).link.state is not LinkState.DEAD
    assert seen(failure(FailureKind.REFUSED), uri=COPY).health is Health.UNVERIFIED


def test_an_archive_that_throttles_us_says_nothing_of_the_copy() -> None:
    assert seen(response(429), uri=COPY).link.state is LinkState.BLOCKED


def test_only_archives_that_always_send_the_header_are_held_to_it() -> None:
    assert seen(response(), uri=f"https://arquivo.pt/wayback/20250701000000/{URI}").link.state is LinkState.LIVE
    assert seen(response(headers=[MEMENTO])).link.state is LinkState.LIVE


# ── its original ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("copy", "original", "replies", "health"),
    [
        (LIVE_COPY, response(), (reply(),), Health.HEALTHY),
        (LIVE_COPY, GONE, (reply(),), Health.HEALTHY),
        (GONE, response(), (reply(),), Health.RECOVERABLE),
        (GONE, GONE, (reply("wayback", date(2024, 1, 1)),), Health.RECOVERABLE),
        (GONE, GONE, (reply(),), Health.LOST),
        (GONE, GONE, (reply(silent=True),), Health.UNVERIFIED),
        (GONE, response(403), (reply(),), Health.UNVERIFIED),
        (failure(FailureKind.TIMEOUT), response(), (reply(),), Health.UNVERIFIED),
    ],
)
def test_copy_and_original_together_make_the_health(
    copy: Response, original: Response, replies: tuple[ArchiveReply, ...], health: Health
) -> None:
    found = both(verdict(copy, uri=COPY), verdict(original, replies=replies))
    assert found.health is health
    told = found.link.findings[-1]
    assert (told.rule, URI in told.because) == ("original", True)
    assert "dead" not in told.because


def test_where_the_copy_is_gone_another_one_is_named() -> None:
    found = both(verdict(GONE, uri=COPY), verdict(GONE, replies=(reply("wayback", date(2024, 1, 1)),)))
    assert (found.archive.state, found.archive.archive) == ("archived", "wayback")
    assert found.archive.because == "the cited copy could not be read; this is another"


def test_the_copy_that_is_gone_is_not_named_as_another() -> None:
    held = reply("wayback", date(2025, 7, 1))
    assert held.captures is not None
    same = replace(held.captures[0], captured_at=held.captures[0].captured_at.replace(hour=0))
    found = both(verdict(GONE, uri=COPY), verdict(GONE, replies=(replace(held, captures=(same,)),)))
    assert found.health is not Health.RECOVERABLE


def test_an_original_that_answers_is_proposed() -> None:
    assert both(verdict(GONE, uri=COPY), verdict(response())).link.findings[-1].proposal == reference().uri
    assert both(verdict(GONE, uri=COPY), verdict(GONE)).link.findings[-1].proposal is None


def test_a_list_of_captures_is_as_well_archived_as_its_original() -> None:
    uri = f"https://web.archive.org/web/*/{URI}"
    held = (reply("wayback", date(2024, 1, 1)),)
    found = both(verdict(response(), uri=uri, replies=()), verdict(response(), replies=held), uri)
    assert found.archive == archive_axis(reference(), held)
    assert found.health is Health.HEALTHY
    none = both(verdict(response(), uri=uri, replies=()), verdict(response()), uri)
    assert (none.archive.state, none.health) == ("not-archived", Health.AT_RISK)


# ── archives that aren't safe ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        (TODAY, "archive.today"),
        ("https://archive.is/AbC12", "archive.today"),
        ("https://www.webcitation.org/5XyZ", "WebCite"),
        (f"http://timetravel.mementoweb.org/memento/2019/{URI}", "Time Travel"),
    ],
)
def test_a_citation_that_rests_on_an_unsafe_archive_is_flagged_and_at_risk_at_best(uri: str, name: str) -> None:
    well = seen(response(), uri=uri)
    assert well.health is Health.AT_RISK
    assert seen(GONE, uri=uri).health is Health.LOST
    for found in (well, seen(GONE, uri=uri)):
        assert name in (found.archive.because or "")
        assert name in found.link.findings[-1].because


def test_with_a_safe_copy_of_the_original_it_is_healthy_and_still_flagged() -> None:
    held = (reply("wayback", date(2024, 1, 1)),)
    found = both(verdict(response(), uri=TODAY), verdict(response(), replies=held), TODAY)
    assert (found.health, found.archive.archive) == (Health.HEALTHY, "wayback")
    assert "not a safe archive" in (found.archive.because or "")
