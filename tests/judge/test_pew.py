"""The policy `pew`: one look, and the published set of what counts as gone."""

from __future__ import annotations

import pytest

from auditor.model import FailureKind, Health, LinkState, Vantage
from tests.judge.build import PEW, URI, failure, html, over, probe, reply, response, seen


@pytest.mark.parametrize("status", [204, 400, 404, 410, 500, 501, 502, 503, 523])
def test_its_statuses_are_gone_at_one_look(status: int) -> None:
    link = seen(response(status), policy=PEW).link
    assert (link.state, link.confirmed) == (LinkState.DEAD, True)
    assert link.findings[0].rule == "pew"


@pytest.mark.parametrize("status", [200, 203, 401, 402, 403, 405, 406, 429, 451, 504, 520, 999])
def test_no_other_status_is(status: int) -> None:
    assert seen(response(status), policy=PEW).link.state is not LinkState.DEAD


@pytest.mark.parametrize(
    "kind", [FailureKind.NO_SUCH_HOST, FailureKind.DNS_TROUBLE, FailureKind.REFUSED, FailureKind.RESET]
)
def test_no_connection_is_gone(kind: FailureKind) -> None:
    assert seen(failure(kind), policy=PEW).link.state is LinkState.DEAD


@pytest.mark.parametrize(
    "kind", [FailureKind.TIMEOUT, FailureKind.TLS_EXPIRED, FailureKind.PROTOCOL, FailureKind.PRIVATE_ADDRESS]
)
def test_other_failures_are_not(kind: FailureKind) -> None:
    assert seen(failure(kind), policy=PEW).link.state is not LinkState.DEAD


def test_it_does_not_read_pages() -> None:
    link = seen(response(200, html("Page not found", "Sorry.")), policy=PEW).link
    assert link.state is LinkState.LIVE
    assert [each.rule for each in link.findings] == ["pew", "soft 404"]


def test_the_latest_look_counts_whatever_came_before() -> None:
    assert over(probe(response()), probe(response(404), day=1), policy=PEW).link.state is LinkState.DEAD
    assert over(probe(response(404)), probe(response(), day=1), policy=PEW).link.state is LinkState.LIVE


def test_nothing_seen_while_offline_counts() -> None:
    look = probe(failure(FailureKind.NO_SUCH_HOST), vantage=Vantage.OFFLINE, uri=URI)
    assert over(look, policy=PEW).link.state is LinkState.UNKNOWN


def test_what_is_gone_counts_by_the_archives_like_any_other() -> None:
    assert over(probe(response(503)), policy=PEW, replies=(reply(),)).health is Health.LOST
