"""Health: the table of link against archive, as a reader of the report is told."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.judge.health import health
from auditor.model import ArchiveState, ArchiveVerdict, ContentState, FailureKind, Health, LinkState, LinkVerdict
from tests.judge.build import SINGLE_RUN, failure, over, probe, reply, response

A, N, E, U = ArchiveState.ARCHIVED, ArchiveState.NOT_ARCHIVED, ArchiveState.EXCLUDED, ArchiveState.UNDETERMINED
COPY = ArchiveState.IS_ARCHIVE


def told(link: LinkState, archive: ArchiveState, *, confirmed: bool = True, asked: bool = True) -> Health:
    return health(
        LinkVerdict(state=link, confirmed=confirmed),
        ContentState.UNKNOWN,
        ArchiveVerdict(state=archive),
        archives_asked=asked,
    )


@pytest.mark.parametrize(
    ("links", "archived", "copy", "none", "excluded", "undetermined"),
    [
        ("live moved", "healthy", "healthy", "at-risk", "at-risk", "unverified"),
        ("dead soft-404 usurped", "recoverable", "lost", "lost", "lost", "unverified"),
        ("unreachable", "recoverable", "lost", "lost", "lost", "unverified"),
        ("blocked unknown invalid", *["unverified"] * 5),
    ],
)
def test_the_table(links: str, archived: str, copy: str, none: str, excluded: str, undetermined: str) -> None:
    for link in map(LinkState, links.split()):
        row = [told(link, archive) for archive in (A, COPY, N, E, U)]
        assert row == [archived, copy, none, excluded, undetermined]


def test_every_state_has_its_row() -> None:
    assert {told(link, archive) for link in LinkState for archive in ArchiveState} <= set(Health)


@pytest.mark.parametrize("archive", [A, N, E, U, COPY])
def test_unreachable_is_unverified_until_it_has_its_strikes(archive: ArchiveState) -> None:
    assert told(LinkState.UNREACHABLE, archive, confirmed=False) is Health.UNVERIFIED


def test_a_suspicion_of_death_is_told_as_what_it_would_be() -> None:
    assert told(LinkState.DEAD, A, confirmed=False) is Health.RECOVERABLE
    assert told(LinkState.DEAD, N, confirmed=False) is Health.LOST


@pytest.mark.parametrize("archive", [A, N, E, U, COPY])
def test_a_live_page_that_drifted_is_changed(archive: ArchiveState) -> None:
    link, copy = LinkVerdict(state=LinkState.LIVE), ArchiveVerdict(state=archive)
    assert health(link, ContentState.DRIFTED, copy, archives_asked=True) is Health.CHANGED
    assert health(link, ContentState.EDITED, copy, archives_asked=True) is not Health.CHANGED


def test_where_no_archive_was_asked_the_link_alone_decides() -> None:
    assert over(probe(response()), policy=SINGLE_RUN).health is Health.HEALTHY
    assert over(probe(response(404)), policy=SINGLE_RUN).health is Health.LOST
    assert over(probe(response(403)), policy=SINGLE_RUN).health is Health.UNVERIFIED
    assert over(probe(failure(FailureKind.TIMEOUT)), policy=SINGLE_RUN).health is Health.UNVERIFIED


def test_a_silent_archive_leaves_it_open() -> None:
    silent = (reply("wayback", silent=True, because="503"),)
    assert over(probe(response()), replies=silent).health is Health.UNVERIFIED
    assert over(probe(response(404)), replies=silent).health is Health.UNVERIFIED


def test_what_was_well_keeps_its_health_while_it_is_suspected() -> None:
    held = (reply("wayback", date(2026, 1, 1)),)
    verdict = over(probe(response()), probe(response(404), day=1), replies=held)
    assert verdict.health is Health.HEALTHY
    assert over(*(probe(response(404), day=3.0 * n) for n in range(3)), replies=held).health is Health.RECOVERABLE
