"""What is suspected is told as a suspicion, what is confirmed as a fact, and three archive answers stay three."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from auditor.model import ArchiveState, ArchiveVerdict, DatedBy, FailureKind, Health, LinkState, LinkVerdict, Verdict
from auditor.report.wording import (
    HEALTHS,
    archive_words,
    distance_words,
    is_suspicion,
    standing_words,
    state_words,
    suspicion_words,
)

JULY = datetime(2025, 7, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (LinkVerdict(state=LinkState.DEAD, confirmed=False, status=404, checks=1), "not found (1 check)"),
        (LinkVerdict(state=LinkState.DEAD, confirmed=False, status=404), "not found (1 check)"),
        (LinkVerdict(state=LinkState.DEAD, confirmed=False, status=410, checks=2), "gone (2 checks)"),
        (LinkVerdict(state=LinkState.DEAD, confirmed=False, failure=FailureKind.NO_SUCH_HOST), "no such host (1 check)"),
        (LinkVerdict(state=LinkState.DEAD, status=404, checks=3), "dead: not found (3 checks)"),
        (LinkVerdict(state=LinkState.DEAD, failure=FailureKind.NO_SUCH_HOST), "dead: no such host"),
        (LinkVerdict(state=LinkState.UNREACHABLE, confirmed=False, status=503), "server error 503 (1 check)"),
        (LinkVerdict(state=LinkState.UNREACHABLE, confirmed=False, failure=FailureKind.TIMEOUT, checks=2), "no answer in time (2 checks)"),
        (LinkVerdict(state=LinkState.USURPED, confirmed=False), "somebody else's content (1 check)"),
        (LinkVerdict(state=LinkState.BLOCKED, status=403), "closed to automatic checks"),
        (LinkVerdict(state=LinkState.LIVE, status=200, checks=7), "live"),
        (LinkVerdict(state=LinkState.UNKNOWN), "could not be determined"),
    ],
)  # fmt: skip
def test_states_in_words(link, words):
    assert state_words(link) == words


@pytest.mark.parametrize("state", LinkState)
@pytest.mark.parametrize("status", [None, 200, 404, 410, 503])
def test_nothing_unconfirmed_is_called_dead(state, status):
    link = LinkVerdict(state=state, confirmed=False, status=status)
    assert "dead" not in state_words(link)
    suspected = LinkVerdict(state=LinkState.LIVE, confirmed=False, suspected=state, status=status, since=JULY)
    assert "dead" not in f"{state_words(suspected)} {suspicion_words(suspected)}"


def test_a_suspicion_against_what_was_well_names_its_day_and_keeps_the_former_state():
    link = LinkVerdict(
        state=LinkState.LIVE, confirmed=False, suspected=LinkState.DEAD, status=404, since=JULY, checks=2
    )
    assert state_words(link) == "live"
    assert suspicion_words(link) == "suspected since 1 July 2025: not found (2 checks)"
    assert is_suspicion(link)
    assert suspicion_words(LinkVerdict(state=LinkState.LIVE)) is None


@pytest.mark.parametrize("state", [LinkState.BLOCKED, LinkState.UNKNOWN, LinkState.LIVE, LinkState.INVALID])
def test_what_needs_no_strikes_is_no_suspicion(state):
    assert not is_suspicion(LinkVerdict(state=state, confirmed=False))


def test_archives_answers_are_all_different():
    words = {archive_words(ArchiveVerdict(state=state)) for state in ArchiveState}
    assert len(words) == len(ArchiveState)


@pytest.mark.parametrize(
    ("link", "archive", "words"),
    [
        (LinkState.LIVE, ArchiveState.NOT_ARCHIVED, "live, but not archived"),
        (LinkState.MOVED, ArchiveState.NOT_ARCHIVED, "moved, but not archived"),
        (LinkState.DEAD, ArchiveState.NOT_ARCHIVED, "not found (1 check); not archived"),
        (LinkState.LIVE, ArchiveState.EXCLUDED, "live; excluded by the archive (why)"),
        (LinkState.LIVE, ArchiveState.UNDETERMINED, "live; archived or not: could not be determined (why)"),
        (LinkState.LIVE, ArchiveState.ARCHIVED, "live"),
    ],
)
def test_where_a_citation_stands_in_words(link, archive, words):
    verdict = Verdict(
        health=Health.UNVERIFIED,
        link=LinkVerdict(state=link, confirmed=link is not LinkState.DEAD),
        archive=ArchiveVerdict(state=archive, because="why"),
    )
    assert standing_words(verdict) == words


@pytest.mark.parametrize(
    ("days", "cited_on", "words"),
    [
        (3, date(2025, 6, 28), "3 days after the citation"),
        (1, date(2025, 7, 2), "1 day before the citation"),
        (0, date(2025, 7, 1), "from the day of the citation"),
        (1200, date(2022, 3, 19), "1,200 days after the citation"),
        (3, date(2025, 1, 1), "3 days from the earliest citation"),
        (3, None, "3 days from the earliest citation"),
    ],
)
def test_distance_names_its_direction_where_it_is_this_citations(days, cited_on, words):
    archive = ArchiveVerdict(state=ArchiveState.ARCHIVED, captured_at=JULY, distance_days=days)
    assert distance_words(archive, cited_on=cited_on) == words
    assert distance_words(replace(archive, distance_days=None), cited_on=cited_on) is None


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (JULY.date(), "from the file’s date, a weak hint"),
        (JULY.date() - timedelta(days=3), "3 days after the file’s date, a weak hint"),
        (JULY.date() + timedelta(days=1), "1 day before the file’s date, a weak hint"),
    ],
)
def test_distance_from_a_files_date_says_so(day, words):
    archive = ArchiveVerdict(state=ArchiveState.ARCHIVED, captured_at=JULY, dated_by=DatedBy.FILE)
    assert distance_words(replace(archive, distance_days=abs((JULY.date() - day).days)), cited_on=day) == words


def test_every_health_has_its_words():
    assert set(HEALTHS) == set(Health)
