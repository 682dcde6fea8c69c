"""Our own network: what it does proves nothing about a citation."""

from __future__ import annotations

import pytest

from auditor.judge.verdict import judge
from auditor.model import Evidence, Failure, FailureKind, LinkState, Response, SkipReason, Vantage
from tests.judge.build import (
    POLICIES,
    SINGLE_RUN,
    decisive,
    failure,
    html,
    over,
    probe,
    redirect,
    reference,
    response,
    state,
)


@pytest.mark.parametrize(
    "outcome", [failure(FailureKind.NO_SUCH_HOST), failure(FailureKind.TIMEOUT), response(404), response()]
)
@pytest.mark.parametrize("policy", POLICIES)
def test_nothing_that_is_seen_while_offline_is_believed(outcome: Response | Failure, policy) -> None:
    look = probe(outcome, vantage=Vantage.OFFLINE)
    verdict = judge(Evidence(reference=reference(), probes=(look,)), policy)
    assert verdict.link.state is LinkState.UNKNOWN
    assert verdict.link.findings[0].because == "our own network was down"


@pytest.mark.parametrize("reason", [SkipReason.OFFLINE, SkipReason.INTERRUPTED])
def test_a_look_that_we_cut_short_is_unknown(reason: SkipReason) -> None:
    for look in (probe(skipped=reason), probe(redirect("/next"), skipped=reason)):
        verdict = over(look, policy=SINGLE_RUN)
        assert verdict.link.state is LinkState.UNKNOWN
        assert verdict.link.findings[0].because == reason.value


@pytest.mark.parametrize(
    "answer",
    [
        response(200, headers=[("rimon", "RWC_BLOCK")]),
        response(200, html("Zyxel Security Cloud-DNS Filter", "Blocked")),
        response(511, html("Log in to the network", "Room number?")),
        response(407, b""),
    ],
)
def test_a_filter_or_portal_on_our_side_is_unknown(answer: Response) -> None:
    assert decisive(answer).rule == "own network"
    assert decisive(answer).state is LinkState.UNKNOWN


def test_a_redirect_to_a_filters_page_is_unknown() -> None:
    assert state(redirect("https://block.opendns.com/?url=1", 302), response(200)) is LinkState.UNKNOWN


@pytest.mark.parametrize("kind", [FailureKind.PROTOCOL, FailureKind.PRIVATE_ADDRESS])
@pytest.mark.parametrize("policy", POLICIES)
def test_our_parsers_strictness_and_our_guard_never_make_a_citation_rot(kind: FailureKind, policy) -> None:
    verdict = over(*(probe(failure(kind), day=4.0 * times) for times in range(9)), policy=policy)
    assert verdict.link.state is LinkState.UNKNOWN
